//! What files are known by.

use std::collections::BTreeSet;

use super::{emission::options, sample};
use crate::emit::{
    Runtime,
    digest::{Digests, aspects},
    facts::Facts,
};

#[test]
fn each_aspect_has_a_place_and_a_name_of_its_own() {
    let (api, sources, options) = (sample::api(), sample::sources(), options(Runtime::Carried));
    let digests = Digests::new(&Facts::new(&api, &sources, &options));
    let aspects: Vec<_> = aspects(&api).collect();
    assert!(aspects.len() > 50);
    assert_eq!(digests.aspects.len(), aspects.len());
    for (place, aspect) in (0..).zip(aspects) {
        assert_eq!(digests.index(aspect), place, "{aspect:?}");
    }
    let names: BTreeSet<u128> = digests.aspects.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), digests.aspects.len());
}

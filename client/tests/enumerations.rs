//! Enumerations, as generated crates declare them.
#![forbid(unsafe_code)]

use docwright_client::codec::{Enumerated, OpenEnum, named};

docwright_client::enumeration! {
    /// How large it is.
    pub enum Size {
        /// Not much.
        Small = "small",
        /// Much.
        #[deprecated(note = "it is too large")]
        Large = "very large",
    }
}

docwright_client::enumeration! {
    /// No value is documented.
    pub enum Nothing {}
}

#[test]
#[expect(deprecated, reason = "it is there all the same")]
fn a_variant_is_its_name() {
    assert!(matches!(named("small"), Size::Small));
    assert!(matches!(named("very large"), Size::Large));
    assert_eq!([Size::Small.as_str(), Size::Large.as_str()], Size::NAMES);
    assert!(matches!(Size::Large.clone(), Size::Large));
    let known = Some(Size::Large);
    assert!(matches!(known, Some(Size::Large)) && size_of_val(&known) == size_of::<Size>());
}

#[test]
fn an_unknown_name_is_kept() {
    let size: Size = named("huge");
    assert!(matches!(&size, Size::Other(name) if name == "huge"));
    assert_eq!(size.clone(), size);
    assert_eq!(Size::Other("huge".to_owned()).as_str(), "huge");
    assert!(matches!(named(""), Size::Other(name) if name.is_empty()));
}

#[test]
fn a_value_is_renamed_in_its_place() {
    let mut sizes = [named::<Size>("huge"), Size::Small];
    sizes[0].rename("small");
    sizes[1].rename("tiny");
    assert_eq!(sizes, [Size::Small, Size::Other("tiny".to_owned())]);
}

#[test]
fn there_may_be_no_names() {
    assert_eq!(Nothing::NAMES.len(), 0);
    assert!(matches!(named("some"), Nothing::Other(name) if name == "some"));
}

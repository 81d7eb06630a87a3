//! The facts of pages, as the last run into an output folder left them.

use std::{
    fs,
    path::{Path, PathBuf},
};

use rayon::prelude::*;

use super::{CACHE, format, maker, replace};
use crate::{
    frontend::{DRAWERS, Drawer, Filled, Shelf},
    write::Mode,
};

/// The shelf that an earlier run left in an output folder: a file for each drawer.
#[derive(Debug)]
pub(crate) struct PageCache {
    out: PathBuf,
    /// Who reads pages now.
    maker: Option<u128>,
    shelf: Shelf,
}

impl PageCache {
    /// What is in an output folder; drawers are empty where there is nothing that this program wrote. Nothing if all of them are, and
    /// nothing is to be left for the next run either.
    #[must_use]
    pub(crate) fn load(out: &Path, mode: Mode) -> Option<Self> {
        let maker = maker();
        let open = |number: usize| {
            let bytes = fs::read(out.join(CACHE).join(name(number))).ok()?;
            format::unseal(&bytes, maker?)?;
            Drawer::open(bytes, format::START)
        };
        let drawers: Vec<Option<Drawer>> = (0..DRAWERS).into_par_iter().map(open).collect();
        let is_of_use = mode != Mode::Check || drawers.iter().any(Option::is_some);
        is_of_use.then(|| Self {
            out: out.to_owned(),
            maker,
            shelf: Shelf(drawers.into_iter().map(Option::unwrap_or_default).collect()),
        })
    }

    /// The facts of pages.
    #[must_use]
    pub(crate) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// Leaves drawers for the next run. What goes wrong costs that run time and is no error.
    pub(crate) fn save(&self, filled: &Filled) {
        let Some(maker) = self.maker else { return };
        filled.par_iter().for_each(|(number, content)| {
            replace(&self.out, &name(*number), |_| Some(format::seal(maker, content)));
        });
    }
}

/// The name of a drawer's file in the cache's folder.
fn name(number: usize) -> String {
    format!("pages-{number:02}")
}

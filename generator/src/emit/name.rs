//! Identifiers and file names.

use std::{cell::RefCell, collections::BTreeSet};

use heck::ToSnakeCase;
use proc_macro2::{Ident, Span};

use crate::map::Map;

thread_local! {
    /// The identifiers of names that were met, since files use the same ones over and over.
    static KNOWN: RefCell<Map<String, Ident>> = RefCell::default();
}

/// The identifier of this name. The model promises a valid one; a name that is none becomes the nearest that is.
pub(super) fn ident(name: &str) -> Ident {
    KNOWN.with_borrow_mut(|known| {
        if let Some(ident) = known.get(name) {
            return ident.clone();
        }
        let new = |name: &str| Ident::new(name, Span::call_site());
        let ident = if is_long_word(name) {
            new(name)
        } else {
            syn::parse_str(name).unwrap_or_else(|_| new(&repaired(name)))
        };
        known.insert(name.to_owned(), ident.clone());
        ident
    })
}

/// Letters of the longest keyword.
const LONGEST_KEYWORD: usize = 8;

/// Whether this is an identifier: not a keyword, unless it is a raw one.
fn is_ident(name: &str) -> bool {
    is_long_word(name) || syn::parse_str::<Ident>(name).is_ok()
}

/// Whether this is an identifier at a glance, as most are: to ask the parser takes its time.
fn is_long_word(name: &str) -> bool {
    name.len() > LONGEST_KEYWORD
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

fn repaired(name: &str) -> String {
    let text: String = name
        .chars()
        .map(|c| if c == '_' || c.is_alphanumeric() { c } else { '_' })
        .collect();
    [text.clone(), format!("{text}_"), format!("_{text}_")]
        .into_iter()
        .find(|text| is_ident(text))
        .unwrap_or_else(|| "unnamed".to_owned())
}

/// The names that are taken in one folder of source files.
#[derive(Debug, Default)]
pub(super) struct Folder {
    taken: BTreeSet<String>,
}

impl Folder {
    /// A module name as near to the one wished for as can be: in snake case, and no other file has it, on file systems that
    /// know no case either.
    pub(super) fn take(&mut self, wish: &str) -> String {
        distinct(&stem(wish), &mut self.taken)
    }
}

/// The name wished for, or with the first number that tells it apart from those taken, whatever the case.
pub(super) fn distinct(wish: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = wish.to_owned();
    let mut count = 1;
    while !taken.insert(name.to_lowercase()) {
        count += 1;
        name = format!("{wish}_{count}");
    }
    name
}

/// Names of devices, which some file systems have in every folder.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

fn stem(wish: &str) -> String {
    let snake = wish.to_snake_case();
    let stem: String = snake
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' })
        .collect();
    let device = DEVICES.contains(&stem.as_str());
    if !device && is_ident(&stem) {
        return stem;
    }
    let suffixed = format!("{stem}_");
    if is_ident(&suffixed) {
        suffixed
    } else {
        format!("n{suffixed}")
    }
}

//! Names of types that their own pages cut short.

use rayon::prelude::*;

use super::index::Index;
use crate::{
    diagnostic::{Code, Diagnostics},
    lower::{TypeDefinition, short},
    page::{Page, TypeName},
};

/// Gives a type the longer name that other pages link to it by, where the file is called so too, and the page's own name is its end.
pub(super) fn restore(index: &mut Index<'_>, pages: &[Page], out: &mut Diagnostics) {
    let definitions: Vec<&TypeDefinition> = index.definitions.values().collect();
    let bases = pages.par_iter().flat_map_iter(|page| &page.inherits);
    let rows = definitions.par_iter().flat_map_iter(|definition| &definition.rows);
    let in_rows = rows.filter_map(|row| row.ty.as_ref()).flat_map_iter(|ty| &ty.names);
    let answers = pages.par_iter().flat_map_iter(|page| &page.response.types);
    let in_answers = answers.flat_map_iter(|ty| &ty.names);
    let names = bases.chain(in_rows).chain(in_answers);
    let longer: Vec<(String, TypeName)> = names
        .filter_map(|name| Some((cut_short(name, index)?, name.clone())))
        .collect();
    for (key, name) in longer {
        let Some(old) = index.definitions.get(&key).map(|definition| definition.name.clone()) else {
            continue;
        };
        let full = format!(
            "{}{}",
            &old.value[..old.value.len() - short(&old.value).len()],
            name.name
        );
        let message = format!("`{}` is `{full}` on other pages, and so is the file", old.value);
        out.report(Code::TypeConflict, old.span, message)
            .related(name.span, "one of the other pages");
        index.rename(&key, full);
    }
}

/// The key of the type on the linked page, where its name is the end of this one and the file is called like this one.
fn cut_short(name: &TypeName, index: &Index<'_>) -> Option<String> {
    let source = index.page(name.link.as_deref()?, name.span.source)?;
    let wanted = name.name.to_ascii_lowercase();
    let path = index.sources.get(source).path.to_ascii_lowercase();
    let stem = path.rsplit('/').next()?.strip_suffix(".md")?;
    let [key] = index.subjects(source) else {
        return None;
    };
    let is_longer = wanted.len() > short(key).len() && wanted.ends_with(short(key));
    let is_name = name.name.starts_with(char::is_lowercase) && name.name.chars().all(char::is_alphanumeric);
    (stem == wanted && is_longer && is_name && index.find_name(&name.name).is_none()).then(|| key.clone())
}

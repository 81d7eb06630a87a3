//! Placeholders of path templates, with what pages say of them.

use super::{docs, index::Index, inherit::Inheritance, reference};
use crate::{
    api::{Docs, Method, PathParameter, Primitive, TypeRef},
    diagnostic::Diagnostics,
    page::{Page, Piece, RequestLine, Row},
};

/// The placeholders of an operation's request lines, each name once. The pages are in the order in which they are asked; what
/// one says of a name is about its own lines.
pub(super) fn resolve(
    uses: &[(&Page, &RequestLine)],
    pages: &[&Page],
    method: Method,
    index: &Index<'_>,
    lineage: &Inheritance,
) -> Vec<PathParameter> {
    let mut parameters: Vec<PathParameter> = vec![];
    for piece in uses.iter().flat_map(|(_, line)| pieces(line)) {
        let Piece::Placeholder { name, path, quoted } = piece else {
            continue;
        };
        if let Some(known) = parameters.iter_mut().find(|known| known.name == *name) {
            // The place has quotes where any of its lines has them.
            known.quoted |= quoted;
            continue;
        }
        let is_it = |piece: &Piece| matches!(piece, Piece::Placeholder { name: other, .. } if other == name);
        let lists_it = |page: &&&Page| {
            let mut lines = uses.iter().filter(|(of, _)| of.source == page.source);
            lines.any(|(_, line)| pieces(line).any(is_it))
        };
        let row = pages
            .iter()
            .filter(lists_it)
            .find_map(|page| page.placeholder_row(name, method));
        parameters.push(PathParameter {
            name: name.clone(),
            ty: row.map_or(TypeRef::Primitive(Primitive::String), |row| ty(row, index, lineage)),
            docs: row.map_or_else(Docs::default, |row| {
                docs::resolve(&row.description, row.span.source, index)
            }),
            is_path: *path,
            quoted: *quoted,
        });
    }
    parameters
}

fn pieces(line: &RequestLine) -> impl Iterator<Item = &Piece> {
    line.path.segments.iter().flat_map(|segment| &segment.pieces)
}

fn ty(row: &Row, index: &Index<'_>, lineage: &Inheritance) -> TypeRef {
    let Some(expr) = &row.ty else {
        return TypeRef::Primitive(Primitive::String);
    };
    // What cannot be told is text, as everything in a path is; the table of a body reports the same name itself.
    let found = reference::resolve(expr, row.span.source, index, lineage, &mut Diagnostics::default());
    match found {
        TypeRef::Opaque => TypeRef::Primitive(Primitive::String),
        found => found,
    }
}

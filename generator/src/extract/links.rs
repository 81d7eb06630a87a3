//! Links between pages.

use crate::{
    diagnostic::{Code, Diagnostics},
    page::{Page, ProsePiece},
    source::Sources,
};

/// Reports relative links that lead nowhere.
pub(super) fn check(page: &Page, sources: &Sources, out: &mut Diagnostics) {
    let rows = page
        .properties
        .iter()
        .chain(&page.body.rows)
        .chain(&page.headers)
        .chain(&page.query);
    let prose = page
        .summary
        .iter()
        .chain(&page.response.prose)
        .chain(&page.body.prose)
        .chain(rows.map(|row| &row.description));
    for piece in prose.flat_map(|prose| &prose.pieces) {
        let ProsePiece::Link { target, span, .. } = piece else {
            continue;
        };
        let path = target.split(['#', '?']).next().unwrap_or_default();
        let is_relative = !path.is_empty() && !path.starts_with('/') && !path.contains(':');
        if is_relative && sources.linked(target, span.source).is_none() {
            out.report(
                Code::LinkBroken,
                *span,
                format!("link to `{target}` leads to no page of the set"),
            );
        }
    }
}

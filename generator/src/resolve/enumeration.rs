//! Members of enumerations.

use super::{
    docs,
    index::Index,
    naming::{Taken, camel},
};
use crate::{
    api::{Docs, Enumeration, Member},
    diagnostic::{Code, Diagnostics},
    dialect::{Dialect, has_phrase},
    evidence::{Fact, Kind, Trail},
    lower::TypeDefinition,
    page::ProsePiece,
};

/// Whether the page says that values combine.
pub(super) fn is_flags(definition: &TypeDefinition, dialect: &Dialect) -> bool {
    definition.flags.unwrap_or_else(|| {
        let pieces = definition.summary.iter().flat_map(|prose| &prose.pieces);
        pieces.into_iter().any(|piece| match piece {
            ProsePiece::Text(text) => has_phrase(&text.to_ascii_lowercase(), &dialect.prose.flags),
            ProsePiece::Link { .. } => false,
        })
    })
}

/// Resolves an enumeration.
pub(super) fn resolve(definition: &TypeDefinition, index: &Index<'_>, out: &mut Diagnostics) -> Enumeration {
    if definition.members.is_empty() {
        let message = format!("no page lists the members of `{}`", definition.name.value);
        out.report(Code::EnumerationEmpty, definition.name.span, message);
    }
    let mut taken = Taken::new(&["Other"]);
    let members = definition.members.iter().map(|row| Member {
        name: row.name.value.clone(),
        rust: taken.take(&camel(&row.name.value)),
        docs: row.description.span.map_or_else(Docs::default, |span| {
            docs::resolve(&row.description, span.source, index)
        }),
        deprecated: row.deprecated.clone(),
        evidence: Trail::of(Fact::Exists, Kind::Table, row.name.span),
    });
    Enumeration {
        flags: is_flags(definition, index.dialect),
        members: members.collect(),
    }
}

//! Facts about types that others are concluded from.

use super::{
    super::{index::Index, inherit::Inheritance, reference},
    Entry, FROM, Overrides, Replaced, did_you_mean_type,
};
use crate::{
    api::{Api, Shape, TypeRef},
    config::Subject,
    diagnostic::Diagnostics,
    dialect::Dialect,
    evidence::{Claim, Evidence, Fact, Kind, Verdict},
    lower::{Shown, TypeDefinition},
    map::OrderedMap,
    page::{Located, Notes, Prose, Row, TypeExpr, TypeName},
};

/// What stands for no base.
const NONE: &str = "none";

impl Overrides<'_> {
    /// Gives properties other types, or takes them away, so that nothing is concluded from what the pages say of them.
    pub(in crate::resolve) fn correct_properties(
        &mut self,
        types: &mut OrderedMap<String, TypeDefinition>,
        out: &mut Diagnostics,
    ) {
        for entry in &mut self.entries {
            let Subject::Property { property, .. } = &entry.wanted.subject else {
                continue;
            };
            let definition = entry.ty(self.dialect).and_then(|key| types.get_mut(&key));
            if let (false, Some(definition)) = (entry.found, definition) {
                correct_property(entry, property, definition, self.dialect, out);
            }
        }
    }

    /// Gives types other bases, flags and members, or takes them away; those included that only examples and
    /// descriptions tell of.
    pub(in crate::resolve) fn correct_types(&mut self, index: &mut Index<'_>, out: &mut Diagnostics) {
        self.correct_properties(&mut index.definitions, out);
        for entry in &mut self.entries {
            let Some(key) = entry.ty(self.dialect) else {
                continue;
            };
            let Some(definition) = index.definitions.get_mut(&key) else {
                continue;
            };
            match &entry.wanted.subject {
                Subject::Member { member, .. } if entry.skips() => {
                    let count = definition.members.len();
                    definition.members.retain(|row| row.name.value != *member);
                    entry.found = definition.members.len() < count;
                }
                Subject::Type(_) => {
                    entry.found = true;
                    correct_type(entry, definition, out);
                    if entry.skips() {
                        index.skip(&key);
                    }
                }
                _ => {}
            }
        }
    }

    /// Makes types that derive from a corrected one agree with it, and sees whether each has the base that it was given.
    pub(in crate::resolve) fn settle(
        &self,
        api: &mut Api,
        index: &Index<'_>,
        lineage: &Inheritance,
        out: &mut Diagnostics,
    ) {
        for entry in &self.entries {
            settle_derived(entry, self.dialect, api, index, lineage);
            check_base(entry, self.dialect, index, lineage, out);
        }
    }
}

fn correct_property(
    entry: &mut Entry<'_>,
    name: &str,
    definition: &mut TypeDefinition,
    dialect: &Dialect,
    out: &mut Diagnostics,
) {
    let row = definition.rows.iter().position(|row| row.name.value == name);
    let shown = definition.shown.iter().position(|shown| shown.name == name);
    if row.is_none() && shown.is_none() {
        return;
    }
    entry.found = true;
    if entry.skips() {
        let removed = row.map(|row| definition.rows.remove(row));
        shown.map(|shown| definition.shown.remove(shown));
        entry.replaced = Some(Replaced {
            ty: removed.and_then(|row| row.ty),
        });
        return;
    }
    let Some(ty) = &entry.wanted.set.ty else {
        return;
    };
    let Some(ty) = entry.parse(ty, dialect, out) else {
        return;
    };
    match (row, shown) {
        (Some(row), _) => {
            let ty = definition.rows[row].ty.replace(ty);
            entry.replaced = Some(Replaced { ty });
        }
        (None, Some(shown)) => {
            let shown = definition.shown.remove(shown);
            definition.rows.push(row_of(shown, ty));
            entry.replaced = Some(Replaced { ty: None });
        }
        (None, None) => {}
    }
}

/// A row for a property that no table has.
fn row_of(shown: Shown, ty: TypeExpr) -> Row {
    Row {
        name: Located {
            value: shown.name,
            span: shown.span,
        },
        ty: Some(ty),
        description: Prose::default(),
        navigation: false,
        aside: false,
        notes: Notes::default(),
        span: shown.span,
    }
}

fn correct_type(entry: &Entry<'_>, definition: &mut TypeDefinition, out: &mut Diagnostics) {
    let (subject, set) = (&entry.wanted.subject, &entry.wanted.set);
    let is_enumeration = definition.is_enumeration();
    if let Some(base) = &set.base {
        if is_enumeration {
            entry.unfit(format!("{subject} is an enumeration, which has no base"), out);
        } else if base == NONE {
            lose_bases(definition);
            definition.inherited.clear();
            definition.baseless = true;
        } else {
            lose_bases(definition);
            let name = TypeName {
                name: base.clone(),
                link: None,
                span: entry.wanted.span,
            };
            definition
                .bases
                .push(Claim::new(name, Kind::Override, entry.wanted.span));
        }
    }
    if set.flags.is_some() {
        if is_enumeration {
            definition.flags = set.flags;
        } else {
            entry.unfit(
                format!("{subject} is no enumeration, so it has no values that combine"),
                out,
            );
        }
    }
}

/// The bases that pages name are not looked at any more.
fn lose_bases(definition: &mut TypeDefinition) {
    for claim in definition.bases.drain(..) {
        let Evidence { kind, span } = claim.evidence;
        definition.evidence.lose(Fact::Base, kind, span, Verdict::Overridden);
    }
}

/// Pages of derived types repeat what the page of their base says. Where that was wrong, so is the repetition.
fn settle_derived(entry: &Entry<'_>, dialect: &Dialect, api: &mut Api, index: &Index<'_>, lineage: &Inheritance) {
    let Subject::Property { property: name, .. } = &entry.wanted.subject else {
        return;
    };
    let id = entry.ty(dialect).and_then(|key| index.id(&key));
    let (Some(replaced), Some(id)) = (&entry.replaced, id) else {
        return;
    };
    // Whatever there is to say of the old type, it was said on the pages that repeat it.
    let mut said = Diagnostics::default();
    let old = match &replaced.ty {
        Some(expr) => reference::resolve(expr, expr.span.source, index, lineage, &mut said),
        None => TypeRef::Opaque,
    };
    for derived in lineage.derived(id) {
        if let Shape::Object(object) = &mut api.types[derived.0 as usize].shape {
            object
                .properties
                .retain(|property| property.name != *name || property.ty != old);
        }
    }
}

fn check_base(entry: &Entry<'_>, dialect: &Dialect, index: &Index<'_>, lineage: &Inheritance, out: &mut Diagnostics) {
    let id = entry.ty(dialect).and_then(|key| index.id(&key));
    let wanted = entry.wanted.set.base.as_deref().filter(|base| *base != NONE);
    let (Subject::Type(ty), Some(base), Some(id)) = (&entry.wanted.subject, wanted, id) else {
        return;
    };
    let name = TypeName {
        name: base.to_owned(),
        link: None,
        span: entry.wanted.span,
    };
    match index.find(&name, FROM).and_then(|key| index.id(key)) {
        None => {
            let names = index
                .definitions
                .values()
                .map(|definition| definition.name.value.as_str());
            let help = did_you_mean_type(base, names);
            let finding = entry.unfit(
                format!("no page describes `{base}`, which `{ty}` is to derive from"),
                out,
            );
            help.map(|help| finding.help(help));
        }
        // A circle has its own finding.
        Some(found) if lineage.base(id) == Some(found) || index.definition(id).is_enumeration() => {}
        Some(found) if index.definition(found).is_enumeration() => {
            entry.unfit(
                format!("`{ty}` cannot derive from `{base}`, which is an enumeration"),
                out,
            );
        }
        Some(found) if found == id => {
            entry.unfit(format!("`{ty}` cannot derive from itself"), out);
        }
        Some(_) => {}
    }
}

//! Which type derives from which.

use super::{index::Index, reference::Lineage};
use crate::{
    api::TypeId,
    diagnostic::{Code, Diagnostics},
};

/// Base and derived types of every definition.
pub(super) struct Inheritance {
    base: Vec<Option<TypeId>>,
    derived: Vec<Vec<TypeId>>,
    /// `Some(flags)` for enumerations.
    enumerations: Vec<Option<bool>>,
}

impl Inheritance {
    /// Resolves the base of every definition; a circle loses the link that closes it.
    pub(super) fn resolve(index: &Index<'_>, out: &mut Diagnostics) -> Self {
        let count = index.definitions.len();
        let mut inheritance = Self {
            base: vec![None; count],
            derived: vec![vec![]; count],
            enumerations: index
                .definitions
                .values()
                .map(|definition| {
                    definition
                        .is_enumeration()
                        .then(|| super::enumeration::is_flags(definition))
                })
                .collect(),
        };
        for (position, definition) in index.definitions.values().enumerate() {
            let id = TypeId(u32::try_from(position).unwrap_or(u32::MAX));
            if definition.is_enumeration() {
                continue;
            }
            inheritance.base[position] = inheritance.choose(id, index, out);
        }
        for position in 0..count {
            let id = TypeId(u32::try_from(position).unwrap_or(u32::MAX));
            for base in inheritance.bases(id) {
                inheritance.derived[base.0 as usize].push(id);
            }
        }
        inheritance
    }

    fn choose(&self, id: TypeId, index: &Index<'_>, out: &mut Diagnostics) -> Option<TypeId> {
        let definition = index.definition(id);
        for name in &definition.bases {
            let found = index.find(name, name.span.source).and_then(|key| index.id(key));
            let Some(base) = found.filter(|base| *base != id && self.enumerations[base.0 as usize].is_none()) else {
                continue;
            };
            if self.bases(base).contains(&id) {
                let message = format!(
                    "`{}` derives from `{}` and the other way round",
                    definition.name.value, name.name
                );
                out.report(Code::BaseCycle, name.span, message);
                continue;
            }
            return Some(base);
        }
        None
    }

    /// The type that this one derives from.
    pub(super) fn base(&self, id: TypeId) -> Option<TypeId> {
        self.base[id.0 as usize]
    }

    /// The types that derive from this one, over all levels, ordered.
    pub(super) fn derived(&self, id: TypeId) -> &[TypeId] {
        &self.derived[id.0 as usize]
    }
}

impl Lineage for Inheritance {
    fn is_base(&self, id: TypeId) -> bool {
        self.derived
            .get(id.0 as usize)
            .is_some_and(|derived| !derived.is_empty())
    }

    fn bases(&self, id: TypeId) -> Vec<TypeId> {
        let mut bases = vec![];
        // Types of parameters are made later than this, and derive from nothing.
        let base_of = |id: TypeId| self.base.get(id.0 as usize).copied().flatten();
        let mut next = base_of(id);
        while let Some(base) = next {
            bases.push(base);
            next = base_of(base);
        }
        bases
    }

    fn enumeration(&self, id: TypeId) -> Option<bool> {
        self.enumerations.get(id.0 as usize).copied().flatten()
    }
}

//! Which type derives from which.

use super::{alike, entity, enumeration, index::Index, reference::Lineage};
use crate::{
    api::TypeId,
    diagnostic::{Code, Diagnostics},
    evidence::{Evidence, Fact, Kind, Trail, Verdict, trust},
    page::TypeName,
};

/// Base and derived types of every definition.
pub(super) struct Inheritance {
    base: Vec<Option<TypeId>>,
    derived: Vec<Vec<TypeId>>,
    /// `Some(flags)` for enumerations.
    enumerations: Vec<Option<bool>>,
    entities: Vec<bool>,
    /// What was weighed for each base.
    evidence: Vec<Trail>,
}

impl Inheritance {
    /// Resolves the base of every definition; a circle loses the link that closes it.
    pub(super) fn resolve(index: &Index<'_>, out: &mut Diagnostics) -> Self {
        let count = index.definitions.len();
        let enumerations = index.definitions.values().map(|definition| {
            definition
                .is_enumeration()
                .then(|| enumeration::is_flags(definition, index.dialect))
        });
        let mut inheritance = Self {
            base: vec![None; count],
            derived: vec![vec![]; count],
            enumerations: enumerations.collect(),
            entities: vec![],
            evidence: vec![Trail::default(); count],
        };
        inheritance.take_stated(index, out);
        inheritance.take_listed(index, out);
        inheritance.take_inherited(index, out);
        inheritance.take_alike(index, out);
        inheritance.take_root(index);
        inheritance.compare(index, out);
        for position in 0..count {
            let id = id(position);
            for base in inheritance.bases(id) {
                inheritance.derived[base.0 as usize].push(id);
            }
        }
        inheritance
    }

    /// Bases that the page of a type states.
    fn take_stated(&mut self, index: &Index<'_>, out: &mut Diagnostics) {
        let root = root(index);
        for position in self.objects() {
            let definition = &index.definitions[position];
            let claims = trust::ranked(Fact::Base, &definition.bases);
            let mut candidates = self.candidates(position, claims.iter().map(|claim| &claim.value), index);
            // The root says least: where something else is stated too, that is the nearer base.
            candidates.sort_by_key(|(_, base)| Some(*base) == root);
            let kind_of = |name: &TypeName| {
                let claim = claims.iter().find(|claim| claim.value == *name);
                claim.map_or(Kind::Prose, |claim| claim.evidence.kind)
            };
            for (name, base) in candidates {
                if self.link(position, base, (kind_of(name), name), index, out) {
                    break;
                }
            }
        }
    }

    /// Bases that rows are said to be inherited from, where nothing else is stated: the nearest of them.
    fn take_inherited(&mut self, index: &Index<'_>, out: &mut Diagnostics) {
        for position in self.objects() {
            if self.base[position].is_some() {
                continue;
            }
            let mut candidates = self.candidates(position, &index.definitions[position].inherited, index);
            candidates.sort_by_key(|(_, base)| std::cmp::Reverse(self.bases(*base).len()));
            for (name, base) in candidates {
                if self.link(position, base, (Kind::Table, name), index, out) {
                    break;
                }
            }
        }
    }

    /// Types that the page of their base lists, where their own pages state none, or only the root.
    fn take_listed(&mut self, index: &Index<'_>, out: &mut Diagnostics) {
        let root = root(index);
        for position in self.objects() {
            let definition = &index.definitions[position];
            for (name, derived) in self.candidates(position, &definition.derived, index) {
                let stated = self.base[derived.0 as usize];
                let stands_alone = (stated.is_none() || stated == root) && !index.definition(derived).baseless;
                if stands_alone {
                    self.link(derived.0 as usize, id(position), (Kind::Prose, name), index, out);
                }
            }
        }
    }

    /// Bases of entities that nothing has as its type, though they have all properties of an entity that something has: they
    /// can only stand in the place of that one.
    fn take_alike(&mut self, index: &Index<'_>, out: &mut Diagnostics) {
        let root = root(index);
        for (position, base) in alike::pairs(index) {
            let stated = self.base[position];
            if (stated.is_none() || stated == root) && !index.definitions[position].baseless {
                let (derived, name) = (&index.definitions[position].name, &index.definitions[base].name);
                let message = format!(
                    "`{}` has all properties of `{}`, and its page states no base",
                    derived.value, name.value
                );
                out.report(Code::BaseUnstated, derived.span, message)
                    .related(name.span, "the type that was taken for the base");
                let named = TypeName {
                    name: name.value.clone(),
                    link: None,
                    span: derived.span,
                };
                self.link(position, id(base), (Kind::Convention, &named), index, out);
            }
        }
    }

    /// The dialect's root, for types with a key that have no other base.
    fn take_root(&mut self, index: &Index<'_>) {
        let evident = entity::evident(index);
        if let Some(root) = root(index) {
            for position in self.objects() {
                let is_alone = self.base[position].is_none() && !index.definitions[position].baseless;
                if evident[position] && is_alone && id(position) != root && !self.bases(root).contains(&id(position)) {
                    self.base[position] = Some(root);
                    let name = index.definitions[position].name.span;
                    self.evidence[position].believe(Fact::Base, Kind::Convention, name);
                }
            }
        }
        let is_entity =
            |position: usize| evident[position] || self.bases(id(position)).iter().any(|base| evident[base.0 as usize]);
        self.entities = (0..self.base.len()).map(is_entity).collect();
    }

    /// Notes the places that name another base than the one decided. A base further up is no contradiction.
    fn compare(&mut self, index: &Index<'_>, out: &mut Diagnostics) {
        for (position, definition) in index.definitions.values().enumerate() {
            let bases = self.bases(id(position));
            let (Some(base), Some(by)) = (bases.first(), self.evidence[position].by(Fact::Base)) else {
                continue;
            };
            for claim in &definition.bases {
                let found = index.find(&claim.value, claim.value.span.source);
                let verdict = match found.and_then(|key| index.id(key)) {
                    Some(other) if bases.contains(&other) => continue,
                    Some(_) => Verdict::LessTrusted,
                    None => Verdict::Unusable,
                };
                let Evidence { kind, span } = claim.evidence;
                self.evidence[position].lose(Fact::Base, kind, span, verdict);
                let message = format!(
                    "`{}` derives from `{}` by the {}, and from `{}` by the {}",
                    definition.name.value,
                    index.definition(*base).name.value,
                    by.kind.name(),
                    claim.value.name,
                    kind.name(),
                );
                out.report(Code::BaseConflict, span, message)
                    .related(by.span, "this is believed");
            }
        }
    }

    /// Positions of what is no enumeration.
    fn objects(&self) -> Vec<usize> {
        let positions = self.enumerations.iter().enumerate();
        positions
            .filter(|(_, flags)| flags.is_none())
            .map(|(position, _)| position)
            .collect()
    }

    /// Objects that names mean, other than the one at the position, each once.
    fn candidates<'n>(
        &self,
        position: usize,
        names: impl IntoIterator<Item = &'n TypeName>,
        index: &Index<'_>,
    ) -> Vec<(&'n TypeName, TypeId)> {
        let mut found: Vec<(&TypeName, TypeId)> = vec![];
        for name in names {
            let target = index.find(name, name.span.source).and_then(|key| index.id(key));
            let target = target.filter(|base| *base != id(position) && self.enumerations[base.0 as usize].is_none());
            if let Some(target) = target.filter(|target| found.iter().all(|(_, other)| other != target)) {
                found.push((name, target));
            }
        }
        found
    }

    /// Sets a base, unless that closes a circle.
    fn link(
        &mut self,
        position: usize,
        base: TypeId,
        (kind, name): (Kind, &TypeName),
        index: &Index<'_>,
        out: &mut Diagnostics,
    ) -> bool {
        let derived = id(position);
        if base == derived || self.bases(base).contains(&derived) {
            let message = format!(
                "`{}` derives from `{}` and the other way round",
                index.definitions[position].name.value,
                index.definition(base).name.value
            );
            out.report(Code::BaseCycle, name.span, message);
            return false;
        }
        self.base[position] = Some(base);
        self.evidence[position].overrule(Fact::Base, kind, name.span, Verdict::LessPrecise);
        true
    }

    /// The type that this one derives from.
    pub(super) fn base(&self, id: TypeId) -> Option<TypeId> {
        self.base[id.0 as usize]
    }

    /// The types that derive from this one, over all levels, ordered.
    pub(super) fn derived(&self, id: TypeId) -> &[TypeId] {
        &self.derived[id.0 as usize]
    }

    /// What was weighed for the base of a type.
    pub(super) fn evidence(&self, id: TypeId) -> &Trail {
        &self.evidence[id.0 as usize]
    }

    /// Whether objects of the type have a key.
    pub(super) fn is_entity(&self, id: TypeId) -> bool {
        self.entities[id.0 as usize]
    }
}

fn id(position: usize) -> TypeId {
    TypeId(u32::try_from(position).unwrap_or(u32::MAX))
}

/// The type that all with a key derive from.
pub(super) fn root(index: &Index<'_>) -> Option<TypeId> {
    index.id(&crate::lower::key(index.dialect.root_entity.as_deref()?))
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

//! Finding definitions by the names and links that pages use.

use crate::{
    api::TypeId,
    dialect::Dialect,
    lower::{Definitions, TypeDefinition, key, qualify, short},
    map::{Map, OrderedMap, Set},
    page::{Page, TypeName},
    source::{SourceId, Sources},
};

/// The definitions, by everything that may name them.
pub(super) struct Index<'a> {
    /// By key. Once [`Index::sort`] ran, the position of a definition is its [`TypeId`].
    pub(super) definitions: OrderedMap<String, TypeDefinition>,
    pub(super) sources: &'a Sources,
    pub(super) dialect: &'a Dialect,
    /// Keys by short name in lower case.
    by_short: Map<String, Vec<String>>,
    /// Keys that a page defines, its own type first.
    subjects: Map<SourceId, Vec<String>>,
    /// Keys that are found and have no definition any more.
    skipped: Set<String>,
    /// Namespaces that pages state for their types, other than the dialect's.
    namespaces: Map<SourceId, String>,
}

impl<'a> Index<'a> {
    pub(super) fn new(definitions: Definitions, sources: &'a Sources, dialect: &'a Dialect) -> Self {
        let mut index = Self {
            definitions: OrderedMap::default(),
            sources,
            dialect,
            by_short: Map::default(),
            subjects: definitions.subjects.into_iter().collect(),
            skipped: Set::default(),
            namespaces: Map::default(),
        };
        for definition in definitions.types.into_values() {
            index.add(definition);
        }
        index
    }

    /// The definitions as they are now, with the pages that they come from.
    pub(super) fn into_definitions(self, pages: Vec<Page>) -> Definitions {
        Definitions {
            pages,
            types: self.definitions,
            subjects: self.subjects.into_iter().collect(),
        }
    }

    /// Learns which namespaces pages are about.
    pub(super) fn learn_namespaces(&mut self, pages: &[Page]) {
        let stated = pages
            .iter()
            .filter_map(|page| Some((page.source, page.namespace.clone()?)));
        let others = stated.filter(|(_, namespace)| !namespace.eq_ignore_ascii_case(&self.dialect.namespace));
        self.namespaces = others.collect();
    }

    /// Gives a definition another qualified name.
    pub(super) fn rename(&mut self, old: &str, name: String) {
        let Some(mut definition) = self.definitions.get(old).cloned() else {
            return;
        };
        let new = key(&name);
        let pages = self.subjects.values_mut().flatten();
        pages.filter(|key| *key == old).for_each(|key| key.clone_from(&new));
        self.remove(old);
        definition.name.value = name;
        self.add(definition);
    }

    /// Takes a definition away as if it had never been.
    pub(super) fn remove(&mut self, key: &str) {
        self.definitions.shift_remove(key);
        if let Some(keys) = self.by_short.get_mut(short(key)) {
            keys.retain(|other| other != key);
        }
        for keys in self.subjects.values_mut() {
            keys.retain(|other| other != key);
        }
    }

    /// Adds a definition, unless there is one of that name.
    pub(super) fn add(&mut self, definition: TypeDefinition) {
        let key = key(&definition.name.value);
        if self.definitions.contains_key(&key) {
            return;
        }
        let keys = self.by_short.entry(short(&key).to_owned()).or_default();
        keys.push(key.clone());
        self.definitions.insert(key, definition);
    }

    /// Takes a definition away for good. Its names still mean it, and nothing else that is called the same.
    pub(super) fn skip(&mut self, key: &str) {
        if self.definitions.shift_remove(key).is_some() {
            self.skipped.insert(key.to_owned());
        }
    }

    /// Orders the definitions by key; from then on positions are ids.
    pub(super) fn sort(&mut self) {
        self.definitions.sort_unstable_keys();
    }

    /// The id of a key.
    pub(super) fn id(&self, key: &str) -> Option<TypeId> {
        let index = self.definitions.get_index_of(key)?;
        Some(TypeId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// The definition with this id.
    pub(super) fn definition(&self, id: TypeId) -> &TypeDefinition {
        &self.definitions[id.0 as usize]
    }

    /// The key of the definition that a page means by a name and its link.
    ///
    /// In order of trust: a type of that very name on the linked page; a type of that name in the namespace of the page, then in the
    /// default one; what the linked page is about; the only type of that name in any namespace.
    pub(super) fn find(&self, name: &TypeName, from: SourceId) -> Option<&str> {
        self.find_on(self.link(name, from), name, from)
    }

    /// The same, by the page behind the link.
    pub(super) fn find_on(&self, page: Option<SourceId>, name: &TypeName, from: SourceId) -> Option<&str> {
        let linked = page.map(|page| self.subjects(page)).unwrap_or_default();
        let wanted = short(name.name.trim_start_matches('#'));
        let on_page = linked.iter().find(|key| short(key).eq_ignore_ascii_case(wanted));
        if let Some(key) = on_page {
            return Some(key);
        }
        if let Some(key) = self.near(&name.name, from).or_else(|| self.find_name(&name.name)) {
            return Some(key);
        }
        let anchor = name
            .link
            .as_deref()
            .and_then(|link| link.split_once('#'))
            .map(|(_, anchor)| anchor.to_ascii_lowercase());
        if let Some(key) = anchor.and_then(|anchor| {
            linked
                .iter()
                .find(|key| anchor.strip_suffix("-values") == Some(short(key)))
        }) {
            return Some(key);
        }
        // A page about one type is what a link to it means, whatever the label says.
        linked
            .first()
            .filter(|_| self.is_about_one(linked))
            .map(String::as_str)
            .or_else(|| self.singular(&wanted.to_ascii_lowercase()))
    }

    /// A type of that name in the namespace of the page.
    fn near(&self, name: &str, from: SourceId) -> Option<&str> {
        let namespace = self.namespaces.get(&from)?;
        let name = name.trim().trim_start_matches('#');
        let qualified = key(&[namespace, ".", name].concat());
        self.definitions.get_key_value(&qualified).map(|(key, _)| key.as_str())
    }

    /// The key of a name without a link.
    pub(super) fn find_name(&self, name: &str) -> Option<&str> {
        let name = name.trim().trim_start_matches('#');
        let mut qualified = qualify(name, &self.dialect.namespace);
        qualified.make_ascii_lowercase();
        if let Some((key, _)) = self.definitions.get_key_value(&qualified) {
            return Some(key);
        }
        if let Some(key) = self.skipped.get(&qualified) {
            return Some(key);
        }
        let namesakes = self.by_short.get(&short(name).to_ascii_lowercase())?;
        if let [only] = namesakes.as_slice() {
            return Some(only);
        }
        // `callRecords.user` is short for the namespace too.
        let end = format!(".{}", key(name));
        let mut ending = namesakes.iter().filter(|key| name.contains('.') && key.ends_with(&end));
        match (ending.next(), ending.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }

    /// A plural for the only type of its singular.
    fn singular(&self, wanted: &str) -> Option<&str> {
        let singular = wanted.strip_suffix('s')?;
        match self.by_short.get(singular)?.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    fn is_about_one(&self, keys: &[String]) -> bool {
        let first = keys.first().and_then(|key| self.definitions.get(key));
        keys.len() == 1 || first.is_some_and(|definition| definition.page.is_some())
    }

    /// The page behind the link of a name.
    pub(super) fn link(&self, name: &TypeName, from: SourceId) -> Option<SourceId> {
        self.page(name.link.as_deref()?, from)
    }

    /// The page behind a link.
    pub(super) fn page(&self, link: &str, from: SourceId) -> Option<SourceId> {
        self.sources.linked(link, from)
    }

    /// What a page defines, its own type first.
    pub(super) fn subjects(&self, source: SourceId) -> &[String] {
        self.subjects.get(&source).map_or(&[], Vec::as_slice)
    }
}

//! Which item lives in which file.

use std::collections::{BTreeMap, BTreeSet};

use heck::ToSnakeCase;

use super::{
    digest::{Digest, Digester},
    name::Folder,
};
use crate::api::{Api, NodeId, TypeId};

/// Areas with more builders than this get a file for each of them.
const NODES_PER_FILE: usize = 12;

/// Files and modules of the crate.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Namespaces by module path below `models`; the first has the empty path.
    pub namespaces: BTreeMap<Vec<String>, Namespace>,
    /// Areas by name.
    pub areas: BTreeMap<String, Area>,
}

/// A module of types.
#[derive(Debug, Default)]
pub(super) struct Namespace {
    /// Names of the namespaces in it.
    pub children: BTreeSet<String>,
    /// Its types, by the name of the file of each.
    pub types: BTreeMap<String, TypeId>,
}

/// A module of builders.
#[derive(Debug, Default)]
pub(super) struct Area {
    /// The module, also the file or folder.
    pub module: String,
    /// Its builders, by the name of the file that holds them; that is empty where all of them stand in the module's own.
    pub nodes: BTreeMap<String, Vec<NodeId>>,
}

impl Layout {
    /// Lays out the items of a model.
    pub(super) fn new(api: &Api) -> Self {
        let (namespaces, areas) = rayon::join(|| namespaces(api), || areas(api));
        Self { namespaces, areas }
    }

    /// The module of an area, as it stands below `requests`.
    pub(super) fn area(&self, name: &str) -> Option<&str> {
        self.areas.get(name).map(|area| area.module.as_str())
    }
}

impl Digest for Namespace {
    fn write(&self, to: &mut Digester<'_>) {
        let Self { children, types } = self;
        (children, types).write(to);
    }
}

impl Digest for Area {
    fn write(&self, to: &mut Digester<'_>) {
        let Self { module, nodes } = self;
        (module, nodes).write(to);
    }
}

impl Area {
    /// Whether each builder has a file of its own.
    pub(super) fn is_folder(&self) -> bool {
        !self.nodes.contains_key("")
    }
}

fn namespaces(api: &Api) -> BTreeMap<Vec<String>, Namespace> {
    let mut namespaces = BTreeMap::from([(vec![], Namespace::default())]);
    for ty in &api.types {
        for depth in 0..ty.module.len() {
            let parent: &mut Namespace = namespaces.entry(ty.module[..depth].to_vec()).or_default();
            parent.children.insert(ty.module[depth].clone());
        }
        namespaces.entry(ty.module.clone()).or_default();
    }
    for (path, namespace) in &mut namespaces {
        namespace.types = files_of_types(api, path, &namespace.children);
    }
    namespaces
}

fn files_of_types(api: &Api, path: &[String], children: &BTreeSet<String>) -> BTreeMap<String, TypeId> {
    let mut folder = Folder::default();
    for child in children {
        folder.take(child);
    }
    let types = (0..).map(TypeId).zip(&api.types);
    types
        .filter(|(_, ty)| ty.module == path)
        .map(|(id, ty)| (folder.take(&ty.rust), id))
        .collect()
}

fn areas(api: &Api) -> BTreeMap<String, Area> {
    let mut members: BTreeMap<&str, Vec<NodeId>> = BTreeMap::new();
    // The first node is the root: it is the client itself.
    for (id, node) in (0..).map(NodeId).zip(&api.nodes).skip(1) {
        members.entry(&node.area).or_default().push(id);
    }
    let mut folder = Folder::default();
    let areas = members.into_iter().map(|(name, nodes)| {
        let area = Area {
            module: folder.take(name),
            nodes: files_of_nodes(api, name, nodes),
        };
        (name.to_owned(), area)
    });
    areas.collect()
}

/// Builders are named after their whole path, whose first word the folder says already.
fn files_of_nodes(api: &Api, area: &str, nodes: Vec<NodeId>) -> BTreeMap<String, Vec<NodeId>> {
    if nodes.len() <= NODES_PER_FILE {
        return BTreeMap::from([(String::new(), nodes)]);
    }
    let mut folder = Folder::default();
    let named = nodes.into_iter().map(|id| {
        let name = api.node(id).rust.to_snake_case();
        let rest = name.strip_prefix(area).and_then(|rest| rest.strip_prefix('_'));
        (folder.take(rest.unwrap_or(&name)), vec![id])
    });
    named.collect()
}

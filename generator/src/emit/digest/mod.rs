//! Hashes of what files are made of, which are the same in every run for the same facts.
//!
//! Identifiers are indices, which shift when a page is added. So a digest names what an identifier stands for, and a span
//! names its page, with a hash of the text that its line is counted in.

mod model;
mod values;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::{
    context::{Aspect, Face},
    facts::Facts,
};
use crate::{
    api::{Api, NodeId, OperationId, TypeId},
    map::Map,
    source::{Source, SourceId},
};

/// Something that a file can depend on.
///
/// Values of one type write the same only if they are the same: what varies in length says its length first, and what
/// varies in form its form.
pub(super) trait Digest {
    fn write(&self, to: &mut Digester<'_>);
}

/// Collects what is to be hashed.
pub(super) struct Digester<'a> {
    names: &'a Names,
    bytes: Vec<u8>,
}

impl<'a> Digester<'a> {
    pub(super) fn new(names: &'a Names) -> Self {
        Self { names, bytes: vec![] }
    }

    /// The hash (XXH3) of one thing. The room for it is used again.
    pub(super) fn of(&mut self, thing: &dyn Digest) -> u128 {
        self.bytes.clear();
        thing.write(self);
        xxh3_128(&self.bytes)
    }

    /// Says which form of a type follows.
    fn form(&mut self, form: u8) {
        self.bytes.push(form);
    }

    fn length(&mut self, length: usize) {
        self.bytes.extend_from_slice(&(length as u64).to_le_bytes());
    }

    fn name(&mut self, name: u128) {
        self.bytes.extend_from_slice(&name.to_le_bytes());
    }
}

/// What identifiers stand for: a hash of a name that stays, different for each.
pub(super) struct Names {
    types: Vec<u128>,
    operations: Vec<u128>,
    nodes: Vec<u128>,
    /// A source is its path and its text.
    sources: Vec<u128>,
    configuration: u128,
}

impl Names {
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let api = facts.api;
        let sources: Vec<&Source> = facts.sources.iter().map(|(_, source)| source).collect();
        Self {
            types: distinct(api.types.iter().map(|ty| ty.qualified.clone())),
            operations: distinct(api.operations.iter().map(|operation| {
                let template = operation.templates.first().map_or("", String::as_str);
                format!("{} {template}", operation.method.as_str())
            })),
            nodes: distinct(api.nodes.iter().map(|node| node.rust.clone())),
            sources: sources.par_iter().map(|source| named(source)).collect(),
            configuration: named(facts.sources.get(SourceId::CONFIGURATION)),
        }
    }

    fn source(&self, id: SourceId) -> u128 {
        self.sources.get(id.0 as usize).copied().unwrap_or(self.configuration)
    }

    /// The name of an aspect.
    fn aspect(&self, aspect: Aspect) -> u128 {
        let (form, name) = match aspect {
            Aspect::Face(id) => (0, self.types[id.0 as usize]),
            Aspect::Type(id) => (1, self.types[id.0 as usize]),
            Aspect::Place(id) => (2, self.nodes[id.0 as usize]),
            Aspect::Node(id) => (3, self.nodes[id.0 as usize]),
            Aspect::Caller(id) => (4, self.operations[id.0 as usize]),
            Aspect::Operation(id) => (5, self.operations[id.0 as usize]),
            Aspect::Parameters(id) => (6, self.operations[id.0 as usize]),
            Aspect::Requests(id) => (7, self.operations[id.0 as usize]),
        };
        let mut bytes = [form; 17];
        bytes[1..].copy_from_slice(&name.to_le_bytes());
        xxh3_128(&bytes)
    }
}

fn named(source: &Source) -> u128 {
    let text = xxh3_128(source.text.as_bytes());
    xxh3_128(format!("{text:032x} {}", source.path).as_bytes())
}

/// Hashes of names. Names ought to be different; of those that are not, all but the first are numbered.
fn distinct(names: impl Iterator<Item = String>) -> Vec<u128> {
    let mut taken: Map<u128, u32> = Map::default();
    let hashes = names.map(|name| {
        let hash = xxh3_128(name.as_bytes());
        let count = taken.entry(hash).or_default();
        *count += 1;
        match count {
            1 => hash,
            count => xxh3_128(format!("{count}\n{name}").as_bytes()),
        }
    });
    hashes.collect()
}

/// The digest of all that files can look at.
pub(super) struct Digests {
    pub(super) names: Names,
    /// What holds for all files.
    pub(super) ground: u128,
    /// By [`index`](Self::index): the name of an aspect, and the digest of what is seen there.
    pub(super) aspects: Vec<(u128, u128)>,
}

impl Digests {
    pub(super) fn new(facts: &Facts<'_>) -> Self {
        let names = Names::new(facts);
        let aspects: Vec<Aspect> = aspects(facts.api).collect();
        let digest = |digester: &mut Digester<'_>, aspect: &Aspect| {
            let view = View { facts, aspect: *aspect };
            (names.aspect(*aspect), digester.of(&view))
        };
        Self {
            ground: Digester::new(&names).of(&Ground(facts)),
            aspects: aspects.par_iter().map_init(|| Digester::new(&names), digest).collect(),
            names,
        }
    }

    /// Where an aspect is in the list: those of types come first, then those of operations and of builders.
    pub(super) fn index(&self, aspect: Aspect) -> u32 {
        let count = |names: &[u128]| u32::try_from(names.len()).unwrap_or(u32::MAX);
        let operations = 2 * count(&self.names.types);
        let nodes = operations + 4 * count(&self.names.operations);
        let of_type = |id: TypeId, side: u32| 2 * id.0 + side;
        let of_operation = |id: OperationId, side: u32| operations + 4 * id.0 + side;
        let of_node = |id: NodeId, side: u32| nodes + 2 * id.0 + side;
        match aspect {
            Aspect::Face(id) => of_type(id, 0),
            Aspect::Type(id) => of_type(id, 1),
            Aspect::Caller(id) => of_operation(id, 0),
            Aspect::Operation(id) => of_operation(id, 1),
            Aspect::Parameters(id) => of_operation(id, 2),
            Aspect::Requests(id) => of_operation(id, 3),
            Aspect::Place(id) => of_node(id, 0),
            Aspect::Node(id) => of_node(id, 1),
        }
    }
}

/// All aspects of a model, in the order of their indices.
pub(super) fn aspects(api: &Api) -> impl Iterator<Item = Aspect> {
    let types = (0..).map(TypeId).take(api.types.len());
    let operations = (0..).map(OperationId).take(api.operations.len());
    let nodes = (0..).map(NodeId).take(api.nodes.len());
    let of_types = types.flat_map(|id| [Aspect::Face(id), Aspect::Type(id)]);
    let of_operations = operations.flat_map(|id| {
        [
            Aspect::Caller(id),
            Aspect::Operation(id),
            Aspect::Parameters(id),
            Aspect::Requests(id),
        ]
    });
    let of_nodes = nodes.flat_map(|id| [Aspect::Place(id), Aspect::Node(id)]);
    of_types.chain(of_operations).chain(of_nodes)
}

/// What is seen of one aspect.
struct View<'a> {
    facts: &'a Facts<'a>,
    aspect: Aspect,
}

impl Digest for View<'_> {
    fn write(&self, to: &mut Digester<'_>) {
        let Self { facts, aspect } = *self;
        let api = facts.api;
        match aspect {
            Aspect::Face(id) => {
                Face::of(api.ty(id)).write(to);
                (
                    facts.ending.get(id.0 as usize),
                    facts.set.contains(&id),
                    facts.reach.carries(id),
                )
                    .write(to);
                facts.reach.relationships(id).collect::<Vec<_>>().write(to);
                facts.areas.feature_of_type(id).write(to);
            }
            Aspect::Type(id) => api.ty(id).write(to),
            Aspect::Place(id) => {
                (id.0 == 0, &api.node(id).rust, facts.area_module(id)).write(to);
                facts.areas.feature_of_node(id).write(to);
            }
            Aspect::Node(id) => api.node(id).write(to),
            Aspect::Caller(id) => facts.caller(id).write(to),
            Aspect::Operation(id) => api.operation(id).write(to),
            Aspect::Parameters(id) => facts.parameters.set(id).write(to),
            Aspect::Requests(id) => facts.requests(id).collect::<Vec<_>>().write(to),
        }
    }
}

/// What the emitter of any file can look at without its being noted.
struct Ground<'a>(&'a Facts<'a>);

impl Digest for Ground<'_> {
    fn write(&self, to: &mut Digester<'_>) {
        let facts = self.0;
        facts.options.write(to);
        facts.api.service.write(to);
        facts.areas.names().write(to);
        facts.api.nodes.first().map(|_| NodeId(0)).write(to);
    }
}

impl Digest for TypeId {
    fn write(&self, to: &mut Digester<'_>) {
        to.name(to.names.types[self.0 as usize]);
    }
}

impl Digest for OperationId {
    fn write(&self, to: &mut Digester<'_>) {
        to.name(to.names.operations[self.0 as usize]);
    }
}

impl Digest for NodeId {
    fn write(&self, to: &mut Digester<'_>) {
        to.name(to.names.nodes[self.0 as usize]);
    }
}

impl Digest for SourceId {
    fn write(&self, to: &mut Digester<'_>) {
        to.name(to.names.source(*self));
    }
}

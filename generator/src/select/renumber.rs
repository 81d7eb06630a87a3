//! New ids for what stays, in the old order, everywhere an id stands.

use super::Kept;
use crate::api::{
    Account, Answer, Api, Body, DocPiece, DocTarget, Docs, Node, NodeId, Operation, OperationId, Response, Shape, Type,
    TypeId, TypeRef,
};

/// A place that refers to something by id.
pub(super) enum Reference<'a> {
    Type(&'a mut TypeRef),
    Base(&'a mut TypeId),
    Docs(&'a mut Docs),
}

/// Drops what does not stay and gives the rest its new ids.
pub(super) fn renumber(api: &mut Api, kept: &Kept) {
    let ids = Ids {
        types: count(&kept.types),
        operations: count(&kept.operations),
        nodes: count(&kept.nodes),
    };
    retain(&mut api.types, &kept.types);
    retain(&mut api.operations, &kept.operations);
    retain(&mut api.nodes, &kept.nodes);
    for ty in &mut api.types {
        visit_type(ty, &mut |reference| ids.renew(reference));
        if let Shape::Object(object) = &mut ty.shape {
            object.derived = object.derived.iter().filter_map(|id| ids.ty(*id)).collect();
        }
    }
    for operation in &mut api.operations {
        visit_operation(operation, &mut |reference| ids.renew(reference));
    }
    for node in &mut api.nodes {
        ids.renew_node(node);
    }
    for example in &mut api.examples {
        example.operation = example.operation.and_then(|id| ids.operation(id));
        if let Some(request) = &mut example.request {
            request.operation = ids.operation(request.operation).unwrap_or(request.operation);
        }
        for response in &mut example.responses {
            visit_answer(&mut response.answer, &mut |reference| ids.renew(reference));
        }
    }
}

fn retain<T>(list: &mut Vec<T>, kept: &[bool]) {
    let mut kept = kept.iter();
    list.retain(|_| kept.next().is_some_and(|kept| *kept));
}

/// The new id of each old one that stays.
fn count(kept: &[bool]) -> Vec<Option<u32>> {
    let mut next = 0..;
    kept.iter().map(|kept| if *kept { next.next() } else { None }).collect()
}

/// New ids, by old ones; `None` for what goes.
struct Ids {
    types: Vec<Option<u32>>,
    operations: Vec<Option<u32>>,
    nodes: Vec<Option<u32>>,
}

impl Ids {
    fn ty(&self, TypeId(id): TypeId) -> Option<TypeId> {
        self.types[id as usize].map(TypeId)
    }

    fn operation(&self, OperationId(id): OperationId) -> Option<OperationId> {
        self.operations[id as usize].map(OperationId)
    }

    fn renew(&self, reference: Reference<'_>) {
        match reference {
            Reference::Type(ty) => self.renew_type(ty),
            Reference::Base(id) => *id = self.ty(*id).unwrap_or(*id),
            Reference::Docs(docs) => self.renew_docs(docs),
        }
    }

    /// Whatever is referred to stays, by the construction of [`Kept`]; should it not, the value is one that nobody
    /// knows.
    fn renew_type(&self, ty: &mut TypeRef) {
        match ty {
            TypeRef::Named(id) | TypeRef::Polymorphic(id) | TypeRef::Flags(id) => match self.ty(*id) {
                Some(new) => *id = new,
                None => *ty = TypeRef::Opaque,
            },
            TypeRef::List(item) => self.renew_type(item),
            TypeRef::Primitive(_) | TypeRef::Opaque => {}
        }
    }

    /// A link to something that goes becomes its label.
    fn renew_docs(&self, docs: &mut Docs) {
        for piece in &mut docs.pieces {
            let DocPiece::Link { label, target } = piece else {
                continue;
            };
            let renewed = match target {
                DocTarget::Type(id) => self.ty(*id).map(DocTarget::Type),
                DocTarget::Operation(id) => self.operation(*id).map(DocTarget::Operation),
                DocTarget::Url(_) => continue,
            };
            match renewed {
                Some(renewed) => *target = renewed,
                None => *piece = DocPiece::Text(std::mem::take(label)),
            }
        }
    }

    fn renew_node(&self, node: &mut Node) {
        self.renew_docs(&mut node.docs);
        for edge in &mut node.edges {
            let NodeId(id) = edge.target;
            edge.target = self.nodes[id as usize].map_or(edge.target, NodeId);
        }
        for call in &mut node.calls {
            call.operation = self.operation(call.operation).unwrap_or(call.operation);
        }
        let edges = node.edges.iter_mut().flat_map(|edge| &mut edge.arguments);
        let calls = node.calls.iter_mut().flat_map(|call| &mut call.arguments);
        edges
            .chain(calls)
            .for_each(|argument| self.renew_docs(&mut argument.docs));
    }
}

/// Visits all references of a type.
pub(super) fn visit_type(ty: &mut Type, visit: &mut dyn FnMut(Reference<'_>)) {
    visit(Reference::Docs(&mut ty.docs));
    match &mut ty.shape {
        Shape::Object(object) => {
            if let Some(base) = &mut object.base {
                visit(Reference::Base(base));
            }
            for property in &mut object.properties {
                visit(Reference::Docs(&mut property.docs));
                visit(Reference::Type(&mut property.ty));
            }
            let restated = object.restated.iter_mut();
            restated.for_each(|property| visit(Reference::Docs(&mut property.docs)));
        }
        Shape::Enumeration(enumeration) => {
            let members = enumeration.members.iter_mut();
            members.for_each(|member| visit(Reference::Docs(&mut member.docs)));
        }
    }
}

/// Visits all references of an operation.
pub(super) fn visit_operation(operation: &mut Operation, visit: &mut dyn FnMut(Reference<'_>)) {
    visit(Reference::Docs(&mut operation.docs));
    for parameter in &mut operation.parameters {
        visit(Reference::Docs(&mut parameter.docs));
        visit(Reference::Type(&mut parameter.ty));
    }
    for option in &mut operation.options {
        visit(Reference::Docs(&mut option.docs));
    }
    for parameter in &mut operation.path_parameters {
        visit(Reference::Docs(&mut parameter.docs));
        visit(Reference::Type(&mut parameter.ty));
    }
    for body in operation.body.iter_mut().chain(&mut operation.other_bodies) {
        if let Body::Json(ty) = body {
            visit(Reference::Type(ty));
        }
    }
    visit(Reference::Docs(&mut operation.body_docs));
    visit_answer(&mut operation.answer, visit);
    visit_responses(&mut operation.responses, visit);
    for member in &mut operation.body_members {
        visit(Reference::Docs(&mut member.docs));
    }
    for (.., docs) in &mut operation.pages {
        visit(Reference::Docs(docs));
    }
    for account in &mut operation.accounts {
        visit_account(account, visit);
    }
    for walk in &mut operation.walks {
        visit_answer(&mut walk.answer, visit);
    }
}

fn visit_account(account: &mut Account, visit: &mut dyn FnMut(Reference<'_>)) {
    visit(Reference::Docs(&mut account.docs));
    let parameters = account.parameters.iter_mut().map(|(.., docs)| docs);
    let options = account.options.iter_mut().map(|option| &mut option.docs);
    parameters.chain(options).for_each(|docs| visit(Reference::Docs(docs)));
    visit(Reference::Docs(&mut account.body_docs));
    visit_responses(&mut account.responses, visit);
}

fn visit_responses(responses: &mut [Response], visit: &mut dyn FnMut(Reference<'_>)) {
    for response in responses {
        visit(Reference::Docs(&mut response.docs));
        visit_answer(&mut response.answer, visit);
        for (_, docs) in &mut response.headers {
            visit(Reference::Docs(docs));
        }
    }
}

/// Visits the reference of an answer.
pub(super) fn visit_answer(answer: &mut Answer, visit: &mut dyn FnMut(Reference<'_>)) {
    match answer {
        Answer::Json(ty) | Answer::Page(ty) | Answer::Wrapped(ty) => visit(Reference::Type(ty)),
        Answer::Empty | Answer::Bytes => {}
    }
}

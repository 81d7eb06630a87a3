//! Rust names by the configuration, as unique as all others.

use super::{
    super::{
        naming::{camel, is_keyword, snake},
        nodes, types,
    },
    Overrides, find_operations,
};
use crate::{
    api::{Api, Node, Object, OperationId, Shape, Type, TypeId},
    config::Subject,
    diagnostic::{Code, Diagnostics},
    source::Span,
};

/// What is to have another name.
pub(super) enum Named {
    Type(TypeId),
    /// A property by its JSON name.
    Property(TypeId, String),
    /// A member by its JSON name.
    Member(TypeId, String),
    /// A parameter by its name on the wire.
    Parameter(OperationId, String),
    /// An operation's methods.
    Call(OperationId),
}

/// A name that is wanted.
pub(super) struct Renaming {
    pub(super) named: Named,
    pub(super) name: String,
    /// Where it is wanted.
    pub(super) span: Span,
}

impl Overrides<'_> {
    /// Gives methods of builders the names that are wanted.
    pub(in crate::resolve) fn rename_calls(&self, api: &mut Api, out: &mut Diagnostics) {
        let mut renamings = vec![];
        for entry in &self.entries {
            if let (Subject::Operation(request), Some(name)) = (&entry.wanted.subject, &entry.wanted.set.name) {
                renamings.extend(
                    find_operations(api, request, self.dialect)
                        .into_iter()
                        .map(|id| Renaming {
                            named: Named::Call(id),
                            name: name.clone(),
                            span: entry.wanted.span,
                        }),
                );
            }
        }
        rename(renamings, api, out);
        for node in &mut api.nodes {
            node.calls.sort_by(|a, b| a.rust.cmp(&b.rust));
        }
    }
}

/// Gives the names, and reports those that cannot be given. A name that another renaming sets free can be.
pub(super) fn rename(mut renamings: Vec<Renaming>, api: &mut Api, out: &mut Diagnostics) {
    loop {
        let count = renamings.len();
        let mut faults = vec![];
        renamings.retain(|renaming| match give(renaming, api) {
            Ok(()) => false,
            Err(fault) => {
                faults.push(fault);
                true
            }
        });
        if renamings.len() == count {
            for (renaming, fault) in renamings.iter().zip(faults) {
                out.report(
                    Code::OverrideUnfit,
                    renaming.span,
                    format!("`{}` {fault}", renaming.name),
                );
            }
            return;
        }
    }
}

/// Gives a name, or says why it cannot be given, as the end of a sentence about the name.
fn give(Renaming { named, name, .. }: &Renaming, api: &mut Api) -> Result<(), String> {
    check(name, matches!(named, Named::Type(_) | Named::Member(..)))?;
    match named {
        Named::Type(id) => rename_type(*id, name, api),
        Named::Property(id, property) => rename_property(*id, property, name, api),
        Named::Member(id, member) => rename_member(*id, member, name, api),
        Named::Parameter(id, parameter) => rename_parameter(*id, parameter, name, api),
        Named::Call(id) => api.nodes.iter_mut().try_for_each(|node| rename_call(*id, name, node)),
    }
}

/// Whether a name can be one in Rust, and of that kind without a warning.
fn check(name: &str, is_type: bool) -> Result<(), String> {
    let starts = name.starts_with(|c: char| c == '_' || c.is_alphabetic());
    let continues = name.chars().all(|c| c == '_' || c.is_alphanumeric());
    if !starts || !continues || name.chars().all(|c| c == '_') {
        return Err("is not a name in Rust".to_owned());
    }
    if is_keyword(name) {
        return Err("is a keyword of Rust".to_owned());
    }
    let is_camel = name.starts_with(char::is_uppercase) && !name.contains('_');
    let is_snake = !name.contains(char::is_uppercase);
    match is_type {
        true if !is_camel => Err(format!(
            "is not how Rust writes names of types and variants; `{}` is",
            camel(name)
        )),
        false if !is_snake => Err(format!(
            "is not how Rust writes names of fields and methods; `{}` is",
            snake(name)
        )),
        _ => Ok(()),
    }
}

fn taken_by(other: &str) -> String {
    format!("is taken: it is the name of {other}")
}

fn reserved(name: &str, names: &[&str]) -> Result<(), String> {
    if names.contains(&name) {
        Err("is taken: generated code has it for itself".to_owned())
    } else {
        Ok(())
    }
}

fn rename_type(id: TypeId, name: &str, api: &mut Api) -> Result<(), String> {
    let own = api.ty(id);
    let any = object(own)
        .and_then(|object| object.any.clone())
        .filter(|any| *any == any_name(&own.rust));
    let any = any.map(|_| any_name(name));
    let others = (0..)
        .map(TypeId)
        .zip(&api.types)
        .filter(|(other, ty)| *other != id && ty.module == own.module);
    for (_, ty) in others {
        let theirs = [Some(&ty.rust), object(ty).and_then(|object| object.any.as_ref())];
        let mut theirs = theirs.into_iter().flatten();
        if theirs.any(|theirs| theirs == name || Some(theirs) == any.as_ref()) {
            return Err(taken_by(&format!("type `{}`", ty.qualified)));
        }
    }
    let own = &mut api.types[id.0 as usize];
    name.clone_into(&mut own.rust);
    if let (Shape::Object(object), Some(any)) = (&mut own.shape, any) {
        object.any = Some(any);
    }
    Ok(())
}

/// The name of the enumeration over a type and those that derive from it.
fn any_name(name: &str) -> String {
    format!("Any{name}")
}

fn object(ty: &Type) -> Option<&Object> {
    match &ty.shape {
        Shape::Object(object) => Some(object),
        Shape::Enumeration(_) => None,
    }
}

/// Names of fields are unique over all levels of a family, so all of it is looked at.
fn rename_property(id: TypeId, property: &str, name: &str, api: &mut Api) -> Result<(), String> {
    reserved(name, types::RESERVED)?;
    let derived = api.object(id).map(|object| object.derived.clone()).unwrap_or_default();
    let mut bases = vec![];
    let mut next = api.object(id).and_then(|object| object.base);
    while let Some(base) = next {
        bases.push(base);
        next = api.object(base).and_then(|object| object.base);
    }
    for base in &bases {
        if properties(*base, api).any(|(other, _)| other == property) {
            let base = &api.ty(*base).qualified;
            return Err(format!(
                "cannot be given here: `{property}` has its name from `{base}`; override it there"
            ));
        }
    }
    let family = || bases.iter().chain([&id]).chain(&derived);
    for ty in family() {
        if let Some((other, _)) = properties(*ty, api).find(|(other, rust)| *rust == name && *other != property) {
            return Err(taken_by(&format!("property `{other}` of `{}`", api.ty(*ty).qualified)));
        }
    }
    for ty in [&id].into_iter().chain(&derived) {
        if let Shape::Object(object) = &mut api.types[ty.0 as usize].shape {
            let same = object.properties.iter_mut().filter(|other| other.name == property);
            same.for_each(|other| name.clone_into(&mut other.rust));
        }
    }
    Ok(())
}

/// The own properties of a type, with their names in JSON and in Rust.
fn properties(id: TypeId, api: &Api) -> impl Iterator<Item = (&str, &str)> {
    let properties = api.object(id).into_iter().flat_map(|object| &object.properties);
    properties.map(|property| (property.name.as_str(), property.rust.as_str()))
}

fn rename_member(id: TypeId, member: &str, name: &str, api: &mut Api) -> Result<(), String> {
    reserved(name, &["Other"])?;
    let Shape::Enumeration(enumeration) = &mut api.types[id.0 as usize].shape else {
        return Ok(());
    };
    if let Some(other) = enumeration
        .members
        .iter()
        .find(|other| other.rust == name && other.name != member)
    {
        return Err(taken_by(&format!("member `{}`", other.name)));
    }
    let same = enumeration.members.iter_mut().filter(|other| other.name == member);
    same.for_each(|member| name.clone_into(&mut member.rust));
    Ok(())
}

fn rename_parameter(id: OperationId, parameter: &str, name: &str, api: &mut Api) -> Result<(), String> {
    reserved(name, &["body"])?;
    let parameters = &mut api.operations[id.0 as usize].parameters;
    let is_meant = |other: &str| other.eq_ignore_ascii_case(parameter);
    if let Some(other) = parameters
        .iter()
        .find(|other| other.rust == name && !is_meant(&other.name))
    {
        return Err(taken_by(&format!("parameter `{}`", other.name)));
    }
    // A header and a query parameter may have the same name; only one of them can have this one.
    if let Some(parameter) = parameters.iter_mut().find(|other| is_meant(&other.name)) {
        name.clone_into(&mut parameter.rust);
    }
    Ok(())
}

fn rename_call(id: OperationId, name: &str, node: &mut Node) -> Result<(), String> {
    if !node.calls.iter().any(|call| call.operation == id) {
        return Ok(());
    }
    reserved(name, nodes::RESERVED)?;
    let steps = node.edges.iter().map(|edge| edge.rust.as_str());
    let others = node
        .calls
        .iter()
        .filter(|call| call.operation != id)
        .map(|call| call.rust.as_str());
    if steps.chain(others).any(|other| other == name) {
        return Err(format!("is taken: `{}` has another method of this name", node.rust));
    }
    let mut calls = node.calls.iter_mut().filter(|call| call.operation == id);
    if let Some(call) = calls.next() {
        name.clone_into(&mut call.rust);
    }
    Ok(())
}

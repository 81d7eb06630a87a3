//! What of the model a digest is made of: all of it, but for the trails of evidence, which no emitter follows.

use super::{Digest, Digester};
use crate::{
    api::{
        Account, Answer, Body, Call, DocPiece, DocTarget, Docs, Edge, Enumeration, Example, ExampleBody,
        ExampleRequest, ExampleResponse, ExampleStep, Location, Member, Method, Node, Object, Operation, Parameter,
        Part, PathArgument, PathParameter, Primitive, Property, QueryOption, Response, Restated, Role, Service, Shape,
        Type, TypeRef, Walk,
    },
    emit::{Options, Runtime, context::Face},
    source::Span,
};

/// Writes the fields of structs. A field that is not named here does not compile; what stands behind `without` is left out.
macro_rules! fields {
    ($($name:ident { $($field:ident),* $(; without $($left:ident),*)? })*) => {
        $(impl Digest for $name {
            fn write(&self, to: &mut Digester<'_>) {
                let Self { $($field,)* $($($left: _,)*)? } = self;
                $($field.write(to);)*
            }
        })*
    };
}

fields! {
    Options { name, version, generator, runtime, tests, features, standalone }
    Service { base_url, tag, namespace, root }
    Docs { pieces }
    Type { qualified, module, rust, docs, deprecated, shape, span; without evidence }
    Object { role, base, derived, properties, restated, open, is_abstract, entity, media, any }
    Property {
        name, rust, ty, docs, read_only, required, nullable, navigation, key, default, max_length, deprecated, span;
        without evidence
    }
    Restated { name, docs, read_only, required, default, deprecated }
    Enumeration { flags, members }
    Member { name, rust, docs, deprecated; without evidence }
    Operation {
        method, templates, title, docs, permissions, parameters, options, path_parameters, body, body_optional,
        body_members, other_bodies, body_docs, answer, may_be_empty, responses, walks, deprecated, accounts, sources, pages;
        without evidence
    }
    Parameter { name, rust, location, ty, required, docs; without evidence }
    Account {
        templates, sources, title, docs, permissions, parameters, options, body_docs, responses, deprecated
    }
    QueryOption { name, docs, most }
    PathParameter { name, ty, docs, is_path, quoted }
    Response { status, docs, answer, media, headers }
    Walk { answer, reached, lost, lines, span }
    Node { rust, area, templates, docs, edges, calls }
    Edge { rust, target, parts, arguments }
    Call { rust, operation, parts, arguments }
    PathArgument { rust, name, docs }
    Example { rust, area, operation, request, responses, span }
    ExampleRequest { steps, call, operation, query, headers, body, url, span, excuse }
    ExampleStep { rust, arguments }
    ExampleResponse { status, headers, answer, may_be_empty, body, span, excuse }
    Span { source, start, end }
}

impl Digest for Face<'_> {
    fn write(&self, to: &mut Digester<'_>) {
        let Self {
            qualified,
            module,
            rust,
            any,
            is_object,
            derived,
        } = self;
        (qualified, module, rust).write(to);
        (any, is_object, derived).write(to);
    }
}

/// Writes the forms of enumerations: a number, and what is in it.
macro_rules! forms {
    ($($name:ident { $($number:literal => $form:ident $(($field:ident))?),* $(,)? })*) => {
        $(impl Digest for $name {
            fn write(&self, to: &mut Digester<'_>) {
                match self {
                    $(Self::$form $(($field))? => {
                        to.form($number);
                        $($field.write(to);)?
                    })*
                }
            }
        })*
    };
}

forms! {
    Runtime { 0 => Carried, 1 => Path(path), 2 => Version(version) }
    DocTarget { 0 => Type(id), 1 => Operation(id), 2 => Url(url) }
    Shape { 0 => Object(object), 1 => Enumeration(enumeration) }
    Body { 0 => Json(ty), 1 => Bytes(media) }
    Answer { 0 => Empty, 1 => Json(ty), 2 => Page(ty), 3 => Wrapped(ty), 4 => Bytes }
    Part { 0 => Text(text), 1 => Segment(index), 2 => Quoted(index), 3 => Path(index) }
    ExampleBody { 0 => Json(text), 1 => Text(text) }
    TypeRef { 0 => Primitive(primitive), 1 => Named(id), 2 => Polymorphic(id), 3 => Flags(id), 4 => List(item), 5 => Opaque }
}

impl Digest for DocPiece {
    fn write(&self, to: &mut Digester<'_>) {
        match self {
            Self::Text(text) => {
                to.form(0);
                text.write(to);
            }
            Self::Link { label, target } => {
                to.form(1);
                label.write(to);
                target.write(to);
            }
        }
    }
}

/// Writes the forms of enumerations in which nothing is.
macro_rules! plain {
    ($($name:ident),*) => {
        $(impl Digest for $name {
            fn write(&self, to: &mut Digester<'_>) {
                to.form(*self as u8);
            }
        })*
    };
}

plain!(Method, Location, Primitive, Role);

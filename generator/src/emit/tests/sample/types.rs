//! Types of the sample.

use super::{BASE, DERIVED, INNER, LEAF, LOOP, NASTY, OPTION, PARTS, STATE, span};
use crate::{
    api::{Docs, Enumeration, Member, Object, Primitive, Property, Role, Shape, Type, TypeId, TypeRef, bare},
    evidence::Trail,
};

fn ty(qualified: &str, module: &[&str], rust: &str, shape: Shape) -> Type {
    Type {
        qualified: qualified.to_owned(),
        module: module.iter().map(|name| (*name).to_owned()).collect(),
        rust: rust.to_owned(),
        docs: Docs::text(NASTY),
        deprecated: None,
        shape,
        span: Some(span(1, 3)),
        evidence: Trail::default(),
    }
}

fn member(name: &str, rust: &str) -> Member {
    Member {
        name: name.to_owned(),
        rust: rust.to_owned(),
        docs: Docs::text(NASTY),
        deprecated: (rust == "Busy").then(|| "Use `free` \"instead\".".to_owned()),
        evidence: Trail::default(),
    }
}

fn property(name: &str, rust: &str, ty: TypeRef) -> Property {
    Property {
        rust: rust.to_owned(),
        docs: Docs::text(NASTY),
        read_only: name == "id",
        nullable: true,
        span: Some(span(1, 9)),
        ..bare::property(name, ty)
    }
}

pub(super) fn list(of: TypeRef) -> TypeRef {
    TypeRef::List(Box::new(of))
}

fn primitives() -> Vec<Property> {
    let all = [
        ("string", Primitive::String),
        ("boolean", Primitive::Boolean),
        ("byte", Primitive::Byte),
        ("sByte", Primitive::SByte),
        ("int16", Primitive::Int16),
        ("int32", Primitive::Int32),
        ("int64", Primitive::Int64),
        ("single", Primitive::Single),
        ("double", Primitive::Double),
        ("decimal", Primitive::Decimal),
        ("dateTimeOffset", Primitive::DateTimeOffset),
        ("date", Primitive::Date),
        ("timeOfDay", Primitive::TimeOfDay),
        ("duration", Primitive::Duration),
        ("guid", Primitive::Guid),
        ("binary", Primitive::Binary),
        ("stream", Primitive::Stream),
    ];
    let single = all
        .iter()
        .map(|(name, ty)| property(name, &format!("a_{}", name.to_lowercase()), TypeRef::Primitive(*ty)));
    let lists = all.iter().map(|(name, ty)| {
        let rust = format!("many_{}", name.to_lowercase());
        property(&format!("{name}s"), &rust, list(TypeRef::Primitive(*ty)))
    });
    single.chain(lists).collect()
}

fn object(base: Option<TypeId>, properties: Vec<Property>) -> Object {
    Object {
        base,
        properties,
        ..Object::default()
    }
}

/// Types of all kinds, in the order of their ids.
pub(super) fn all() -> Vec<Type> {
    [enumerations(), family(), cycles(), bodies()].concat()
}

fn text() -> TypeRef {
    TypeRef::Primitive(Primitive::String)
}

fn enumerations() -> Vec<Type> {
    let shape = |flags, members: &[(&str, &str)]| {
        let members = members.iter().map(|(name, rust)| member(name, rust)).collect();
        Shape::Enumeration(Enumeration { flags, members })
    };
    let state = shape(false, &[("free", "Free"), ("busy", "Busy"), ("123", "N123")]);
    let deprecated = Type {
        deprecated: Some("gone\nsoon, [so]".to_owned()),
        ..ty("example.state", &[], "State", state)
    };
    let parts = shape(true, &[("a", "A"), ("b", "B")]);
    vec![deprecated, ty("example.parts", &[], "Parts", parts)]
}

fn family() -> Vec<Type> {
    let base = Object {
        derived: vec![DERIVED, LEAF],
        is_abstract: true,
        any: Some("AnyBase".to_owned()),
        ..object(None, vec![property("id", "id", text())])
    };
    let derived = Object {
        derived: vec![LEAF],
        open: true,
        ..object(Some(BASE), primitives())
    };
    let properties = vec![
        property("state", "state", TypeRef::Named(STATE)),
        property("states", "states", list(TypeRef::Named(STATE))),
        property("parts", "parts", TypeRef::Flags(PARTS)),
        property("any", "any", TypeRef::Opaque),
        property("anys", "anys", list(TypeRef::Opaque)),
        property("matrix", "matrix", list(list(text()))),
    ];
    vec![
        ty("example.base", &[], "Base", Shape::Object(base)),
        ty("example.derived", &[], "Derived", Shape::Object(derived)),
        ty(
            "example.leaf",
            &["deep", "er"],
            "Leaf",
            Shape::Object(object(Some(DERIVED), properties)),
        ),
    ]
}

fn cycles() -> Vec<Type> {
    let next = Property {
        ..property("next", "next", TypeRef::Named(LOOP))
    };
    let things = Property {
        navigation: true,
        key: false,
        default: None,
        max_length: None,
        deprecated: Some(String::new()),
        ..property("things", "things", list(TypeRef::Polymorphic(BASE)))
    };
    let loops = vec![
        next,
        property("loops", "loops", list(TypeRef::Named(LOOP))),
        property("grid", "grid", list(list(TypeRef::Named(LOOP)))),
        things,
        property("type", "r#type", text()),
        property("self", "self_", text()),
        property("3d", "n3d", text()),
        property("@odata.mediaType", "odata_media_type", text()),
        property("option", "option", TypeRef::Named(OPTION)),
        property("inner", "inner", TypeRef::Named(INNER)),
        property("base", "base", TypeRef::Polymorphic(BASE)),
    ];
    let option = vec![
        property("vec", "vec", list(text())),
        property("loop", "r#loop", TypeRef::Named(LOOP)),
    ];
    let inner = vec![
        property("outer", "outer", TypeRef::Named(LOOP)),
        property("options", "options", list(TypeRef::Named(OPTION))),
        property("loops", "loops", list(TypeRef::Named(LOOP))),
        property("a \"quote\"", "a_quote", text()),
    ];
    vec![
        ty("example.loop", &[], "Loop", Shape::Object(object(None, loops))),
        ty("example.option", &[], "Option", Shape::Object(object(None, option))),
        ty(
            "example.deep.loop",
            &["deep"],
            "Loop",
            Shape::Object(object(None, inner)),
        ),
    ]
}

fn bodies() -> Vec<Type> {
    let properties = vec![
        property("message", "message", TypeRef::Named(LOOP)),
        property("save", "save", TypeRef::Primitive(Primitive::Boolean)),
    ];
    let parameters = Object {
        role: Role::Parameters,
        ..object(None, properties)
    };
    vec![
        ty(
            "example.sendParameters",
            &[],
            "SendParameters",
            Shape::Object(parameters),
        ),
        ty("example.empty", &[], "Mod", Shape::Object(Object::default())),
    ]
}

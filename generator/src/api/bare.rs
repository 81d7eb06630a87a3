//! Items of which nothing is said but what they are: tests add what they are about.

use super::{Answer, Docs, Method, Operation, Property, TypeRef};
use crate::evidence::Trail;

pub(crate) fn operation(method: Method, templates: Vec<String>, answer: Answer) -> Operation {
    Operation {
        method,
        templates,
        title: String::new(),
        docs: Docs::default(),
        permissions: vec![],
        parameters: vec![],
        path_parameters: vec![],
        body: None,
        body_optional: false,
        body_members: vec![],
        other_bodies: vec![],
        accounts: vec![],
        pages: vec![],
        body_docs: Docs::default(),
        options: vec![],
        answer,
        may_be_empty: false,
        responses: vec![],
        walks: vec![],
        deprecated: None,
        sources: vec![],
        evidence: Trail::default(),
    }
}

/// A property that is called in Rust what it is called in JSON.
pub(crate) fn property(name: &str, ty: TypeRef) -> Property {
    Property {
        name: name.to_owned(),
        rust: name.to_owned(),
        ty,
        docs: Docs::default(),
        read_only: false,
        required: false,
        nullable: false,
        navigation: false,
        key: false,
        default: None,
        max_length: None,
        deprecated: None,
        span: None,
        evidence: Trail::default(),
    }
}

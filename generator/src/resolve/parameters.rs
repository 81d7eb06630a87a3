//! Query and header parameters.

use super::{
    docs,
    index::Index,
    inherit::Inheritance,
    naming::{Taken, snake},
    reference,
    types::row_evidence,
};
use crate::{
    api::{Location, Parameter, Primitive, TypeRef},
    diagnostic::Diagnostics,
    dialect::Headers,
    evidence::{Evidence, Fact, Kind, Trail},
    page::{Page, RequestLine, Row},
};

/// The parameters that pages document for an operation, each once, in the order of the pages.
pub(super) fn resolve(
    pages: &[&Page],
    lines: &[&RequestLine],
    index: &Index<'_>,
    lineage: &Inheritance,
    out: &mut Diagnostics,
) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = vec![];
    let queries = lines
        .iter()
        .flat_map(|line| line.query.iter().map(|query| (line.span, query)));
    for (span, (name, value)) in queries {
        let required = value.starts_with(['{', '<']) || value.contains('{');
        // A parameter that only some of the alternatives have is not required.
        let everywhere = lines
            .iter()
            .all(|line| line.query.iter().any(|(other, _)| other == name));
        let mut parameter = bare(name, Location::Query, required && everywhere);
        parameter.evidence.believe(Fact::Exists, Kind::RequestLine, span);
        if parameter.required {
            parameter.evidence.believe(Fact::Required, Kind::RequestLine, span);
        }
        add(&mut parameters, parameter);
    }
    for page in pages {
        for row in &page.query {
            let mut parameter = from_row(row, Location::Query, index, lineage, out);
            parameter.required &= page
                .requests
                .iter()
                .any(|line| line.query.iter().any(|(name, _)| *name == parameter.name))
                || row.notes.required == Some(true);
            add(&mut parameters, parameter);
        }
        for row in &page.headers {
            add(&mut parameters, from_row(row, Location::Header, index, lineage, out));
        }
    }
    parameters.retain(|parameter| is_ours(parameter, &index.dialect.headers));
    let mut taken = Taken::new(&["body", "self"]);
    for parameter in &mut parameters {
        parameter.rust = taken.take(&snake(&parameter.name));
    }
    parameters
}

/// System query options have methods of their own on every request, and some headers are the client's business.
fn is_ours(parameter: &Parameter, headers: &Headers) -> bool {
    let name = parameter.name.to_ascii_lowercase();
    match parameter.location {
        Location::Query => {
            !name.starts_with('$')
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '@'))
        }
        Location::Header => {
            !headers.is_of_client(&name) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        }
    }
}

/// Adds a parameter, or what it says beyond one of the same name.
fn add(parameters: &mut Vec<Parameter>, parameter: Parameter) {
    let same = |other: &&mut Parameter| {
        other.location == parameter.location && other.name.eq_ignore_ascii_case(&parameter.name)
    };
    match parameters.iter_mut().find(same) {
        Some(other) => {
            other.required |= parameter.required;
            if let Some(Evidence { kind, span }) = parameter.evidence.by(Fact::Required) {
                other.evidence.believe(Fact::Required, kind, span);
            }
            if other.docs.is_empty() {
                other.docs = parameter.docs;
                other.ty = parameter.ty;
                other.evidence.adopt(Fact::Type, &parameter.evidence);
            }
        }
        None => parameters.push(parameter),
    }
}

fn bare(name: &str, location: Location, required: bool) -> Parameter {
    Parameter {
        name: name.to_owned(),
        rust: String::new(),
        location,
        ty: TypeRef::Primitive(Primitive::String),
        required,
        docs: crate::api::Docs::default(),
        evidence: Trail::default(),
    }
}

fn from_row(
    row: &Row,
    location: Location,
    index: &Index<'_>,
    lineage: &Inheritance,
    out: &mut Diagnostics,
) -> Parameter {
    let from = row.span.source;
    let ty = row.ty.as_ref().filter(|_| location == Location::Query);
    Parameter {
        ty: ty.map_or(TypeRef::Primitive(Primitive::String), |ty| {
            reference::resolve(ty, from, index, lineage, out)
        }),
        docs: docs::resolve(&row.description, from, index),
        evidence: row_evidence(row),
        ..bare(&row.name.value, location, row.notes.required == Some(true))
    }
}

//! What a request carries.
//!
//! Order of trust: the page says that there is none; bytes, by prose or by the media type of the example; the resource
//! that the prose links to, or that the path walk reaches, where the table lists its properties; a type of parameters made from the
//! table; one made from the example.

mod resource;

use std::collections::HashMap;

use self::resource::resource;
use super::{
    docs,
    index::Index,
    inherit::Inheritance,
    listing::{Listing, described},
    naming::{Taken, camel},
    types::{RESERVED, property, shown_evidence, shown_type},
};
use crate::{
    api::{Api, Body, Docs, Method, Object, Property, Role, Shape, Type, TypeId, TypeRef},
    diagnostic::Diagnostics,
    evidence::{Fact, Kind, Trail},
    json,
    lower::{TypeDefinition, short},
    page::{self, Located, Message, Page},
    source::Span,
};

/// Where a body is needed.
pub(super) struct Request<'a> {
    pub(super) page: &'a Page,
    pub(super) method: Method,
    /// The type at the place, and whether the operation adds an item to it.
    pub(super) walked: Option<&'a TypeRef>,
    /// What the action or the type is named for, in order: owner and last segment.
    pub(super) owner: &'a str,
    pub(super) segment: &'a str,
}

/// Makes types of parameters, each name once.
pub(super) struct Maker {
    /// Types made so far, by what makes them the same.
    made: HashMap<String, Made>,
}

/// A type made for bodies.
struct Made {
    id: TypeId,
    /// What its requests act on; a type that several share is named for none of them.
    owners: Vec<String>,
    /// The name behind the owner's.
    name: String,
}

impl Maker {
    pub(super) fn new() -> Self {
        Self { made: HashMap::new() }
    }

    /// Names the types that were made, once it is known who shares them.
    pub(super) fn finish(self, namespace: &str, api: &mut Api) {
        let mut taken = Taken::default();
        for ty in api
            .types
            .iter()
            .filter(|ty| ty.module.is_empty() && !ty.rust.is_empty())
        {
            taken.take(&ty.rust);
            if let Shape::Object(Object { any: Some(any), .. }) = &ty.shape {
                taken.take(any);
            }
        }
        let mut made: Vec<Made> = self.made.into_values().collect();
        made.sort_by_key(|made| made.id);
        for Made { id, owners, name } in made {
            let owner = match owners.as_slice() {
                [only] => only.as_str(),
                _ => "",
            };
            let ty = &mut api.types[id.0 as usize];
            ty.rust = taken.take(&format!("{owner}{name}"));
            ty.qualified = format!("{namespace}.{}", ty.rust);
        }
    }

    /// The body of a request.
    pub(super) fn body(
        &mut self,
        request: &Request<'_>,
        index: &Index<'_>,
        lineage: &Inheritance,
        api: &mut Api,
        out: &mut Diagnostics,
    ) -> Option<Body> {
        let page = request.page;
        if matches!(request.method, Method::Get | Method::Head | Method::Options) {
            return None;
        }
        let examples = examples(page, request.method);
        let example = examples
            .iter()
            .find_map(|message| Some((*message, message.body.as_ref()?, json_of(message)?)));
        let (shown, listing) = match example.map(|(_, _, value)| described(value, &page.body.rows, index)) {
            Some((value, listing)) => (Some(value), listing),
            None => (None, None),
        };
        if shown.is_none() && page.body.rows.is_empty() {
            if let Some(media) = media(&examples) {
                return Some(Body::Bytes(Some(media)));
            }
            if page.body.stream {
                return Some(Body::Bytes(None));
            }
            if page.body.none || request.method == Method::Delete {
                return None;
            }
        }
        if let Some(ty) = resource(request, shown, listing, index, lineage, api, out) {
            return Some(Body::Json(self.listed(ty, listing, request, index, api)));
        }
        if !page.body.rows.is_empty() {
            let ty = TypeRef::Named(self.parameters(request, listing, index, lineage, api, out));
            return Some(Body::Json(self.listed(ty, listing, request, index, api)));
        }
        match example {
            Some(example) => Some(Body::Json(self.exemplified(request, example, index, lineage, api))),
            // An example without a body, or no example: nothing says that there is one.
            None => match (request.method, request.walked) {
                (Method::Patch | Method::Put, Some(ty @ (TypeRef::Named(_) | TypeRef::Polymorphic(_)))) => {
                    Some(Body::Json(ty.clone()))
                }
                _ => None,
            },
        }
    }

    /// The body that lists items of a type.
    fn listed(
        &mut self,
        item: TypeRef,
        listing: Option<Listing>,
        request: &Request<'_>,
        index: &Index<'_>,
        api: &mut Api,
    ) -> TypeRef {
        let Some(listing) = listing else {
            return item;
        };
        let list = TypeRef::List(Box::new(item));
        if listing == Listing::Bare {
            return list;
        }
        let span = request.page.body.span.unwrap_or(request.page.title.span);
        let property = member(&index.dialect.json.collection, list, span);
        TypeRef::Named(self.define(request, "Body", vec![property], index, api))
    }

    /// A type of the rows of the body's table.
    fn parameters(
        &mut self,
        request: &Request<'_>,
        listing: Option<Listing>,
        index: &Index<'_>,
        lineage: &Inheritance,
        api: &mut Api,
        out: &mut Diagnostics,
    ) -> TypeId {
        let name = Located {
            value: String::new(),
            span: request.page.title.span,
        };
        let owner = TypeDefinition::new(name, Kind::Heading);
        let mut properties: Vec<Property> = vec![];
        for row in &request.page.body.rows {
            let known = properties.iter().any(|property| property.name == row.name.value);
            if !known && crate::extract::is_property_name(&row.name.value) {
                properties.push(property(row, &owner, index, lineage, out));
            }
        }
        let noun = if listing.is_some() { "BodyItem" } else { "Body" };
        self.define(request, noun, properties, index, api)
    }

    fn exemplified(
        &mut self,
        request: &Request<'_>,
        (message, body, value): (&Message, &page::Body, &json::Value),
        index: &Index<'_>,
        lineage: &Inheritance,
        api: &mut Api,
    ) -> TypeRef {
        if !matches!(value.kind, json::Kind::Object(_)) {
            return TypeRef::Opaque;
        }
        let from = request.page.source;
        let members = value
            .members()
            .iter()
            .filter(|member| !index.dialect.json.tags.contains(&member.name));
        let members = members.map(|member| (member, body.place(message.span, member.range.clone())));
        let properties: Vec<Property> = members
            .map(|(shown, span)| member(&shown.name, shown_type(&shown.value, from, index, lineage), span))
            .collect();
        if properties.is_empty() {
            return TypeRef::Opaque;
        }
        TypeRef::Named(self.define(request, "Body", properties, index, api))
    }

    fn define(
        &mut self,
        request: &Request<'_>,
        noun: &str,
        mut properties: Vec<Property>,
        index: &Index<'_>,
        api: &mut Api,
    ) -> TypeId {
        let shape: Vec<String> = properties
            .iter()
            .map(|property| format!("{}:{:?}", property.name, property.ty))
            .collect();
        let docs = docs::resolve_all(&request.page.summary, index);
        let key = format!("{}{noun}({})", request.segment.to_ascii_lowercase(), shape.join(","));
        let owner = if request.segment.starts_with('$') {
            String::new()
        } else {
            camel_or_empty(request.owner)
        };
        if let Some(made) = self.made.get_mut(&key) {
            // What one page says would be wrong of what another shares.
            let known = &mut api.types[made.id.0 as usize].docs;
            if *known != docs {
                *known = Docs::default();
            }
            if !made.owners.contains(&owner) {
                made.owners.push(owner);
            }
            return made.id;
        }
        let verb = match request.method {
            Method::Patch => "Update",
            Method::Put => "Replace",
            _ => "",
        };
        let name = format!("{verb}{}{noun}", camel_or_empty(request.segment));
        let mut taken = Taken::new(RESERVED);
        for property in &mut properties {
            property.rust = taken.take(&super::naming::snake(&property.name));
        }
        let id = TypeId(u32::try_from(api.types.len()).unwrap_or(u32::MAX));
        let span = request.page.body.span.unwrap_or(request.page.title.span);
        api.types.push(Type {
            qualified: String::new(),
            module: vec![],
            rust: String::new(),
            docs,
            deprecated: None,
            shape: Shape::Object(Object {
                role: Role::Parameters,
                properties,
                ..Object::default()
            }),
            span: Some(span),
            evidence: Trail::of(Fact::Exists, Kind::Heading, span),
        });
        let owners = vec![owner];
        self.made.insert(key, Made { id, owners, name });
        id
    }
}

/// A member that an example shows.
fn member(name: &str, ty: TypeRef, span: Span) -> Property {
    Property {
        name: name.to_owned(),
        rust: String::new(),
        ty,
        docs: Docs::default(),
        read_only: false,
        required: false,
        nullable: true,
        navigation: false,
        key: false,
        default: None,
        max_length: None,
        deprecated: None,
        span: Some(span),
        evidence: shown_evidence(span, Kind::Example),
    }
}

fn camel_or_empty(name: &str) -> String {
    if name.is_empty() { String::new() } else { camel(name) }
}

/// What requests of this method carry in examples besides their documented body: MIME text beside JSON.
pub(super) fn others(pages: &[&Page], method: Method, main: Option<&Body>) -> Vec<Body> {
    let mut others: Vec<Body> = vec![];
    for message in pages.iter().flat_map(|page| examples(page, method)) {
        let is_json = json_of(message).is_some();
        let media = message
            .body
            .as_ref()
            .and_then(|_| media(&[message]))
            .filter(|_| !is_json);
        let body = media.map(|media| Body::Bytes(Some(media)));
        others.extend(body.filter(|body| Some(body) != main && !others.contains(body)));
    }
    others
}

/// The requests of this method among the page's examples.
fn examples(page: &Page, wanted: Method) -> Vec<&Message> {
    page.messages
        .iter()
        .filter(|message| message.own_method() == Some(wanted))
        .collect()
}

fn json_of(message: &Message) -> Option<&json::Value> {
    match message.body.as_ref()? {
        page::Body::Json { value, .. } => Some(value),
        page::Body::Text(_) => None,
    }
}

/// The media type of bodies that are not JSON.
fn media(examples: &[&Message]) -> Option<String> {
    let message = examples.iter().find(|message| message.body.is_some())?;
    let media = message.header("content-type")?;
    let name = media.split(';').next().unwrap_or(media).trim().to_ascii_lowercase();
    (!name.contains("json")).then_some(name)
}

/// The last segment of a path that a body is named for, and the type or segment that owns it.
pub(super) fn owner_of<'n>(walked: Option<&TypeRef>, fallback: &'n str, api: &'n Api) -> &'n str {
    match walked {
        Some(TypeRef::Named(id) | TypeRef::Polymorphic(id)) => short(&api.ty(*id).qualified),
        Some(TypeRef::List(item)) => owner_of(Some(item), fallback, api),
        _ => fallback,
    }
}

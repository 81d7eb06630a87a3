//! Whether a JSON value is one of a documented type: what the emitted crate could decode, told without decoding.
//!
//! The rules are those of the runtime's codec. Members that no page documents are kept by it, so they conform; they are
//! reported, each once. `null` conforms wherever a member may be left out.

mod path;
mod primitive;
#[cfg(test)]
mod tests;

use std::{ops::Range, sync::OnceLock};

use crate::{
    api::{Answer, Api, Primitive, Property, Shape, TypeId, TypeRef},
    diagnostic::{Code, Diagnostic, Diagnostics},
    dialect::Dialect,
    json::{Kind, Member, Value},
    map::{Map, Set},
    source::Span,
};
use path::Path;
use primitive::hint;

/// Checks values against the types of an API.
#[derive(Debug)]
pub(crate) struct Conformance<'a> {
    api: &'a Api,
    dialect: &'a Dialect,
    /// Types by qualified name.
    names: Map<&'a str, TypeId>,
    /// Properties of each type, also the inherited ones, by name: those of the types that were met.
    properties: Vec<OnceLock<Map<&'a str, &'a Property>>>,
}

/// What a check found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Findings {
    /// The message of the first mismatch.
    pub(crate) fault: Option<String>,
    /// The places of values that only say that a value belongs there.
    pub(super) placeholders: Vec<Range<usize>>,
}

/// One check of one value.
struct Check<'c, 'a, F> {
    rules: &'c Conformance<'a>,
    /// The place of a range of the JSON text.
    place: F,
    out: &'c mut Diagnostics,
    path: Path<'c>,
    /// Members that have been reported as undocumented.
    reported: Set<(TypeId, &'c str)>,
    found: Findings,
}

impl<'a> Conformance<'a> {
    pub(crate) fn new(api: &'a Api, dialect: &'a Dialect) -> Self {
        let names = (0..)
            .zip(&api.types)
            .map(|(id, ty)| (ty.qualified.as_str(), TypeId(id)))
            .collect();
        Self {
            api,
            dialect,
            names,
            properties: api.types.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// Checks a body against what is documented, and reports what does not conform.
    pub(crate) fn check<'c>(
        &'c self,
        value: &'c Value,
        documented: &Answer,
        place: impl Fn(Range<usize>) -> Span,
        out: &'c mut Diagnostics,
    ) -> Findings {
        let mut check = Check {
            rules: self,
            place,
            out,
            path: Path::default(),
            reported: Set::default(),
            found: Findings::default(),
        };
        match documented {
            Answer::Empty | Answer::Bytes => {}
            Answer::Json(ty) => check.value(value, ty, None),
            Answer::Page(item) => check.page(value, item),
            Answer::Wrapped(ty) => check.wrapped(value, ty),
        }
        check.found
    }

    /// Whether values of a type may have a member of this name: one that is documented, or any at all.
    pub(super) fn documents(&self, ty: &TypeRef, name: &str) -> bool {
        match ty {
            TypeRef::Named(id) | TypeRef::Polymorphic(id) => self.property(*id, name).is_some() || self.is_open(*id),
            _ => true,
        }
    }

    /// What an object is, by its tag where the type has derived ones.
    fn actual(&self, id: TypeId, value: &Value) -> TypeId {
        let Some(tag) = value.get(&self.api.service.tag).and_then(Value::as_str) else {
            return id;
        };
        let named = self.names.get(tag.trim_start_matches('#')).copied();
        named
            .filter(|named| self.api.object(id).is_some_and(|object| object.derived.contains(named)))
            .unwrap_or(id)
    }

    fn property(&self, id: TypeId, name: &str) -> Option<&'a Property> {
        let properties = self.properties[id.0 as usize].get_or_init(|| {
            self.api
                .properties(id)
                .into_iter()
                .map(|property| (property.name.as_str(), property))
                .collect()
        });
        properties.get(name).copied()
    }

    fn is_open(&self, id: TypeId) -> bool {
        let lineage = std::iter::successors(self.api.object(id), |object| {
            object.base.and_then(|base| self.api.object(base))
        });
        lineage.into_iter().any(|object| object.open)
    }

    fn is_enumeration(&self, ty: &TypeRef) -> bool {
        matches!(ty, TypeRef::Flags(id) | TypeRef::Named(id) if matches!(self.api.ty(*id).shape, Shape::Enumeration(_)))
    }

    /// Whether a value only says that a value of the type belongs there: the name of a type, a word for it, or an object that
    /// holds at most the name of the enumeration.
    fn is_placeholder(&self, value: &Value, ty: &TypeRef) -> bool {
        let is_tag = |member: &Member| self.dialect.json.tags.contains(&member.name);
        match (&value.kind, ty) {
            (Kind::String(text), TypeRef::Primitive(_)) => self.dialect.is_value_placeholder(text),
            (Kind::Object(members), TypeRef::Named(_) | TypeRef::Flags(_)) => {
                let names = |member: &Member| {
                    member
                        .value
                        .as_str()
                        .is_some_and(|tag| tag.trim_start_matches('#') == self.describe(ty))
                };
                self.is_enumeration(ty) && members.iter().all(|member| is_tag(member) && names(member))
            }
            _ => false,
        }
    }

    /// The type, as pages name it.
    fn describe(&self, ty: &TypeRef) -> String {
        match ty {
            TypeRef::Primitive(primitive) => format!("{primitive:?}"),
            TypeRef::Named(id) | TypeRef::Polymorphic(id) | TypeRef::Flags(id) => self.api.ty(*id).qualified.clone(),
            TypeRef::List(item) => format!("{} collection", self.describe(item)),
            TypeRef::Opaque => "JSON".to_owned(),
        }
    }
}

impl<'c, F: Fn(Range<usize>) -> Span> Check<'c, '_, F> {
    /// A page of a collection, with its links and its count.
    fn page(&mut self, value: &'c Value, item: &TypeRef) {
        self.wrapped(value, &TypeRef::List(Box::new(item.clone())));
        let names = &self.rules.dialect.json;
        let text = TypeRef::Primitive(Primitive::String);
        let number = TypeRef::Primitive(Primitive::Int64);
        for (name, ty) in [
            (&names.next_link, &text),
            (&names.delta_link, &text),
            (&names.count, &number),
        ] {
            self.child(value, name, ty);
        }
    }

    /// An object with a member that holds the value proper.
    fn wrapped(&mut self, value: &'c Value, ty: &TypeRef) {
        let dialect = self.rules.dialect;
        let name = dialect.json.collection.as_str();
        if !self.child(value, name, ty) {
            let message = match value.kind {
                Kind::Object(_) => format!(
                    "the object has no member `{name}`, which holds what the page documents: {}",
                    self.rules.describe(ty)
                ),
                _ => return self.mismatch(value, ty, None),
            };
            self.report(value, message);
        }
    }

    /// A member of an envelope, if it is there; there may be null.
    fn child(&mut self, value: &'c Value, name: &'c str, ty: &TypeRef) -> bool {
        let Some(child) = value.get(name) else {
            return false;
        };
        if child.kind != Kind::Null {
            self.path.member(name);
            self.value(child, ty, None);
            self.path.leave();
        }
        true
    }

    fn value(&mut self, value: &'c Value, ty: &TypeRef, property: Option<&Property>) {
        match ty {
            TypeRef::Opaque => {}
            TypeRef::Primitive(primitive) => {
                if !primitive::accepts(*primitive, value) {
                    self.mismatch(value, ty, property);
                }
            }
            TypeRef::List(item) => match value.elements() {
                Some(elements) => {
                    for (index, element) in elements.iter().enumerate() {
                        self.path.element(index);
                        self.value(element, item, property);
                        self.path.leave();
                    }
                }
                None => self.mismatch(value, ty, property),
            },
            TypeRef::Flags(_) => self.text(value, ty, property),
            TypeRef::Named(id) | TypeRef::Polymorphic(id) => match (&self.rules.api.ty(*id).shape, &value.kind) {
                (Shape::Enumeration(_), _) => self.text(value, ty, property),
                (Shape::Object(_), Kind::Object(members)) => {
                    let is_family = matches!(ty, TypeRef::Polymorphic(_));
                    let id = if is_family { self.rules.actual(*id, value) } else { *id };
                    self.members(id, members);
                }
                (Shape::Object(_), _) => self.mismatch(value, ty, property),
            },
        }
    }

    /// Enumerations are open: any text will do.
    fn text(&mut self, value: &Value, ty: &TypeRef, property: Option<&Property>) {
        if value.as_str().is_none() {
            self.mismatch(value, ty, property);
        }
    }

    fn members(&mut self, id: TypeId, members: &'c [Member]) {
        for (index, member) in members.iter().enumerate() {
            // Of members with the same name the last one counts.
            let is_last = members[index + 1..].iter().all(|other| other.name != member.name);
            if !is_last || self.rules.dialect.is_annotation(&member.name) {
                continue;
            }
            let Some(property) = self.rules.property(id, &member.name) else {
                self.undocumented(id, member);
                continue;
            };
            if member.value.kind != Kind::Null {
                self.path.member(&member.name);
                self.value(&member.value, &property.ty, Some(property));
                self.path.leave();
            }
        }
    }

    fn undocumented(&mut self, id: TypeId, member: &'c Member) {
        if self.rules.is_open(id) || !self.reported.insert((id, member.name.as_str())) {
            return;
        }
        let ty = self.rules.api.ty(id);
        let message = format!("`{}` is no documented property of `{}`", member.name, ty.qualified);
        let mut properties = self.rules.api.properties(id).into_iter();
        let alike = properties.find(|property| property.name.eq_ignore_ascii_case(&member.name));
        let finding = self
            .out
            .report(Code::PropertyUndocumented, (self.place)(member.range.clone()), message);
        if let Some(alike) = alike {
            finding.help(format!(
                "spell it the same in the table and in the example: the table has `{}`",
                alike.name
            ));
            if let Some(span) = alike.span {
                finding.related(span, format!("`{}` is documented here", alike.name));
            }
        } else if let Some(span) = ty.span {
            finding.related(span, "the type");
        }
    }

    fn mismatch(&mut self, value: &Value, ty: &TypeRef, property: Option<&Property>) {
        if !self.path.is_root() && self.rules.is_placeholder(value, ty) {
            return self.placeholder(value, ty);
        }
        let found = match &value.kind {
            Kind::String(text) if matches!(ty, TypeRef::Primitive(_)) => format!("the text `{}`", shorten(text)),
            Kind::Number(text) => format!("the number {text}"),
            _ => value.noun().to_owned(),
        };
        let message = format!(
            "`{}` is {found}, and documented as {}",
            self.path,
            self.rules.describe(ty)
        );
        let hint = match ty {
            TypeRef::Primitive(primitive) if value.as_str().is_some() => hint(*primitive),
            _ => None,
        };
        let finding = self.report(value, message);
        if let Some(hint) = hint {
            finding.help(hint);
        }
        if let Some((property, span)) = property.and_then(|property| Some((property, property.span?))) {
            finding.related(span, format!("`{}` is documented here", property.name));
        }
    }

    fn placeholder(&mut self, value: &Value, ty: &TypeRef) {
        let message = format!(
            "`{}` holds a placeholder where {} belongs",
            self.path,
            self.rules.describe(ty)
        );
        self.out
            .report(Code::PlaceholderText, (self.place)(value.range.clone()), message)
            .help("write a value, or leave the member out");
        self.found.placeholders.push(value.range.clone());
    }

    fn report(&mut self, value: &Value, message: String) -> &mut Diagnostic {
        self.found.fault.get_or_insert_with(|| message.clone());
        self.out
            .report(Code::ExampleMismatch, (self.place)(value.range.clone()), message)
    }
}

/// The beginning of a text, for a message.
fn shorten(text: &str) -> String {
    const LENGTH: usize = 40;
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

//! The least that is a value of a documented type, for answers that no page shows.

use serde_json::{Map, Value, json};

use crate::{
    api::{Answer, Api, Primitive, Property, Shape, TypeId, TypeRef},
    dialect::Dialect,
};

/// Makes values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Instances<'a> {
    pub(super) api: &'a Api,
    pub(super) dialect: &'a Dialect,
}

/// How deep values nest before what is not required is left out.
const DEPTH: usize = 8;

impl Instances<'_> {
    /// The body of an answer; `None` where there is none, or bytes.
    pub(super) fn answer(self, answer: &Answer) -> Option<Value> {
        let name = &self.dialect.json.collection;
        match answer {
            Answer::Empty | Answer::Bytes => None,
            Answer::Json(ty) => Some(self.value(ty, DEPTH)),
            Answer::Page(item) => Some(json!({ name: [self.value(item, DEPTH)] })),
            Answer::Wrapped(ty) => Some(json!({ name: self.value(ty, DEPTH) })),
        }
    }

    fn value(self, ty: &TypeRef, depth: usize) -> Value {
        match ty {
            TypeRef::Primitive(primitive) => sample(*primitive),
            TypeRef::List(_) => json!([]),
            TypeRef::Opaque => json!({}),
            TypeRef::Named(id) | TypeRef::Polymorphic(id) | TypeRef::Flags(id) => match &self.api.ty(*id).shape {
                Shape::Enumeration(enumeration) => {
                    let first = enumeration.members.first();
                    json!(first.map_or("unknownFutureValue", |member| member.name.as_str()))
                }
                Shape::Object(_) => self.object(*id, matches!(ty, TypeRef::Polymorphic(_)), depth),
            },
        }
    }

    /// An object with what is required of it, and with its identity. Where derived types are possible it says which it is, and an
    /// abstract one is the first that derives from it.
    fn object(self, id: TypeId, tagged: bool, depth: usize) -> Value {
        let object = self.api.object(id);
        let concrete = object
            .filter(|object| object.is_abstract)
            .and_then(|object| object.derived.iter().find(|id| self.is_concrete(**id)));
        let actual = concrete.copied().unwrap_or(id);
        let mut members = Map::new();
        if tagged || actual != id {
            let tag = format!("#{}", self.api.ty(actual).qualified);
            members.insert(self.api.service.tag.clone(), json!(tag));
        }
        let Some(depth) = depth.checked_sub(1) else {
            return Value::Object(members);
        };
        for property in self.api.properties(actual) {
            if is_essential(property) {
                members.insert(property.name.clone(), self.value(&property.ty, depth));
            }
        }
        Value::Object(members)
    }

    fn is_concrete(self, id: TypeId) -> bool {
        self.api.object(id).is_some_and(|object| !object.is_abstract)
    }
}

/// Whether even the least object has it. A stream lives at a URL of its own, and what is navigated to is left out until somebody
/// expands it.
fn is_essential(property: &Property) -> bool {
    let is_stream = property.ty == TypeRef::Primitive(Primitive::Stream);
    let is_identity = property.name == "id" && property.ty == TypeRef::Primitive(Primitive::String);
    !is_stream && !property.navigation && (property.required || is_identity)
}

fn sample(primitive: Primitive) -> Value {
    match primitive {
        Primitive::String => json!("1"),
        Primitive::Boolean => json!(false),
        Primitive::Byte | Primitive::SByte | Primitive::Int16 | Primitive::Int32 | Primitive::Int64 => json!(0),
        Primitive::Single | Primitive::Double | Primitive::Decimal => json!(0.5),
        Primitive::DateTimeOffset => json!("2024-01-01T00:00:00Z"),
        Primitive::Date => json!("2024-01-01"),
        Primitive::TimeOfDay => json!("00:00:00"),
        Primitive::Duration => json!("PT0S"),
        Primitive::Guid => json!("00000000-0000-0000-0000-000000000001"),
        Primitive::Binary | Primitive::Stream => json!(""),
    }
}

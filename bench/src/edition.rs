//! The types of a model as they would be without docwright: structs and enums that derive what they need.
//!
//! Where it matters, the choice is the one that is cheaper for the derives: no documentation, no setters, unknown members and
//! unknown names of enumerations are dropped.

use std::{collections::BTreeMap, fmt::Write};

use docwright::api::{Api, Enumeration, Object, Primitive, Property, Shape, Type, TypeId, TypeRef};

/// What the types derive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Edition {
    /// `Clone`, `Debug` and `Default`: as little as there can be.
    Std,
    /// Those, `Serialize` and `Deserialize`; values of a hierarchy are enums, told apart by the tag.
    Serde,
    /// The same, but values of a hierarchy are read as its base, and the rest of them is dropped.
    SerdeBases,
    /// As `Serde`, but members without a field are kept, as docwright keeps them: a flattened map.
    SerdeKeeping,
}

impl Edition {
    /// The crates that the types need.
    pub(crate) fn dependencies(self) -> &'static str {
        match self {
            Self::Std => "jiff = \"1\"\nserde_json = \"1\"\nuuid = \"1\"\n",
            Self::Serde | Self::SerdeBases | Self::SerdeKeeping => {
                "jiff = { version = \"1\", features = [\"serde\"] }\nserde = { version = \"1\", features = [\"derive\"] }\n\
                 serde_json = \"1\"\nuuid = { version = \"1\", features = [\"serde\"] }\n"
            }
        }
    }

    /// The code of all types.
    pub(crate) fn emit(self, api: &Api) -> String {
        let mut modules: BTreeMap<&[String], String> = BTreeMap::new();
        for (id, ty) in (0..).map(TypeId).zip(&api.types) {
            let text = modules.entry(&ty.module).or_default();
            match &ty.shape {
                Shape::Object(object) => {
                    self.object(api, id, ty, text);
                    self.hierarchy(api, id, object, text);
                }
                Shape::Enumeration(enumeration) => self.enumeration(ty, enumeration, text),
            }
        }
        let mut code = "#![allow(clippy::all, dead_code)]\n".to_owned();
        for (path, text) in modules {
            let open: String = path.iter().map(|name| format!("pub mod r#{name} {{\n")).collect();
            code += &format!("{open}{text}{}\n", "}".repeat(path.len()));
        }
        code
    }

    fn derives(self, std: &str) -> String {
        match self {
            Self::Std => format!("#[derive({std})]\n"),
            Self::Serde | Self::SerdeBases | Self::SerdeKeeping => {
                format!("#[derive({std}, serde::Serialize, serde::Deserialize)]\n")
            }
        }
    }

    /// An attribute of serde, where there is serde.
    fn attribute(self, text: &str) -> String {
        if self == Self::Std {
            String::new()
        } else {
            format!("#[serde({text})]\n")
        }
    }

    fn object(self, api: &Api, id: TypeId, ty: &Type, out: &mut String) {
        let fields = api.properties(id).into_iter().map(|property| self.field(api, property));
        let (derives, mut fields) = (self.derives("Clone, Debug, Default"), fields.collect::<String>());
        if self == Self::SerdeKeeping {
            fields += "#[serde(flatten)]\npub extra: serde_json::Map<String, serde_json::Value>,\n";
        }
        *out += &format!("{derives}pub struct {} {{\n{fields}}}\n", ty.rust);
    }

    fn field(self, api: &Api, property: &Property) -> String {
        let (name, ty) = (&property.name, self.value(api, &property.ty));
        let attribute = self.attribute(&format!("rename = {name:?}, skip_serializing_if = \"Option::is_none\""));
        let ty = if is_object(api, &property.ty) {
            format!("Box<{ty}>")
        } else {
            ty
        };
        format!("{attribute}pub {}: Option<{ty}>,\n", property.rust)
    }

    /// The enum over a type and those that derive from it. The tag may be missing, which means the base.
    fn hierarchy(self, api: &Api, id: TypeId, object: &Object, out: &mut String) {
        let Some(any) = object.any.as_deref().filter(|_| self != Self::SerdeBases) else {
            return;
        };
        let tag = &api.service.tag;
        let derives = self.derives("Clone, Debug");
        *out += &format!(
            "{derives}{}pub enum {any} {{\n",
            self.attribute(&format!("tag = {tag:?}"))
        );
        for (number, derived) in object.derived.iter().enumerate() {
            let name = format!("#{}", api.ty(*derived).qualified);
            let rename = self.attribute(&format!("rename = {name:?}"));
            *out += &format!("{rename}Derived{number}(Box<{}>),\n", path(api, *derived));
        }
        *out += &format!("{}Base(Box<{}>),\n}}\n", self.attribute("untagged"), path(api, id));
    }

    fn enumeration(self, ty: &Type, enumeration: &Enumeration, out: &mut String) {
        *out += &format!("{}pub enum {} {{\n", self.derives("Clone, Debug"), ty.rust);
        for member in &enumeration.members {
            *out += &format!(
                "{}{},\n",
                self.attribute(&format!("rename = {:?}", member.name)),
                member.rust
            );
        }
        *out += &format!("{}Other,\n}}\n", self.attribute("other"));
    }

    /// The Rust type of a value.
    pub(crate) fn value(self, api: &Api, ty: &TypeRef) -> String {
        match ty {
            TypeRef::Primitive(primitive) => self::primitive(*primitive).to_owned(),
            TypeRef::Named(id) => path(api, *id),
            TypeRef::Polymorphic(id) => match api.object(*id).and_then(|object| object.any.as_deref()) {
                Some(any) if self != Self::SerdeBases => sibling(api, *id, any),
                _ => path(api, *id),
            },
            // Derives know no lists in one text.
            TypeRef::Flags(_) => "String".to_owned(),
            TypeRef::List(item) => format!("Vec<{}>", self.value(api, item)),
            TypeRef::Opaque => "serde_json::Value".to_owned(),
        }
    }
}

fn primitive(primitive: Primitive) -> &'static str {
    match primitive {
        Primitive::Boolean => "bool",
        Primitive::Byte => "u8",
        Primitive::SByte => "i8",
        Primitive::Int16 => "i16",
        Primitive::Int32 => "i32",
        Primitive::Int64 => "i64",
        Primitive::Single => "f32",
        Primitive::Double | Primitive::Decimal => "f64",
        Primitive::DateTimeOffset => "jiff::Timestamp",
        Primitive::Date => "jiff::civil::Date",
        Primitive::TimeOfDay => "jiff::civil::Time",
        Primitive::Guid => "uuid::Uuid",
        Primitive::Stream => "serde_json::Value",
        // Bytes and durations would need a type with an implementation by hand.
        Primitive::String | Primitive::Duration | Primitive::Binary => "String",
    }
}

fn is_object(api: &Api, ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Named(id) => api.object(*id).is_some(),
        _ => false,
    }
}

/// The path of a type.
fn path(api: &Api, id: TypeId) -> String {
    sibling(api, id, &api.ty(id).rust)
}

/// The path of something in the module of a type.
fn sibling(api: &Api, id: TypeId, name: &str) -> String {
    let mut path = "crate::".to_owned();
    for module in &api.ty(id).module {
        let _ = write!(path, "r#{module}::");
    }
    path + name
}

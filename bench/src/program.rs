//! Programs that call operations of an emitted crate.

use std::collections::VecDeque;

use docwright::api::{Api, Body, Call, Edge, NodeId, Operation, Primitive, TypeId, TypeRef};

/// A program that calls every operation of the crate `krate`: an async function for each place, whose futures are `Send`, as those
/// of servers have to be.
pub(crate) fn emit(api: &Api, krate: &str) -> String {
    let mut functions = String::new();
    let mut names = vec![];
    for (number, chain) in chains(api).into_iter().enumerate() {
        let Some(chain) = chain else { continue };
        let calls = &api.nodes[number].calls;
        if calls.is_empty() {
            continue;
        }
        let calls = calls
            .iter()
            .map(|call| format!("    client{chain}{}.await?;\n", self::call(api, krate, call)));
        let calls: String = calls.collect();
        functions +=
            &format!("async fn place{number}(client: &Client) -> Result<(), Error> {{\n{calls}    Ok(())\n}}\n\n");
        names.push(format!("        Box::pin(place{number}(&client)),\n"));
    }
    format!(
        "#![allow(deprecated, unused_imports)]\n\
         use std::pin::Pin;\n\
         use {krate}::{{Client, Credential, Error, models}};\n\n\
         {functions}\
         fn main() -> Result<(), Error> {{\n    \
             let client = Client::builder(Credential::none()).build()?;\n    \
             let calls: Vec<Pin<Box<dyn Future<Output = Result<(), Error>> + Send + '_>>> = vec![\n{}    ];\n    \
             println!(\"{{}}\", calls.len());\n    Ok(())\n}}\n",
        names.concat()
    )
}

/// The shortest chain of methods from the client to each place.
fn chains(api: &Api) -> Vec<Option<String>> {
    let mut chains = vec![None; api.nodes.len()];
    let mut next = VecDeque::from([(NodeId(0), String::new())]);
    while let Some((id, chain)) = next.pop_front() {
        let slot = &mut chains[id.0 as usize];
        if slot.is_some() {
            continue;
        }
        for Edge {
            rust,
            target,
            arguments,
            ..
        } in &api.node(id).edges
        {
            let arguments = vec!["\"x\""; arguments.len()].join(", ");
            next.push_back((*target, format!("{chain}.{rust}({arguments})")));
        }
        *slot = Some(chain);
    }
    chains
}

fn call(api: &Api, krate: &str, call: &Call) -> String {
    let operation = api.operation(call.operation);
    let path = call.arguments.iter().map(|_| "\"x\"".to_owned());
    let body = operation.body.iter().map(|body| self::body(api, krate, body));
    let arguments: Vec<String> = path.chain(body).chain(required(operation)).collect();
    format!(".{}({})", call.rust, arguments.join(", "))
}

fn required(operation: &Operation) -> impl Iterator<Item = String> {
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    required.map(|_| "\"x\"".to_owned())
}

/// An empty body.
fn body(api: &Api, krate: &str, body: &Body) -> String {
    match body {
        Body::Json(TypeRef::Named(id)) if api.object(*id).is_some() => format!("{}::new()", path(api, *id)),
        Body::Json(ty @ TypeRef::Polymorphic(id)) => {
            format!("{}::from({}::new())", value(api, krate, ty), path(api, *id))
        }
        Body::Json(TypeRef::Named(id)) => format!("{}::from(\"x\")", path(api, *id)),
        Body::Json(TypeRef::Opaque | TypeRef::Primitive(Primitive::Stream)) => format!("{krate}::Json::Null"),
        Body::Json(ty) => format!("<{}>::default()", value(api, krate, ty)),
        Body::Bytes(_) => "\"x\"".to_owned(),
    }
}

/// The type of a value in the crate `krate`.
pub(crate) fn value(api: &Api, krate: &str, ty: &TypeRef) -> String {
    match ty {
        TypeRef::Primitive(primitive) => self::primitive(krate, *primitive),
        TypeRef::Named(id) => path(api, *id),
        TypeRef::Polymorphic(id) => match api.object(*id).and_then(|object| object.any.as_deref()) {
            Some(any) => sibling(api, *id, any),
            None => path(api, *id),
        },
        TypeRef::Flags(id) => format!("{krate}::Flags<{}>", path(api, *id)),
        TypeRef::List(item) => {
            let is_object = matches!(&**item, TypeRef::Named(id) if api.object(*id).is_some());
            let list = if is_object {
                format!("{krate}::List")
            } else {
                "Vec".to_owned()
            };
            format!("{list}<{}>", value(api, krate, item))
        }
        TypeRef::Opaque => format!("{krate}::Json"),
    }
}

fn primitive(krate: &str, primitive: Primitive) -> String {
    let own = |name: &str| format!("{krate}::{name}");
    match primitive {
        Primitive::String => "String".to_owned(),
        Primitive::Boolean => "bool".to_owned(),
        Primitive::Byte => "u8".to_owned(),
        Primitive::SByte => "i8".to_owned(),
        Primitive::Int16 => "i16".to_owned(),
        Primitive::Int32 => "i32".to_owned(),
        Primitive::Int64 => "i64".to_owned(),
        Primitive::Single => "f32".to_owned(),
        Primitive::Double | Primitive::Decimal => "f64".to_owned(),
        Primitive::DateTimeOffset => own("Timestamp"),
        Primitive::Date => own("Date"),
        Primitive::TimeOfDay => own("Time"),
        Primitive::Duration => own("Duration"),
        Primitive::Guid => own("Uuid"),
        Primitive::Binary => own("Binary"),
        Primitive::Stream => own("Json"),
    }
}

fn path(api: &Api, id: TypeId) -> String {
    sibling(api, id, &api.ty(id).rust)
}

/// The path of something in the module of a type, from a place where `models` is in scope.
fn sibling(api: &Api, id: TypeId, name: &str) -> String {
    let modules = api.ty(id).module.iter().map(|module| format!("r#{module}::"));
    format!("models::{}{name}", modules.collect::<String>())
}

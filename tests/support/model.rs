//! A model as text, for people who review a case.

use std::fmt::Write as _;

use docwright::api::{
    Answer, Api, Body, Call, DocPiece, Docs, Edge, Enumeration, Example, ExampleBody, Location, Node, Object,
    Operation, Parameter, Part, PathArgument, Property, Restated, Shape, Type, TypeRef,
};

/// Types, operations, places and examples, in the order of the model.
pub(crate) fn print(api: &Api) -> String {
    let mut printer = Printer {
        api,
        text: String::new(),
    };
    api.types.iter().for_each(|ty| printer.ty(ty));
    api.operations.iter().for_each(|operation| printer.operation(operation));
    api.nodes.iter().for_each(|node| printer.node(node));
    api.examples.iter().for_each(|example| printer.example(example));
    printer.text
}

struct Printer<'a> {
    api: &'a Api,
    text: String,
}

macro_rules! line {
    ($printer:expr, $($arguments:tt)*) => {
        writeln!($printer.text, $($arguments)*).expect("a string can be written to")
    };
}

impl Printer<'_> {
    fn ty(&mut self, ty: &Type) {
        let module = list(ty.module.iter().map(|module| format!("{module}::")));
        let kind = match &ty.shape {
            Shape::Object(object) => self.object_head(object),
            Shape::Enumeration(Enumeration { flags: true, .. }) => "flags".to_owned(),
            Shape::Enumeration(_) => "enumeration".to_owned(),
        };
        line!(
            self,
            "{kind} {} = {module}{}{}",
            ty.qualified,
            ty.rust,
            deprecated(ty.deprecated.as_deref())
        );
        self.docs("    ", &ty.docs);
        match &ty.shape {
            Shape::Object(object) => {
                object.properties.iter().for_each(|property| self.property(property));
                object.restated.iter().for_each(|property| self.restated(property));
            }
            Shape::Enumeration(enumeration) => {
                for member in &enumeration.members {
                    line!(
                        self,
                        "    {} = {}{}",
                        member.name,
                        member.rust,
                        deprecated(member.deprecated.as_deref())
                    );
                    self.docs("        ", &member.docs);
                }
            }
        }
        self.text.push('\n');
    }

    fn restated(&mut self, property: &Restated) {
        let words = [(property.read_only, " read-only"), (property.required, " required")];
        let words = list(words.iter().filter(|(is, _)| *is).map(|(_, word)| (*word).to_owned()));
        let deprecated = deprecated(property.deprecated.as_deref());
        line!(self, "    again {}:{words}{deprecated}", property.name);
        self.docs("        ", &property.docs);
    }

    fn object_head(&self, object: &Object) -> String {
        let mut head = format!("{:?}", object.role).to_lowercase();
        let words = [
            (object.open, "open "),
            (object.is_abstract, "abstract "),
            (object.entity, "entity "),
            (object.media, "media "),
        ];
        head.insert_str(
            0,
            &words
                .iter()
                .filter(|(is, _)| *is)
                .map(|(_, word)| *word)
                .collect::<String>(),
        );
        if let Some(base) = object.base {
            head = format!("{head}({})", self.api.ty(base).rust);
        }
        if let Some(any) = &object.any {
            head = format!("{head} {any}");
        }
        head
    }

    fn property(&mut self, property: &Property) {
        let words = [
            (property.required, "required"),
            (property.nullable, "nullable"),
            (property.read_only, "read-only"),
            (property.navigation, "navigation"),
            (property.key, "key"),
        ];
        let mut words = list(words.iter().filter(|(is, _)| *is).map(|(_, word)| format!(" {word}")));
        if let Some(default) = &property.default {
            words = format!("{words} default({default})");
        }
        if let Some(length) = property.max_length {
            words = format!("{words} length({length})");
        }
        let (name, rust, ty) = (&property.name, &property.rust, self.reference(&property.ty));
        line!(
            self,
            "    {name} = {rust}: {ty}{words}{}",
            deprecated(property.deprecated.as_deref())
        );
        self.docs("        ", &property.docs);
    }

    fn operation(&mut self, operation: &Operation) {
        let method = operation.method.as_str();
        line!(
            self,
            "{method} {}{}",
            operation.templates.join(" | "),
            deprecated(operation.deprecated.as_deref())
        );
        line!(self, "    title: {}", operation.title);
        self.docs("    ", &operation.docs);
        for (kind, names) in &operation.permissions {
            line!(self, "    permission: {kind}: {names}");
        }
        if !operation.options.is_empty() {
            let names: Vec<&str> = operation.options.iter().map(|option| option.name.as_str()).collect();
            line!(self, "    options: {}", names.join(" "));
        }
        for parameter in &operation.path_parameters {
            line!(self, "    path {}: {}", parameter.name, self.reference(&parameter.ty));
            self.docs("        ", &parameter.docs);
        }
        for parameter in &operation.parameters {
            self.parameter(parameter);
        }
        match &operation.body {
            Some(Body::Json(ty)) => {
                let or_none = if operation.body_optional { " or none" } else { "" };
                line!(self, "    body: {}{or_none}", self.reference(ty));
            }
            Some(Body::Bytes(media)) => line!(self, "    body: bytes {}", media.as_deref().unwrap_or("*/*")),
            None => {}
        }
        let required = operation.body_members.iter().filter(|member| member.required);
        let required: Vec<&str> = required.map(|member| member.name.as_str()).collect();
        if !required.is_empty() {
            line!(self, "    body requires: {}", required.join(" "));
        }
        for body in &operation.other_bodies {
            if let Body::Bytes(media) = body {
                line!(self, "    or body: bytes {}", media.as_deref().unwrap_or("*/*"));
            }
        }
        let or_nothing = if operation.may_be_empty { " or nothing" } else { "" };
        line!(self, "    answer: {}{or_nothing}", self.answer(&operation.answer));
        for response in &operation.responses {
            let headers = list(response.headers.iter().map(|(name, _)| format!(" {name}")));
            let answer = self.answer(&response.answer);
            line!(
                self,
                "    {}: {answer} {}{headers}",
                response.status,
                response.media.join(", ")
            );
        }
        for (_, title, _) in &operation.pages {
            line!(self, "    page: {title}");
        }
        for account in &operation.accounts {
            line!(self, "    at {}: {}", account.templates.join(" | "), account.title);
            for (kind, names) in &account.permissions {
                line!(self, "        permission: {kind}: {names}");
            }
            let parameters = account.parameters.iter().map(|(_, name, _)| name.as_str());
            let options = account.options.iter().map(|option| option.name.as_str());
            let names: Vec<&str> = parameters.chain(options).collect();
            line!(self, "        takes: {}", names.join(" "));
        }
        for (template, walk) in operation.templates.iter().zip(&operation.walks) {
            if walk.answer != operation.answer {
                line!(self, "    answer at {template}: {}", self.answer(&walk.answer));
            }
            if let Some(lost) = &walk.lost {
                line!(self, "    lost at {lost}: {template}");
            }
        }
        self.text.push('\n');
    }

    fn parameter(&mut self, parameter: &Parameter) {
        let location = match parameter.location {
            Location::Query => "query",
            Location::Header => "header",
        };
        let required = if parameter.required { " required" } else { "" };
        let (name, rust, ty) = (&parameter.name, &parameter.rust, self.reference(&parameter.ty));
        line!(self, "    {location} {name} = {rust}: {ty}{required}");
    }

    fn node(&mut self, node: &Node) {
        line!(
            self,
            "place {} in {}: {}",
            node.rust,
            node.area,
            node.templates.join(" | ")
        );
        for Edge {
            rust,
            target,
            parts,
            arguments,
        } in &node.edges
        {
            let target = &self.api.node(*target).rust;
            line!(
                self,
                "    .{rust}({}) -> {target} by {}",
                names(arguments),
                path(parts, arguments)
            );
        }
        for Call {
            rust,
            operation,
            parts,
            arguments,
        } in &node.calls
        {
            let operation = self.api.operation(*operation);
            let (method, template) = (
                operation.method.as_str(),
                operation.templates.first().map_or("", String::as_str),
            );
            line!(
                self,
                "    .{rust}({}) = {method} {template} by {}",
                names(arguments),
                path(parts, arguments)
            );
        }
        self.text.push('\n');
    }

    fn example(&mut self, example: &Example) {
        line!(self, "example {} in {}", example.rust, example.area);
        if let Some(request) = &example.request {
            let steps = request.steps.iter().chain([&request.call]);
            let chain = list(steps.map(|step| format!(".{}({})", step.rust, step.arguments.join(", "))));
            line!(self, "    {chain} {}{}", request.url, excuse(request.excuse.as_deref()));
            request
                .query
                .iter()
                .for_each(|(name, value)| line!(self, "    ?{name}={value}"));
            request
                .headers
                .iter()
                .for_each(|(name, value)| line!(self, "    {name}: {value}"));
            self.body(request.body.as_ref());
        }
        for response in &example.responses {
            let (status, answer) = (response.status, self.answer(&response.answer));
            line!(self, "    {status} {answer}{}", excuse(response.excuse.as_deref()));
            response
                .headers
                .iter()
                .for_each(|(name, value)| line!(self, "    {name}: {value}"));
            self.body(response.body.as_ref());
        }
        self.text.push('\n');
    }

    fn body(&mut self, body: Option<&ExampleBody>) {
        let (kind, text) = match body {
            Some(ExampleBody::Json(text)) => ("json", text),
            Some(ExampleBody::Text(text)) => ("text", text),
            None => return,
        };
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        line!(self, "    {kind} {text}");
    }

    /// Documentation on one line; links by what they lead to.
    fn docs(&mut self, indent: &str, docs: &Docs) {
        let pieces = docs.pieces.iter().map(|piece| match piece {
            DocPiece::Text(text) => text.clone(),
            DocPiece::Link { label, target } => format!("[{label}]({target:?})"),
        });
        let text = pieces.collect::<String>();
        if !text.is_empty() {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            line!(self, "{indent}\"{text}\"");
        }
    }

    fn answer(&self, answer: &Answer) -> String {
        match answer {
            Answer::Empty => "nothing".to_owned(),
            Answer::Json(ty) => self.reference(ty),
            Answer::Page(ty) => format!("page of {}", self.reference(ty)),
            Answer::Wrapped(ty) => format!("wrapped {}", self.reference(ty)),
            Answer::Bytes => "bytes".to_owned(),
        }
    }

    fn reference(&self, ty: &TypeRef) -> String {
        match ty {
            TypeRef::Primitive(primitive) => format!("{primitive:?}"),
            TypeRef::Named(id) => self.api.ty(*id).rust.clone(),
            TypeRef::Polymorphic(id) => format!("any {}", self.api.ty(*id).rust),
            TypeRef::Flags(id) => format!("flags {}", self.api.ty(*id).rust),
            TypeRef::List(item) => format!("[{}]", self.reference(item)),
            TypeRef::Opaque => "?".to_owned(),
        }
    }
}

/// All of them, one after the other.
fn list(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().concat()
}

fn deprecated(note: Option<&str>) -> String {
    note.map_or_else(String::new, |note| format!(" deprecated: {note}"))
}

fn excuse(reason: Option<&str>) -> String {
    reason.map_or_else(String::new, |reason| format!(" excused: {reason}"))
}

fn names(arguments: &[PathArgument]) -> String {
    arguments
        .iter()
        .map(|argument| argument.rust.as_str())
        .collect::<Vec<_>>()
        .join(", ")
}

/// What a step appends to the path, with the names of arguments in braces.
fn path(parts: &[Part], arguments: &[PathArgument]) -> String {
    let name = |index: usize| arguments.get(index).map_or("?", |argument| argument.rust.as_str());
    let parts = parts.iter().map(|part| match part {
        Part::Text(text) => text.clone(),
        Part::Segment(index) => format!("{{{}}}", name(*index)),
        Part::Quoted(index) => format!("{{quoted {}}}", name(*index)),
        Part::Path(index) => format!("{{path {}}}", name(*index)),
    });
    parts.collect()
}

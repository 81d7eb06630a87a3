//! Path items.

use std::collections::{BTreeMap, HashMap};

use serde_json::Value;

use super::{
    context::Context,
    fields::Fields,
    operation, operation_id,
    template::{Names, Template},
};
use crate::{
    api::{Api, Method, OperationId},
    diagnostic::{Code, Diagnostics},
    pattern::without_names,
};

/// A path with its operations.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) template: Template,
    /// The path as first documented.
    pub(super) documented: String,
    /// By method.
    pub(super) operations: BTreeMap<Method, Use>,
}

/// An operation at one of its paths.
#[derive(Debug)]
pub(super) struct Use {
    pub(super) operation: OperationId,
    /// Which of the operation's templates leads here: the first that does.
    pub(super) template: usize,
    /// Unique in the document.
    pub(super) id: String,
    /// How the pages spell the path for this operation, the first as the item has it.
    pub(super) spellings: Vec<String>,
}

/// One item for each documented path, ordered by path. Paths that differ in case or in the names of placeholders alone are
/// the same to OpenAPI, or to the service; the item has the first spelling.
pub(super) fn items(api: &Api, out: &mut Diagnostics) -> Vec<Item> {
    let mut names = Names::default();
    let templates = api.operations.iter().flat_map(|operation| &operation.templates);
    templates.for_each(|documented| names.count(documented));
    let mut items: Vec<Item> = vec![];
    let mut known: HashMap<String, usize> = HashMap::new();
    for (id, operation) in (0..).map(OperationId).zip(&api.operations) {
        for (template, documented) in operation.templates.iter().enumerate() {
            let key = without_names(documented).to_ascii_lowercase();
            let index = *known.entry(key).or_insert_with(|| {
                items.push(Item {
                    template: Template::new(documented, &names),
                    documented: documented.clone(),
                    operations: BTreeMap::new(),
                });
                items.len() - 1
            });
            let item = &mut items[index];
            let here = item.operations.entry(operation.method).or_insert_with(|| Use {
                operation: id,
                template,
                id: String::new(),
                spellings: vec![],
            });
            here.spellings.push(documented.clone());
            let walk = operation.walks.get(template);
            let Some(span) = walk.map(|walk| walk.span).or(operation.sources.first().copied()) else {
                continue;
            };
            let path = &item.documented;
            let message = if here.operation != id {
                let method = operation.method.as_str();
                format!("`{method} {documented}` is a second operation at `{path}`; the document has the first")
            } else if documented != path {
                format!("`{documented}` and `{path}` are one path")
            } else {
                continue;
            };
            out.report(Code::PathAmbiguous, span, message);
        }
    }
    items.sort_by(|a, b| a.template.path.cmp(&b.template.path));
    operation_id::assign(&mut items, api);
    items
}

/// The item as the document has it.
pub(super) fn item(item: &Item, context: &Context<'_>) -> Value {
    let mut fields = Fields::new();
    for (method, here) in &item.operations {
        let name = method.as_str().to_ascii_lowercase();
        fields.set(&name, operation::operation(item, here, context));
    }
    fields.into()
}

//! Ids of operations: `users_messages_list`.

use std::collections::{HashMap, HashSet};

use super::path::Item;
use crate::api::{Api, Call, OperationId};

/// Gives each operation of each item an id: the names along the path, and what is done there. Where two would have the same id,
/// the placeholders of the second are named too.
pub(super) fn assign(items: &mut [Item], api: &Api) {
    let calls: HashMap<OperationId, &Call> = api
        .nodes
        .iter()
        .flat_map(|node| node.calls.iter().map(|call| (call.operation, call)))
        .collect();
    let mut taken = HashSet::new();
    for item in items {
        for (method, here) in &mut item.operations {
            let call = calls.get(&here.operation);
            // An action is the last name of its path already.
            let verb = match call {
                Some(call) if !call.parts.is_empty() => None,
                Some(call) => Some(call.rust.clone()),
                None => Some(method.as_str().to_ascii_lowercase()),
            };
            let named = |placeholders: bool| {
                let words = words(&item.template.path, placeholders);
                let words: Vec<&str> = words.iter().copied().chain(verb.as_deref()).collect();
                if words.is_empty() {
                    "root".to_owned()
                } else {
                    words.join("_")
                }
            };
            let full = named(true);
            let method = method.as_str().to_ascii_lowercase();
            let numbered = (2..).map(|number| format!("{full}_{number}"));
            let candidates = [named(false), full.clone(), format!("{full}_{method}")];
            let id = candidates
                .into_iter()
                .chain(numbered)
                .find(|id| taken.insert(id.clone()));
            here.id = id.unwrap_or_default();
        }
    }
}

/// The names along a path: of its literal segments, and of its placeholders if wanted.
fn words(path: &str, placeholders: bool) -> Vec<&str> {
    let mut words = vec![];
    let mut rest = path;
    loop {
        let (text, behind) = rest.split_once('{').unwrap_or((rest, ""));
        // `name=` before a placeholder is that placeholder's name.
        let names = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '=');
        words.extend(names.filter(|name| !name.is_empty() && !name.ends_with('=')));
        let Some((name, behind)) = behind.split_once('}') else {
            return words;
        };
        if placeholders {
            words.extend(
                name.split(|c: char| !c.is_ascii_alphanumeric())
                    .filter(|name| !name.is_empty()),
            );
        }
        rest = behind;
    }
}

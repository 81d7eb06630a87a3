//! Collections page by page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::{reply::Refusal, request::Request};
use crate::{dialect::Dialect, resolve::Target};

/// What the mock's own tokens begin with; the number of items before the page follows.
const TOKEN: &str = "docwright-";
/// What stays as it is in a query (RFC 3986, section 3.4), without what has a meaning there.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b'*');

/// A collection that is asked for.
#[derive(Debug)]
pub(super) struct Collection<'a> {
    pub(super) dialect: &'a Dialect,
    pub(super) request: &'a Request,
    /// The query of the documented request that the items come from.
    pub(super) documented: &'a [(String, String)],
    /// The collection ends with a link to later changes.
    pub(super) delta: bool,
    pub(super) page_size: Option<usize>,
    pub(super) items: Option<usize>,
    pub(super) base_urls: &'a [String],
}

impl Collection<'_> {
    /// Makes the page that was asked for of the one that is documented.
    pub(super) fn turn(&self, answer: &mut Value) -> Result<(), Refusal> {
        let json = &self.dialect.json;
        let Some(envelope) = answer.as_object_mut() else {
            return Ok(());
        };
        let Some(Value::Array(documented)) = envelope.remove(&json.collection) else {
            return Ok(());
        };
        let next = take_text(envelope, &json.next_link).filter(|_| self.items.is_none());
        let delta = take_text(envelope, &json.delta_link);
        let total = match self.items {
            Some(items) if !documented.is_empty() => items,
            _ => documented.len(),
        };
        let (start, is_over) = self.start(total)?;
        let size = self.size()?.unwrap_or(total).max(1);
        let end = if is_over {
            start
        } else {
            start.saturating_add(size).min(total)
        };
        let page: Vec<Value> = (start..end).filter_map(|index| item(&documented, index)).collect();
        if self.wants_count() && !envelope.contains_key(&json.count)
            || self.items.is_some() && envelope.contains_key(&json.count)
        {
            envelope.insert(json.count.clone(), json!(total));
        }
        if end < total && !is_over {
            let token = format!("{TOKEN}{end}");
            let link = self.link(&self.dialect.service.query.skip_token, &token);
            envelope.insert(json.next_link.clone(), json!(link));
        } else if let Some(next) = next.filter(|_| !is_over) {
            let link = self.documented_link(&next, &self.dialect.service.query.skip_token);
            envelope.insert(json.next_link.clone(), json!(link));
        } else if self.delta || delta.is_some() {
            let name = &self.dialect.service.query.delta_token;
            let link = match delta {
                Some(delta) => self.documented_link(&delta, name),
                None => self.link(name, &format!("{TOKEN}{total}")),
            };
            envelope.insert(json.delta_link.clone(), json!(link));
        }
        envelope.insert(json.collection.clone(), Value::Array(page));
        Ok(())
    }

    /// How many items stand before the page, and whether all of them do: behind a token that no page documents, nothing follows.
    fn start(&self, total: usize) -> Result<(usize, bool), Refusal> {
        let names = &self.dialect.service.query;
        let skipped = self.number(&names.skip)?.unwrap_or(0);
        let Some((name, token)) = [&names.skip_token, &names.delta_token]
            .into_iter()
            .find_map(|name| Some((name, self.request.option(name)?)))
        else {
            return Ok((skipped.min(total), skipped > total));
        };
        let own = token
            .strip_prefix(TOKEN)
            .and_then(|number| number.parse::<usize>().ok());
        let is_documented = self
            .documented
            .iter()
            .any(|(other, value)| other.eq_ignore_ascii_case(name) && value == token);
        Ok(match own {
            Some(number) => (number.min(total), number >= total),
            None if is_documented => (0, false),
            None => (total, true),
        })
    }

    fn size(&self) -> Result<Option<usize>, Refusal> {
        let names = &self.dialect.service.query;
        let preferred = self
            .request
            .preference(&names.page_size)
            .and_then(|size| size.parse().ok());
        let sizes = [self.number(&names.top)?, preferred, self.page_size];
        Ok(sizes.into_iter().flatten().min())
    }

    fn wants_count(&self) -> bool {
        let count = self.request.option(&self.dialect.service.query.count);
        count.is_some_and(|value| value.eq_ignore_ascii_case("true"))
    }

    fn number(&self, name: &str) -> Result<Option<usize>, Refusal> {
        let value = self.request.option(name);
        let number = value.map(|value| value.trim().parse::<usize>());
        number
            .transpose()
            .map_err(|_| Refusal::bad(format!("`{name}` takes a number, not `{}`", value.unwrap_or_default())))
    }

    /// The request's own URL with a token: the tokens that it has are replaced.
    fn link(&self, name: &str, token: &str) -> String {
        let names = &self.dialect.service.query;
        let is_token = |other: &str| {
            [&names.skip_token, &names.delta_token, &names.skip]
                .iter()
                .any(|token| token.eq_ignore_ascii_case(other))
        };
        let kept = self.request.query.iter().filter(|(other, _)| !is_token(other));
        let pairs = kept.map(|(name, value)| pair(name, value)).chain([pair(name, token)]);
        self.url(&pairs.collect::<Vec<_>>())
    }

    /// The request's own path with the query of a documented link, so that it leads back here whatever the page shows.
    fn documented_link(&self, link: &str, name: &str) -> String {
        let query = Target::parse(link.rsplit_once("://").map_or(link, |(_, rest)| rest), self.base_urls)
            .map(|target| target.query())
            .unwrap_or_default();
        if query.is_empty() {
            return self.link(name, "documented");
        }
        let pairs: Vec<String> = query.iter().map(|(name, value)| pair(name, value)).collect();
        self.url(&pairs)
    }

    fn url(&self, pairs: &[String]) -> String {
        format!("{}{}?{}", self.request.base, self.request.path, pairs.join("&"))
    }
}

fn pair(name: &str, value: &str) -> String {
    let encode = |text| utf8_percent_encode(text, QUERY).to_string();
    format!("{}={}", encode(name), encode(value))
}

fn take_text(envelope: &mut Map<String, Value>, name: &str) -> Option<String> {
    match envelope.shift_remove(name) {
        Some(Value::String(text)) => Some(text),
        _ => None,
    }
}

/// The item at an index: the documented ones again and again, each with an identity of its own.
fn item(documented: &[Value], index: usize) -> Option<Value> {
    let round = index.checked_div(documented.len())?;
    let mut item = documented.get(index % documented.len())?.clone();
    if let (1.., Some(Value::String(id))) = (round, item.get_mut("id")) {
        *id = format!("{id}-{round}");
    }
    Some(item)
}

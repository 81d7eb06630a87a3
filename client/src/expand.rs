//! Related resources to include, with options of their own.

use crate::dialect::QueryNames;

/// A related resource to include, with options of its own (`OData` 4.01, part 2, section 5.1.3).
///
/// Where no options are needed, the name alone does: `.expand(["manager"])`.
///
/// ```
/// # use docwright_client::{Expand, Json, Page, Request};
/// # fn with_few_members(request: Request<Page<Json>>) -> Request<Page<Json>> {
/// request.expand([Expand::new("members").select(["id"]).top(3).expand(["manager"])])
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "it has to be given to a request"]
pub struct Expand {
    name: String,
    select: Vec<String>,
    related: Vec<Expand>,
    order_by: Vec<String>,
    filter: Option<String>,
    search: Option<String>,
    top: Option<u32>,
    skip: Option<u32>,
    levels: Option<u32>,
    count: bool,
}

impl Expand {
    /// Includes what that property leads to.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    /// Which properties of it to return. More calls add more.
    pub fn select<N: AsRef<str>>(mut self, names: impl IntoIterator<Item = N>) -> Self {
        self.select
            .extend(names.into_iter().map(|name| name.as_ref().to_owned()));
        self
    }

    /// Which resources related to it to include. More calls add more.
    pub fn expand<E: Into<Expand>>(mut self, related: impl IntoIterator<Item = E>) -> Self {
        self.related.extend(related.into_iter().map(Into::into));
        self
    }

    /// By what to sort, if there are several. More calls add more.
    pub fn order_by(mut self, order: &str) -> Self {
        self.order_by.push(order.to_owned());
        self
    }

    /// Which of several to include.
    pub fn filter(mut self, condition: &str) -> Self {
        self.filter = Some(condition.to_owned());
        self
    }

    /// What to search for among several.
    pub fn search(mut self, terms: &str) -> Self {
        self.search = Some(terms.to_owned());
        self
    }

    /// How many to include at most.
    pub fn top(mut self, items: u32) -> Self {
        self.top = Some(items);
        self
    }

    /// How many to pass over.
    pub fn skip(mut self, items: u32) -> Self {
        self.skip = Some(items);
        self
    }

    /// Over how many levels to include what leads to more of its kind.
    pub fn levels(mut self, levels: u32) -> Self {
        self.levels = Some(levels);
        self
    }

    /// Asks how many there are.
    pub fn count(mut self) -> Self {
        self.count = true;
        self
    }

    /// As it stands in a URL, before it is escaped.
    pub(crate) fn render(&self, names: &QueryNames) -> String {
        let list = |items: &[String]| (!items.is_empty()).then(|| items.join(","));
        let expand: Vec<_> = self.related.iter().map(|related| related.render(names)).collect();
        let options = [
            (names.select, list(&self.select)),
            (names.expand, list(&expand)),
            (names.filter, self.filter.clone()),
            (names.order_by, list(&self.order_by)),
            (names.search, self.search.clone()),
            (names.top, self.top.map(|items| items.to_string())),
            (names.skip, self.skip.map(|items| items.to_string())),
            (names.levels, self.levels.map(|levels| levels.to_string())),
            (names.count, self.count.then(|| String::from("true"))),
        ];
        let options = options
            .into_iter()
            .filter_map(|(name, value)| Some(format!("{name}={}", value?)));
        let options: Vec<_> = options.collect();
        if options.is_empty() {
            return self.name.clone();
        }
        format!("{}({})", self.name, options.join(";"))
    }
}

impl From<&str> for Expand {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

impl From<String> for Expand {
    fn from(name: String) -> Self {
        Self::new(name)
    }
}

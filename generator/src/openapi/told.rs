//! What pages say of an operation at one of its paths.

use super::{context::Context, path::Use};
use crate::{
    api::{Account, Docs, Operation, Parameter, QueryOption, Response},
    source::Span,
};

/// What the pages that list a path say of an operation there.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) operation: &'a Operation,
    /// Where not all pages of the operation list the path.
    account: Option<&'a Account>,
}

impl<'a> Told<'a> {
    pub(super) fn of(here: &Use, context: &Context<'a>) -> Self {
        let operation = context.api.operation(here.operation);
        let template = operation.templates.get(here.template);
        let mut accounts = operation.accounts.iter();
        Self {
            operation,
            account: accounts.find(|account| template.is_some_and(|template| account.templates.contains(template))),
        }
    }

    pub(super) fn title(&self) -> &'a str {
        self.account.map_or(&self.operation.title, |account| &account.title)
    }

    pub(super) fn docs(&self) -> &'a Docs {
        self.account.map_or(&self.operation.docs, |account| &account.docs)
    }

    pub(super) fn permissions(&self) -> &'a [(String, String)] {
        self.account
            .map_or(&self.operation.permissions, |account| &account.permissions)
    }

    /// Query and header parameters with their descriptions. What else there is to them is the same at all paths.
    pub(super) fn parameters(&self) -> Vec<(&'a Parameter, &'a Docs)> {
        let all = self.operation.parameters.iter();
        let Some(account) = self.account else {
            return all.map(|parameter| (parameter, &parameter.docs)).collect();
        };
        let told = |parameter: &'a Parameter| {
            let mut told = account.parameters.iter();
            let same = |(location, name, _): &&(_, String, Docs)| {
                *location == parameter.location && name.eq_ignore_ascii_case(&parameter.name)
            };
            told.find(same).map(|(.., docs)| (parameter, docs))
        };
        all.filter_map(told).collect()
    }

    pub(super) fn options(&self) -> &'a [QueryOption] {
        self.account.map_or(&self.operation.options, |account| &account.options)
    }

    pub(super) fn body_docs(&self) -> &'a Docs {
        self.account
            .map_or(&self.operation.body_docs, |account| &account.body_docs)
    }

    pub(super) fn responses(&self) -> &'a [Response] {
        self.account
            .map_or(&self.operation.responses, |account| &account.responses)
    }

    pub(super) fn deprecated(&self) -> Option<&'a str> {
        let all = self.operation.deprecated.as_deref();
        all.or_else(|| self.account?.deprecated.as_deref())
    }

    /// The request lines of the pages, in the order of how much they say.
    pub(super) fn sources(&self) -> &'a [Span] {
        self.account.map_or(&self.operation.sources, |account| &account.sources)
    }

    /// Whether an example is of one of the pages.
    pub(super) fn shows(&self, example: Span) -> bool {
        let is_of = |account: &Account| account.sources.iter().any(|span| span.source == example.source);
        self.account.is_none_or(is_of)
    }
}

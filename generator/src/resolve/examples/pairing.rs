//! Which responses belong to which request.

use crate::page::{Message, Start};

/// A request with the responses that follow it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Exchange<'p> {
    /// `None` for responses that stand before any request of their page.
    pub(super) request: Option<&'p Message>,
    pub(super) responses: Vec<&'p Message>,
}

/// Pairs the messages of a page, in order: a response belongs to the request above it.
pub(super) fn pair(messages: &[Message]) -> Vec<Exchange<'_>> {
    let mut exchanges: Vec<Exchange<'_>> = vec![];
    for message in messages {
        match message.start {
            Start::Request { .. } => exchanges.push(Exchange {
                request: Some(message),
                responses: vec![],
            }),
            Start::Response { .. } => match exchanges.last_mut() {
                Some(exchange) => exchange.responses.push(message),
                None => exchanges.push(Exchange {
                    request: None,
                    responses: vec![message],
                }),
            },
        }
    }
    exchanges
}

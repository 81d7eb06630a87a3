//! What a request is before it is sent, whatever its answer.

use std::time::Duration;

use http::{HeaderMap, HeaderValue, Method, Uri, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::client::Abroad;
use crate::dialect::QueryNames;
use crate::header::set;
use crate::{Body, Client, Error, ErrorKind, Result, redirect, uri};

/// What is escaped in a query: all but what RFC 3986 permits there and that no server takes for a delimiter.
const QUERY: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b'@');

pub(crate) struct Draft {
    pub(crate) client: Client,
    pub(crate) method: Method,
    /// A path below the base URL, escaped, or an absolute URL.
    pub(crate) target: String,
    /// Names and values, not escaped.
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    pub(crate) timeout: Option<Duration>,
    /// The first mistake, reported when the request is built.
    pub(crate) problem: Option<Error>,
    pub(crate) accept: Option<&'static str>,
    /// Whether the target is a URL that may be anywhere and needs no token.
    pub(crate) is_preauthenticated: bool,
    /// The path with `{}` for each value; empty for links.
    #[cfg(feature = "tracing")]
    pub(crate) template: String,
}

impl Draft {
    /// A request to the service. It is held by a pointer, since requests are moved from call to call.
    pub(crate) fn new(
        client: Client,
        method: Method,
        target: String,
        body: Body,
        problem: Option<&'static str>,
    ) -> Box<Self> {
        Box::new(Self {
            timeout: client.0.timeout,
            client,
            method,
            target,
            query: Vec::new(),
            headers: HeaderMap::new(),
            body,
            problem: problem.map(|problem| Error::new(ErrorKind::Request, problem)),
            accept: None,
            is_preauthenticated: false,
            #[cfg(feature = "tracing")]
            template: String::new(),
        })
    }

    #[cfg(feature = "tracing")]
    pub(crate) fn with_template(mut self: Box<Self>, template: String) -> Box<Self> {
        self.template = template;
        self
    }

    /// A request that was built, to be sent after all.
    pub(crate) fn again(client: Client, request: http::Request<Body>) -> Self {
        let (parts, body) = request.into_parts();
        Self {
            headers: parts.headers,
            ..*Self::new(client, parts.method, parts.uri.to_string(), body, None)
        }
    }

    /// The names of query options.
    pub(crate) fn names(&self) -> &'static QueryNames {
        &self.client.dialect().query
    }

    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        set(&mut self.headers, &mut self.problem, name, value);
    }

    /// Sets a query option that can be given once.
    pub(crate) fn set_option(&mut self, name: &'static str, value: String) {
        match self.option_mut(name) {
            Some(old) => *old = value,
            None => self.query.push((name.to_owned(), value)),
        }
    }

    /// Adds to a query option that is a list.
    pub(crate) fn add_to_option(&mut self, name: &'static str, item: &str) {
        match self.option_mut(name) {
            Some(items) => {
                items.push(',');
                items.push_str(item);
            }
            None => self.query.push((name.to_owned(), item.to_owned())),
        }
    }

    fn option_mut(&mut self, name: &str) -> Option<&mut String> {
        self.query
            .iter_mut()
            .find_map(|(known, value)| (known == name).then_some(value))
    }

    /// The request as HTTP has it, without a token.
    pub(crate) fn build(self) -> Result<http::Request<Body>> {
        let (uri, is_home) = self.locate()?;
        if let Some(problem) = self.problem {
            return Err(problem.about(&self.method, &uri, is_home));
        }
        let mut headers = if is_home {
            self.client.0.headers.clone()
        } else {
            redirect::harmless(&self.client.0.headers)
        };
        if let Some(accept) = self.accept {
            headers.insert(header::ACCEPT, HeaderValue::from_static(accept));
        }
        if let Some(content_type) = self.body.content_type() {
            headers.insert(header::CONTENT_TYPE, content_type.clone());
        }
        let own = if is_home || self.is_preauthenticated {
            self.headers
        } else {
            redirect::harmless(&self.headers)
        };
        // `remove` first, so that a header given twice stays given twice.
        for name in own.keys() {
            headers.remove(name);
        }
        for (name, value) in &own {
            headers.append(name.clone(), value.clone());
        }
        let mut request = http::Request::new(self.body);
        *request.method_mut() = self.method;
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        if let Some(timeout) = self.timeout {
            request.extensions_mut().insert(crate::transport::Timeout(timeout));
        }
        if !is_home {
            request.extensions_mut().insert(Abroad);
        }
        Ok(request)
    }

    /// The URL, and whether it is the service's.
    fn locate(&self) -> Result<(Uri, bool)> {
        let target = self.target();
        if self.is_preauthenticated {
            return Ok((uri::parse(&target)?, false));
        }
        self.client.locate(&target)
    }

    /// Path or URL, with the query.
    pub(crate) fn target(&self) -> String {
        let mut target = self.target.clone();
        let mut separator = if target.contains('?') { '&' } else { '?' };
        for (name, value) in &self.query {
            target.push(separator);
            target.extend(utf8_percent_encode(name, QUERY));
            target.push('=');
            target.extend(utf8_percent_encode(value, QUERY));
            separator = '&';
        }
        // A query without a path would otherwise join the host's name.
        if target.starts_with('?') {
            target.insert(0, '/');
        }
        target
    }
}

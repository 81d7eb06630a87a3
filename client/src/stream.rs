//! Collections as streams.

use std::collections::VecDeque;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use futures_core::Stream;
use http::HeaderMap;

use crate::codec::Value;
use crate::{Client, Error, ErrorKind, Page, Request, Result, Sending};

impl<T: Value> Request<Page<T>> {
    /// The pages as a stream: the next link of each is followed as it is given, with the headers of this request.
    ///
    /// A link that leads to another host is an error, since the token would go there.
    pub fn pages(self) -> Pages<T> {
        Pages {
            client: self.draft.client.clone(),
            headers: self.draft.headers.clone(),
            timeout: self.draft.timeout,
            fetching: Some(self.send()),
            link: None,
            next_link: None,
            delta_link: None,
        }
    }

    /// The items of all pages as a stream, see [`Request::pages`].
    ///
    /// ```no_run
    /// # use docwright_client::{Json, Page, Request, Result};
    /// # async fn print(request: Request<Page<Json>>) -> Result<()> {
    /// let mut items = request.top(50).items();
    /// while let Some(item) = items.try_next().await? {
    ///     println!("{item}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn items(self) -> Items<T> {
        Items {
            pages: self.pages(),
            ready: VecDeque::new(),
        }
    }
}

/// The pages of a collection, fetched one at a time when they are asked for.
#[must_use = "a stream does nothing until it is asked"]
pub struct Pages<T> {
    client: Client,
    headers: HeaderMap,
    timeout: Option<Duration>,
    fetching: Option<Sending<Page<T>>>,
    /// Where the page that was fetched last came from, unless it was the first.
    link: Option<String>,
    next_link: Option<String>,
    delta_link: Option<String>,
}

impl<T: Value> Pages<T> {
    /// The next page; `None` after the last one, and after an error.
    pub async fn try_next(&mut self) -> Result<Option<Page<T>>> {
        std::future::poll_fn(|context| self.poll_page(context))
            .await
            .transpose()
    }

    /// Where the page after the last one fetched is: saved, it resumes the stream, see
    /// [`Client::follow`](crate::Client::follow).
    #[must_use]
    pub fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }

    /// After the last page of a delta query, where the changes from there on are.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.delta_link.as_deref()
    }

    fn poll_page(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<T>>>> {
        if self.fetching.is_none() {
            let Some(link) = self.next_link.take() else {
                return Poll::Ready(None);
            };
            // A service that answers with the same page for ever would be asked for ever.
            if self.link.as_ref() == Some(&link) {
                return Poll::Ready(Some(Err(Error::new(
                    ErrorKind::Link,
                    "the link to the next page leads to the same page",
                ))));
            }
            self.fetching = Some(self.follow(&link));
            self.link = Some(link);
        }
        let Some(fetching) = &mut self.fetching else {
            return Poll::Ready(None);
        };
        let page = ready!(Pin::new(fetching).poll(context));
        self.fetching = None;
        if let Ok(page) = &page {
            self.next_link.clone_from(&page.next_link);
            self.delta_link.clone_from(&page.delta_link);
        }
        Poll::Ready(Some(page))
    }

    fn follow(&self, link: &str) -> Sending<Page<T>> {
        let mut request = self.client.follow::<Page<T>>(link);
        request.draft.headers.clone_from(&self.headers);
        request.draft.timeout = self.timeout;
        request.send()
    }
}

impl<T: Value> Stream for Pages<T> {
    type Item = Result<Page<T>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_page(context)
    }
}

/// The items of a collection. A page is fetched when the items of the one before have been taken.
#[must_use = "a stream does nothing until it is asked"]
pub struct Items<T> {
    pages: Pages<T>,
    ready: VecDeque<T>,
}

// Items are moved out by value and never pinned.
impl<T> Unpin for Items<T> {}

impl<T: Value> Items<T> {
    /// The next item; `None` after the last one, and after an error.
    pub async fn try_next(&mut self) -> Result<Option<T>> {
        std::future::poll_fn(|context| self.poll_item(context))
            .await
            .transpose()
    }

    /// All items that are left.
    pub async fn collect(mut self) -> Result<Vec<T>> {
        let mut items = Vec::new();
        while let Some(item) = self.try_next().await? {
            items.push(item);
        }
        Ok(items)
    }

    /// Where the page after the last one fetched is, see [`Pages::next_link`].
    #[must_use]
    pub fn next_link(&self) -> Option<&str> {
        self.pages.next_link()
    }

    /// After the last item of a delta query, where the changes from there on are.
    #[must_use]
    pub fn delta_link(&self) -> Option<&str> {
        self.pages.delta_link()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        loop {
            if let Some(item) = self.ready.pop_front() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_page(context)) {
                // Pages may be empty and not be the last.
                Some(Ok(page)) => self.ready = page.value.into(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T: Value> Stream for Items<T> {
    type Item = Result<T>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_item(context)
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("ready", &self.ready.len())
            .finish_non_exhaustive()
    }
}

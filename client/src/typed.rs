//! The request type of a generated crate.

/// Declares `Request<T, P>`, the request type of a generated crate: a [`Request`](crate::Request) whose second type says which
/// parameters its page documents, so that the crate can give it a method for each. A crate cannot add methods to a type of
/// another; so this is a type of its own, written once and here.
#[macro_export]
macro_rules! request {
    () => {
        /// A request whose answer is a `T`: a value until it is sent, by `send` or by `.await`.
        ///
        /// What every request can have is below. `P` stands for the optional parameters that are documented for this one, and
        /// brings a method for each. What no page documents can be added by its name.
        #[must_use = "a request does nothing until it is sent"]
        pub struct Request<T, P = ()> {
            request: $crate::Request<T>,
            own: ::core::marker::PhantomData<fn() -> P>,
        }

        impl<T, P> Request<T, P> {
            #[inline]
            pub(crate) fn new(request: $crate::Request<T>) -> Self {
                Self {
                    request,
                    own: ::core::marker::PhantomData,
                }
            }

            /// Which related resources to include: by their names, or as an `Expand` with options of its
            /// own. More calls add more.
            #[inline]
            pub fn expand<E: ::core::convert::Into<$crate::Expand>>(
                self,
                related: impl ::core::iter::IntoIterator<Item = E>,
            ) -> Self {
                Self::new(self.request.expand(related))
            }

            /// Which properties to return. More calls add more.
            #[inline]
            pub fn select<N: ::core::convert::AsRef<str>>(
                self,
                names: impl ::core::iter::IntoIterator<Item = N>,
            ) -> Self {
                Self::new(self.request.select(names))
            }

            /// How long each exchange may take in all, the answer's body included; `None` means for ever.
            #[inline]
            pub fn timeout(
                self,
                timeout: impl ::core::convert::Into<::core::option::Option<::std::time::Duration>>,
            ) -> Self {
                Self::new(self.request.timeout(timeout))
            }

            $crate::forward! {
                /// Adds a header by its name; it replaces one of the same name.
                header(name: &str, value: &str);
                /// Adds a query parameter by its name in the URL.
                query(name: &str, value: &dyn ::core::fmt::Display);
                /// By what to sort: `"start desc"`. More calls add more.
                order_by(order: &str);
                /// Which items to return: `"isRead eq false"`.
                filter(condition: &str);
                /// How many items to return at most: in one page, if there are pages.
                top(items: u32);
                /// How many items to pass over.
                skip(items: u32);
                /// Asks for the number of all items, which the page has as `count`.
                count();
                /// What to search for, in the service's syntax: `"\"displayName:lunch\""`. The header that some services need
                /// is sent too.
                search(terms: &str);
                /// In which media type to answer.
                format(format: &str);
                /// What the client would rather have (RFC 7240): `outlook.timezone="UTC"`. More calls add more.
                prefer(preference: &str);
                /// How fresh the answer must be; some services count, search and filter only where it is `eventual`.
                consistency_level(level: &str);
                /// Acts only on the version with that entity tag (RFC 9110, section 13.1.1).
                if_match(etag: &str);
                /// Answers only if the version is another than that with the entity tag (RFC 9110, section 13.1.2).
                if_none_match(etag: &str);
            }

            /// The same request, answered with status and headers next to the value.
            #[inline]
            pub fn response(self) -> Request<$crate::Response<T>, P>
            where
                T: $crate::FromResponse,
            {
                Request::new(self.request.response())
            }
        }

        impl<T: $crate::FromResponse, P> Request<T, P> {
            /// Sends the request. Dropping the future cancels it.
            #[inline]
            pub fn send(self) -> $crate::Sending<T> {
                self.request.send()
            }

            /// The request as HTTP has it, without a token, for tests.
            #[inline]
            pub fn build(self) -> $crate::Result<$crate::HttpRequest> {
                self.request.build()
            }

            /// Sends a request whose answer is that the service has begun, and where to ask how it goes.
            #[inline]
            pub async fn monitor(self) -> $crate::Result<$crate::Monitor> {
                self.request.monitor().await
            }
        }

        impl<T: $crate::codec::Value, P> Request<$crate::Page<T>, P> {
            /// The pages as a stream: the next link of each is followed as it is given, with the headers of this request.
            #[inline]
            pub fn pages(self) -> $crate::Pages<T> {
                self.request.pages()
            }

            /// The items of all pages as a stream.
            #[inline]
            pub fn items(self) -> $crate::Items<T> {
                self.request.items()
            }
        }

        impl<P> Request<$crate::ByteStream, P> {
            /// The same request, answered with all the bytes at once.
            #[inline]
            pub fn bytes(self) -> Request<$crate::Bytes, P> {
                Request::new(self.request.bytes())
            }

            /// Asks for some bytes only, from `first` to `last`, both included, or to the end (RFC 9110, section 14.2).
            #[inline]
            pub fn range(self, first: u64, last: impl ::core::convert::Into<::core::option::Option<u64>>) -> Self {
                Self::new(self.request.range(first, last))
            }
        }

        impl<T: $crate::FromResponse, P> ::core::future::IntoFuture for Request<T, P> {
            type Output = $crate::Result<T>;
            type IntoFuture = $crate::Sending<T>;

            #[inline]
            fn into_future(self) -> $crate::Sending<T> {
                self.request.send()
            }
        }

        impl<T, P> ::core::convert::From<Request<T, P>> for $crate::Request<T> {
            #[inline]
            fn from(request: Request<T, P>) -> Self {
                request.request
            }
        }

        impl<T, P> ::core::fmt::Debug for Request<T, P> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Debug::fmt(&self.request, f)
            }
        }
    };
}

/// Methods that a wrapped request does: part of [`request!`](crate::request).
#[doc(hidden)]
#[macro_export]
macro_rules! forward {
    ($($(#[$attribute:meta])* $method:ident($($argument:ident: $kind:ty),*);)*) => {
        $(
            $(#[$attribute])*
            #[inline]
            pub fn $method(self $(, $argument: $kind)*) -> Self {
                Self::new(self.request.$method($($argument),*))
            }
        )*
    };
}

//! What the emitter writes, written by hand.
//!
//! The runtime's own tests stand on this module, so that a change of the runtime that breaks emitted code breaks a test
//! here first.
#![allow(
    dead_code,
    unreachable_pub,
    clippy::wrong_self_convention,
    reason = "it is a crate's public face, of which each test uses some"
)]

mod attachment;
mod enumerations;
mod event;
mod parts;
mod requests;

pub use self::attachment::*;
pub use self::enumerations::*;
pub use self::event::*;
pub use self::parts::*;
pub use self::requests::*;
use docwright_client::{Builder, FromResponse};

docwright_client::request!();

/// Stands for requests that can have `changeType`.
#[derive(Debug)]
#[non_exhaustive]
pub struct ChangeType;

impl<T> Request<T, ChangeType> {
    /// Sets the query parameter `changeType`.
    #[inline]
    pub fn change_type<A: std::fmt::Display>(self, value: A) -> Self {
        self.query("changeType", &value)
    }
}

/// The service's client: a newtype, so that root segments are inherent methods.
#[derive(Clone, Debug)]
pub struct Client(docwright_client::Client);

impl Client {
    /// Where the service answers, unless the builder is told otherwise.
    pub const BASE_URL: &'static str = "https://graph.example.com/v1.0";

    /// Starts a client that signs its requests with `credential`.
    pub fn builder(credential: impl Into<docwright_client::Credential>) -> Builder<Self> {
        Builder::new(Self::BASE_URL).credential(credential)
    }

    /// A request to a link that the service handed out: a next page, or the changes since.
    #[inline]
    pub fn follow<T: FromResponse>(&self, link: impl Into<String>) -> Request<T> {
        Request::new(self.0.follow(link))
    }

    /// `/me`
    #[inline]
    pub fn me(&self) -> UserItem {
        UserItem(self.0.root().literal("me"))
    }

    /// `/users`
    #[inline]
    pub fn users(&self) -> Users {
        Users(self.0.root().literal("users"))
    }

    /// `/drive`
    #[inline]
    pub fn drive(&self) -> Drive {
        Drive(self.0.root().literal("drive"))
    }
}

impl From<docwright_client::Client> for Client {
    #[inline]
    fn from(client: docwright_client::Client) -> Self {
        Self(client)
    }
}

impl AsRef<docwright_client::Client> for Client {
    #[inline]
    fn as_ref(&self) -> &docwright_client::Client {
        &self.0
    }
}

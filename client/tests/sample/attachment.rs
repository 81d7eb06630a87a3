//! A hierarchy, the enum over it, and the root of all, over which there is none.

use docwright_client::codec::{self, Object, Polymorph};
use docwright_client::{Boxed, Extra, Set};

use super::Event;

/// Something attached: the base of a hierarchy.
#[non_exhaustive]
pub struct Attachment {
    /// The file's name.
    pub name: Option<String>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

docwright_client::object! {
    Attachment("microsoft.graph.attachment") {
        0 => name: "name",
    }
}

/// A file: derived from [`Attachment`], whose fields it repeats.
#[non_exhaustive]
pub struct FileAttachment {
    /// The file's name.
    pub name: Option<String>,
    /// The file itself.
    pub content_bytes: Option<docwright_client::Binary>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

docwright_client::object! {
    FileAttachment("microsoft.graph.fileAttachment") {
        0 => name: "name",
        1 => content_bytes: "contentBytes",
    }
}

impl FileAttachment {
    /// An empty object, to be filled by setters.
    #[inline]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }
    /// The file's name.
    #[inline]
    pub fn name<V: Into<Set<String>>>(self, value: V) -> Self {
        codec::set(self, 0, value)
    }
    /// The file itself.
    #[inline]
    pub fn content_bytes<V: Into<Set<docwright_client::Binary>>>(self, value: V) -> Self {
        codec::set(self, 1, value)
    }
}

/// An attached item, which may be an event: a cycle through a polymorphic enum.
#[non_exhaustive]
pub struct ItemAttachment {
    /// The item's name.
    pub name: Option<String>,
    /// The item itself.
    pub item: Option<Boxed<Event>>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

docwright_client::object! {
    ItemAttachment("microsoft.graph.itemAttachment") {
        0 => name: "name",
        1 => item: "item",
    }
}

/// Any kind of attachment, told apart by its type tag.
#[non_exhaustive]
pub enum AnyAttachment {
    /// A plain attachment, or one of a kind that this crate does not know.
    Attachment(Boxed<Attachment>),
    /// A file.
    FileAttachment(Boxed<FileAttachment>),
    /// An item.
    ItemAttachment(Boxed<ItemAttachment>),
}

impl Polymorph for AnyAttachment {
    #[inline]
    fn tags() -> &'static [&'static str] {
        &[
            "microsoft.graph.attachment",
            "microsoft.graph.fileAttachment",
            "microsoft.graph.itemAttachment",
        ]
    }
    #[inline]
    fn at(tag: usize) -> Self {
        match tag {
            1 => Self::FileAttachment(Boxed::default()),
            2 => Self::ItemAttachment(Boxed::default()),
            _ => Self::Attachment(Boxed::default()),
        }
    }
    #[inline]
    fn object(&self) -> &dyn Object {
        match self {
            Self::Attachment(value) => &**value,
            Self::FileAttachment(value) => &**value,
            Self::ItemAttachment(value) => &**value,
        }
    }
    #[inline]
    fn object_mut(&mut self) -> &mut dyn Object {
        match self {
            Self::Attachment(value) => &mut **value,
            Self::FileAttachment(value) => &mut **value,
            Self::ItemAttachment(value) => &mut **value,
        }
    }
}

docwright_client::polymorph!(AnyAttachment { Attachment(Attachment), FileAttachment(FileAttachment), ItemAttachment(ItemAttachment) });

docwright_client::variants!(AnyAttachment { Attachment(Attachment), FileAttachment(FileAttachment), ItemAttachment(ItemAttachment) });

docwright_client::settable!(AnyAttachment {
    Attachment,
    FileAttachment,
    ItemAttachment
});

/// Anything with a key.
#[non_exhaustive]
pub struct Entity {
    /// The key.
    pub id: Option<String>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

docwright_client::object! {
    Entity("microsoft.graph.entity") {
        0 => id: "id",
    }
}

docwright_client::root!(Entity);

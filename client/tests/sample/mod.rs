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

use std::borrow::Borrow;
use std::fmt::Display;

use docwright_client::codec::{self, Field, Object, OpenEnum, Polymorph, Shape};
use docwright_client::{
    Body, Boxed, Builder, ByteStream, Extra, Flags, FromResponse, List, Page, Part, Request, Set, Wrapped,
};

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
        self.0.follow(link)
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

// ---- values -------------------------------------------------------------------------------------------------------

/// An event in a calendar.
#[derive(Default)]
#[non_exhaustive]
pub struct Event {
    /// Read-only.
    pub id: Option<String>,
    /// The subject line.
    pub subject: Option<String>,
    /// Whether it lasts the whole day.
    pub is_all_day: Option<bool>,
    /// How many places are taken.
    pub seats: Option<i32>,
    /// The size in bytes.
    pub size: Option<i64>,
    /// When it was made.
    pub created_date_time: Option<docwright_client::Timestamp>,
    /// The transaction that made it.
    pub transaction_id: Option<docwright_client::Uuid>,
    /// How important it is.
    pub importance: Option<Importance>,
    /// Which days it is on.
    pub days: Option<Flags<Day>>,
    /// Free labels.
    pub categories: Option<Vec<String>>,
    /// Where it is.
    pub location: Option<Boxed<Location>>,
    /// Who is asked; a collection of objects is a `List`.
    pub attendees: Option<List<Attendee>>,
    /// A collection of a polymorphic type is a `Vec`.
    pub attachments: Option<Vec<AnyAttachment>>,
    /// The event that this one repeats: recursive.
    pub series_master: Option<Boxed<Event>>,
    /// A small picture.
    pub thumbnail: Option<docwright_client::Binary>,
    /// Something that the documentation does not type.
    pub settings: Option<docwright_client::Json>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

impl Object for Event {
    #[inline]
    fn shape(&self) -> &'static Shape {
        &Shape {
            name: "Event",
            tag: "microsoft.graph.event",
            fields: &[
                "id",
                "subject",
                "isAllDay",
                "seats",
                "size",
                "createdDateTime",
                "transactionId",
                "importance",
                "days",
                "categories",
                "location",
                "attendees",
                "attachments",
                "seriesMaster",
                "thumbnail",
                "settings",
            ],
        }
    }
    #[inline]
    fn get(&self, field: usize) -> &dyn Field {
        match field {
            0 => &self.id,
            1 => &self.subject,
            2 => &self.is_all_day,
            3 => &self.seats,
            4 => &self.size,
            5 => &self.created_date_time,
            6 => &self.transaction_id,
            7 => &self.importance,
            8 => &self.days,
            9 => &self.categories,
            10 => &self.location,
            11 => &self.attendees,
            12 => &self.attachments,
            13 => &self.series_master,
            14 => &self.thumbnail,
            15 => &self.settings,
            _ => &self.extra,
        }
    }
    #[inline]
    fn get_mut(&mut self, field: usize) -> &mut dyn Field {
        match field {
            0 => &mut self.id,
            1 => &mut self.subject,
            2 => &mut self.is_all_day,
            3 => &mut self.seats,
            4 => &mut self.size,
            5 => &mut self.created_date_time,
            6 => &mut self.transaction_id,
            7 => &mut self.importance,
            8 => &mut self.days,
            9 => &mut self.categories,
            10 => &mut self.location,
            11 => &mut self.attendees,
            12 => &mut self.attachments,
            13 => &mut self.series_master,
            14 => &mut self.thumbnail,
            15 => &mut self.settings,
            _ => &mut self.extra,
        }
    }
}

docwright_client::object!(Event);

impl Event {
    /// The subject line.
    #[inline]
    pub fn subject<V: Into<Set<String>>>(self, value: V) -> Self {
        codec::set(self, 1, value)
    }
    /// Whether it lasts the whole day.
    #[inline]
    pub fn is_all_day<V: Into<Set<bool>>>(self, value: V) -> Self {
        codec::set(self, 2, value)
    }
    /// How many places are taken.
    #[inline]
    pub fn seats<V: Into<Set<i32>>>(self, value: V) -> Self {
        codec::set(self, 3, value)
    }
    /// The size in bytes.
    #[inline]
    pub fn size<V: Into<Set<i64>>>(self, value: V) -> Self {
        codec::set(self, 4, value)
    }
    /// How important it is.
    #[inline]
    pub fn importance<V: Into<Set<Importance>>>(self, value: V) -> Self {
        codec::set(self, 7, value)
    }
    /// Which days it is on.
    #[inline]
    pub fn days<V: Into<Set<Flags<Day>>>>(self, value: V) -> Self {
        codec::set(self, 8, value)
    }
    /// Free labels.
    #[inline]
    pub fn categories<V: Into<Set<Vec<String>>>>(self, value: V) -> Self {
        codec::set(self, 9, value)
    }
    /// Where it is.
    #[inline]
    pub fn location<V: Into<Set<Boxed<Location>>>>(self, value: V) -> Self {
        codec::set(self, 10, value)
    }
    /// Who is asked.
    #[inline]
    pub fn attendees<V: Into<Set<List<Attendee>>>>(self, value: V) -> Self {
        codec::set(self, 11, value)
    }
    /// What is attached.
    #[inline]
    pub fn attachments<V: Into<Set<Vec<AnyAttachment>>>>(self, value: V) -> Self {
        codec::set(self, 12, value)
    }
}

/// Where an event is.
#[derive(Default)]
#[non_exhaustive]
pub struct Location {
    /// What people call it.
    pub display_name: Option<String>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

impl Object for Location {
    #[inline]
    fn shape(&self) -> &'static Shape {
        &Shape {
            name: "Location",
            tag: "microsoft.graph.location",
            fields: &["displayName"],
        }
    }
    #[inline]
    fn get(&self, field: usize) -> &dyn Field {
        match field {
            0 => &self.display_name,
            _ => &self.extra,
        }
    }
    #[inline]
    fn get_mut(&mut self, field: usize) -> &mut dyn Field {
        match field {
            0 => &mut self.display_name,
            _ => &mut self.extra,
        }
    }
}

docwright_client::object!(Location);

impl Location {
    /// What people call it.
    #[inline]
    pub fn display_name<V: Into<Set<String>>>(self, value: V) -> Self {
        codec::set(self, 0, value)
    }
}

/// A person asked to an event.
#[derive(Default)]
#[non_exhaustive]
pub struct Attendee {
    /// Their address.
    pub address: Option<String>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

impl Object for Attendee {
    #[inline]
    fn shape(&self) -> &'static Shape {
        &Shape {
            name: "Attendee",
            tag: "microsoft.graph.attendee",
            fields: &["address"],
        }
    }
    #[inline]
    fn get(&self, field: usize) -> &dyn Field {
        match field {
            0 => &self.address,
            _ => &self.extra,
        }
    }
    #[inline]
    fn get_mut(&mut self, field: usize) -> &mut dyn Field {
        match field {
            0 => &mut self.address,
            _ => &mut self.extra,
        }
    }
}

docwright_client::object!(Attendee);

impl Attendee {
    /// Their address.
    #[inline]
    pub fn address<V: Into<Set<String>>>(self, value: V) -> Self {
        codec::set(self, 0, value)
    }
}

/// Something attached: the base of a hierarchy.
#[derive(Default)]
#[non_exhaustive]
pub struct Attachment {
    /// The file's name.
    pub name: Option<String>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

impl Object for Attachment {
    #[inline]
    fn shape(&self) -> &'static Shape {
        &Shape {
            name: "Attachment",
            tag: "microsoft.graph.attachment",
            fields: &["name"],
        }
    }
    #[inline]
    fn get(&self, field: usize) -> &dyn Field {
        match field {
            0 => &self.name,
            _ => &self.extra,
        }
    }
    #[inline]
    fn get_mut(&mut self, field: usize) -> &mut dyn Field {
        match field {
            0 => &mut self.name,
            _ => &mut self.extra,
        }
    }
}

docwright_client::object!(Attachment);

/// A file: derived from [`Attachment`], whose fields it repeats.
#[derive(Default)]
#[non_exhaustive]
pub struct FileAttachment {
    /// The file's name.
    pub name: Option<String>,
    /// The file itself.
    pub content_bytes: Option<docwright_client::Binary>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

impl Object for FileAttachment {
    #[inline]
    fn shape(&self) -> &'static Shape {
        &Shape {
            name: "FileAttachment",
            tag: "microsoft.graph.fileAttachment",
            fields: &["name", "contentBytes"],
        }
    }
    #[inline]
    fn get(&self, field: usize) -> &dyn Field {
        match field {
            0 => &self.name,
            1 => &self.content_bytes,
            _ => &self.extra,
        }
    }
    #[inline]
    fn get_mut(&mut self, field: usize) -> &mut dyn Field {
        match field {
            0 => &mut self.name,
            1 => &mut self.content_bytes,
            _ => &mut self.extra,
        }
    }
}

docwright_client::object!(FileAttachment);

impl FileAttachment {
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
#[derive(Default)]
#[non_exhaustive]
pub struct ItemAttachment {
    /// The item's name.
    pub name: Option<String>,
    /// The item itself.
    pub item: Option<Boxed<Event>>,
    /// What the service sent beyond the documented properties, and explicit nulls.
    pub extra: Extra,
}

impl Object for ItemAttachment {
    #[inline]
    fn shape(&self) -> &'static Shape {
        &Shape {
            name: "ItemAttachment",
            tag: "microsoft.graph.itemAttachment",
            fields: &["name", "item"],
        }
    }
    #[inline]
    fn get(&self, field: usize) -> &dyn Field {
        match field {
            0 => &self.name,
            1 => &self.item,
            _ => &self.extra,
        }
    }
    #[inline]
    fn get_mut(&mut self, field: usize) -> &mut dyn Field {
        match field {
            0 => &mut self.name,
            1 => &mut self.item,
            _ => &mut self.extra,
        }
    }
}

docwright_client::object!(ItemAttachment);

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

/// How important something is.
#[derive(Clone)]
#[non_exhaustive]
pub enum Importance {
    /// Not very.
    Low,
    /// As usual.
    Normal,
    /// Very.
    High,
    /// A value that this crate does not know.
    Other(String),
}

impl OpenEnum for Importance {
    #[inline]
    fn names() -> &'static [&'static str] {
        &["low", "normal", "high"]
    }
    #[inline]
    fn index(&self) -> Result<usize, &str> {
        Ok(match self {
            Self::Low => 0,
            Self::Normal => 1,
            Self::High => 2,
            Self::Other(name) => return Err(name),
        })
    }
    #[inline]
    fn at(index: usize) -> Option<Self> {
        Some(match index {
            0 => Self::Low,
            1 => Self::Normal,
            2 => Self::High,
            _ => return None,
        })
    }
    #[inline]
    fn other(name: String) -> Self {
        Self::Other(name)
    }
}

docwright_client::enumeration!(Importance);

/// A day of the week; the documentation says that values combine, so fields hold `Flags<Day>`.
#[derive(Clone)]
#[non_exhaustive]
pub enum Day {
    /// Monday.
    Monday,
    /// Friday.
    Friday,
    /// A value that this crate does not know.
    Other(String),
}

impl OpenEnum for Day {
    #[inline]
    fn names() -> &'static [&'static str] {
        &["monday", "friday"]
    }
    #[inline]
    fn index(&self) -> Result<usize, &str> {
        Ok(match self {
            Self::Monday => 0,
            Self::Friday => 1,
            Self::Other(name) => return Err(name),
        })
    }
    #[inline]
    fn at(index: usize) -> Option<Self> {
        Some(match index {
            0 => Self::Monday,
            1 => Self::Friday,
            _ => return None,
        })
    }
    #[inline]
    fn other(name: String) -> Self {
        Self::Other(name)
    }
}

docwright_client::enumeration!(Day);

/// The parameters of the `forward` action.
#[derive(Default)]
#[non_exhaustive]
pub struct ForwardParameters {
    /// A note.
    pub comment: Option<String>,
    /// To whom.
    pub to_recipients: Option<List<Attendee>>,
    /// Anything else to send.
    pub extra: Extra,
}

impl Object for ForwardParameters {
    #[inline]
    fn shape(&self) -> &'static Shape {
        &Shape {
            name: "ForwardParameters",
            tag: "",
            fields: &["comment", "toRecipients"],
        }
    }
    #[inline]
    fn get(&self, field: usize) -> &dyn Field {
        match field {
            0 => &self.comment,
            1 => &self.to_recipients,
            _ => &self.extra,
        }
    }
    #[inline]
    fn get_mut(&mut self, field: usize) -> &mut dyn Field {
        match field {
            0 => &mut self.comment,
            1 => &mut self.to_recipients,
            _ => &mut self.extra,
        }
    }
}

docwright_client::object!(ForwardParameters);

impl ForwardParameters {
    /// A note.
    #[inline]
    pub fn comment<V: Into<Set<String>>>(self, value: V) -> Self {
        codec::set(self, 0, value)
    }
    /// To whom.
    #[inline]
    pub fn to_recipients<V: Into<Set<List<Attendee>>>>(self, value: V) -> Self {
        codec::set(self, 1, value)
    }
}

// ---- paths and operations -----------------------------------------------------------------------------------------

docwright_client::nodes! {
    /// `/users`
    Users
    /// `/me`, `/users/{id}`
    UserItem
    /// `/me/events`
    Events
    /// `/me/events/{id}`
    EventItem
    /// `/me/events/{id}/forward`
    Forward
    /// `/drive`
    Drive
    /// `/drive/root:/{item-path}:`
    DriveItem
    /// `/drive/root:/{item-path}:/content`
    Content
}

impl Users {
    /// `/users/{id}`
    #[inline]
    pub fn id<P: Display>(&self, id: P) -> UserItem {
        UserItem(self.0.parameter(&id))
    }
}

impl UserItem {
    /// `/me/events`
    #[inline]
    pub fn events(&self) -> Events {
        Events(self.0.literal("events"))
    }

    /// A function of the service: `GET /me/countEvents(from='{from}',importance='{importance}')`.
    #[inline]
    pub fn count_events<P: Display, Q: Display>(&self, from: P, importance: Q) -> Request<Wrapped<i32>> {
        self.0
            .join(&[
                Part::Text("countEvents(from='"),
                Part::Quoted(&from),
                Part::Text("',importance='"),
                Part::Quoted(&importance),
                Part::Text("')"),
            ])
            .get()
    }
}

impl Events {
    /// `/me/events/{id}`
    #[inline]
    pub fn id<P: Display>(&self, id: P) -> EventItem {
        EventItem(self.0.parameter(&id))
    }

    /// `GET /me/events`
    #[inline]
    pub fn list(&self) -> Request<Page<Event>> {
        self.0.get()
    }

    /// `GET /me/events?startDateTime={start}`: a required query parameter is an argument.
    #[inline]
    pub fn list_from<P: Display>(&self, start: P) -> Request<Page<Event>> {
        self.0.get().query("startDateTime", &start)
    }

    /// `POST /me/events`
    #[inline]
    pub fn create<B: Borrow<Event>>(&self, body: B) -> Request<Event> {
        self.0.post(self.0.json(body.borrow()))
    }
}

impl EventItem {
    /// `GET /me/events/{id}`
    #[inline]
    pub fn get(&self) -> Request<Event> {
        self.0.get()
    }

    /// `PATCH /me/events/{id}`
    #[inline]
    pub fn update<B: Borrow<Event>>(&self, body: B) -> Request<Event> {
        self.0.patch(self.0.json(body.borrow()))
    }

    /// `DELETE /me/events/{id}`
    #[inline]
    pub fn delete(&self) -> Request<()> {
        self.0.delete()
    }

    /// `POST /me/events/{id}/forward`: an action with a body and no result.
    #[inline]
    pub fn forward<B: Borrow<ForwardParameters>>(&self, body: B) -> Request<()> {
        self.0.literal("forward").post(self.0.json(body.borrow()))
    }

    /// `POST /me/events/{id}/dismiss`: an action without a body.
    #[inline]
    pub fn dismiss(&self) -> Request<()> {
        self.0.literal("dismiss").post(Body::empty())
    }
}

impl Drive {
    /// `/drive/root:/{item-path}:`
    #[inline]
    pub fn path<P: Display>(&self, item_path: P) -> DriveItem {
        DriveItem(
            self.0
                .join(&[Part::Text("root:/"), Part::Raw(&item_path), Part::Text(":")]),
        )
    }
}

impl DriveItem {
    /// `/drive/root:/{item-path}:/content`
    #[inline]
    pub fn content(&self) -> Content {
        Content(self.0.literal("content"))
    }
}

impl Content {
    /// `GET /drive/root:/{item-path}:/content`
    #[inline]
    pub fn download(&self) -> Request<ByteStream> {
        self.0.get()
    }

    /// `PUT /drive/root:/{item-path}:/content`
    #[inline]
    pub fn upload<B: Into<Body>>(&self, body: B) -> Request<Attachment> {
        self.0.put(body.into())
    }
}

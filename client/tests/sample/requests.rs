//! Places in the URL space, and the operations there.

use std::borrow::Borrow;
use std::fmt::Display;

use docwright_client::{Body, ByteStream, Page, Part, Wrapped};

use super::{Attachment, ChangeType, Event, ForwardParameters, Request};

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
        Request::new(
            self.0
                .join(&[
                    Part::Text("countEvents(from='"),
                    Part::Quoted(&from),
                    Part::Text("',importance='"),
                    Part::Quoted(&importance),
                    Part::Text("')"),
                ])
                .get(),
        )
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
        Request::new(self.0.get())
    }

    /// `GET /me/events?startDateTime={start}`: a required query parameter is an argument.
    #[inline]
    pub fn list_from<P: Display>(&self, start: P) -> Request<Page<Event>> {
        Request::new(self.0.get().query("startDateTime", &start))
    }

    /// `GET /me/events/delta`: an optional query parameter is a method of the request.
    #[inline]
    pub fn delta(&self) -> Request<Page<Event>, ChangeType> {
        Request::new(self.0.literal("delta").get())
    }

    /// `POST /me/events`
    #[inline]
    pub fn create<B: Borrow<Event>>(&self, body: B) -> Request<Event> {
        Request::new(self.0.post(self.0.json(body.borrow())))
    }
}

impl EventItem {
    /// `GET /me/events/{id}`
    #[inline]
    pub fn get(&self) -> Request<Event> {
        Request::new(self.0.get())
    }

    /// `PATCH /me/events/{id}`
    #[inline]
    pub fn update<B: Borrow<Event>>(&self, body: B) -> Request<Event> {
        Request::new(self.0.patch(self.0.json(body.borrow())))
    }

    /// `DELETE /me/events/{id}`
    #[inline]
    pub fn delete(&self) -> Request<()> {
        Request::new(self.0.delete())
    }

    /// `POST /me/events/{id}/forward`: an action with a body and no result.
    #[inline]
    pub fn forward<B: Borrow<ForwardParameters>>(&self, body: B) -> Request<()> {
        Request::new(self.0.literal("forward").post(self.0.json(body.borrow())))
    }

    /// `POST /me/events/{id}/dismiss`: an action without a body.
    #[inline]
    pub fn dismiss(&self) -> Request<()> {
        Request::new(self.0.literal("dismiss").post(Body::empty()))
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
        Request::new(self.0.get())
    }

    /// `PUT /drive/root:/{item-path}:/content`
    #[inline]
    pub fn upload<B: Into<Body>>(&self, body: B) -> Request<Attachment> {
        Request::new(self.0.put(body.into()).media_type("application/octet-stream"))
    }
}

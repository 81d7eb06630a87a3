//! What collections and functions answer with: values in an envelope.

use crate::Extra;
use crate::codec::{Array, Document, Envelope, Fault, Field, Reader, Slot, Value, View, Writer};

/// A page of a collection.
///
/// A request for one can be read as a stream instead, see [`Request::items`](crate::Request::items).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items.
    pub value: Vec<T>,
    /// Where the next page is; `None` on the last one. Can be saved and followed later, see
    /// [`Client::follow`](crate::Client::follow).
    pub next_link: Option<String>,
    /// Where the changes from here on are; on the last page of a delta query.
    pub delta_link: Option<String>,
    /// How many items there are on all pages, if that was asked for.
    pub count: Option<i64>,
    /// What else the envelope holds.
    pub extra: Extra,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            value: Vec::new(),
            next_link: None,
            delta_link: None,
            count: None,
            extra: Extra::new(),
        }
    }
}

impl<T> From<Vec<T>> for Page<T> {
    fn from(value: Vec<T>) -> Self {
        Self {
            value,
            ..Self::default()
        }
    }
}

impl<T> Page<T> {
    /// The items of this page.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.value.iter()
    }
}

impl<T> IntoIterator for Page<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Page<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.iter()
    }
}

/// The places in a page, whatever its items are.
struct Places<'a> {
    items: &'a mut dyn Array,
    next_link: &'a mut Option<String>,
    delta_link: &'a mut Option<String>,
    count: &'a mut Option<i64>,
    extra: &'a mut Extra,
}

impl Places<'_> {
    /// Reads a page into its places.
    fn read(self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let dialect = reader.dialect();
        let mut has_items = false;
        reader.object(&mut |reader, name| {
            if reader.null()? {
                self.extra.insert(dialect.keep(&name), serde_json::Value::Null);
            } else if name == dialect.value {
                if std::mem::replace(&mut has_items, true) {
                    return Err(reader.fault(format!("`{}` for a second time", dialect.value)));
                }
                reader.elements(self.items)?;
            } else if name == dialect.next_link {
                self.next_link.renew(true).read(reader)?;
            } else if name == dialect.delta_link {
                self.delta_link.renew(true).read(reader)?;
            } else if name == dialect.count {
                self.count.renew(true).read(reader)?;
            } else {
                self.extra.insert(dialect.keep(&name), reader.json()?);
            }
            Ok(())
        })?;
        // An object of another kind would otherwise pass for an empty page.
        if !has_items && !self.extra.is_null(dialect.value) {
            return Err(reader.fault(format!("expected a page, which has `{}`", dialect.value)));
        }
        Ok(())
    }
}

impl<T: Value> Document for Page<T> {
    fn fresh() -> Self {
        Self::default()
    }

    fn view(&self) -> View<'_> {
        View::Envelope(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Envelope(self)
    }
}

impl<T: Value> Envelope for Page<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        let places = Places {
            items: &mut self.value,
            next_link: &mut self.next_link,
            delta_link: &mut self.delta_link,
            count: &mut self.count,
            extra: &mut self.extra,
        };
        places.read(reader)
    }

    fn write(&self, writer: &mut Writer) {
        let links = (self.next_link.as_deref(), self.delta_link.as_deref());
        write_page(&self.value, links, self.count, &self.extra, writer);
    }
}

/// Writes a page: its items, the links to the next page and to the changes, the number of all items, and what else it holds.
fn write_page(
    items: &dyn Array,
    (next_link, delta_link): (Option<&str>, Option<&str>),
    count: Option<i64>,
    extra: &Extra,
    writer: &mut Writer,
) {
    let dialect = writer.dialect();
    writer.object(&mut |writer| {
        if let Some(count) = count {
            writer.name(dialect.count);
            writer.integer(count);
        }
        for (name, link) in [(dialect.next_link, next_link), (dialect.delta_link, delta_link)] {
            if let Some(link) = link {
                writer.name(name);
                writer.string(link);
            }
        }
        let is_null = items.len() == 0 && extra.is_null(dialect.value);
        if !is_null {
            writer.name(dialect.value);
            writer.values(items);
        }
        for (name, value) in extra.iter() {
            if is_null || name != dialect.value {
                writer.name(name);
                writer.json(value);
            }
        }
    });
}

/// A value in an envelope: what functions answer with whose result is not an object, as in `{"value": 3}`.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Wrapped<T> {
    /// The value; `None` if it is null.
    pub value: Option<T>,
    /// What else the envelope holds.
    pub extra: Extra,
}

impl<T> From<T> for Wrapped<T> {
    fn from(value: T) -> Self {
        Self {
            value: Some(value),
            extra: Extra::new(),
        }
    }
}

impl<T: Value> Document for Wrapped<T> {
    fn fresh() -> Self {
        Self {
            value: None,
            extra: Extra::new(),
        }
    }

    fn view(&self) -> View<'_> {
        View::Envelope(self)
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Envelope(self)
    }
}

impl<T: Value> Envelope for Wrapped<T> {
    fn read(&mut self, reader: &mut Reader<'_>) -> Result<(), Fault> {
        read_wrapped(reader, &mut self.value, &mut self.extra)
    }

    fn write(&self, writer: &mut Writer) {
        write_wrapped(self.value.view(), &self.extra, writer);
    }
}

/// Reads an envelope, with the value in it, into two places.
fn read_wrapped(reader: &mut Reader<'_>, place: &mut dyn Field, extra: &mut Extra) -> Result<(), Fault> {
    let dialect = reader.dialect();
    let mut has_value = false;
    reader.object(&mut |reader, name| {
        if name != dialect.value {
            extra.insert(dialect.keep(&name), reader.json()?);
            return Ok(());
        }
        has_value = true;
        if !reader.null()? {
            place.renew(true).read(reader)?;
        }
        Ok(())
    })?;
    if !has_value {
        return Err(reader.fault(format!("expected an object with `{}`", dialect.value)));
    }
    Ok(())
}

/// Writes an envelope.
fn write_wrapped(value: View<'_>, extra: &Extra, writer: &mut Writer) {
    let dialect = writer.dialect();
    writer.object(&mut |writer| {
        for (name, value) in extra.iter() {
            writer.name(name);
            writer.json(value);
        }
        writer.name(dialect.value);
        value.write(writer);
    });
}

//! Bodies of several parts (RFC 7578).

use std::fmt;
use std::hash::{BuildHasher, RandomState};

use bytes::{BufMut, BytesMut};
use http::HeaderValue;

use crate::{Body, Bytes};

/// A body of several parts, `multipart/form-data`: texts and files, each with a name and a media type.
///
/// ```
/// use docwright_client::{Body, Multipart};
///
/// let form = Multipart::new()
///     .part("Presentation", "text/html", "<p>See the picture.</p>")
///     .part("picture", "image/png", vec![0x89, 0x50]);
/// let body = Body::from(form);
/// # assert!(body.content_type().unwrap().to_str().unwrap().starts_with("multipart/form-data; boundary="));
/// ```
#[derive(Clone, Default)]
pub struct Multipart {
    parts: Vec<Part>,
}

#[derive(Clone)]
struct Part {
    name: String,
    file: Option<String>,
    media_type: String,
    content: Bytes,
}

impl Multipart {
    /// No parts yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part under a name, with its media type.
    #[must_use]
    pub fn part(self, name: impl Into<String>, media_type: impl Into<String>, content: impl Into<Bytes>) -> Self {
        self.push(name.into(), None, media_type.into(), content.into())
    }

    /// Adds a part that is a file, under the name of the part and the one of the file.
    #[must_use]
    pub fn file(
        self,
        name: impl Into<String>,
        file: impl Into<String>,
        media_type: impl Into<String>,
        content: impl Into<Bytes>,
    ) -> Self {
        self.push(name.into(), Some(file.into()), media_type.into(), content.into())
    }

    fn push(mut self, name: String, file: Option<String>, media_type: String, content: Bytes) -> Self {
        self.parts.push(Part {
            name,
            file,
            media_type,
            content,
        });
        self
    }
}

/// A line that stands in none of the parts, except by a chance of one in 2 to the power of 128.
fn boundary() -> String {
    // The standard library seeds its hash maps at random, which is chance enough for this.
    let chance = RandomState::new();
    format!("part-{:016x}{:016x}", chance.hash_one(1), chance.hash_one(2))
}

/// A name between quotation marks, escaped as browsers do (RFC 7578, section 4.2, and the HTML standard).
fn quoted(name: &str) -> String {
    let name = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    format!("\"{name}\"")
}

impl From<Multipart> for Body {
    fn from(form: Multipart) -> Self {
        let boundary = boundary();
        let mut bytes = BytesMut::new();
        for part in &form.parts {
            let file = part.file.as_deref().map(|name| format!("; filename={}", quoted(name)));
            let media_type = part.media_type.replace(['\r', '\n'], " ");
            let head = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name={}{}\r\nContent-Type: {media_type}\r\n\r\n",
                quoted(&part.name),
                file.unwrap_or_default(),
            );
            bytes.put_slice(head.as_bytes());
            bytes.put_slice(&part.content);
            bytes.put_slice(b"\r\n");
        }
        bytes.put_slice(format!("--{boundary}--\r\n").as_bytes());
        let body = Self::from(bytes.freeze());
        // Hexadecimal digits and letters always make a header.
        match HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}")) {
            Ok(content_type) => body.with_content_type(content_type),
            Err(_) => body,
        }
    }
}

impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list()
            .entries(self.parts.iter().map(|part| &part.name))
            .finish()
    }
}

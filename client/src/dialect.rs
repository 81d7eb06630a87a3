//! What is particular to a service: the names it gives to control members, query options and headers.

use std::borrow::Cow;

/// The names that a service gives to what every service has.
///
/// Emitted code and the rest of this crate know none of these names: they ask the dialect. Start from
/// [`Dialect::ODATA`] and change what differs:
///
/// ```
/// use docwright_client::Dialect;
///
/// static PLAIN: Dialect = {
///     let mut dialect = Dialect::ODATA;
///     dialect.next_link = "next";
///     dialect.count = "total";
///     dialect
/// };
/// # assert_eq!(PLAIN.type_tag, "@odata.type");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Dialect {
    /// The member that names an object's type.
    pub type_tag: &'static str,
    /// What stands before the type's name in that member when this crate writes it; optional when it reads it.
    pub type_tag_prefix: &'static str,
    /// The member of a page, or of a wrapped result, that holds the value itself.
    pub value: &'static str,
    /// The member of a page that links to the next one.
    pub next_link: &'static str,
    /// The member of the last page that links to the changes from here on.
    pub delta_link: &'static str,
    /// The member of a page that says how many items there are in all.
    pub count: &'static str,
    /// Members that many answers have and no type documents. Objects keep these names without a copy of each.
    pub annotations: &'static [&'static str],
    /// The names in an error answer.
    pub error: ErrorNames,
    /// The names of query options.
    pub query: QueryNames,
    /// The headers that may hold the id under which the service knows a request, the best first.
    pub request_id_headers: &'static [&'static str],
    /// The header that says how fresh an answer must be.
    pub consistency_header: &'static str,
    /// The value of that header that a search needs, if any.
    pub search_consistency: Option<&'static str>,
    /// The names and sizes of upload sessions.
    pub upload: UploadNames,
    /// The names in what tells how a long operation goes.
    pub monitor: MonitorNames,
    /// Where batches go, below the base URL.
    pub batch_path: &'static str,
    /// How many requests a batch can hold.
    pub batch_limit: usize,
}

/// The names and sizes of sessions that large files are uploaded through, in chunks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct UploadNames {
    /// The member that holds the ranges which are missing, as in `["26-", "0-12"]`.
    pub missing_ranges: &'static str,
    /// The member that says until when the session lives.
    pub expires: &'static str,
    /// The number of bytes that the size of every chunk but the last is a multiple of.
    pub chunk_unit: u64,
    /// The size of a chunk, unless the caller chooses another, in bytes.
    pub chunk_size: u64,
    /// The largest size of a chunk, in bytes.
    pub chunk_limit: u64,
}

/// The names in what tells how a long operation goes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MonitorNames {
    /// The member that names the state.
    pub status: &'static str,
    /// The member that says how far it is, from 0 to 100.
    pub percentage: &'static str,
    /// The members that may say where the result is, the best first.
    pub result: &'static [&'static str],
    /// The states that mean success, in lower case.
    pub succeeded: &'static [&'static str],
    /// The states that mean failure, in lower case.
    pub failed: &'static [&'static str],
}

/// The names in an error answer: `{"error": {"code": …, "message": …, "innerError": {…}}}`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorNames {
    /// The member that holds the error; without it, the answer itself is looked into.
    pub error: &'static str,
    /// The member that holds the code.
    pub code: &'static str,
    /// The member that holds the message.
    pub message: &'static str,
    /// The member that says what an error is about.
    pub target: &'static str,
    /// The member that lists several errors.
    pub details: &'static str,
    /// The members that may hold a more exact error.
    pub inner: &'static [&'static str],
    /// The member of the inner error that holds the request's id.
    pub request_id: &'static str,
}

/// The names of query options, as they stand in the URL.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct QueryNames {
    /// Which properties to return.
    pub select: &'static str,
    /// Which related resources to include.
    pub expand: &'static str,
    /// Which items to return.
    pub filter: &'static str,
    /// In which order.
    pub order_by: &'static str,
    /// How many at most.
    pub top: &'static str,
    /// How many to pass over.
    pub skip: &'static str,
    /// Whether to count all items.
    pub count: &'static str,
    /// What to search for.
    pub search: &'static str,
    /// In which media type to answer.
    pub format: &'static str,
    /// Over how many levels to include what leads to more of its kind.
    pub levels: &'static str,
}

impl Dialect {
    /// `OData` 4.01 in JSON (parts 1 and 2, and the JSON format), with the headers of Microsoft's services.
    pub const ODATA: Self = Self {
        type_tag: "@odata.type",
        type_tag_prefix: "#",
        value: "value",
        next_link: "@odata.nextLink",
        delta_link: "@odata.deltaLink",
        count: "@odata.count",
        annotations: &[
            "@odata.type",
            "@odata.etag",
            "@odata.id",
            "@odata.context",
            "@odata.editLink",
            "@odata.readLink",
            "@odata.nextLink",
            "@odata.count",
            "@odata.mediaContentType",
        ],
        error: ErrorNames {
            error: "error",
            code: "code",
            message: "message",
            target: "target",
            details: "details",
            inner: &["innerError", "innererror"],
            request_id: "request-id",
        },
        query: QueryNames {
            select: "$select",
            expand: "$expand",
            filter: "$filter",
            order_by: "$orderby",
            top: "$top",
            skip: "$skip",
            count: "$count",
            search: "$search",
            format: "$format",
            levels: "$levels",
        },
        request_id_headers: &["request-id", "x-ms-request-id", "client-request-id"],
        consistency_header: "ConsistencyLevel",
        search_consistency: Some("eventual"),
        upload: UploadNames {
            missing_ranges: "nextExpectedRanges",
            expires: "expirationDateTime",
            chunk_unit: 320 * 1024,
            chunk_size: 16 * 320 * 1024,
            chunk_limit: 192 * 320 * 1024,
        },
        monitor: MonitorNames {
            status: "status",
            percentage: "percentageComplete",
            result: &["resourceLocation", "targetResourceLocation", "resourceId"],
            succeeded: &["completed", "succeeded", "success"],
            failed: &["failed", "deletefailed", "deleted", "cancelled", "canceled", "error"],
        },
        batch_path: "$batch",
        batch_limit: 20,
    };

    /// A member's name, to be kept: without a copy if it is one that many objects have.
    pub(crate) fn keep(&self, name: &str) -> Cow<'static, str> {
        match self.annotations.iter().find(|known| **known == name) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(name.to_owned()),
        }
    }

    /// The dialect that a client speaks unless its builder is told otherwise.
    #[must_use]
    pub const fn default_ref() -> &'static Self {
        const DEFAULT: &Dialect = &Dialect::ODATA;
        DEFAULT
    }
}

//! The codes of findings: stable names, levels, help and explanations, all in one table.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// Worth knowing: the page was understood, by an assumption.
    Note,
    /// The page contradicts itself or its neighbours, or leaves something out.
    Warning,
    /// A fact was lost: nothing could be made of that part of the page.
    Error,
}

macro_rules! codes {
    ($($variant:ident = $name:literal, $level:ident, $help:literal, $explanation:literal;)*) => {
        /// What kind of finding it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $explanation] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable name, as people write it in configuration.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The level, unless configuration says otherwise.
            #[must_use]
            pub const fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)* }
            }

            /// What a writer can do about it, in general.
            #[must_use]
            pub const fn help(self) -> &'static str {
                match self { $(Self::$variant => $help,)* }
            }

            /// What it means, for `docwright explain`.
            #[must_use]
            pub const fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation,)* }
            }
        }
    };
}

// name = what is found, never what we do about it; messages say the particulars, the help says the remedy.
codes! {
    FrontMatterSyntax = "front-matter-syntax", Warning,
        "write the front matter as YAML between two lines of three dashes",
        "The block between the `---` lines at the top of the page is not valid YAML, or is never closed. The page is read without it.";
    FrontMatterPlaceholder = "front-matter-placeholder", Warning,
        "replace the text that the page template put there",
        "A field of the front matter still holds the placeholder of the page template.";
    FrontMatterMissing = "front-matter-missing", Note,
        "add the field to the front matter: a `title`, or as `doc_type` what the page describes",
        "The front matter lacks a field that decides how the page is read (its title or its `doc_type`); the page's headings were used instead.";
    PlaceholderText = "placeholder-text", Warning,
        "replace the text that the page template put there",
        "A table cell still holds the placeholder of the page template, or a value of an example the name of a type or a word for it. Such values are left out of the example.";
    AnnotationSyntax = "annotation-syntax", Warning,
        "make the comment's content valid JSON",
        "The HTML comment before a code block looks like an annotation, but is not valid JSON. It was repaired where that is unambiguous, and ignored where not.";
    AnnotationUnused = "annotation-unused", Warning,
        "put the annotation directly before the code block that it describes",
        "An annotation is not followed by a code block.";
    AnnotationUnknown = "annotation-unknown", Note,
        "write a `blockType` that says what the block of code is",
        "The annotation's `blockType` is none that the dialect knows. What the block of code behind it is was told from the section that it stands in.";
    UnknownPageKind = "unknown-page-kind", Warning,
        "set `doc_type` in the front matter, or give the page the headings of its kind",
        "Neither the front matter nor the headings say whether the page describes an operation, a resource or an enumeration, and it has tables or requests, of which nothing was read.";
    TableRagged = "table-ragged", Note,
        "give the row as many cells as the header",
        "A row of a table has fewer or more cells than its header. Missing cells count as empty; surplus cells are kept with the last column.";
    TableEmpty = "table-empty", Warning,
        "fill the table or remove it",
        "A table has a header but no rows.";
    TableUnknown = "table-unknown", Note,
        "use a heading and column names that the dialect lists, or mark the table as prose",
        "Neither the heading nor the column names tell what the table holds; it was kept as documentation only.";
    RequestLineSyntax = "request-line-syntax", Error,
        "write the line as METHOD /path",
        "A line in an HTTP request section is not a request: it has no method, no path, or a path that cannot be parsed.";
    RequestLineRepaired = "request-line-repaired", Note,
        "write the line as METHOD /path",
        "A request line departs from the form METHOD /path in a way that could be repaired without guessing.";
    RequestMissing = "request-missing", Error,
        "add an HTTP request section with the request line",
        "A page about an operation has no request line, and no example whose request could be told: one that goes at most a step beyond what request lines of other pages lead to.";
    RequestShown = "request-shown", Note,
        "add the request to the request lines of the page",
        "An example shows a request that the page does not list among its request lines, and that can only be meant as one: the count of a documented collection, its members of one type, a documented function with its arguments, or the reading of something that other pages lead through. It was taken as documented.";
    RequestPlaceholder = "request-placeholder", Warning,
        "write a placeholder in braces where the path depends on the caller",
        "A documented path has a literal example value, or an ellipsis, where a placeholder belongs.";
    ParameterUnplaced = "parameter-unplaced", Warning,
        "put the parameter into the request line: as `{name}` in the path, or as `name={name}` in the parentheses of a function",
        "A table documents a parameter of a path or of a function, and neither a request line nor an example of the page has a place for it. It was left out.";
    TypeSyntax = "type-syntax", Warning,
        "write a type name, a link to a type, or either followed by `collection`",
        "The type cell of a table cannot be read as a type. The property is opaque JSON.";
    TypeUnknown = "type-unknown", Warning,
        "add a page for the type, or link to the page that describes it",
        "A type is named that no page describes. It is made from what examples show of it, and opaque JSON where they show nothing.";
    TypeAmbiguous = "type-ambiguous", Note,
        "name one type; if values really have several shapes, say which property tells them apart",
        "A type cell offers several types that do not derive from a common one. The property is opaque JSON.";
    TypeConflict = "type-conflict", Warning,
        "make the places agree",
        "Two places state different types for the same thing. The more trusted one was used.";
    TypeDuplicate = "type-duplicate", Note,
        "keep one page for a type",
        "Two pages describe the same type; their facts were merged.";
    BaseUnstated = "base-unstated", Note,
        "say on the page what the type derives from",
        "A type that nothing has as its type has all properties of one that something has, and ends with the same word. It was taken to derive from that one.";
    BaseConflict = "base-conflict", Note,
        "name the same base type wherever the page says what the type derives from",
        "Places on the page of a type name different base types, neither of which derives from the other. The most trusted one is believed.";
    BaseCycle = "base-cycle", Error,
        "correct the base type on one of the pages",
        "Types inherit from each other in a circle; the link that closes it was dropped.";
    PropertyDuplicate = "property-duplicate", Note,
        "keep one row for a property",
        "A property is documented twice on the same type.";
    PropertyName = "property-name", Warning,
        "write the property's JSON name",
        "The name cell of a property is not a name that can stand in JSON; the row was skipped.";
    PropertyUndocumented = "property-undocumented", Note,
        "add the property to the table of the resource page",
        "A JSON representation or an example shows a property that no table documents.";
    EnumerationEmpty = "enumeration-empty", Warning,
        "list the members",
        "An enumeration has no members on any page. A property that is said to be one, and not which one, was taken for a text.";
    PropertyAside = "property-aside", Note,
        "put the table outside of the section about properties, or show the property in the JSON representation",
        "A table in a section of its own below the properties has a row that the JSON representation does not show. It was taken for part of what a property holds, and no property was made of it.";
    EnumerationUnnamed = "enumeration-unnamed", Note,
        "name the enumeration in the type column",
        "The table says of a property that it is a text, or an enumeration and not which one, and its page lists the values. The property was given the enumeration that is called like it, or one of its own; a parameter is a text all the same.";
    EnumerationConflict = "enumeration-conflict", Note,
        "make the places agree",
        "Two places list different members for the same enumeration, or spell them differently. All of them were kept, each in the spelling that examples show, else in that of the table. Only where a description lists several values, and a table has none of them, they replace it: it was copied from another enumeration.";
    JsonSyntax = "json-syntax", Warning,
        "make the block valid JSON",
        "A JSON block cannot be parsed and cannot be repaired without guessing.";
    JsonRepaired = "json-repaired", Note,
        "remove what is not JSON: comments, trailing commas, ellipses",
        "A JSON block has something that JSON does not allow; it was read as meant.";
    ExampleUnmatched = "example-unmatched", Warning,
        "make the example's request agree with a documented request line",
        "An example request matches none of the documented operations.";
    ExampleMismatch = "example-mismatch", Warning,
        "make the example and the table agree",
        "The body of an example does not have the documented type.";
    ExampleHttp = "example-http", Warning,
        "start the block with a request line or a status line",
        "A block annotated as a request or a response does not hold HTTP.";
    ResponseUnknown = "response-unknown", Warning,
        "say in the Response section what the method returns",
        "Nothing on the page says what a successful response holds.";
    ResponseConflict = "response-conflict", Note,
        "make prose, annotation and example agree",
        "The places that say what a response holds disagree. The more trusted one was used.";
    LinkBroken = "link-broken", Warning,
        "correct the link",
        "A relative link leads to no page of the set.";
    SectionUnknown = "section-unknown", Note,
        "use the heading that other pages have for such a table",
        "A section with a heading that the dialect does not list has a table, of which nothing was read.";
    PageMixed = "page-mixed", Note,
        "give each request a page of its own",
        "A page describes several requests in sections of their own, each with its own tables. They are read as if everything on the page were about each request.";
    HostUnknown = "host-unknown", Warning,
        "set `base-url` in `docwright.toml`, or write the URL of the documented service",
        "A request line, or every example, leads to a host that is not the documented service's. Requests of the generated client go to its base URL even so, with the path of the request line, and such examples are not used.";
    PathAmbiguous = "path-ambiguous", Note,
        "write the path the same way everywhere",
        "Pages write one path in several ways. A document for other tools has it once, as it was first written; the operations there list the other spellings.";
    OverrideUnused = "override-unused", Error,
        "correct what the override is about, or remove it",
        "An override of the configuration is about something that no page documents, or no longer does. It has no effect.";
    OverrideUnfit = "override-unfit", Error,
        "set a fact that fits, or remove the override",
        "An override of the configuration sets a fact that what it is about cannot have: a base for an enumeration, a body for a GET request, a type that cannot be read, a Rust name that is taken. The fact is as the pages have it.";
    EncodingRepaired = "encoding-repaired", Warning,
        "save the page as UTF-8",
        "The page is not valid UTF-8; the offending bytes were replaced.";
}

impl Code {
    /// The code with this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Level {
    /// The word that people see.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

//! What a run did and found.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use crate::{
    api::{Answer, Api, Property, Shape, TypeRef},
    config::Override,
    coverage::Coverage,
    diagnostic::Diagnostics,
    lower::Definitions,
    read,
    source::{Source, SourceId, Sources},
    write::Changes,
};

/// What a run did and found.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// The pages that were read.
    pub sources: Sources,
    /// The file of each source as reached from the current directory, in the order of the sources.
    pub files: Vec<PathBuf>,
    /// The file of the configuration, where there is one.
    pub configuration: Option<PathBuf>,
    /// What the configuration says in place of the pages, in its order, with the reasons.
    pub overrides: Vec<Override>,
    /// What was found about them, at the levels that the configuration gives, ordered by page and position.
    pub diagnostics: Diagnostics,
    /// What became of each part of the pages.
    pub coverage: Coverage,
    /// What they describe, after the choice of operations.
    pub api: Api,
    pub counts: Counts,
    /// The document that was asked for, if one was.
    pub document: String,
    /// What was written, or would be; nothing without an output folder.
    pub changes: Changes,
    /// How long each phase took, in their order.
    pub times: Vec<(Phase, Duration)>,
    /// What the model was made of, where nothing was made of the model: it goes with the report, or with the program.
    pub(crate) facts: Definitions,
}

/// How much was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    pub pages: usize,
    pub operations: usize,
    /// Path templates besides the canonical ones.
    pub aliases: usize,
    /// Documented request lines.
    pub lines: usize,
    /// Those of them whose path leads through the model from end to end.
    pub walked: usize,
    /// Object types.
    pub types: usize,
    pub enumerations: usize,
    pub examples: usize,
    /// Operations that answer with a value.
    pub answers: usize,
    /// Those of them of whose value nothing is known.
    pub untyped: usize,
    /// Own properties of all types.
    pub properties: usize,
    /// Those of them of whose values nothing is known.
    pub opaque: usize,
    /// Files that were made; the others stand in the output folder as they would be made.
    pub made: usize,
}

/// A phase of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Phase {
    Read,
    Extract,
    Lower,
    Resolve,
    Emit,
    Write,
}

impl Counts {
    /// Counts what a model holds.
    #[must_use]
    pub fn of(pages: usize, api: &Api) -> Self {
        let enumerations = api
            .types
            .iter()
            .filter(|ty| matches!(ty.shape, Shape::Enumeration(_)))
            .count();
        let walks = || api.operations.iter().flat_map(|operation| &operation.walks);
        Self {
            pages,
            operations: api.operations.len(),
            lines: walks().map(|walk| walk.lines).sum(),
            walked: walks().filter(|walk| walk.reached).map(|walk| walk.lines).sum(),
            aliases: api
                .operations
                .iter()
                .map(|operation| operation.templates.len().saturating_sub(1))
                .sum(),
            types: api.types.len() - enumerations,
            enumerations,
            examples: api.examples.len(),
            answers: values(api).count(),
            untyped: values(api).filter(|ty| is_opaque(ty)).count(),
            properties: properties(api).count(),
            opaque: properties(api).filter(|property| is_opaque(&property.ty)).count(),
            made: 0,
        }
    }
}

/// What operations answer, where that is a value.
fn values(api: &Api) -> impl Iterator<Item = &TypeRef> {
    api.operations.iter().filter_map(|operation| match &operation.answer {
        Answer::Json(ty) | Answer::Page(ty) | Answer::Wrapped(ty) => Some(ty),
        Answer::Empty | Answer::Bytes => None,
    })
}

fn properties(api: &Api) -> impl Iterator<Item = &Property> {
    let objects = api.types.iter().filter_map(|ty| match &ty.shape {
        Shape::Object(object) => Some(object),
        Shape::Enumeration(_) => None,
    });
    objects.flat_map(|object| &object.properties)
}

/// Whether nothing is known of a value, or of the items of a collection.
fn is_opaque(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Opaque => true,
        TypeRef::List(items) => is_opaque(items),
        _ => false,
    }
}

impl Report {
    /// How long the run took.
    #[must_use]
    pub fn time(&self) -> Duration {
        self.times.iter().map(|(_, time)| *time).sum()
    }

    /// The file of a source, as reached from the current directory.
    #[must_use]
    pub fn file(&self, source: SourceId) -> &Path {
        if source == SourceId::CONFIGURATION {
            return self.configuration.as_deref().unwrap_or(Path::new(read::CONFIGURATION));
        }
        &self.files[source.0 as usize]
    }

    /// Makes the configuration a source that findings can be about. Its path there is its name alone, since it may stand
    /// anywhere.
    pub(crate) fn configure(&mut self, file: Option<PathBuf>, text: String) {
        let name = file.as_deref().and_then(Path::file_name);
        let name = name.map_or(read::CONFIGURATION.into(), |name| name.to_string_lossy().into_owned());
        self.sources.configure(Source::new(name, text));
        self.configuration = file;
    }
}

impl Phase {
    /// What is being done, for people who wait.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "reading",
            Self::Extract => "extracting",
            Self::Lower => "lowering",
            Self::Resolve => "resolving",
            Self::Emit => "emitting",
            Self::Write => "writing",
        }
    }
}

impl From<read::Pages> for Report {
    fn from(pages: read::Pages) -> Self {
        Self {
            sources: pages.sources,
            files: pages.files,
            configuration: None,
            overrides: vec![],
            diagnostics: pages.diagnostics,
            coverage: Coverage::default(),
            api: Api::default(),
            counts: Counts::default(),
            document: String::new(),
            changes: Changes::default(),
            times: vec![],
            facts: Definitions::default(),
        }
    }
}

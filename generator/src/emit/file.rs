//! One file of the crate: from tokens to formatted text.

use std::{
    collections::BTreeMap,
    mem::discriminant,
    sync::atomic::{AtomicBool, Ordering},
};

use proc_macro2::TokenStream;
use rayon::prelude::*;
use syn::{Attribute, File, Item};

use super::{
    context::{Aspect, Context},
    digest::{Digest, Digester, Digests},
    facts::Facts,
    kept::{Kept, Memory, Recall, Trace},
    margin,
};

/// A file that is yet to be written: what it is about, and how it is made of that.
pub(super) struct Draft<'a> {
    /// Path relative to the crate's folder, with forward slashes.
    path: String,
    body: Box<dyn Body + Send + Sync + 'a>,
}

impl<'a> Draft<'a> {
    /// A file of Rust source. The function is a plain one, so that it cannot depend on anything but the subject, and what it asks the
    /// context for.
    pub(super) fn new<S: Digest + Send + Sync + 'a>(
        path: impl Into<String>,
        subject: S,
        make: fn(&Context<'_>, &S) -> TokenStream,
    ) -> Self {
        Self {
            path: path.into(),
            body: Box::new(Pure { subject, make }),
        }
    }
}

/// The body of a file. Tokens do not cross threads, so that what crosses is the way to make them.
trait Body: Digest {
    fn make(&self, context: &Context<'_>) -> TokenStream;
}

struct Pure<S> {
    subject: S,
    make: fn(&Context<'_>, &S) -> TokenStream,
}

impl<S: Digest> Digest for Pure<S> {
    fn write(&self, to: &mut Digester<'_>) {
        self.subject.write(to);
    }
}

impl<S: Digest> Body for Pure<S> {
    fn make(&self, context: &Context<'_>) -> TokenStream {
        (self.make)(context, &self.subject)
    }
}

/// Files as they were written out.
#[derive(Default)]
pub(super) struct Rendered {
    /// By path; nothing where the file that is there would be made.
    pub(super) files: BTreeMap<String, Option<String>>,
    /// What they are made of, for somebody who keeps them.
    pub(super) memory: Memory,
}

/// Writes drafts out as text, in parallel: no file depends on another.
pub(super) fn render(drafts: &[Draft<'_>], facts: &Facts<'_>) -> Rendered {
    let notice = notice(facts);
    let make = |draft: &Draft<'_>| (draft.path.clone(), Some(self::make(draft, facts, &notice).0));
    Rendered {
        files: drafts.par_iter().map(make).collect(),
        memory: Memory::default(),
    }
}

/// Writes out what is not as it was kept. A sample of what is kept is made even so; if one of these is another file, nothing is
/// believed.
pub(super) fn render_new(drafts: &[Draft<'_>], facts: &Facts<'_>, kept: &dyn Kept) -> Rendered {
    let digests = Digests::new(facts);
    let recall = Recall::new(kept.memory(), &digests);
    let is_wrong = AtomicBool::new(false);
    let recalled = |draft: &Draft<'_>, subject: u128| {
        let trace = recall
            .trace(&draft.path, subject)
            .filter(|_| kept.stands(&draft.path))?;
        if recall.is_probe(&trace) && !kept.had(&draft.path, &make(draft, facts, &notice(facts)).0) {
            is_wrong.store(true, Ordering::Relaxed);
        }
        Some(trace)
    };
    let rendered = render_unless(drafts, facts, &digests, recalled);
    if is_wrong.into_inner() {
        return render_unless(drafts, facts, &digests, |_, _| None);
    }
    rendered
}

/// Writes drafts out but for those that the function knows a trace of, by their subject's digest.
fn render_unless(
    drafts: &[Draft<'_>],
    facts: &Facts<'_>,
    digests: &Digests,
    recalled: impl Fn(&Draft<'_>, u128) -> Option<Trace> + Sync,
) -> Rendered {
    let notice = notice(facts);
    let render = |digester: &mut Digester<'_>, draft: &Draft<'_>| {
        let subject = digester.of(&*draft.body);
        if let Some(trace) = recalled(draft, subject) {
            return (draft.path.clone(), None, trace);
        }
        let (text, aspects) = make(draft, facts, &notice);
        let aspects = aspects.into_iter().map(|aspect| digests.index(aspect)).collect();
        (draft.path.clone(), Some(text), Trace { subject, aspects })
    };
    let digester = || Digester::new(&digests.names);
    let files: Vec<_> = drafts.par_iter().map_init(digester, render).collect();
    let mut rendered = Rendered::default();
    for (path, text, trace) in files {
        rendered.memory.files.insert(path.clone(), trace);
        rendered.files.insert(path, text);
    }
    rendered.memory.ground = digests.ground;
    rendered.memory.aspects.clone_from(&digests.aspects);
    rendered
}

/// The text of a file, and what its emitter looked at.
fn make(draft: &Draft<'_>, facts: &Facts<'_>, notice: &str) -> (String, Vec<Aspect>) {
    let context = Context::new(facts);
    let (tokens, margin) = margin::beside(|| draft.body.make(&context));
    let text = format!("// {notice}\n\n{}", margin.fill(&format(&draft.path, tokens)));
    (text, context.into_seen())
}

/// The sentence that every emitted file begins with, to be put into a comment of its language.
pub(super) fn notice(facts: &Facts<'_>) -> String {
    format!(
        "@generated by docwright {} from reference pages. Do not edit: generating again replaces this file.",
        facts.options.generator
    )
}

fn format(path: &str, tokens: TokenStream) -> String {
    match syn::parse2(tokens) {
        Ok(file) => blocks(file)
            .iter()
            .map(prettyplease::unparse)
            .collect::<Vec<_>>()
            .join("\n"),
        Err(error) => panic!("an emitter wrote {path}, which is not Rust: {error}"),
    }
}

/// The blocks of a file that people set apart by a blank line: its own attributes, its modules, its imports, what it
/// includes, and each item.
fn blocks(file: File) -> Vec<File> {
    let mut blocks = vec![];
    if !file.attrs.is_empty() {
        blocks.push(block(file.attrs, vec![]));
    }
    for item in file.items {
        let listed = matches!(item, Item::Mod(_) | Item::Use(_)) || is_include(&item);
        let last = blocks
            .last()
            .and_then(|block: &File| block.items.last().map(discriminant));
        match blocks.last_mut() {
            Some(block) if listed && last == Some(discriminant(&item)) => block.items.push(item),
            _ => blocks.push(block(vec![], vec![item])),
        }
    }
    blocks
}

/// Whether another file is included here.
fn is_include(item: &Item) -> bool {
    matches!(item, Item::Macro(item) if item.mac.path.is_ident("include"))
}

fn block(attrs: Vec<Attribute>, items: Vec<Item>) -> File {
    File {
        shebang: None,
        frontmatter: None,
        attrs,
        items,
    }
}

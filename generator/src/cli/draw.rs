//! Findings drawn with the lines of the page.

use std::collections::HashMap;

use annotate_snippets::{AnnotationKind, Group, Level as Heading, Renderer, Snippet, renderer::DecorStyle};
use docwright::{
    Report,
    diagnostic::{Diagnostic, Level},
    source::{SourceId, Span},
};

/// Draws findings.
///
/// Colors are always drawn; the stream that they are printed to takes them out where nobody would see them.
pub(super) struct Drawer<'a> {
    report: &'a Report,
    renderer: Renderer,
    paths: HashMap<SourceId, String>,
}

impl<'a> Drawer<'a> {
    pub(super) fn new(report: &'a Report) -> Self {
        Self {
            report,
            renderer: Renderer::styled().decor_style(DecorStyle::Unicode),
            paths: HashMap::new(),
        }
    }

    /// Draws a finding, without a line end.
    pub(super) fn draw(&mut self, finding: &Diagnostic) -> String {
        let main = vec![(finding.span, None)];
        let mut places: Vec<(SourceId, Vec<Place<'_>>)> = vec![(finding.span.source, main)];
        for (span, label) in &finding.related {
            let place = (*span, Some(label.as_str()));
            match places.iter_mut().find(|(source, _)| *source == span.source) {
                Some((_, places)) => places.push(place),
                None => places.push((span.source, vec![place])),
            }
        }
        for (source, _) in &places {
            let path = || self.report.file(*source).display().to_string();
            self.paths.entry(*source).or_insert_with(path);
        }
        let title = heading(finding.level)
            .primary_title(&finding.message)
            .id(finding.code.name());
        let snippets = places
            .iter()
            .flat_map(|(source, places)| self.snippets(*source, places));
        let group = Group::with_title(title).elements(snippets);
        self.renderer
            .render(&[group.element(Heading::HELP.message(&finding.help))])
    }

    /// A snippet for all places of one page, or one for each where they are far apart.
    fn snippets<'s>(
        &'s self,
        source: SourceId,
        places: &[Place<'s>],
    ) -> Vec<Snippet<'s, annotate_snippets::Annotation<'s>>> {
        places.iter().map(|place| self.snippet(source, *place)).collect()
    }

    /// The lines that a place covers. Only these are handed over: the renderer would look at the whole page.
    fn snippet<'s>(
        &'s self,
        source: SourceId,
        (span, label): Place<'s>,
    ) -> Snippet<'s, annotate_snippets::Annotation<'s>> {
        let page = self.report.sources.get(source);
        let range = span.range();
        let start = page.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let end = page.text[range.end..]
            .find('\n')
            .map_or(page.text.len(), |at| range.end + at);
        let kind = if label.is_some() {
            AnnotationKind::Context
        } else {
            AnnotationKind::Primary
        };
        Snippet::source(&page.text[start..end])
            .line_start(page.position(span.start).line as usize)
            .path(self.paths[&source].as_str())
            .annotation(kind.span(range.start - start..range.end - start).label(label))
    }
}

/// A place with what there is to say about it; the place of the finding itself is spoken for by its title.
type Place<'a> = (Span, Option<&'a str>);

fn heading(level: Level) -> Heading<'static> {
    match level {
        Level::Note => Heading::NOTE,
        Level::Warning => Heading::WARNING,
        Level::Error => Heading::ERROR,
    }
}

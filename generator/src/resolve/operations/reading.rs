//! What an operation answers, as a whole and at each of its paths.

use super::{
    super::{
        answer::{self, Evidence},
        inherit::Inheritance,
        walk::Stand,
    },
    canonical_order,
    cover::{known, merge_answers},
    group::Group,
};
use crate::{
    api::{self, Answer, Method, TypeRef},
    diagnostic::{Code, Diagnostics},
    lower::PlaceId,
    source::Span,
};

impl Group<'_> {
    /// The templates, canonical first, and how each leads through the model.
    pub(super) fn templates(&self, answer: &Answer) -> (Vec<String>, Vec<api::Walk>) {
        let mut lines: Vec<(String, PlaceId, Span)> = self
            .uses
            .iter()
            .map(|(page, line)| {
                let span = self.pages[*page].requests[*line].span;
                (self.template(*page, *line), self.tree.lines[*page][*line].1, span)
            })
            .collect();
        lines.sort_by(|(a, ..), (b, ..)| canonical_order(a).cmp(&canonical_order(b)));
        let convention = |place: PlaceId| answer::by_convention(self.tree.places[place].step.literal(), self.method);
        let is_stated = self.uses.iter().any(|line| self.stated.answer(*line).is_some());
        let walk = |lines: &[(String, PlaceId, Span)]| {
            let (template, place, span) = lines[0].clone();
            let at = convention(place).or_else(|| self.read_at(place)).filter(|_| !is_stated);
            let lost = self.walk.lost(self.tree, place);
            let walk = api::Walk {
                answer: at.unwrap_or_else(|| answer.clone()),
                reached: lost.is_none(),
                lost,
                lines: lines.len(),
                span,
            };
            (template, walk)
        };
        lines.chunk_by(|(a, ..), (b, ..)| a == b).map(walk).unzip()
    }

    /// What reading a place gives by the model. The page's own word is about one of the paths that it lists, and its example
    /// about one of the derived types.
    fn read_at(&self, place: PlaceId) -> Option<Answer> {
        if !matches!(self.method, Method::Get | Method::Head) {
            return None;
        }
        let is_collection =
            |ty: &&TypeRef| matches!(ty, TypeRef::List(_)) && self.walk.stands[place] == Stand::Documented;
        let documented = || self.walk.types[place].as_ref().filter(is_collection);
        // Links to things are those things with nothing but their ids.
        let linked = || {
            self.walk.types[place]
                .as_ref()
                .filter(|_| self.walk.stands[place] == Stand::Protocol)
        };
        let walked = self.walk.by_model(place).or_else(documented).or_else(linked);
        walked.map(answer::by_path)
    }

    pub(super) fn answer(
        &self,
        pages: &[usize],
        evidence: &[Vec<(Method, Evidence)>],
        lineage: &Inheritance,
        out: &mut Diagnostics,
    ) -> Answer {
        if let Some(answer) = self.uses.iter().find_map(|line| self.stated.answer(*line)) {
            return answer.clone();
        }
        if let Some(answer) = answer::by_convention(self.tree.places[self.places[0]].step.literal(), self.method) {
            return answer;
        }
        let known: Vec<&Answer> = pages
            .iter()
            .filter_map(|page| known(&evidence[*page], self.method))
            .collect();
        if let Some(first) = known.first() {
            let answer = merge_answers(first, &known, self.walked, lineage);
            return self
                .places
                .iter()
                .find_map(|place| self.read_at(*place))
                .unwrap_or(answer);
        }
        let page = &self.pages[pages[0]];
        let own = evidence[pages[0]]
            .iter()
            .find(|(method, _)| *method == self.method)
            .map_or(&Evidence::Silent, |(_, evidence)| evidence);
        let creates = self.method == Method::Post && matches!(self.walked, Some(TypeRef::List(_)));
        answer::complete(own, self.method, self.walked, creates).unwrap_or_else(|| {
            let span = page.response.span.unwrap_or(page.title.span);
            let message = format!(
                "nothing says what `{} {}` answers",
                self.method.as_str(),
                page.requests[0].path
            );
            out.report(Code::ResponseUnknown, span, message);
            match own {
                Evidence::Untyped { collection: true } => Answer::Page(TypeRef::Opaque),
                _ => Answer::Json(TypeRef::Opaque),
            }
        })
    }
}

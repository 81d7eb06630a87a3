//! The documented paths as one tree.

use indexmap::IndexMap;
use rayon::prelude::*;

use crate::{
    api::Method,
    page::{Page, Piece, Template},
};

/// Index of a [`Place`] in [`Tree::places`].
pub(super) type PlaceId = usize;

/// All documented paths, sharing what they have in common.
#[derive(Debug)]
pub(super) struct Tree {
    /// The first is the root; parents stand before their children.
    pub(super) places: Vec<Place>,
    /// Request lines by page: the method and the place that each leads to.
    pub(super) lines: Vec<Vec<(Method, PlaceId)>>,
}

/// A place that some documented path leads through.
#[derive(Debug, Default)]
pub(super) struct Place {
    pub(super) parent: Option<PlaceId>,
    /// The step from the parent, as first written.
    pub(super) step: Step,
    /// By [`Step::key`], in the order of pages.
    pub(super) children: IndexMap<String, PlaceId>,
    /// Names that pages give the step's placeholders, with how often they do.
    pub(super) names: Vec<IndexMap<String, usize>>,
    /// Spellings of the step's text, with how often they occur.
    pub(super) spellings: IndexMap<String, usize>,
    /// Operations that end here: page and line.
    pub(super) uses: Vec<(usize, usize)>,
}

/// What leads from one place to the next: a segment, or several that only make sense together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Step {
    /// Text, which begins with a slash (or a colon and a slash, behind a path), and placeholders.
    pub(super) pieces: Vec<Piece>,
    /// What makes two steps the same: the text without case, placeholders without their names.
    pub(super) key: String,
}

impl Tree {
    /// Builds the tree of all request lines.
    pub(super) fn new(pages: &[Page]) -> Self {
        let mut tree = Self {
            places: vec![Place::default()],
            lines: Vec::with_capacity(pages.len()),
        };
        let steps_of = |page: &Page| page.requests.iter().map(|request| steps(&request.path)).collect();
        let steps: Vec<Vec<Vec<Step>>> = pages.par_iter().map(steps_of).collect();
        for (page_index, (page, steps)) in pages.iter().zip(steps).enumerate() {
            let mut lines = vec![];
            for (line_index, (request, steps)) in page.requests.iter().zip(steps).enumerate() {
                let place = tree.insert(steps);
                tree.places[place].uses.push((page_index, line_index));
                lines.push((request.method, place));
            }
            tree.lines.push(lines);
        }
        tree
    }

    fn insert(&mut self, steps: Vec<Step>) -> PlaceId {
        let mut at = 0;
        for step in steps {
            at = match self.places[at].children.get(&step.key) {
                Some(child) => *child,
                None => self.add(at, &step),
            };
            self.count(at, &step);
        }
        at
    }

    fn add(&mut self, parent: PlaceId, step: &Step) -> PlaceId {
        let id = self.places.len();
        self.places.push(Place {
            parent: Some(parent),
            step: step.clone(),
            ..Place::default()
        });
        self.places[parent].children.insert(step.key.clone(), id);
        id
    }

    fn count(&mut self, place: PlaceId, step: &Step) {
        let place = &mut self.places[place];
        let (quotes, known) = (step.quotes(), place.step.quotes());
        if quotes < known {
            return;
        }
        if quotes > known {
            // With quotes it is a text, which has to have them.
            place.step = step.clone();
            place.spellings.clear();
        }
        *place.spellings.entry(step.text()).or_default() += 1;
        for (index, name) in step.placeholders().enumerate() {
            if place.names.len() <= index {
                place.names.push(IndexMap::new());
            }
            match place.names[index].get_mut(name) {
                Some(count) => *count += 1,
                None => _ = place.names[index].insert(name.to_owned(), 1),
            }
        }
    }

    /// Whether one place lies on the way to the other.
    pub(super) fn is_above(&self, above: PlaceId, below: PlaceId) -> bool {
        std::iter::successors(Some(below), |place| self.places[*place].parent).any(|place| place == above)
    }
}

impl Place {
    /// The step in its most frequent spelling, with its placeholders' most frequent names.
    pub(super) fn pieces(&self) -> Vec<Piece> {
        let mut names = self.names.iter().filter_map(most_frequent);
        let spelling = most_frequent(&self.spellings).cloned().unwrap_or_default();
        let mut texts = spelling.split('\u{0}');
        self.step
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => Piece::Text(texts.next().unwrap_or(text).to_owned()),
                Piece::Placeholder { name, path, quoted } => Piece::Placeholder {
                    name: names.next().unwrap_or(name).clone(),
                    path: *path,
                    quoted: *quoted,
                },
            })
            .collect()
    }
}

impl Place {
    /// The step as documented, with its placeholders in braces.
    pub(super) fn text(&self) -> String {
        let pieces = self.pieces().into_iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Placeholder { name, .. } => format!("{{{name}}}"),
        });
        pieces.collect()
    }
}

/// The first of those that occur most often.
fn most_frequent(counts: &IndexMap<String, usize>) -> Option<&String> {
    let most = counts.values().max()?;
    counts.iter().find(|(_, count)| *count == most).map(|(name, _)| name)
}

impl Step {
    fn new(pieces: Vec<Piece>) -> Self {
        let mut key = String::new();
        for piece in &pieces {
            match piece {
                // Pages write the arguments of a function with and without quotes.
                Piece::Text(text) => key.push_str(&text.to_ascii_lowercase().replace('\'', "")),
                Piece::Placeholder { path: true, .. } => key.push_str("{*}"),
                Piece::Placeholder { .. } => key.push_str("{}"),
            }
        }
        Self { pieces, key }
    }

    /// The texts of the step, apart.
    fn text(&self) -> String {
        let texts: Vec<&str> = self
            .pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Text(text) => Some(text.as_str()),
                Piece::Placeholder { .. } => None,
            })
            .collect();
        texts.join("\u{0}")
    }

    /// How many placeholders stand in quotes.
    fn quotes(&self) -> usize {
        let quoted = |piece: &&Piece| matches!(piece, Piece::Placeholder { quoted: true, .. });
        self.pieces.iter().filter(quoted).count()
    }

    /// The names of the step's placeholders.
    pub(super) fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Placeholder { name, .. } => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The text of a step that has no placeholders, without its slash.
    pub(super) fn literal(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [Piece::Text(text)] => Some(text.trim_start_matches([':', '/'])),
            _ => None,
        }
    }

    /// The name of a function that the step calls.
    pub(super) fn function(&self) -> Option<&str> {
        let Some(Piece::Text(text)) = self.pieces.first() else {
            return None;
        };
        let (name, _) = text.trim_start_matches([':', '/']).split_once('(')?;
        Some(name).filter(|name| !name.is_empty())
    }

    /// Whether the step ends in a path of its own: `/root:/{path}`.
    pub(super) fn is_path(&self) -> bool {
        matches!(self.pieces.last(), Some(Piece::Placeholder { path: true, .. }))
    }

    /// Whether the step is a placeholder alone: an item of a collection.
    pub(super) fn is_item(&self) -> bool {
        matches!(self.pieces.as_slice(), [Piece::Text(slash), Piece::Placeholder { path: false, .. }] if slash == "/")
    }
}

/// The steps of a template.
///
/// A segment that ends in a colon before a path (`root:/{path}`) is one step with it, and the colon that ends such a path
/// belongs to the step behind it (`:/children`), so that the place is the same with and without it.
fn steps(template: &Template) -> Vec<Step> {
    let mut steps: Vec<Vec<Piece>> = vec![];
    let mut colon = false;
    for segment in &template.segments {
        let mut pieces = segment.pieces.clone();
        let is_path = matches!(pieces.first(), Some(Piece::Placeholder { path: true, .. }));
        let closes = is_path && matches!(pieces.last(), Some(Piece::Text(text)) if text == ":");
        if closes {
            pieces.pop();
        }
        if is_path && let Some(last) = steps.last_mut() {
            push_text(last, "/");
            last.append(&mut pieces);
        } else {
            let mut step = vec![];
            push_text(&mut step, if colon { ":/" } else { "/" });
            for piece in pieces {
                match piece {
                    Piece::Text(text) => push_text(&mut step, &text),
                    placeholder @ Piece::Placeholder { .. } => step.push(placeholder),
                }
            }
            steps.push(step);
        }
        colon = closes;
    }
    steps.into_iter().map(Step::new).collect()
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(last)) => last.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::parse_template;

    fn keys(path: &str) -> Vec<String> {
        let template = parse_template(path, &[]).unwrap().template;
        steps(&template).into_iter().map(|step| step.key).collect()
    }

    #[test]
    fn steps_follow_addressing_by_path() {
        assert_eq!(keys("/me/messages/{id}"), ["/me", "/messages", "/{}"]);
        assert_eq!(
            keys("/drive/root:/{item-path}:/children"),
            ["/drive", "/root:/{*}", ":/children"]
        );
        assert_eq!(keys("/drive/root:/{item-path}"), ["/drive", "/root:/{*}"]);
        assert_eq!(
            keys("/drive/items/{id}:/{name}:/content"),
            ["/drive", "/items", "/{}:/{*}", ":/content"]
        );
        assert_eq!(keys("/sites/{host}:/{path}"), ["/sites", "/{}:/{*}"]);
        assert_eq!(keys("/r/getX(period='{p}')"), keys("/r/getX(period={p})"));
    }
}

//! The documented paths as one tree.

use std::iter;

use crate::{
    api::Method,
    map::{Map, OrderedMap},
    page::{Page, Piece, Segment, Template},
};

/// Index of a [`Place`] in [`Tree::places`].
pub(crate) type PlaceId = usize;

/// All documented paths, sharing what they have in common.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The first is the root; parents stand before their children.
    pub(crate) places: Vec<Place>,
    /// Request lines by page: the method and the place that each leads to.
    pub(crate) lines: Vec<Vec<(Method, PlaceId)>>,
}

/// A place that some documented path leads through.
#[derive(Debug, Default)]
pub(crate) struct Place {
    pub(crate) parent: Option<PlaceId>,
    /// The step from the parent, as first written.
    pub(crate) step: Step,
    /// By [`Step::key`], in the order of pages.
    pub(crate) children: OrderedMap<String, PlaceId>,
    /// Names that pages give the step's placeholders, with how often they do.
    names: Vec<Counts>,
    /// Spellings of the step's texts, with how often they occur.
    spellings: Counts,
    /// Operations that end here: page and line.
    pub(crate) uses: Vec<(usize, usize)>,
}

/// What leads from one place to the next: a segment, or several that only make sense together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Step {
    /// Text, which begins with a slash (or a colon and a slash, behind a path), and placeholders.
    pub(crate) pieces: Vec<Piece>,
    /// What makes two steps the same: the text without case, placeholders without their names.
    pub(crate) key: String,
    /// The texts alone, with what no text has between them.
    texts: String,
}

/// A step as a request line writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Written<'p> {
    segments: &'p [Segment],
    /// The colon before it belongs to it.
    colon: bool,
}

/// Steps that were met, by where they begin: what each leads to. Most lines begin as a line before them.
type Known<'p> = Map<(PlaceId, Written<'p>), (PlaceId, Step)>;

/// Words with how often they occur, in the order in which they came. They are few.
#[derive(Debug, Default)]
struct Counts(Vec<(String, usize)>);

impl Tree {
    /// Builds the tree of all request lines.
    pub(crate) fn new(pages: &[Page]) -> Self {
        let mut tree = Self {
            places: vec![Place::default()],
            lines: Vec::with_capacity(pages.len()),
        };
        let mut known = Known::default();
        for (page_index, page) in pages.iter().enumerate() {
            let mut lines = Vec::with_capacity(page.requests.len());
            for (line_index, request) in page.requests.iter().enumerate() {
                let place = tree.insert(&request.path, &mut known);
                tree.places[place].uses.push((page_index, line_index));
                lines.push((request.method, place));
            }
            tree.lines.push(lines);
        }
        tree
    }

    fn insert<'p>(&mut self, template: &'p Template, known: &mut Known<'p>) -> PlaceId {
        let mut at = 0;
        for written in steps(template) {
            let (place, step) = known.entry((at, written)).or_insert_with(|| {
                let step = Step::new(written.pieces());
                (self.child(at, &step), step)
            });
            self.count(*place, step);
            at = *place;
        }
        at
    }

    /// The place that a step leads to, however it is written.
    fn child(&mut self, parent: PlaceId, step: &Step) -> PlaceId {
        if let Some(child) = self.places[parent].children.get(&step.key) {
            return *child;
        }
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
            place.spellings = Counts::default();
        }
        place.spellings.add(&step.texts);
        for (index, name) in step.placeholders().enumerate() {
            if place.names.len() <= index {
                place.names.push(Counts::default());
            }
            place.names[index].add(name);
        }
    }

    /// Whether one place lies on the way to the other.
    pub(crate) fn is_above(&self, above: PlaceId, below: PlaceId) -> bool {
        std::iter::successors(Some(below), |place| self.places[*place].parent).any(|place| place == above)
    }
}

impl Place {
    /// The step in its most frequent spelling, with its placeholders' most frequent names.
    pub(crate) fn pieces(&self) -> Vec<Piece> {
        let mut names = self.names.iter().filter_map(Counts::most_frequent);
        let spelling = self.spellings.most_frequent().unwrap_or_default();
        let mut texts = spelling.split('\u{0}');
        self.step
            .pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => Piece::Text(texts.next().unwrap_or(text).to_owned()),
                Piece::Placeholder { name, path, quoted } => Piece::Placeholder {
                    name: names.next().unwrap_or(name).to_owned(),
                    path: *path,
                    quoted: *quoted,
                },
            })
            .collect()
    }
}

impl Place {
    /// The step as documented, with its placeholders in braces.
    pub(crate) fn text(&self) -> String {
        let pieces = self.pieces().into_iter().map(|piece| match piece {
            Piece::Text(text) => text,
            Piece::Placeholder { name, .. } => format!("{{{name}}}"),
        });
        pieces.collect()
    }
}

impl Counts {
    fn add(&mut self, word: &str) {
        match self.0.iter_mut().find(|(known, _)| known == word) {
            Some((_, count)) => *count += 1,
            None => self.0.push((word.to_owned(), 1)),
        }
    }

    /// The first of those that occur most often.
    fn most_frequent(&self) -> Option<&str> {
        // The last of the greatest counts, so the first of equals has to stand last.
        let most = self.0.iter().rev().max_by_key(|(_, count)| *count);
        most.map(|(word, _)| word.as_str())
    }
}

impl Step {
    fn new(pieces: Vec<Piece>) -> Self {
        let mut key = String::new();
        let mut texts = vec![];
        for piece in &pieces {
            match piece {
                Piece::Text(text) => {
                    // Pages write the arguments of a function with and without quotes.
                    let plain = text.chars().filter(|c| *c != '\'');
                    key.extend(plain.map(|c| c.to_ascii_lowercase()));
                    texts.push(text.as_str());
                }
                Piece::Placeholder { path: true, .. } => key.push_str("{*}"),
                Piece::Placeholder { .. } => key.push_str("{}"),
            }
        }
        let texts = texts.join("\u{0}");
        Self { pieces, key, texts }
    }

    /// How many placeholders stand in quotes.
    fn quotes(&self) -> usize {
        let quoted = |piece: &&Piece| matches!(piece, Piece::Placeholder { quoted: true, .. });
        self.pieces.iter().filter(quoted).count()
    }

    /// The names of the step's placeholders.
    pub(crate) fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Placeholder { name, .. } => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }

    /// The text of a step that has no placeholders, without its slash.
    pub(crate) fn literal(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [Piece::Text(text)] => Some(text.trim_start_matches([':', '/'])),
            _ => None,
        }
    }

    /// The name of a function that the step calls.
    pub(crate) fn function(&self) -> Option<&str> {
        let Some(Piece::Text(text)) = self.pieces.first() else {
            return None;
        };
        let (name, _) = text.trim_start_matches([':', '/']).split_once('(')?;
        Some(name).filter(|name| !name.is_empty())
    }

    /// Whether the step ends in a path of its own: `/root:/{path}`.
    pub(crate) fn is_path(&self) -> bool {
        matches!(self.pieces.last(), Some(Piece::Placeholder { path: true, .. }))
    }

    /// Whether the step is a placeholder alone: an item of a collection.
    pub(crate) fn is_item(&self) -> bool {
        matches!(self.pieces.as_slice(), [Piece::Text(slash), Piece::Placeholder { path: false, .. }] if slash == "/")
    }
}

/// The steps of a template.
///
/// A segment that ends in a colon before a path (`root:/{path}`) is one step with it, and the colon that ends such a path
/// belongs to the step behind it (`:/children`), so that the place is the same with and without it.
fn steps(template: &Template) -> impl Iterator<Item = Written<'_>> {
    let mut rest = template.segments.as_slice();
    let mut colon = false;
    iter::from_fn(move || {
        let joined = rest.iter().skip(1).take_while(|segment| is_path(segment)).count();
        let (segments, behind) = rest.split_at_checked(1 + joined)?;
        let written = Written { segments, colon };
        colon = segments.last().is_some_and(closes);
        rest = behind;
        Some(written)
    })
}

impl Written<'_> {
    fn pieces(self) -> Vec<Piece> {
        let mut pieces = vec![];
        for (index, segment) in self.segments.iter().enumerate() {
            push_text(&mut pieces, if self.colon && index == 0 { ":/" } else { "/" });
            let own = segment.pieces.len() - usize::from(closes(segment));
            for piece in &segment.pieces[..own] {
                match piece {
                    Piece::Text(text) => push_text(&mut pieces, text),
                    Piece::Placeholder { .. } => pieces.push(piece.clone()),
                }
            }
        }
        pieces
    }
}

/// Whether the segment is a path of its own.
fn is_path(segment: &Segment) -> bool {
    matches!(segment.pieces.first(), Some(Piece::Placeholder { path: true, .. }))
}

/// Whether the segment is a path and ends with the colon that belongs to the step behind it.
fn closes(segment: &Segment) -> bool {
    is_path(segment) && matches!(segment.pieces.last(), Some(Piece::Text(text)) if text == ":")
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
        steps(&template).map(|step| Step::new(step.pieces()).key).collect()
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

//! Pages of which an earlier run has the facts.
//!
//! The facts of a page depend on its text, on the files that it includes, and on what other files there are, since links lead to
//! them; on nothing else but the base URLs and the program, which the rest of its dialect is a part of. So a page whose text is as it was has the facts that it
//! had, if the rest is as it was, too. One in so many is read even so, others each time; if one has other facts, all are read.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicBool, Ordering},
};

use rayon::prelude::*;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::{
    is_page, over_pages, read_page,
    shelf::{DRAWERS, Drawer, Ground, Item, Shelf, number, pack, unpack},
};
use crate::{
    diagnostic::Diagnostics,
    dialect::Dialect,
    extract::Includes,
    page::Page,
    source::{Source, SourceId, Sources},
};

/// One of so many shelved pages is read even so.
const PROBES: u128 = 256;

/// Drawers that are to be written anew: their numbers and their bytes.
pub(crate) type Filled = Vec<(usize, Vec<u8>)>;

/// Does what [`read_pages`](super::read_pages) does, but takes the facts of pages that have not changed from the shelf. Besides, what of the
/// shelf is to be another for the next run.
pub(crate) fn read_pages_again(
    sources: &Sources,
    dialect: &Dialect,
    shelf: &Shelf,
    out: &mut Diagnostics,
) -> (Vec<Page>, Filled) {
    let set = Set::new(sources, dialect);
    let usable = shelf
        .0
        .iter()
        .map(|drawer| set.is_ground(&drawer.ground).then_some(drawer));
    let mut found = Diagnostics::default();
    let reading = set.read(usable.collect(), &mut found).unwrap_or_else(|| {
        found = Diagnostics::default();
        let reading = set.read(vec![None; DRAWERS], &mut found);
        reading.expect("where nothing is taken, nothing taken is wrong")
    });
    out.append(found);
    let filled = reading.filled();
    (reading.pages.into_iter().map(|read| read.page).collect(), filled)
}

/// All sources, with digests.
struct Set<'a> {
    sources: &'a Sources,
    dialect: &'a Dialect,
    /// Of each source's text.
    texts: Vec<u128>,
    /// Of what holds for all pages: which sources there are, and the texts of those that are no pages, which pages may include.
    ground: u128,
    /// Decides which pages are read even so.
    draw: u128,
}

/// The pages of a set, and where they are from.
struct Reading<'a> {
    set: &'a Set<'a>,
    includes: Includes<'a>,
    /// By number, those whose pages may be taken.
    drawers: Vec<Option<&'a Drawer>>,
    pages: Vec<Read>,
}

/// A page, and its facts in bytes if it was not taken from a drawer.
struct Read {
    source: SourceId,
    page: Page,
    bytes: Option<Vec<u8>>,
}

impl<'a> Set<'a> {
    fn new(sources: &'a Sources, dialect: &'a Dialect) -> Self {
        let all: Vec<(SourceId, &Source)> = sources.iter().collect();
        let texts = all.par_iter().map(|(_, source)| xxh3_128(source.text.as_bytes()));
        let texts: Vec<u128> = texts.collect();
        let mut ground = Xxh3::new();
        // Of the dialect, the configuration may add to these.
        ground.update(format!("{:?} {:?}", sources.root(), dialect.base_urls).as_bytes());
        for ((_, source), text) in all.iter().zip(&texts) {
            let is_page = is_page(source, dialect);
            ground.update(&source.path.len().to_le_bytes());
            ground.update(source.path.as_bytes());
            ground.update(&[u8::from(source.included), u8::from(is_page)]);
            if !is_page {
                ground.update(&text.to_le_bytes());
            }
        }
        Self {
            sources,
            dialect,
            ground: ground.digest128(),
            draw: texts.iter().fold(0, |draw, text| draw.rotate_left(1) ^ text),
            texts,
        }
    }

    /// Whether a page with this text is read whatever is kept of it.
    fn is_probe(&self, text: u128) -> bool {
        (self.draw ^ text).is_multiple_of(PROBES)
    }

    fn text(&self, source: SourceId) -> u128 {
        self.texts[source.0 as usize]
    }

    /// Whether what pages had in common is still so.
    fn is_ground(&self, ground: &Ground) -> bool {
        let mut included = ground.included.iter();
        ground.digest == self.ground && included.all(|(source, text)| self.text(*source) == *text)
    }

    /// Reads what cannot be taken from a drawer; nothing if one has other facts than its page.
    fn read(&'a self, drawers: Vec<Option<&'a Drawer>>, out: &mut Diagnostics) -> Option<Reading<'a>> {
        let includes = Includes::new(self.sources);
        let is_wrong = AtomicBool::new(false);
        let pages = over_pages(self.sources, self.dialect, out, |id, source, out| {
            let text = self.text(id);
            let kept = drawers[number(id)].and_then(|drawer| drawer.get(id, text));
            if let Some((page, found)) = kept.filter(|_| !self.is_probe(text)).and_then(unpack) {
                out.append(found);
                return Read {
                    source: id,
                    page,
                    bytes: None,
                };
            }
            let page = read_page(id, source, &includes, self.dialect, out);
            let bytes = pack(&page, out);
            if kept.is_some_and(|kept| kept != bytes) {
                is_wrong.store(true, Ordering::Relaxed);
            }
            Read {
                source: id,
                page,
                bytes: Some(bytes),
            }
        });
        (!is_wrong.into_inner()).then_some(Reading {
            set: self,
            includes,
            drawers,
            pages,
        })
    }
}

impl Reading<'_> {
    /// The drawers that do not hold what they should.
    fn filled(&self) -> Filled {
        let ground = Ground {
            digest: self.set.ground,
            included: self.included(),
        };
        let mut items: Vec<Vec<Item<'_>>> = vec![vec![]; DRAWERS];
        for read in &self.pages {
            let (number, text) = (number(read.source), self.set.text(read.source));
            let kept = || self.drawers[number]?.get(read.source, text);
            let facts = read.bytes.as_deref().or_else(kept).unwrap_or_default();
            items[number].push((read.source, text, facts));
        }
        let drawers = self.drawers.par_iter().zip(&items).enumerate();
        let wrong = drawers.filter(|(_, (drawer, items))| !drawer.is_some_and(|drawer| drawer.holds(items)));
        wrong
            .map(|(number, (_, items))| (number, Drawer::fill(&ground, items)))
            .collect()
    }

    /// The pages that others include: those that were included just now, and those that pages in drawers had included.
    fn included(&self) -> BTreeMap<SourceId, u128> {
        let is_page = |id: &SourceId| is_page(self.set.sources.get(*id), self.set.dialect);
        let now = self.includes.met().filter(is_page);
        let before = self
            .drawers
            .iter()
            .flatten()
            .flat_map(|drawer| drawer.ground.included.keys());
        now.chain(before.copied()).map(|id| (id, self.set.text(id))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{api::Method, source::Source};

    const THING: &str =
        "# Get thing\n\nGets a [thing](gone.md).\n\n## HTTP request\n\n```http\nGET /things/{id}\n```\n";

    fn sources(pages: &[(&str, &str)]) -> Sources {
        Sources::new(pages.iter().map(|(path, text)| Source::new(*path, *text)).collect())
    }

    /// Reads pages with a shelf, and makes sure that the shelf makes no difference. The answer is the shelf for the next time, and
    /// how many of its drawers are new.
    #[track_caller]
    fn read(pages: &[(&str, &str)], shelf: Shelf) -> (Shelf, usize) {
        let (sources, dialect) = (sources(pages), Dialect::microsoft_graph());
        let (mut found, mut expected) = (Diagnostics::default(), Diagnostics::default());
        let (pages, filled) = read_pages_again(&sources, &dialect, &shelf, &mut found);
        let all = super::super::read_pages(&sources, &dialect, &mut expected);
        assert_eq!(found, expected);
        assert_eq!(format!("{pages:?}"), format!("{all:?}"));
        let (mut shelf, count) = (shelf, filled.len());
        for (number, bytes) in filled {
            shelf.0[number] = Drawer::open(bytes, 0).expect("a drawer that was filled can be opened");
        }
        (shelf, count)
    }

    fn empty() -> Shelf {
        Shelf((0..DRAWERS).map(|_| Drawer::default()).collect())
    }

    /// Pages that are on a shelf, one in each drawer and two in the first one.
    fn many(texts: &[String]) -> Vec<(&str, &str)> {
        const PATHS: [&str; DRAWERS + 1] = [
            "a.md", "b.md", "c.md", "d.md", "e.md", "f.md", "g.md", "h.md", "i.md", "j.md", "k.md", "l.md", "m.md",
            "n.md", "o.md", "p.md", "q.md",
        ];
        PATHS.into_iter().zip(texts.iter().map(String::as_str)).collect()
    }

    #[test]
    fn what_has_not_changed_is_taken() {
        let mut texts: Vec<String> = (0..=DRAWERS)
            .map(|number| format!("{THING}\nThing {number}.\n"))
            .collect();
        let (shelf, filled) = read(&many(&texts), empty());
        assert_eq!(filled, DRAWERS);
        let (shelf, filled) = read(&many(&texts), shelf);
        assert_eq!(filled, 0);
        texts[3].push_str("\nOne more sentence.\n");
        let (shelf, filled) = read(&many(&texts), shelf);
        assert_eq!(filled, 1);
        // A page less is another set, to which links may lead nowhere.
        texts.pop();
        let (_, filled) = read(&many(&texts), shelf);
        assert_eq!(filled, DRAWERS);
    }

    /// A shelf that has for the first page what another text says.
    fn lying(set: &Set<'_>) -> Shelf {
        let mut found = Diagnostics::default();
        let other = sources(&[("a.md", &THING.replace("GET", "DELETE"))]);
        let pages = super::super::read_pages(&other, set.dialect, &mut found);
        let ground = Ground {
            digest: set.ground,
            included: BTreeMap::new(),
        };
        let lie = pack(&pages[0], &found);
        let filled = Drawer::fill(&ground, &[(SourceId(0), set.text(SourceId(0)), &lie)]);
        let mut shelf = empty();
        shelf.0[0] = Drawer::open(filled, 0).expect("a drawer that was filled can be opened");
        shelf
    }

    #[test]
    fn facts_are_taken_from_the_shelf_and_not_from_the_page() {
        let (sources, dialect) = (
            sources(&[("a.md", THING), ("b.md", "# B\n")]),
            Dialect::microsoft_graph(),
        );
        let set = Set::new(&sources, &dialect);
        assert!(!set.is_probe(set.text(SourceId(0))), "it is one in 256");
        let (pages, _) = read_pages_again(&sources, &dialect, &lying(&set), &mut Diagnostics::default());
        assert_eq!(pages[0].requests[0].method, Method::Delete);
    }

    #[test]
    fn facts_read_with_other_base_urls_are_not_taken() {
        let (sources, mut dialect) = (sources(&[("a.md", THING)]), Dialect::microsoft_graph());
        let before = Set::new(&sources, &dialect).ground;
        dialect.base_urls.insert(0, "https://things.example".to_owned());
        assert_ne!(Set::new(&sources, &dialect).ground, before);
    }

    #[test]
    fn facts_of_another_page_are_noticed() {
        let (sources, dialect) = (sources(&[("a.md", THING)]), Dialect::microsoft_graph());
        let set = Set::new(&sources, &dialect);
        assert!(set.is_probe(set.text(SourceId(0))), "it is alone");
        read(&[("a.md", THING)], lying(&set));
    }

    #[test]
    fn pages_that_include_others_are_read_when_these_change() {
        let page = THING.replace("\n## HTTP", "\n[!INCLUDE [b](b.md)]\n\n## HTTP");
        let (shelf, _) = read(&[("a.md", &page), ("b.md", "# B\n\nBefore.\n")], empty());
        let (shelf, filled) = read(&[("a.md", &page), ("b.md", "# B\n\nAfter.\n")], shelf);
        assert_eq!(filled, DRAWERS, "all that was there is of another ground");
        // A drawer that is filled anew knows what the pages in it include that are not read.
        let mut texts = vec![THING.to_owned(); DRAWERS + 1];
        texts[0].clone_from(&page);
        let (shelf, _) = read(&many(&texts), shelf);
        texts[DRAWERS].push_str("\nBeside the first one.\n");
        let (shelf, filled) = read(&many(&texts), shelf);
        assert_eq!(filled, 1);
        texts[1] = "# B\n\nAt last.\n".to_owned();
        read(&many(&texts), shelf);
    }

    #[test]
    fn bytes_that_are_no_drawer_are_none() {
        let ground = Ground::default();
        let bytes = Drawer::fill(&ground, &[(SourceId(0), 1, b"facts")]);
        assert!(Drawer::open(bytes.clone(), 0).is_some());
        assert!(Drawer::open(bytes[..bytes.len() - 1].to_vec(), 0).is_none());
        assert!(Drawer::open(vec![], 0).is_none());
        assert!(Drawer::open(bytes, usize::MAX).is_none());
    }
}

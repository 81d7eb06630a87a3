//! Every part of a page is read, ignored for a reason that has a name, or diagnosed.

use std::{collections::BTreeMap, env, fs, path::Path};

use docwright::{
    Generator, Report,
    page::{Fate, Item, Reason},
};

const CORPUS: &str = "../shared/corpus/microsoft-graph/api-reference/v1.0";
/// What was reached on the corpus, with a little to spare: a line for each number, and on which side of it the number has to stay.
const FLOOR: &str = "tests/coverage.floor";

#[test]
fn the_parts_of_the_docs_add_up() {
    let report = report("docs");
    add_up(&report);
    for totals in report.coverage.totals() {
        assert!(!totals.ignored.contains_key(&Reason::OtherColumns), "{totals:?}");
    }
    assert_eq!(report.counts.untyped, 0);
}

#[test]
fn every_part_of_a_case_has_the_fate_that_a_reader_would_give_it() {
    let report = report("tests/cases/evidence");
    add_up(&report);
    let fates: Vec<(Item, Fate)> = report
        .coverage
        .parts
        .iter()
        .filter(|part| report.sources.get(part.span.source).path == "ferry-get.md")
        .filter(|part| part.item != Item::Annotation)
        .map(|part| (part.item, part.fate))
        .collect();
    let unknown = Fate::Ignored(Reason::UnknownHeading);
    let read = |item| (item, Fate::Extracted);
    let expected = [
        read(Item::Section),
        read(Item::Code),
        read(Item::Section),
        read(Item::Section),
        read(Item::Section),
        read(Item::Code),
        read(Item::Section),
        read(Item::Code),
        read(Item::Section),
        (Item::Table, unknown),
        (Item::Section, unknown),
    ];
    assert_eq!(fates, expected);
}

#[test]
fn the_parts_of_the_corpus_add_up_and_no_number_falls() {
    if !Path::new(CORPUS).is_dir() {
        println!("skipped: there is no {CORPUS}");
        return;
    }
    let report = report(CORPUS);
    add_up(&report);
    let numbers = numbers(&report);
    if env::var_os("DOCWRIGHT_BLESS").is_some() {
        let lines: Vec<String> = numbers
            .iter()
            .map(|(name, number)| format!("{name} {number}\n"))
            .collect();
        return fs::write(FLOOR, lines.concat()).expect("the floor can be written");
    }
    let floor = fs::read_to_string(FLOOR).expect("there is a floor");
    let mut worse = vec![];
    for line in floor.lines() {
        let (name, wanted) = line.rsplit_once(' ').expect("a line is a name and a number");
        let wanted: usize = wanted.parse().expect("a line ends with a number");
        let number = numbers.get(name).copied().unwrap_or_default();
        let fell = if name.ends_with("at-most") {
            number > wanted
        } else {
            number < wanted
        };
        if fell {
            worse.push(format!("{name}: {number} instead of {wanted}"));
        }
    }
    assert!(
        worse.is_empty(),
        "{worse:#?}\nIf this is as it should be: DOCWRIGHT_BLESS=1 cargo test --test coverage"
    );
}

fn report(docs: &str) -> Report {
    let report = Generator::new().docs(docs).lint();
    report.unwrap_or_else(|error| panic!("{error}"))
}

fn add_up(report: &Report) {
    for totals in report.coverage.totals() {
        assert_eq!(totals.lost(), 0, "{totals:?}");
    }
}

/// What is to stay as high, or as low, as it is.
fn numbers(report: &Report) -> BTreeMap<String, usize> {
    let mut numbers = BTreeMap::new();
    for totals in report.coverage.totals() {
        let name = totals.item.name();
        numbers.insert(format!("{name} extracted at-least"), totals.extracted);
        for reason in [Reason::UnknownHeading, Reason::OtherColumns] {
            let number = totals.ignored.get(&reason).copied().unwrap_or_default();
            numbers.insert(format!("{name} {} at-most", reason.name()), number);
        }
    }
    let counts = report.counts;
    numbers.insert("request-line walked at-least".to_owned(), counts.walked);
    numbers.insert("answer untyped at-most".to_owned(), counts.untyped);
    numbers.insert("property opaque at-most".to_owned(), counts.opaque);
    numbers
}

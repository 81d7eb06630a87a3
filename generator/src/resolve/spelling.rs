//! Members of enumerations that places spell in different cases.

use rayon::prelude::*;

use super::index::Index;
use crate::{
    diagnostic::{Code, Diagnostics},
    json,
    lower::TypeDefinition,
    map::{Map, Set},
    page::{Body, Located, MemberRow, Page},
    source::Span,
};

/// A member that a description spells in another way than the place where it was found first.
pub(super) struct Respelled {
    /// The key of the enumeration.
    key: String,
    value: String,
    span: Span,
    /// Names of properties whose descriptions do so.
    properties: Vec<String>,
}

impl Respelled {
    pub(super) fn new(key: &str, value: &Located<String>, property: &str) -> Self {
        Self {
            key: key.to_owned(),
            value: value.value.clone(),
            span: value.span,
            properties: vec![property.to_owned()],
        }
    }

    /// Adds it to others. One spelling is one finding, however many descriptions have it.
    pub(super) fn join(self, all: &mut Vec<Self>) {
        let same = |other: &&mut Self| other.key == self.key && other.value == self.value;
        match all.iter_mut().find(same) {
            Some(known) => known.properties.extend(self.properties),
            None => all.push(self),
        }
    }
}

/// Spells members as descriptions do where examples do so too, and never otherwise; else they stay as they were found first. All
/// members of an enumeration are decided on together, since people do not mix ways of spelling.
pub(super) fn settle(mut all: Vec<Respelled>, index: &mut Index<'_>, pages: &[Page], out: &mut Diagnostics) {
    if all.is_empty() {
        return;
    }
    all.sort_by(|one, other| one.key.cmp(&other.key));
    let shown = shown(&all, pages);
    let mut begin = 0;
    for group in all.chunk_by(|one, other| one.key == other.key) {
        let shown = &shown[begin..begin + group.len()];
        begin += group.len();
        if let Some(definition) = index.definitions.get_mut(&group[0].key) {
            spell(definition, group, shown, out);
        }
    }
}

/// Decides on the members of one enumeration, by how examples show each of them.
fn spell(definition: &mut TypeDefinition, group: &[Respelled], shown: &[Vec<&str>], out: &mut Diagnostics) {
    let mut pairs: Vec<(&Respelled, usize)> = vec![];
    for respelled in group {
        let mut members = definition.members.iter();
        let position = members.position(|member| member.name.value.eq_ignore_ascii_case(&respelled.value));
        pairs.extend(position.map(|position| (respelled, position)));
    }
    let Some((first, place)) = pairs.first() else {
        return;
    };
    let (mut here, mut elsewhere) = (false, false);
    for (respelled, spelling) in group
        .iter()
        .zip(shown)
        .flat_map(|(one, all)| all.iter().map(move |text| (one, *text)))
    {
        here |= spelling == respelled.value;
        elsewhere |= spelling != respelled.value;
    }
    let told = match (here, elsewhere) {
        (true, false) => "examples have the spelling here",
        (false, true) => "examples have the spelling there",
        (true, true) => "examples have both spellings",
        (false, false) => "no example has either",
    };
    let names = |name: fn(&Respelled, &MemberRow) -> String| {
        let names = pairs
            .iter()
            .map(|(respelled, at)| format!("`{}`", name(respelled, &definition.members[*at])));
        names.collect::<Vec<_>>().join(", ")
    };
    let message = format!(
        "the other list of `{}` has {} for {}; {told}",
        definition.name.value,
        names(|_, member| member.name.value.clone()),
        names(|respelled, _| respelled.value.clone()),
    );
    out.report(Code::EnumerationConflict, first.span, message)
        .related(definition.members[*place].name.span, "the other list");
    if here && !elsewhere {
        let mut spelled = Set::default();
        for (respelled, at) in pairs {
            if spelled.insert(at) {
                definition.members[at].name.value.clone_from(&respelled.value);
            }
        }
    }
}

/// How examples spell each of the values, where a property has it whose description does so.
fn shown<'p>(all: &[Respelled], pages: &'p [Page]) -> Vec<Vec<&'p str>> {
    let mut wanted: Map<&str, Vec<usize>> = Map::default();
    for (position, respelled) in all.iter().enumerate() {
        for property in &respelled.properties {
            wanted.entry(property).or_default().push(position);
        }
    }
    let found: Set<(usize, &str)> = pages
        .par_iter()
        .flat_map_iter(|page| {
            let mut found = vec![];
            for message in &page.messages {
                if let Some(Body::Json { value, .. }) = &message.body {
                    look(value, &[], all, &wanted, &mut found);
                }
            }
            found
        })
        .collect();
    let mut spellings = vec![vec![]; all.len()];
    for (position, text) in found {
        spellings[position].push(text);
    }
    spellings
}

/// Looks for the values in a piece of JSON. Those at the positions are the ones that it may be itself.
fn look<'p>(
    value: &'p json::Value,
    positions: &[usize],
    all: &[Respelled],
    wanted: &Map<&str, Vec<usize>>,
    found: &mut Vec<(usize, &'p str)>,
) {
    match &value.kind {
        json::Kind::String(text) => {
            let is_it = |position: &&usize| all[**position].value.eq_ignore_ascii_case(text);
            found.extend(
                positions
                    .iter()
                    .filter(is_it)
                    .map(|position| (*position, text.as_str())),
            );
        }
        json::Kind::Array(elements) => {
            for element in elements {
                look(element, positions, all, wanted, found);
            }
        }
        json::Kind::Object(members) => {
            for member in members {
                let may_be_one = matches!(member.value.kind, json::Kind::String(_) | json::Kind::Array(_));
                let positions = may_be_one.then(|| wanted.get(member.name.as_str())).flatten();
                let positions = positions.map_or(&[][..], Vec::as_slice);
                look(&member.value, positions, all, wanted, found);
            }
        }
        _ => {}
    }
}

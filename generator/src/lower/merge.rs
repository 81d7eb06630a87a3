//! Merging pages by the names of what they define.

use super::{
    definitions::{Definitions, Shown, TypeDefinition, key, qualify, short},
    subjects::{Titles, key_on, namespace, primary, title_name},
};
use crate::{
    diagnostic::{Code, Diagnostics},
    dialect::{Dialect, Kind},
    evidence::{Claim, Fact, Kind as Evidence, Verdict},
    extract::is_property_name,
    page::{Body, Located, MemberTable, Page, Representation, Row, TypeName},
};

/// Merges what pages say of types, with the properties that each documents.
pub(super) fn merge(
    pages: &[Page],
    properties: Vec<Vec<Row>>,
    dialect: &Dialect,
    out: &mut Diagnostics,
) -> Definitions {
    let titles = Titles::new(pages, dialect);
    let mut definitions = Definitions::default();
    for (page, properties) in pages.iter().zip(properties) {
        merge_page(page, properties, &titles, dialect, &mut definitions, out);
    }
    definitions
}

fn merge_page(
    page: &Page,
    properties: Vec<Row>,
    titles: &Titles,
    dialect: &Dialect,
    definitions: &mut Definitions,
    out: &mut Diagnostics,
) {
    let names: Vec<Located<String>> = page
        .representations
        .iter()
        .map(|representation| representation_name(page, representation, titles, dialect, out))
        .collect();
    let own = match page.kind {
        Kind::Operation => None,
        _ => primary(page, &names, dialect),
    };
    let mut subjects = vec![];
    if let Some(name) = &own {
        let definition = define(definitions, name.clone(), named_by(page, name));
        // A page about something else may have shown the type before.
        if definition.page.is_none() && definition.name.span.source != page.source {
            definition.name.span = name.span;
            let kind = named_by(page, name);
            definition
                .evidence
                .overrule(Fact::Exists, kind, name.span, Verdict::LessTrusted);
        }
        if definition.page.is_some_and(|other| other != page.source) {
            out.report(
                Code::TypeDuplicate,
                page.title.span,
                format!("`{}` is described on two pages", name.value),
            )
            .related(definition.name.span, "also here");
        }
        merge_own(page, properties, definition, dialect, out);
        subjects.push(key(&name.value));
    }
    for (representation, name) in page.representations.iter().zip(names) {
        // Pages of operations give the bodies of requests names in namespaces that the service does not have.
        if page.kind == Kind::Operation && !dialect.is_own(&name.value) {
            continue;
        }
        let is_own = own.as_ref().is_some_and(|own| key(&own.value) == key(&name.value));
        subjects.push(key(&name.value));
        let kind = named_by(page, &name);
        merge_representation(representation, define(definitions, name, kind), is_own, dialect, out);
    }
    for table in &page.members {
        subjects.push(merge_members(page, table, own.as_ref(), dialect, definitions, out));
    }
    subjects.dedup();
    definitions.subjects.insert(page.source, subjects);
}

fn representation_name(
    page: &Page,
    representation: &Representation,
    titles: &Titles,
    dialect: &Dialect,
    out: &mut Diagnostics,
) -> Located<String> {
    let stated = &representation.name;
    let value = match titles.representation_name(page, &stated.value, dialect) {
        Some(title) => {
            let message = format!(
                "annotation names `{}`, which another page describes; this page is about `{title}`",
                stated.value
            );
            out.report(Code::TypeConflict, stated.span, message)
                .related(page.title.span, "the page's title");
            qualify(&title, namespace(page, dialect))
        }
        None => spelled_by_title(page, qualify(&stated.value, namespace(page, dialect)), dialect),
    };
    Located {
        value,
        span: stated.span,
    }
}

/// The name in the spelling of the title, where that differs in case alone and is camel case as names of types are. Titles that begin
/// with a capital are words.
fn spelled_by_title(page: &Page, name: String, dialect: &Dialect) -> String {
    let title = title_name(page, dialect);
    let begin = name.len() - short(&name).len();
    if title.eq_ignore_ascii_case(short(&name)) && title.starts_with(char::is_lowercase) {
        format!("{}{title}", &name[..begin])
    } else {
        name
    }
}

fn define(definitions: &mut Definitions, name: Located<String>, kind: Evidence) -> &mut TypeDefinition {
    let key = key(&name.value);
    let definition = definitions.types.entry(key);
    definition.or_insert_with(|| TypeDefinition::new(name, kind))
}

/// What kind of place a name on a page stands in: its title or an annotation.
fn named_by(page: &Page, name: &Located<String>) -> Evidence {
    if name.span == page.title.span {
        Evidence::Heading
    } else {
        Evidence::Annotation
    }
}

/// What the page as a whole says about its type.
fn merge_own(
    page: &Page,
    properties: Vec<Row>,
    definition: &mut TypeDefinition,
    dialect: &Dialect,
    out: &mut Diagnostics,
) {
    if definition.page.is_none() {
        definition.page = Some(page.source);
        definition.summary.clone_from(&page.summary);
        definition.deprecated.clone_from(&page.deprecated);
    }
    if page.is_abstract {
        definition.is_abstract = true;
        definition
            .evidence
            .believe(Fact::Abstract, Evidence::Prose, page.title.span);
    }
    let inherits = page.inherits.iter().cloned();
    let claims = inherits.map(|name| Claim::new(name.clone(), Evidence::Prose, name.span));
    definition.bases.extend(claims);
    definition.derived.extend(page.derived.iter().cloned());
    definition.methods |= page.methods;
    definition.rows.reserve(properties.len());
    let shown: Vec<&str> = page.representations.iter().flat_map(representation_names).collect();
    for row in properties {
        // A table in a section of its own may describe what a property holds. The representation knows.
        if row.aside && !shown.is_empty() && !shown.contains(&row.name.value.as_str()) {
            let message = format!(
                "`{}` is in a section apart, and not in the JSON representation",
                row.name.value
            );
            out.report(Code::PropertyAside, row.name.span, message);
            continue;
        }
        merge_row(row, definition, dialect, out);
    }
}

/// The names of the members that a representation shows.
fn representation_names(representation: &Representation) -> impl Iterator<Item = &str> {
    let members = match &representation.json {
        Some(Body::Json { value, .. }) => value.members(),
        _ => &[],
    };
    members.iter().map(|member| member.name.as_str())
}

fn merge_row(row: Row, definition: &mut TypeDefinition, dialect: &Dialect, out: &mut Diagnostics) {
    if dialect.is_control(&row.name.value) {
        return;
    }
    if !is_property_name(&row.name.value) {
        let message = format!("`{}` is not a name of a member in JSON", row.name.value);
        out.report(Code::PropertyName, row.name.span, message);
        return;
    }
    definition.inherited.extend(row.notes.inherited.clone());
    let mut rows = definition.rows.iter_mut();
    if let Some(other) = rows.find(|other| other.name.value == row.name.value) {
        // One property stands in a table of properties and in one of relationships: the typed row is kept.
        if other.ty.is_none() && row.ty.is_some() {
            other.ty = row.ty;
        }
        let message = format!("`{}` is documented twice", row.name.value);
        out.report(Code::PropertyDuplicate, row.name.span, message)
            .related(other.name.span, "first here");
        return;
    }
    // Another page may have shown the property before this one documents it.
    let is_same = |shown: &mut Shown| shown.name.eq_ignore_ascii_case(&row.name.value);
    definition.represented.extend(definition.shown.extract_if(.., is_same));
    definition.rows.push(row);
}

fn merge_representation(
    representation: &Representation,
    definition: &mut TypeDefinition,
    is_own: bool,
    dialect: &Dialect,
    out: &mut Diagnostics,
) {
    let named = representation.name.span;
    definition.open |= representation.open;
    if representation.open {
        definition.evidence.believe(Fact::Open, Evidence::Annotation, named);
    }
    definition.is_abstract |= representation.is_abstract;
    if representation.is_abstract {
        definition.evidence.believe(Fact::Abstract, Evidence::Annotation, named);
    }
    definition.media |= representation.media;
    if definition.key.is_none() {
        definition.key.clone_from(&representation.key);
    }
    let is_none = |base: &&String| dialect.no_base.contains(&base.to_ascii_lowercase());
    definition.baseless |= representation.base.as_ref().is_some_and(|base| is_none(&base));
    if let Some(base) = representation.base.as_ref().filter(|base| !is_none(base)) {
        let base = TypeName {
            name: base.clone(),
            link: None,
            span: representation.name.span,
        };
        let claim = Claim::new(base, Evidence::Annotation, representation.name.span);
        definition.bases.push(claim);
    }
    let Some(body @ Body::Json { value, .. }) = &representation.json else {
        return;
    };
    let documented = is_own && !definition.rows.is_empty();
    for member in value.members() {
        if definition.rows.iter().any(|row| row.name.value == member.name) {
            definition.represented.push(Shown {
                name: member.name.clone(),
                value: member.value.clone(),
                span: body.place(representation.span, member.range.clone()),
            });
            continue;
        }
        let known = definition.shown.iter().any(|shown| shown.name == member.name);
        if known || dialect.is_annotation(&member.name) {
            continue;
        }
        // Where the name is a value itself, or the type takes any, the representation shows what may be there, not what is.
        if !is_property_name(&member.name) {
            definition.open = true;
            continue;
        }
        if representation.open && !documented {
            continue;
        }
        let span = body.place(representation.span, member.range.clone());
        // A spelling that differs in case alone is the same property, not another one. People write tables, services representations.
        let twin = definition
            .rows
            .iter_mut()
            .find(|row| row.name.value.eq_ignore_ascii_case(&member.name));
        if let Some(twin) = twin {
            let message = format!("`{}` is spelled `{}` in the table", member.name, twin.name.value);
            let related = twin.name.span;
            out.report(Code::PropertyUndocumented, span, message)
                .related(related, "the table");
            twin.name.value.clone_from(&member.name);
            continue;
        }
        if documented {
            let message = format!(
                "`{}` of `{}` stands in the JSON representation only",
                member.name, definition.name.value
            );
            out.report(Code::PropertyUndocumented, span, message);
        }
        definition.shown.push(Shown {
            name: member.name.clone(),
            value: member.value.clone(),
            span,
        });
    }
}

fn merge_members(
    page: &Page,
    table: &MemberTable,
    own: Option<&Located<String>>,
    dialect: &Dialect,
    definitions: &mut Definitions,
    out: &mut Diagnostics,
) -> String {
    let name = match own {
        Some(own) if !table.by_heading => own.clone(),
        _ => Located {
            value: qualify(&table.name.value, namespace(page, dialect)),
            span: table.name.span,
        },
    };
    let key = key_on(page, &name.value, dialect);
    let kind = if table.by_heading {
        Evidence::Heading
    } else {
        named_by(page, &name)
    };
    let definition = define(definitions, name, kind);
    let apart = table.by_heading && page.kind != Kind::Enumeration;
    definition.sectioned = apart && (definition.sectioned || definition.members.is_empty());
    definition.in_operation = definition.sectioned && page.kind == Kind::Operation;
    definition.enumeration = true;
    if definition.page.is_none() && !table.by_heading {
        definition.page = Some(page.source);
    }
    let had = definition.members.len();
    for row in &table.members {
        let known = definition
            .members
            .iter()
            .any(|member| member.name.value == row.name.value);
        if known {
            continue;
        }
        if had > 0 {
            let message = format!(
                "`{}` of `{}` is listed here and not in the other list",
                row.name.value, definition.name.value
            );
            out.report(Code::EnumerationConflict, row.name.span, message);
        }
        definition.members.push(row.clone());
    }
    key
}

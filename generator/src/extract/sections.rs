//! What each section of a page holds.

use crate::{
    dialect::{Dialect, Role},
    markdown::Document,
};

/// A section's role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SectionRole {
    pub(super) role: Role,
    /// What the star of the heading's pattern stood for.
    pub(super) name: Option<String>,
    /// The section is about people reading, or its heading is not known at all.
    pub(super) known: bool,
    /// The role is that of the section around this one.
    pub(super) inherited: bool,
}

/// The role of every section: by its own heading, else by that of the section around it.
pub(super) fn roles(document: &Document<'_>, dialect: &Dialect) -> Vec<SectionRole> {
    let mut roles: Vec<SectionRole> = Vec::with_capacity(document.sections.len());
    for section in &document.sections {
        let role = if let (Some(_), Some(around)) = (section.tab(), section.parent) {
            roles[around].clone()
        } else if section.level < 2 {
            SectionRole {
                role: Role::Prose,
                name: None,
                known: true,
                inherited: false,
            }
        } else {
            let title = section.title.plain();
            let (role, name) = dialect.role(&title);
            let own = SectionRole {
                role,
                name: name.map(ToOwned::to_owned),
                known: role != Role::Prose || name.is_none(),
                inherited: false,
            };
            match section.parent.map(|parent| &roles[parent]) {
                Some(parent) if !own.known && passes_on(parent.role) => SectionRole {
                    role: parent.role,
                    name: own.name,
                    known: true,
                    inherited: true,
                },
                // Under a heading about examples, everything is an example.
                Some(parent)
                    if parent.role == Role::Examples && matches!(role, Role::Response | Role::Body | Role::Headers) =>
                {
                    SectionRole {
                        role: Role::Examples,
                        name: own.name,
                        known: true,
                        inherited: true,
                    }
                }
                _ => own,
            }
        };
        roles.push(role);
    }
    roles
}

/// Whether sections with headings of their own, inside one of this role, have the same role.
fn passes_on(role: Role) -> bool {
    matches!(
        role,
        Role::Permissions
            | Role::Request
            | Role::Headers
            | Role::Query
            | Role::Function
            | Role::Path
            | Role::Body
            | Role::Errors
            | Role::Response
            | Role::Examples
            | Role::Properties
            | Role::Relationships
            | Role::Members
            | Role::Representation
    )
}

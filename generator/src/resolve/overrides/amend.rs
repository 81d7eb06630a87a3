//! Facts that nothing is concluded from, set in the resolved model.

use super::{
    super::{index::Index, inherit::Inheritance, reference},
    Entry, FROM, Overrides, did_you_mean, did_you_mean_type, find_operations, find_type,
    names::{Named, Renaming, rename},
    path_key, template_key,
};
use crate::{
    api::{Api, Location, Object, OperationId, Property, Shape, TypeId},
    config::{Request, Subject},
    diagnostic::{Code, Diagnostics},
    dialect::Dialect,
    evidence::{Fact, Kind, Trail, Verdict},
};

impl Overrides<'_> {
    /// Sets the facts that are left, names included, and reports overrides of what is not there.
    ///
    /// Operations have no builders yet, so their names are for [`Overrides::rename_calls`].
    pub(in crate::resolve) fn amend(
        &self,
        api: &mut Api,
        index: &Index<'_>,
        lineage: &Inheritance,
        out: &mut Diagnostics,
    ) {
        let mut amendment = Amendment {
            api,
            index,
            lineage,
            dialect: self.dialect,
            out,
            names: vec![],
        };
        for entry in &self.entries {
            if let Err(help) = amendment.apply(entry) {
                let message = format!("no page documents {}", entry.wanted.subject);
                let finding = amendment.out.report(Code::OverrideUnused, entry.wanted.span, message);
                help.map(|help| finding.help(help));
            }
        }
        let names = amendment.names;
        rename(names, api, out);
    }
}

/// What an override is about is not there; perhaps something else was meant.
type Missing = Option<String>;

struct Amendment<'a> {
    api: &'a mut Api,
    index: &'a Index<'a>,
    lineage: &'a Inheritance,
    dialect: &'a Dialect,
    out: &'a mut Diagnostics,
    names: Vec<Renaming>,
}

impl Amendment<'_> {
    fn apply(&mut self, entry: &Entry<'_>) -> Result<(), Missing> {
        match &entry.wanted.subject {
            _ if entry.found && entry.skips() => Ok(()),
            Subject::Type(ty) => {
                let id = self.ty(ty, entry)?;
                self.amend_type(id, entry);
                Ok(())
            }
            Subject::Property { ty, property } => {
                let id = self.ty(ty, entry)?;
                self.amend_property(id, property, entry)
            }
            Subject::Member { ty, member } => {
                let id = self.ty(ty, entry)?;
                self.amend_member(id, member, entry)
            }
            Subject::Operation(request) => {
                for id in self.operations(request)? {
                    let operation = &mut self.api.operations[id.0 as usize];
                    amend_text(&mut operation.deprecated, entry);
                    overrule(&mut operation.evidence, entry);
                }
                Ok(())
            }
            Subject::Parameter { operation, parameter } => {
                let ids = self.operations(operation)?;
                self.amend_parameter(&ids, parameter, entry)
            }
        }
    }

    fn ty(&self, name: &str, entry: &Entry<'_>) -> Result<TypeId, Missing> {
        let id = entry.ty(self.dialect).and_then(|key| find_type(self.api, &key));
        id.ok_or_else(|| did_you_mean_type(name, self.api.types.iter().map(|ty| ty.qualified.as_str())))
    }

    fn amend_type(&mut self, id: TypeId, entry: &Entry<'_>) {
        let (subject, set) = (&entry.wanted.subject, &entry.wanted.set);
        let ty = &mut self.api.types[id.0 as usize];
        amend_text(&mut ty.deprecated, entry);
        overrule(&mut ty.evidence, entry);
        match (&mut ty.shape, set.open) {
            (Shape::Object(object), Some(open)) => object.open = open,
            (Shape::Enumeration(_), Some(_)) => {
                entry.unfit(format!("{subject} is an enumeration, which is always open"), self.out);
            }
            (_, None) => {}
        }
        if !entry.found && (set.base.is_some() || set.flags.is_some() || set.skip == Some(true)) {
            let message =
                format!("{subject} is made of what requests carry: it has no base, and cannot be left out by itself");
            entry
                .unfit(message, self.out)
                .help("override the `body` of the operations that carry it");
        }
        self.name(entry, Named::Type(id));
    }

    fn amend_property(&mut self, id: TypeId, name: &str, entry: &Entry<'_>) -> Result<(), Missing> {
        let set = &entry.wanted.set;
        if !self
            .object(id)
            .is_some_and(|object| object.properties.iter().any(|property| property.name == name))
        {
            return Err(self.where_property(id, name));
        }
        // Of types that are made of what operations carry there was nothing to correct before.
        let expr = set.ty.as_ref().filter(|_| !entry.found);
        let expr = expr.and_then(|text| entry.parse(text, self.dialect, self.out));
        let ty = expr.map(|expr| reference::resolve(&expr, FROM, self.index, self.lineage, self.out));
        let Shape::Object(object) = &mut self.api.types[id.0 as usize].shape else {
            return Ok(());
        };
        if entry.skips() {
            object.properties.retain(|property| property.name != name);
            return Ok(());
        }
        let same = |property: &&mut Property| property.name == name;
        if let Some(property) = object.properties.iter_mut().find(same) {
            amend_text(&mut property.deprecated, entry);
            overrule(&mut property.evidence, entry);
            property.required = set.required.unwrap_or(property.required);
            property.nullable = set.nullable.unwrap_or(property.nullable);
            property.read_only = set.read_only.unwrap_or(property.read_only);
            property.ty = ty.unwrap_or_else(|| property.ty.clone());
        }
        self.name(entry, Named::Property(id, name.to_owned()));
        Ok(())
    }

    /// Where a property is that a type does not document itself.
    fn where_property(&self, id: TypeId, name: &str) -> Missing {
        let ty = &self.api.ty(id).qualified;
        let mut base = self.object(id).and_then(|object| object.base);
        while let Some((id, object)) = base.and_then(|id| Some((id, self.object(id)?))) {
            if object.properties.iter().any(|property| property.name == name) {
                let base = &self.api.ty(id).qualified;
                return Some(format!("`{ty}` inherits it from `{base}`; override it there"));
            }
            base = object.base;
        }
        let own = self.object(id).into_iter().flat_map(|object| &object.properties);
        did_you_mean(name, own.map(|property| property.name.as_str()))
    }

    fn object(&self, id: TypeId) -> Option<&Object> {
        self.api.object(id)
    }

    fn amend_member(&mut self, id: TypeId, name: &str, entry: &Entry<'_>) -> Result<(), Missing> {
        let Shape::Enumeration(enumeration) = &mut self.api.types[id.0 as usize].shape else {
            return Err(Some("the type is no enumeration; name a `property` of it".to_owned()));
        };
        let Some(member) = enumeration.members.iter_mut().find(|member| member.name == name) else {
            return Err(did_you_mean(
                name,
                enumeration.members.iter().map(|member| member.name.as_str()),
            ));
        };
        amend_text(&mut member.deprecated, entry);
        overrule(&mut member.evidence, entry);
        self.name(entry, Named::Member(id, name.to_owned()));
        Ok(())
    }

    fn operations(&self, request: &Request) -> Result<Vec<OperationId>, Missing> {
        let ids = find_operations(self.api, request, self.dialect);
        if ids.is_empty() {
            Err(self.where_operation(request))
        } else {
            Ok(ids)
        }
    }

    /// Other methods of the path, or a path that is nearly the same.
    fn where_operation(&self, request: &Request) -> Missing {
        let path = path_key(&request.path, self.dialect);
        let lines = || {
            let operations = self.api.operations.iter();
            operations.flat_map(|operation| {
                operation
                    .templates
                    .iter()
                    .map(|template| (operation.method, template.as_str()))
            })
        };
        if let Some((method, template)) = lines().find(|(_, template)| template_key(template) == path) {
            return Some(format!("did you mean `{} {template}`?", method.as_str()));
        }
        let same = lines().filter(|(method, _)| *method == request.method);
        did_you_mean(&request.path, same.map(|(_, template)| template))
    }

    fn amend_parameter(&mut self, ids: &[OperationId], name: &str, entry: &Entry<'_>) -> Result<(), Missing> {
        let set = &entry.wanted.set;
        let is_meant = |other: &str| other.eq_ignore_ascii_case(name);
        let expr = set
            .ty
            .as_ref()
            .and_then(|text| entry.parse(text, self.dialect, self.out));
        let ty = expr.map(|expr| reference::resolve(&expr, FROM, self.index, self.lineage, self.out));
        let mut found = false;
        for id in ids {
            let parameters = &mut self.api.operations[id.0 as usize].parameters;
            let meant = parameters.iter_mut().filter(|parameter| is_meant(&parameter.name));
            for parameter in meant {
                found = true;
                parameter.required = set.required.unwrap_or(parameter.required);
                overrule(&mut parameter.evidence, entry);
                match (&ty, parameter.location) {
                    (Some(ty), Location::Query) => parameter.ty.clone_from(ty),
                    (Some(_), Location::Header) => {
                        entry.unfit(format!("`{name}` is a header, which is always text"), self.out);
                    }
                    (None, _) => {}
                }
            }
            if entry.skips() {
                parameters.retain(|parameter| !is_meant(&parameter.name));
            } else if found {
                self.name(entry, Named::Parameter(*id, name.to_owned()));
            }
        }
        if found {
            Ok(())
        } else {
            Err(self.where_parameter(ids, name))
        }
    }

    fn where_parameter(&self, ids: &[OperationId], name: &str) -> Missing {
        let operations = || ids.iter().map(|id| self.api.operation(*id));
        let placeholder = format!("{{{name}}}");
        if operations()
            .flat_map(|operation| &operation.templates)
            .any(|template| template.contains(&placeholder))
        {
            return Some(
                "it is a part of the path; an override can be about parameters of the query and headers".to_owned(),
            );
        }
        did_you_mean(
            name,
            operations()
                .flat_map(|operation| &operation.parameters)
                .map(|parameter| parameter.name.as_str()),
        )
    }

    /// Notes the name that is wanted; all are given at the end, since one may make room for another.
    fn name(&mut self, entry: &Entry<'_>, named: Named) {
        if let Some(name) = &entry.wanted.set.name {
            self.names.push(Renaming {
                named,
                name: name.clone(),
                span: entry.wanted.span,
            });
        }
    }
}

/// Notes that the configuration says what it sets, whoever said it before.
fn overrule(evidence: &mut Trail, entry: &Entry<'_>) {
    let set = &entry.wanted.set;
    let facts = [
        (Fact::Base, set.base.is_some()),
        (Fact::Open, set.open.is_some()),
        (Fact::Flags, set.flags.is_some()),
        (Fact::Type, set.ty.is_some()),
        (Fact::Required, set.required.is_some()),
        (Fact::ReadOnly, set.read_only.is_some()),
        (Fact::Nullable, set.nullable.is_some()),
        (Fact::Deprecated, set.deprecated.is_some()),
        (Fact::Body, set.body.is_some()),
        (Fact::Answer, set.answer.is_some()),
    ];
    for (fact, _) in facts.into_iter().filter(|(_, is_set)| *is_set) {
        // What the configuration said before the pages were weighed stands where a page's word would.
        evidence.forget(fact, FROM);
        evidence.overrule(fact, Kind::Override, entry.wanted.span, Verdict::Overridden);
    }
    if let Some(ty) = entry.replaced.as_ref().and_then(|replaced| replaced.ty.as_ref()) {
        evidence.lose(Fact::Type, Kind::Table, ty.span, Verdict::Overridden);
    }
}

/// Says why something is deprecated, or that it is not.
fn amend_text(deprecated: &mut Option<String>, entry: &Entry<'_>) {
    if let Some(text) = &entry.wanted.set.deprecated {
        *deprecated = Some(text.clone()).filter(|text| !text.trim().is_empty());
    }
}

//! What a model costs to compile: as docwright emits it, and as others would.

use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::Result;
use docwright::{Generator, api::Api, emit::Runtime, pattern::Pattern};

use crate::{
    Input,
    edition::Edition,
    folder, model, program,
    record::{self, Cost},
    table::{self, megabytes, ratio, row, seconds},
};

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    input: Input,
    /// Measure so often, in turns, and take the best, which is what the machine disturbed least
    #[arg(long, value_name = "N", default_value_t = 2)]
    runs: u32,
    /// The operations of a program that uses but a few; the first three of the model unless they are said
    #[arg(long, value_name = "PATTERN")]
    few: Vec<Pattern>,
    /// Only types: no programs, no documentation
    #[arg(long)]
    types: bool,
    /// Only programs and documentation: no types that derive
    #[arg(long, conflicts_with = "types")]
    programs: bool,
}

/// Makes the crates, compiles them and prints what it took.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let api = model(&arguments.input)?;
    fs::create_dir_all(&arguments.input.out)?;
    let bench = Bench {
        root: arguments.input.out.canonicalize()?,
        runs: arguments.runs.max(1),
    };
    let whole = bench.root.join("docwright");
    emit(&arguments.input.docs, &whole, &[])?;
    let counts = docwright::report::Counts::of(0, &api);
    println!(
        "{} object types, {} enumerations, {} operations. Processor time; the clock's in parentheses.\n",
        counts.types, counts.enumerations, counts.operations
    );
    if !arguments.programs {
        bench.editions(&api, &whole)?;
    }
    if !arguments.types {
        bench.programs(&api, &whole, arguments)?;
        bench.documentation(&whole)?;
    }
    Ok(())
}

/// Emits a crate as a user would.
pub(crate) fn emit(docs: &Path, folder: &Path, include: &[Pattern]) -> Result<Api> {
    let generator = Generator::new()
        .docs(docs)
        .out(folder)
        .tests(false)
        .features(false)
        .force(true);
    let runtime = Runtime::Path(folder::runtime().to_string_lossy().into_owned());
    let generator = generator.name(name(folder)).runtime(runtime);
    let report = include.iter().cloned().fold(generator, Generator::include).run()?;
    Ok(report.api)
}

/// Makes a crate of types that derive what they need.
pub(crate) fn derived(root: &Path, api: &Api, edition: Edition) -> Result<PathBuf> {
    let folder = root.join(format!("{edition:?}").to_lowercase());
    let manifest = folder::manifest(&name(&folder), edition.dependencies());
    folder::write(&folder, &manifest, &[("src/lib.rs", edition.emit(api))])?;
    Ok(folder)
}

fn name(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default();
    format!("bench_{}", name.to_string_lossy())
}

struct Bench {
    root: PathBuf,
    runs: u32,
}

impl Bench {
    /// What each of some commands of Cargo costs for each of some crates, by folder and command; and what their dependencies
    /// cost, where they had to be compiled. All are run in turns, so that what disturbs the machine for a while disturbs them all.
    fn costs<const N: usize>(&self, folders: &[&Path], commands: [&[&str]; N]) -> Result<Vec<[(Cost, Cost); N]>> {
        let mut costs: Vec<[Option<(Cost, Cost)>; N]> = vec![[None; N]; folders.len()];
        for _ in 0..self.runs {
            for (folder, costs) in folders.iter().zip(&mut costs) {
                for (command, cost) in commands.iter().zip(costs) {
                    let (own, others) = self.cost(folder, command)?;
                    *cost = Some(cost.map_or((own, others), |(best, first)| (best.best(own), first)));
                }
            }
        }
        let costs = costs.into_iter().map(|costs| costs.map(Option::unwrap_or_default));
        Ok(costs.collect())
    }

    fn cost(&self, folder: &Path, command: &[&str]) -> Result<(Cost, Cost)> {
        let name = name(folder);
        folder::touch(folder)?;
        let records = record::cargo(folder, command, &self.root.join("target"))?;
        Ok((records.of(&name), records.others(&name)))
    }

    /// The table of editions: the same types in three forms.
    fn editions(&self, api: &Api, whole: &Path) -> Result<()> {
        let forms = [
            ("std derives only", derived(&self.root, api, Edition::Std)?),
            ("docwright, operations too", whole.to_owned()),
            ("serde derives", derived(&self.root, api, Edition::Serde)?),
        ];
        let mut rows = vec![row(&[
            "types emitted with",
            "`cargo check`",
            "",
            "`cargo build`",
            "",
            "peak memory",
        ])];
        let mut floor: Option<(Cost, Cost)> = None;
        let mut dependencies = vec![];
        let folders: Vec<&Path> = forms.iter().map(|(_, folder)| folder.as_path()).collect();
        let costs = self.costs(&folders, [&["check"], &["build"]])?;
        for ((label, _), [(check, before_check), (build, before_build)]) in forms.iter().zip(costs) {
            let (least_check, least_build) = *floor.get_or_insert((check, build));
            rows.push(vec![
                (*label).to_owned(),
                time(check),
                ratio(check.processor, least_check.processor),
                time(build),
                ratio(build.processor, least_build.processor),
                megabytes(check.memory.max(build.memory)),
            ]);
            dependencies.push(format!(
                "{label}: {} to check, {} to build",
                seconds(before_check.processor),
                seconds(before_build.processor)
            ));
        }
        table::print(&rows);
        println!(
            "Dependencies, where not compiled before. {}.\n",
            dependencies.join("; ")
        );
        Ok(())
    }

    /// The table of programs: one that calls everything, one that calls little.
    fn programs(&self, api: &Api, whole: &Path, arguments: &Arguments) -> Result<()> {
        let few = if arguments.few.is_empty() {
            first_operations(api)?
        } else {
            arguments.few.clone()
        };
        let part = self.root.join("part");
        let chosen = emit(&arguments.input.docs, &part, &few)?;
        let all = self.program(api, whole, "calls_all")?;
        let some = self.program(&chosen, &part, "calls_few")?;
        let counted = |api: &Api| api.operations.len();
        let mut rows = vec![row(&[
            "program or crate",
            "`cargo check`",
            "`cargo build`",
            "`--release`",
            "peak memory",
        ])];
        let labels = [
            format!("a program that calls all {} operations", counted(api)),
            format!("a crate of {} operations", counted(&chosen)),
            format!("a program that calls these {}", counted(&chosen)),
        ];
        let commands: [&[&str]; 3] = [&["check"], &["build"], &["build", "--release"]];
        let costs = self.costs(&[&all, &part, &some], commands)?;
        for (label, [(check, _), (debug, _), (release, _)]) in labels.into_iter().zip(costs) {
            let memory = check.memory.max(debug.memory).max(release.memory);
            rows.push(vec![label, time(check), time(debug), time(release), megabytes(memory)]);
        }
        table::print(&rows);
        Ok(())
    }

    /// A program that calls all operations of a crate.
    fn program(&self, api: &Api, krate: &Path, folder: &str) -> Result<PathBuf> {
        let folder = self.root.join(folder);
        let dependency = name(krate);
        let manifest = format!("{dependency} = {{ path = {:?} }}\n", krate.to_string_lossy());
        let manifest = folder::manifest(&name(&folder), &manifest);
        folder::write(&folder, &manifest, &[("src/main.rs", program::emit(api, &dependency))])?;
        Ok(folder)
    }

    fn documentation(&self, whole: &Path) -> Result<()> {
        folder::touch(whole)?;
        let start = Instant::now();
        record::cargo(whole, &["doc", "--no-deps"], &self.root.join("target"))?;
        println!(
            "`cargo doc --no-deps`: {} by the clock, with what it has to check.",
            seconds(start.elapsed())
        );
        Ok(())
    }
}

/// Patterns of the first three operations.
fn first_operations(api: &Api) -> Result<Vec<Pattern>> {
    let operations = api
        .operations
        .iter()
        .filter(|operation| !operation.templates.is_empty())
        .take(3);
    let patterns = operations.map(|each| format!("{}#{}", each.templates[0], each.method.as_str()).parse());
    Ok(patterns.collect::<Result<_, _>>()?)
}

fn time(cost: Cost) -> String {
    format!("{} ({})", seconds(cost.processor), seconds(cost.clock))
}

//! What was measured, for people.

use std::time::Duration;

use crate::{Measured, commands::Command};

/// Prints each command with what it takes, as a multiple of the least.
pub(crate) fn print_ratios(measured: &Measured) {
    let least = measured.least();
    println!("{:<30}{:>10}{:>10}{:>10}{:>10}", "", "ms", "ratio", "goal", "MB");
    let rows = [
        ("read", measured.read),
        ("parse", measured.parse),
        ("the least: both", least),
    ];
    for (name, time) in rows {
        println!("{name:<30}{:>10.1}{:>10.2}", millis(time), quotient(time, least));
    }
    for (command, run) in &measured.runs {
        let first = measured.run(Command::Generate).map_or(least, |run| run.time);
        let ratio = quotient(run.time, if command.is_second() { first } else { least });
        let goal = command.goal().map_or(String::new(), |goal| format!("{goal:.2}"));
        let missed = command.goal().is_some_and(|goal| ratio > goal);
        let memory = run.memory.map_or(String::new(), |kib| mega(kib).to_string());
        let (name, note) = (command.name(), if missed { "  missed" } else { "" });
        println!(
            "{name:<30}{:>10.1}{ratio:>10.2}{goal:>10}{memory:>10}{note}",
            millis(run.time)
        );
    }
    println!("\nRatios are to the least; of second runs, to the first `generate`.\n");
}

/// Prints how each command grows with its input, in milliseconds for each copy.
pub(crate) fn print_growth(steps: &[(u32, Measured)]) {
    let Some((_, first)) = steps.first() else {
        return;
    };
    print!("{:<30}", "ms for each copy, of copies:");
    for (count, _) in steps {
        print!("{count:>10}");
    }
    println!();
    print!("{:<30}", "operations, for each copy");
    for (count, measured) in steps {
        print!("{:>10.1}", f64::from(measured.operations) / f64::from(*count));
    }
    println!();
    row("the least", steps, |measured| Some(measured.least()));
    for (command, _) in &first.runs {
        row(command.name(), steps, |measured| {
            measured.run(*command).map(|run| run.time)
        });
    }
    for command in [Command::Lint, Command::Generate] {
        print!("{:<30}", format!("MB of memory, {}", command.name()));
        for (_, measured) in steps {
            let memory = measured.run(command).and_then(|run| run.memory);
            print!("{:>10}", memory.map_or(0, mega));
        }
        println!();
    }
}

fn row(name: &str, steps: &[(u32, Measured)], time: impl Fn(&Measured) -> Option<Duration>) {
    print!("{name:<30}");
    for (count, measured) in steps {
        let time = time(measured).map_or(f64::NAN, millis);
        print!("{:>10.1}", time / f64::from(*count));
    }
    println!();
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn quotient(time: Duration, of: Duration) -> f64 {
    time.as_secs_f64() / of.as_secs_f64()
}

fn mega(kib: u64) -> u64 {
    kib * 1024 / 1_000_000
}

//! The `docwright` program.

mod cli;

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Facts of pages are many small allocations, most of them made on several threads at once.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    cli::main()
}

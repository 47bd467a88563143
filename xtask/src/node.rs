//! Node and the development packages.

use std::fs;

use anyhow::{Result, bail};

use crate::run::{command, exists, output, root, run};

const OLDEST: u32 = 20;

/// Checks that Node is installed, and updates `node_modules` to the lock file.
pub fn prepare() -> Result<()> {
    if !exists("node") || !exists(npm()) {
        bail!("the page is bundled with Node {OLDEST} or newer and npm; install it from https://nodejs.org");
    }
    let version = output(&mut command("node", &["--version"]))?;
    let major: u32 = version.trim_start_matches('v').split('.').next().unwrap_or("").parse().unwrap_or(0);
    if major < OLDEST {
        bail!("the page is bundled with Node {OLDEST} or newer; `node --version` says {}", version.trim());
    }
    install("")
}

/// Installs the libraries of the bench.
pub fn prepare_bench() -> Result<()> {
    install("bench")
}

/// Installs the bundlers and frameworks that the npm package is tested with.
pub fn prepare_package_tests() -> Result<()> {
    install("tests/package")
}

/// Updates `node_modules` of a folder to its lock file.
fn install(folder: &str) -> Result<()> {
    let folder = root().join(folder);
    let lock = fs::read(folder.join("package-lock.json"))?;
    let installed = folder.join("node_modules/.installed-lock.json");
    if fs::read(&installed).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(command(npm(), &["ci", "--no-audit", "--no-fund"]).current_dir(&folder))?;
    fs::write(installed, lock)?;
    Ok(())
}

/// The name of npm.
pub fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// Runs a tool of `node_modules`.
pub fn tool(name: &str, arguments: &[&str]) -> Result<()> {
    let path = root().join("node_modules/.bin").join(name);
    run(&mut command(&path.to_string_lossy(), arguments))
}

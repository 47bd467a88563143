//! Python with pinned packages: scikit-learn for the exported scripts, Jupyter for the package.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::run::{command, exists, output, root, run};

/// The oldest Python for which the pinned packages exist.
const OLDEST: u32 = 11;

/// Creates a virtual environment in target/ with the packages that a file pins; returns the reason if that is not possible.
pub fn prepare(name: &str, requirements: &str) -> Result<std::result::Result<PathBuf, String>> {
    if let Some(reason) = why_not() {
        return Ok(Err(reason));
    }
    let environment = root().join("target").join(name);
    let python = environment.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let wanted = fs::read(root().join(requirements))?;
    let installed = environment.join("installed-requirements.txt");
    if python.exists() && fs::read(&installed).is_ok_and(|installed| installed == wanted) {
        return Ok(Ok(python));
    }
    run(&mut command("python3", &["-m", "venv", "--clear", path(&environment)?]))?;
    pip(&python, &["-r", requirements])
        .with_context(|| format!("the packages of {requirements} could not be installed"))?;
    fs::write(installed, wanted)?;
    Ok(Ok(python))
}

/// Installs something into the environment of a Python.
pub fn pip(python: &Path, arguments: &[&str]) -> Result<()> {
    let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
    run(command(path(python)?, &install).args(arguments))
}

fn why_not() -> Option<String> {
    if !exists("python3") {
        return Some("there is no python3".to_owned());
    }
    // Debian has ensurepip, which venv needs, in a separate package.
    let probe = "import sys, venv, ensurepip; print(sys.version_info.minor)";
    let Ok(minor) = output(&mut command("python3", &["-c", probe])) else {
        return Some("python3 has no venv; on Debian it is in the package python3-venv".to_owned());
    };
    let is_old = minor.trim().parse::<u32>().is_ok_and(|minor| minor < OLDEST);
    is_old.then(|| format!("python3 is 3.{}, older than 3.{OLDEST}", minor.trim()))
}

fn path(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is not valid Unicode", path.display()))
}

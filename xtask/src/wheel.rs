//! The Python package: a widget for notebooks that contains the standalone module.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::build::{build, copy_into, copy_tree, dist};
use crate::run::{command, root, run};
use crate::{manifest, node, python};

/// Builds everything, then the wheel in `dist/python/`.
pub fn wheel() -> Result<()> {
    build()?;
    match environment()? {
        Ok(python) => {
            println!("built {}", make(&python)?.display());
            Ok(())
        }
        Err(reason) => anyhow::bail!("the wheel needs Python: {reason}"),
    }
}

/// Installs the wheel of the current dist/ in a virtual environment; returns the reason if that is not possible.
pub fn prepare() -> Result<std::result::Result<PathBuf, String>> {
    let python = match environment()? {
        Ok(python) => python,
        Err(reason) => return Ok(Err(reason)),
    };
    let wheel = make(&python)?;
    python::pip(&python, &["--no-index", "--no-deps", "--force-reinstall", &wheel.to_string_lossy()])?;
    Ok(Ok(python))
}

fn environment() -> Result<std::result::Result<PathBuf, String>> {
    python::prepare("jupyter", "python/tests/requirements.txt")
}

/// Assembles the sources in target/ and builds the wheel.
fn make(python: &Path) -> Result<PathBuf> {
    let (stage, out) = (root().join("target/wheel"), dist().join("python"));
    for folder in [&stage, &out] {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder)?;
    }
    let source = root().join("python");
    copy_tree(&source.join("src"), &stage.join("src"))?;
    for file in ["python/README.md", "Cargo.toml", "LICENSE-MIT", "LICENSE-APACHE", "data/LICENSE-ISLP"] {
        copy_into(&root().join(file), &stage)?;
    }
    let project = fs::read_to_string(source.join("pyproject.toml"))?;
    fs::write(stage.join("pyproject.toml"), manifest::fill(&project)?)?;
    bundle(&stage.join("src/regularization_lab"))?;
    let arguments = ["-m", "hatchling", "build", "--target", "wheel", "--directory", &out.to_string_lossy()];
    run(command(&python.to_string_lossy(), &arguments).current_dir(&stage))?;
    let built = fs::read_dir(&out)?.next().context("hatchling has made no wheel")?;
    Ok(built?.path())
}

/// Makes one module of the widget and the standalone lab: notebooks load the text of one.
fn bundle(package: &Path) -> Result<()> {
    let entry = root().join("python/widget/widget.js").display().to_string();
    let (alias, out) = (
        format!("--alias:regularization-lab/standalone={}", dist().join("standalone.js").display()),
        format!("--outdir={}", package.display()),
    );
    let options = ["--bundle", "--minify", "--format=esm", "--log-level=warning"];
    let arguments: Vec<&str> =
        [entry.as_str(), &alias, &out, "--target=es2022"].into_iter().chain(options).collect();
    node::tool("esbuild", &arguments)
}

//! Builds `dist/`: the wasm and its bindings (`wasm.rs`), the page and the data files. Needs nothing but Rust.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::run::root;
use crate::wasm;

/// Files of www/style in the order of the cascade.
const STYLES: [&str; 12] = [
    "tokens.css",
    "base.css",
    "header.css",
    "menu.css",
    "panels.css",
    "pictures.css",
    "comparison.css",
    "controls.css",
    "lambda.css",
    "layout.css",
    "data.css",
    "export.css",
];

/// Where the built site lies.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Builds everything.
pub fn build() -> Result<()> {
    let start = Instant::now();
    let dist = dist();
    fs::create_dir_all(&dist)?;
    wasm::build(&dist)?;
    copy_tree(&root().join("www"), &dist)?;
    join_styles(&dist)?;
    fs::copy(root().join("index.html"), dist.join("index.html"))?;
    for entry in fs::read_dir(root().join("data"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "bin") {
            copy_into(&path, &dist.join("data"))?;
        }
    }
    println!("built dist/ in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Makes one file of the style sheets, so that an element waits for one.
fn join_styles(dist: &Path) -> Result<()> {
    let folder = dist.join("style");
    let sheets: Vec<String> = STYLES
        .iter()
        .map(|name| fs::read_to_string(folder.join(name)).with_context(|| (*name).to_owned()))
        .collect::<Result<_>>()?;
    fs::write(dist.join("style.css"), sheets.join("\n"))?;
    fs::remove_dir_all(folder)?;
    Ok(())
}

fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if path.is_dir() {
            copy_tree(&path, &to.join(path.file_name().context("a folder has a name")?))?;
        } else {
            copy_into(&path, to)?;
        }
    }
    Ok(())
}

fn copy_into(file: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let name = file.file_name().context("a file has a name")?;
    fs::copy(file, folder.join(name)).with_context(|| format!("{} could not be copied", file.display()))?;
    Ok(())
}

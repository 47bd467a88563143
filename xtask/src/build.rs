//! Builds `dist/`: the wasm module, its bindings, the page and the data files. Needs nothing but Rust.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

use crate::run::{command, exists, output, root, run};

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

const TARGET: &str = "wasm32-unknown-unknown";

/// Where the built site lies.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// Builds everything.
pub fn build() -> Result<()> {
    let start = Instant::now();
    add_target()?;
    // Colours would be lost where the output is not a terminal, so cargo decides by itself.
    run(&mut command("cargo", &["build", "--release", "--lib", "--target", TARGET]))?;
    let dist = dist();
    fs::create_dir_all(&dist)?;
    bind(&artifact()?, &dist)?;
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

/// Adds the wasm target where it is missing; toolchains without rustup must bring it themselves.
pub fn add_target() -> Result<()> {
    let libraries = output(&mut command("rustc", &["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(libraries.trim()).exists() {
        return Ok(());
    }
    if !exists("rustup") {
        anyhow::bail!(
            "Rust's target {TARGET} is missing and there is no rustup to add it; install it with your toolchain"
        );
    }
    run(&mut command("rustup", &["target", "add", TARGET]))
}

fn artifact() -> Result<PathBuf> {
    let metadata = output(&mut command("cargo", &["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let target = metadata["target_directory"].as_str().context("cargo metadata names no target directory")?;
    Ok(Path::new(target).join(TARGET).join("release/regularization_lab.wasm"))
}

/// Writes the bindings and the module they load, `regularization-lab.wasm`.
fn bind(module: &Path, dist: &Path) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .out_name("bindings")
        .web(true)?
        .typescript(true)
        // `init` says where the module is.
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true);
    bindgen.generate(dist).context("the bindings could not be generated")?;
    fs::rename(dist.join("bindings_bg.wasm"), dist.join("regularization-lab.wasm"))?;
    fs::remove_file(dist.join("bindings_bg.wasm.d.ts"))?;
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

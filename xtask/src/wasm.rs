//! Compiles the crate to WebAssembly and generates its bindings.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

use crate::run::{command, exists, output, run};

const TARGET: &str = "wasm32-unknown-unknown";

/// The WebAssembly that the bindings load.
const WASM: &str = "regularization-lab.wasm";

/// A build profile of the crate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// Compiles in seconds; a panic has its message in the console.
    Development,
    /// Optimized across crates; what is published.
    Release,
}

impl Profile {
    /// Cargo's name of the profile.
    fn name(self) -> &'static str {
        match self {
            Self::Development => "wasm-dev",
            Self::Release => "release",
        }
    }
}

/// Compiles the crate; returns the linked module.
pub fn compile(profile: Profile) -> Result<PathBuf> {
    add_target()?;
    let arguments =
        ["rustc", "--lib", "--crate-type", "cdylib", "--target", TARGET, "--profile", profile.name()];
    run(command("cargo", &arguments).args(["--config", &remapped_paths()?]))?;
    let metadata = output(&mut command("cargo", &["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let target = metadata["target_directory"].as_str().context("cargo metadata names no target directory")?;
    Ok(Path::new(target).join(TARGET).join(profile.name()).join("regularization_lab.wasm"))
}

/// Cargo's configuration that names sources of libraries without the folder of this machine: panic messages contain them, and two
/// machines would build different bytes.
fn remapped_paths() -> Result<String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home =
        home.or_else(|| Some(std::env::home_dir()?.join(".cargo"))).context("cargo has no home folder")?;
    let from = home.join("registry/src");
    let flag = Value::from(format!("--remap-path-prefix={}=", from.display()));
    Ok(format!("target.{TARGET}.rustflags = [{flag}]"))
}

/// Writes `bindings.js`, its types and the module itself, [`WASM`], into `out`.
pub fn bind(linked: &Path, profile: Profile, out: &Path) -> Result<()> {
    fs::create_dir_all(out)?;
    let keeps_names = profile == Profile::Development;
    Bindgen::new()
        .input_path(linked)
        .out_name("bindings")
        .web(true)?
        .typescript(true)
        // `www/files.js` has the URL of the module.
        .omit_default_module_path(true)
        .remove_name_section(!keeps_names)
        .remove_producers_section(true)
        .generate(out)
        .context("the bindings could not be generated")?;
    fs::rename(out.join("bindings_bg.wasm"), out.join(WASM))?;
    Ok(())
}

/// Adds the wasm target where it is missing; toolchains without rustup must bring it themselves.
pub fn add_target() -> Result<()> {
    let libraries = output(&mut command("rustc", &["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(libraries.trim()).exists() {
        return Ok(());
    }
    if !exists("rustup") {
        bail!(
            "Rust's target {TARGET} is missing and there is no rustup to add it; install it with your toolchain"
        );
    }
    run(&mut command("rustup", &["target", "add", TARGET]))
}

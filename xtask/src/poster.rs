//! A link as an SVG, drawn by `examples/poster.rs`. The library is not linked here, so that no other command has to compile it.

use std::process::ExitStatus;

use anyhow::{Context, Result, bail};

use crate::run::root;

/// Draws a poster; the arguments are those of the example.
pub fn poster(arguments: &[&str]) -> Result<()> {
    let manifest = root().join("Cargo.toml");
    let status = std::process::Command::new("cargo")
        // Where the caller stands, so that FILE is a path from there.
        .args(["run", "--quiet", "--example", "poster", "--manifest-path"])
        .arg(manifest)
        .arg("--")
        .args(arguments)
        .status();
    if !status.as_ref().is_ok_and(ExitStatus::success) {
        status.context("cargo did not start")?;
        bail!("there is no poster");
    }
    Ok(())
}

//! Draws a link as an SVG by `examples/poster.rs`. xtask does not link the library, so that other commands do not compile it.

use std::process::ExitStatus;

use anyhow::{Context, Result, bail};

use crate::run::root;

/// Draws a poster; the arguments are those of the example.
pub fn poster(arguments: &[&str]) -> Result<()> {
    let manifest = root().join("Cargo.toml");
    let status = std::process::Command::new("cargo")
        // In the caller's folder, so that FILE is relative to it.
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

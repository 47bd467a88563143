//! What Cargo.toml says about the project, for the manifests of other package managers.

use anyhow::{Context, Result};
use serde_json::Value;

use crate::run::{command, output};

/// The text of a manifest with `{version}`, `{author}`, `{homepage}`, `{repository}` and `{issues}` replaced.
///
/// As text, because a parsed object would lose the order of conditions in `exports`.
pub fn fill(manifest: &str) -> Result<String> {
    let metadata = output(&mut command("cargo", &["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&metadata)?;
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    let ours = packages.iter().find(|package| package["name"] == "regularization-lab");
    let ours = ours.context("cargo metadata has no regularization-lab")?;
    let text = |value: &Value, name: &str| -> Result<String> {
        Ok(value.as_str().with_context(|| format!("Cargo.toml says no {name}"))?.to_owned())
    };
    let repository = text(&ours["repository"], "repository")?;
    Ok(manifest
        .replace("{version}", &text(&ours["version"], "version")?)
        .replace("{author}", &text(&ours["authors"][0], "authors")?)
        .replace("{homepage}", &text(&ours["homepage"], "homepage")?)
        .replace("{issues}", &format!("{repository}/issues"))
        .replace("{repository}", &repository))
}

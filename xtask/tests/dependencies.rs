//! docs/dependencies.md has a row for every direct dependency, and no other.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project").to_owned()
}

/// Names in the manifests of all crates of the workspace.
fn crates() -> BTreeSet<String> {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    packages
        .flat_map(|package| package["dependencies"].as_array().unwrap())
        .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
        .collect()
}

/// Names in every package.json that git knows.
fn packages() -> BTreeSet<String> {
    let listed =
        Command::new("git").args(["ls-files", "*package.json"]).current_dir(root()).output().unwrap();
    let listed = String::from_utf8(listed.stdout).unwrap();
    let mut names = BTreeSet::new();
    for file in listed.lines() {
        let manifest: Value = serde_json::from_str(&fs::read_to_string(root().join(file)).unwrap()).unwrap();
        for field in ["dependencies", "devDependencies", "peerDependencies"] {
            names.extend(manifest[field].as_object().into_iter().flat_map(|object| object.keys().cloned()));
        }
    }
    names
}

/// Python packages: of the requirements files, which pin also the dependencies of dependencies, those that the project itself uses.
const PYTHON: [&str; 6] = ["anywidget", "hatchling", "hugo", "numpy", "pandas", "scikit-learn"];

#[test]
fn every_dependency_has_a_reason() {
    let text = fs::read_to_string(root().join("docs/dependencies.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let documented: BTreeSet<String> =
        rows.flat_map(|names| names.split(", ")).map(|name| name.trim_matches('`').to_owned()).collect();
    let mut used: BTreeSet<String> = crates();
    used.extend(packages());
    used.extend(PYTHON.map(str::to_owned));
    assert!(used.len() > 20, "{used:?}");
    assert_eq!(documented, used);
}

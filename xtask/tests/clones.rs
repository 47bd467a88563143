//! Clones that share one `CARGO_TARGET_DIR`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const LINE: &str = "const _: Option<&str> = option_env!(\"LAB_CLONE\");";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the project").to_owned()
}

/// A workspace with this project's cargo configuration and a poster example that prints which clone it is of.
fn write_clone(folder: &Path, name: &str) {
    for folder in [".cargo", "src", "examples", "deeper"].map(|name| folder.join(name)) {
        fs::create_dir_all(folder).unwrap();
    }
    fs::copy(root().join(".cargo/config.toml"), folder.join(".cargo/config.toml")).unwrap();
    let manifest = "[workspace]\n[package]\nname = \"lab\"\nversion = \"0.0.0\"\nedition = \"2024\"\n";
    fs::write(folder.join("Cargo.toml"), manifest).unwrap();
    fs::write(folder.join("src/lib.rs"), format!("{LINE}\npub const NAME: &str = {name:?};")).unwrap();
    fs::write(folder.join("examples/poster.rs"), "fn main() { println!(\"{}\", lab::NAME); }").unwrap();
}

#[test]
fn two_clones_with_one_target_folder_build_their_own_sources() {
    let temporary = std::env::temp_dir().join(format!("xtask-clones-{}", std::process::id()));
    let names = ["first", "second"];
    for name in names {
        write_clone(&temporary.join(name), name);
    }
    for name in [names[0], names[1], names[0]] {
        let poster = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("poster")
            .current_dir(temporary.join(name).join("deeper"))
            .env("CARGO_TARGET_DIR", temporary.join("target"))
            // As a program that was not started by cargo.
            .env_remove("CARGO_MANIFEST_DIR")
            .output()
            .unwrap();
        let message = String::from_utf8_lossy(&poster.stderr);
        assert_eq!(String::from_utf8_lossy(&poster.stdout).trim(), name, "{message}");
    }
    fs::remove_dir_all(temporary).unwrap();
}

#[test]
fn every_crate_is_compiled_anew_for_another_clone() {
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(root())
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    for package in metadata["packages"].as_array().unwrap() {
        let targets = package["targets"].as_array().unwrap().iter();
        let sources: Vec<&str> = targets
            .filter(|target| ["lib", "cdylib", "bin"].iter().any(|kind| target["kind"][0] == *kind))
            .map(|target| target["src_path"].as_str().unwrap())
            .collect();
        assert!(!sources.is_empty(), "{}", package["name"]);
        for source in sources {
            assert!(fs::read_to_string(source).unwrap().contains(LINE), "{source} lacks {LINE}");
        }
    }
}

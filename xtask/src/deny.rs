//! Licences, sources and known vulnerabilities of the libraries, by cargo-deny with deny.toml.

use anyhow::Result;

use crate::run::{command, root, run};

/// The version that is installed where there is no cargo-deny.
const VERSION: &str = "0.20.2";

/// Checks everything; without access to the database of vulnerabilities, prints that they are not checked.
pub fn check() -> Result<()> {
    let cargo_deny = program()?;
    run(&mut command(&cargo_deny, &["check", "bans", "licenses", "sources"]))?;
    if command(&cargo_deny, &["fetch", "db"]).status()?.success() {
        run(&mut command(&cargo_deny, &["check", "advisories"]))
    } else {
        println!("left out: known vulnerabilities, whose database cannot be fetched");
        Ok(())
    }
}

/// cargo-deny on the path, or installed in target/. Unoptimized it is compiled in a third of the time.
fn program() -> Result<String> {
    let probe = command("cargo-deny", &["--version"]).output();
    if probe.is_ok_and(|probe| probe.status.success()) {
        return Ok("cargo-deny".to_owned());
    }
    let folder = root().join("target/tools");
    let installed = folder.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if !installed.exists() {
        println!("no cargo-deny found; installing it in target/tools");
        let folder = folder.to_string_lossy();
        let options = ["--locked", "--debug", "--quiet", "--version", VERSION, "--root", &folder];
        run(command("cargo", &["install", "cargo-deny"])
            .args(options)
            .env("CARGO_TARGET_DIR", root().join("target/tools/build")))?;
    }
    Ok(installed.to_string_lossy().into_owned())
}

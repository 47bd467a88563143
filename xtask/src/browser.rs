//! Finds a browser for tests.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::run::{command, exists, run};

/// Variable with the path of the browser, for machines on which it is not found.
const VARIABLE: &str = "LAB_BROWSER";
/// Variable with the path of Firefox.
pub const FIREFOX_VARIABLE: &str = "LAB_FIREFOX";

const PROGRAMS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
const PLACES: [&str; 5] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
];

const FIREFOX_PROGRAMS: [&str; 2] = ["firefox-esr", "firefox"];
const FIREFOX_PLACES: [&str; 2] =
    ["/Applications/Firefox.app/Contents/MacOS/firefox", "C:/Program Files/Mozilla Firefox/firefox.exe"];

/// Finds Chromium, or installs it through apt if possible.
pub fn find() -> Result<String> {
    if let Some(path) = named(VARIABLE)? {
        return Ok(path);
    }
    if let Some(path) = found_or_installed("Chromium", "chromium", &PROGRAMS, &PLACES)? {
        return Ok(path);
    }
    bail!("the browser tests need Chromium, Chrome or Edge; install one, or set {VARIABLE} to its path")
}

/// Finds or installs Firefox; without it, prints why its tests are skipped.
pub fn find_firefox() -> Result<Option<String>> {
    if let Some(path) = named(FIREFOX_VARIABLE)? {
        return Ok(Some(path));
    }
    let found = found_or_installed("Firefox", "firefox-esr", &FIREFOX_PROGRAMS, &FIREFOX_PLACES);
    match found {
        Ok(Some(path)) => return Ok(Some(path)),
        Ok(None) => println!("no Firefox found"),
        Err(error) => println!("no Firefox found, and it cannot be installed: {error:#}"),
    }
    println!("left out: the tests in Firefox; install it, or set {FIREFOX_VARIABLE} to its path");
    Ok(None)
}

fn named(variable: &str) -> Result<Option<String>> {
    match std::env::var(variable) {
        Ok(path) if Path::new(&path).exists() => Ok(Some(path)),
        Ok(path) => bail!("{variable} names {path}, which does not exist"),
        Err(_) => Ok(None),
    }
}

/// Finds a browser on this machine, or installs its package if possible.
fn found_or_installed(
    name: &str,
    package: &str,
    programs: &[&str],
    places: &[&str],
) -> Result<Option<String>> {
    let present = installed(programs, places);
    if present.is_some() || !may_use_apt() {
        return Ok(present);
    }
    println!("no {name} found; installing it through apt");
    run(command("apt-get", &["update", "-qq"]).env("DEBIAN_FRONTEND", "noninteractive"))?;
    run(command("apt-get", &["install", "-y", "-qq", "--no-install-recommends", package])
        .env("DEBIAN_FRONTEND", "noninteractive"))?;
    Ok(installed(programs, places))
}

fn installed(programs: &[&str], places: &[&str]) -> Option<String> {
    let on_path = programs.iter().find_map(|program| which(program));
    on_path.or_else(|| places.iter().find(|place| Path::new(place).exists()).map(|place| (*place).to_owned()))
}

fn which(program: &str) -> Option<String> {
    let folders = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&folders).map(|folder| folder.join(program));
    places.find(|path| path.is_file()).map(|path| path.display().to_string())
}

fn may_use_apt() -> bool {
    let user = Command::new("id").arg("-u").output();
    exists("apt-get") && user.is_ok_and(|user| user.stdout.trim_ascii() == b"0")
}

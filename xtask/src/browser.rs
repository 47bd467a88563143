//! Finding a browser to test in.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::run::{command, exists, run};

/// Names the browser to use, for machines where it is found nowhere else.
const VARIABLE: &str = "LAB_BROWSER";

const PROGRAMS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge"];
const PLACES: [&str; 5] = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
];

/// A Chromium, installed through apt where that is possible.
pub fn find() -> Result<String> {
    if let Ok(path) = std::env::var(VARIABLE) {
        if Path::new(&path).exists() {
            return Ok(path);
        }
        bail!("{VARIABLE} names {path}, which does not exist");
    }
    if let Some(path) = installed() {
        return Ok(path);
    }
    if may_use_apt() {
        println!("no Chromium found; installing it through apt");
        run(command("apt-get", &["update", "-qq"]).env("DEBIAN_FRONTEND", "noninteractive"))?;
        run(command("apt-get", &["install", "-y", "-qq", "--no-install-recommends", "chromium"])
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
        if let Some(path) = installed() {
            return Ok(path);
        }
    }
    bail!("the browser tests need Chromium, Chrome or Edge; install one, or set {VARIABLE} to its path")
}

fn installed() -> Option<String> {
    let on_path = PROGRAMS.into_iter().find_map(which);
    on_path.or_else(|| PLACES.into_iter().find(|place| Path::new(place).exists()).map(str::to_owned))
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

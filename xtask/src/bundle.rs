//! Makes of the modules in www/ what a page loads: few files, and small ones.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, write::GzEncoder};
use serde_json::{Map, json};

use crate::node;

/// Files of www/style that every lab has, in the order of the cascade.
const STYLES: [&str; 8] = [
    "tokens.css",
    "base.css",
    "panels.css",
    "controls.css",
    "lambda.css",
    "embed.css",
    "tools.css",
    "fingers.css",
];

/// Modules with the style of what is fetched later, and the files of each.
const LATER_STYLES: [(&str, &[&str]); 6] = [
    (
        "page/style",
        &[
            "select.css",
            "page-controls.css",
            "header.css",
            "menu.css",
            "layout.css",
            "data.css",
            "export.css",
        ],
    ),
    ("controls/style", &["select.css", "further-controls.css"]),
    ("panels/plane-style", &["select.css", "planes.css"]),
    ("panels/style", &["select.css", "further-panels.css", "comparison.css"]),
    ("taking/style", &["menus.css"]),
    ("share/style", &["select.css", "share.css"]),
];

/// What every browser that has all that the lab needs can read.
const TARGET: &str = "--target=es2022";

/// Writes everything that is made of `modules` into `dist`, where the wasm and the tables already are.
pub fn bundle(modules: &Path, dist: &Path) -> Result<()> {
    join_styles(modules)?;
    // Whatever is fetched later reaches the element, so all that a lab begins with is one file.
    let element = format!("--inject:{}", modules.join("element.js").display());
    esbuild(
        modules,
        dist,
        &["regularization-lab.js", "define.js"],
        &["--splitting", "--format=esm", &element],
    )?;
    esbuild(modules, dist, &["frame.js"], &["--format=esm"])?;
    inline_files(modules, dist)?;
    esbuild(modules, dist, &["standalone.js"], &["--format=esm"])?;
    write_frame(modules, dist)
}

fn esbuild(modules: &Path, out: &Path, entries: &[&str], options: &[&str]) -> Result<()> {
    let entries: Vec<String> = entries.iter().map(|name| modules.join(name).display().to_string()).collect();
    let out = format!("--outdir={}", out.display());
    let shared = ["--bundle", "--minify", "--external:node:*", "--log-level=warning", TARGET, &out];
    let arguments: Vec<&str> =
        entries.iter().map(String::as_str).chain(shared).chain(options.iter().copied()).collect();
    node::tool("esbuild", &arguments)
}

/// Makes modules of the style sheets, so that everything has its style with its code.
fn join_styles(modules: &Path) -> Result<()> {
    write_style(modules, "style", &STYLES)?;
    LATER_STYLES.iter().try_for_each(|(name, styles)| write_style(modules, name, styles))
}

/// Writes the module `name` with some of the style sheets.
fn write_style(modules: &Path, name: &str, styles: &[&str]) -> Result<()> {
    let folder = modules.join("style");
    let sheets: Vec<String> = styles
        .iter()
        .map(|name| fs::read_to_string(folder.join(name)).with_context(|| (*name).to_owned()))
        .collect::<Result<_>>()?;
    let sheet = "joined.css";
    fs::write(folder.join(sheet), sheets.join("\n"))?;
    let small = folder.join("small");
    esbuild(&folder, &small, &[sheet], &[])?;
    let text = fs::read_to_string(small.join(sheet))?;
    fs::write(
        modules.join(format!("{name}.js")),
        format!("/** A style sheet. */\nexport default {};\n", json!(text.trim_end())),
    )?;
    Ok(())
}

/// Writes the module that holds every file that `load` would fetch.
fn inline_files(modules: &Path, dist: &Path) -> Result<()> {
    let mut files = Map::new();
    for name in loaded_files(dist)? {
        let packed = gzip(&fs::read(dist.join(&name))?)?;
        files.insert(name, STANDARD.encode(packed).into());
    }
    let text = format!(
        "/** Files beside the module, gzip in base64. @type {{Record<string, string>}} */\nexport const FILES = {};\n",
        serde_json::Value::from(files)
    );
    fs::write(modules.join("inlined-files.js"), text)?;
    Ok(())
}

/// Paths of everything in `dist` that is fetched when it is needed.
pub fn loaded_files(dist: &Path) -> Result<Vec<String>> {
    let mut names = vec!["regularization-lab.wasm".to_owned()];
    for folder in ["data"] {
        let Ok(entries) = fs::read_dir(dist.join(folder)) else { continue };
        for entry in entries {
            names.push(format!("{folder}/{}", entry?.file_name().to_string_lossy()));
        }
    }
    names[1..].sort();
    Ok(names)
}

/// As servers send a file.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Writes embed.html: one file, because a sandboxed page and one opened from disk may load no other.
fn write_frame(modules: &Path, dist: &Path) -> Result<()> {
    let page = fs::read_to_string(modules.join("embed.html"))?;
    let out = modules.with_file_name("classic");
    esbuild(modules, &out, &["embed.js"], &["--format=iife", "--define:import.meta.url=\"\""])?;
    // Nothing inside may end the script that holds it.
    let script = fs::read_to_string(out.join("embed.js"))?.replace("</script", "<\\/script");
    let tag = "<script src=\"embed.js\"></script>";
    let (head, tail) = page.split_once(tag).context("embed.html has lost its script")?;
    fs::write(dist.join("embed.html"), format!("{head}<script>{script}</script>{tail}"))?;
    Ok(())
}

//! The npm package, in `dist/npm/`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, write::GzEncoder};
use sha2::{Digest, Sha384};

use crate::build::{build, copy_into, dist};
use crate::run::{command, root, run};
use crate::{manifest, node};

/// Files of dist/ that belong only to the page of the lab.
const OF_THE_SITE: [&str; 3] = ["index.html", "page.css", "icon.svg"];

/// Builds and packs, and prints the files that pages load with sizes and hashes.
pub fn package() -> Result<()> {
    build()?;
    let package = assemble()?;
    check(&package)?;
    let files = files(&package)?;
    print_table(&files);
    print_snippets(&files);
    Ok(())
}

/// Writes the package from an existing dist/.
pub fn assemble() -> Result<PathBuf> {
    let (dist, sources) = (dist(), root().join("packages/npm"));
    let package = dist.join("npm");
    let _ = fs::remove_dir_all(&package);
    fs::create_dir_all(&package)?;
    for entry in fs::read_dir(&dist)? {
        let path = entry?.path();
        let is_of_the_site = OF_THE_SITE.iter().any(|name| path.ends_with(name));
        if path.is_file() && !is_of_the_site {
            copy_into(&path, &package)?;
        }
    }
    for entry in fs::read_dir(&sources)? {
        copy_into(&entry?.path(), &package)?;
    }
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        copy_into(&root().join(name), &package)?;
    }
    let bundler = package.join("bundler").to_string_lossy().into_owned();
    run(&mut command("node", &["xtask/bundle-package.js", &bundler]))?;
    let elements = package.join("custom-elements.json").to_string_lossy().into_owned();
    run(&mut command("node", &["xtask/custom-elements.js", &elements]))?;
    let text = manifest::fill(&fs::read_to_string(sources.join("package.json"))?)?;
    fs::write(package.join("package.json"), text.replace("{wasm}", &wasm_name(&package)?))?;
    Ok(package)
}

/// The name of the WebAssembly, which has a hash.
fn wasm_name(package: &Path) -> Result<String> {
    let paths = fs::read_dir(package)?.filter_map(|entry| Some(entry.ok()?.path()));
    let wasm = paths.filter(|path| path.extension().is_some_and(|extension| extension == "wasm")).max();
    let name = wasm.as_ref().and_then(|path| path.file_name()).context("the package has no WebAssembly")?;
    Ok(name.to_string_lossy().into_owned())
}

/// Checks the package with npm, publint and arethetypeswrong.
pub fn check(package: &Path) -> Result<()> {
    let path = package.to_string_lossy();
    node::tool("publint", &["--strict", &path])?;
    // A module for browsers, which Node requires too since 20.17: there is no CommonJS to type.
    node::tool("attw", &["--pack", &path, "--profile", "esm-only"])?;
    run(command(node::npm(), &["pack", "--dry-run", "--ignore-scripts", "--loglevel=error"])
        .current_dir(package))
}

/// A file of the package.
struct File {
    name: String,
    raw: usize,
    gzip: usize,
    /// The value of `integrity`.
    hash: String,
}

fn files(package: &Path) -> Result<Vec<File>> {
    let mut names = Vec::new();
    for folder in ["", "bundler/"] {
        let paths = fs::read_dir(package.join(folder))?.filter_map(|entry| Some(entry.ok()?.path()));
        let files = paths.filter(|path| path.is_file());
        names.extend(files.filter_map(|path| Some(format!("{folder}{}", path.file_name()?.to_str()?))));
    }
    names.sort();
    names.into_iter().map(|name| measure(package, name)).collect()
}

fn measure(package: &Path, name: String) -> Result<File> {
    let bytes = fs::read(package.join(&name))?;
    let hash = format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes)));
    Ok(File { raw: bytes.len(), gzip: gzip(&bytes)?.len(), hash, name })
}

/// Compresses a file as servers do.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

impl File {
    fn is_of(&self, extension: &str) -> bool {
        Path::new(&self.name).extension().is_some_and(|ours| ours == extension)
    }

    /// Whether pages load it; what bundlers get is a part of their own files.
    fn is_loaded(&self) -> bool {
        !self.name.starts_with("bundler/")
            && ["js", "wasm", "bin", "csv", "html"].iter().any(|extension| self.is_of(extension))
    }
}

fn print_table(files: &[File]) {
    println!("\ndist/npm/\n");
    println!("| {:<34} | {:>9} | {:>9} | {:<71} |", "file", "bytes", "gzip", "integrity");
    println!("|{:-<36}|{:->11}|{:->11}|{:-<73}|", "", ":", ":", "");
    for file in files {
        let hash = if file.is_loaded() { &file.hash } else { "" };
        println!("| {:<34} | {:>9} | {:>9} | {hash:<71} |", file.name, file.raw, file.gzip);
    }
}

fn print_snippets(files: &[File]) {
    let hash = |name: &str| files.iter().find(|file| file.name == name).map_or("", |file| &file.hash);
    println!("\nOne file, pinned with all that is inside it; PLACE is where the package is served:\n");
    println!(
        "<script type=\"module\" src=\"PLACE/standalone.js\" integrity=\"{}\" crossorigin=\"anonymous\"></script>",
        hash("standalone.js")
    );
    println!(
        "\nThe small files, each pinned before it is loaded (not the WebAssembly, which no page can pin):\n"
    );
    println!("<script type=\"importmap\">\n{{\n  \"integrity\": {{");
    let scripts: Vec<&File> = files
        .iter()
        .filter(|file| file.is_of("js") && file.is_loaded())
        .filter(|file| !["standalone.js", "frame.js"].contains(&file.name.as_str()))
        .collect();
    for (k, file) in scripts.iter().enumerate() {
        let comma = if k + 1 < scripts.len() { "," } else { "" };
        println!("    \"PLACE/{}\": \"{}\"{comma}", file.name, file.hash);
    }
    println!("  }}\n}}\n</script>");
    println!("<script type=\"module\" src=\"PLACE/define.js\" crossorigin=\"anonymous\"></script>");
}

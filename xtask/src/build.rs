//! Builds `dist/`: the wasm and its bindings (`wasm.rs`), the scripts (`bundle.js`) and the page.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

use crate::run::{command, root, run};
use crate::wasm::Profile;
use crate::{node, wasm};

/// The folder of the built site.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder of the bindings and the WebAssembly that www/ imports.
fn generated() -> PathBuf {
    root().join("www/generated")
}

/// Builds everything.
pub fn build() -> Result<()> {
    let start = Instant::now();
    let linked = wasm::compile(Profile::Release)?;
    node::prepare()?;
    wasm::bind(&linked, Profile::Release, &generated())?;
    let next = root().join("target/dist");
    // Otherwise files of an earlier build would be published too.
    let _ = fs::remove_dir_all(&next);
    for file in
        ["index.html", "www/icon.svg", "www/page.css", "www/regularization-lab.d.ts", "data/LICENSE-ISLP"]
    {
        copy_into(&root().join(file), &next)?;
    }
    run(&mut command("node", &["xtask/bundle.js", &next.to_string_lossy()]))?;
    copy_examples(&next.join("examples"))?;
    docs(&next.join("docs"))?;
    // The last build is served until this one is complete.
    let _ = fs::remove_dir_all(dist());
    fs::rename(&next, dist())?;
    println!("built dist/ in {:.1} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// Builds the documentation site from the Markdown files.
pub fn docs(to: &Path) -> Result<()> {
    run(&mut command("node", &["xtask/docs/build.js", &to.to_string_lossy()]))
}

/// Copies the example pages, and reveal.js, which one of them uses.
pub fn copy_examples(to: &Path) -> Result<()> {
    copy_tree(&root().join("examples"), to)?;
    let (reveal, slides) = (root().join("node_modules/reveal.js"), to.join("slides/reveal"));
    for file in ["LICENSE", "dist/reset.css", "dist/reveal.css"] {
        copy_into(&reveal.join(file), &slides)?;
    }
    // Not every server has the type of .mjs.
    fs::copy(reveal.join("dist/reveal.mjs"), slides.join("reveal.esm.js"))
        .context("reveal.mjs could not be copied")?;
    Ok(())
}

/// Copies the content of a folder into another.
pub fn copy_tree(from: &Path, to: &Path) -> Result<()> {
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if path.is_dir() {
            copy_tree(&path, &to.join(path.file_name().context("a folder has a name")?))?;
        } else {
            copy_into(&path, to)?;
        }
    }
    Ok(())
}

/// Copies a file into a folder, which is created if necessary.
pub fn copy_into(file: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let name = file.file_name().context("a file has a name")?;
    fs::copy(file, folder.join(name)).with_context(|| format!("{} could not be copied", file.display()))?;
    Ok(())
}

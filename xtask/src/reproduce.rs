//! Whether two clean builds give the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::build::{build, copy_into, dist};
use crate::run::{command, output, root, run};

/// Builds here, then compares.
pub fn reproduce() -> Result<()> {
    build()?;
    compare()
}

/// Builds a copy of the sources in another folder, with an empty target folder and its own `node_modules`, and compares its dist/ with the
/// existing one. Fails if any file differs.
pub fn compare() -> Result<()> {
    let copy = std::env::temp_dir().join(format!("regularization-lab-reproduce-{}", std::process::id()));
    let compared = build_copy(&copy).and_then(|()| {
        let (ours, theirs) = (hashes(&dist())?, hashes(&copy.join("dist"))?);
        Ok((ours, theirs))
    });
    let _ = fs::remove_dir_all(&copy);
    let (ours, theirs) = compared?;
    let differing: Vec<&str> = ours
        .keys()
        .chain(theirs.keys())
        .filter(|name| ours.get(*name) != theirs.get(*name))
        .map(String::as_str)
        .collect();
    ensure!(differing.is_empty(), "two clean builds differ in {}", differing.join(", "));
    println!("two clean builds in different folders: the same {} files, byte for byte", ours.len());
    Ok(())
}

fn build_copy(copy: &Path) -> Result<()> {
    let listed =
        output(&mut command("git", &["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
    for name in listed.split('\0').filter(|name| !name.is_empty()) {
        let file = root().join(name);
        // A file that is deleted but not committed is still listed.
        if file.exists() {
            copy_into(&file, copy.join(name).parent().context("a file is in a folder")?)?;
        }
    }
    // Not `current_exe`: cargo may have compiled this program again since it was started, and the path of a replaced file is not a path.
    // Absolute, because cargo may start it by a path relative to this folder, and the build runs in another.
    let program = std::path::absolute(std::env::args_os().next().context("a program has a name")?)?;
    run(command(&program.to_string_lossy(), &["build"])
        .current_dir(copy)
        .env("CARGO_TARGET_DIR", copy.join("target"))
        .env_remove("CARGO_MANIFEST_DIR"))
}

/// SHA-256 of every file that a build writes, by its path in the folder.
fn hashes(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut hashes = BTreeMap::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inner) = folders.pop() {
        for entry in fs::read_dir(folder.join(&inner))? {
            let entry = entry?;
            let name = inner.join(entry.file_name());
            if entry.file_type()?.is_file() {
                let digest = Sha256::digest(fs::read(entry.path())?);
                hashes.insert(name.to_string_lossy().into_owned(), digest.to_vec());
            } else if !OF_OTHER_COMMANDS.iter().any(|other| name == Path::new(other)) {
                folders.push(name);
            }
        }
    }
    Ok(hashes)
}

/// Folders of dist/ that `package` and `wheel` add.
const OF_OTHER_COMMANDS: [&str; 2] = ["npm", "python"];

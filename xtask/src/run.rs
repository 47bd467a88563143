//! Finds the project's root, and runs other programs in it.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::{Context, Result, bail};

static ROOT: OnceLock<PathBuf> = OnceLock::new();

/// The project's root.
pub fn root() -> &'static Path {
    ROOT.get().expect("main calls set_root first")
}

/// Finds the root of the clone that this process works on, which is not always the one that it was compiled in: clones may share
/// one `CARGO_TARGET_DIR`, and with it this program.
pub fn set_root() -> Result<()> {
    let manifest = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = find_root(manifest.as_deref(), &std::env::current_dir()?)?;
    ROOT.set(root).map_err(|_| anyhow::anyhow!("the root is set once"))
}

/// The folder above xtask's `manifest`, which `cargo run` names, also with `--manifest-path` from elsewhere; for a program started
/// without cargo the nearest workspace around the current folder.
fn find_root(manifest: Option<&Path>, current: &Path) -> Result<PathBuf> {
    let is_workspace = |folder: &&Path| {
        let text = std::fs::read_to_string(folder.join("Cargo.toml"));
        text.is_ok_and(|text| text.lines().any(|line| line.trim() == "[workspace]"))
    };
    let above = manifest.filter(|folder| folder.ends_with("xtask")).and_then(Path::parent);
    let root = above.filter(is_workspace).or_else(|| current.ancestors().find(is_workspace));
    let message = || format!("there is no Cargo.toml with [workspace] in {} or above", current.display());
    root.map(Path::to_owned).with_context(message)
}

/// A command in the project's root.
pub fn command(program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// Runs a command to its end with its output on the terminal.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    let status = command.status().with_context(|| format!("`{shown}` did not start"))?;
    if !status.success() {
        bail!("`{shown}` failed");
    }
    Ok(())
}

/// Returns the output of a command.
pub fn output(command: &mut Command) -> Result<String> {
    let shown = shown(command);
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("`{shown}` did not start"))?;
    if !output.status.success() {
        bail!("`{shown}` failed");
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program can be started.
pub fn exists(program: &str) -> bool {
    let probe = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    probe.is_ok()
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_around_the_manifest_or_the_current_folder() {
        let temporary = std::env::temp_dir().join(format!("xtask-root-{}", std::process::id()));
        for clone in ["a", "b"] {
            std::fs::create_dir_all(temporary.join(clone).join("xtask/src")).unwrap();
            std::fs::write(temporary.join(clone).join("Cargo.toml"), "[workspace]\n").unwrap();
            std::fs::write(temporary.join(clone).join("xtask/Cargo.toml"), "[package]\n").unwrap();
        }
        let (a, b) = (temporary.join("a"), temporary.join("b"));
        assert_eq!(find_root(None, &a).unwrap(), a);
        assert_eq!(find_root(None, &a.join("xtask/src")).unwrap(), a);
        assert_eq!(find_root(Some(&b.join("xtask")), &a).unwrap(), b);
        // Left by a cargo that runs another package.
        assert_eq!(find_root(Some(&b.join("xtask/src")), &a).unwrap(), a);
        std::fs::remove_dir_all(&temporary).unwrap();
        assert!(find_root(None, &a).is_err());
    }
}

//! Golden files: every panel in every view is drawn as SVG and compared with the files in `tests/goldens/svg`.
//!
//! Other tests of charts check single properties, such as labels that do not overlap. These tests fail after any change of the
//! drawing, so that it is looked at.
//!
//! Files that differ are written to `goldens` in cargo's target directory. `UPDATE_GOLDENS=1 cargo test --test goldens` accepts them.

mod compare;
mod states;
#[path = "../common/table.rs"]
mod table;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use compare::first_difference;
use states::STATES;

/// SVG documents by file name.
type Files = BTreeMap<String, String>;

/// Longest excerpt of a line in a message; lines of paths have thousands of characters.
const EXCERPT: usize = 120;

#[test]
fn every_panel_equals_its_golden_file() {
    let drawn = drawn();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/svg");
    let goldens = read(&folder);
    let bytes: usize = drawn.values().map(String::len).sum();
    println!("{} drawings, {:.2} MB", drawn.len(), bytes as f64 / 1e6);

    let mut problems = String::new();
    let mut changed = Files::new();
    for (name, svg) in &drawn {
        let problem = match goldens.get(name) {
            None => Some("has no golden file".to_owned()),
            Some(golden) => first_difference(golden, svg).map(|at| {
                let (old, new) = (excerpt(golden, at), excerpt(svg, at));
                format!("differs in line {}, column {}:\n  golden {old}\n  drawn  {new}", at.0 + 1, at.1 + 1)
            }),
        };
        if let Some(problem) = problem {
            // Writing to a String cannot fail.
            let _ = writeln!(problems, "{name} {problem}");
            changed.insert(name.clone(), svg.clone());
        }
    }
    let stale: Vec<&String> = goldens.keys().filter(|name| !drawn.contains_key(*name)).collect();

    if std::env::var_os("UPDATE_GOLDENS").is_some_and(|value| value == "1") {
        // Files that differ by rounding only are not updated, because every machine would change them.
        write(&folder, &changed);
        for name in &stale {
            fs::remove_file(folder.join(name)).unwrap();
        }
        println!("{} written, {} removed", changed.len(), stale.len());
        return;
    }
    for name in &stale {
        let _ = writeln!(problems, "{name} is a golden file of nothing that is drawn");
    }
    let review = review_folder();
    if review.exists() {
        // Files of an earlier failure could be mistaken for current ones.
        fs::remove_dir_all(&review).unwrap();
    }
    write(&review, &changed);
    assert!(
        problems.is_empty(),
        "{problems}{} drawings differ and are in {}; UPDATE_GOLDENS=1 accepts them",
        changed.len(),
        review.display()
    );
}

/// Draws the states in two threads, because each takes seconds.
fn drawn() -> Files {
    let (first, second): (Vec<_>, Vec<_>) = STATES.iter().enumerate().partition(|(k, _)| k % 2 == 0);
    let draw = |states: &[(usize, &states::State)]| -> Vec<(String, String)> {
        states.iter().flat_map(|(_, state)| state.draw()).collect()
    };
    let all = std::thread::scope(|scope| {
        let other = scope.spawn(|| draw(&second));
        let mut all = draw(&first);
        all.extend(other.join().unwrap());
        all
    });
    let count = all.len();
    let files: Files = all.into_iter().collect();
    assert_eq!(files.len(), count, "two drawings have the same name");
    files
}

fn read(folder: &Path) -> Files {
    let entries = fs::read_dir(folder).map(|entries| entries.map(|entry| entry.unwrap().path()).collect());
    let paths: Vec<PathBuf> = entries.unwrap_or_default();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| (name(path), fs::read_to_string(path).unwrap())).collect()
}

fn write(folder: &Path, files: &Files) {
    if files.is_empty() {
        return;
    }
    fs::create_dir_all(folder).unwrap();
    for (name, svg) in files {
        fs::write(folder.join(name), svg).unwrap();
    }
}

/// `goldens` in cargo's target directory.
fn review_folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("goldens")
}

/// A part of a line around a byte of it.
fn excerpt(svg: &str, (line, column): (usize, usize)) -> String {
    let Some(text) = svg.lines().nth(line) else { return "ends before".to_owned() };
    let before = text.char_indices().filter(|&(at, _)| at + EXCERPT / 3 < column).count();
    let part: String = text.chars().skip(before).take(EXCERPT).collect();
    let (start, end) = (if before > 0 { "…" } else { "" }, if text.ends_with(&part) { "" } else { "…" });
    format!("{start}{part}{end}")
}

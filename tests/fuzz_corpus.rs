//! The corpus of the fuzz targets, and what they have found, is checked in every test run.

use std::fs;
use std::path::Path;

#[path = "../fuzz/checks.rs"]
mod checks;

fn replay(target: &str, check: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(target);
    let mut n_files = 0;
    for file in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let data = fs::read(&file).unwrap();
        check(&data);
        // Parts of an input are other inputs.
        for end in [data.len() / 2, data.len().saturating_sub(1)] {
            check(&data[..end]);
        }
        n_files += 1;
    }
    assert!(n_files >= 5, "only {n_files} files of {target}");
}

#[test]
fn tables_of_the_corpus() {
    replay("csv", checks::csv);
}

#[test]
fn links_of_the_corpus() {
    replay("link", checks::link);
}

#[test]
fn parameters_of_the_corpus() {
    replay("params", checks::params);
}

#[test]
fn conditions_of_the_corpus() {
    replay("check", checks::check);
}

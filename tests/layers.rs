//! Imports have one direction: data → model → solve → lab → charts → web, each uses only the layers before it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const LAYERS: [&str; 6] = ["data", "model", "solve", "lab", "charts", "web"];

/// Exceptions below `charts` that contain the name of a panel or of the page: file, name, reason.
const EXCEPTIONS: [(&str, &str, &str); 11] = [
    ("src/data/make_classification.rs", "weights", "the parameter of scikit-learn's make_classification"),
    ("src/lab/python/data.rs", "weights", "the same parameter in a script"),
    ("src/lab/table/mod.rs", "trajectories", "a table that toCsv of the contract names"),
    ("src/lab/table/mod.rs", "path", "a table that toCsv of the contract names"),
    ("src/lab/table/mod.rs", "sparsity", "a table named as the panel that shows it"),
    ("src/lab/table/mod.rs", "ledger", "a table named as the panel that shows it"),
    ("src/lab/table/mod.rs", "cross-validation", "a table named as the panel that shows it"),
    ("src/lab/table/mod.rs", "comparison", "a table named as the panel that shows it"),
    ("src/lab/table/mod.rs", "bias-variance", "a table named as the panel that shows it"),
    ("src/lab/table/mod.rs", "stability", "a table named as the panel that shows it"),
    ("src/lab/table/mod.rs", "calibration", "a table named as the panel that shows it"),
];

#[test]
fn no_layer_uses_a_later_one() {
    let mut n_imports = 0;
    for (rank, layer) in LAYERS.iter().enumerate() {
        for (path, text) in sources(layer) {
            for used in top_modules(&path, &text) {
                let is_later = LAYERS[rank + 1..].contains(&used.as_str());
                assert!(!is_later, "{path} of layer {layer} uses {used}");
                n_imports += usize::from(LAYERS.contains(&used.as_str()));
            }
        }
    }
    assert!(n_imports > 100, "only {n_imports} imports were read");
}

#[test]
fn imports_are_read_in_every_form() {
    let read = |path: &str, text: &str| top_modules(path, text).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(read("src/lab/a.rs", "use crate::charts::Style;"), "charts");
    assert_eq!(read("src/lab/a.rs", "fn f() { crate::charts::svg(); }"), "charts");
    assert_eq!(
        read("src/lab/a.rs", "use crate::{\n    charts::{self, web},\n    model,\n};"),
        "charts model"
    );
    assert_eq!(read("src/lab/a.rs", "use super::super::charts;"), "charts");
    assert_eq!(read("src/charts/link/mod.rs", "use super::super::{web, data};"), "data web");
    assert_eq!(read("src/charts/link/a.rs", "use super::super::path;"), "");
}

#[test]
fn nothing_below_charts_names_a_panel_or_the_page() {
    let mut names = panel_names();
    names.push("page".to_owned());
    let mut used = BTreeSet::new();
    for layer in LAYERS.iter().take_while(|layer| **layer != "charts") {
        for (path, text) in sources(layer) {
            for name in names.iter().filter(|name| text.contains(&format!("\"{name}\""))) {
                let is_excepted = |(file, word, _): &(&str, &str, &str)| *file == path && word == name;
                match EXCEPTIONS.iter().position(is_excepted) {
                    Some(k) => _ = used.insert(k),
                    None => panic!("{path} knows {name:?}, which belongs to charts or www"),
                }
            }
        }
    }
    for (k, (file, word, reason)) in EXCEPTIONS.iter().enumerate() {
        assert!(
            used.contains(&k),
            "{file} does not mention {word} any more; remove the exception ({reason})"
        );
    }
}

#[test]
fn only_the_web_layer_uses_browser_apis() {
    for layer in &LAYERS[..LAYERS.len() - 1] {
        for (path, text) in sources(layer) {
            for word in ["wasm_bindgen", "web_sys", "js_sys", "std::time", "static mut", "thread_local"] {
                assert!(!text.contains(word), "{path} mentions {word}; time, state and browser stay outside");
            }
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The names in the contract's type `Panel`.
fn panel_names() -> Vec<String> {
    let contract = fs::read_to_string(root().join("www/regularization-lab.d.ts")).unwrap();
    let (_, union) = contract.split_once("export type Panel =").unwrap();
    let (union, _) = union.split_once(';').unwrap();
    let names: Vec<String> = union.split('\'').skip(1).step_by(2).map(str::to_owned).collect();
    assert!(names.len() > 10 && names.contains(&"geometry".to_owned()), "{names:?}");
    names
}

/// Path relative to the root, and text, of every file of a layer.
fn sources(layer: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("src").join(layer)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!found.is_empty(), "{layer} has no sources");
    found
}

/// Top-level modules of the crate that a file imports: `crate::a`, `crate::{a, b::c}` and chains of `super::`.
fn top_modules(path: &str, text: &str) -> BTreeSet<String> {
    // src/charts/link/read.rs is charts::link::read, three deep; a mod.rs is its folder.
    let parts = path.trim_start_matches("src/").trim_end_matches(".rs").split('/');
    let depth = parts.filter(|part| *part != "mod").count();
    let climbs = ["crate::".to_owned(), "super::".repeat(depth)];
    let mut found = BTreeSet::new();
    for climb in climbs {
        for (start, _) in text.match_indices(&climb) {
            let rest = &text[start + climb.len()..];
            match rest.strip_prefix('{') {
                Some(group) => found.extend(members(group)),
                None => found.extend(identifier(rest)),
            }
        }
    }
    found
}

/// The first names in a group of imports, up to its closing brace.
fn members(group: &str) -> Vec<String> {
    let (mut level, mut is_first, mut found) = (0, true, Vec::new());
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => level += 1,
            '}' if level == 0 => break,
            '}' => level -= 1,
            ',' if level == 0 => is_first = true,
            _ if is_first && !letter.is_whitespace() => {
                found.extend(identifier(&group[at..]));
                is_first = false;
            }
            _ => {}
        }
    }
    found
}

fn identifier(text: &str) -> Option<String> {
    let name: String = text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
    (!name.is_empty()).then_some(name)
}

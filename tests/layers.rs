//! Imports point one way: data → model → solve → lab → charts → web, each using only what stands before it.

use std::fs;
use std::path::Path;

const LAYERS: [&str; 6] = ["data", "model", "solve", "lab", "charts", "web"];

#[test]
fn no_layer_uses_a_later_one() {
    let mut files = 0;
    for (rank, layer) in LAYERS.iter().enumerate() {
        for (path, text) in sources(&root().join("src").join(layer)) {
            for later in &LAYERS[rank + 1..] {
                let import = format!("crate::{later}");
                assert!(!text.contains(&import), "{path} of layer {layer} uses {import}");
            }
            files += 1;
        }
    }
    assert!(files > 30, "only {files} files were read");
}

#[test]
fn only_the_web_layer_knows_the_browser() {
    for layer in &LAYERS[..LAYERS.len() - 1] {
        for (path, text) in sources(&root().join("src").join(layer)) {
            for word in ["wasm_bindgen", "web_sys", "js_sys", "std::time", "static mut", "thread_local"] {
                assert!(!text.contains(word), "{path} mentions {word}; time, state and browser stay outside");
            }
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).unwrap()));
        }
    }
    found
}

//! Short names between the bindings and their module, which nobody reads and every page fetches twice.

use std::collections::HashMap;

use walrus::Module;

use crate::rest::CALLER;

/// What chunks and tests know by its name.
const KNOWN: [&str; 2] = ["memory", CALLER];
/// The module of the bindings' own functions.
const BINDINGS: &str = "./bindings_bg.js";

/// Renames the imports and exports that are for the bindings; returns the bindings with the new names.
pub fn shorten(module: &mut Module, bindings: &str) -> String {
    let mut imports = HashMap::new();
    for import in module.imports.iter_mut().filter(|import| import.module == BINDINGS) {
        let short = imports.len().to_string();
        imports.insert(std::mem::replace(&mut import.name, short.clone()), short);
    }
    let mut exports = HashMap::new();
    for export in module.exports.iter_mut().filter(|export| !KNOWN.contains(&export.name.as_str())) {
        if bindings.contains(&format!("wasm.{}", export.name)) {
            let short = format!("e{}", exports.len());
            exports.insert(std::mem::replace(&mut export.name, short.clone()), short);
        }
    }
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
    let mut text = String::with_capacity(bindings.len());
    let mut left = bindings;
    while let Some(start) = left.find(is_part) {
        text.push_str(&left[..start]);
        left = &left[start..];
        let end = left.find(|letter| !is_part(letter)).unwrap_or(left.len());
        let word = &left[..end];
        let names = if text.ends_with("wasm.") { &exports } else { &imports };
        text.push_str(names.get(word).map_or(word, String::as_str));
        left = &left[end..];
    }
    text + left
}

#[cfg(test)]
mod tests {
    use walrus::FunctionBuilder;

    use super::*;

    #[test]
    fn both_sides_have_the_same_names_and_nothing_else_changes() {
        let mut module = Module::default();
        let ty = module.types.add(&[], &[]);
        module.add_import_func(BINDINGS, "__wbg_get_283f", ty);
        module.add_import_func("./rest.js", "bringRest", ty);
        let step = FunctionBuilder::new(&mut module.types, &[], &[]).finish(Vec::new(), &mut module.funcs);
        for name in ["lab_step", "memory", "unused"] {
            module.exports.add(name, step);
        }
        let bindings = "import0 = { __wbg_get_283f: get }; lab_step(wasm.lab_step(), wasm.memory)";
        let text = shorten(&mut module, bindings);
        assert_eq!(text, "import0 = { 0: get }; lab_step(wasm.e0(), wasm.memory)");
        let imports: Vec<_> = module.imports.iter().map(|import| import.name.as_str()).collect();
        assert_eq!(imports, ["0", "bringRest"]);
        let exports: Vec<_> = module.exports.iter().map(|export| export.name.as_str()).collect();
        assert_eq!(exports, ["e0", "memory", "unused"]);
    }
}

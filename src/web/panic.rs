//! Logs panics to the console, in development builds only: messages would enlarge a release.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn print_error(message: &str);
}

/// Prints every panic before it traps.
pub(super) fn report_panics() {
    std::panic::set_hook(Box::new(|panic| print_error(&panic.to_string())));
}

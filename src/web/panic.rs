//! Panics in the console, in development builds only: a release has no room for their messages and no reader for them.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn print_error(message: &str);
}

/// Runs when the module is instantiated.
#[wasm_bindgen(start)]
fn report_panics() {
    std::panic::set_hook(Box::new(|panic| print_error(&panic.to_string())));
}

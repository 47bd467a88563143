//! The thin layer that the browser and Node see; `www/regularization-lab.d.ts` is its contract.
//!
//! Only numbers, strings and copies of arrays cross: a view into wasm memory breaks when that memory grows.

mod canvas;
mod choices;
mod data;
mod dataset;
mod error;
mod export;
mod functions;
mod lab;
mod link;
mod numbers;
mod object;
mod options;
mod paths;
mod trainer;

use wasm_bindgen::prelude::wasm_bindgen;

pub use dataset::Dataset;
pub use lab::Lab;
pub use trainer::{Comparison, Trainer};

/// A fifth as large as the standard library's; every page that shows a lab fetches it.
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

#[wasm_bindgen(raw_module = "./rest.js")]
extern "C" {
    #[wasm_bindgen(js_name = bringRest)]
    fn bring_rest();
}

/// Keeps that import, which stubs of functions in the chunk `rest` call; `xtask/src/rest.rs` makes them and removes this.
#[wasm_bindgen(js_name = callRest)]
pub fn call_rest() {
    bring_rest();
}

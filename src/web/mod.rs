//! Bindings for the browser and Node; `www/regularization-lab.d.ts` is the API contract.
//!
//! Only numbers, strings and copies of arrays are passed: a view into wasm memory becomes invalid when that memory grows.
//!
//! No JavaScript exception and no failed allocation may unwind through Rust: only [`js`] reads values of callers, and calls that need
//! much memory check [`memory`] first. `tests/js/survives.test.js` tests both for every function and method.

mod bookmark;
mod canvas;
mod check;
mod csv;
mod csv_import;
mod data;
mod dataset;
mod error;
mod export;
mod functions;
mod js;
mod lab;
mod link;
mod memory;
mod numbers;
mod object;
mod options;
#[cfg(debug_assertions)]
mod panic;
mod params;
mod paths;
mod sliders;
mod text;
mod trainer;
mod view;

pub use dataset::Dataset;
pub use lab::Lab;
pub use trainer::{Comparison, Trainer};

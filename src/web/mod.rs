//! The thin layer that the browser and Node see; `www/regularization-lab.d.ts` is its contract.
//!
//! Only numbers, strings and copies of arrays cross: a view into wasm memory breaks when that memory grows.
//!
//! No exception of JavaScript and no failed allocation may unwind through Rust: values of callers are read by [`js`] alone, and what
//! needs much memory asks [`memory`] first. `tests/js/survives.test.js` tries both on every function and method.

mod canvas;
mod choices;
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
mod paths;
mod text;
mod trainer;

pub use dataset::Dataset;
pub use lab::Lab;
pub use trainer::{Comparison, Trainer};

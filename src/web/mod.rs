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
#[cfg(debug_assertions)]
mod panic;
mod paths;
mod trainer;

pub use dataset::Dataset;
pub use lab::Lab;
pub use trainer::{Comparison, Trainer};

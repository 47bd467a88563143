//! Regularization Lab.

pub mod data;
mod decimal;
mod error;
pub mod lab;
pub mod model;
mod order;
pub mod scene;
pub mod solve;
#[cfg(target_arch = "wasm32")]
#[allow(
    unsafe_code,
    missing_docs,
    reason = "wasm-bindgen's own code; the contract documents what JavaScript sees"
)]
#[allow(clippy::missing_errors_doc, clippy::must_use_candidate, reason = "JavaScript is the only caller")]
#[allow(clippy::needless_pass_by_value, reason = "wasm-bindgen hands arguments over by value")]
pub mod web;

pub use error::{Error, Result};

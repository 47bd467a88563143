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
#[allow(clippy::missing_errors_doc, reason = "errors are LabErrors, described in the contract")]
pub mod web;

pub use error::{Error, Result};

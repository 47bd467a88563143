//! A logistic or linear regression that is trained step by step while λ and `l1_ratio` change.
//!
//! The modules in reading order, each using only those before it:
//!
//! | module | content |
//! |---|---|
//! | [`data`] | tables, from scikit-learn's generators with NumPy's own random numbers, from CSV, or built in |
//! | [`model`] | loss, penalty, objective, KKT residual, scores of predictions |
//! | [`solve`] | optimizers that run in small steps; regularization paths, cross-validation, resampling |
//! | [`lab`] | the state of a lab: parameters, the model in training, its history, the exact optimum |
//! | [`charts`] | charts of that state |
//! | `web` | the JavaScript API; on wasm32 only |
//!
//! # Example
//! The article's stress test: L1 at λ = 1 keeps 6 of 100 weights at its optimum.
//! ```
//! use regularization_lab::lab::{Lab, Params};
//! let mut lab = Lab::new(Params::default())?;
//! lab.step(5000);
//! while lab.refine() {}
//! let optimum = lab.snapshot().optimum.expect("an L1 penalty always has one");
//! assert_eq!(optimum.counts.exact_zero, 94);
//! # Ok::<(), regularization_lab::Error>(())
//! ```

// Clones may share one CARGO_TARGET_DIR; see .cargo/config.toml.
const _: Option<&str> = option_env!("LAB_CLONE");

// Not for the whole crate: what wasm-bindgen generates in `web` is unsafe.
#[forbid(unsafe_code)]
pub mod charts;
#[forbid(unsafe_code)]
pub mod data;
#[forbid(unsafe_code)]
mod decimal;
#[forbid(unsafe_code)]
mod error;
#[forbid(unsafe_code)]
pub mod lab;
#[forbid(unsafe_code)]
pub mod model;
#[forbid(unsafe_code)]
mod names;
#[forbid(unsafe_code)]
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

//! Regularization Lab.

pub mod data;
mod error;
pub mod lab;
pub mod model;
pub mod solve;
pub use error::{Error, Result};

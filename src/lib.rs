//! Regularization Lab: logistic and linear regression trained step by step, so that regularization can be watched.

pub mod data;
mod error;
pub mod model;
pub mod solve;

pub use error::{Error, Result};

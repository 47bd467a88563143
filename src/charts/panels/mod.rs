//! One file a panel: its drawing and its hit tests.

pub mod bias_variance;
pub mod boundary;
pub mod calibration;
pub mod comparison;
pub mod geometry;
pub mod histogram;
pub mod ledger;
pub mod path;
mod placeholder;
pub mod priors;
pub mod pull;
pub mod sparsity;
pub mod stability;
pub mod trajectories;
pub mod validation;
pub mod weights;

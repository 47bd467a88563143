//! One file a panel: its drawing and its hit tests. The table of all panels is in `registry.rs`.

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
mod registry;
pub mod sparsity;
pub mod stability;
pub mod trajectories;
pub mod validation;
pub mod weights;

pub use registry::{Column, EMBEDDED_PANELS, PANELS, PanelInfo};

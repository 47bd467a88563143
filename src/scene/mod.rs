//! Pictures of a snapshot, drawn on a [`Surface`] that keeps the marks.
//!
//! The same marks go to a canvas, to SVG ([`svg`]) and to tests. A panel draws on three layers: what stands still, what
//! grows, and what moves in every frame.

mod axis;
mod bias_variance;
mod boundary;
mod calibration;
mod cast;
mod comparison;
mod contour;
mod element;
mod geometry;
mod ghost;
mod half_plane;
mod histogram;
mod label;
mod lambda_axis;
mod ledger;
mod model;
mod number;
mod panel;
mod path;
mod places;
mod plot;
mod poster;
mod priors;
mod pull;
mod sheet;
mod sparsity;
mod stability;
mod surface;
mod svg;
mod theme;
mod trajectories;
mod validation;
mod weights;

pub use axis::Scale;
pub use bias_variance::BiasVariancePanel;
pub use boundary::BoundaryPanel;
pub use calibration::CalibrationPanel;
pub use comparison::{ComparedRow, ComparisonTable};
pub use geometry::GeometryPanel;
pub use histogram::HistogramPanel;
pub use ledger::LedgerPanel;
pub use panel::{Layer, Layers, Paint, Panel, Style};
pub use path::PathPanel;
pub use poster::{Poster, caption};
pub use priors::PriorsPanel;
pub use pull::PullPanel;
pub use sheet::{Caption, Sheet};
pub use sparsity::SparsityPanel;
pub use stability::StabilityPanel;
pub use surface::{Coord, Font, HAIRLINE, Mark, Measure, SharedSurface, Stroke, Surface, UNITS, estimate};
pub use svg::svg;
pub use theme::{Color, Theme};
pub use trajectories::TrajectoriesPanel;
pub use validation::ValidationPanel;
pub use weights::WeightsPanel;

use crate::chunk::chunk;

/// Makes the panel of this name; `www/chunks.js` says which chunk that needs, the first none.
#[must_use]
pub fn panel(name: &str) -> Option<Box<dyn Panel>> {
    Some(match name {
        "trajectories" => Box::new(TrajectoriesPanel::default()),
        "geometry" => geometry_panel(),
        "sparsity" | "weights" | "ledger" => run_panel(name),
        "path" => path_panel(),
        "cross-validation" | "sweep" => folds_panel(name),
        "pull" | "priors" => penalty_panel(name),
        "histogram" | "calibration" | "boundary" => model_panel(name),
        "bias-variance" | "stability" => draws_panel(name),
        _ => return None,
    })
}

chunk! {
    "geometry", "0107",
    fn geometry_panel() -> Box<dyn Panel> {
        Box::new(GeometryPanel::default())
    }
}

chunk! {
    "run", "0101",
    fn run_panel(name: &str) -> Box<dyn Panel> {
        match name {
            "sparsity" => Box::new(SparsityPanel::default()),
            "weights" => Box::new(WeightsPanel::default()),
            _ => Box::new(LedgerPanel::default()),
        }
    }
}

chunk! {
    "path", "0102",
    fn path_panel() -> Box<dyn Panel> {
        Box::new(PathPanel::default())
    }
}

chunk! {
    "folds", "0103",
    fn folds_panel(name: &str) -> Box<dyn Panel> {
        Box::new(if name == "sweep" { ValidationPanel::sweep() } else { ValidationPanel::default() })
    }
}

chunk! {
    "penalties", "0104",
    fn penalty_panel(name: &str) -> Box<dyn Panel> {
        match name {
            "pull" => Box::new(PullPanel::default()),
            _ => Box::new(PriorsPanel::default()),
        }
    }
}

chunk! {
    "models", "0105",
    fn model_panel(name: &str) -> Box<dyn Panel> {
        match name {
            "histogram" => Box::new(HistogramPanel::default()),
            "calibration" => Box::new(CalibrationPanel),
            _ => Box::new(BoundaryPanel::default()),
        }
    }
}

chunk! {
    "draws", "0106",
    fn draws_panel(name: &str) -> Box<dyn Panel> {
        match name {
            "stability" => Box::new(StabilityPanel::default()),
            _ => Box::new(BiasVariancePanel::default()),
        }
    }
}

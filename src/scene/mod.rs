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

/// Makes the panel of this name.
#[must_use]
pub fn panel(name: &str) -> Option<Box<dyn Panel>> {
    Some(match name {
        "trajectories" => Box::new(TrajectoriesPanel::default()),
        "sparsity" => Box::new(SparsityPanel::default()),
        "geometry" => Box::new(GeometryPanel::default()),
        "ledger" => Box::new(LedgerPanel::default()),
        "cross-validation" => Box::new(ValidationPanel::default()),
        "sweep" => Box::new(ValidationPanel::sweep()),
        "weights" => Box::new(WeightsPanel::default()),
        "path" => Box::new(PathPanel::default()),
        "pull" => Box::new(PullPanel::default()),
        "priors" => Box::new(PriorsPanel::default()),
        "histogram" => Box::new(HistogramPanel::default()),
        "bias-variance" => Box::new(BiasVariancePanel::default()),
        "stability" => Box::new(StabilityPanel::default()),
        "calibration" => Box::new(CalibrationPanel),
        "boundary" => Box::new(BoundaryPanel::default()),
        _ => return None,
    })
}

//! Charts of a snapshot, drawn on a [`Surface`] that records marks.
//!
//! The same marks are painted on a canvas, written as SVG ([`svg`]) and examined by tests. A panel draws on three layers: axes, trace
//! (curves that grow) and live (redrawn in every frame).

mod axes;
mod axis;
mod chart;
mod classes;
mod contour;
mod counted;
mod elements;
mod feature_roles;
mod half_plane;
mod label;
mod lambda_axis;
mod link;
mod messages;
mod model;
pub mod number;
mod overlay;
mod panel;
pub mod panels;
mod places;
mod poster;
mod recording;
mod sheet;
mod style;
mod surface;
mod svg;
mod text;
mod theme;
mod tick_format;

pub use axis::Scale;
pub use classes::class_choices;
pub use link::{CONTROLS, EMBEDDED_CONTROLS, LARGEST_WEIGHT, LAST_ITERATION, Link, MAX_LINK_BYTES, SPEED};
pub use messages::Catalogue;
pub use panel::{Layer, Layers, Paint, Panel, Style};
pub use panels::bias_variance::BiasVariancePanel;
pub use panels::boundary::BoundaryPanel;
pub use panels::calibration::CalibrationPanel;
pub use panels::comparison::{ComparedColumn, ComparedRow, ComparisonTable};
pub use panels::geometry::GeometryPanel;
pub use panels::histogram::HistogramPanel;
pub use panels::ledger::LedgerPanel;
pub use panels::path::PathPanel;
pub use panels::priors::PriorsPanel;
pub use panels::pull::PullPanel;
pub use panels::sparsity::SparsityPanel;
pub use panels::stability::StabilityPanel;
pub use panels::trajectories::TrajectoriesPanel;
pub use panels::validation::ValidationPanel;
pub use panels::weights::WeightsPanel;
pub use panels::{Column, EMBEDDED_PANELS, PANELS, PanelInfo};
pub use poster::{Poster, caption, parameters, sheet_of_panels};
pub use recording::{Coord, Mark, Recording};
pub use sheet::{Caption, Sheet};
pub use style::{Font, HAIRLINE, Measure, Stroke, UNITS, estimate};
pub use surface::{DrawingError, DrawingResult, Surface};
pub use svg::svg;
pub use text::{PanelText, panel_text, start_text};
pub use theme::{Color, THEMES, Theme};

/// Creates the panel of this name; `None` for a table or an unknown name.
#[must_use]
pub fn panel(name: &str) -> Option<Box<dyn Panel>> {
    PanelInfo::from_name(name).ok()?.new.map(|new| new())
}

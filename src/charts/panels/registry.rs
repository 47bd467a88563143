//! The table of all panels.

use super::{
    bias_variance, boundary, calibration, comparison, geometry, histogram, ledger, path, priors, pull,
    sparsity, stability, trajectories, validation, weights,
};
use crate::charts::panel::Panel;
use crate::charts::text::{PanelText, TextContext};
use crate::error::{Error, Result};
use crate::lab::RequiredComputations;
use crate::names::{named, one_of};

/// The column of a panel on the page; the panels of a column have the same axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Panels over iterations.
    Left,
    /// Panels over weights.
    Right,
    /// Panels over λ: the right column of two, or the last of three.
    Lambda,
    /// The shorter column.
    Any,
}

impl Column {
    /// The name in the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Lambda => "lambda",
            Self::Any => "any",
        }
    }
}

/// Properties of a panel.
#[derive(Debug, Clone, Copy)]
pub struct PanelInfo {
    /// The name in the API, in links and in HTML.
    pub name: &'static str,
    /// The title, in English; in another language it is the message `<name>.title`.
    pub title: &'static str,
    /// The title where there is little room.
    pub short_title: &'static str,
    /// The column of the page.
    pub column: Column,
    /// Names and labels of the ways to show it, the default first; empty where there is only one.
    pub views: &'static [(&'static str, &'static str)],
    /// Height of the picture on the page and in posters, in CSS pixels.
    pub height: f64,
    /// Whether the page shows it unless told otherwise.
    pub is_default: bool,
    /// Whether it has a mark for every weight, so that the others fade while a feature is focused.
    pub fades: bool,
    /// The computations required by a view; `""` if there is only one.
    pub needs: fn(view: &str) -> RequiredComputations,
    /// Its texts, apart from the title.
    pub(in crate::charts) text: fn(&TextContext<'_>) -> PanelText,
    /// Makes it; `None` for a table, which has no picture of its own.
    pub new: Option<fn() -> Box<dyn Panel>>,
}

/// No computations besides the run.
const NONE: RequiredComputations = RequiredComputations::NONE;

/// Default properties.
const PANEL: PanelInfo = PanelInfo {
    name: "",
    title: "",
    short_title: "",
    height: 236.0,
    column: Column::Any,
    views: &[],
    is_default: false,
    fades: false,
    needs: |_| NONE,
    text: |_| PanelText::default(),
    new: None,
};

/// All panels, in reading order.
pub static PANELS: [PanelInfo; 16] = [
    PanelInfo {
        name: "trajectories",
        title: "Weight trajectories",
        short_title: "Weights",
        column: Column::Left,
        is_default: true,
        fades: true,
        height: 344.0,
        text: trajectories::text,
        new: Some(|| Box::new(trajectories::TrajectoriesPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "geometry",
        title: "Constraint geometry",
        short_title: "Geometry",
        column: Column::Right,
        views: &[("constraint", "constraint"), ("objective", "objective")],
        is_default: true,
        needs: |_| RequiredComputations { geometry: true, ..NONE },
        height: 300.0,
        text: geometry::text,
        new: Some(|| Box::new(geometry::GeometryPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "sparsity",
        title: "Sparsity",
        short_title: "Sparsity",
        column: Column::Left,
        is_default: true,
        height: 164.0,
        text: sparsity::text,
        new: Some(|| Box::new(sparsity::SparsityPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "weights",
        title: "Weights now",
        short_title: "Now",
        column: Column::Right,
        views: &[("sorted", "by size"), ("place", "in place")],
        is_default: true,
        fades: true,
        needs: |_| RequiredComputations { comparison: true, ..NONE },
        height: 164.0,
        text: weights::text,
        new: Some(|| Box::new(weights::WeightsPanel::default())),
    },
    PanelInfo {
        name: "ledger",
        title: "Loss ledger",
        short_title: "Loss",
        column: Column::Left,
        views: &[("loss", "loss"), ("gap", "gap to the optimum")],
        is_default: true,
        height: 172.0,
        text: ledger::text,
        new: Some(|| Box::new(ledger::LedgerPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "path",
        title: "Coefficient path",
        short_title: "Path",
        column: Column::Lambda,
        views: &[("lambda", "λ"), ("norm", "‖w‖₁"), ("deviance", "deviance"), ("strips", "sparsity, norm")],
        is_default: true,
        fades: true,
        needs: |_| RequiredComputations { path: true, ..NONE },
        height: 236.0,
        text: path::text,
        new: Some(|| Box::new(path::PathPanel::default())),
    },
    PanelInfo {
        name: "comparison",
        title: "Comparison",
        short_title: "Compare",
        column: Column::Left,
        is_default: true,
        needs: |_| RequiredComputations { comparison: true, ..NONE },
        height: 142.0,
        text: comparison::text,
        ..PANEL
    },
    PanelInfo {
        name: "cross-validation",
        title: "Cross-validation",
        short_title: "Folds",
        column: Column::Lambda,
        views: &[("mean", "mean"), ("folds", "every fold"), ("surface", "λ × l1_ratio")],
        is_default: true,
        needs: |view| RequiredComputations { folds: true, sweep: view == "surface", ..NONE },
        height: 220.0,
        text: validation::text,
        new: Some(|| Box::new(validation::ValidationPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "sweep",
        title: "Sweep",
        short_title: "Sweep",
        column: Column::Lambda,
        needs: |_| RequiredComputations { folds: true, sweep: true, ..NONE },
        height: 220.0,
        text: validation::surface_text,
        new: Some(|| Box::new(validation::ValidationPanel::sweep())),
        ..PANEL
    },
    PanelInfo {
        name: "pull",
        title: "Penalty and pull",
        short_title: "Pull",
        fades: true,
        height: 212.0,
        text: pull::text,
        new: Some(|| Box::new(pull::PullPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "priors",
        title: "Priors",
        short_title: "Priors",
        fades: true,
        height: 212.0,
        text: priors::text,
        new: Some(|| Box::new(priors::PriorsPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "histogram",
        title: "Weight histogram",
        short_title: "Histogram",
        fades: true,
        needs: |_| RequiredComputations { comparison: true, ..NONE },
        height: 212.0,
        text: histogram::text,
        new: Some(|| Box::new(histogram::HistogramPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "bias-variance",
        title: "Bias and variance",
        short_title: "Bias",
        column: Column::Lambda,
        needs: |_| RequiredComputations { resampling: true, ..NONE },
        height: 236.0,
        text: bias_variance::text,
        new: Some(|| Box::new(bias_variance::BiasVariancePanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "stability",
        title: "Selection stability",
        short_title: "Stability",
        fades: true,
        needs: |_| RequiredComputations { resampling: true, ..NONE },
        height: 236.0,
        text: stability::text,
        new: Some(|| Box::new(stability::StabilityPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "calibration",
        title: "Calibration",
        short_title: "Calibration",
        needs: |_| RequiredComputations { comparison: true, ..NONE },
        height: 260.0,
        text: calibration::text,
        new: Some(|| Box::new(calibration::CalibrationPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "boundary",
        title: "Decision boundary",
        short_title: "Boundary",
        needs: |_| RequiredComputations { comparison: true, geometry: true, ..NONE },
        height: 300.0,
        text: boundary::text,
        new: Some(|| Box::new(boundary::BoundaryPanel::default())),
        ..PANEL
    },
];

/// Default panels of an embedded lab.
pub const EMBEDDED_PANELS: [&str; 1] = ["trajectories"];

impl PanelInfo {
    /// The panel of this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<&'static Self> {
        named("panel", name, &PANELS.each_ref(), |panel| panel.name)
    }

    /// The view of this name, as the table spells it.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn view(&self, name: &str) -> Result<&'static str> {
        named("view", name, &self.view_names(), |view| view)
    }

    /// Names of its views, the default first.
    #[must_use]
    pub fn view_names(&self) -> Vec<&'static str> {
        self.views.iter().map(|&(name, _)| name).collect()
    }

    /// Whether it is a table, which has no picture of its own.
    #[must_use]
    pub fn is_table(&self) -> bool {
        self.new.is_none()
    }
}

/// The error for an unknown view of a panel.
pub(super) fn unknown_view(panel: &str, view: &str) -> Error {
    let views = PanelInfo::from_name(panel).map_or(Vec::new(), PanelInfo::view_names);
    Error::parameter("view", crate::error::quoted(view), one_of(&views))
}

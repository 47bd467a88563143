//! All panels: what is known of each before it is drawn.

use super::{
    bias_variance, boundary, calibration, comparison, geometry, histogram, ledger, path, priors, pull,
    sparsity, stability, trajectories, validation, weights,
};
use crate::charts::panel::Panel;
use crate::charts::text::{PanelText, TextContext};
use crate::error::{Error, Result};
use crate::lab::RequiredComputations;
use crate::names::{named, one_of};

/// Where a panel stands on a page of two columns, whose panels share their axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Over iterations.
    Left,
    /// Over weights or λ.
    Right,
    /// Wherever there is room.
    Any,
}

impl Column {
    /// The name in the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Right => "right",
            Self::Any => "any",
        }
    }
}

/// A panel before it is drawn.
#[derive(Debug, Clone, Copy)]
pub struct PanelInfo {
    /// The name in the API, in links and in HTML.
    pub name: &'static str,
    /// The title.
    pub title: &'static str,
    /// The column of the page.
    pub column: Column,
    /// Names of the ways to show it, the first one first; empty where there is only one.
    pub views: &'static [&'static str],
    /// Whether the page shows it unless told otherwise.
    pub is_default: bool,
    /// Whether it has a mark for every weight, so that all others fade while one has the focus.
    pub fades: bool,
    /// What it needs computed in one of its views, `""` where it has only one.
    pub needs: fn(view: &str) -> RequiredComputations,
    /// Its texts.
    pub(in crate::charts) text: fn(&TextContext<'_>) -> PanelText,
    /// Height of its picture in a poster, in CSS pixels; the largest in a row counts.
    pub(in crate::charts) poster_height: f64,
    /// Makes it; `None` for a table, which has no picture of its own.
    pub new: Option<fn() -> Box<dyn Panel>>,
}

/// Nothing beside the run itself.
const NONE: RequiredComputations = RequiredComputations::NONE;

/// What most panels have.
const PANEL: PanelInfo = PanelInfo {
    name: "",
    title: "",
    column: Column::Any,
    views: &[],
    is_default: false,
    fades: false,
    needs: |_| NONE,
    text: |_| PanelText::default(),
    poster_height: 236.0,
    new: None,
};

/// All panels, in reading order.
pub static PANELS: [PanelInfo; 16] = [
    PanelInfo {
        name: "trajectories",
        title: "Weight trajectories",
        column: Column::Left,
        is_default: true,
        fades: true,
        text: trajectories::text,
        poster_height: 320.0,
        new: Some(|| Box::new(trajectories::TrajectoriesPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "geometry",
        title: "Constraint geometry",
        column: Column::Right,
        views: &["constraint", "objective"],
        is_default: true,
        needs: |_| RequiredComputations { geometry: true, ..NONE },
        text: geometry::text,
        poster_height: 300.0,
        new: Some(|| Box::new(geometry::GeometryPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "sparsity",
        title: "Sparsity",
        column: Column::Left,
        is_default: true,
        text: sparsity::text,
        poster_height: 168.0,
        new: Some(|| Box::new(sparsity::SparsityPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "weights",
        title: "Weights now",
        column: Column::Right,
        views: &["sorted", "place"],
        is_default: true,
        fades: true,
        needs: |_| RequiredComputations { comparison: true, ..NONE },
        text: weights::text,
        poster_height: 168.0,
        new: Some(|| Box::new(weights::WeightsPanel::default())),
    },
    PanelInfo {
        name: "ledger",
        title: "Loss ledger",
        column: Column::Left,
        views: &["loss", "gap"],
        is_default: true,
        text: ledger::text,
        poster_height: 172.0,
        new: Some(|| Box::new(ledger::LedgerPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "path",
        title: "Coefficient path",
        column: Column::Right,
        views: &["lambda", "norm", "deviance", "strips"],
        is_default: true,
        fades: true,
        needs: |_| RequiredComputations { path: true, ..NONE },
        text: path::text,
        new: Some(|| Box::new(path::PathPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "comparison",
        title: "Comparison",
        column: Column::Left,
        is_default: true,
        needs: |_| RequiredComputations { comparison: true, ..NONE },
        text: comparison::text,
        poster_height: 142.0,
        ..PANEL
    },
    PanelInfo {
        name: "cross-validation",
        title: "Cross-validation",
        column: Column::Right,
        views: &["mean", "folds", "surface"],
        is_default: true,
        needs: |view| RequiredComputations { folds: true, sweep: view == "surface", ..NONE },
        text: validation::text,
        poster_height: 220.0,
        new: Some(|| Box::new(validation::ValidationPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "sweep",
        title: "Sweep",
        column: Column::Right,
        needs: |_| RequiredComputations { folds: true, sweep: true, ..NONE },
        text: validation::sweep_text,
        poster_height: 220.0,
        new: Some(|| Box::new(validation::ValidationPanel::sweep())),
        ..PANEL
    },
    PanelInfo {
        name: "pull",
        title: "Penalty and pull",
        fades: true,
        text: pull::text,
        poster_height: 212.0,
        new: Some(|| Box::new(pull::PullPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "priors",
        title: "Priors",
        fades: true,
        text: priors::text,
        poster_height: 212.0,
        new: Some(|| Box::new(priors::PriorsPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "histogram",
        title: "Weight histogram",
        fades: true,
        needs: |_| RequiredComputations { comparison: true, ..NONE },
        text: histogram::text,
        poster_height: 212.0,
        new: Some(|| Box::new(histogram::HistogramPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "bias-variance",
        title: "Bias and variance",
        column: Column::Right,
        needs: |_| RequiredComputations { resampling: true, ..NONE },
        text: bias_variance::text,
        new: Some(|| Box::new(bias_variance::BiasVariancePanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "stability",
        title: "Selection stability",
        fades: true,
        needs: |_| RequiredComputations { resampling: true, ..NONE },
        text: stability::text,
        new: Some(|| Box::new(stability::StabilityPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "calibration",
        title: "Calibration",
        needs: |_| RequiredComputations { comparison: true, ..NONE },
        text: calibration::text,
        poster_height: 260.0,
        new: Some(|| Box::new(calibration::CalibrationPanel)),
        ..PANEL
    },
    PanelInfo {
        name: "boundary",
        title: "Decision boundary",
        needs: |_| RequiredComputations { comparison: true, geometry: true, ..NONE },
        text: boundary::text,
        poster_height: 300.0,
        new: Some(|| Box::new(boundary::BoundaryPanel::default())),
        ..PANEL
    },
];

/// Panels of a lab in an article, unless its author names others.
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
        named("view", name, self.views, |view| view)
    }
}

/// That a panel has no view of this name.
pub(super) fn unknown_view(panel: &str, view: &str) -> Error {
    let views = PanelInfo::from_name(panel).map_or(&[][..], |panel| panel.views);
    Error::parameter("view", format!("\"{view}\""), one_of(views))
}

//! The table of all panels.

use super::{
    bias_variance::BiasVariancePanel, boundary::BoundaryPanel, calibration::CalibrationPanel,
    geometry::GeometryPanel, histogram::HistogramPanel, ledger::LedgerPanel, path::PathPanel,
    priors::PriorsPanel, pull::PullPanel, sparsity::SparsityPanel, stability::StabilityPanel,
    trajectories::TrajectoriesPanel, validation::ValidationPanel, weights::WeightsPanel,
};
use crate::charts::panel::Panel;
use crate::error::{Error, Result};
use crate::lab::RequiredComputations;
use crate::names::{named, one_of};

/// The column of a panel on the page; the panels of a column have the same axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Panels over iterations.
    Left,
    /// Panels over weights or λ.
    Right,
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
            Self::Any => "any",
        }
    }
}

/// Properties of a panel.
#[derive(Debug, Clone, Copy)]
pub struct PanelInfo {
    /// The name in the API, in links and in HTML.
    pub name: &'static str,
    /// The title.
    pub title: &'static str,
    /// The column.
    pub column: Column,
    /// Names of the views, the default first; empty if there is only one.
    pub views: &'static [&'static str],
    /// Whether the page shows it by default.
    pub is_default: bool,
    /// Whether it has a mark for every weight, so that the others fade while a feature is focused.
    pub fades: bool,
    /// The computations required by a view; `""` if there is only one.
    pub needs: fn(view: &str) -> RequiredComputations,
    /// Creates the panel; `None` for a table, which is not drawn.
    pub new: Option<fn() -> Box<dyn Panel>>,
}

/// No computations besides the run.
const NONE: RequiredComputations = RequiredComputations::NONE;

/// Default properties.
const PANEL: PanelInfo = PanelInfo {
    name: "",
    title: "",
    column: Column::Any,
    views: &[],
    is_default: false,
    fades: false,
    needs: |_| NONE,
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
        new: Some(|| Box::new(TrajectoriesPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "geometry",
        title: "Constraint geometry",
        column: Column::Right,
        views: &["constraint", "objective"],
        is_default: true,
        needs: |_| RequiredComputations { geometry: true, ..NONE },
        new: Some(|| Box::new(GeometryPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "sparsity",
        title: "Sparsity",
        column: Column::Left,
        is_default: true,
        new: Some(|| Box::new(SparsityPanel::default())),
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
        new: Some(|| Box::new(WeightsPanel::default())),
    },
    PanelInfo {
        name: "ledger",
        title: "Loss ledger",
        column: Column::Left,
        views: &["loss", "gap"],
        is_default: true,
        new: Some(|| Box::new(LedgerPanel::default())),
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
        new: Some(|| Box::new(PathPanel::default())),
    },
    PanelInfo {
        name: "comparison",
        title: "Comparison",
        column: Column::Left,
        is_default: true,
        needs: |_| RequiredComputations { comparison: true, ..NONE },
        ..PANEL
    },
    PanelInfo {
        name: "cross-validation",
        title: "Cross-validation",
        column: Column::Right,
        views: &["mean", "folds", "surface"],
        is_default: true,
        needs: |view| RequiredComputations { folds: true, sweep: view == "surface", ..NONE },
        new: Some(|| Box::new(ValidationPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "sweep",
        title: "Sweep",
        column: Column::Right,
        needs: |_| RequiredComputations { folds: true, sweep: true, ..NONE },
        new: Some(|| Box::new(ValidationPanel::sweep())),
        ..PANEL
    },
    PanelInfo {
        name: "pull",
        title: "Penalty and pull",
        fades: true,
        new: Some(|| Box::new(PullPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "priors",
        title: "Priors",
        fades: true,
        new: Some(|| Box::new(PriorsPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "histogram",
        title: "Weight histogram",
        fades: true,
        needs: |_| RequiredComputations { comparison: true, ..NONE },
        new: Some(|| Box::new(HistogramPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "bias-variance",
        title: "Bias and variance",
        column: Column::Right,
        needs: |_| RequiredComputations { resampling: true, ..NONE },
        new: Some(|| Box::new(BiasVariancePanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "stability",
        title: "Selection stability",
        fades: true,
        needs: |_| RequiredComputations { resampling: true, ..NONE },
        new: Some(|| Box::new(StabilityPanel::default())),
        ..PANEL
    },
    PanelInfo {
        name: "calibration",
        title: "Calibration",
        needs: |_| RequiredComputations { comparison: true, ..NONE },
        new: Some(|| Box::new(CalibrationPanel)),
        ..PANEL
    },
    PanelInfo {
        name: "boundary",
        title: "Decision boundary",
        needs: |_| RequiredComputations { comparison: true, geometry: true, ..NONE },
        new: Some(|| Box::new(BoundaryPanel::default())),
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
        named("view", name, self.views, |view| view)
    }
}

/// The error for an unknown view of a panel.
pub(super) fn unknown_view(panel: &str, view: &str) -> Error {
    let views = PanelInfo::from_name(panel).map_or(&[][..], |panel| panel.views);
    Error::parameter("view", format!("\"{view}\""), one_of(views))
}

//! Pictures of hand-written snapshots: marks are finite, countable, and labels do not cover each other.

mod all_panels;
mod bookmark;
mod drawing;
#[path = "../common/fonts.rs"]
mod fonts;
mod geometry;
mod geometry_objective;
mod geometry_range;
mod path;
mod penalties;
mod rows;
mod scene;
mod sheet;
mod sparsity;
mod start_trajectory;
#[path = "../common/table.rs"]
mod table;
mod trajectories;
mod validation;
mod whole_page;

use std::rc::Rc;

use drawing::*;
use fonts::Family;
use regularization_lab::charts::{
    BiasVariancePanel, BoundaryPanel, CalibrationPanel, Color, Column, GeometryPanel, HAIRLINE,
    HistogramPanel, Layer, Layers, LedgerPanel, Mark, PANELS, Paint, Panel, PanelInfo, PathPanel,
    PriorsPanel, PullPanel, Scale, SparsityPanel, StabilityPanel, Stroke, Style, Theme, TrajectoriesPanel,
    UNITS, ValidationPanel, WeightsPanel, panel, svg,
};
use regularization_lab::data::{Dataset, Task, Truth};
use regularization_lab::lab::{
    Counts, History, Lab, LambdaScale, ObjectiveTerms, Optimizer, Optimum, Params, Preset, Repeats,
    RequiredComputations, Slice, Snapshot, TaskErrors, ValidationSurface,
};
use regularization_lab::model::{PenaltyKind, Point, Scoring};
use regularization_lab::solve::{PathPoint, Spread, Status, ValidationCurve};
use scene::*;
use table::table;

//! The state of a lab: parameters and the effect of changing them, the model in training, its history, the exact optimum, and the
//! snapshot that panels draw.

mod advice;
mod bookmark;
mod calibration;
mod check;
mod comparison;
mod data_params;
mod dropout;
mod extent;
mod history;
#[expect(clippy::module_inception, reason = "the lab itself, beside what it is made of")]
mod lab;
mod lambda_scale;
mod learning_rates;
mod loss_grid;
mod most_informative_pair;
mod objective_terms;
mod param;
mod params;
mod presets;
mod python;
mod recipe;
mod required_computations;
mod run;
mod scores;
mod slice;
mod snapshot;
mod start_trajectory;
mod table;
mod tasks;
mod trainer;

use tasks::{geometry, path_and_folds, resampling, validation_surface};

pub use crate::model::ClassWeight;
pub use crate::solve::Optimizer;
pub use advice::Advice;
pub use bookmark::{Bookmark, BookmarkOrigin};
pub use calibration::{calibration_of, predicted_probabilities};
pub use check::{CheckOutcome, MAX_CHECK_BYTES};
pub use comparison::Comparison;
pub use data_params::{DATA_PARAMS, DataParam, DataParams, LabData, Source, Table};
pub use dropout::equivalent_l2;
pub use geometry::{Geometry, Slice};
pub use history::{Counts, History, NEAR_ZERO, Past};
pub use lab::Lab;
pub use lambda_scale::{LambdaReference, LambdaScale};
pub use loss_grid::LossGrid;
pub use objective_terms::ObjectiveTerms;
pub use param::{Param, ParamKind, ParamValue, Slider};
pub use params::{Change, PARAMS, Params, TrainerParam, TrainerParams};
pub use path_and_folds::PathAndFolds;
pub use presets::Preset;
pub use python::script;
pub use recipe::{Kind, Recipe, RecipeParameter};
pub use required_computations::RequiredComputations;
pub(crate) use required_computations::check_pair;
pub use resampling::{Repeats, ResamplingTask, STABLE};
pub use run::Course;
pub use scores::Scores;
pub use snapshot::{Optimum, Snapshot, TaskErrors};
pub use start_trajectory::StartTrajectory;
pub use table::CsvTable;
pub use tasks::folds::WhyNoFolds;
pub(crate) use tasks::folds::{USUAL_FOLDS, scorings};
pub use trainer::Trainer;
pub use validation_surface::{BestCell, ValidationSurface};

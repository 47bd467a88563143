//! One lab's state: parameters and what a change of them means, the model in training, its history, the exact optimum
//! beside it, and the plain data that pictures are drawn from.

mod advice;
mod bookmark;
mod comparison;
mod data_params;
mod dropout;
mod extent;
mod geometry;
mod history;
mod lambda_scale;
mod ledger;
mod link;
mod overview;
mod params;
mod presets;
mod python;
mod recipe;
mod resampled;
mod scores;
mod session;
mod slice;
mod snapshot;
mod swept;
mod table;
mod telling_pair;
mod terrain;
mod trainer;
mod what_if;

pub use advice::Advice;
pub use bookmark::Bookmark;
pub use comparison::Comparison;
pub use data_params::{DataParams, Source, Table};
pub use dropout::equivalent_l2;
pub use geometry::{Geometry, Slice};
pub use history::{Counts, History, NEAR_ZERO, Past};
pub use lambda_scale::LambdaScale;
pub use ledger::Ledger;
pub use link::{
    CONTROLS, DEFAULT_PANELS, LAST_ITERATION, LONGEST_LINK, Link, PANELS, SCALES, SPEED, THEMES, VIEWS,
};
pub use overview::{Overview, WhyNoFolds};
pub use params::{Change, ClassWeight, LEARNING_RATE_SLIDER, Optimizer, Params, TrainerParams};
pub use presets::Preset;
pub use python::script;
pub use recipe::{Kind, Knob, Recipe};
pub use resampled::{Repeats, Resampled, STABLE};
pub use scores::Scores;
pub use session::{Course, Lab, Needs};
pub use snapshot::{Optimum, Snapshot};
pub use swept::{BestCell, Swept};
pub use table::{CsvTable, WriteNumber};
pub use terrain::Terrain;
pub use trainer::Trainer;
pub use what_if::WhatIf;

//! Data sets `X`, `y`: generators with scikit-learn's random numbers, splits, scaling, CSV and the built-in tables.
//!
//! The generators draw from [`RandomState`], NumPy's legacy stream, in scikit-learn's order, so equal parameters give equal numbers
//! in both.

mod argsort;
mod builtin;
mod classes;
mod csv;
mod dataset;
mod make_blobs;
mod make_classification;
mod make_correlated;
mod make_regression;
mod polynomial;
mod random_state;
mod scale;
mod split;
mod units;

pub(crate) use argsort::{argsort, argsort_descending};
pub use builtin::Builtin;
pub use classes::ClassName;
pub(crate) use classes::Classes;
pub(crate) use csv::sorted as sorted_words;
pub use csv::{
    Categories, ColumnKind, ColumnRef, ColumnReport, ColumnSummary, CsvOptions, CsvPreview, CsvReader,
    CsvReport, CsvTable, Header, MAX_BYTES, MAX_CELLS, MAX_LEVELS, MAX_ROWS_NAMED, Missing, Outcome,
    RowLeftOut, read_csv,
};
pub(crate) use dataset::Import;
pub use dataset::{Dataset, Labelled, MAX_VALUE, MAX_VALUES, Task, Truth};
pub use make_blobs::{make_blobs, make_moons};
pub use make_classification::MakeClassification;
pub use make_correlated::MakeCorrelated;
pub use make_regression::MakeRegression;
pub use polynomial::PolynomialFeatures;
pub use random_state::RandomState;
pub use scale::StandardScaler;
pub use split::{Folds, Split};

//! Our numbers against scikit-learn's and glmnet's, file by file of `tests/fixtures/`.

mod fixture;
mod generators;
mod metrics;
mod random_state;
mod splits;

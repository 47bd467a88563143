//! Our numbers against scikit-learn's and glmnet's, file by file of `tests/fixtures/`.

mod cross_validation;
mod fixture;
mod generators;
mod gradient_descent;
mod metrics;
mod optima;
mod random_state;
mod splits;
mod tables;

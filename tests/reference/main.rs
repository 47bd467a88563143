//! Comparison with the numbers of scikit-learn and glmnet in `tests/fixtures/`.

mod cross_validation;
mod fixture;
mod generators;
mod gradient_descent;
mod metrics;
mod model_options;
mod optima;
mod random_state;
mod splits;
mod tables;
mod wide;

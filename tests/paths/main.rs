//! Paths, cross-validation, resampling and the other regularizers.

#[path = "../common/mod.rs"]
mod common;
mod cross_validation;
mod path;
mod regularizers;
mod resampling;

use std::rc::Rc;

use common::{any_dataset, loss_of, penalty_kind};
use proptest::prelude::*;
use regularization_lab::data::{
    Dataset, Folds, MakeClassification, MakeCorrelated, MakeRegression, PolynomialFeatures, StandardScaler,
    Task,
};
use regularization_lab::lab::{Optimizer, Trainer, TrainerParams, equivalent_l2};
use regularization_lab::model::{
    Evaluation, Loss, ModelOptions, Penalty, PenaltyKind, Point, Problem, Scoring, metrics, sigmoid,
};
use regularization_lab::solve::{
    CrossValidation, CrossValidationParams, Draws, EarlyStopping, LambdaGrid, Path, Resampling, Status,
    Sweep, lambda_max, solve,
};

fn problem(data: &Dataset) -> Problem<'_> {
    Problem::new(data, loss_of(data), Penalty::default()).unwrap()
}

fn given(lambdas: &[f64]) -> LambdaGrid {
    LambdaGrid { lambdas: Some(lambdas.to_vec()), ..Default::default() }
}

fn kkt(problem: &Problem<'_>, point: &Point) -> f64 {
    let mut at = Evaluation::default();
    problem.evaluate(point, &mut at);
    problem.kkt_residual(point, &at)
}

/// The size of the table's values, by which rounding in slopes grows.
fn scale(data: &Dataset) -> f64 {
    data.x().iter().chain(data.y()).fold(1.0_f64, |largest, x| largest.max(x.abs()))
}

/// Two classes that a plane separates.
fn separable() -> Dataset {
    let x = vec![-2.0, 0.1, -1.0, -0.3, 1.0, 0.2, 2.0, -0.1];
    Dataset::new(x, vec![0.0, 0.0, 1.0, 1.0], 2, Task::Classification).unwrap()
}

//! Cross-validation over both parameters of the elastic net.

use super::cross_validation::{CrossValidation, CrossValidationParams};
use super::stepper::Status;
use super::validation_curve::ValidationCurve;
use crate::data::Dataset;
use crate::error::{Result, check_between, check_count};
use crate::model::{PenaltyKind, Scoring};

/// Cross-validation over λ × `l1_ratio`, the elastic net's two parameters, on the same folds.
#[derive(Debug)]
pub struct Sweep {
    l1_ratios: Vec<f64>,
    validations: Vec<CrossValidation>,
}

impl Sweep {
    /// A sweep over `l1_ratios`. The λ grid is that of the smallest ratio above 0, which has the largest `λ_max`.
    ///
    /// # Errors
    /// As [`CrossValidation::new`], and [`crate::Error::Parameter`] unless there are 1 … 100 ratios in 0 … 1.
    pub fn new(data: &Dataset, params: &CrossValidationParams, l1_ratios: &[f64]) -> Result<Self> {
        check_count("number of l1_ratios", l1_ratios.len(), 1, 100)?;
        for &ratio in l1_ratios {
            check_between("l1_ratio", ratio, 0.0, 1.0)?;
        }
        let smallest = l1_ratios.iter().copied().filter(|&ratio| ratio > 0.0).fold(1.0, f64::min);
        let params =
            CrossValidationParams { penalty: PenaltyKind::ElasticNet, l1_ratio: smallest, ..params.clone() };
        let first = CrossValidation::new(data, &params)?;
        Self::over(&first, l1_ratios, first.lambdas())
    }

    /// A sweep over `lambdas` with the folds and scorings of a cross-validation.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] unless the ratios are in 0 … 1.
    pub fn over(first: &CrossValidation, l1_ratios: &[f64], lambdas: &[f64]) -> Result<Self> {
        let of_ratio = |&ratio: &f64| first.with_penalty(PenaltyKind::ElasticNet, ratio, lambdas.to_vec());
        let validations = l1_ratios.iter().map(of_ratio).collect::<Result<_>>()?;
        Ok(Self { l1_ratios: l1_ratios.to_vec(), validations })
    }

    /// Does a bounded amount of work; [`Status::Converged`] when all is done.
    ///
    /// # Errors
    /// As [`CrossValidation::step`].
    pub fn step(&mut self) -> Result<Status> {
        for validation in &mut self.validations {
            if validation.step()? == Status::Running {
                return Ok(Status::Running);
            }
        }
        Ok(Status::Converged)
    }

    /// The ratios, in the order given.
    #[must_use]
    pub fn l1_ratios(&self) -> &[f64] {
        &self.l1_ratios
    }

    /// The curve of every ratio; `None` until two of its folds are finished.
    #[must_use]
    pub fn curves(&self) -> Vec<Option<ValidationCurve>> {
        self.validations.iter().map(CrossValidation::curve).collect()
    }

    /// The λ of every ratio.
    #[must_use]
    pub fn lambdas(&self) -> &[f64] {
        self.validations.first().map_or(&[], |validation| validation.lambdas())
    }

    /// Number of ratios, from the first one, whose folds are all finished.
    #[must_use]
    pub fn n_done(&self) -> usize {
        self.validations.iter().filter(|validation| validation.is_done()).count()
    }

    /// Number of optima found so far, and of all.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let each = self.validations.iter().map(CrossValidation::progress);
        each.fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }

    /// Curves of one scoring for the finished ratios.
    #[must_use]
    pub fn finished_by(&self, scoring: Scoring) -> Vec<ValidationCurve> {
        let done = self.validations.iter().filter(|validation| validation.is_done());
        done.filter_map(|validation| validation.curve_by(scoring)).collect()
    }
}

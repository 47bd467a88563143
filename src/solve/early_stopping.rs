//! Early stopping as regularization: a path over iterations beside the path over λ.

use super::gradient_descent::GradientDescent;
use super::stepper::{Settings, Status, Stepper};
use kernels::exp;

use crate::error::{Result, check_between, check_count};
use crate::model::{Penalty, Point, Problem};

/// Largest number of iterations in one step.
const PIECE: usize = 16;

/// A point of gradient descent without a penalty.
#[derive(Debug, Clone, PartialEq)]
pub struct StoppedPoint {
    /// Number of iterations.
    pub n_iter: usize,
    /// Weights and intercept.
    pub point: Point,
    /// λ of the ridge model with similar shrinkage, `n / (learning_rate · n_iter)`.
    ///
    /// Both shrink a direction of curvature `h` by a similar factor: gradient descent to `1 − (1 − lr h)^t` of the optimum,
    /// ridge to `h / (h + λ/n)`. They agree to first order for small and for large curvature and are of the same order in
    /// between.
    ///
    /// Source: A. Ali, J. Z. Kolter, R. Tibshirani, "A continuous-time view of early stopping for least squares
    /// regression", 2019.
    pub equivalent_lambda: f64,
}

/// Gradient descent without a penalty from zero weights, recorded at logarithmically spaced iterations.
///
/// # Example
/// ```
/// use regularization_lab::data::MakeRegression;
/// use regularization_lab::model::{Loss, Penalty, Problem};
/// use regularization_lab::solve::{EarlyStopping, Status};
/// let data = MakeRegression { n_features: 5, n_informative: 5, ..Default::default() }.generate()?;
/// let problem = Problem::new(&data, Loss::Squared, Penalty::default())?;
/// let mut stopping = EarlyStopping::new(&problem, 0.9 / problem.lipschitz(), 1000, 20)?;
/// while stopping.step(&problem) == Status::Running {}
/// let norms: Vec<f64> = stopping.points().iter().map(|at| at.point.norm2()).collect();
/// assert!(norms.windows(2).all(|pair| pair[0] <= pair[1]));
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct EarlyStopping {
    descent: GradientDescent,
    learning_rate: f64,
    stops: Vec<usize>,
    points: Vec<StoppedPoint>,
}

impl EarlyStopping {
    /// A run of `max_iter` iterations (1 … 10⁷), recorded at about `n_points` of them (2 … 10⁴).
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for a value outside its range; that of the learning rate is 10⁻⁹ … 10⁹.
    pub fn new(problem: &Problem<'_>, learning_rate: f64, max_iter: usize, n_points: usize) -> Result<Self> {
        check_between("learning_rate", learning_rate, 1e-9, 1e9)?;
        check_count("max_iter", max_iter, 1, 10_000_000)?;
        check_count("n_points", n_points, 2, 10_000)?;
        let stop = |k: usize| exp((max_iter as f64).ln() * k as f64 / (n_points - 1) as f64).round() as usize;
        let mut stops: Vec<usize> = (0..n_points).map(stop).collect();
        stops.dedup();
        let start = Point::zeros(problem.data.n_features());
        Ok(Self { descent: GradientDescent::new(start), learning_rate, stops, points: Vec::new() })
    }

    /// Does a bounded amount of work; the penalty of `problem` is not used. [`Status::Diverged`] if the learning rate is too large;
    /// the points recorded before remain.
    pub fn step(&mut self, problem: &Problem<'_>) -> Status {
        let problem = problem.with_penalty(Penalty::default());
        let settings = Settings { learning_rate: self.learning_rate, tolerance: 0.0 };
        for _ in 0..PIECE {
            let Some(&stop) = self.stops.get(self.points.len()) else { return Status::Converged };
            let status = self.descent.step(&problem, settings);
            if status != Status::Running {
                return status;
            }
            let n_iter = self.descent.n_iter();
            if n_iter == stop {
                let way = self.learning_rate * n_iter as f64;
                self.points.push(StoppedPoint {
                    n_iter,
                    point: self.descent.point().clone(),
                    equivalent_lambda: problem.data.n_samples() as f64 / way,
                });
            }
        }
        if self.points.len() == self.stops.len() { Status::Converged } else { Status::Running }
    }

    /// The points so far.
    #[must_use]
    pub fn points(&self) -> &[StoppedPoint] {
        &self.points
    }
}

//! The objective, loss plus penalty over a data set, its gradient, and the KKT residual that certifies a minimum.

use super::loss::{Loss, logit};
use super::options::feasible;
use super::penalties::Penalty;
use super::spectrum::largest_eigenvalue;
use kernels::{Rows, Slope, dot, forward, forward_backward, larger};

use crate::data::{Dataset, Task};
use crate::error::{Error, Result, check_between};

/// Weights and intercept of a linear model.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Point {
    /// Weights, `(n_features,)`.
    pub coef: Vec<f64>,
    /// The intercept, never penalized.
    pub intercept: f64,
}

impl Point {
    /// All zeros.
    #[must_use]
    pub fn zeros(n_features: usize) -> Self {
        Self { coef: vec![0.0; n_features], intercept: 0.0 }
    }

    /// Whether all weights and the intercept are finite.
    #[must_use]
    pub fn is_finite(&self) -> bool {
        self.intercept.is_finite() && self.coef.iter().all(|w| w.is_finite())
    }

    /// `‖w‖₁`.
    #[must_use]
    pub fn norm1(&self) -> f64 {
        self.coef.iter().map(|w| w.abs()).sum()
    }

    /// `‖w‖₂`.
    #[must_use]
    pub fn norm2(&self) -> f64 {
        dot(&self.coef, &self.coef).sqrt()
    }
}

/// The minimization problem: data, loss, penalty and optional row weights.
///
/// With row weights `s` of mean 1 the loss is `1/n Σ s_i ℓ_i`.
#[derive(Debug, Clone, Copy)]
pub struct Problem<'a> {
    /// The training rows.
    pub data: &'a Dataset,
    /// The loss of a row.
    pub loss: Loss,
    /// The penalty on the weights.
    pub penalty: Penalty,
    /// Row weights `s`, `(n_samples,)`; `None` for equal rows.
    pub row_weights: Option<&'a [f64]>,
    /// Label smoothing `ε` in 0 … 1: the targets are `ε/2` and `1 − ε/2`.
    pub label_smoothing: f64,
    /// Whether the intercept is fitted; otherwise it is 0.
    pub fit_intercept: bool,
    /// Penalty factors `f`, `(n_features,)`: the penalty of weight `j` is multiplied by `f_j`, 0 … ∞, and a weight with an infinite
    /// factor is 0. `None` for 1 each.
    pub penalty_factor: Option<&'a [f64]>,
}

/// The gradient of the loss at one point, with the linear predictor `z = Xw + b` it came from.
#[derive(Debug, Clone, Default)]
pub struct Evaluation {
    /// Linear predictor, `(n_samples,)`.
    pub z: Vec<f64>,
    /// `∂L/∂w`, `(n_features,)`.
    pub gradient: Vec<f64>,
    /// `∂L/∂b`.
    pub intercept_gradient: f64,
}

/// The terms of the objective.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct ObjectiveParts {
    /// Mean loss of the training rows.
    pub loss: f64,
    /// `(λ/n) l1_ratio ‖w‖₁`.
    pub l1: f64,
    /// `(λ/n) (1 − l1_ratio)/2 ‖w‖₂²`.
    pub l2: f64,
}

impl ObjectiveParts {
    /// Value of the penalty, `l1 + l2`.
    #[must_use]
    pub fn penalty(&self) -> f64 {
        self.l1 + self.l2
    }

    /// The objective, loss + penalty.
    #[must_use]
    pub fn total(&self) -> f64 {
        self.loss + self.penalty()
    }
}

impl<'a> Problem<'a> {
    /// The problem with equal rows.
    ///
    /// # Errors
    /// [`Error::Data`] for a logistic loss on a regression target, or on rows of a single class, whose best intercept is infinite.
    pub fn new(data: &'a Dataset, loss: Loss, penalty: Penalty) -> Result<Self> {
        check_trainable(data, loss)?;
        Ok(Self {
            data,
            loss,
            penalty,
            row_weights: None,
            label_smoothing: 0.0,
            fit_intercept: true,
            penalty_factor: None,
        })
    }

    /// The same problem with another penalty.
    #[must_use]
    pub fn with_penalty(self, penalty: Penalty) -> Self {
        Self { penalty, ..self }
    }

    /// The nearest point that this model can have: weights held at 0 are 0, and so is the intercept where it is not fitted.
    #[must_use]
    pub fn feasible(&self, point: Point) -> Point {
        feasible(point, self.fit_intercept, self.penalty_factor)
    }

    /// The penalty factor of weight `j`.
    #[must_use]
    pub fn factor_of(&self, j: usize) -> f64 {
        self.penalty_factor.map_or(1.0, |factors| factors[j])
    }

    /// The penalty of weight `j`.
    #[must_use]
    pub fn penalty_of(&self, j: usize) -> Penalty {
        self.penalty_factor.map_or(self.penalty, |factors| self.penalty.scaled(factors[j]))
    }

    /// Whether weight `j` is held at 0 by an infinite penalty factor.
    #[must_use]
    pub fn is_held(&self, j: usize) -> bool {
        self.factor_of(j) == f64::INFINITY
    }

    /// `(λ/n) Σ f_j l1_ratio |w_j|` and `(λ/n) Σ f_j (1 − l1_ratio)/2 w_j²`.
    #[must_use]
    pub fn penalty_parts(&self, coef: &[f64]) -> (f64, f64) {
        if self.penalty_factor.is_none() {
            return self.penalty.parts(coef);
        }
        let not_zero = coef.iter().enumerate().filter(|(_, w)| **w != 0.0);
        not_zero.fold((0.0, 0.0), |(l1, l2), (j, &w)| {
            let (of_l1, of_l2) = self.penalty_of(j).parts(&[w]);
            (l1 + of_l1, l2 + of_l2)
        })
    }

    /// The largest `∂²P/∂w_j²` of a weight that is not held at 0.
    #[must_use]
    pub fn largest_l2(&self) -> f64 {
        let factors = self.penalty_factor.unwrap_or(&[1.0]);
        self.penalty.l2 * factors.iter().copied().filter(|factor| factor.is_finite()).fold(0.0, f64::max)
    }

    /// Target of row `i` after label smoothing.
    #[must_use]
    pub fn target(&self, i: usize) -> f64 {
        self.smoothed(self.data.y()[i])
    }

    /// The target `y` after label smoothing.
    #[must_use]
    pub fn smoothed(&self, y: f64) -> f64 {
        kernels::smoothed(y, self.label_smoothing)
    }

    /// The derivative of a row's loss, as the kernels need it.
    #[must_use]
    pub fn slope(&self) -> Slope {
        match self.loss {
            Loss::Logistic => Slope::Logistic { smoothing: self.label_smoothing },
            Loss::Squared => Slope::Squared,
        }
    }

    /// The table as the kernels need it.
    #[must_use]
    pub fn rows(&self) -> Rows<'a> {
        Rows { x: self.data.x(), y: self.data.y(), factors: self.row_weights }
    }

    /// Whether the objective has no minimum if the weights without a penalty, and the intercept, separate the classes.
    #[must_use]
    pub fn is_unbounded_if_separable(&self) -> bool {
        self.loss == Loss::Logistic
            && self.label_smoothing == 0.0
            && (self.penalty.is_zero() || self.penalty_factor.is_some_and(|factors| factors.contains(&0.0)))
    }

    fn n(&self) -> f64 {
        self.data.n_samples() as f64
    }

    /// The factor of row `i` in the mean loss, `s_i / n`.
    #[must_use]
    pub fn row_weight(&self, i: usize) -> f64 {
        self.row_weights.map_or(1.0, |weights| weights[i]) / self.n()
    }

    /// Writes linear predictor and gradient at `point` into `at`.
    pub fn evaluate(&self, point: &Point, at: &mut Evaluation) {
        let (n, p) = (self.data.n_samples(), self.data.n_features());
        at.z.resize(n, 0.0);
        at.gradient.resize(p, 0.0);
        let Point { coef, intercept } = point;
        let (rows, z, gradient) = (self.rows(), &mut at.z[..], &mut at.gradient[..]);
        at.intercept_gradient = forward_backward(rows, coef, *intercept, z, gradient, self.slope());
        let scale = 1.0 / self.n();
        at.gradient.iter_mut().for_each(|g| *g *= scale);
        at.intercept_gradient *= if self.fit_intercept { scale } else { 0.0 };
    }

    /// The mean loss of the rows with linear predictor `z`.
    #[must_use]
    pub fn mean_loss(&self, z: &[f64]) -> f64 {
        if self.row_weights.is_none() && self.label_smoothing == 0.0 {
            return self.loss.mean(self.data.y(), z);
        }
        z.iter().enumerate().map(|(i, &z)| self.row_weight(i) * self.loss.value(self.target(i), z)).sum()
    }

    /// The objective at a point whose linear predictor is known.
    #[must_use]
    pub fn parts(&self, point: &Point, z: &[f64]) -> ObjectiveParts {
        let (l1, l2) = self.penalty_parts(&point.coef);
        ObjectiveParts { loss: self.mean_loss(z), l1, l2 }
    }

    /// The objective at `point`.
    #[must_use]
    pub fn objective(&self, point: &Point) -> f64 {
        let mut z = vec![0.0; self.data.n_samples()];
        forward(self.data.x(), &point.coef, point.intercept, &mut z);
        self.parts(point, &z).total()
    }

    /// The KKT residual of `point`, given its evaluation; 0 at the minimum:
    ///
    /// `max(|∂L/∂b|, |∂L/∂w_j + f_j (l1 sign w_j + l2 w_j)| where w_j ≠ 0, max(0, |∂L/∂w_j| − f_j l1) where w_j = 0)`, without the
    /// first term if no intercept is fitted.
    #[must_use]
    pub fn kkt_residual(&self, point: &Point, at: &Evaluation) -> f64 {
        let mut residual = at.intercept_gradient.abs();
        for (j, (&w, &slope)) in point.coef.iter().zip(&at.gradient).enumerate() {
            let distance = self.penalty_of(j).distance_to_subdifferential(w, slope);
            // Unlike f64::max this keeps a NaN, so a NaN never passes as optimal.
            if distance > residual || distance.is_nan() {
                residual = distance;
            }
        }
        residual
    }

    /// The optimal intercept of the null model, in which every weight is 0; 0 where the intercept is not fitted.
    #[must_use]
    pub fn null_intercept(&self) -> f64 {
        if !self.fit_intercept {
            return 0.0;
        }
        let weighted = |i: usize| self.row_weight(i) * self.target(i);
        let mean: f64 = (0..self.data.n_samples()).map(weighted).sum();
        match self.loss {
            Loss::Logistic => logit(mean),
            Loss::Squared => mean,
        }
    }

    /// Mean loss of the null model at its optimal intercept.
    #[must_use]
    pub fn null_loss(&self) -> f64 {
        self.mean_loss(&vec![self.null_intercept(); self.data.n_samples()])
    }

    /// Largest eigenvalue of the Hessian's upper bound, `c/n ‖S^½ [X 1]‖² + l2` with `c` = ¼ (logistic) or 1 (squared):
    /// the Lipschitz constant of the smooth part's gradient. Gradient steps of `1 / lipschitz` never increase it.
    ///
    /// Computed by Lanczos' method, to about ten digits.
    #[must_use]
    pub fn lipschitz(&self) -> f64 {
        self.loss.largest_curvature() * largest_eigenvalue(self) + self.largest_l2()
    }
}

/// Smallest λ at which every penalized weight is 0: `max_j |Σ_i s_i x_ij ℓ'(y_i, z_i)| / (f_j l1_ratio)` where `null` is the optimal
/// point without penalized weights and `z` its predictor. Without free weights, `null` is the null model.
///
/// # Errors
/// [`Error::Parameter`] unless `l1_ratio` is in `(0, 1]`: without an L1 part no λ makes weights exactly 0.
pub fn lambda_max_at(problem: &Problem<'_>, null: &Point, l1_ratio: f64) -> Result<f64> {
    check_between("l1_ratio", l1_ratio, 0.0, 1.0)?;
    if l1_ratio == 0.0 {
        let accepted = "above 0 (without an L1 part no lambda makes every weight 0)";
        return Err(Error::parameter("l1_ratio", "0", accepted));
    }
    let mut at = Evaluation::default();
    problem.evaluate(null, &mut at);
    let slopes = at.gradient.iter().enumerate().filter(|&(j, _)| problem.factor_of(j) > 0.0);
    let largest = slopes.map(|(j, slope)| slope.abs() / problem.factor_of(j)).fold(0.0, larger);
    Ok(largest * problem.n() / l1_ratio)
}

/// Accepts one penalty factor a feature, each 0 … ∞.
///
/// # Errors
/// [`Error::Parameter`] for another number of factors, and for a factor below 0 or NaN.
pub fn check_penalty_factor(factors: &[f64], n_features: usize) -> Result<()> {
    if factors.len() != n_features {
        let accepted = format!("{n_features} numbers, one a feature");
        return Err(Error::parameter("penalty_factor", format!("{} numbers", factors.len()), accepted));
    }
    factors
        .iter()
        .try_for_each(|&factor| check_between("penalty_factor", factor, 0.0, f64::INFINITY).map(drop))
}

/// scikit-learn's `class_weight="balanced"`: `n / (2 · size of the row's class)` for every row.
#[must_use]
pub fn balanced_weights(data: &Dataset) -> Vec<f64> {
    let n = data.n_samples() as f64;
    let ones: f64 = data.y().iter().sum();
    data.y().iter().map(|&y| n / (2.0 * if y == 1.0 { ones } else { n - ones })).collect()
}

fn check_trainable(data: &Dataset, loss: Loss) -> Result<()> {
    if loss == Loss::Squared {
        return Ok(());
    }
    if data.task() != Task::Classification {
        return Err(Error::parameter(
            "loss",
            "\"logistic\" on a regression",
            "\"squared\" where the target is a number",
        ));
    }
    if let Some([zeros, ones]) = data.class_counts()
        && (zeros == 0 || ones == 0)
    {
        return Err(Error::data(format!(
            "all {} training rows are {}; a logistic regression needs rows of both classes",
            data.n_samples(),
            data.class_name(f64::from(ones > 0)).of()
        )));
    }
    Ok(())
}

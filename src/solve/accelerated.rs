//! Accelerated proximal gradient (FISTA) with adaptive restart.

use super::iterate::{GrowthLimit, bound_from_slope};
use super::stepper::{Settings, Status, Stepper};
use crate::model::{Evaluation, Point, Problem};
use kernels::{backward, forward, larger};

/// Proximal gradient from a point with momentum; the momentum is reset when it points uphill.
///
/// ```text
/// w⁺ = prox(v − lr ∇L(v));  t⁺ = (1 + √(1 + 4t²))/2;  v = w⁺ + (t − 1)/t⁺ (w⁺ − w)
/// restart (t = 1, v = w⁺) where ⟨v − w⁺, w⁺ − w⟩ > 0
/// ```
///
/// The predictor is linear, so that of `v` is a combination of those of the last two points. An iteration costs one forward pass (at
/// `w⁺`) and one backward pass (at `v`), like plain proximal gradient.
///
/// Sources: A. Beck and M. Teboulle, 2009, eq. 4.1–4.3; B. O'Donoghue and E. Candès, "Adaptive restart for accelerated
/// gradient schemes", 2015, §3.2.
#[derive(Debug, Clone)]
pub struct AcceleratedProximalGradient {
    point: Point,
    z: Vec<f64>,
    ahead: Point,
    z_ahead: Vec<f64>,
    next: Point,
    z_next: Vec<f64>,
    slopes: Vec<f64>,
    gradient: Vec<f64>,
    momentum: f64,
    n_iter: usize,
    at: Evaluation,
    is_evaluated: bool,
    growth_limit: Option<GrowthLimit>,
}

impl AcceleratedProximalGradient {
    /// A run from `start`.
    #[must_use]
    pub fn new(start: Point) -> Self {
        Self {
            z: Vec::new(),
            ahead: start.clone(),
            z_ahead: Vec::new(),
            next: start.clone(),
            z_next: Vec::new(),
            slopes: Vec::new(),
            gradient: vec![0.0; start.coef.len()],
            momentum: 1.0,
            n_iter: 0,
            at: Evaluation::default(),
            is_evaluated: false,
            growth_limit: None,
            point: start,
        }
    }

    fn prepare(&mut self, problem: &Problem<'_>) {
        let n = problem.data.n_samples();
        if self.z.len() != n {
            self.z = vec![0.0; n];
            forward(problem.data.x(), &self.point.coef, self.point.intercept, &mut self.z);
            self.z_ahead = self.z.clone();
            self.z_next = self.z.clone();
            self.slopes = vec![0.0; n];
        }
    }

    /// Writes a proximal step from `ahead` into `next` and `z_next`; returns the largest change divided by the step size.
    fn proximal_step(&mut self, problem: &Problem<'_>, lr: f64) -> f64 {
        self.fill_slopes(problem, |this| &this.z_ahead);
        backward(problem.data.x(), &self.slopes, &mut self.gradient);
        let mut largest = 0.0_f64;
        let moves = self.ahead.coef.iter().zip(&self.gradient);
        for (j, (next, (&v, &slope))) in self.next.coef.iter_mut().zip(moves).enumerate() {
            *next = problem.penalty_of(j).prox(v - lr * slope, lr);
            largest = larger(largest, (v - *next).abs());
        }
        let intercept_gradient: f64 = if problem.fit_intercept { self.slopes.iter().sum() } else { 0.0 };
        self.next.intercept = self.ahead.intercept - lr * intercept_gradient;
        forward(problem.data.x(), &self.next.coef, self.next.intercept, &mut self.z_next);
        (largest / lr).max(intercept_gradient.abs())
    }

    fn fill_slopes(&mut self, problem: &Problem<'_>, z: fn(&Self) -> &Vec<f64>) {
        let mut slopes = std::mem::take(&mut self.slopes);
        for (i, (slope, &z)) in slopes.iter_mut().zip(z(self)).enumerate() {
            *slope = problem.row_weight(i) * problem.loss.slope(problem.target(i), z);
        }
        self.slopes = slopes;
    }

    /// The bound of [`bound_from_slope`] at `point`, whose predictor is `z`: `⟨∇L, (w, b)⟩ = Σ slope_i z_i`.
    fn bound(problem: &Problem<'_>, point: &Point, z: &[f64]) -> f64 {
        let slope =
            |(i, &z): (usize, &f64)| problem.row_weight(i) * problem.loss.slope(problem.target(i), z) * z;
        bound_from_slope(problem, point, z.iter().enumerate().map(slope).sum())
    }

    /// Accepts `next` and extrapolates from it.
    fn accept(&mut self) {
        let turned = |v: f64, next: f64, w: f64| (v - next) * (next - w);
        let pairs = self.ahead.coef.iter().zip(&self.next.coef).zip(&self.point.coef);
        let uphill: f64 = pairs.map(|((&v, &next), &w)| turned(v, next, w)).sum::<f64>()
            + turned(self.ahead.intercept, self.next.intercept, self.point.intercept);
        let before = if uphill > 0.0 { 1.0 } else { self.momentum };
        self.momentum = 0.5 * (1.0 + (1.0 + 4.0 * before * before).sqrt());
        let factor = if uphill > 0.0 { 0.0 } else { (before - 1.0) / self.momentum };
        extrapolate(&mut self.ahead.coef, &self.next.coef, &self.point.coef, factor);
        extrapolate(&mut self.z_ahead, &self.z_next, &self.z, factor);
        let step = self.next.intercept - self.point.intercept;
        self.ahead.intercept = self.next.intercept + factor * step;
        std::mem::swap(&mut self.point, &mut self.next);
        std::mem::swap(&mut self.z, &mut self.z_next);
        self.is_evaluated = false;
        self.n_iter += 1;
    }

    /// After a rejected step: resets the momentum, so that the next step starts from the last finite point.
    fn reset_momentum(&mut self) {
        self.ahead.clone_from(&self.point);
        self.z_ahead.clone_from(&self.z);
        self.momentum = 1.0;
    }
}

impl Stepper for AcceleratedProximalGradient {
    fn step(&mut self, problem: &Problem<'_>, settings: Settings) -> Status {
        self.prepare(problem);
        let limit =
            GrowthLimit::update(&mut self.growth_limit, problem, Self::bound(problem, &self.point, &self.z));
        let residual = self.proximal_step(problem, settings.learning_rate);
        let is_sound = Self::bound(problem, &self.next, &self.z_next) <= limit && self.next.is_finite();
        if !is_sound {
            self.reset_momentum();
            return Status::Diverged;
        }
        self.accept();
        // The step length bounds the KKT residual up to a factor, so the exact residual is computed only when it is small.
        if residual <= settings.tolerance {
            self.evaluation(problem);
            if problem.kkt_residual(&self.point, &self.at) <= settings.tolerance {
                return Status::Converged;
            }
        }
        Status::Running
    }

    fn point(&self) -> &Point {
        &self.point
    }

    fn evaluation(&mut self, problem: &Problem<'_>) -> &Evaluation {
        if !self.is_evaluated {
            problem.evaluate(&self.point, &mut self.at);
            self.is_evaluated = true;
        }
        &self.at
    }

    fn n_iter(&self) -> usize {
        self.n_iter
    }
}

/// `out = to + factor (to − from)`.
fn extrapolate(out: &mut [f64], to: &[f64], from: &[f64], factor: f64) {
    for ((out, to), from) in out.iter_mut().zip(to).zip(from) {
        *out = to + factor * (to - from);
    }
}

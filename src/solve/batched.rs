//! Batched stepper: several models on the same rows, stepped together.

use super::iterate::{Iterate, Rule};
use super::stepper::{Settings, Status};
use crate::model::{Penalty, Point, Problem};
use kernels::{MODELS, forward_backward_together};

/// Four models that differ only in their penalty, with one pass over `X` for all of them.
///
/// Each gives the iterates of [`super::GradientDescent`] or [`super::ProximalGradient`] alone, up to the order of additions. A model
/// that has converged or diverged is not stepped any more.
///
/// # Example
/// ```
/// use regularization_lab::data::MakeClassification;
/// use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
/// use regularization_lab::solve::{Rule, Settings, BatchedStepper};
/// let data = MakeClassification::default().generate()?;
/// let problem = Problem::new(&data, Loss::Logistic, Penalty::default())?;
/// let penalties = PenaltyKind::ALL.map(|kind| Penalty::of(kind, 1.0 / data.n_samples() as f64, 0.7));
/// let mut models = BatchedStepper::new(&Point::zeros(data.n_features()), Rule::Subgradient);
/// for _ in 0..100 {
///     models.step(&problem, &penalties, Settings { learning_rate: 0.05, tolerance: 0.0 });
/// }
/// assert!(models.point(0).norm2() > models.point(1).norm2());
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct BatchedStepper {
    rule: Rule,
    iterates: [Iterate; MODELS],
    statuses: [Status; MODELS],
    coef: Vec<[f64; MODELS]>,
    z: Vec<[f64; MODELS]>,
    gradient: Vec<[f64; MODELS]>,
}

impl BatchedStepper {
    /// Four runs from `start` with the same update `rule`.
    #[must_use]
    pub fn new(start: &Point, rule: Rule) -> Self {
        Self {
            rule,
            iterates: std::array::from_fn(|_| Iterate::new(start.clone())),
            statuses: [Status::Running; MODELS],
            coef: Vec::new(),
            z: Vec::new(),
            gradient: Vec::new(),
        }
    }

    /// One iteration of every model that is running; the penalty of `problem` itself is not used. A changed penalty resumes a model
    /// that has ended.
    pub fn step(
        &mut self,
        problem: &Problem<'_>,
        penalties: &[Penalty; MODELS],
        settings: Settings,
    ) -> [Status; MODELS] {
        for ((iterate, status), &penalty) in self.iterates.iter_mut().zip(&mut self.statuses).zip(penalties) {
            if *status == Status::Running || iterate.has_other_penalty(penalty) {
                *status = iterate.propose(&problem.with_penalty(penalty), self.rule, settings);
            }
        }
        if self.statuses.contains(&Status::Running) {
            self.evaluate(problem);
        }
        for ((iterate, status), &penalty) in self.iterates.iter_mut().zip(&mut self.statuses).zip(penalties) {
            if *status == Status::Running {
                *status = iterate.accept(&problem.with_penalty(penalty), settings.tolerance);
            }
        }
        self.statuses
    }

    /// Evaluates the proposed points of all models.
    fn evaluate(&mut self, problem: &Problem<'_>) {
        let (n, p) = (problem.data.n_samples(), problem.data.n_features());
        self.coef.resize(p, [0.0; MODELS]);
        self.gradient.resize(p, [0.0; MODELS]);
        self.z.resize(n, [0.0; MODELS]);
        let mut intercepts = [0.0; MODELS];
        for (m, iterate) in self.iterates.iter_mut().enumerate() {
            let (point, _) = iterate.proposed();
            intercepts[m] = point.intercept;
            self.coef.iter_mut().zip(&point.coef).for_each(|(all, w)| all[m] = *w);
        }
        let (rows, coef) = (problem.rows(), &self.coef[..]);
        let (z, gradient) = (&mut self.z[..], &mut self.gradient[..]);
        let sums = forward_backward_together(rows, coef, intercepts, z, gradient, problem.slope());
        let scale = 1.0 / n as f64;
        for (m, iterate) in self.iterates.iter_mut().enumerate() {
            let (_, at) = iterate.proposed();
            at.z.clear();
            at.z.extend(self.z.iter().map(|z| z[m]));
            at.gradient.clear();
            at.gradient.extend(self.gradient.iter().map(|g| scale * g[m]));
            at.intercept_gradient = if problem.fit_intercept { scale * sums[m] } else { 0.0 };
        }
    }

    /// The update rule.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// Resumes models that have ended, as after a changed learning rate.
    pub fn resume(&mut self) {
        self.statuses = [Status::Running; MODELS];
    }

    /// Point of model `m`; always finite.
    #[must_use]
    pub fn point(&self, m: usize) -> &Point {
        &self.iterates[m].point
    }

    /// Status of each model.
    #[must_use]
    pub fn statuses(&self) -> [Status; MODELS] {
        self.statuses
    }

    /// Number of iterations of model `m`.
    #[must_use]
    pub fn n_iter(&self, m: usize) -> usize {
        self.iterates[m].n_iter
    }
}

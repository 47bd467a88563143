//! A lab: data, model, history, exact optimum and geometry, kept in step with the parameters.

use std::rc::Rc;

use super::comparison::Comparison;
use super::geometry::Geometry;
use super::history::{Counts, History};
use super::ledger::Ledger;
use super::overview::Overview;
use super::params::{Change, Params};
use super::scores::Scores;
use super::snapshot::{Optimum, Snapshot};
use super::trainer::Trainer;
use crate::data::{Dataset, Truth};
use crate::decimal::two_digits_down;
use crate::error::{Error, Result};
use crate::model::{Evaluation, Penalty, PenaltyKind, Point, lambda_max};
use crate::solve::{ProximalNewton, Settings, Status, Stepper, no_optimum, solve};

/// KKT residual of the optimum that is shown.
const OPTIMUM_TOLERANCE: f64 = 1e-9;

/// Everything behind one lab on a page.
///
/// JavaScript says what a hand did ([`Lab::set`]), how many iterations a frame runs ([`Lab::step`]) and how much time is
/// left for the rest ([`Lab::refine`], a bounded piece each); pictures are drawn from [`Lab::snapshot`].
///
/// # Example
/// ```
/// use regularization_lab::lab::{Change, Lab, Params};
/// let mut lab = Lab::new(Params::default())?;
/// lab.step(100);
/// while lab.refine() {}
/// let mut params = lab.params().clone();
/// params.trainer.lambda = 10.0;
/// assert_eq!(lab.set(params)?, Change::Continue);
/// assert_eq!(lab.snapshot().n_iter, 100);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
pub struct Lab {
    params: Params,
    trainer: Trainer,
    history: History,
    finder: Finder,
    geometry: Option<Geometry>,
    overview: Overview,
    comparison: Option<Comparison>,
    /// What is minimized at this moment.
    ledger: Ledger,
    needs: Needs,
    followed: Option<usize>,
    plot_aspect: f64,
    run: usize,
}

/// What the pictures on show need besides the run itself; nothing else is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needs {
    /// The same run under the other penalties.
    pub comparison: bool,
}

/// Values of a table that is solved, twice, before its first picture.
const MOST_SOLVED_AHEAD: usize = 100_000;

/// Iterations of the comparison in one piece of [`Lab::refine`].
const COMPARED_AT_ONCE: usize = 8;

/// Looks for the exact optimum, warm from the last one.
struct Finder {
    newton: ProximalNewton,
    status: Status,
    optimum: Option<Optimum>,
}

impl Finder {
    fn new(n_features: usize) -> Self {
        Self { newton: ProximalNewton::new(Point::zeros(n_features)), status: Status::Running, optimum: None }
    }

    /// Does a piece of the search; returns whether it has just ended.
    fn step(&mut self, trainer: &Trainer) -> bool {
        if self.status != Status::Running {
            return false;
        }
        let problem = trainer.problem();
        let settings = Settings { learning_rate: 1.0, tolerance: OPTIMUM_TOLERANCE };
        self.status = self.newton.step(&problem, settings);
        match self.status {
            Status::Running => return false,
            Status::NoOptimum => {
                self.optimum = None;
                // The weights have run far out; the next problem is better started from nothing.
                self.newton = ProximalNewton::new(Point::zeros(trainer.train().n_features()));
            }
            _ => {
                let point = self.newton.point().clone();
                let at = self.newton.evaluation(&problem);
                self.optimum = Some(Optimum {
                    counts: Counts::of(&point.coef, trainer.train().truth()),
                    ledger: Ledger::at(&problem, &point, &at.z, trainer.test().map(Rc::as_ref)),
                    kkt_residual: problem.kkt_residual(&point, at),
                    point,
                });
            }
        }
        true
    }
}

impl Lab {
    /// A lab at its start.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a parameter out of range.
    pub fn new(mut params: Params) -> Result<Self> {
        let (train, test) = params.data.make()?;
        let mut trainer = Trainer::new(Rc::new(train), Some(Rc::new(test)), params.trainer.clone())?;
        if params.rate_follows_data {
            let stable = two_digits_down(trainer.stable_learning_rate());
            params.trainer.learning_rate = stable.min(params.data.preset.learning_rate());
            trainer.set(params.trainer.clone())?;
        }
        let n_features = trainer.train().n_features();
        let geometry = telling_pair(&trainer).map(|pair| Geometry::new(pair, 1.0));
        let finder = Finder::new(n_features);
        let history = History::new(n_features);
        let overview = Overview::new(&trainer, &params);
        let ledger = trainer.ledger();
        let mut lab = Self {
            params,
            trainer,
            history,
            finder,
            geometry,
            overview,
            comparison: None,
            ledger,
            needs: Needs::default(),
            followed: None,
            plot_aspect: 1.0,
            run: 0,
        };
        lab.record();
        Ok(lab)
    }

    /// Takes new parameters, doing as little as they ask for.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a parameter out of range; nothing has changed then.
    pub fn set(&mut self, params: Params) -> Result<Change> {
        let change = params.change_from(&self.params);
        match change {
            Change::None => {}
            Change::Regenerate => {
                let (aspect, run, needs) = (self.plot_aspect, self.run + 1, self.needs);
                *self = Self { run, ..Self::new(params)? };
                self.set_plot_aspect(aspect);
                self.set_needs(needs);
            }
            Change::Continue | Change::Restart => {
                let (new, old) = (&params.trainer, &self.params.trainer);
                let is_same_loss =
                    new.class_weight == old.class_weight && new.label_smoothing == old.label_smoothing;
                let is_same_problem = is_same_loss
                    && new.penalty == old.penalty
                    && new.lambda == old.lambda
                    && new.l1_ratio == old.l1_ratio;
                if !is_same_loss {
                    // What the search knows of the data holds for one loss only.
                    self.finder.newton = ProximalNewton::new(self.finder.newton.point().clone());
                }
                self.trainer.set(params.trainer.clone())?;
                self.params = params;
                self.overview.follow(&self.trainer, &self.params);
                self.ledger = self.trainer.ledger();
                self.compare();
                if change == Change::Restart {
                    self.restart();
                }
                if !is_same_problem {
                    self.look_for_optimum();
                }
            }
        }
        Ok(change)
    }

    fn look_for_optimum(&mut self) {
        self.finder.status = Status::Running;
    }

    /// Returns to the start of the same run.
    pub fn restart(&mut self) {
        self.trainer.reset();
        self.run += 1;
        self.history = History::new(self.trainer.train().n_features());
        if let Some(comparison) = &mut self.comparison {
            comparison.reset();
        }
        self.record();
    }

    fn record(&mut self) {
        self.ledger = self.trainer.ledger();
        let truth = self.trainer.train().truth();
        self.history.record(self.trainer.n_iter(), self.trainer.point(), truth, self.ledger);
    }

    /// Runs up to `n` iterations; returns how many were run.
    pub fn step(&mut self, n: usize) -> usize {
        let mut run = 0;
        while run < n {
            // No further than the next moment that the history keeps.
            let stride = self.history.stride();
            let wanted = (stride - self.trainer.n_iter() % stride).min(n - run);
            let done = self.trainer.step(wanted);
            run += done;
            self.record();
            if done < wanted {
                break;
            }
        }
        run
    }

    /// Jumps to the exact optimum.
    ///
    /// # Errors
    /// [`Error::Data`] where there is none.
    pub fn converge(&mut self) -> Result<()> {
        while self.finder.status == Status::Running {
            self.find_optimum();
        }
        let optimum = self.finder.optimum.as_ref().ok_or_else(no_optimum)?;
        self.trainer.jump_to(optimum.point.clone());
        self.record();
        self.step(1);
        Ok(())
    }

    /// Does one bounded piece of what the pictures still lack, optimum first, what holds for every λ last; returns whether
    /// there is more.
    pub fn refine(&mut self) -> bool {
        if self.finder.status == Status::Running {
            self.find_optimum();
            return true;
        }
        if self.geometry.as_ref().is_some_and(|geometry| geometry.is_behind(&self.trainer)) {
            self.plan_geometry();
        }
        let geometry_has_more = self.geometry.as_mut().is_some_and(|geometry| geometry.refine(&self.trainer));
        if geometry_has_more {
            return true;
        }
        let (is_behind, has_more) = (self.catch_up(), self.overview.step(&self.trainer));
        is_behind || has_more
    }

    /// Says what the pictures on show need.
    pub fn set_needs(&mut self, needs: Needs) {
        self.needs = needs;
        self.compare();
    }

    /// Brings the comparison to the parameters in force.
    fn compare(&mut self) {
        if !self.needs.comparison {
            self.comparison = None;
            return;
        }
        let params = self.params.trainer.clone();
        if let Some(comparison) = &mut self.comparison
            && comparison.set(params.clone()).is_ok()
        {
            return;
        }
        let (train, test) = (Rc::clone(self.trainer.train()), self.trainer.test().map(Rc::clone));
        // An optimizer that cannot step four models at once leaves nothing to compare, and that is all.
        self.comparison = Comparison::new(train, test, params).ok();
    }

    /// Steps the comparison towards the iteration of the run; returns whether it is still behind.
    fn catch_up(&mut self) -> bool {
        let Some(comparison) = &mut self.comparison else { return false };
        let left = self.trainer.n_iter().saturating_sub(comparison.n_iter());
        let wanted = left.min(COMPARED_AT_ONCE);
        wanted > 0 && comparison.step(wanted) == wanted && left > wanted
    }

    /// The same run under every penalty; `None` where no picture on show needs it or the optimizer does not take it.
    #[must_use]
    pub fn comparison(&self) -> Option<&Comparison> {
        self.comparison.as_ref()
    }

    /// Follows a weight through all pictures, or none.
    pub fn follow(&mut self, weight: Option<usize>) {
        self.followed = weight.filter(|&j| j < self.trainer.train().n_features());
    }

    /// The weight so many places after the followed one, by size from the largest and around; the largest if none is followed.
    #[must_use]
    pub fn next_weight(&self, step: i32) -> usize {
        let sizes: Vec<f64> = self.trainer.point().coef.iter().map(|w| w.abs()).collect();
        let order = crate::order::falling(&sizes);
        let place = self.followed.and_then(|j| order.iter().position(|&other| other == j));
        let n = order.len() as i32;
        order[place.map_or(0, |place| (place as i32 + step).rem_euclid(n) as usize)]
    }

    fn find_optimum(&mut self) {
        if self.finder.step(&self.trainer) {
            self.plan_geometry();
        }
    }

    fn plan_geometry(&mut self) {
        let optimum = self.finder.optimum.as_ref().map(|optimum| &optimum.point);
        if let Some(geometry) = &mut self.geometry {
            geometry.plan(&self.trainer, optimum);
        }
    }

    /// Chooses the two weights of the geometry.
    ///
    /// # Errors
    /// [`Error::Parameter`] unless they are two different features.
    pub fn set_pair(&mut self, a: usize, b: usize) -> Result<()> {
        let p = self.trainer.train().n_features();
        if a == b || a.max(b) >= p {
            let accepted = format!("two different features of 0 … {}", p - 1);
            return Err(Error::parameter("pair", format!("{a} and {b}"), accepted));
        }
        self.geometry = Some(Geometry::new((a, b), self.plot_aspect));
        if self.finder.status != Status::Running {
            self.plan_geometry();
        }
        Ok(())
    }

    /// The two weights of the geometry; `None` with a single feature.
    #[must_use]
    pub fn pair(&self) -> Option<(usize, usize)> {
        self.geometry.as_ref().map(Geometry::pair)
    }

    /// Tells width divided by height of the geometry's plot.
    pub fn set_plot_aspect(&mut self, aspect: f64) {
        self.plot_aspect = aspect;
        let has_changed = self.geometry.as_mut().is_some_and(|geometry| geometry.set_aspect(aspect));
        if has_changed && self.finder.status != Status::Running {
            self.plan_geometry();
        }
    }

    /// The parameters in force.
    #[must_use]
    pub fn params(&self) -> &Params {
        &self.params
    }

    /// The model in training.
    #[must_use]
    pub fn trainer(&self) -> &Trainer {
        &self.trainer
    }

    /// What the whole range of λ has to offer.
    #[must_use]
    pub fn overview(&self) -> &Overview {
        &self.overview
    }

    /// How the model stands.
    pub fn scores(&mut self) -> Scores {
        self.trainer.scores()
    }

    /// Smallest λ that leaves every weight 0, or `None` without an L1 part.
    #[must_use]
    pub fn lambda_max(&self) -> Option<f64> {
        lambda_max(&self.trainer.problem(), self.params.trainer.effective_l1_ratio()).ok()
    }

    /// Why there is no optimum, once that is known.
    #[must_use]
    pub fn why_no_optimum(&self) -> Option<String> {
        (self.finder.status == Status::NoOptimum).then(|| no_optimum().to_string())
    }

    /// This moment, for drawing.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot<'_> {
        let train: &Dataset = self.trainer.train();
        let point = self.trainer.point();
        let slope = |geometry: &Geometry| {
            let (penalty, (a, b)) = (self.trainer.problem().penalty, geometry.pair());
            let pull = (penalty.subgradient(point.coef[a]), penalty.subgradient(point.coef[b]));
            (geometry.loss_slope(&self.trainer), pull)
        };
        let (loss_slope, penalty_slope) = self.geometry.as_ref().map(slope).unwrap_or_default();
        Snapshot {
            run: self.run,
            n_iter: self.trainer.n_iter(),
            status: self.trainer.status(),
            point,
            counts: Counts::of(&point.coef, train.truth()),
            ledger: self.ledger,
            feature_names: train.feature_names(),
            truth: train.truth(),
            history: &self.history,
            optimum: self.finder.optimum.as_ref(),
            has_no_optimum: self.finder.status == Status::NoOptimum,
            penalty: self.params.trainer.penalty,
            lambda: self.params.trainer.lambda,
            path: self.overview.points(),
            path_version: self.overview.path_version(),
            validation: self.overview.curve(),
            compared: self.comparison.as_ref().map(|models| PenaltyKind::ALL.map(|kind| models.point(kind))),
            followed: self.followed,
            slice: self.geometry.as_ref().map(Geometry::slice),
            loss_slope,
            penalty_slope,
        }
    }
}

/// The pair whose picture has a corner in it: the largest weight, and of those that are 0 under L1 the one that is
/// largest under L2. Two informative weights would touch on an edge.
fn telling_pair(trainer: &Trainer) -> Option<(usize, usize)> {
    let n_features = trainer.train().n_features();
    if n_features <= 2 {
        return (n_features == 2).then_some((0, 1));
    }
    if trainer.train().x().len() > MOST_SOLVED_AHEAD {
        return Some(steepest_pair(trainer));
    }
    let lambda = if trainer.params().lambda > 0.0 { trainer.params().lambda } else { 1.0 };
    let optimum = |kind| {
        let penalty = Penalty::new(kind, lambda, 1.0, trainer.train().n_samples()).ok()?;
        let problem = trainer.problem().with_penalty(penalty);
        Some(solve(&problem, Point::zeros(n_features), 1e-6).ok()?.point.coef)
    };
    let (lasso, ridge) = (optimum(PenaltyKind::L1)?, optimum(PenaltyKind::L2)?);
    let largest_of = |coef: &[f64], allowed: &dyn Fn(usize) -> bool| {
        let candidates = (0..n_features).filter(|&j| allowed(j));
        candidates.max_by(|&j, &k| coef[j].abs().total_cmp(&coef[k].abs()))
    };
    let a = largest_of(&lasso, &|_| true)?;
    let b = largest_of(&ridge, &|j| j != a && lasso[j] == 0.0).or_else(|| largest_of(&ridge, &|j| j != a))?;
    Some((a, b))
}

/// The two features along which the loss falls most steeply at the start, the second one of noise where that is known: what
/// [`telling_pair`] would mostly find, at a price that a hand on a slider of large data does not feel.
fn steepest_pair(trainer: &Trainer) -> (usize, usize) {
    let (problem, train) = (trainer.problem(), trainer.train());
    let mut at = Evaluation::default();
    problem.evaluate(&Point::zeros(train.n_features()), &mut at);
    let slopes: Vec<f64> = at.gradient.iter().map(|slope| slope.abs()).collect();
    let order = crate::order::falling(&slopes);
    let is_noise = |j: &&usize| train.truth().get(**j) == Some(&Truth::Noise);
    let second = order[1..].iter().find(is_noise).unwrap_or(&order[1]);
    (order[0], *second)
}

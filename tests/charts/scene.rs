//! Hand-written snapshots.

use super::*;

/// What a snapshot borrows from.
pub struct Scene {
    pub history: History,
    pub point: Point,
    pub truth: Vec<Truth>,
    pub names: Vec<String>,
    pub optimum: Option<Optimum>,
    pub path: Vec<PathPoint>,
    pub validation: Option<ValidationCurve>,
    pub slice: Option<Slice>,
    pub train: Dataset,
    pub test: Dataset,
    pub repeats: Repeats,
    pub unpenalized: Point,
    pub n_iter: usize,
}

impl Scene {
    /// `n_features` weights, the first informative, running towards 2 (noise: up and back to 0) for `n_iter` iterations.
    pub fn new(n_features: usize, n_iter: usize) -> Self {
        let truth: Vec<Truth> =
            (0..n_features).map(|j| if j == 0 { Truth::Informative } else { Truth::Noise }).collect();
        let mut history = History::new(n_features);
        for iteration in 0..=n_iter {
            history.record(iteration, &Self::weights(n_features, iteration), &truth, terms(iteration));
        }
        let mut at_optimum = Point::zeros(n_features);
        at_optimum.coef[0] = 2.0;
        Self {
            point: Self::weights(n_features, n_iter),
            names: (0..n_features).map(|j| format!("x{j}")).collect(),
            optimum: Some(Optimum {
                counts: Counts::of(&at_optimum.coef, &truth),
                terms: terms(usize::MAX),
                point: at_optimum,
                kkt_residual: 0.0,
                is_certified: true,
                is_unique: true,
            }),
            path: path(n_features),
            validation: Some(validation()),
            slice: Some(bowl()),
            train: rows(n_features, 40),
            test: rows(n_features, 30),
            repeats: repeats(n_features),
            unpenalized: Point { coef: vec![0.7; n_features], intercept: 0.1 },
            history,
            truth,
            n_iter,
        }
    }

    pub fn weights(n_features: usize, iteration: usize) -> Point {
        let t = iteration as f64 / 100.0;
        let weight = |j: usize| match j {
            0 => 2.0 * (1.0 - (-t).exp()),
            _ => 0.3 * (j as f64).sin() * t * (1.0 - t).max(0.0),
        };
        Point { coef: (0..n_features).map(weight).collect(), intercept: 0.0 }
    }

    pub fn snapshot(&self) -> Snapshot<'_> {
        Snapshot {
            run: 0,
            n_iter: self.n_iter,
            status: Status::Running,
            point: &self.point,
            counts: Counts::of(&self.point.coef, &self.truth),
            terms: terms(self.n_iter),
            feature_names: &self.names,
            truth: &self.truth,
            history: self.history.past(usize::MAX),
            end_iter: self.n_iter,
            optimum: self.optimum.as_ref(),
            has_no_optimum: self.optimum.is_none(),
            penalty: PenaltyKind::L1,
            lambda: 1.0,
            l1_ratio: 0.5,
            fit_intercept: true,
            penalty_factor: None,
            scaler: None,
            path: &self.path,
            path_version: 1,
            validation: self.validation.as_ref(),
            scoring: Scoring::NegLogLoss,
            compared: None,
            bookmark: None,
            focused: None,
            slice: self.slice.as_ref(),
            loss_slope: (-0.1, 0.02),
            penalty_slope: (0.1, 0.0),
            train: &self.train,
            test: Some(&self.test),
            halves: Some(&self.repeats),
            bootstraps: Some(&self.repeats),
            why_no_folds: None,
            validation_surface: None,
            start_trajectory: None,
            errors: TaskErrors::default(),
        }
    }
}

/// A loss that falls, and a penalty that rises to a fifth of it.
pub fn terms(iteration: usize) -> ObjectiveTerms {
    let left = (-(iteration.min(100_000) as f64) / 100.0).exp();
    ObjectiveTerms {
        loss: 0.1 + 0.6 * left,
        l1: 0.02 * (1.0 - left),
        l2: 0.0,
        test_loss: Some(0.15 + 0.55 * left),
    }
}

/// Weights that come in one after the other as λ falls from 1000 to 0.001: the first at λ = 300, each next one half a decade later;
/// the more there is of them, the more they explain.
pub fn path(n_features: usize) -> Vec<PathPoint> {
    let at = |k: usize| {
        let decades = 3.0 - k as f64 / 10.0;
        let weight = |j: usize| {
            let size = (2.5 - 0.5 * j as f64 - decades).max(0.0);
            if j.is_multiple_of(2) { size } else { -0.4 * size }
        };
        let point = Point { coef: (0..n_features).map(weight).collect(), intercept: 0.0 };
        let explained = 1.0 - 1.0 / (1.0 + point.norm1());
        PathPoint { lambda: 10_f64.powf(decades), point, kkt_residual: 0.0, is_unique: true, explained }
    };
    (0..=60).map(at).collect()
}

/// A log-loss that is least at λ = 0.1 and within one standard error up to λ = 1, from four folds.
pub fn validation() -> ValidationCurve {
    let lambdas: Vec<f64> = (0..=60).map(|k| 10_f64.powf(3.0 - f64::from(k) / 10.0)).collect();
    let loss = |lambda: &f64| 0.1 + 0.01 * (lambda.log10() + 1.0).powi(2);
    let mean: Vec<f64> = lambdas.iter().map(|lambda| -loss(lambda)).collect();
    let of_fold = |f: usize| mean.iter().map(|score| score * (0.85 + 0.1 * f as f64)).collect();
    ValidationCurve {
        std: vec![0.02; lambdas.len()],
        standard_error: vec![0.0101; lambdas.len()],
        train_mean: mean.iter().map(|score| 0.8 * score).collect(),
        fold_scores: (0..4).map(of_fold).collect(),
        best_index: 40,
        one_se_index: 30,
        lambdas,
        mean,
    }
}

/// Rows on a grid; the class is mostly the sign of the first feature.
pub fn rows(n_features: usize, n: usize) -> Dataset {
    let value = |i: usize, j: usize| ((7 * i + 3 * j + i * j) % 11) as f64 / 2.5 - 2.0;
    let x = (0..n).flat_map(|i| (0..n_features).map(move |j| value(i, j))).collect();
    let y = (0..n).map(|i| f64::from((value(i, 0) > 0.0) != (i % 9 == 0))).collect();
    Dataset::new(x, y, n_features, Task::Classification).unwrap()
}

/// Variance that falls with λ, bias that rises with it; weight j survives in a share 1 − j/20 of the draws.
pub fn repeats(n_features: usize) -> Repeats {
    let at = |k: usize| {
        let decades = 3.0 - k as f64 / 4.0;
        let (bias, variance) = (0.02 + 0.03 * 10_f64.powf(decades / 3.0), 0.02 * 10_f64.powf(-decades / 3.0));
        let selection = (0..n_features).map(|j| (1.0 - j as f64 / 20.0).max(0.0)).collect();
        Spread { lambda: 10_f64.powf(decades), bias, variance, error: bias + variance, selection }
    };
    let spread = (0..=24).map(at).collect();
    Repeats { spread, n_done: 12, n_draws: 60, is_running: true, version: 3 }
}

/// A round bowl around (3, 1) with the diamond of size 2 in front of it.
pub fn bowl() -> Slice {
    let size = (41, 41);
    let at = |k: usize| -4.0 + 8.0 * k as f64 / 40.0;
    let loss = (0..41 * 41).map(|k| (at(k % 41) - 3.0).powi(2) + (at(k / 41) - 1.0).powi(2)).collect();
    Slice {
        pair: (0, 1),
        domain: [-4.0, 4.0, -4.0, 4.0],
        size,
        loss,
        optimum: Some((2.0, 0.0)),
        optimum_loss: 2.0,
        least: Some((3.0, 1.0)),
        toward_least: None,
        radius: 2.0,
        allowance: 2.0,
        l1_ratio: Some(1.0),
        factors: None,
        is_exact: true,
    }
}

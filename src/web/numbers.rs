//! The numbers of this moment, as the page's words need them.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::lab::Lab;
use super::object::{object, put, put_numbers, put_texts};
use super::trainer::{scores_object, status_name};
use crate::decimal::{two_digits, two_digits_down};
use crate::lab::{
    Advice, Bookmark, Repeats, Slice, Snapshot, StartTrajectory, ValidationSurface, WhyNoFolds,
};
use crate::model::{Dialects, Penalty, PenaltyKind, metrics, prior_deviation};

#[wasm_bindgen]
impl Lab {
    /// The numbers of this moment that words are made from.
    #[wasm_bindgen(unchecked_return_type = "Types.Numbers")]
    pub fn numbers(&self) -> Object {
        let snapshot = self.session.snapshot();
        let counts = &snapshot.counts;
        let (trainer, slice) = (self.session.trainer(), snapshot.slice);
        let allowance = slice.filter(|slice| slice.l1_ratio.is_some()).map(|slice| slice.allowance);
        let pair = self.session.pair().map(|(a, b)| Array::of2(&(a as f64).into(), &(b as f64).into()));
        let object = Object::new();
        let count = |count: usize| count as f64;
        let or_nan = |number: Option<f64>| number.unwrap_or(f64::NAN);
        let path_and_folds = self.session.path_and_folds();
        put_numbers!(object, {
            "nIter": count(snapshot.n_iter),
            "endIter": count(snapshot.end_iter),
            "run": count(snapshot.run),
            "nSamples": count(trainer.train().n_samples()),
            "nTest": count(trainer.test().map_or(0, |test| test.n_samples())),
            "nFeatures": count(snapshot.point.coef.len()),
            "nonZero": count(counts.alive()),
            "exactZero": count(counts.exact_zero),
            "nearZero": count(counts.near_zero + counts.exact_zero),
            "norm2": snapshot.point.norm2(),
            "optimumZero": or_nan(snapshot.optimum.map(|optimum| count(optimum.counts.exact_zero))),
            "allowance": or_nan(allowance),
            "loss": snapshot.terms.loss,
            "l1": snapshot.terms.l1,
            "l2": snapshot.terms.l2,
            "comparedIter": or_nan(self.session.comparison().map(|models| count(models.n_iter()))),
            "foldsDone": count(snapshot.validation.map_or(0, |curve| curve.fold_scores.len())),
            "nFolds": count(path_and_folds.n_folds()),
            "oneSe": or_nan(path_and_folds.one_se().map(two_digits)),
            "overview": count(path_and_folds.version()),
            "priorDeviation": or_nan(prior_deviation(snapshot.penalty, snapshot.lambda, snapshot.l1_ratio)),
            "brier": or_nan(self.brier(&snapshot)),
            "roundness": or_nan(slice.and_then(Slice::roundness)),
            "leastObjective": or_nan(snapshot.optimum.map(|optimum| optimum.terms.objective())),
        });
        let other = if snapshot.penalty == PenaltyKind::L2 { "L1" } else { "L2" };
        put_texts!(object, {
            "status": Some(status_name(snapshot.status)),
            "message": Some(&trainer.message()),
            "task": Some(trainer.train().task().name()),
            "other": Some(other),
            "penalty": Some(snapshot.penalty.name()),
            "scoring": Some(snapshot.scoring.name()),
            "whyNoOptimum": self.session.why_no_optimum(),
            "whyNoFolds": snapshot.why_no_folds.map(WhyNoFolds::name),
            "validationView": self.chosen_view("cross-validation"),
            "pathView": self.chosen_view("path"),
        });
        put(&object, "isExact", &JsValue::from(slice.is_some_and(|slice| slice.is_exact)));
        put(&object, "isCompared", &JsValue::from(snapshot.compared.is_some()));
        put(&object, "isObjective", &JsValue::from(self.shows_objective()));
        put(&object, "pair", &pair.map_or(JsValue::NULL, JsValue::from));
        let parts = [
            ("focused", snapshot.focused.map(|j| focused(&snapshot, j))),
            ("bookmark", snapshot.bookmark.map(bookmark)),
            ("pull", pull_on_largest(&snapshot)),
            ("halves", snapshot.halves.map(|repeats| halves(repeats, snapshot.lambda))),
            ("bootstraps", snapshot.bootstraps.map(bootstraps)),
            (
                "surface",
                snapshot.validation_surface.map(|validation_surface| surface(&snapshot, validation_surface)),
            ),
            ("whatIf", snapshot.start_trajectory.map(start_trajectory)),
            ("second", self.session.pair().map(|(_, b)| second(&snapshot, b))),
        ];
        for (name, part) in parts {
            put(&object, name, &part.into());
        }
        object
    }

    /// Which way a panel is shown, if it was asked for one.
    pub(super) fn chosen_view(&self, panel: &str) -> Option<&str> {
        self.views.iter().find(|view| view.info.name == panel)?.chosen
    }

    /// Whether the geometry is in its second view.
    fn shows_objective(&self) -> bool {
        self.chosen_view("geometry") == Some("objective")
    }

    /// Mean squared distance of the probabilities from the classes of the test rows, where a panel says it.
    fn brier(&self, snapshot: &Snapshot<'_>) -> Option<f64> {
        let test = snapshot.test.filter(|_| self.views.iter().any(|view| view.info.name == "calibration"))?;
        metrics::brier(test.y(), &self.session.trainer().predict(test.x()).ok()?).ok()
    }

    /// Scores, objective and KKT residual of this moment; costs a pass over the data.
    #[wasm_bindgen(unchecked_return_type = "Contract.Scores")]
    pub fn scores(&mut self) -> Object {
        scores_object(&self.session.scores())
    }

    /// Scores of the same run under every penalty, in the order none, l2, elasticnet, l1; undefined where they are not compared.
    #[wasm_bindgen(unchecked_return_type = "Contract.Scores[] | undefined")]
    pub fn comparison(&self) -> JsValue {
        let scores = self.session.comparison().map(|models| {
            let kinds = PenaltyKind::ALL.into_iter();
            kinds.map(|kind| JsValue::from(scores_object(&models.scores(kind)))).collect::<Array>()
        });
        scores.map_or(JsValue::UNDEFINED, JsValue::from)
    }

    /// What is worth knowing now, the most pressing first.
    #[wasm_bindgen(unchecked_return_type = "Types.Advice[]")]
    pub fn advice(&mut self) -> Array {
        if !self.session.needs().advice {
            return Array::new();
        }
        let advice = self.session.advice();
        let name = |j: usize| JsValue::from(self.session.trainer().train().feature_names()[j].as_str());
        let pair = |advice: &Advice| {
            advice.pair().map_or((JsValue::UNDEFINED, JsValue::UNDEFINED), |(a, b)| (name(a), name(b)))
        };
        let entry = |advice: &Advice| {
            let (a, b) = pair(advice);
            object(&[("name", advice.name().into()), ("value", advice.value().into()), ("a", a), ("b", b)])
        };
        advice.iter().map(entry).collect()
    }

    /// The largest learning rate that cannot diverge, rounded down to two digits.
    #[wasm_bindgen(js_name = stableLearningRate)]
    pub fn stable_learning_rate(&self) -> f64 {
        two_digits_down(self.session.trainer().stable_learning_rate())
    }

    /// Smallest λ that leaves every weight 0; undefined without an L1 part.
    #[wasm_bindgen(js_name = lambdaMax)]
    pub fn lambda_max(&self) -> Option<f64> {
        self.session.lambda_max()
    }

    /// Weights kept along the slider's λ, from its largest, and the λ that the one-standard-error rule chooses.
    #[wasm_bindgen(js_name = pathAndFolds, unchecked_return_type = "{ kept: number[], oneSe?: number }")]
    pub fn path_and_folds(&self) -> Object {
        let path_and_folds = self.session.path_and_folds();
        let kept = path_and_folds.kept().iter().map(|&kept| JsValue::from(kept as f64)).collect::<Array>();
        object(&[("kept", kept.into()), ("oneSe", path_and_folds.one_se().into())])
    }

    /// λ in other libraries' words.
    #[wasm_bindgen(unchecked_return_type = "Types.Dialects")]
    pub fn dialects(&self) -> Object {
        let trainer = &self.session.params().trainer;
        let n_samples = self.session.trainer().train().n_samples();
        let said = Dialects::of(trainer.penalty, trainer.lambda, trainer.l1_ratio, n_samples);
        object(&[
            ("c", said.c.into()),
            ("alpha", said.alpha.into()),
            ("ridgeAlpha", said.ridge_alpha.into()),
            ("priorDeviation", said.prior_deviation.into()),
            ("laplaceScale", said.laplace_scale.into()),
        ])
    }

    /// The present weights.
    pub fn coef(&self) -> Vec<f64> {
        self.session.trainer().point().coef.clone()
    }

    #[wasm_bindgen(js_name = featureNames)]
    pub fn feature_names(&self) -> Vec<String> {
        self.session.trainer().train().feature_names().to_vec()
    }
}

/// How hard each penalty would pull the largest weight; none while every weight is 0.
fn pull_on_largest(snapshot: &Snapshot<'_>) -> Option<Object> {
    let coef = snapshot.point.coef.iter().enumerate();
    let (j, &w) = coef.reduce(|best, next| if next.1.abs() > best.1.abs() { next } else { best })?;
    let pull = |kind| {
        let penalty = Penalty::new(kind, snapshot.lambda, snapshot.l1_ratio, 1).unwrap_or_default();
        JsValue::from(penalty.subgradient(w).abs())
    };
    let [none, l2, elastic_net, l1] = PenaltyKind::ALL.map(pull);
    let name = snapshot.feature_names[j].as_str().into();
    (w != 0.0).then(|| {
        object(&[("name", name), ("none", none), ("l2", l2), ("elasticnet", elastic_net), ("l1", l1)])
    })
}

/// The moment that a hand has kept.
fn bookmark(bookmark: &Bookmark) -> Object {
    object(&[
        ("nIter", JsValue::from(bookmark.n_iter as f64)),
        ("penalty", bookmark.penalty.name().into()),
        ("lambda", bookmark.lambda.into()),
    ])
}

/// The path from a start of one's own.
fn start_trajectory(start_trajectory: &StartTrajectory) -> Object {
    let (u, v) = start_trajectory.start();
    object(&[
        ("u", u.into()),
        ("v", v.into()),
        ("nIter", (start_trajectory.n_iter() as f64).into()),
        ("status", status_name(start_trajectory.status).into()),
    ])
}

/// The weight that a hand follows.
fn focused(snapshot: &Snapshot<'_>, j: usize) -> Object {
    object(&[
        ("name", snapshot.feature_names[j].as_str().into()),
        ("value", snapshot.point.coef[j].into()),
        ("truth", snapshot.truth.get(j).map(|truth| truth.name()).into()),
        ("optimum", snapshot.optimum.map(|optimum| optimum.point.coef[j]).into()),
    ])
}

/// How many weights survive most half-samples at the λ nearest to the one in force.
fn halves(repeats: &Repeats, lambda: f64) -> Object {
    let at = repeats.nearest(lambda);
    object(&[
        ("nDone", (repeats.n_done as f64).into()),
        ("nDraws", (repeats.n_draws as f64).into()),
        ("nStable", at.map(|at| at.stable() as f64).into()),
        ("lambda", at.map(|at| at.lambda).into()),
    ])
}

/// The λ at which models of bootstrap samples err least.
fn bootstraps(repeats: &Repeats) -> Object {
    object(&[
        ("nDone", (repeats.n_done as f64).into()),
        ("nDraws", (repeats.n_draws as f64).into()),
        ("best", repeats.best().map(|at| at.lambda).into()),
    ])
}

/// How far the surface over λ × `l1_ratio` is, and where it is best; losses are positive here.
fn surface(snapshot: &Snapshot, validation_surface: &ValidationSurface) -> Object {
    let best = validation_surface.best.map(|best| {
        object(&[
            ("lambda", two_digits(best.lambda).into()),
            ("l1Ratio", best.l1_ratio.into()),
            ("score", snapshot.scoring.shown(best.score).into()),
        ])
    });
    object(&[
        ("progress", validation_surface.progress.into()),
        ("isComplete", validation_surface.is_complete().into()),
        ("nLambdas", (validation_surface.lambdas.len() as f64).into()),
        ("nRatios", (validation_surface.l1_ratios.len() as f64).into()),
        ("best", best.into()),
    ])
}

/// The second weight of the pair.
fn second(snapshot: &Snapshot<'_>, j: usize) -> Object {
    object(&[("name", snapshot.feature_names[j].as_str().into()), ("value", snapshot.point.coef[j].into())])
}

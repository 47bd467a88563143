//! Values of the current snapshot for the controls and panels of the page.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::error::bad_option;
use super::lab::Lab;
use super::object::{object, put, put_numbers, put_texts};
use super::trainer::scores_object;
use crate::charts::{Catalogue, class_choices};
use crate::data::Builtin;
use crate::decimal::{two_digits, two_digits_down};
use crate::lab::{Advice, Bookmark, Snapshot, StartTrajectory, ValidationSurface};
use crate::model::{Dialects, adaptive_factors};

#[wasm_bindgen]
impl Lab {
    /// Returns the values of the current snapshot that controls and panels display.
    #[wasm_bindgen(unchecked_return_type = "Types.Numbers")]
    pub fn numbers(&self) -> Object {
        let snapshot = self.session.snapshot();
        let trainer = self.session.trainer();
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
            "loss": snapshot.terms.loss,
            "l1": snapshot.terms.l1,
            "l2": snapshot.terms.l2,
            "oneSe": or_nan(path_and_folds.one_se().map(two_digits)),
            "overview": count(path_and_folds.version()),
            "kept": self.session.kept_at_optimum().map_or(f64::NAN, count),
        });
        put_texts!(object, {
            "status": Some(snapshot.status.name()),
            "message": Some(&trainer.message()),
            "task": Some(trainer.train().task().name()),
            "penalty": Some(snapshot.penalty.name()),
            "scoring": Some(snapshot.scoring.name()),
            "whyNoOptimum": self.session.why_no_optimum(),
            "validationView": self.chosen_view("cross-validation"),
            "pathView": self.chosen_view("path"),
        });
        put(&object, "hasEnded", &JsValue::from(self.session.has_ended()));
        put(&object, "isObjective", &JsValue::from(self.shows_objective()));
        put(&object, "pair", &pair.map_or(JsValue::NULL, JsValue::from));
        let parts = [
            ("focused", snapshot.focused.map(|j| focused(&snapshot, j, self.about(&snapshot, j)))),
            ("bookmark", snapshot.bookmark.map(bookmark)),
            (
                "surface",
                snapshot.validation_surface.map(|validation_surface| surface(&snapshot, validation_surface)),
            ),
            ("whatIf", snapshot.start_trajectory.map(start_trajectory)),
        ];
        for (name, part) in parts {
            put(&object, name, &part.into());
        }
        object
    }

    /// Returns the selected view of a panel, if any.
    pub(super) fn chosen_view(&self, panel: &str) -> Option<&str> {
        self.views.iter().find(|view| view.info.name == panel)?.chosen
    }

    /// What a feature of a built-in table is, with its unit.
    fn about(&self, snapshot: &Snapshot<'_>, j: usize) -> Option<&'static str> {
        self.session.params().data.preset.builtin()?.about(&snapshot.feature_names[j])
    }

    /// Whether the geometry is in its second view.
    fn shows_objective(&self) -> bool {
        self.chosen_view("geometry") == Some("objective")
    }

    /// Computes scores, objective and KKT residual of the current weights, in one pass over the data.
    #[wasm_bindgen(unchecked_return_type = "Contract.Scores")]
    pub fn scores(&mut self) -> Object {
        scores_object(&self.session.scores())
    }

    /// Returns advice, the most important first.
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

    /// Returns the penalty factors of the adaptive lasso, `1 / |w|^γ` with the displayed weights.
    #[wasm_bindgen(js_name = adaptiveFactors)]
    pub fn adaptive_factors(
        &self,
        #[wasm_bindgen(unchecked_param_type = "number")] gamma: JsValue,
    ) -> Result<Vec<f64>, JsValue> {
        let gamma = gamma.as_f64().ok_or_else(|| bad_option("gamma", &gamma, "a number"))?;
        Ok(adaptive_factors(&self.session.snapshot().point.coef, gamma)?)
    }

    /// Returns the largest stable learning rate, rounded down to two digits.
    #[wasm_bindgen(js_name = stableLearningRate)]
    pub fn stable_learning_rate(&self) -> f64 {
        two_digits_down(self.session.trainer().stable_learning_rate())
    }

    /// Returns the smallest λ with all weights 0; undefined without an L1 part.
    #[wasm_bindgen(js_name = lambdaMax)]
    pub fn lambda_max(&self) -> Option<f64> {
        self.session.lambda_max()
    }

    /// Returns the number of nonzero weights along the slider of λ, in descending order, and the λ of the one-standard-error rule.
    #[wasm_bindgen(js_name = pathAndFolds, unchecked_return_type = "{ kept: number[], oneSe?: number }")]
    pub fn path_and_folds(&self) -> Object {
        let path_and_folds = self.session.path_and_folds();
        let kept = path_and_folds.kept().iter().map(|&kept| JsValue::from(kept as f64)).collect::<Array>();
        object(&[("kept", kept.into()), ("oneSe", path_and_folds.one_se().into())])
    }

    /// Converts λ to the parameters of other libraries.
    #[wasm_bindgen(unchecked_return_type = "Types.Dialects")]
    pub fn dialects(&self) -> Object {
        let trainer = &self.session.params().trainer;
        let n_samples = self.session.trainer().train().n_samples();
        let dialects = Dialects::of(trainer.penalty, trainer.lambda, trainer.l1_ratio, n_samples);
        object(&[
            ("c", dialects.c.into()),
            ("alpha", dialects.alpha.into()),
            ("ridgeAlpha", dialects.ridge_alpha.into()),
            ("priorDeviation", dialects.prior_deviation.into()),
            ("laplaceScale", dialects.laplace_scale.into()),
        ])
    }

    /// Returns the weights of the displayed iteration.
    pub fn coef(&self) -> Vec<f64> {
        self.session.snapshot().point.coef.clone()
    }

    /// Returns the intercept of the displayed iteration.
    #[wasm_bindgen(getter)]
    pub fn intercept(&self) -> f64 {
        self.session.snapshot().point.intercept
    }

    #[wasm_bindgen(js_name = featureNames)]
    pub fn feature_names(&self) -> Vec<String> {
        self.session.trainer().train().feature_names().to_vec()
    }

    /// Returns the names of all classes, of which `posLabel` chooses one; empty for a regression.
    #[wasm_bindgen(js_name = classChoices)]
    pub fn class_choices(&self) -> Vec<String> {
        class_choices(self.session.trainer().train(), &Catalogue::ENGLISH)
    }

    /// Returns what the target of a built-in table is, and a sentence about an unusual split; empty if there is neither.
    #[wasm_bindgen(js_name = dataNote)]
    pub fn data_note(&self) -> String {
        let data = &self.session.params().data;
        let target = data.preset.builtin().and_then(Builtin::about_target);
        let notes = [target.map(|about| format!("Target: {about}.")), data.split_note()];
        notes.into_iter().flatten().collect::<Vec<_>>().join(" ")
    }
}

/// The bookmark.
fn bookmark(bookmark: &Bookmark) -> Object {
    object(&[
        ("nIter", JsValue::from(bookmark.n_iter as f64)),
        ("penalty", bookmark.penalty.name().into()),
        ("lambda", bookmark.lambda.into()),
    ])
}

/// The trajectory from the chosen start point.
fn start_trajectory(start_trajectory: &StartTrajectory) -> Object {
    let (u, v) = start_trajectory.start();
    object(&[
        ("u", u.into()),
        ("v", v.into()),
        ("nIter", (start_trajectory.n_iter() as f64).into()),
        ("status", start_trajectory.status.name().into()),
    ])
}

/// The focused feature.
fn focused(snapshot: &Snapshot<'_>, j: usize, about: Option<&str>) -> Object {
    object(&[
        ("index", (j as f64).into()),
        ("name", snapshot.feature_names[j].as_str().into()),
        ("value", snapshot.point.coef[j].into()),
        ("perUnit", snapshot.weight_per_unit(j, snapshot.point.coef[j]).filter(|w| *w != 0.0).into()),
        ("truth", snapshot.truth.get(j).map(|truth| truth.name()).into()),
        ("optimum", snapshot.optimum.map(|optimum| optimum.point.coef[j]).into()),
        ("about", about.into()),
    ])
}

/// Progress of the surface over λ × `l1_ratio`, and its best cell; losses are positive here.
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

//! The class `Trainer`.

use js_sys::{Float64Array, Object};
use wasm_bindgen::prelude::*;

use super::dataset::{Dataset, DatasetRef};
use super::error::bad_option;
use super::object::put_numbers;
use super::options::{Options, count_or, numbers};
use crate::lab::{self, ClassWeight, Optimizer, Scores, TrainerParams};
use crate::model::{Loss, PenaltyKind, Point};
use crate::solve::Status;

/// Trains one model step by step; see the contract for every method.
#[wasm_bindgen]
pub struct Trainer(lab::Trainer);

impl From<lab::Trainer> for Trainer {
    fn from(trainer: lab::Trainer) -> Self {
        Self(trainer)
    }
}

pub(super) const FIT_OPTIONS: [&str; 4] = ["loss", "penalty", "lambda", "l1Ratio"];
const TRAINER_OPTIONS: [&str; 14] = [
    "loss",
    "penalty",
    "lambda",
    "l1Ratio",
    "optimizer",
    "learningRate",
    "maxIter",
    "tolerance",
    "classWeight",
    "labelSmoothing",
    "dropout",
    "randomState",
    "initialCoef",
    "initialIntercept",
];

#[wasm_bindgen]
impl Trainer {
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] train: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Contract.TrainerParams")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Contract.Dataset")] test: JsValue,
    ) -> Result<Trainer, JsValue> {
        let train = Dataset::required("train", &train)?;
        let test = DatasetRef::rows("test", &test)?;
        let params = trainer_params(params, TrainerParams::default(), train.n_features())?;
        Ok(Trainer(lab::Trainer::new(train, test, params)?))
    }

    pub fn step(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] n: JsValue,
    ) -> Result<usize, JsValue> {
        Ok(self.0.step(count_or("n", &n, 1)?))
    }

    pub fn set(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Contract.TrainerParams")] params: JsValue,
    ) -> Result<(), JsValue> {
        let n_features = self.0.train().n_features();
        Ok(self.0.set(trainer_params(params, self.0.params().clone(), n_features)?)?)
    }

    pub fn reset(&mut self) {
        self.0.reset();
    }

    #[wasm_bindgen(getter, js_name = nIter)]
    pub fn n_iter(&self) -> usize {
        self.0.n_iter()
    }

    #[wasm_bindgen(getter, unchecked_return_type = "Contract.Status")]
    pub fn status(&self) -> String {
        status_name(self.0.status()).to_owned()
    }

    #[wasm_bindgen(getter)]
    pub fn message(&self) -> String {
        self.0.message()
    }

    #[wasm_bindgen(getter)]
    pub fn intercept(&self) -> f64 {
        self.0.point().intercept
    }

    pub fn coef(&self) -> Float64Array {
        self.0.point().coef.as_slice().into()
    }

    #[wasm_bindgen(unchecked_return_type = "Contract.Scores")]
    pub fn scores(&mut self) -> Object {
        scores_object(&self.0.scores())
    }

    #[wasm_bindgen(js_name = stableLearningRate)]
    pub fn stable_learning_rate(&self) -> f64 {
        self.0.stable_learning_rate()
    }

    #[wasm_bindgen(js_name = predictProba)]
    pub fn predict_proba(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] x: JsValue,
    ) -> Result<Float64Array, JsValue> {
        Ok(self.0.predict(&numbers("x", &x)?)?.as_slice().into())
    }
}

/// The four penalties side by side; see the contract for every method.
#[wasm_bindgen]
pub struct Comparison(lab::Comparison);

#[wasm_bindgen]
impl Comparison {
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] train: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Contract.TrainerParams")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Contract.Dataset")] test: JsValue,
    ) -> Result<Comparison, JsValue> {
        let train = Dataset::required("train", &train)?;
        let test = DatasetRef::rows("test", &test)?;
        let params = trainer_params(params, TrainerParams::default(), train.n_features())?;
        Ok(Comparison(lab::Comparison::new(train, test, params)?))
    }

    pub fn step(
        &mut self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] n: JsValue,
    ) -> Result<usize, JsValue> {
        Ok(self.0.step(count_or("n", &n, 1)?))
    }

    pub fn set(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Contract.TrainerParams")] params: JsValue,
    ) -> Result<(), JsValue> {
        Ok(self.0.set(trainer_params(params, self.0.params().clone(), self.0.n_features())?)?)
    }

    pub fn reset(&mut self) {
        self.0.reset();
    }

    #[wasm_bindgen(getter, js_name = nIter)]
    pub fn n_iter(&self) -> usize {
        self.0.n_iter()
    }

    #[wasm_bindgen(unchecked_return_type = "Contract.Status")]
    pub fn status(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.Penalty")] penalty: JsValue,
    ) -> Result<String, JsValue> {
        Ok(status_name(self.0.status(penalty_kind(&penalty)?)).to_owned())
    }

    pub fn coef(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.Penalty")] penalty: JsValue,
    ) -> Result<Float64Array, JsValue> {
        Ok(self.0.point(penalty_kind(&penalty)?).coef.as_slice().into())
    }

    pub fn intercept(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.Penalty")] penalty: JsValue,
    ) -> Result<f64, JsValue> {
        Ok(self.0.point(penalty_kind(&penalty)?).intercept)
    }

    #[wasm_bindgen(unchecked_return_type = "Contract.Scores")]
    pub fn scores(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.Penalty")] penalty: JsValue,
    ) -> Result<Object, JsValue> {
        Ok(scores_object(&self.0.scores(penalty_kind(&penalty)?)))
    }
}

/// The penalty of this name; JavaScript may pass anything.
fn penalty_kind(name: &JsValue) -> Result<PenaltyKind, JsValue> {
    let accepted = "\"none\", \"l2\", \"l1\" or \"elasticnet\"";
    let name_of = |name: String| Ok(PenaltyKind::from_name(&name)?);
    name.as_string().map_or_else(|| Err(bad_option("penalty", name, accepted)), name_of)
}

/// The contract's name of a status.
pub(super) fn status_name(status: Status) -> &'static str {
    match status {
        Status::Running => "running",
        Status::Converged => "converged",
        Status::Diverged | Status::NoOptimum => "diverged",
        Status::Stalled | Status::MaxIter => "stopped",
    }
}

fn trainer_params(
    given: JsValue,
    before: TrainerParams,
    n_features: usize,
) -> Result<TrainerParams, JsValue> {
    let p = Options::new(given, &TRAINER_OPTIONS)?;
    let initial_coef = p.numbers("initialCoef")?;
    let initial_intercept = p.number("initialIntercept")?;
    let initial = if initial_coef.is_some() || initial_intercept.is_some() {
        let mut point = before.initial.unwrap_or_else(|| Point::zeros(n_features));
        point.coef = initial_coef.unwrap_or(point.coef);
        point.intercept = initial_intercept.unwrap_or(point.intercept);
        Some(point)
    } else {
        before.initial
    };
    Ok(TrainerParams {
        loss: p.named("loss", Loss::from_name)?.or(before.loss),
        penalty: p.named("penalty", PenaltyKind::from_name)?.unwrap_or(before.penalty),
        lambda: p.number("lambda")?.unwrap_or(before.lambda),
        l1_ratio: p.number("l1Ratio")?.unwrap_or(before.l1_ratio),
        optimizer: p.named("optimizer", Optimizer::from_name)?.unwrap_or(before.optimizer),
        learning_rate: p.number("learningRate")?.unwrap_or(before.learning_rate),
        max_iter: p.limit("maxIter")?.unwrap_or(before.max_iter),
        tolerance: p.number("tolerance")?.or(before.tolerance),
        class_weight: p.named("classWeight", ClassWeight::from_name)?.unwrap_or(before.class_weight),
        label_smoothing: p.number("labelSmoothing")?.unwrap_or(before.label_smoothing),
        dropout: p.number("dropout")?.unwrap_or(before.dropout),
        random_state: p.seed("randomState")?.unwrap_or(before.random_state),
        initial,
    })
}

pub(super) fn scores_object(scores: &Scores) -> Object {
    let or_nan = |number: Option<f64>| number.unwrap_or(f64::NAN);
    let count = |count: Option<usize>| count.map_or(f64::NAN, |count| count as f64);
    let object = Object::new();
    put_numbers!(object, {
        "loss": scores.loss,
        "penalty": scores.penalty,
        "objective": scores.objective,
        "trainAccuracy": or_nan(scores.train_accuracy),
        "testAccuracy": or_nan(scores.test_accuracy),
        "trainAuc": or_nan(scores.train_auc),
        "testAuc": or_nan(scores.test_auc),
        "testLoss": or_nan(scores.test_loss),
        "trainR2": or_nan(scores.train_r2),
        "testR2": or_nan(scores.test_r2),
        "norm2": scores.norm2,
        "norm1": scores.norm1,
        "nearZero": scores.near_zero as f64,
        "exactZero": scores.exact_zero as f64,
        "truePositives": count(scores.true_positives),
        "falsePositives": count(scores.false_positives),
        "kktResidual": scores.kkt_residual,
    });
    object
}

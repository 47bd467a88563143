//! The class `Trainer`.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Float64Array, Object};
use wasm_bindgen::prelude::*;

use super::dataset::Dataset;
use super::error::{bad_option, camel_case};
use super::js::{self, copied, numbers};
use super::memory::{check_newton, check_room, copies};
use super::object::put_numbers;
use super::options::{Options, count_or};
use crate::data;
use crate::lab::{self, Optimizer, PARAMS, Scores, TrainerParams};
use crate::model::{PenaltyKind, Point};
use crate::names::one_of;

/// Steps one model; see the contract for every method.
///
/// A getter in the options of `set` may call any method. So no method borrows the model before it has read all its arguments, and
/// methods take `&self`, because wasm-bindgen borrows `self` before the call.
#[wasm_bindgen]
pub struct Trainer(RefCell<lab::Trainer>);

impl From<lab::Trainer> for Trainer {
    fn from(trainer: lab::Trainer) -> Self {
        Self(RefCell::new(trainer))
    }
}

pub(super) const FIT_OPTIONS: [&str; 6] =
    ["loss", "penalty", "lambda", "l1Ratio", "fitIntercept", "penaltyFactor"];
#[wasm_bindgen]
impl Trainer {
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] train: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Contract.TrainerParams")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Contract.Dataset")] test: JsValue,
    ) -> Result<Trainer, JsValue> {
        let (train, test, params) = read_arguments(&train, &params, &test)?;
        Ok(lab::Trainer::new(train, test, params)?.into())
    }

    pub fn step(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] n: JsValue,
    ) -> Result<usize, JsValue> {
        let n = count_or("n", &n, 1)?;
        let mut model = self.0.borrow_mut();
        check_room_to_train(model.train(), model.params())?;
        Ok(model.step(n))
    }

    pub fn set(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.TrainerParams")] params: JsValue,
    ) -> Result<(), JsValue> {
        let (before, n_features) = {
            let model = self.0.borrow();
            (model.params().clone(), model.train().n_features())
        };
        let params = trainer_params(&params, before, n_features)?;
        let mut model = self.0.borrow_mut();
        check_room_to_train(model.train(), &params)?;
        Ok(model.set(params)?)
    }

    pub fn reset(&self) {
        self.0.borrow_mut().reset();
    }

    #[wasm_bindgen(getter, js_name = nIter)]
    pub fn n_iter(&self) -> usize {
        self.0.borrow().n_iter()
    }

    #[wasm_bindgen(getter, unchecked_return_type = "Contract.Status")]
    pub fn status(&self) -> String {
        self.0.borrow().status().name().to_owned()
    }

    #[wasm_bindgen(getter)]
    pub fn message(&self) -> String {
        self.0.borrow().message()
    }

    #[wasm_bindgen(getter)]
    pub fn intercept(&self) -> f64 {
        self.0.borrow().point().intercept
    }

    pub fn coef(&self) -> Result<Float64Array, JsValue> {
        copied(&self.0.borrow().point().coef)
    }

    #[wasm_bindgen(unchecked_return_type = "Contract.Scores")]
    pub fn scores(&self) -> Object {
        scores_object(&self.0.borrow_mut().scores())
    }

    #[wasm_bindgen(js_name = stableLearningRate)]
    pub fn stable_learning_rate(&self) -> f64 {
        self.0.borrow().stable_learning_rate()
    }

    #[wasm_bindgen(js_name = predictProba)]
    pub fn predict_proba(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] x: JsValue,
    ) -> Result<Float64Array, JsValue> {
        let x = numbers("x", &x)?;
        check_room(x.len())?;
        copied(&self.0.borrow().predict(&x)?)
    }
}

/// Trains models with the four penalties; see the contract for every method, and [`Trainer`] for its borrows.
#[wasm_bindgen]
pub struct Comparison(RefCell<lab::Comparison>);

#[wasm_bindgen]
impl Comparison {
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] train: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Contract.TrainerParams")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Contract.Dataset")] test: JsValue,
    ) -> Result<Comparison, JsValue> {
        let (train, test, params) = read_arguments(&train, &params, &test)?;
        Ok(Self(RefCell::new(lab::Comparison::new(train, test, params)?)))
    }

    pub fn step(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "number")] n: JsValue,
    ) -> Result<usize, JsValue> {
        let n = count_or("n", &n, 1)?;
        let mut models = self.0.borrow_mut();
        check_room_to_train(models.train(), models.params())?;
        Ok(models.step(n))
    }

    pub fn set(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.TrainerParams")] params: JsValue,
    ) -> Result<(), JsValue> {
        let (before, n_features) = {
            let models = self.0.borrow();
            (models.params().clone(), models.train().n_features())
        };
        let params = trainer_params(&params, before, n_features)?;
        let mut models = self.0.borrow_mut();
        check_room_to_train(models.train(), &params)?;
        Ok(models.set(params)?)
    }

    pub fn reset(&self) {
        self.0.borrow_mut().reset();
    }

    #[wasm_bindgen(getter, js_name = nIter)]
    pub fn n_iter(&self) -> usize {
        self.0.borrow().n_iter()
    }

    #[wasm_bindgen(unchecked_return_type = "Contract.Status")]
    pub fn status(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.Penalty")] penalty: JsValue,
    ) -> Result<String, JsValue> {
        let penalty = penalty_kind(&penalty)?;
        Ok(self.0.borrow().status(penalty).name().to_owned())
    }

    pub fn coef(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.Penalty")] penalty: JsValue,
    ) -> Result<Float64Array, JsValue> {
        let penalty = penalty_kind(&penalty)?;
        copied(&self.0.borrow().point(penalty).coef)
    }

    pub fn intercept(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.Penalty")] penalty: JsValue,
    ) -> Result<f64, JsValue> {
        let penalty = penalty_kind(&penalty)?;
        Ok(self.0.borrow().point(penalty).intercept)
    }

    #[wasm_bindgen(unchecked_return_type = "Contract.Scores")]
    pub fn scores(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.Penalty")] penalty: JsValue,
    ) -> Result<Object, JsValue> {
        let penalty = penalty_kind(&penalty)?;
        Ok(scores_object(&self.0.borrow().scores(penalty)))
    }
}

/// Parses the name of a penalty from any value.
fn penalty_kind(name: &JsValue) -> Result<PenaltyKind, JsValue> {
    let accepted = || one_of(&PenaltyKind::ALL.map(PenaltyKind::name));
    let text = js::text("penalty", name)?.ok_or_else(|| bad_option("penalty", name, &accepted()))?;
    Ok(PenaltyKind::from_name(&text)?)
}

fn trainer_params(
    options: &JsValue,
    before: TrainerParams,
    n_features: usize,
) -> Result<TrainerParams, JsValue> {
    let names: Vec<String> = PARAMS.iter().map(|param| camel_case(param.name)).collect();
    let mut accepted: Vec<&str> = names.iter().map(String::as_str).collect();
    accepted.extend(["penaltyFactor", "initialCoef", "initialIntercept"]);
    let p = Options::new(options, &accepted)?;
    let mut params = before;
    let initial_coef = p.numbers("initialCoef")?;
    let initial_intercept = p.number("initialIntercept")?;
    if initial_coef.is_some() || initial_intercept.is_some() {
        let point = params.initial.get_or_insert_with(|| Point::zeros(n_features));
        point.coef = initial_coef.unwrap_or_else(|| std::mem::take(&mut point.coef));
        point.intercept = initial_intercept.unwrap_or(point.intercept);
    }
    PARAMS.iter().try_for_each(|param| p.read_param(param, &mut params))?;
    params.model.penalty_factor = p.numbers("penaltyFactor")?.or(params.model.penalty_factor);
    Ok(params)
}

/// Reads training rows, test rows and parameters of a new model.
type Arguments = (Rc<data::Dataset>, Option<Rc<data::Dataset>>, TrainerParams);

fn read_arguments(train: &JsValue, params: &JsValue, test: &JsValue) -> Result<Arguments, JsValue> {
    let (train, test) = (Dataset::required("train", train)?, Dataset::optional("test", test)?);
    let params = trainer_params(params, TrainerParams::default(), train.n_features())?;
    check_room_to_train(&train, &params)?;
    Ok((train, test, params))
}

/// Checks that there is memory for the buffers of an optimizer.
fn check_room_to_train(train: &data::Dataset, params: &TrainerParams) -> crate::Result<()> {
    let vectors = 8 * (train.n_samples() + train.n_features());
    // Dropout keeps a masked copy of the rows.
    let room = if params.dropout > 0.0 { vectors + copies(train, 1) } else { vectors };
    match params.optimizer {
        Optimizer::CoordinateDescent => check_newton(train, params.penalty, room),
        _ => check_room(room),
    }
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
        "trainLargerClass": or_nan(scores.train_larger_class),
        "testLargerClass": or_nan(scores.test_larger_class),
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

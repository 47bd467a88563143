//! The free functions: `solve`, `lambdaMax` and the namespace `metrics`.

use js_sys::Object;
use wasm_bindgen::prelude::*;

use super::dataset::Dataset;
use super::error::bad_option;
use super::js::{copied, numbers};
use super::memory::{check_newton, check_room};
use super::object::object;
use super::options::{Options, count_or};
use super::trainer::FIT_OPTIONS;
use crate::lab::TrainerParams;
use crate::model::metrics::{self, Binning};
use crate::model::{Loss, ModelOptions, Penalty, PenaltyKind, Point, Problem};
use crate::solve::relative_tolerance;

/// Default KKT residual of `solve`; relative to the null model's largest gradient where that is below 0.01.
const TOLERANCE: f64 = 1e-9;

#[wasm_bindgen(typescript_custom_section)]
const IMPORTS: &str =
    "import type * as Contract from '../regularization-lab.js';\nimport type * as Types from '../types.js';";

#[wasm_bindgen(unchecked_return_type = "Contract.Solution")]
pub fn solve(
    #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] train: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Parameters<typeof Contract.solve>[1]")] params: JsValue,
) -> Result<Object, JsValue> {
    let train = Dataset::required("train", &train)?;
    let accepted = [&FIT_OPTIONS[..], &["tolerance", "warmStart"]].concat();
    let p = Options::new(&params, &accepted)?;
    let default = TrainerParams::default();
    let kind = p.named("penalty", PenaltyKind::from_name)?.unwrap_or(default.penalty);
    let lambda = p.number("lambda")?.unwrap_or(default.lambda);
    let l1_ratio = p.number("l1Ratio")?.unwrap_or(default.l1_ratio);
    let tolerance = p.number("tolerance")?;
    if let Some(tolerance) = tolerance.filter(|tolerance| !(*tolerance > 0.0 && *tolerance <= 1.0)) {
        return Err(bad_option("tolerance", &tolerance.into(), "above 0 and at most 1"));
    }
    let start = match p.get("warmStart") {
        Some(solution) => warm_start(solution, train.n_features())?,
        None => Point::zeros(train.n_features()),
    };
    let penalty = Penalty::new(kind, lambda, l1_ratio, train.n_samples())?;
    let model = model_options(&p, &train)?;
    let problem = model.of(Problem::new(&train, loss(&p, &train)?, penalty)?);
    check_newton(&train, kind, 0)?;
    // In small units gradients are small, too.
    let tolerance = match tolerance {
        Some(tolerance) => tolerance,
        None => Some(relative_tolerance(&problem, TOLERANCE)?)
            .filter(|small| *small < 1e-2 * TOLERANCE)
            .unwrap_or(TOLERANCE),
    };
    let solution = crate::solve::solve(&problem, start, tolerance)?;
    Ok(object(&[
        ("coef", copied(&solution.point.coef)?.into()),
        ("intercept", solution.point.intercept.into()),
        ("objective", solution.objective.into()),
        ("kktResidual", solution.kkt_residual.into()),
        ("nIter", (solution.n_iter as f64).into()),
        ("unique", solution.is_unique.into()),
    ]))
}

pub(super) fn loss(p: &Options, train: &crate::data::Dataset) -> Result<Loss, JsValue> {
    Ok(p.named("loss", Loss::from_name)?.unwrap_or(Loss::of_task(train.task())))
}

/// Reads intercept and penalty factors.
pub(super) fn model_options(p: &Options, train: &crate::data::Dataset) -> Result<ModelOptions, JsValue> {
    let fit_intercept = p.flag("fitIntercept")?.unwrap_or(true);
    let options = ModelOptions { fit_intercept, penalty_factor: p.numbers("penaltyFactor")? };
    options.check(train)?;
    Ok(options)
}

/// Reads weights and intercept of a previous solution, for a warm start.
fn warm_start(solution: &JsValue, n_features: usize) -> Result<Point, JsValue> {
    let fields = ["coef", "intercept", "objective", "kktResidual", "nIter", "unique"];
    let p = Options::of("warmStart", solution, &fields)?;
    let point = Point {
        coef: p.numbers("coef")?.unwrap_or_else(|| vec![0.0; n_features]),
        intercept: p.number("intercept")?.unwrap_or(0.0),
    };
    if point.coef.len() == n_features && point.is_finite() {
        return Ok(point);
    }
    let accepted = format!("a solution with {n_features} finite coefficients");
    Err(bad_option("warmStart", &format!("{} coefficients", point.coef.len()).into(), &accepted))
}

#[wasm_bindgen(js_name = lambdaMax)]
pub fn lambda_max(
    #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] train: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Parameters<typeof Contract.lambdaMax>[1]")]
    params: JsValue,
) -> Result<f64, JsValue> {
    let train = Dataset::required("train", &train)?;
    let p = Options::new(&params, &["loss", "l1Ratio", "fitIntercept", "penaltyFactor"])?;
    let model = model_options(&p, &train)?;
    let problem = model.of(Problem::new(&train, loss(&p, &train)?, Penalty::default())?);
    Ok(crate::solve::lambda_max(&problem, p.number("l1Ratio")?.unwrap_or(1.0))?)
}

/// Reads two lists of numbers and checks that there is memory to rank them.
fn pair(
    (a_name, a): (&str, &JsValue),
    (b_name, b): (&str, &JsValue),
) -> Result<(Vec<f64>, Vec<f64>), JsValue> {
    let (a, b) = (numbers(a_name, a)?, numbers(b_name, b)?);
    check_room(4 * a.len())?;
    Ok((a, b))
}

#[wasm_bindgen(js_namespace = metrics, js_name = rocAuc)]
pub fn roc_auc(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] y: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] score: JsValue,
) -> Result<f64, JsValue> {
    let (y, score) = pair(("y", &y), ("score", &score))?;
    Ok(metrics::roc_auc(&y, &score)?)
}

#[wasm_bindgen(js_namespace = metrics, js_name = logLoss)]
pub fn log_loss(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] y: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] p: JsValue,
) -> Result<f64, JsValue> {
    let (y, p) = pair(("y", &y), ("p", &p))?;
    Ok(metrics::log_loss(&y, &p)?)
}

#[wasm_bindgen(js_namespace = metrics)]
pub fn accuracy(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] y: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] p: JsValue,
) -> Result<f64, JsValue> {
    let (y, p) = pair(("y", &y), ("p", &p))?;
    Ok(metrics::accuracy(&y, &p)?)
}

#[wasm_bindgen(js_namespace = metrics)]
pub fn r2(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] y: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] prediction: JsValue,
) -> Result<f64, JsValue> {
    let (y, prediction) = pair(("y", &y), ("prediction", &prediction))?;
    Ok(metrics::r2(&y, &prediction)?)
}

#[wasm_bindgen(
    js_namespace = metrics,
    unchecked_return_type = "ReturnType<typeof Contract.metrics.calibration>"
)]
pub fn calibration(
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] y: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Float64Array")] p: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "number")] bins: JsValue,
) -> Result<Object, JsValue> {
    let bins = count_or("bins", &bins, 10)?;
    let (y, p) = pair(("y", &y), ("p", &p))?;
    let curve = metrics::calibration(&y, &p, bins, Binning::Uniform)?;
    let count: Vec<f64> = curve.count.iter().map(|&count| count as f64).collect();
    Ok(object(&[
        ("meanPredicted", copied(&curve.mean_predicted)?.into()),
        ("fractionPositive", copied(&curve.fraction_positive)?.into()),
        ("count", copied(&count)?.into()),
    ]))
}

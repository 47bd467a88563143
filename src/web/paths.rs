//! Functions of a grid of λ: `path`, `crossValidate`, `sweep`, `resample` and `earlyStopping`.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::dataset::Dataset;
use super::functions::{loss, model_options};
use super::js::copied;
use super::memory::{check_newton, check_room, copies};
use super::object::{object, put};
use super::options::Options;
use crate::data::Folds;
use crate::model::{Penalty, PenaltyKind, Problem, Scoring};
use crate::solve::{
    CrossValidation, CrossValidationParams, Draws, EarlyStopping, GridEdge, LambdaGrid, MAX_LAMBDAS, Path,
    Resampling, Status, Sweep, ValidationCurve,
};

const GRID_OPTIONS: [&str; 7] =
    ["penalty", "l1Ratio", "lambdas", "nLambdas", "lambdaMinRatio", "fitIntercept", "penaltyFactor"];
const VALIDATION_OPTIONS: [&str; 6] = ["loss", "k", "randomState", "scoring", "standardize", "tolerance"];

/// Copies one number of each item to a `Float64Array`.
fn column<T>(items: &[T], value: impl Fn(&T) -> f64) -> Result<JsValue, JsValue> {
    array(&items.iter().map(value).collect::<Vec<_>>())
}

fn array(values: &[f64]) -> Result<JsValue, JsValue> {
    Ok(copied(values)?.into())
}

fn grid(p: &Options) -> Result<LambdaGrid, JsValue> {
    let default = LambdaGrid::default();
    Ok(LambdaGrid {
        lambdas: p.numbers("lambdas")?,
        n_lambdas: p.count("nLambdas")?.unwrap_or(default.n_lambdas),
        lambda_min_ratio: p.number("lambdaMinRatio")?.unwrap_or(default.lambda_min_ratio),
    })
}

/// Returns the length of a grid; a later check rejects more than [`MAX_LAMBDAS`] values.
fn n_lambdas(grid: &LambdaGrid) -> usize {
    grid.lambdas.as_ref().map_or(grid.n_lambdas, Vec::len).min(MAX_LAMBDAS)
}

/// Returns the memory of the optima of a grid and their copies.
fn room_of_weights(train: &crate::data::Dataset, grid: &LambdaGrid) -> usize {
    n_lambdas(grid).saturating_mul(4 * (train.n_features() + 4))
}

/// Checks that there is memory for the rows of each fold, each a copy of the table, and for the scores.
fn check_folds(
    data: &crate::data::Dataset,
    params: &CrossValidationParams,
    n_ratios: usize,
) -> Result<(), JsValue> {
    let k = params.folds.k.min(data.n_samples());
    let scores = n_lambdas(&params.grid).saturating_mul(4 * n_ratios).saturating_mul(k);
    let room = copies(data, k + 3).saturating_add(scores);
    Ok(check_newton(data, params.penalty, room.saturating_add(room_of_weights(data, &params.grid)))?)
}

/// Reads the penalty; `l1_ratio` without a penalty implies the elastic net.
fn penalty(p: &Options) -> Result<(PenaltyKind, f64), JsValue> {
    let l1_ratio = p.number("l1Ratio")?;
    let default = if l1_ratio.is_some() { PenaltyKind::ElasticNet } else { PenaltyKind::L1 };
    let kind = p.named("penalty", PenaltyKind::from_name)?.unwrap_or(default);
    Ok((kind, l1_ratio.unwrap_or(0.5)))
}

#[wasm_bindgen(unchecked_return_type = "Contract.Path")]
pub fn path(
    #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] train: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Parameters<typeof Contract.path>[1]")] p: JsValue,
) -> Result<Object, JsValue> {
    let train = Dataset::required("train", &train)?;
    let p = Options::new(&p, &[&GRID_OPTIONS[..], &["loss", "tolerance"]].concat())?;
    let model = model_options(&p, &train)?;
    let problem = model.of(Problem::new(&train, loss(&p, &train)?, Penalty::default())?);
    let (kind, l1_ratio) = penalty(&p)?;
    let grid = grid(&p)?;
    check_newton(&train, kind, room_of_weights(&train, &grid))?;
    let mut path = Path::new(&problem, kind, l1_ratio, &grid, p.number("tolerance")?)?;
    path.finish(&problem)?;
    let points = path.in_given_order();
    let coefs: Vec<f64> = points.iter().flat_map(|at| at.point.coef.iter().copied()).collect();
    Ok(object(&[
        ("lambdas", column(&points, |at| at.lambda)?),
        ("coefs", array(&coefs)?),
        ("intercepts", column(&points, |at| at.point.intercept)?),
        ("kktResiduals", column(&points, |at| at.kkt_residual)?),
        ("unique", points.iter().map(|at| JsValue::from(at.is_unique)).collect::<Array>().into()),
    ]))
}

fn validation_params(p: &Options, data: &crate::data::Dataset) -> Result<CrossValidationParams, JsValue> {
    let default = CrossValidationParams::default();
    let (kind, l1_ratio) = penalty(p)?;
    Ok(CrossValidationParams {
        loss: p.named("loss", crate::model::Loss::from_name)?,
        penalty: kind,
        l1_ratio,
        grid: grid(p)?,
        folds: Folds {
            k: p.count("k")?.unwrap_or(default.folds.k),
            random_state: p.seed("randomState")?.unwrap_or(default.folds.random_state),
            ..default.folds
        },
        standardize: p.flag("standardize")?.unwrap_or(default.standardize),
        scoring: p.named("scoring", Scoring::from_name)?,
        model: model_options(p, data)?,
        tolerance: p.number("tolerance")?,
    })
}

#[wasm_bindgen(js_name = crossValidate, unchecked_return_type = "Contract.CrossValidation")]
pub fn cross_validate(
    #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] data: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Parameters<typeof Contract.crossValidate>[1]")]
    p: JsValue,
) -> Result<Object, JsValue> {
    let data = Dataset::required("data", &data)?;
    let p = Options::new(&p, &[&GRID_OPTIONS[..], &VALIDATION_OPTIONS].concat())?;
    let params = validation_params(&p, &data)?;
    check_folds(&data, &params, 1)?;
    let curve = CrossValidation::new(&data, &params)?.finish()?;
    let found = object(&[
        ("lambdas", array(&curve.lambdas)?),
        ("mean", array(&curve.mean)?),
        ("std", array(&curve.std)?),
        ("standardError", array(&curve.standard_error)?),
        ("trainMean", array(&curve.train_mean)?),
        ("foldScores", array(&curve.fold_scores.concat())?),
        ("bestIndex", (curve.best_index as f64).into()),
        ("oneSeIndex", (curve.one_se_index as f64).into()),
    ]);
    for (name, index) in [("bestEdge", curve.best_index), ("oneSeEdge", curve.one_se_index)] {
        if let Some(edge) = GridEdge::of(curve.lambdas[index], &curve.lambdas) {
            put(&found, name, &edge.name().into());
        }
    }
    Ok(found)
}

#[wasm_bindgen(unchecked_return_type = "Contract.Sweep")]
pub fn sweep(
    #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] data: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Parameters<typeof Contract.sweep>[1]")] p: JsValue,
) -> Result<Object, JsValue> {
    let data = Dataset::required("data", &data)?;
    let p = Options::new(&p, &[&GRID_OPTIONS[2..], &VALIDATION_OPTIONS, &["l1Ratios"]].concat())?;
    let l1_ratios = p.numbers("l1Ratios")?.unwrap_or_else(|| (1..=10).map(|k| f64::from(k) / 10.0).collect());
    let params = validation_params(&p, &data)?;
    check_folds(&data, &params, l1_ratios.len().min(100))?;
    let mut sweep = Sweep::new(&data, &params, &l1_ratios)?;
    while sweep.step()? == Status::Running {}
    let curves: Vec<ValidationCurve> = sweep.curves().into_iter().flatten().collect();
    let rows = |row: fn(&ValidationCurve) -> &Vec<f64>| {
        array(&curves.iter().flat_map(|curve| row(curve).iter().copied()).collect::<Vec<_>>())
    };
    let lambdas = curves.first().map_or(&[][..], |curve| &curve.lambdas);
    Ok(object(&[
        ("lambdas", array(lambdas)?),
        ("l1Ratios", array(&l1_ratios)?),
        ("mean", rows(|curve| &curve.mean)?),
        ("standardError", rows(|curve| &curve.standard_error)?),
    ]))
}

#[wasm_bindgen(unchecked_return_type = "Contract.Resampling")]
pub fn resample(
    #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] train: JsValue,
    #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] test: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Parameters<typeof Contract.resample>[2]")] p: JsValue,
) -> Result<Object, JsValue> {
    let (train, test) = (Dataset::required("train", &train)?, Dataset::required("test", &test)?);
    let p = Options::new(&p, &[&GRID_OPTIONS[..], &["draws", "nDraws", "randomState"]].concat())?;
    let draws = match p.items("draws")? {
        Some(sets) => Draws::Fresh(datasets(&sets)?),
        None => Draws::Bootstrap {
            n_draws: p.count("nDraws")?.unwrap_or(50),
            random_state: p.seed("randomState")?.unwrap_or(0),
        },
    };
    let (kind, l1_ratio) = penalty(&p)?;
    let grid = grid(&p)?;
    let moments = n_lambdas(&grid).saturating_mul(2 * test.n_samples());
    let room = copies(&train, 3).saturating_add(copies(&test, 1)).saturating_add(moments);
    check_newton(&train, kind, room.saturating_add(room_of_weights(&train, &grid)))?;
    let spread =
        Resampling::new(&train, &test, draws, kind, l1_ratio, model_options(&p, &train)?, &grid)?.finish()?;
    let selection: Vec<f64> = spread.iter().flat_map(|at| at.selection.iter().copied()).collect();
    Ok(object(&[
        ("lambdas", column(&spread, |at| at.lambda)?),
        ("bias", column(&spread, |at| at.bias)?),
        ("variance", column(&spread, |at| at.variance)?),
        ("error", column(&spread, |at| at.error)?),
        ("selection", array(&selection)?),
    ]))
}

fn datasets(sets: &Array) -> Result<Vec<crate::data::Dataset>, JsValue> {
    let one = |set: JsValue| {
        let data = Dataset::required("draws", &set)?;
        check_room(copies(&data, 2))?;
        Ok((*data).clone())
    };
    sets.iter().map(one).collect()
}

#[wasm_bindgen(js_name = earlyStopping, unchecked_return_type = "Contract.EarlyStopping")]
pub fn early_stopping(
    #[wasm_bindgen(unchecked_param_type = "Contract.Dataset")] train: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Parameters<typeof Contract.earlyStopping>[1]")]
    p: JsValue,
) -> Result<Object, JsValue> {
    let train = Dataset::required("train", &train)?;
    let p = Options::new(&p, &["loss", "learningRate", "maxIter", "nPoints", "fitIntercept"])?;
    let fit_intercept = p.flag("fitIntercept")?.unwrap_or(true);
    let problem = Problem { fit_intercept, ..Problem::new(&train, loss(&p, &train)?, Penalty::default())? };
    let learning_rate = match p.number("learningRate")? {
        Some(rate) => rate,
        None => 1.0 / problem.lipschitz(),
    };
    let (max_iter, n_points) = (p.count("maxIter")?.unwrap_or(10_000), p.count("nPoints")?.unwrap_or(100));
    check_room(n_points.min(10_000).saturating_mul(3 * (train.n_features() + 4)))?;
    let mut stopping = EarlyStopping::new(&problem, learning_rate, max_iter, n_points)?;
    while stopping.step(&problem) == Status::Running {}
    let points = stopping.points();
    let coefs: Vec<f64> = points.iter().flat_map(|at| at.point.coef.iter().copied()).collect();
    Ok(object(&[
        ("iterations", column(points, |at| at.n_iter as f64)?),
        ("equivalentLambdas", column(points, |at| at.equivalent_lambda)?),
        ("coefs", array(&coefs)?),
        ("intercepts", column(points, |at| at.point.intercept)?),
    ]))
}

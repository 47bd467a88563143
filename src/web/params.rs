//! Reads the parameters of a lab from options and writes them to properties.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::data;
use super::error::camel_case;
use super::object::put;
use super::options::Options;
use crate::lab::{DATA_PARAMS, PARAMS, Param, ParamValue, Params};

/// Options in addition to the parameters of [`PARAMS`] and [`DATA_PARAMS`].
const OTHER_OPTIONS: [&str; 5] = ["data", "recipe", "table", "csv", "penaltyFactor"];

/// Applies options to the parameters of a lab.
pub(super) fn read_params(options: &JsValue, before: Params) -> Result<Params, JsValue> {
    let names = in_lab(&PARAMS).map(|param| param.name).chain(in_lab(&DATA_PARAMS).map(|param| param.name));
    let names: Vec<String> = names.map(camel_case).collect();
    let accepted: Vec<&str> = names.iter().map(String::as_str).chain(OTHER_OPTIONS).collect();
    let p = Options::new(options, &accepted)?;
    let mut params = before;
    data::read_data(&p, &mut params)?;
    in_lab(&DATA_PARAMS).try_for_each(|param| p.read_param(param, &mut params.data))?;
    data::read_recipe(&p, &mut params.data)?;
    params.rate_follows_data &= p.get("learningRate").is_none();
    in_lab(&PARAMS).try_for_each(|param| p.read_param(param, &mut params.trainer))?;
    if let Some(factors) = p.numbers("penaltyFactor")? {
        params.trainer.model = params.trainer.model.with_penalty_factor(factors);
    }
    Ok(params)
}

/// Copies numbers to a JavaScript array.
pub(super) fn number_array(values: &[f64]) -> Array {
    values.iter().map(|&value| JsValue::from(value)).collect()
}

/// Sets a property for each parameter with `in_lab`.
pub(super) fn put_params<P>(object: &Object, table: &'static [Param<P>], params: &P) {
    for param in in_lab(table) {
        if let Some(value) = param.get(params) {
            put(object, &camel_case(param.name), &js_value(value));
        }
    }
}

/// Whether a parameter has `in_lab`, so an option of its own; other data parameters are part of `recipe`.
pub(super) fn is_in_lab(name: &str) -> bool {
    in_lab(&PARAMS).any(|param| param.name == name) || in_lab(&DATA_PARAMS).any(|param| param.name == name)
}

fn in_lab<P>(table: &'static [Param<P>]) -> impl Iterator<Item = &'static Param<P>> {
    table.iter().filter(|param| param.in_lab)
}

pub(super) fn js_value(value: ParamValue) -> JsValue {
    match value {
        ParamValue::Number(number) => number.into(),
        ParamValue::Flag(flag) => flag.into(),
        ParamValue::Name(name) => name.into(),
    }
}

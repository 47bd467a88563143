//! The page's data: presets with their recipe parameters, built-in tables, and the user's CSV.

use std::rc::Rc;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::csv::{CSV_OPTIONS, csv_options, csv_text};
use super::error::camel_case;
use super::js;
use super::object::{object, put};
use super::options::Options;
use super::params::{is_in_lab, js_value};
use crate::data::{Builtin, Dataset, read_csv};
use crate::lab::{DATA_PARAMS, DataParam, DataParams, Params, Preset};

/// Applies the preset or table of a change.
pub(super) fn read_data(p: &Options, params: &mut Params) -> Result<(), JsValue> {
    let Some(preset) = p.named("data", Preset::from_name)? else { return Ok(()) };
    let new = table(p, preset)?;
    let current = params.data.table().filter(|_| params.data.preset == preset).map(Rc::clone);
    params.choose(DataParams::of(preset, new.or(current))?);
    Ok(())
}

/// Applies `recipe`: data parameters without an option of their own.
pub(super) fn read_recipe(p: &Options, data: &mut DataParams) -> Result<(), JsValue> {
    let Some(recipe) = p.get("recipe") else { return Ok(()) };
    let numbers: Vec<&'static str> = data.recipe().map_or(Vec::new(), |recipe| recipe.names().collect());
    let names = of_recipe().map(|param| param.name).chain(numbers.iter().copied());
    let names: Vec<String> = names.map(camel_case).collect();
    let accepted: Vec<&str> = names.iter().map(String::as_str).collect();
    let options = Options::of("recipe", recipe, &accepted)?;
    for name in numbers {
        let accepted = data.recipe().map_or_else(String::new, |recipe| recipe.accepted(name));
        if let Some(value) = options.number_of(&camel_case(name), &accepted)? {
            data.set(name, value)?;
        }
    }
    of_recipe().try_for_each(|param| options.read_param(param, data))
}

/// Iterates over the rows of [`DATA_PARAMS`] that are part of `recipe`.
fn of_recipe() -> impl Iterator<Item = &'static DataParam> {
    DATA_PARAMS.iter().filter(|param| !param.in_lab)
}

/// Reads the table of a change: the file of a built-in table, or CSV text.
fn table(p: &Options, preset: Preset) -> Result<Option<Rc<Dataset>>, JsValue> {
    let table = match preset.builtin() {
        Some(builtin) => p.get("table").map(|bytes| unpack(builtin, bytes)).transpose()?,
        None if preset == Preset::Own => return p.get("csv").map(user_table).transpose(),
        None => None,
    };
    Ok(table.map(Rc::new))
}

/// Reads the user's table: CSV text with its options, or the data set that was imported with them.
fn user_table(csv: &JsValue) -> Result<Rc<Dataset>, JsValue> {
    let accepted: Vec<&str> = CSV_OPTIONS.into_iter().chain(["text", "dataset"]).collect();
    let csv = Options::of("csv", csv, &accepted)?;
    if let Some(dataset) = csv.get("dataset") {
        return super::dataset::Dataset::required("dataset", dataset);
    }
    let options = csv_options(&csv)?;
    let text = csv.get("text").map_or_else(|| Ok(String::new()), csv_text)?;
    Ok(Rc::new(read_csv(&text, &options)?))
}

pub(super) fn unpack(builtin: Builtin, bytes: &JsValue) -> Result<Dataset, JsValue> {
    Ok(builtin.read(&js::bytes("table", bytes)?)?)
}

/// Returns the current recipe parameters.
pub(super) fn recipe(data: &DataParams) -> Object {
    let recipe = Object::new();
    for (name, value) in data.values().into_iter().filter(|(name, _)| !is_in_lab(name)) {
        put(&recipe, &camel_case(name), &js_value(value));
    }
    recipe
}

pub(super) fn parameters(data: &DataParams) -> Array {
    let parameter = |parameter: crate::lab::RecipeParameter| {
        object(&[
            ("name", camel_case(parameter.name).into()),
            ("value", parameter.value.into()),
            ("low", parameter.low.into()),
            ("high", parameter.high.into()),
            ("step", parameter.step.into()),
        ])
    };
    data.parameters().into_iter().map(parameter).collect()
}

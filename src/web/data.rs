//! The page's data: presets and their numbers, built-in tables, and a CSV of one's own.

use std::rc::Rc;

use js_sys::{Array, Object, Uint8Array};
use wasm_bindgen::prelude::*;

use super::dataset::strings;
use super::error::{bad_option, camel_case};
use super::object::object;
use super::options::Options;
use crate::data::{Builtin, Column, CsvOptions, CsvTable, Dataset, Task};
use crate::lab::{DataParams, Params, Preset};

/// Rows of a preview.
const PREVIEW_ROWS: usize = 6;

/// What a change says of the data: a preset or another table first, then its numbers.
pub(super) fn read(p: &Options, params: &mut Params) -> Result<(), JsValue> {
    if let Some(preset) = p.named("data", Preset::from_name)? {
        let given = table(p, preset)?;
        let present = params.data.table().filter(|_| params.data.preset == preset).map(Rc::clone);
        params.choose(DataParams::of(preset, given.or(present))?);
    }
    let data = &mut params.data;
    if let Some(standardize) = p.flag("standardize")? {
        data.standardize = standardize;
    }
    let Some(recipe) = p.get("recipe")? else { return Ok(()) };
    let names: Vec<(&'static str, String)> =
        data.numbers().into_iter().map(|(name, _)| (name, camel_case(name))).collect();
    let mut accepted: Vec<&str> = names.iter().map(|(_, camel)| camel.as_str()).collect();
    accepted.extend(["randomState", "stratify"]);
    let numbers = Options::new(recipe, &accepted)?;
    for (name, camel) in &names {
        if let Some(value) = numbers.number(camel)? {
            data.set(name, value)?;
        }
    }
    if let Some(seed) = numbers.seed("randomState")? {
        data.set_random_state(seed);
    }
    if let Some(stratify) = numbers.flag("stratify")? {
        data.split.stratify = stratify;
    }
    Ok(())
}

/// The table that comes with a change: the file of a built-in one, or the text of one's own.
fn table(p: &Options, preset: Preset) -> Result<Option<Rc<Dataset>>, JsValue> {
    let table = match preset.builtin() {
        Some(builtin) => p
            .get("table")?
            .map(|bytes| match bytes.dyn_ref::<Uint8Array>() {
                Some(bytes) => unpack(builtin, bytes),
                None => Err(bad_option("table", &bytes, "a Uint8Array")),
            })
            .transpose()?,
        None if preset == Preset::Own => p.get("csv")?.map(own).transpose()?,
        None => None,
    };
    Ok(table.map(Rc::new))
}

fn own(csv: JsValue) -> Result<Dataset, JsValue> {
    let csv = Options::new(csv, &["text", "target", "task", "without"])?;
    let table = CsvTable::read(&csv.text("text")?.unwrap_or_default())?;
    Ok(table.dataset(&csv_options(&csv)?)?)
}

pub(super) fn unpack(builtin: Builtin, bytes: &Uint8Array) -> Result<Dataset, JsValue> {
    Ok(builtin.read(&bytes.to_vec())?)
}

/// Options of a CSV, among others.
pub(super) fn csv_options(p: &Options) -> Result<CsvOptions, JsValue> {
    let without = p.get("without")?.map(|names| strings("without", &names)).transpose()?;
    Ok(CsvOptions {
        target: p.text("target")?,
        task: p.named("task", Task::from_name)?,
        without: without.unwrap_or_default(),
    })
}

/// The numbers in force.
pub(super) fn recipe(data: &DataParams) -> Object {
    let recipe =
        object(&[("randomState", data.random_state().into()), ("stratify", data.split.stratify.into())]);
    for (name, value) in data.numbers() {
        // A plain object takes any property.
        let _ = js_sys::Reflect::set(&recipe, &camel_case(name).into(), &value.into());
    }
    recipe
}

pub(super) fn knobs(data: &DataParams) -> Array {
    let knob = |knob: crate::lab::Knob| {
        object(&[
            ("name", camel_case(knob.name).into()),
            ("value", knob.value.into()),
            ("low", knob.low.into()),
            ("high", knob.high.into()),
            ("step", knob.step.into()),
        ])
    };
    data.knobs().into_iter().map(knob).collect()
}

/// What the columns of a CSV hold, and its first rows, before the target is chosen.
#[wasm_bindgen(js_name = previewCsv, unchecked_return_type = "Types.Preview")]
pub fn preview_csv(text: &str) -> Result<Object, JsValue> {
    let table = CsvTable::read(text)?;
    let column = |column: Column| {
        object(&[
            ("name", column.name.into()),
            ("nDistinct", (column.n_distinct as f64).into()),
            ("isNumeric", column.is_numeric.into()),
            ("isText", column.is_text.into()),
            ("problem", column.problem.map(|error| error.to_string()).into()),
        ])
    };
    let row = |cells: &Vec<String>| cells.iter().map(|cell| JsValue::from(cell.as_str())).collect::<Array>();
    let rows: Array = table.rows().iter().take(PREVIEW_ROWS).map(row).collect();
    Ok(object(&[
        ("columns", table.columns().into_iter().map(column).collect::<Array>().into()),
        ("rows", rows.into()),
        ("nRows", (table.rows().len() as f64).into()),
    ]))
}

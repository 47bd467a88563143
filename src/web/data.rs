//! The page's data: presets with their recipe parameters, built-in tables, and the user's CSV.

use std::rc::Rc;

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::dataset::check_room_to_read;
use super::error::{bad_option, camel_case};
use super::js;
use super::object::{object, put};
use super::options::Options;
use super::params::{is_in_lab, js_value};
use crate::data::{Builtin, Column, CsvOptions, CsvTable, Dataset, Task};
use crate::lab::{DATA_PARAMS, DataParam, DataParams, Params, Preset};

/// Rows of a preview.
const PREVIEW_ROWS: usize = 6;

/// Reads the preset or table of a change.
pub(super) fn read_data(p: &Options, params: &mut Params) -> Result<(), JsValue> {
    let Some(preset) = p.named("data", Preset::from_name)? else { return Ok(()) };
    let given = table(p, preset)?;
    let present = params.data.table().filter(|_| params.data.preset == preset).map(Rc::clone);
    params.choose(DataParams::of(preset, given.or(present))?);
    Ok(())
}

/// Reads `recipe`: parameters of the data that are no options of their own.
pub(super) fn read_recipe(p: &Options, data: &mut DataParams) -> Result<(), JsValue> {
    let Some(recipe) = p.get("recipe") else { return Ok(()) };
    let numbers: Vec<&'static str> = data.recipe().map_or(Vec::new(), |recipe| recipe.names().collect());
    let names = of_recipe().map(|param| param.name).chain(numbers.iter().copied());
    let names: Vec<String> = names.map(camel_case).collect();
    let accepted: Vec<&str> = names.iter().map(String::as_str).collect();
    let options = Options::new(recipe, &accepted)?;
    for name in numbers {
        if let Some(value) = options.number(&camel_case(name))? {
            data.set(name, value)?;
        }
    }
    of_recipe().try_for_each(|param| options.read_param(param, data))
}

/// The parameters of all data that are part of `recipe`.
fn of_recipe() -> impl Iterator<Item = &'static DataParam> {
    DATA_PARAMS.iter().filter(|param| !param.in_lab)
}

/// The table in a change: the file of a built-in one, or the text of a CSV.
fn table(p: &Options, preset: Preset) -> Result<Option<Rc<Dataset>>, JsValue> {
    let table = match preset.builtin() {
        Some(builtin) => p.get("table").map(|bytes| unpack(builtin, bytes)).transpose()?,
        None if preset == Preset::Own => p.get("csv").map(own).transpose()?,
        None => None,
    };
    Ok(table.map(Rc::new))
}

fn own(csv: &JsValue) -> Result<Dataset, JsValue> {
    let csv = Options::new(csv, &["text", "target", "task", "without"])?;
    let text = csv.text("text")?.unwrap_or_default();
    check_room_to_read(&text)?;
    let table = CsvTable::read(&text)?;
    Ok(table.dataset(&csv_options(&csv)?)?)
}

pub(super) fn unpack(builtin: Builtin, bytes: &JsValue) -> Result<Dataset, JsValue> {
    Ok(builtin.read(&js::bytes("table", bytes)?)?)
}

/// Options of a CSV, among others.
pub(super) fn csv_options(p: &Options) -> Result<CsvOptions, JsValue> {
    Ok(CsvOptions {
        target: p.text("target")?,
        task: p.named("task", Task::from_name)?,
        without: p.texts("without")?.unwrap_or_default(),
    })
}

/// The current recipe parameters.
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

/// What the columns of a CSV hold, and its first rows, before a target is chosen.
#[wasm_bindgen(js_name = previewCsv, unchecked_return_type = "Types.Preview")]
pub fn preview_csv(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
) -> Result<Object, JsValue> {
    let text = js::text("text", &text)?.ok_or_else(|| bad_option("text", &text, "a string"))?;
    check_room_to_read(&text)?;
    let table = CsvTable::read(&text)?;
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

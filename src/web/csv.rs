//! CSV text: options, report and preview.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::error::bad_option;
use super::js;
use super::memory::check_room;
use super::object::{object, put};
use super::options::{Options, whole_number};
use crate::data::{
    Categories, ColumnRef, ColumnReport, ColumnSummary, CsvOptions, CsvReport, CsvTable, Header, MAX_BYTES,
    MAX_CELLS, Missing, Task,
};

/// Number of rows of a preview.
const PREVIEW_ROWS: usize = 6;

/// Names of the options of `Dataset.fromCsv`.
pub(super) const CSV_OPTIONS: [&str; 10] = [
    "target",
    "task",
    "without",
    "positive",
    "delimiter",
    "decimal",
    "header",
    "missing",
    "categories",
    "split",
];

/// Reads the text of a table and checks that there is memory to parse it.
pub(super) fn csv_text(text: &JsValue) -> Result<String, JsValue> {
    let text = js::long_text("text", text, MAX_BYTES)?.ok_or_else(|| bad_option("text", text, "a string"))?;
    let is_between = |&byte: &u8| matches!(byte, b',' | b';' | b'\t' | b'|' | b' ' | b'\n' | b'\r');
    let n_cells = text.bytes().filter(is_between).count().min(MAX_CELLS) + 1;
    // Per cell: a position in the text, and a number or a word code.
    check_room(text.len() / size_of::<f64>() + 4 * n_cells)?;
    Ok(text)
}

/// Reads the CSV options; ignores others.
pub(super) fn csv_options(p: &Options) -> Result<CsvOptions, JsValue> {
    let column = |name| p.get(name).map(|value| column(name, value)).transpose();
    let without = p.items("without")?.unwrap_or_default();
    Ok(CsvOptions {
        target: column("target")?,
        task: p.named("task", Task::from_name)?,
        without: without.iter().map(|value| self::column("without", &value)).collect::<Result<_, _>>()?,
        positive: p.text("positive")?,
        delimiter: letter(p, "delimiter", "\",\", \";\", \"\\t\", \" \" or \"|\"")?,
        decimal: letter(p, "decimal", "\".\" or \",\"")?,
        header: p.get("header").map(header).transpose()?,
        missing: p.named("missing", Missing::from_name)?.unwrap_or_default(),
        categories: p.named("categories", Categories::from_name)?.unwrap_or_default(),
        split: column("split")?,
    })
}

fn column(name: &str, value: &JsValue) -> Result<ColumnRef, JsValue> {
    if let Some(number) = whole_number(value) {
        return Ok(ColumnRef::Number(number));
    }
    let accepted = "the name of a column, or its number from 1";
    js::text(name, value)?.map(ColumnRef::Name).ok_or_else(|| bad_option(name, value, accepted))
}

fn letter(p: &Options, name: &str, accepted: &str) -> Result<Option<char>, JsValue> {
    let Some(text) = p.text(name)? else { return Ok(None) };
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Ok(Some(letter)),
        _ => Err(bad_option(name, &text.into(), accepted)),
    }
}

fn header(value: &JsValue) -> Result<Header, JsValue> {
    if value.as_bool() == Some(false) {
        return Ok(Header::Absent);
    }
    let row = whole_number(value).filter(|&row| row > 0);
    row.map(Header::Row).ok_or_else(|| bad_option("header", value, "the number of a row from 1, or false"))
}

/// Converts the report of an import.
pub(super) fn report(report: &CsvReport) -> Object {
    let rows = report.rows_left_out.iter().map(|left_out| {
        object(&[("row", (left_out.row as f64).into()), ("reason", left_out.reason.as_str().into())])
    });
    object(&[
        ("delimiter", report.delimiter.to_string().into()),
        ("decimal", report.decimal.to_string().into()),
        ("header", report.header.map_or(JsValue::FALSE, |row| (row as f64).into())),
        ("rowsRead", (report.rows_read as f64).into()),
        ("rowsUsed", (report.rows_used as f64).into()),
        ("rowsLeftOut", rows.collect::<Array>().into()),
        ("columns", report.columns.iter().map(column_report).collect::<Array>().into()),
        ("notices", texts(report.notices.iter().map(String::as_str)).into()),
    ])
}

fn column_report(column: &ColumnReport) -> Object {
    let found = object(&[
        ("name", column.name.as_str().into()),
        ("kind", column.kind.name().into()),
        ("missing", (column.missing as f64).into()),
        ("used", column.used.into()),
    ]);
    if !column.levels.is_empty() {
        put(&found, "levels", &texts(column.levels.iter().map(String::as_str)));
    }
    if let Some(why) = &column.why {
        put(&found, "why", &why.as_str().into());
    }
    found
}

fn texts<'a>(texts: impl Iterator<Item = &'a str>) -> Array {
    texts.map(JsValue::from).collect()
}

/// Returns a summary of the columns of a CSV and its first rows, before a target is selected.
#[wasm_bindgen(js_name = previewCsv, unchecked_return_type = "Types.Preview")]
pub fn preview_csv(
    #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Contract.CsvOptions")] options: JsValue,
) -> Result<Object, JsValue> {
    let options = csv_options(&Options::new(&options, &CSV_OPTIONS)?)?;
    let table = CsvTable::read(&csv_text(&text)?, &options)?;
    let n_shown = table.n_rows().min(PREVIEW_ROWS);
    let rows: Array = (0..n_shown).map(|i| texts(table.row(i).into_iter())).collect();
    Ok(object(&[
        ("columns", table.columns().into_iter().map(summary).collect::<Array>().into()),
        ("rows", rows.into()),
        ("nRows", (table.n_rows() as f64).into()),
    ]))
}

fn summary(column: ColumnSummary) -> Object {
    let key = match column.key {
        ColumnRef::Name(name) => name.into(),
        ColumnRef::Number(number) => (number as f64).into(),
    };
    object(&[
        ("name", column.name.into()),
        ("key", key),
        ("kind", column.kind.name().into()),
        ("nDistinct", (column.n_distinct as f64).into()),
        ("isNumeric", column.is_numeric.into()),
        ("isText", column.is_text.into()),
        ("problem", column.problem.map(|error| error.to_string()).into()),
    ])
}

//! CSV text: options and report.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::error::bad_option;
use super::js;
use super::memory::check_room;
use super::object::{object, put};
use super::options::{Options, whole_number};
use crate::data::{
    Categories, ColumnRef, ColumnReport, CsvOptions, CsvReport, Header, MAX_BYTES, MAX_CELLS, Missing, Task,
};

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
    check_room_to_parse(&text)?;
    Ok(text)
}

/// Checks that there is memory to parse a text.
pub(super) fn check_room_to_parse(text: &str) -> crate::error::Result<()> {
    let is_between = |&byte: &u8| matches!(byte, b',' | b';' | b'\t' | b'|' | b' ' | b'\n' | b'\r');
    let n_cells = text.bytes().filter(is_between).count().min(MAX_CELLS) + 1;
    // Per cell: a position in the text, and a number or a word code.
    check_room(text.len() / size_of::<f64>() + 4 * n_cells)
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

pub(super) fn column_report(column: &ColumnReport) -> Object {
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

pub(super) fn texts<'a>(texts: impl Iterator<Item = &'a str>) -> Array {
    texts.map(JsValue::from).collect()
}

//! Import of the user's CSV in the data dialog: read in pieces, previewed, then converted to a data set.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use super::csv::{CSV_OPTIONS, check_room_to_parse, column_report, csv_options, texts};
use super::dataset::Dataset;
use super::error::bad_option;
use super::js;
use super::object::{object, put};
use super::options::Options;
use crate::data::{ColumnRef, ColumnSummary, CsvOptions, CsvReader, CsvTable, MAX_BYTES, Outcome, Task};
use crate::error::Error;

/// Number of rows that are shown.
const N_ROWS_SHOWN: usize = 6;

/// Number of bytes of one step, a few milliseconds of work.
const BYTES_OF_STEP: usize = 500_000;

/// A CSV that is being imported.
#[wasm_bindgen]
pub struct CsvImport {
    /// The text, until it is moved to the reader.
    text: String,
    reader: Option<CsvReader<'static>>,
}

#[wasm_bindgen]
impl CsvImport {
    #[wasm_bindgen(constructor)]
    pub fn new() -> Self {
        Self { text: String::new(), reader: None }
    }

    /// Appends a piece of the text.
    pub fn append(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "string")] piece: JsValue,
    ) -> Result<(), JsValue> {
        let text = js::long_text("text", &piece, MAX_BYTES)?;
        self.text.push_str(&text.ok_or_else(|| bad_option("text", &piece, "a string"))?);
        Ok(())
    }

    /// Starts reading, or starts again with another delimiter, decimal sign or header.
    pub fn start(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Contract.CsvOptions")] options: JsValue,
    ) -> Result<(), JsValue> {
        let options = read_options(&options)?;
        if let Some(reader) = &mut self.reader {
            reader.restart(&options)?;
        } else {
            check_room_to_parse(&self.text)?;
            self.reader = Some(CsvReader::new(std::mem::take(&mut self.text), &options)?);
        }
        Ok(())
    }

    /// Reads a piece; returns the progress, 1 at the end.
    pub fn step(&mut self) -> Result<f64, JsValue> {
        let reader = self.reader.as_mut().ok_or_else(not_read)?;
        reader.step(BYTES_OF_STEP)?;
        Ok(reader.progress())
    }

    /// Describes the table that was read.
    #[wasm_bindgen(unchecked_return_type = "Types.CsvSummary")]
    pub fn summary(&self) -> Result<Object, JsValue> {
        let table = self.table()?;
        let (delimiter, decimal, header) = table.dialect();
        let rows = (0..table.n_rows().min(N_ROWS_SHOWN)).map(|i| texts(table.row(i).into_iter()));
        Ok(object(&[
            ("delimiter", delimiter.to_string().into()),
            ("decimal", decimal.to_string().into()),
            ("header", header.map_or(JsValue::FALSE, |row| (row as f64).into())),
            ("columns", table.summaries().into_iter().map(summary).collect::<Array>().into()),
            ("nRows", (table.n_rows() as f64).into()),
            ("rows", rows.collect::<Array>().into()),
            ("notices", texts(table.notices().iter().map(String::as_str)).into()),
            ("split", table.suggested_split().map_or(JsValue::UNDEFINED, key)),
        ]))
    }

    /// Describes the data set that `dataset` would return.
    #[wasm_bindgen(unchecked_return_type = "Types.CsvPreview")]
    pub fn preview(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.CsvOptions")] options: JsValue,
    ) -> Result<Object, JsValue> {
        let preview = self.table()?.preview(&read_options(&options)?)?;
        let dropped = preview
            .dropped
            .iter()
            .map(|&(j, n)| object(&[("column", (j as f64).into()), ("n", (n as f64).into())]));
        let found = object(&[
            ("columns", preview.columns.iter().map(column_report).collect::<Array>().into()),
            ("target", (preview.target as f64).into()),
            ("split", preview.split.map_or(JsValue::UNDEFINED, |j| (j as f64).into())),
            ("nRows", (preview.n_rows as f64).into()),
            ("dropped", dropped.collect::<Array>().into()),
        ]);
        match preview.outcome {
            Ok(outcome) => put(&found, "outcome", &self::outcome(&outcome)),
            Err(error) => put(&found, "problem", &error.to_string().into()),
        }
        Ok(found)
    }

    /// Returns the data set.
    pub fn dataset(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Contract.CsvOptions")] options: JsValue,
    ) -> Result<Dataset, JsValue> {
        Ok(self.table()?.dataset(&read_options(&options)?)?.into())
    }

    fn table(&self) -> Result<&CsvTable, JsValue> {
        Ok(self.reader.as_ref().and_then(CsvReader::table).ok_or_else(not_read)?)
    }
}

fn not_read() -> Error {
    Error::data("the table is not read yet; call start, and step until it returns 1")
}

fn read_options(options: &JsValue) -> Result<CsvOptions, JsValue> {
    csv_options(&Options::new(options, &CSV_OPTIONS)?)
}

fn summary(column: ColumnSummary) -> Object {
    let level = |(name, n): (String, usize)| object(&[("name", name.into()), ("n", (n as f64).into())]);
    let found = object(&[
        ("name", column.name.into()),
        ("key", key(column.key)),
        ("levels", column.levels.into_iter().map(level).collect::<Array>().into()),
        ("tasks", texts(column.tasks.into_iter().map(Task::name)).into()),
    ]);
    if let Some((low, high)) = column.range {
        put(&found, "range", &[low, high].into_iter().map(JsValue::from).collect::<Array>());
    }
    found
}

fn key(column: ColumnRef) -> JsValue {
    match column {
        ColumnRef::Name(name) => name.into(),
        ColumnRef::Number(number) => (number as f64).into(),
    }
}

fn outcome(outcome: &Outcome) -> Object {
    let count = |n: Option<usize>| n.map_or(JsValue::UNDEFINED, |n| (n as f64).into());
    object(&[
        ("task", outcome.task.name().into()),
        ("nSamples", (outcome.n_samples as f64).into()),
        ("nFeatures", (outcome.n_features as f64).into()),
        ("nPositive", count(outcome.n_positive)),
        ("nTrain", count(outcome.n_train)),
        ("nFilled", (outcome.n_filled as f64).into()),
    ])
}

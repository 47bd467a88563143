//! Import of CSV text.

#[path = "../reference/fixture.rs"]
#[allow(dead_code)]
mod fixture;

mod books;
mod cases;
mod columns;
mod files;
mod mutated;
mod preview;
mod reference;

use regularization_lab::data::{CsvOptions, Dataset, read_csv};

fn read(text: &str) -> Dataset {
    read_with(text, &CsvOptions::default())
}

#[track_caller]
fn read_with(text: &str, options: &CsvOptions) -> Dataset {
    read_csv(text, options).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[track_caller]
fn refused(text: &str, options: &CsvOptions) -> String {
    match read_csv(text, options) {
        Ok(data) => panic!("read as {data:?}\n{text}"),
        Err(error) => error.to_string(),
    }
}

fn names(data: &Dataset) -> Vec<&str> {
    data.feature_names().iter().map(String::as_str).collect()
}

/// Kind of each column and whether it is used.
fn kinds(data: &Dataset) -> Vec<(&str, bool)> {
    data.report().unwrap().columns.iter().map(|column| (column.kind.name(), column.used)).collect()
}

fn target(name: &str) -> CsvOptions {
    CsvOptions { target: Some(name.into()), ..CsvOptions::default() }
}

//! Import of CSV text.

#[path = "../reference/fixture.rs"]
#[allow(dead_code)]
mod fixture;

mod books;
mod files;
mod mutated;
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

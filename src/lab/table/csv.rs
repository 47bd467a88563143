//! Rows of cells as RFC 4180 wants them.

use crate::decimal::shortest;

/// A text of rows in the making.
#[derive(Default)]
pub struct Csv {
    pub text: String,
    is_in_row: bool,
}

impl Csv {
    /// A text. Spreadsheets run a cell that starts with one of these letters as a formula, so a name that does gets an apostrophe,
    /// which they do not show.
    pub fn cell(&mut self, text: &str) {
        if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
            self.plain(&format!("'{text}"));
        } else {
            self.plain(text);
        }
    }

    fn plain(&mut self, text: &str) {
        if self.is_in_row {
            self.text.push(',');
        }
        self.is_in_row = true;
        if text.contains(['"', ',', '\r', '\n']) {
            self.text.push('"');
            self.text.push_str(&text.replace('"', "\"\""));
            self.text.push('"');
        } else {
            self.text.push_str(text);
        }
    }

    pub fn cells<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>) {
        texts.into_iter().for_each(|text| self.cell(text));
    }

    /// A number; what is not finite as NumPy writes it.
    pub fn number(&mut self, value: f64) {
        let text = if value.is_nan() {
            "nan".to_owned()
        } else if value.is_infinite() {
            if value > 0.0 { "inf" } else { "-inf" }.to_owned()
        } else {
            shortest(value)
        };
        self.plain(&text);
    }

    pub fn numbers<'a>(&mut self, values: impl IntoIterator<Item = &'a f64>) {
        values.into_iter().for_each(|&value| self.number(value));
    }

    pub fn count(&mut self, count: usize) {
        self.plain(&count.to_string());
    }

    pub fn optional(&mut self, value: Option<f64>) {
        match value {
            Some(value) => self.number(value),
            None => self.cell(""),
        }
    }

    pub fn end_row(&mut self) {
        self.text.push_str("\r\n");
        self.is_in_row = false;
    }
}

//! The built-in tables, read from the files in `data/`: packed ones, and CSV.

use super::csv::{CsvOptions, read_csv};
use super::dataset::{Dataset, Task};
use super::scale::StandardScaler;
use crate::error::{Error, Result};
use crate::names::named;

/// A table that is part of the lab, in a file of its own; `data/README.md` has sources and terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Builtin {
    /// `load_diabetes()`: 442 × 10, scaled as scikit-learn ships it; regression.
    Diabetes,
    /// `load_breast_cancer()`: 569 × 30, as measured; classification, 1 = benign.
    BreastCancer,
    /// Prostate cancer of *The Elements of Statistical Learning*: 97 × 8, target `lpsa`; its column `train` is the split.
    Prostate,
    /// Baseball players of *An Introduction to Statistical Learning*: 263 × 19, target `Salary`; 59 rows without it are left out.
    Hitters,
    /// Credit card holders of the same book, simulated: 400 × 11, target `Balance`.
    Credit,
    /// South African heart disease of *The Elements of Statistical Learning*: 462 × 9, target `chd`; classification.
    Heart,
}

impl Builtin {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Diabetes, Self::BreastCancer, Self::Prostate, Self::Hitters, Self::Credit, Self::Heart];

    /// The name in the API; scikit-learn's without `load_` where it has the table.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Diabetes => "diabetes",
            Self::BreastCancer => "breast_cancer",
            Self::Prostate => "prostate",
            Self::Hitters => "hitters",
            Self::Credit => "credit",
            Self::Heart => "heart",
        }
    }

    /// The table of this name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for any other name.
    pub fn from_name(name: &str) -> Result<Self> {
        named("name", name, &Self::ALL, Self::name)
    }

    /// The name of its file in `data/`.
    #[must_use]
    pub fn file(self) -> String {
        let extension = if self.csv_options().is_some() { "csv" } else { "bin" };
        format!("{}.{extension}", self.name())
    }

    /// Kind of the target.
    #[must_use]
    pub fn task(self) -> Task {
        match self {
            Self::Diabetes | Self::Prostate | Self::Hitters | Self::Credit => Task::Regression,
            Self::BreastCancer | Self::Heart => Task::Classification,
        }
    }

    /// Number of features.
    #[must_use]
    pub fn n_features(self) -> usize {
        match self {
            Self::Diabetes => 10,
            Self::BreastCancer => 30,
            Self::Prostate => 8,
            Self::Hitters => 19,
            Self::Credit => 11,
            Self::Heart => 9,
        }
    }

    /// The options of the CSV, if the file is one.
    fn csv_options(self) -> Option<CsvOptions> {
        let (target, split) = match self {
            Self::Diabetes | Self::BreastCancer => return None,
            Self::Prostate => ("lpsa", Some("train")),
            Self::Hitters => ("Salary", None),
            Self::Credit => ("Balance", None),
            Self::Heart => ("chd", None),
        };
        Some(CsvOptions {
            target: Some(target.into()),
            split: split.map(Into::into),
            ..CsvOptions::default()
        })
    }

    /// Reads the table from the content of its file.
    ///
    /// # Errors
    /// [`Error::Data`] if the bytes do not have the format that `data/pack.py` writes; those of [`read_csv`] for a CSV.
    pub fn read(self, bytes: &[u8]) -> Result<Dataset> {
        match self.csv_options() {
            Some(options) => read_csv(&String::from_utf8_lossy(bytes), &options),
            None => self.unpack(bytes),
        }
    }

    fn unpack(self, bytes: &[u8]) -> Result<Dataset> {
        let table = Packed::parse(bytes).ok_or_else(|| {
            Error::data(format!("{} bytes are not the file of a built-in table", bytes.len()))
        })?;
        let (x, y, names) = table.rows();
        let data = Dataset::new(x, y, names.len(), self.task())?;
        if self == Self::BreastCancer {
            return Ok(data.with_feature_names(names)?.with_class_names(["malignant", "benign"]));
        }
        let unit_norm = (data.n_samples() as f64).sqrt();
        let standard = StandardScaler::fit(&data).transform(&data)?;
        let x = standard.x().iter().map(|z| z / unit_norm).collect();
        data.with_x(x)?.with_feature_names(names)
    }
}

/// Parsed form of a file of `data/pack.py`: columns of decimals of a fixed width in bytes.
struct Packed<'a> {
    n_samples: usize,
    columns: Vec<Column<'a>>,
}

struct Column<'a> {
    name: &'a str,
    divisor: f64,
    width: usize,
    bytes: &'a [u8],
}

impl<'a> Packed<'a> {
    fn parse(bytes: &'a [u8]) -> Option<Self> {
        let end = bytes.iter().position(|&byte| byte == b'\n')?;
        let mut fields = std::str::from_utf8(&bytes[..end]).ok()?.split('|');
        let n_samples: usize = fields.next()?.parse().ok()?;
        let mut body = &bytes[end + 1..];
        let mut columns = Vec::new();
        for field in fields {
            let mut parts = field.rsplitn(3, ':');
            let width: usize = parts.next()?.parse().ok()?;
            let decimals: i32 = parts.next()?.parse().ok()?;
            let name = parts.next()?;
            let (column, rest) = body.split_at_checked(n_samples.checked_mul(width)?)?;
            if !(1..=4).contains(&width) || !(0..=15).contains(&decimals) {
                return None;
            }
            columns.push(Column { name, divisor: 10_f64.powi(decimals), width, bytes: column });
            body = rest;
        }
        (columns.len() >= 2 && body.is_empty()).then_some(Self { n_samples, columns })
    }

    /// Row-major features, target (the last column) and feature names.
    fn rows(&self) -> (Vec<f64>, Vec<f64>, Vec<String>) {
        let Some((target, features)) = self.columns.split_last() else {
            return Default::default();
        };
        let x = (0..self.n_samples).flat_map(|i| features.iter().map(move |c| c.value(i))).collect();
        let y = (0..self.n_samples).map(|i| target.value(i)).collect();
        (x, y, features.iter().map(|c| c.name.to_owned()).collect())
    }
}

impl Column<'_> {
    fn value(&self, i: usize) -> f64 {
        let digits = &self.bytes[i * self.width..(i + 1) * self.width];
        let integer = digits.iter().rev().fold(0_u32, |sum, &byte| sum << 8 | u32::from(byte));
        f64::from(integer) / self.divisor
    }
}

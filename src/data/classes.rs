//! The classes of a target and their names.

use std::fmt;
use std::sync::Arc;

use super::dataset::{Dataset, Task};
use crate::error::{Error, Result};

/// The classes of a target in the order of scikit-learn's `LabelEncoder`, and the one that is encoded as 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Classes {
    /// One name per class; empty for data without words.
    names: Arc<[String]>,
    /// Index of the class that is encoded as 1; all others are 0.
    pos_label: usize,
    /// Index of the class of each row; only for whole tables of three or more classes, which `y` does not distinguish.
    codes: Option<Arc<[u32]>>,
}

impl Default for Classes {
    /// The classes 0 and 1 without names.
    fn default() -> Self {
        Self { names: Arc::new([]), pos_label: 1, codes: None }
    }
}

impl Classes {
    /// `codes` are needed for three or more classes.
    pub fn new(names: Vec<String>, pos_label: usize, codes: Option<Vec<u32>>) -> Self {
        Self { names: names.into(), pos_label, codes: codes.map(Into::into) }
    }

    /// The same classes for other rows, of which only `y` is known.
    pub fn of_part(&self) -> Self {
        Self { codes: None, ..self.clone() }
    }
}

/// The name of the rows of `y = 1`, or of those of `y = 0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClassName<'a> {
    /// The table's word.
    Word(&'a str),
    /// All classes except the one of this name, of three or more.
    Except(&'a str),
    /// Its number, for data without words.
    Number(usize),
}

impl fmt::Display for ClassName<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(name) => write!(f, "{name}"),
            Self::Except(name) => write!(f, "not {name}"),
            Self::Number(number) => write!(f, "class {number}"),
        }
    }
}

impl ClassName<'_> {
    /// `of class 0`, `of class "well"`, for the message of an error.
    pub(crate) fn of(self) -> String {
        match self {
            Self::Word(name) => format!("of class \"{name}\""),
            Self::Except(name) => format!("not of class \"{name}\""),
            Self::Number(number) => format!("of class {number}"),
        }
    }
}

impl Dataset {
    /// Names of the classes in the order of scikit-learn's `LabelEncoder`; empty for data without words, and for a regression.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::data::{ClassName, CsvOptions, read_csv};
    /// let data = read_csv("dose,end\n1,well\n2,ill\n3,ill\n", &CsvOptions::default())?;
    /// assert_eq!((data.class_names(), data.pos_label()), (&["ill".into(), "well".into()][..], 1));
    /// assert_eq!(data.class_name(0.0), ClassName::Word("ill"));
    /// # Ok::<(), regularization_lab::Error>(())
    /// ```
    #[must_use]
    pub fn class_names(&self) -> &[String] {
        &self.classes().names
    }

    /// Index of the class that is encoded as 1, scikit-learn's `pos_label`.
    #[must_use]
    pub fn pos_label(&self) -> usize {
        self.classes().pos_label
    }

    /// Number of classes; 0 for a regression.
    #[must_use]
    pub fn n_classes(&self) -> usize {
        match self.task() {
            Task::Regression => 0,
            Task::Classification => self.class_names().len().max(2),
        }
    }

    /// The name of the rows of this `y`, 0 or 1.
    #[must_use]
    pub fn class_name(&self, y: f64) -> ClassName<'_> {
        let (names, one) = (self.class_names(), self.pos_label());
        match names {
            [] => ClassName::Number(if y == 1.0 { one } else { 1 - one.min(1) }),
            names if y == 1.0 => ClassName::Word(&names[one]),
            [_, _] => ClassName::Word(&names[1 - one]),
            names => ClassName::Except(&names[one]),
        }
    }

    /// The table with two named classes.
    #[must_use]
    pub(crate) fn with_class_names(self, names: [&str; 2]) -> Self {
        self.with_classes(Classes::new(names.map(str::to_owned).to_vec(), 1, None))
    }

    /// The whole table with another class encoded as 1.
    ///
    /// # Errors
    /// [`Error::Parameter`] for an index of no class.
    pub(crate) fn with_pos_label(self, pos_label: usize) -> Result<Self> {
        if pos_label == self.pos_label() {
            return Ok(self);
        }
        let accepted = match self.n_classes() {
            0 => "1: a regression has no classes".to_owned(),
            n => format!("the number of a class, 0 … {}", n - 1),
        };
        if pos_label >= self.n_classes() {
            return Err(Error::parameter("pos_label", pos_label.to_string(), accepted));
        }
        let classes = Classes { pos_label, ..self.classes().clone() };
        let is_one = match &classes.codes {
            Some(codes) => codes.iter().map(|&code| code as usize == pos_label).collect(),
            None => self.y().iter().map(|&y| y == 0.0).collect::<Vec<bool>>(),
        };
        Ok(self.with_y(is_one.into_iter().map(f64::from).collect()).with_classes(classes))
    }

    /// Numbers of rows of `y = 0` and of `y = 1`; `None` for a regression.
    #[must_use]
    pub fn class_counts(&self) -> Option<[usize; 2]> {
        let ones = self.y().iter().filter(|&&y| y == 1.0).count();
        (self.task() == Task::Classification).then(|| [self.n_samples() - ones, ones])
    }

    /// Share of the rows that are of the larger class: the accuracy of a constant prediction. `None` for a regression.
    #[must_use]
    pub fn larger_class_share(&self) -> Option<f64> {
        self.class_counts().map(|[zeros, ones]| zeros.max(ones) as f64 / self.n_samples() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn animals(pos_label: usize) -> Dataset {
        let codes = vec![0, 1, 2, 1];
        let y = codes.iter().map(|&code| f64::from(code == pos_label as u32)).collect();
        let names = ["cat", "dog", "owl"].map(str::to_owned).to_vec();
        let data = Dataset::new(vec![0.0; 4], y, 1, Task::Classification).unwrap();
        data.with_classes(Classes::new(names, pos_label, Some(codes)))
    }

    #[test]
    fn any_of_three_classes_can_count_as_one_against_the_rest() {
        let data = animals(0);
        assert_eq!(
            (data.class_name(1.0), data.class_name(0.0)),
            (ClassName::Word("cat"), ClassName::Except("cat"))
        );
        let dogs = data.clone().with_pos_label(1).unwrap();
        assert_eq!(
            (dogs.y(), dogs.class_name(0.0).to_string()),
            (&[0.0, 1.0, 0.0, 1.0][..], "not dog".to_owned())
        );
        assert_eq!(dogs.with_pos_label(0).unwrap(), data);
        let error = data.with_pos_label(3).unwrap_err().to_string();
        assert_eq!(error, "pos_label must be the number of a class, 0 … 2; got 3");
    }

    #[test]
    fn classes_without_words_keep_their_numbers_when_they_are_exchanged() {
        let data = Dataset::new(vec![0.0; 3], vec![0.0, 1.0, 1.0], 1, Task::Classification).unwrap();
        let swapped = data.clone().with_pos_label(0).unwrap();
        assert_eq!((swapped.y(), swapped.class_name(1.0)), (&[1.0, 0.0, 0.0][..], ClassName::Number(0)));
        assert_eq!(swapped.larger_class_share(), Some(2.0 / 3.0));
        assert_eq!(swapped.with_pos_label(1).unwrap(), data);
        let regression = Dataset::new(vec![0.0], vec![0.5], 1, Task::Regression).unwrap();
        assert!(regression.with_pos_label(0).is_err());
    }
}

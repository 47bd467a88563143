//! The names of the two classes in pictures and texts.

use super::label::shortened;
use super::messages::{Catalogue, Language, message};
use crate::data::{ClassName, Dataset, Task};

/// Letters that the name of a class may have on a plot.
const LETTERS: usize = 18;

/// The names of the rows of `y = 0` and `y = 1`.
pub(super) fn class_names(data: &Dataset, catalogue: &Catalogue) -> [String; 2] {
    [0.0, 1.0].map(|y| name(data.class_name(y), catalogue))
}

/// The same, shortened for a plot so that they differ.
pub(super) fn short_class_names(data: &Dataset, catalogue: &Catalogue) -> [String; 2] {
    let names = class_names(data, catalogue);
    [0, 1].map(|k| shortened(&names, k, LETTERS))
}

/// The names of all classes, in the order of [`Dataset::class_names`]; empty for a regression.
#[must_use]
pub fn class_choices(data: &Dataset, catalogue: &Catalogue) -> Vec<String> {
    match (data.task(), data.class_names()) {
        (Task::Regression, _) => Vec::new(),
        (Task::Classification, []) => {
            [0, 1].map(|number| name(ClassName::Number(number), catalogue)).to_vec()
        }
        (Task::Classification, names) => names.to_vec(),
    }
}

fn name(name: ClassName<'_>, catalogue: &Catalogue) -> String {
    let context = Language { catalogue };
    match name {
        ClassName::Word(word) => word.to_owned(),
        ClassName::Except(word) => message!(context, "class.except", "not {class}", class = word),
        ClassName::Number(number) => {
            message!(context, "class.number", "class {number}", number = number.to_string())
        }
    }
}

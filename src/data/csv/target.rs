//! Parses the target of a table.

use super::column::{Column, Values};
use super::number::{distinct, read as read_number};
use super::options::CsvOptions;
use super::report::ColumnKind;
use super::table::CsvTable;
use crate::data::{Classes, Task};
use crate::error::{Error, Result, counted, quoted, shortened};

/// Maximum number of classes listed in a message.
const MAX_LISTED: usize = 12;

/// The target in the rows used.
pub(super) struct Target {
    pub y: Vec<f64>,
    pub task: Task,
    /// The classes of a classification.
    pub classes: Classes,
}

impl Target {
    fn numbers(y: Vec<f64>) -> Self {
        Self { y, task: Task::Regression, classes: Classes::default() }
    }

    /// `codes` has the class of each row.
    fn classes(codes: Vec<u32>, names: Vec<String>, pos_label: usize) -> Self {
        let y = codes.iter().map(|&code| f64::from(code as usize == pos_label)).collect();
        let codes = (names.len() > 2).then_some(codes);
        Self { y, task: Task::Classification, classes: Classes::new(names, pos_label, codes) }
    }
}

/// Returns the target in the rows used.
pub(super) fn read(
    table: &CsvTable,
    j: usize,
    column: &Column,
    rows: &[usize],
    options: &CsvOptions,
) -> Result<Target> {
    if options.task == Some(Task::Regression)
        && let Some(positive) = &options.positive
    {
        let accepted = "left out for a regression, which has no classes";
        return Err(Error::parameter("positive", quoted(positive), accepted));
    }
    match &column.values {
        Values::Numbers(numbers) => {
            let y: Vec<f64> = rows.iter().map(|&i| numbers[i]).collect();
            let classes = distinct(y.iter().copied());
            check_several(table, j, column, rows, classes.len())?;
            let guess = if classes.len() == 2 || options.positive.is_some() {
                Task::Classification
            } else {
                Task::Regression
            };
            if options.task.unwrap_or(guess) == Task::Regression {
                return Ok(Target::numbers(y));
            }
            let find_class = |positive: &str| {
                let value = read_number(positive, table.decimal.sign)?.value;
                classes.iter().position(|&class| class == value)
            };
            let k = positive(table, j, options, classes.len(), find_class, |k| {
                crate::decimal::shown(classes[k])
            })?;
            let code = |value: &f64| classes.partition_point(|class| class < value) as u32;
            let title = &table.names[j];
            let names = classes.iter().map(|&class| format!("{title} = {}", crate::decimal::shown(class)));
            Ok(Target::classes(y.iter().map(code).collect(), names.collect(), k))
        }
        Values::Words(words) => {
            let cells = table.cells(j);
            if options.task == Some(Task::Regression) {
                let i = rows.iter().copied().find(|&i| words.code(i).is_some()).unwrap_or(0);
                return Err(cells.error(i, "is not a number; a regression needs a target of numbers"));
            }
            let levels = levels(table, j, column, rows);
            check_several(table, j, column, rows, levels.len())?;
            let find_class = |positive: &str| levels.iter().position(|&(word, _)| word == positive);
            let k = positive(table, j, options, levels.len(), find_class, |k| levels[k].0.to_owned())?;
            let of_word = |code| levels.binary_search_by_key(&code, |&(_, level)| level).unwrap_or_default();
            let code = |&i: &usize| words.code(i).map_or(0, |code| of_word(code) as u32);
            let names = levels.iter().map(|&(word, _)| word.to_owned()).collect();
            Ok(Target::classes(rows.iter().map(code).collect(), names, k))
        }
        Values::Unreadable(error) => Err(error.clone()),
    }
}

/// Returns the words of a column in these rows, in code-point order, with their codes.
pub(super) fn levels<'a>(
    table: &'a CsvTable,
    j: usize,
    column: &Column,
    rows: &[usize],
) -> Vec<(&'a str, u32)> {
    let Values::Words(words) = &column.values else { return Vec::new() };
    let mut is_used = vec![false; words.len()];
    for code in rows.iter().filter_map(|&i| words.code(i)) {
        is_used[code as usize] = true;
    }
    let cells = table.cells(j);
    let used = (0..words.len() as u32).filter(|&code| is_used[code as usize]);
    used.map(|code| (cells.at(words.first(code)), code)).collect()
}

fn check_several(table: &CsvTable, j: usize, column: &Column, rows: &[usize], n_values: usize) -> Result<()> {
    if n_values > 1 {
        return Ok(());
    }
    let name = shortened(&table.names[j]);
    let others = rows.len() < table.n_rows() - column.n_missing;
    let used = if others { " in the rows that are used" } else { "" };
    let missing = match column.n_missing {
        0 => String::new(),
        // A class may look like a missing cell, such as "-".
        n => format!(" beside {}", counted(n, "missing cell")),
    };
    Err(Error::data(format!(
        "column \"{name}\" holds one value only{missing}{used}, so there is nothing to predict; choose another target"
    )))
}

/// Returns the index of the class that is encoded as 1.
fn positive(
    table: &CsvTable,
    j: usize,
    options: &CsvOptions,
    n_classes: usize,
    find: impl Fn(&str) -> Option<usize>,
    name: impl Fn(usize) -> String,
) -> Result<usize> {
    let classes = || {
        let mut names: Vec<String> = (0..n_classes.min(MAX_LISTED)).map(|k| shortened(&name(k))).collect();
        if n_classes > MAX_LISTED {
            names.push("…".to_owned());
        }
        names.join(", ")
    };
    match &options.positive {
        Some(given) => find(given.trim()).ok_or_else(|| {
            let accepted = format!("one of the classes {}", classes());
            Error::parameter("positive", quoted(given), accepted)
        }),
        None if n_classes == 2 => Ok(1),
        None => {
            let title = shortened(&table.names[j]);
            let column = &table.columns[j];
            if column.kind == ColumnKind::Id || column.holds_dates {
                return Err(Error::data(format!(
                    "column \"{title}\" has {n_classes} different words or dates, so there is nothing to predict; \
                     choose another target"
                )));
            }
            Err(Error::data(format!(
                "column \"{title}\" holds {n_classes} classes; name the one that counts as 1 with positive: {}",
                classes()
            )))
        }
    }
}

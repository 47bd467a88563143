//! Parses the target of a table.

use super::column::{Column, Values, shortened};
use super::number::{distinct, read as read_number};
use super::options::CsvOptions;
use super::table::CsvTable;
use crate::data::Task;
use crate::error::{Error, Result};

/// Maximum number of classes listed in a message.
const MAX_LISTED: usize = 12;

/// Returns the target in the rows used, and its task.
pub(super) fn read(
    table: &CsvTable,
    j: usize,
    column: &Column,
    rows: &[usize],
    options: &CsvOptions,
) -> Result<(Vec<f64>, Task)> {
    if options.task == Some(Task::Regression)
        && let Some(positive) = &options.positive
    {
        let accepted = "left out for a regression, which has no classes";
        return Err(Error::parameter("positive", format!("\"{}\"", shortened(positive)), accepted));
    }
    match &column.values {
        Values::Numbers(numbers) => {
            let y: Vec<f64> = rows.iter().map(|&i| numbers[i]).collect();
            let classes = distinct(y.iter().copied());
            check_several(table, j, column, classes.len())?;
            let guess = if classes.len() == 2 || options.positive.is_some() {
                Task::Classification
            } else {
                Task::Regression
            };
            if options.task.unwrap_or(guess) == Task::Regression {
                return Ok((y, Task::Regression));
            }
            let find_class = |positive: &str| {
                let value = read_number(positive, table.decimal.sign)?.value;
                classes.iter().position(|&class| class == value)
            };
            let k = positive(table, j, options, classes.len(), find_class, |k| {
                crate::decimal::shown(classes[k])
            })?;
            let y = y.iter().map(|&value| f64::from(value == classes[k])).collect();
            Ok((y, Task::Classification))
        }
        Values::Words(words) => {
            let cells = table.cells(j);
            if options.task == Some(Task::Regression) {
                let i = rows.iter().copied().find(|&i| words.code(i).is_some()).unwrap_or(0);
                return Err(cells.error(i, "is not a number; a regression needs a target of numbers"));
            }
            let levels = levels(table, j, column, rows);
            check_several(table, j, column, levels.len())?;
            let find_class = |positive: &str| levels.iter().position(|&(word, _)| word == positive);
            let k = positive(table, j, options, levels.len(), find_class, |k| levels[k].0.to_owned())?;
            let y = rows.iter().map(|&i| f64::from(words.code(i) == Some(levels[k].1))).collect();
            Ok((y, Task::Classification))
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

fn check_several(table: &CsvTable, j: usize, column: &Column, n_values: usize) -> Result<()> {
    if n_values > 1 {
        return Ok(());
    }
    let name = shortened(&table.names[j]);
    let missing = match column.n_missing {
        0 => String::new(),
        // A class may look like a missing cell, such as "-".
        n => format!(" beside {n} missing cell{}", if n == 1 { "" } else { "s" }),
    };
    Err(Error::data(format!(
        "column \"{name}\" holds one value only{missing}, so there is nothing to predict; choose another target"
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
            Error::parameter("positive", format!("\"{}\"", shortened(given)), accepted)
        }),
        None if n_classes == 2 => Ok(1),
        None => {
            let title = shortened(&table.names[j]);
            Err(Error::data(format!(
                "column \"{title}\" holds {n_classes} classes; name the one that counts as 1 with positive: {}",
                classes()
            )))
        }
    }
}

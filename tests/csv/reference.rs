//! Comparison with `tests/fixtures/csv.json`.

use regularization_lab::data::{
    Categories, ColumnRef, CsvOptions, CsvReport, Dataset, Header, Missing, Task, read_csv,
};
use regularization_lab::{Error, Result};
use serde_json::Value;

use super::fixture::{assert_close, integer, integers, list, load, members, numbers};

fn letter(value: &Value) -> char {
    value.as_str().unwrap().chars().next().unwrap()
}

fn column(value: &Value) -> ColumnRef {
    value.as_str().map_or_else(|| integer(value).into(), ColumnRef::from)
}

fn options(given: &Value) -> CsvOptions {
    let mut options = CsvOptions::default();
    for (name, value) in members(given) {
        let text = || value.as_str().unwrap();
        match name.as_str() {
            "target" => options.target = Some(column(value)),
            "task" => options.task = Some(Task::from_name(text()).unwrap()),
            "without" => options.without = list(value).iter().map(column).collect(),
            "positive" => options.positive = Some(text().to_owned()),
            "delimiter" => options.delimiter = Some(letter(value)),
            "decimal" => options.decimal = Some(letter(value)),
            "header" if value == false => options.header = Some(Header::Absent),
            "header" => options.header = Some(Header::Row(integer(value))),
            "missing" => options.missing = Missing::from_name(text()).unwrap(),
            "categories" => options.categories = Categories::from_name(text()).unwrap(),
            "split" => options.split = Some(column(value)),
            _ => panic!("option {name} is not known"),
        }
    }
    options
}

fn check_error(name: &str, error: &Error, expect: &Value) {
    let message = error.to_string();
    for word in expect["mentions"].as_array().into_iter().flatten() {
        let word = word.as_str().unwrap().to_lowercase();
        assert!(message.to_lowercase().contains(&word), "{name}: {message} does not mention {word}");
    }
    let row = match error {
        Error::Row { row, .. } | Error::Cell { row, .. } => Some(*row),
        _ => None,
    };
    assert!(expect["row"].is_null() || row == Some(integer(&expect["row"])), "{name}: {message}");
}

fn check_data(name: &str, data: &Dataset, expect: &Value) {
    assert_eq!(data.task().name(), expect["task"], "{name}");
    assert_eq!(data.n_samples(), integer(&expect["rows_used"]), "{name}");
    if !expect["x"].is_null() {
        assert_close(data.x(), &numbers(&expect["x"]), 1e-12, name);
        assert_eq!(data.y(), numbers(&expect["y"]), "{name}");
    }
    if let Some(names) = expect["feature_names"].as_array() {
        assert_eq!(data.feature_names(), names, "{name}");
    }
    if let Some(trains) = expect["split_train"].as_array() {
        let (train, test) = data.predefined_split().unwrap();
        let rows_of = |part: &Dataset| {
            (0..part.n_samples()).map(|i| part.row(i).to_vec()).collect::<Vec<_>>().into_iter()
        };
        let mut parts = [rows_of(&train), rows_of(&test)];
        for (i, train) in trains.iter().flat_map(integers).enumerate() {
            assert_eq!(parts[1 - train].next().as_deref(), Some(data.row(i)), "{name}: row {i}");
        }
        assert!(parts.iter_mut().all(|part| part.next().is_none()), "{name}");
    }
}

fn check_report(name: &str, report: &CsvReport, expect: &Value) {
    for (key, found) in [("delimiter", report.delimiter), ("decimal", report.decimal)] {
        assert!(expect[key].is_null() || letter(&expect[key]) == found, "{name}: {key} {found:?}");
    }
    match &expect["header"] {
        Value::Null => {}
        Value::Bool(_) => assert_eq!(report.header, None, "{name}"),
        row => assert_eq!(report.header, Some(integer(row)), "{name}"),
    }
    assert!(expect["rows_read"].is_null() || report.rows_read == integer(&expect["rows_read"]), "{name}");
    assert_eq!(report.rows_used, integer(&expect["rows_used"]), "{name}");
    if let Some(rows) = expect["rows_left_out"].as_array() {
        let found: Vec<usize> = report.rows_left_out.iter().map(|left_out| left_out.row).collect();
        assert_eq!(found, rows.iter().map(integer).collect::<Vec<_>>(), "{name}");
    }
    for column in expect["columns"].as_array().into_iter().flatten() {
        let found = report.columns.iter().find(|found| found.name == column["name"]).expect(name);
        assert_eq!(found.used, column["used"], "{name}: {found:?}");
        assert_eq!(found.why.is_none(), found.used, "{name}: {found:?}");
        assert!(column["kind"].is_null() || column["kind"] == found.kind.name(), "{name}: {found:?}");
        assert!(
            column["missing"].is_null() || integer(&column["missing"]) == found.missing,
            "{name}: {found:?}"
        );
        if let Some(levels) = column["levels"].as_array() {
            assert_eq!(&found.levels, levels, "{name}");
        }
    }
}

#[test]
fn every_table_of_the_reference_is_read_as_expected() {
    let cases = load("csv");
    let cases = list(&cases["cases"]);
    assert_eq!(cases.len(), 52);
    for case in cases {
        let (name, expect) = (case["name"].as_str().unwrap(), &case["expect"]);
        let read: Result<Dataset> = read_csv(case["text"].as_str().unwrap(), &options(&case["options"]));
        match read {
            Err(error) if expect["error"] == true => check_error(name, &error, expect),
            Err(error) => assert!(expect["or_error"] == true, "{name}: {error}"),
            Ok(data) => {
                assert!(expect["error"].is_null(), "{name}: read as {data:?}");
                check_data(name, &data, expect);
                if expect["or_error"].is_null() {
                    check_report(name, data.report().unwrap(), expect);
                }
            }
        }
    }
}

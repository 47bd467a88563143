//! What an import would do, before it is done.

use regularization_lab::data::{ColumnRef, CsvOptions, CsvReader, CsvTable, Header, Missing, Task};

use crate::target;

const TABLE: &str = "id,age,smoker,region,when,set,cost\n\
    1,31,yes,north,2024-01-02,T,12.1\n\
    2,45,no,south,2024-01-02,T,\n\
    3,,no,east,2024-03-01,F,7.9\n\
    4,52,yes,south,2024-04-05,F,19.2\n\
    5,38,no,north,2024-04-05,T,10.5\n\
    6,29,no,south,2024-05-09,T,8.1\n";

fn table() -> CsvTable {
    CsvTable::read(TABLE, &CsvOptions::default()).unwrap()
}

#[test]
fn columns_are_summarized_with_range_levels_and_possible_tasks() {
    let summaries = table().summaries();
    assert_eq!(summaries[1].range, Some((29.0, 52.0)));
    assert_eq!(summaries[2].levels, [("no".to_owned(), 4), ("yes".to_owned(), 2)]);
    assert_eq!(summaries[2].tasks, [Task::Classification]);
    assert_eq!(summaries[1].tasks, [Task::Classification, Task::Regression]);
    assert_eq!(summaries[6].key, ColumnRef::Name("cost".to_owned()));
    assert_eq!(table().suggested_split(), Some("set".into()));
}

#[test]
fn preview_is_what_the_import_then_does() {
    let options = [
        target("cost"),
        CsvOptions { missing: Missing::Mean, ..target("cost") },
        CsvOptions { split: Some("set".into()), ..target("cost") },
        CsvOptions { without: vec!["region".into(), 2.into()], ..target("smoker") },
        CsvOptions { positive: Some("north".to_owned()), ..target("region") },
    ];
    for options in options {
        let (preview, data) = (table().preview(&options).unwrap(), table().dataset(&options).unwrap());
        let outcome = preview.outcome.unwrap();
        assert_eq!(preview.columns, data.report().unwrap().columns);
        assert_eq!((outcome.n_samples, outcome.n_features), (data.n_samples(), data.n_features()));
        assert_eq!(outcome.task, data.task());
        let n_positive = data.y().iter().filter(|&&y| y == 1.0).count();
        assert_eq!(outcome.n_positive, (data.task() == Task::Classification).then_some(n_positive));
        let n_train = options.split.is_some().then(|| data.predefined_split().unwrap().0.n_samples());
        assert_eq!(outcome.n_train, n_train);
    }
}

#[test]
fn rows_are_counted_by_the_column_that_leaves_them_out() {
    let drop = table().preview(&target("cost")).unwrap();
    assert_eq!((drop.n_rows, drop.dropped), (6, vec![(1, 1), (6, 1)]));
    assert_eq!(drop.outcome.unwrap().n_samples, 4);
    let mean = table().preview(&CsvOptions { missing: Missing::Mean, ..target("cost") }).unwrap();
    assert_eq!((mean.dropped, mean.outcome.unwrap().n_filled), (vec![(6, 1)], 1));
}

#[test]
fn a_refused_table_is_still_described() {
    let text = "a,b\n1,2\nx,3\n4,4\n";
    let table = CsvTable::read(text, &CsvOptions::default()).unwrap();
    let preview = table.preview(&CsvOptions::default()).unwrap();
    assert_eq!(
        preview.outcome.unwrap_err().to_string(),
        "row 3, column 1: \"x\" in column \"a\" is not a number; correct the cell, or leave out its column"
    );
    assert!(preview.columns.iter().all(|column| column.used));
    let error = table.preview(&target("z")).unwrap_err().to_string();
    assert!(error.contains("one of the columns a, b"), "{error}");
}

#[test]
fn dates_are_no_features_and_say_so() {
    let preview = table().preview(&target("cost")).unwrap();
    let when = &preview.columns[4];
    assert!(!when.used && when.why.as_ref().unwrap().contains("dates"), "{when:?}");
}

#[test]
fn reading_in_pieces_gives_the_same_table_and_shows_progress() {
    let lines = (0..4000).map(|i| format!("{i}.5,\"word\n{}\",{}\n", i % 7, i % 2));
    let text = format!("a,b,y\n{}", lines.collect::<String>());
    let options = CsvOptions { header: Some(Header::Row(1)), ..CsvOptions::default() };
    let mut reader = CsvReader::new(text.as_str(), &options).unwrap();
    let mut last = 0.0;
    while reader.progress() < 1.0 {
        assert!(reader.table().is_none());
        reader.step(1000).unwrap();
        assert!(reader.progress() >= last);
        last = reader.progress();
    }
    let whole = CsvTable::read(&text, &options).unwrap().dataset(&options).unwrap();
    assert_eq!(reader.table().unwrap().dataset(&options).unwrap(), whole);
    // The same text again, with another delimiter.
    reader.restart(&CsvOptions { delimiter: Some(';'), ..CsvOptions::default() }).unwrap();
    let mut result = Ok(());
    while reader.progress() < 1.0 && result.is_ok() {
        result = reader.step(100_000);
    }
    assert!(result.unwrap_err().to_string().contains("1 column"), "a line is one cell");
    assert!(reader.table().is_none());
}

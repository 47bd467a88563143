//! Targets, words, and columns that are no features.

use regularization_lab::data::{Categories, ColumnKind, CsvOptions, Missing, Task};

use super::{kinds, names, read, read_with, refused, target};

#[test]
fn row_numbers_and_names_of_rows_are_no_features() {
    let data = read("no,dose,response\n1,2.1,0.1\n2,1.4,0.4\n3,3.0,0.6\n4,0.9,0.9\n");
    assert_eq!(names(&data), ["dose"]);
    let column = &data.report().unwrap().columns[0];
    assert_eq!((column.kind, column.used), (ColumnKind::Id, false));
    assert!(column.why.as_ref().unwrap().contains("another value in every row"));
    for name in ["", "id", "Row", "row.names", "Unnamed: 0", "customer_id", "#"] {
        let data = read(&format!("{name},dose,y\n7,2.1,1\n3,1.4,4\n9,3.0,6\n"));
        assert_eq!(names(&data), ["dose"], "{name}");
    }
    // Neither other names nor repeated or fractional values.
    for text in [
        "age,d,y\n7,2.1,1\n3,1.4,4\n9,3,6\n",
        "id,d,y\n7,2.1,1\n7,1.4,4\n9,3,6\n",
        "id,d,y\n7.5,2,1\n3,1,4\n9,3,6\n",
    ] {
        assert_eq!(read(text).n_features(), 2, "{text}");
    }
}

#[test]
fn rows_without_a_target_are_left_out() {
    let data = read(
        "hits,walks,league,salary\n66,14,A,\n81,39,N,475\n130,76,A,480\n141,37,N,500\n87,30,N,91.5\n169,35,A,750\n",
    );
    assert_eq!((data.n_samples(), names(&data)), (5, vec!["hits", "walks", "league[N]"]));
    let left_out = &data.report().unwrap().rows_left_out;
    assert_eq!(
        (left_out.len(), left_out[0].row, left_out[0].reason.as_str()),
        (1, 2, "Column \"salary\" is missing.")
    );
}

const BIRDS: &str = "species,bill,flipper,mass\nAd,39.1,181,3750\nAd,NA,NA,NA\nGe,46.1,211,4500\nGe,50.0,230,5700\nCh,46.5,192,3500\nCh,50.0,196,3900\n";

#[test]
fn every_column_of_a_table_with_gaps_and_three_classes_can_be_the_target() {
    for name in ["bill", "flipper", "mass"] {
        let data = read_with(BIRDS, &target(name));
        assert_eq!((data.n_samples(), data.n_features(), data.task()), (5, 4, Task::Regression), "{name}");
    }
    let error = refused(BIRDS, &target("species"));
    assert!(error.contains("3 classes") && error.contains("Ad, Ch, Ge"), "{error}");
    let data = read_with(BIRDS, &CsvOptions { positive: Some("Ge".to_owned()), ..target("species") });
    assert_eq!(data.y(), [0.0, 1.0, 1.0, 0.0, 0.0]);
    let data = read_with(BIRDS, &CsvOptions { missing: Missing::Mean, ..target("bill") });
    assert_eq!(data.n_samples(), 5);
}

#[test]
fn three_numbers_can_be_classes_too() {
    let text = "a,b,quality\n1,2,3\n2,1,4\n4,2,5.0\n3,3,5\n";
    let options = CsvOptions { positive: Some("5".to_owned()), ..CsvOptions::default() };
    assert_eq!(read_with(text, &options).y(), [0.0, 0.0, 1.0, 1.0]);
    let error = refused(text, &CsvOptions { positive: Some("6".to_owned()), ..options });
    assert_eq!(error, "positive must be one of the classes 3, 4, 5; got \"6\"");
    let error = refused(text, &CsvOptions { task: Some(Task::Classification), ..CsvOptions::default() });
    assert!(error.contains("3 classes"), "{error}");
    let options =
        CsvOptions { task: Some(Task::Regression), positive: Some("5".to_owned()), ..CsvOptions::default() };
    assert!(refused(text, &options).contains("left out for a regression"));
    let error =
        refused("a,b\n1,x\n2,y\n", &CsvOptions { task: Some(Task::Regression), ..CsvOptions::default() });
    assert!(error.starts_with("row 2, column 2: \"x\" in column \"b\" is not a number"), "{error}");
}

pub(super) const SMOKERS: &str = "smoker,region,age,cost\nyes,north,31,12.1\nno,south,45,9.5\nno,east,28,7.9\nyes,south,52,19.2\nno,north,39,8.8\nyes,east,44,17.0\n";

#[test]
fn words_become_columns_of_zero_and_one() {
    let data = read(SMOKERS);
    assert_eq!(names(&data), ["smoker[yes]", "region[north]", "region[south]", "age"]);
    assert_eq!(data.row(0), [1.0, 1.0, 0.0, 31.0]);
    let options = CsvOptions { categories: Categories::OneHot, ..CsvOptions::default() };
    assert_eq!(read_with(SMOKERS, &options).n_features(), 6);
    let options = CsvOptions { categories: Categories::LeaveOut, ..CsvOptions::default() };
    let data = read_with(SMOKERS, &options);
    assert_eq!(names(&data), ["age"]);
    assert_eq!(kinds(&data)[..2], [("category", false), ("category", false)]);
}

#[test]
fn missing_words_get_the_shares_of_the_levels_as_means() {
    let text = "kind,y\na,1\nb,2\n?,3\nb,4\na,5\nb,6\n";
    let data = read_with(text, &CsvOptions { missing: Missing::Mean, ..CsvOptions::default() });
    assert_eq!(data.x(), [0.0, 1.0, 0.6, 1.0, 0.0, 1.0]);
}

#[test]
fn levels_and_constants_are_those_of_the_rows_used() {
    let data = read("kind,unit,d,y\na,kg,1,1\nb,kg,2,2\nc,lb,NA,3\nb,kg,4,4\na,kg,5,5\n");
    assert_eq!(names(&data), ["kind[b]", "d"]);
    let columns = &data.report().unwrap().columns;
    assert_eq!(columns[0].levels, ["a", "b"]);
    assert_eq!(columns[1].why.as_deref(), Some("It holds one value only in the rows used."));
}

#[test]
fn a_column_left_out_is_never_refused() {
    let text = "note,a,y\n1,1,2\nx,2,3\n2,3,5\n";
    assert!(refused(text, &CsvOptions::default()).starts_with("row 3, column 1: \"x\" in column \"note\""));
    let options = CsvOptions { without: vec!["note".into()], ..CsvOptions::default() };
    assert_eq!(names(&read_with(text, &options)), ["a"]);
}

#[test]
fn the_default_target_is_the_last_column_that_is_not_left_out() {
    let text = "a,b,y,train\n1,2,3,T\n2,1,4,F\n4,2,5,T\n3,4,7,F\n";
    let data = read_with(text, &CsvOptions { split: Some("train".into()), ..CsvOptions::default() });
    let (train, test) = data.predefined_split().unwrap();
    assert_eq!((train.y(), test.y()), (&[3.0, 5.0][..], &[4.0, 7.0][..]));
    let data = read_with(text, &CsvOptions { without: vec!["train".into()], ..CsvOptions::default() });
    assert_eq!(data.y(), [3.0, 4.0, 5.0, 7.0]);
    assert_eq!(
        data.predefined_split().unwrap_err().to_string(),
        "no column says which rows train; name one with the option split of a CSV"
    );
    let text_of_numbers = "a,y,t\n1,2,1.0\n2,3,0\n3,4,1\n";
    let options = CsvOptions { split: Some("t".into()), ..CsvOptions::default() };
    assert_eq!(read_with(text_of_numbers, &options).predefined_split().unwrap().0.n_samples(), 2);
    let split = |column: &str| CsvOptions { split: Some(column.into()), ..target("y") };
    assert!(
        refused(text, &split("a")).starts_with("row 3, column 1: \"2\" in column \"a\" does not say whether")
    );
    assert!(refused(text, &split("y")).starts_with("split must be another column than the target"));
    let error = refused("a,y,t\n1,2,T\n2,3,T\n", &split("t"));
    assert_eq!(error, "column \"t\" says train in every row that is used; a split needs rows of both kinds");
}

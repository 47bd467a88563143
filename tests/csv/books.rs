//! The tables of the books against `tests/fixtures/books.json`.

use regularization_lab::data::{Builtin, Dataset};

use super::fixture::{assert_close, integer, load, numbers};

fn table(builtin: Builtin) -> Dataset {
    let path = format!("{}/data/{}.csv", env!("CARGO_MANIFEST_DIR"), builtin.name());
    builtin.read(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn tables_of_the_books_have_the_rows_features_and_sums_of_the_reference() {
    let books = load("books");
    for builtin in [Builtin::Prostate, Builtin::Hitters, Builtin::Credit, Builtin::Heart] {
        let (name, data) = (builtin.name(), table(builtin));
        let expect = &books["tables"][name];
        assert_eq!(data.n_samples(), integer(&expect["n"]), "{name}");
        assert_eq!(data.feature_names(), expect["features"].as_array().unwrap(), "{name}");
        assert_eq!((data.task(), data.n_features()), (builtin.task(), builtin.n_features()), "{name}");
        let sums: Vec<f64> = (0..data.n_features())
            .map(|j| data.x().iter().skip(j).step_by(data.n_features()).sum())
            .collect();
        assert_close(&sums, &numbers(&expect["x_sums"]), 1e-12, name);
        assert_close(&[data.y().iter().sum()], &numbers(&expect["y_sum"]), 1e-12, name);
    }
}

#[test]
fn row_numbers_of_the_books_are_identifiers() {
    for (builtin, column) in
        [(Builtin::Prostate, "id"), (Builtin::Credit, "ID"), (Builtin::Heart, "row.names")]
    {
        let data = table(builtin);
        let first = &data.report().unwrap().columns[0];
        assert_eq!((first.name.as_str(), first.kind.name(), first.used), (column, "id", false));
    }
    assert_eq!(table(Builtin::Hitters).report().unwrap().rows_left_out.len(), 20);
}

#[test]
fn the_prostate_table_has_its_split() {
    let (train, test) = table(Builtin::Prostate).predefined_split().unwrap();
    assert_eq!((train.n_samples(), test.n_samples()), (67, 30));
}

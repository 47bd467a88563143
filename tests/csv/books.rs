//! The tables of the books against `tests/fixtures/books.json`.

use regularization_lab::data::{Builtin, Dataset, StandardScaler};
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem, kernels};
use regularization_lab::solve::solve;
use serde_json::Value;

use super::fixture::{assert_close, integer, list, load, number, numbers};

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

/// Weights within `1e-7 + 3e-9 · per_kkt`, the objective within 1e-9, zeros exactly.
#[test]
fn optima_of_the_books_are_exact() {
    let books = load("books");
    let mut n_cases = 0;
    for case in list(&books["cases"]) {
        let builtin = Builtin::from_name(case["table"].as_str().unwrap()).unwrap();
        let data = table(builtin);
        let data = StandardScaler::fit(&data).transform(&data).unwrap();
        check(&data, case);
        n_cases += 1;
    }
    assert!(n_cases >= 12, "only {n_cases} cases");
}

/// Table 3.3 and figure 3.10 of *The Elements of Statistical Learning*: features scaled over all 97 rows, ddof 1.
#[test]
fn the_prostate_table_has_the_coefficients_and_test_errors_of_the_book() {
    let books = load("books");
    let data = table(Builtin::Prostate);
    let (n, p) = (data.n_samples(), data.n_features());
    let mut x = data.x().to_vec();
    for j in 0..p {
        let column: Vec<f64> = data.x().iter().skip(j).step_by(p).copied().collect();
        let mean = column.iter().sum::<f64>() / n as f64;
        let squares: f64 = column.iter().map(|x| (x - mean).powi(2)).sum();
        let deviation = (squares / (n - 1) as f64).sqrt();
        (0..n).for_each(|i| x[i * p + j] = (column[i] - mean) / deviation);
    }
    let test_rows = data.predefined_test_rows().unwrap();
    let part = |is_test: bool| {
        let rows: Vec<usize> = (0..n).filter(|i| test_rows.contains(i) == is_test).collect();
        let x = rows.iter().flat_map(|&i| x[i * p..(i + 1) * p].to_vec()).collect();
        let y = rows.iter().map(|&i| data.y()[i]).collect();
        let part = Dataset::new(x, y, p, data.task()).unwrap();
        part.with_feature_names(data.feature_names().to_vec()).unwrap()
    };
    let (train, test) = (part(false), part(true));
    for case in list(&books["prostate_scaled"]["cases"]) {
        let point = check(&train, case);
        let mut z = vec![0.0; test.n_samples()];
        kernels::forward(test.x(), &point.coef, point.intercept, &mut z);
        let squares: f64 = z.iter().zip(test.y()).map(|(z, y)| (z - y).powi(2)).sum();
        assert_close(&[squares / test.n_samples() as f64], &numbers(&case["test_mse"]), 1e-7, "test error");
    }
    let least_squares = number(&books["prostate_scaled"]["cases"][0]["test_mse"]);
    assert_eq!(format!("{least_squares:.3}"), "0.521");
}

fn check(train: &Dataset, case: &Value) -> Point {
    let (lambda, l1_ratio) = (number(&case["lam"]), number(&case["l1_ratio"]));
    let what = format!("{} at λ = {lambda}, l1_ratio = {l1_ratio}", case["table"]);
    let kind = if lambda == 0.0 { PenaltyKind::None } else { PenaltyKind::ElasticNet };
    let penalty = Penalty::new(kind, lambda, l1_ratio, train.n_samples()).unwrap();
    let problem = Problem::new(train, Loss::of_task(train.task()), penalty).unwrap();
    let found = solve(&problem, Point::zeros(train.n_features()), 1e-9).unwrap();
    assert!(found.kkt_residual <= 1e-9, "{what}: KKT residual {:e}", found.kkt_residual);
    let tolerance = 1e-7 + 3e-9 * number(&case["per_kkt"]);
    for (name, w) in train.feature_names().iter().zip(&found.point.coef) {
        let expected = number(&case["w"][name]);
        assert_eq!(*w == 0.0, expected == 0.0, "{what}: {name} is {w}");
        assert!((w - expected).abs() <= tolerance, "{what}: {name} is {w}, not {expected}");
    }
    let expected = number(&case["objective"]);
    assert!((found.objective - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{what}: objective");
    found.point
}

#[test]
fn every_feature_of_the_books_has_its_meaning_and_unit() {
    for builtin in [Builtin::Prostate, Builtin::Hitters, Builtin::Credit, Builtin::Heart] {
        for name in table(builtin).feature_names() {
            assert!(builtin.about(name).is_some_and(|about| !about.is_empty()), "{name}");
        }
        assert!(builtin.about_target().is_some());
        assert_eq!(builtin.about("unknown"), None);
    }
}

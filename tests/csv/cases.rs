//! Small tables, each of a kind that real files have; `tests/fixtures/cases`.

use std::rc::Rc;

use regularization_lab::charts::{Catalogue, panel_text};
use regularization_lab::data::{ClassName, CsvOptions, Dataset, Task};
use regularization_lab::lab::{Lab, Params, Preset, RequiredComputations, WhyNoFolds};
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
use regularization_lab::solve::{Status, solve};

use super::{names, read, read_with, refused, target};

fn text(name: &str) -> String {
    let path = format!("{}/tests/fixtures/cases/{name}.csv", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn lab(data: Dataset, penalty: PenaltyKind, lambda: f64) -> Lab {
    let mut params = Params::of(Preset::Own, Some(Rc::new(data))).unwrap();
    (params.trainer.penalty, params.trainer.lambda) = (penalty, lambda);
    Lab::new(params).unwrap()
}

/// Path and folds of the page.
fn with_folds(data: Dataset) -> Lab {
    let mut lab = lab(data, PenaltyKind::L1, 1.0);
    lab.set_required(RequiredComputations { path: true, folds: true, ..RequiredComputations::NONE });
    while lab.refine() {}
    lab
}

fn note(lab: &Lab, panel: &str) -> String {
    panel_text(panel, "", (lab, &lab.snapshot()), &Catalogue::ENGLISH).unwrap().note
}

fn near(actual: f64, expected: f64, share: f64) {
    assert!((actual - expected).abs() <= share * expected.abs(), "{actual} is not {expected}");
}

fn optimum(data: &Dataset, lambda: f64) -> Point {
    let penalty = Penalty::new(PenaltyKind::L1, lambda, 1.0, data.n_samples()).unwrap();
    let problem = Problem::new(data, Loss::of_task(data.task()), penalty).unwrap();
    solve(&problem, Point::zeros(data.n_features()), 1e-9).unwrap().point
}

#[test]
fn the_scale_of_lambda_follows_rents_in_euros() {
    let lab = with_folds(read(&text("yearly_rent_euros")));
    assert_eq!(lab.trainer().train().n_samples(), 42);
    near(lab.lambda_max().unwrap(), 184_455.0, 1e-5);
    let snapshot = lab.snapshot();
    let curve = snapshot.validation.unwrap();
    assert_eq!(curve.fold_scores.len(), 10);
    // Ten values of λ a decade.
    near(curve.lambdas[curve.best_index], 330.0, 0.13);
    near(curve.lambdas[curve.one_se_index], 7_900.0, 0.13);
    assert!(lab.lambda_scale().largest() >= 184_455.0);
    assert!(!note(&lab, "cross-validation").contains("tried"), "{}", note(&lab, "cross-validation"));
}

#[test]
fn a_target_of_1e13_has_a_path() {
    let lab = with_folds(read(&text("huge_target")));
    near(lab.lambda_max().unwrap(), 1.26e14, 5e-3);
    let snapshot = lab.snapshot();
    assert_eq!(snapshot.errors.path.or(snapshot.errors.folds), None);
    assert_eq!(snapshot.path[0].point.norm1(), 0.0);
}

#[test]
fn a_target_of_1e_minus_8_is_trained_to_its_optimum() {
    let mut lab = lab(read(&text("tiny_units")), PenaltyKind::None, 0.0);
    lab.step(100_000);
    assert_eq!(lab.trainer().status(), Status::Converged);
    let point = lab.trainer().point();
    for (found, expected) in point.coef.iter().chain([&point.intercept]).zip([8.809e-9, -2.919e-9, 9.516e-9])
    {
        near(*found, expected, 3e-4);
    }
}

#[test]
fn row_numbers_do_not_leak() {
    let data = read(&text("row_number_leaks"));
    assert_eq!(names(&data), ["dose"]);
    let why = data.report().unwrap().columns[0].why.clone().unwrap();
    assert!(!why.is_empty(), "the reason is said");
    let mut lab = lab(data, PenaltyKind::L1, 0.1);
    lab.converge().unwrap();
    near(lab.trainer().point().coef[0], -0.131, 4e-3);
}

#[test]
fn a_row_without_a_target_is_left_out() {
    let data = read_with(&text("missing_target"), &target("salary"));
    let report = data.report().unwrap();
    assert_eq!((data.n_samples(), data.task(), report.rows_left_out[0].row), (5, Task::Regression, 2));
    assert!(report.rows_left_out[0].reason.contains("salary"), "{}", report.rows_left_out[0].reason);
}

#[test]
fn complete_rows_of_three_classes_are_one_class_against_the_rest() {
    let table = text("missing_features_three_classes");
    let options = |positive: &str| CsvOptions { positive: Some(positive.into()), ..target("species") };
    let data = read_with(&table, &options("Ge"));
    assert_eq!(data.class_names().len(), 3);
    assert_eq!(
        (data.class_name(1.0), data.class_name(0.0)),
        (ClassName::Word("Ge"), ClassName::Except("Ge"))
    );
    assert!(data.report().unwrap().rows_used < data.report().unwrap().rows_read);
    // The other features can be predicted, too.
    assert_eq!(read(&table).task(), Task::Regression);
}

#[test]
fn words_are_features() {
    let data = read(&text("words_as_features"));
    assert_eq!(names(&data), ["smoker[yes]", "region[north]", "region[south]", "age"]);
}

#[test]
fn the_second_of_two_columns_of_one_name_can_be_the_target() {
    let options = CsvOptions { target: Some(2.into()), ..CsvOptions::default() };
    let data = read_with(&text("duplicate_names"), &options);
    assert_eq!(data.y()[..2], [9.0, 5.0]);
}

#[test]
fn every_dialect_is_read() {
    let ab: (&[&str], &[f64]) = (&["a", "b"], &[1.0, 2.0]);
    for (name, n_samples, (features, first)) in [
        ("comment_line", 4, ab),
        ("decimal_comma_semicolon", 4, (&["rent"], &[5.25])),
        ("excel_sep_line", 4, ab),
        ("no_header", 4, (&["x0", "x1", "x2"], &[7.4, 0.7, 0.0])),
        ("pipe_separated", 4, ab),
        ("trailing_comma", 6, ab),
    ] {
        let data = read(&text(name));
        assert_eq!(
            (data.n_samples(), names(&data), data.row(0)),
            (n_samples, features.to_vec(), first),
            "{name}"
        );
    }
}

#[test]
fn a_table_without_features_says_why_each_column_is_none() {
    let error = refused(&text("preamble"), &CsvOptions::default());
    assert!(error.starts_with("no column is left to predict from; column \"country\": "), "{error}");
    assert!(error.contains("column \"year\": It holds one value only"), "{error}");
}

#[test]
fn classes_have_the_words_of_the_table_and_can_be_exchanged() {
    let data = read(&text("disease_healthy"));
    assert_eq!(data.class_names(), ["disease", "healthy"]);
    let mut lab = lab(data, PenaltyKind::L2, 1.0);
    lab.set_required(RequiredComputations { geometry: true, ..RequiredComputations::NONE });
    lab.step(50);
    let described = |lab: &Lab, panel: &str| {
        panel_text(panel, "", (lab, &lab.snapshot()), &Catalogue::ENGLISH).unwrap().description
    };
    assert!(described(&lab, "boundary").contains("disease as rings, healthy as discs"));
    assert!(described(&lab, "calibration").contains("that are healthy"));
    let before = lab.trainer().point().clone();
    let mut params = lab.params().clone();
    params.data.set("pos_label", 0.0).unwrap();
    lab.set(params).unwrap();
    lab.step(50);
    assert!(described(&lab, "boundary").contains("healthy as rings, disease as discs"));
    assert!(described(&lab, "calibration").contains("that are disease"));
    // The same rows train, so every weight has changed its sign.
    for (w, before) in lab.trainer().point().coef.iter().zip(&before.coef) {
        near(*w, -before, 1e-9);
    }
}

#[test]
fn a_single_row_of_a_class_is_split_so_that_it_trains() {
    let data = read(&text("one_positive"));
    let mut lab = lab(data, PenaltyKind::L1, 1.0);
    let data = &lab.params().data;
    assert_ne!(data.random_state(), 42);
    let note = data.split_note().unwrap();
    assert!(note.contains("42 leaves rows of one class"), "{note}");
    let mut params = lab.params().clone();
    let chosen = params.data.random_state();
    params.data.set("random_state", 42.0).unwrap();
    let error = lab.set(params).unwrap_err().to_string();
    assert!(
        error.starts_with("all 42 training rows are of class \"fraud = 0\"; random_state")
            && error.ends_with("has rows of both"),
        "{error}"
    );
    assert_eq!(lab.params().data.random_state(), chosen, "the last state stays");
    lab.set_required(RequiredComputations { folds: true, ..RequiredComputations::NONE });
    while lab.refine() {}
    assert_eq!(lab.snapshot().why_no_folds, Some(WhyNoFolds::TooFewRows));
}

#[test]
fn ten_rows_have_fewer_folds() {
    let lab = with_folds(read(&text("ten_rows")));
    assert_eq!(lab.path_and_folds().n_folds(), 7);
    assert_eq!((lab.snapshot().why_no_folds, lab.snapshot().errors.folds), (None, None));
    let said = note(&lab, "cross-validation");
    assert!(said.contains("7 folds, one a row: there are only 7 training rows."), "{said}");
}

/// Horsepower of 32 cars, `mtcars` of R: the coefficients that `lm(hp ~ mpg + wt + drat)` prints.
#[test]
fn least_squares_of_mtcars_are_those_of_r() {
    let data = read_with(&text("mtcars"), &target("hp"));
    assert_eq!((data.n_samples(), names(&data)), (32, vec!["mpg", "wt", "drat"]));
    let point = optimum(&data, 0.0);
    let found = [point.intercept, point.coef[0], point.coef[1], point.coef[2]];
    for (found, expected) in found.into_iter().zip([270.869, -9.860, 1.087, 19.576]) {
        assert!((found - expected).abs() < 5e-4, "{found} is not {expected}");
    }
}

#[test]
fn a_column_that_separates_a_group_has_no_finite_weight() {
    let mut lab = lab(read(&text("all_treated_recover")), PenaltyKind::None, 0.0);
    lab.step(2_000);
    assert_ne!(lab.trainer().status(), Status::Converged);
    while lab.refine() {}
    let why = lab.why_no_optimum().unwrap();
    assert!(
        why.contains("every row with the larger value of “dose_given” is of class \"recovered = 1\""),
        "{why}"
    );
    assert!(lab.snapshot().optimum.is_none());
    assert!(lab.converge().is_err());
}

#[test]
fn equal_columns_have_the_same_optimum_on_every_route() {
    let data = read(&text("duplicate_column"));
    let at = |lab: &mut Lab| {
        while lab.refine() {}
        let optimum = lab.snapshot().optimum.unwrap();
        assert!(!optimum.is_unique);
        optimum.point.coef.clone()
    };
    let mut opened = lab(data.clone(), PenaltyKind::L1, 0.5);
    let mut dragged = lab(data, PenaltyKind::L1, 0.1);
    at(&mut dragged);
    for lambda in [0.2, 0.35, 0.5] {
        let mut params = dragged.params().clone();
        params.trainer.lambda = lambda;
        dragged.set(params).unwrap();
    }
    let (opened_at, dragged_at) = (at(&mut opened), at(&mut dragged));
    // The least norm: equal columns share their weight, and the other weight is 0 or not on both routes.
    assert!((opened_at[0] - opened_at[1]).abs() < 1e-9 && opened_at[0] > 0.3, "{opened_at:?}");
    for (a, b) in opened_at.iter().zip(&dragged_at) {
        assert!((a - b).abs() < 1e-9 && (*a == 0.0) == (*b == 0.0), "{opened_at:?}, {dragged_at:?}");
    }
    // The run from 0 ends where the dots are.
    opened.step(100_000);
    for (run, dot) in opened.trainer().point().coef.iter().zip(&opened_at) {
        assert!((run - dot).abs() < 1e-4, "{:?}, {opened_at:?}", opened.trainer().point().coef);
    }
}

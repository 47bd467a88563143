//! Exported tables contain the numbers of the lab.

use std::rc::Rc;

use regularization_lab::data::{Dataset, Task};
use regularization_lab::lab::{CsvTable, DataParams, Lab, Params, Preset, RequiredComputations, script};
use regularization_lab::model::{PenaltyKind, Scoring};

/// A lab after the first thinning of its history, at an iteration that the history does not store.
fn lab() -> Lab {
    let mut lab = Lab::new(Params::of(Preset::Easy, None).unwrap()).unwrap();
    lab.set_required(RequiredComputations {
        comparison: true,
        folds: true,
        path: true,
        ..RequiredComputations::default()
    });
    lab.step(601);
    while lab.refine() {}
    lab
}

fn written(lab: &mut Lab, table: CsvTable) -> String {
    table.write(lab)
}

/// Header and rows; none of these tables has a cell that needs quotes.
fn read(text: &str) -> (Vec<&str>, Vec<Vec<&str>>) {
    assert!(text.ends_with("\r\n"), "{text:?}");
    let mut rows = text.trim_end().split("\r\n").map(|line| line.split(',').collect::<Vec<_>>());
    let header = rows.next().unwrap();
    let rows: Vec<_> = rows.collect();
    assert!(rows.iter().all(|row| row.len() == header.len()), "{text}");
    (header, rows)
}

fn number(cell: &str) -> f64 {
    cell.parse().unwrap()
}

#[test]
fn trajectories_have_a_row_for_every_stored_moment_and_the_current_iteration() {
    let mut lab = lab();
    let text = written(&mut lab, CsvTable::Trajectories);
    let (header, rows) = read(&text);
    assert_eq!(header, ["iteration", "x0", "x1", "x2", "x3", "x4"]);
    let snapshot = lab.snapshot();
    assert_eq!(rows.len(), snapshot.history.len() + 1);
    for (k, row) in rows.iter().take(snapshot.history.len()).enumerate() {
        assert_eq!(number(row[0]) as usize, snapshot.history.iterations()[k]);
        assert_eq!(row[1..].iter().map(|cell| number(cell)).collect::<Vec<_>>(), snapshot.history.coef(k));
    }
    let last = rows.last().unwrap();
    assert_eq!(last[0], "601");
    assert_eq!(last[1..].iter().map(|cell| number(cell)).collect::<Vec<_>>(), snapshot.point.coef);
}

#[test]
fn every_row_of_the_ledger_adds_up_and_every_row_of_counts_has_all_weights() {
    let mut lab = lab();
    let text = written(&mut lab, CsvTable::ObjectiveTerms);
    let (header, rows) = read(&text);
    assert_eq!(header, ["iteration", "loss", "l1", "l2", "objective", "test_loss"]);
    for row in &rows {
        let parts: f64 = row[1..4].iter().map(|cell| number(cell)).sum();
        assert!((parts - number(row[4])).abs() < 1e-15 && number(row[5]) > 0.0, "{row:?}");
    }
    assert_eq!(number(rows.last().unwrap()[4]), lab.snapshot().terms.objective());
    let text = written(&mut lab, CsvTable::Sparsity);
    let (_, counts) = read(&text);
    assert_eq!(counts.len(), rows.len());
    assert!(counts.iter().all(|row| row[1..].iter().map(|cell| number(cell)).sum::<f64>() == 5.0));
}

#[test]
fn coefficients_have_columns_for_role_optimum_and_the_other_penalties() {
    let mut lab = lab();
    let text = written(&mut lab, CsvTable::Coefficients);
    let (header, rows) = read(&text);
    let penalties = PenaltyKind::ALL.map(PenaltyKind::name);
    assert_eq!(header, [&["feature", "truth", "coef", "optimum"], &penalties[..]].concat());
    assert_eq!(rows.len(), 6);
    assert_eq!(rows.iter().filter(|row| row[1] == "informative").count(), 3);
    // The run is under L1, so that column equals the current weights.
    assert!(rows.iter().all(|row| (number(row[2]) - number(row[7])).abs() < 1e-12));
    assert_eq!((rows[5][0], number(rows[5][2])), ("(intercept)", lab.snapshot().point.intercept));
}

#[test]
fn the_path_and_the_folds_have_a_row_for_every_lambda() {
    let mut lab = lab();
    let text = written(&mut lab, CsvTable::Path);
    let (header, rows) = read(&text);
    assert_eq!((header.len(), rows.len(), header[3]), (4 + 5 + 1, 61, "deviance_explained"));
    for row in &rows {
        let alive = row[4..9].iter().filter(|cell| number(cell) != 0.0).count();
        assert!(alive == number(row[1]) as usize && number(row[2]) <= 1e-9, "{row:?}");
    }
    let text = written(&mut lab, CsvTable::CrossValidation);
    let (header, rows) = read(&text);
    assert_eq!((header.len(), rows.len(), header[15]), (16, 61, "fold_10"));
    for row in &rows {
        let mean: f64 = row[6..].iter().map(|cell| number(cell)).sum::<f64>() / 10.0;
        assert!((mean - number(row[2])).abs() < 1e-12 && row[1] == "neg_log_loss", "{row:?}");
    }
}

#[test]
fn the_surface_has_a_row_for_every_pair_and_both_tables_have_the_score() {
    let mut lab = Lab::new(Params::of(Preset::TwoFeatures, None).unwrap()).unwrap();
    lab.set_required(RequiredComputations { sweep: true, ..RequiredComputations::default() });
    assert!(!CsvTable::Surface.is_known(&lab.snapshot()));
    while lab.refine() {}
    lab.set_scoring(Scoring::Auc).unwrap();
    let text = written(&mut lab, CsvTable::Surface);
    assert_eq!(text.lines().count(), 1 + 11 * 31);
    let best = lab.snapshot().validation_surface.unwrap().best.unwrap();
    let row = format!("{},{},roc_auc,{}", best.l1_ratio, best.lambda, best.score);
    assert!(text.lines().any(|line| line == row), "{row}");
    assert!(written(&mut lab, CsvTable::CrossValidation).lines().nth(1).unwrap().contains("roc_auc"));
}

#[test]
fn the_comparison_has_a_row_for_every_penalty() {
    let mut lab = lab();
    let text = written(&mut lab, CsvTable::Comparison);
    let (header, rows) = read(&text);
    assert_eq!(header[..3], ["penalty", "iteration", "objective"]);
    assert_eq!(rows.iter().map(|row| row[0]).collect::<Vec<_>>(), PenaltyKind::ALL.map(PenaltyKind::name));
    assert!((number(rows[3][2]) - lab.scores().objective).abs() < 1e-12);
}

#[test]
fn a_table_without_data_has_only_a_header_and_a_message() {
    let mut lab = Lab::new(Params::default()).unwrap();
    for table in [CsvTable::Path, CsvTable::CrossValidation, CsvTable::Comparison] {
        assert!(!table.is_known(&lab.snapshot()));
        assert_eq!(written(&mut lab, table).lines().count(), 1);
    }
    assert!(CsvTable::ALL.iter().filter(|table| table.is_known(&lab.snapshot())).count() == 6);
}

#[test]
fn scores_and_parameters_describe_the_run() {
    let mut lab = lab();
    let scores = lab.scores();
    let text = written(&mut lab, CsvTable::Scores);
    let (header, rows) = read(&text);
    assert_eq!(header, ["metric", "value"]);
    let of = |name: &str| number(rows.iter().find(|row| row[0] == name).unwrap()[1]);
    assert_eq!((of("iteration"), of("objective"), of("norm2")), (601.0, scores.objective, scores.norm2));
    assert_eq!(Some(of("test_accuracy")), scores.test_accuracy);
    let text = written(&mut lab, CsvTable::Parameters);
    let (_, rows) = read(&text);
    for expected in [["data", "easy"], ["penalty", "l1"], ["lambda", "1"], ["learning_rate", "0.05"]] {
        assert!(rows.iter().any(|row| row[..] == expected), "{expected:?} is not among {rows:?}");
    }
}

#[test]
fn tables_of_samples_and_calibration_have_the_numbers_of_their_panels() {
    let mut lab = lab();
    lab.set_required(RequiredComputations {
        comparison: true,
        resampling: true,
        ..RequiredComputations::default()
    });
    while lab.refine() {}
    let text = written(&mut lab, CsvTable::BiasVariance);
    let (header, rows) = read(&text);
    assert_eq!(header, ["lambda", "samples", "bias", "variance", "error"]);
    let best = lab.snapshot().bootstraps.and_then(|repeats| repeats.best()).map(|at| (at.lambda, at.error));
    let least =
        rows.iter().map(|row| (number(row[0]), number(row[4]))).reduce(|a, b| if b.1 < a.1 { b } else { a });
    assert_eq!(least, best);
    assert!(
        rows.iter()
            .all(|row| (number(row[2]) + number(row[3]) - number(row[4])).abs() < 1e-12 && row[1] == "300")
    );
    let text = written(&mut lab, CsvTable::Stability);
    let (header, rows) = read(&text);
    assert_eq!(header, ["lambda", "samples", "stable", "x0", "x1", "x2", "x3", "x4"]);
    for row in &rows {
        let stable = row[3..].iter().filter(|share| number(share) > 0.8 - 1e-9).count();
        assert_eq!((row[1], number(row[2]) as usize), ("60", stable));
    }
    let text = written(&mut lab, CsvTable::Calibration);
    let (header, rows) = read(&text);
    assert_eq!(header, ["model", "rows", "mean_predicted", "fraction_positive"]);
    let test = lab.snapshot().test.map_or(0, regularization_lab::data::Dataset::n_samples);
    for model in ["coef", "none", "l2", "elasticnet", "l1"] {
        let bins: Vec<_> = rows.iter().filter(|row| row[0] == model).collect();
        assert_eq!(bins.iter().map(|row| number(row[1]) as usize).sum::<usize>(), test, "{model}");
        assert!(bins.windows(2).all(|pair| number(pair[0][2]) < number(pair[1][2])), "{model}");
    }
    assert_eq!(lab.snapshot().penalty, PenaltyKind::L1);
}

#[test]
fn the_optimum_says_how_many_weights_it_keeps_once_it_is_found() {
    let mut lab = lab();
    let kept = lab.snapshot().optimum.map(|optimum| optimum.point.coef.iter().filter(|&&w| w != 0.0).count());
    assert!(kept.is_some() && lab.kept_at_optimum() == kept);
    let mut params = lab.params().clone();
    params.trainer.lambda = 1000.0;
    lab.set(params.clone()).unwrap();
    assert_eq!(lab.kept_at_optimum(), None, "it is not known yet");
    while lab.refine() {}
    assert_eq!(lab.kept_at_optimum(), Some(0));
}

/// Names of features that a spreadsheet, a script or a document would take for something else.
const HOSTILE: [&str; 6] = [
    "=cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "a\"\"\"\nimport os\\",
    "</script><svg onload=alert(1)>",
    "user\u{202e}txt.exe",
];

/// A lab whose features have these names.
fn lab_with_names(names: &[&str]) -> Lab {
    let (n, p) = (40, names.len());
    let x = (0..n * p).map(|k| f64::from((7 * k as u32 + 3) % 11)).collect();
    let y = (0..n).map(|i| f64::from(i as u32 % 2)).collect();
    let names = names.iter().map(|&name| name.to_owned()).collect();
    let table = Dataset::new(x, y, p, Task::Classification).unwrap().with_feature_names(names).unwrap();
    let mut params = Params::of(Preset::Easy, None).unwrap();
    params.choose(DataParams::of(Preset::Own, Some(Rc::new(table))).unwrap());
    Lab::new(params).unwrap()
}

#[test]
fn no_exported_cell_is_a_formula_and_negative_numbers_stay_numbers() {
    let mut lab = lab_with_names(&HOSTILE);
    lab.step(3);
    let text = written(&mut lab, CsvTable::Coefficients);
    let mut n_negative = 0;
    let is_number = |cell: &str| cell.parse::<f64>().is_ok();
    for line in text.lines() {
        for cell in line.split(',').map(|cell| cell.trim_start_matches('"')) {
            n_negative += usize::from(cell.starts_with('-') && is_number(cell));
            assert!(!cell.starts_with(['=', '+', '-', '@']) || is_number(cell), "{cell} in {line}");
        }
    }
    assert!(n_negative > 0 && text.contains("\n'=cmd|"), "{text}");
}

#[test]
fn no_name_ends_its_string_in_the_script() {
    let lab = lab_with_names(&HOSTILE);
    let text = script(&lab);
    assert!(text.contains(r#""a\"\"\" import os\\""#), "{text}");
    assert!(!text.contains("\nimport os\n") || text.matches("import os").count() == 1, "{text}");
    assert!(!text.contains('\u{202e}'));
}

//! Options of a lab's model and data: all rows train, no intercept, penalty factors, and weights in original units.

use std::rc::Rc;

use regularization_lab::data::{Dataset, Task};
use regularization_lab::lab::{CsvTable, Lab, Params, Preset, script};
use regularization_lab::model::PenaltyKind;

/// A table of one's own with these features, unscaled, in which all rows train.
fn all_rows(x: Vec<f64>, y: Vec<f64>, n_features: usize) -> Params {
    let table = Dataset::new(x, y, n_features, Task::Regression).unwrap();
    let mut params = Params::of(Preset::Own, Some(Rc::new(table))).unwrap();
    params.data.set("test_size", 0.0).unwrap();
    params.data.standardize = false;
    params
}

/// x = 1 … 5, y = 2x.
fn line() -> Params {
    all_rows(vec![1.0, 2.0, 3.0, 4.0, 5.0], vec![2.0, 4.0, 6.0, 8.0, 10.0], 1)
}

/// The exact optimum of a lab.
fn optimum(params: Params) -> (Vec<f64>, f64) {
    let mut lab = Lab::new(params).unwrap();
    lab.converge().unwrap();
    let point = lab.snapshot().point.clone();
    (point.coef, point.intercept)
}

#[test]
fn lasso_on_all_rows_of_a_line_has_slope_and_intercept_one_and_a_half() {
    let mut params = line();
    (params.trainer.penalty, params.trainer.lambda) = (PenaltyKind::L1, 5.0);
    let (coef, intercept) = optimum(params);
    assert!((coef[0] - 1.5).abs() < 1e-9 && (intercept - 1.5).abs() < 1e-9, "{coef:?} {intercept}");
}

#[test]
fn without_test_rows_no_score_table_and_script_has_test_values() {
    for preset in [Preset::Easy, Preset::Regression] {
        let mut params = Params::of(preset, None).unwrap();
        let n = params.data.make().unwrap();
        let all = n.train.n_samples() + n.test.unwrap().n_samples();
        params.data.set("test_size", 0.0).unwrap();
        let mut lab = Lab::new(params).unwrap();
        lab.step(10);
        assert_eq!((lab.trainer().train().n_samples(), lab.trainer().test()), (all, None));
        assert!(lab.scores().named().all(|(name, _)| !name.starts_with("test")));
        for table in [CsvTable::ObjectiveTerms, CsvTable::Scores] {
            assert!(!table.write(&mut lab).contains("test"), "{}", table.name());
        }
        assert!(!script(&lab).contains("test"));
    }
}

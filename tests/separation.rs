//! Classes that can be separated: a logistic loss without a penalty then has no minimum.

use regularization_lab::data::{Dataset, MakeClassification, Task};
use regularization_lab::lab::{Optimizer, Trainer, TrainerParams};
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
use regularization_lab::solve::{LambdaGrid, Path, Status, is_separable, solve};
use serde_json::Value;
use std::rc::Rc;

struct Design {
    data: Dataset,
    factors: Vec<f64>,
    fit_intercept: bool,
    is_separable: bool,
}

impl Design {
    fn of(value: &Value) -> Self {
        let rows = value["x"].as_array().unwrap();
        let x = rows.iter().flat_map(|row| row.as_array().unwrap()).map(|x| x.as_f64().unwrap()).collect();
        let digits = |name: &str| {
            value[name].as_str().unwrap().bytes().map(|digit| f64::from(digit - b'0')).collect::<Vec<f64>>()
        };
        let n_features = rows[0].as_array().unwrap().len();
        Self {
            data: Dataset::new(x, digits("y"), n_features, Task::Classification).unwrap(),
            factors: digits("free").into_iter().map(|free| 1.0 - free).collect(),
            fit_intercept: value["fit_intercept"].as_bool().unwrap(),
            is_separable: value["separable"].as_bool().unwrap(),
        }
    }

    /// Weights with penalty factor 0 are free at any λ.
    fn problem(&self) -> Problem<'_> {
        let penalty = Penalty::new(PenaltyKind::L2, 1.0, 0.5, self.data.n_samples()).unwrap();
        Problem {
            penalty_factor: Some(&self.factors),
            fit_intercept: self.fit_intercept,
            ..Problem::new(&self.data, Loss::Logistic, penalty).unwrap()
        }
    }
}

fn designs() -> Vec<Design> {
    let text =
        std::fs::read_to_string(format!("{}/tests/fixtures/separation.json", env!("CARGO_MANIFEST_DIR")));
    serde_json::from_str::<Vec<Value>>(&text.unwrap()).unwrap().iter().map(Design::of).collect()
}

#[test]
fn exactly_the_designs_that_linear_programming_separates_have_no_optimum() {
    let designs = designs();
    assert_eq!(designs.iter().filter(|design| design.is_separable).count(), 161);
    for (k, design) in designs.iter().enumerate() {
        let (problem, p) = (design.problem(), design.data.n_features());
        assert_eq!(is_separable(&problem), design.is_separable, "design {k}");
        match solve(&problem, Point::zeros(p), 1e-9) {
            Ok(solution) => {
                assert!(!design.is_separable, "design {k}: {solution:?}");
                assert!(solution.kkt_residual <= 1e-9, "design {k}: {solution:?}");
            }
            Err(error) => {
                assert!(
                    design.is_separable && error.to_string().contains("no optimum"),
                    "design {k}: {error}"
                );
            }
        }
    }
}

/// The answer depends neither on the units of a column nor on its zero, where an intercept makes up for it, nor on the tolerance.
#[test]
fn units_shifts_and_tolerances_do_not_change_the_answer() {
    for (k, design) in designs().iter().enumerate().step_by(7) {
        let p = design.data.n_features();
        let shift = if design.fit_intercept { 1000.0 } else { 0.0 };
        let factor = |j: usize| [1e-9, 1.0, 1e9][j % 3];
        let x =
            design.data.x().iter().enumerate().map(|(index, x)| factor(index % p) * (x + shift)).collect();
        let data = Dataset::new(x, design.data.y().to_vec(), p, Task::Classification).unwrap();
        let moved = Problem { data: &data, ..design.problem() };
        assert_eq!(is_separable(&moved), design.is_separable, "design {k}");
        for tolerance in [1e-2, 1e-6] {
            let found = solve(&design.problem(), Point::zeros(p), tolerance);
            assert_eq!(found.is_err(), design.is_separable, "design {k}, tolerance {tolerance}");
        }
    }
}

fn all_treated_recover() -> Dataset {
    let dose = [1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
    let score = [-0.5, 2.4, -0.9, 0.2, 1.1, -1.4, 0.3, 0.8, -0.2, 1.9, 0.5, -0.7];
    let y = vec![1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0.0, 1.0];
    let x = dose.iter().zip(score).flat_map(|(&dose, score)| [dose, score]).collect();
    let data = Dataset::new(x, y, 2, Task::Classification).unwrap();
    data.with_feature_names(vec!["dose".to_owned(), "score".to_owned()]).unwrap()
}

#[test]
fn a_class_without_exceptions_in_one_group_is_named() {
    let data = all_treated_recover();
    let problem = Problem::new(&data, Loss::Logistic, Penalty::default()).unwrap();
    let sentence = |problem: &Problem<'_>| solve(problem, Point::zeros(2), 1e-9).unwrap_err().to_string();
    assert!(
        sentence(&problem).contains("every row with the larger value of “dose” is of class 1"),
        "{}",
        sentence(&problem)
    );
    // Seen from the other class it is the smaller value of 1 − dose.
    let x = data.x().chunks_exact(2).flat_map(|row| [1.0 - row[0], row[1]]).collect();
    let y = data.y().iter().map(|y| 1.0 - y).collect();
    let swapped = Dataset::new(x, y, 2, Task::Classification).unwrap();
    let swapped = Problem { data: &swapped, ..problem };
    assert!(
        sentence(&swapped).contains("every row with the smaller value of “x0” is of class 0"),
        "{}",
        sentence(&swapped)
    );
    // A penalty on the other weight alone does not help, one on this does.
    let penalty = Penalty::new(PenaltyKind::L1, 1.0, 1.0, 12).unwrap();
    let free = Problem { penalty_factor: Some(&[0.0, 1.0]), penalty, ..problem };
    assert!(sentence(&free).contains("all penalty factors above 0"), "{}", sentence(&free));
    let bounded = Problem { penalty_factor: Some(&[1.0, 0.0]), penalty, ..problem };
    assert!(solve(&bounded, Point::zeros(2), 1e-9).is_ok());
    assert!(solve(&Problem { label_smoothing: 0.1, ..problem }, Point::zeros(2), 1e-9).is_ok());
    // Without an intercept a positive dose no longer tells the classes apart from 0: the rows of dose 0 are undecided.
    assert!(sentence(&Problem { fit_intercept: false, ..problem }).contains("“dose” alone"));
}

/// A warm start from huge weights has a small gradient, and so have gradient methods with a large tolerance.
#[test]
fn a_vanishing_gradient_is_not_taken_for_an_optimum() {
    let data = Rc::new(all_treated_recover());
    let problem = Problem::new(&data, Loss::Logistic, Penalty::default()).unwrap();
    let coef = solve(
        &Problem { penalty: Penalty::new(PenaltyKind::L2, 1e-9, 0.5, 12).unwrap(), ..problem },
        Point::zeros(2),
        1e-9,
    );
    assert!(solve(&problem, coef.unwrap().point, 1e-3).is_err());
    let params = TrainerParams {
        penalty: PenaltyKind::None,
        tolerance: Some(1e-2),
        learning_rate: 1.0,
        ..Default::default()
    };
    for optimizer in Optimizer::ALL {
        let mut trainer =
            Trainer::new(Rc::clone(&data), None, TrainerParams { optimizer, ..params.clone() }).unwrap();
        trainer.step(20_000);
        assert_eq!(trainer.status(), Status::NoOptimum, "{optimizer:?}");
        assert!(trainer.message().contains("dose"), "{}", trainer.message());
    }
}

/// One row in 2,000 is on the wrong side by little: large weights, but an optimum.
#[test]
fn nearly_separable_classes_have_an_optimum() {
    for gap in [1e-2, 1e-4, 1e-6] {
        let x: Vec<f64> = (0..40).map(|i| f64::from(i) / 40.0).chain([0.5 - gap]).collect();
        let y: Vec<f64> = (0..40).map(|i| f64::from(u8::from(i >= 20))).collect();
        let overlapping =
            Dataset::new(x.clone(), [&y[..], &[1.0]].concat(), 1, Task::Classification).unwrap();
        let problem = |data| Problem::new(data, Loss::Logistic, Penalty::default()).unwrap();
        assert!(is_separable(&problem(&overlapping)), "x = 0.5 − {gap} is above all of class 0");
        let x: Vec<f64> = x[..40].iter().copied().chain([19.0 / 40.0 - gap]).collect();
        let overlapping = Dataset::new(x, [&y[..], &[1.0]].concat(), 1, Task::Classification).unwrap();
        let solution = solve(&problem(&overlapping), Point::zeros(1), 1e-9).unwrap();
        assert!(solution.kkt_residual <= 1e-9 && solution.point.coef[0] > 50.0, "{gap}: {solution:?}");
    }
}

#[test]
fn large_tables_are_judged_too() {
    for (n_samples, n_features, class_sep, expected) in
        [(350, 100, 2.0, true), (2_000, 20, 1.0, false), (2_000, 20, 30.0, true), (60, 300, 0.1, true)]
    {
        let flip_y = if expected { 0.0 } else { 0.05 };
        let data = MakeClassification {
            n_samples,
            n_features,
            class_sep,
            flip_y,
            n_clusters_per_class: 1,
            ..Default::default()
        }
        .generate()
        .unwrap();
        let problem = Problem::new(&data, Loss::Logistic, Penalty::default()).unwrap();
        assert_eq!(is_separable(&problem), expected, "{n_samples} × {n_features}");
        assert_eq!(
            solve(&problem, Point::zeros(n_features), 1e-9).is_err(),
            expected,
            "{n_samples} × {n_features}"
        );
    }
}

#[test]
fn a_path_to_lambda_0_says_which_feature_separates() {
    let data = all_treated_recover();
    let problem = Problem::new(&data, Loss::Logistic, Penalty::default()).unwrap();
    let grid = LambdaGrid { lambdas: Some(vec![1.0, 0.1, 0.0]), ..Default::default() };
    let mut path = Path::new(&problem, PenaltyKind::L1, 1.0, &grid, None).unwrap();
    let error = path.finish(&problem).unwrap_err().to_string();
    assert!(error.contains("“dose”"), "{error}");
    assert_eq!(path.points().len(), 2);
}

/// Neither a weight nor an intercept is free: the optimum is 0.
#[test]
fn a_model_without_free_parameters_has_an_optimum() {
    let data = all_treated_recover();
    let problem = Problem::new(&data, Loss::Logistic, Penalty::default()).unwrap();
    let held = Problem { fit_intercept: false, penalty_factor: Some(&[f64::INFINITY; 2]), ..problem };
    assert!(!is_separable(&held));
    assert_eq!(solve(&held, Point::zeros(2), 1e-9).unwrap().point, Point::zeros(2));
}

//! Models without an intercept and with penalty factors, beside scikit-learn, statsmodels and glmnet.

use regularization_lab::data::{Dataset, Task};
use regularization_lab::lab::{Comparison, Optimizer, Trainer, TrainerParams};
use regularization_lab::model::{Loss, ModelOptions, Penalty, PenaltyKind, Point, Problem};
use regularization_lab::solve::{LambdaGrid, Path, lambda_max, solve};
use serde_json::Value;
use std::rc::Rc;

use crate::fixture::{assert_close, list, load, members, number, numbers};

const FILES: [&str; 2] = ["intercept", "penalty_factor"];

fn dataset(fixture: &Value, case: &Value) -> Dataset {
    let data = &fixture["data"][case["data"].as_str().unwrap()];
    let rows = list(&data["X"]);
    let x = rows.iter().flat_map(numbers).collect();
    let task = if data["task"] == "regression" { Task::Regression } else { Task::Classification };
    Dataset::new(x, numbers(&data["y"]), numbers(&rows[0]).len(), task).unwrap()
}

/// A number, or the text "Infinity".
fn factor(value: &Value) -> f64 {
    if value == "Infinity" { f64::INFINITY } else { number(value) }
}

fn options(case: &Value) -> ModelOptions {
    ModelOptions {
        fit_intercept: case["fit_intercept"].as_bool().unwrap_or(true),
        penalty_factor: case["penalty_factor"].as_array().map(|factors| factors.iter().map(factor).collect()),
    }
}

fn loss(case: &Value) -> Loss {
    Loss::from_name(case["loss"].as_str().unwrap()).unwrap()
}

#[test]
fn optima_are_those_of_the_reference_from_any_start() {
    for file in FILES {
        let fixture = load(file);
        for (k, case) in list(&fixture["cases"]).iter().enumerate() {
            let data = dataset(&fixture, case);
            let penalty = Penalty::new(
                PenaltyKind::ElasticNet,
                number(&case["lam"]),
                number(&case["l1_ratio"]),
                data.n_samples(),
            );
            let options = options(case);
            options.check(&data).unwrap();
            let problem = options.of(Problem::new(&data, loss(case), penalty.unwrap()).unwrap());
            let p = data.n_features();
            let far = Point { coef: (0..p).map(|j| 0.3 * (j as f64 - 2.0)).collect(), intercept: -1.0 };
            for start in [Point::zeros(p), far] {
                let optimum = solve(&problem, start.clone(), 1e-13)
                    .unwrap_or_else(|error| panic!("{file} {k} {} {} {error}", case["data"], start.norm1()));
                let name = format!("{file} {k}");
                let near = 1e-7 + 3e-9 * number(&case["per_kkt"]);
                assert_close(&optimum.point.coef, &numbers(&case["w"]), near, &name);
                assert_close(&[optimum.point.intercept], &[number(&case["b"])], near, &name);
                assert_close(&[optimum.objective], &[number(&case["objective"])], 1e-9, &name);
                for (found, expected) in optimum.point.coef.iter().zip(numbers(&case["w"])) {
                    assert_eq!(*found == 0.0, expected == 0.0, "{name}: support");
                }
                if !options.fit_intercept {
                    assert_eq!(optimum.point.intercept, 0.0, "{name}");
                }
            }
        }
    }
}

#[test]
fn lambda_max_fits_the_free_weights_first() {
    for file in FILES {
        let fixture = load(file);
        for case in list(&fixture["lambda_max"]) {
            let data = dataset(&fixture, case);
            let mut options = options(case);
            if file == "intercept" {
                options.fit_intercept = false;
            }
            let problem = options.of(Problem::new(&data, loss(case), Penalty::default()).unwrap());
            let (value, l1_ratio) = (number(&case["value"]), number(&case["l1_ratio"]));
            assert_close(&[lambda_max(&problem, l1_ratio).unwrap() / value], &[1.0], 1e-7, file);
            // The path starts there: at its first λ every penalized weight is 0.
            let path = Path::new(&problem, PenaltyKind::ElasticNet, l1_ratio, &LambdaGrid::default(), None);
            let mut path = path.unwrap();
            path.finish(&problem).unwrap();
            let penalized = |&j: &usize| problem.factor_of(j) > 0.0;
            let first = &path.points()[0].point.coef;
            assert!((0..first.len()).filter(penalized).all(|j| first[j] == 0.0), "{file}");
            let last = path.points().last().unwrap();
            assert!(last.kkt_residual <= path.tolerance());
            assert!((0..first.len()).filter(|&j| problem.is_held(j)).all(|j| last.point.coef[j] == 0.0));
        }
    }
}

#[test]
fn adaptive_lasso_takes_its_factors_from_a_ridge() {
    let fixture = load("penalty_factor");
    for case in list(&fixture["adaptive"]) {
        let data = dataset(&fixture, case);
        let n = data.n_samples();
        let problem = |kind, lam: &Value| {
            Problem::new(&data, loss(case), Penalty::new(kind, number(lam), 0.5, n).unwrap()).unwrap()
        };
        let start = || Point::zeros(data.n_features());
        let ridge = solve(&problem(PenaltyKind::L2, &case["ridge_lam"]), start(), 1e-13).unwrap();
        assert_close(&ridge.point.coef, &numbers(&case["ridge_w"]), 1e-7, "ridge");
        let factors = ridge.point.coef.iter().map(|w| 1.0 / w.abs()).collect();
        let options = ModelOptions { penalty_factor: Some(factors), ..ModelOptions::default() };
        let lasso = solve(&options.of(problem(PenaltyKind::L1, &case["lam"])), start(), 1e-13).unwrap();
        let near = 1e-7 + 3e-9 * number(&case["per_kkt"]);
        assert_close(&lasso.point.coef, &numbers(&case["w"]), near, "adaptive lasso");
    }
}

#[test]
fn gradient_descent_holds_and_frees_weights_as_the_reference_does() {
    for file in FILES {
        let fixture = load(file);
        let case = &fixture["gradient_descent"];
        let data = Rc::new(dataset(&fixture, case));
        let mut model = options(case);
        if file == "intercept" {
            model.fit_intercept = false;
        }
        for (name, run) in members(&case["runs"]) {
            let mut trainer = Trainer::new(
                Rc::clone(&data),
                None,
                TrainerParams {
                    penalty: PenaltyKind::from_name(name).unwrap(),
                    lambda: number(&case["lam"]),
                    l1_ratio: number(&case["l1_ratio"]),
                    learning_rate: number(&case["learning_rate"]),
                    optimizer: Optimizer::GradientDescent,
                    model: model.clone(),
                    ..TrainerParams::default()
                },
            )
            .unwrap();
            let mut steps: Vec<(usize, &Value)> =
                members(run).map(|(n_iter, at)| (n_iter.parse().unwrap(), at)).collect();
            steps.sort_by_key(|(n_iter, _)| *n_iter);
            for (n_iter, at) in steps {
                trainer.step(n_iter - trainer.n_iter());
                assert_close(
                    &trainer.point().coef,
                    &numbers(&at["w"]),
                    1e-10,
                    &format!("{file} {name} {n_iter}"),
                );
                assert_close(&[trainer.point().intercept], &[number(&at["b"])], 1e-10, name);
            }
        }
    }
}

#[test]
fn every_optimizer_keeps_held_weights_and_the_intercept_at_0_from_any_start() {
    let fixture = load("penalty_factor");
    let case = &list(&fixture["cases"])[0];
    let data = Rc::new(dataset(&fixture, case));
    let mut factors = vec![1.0; data.n_features()];
    (factors[0], factors[3]) = (f64::INFINITY, 0.0);
    let model = ModelOptions { fit_intercept: false, penalty_factor: Some(factors) };
    let initial = Point { coef: vec![0.1; data.n_features()], intercept: 0.2 };
    for optimizer in Optimizer::ALL {
        for penalty in PenaltyKind::ALL {
            let params = TrainerParams {
                penalty,
                optimizer,
                lambda: 1.0,
                model: model.clone(),
                initial: Some(initial.clone()),
                ..TrainerParams::default()
            };
            let mut trainer = Trainer::new(Rc::clone(&data), None, params.clone()).unwrap();
            let mut comparison = Comparison::new(Rc::clone(&data), None, params.clone()).unwrap();
            for _ in 0..20 {
                trainer.step(1);
                comparison.step(1);
                for point in [trainer.point(), comparison.point(penalty)] {
                    assert_eq!((point.coef[0], point.intercept), (0.0, 0.0), "{optimizer:?} {penalty:?}");
                }
            }
            assert!(trainer.point().coef[3] != 0.0);
            // A factor that is set later takes its weight along.
            trainer.set(TrainerParams { model: ModelOptions::default(), ..params.clone() }).unwrap();
            trainer.step(5);
            assert!(trainer.point().intercept != 0.0);
            trainer.set(params).unwrap();
            assert_eq!((trainer.point().coef[0], trainer.point().intercept), (0.0, 0.0));
        }
    }
}

#[test]
fn factors_that_do_not_fit_the_features_are_refused() {
    let data = Dataset::new(vec![1.0, 2.0, 3.0, 4.0], vec![0.5, 1.0], 2, Task::Regression).unwrap();
    for (factors, sentence) in [
        (vec![1.0], "penalty_factor must be 2 numbers, one a feature; got 1 numbers"),
        (vec![1.0, -0.5], "penalty_factor must be between 0 and Infinity; got -0.5"),
        (vec![f64::NAN, 1.0], "penalty_factor must be between 0 and Infinity; got NaN"),
    ] {
        let options = ModelOptions { penalty_factor: Some(factors), ..ModelOptions::default() };
        assert_eq!(options.check(&data).unwrap_err().to_string(), sentence);
    }
}

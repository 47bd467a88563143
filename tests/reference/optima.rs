//! Exact optima: coefficients within 1e-7, supports exactly.

use regularization_lab::data::{Dataset, MakeCorrelated, MakeRegression, Task};
use regularization_lab::model::metrics::{accuracy, log_loss, r2, roc_auc};
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem, kernels, sigmoid};
use regularization_lab::solve::{LambdaGrid, Path, Solution, lambda_max, solve};
use serde_json::Value;

use crate::fixture::{assert_close, integer, list, load, members, number, numbers};
use crate::tables::{breast_cancer, diabetes, split, standardized, train_and_test};

fn optimum(train: &Dataset, loss: Loss, lambda: f64, l1_ratio: f64) -> Solution {
    let kind = if lambda == 0.0 { PenaltyKind::None } else { PenaltyKind::ElasticNet };
    let penalty = Penalty::new(kind, lambda, l1_ratio, train.n_samples()).unwrap();
    let problem = Problem::new(train, loss, penalty).unwrap();
    let solution = solve(&problem, Point::zeros(train.n_features()), 1e-9).unwrap();
    assert!(solution.kkt_residual <= 1e-9, "λ = {lambda}: KKT residual {:e}", solution.kkt_residual);
    solution
}

fn predict(data: &Dataset, point: &Point) -> Vec<f64> {
    let mut z = vec![0.0; data.n_samples()];
    kernels::forward(data.x(), &point.coef, point.intercept, &mut z);
    z
}

fn probabilities(data: &Dataset, point: &Point) -> Vec<f64> {
    predict(data, point).into_iter().map(sigmoid).collect()
}

#[track_caller]
fn check_point(actual: &Point, expected: &Value, what: &str) {
    let coef = numbers(&expected["w"]);
    assert_close(&actual.coef, &coef, 1e-7, what);
    assert_close(&[actual.intercept], &numbers(&expected["b"]), 1e-7, &format!("{what}: intercept"));
    let support = |coef: &[f64]| -> Vec<usize> { (0..coef.len()).filter(|&j| coef[j] != 0.0).collect() };
    assert_eq!(support(&actual.coef), support(&coef), "{what}: support");
}

#[test]
fn logistic_optima_are_exact() {
    for name in ["article", "easy", "small_inline", "stress"] {
        let fixture = load(&format!("exact_logistic_{name}"));
        let (train, test) = train_and_test(&fixture);
        for expected in list(&fixture["solutions"]) {
            let (lambda, l1_ratio) = (number(&expected["lam"]), number(&expected["l1_ratio"]));
            let what = format!("{name}, λ = {lambda}, l1_ratio = {l1_ratio}");
            let solution = optimum(&train, Loss::Logistic, lambda, l1_ratio);
            check_point(&solution.point, expected, &what);
            assert_close(&[solution.objective], &numbers(&expected["objective"]), 1e-12, &what);
            let (p_train, p_test) =
                (probabilities(&train, &solution.point), probabilities(&test, &solution.point));
            assert_eq!(accuracy(train.y(), &p_train).unwrap(), number(&expected["acc_train"]), "{what}");
            assert_eq!(accuracy(test.y(), &p_test).unwrap(), number(&expected["acc_test"]), "{what}");
            let auc = roc_auc(test.y(), &p_test).unwrap();
            assert_close(&[auc], &numbers(&expected["auc_test"]), 1e-12, &what);
            let loss = log_loss(test.y(), &p_test).unwrap();
            assert_close(&[loss], &numbers(&expected["log_loss_test"]), 1e-7, &what);
        }
    }
}

#[test]
fn unpenalized_optima_are_exact_where_they_exist() {
    for name in ["easy", "stress"] {
        let fixture = load(&format!("exact_logistic_{name}"));
        let (train, _) = train_and_test(&fixture);
        let solution = optimum(&train, Loss::Logistic, 0.0, 0.0);
        check_point(&solution.point, &fixture["unpenalised_mle"], name);
    }
    let (train, _) = train_and_test(&load("exact_logistic_article"));
    let problem = Problem::new(&train, Loss::Logistic, Penalty::default()).unwrap();
    let error = solve(&problem, Point::zeros(100), 1e-9).unwrap_err();
    assert!(error.to_string().contains("no optimum"), "{error}");
}

#[test]
fn the_articles_lasso_keeps_six_weights() {
    let (train, _) = train_and_test(&load("exact_logistic_article"));
    let solution = optimum(&train, Loss::Logistic, 1.0, 1.0);
    assert_eq!(solution.point.coef.iter().filter(|&&w| w == 0.0).count(), 94);
}

#[test]
fn last_weight_becomes_zero_at_lambda_max() {
    for name in ["article", "easy", "small_inline", "stress"] {
        let fixture = load(&format!("exact_logistic_{name}"));
        let (train, _) = train_and_test(&fixture);
        let problem = Problem::new(&train, Loss::Logistic, Penalty::default()).unwrap();
        let largest = lambda_max(&problem, 1.0).unwrap();
        assert_close(&[largest], &numbers(&fixture["lam_max_l1"]), 1e-10, name);
        let alive = |lambda| optimum(&train, Loss::Logistic, lambda, 1.0).point.norm1();
        assert_eq!(alive(largest), 0.0);
        assert!(alive(0.999 * largest) > 0.0);
    }
}

#[test]
fn diabetes_models_are_exact_over_all_alphas() {
    let fixture = load("linear_diabetes");
    let (train, test) = split(&diabetes(), 0.2);
    let n = train.n_samples() as f64;
    for (model, entries) in members(&fixture["models"]) {
        for expected in list(entries) {
            let alpha = number(&expected["alpha"]);
            let (lambda, l1_ratio) = match model.as_str() {
                "lasso" => (alpha * n, 1.0),
                "elasticnet" => (alpha * n, number(&fixture["enet_l1_ratio"])),
                "ridge" => (alpha, 0.0),
                other => panic!("{other}"),
            };
            let what = format!("{model}, alpha = {alpha}");
            let solution = optimum(&train, Loss::Squared, lambda, l1_ratio);
            check_point(&solution.point, expected, &what);
            for (data, key) in [(&train, "r2_train"), (&test, "r2_test")] {
                let score = r2(data.y(), &predict(data, &solution.point)).unwrap();
                assert_close(&[score], &numbers(&expected[key]), 1e-7, &what);
            }
        }
    }
    let ordinary = optimum(&train, Loss::Squared, 0.0, 0.0);
    check_point(&ordinary.point, &fixture["ols"], "least squares");
}

#[test]
fn lasso_is_exact_at_the_knots_of_its_path() {
    let fixture = load("lasso_knots_and_regression_optima");
    let all = diabetes();
    let (train, _) = split(&all, 0.2);
    for (name, data) in [("train", &train), ("full", &all)] {
        let path = &fixture["paths"][name];
        let problem = Problem::new(data, Loss::Squared, Penalty::default()).unwrap();
        let alpha_max = lambda_max(&problem, 1.0).unwrap() / data.n_samples() as f64;
        assert_close(&[alpha_max], &numbers(&path["alpha_max"]), 1e-12, name);
        for knot in list(&path["knots"]) {
            let alpha = number(&knot["alpha"]);
            let solution = if alpha == 0.0 {
                optimum(data, Loss::Squared, 0.0, 0.0)
            } else {
                optimum(data, Loss::Squared, alpha * data.n_samples() as f64, 1.0)
            };
            let what = format!("{name} knot at {alpha}");
            assert_close(&solution.point.coef, &numbers(&knot["w"]), 1e-7, &what);
        }
    }
}

#[test]
fn generated_regressions_are_exact() {
    let fixture = load("lasso_knots_and_regression_optima");
    let seeded = |random_state| MakeRegression { random_state, ..Default::default() };
    let sets = [
        (
            "make_regression_noisy",
            MakeRegression { n_samples: 60, n_features: 20, n_informative: 5, noise: 3.0, ..seeded(42) },
        ),
        ("make_regression_wide", MakeRegression { n_samples: 40, n_features: 60, bias: 2.5, ..seeded(1) }),
    ];
    for (name, recipe) in sets {
        let data = recipe.generate().unwrap();
        let n = data.n_samples() as f64;
        for expected in list(&fixture["paths"][name]["solutions"]) {
            let (alpha, l1_ratio) = (number(&expected["alpha"]), number(&expected["l1_ratio"]));
            let solution = optimum(&data, Loss::Squared, alpha * n, l1_ratio);
            check_point(&solution.point, expected, &format!("{name}, {alpha}, {l1_ratio}"));
        }
    }
}

#[test]
fn breast_cancer_path_is_exact() {
    let fixture = load("breast_cancer_l1_path");
    let raw = breast_cancer();
    let full = standardized(&raw, &raw);
    let problem = Problem::new(&full, Loss::Logistic, Penalty::default()).unwrap();
    let largest = lambda_max(&problem, 1.0).unwrap();
    assert_close(&[largest], &numbers(&fixture["lam_max_l1_full"]), 1e-12, "lambda_max");
    for expected in list(&fixture["full_standardised_l1_path"]) {
        let lambda = 1.0 / number(&expected["C"]);
        let solution = optimum(&full, Loss::Logistic, lambda, 1.0);
        check_point(&solution.point, expected, &format!("λ = {lambda}"));
    }
    let (train, test) = split(&raw, 0.3);
    let (train, test) = (standardized(&train, &train), standardized(&test, &train));
    assert_eq!(train.n_samples(), integer(&fixture["split"]["n_train"]));
    for expected in list(&fixture["split_models"]) {
        let (lambda, l1_ratio) = (number(&expected["lam"]), number(&expected["l1_ratio"]));
        let what = format!("split, λ = {lambda}, l1_ratio = {l1_ratio}");
        let solution = optimum(&train, Loss::Logistic, lambda, l1_ratio);
        check_point(&solution.point, expected, &what);
        let p = probabilities(&test, &solution.point);
        assert_eq!(accuracy(test.y(), &p).unwrap(), number(&expected["acc_test"]), "{what}");
        assert_close(&[roc_auc(test.y(), &p).unwrap()], &numbers(&expected["auc_test"]), 1e-12, &what);
    }
}

/// One group of features that correlate at 0.99, more of them than a Cholesky factor is kept for.
#[test]
fn ridge_on_many_dependent_features_is_certified() {
    for (n_features, task) in [(401, Task::Regression), (450, Task::Classification), (500, Task::Regression)]
    {
        let generator = MakeCorrelated {
            n_samples: 500,
            n_groups: 1,
            group_size: n_features,
            n_noise: 0,
            rho: 0.99,
            noise: 1.0,
            task,
            random_state: 0,
        };
        let data = generator.generate().unwrap();
        let penalty = Penalty::new(PenaltyKind::L2, 1.0, 0.5, 500).unwrap();
        let problem = Problem::new(&data, Loss::of_task(task), penalty).unwrap();
        let optimum = solve(&problem, Point::zeros(n_features), 1e-9).unwrap();
        assert!(optimum.kkt_residual <= 1e-9, "{n_features}: {:e}", optimum.kkt_residual);
        let grid = LambdaGrid { lambdas: Some(vec![100.0, 1.0]), ..LambdaGrid::default() };
        let mut path = Path::new(&problem, PenaltyKind::L2, 0.5, &grid, Some(1e-9)).unwrap();
        path.finish(&problem).unwrap();
        assert!(path.points().iter().all(|at| at.kkt_residual <= 1e-9));
        assert_close(&path.points()[1].point.coef, &optimum.point.coef, 1e-6, "path and solve");
    }
}

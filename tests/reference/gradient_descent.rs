//! The article's loop, iteration by iteration.

use regularization_lab::model::metrics::accuracy;
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem, kernels, sigmoid};
use regularization_lab::solve::{GradientDescent, Settings, Status, Stepper};
use serde_json::Value;

use crate::fixture::{assert_close, integer, load, members, number, numbers};
use crate::tables::train_and_test;

const TOLERANCE: f64 = 1e-10;

fn predictions(data: &regularization_lab::data::Dataset, point: &Point) -> Vec<f64> {
    let mut z = vec![0.0; data.n_samples()];
    kernels::forward(data.x(), &point.coef, point.intercept, &mut z);
    z.into_iter().map(sigmoid).collect()
}

fn check_run(fixture: &Value, kind: PenaltyKind, expected: &Value, what: &str) -> usize {
    let (train, test) = train_and_test(fixture);
    let (lambda, l1_ratio) = (number(&fixture["lam"]), number(&fixture["l1_ratio"]));
    let penalty = Penalty::new(kind, lambda, l1_ratio, train.n_samples()).unwrap();
    let problem = Problem::new(&train, Loss::Logistic, penalty).unwrap();
    let settings = Settings { learning_rate: number(&fixture["lr"]), tolerance: 0.0 };
    let mut descent = GradientDescent::new(Point::zeros(train.n_features()));
    let mut compared = 0;
    for iteration in 1..=5000 {
        assert_eq!(descent.step(&problem, settings), Status::Running);
        let Some(at) = expected.get(iteration.to_string()) else { continue };
        let what = format!("{what} {kind:?} after {iteration}");
        let point = descent.point().clone();
        assert_close(&point.coef, &numbers(&at["w"]), TOLERANCE, &what);
        assert_close(&[point.intercept], &numbers(&at["b"]), TOLERANCE, &what);
        let parts = problem.parts(&point, &descent.evaluation(&problem).z);
        assert_close(&[parts.loss], &numbers(&at["log_loss_train"]), TOLERANCE, &what);
        assert_close(&[parts.total()], &numbers(&at["objective"]), TOLERANCE, &what);
        assert_close(&[point.norm2()], &numbers(&at["norm2"]), TOLERANCE, &what);
        assert_eq!(accuracy(train.y(), &predictions(&train, &point)).unwrap(), number(&at["acc_train"]));
        assert_eq!(accuracy(test.y(), &predictions(&test, &point)).unwrap(), number(&at["acc_test"]));
        let near_zero = point.coef.iter().filter(|w| w.abs() < 1e-3).count();
        assert_eq!(near_zero, integer(&at["near_zero_1e3"]), "{what}");
        let exact_zero = point.coef.iter().filter(|&&w| w == 0.0).count();
        assert_eq!(exact_zero, integer(&at["exact_zero"]), "{what}");
        compared += 1;
    }
    compared
}

#[test]
fn gradient_descent_equals_the_article_at_every_recorded_iteration() {
    for name in ["gd_article", "gd_stress", "gd_small_inline"] {
        let fixture = load(name);
        for (kind, expected) in members(&fixture["runs"]) {
            let kind = PenaltyKind::from_name(kind).unwrap();
            assert_eq!(check_run(&fixture, kind, expected, name), 5);
        }
    }
}

/// ‖w‖₂ and the number of weights under 0.001 as the article printed them, after 5,000 iterations at λ = 1.
#[test]
fn gradient_descent_gives_the_table_of_the_article() {
    let fixture = load("gd_article");
    let (train, _) = train_and_test(&fixture);
    let settings = Settings { learning_rate: 0.05, tolerance: 0.0 };
    let table = [
        (PenaltyKind::None, 4.41, 0),
        (PenaltyKind::L2, 3.40, 3),
        (PenaltyKind::L1, 3.81, 74),
        (PenaltyKind::ElasticNet, 3.61, 65),
    ];
    for (kind, norm, near_zero) in table {
        let penalty = Penalty::new(kind, 1.0, 0.7, train.n_samples()).unwrap();
        let problem = Problem::new(&train, Loss::Logistic, penalty).unwrap();
        let mut descent = GradientDescent::new(Point::zeros(100));
        for _ in 0..5000 {
            descent.step(&problem, settings);
        }
        let point = descent.point();
        assert_eq!((point.norm2() * 100.0).round() / 100.0, norm, "{kind:?}");
        assert_eq!(point.coef.iter().filter(|w| w.abs() < 1e-3).count(), near_zero, "{kind:?}");
    }
}

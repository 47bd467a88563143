//! Problems with many optima: the one of least norm is found from every start and on every route.

use std::rc::Rc;

use regularization_lab::data::{Dataset, MakeRegression, StandardScaler, Task};
use regularization_lab::lab::{Optimizer, Trainer, TrainerParams};
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
use regularization_lab::solve::{LambdaGrid, Path, Solution, solve};

/// Numbers in −1 … 1 that look random.
fn noise(seed: u32) -> impl FnMut() -> f64 {
    let mut state = u64::from(seed) + 1;
    move || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (state >> 33) as f64 / f64::from(1_u32 << 30) - 1.0
    }
}

/// `x0`, the same again, `x1`, its negative, a constant, and a sum of two.
fn dependent(loss: Loss) -> Dataset {
    let mut next = noise(3);
    let (mut x, mut y) = (Vec::new(), Vec::new());
    for _ in 0..60 {
        let (a, b, c) = (next(), next(), next());
        x.extend([a, a, b, -b, 3.0, a + b, c]);
        let score = 2.0 * a + b + next();
        y.push(if loss == Loss::Logistic { f64::from(u8::from(score > 0.0)) } else { score });
    }
    let task = if loss == Loss::Logistic { Task::Classification } else { Task::Regression };
    Dataset::new(x, y, 7, task).unwrap()
}

fn penalty(kind: PenaltyKind, lambda: f64, data: &Dataset) -> Penalty {
    Penalty::new(kind, lambda, 0.5, data.n_samples()).unwrap()
}

fn from(problem: &Problem<'_>, start: &[f64]) -> Solution {
    solve(problem, Point { coef: start.to_vec(), intercept: 0.3 }, 1e-9).unwrap()
}

#[track_caller]
fn assert_same(a: &[f64], b: &[f64], what: &str) {
    let largest = b.iter().fold(1.0_f64, |largest, w| largest.max(w.abs()));
    for (j, (a, b)) in a.iter().zip(b).enumerate() {
        assert!((a - b).abs() <= 1e-8 * largest, "{what}: weight {j} is {a} and {b}");
        assert_eq!(*a == 0.0, *b == 0.0, "{what}: weight {j} is {a} and {b}");
    }
}

#[test]
fn every_start_leads_to_the_optimum_of_least_norm() {
    for loss in Loss::ALL {
        let data = dependent(loss);
        for (kind, lambda) in
            [(PenaltyKind::L1, 0.1), (PenaltyKind::L1, 5.0), (PenaltyKind::L1, 0.0), (PenaltyKind::None, 0.0)]
        {
            for fit_intercept in [true, false] {
                let problem = Problem {
                    fit_intercept,
                    ..Problem::new(&data, loss, penalty(kind, lambda, &data)).unwrap()
                };
                let what = format!("{loss:?} {kind:?} {lambda} {fit_intercept}");
                let cold = from(&problem, &[0.0; 7]);
                assert!(!cold.is_unique && cold.kkt_residual <= 1e-9, "{what}: {cold:?}");
                let coef = &cold.point.coef;
                assert!(
                    (coef[0] - coef[1]).abs() < 1e-12 && (coef[2] + coef[3]).abs() < 1e-12,
                    "{what}: {coef:?}"
                );
                assert!(!fit_intercept || coef[4] == 0.0, "{what}: {coef:?}");
                for seed in 0..4 {
                    let mut next = noise(seed);
                    let start: Vec<f64> = (0..7).map(|_| 5.0 * next()).collect();
                    let warm = from(&problem, &start);
                    assert_same(&warm.point.coef, coef, &what);
                    // No other optimum found from anywhere, and no mixture of it and this one, has a smaller norm.
                    assert!(warm.point.norm2() >= cold.point.norm2() * (1.0 - 1e-9), "{what}");
                }
            }
        }
    }
}

/// The optima of these problems are a known set; the shortest one is found by hand.
#[test]
fn least_norm_is_that_of_known_sets() {
    // One column three times: y = x, lasso λ = 2 over 4 rows of ±1: fit 1 − λ/n = 0.5 in all, a sixth each.
    let x = [1.0, -1.0, 1.0, -1.0].iter().flat_map(|&x| [x, x, x]).collect();
    let data = Dataset::new(x, vec![1.0, -1.0, 1.0, -1.0], 3, Task::Regression).unwrap();
    let problem = Problem::new(&data, Loss::Squared, penalty(PenaltyKind::L1, 2.0, &data)).unwrap();
    assert_same(&from(&problem, &[1.0, 0.0, 0.0]).point.coef, &[0.5 / 3.0; 3], "three equal columns");
    // Penalty factors 1 and 2 on equal columns: all of the weight is on the cheaper one, and that is the only optimum.
    let x = [1.0, -1.0, 1.0, -1.0].iter().flat_map(|&x| [x, x]).collect();
    let pair = Dataset::new(x, vec![1.0, -1.0, 1.0, -1.0], 2, Task::Regression).unwrap();
    let problem = Problem { data: &pair, penalty_factor: Some(&[1.0, 2.0]), ..problem };
    let found = from(&problem, &[0.0, 1.0]);
    assert_same(&found.point.coef, &[0.5, 0.0], "factors 1 and 2");
    assert!(found.is_unique);
    // A column and twice that column: only the longer one is used, at half the weight.
    let x = [1.0, -1.0, 1.0, -1.0].iter().flat_map(|&x| [x, 2.0 * x]).collect();
    let scaled = Dataset::new(x, vec![1.0, -1.0, 1.0, -1.0], 2, Task::Regression).unwrap();
    let problem = Problem { data: &scaled, penalty_factor: None, ..problem };
    let found = from(&problem, &[1.0, 1.0]);
    assert!(found.point.coef[0] == 0.0 && found.is_unique, "{found:?}");
    // Without a penalty the weights are proportional to the lengths: w = (1, 2)/5.
    let found = from(&problem.with_penalty(Penalty::default()), &[3.0, 0.0]);
    assert_same(&found.point.coef, &[0.2, 0.4], "pseudo-inverse");
    // A penalty factor of 0 on one of two equal columns: that one takes all.
    let problem = Problem { data: &pair, penalty_factor: Some(&[0.0, 1.0]), ..problem };
    let found = from(&problem, &[0.0, 3.0]);
    assert_same(&found.point.coef, &[1.0, 0.0], "a free column");
    // An L2 part makes the optimum unique.
    let problem = Problem { penalty_factor: None, ..problem }.with_penalty(penalty(
        PenaltyKind::ElasticNet,
        1.0,
        &pair,
    ));
    assert!(from(&problem, &[0.0, 0.0]).is_unique);
}

/// More features than rows without a penalty: the interpolation of least norm, which is orthogonal to the null space.
#[test]
fn more_features_than_rows_without_a_penalty_have_the_pseudo_inverse_solution() {
    let data = MakeRegression { n_samples: 20, n_features: 50, noise: 1.0, ..Default::default() }
        .generate()
        .unwrap();
    let data = StandardScaler::fit(&data).transform(&data).unwrap();
    let problem = Problem::new(&data, Loss::Squared, Penalty::default()).unwrap();
    let found = from(&problem, &[1.0; 50]);
    assert!(!found.is_unique && found.kkt_residual <= 1e-9, "{}", found.kkt_residual);
    // Gradient descent from zero stays in the row space.
    let params = TrainerParams {
        penalty: PenaltyKind::None,
        loss: Some(Loss::Squared),
        optimizer: Optimizer::AcceleratedProximalGradient,
        tolerance: Some(1e-12),
        ..Default::default()
    };
    let mut trainer = Trainer::new(Rc::new(data.clone()), None, params.clone()).unwrap();
    let learning_rate = trainer.stable_learning_rate();
    trainer.set(TrainerParams { learning_rate, ..params }).unwrap();
    trainer.step(100_000);
    for (a, b) in trainer.point().coef.iter().zip(&found.point.coef) {
        assert!((a - b).abs() < 1e-6, "{a} and {b}");
    }
}

#[test]
fn a_path_passes_through_the_same_optima() {
    for loss in Loss::ALL {
        let data = dependent(loss);
        let problem = Problem::new(&data, loss, Penalty::default()).unwrap();
        let grid = LambdaGrid { n_lambdas: 20, ..Default::default() };
        let mut path = Path::new(&problem, PenaltyKind::L1, 1.0, &grid, Some(1e-9)).unwrap();
        path.finish(&problem).unwrap();
        assert!(path.points().iter().any(|at| !at.is_unique));
        for at in path.points() {
            let alone = from(&problem.with_penalty(penalty(PenaltyKind::L1, at.lambda, &data)), &[0.0; 7]);
            assert_eq!(at.is_unique, alone.is_unique, "λ = {}", at.lambda);
            assert_same(&at.point.coef, &alone.point.coef, &format!("{loss:?} λ = {}", at.lambda));
        }
    }
}

/// The generic lasso has one optimum, also with more features than rows.
#[test]
fn generic_problems_have_one_optimum() {
    let data = MakeRegression { n_samples: 30, n_features: 80, noise: 5.0, ..Default::default() }
        .generate()
        .unwrap();
    for lambda in [1.0, 10.0, 100.0] {
        let problem = Problem::new(&data, Loss::Squared, penalty(PenaltyKind::L1, lambda, &data)).unwrap();
        assert!(from(&problem, &[0.0; 80]).is_unique, "λ = {lambda}");
    }
}

/// Standardized indicator columns of all levels add up to a constant. What is within rounding of 0 is exactly 0.
#[test]
fn indicator_columns_of_all_levels_have_many_optima_and_rounding_errors_become_0() {
    let mut next = noise(9);
    let x = (0..60).flat_map(|i| (0..3).map(move |level| f64::from(u8::from(i % 3 == level)))).collect();
    let y = (0..60).map(|i| f64::from(i % 3) + 0.1 * next()).collect();
    let data = Dataset::new(x, y, 3, Task::Regression).unwrap();
    let problem = Problem::new(&data, Loss::Squared, Penalty::default()).unwrap();
    let found = from(&problem, &[4.0, 0.0, 0.0]);
    assert!(!found.is_unique && found.point.coef.iter().sum::<f64>().abs() < 1e-12, "{found:?}");
    // No weight of a symmetric table predicts these classes.
    let x = [0.0, 0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0].to_vec();
    let xor = Dataset::new(x, vec![0.0, 0.0, 1.0, 1.0], 2, Task::Classification).unwrap();
    let problem = Problem::new(&xor, Loss::Logistic, Penalty::default()).unwrap();
    for start in [[0.0, 0.0], [0.3, -2.0]] {
        let found = solve(&problem, Point { coef: start.to_vec(), intercept: 1.0 }, 1e-9).unwrap();
        assert_eq!(found.point.coef, [0.0, 0.0]);
    }
}

//! Paths, cross-validation, resampling and the other regularizers.

mod common;

use std::rc::Rc;

use common::{any_dataset, loss_of, penalty_kind};
use proptest::prelude::*;
use regularization_lab::data::{
    Dataset, Folds, MakeClassification, MakeRegression, PolynomialFeatures, StandardScaler, Task,
};
use regularization_lab::lab::{Optimizer, Trainer, TrainerParams, equivalent_l2};
use regularization_lab::model::{
    Evaluation, Loss, Penalty, PenaltyKind, Point, Problem, Scoring, lambda_max, metrics, sigmoid,
};
use regularization_lab::solve::{
    CrossValidation, CrossValidationParams, Draws, EarlyStopping, LambdaGrid, Path, Resampling, Status,
    Sweep, solve,
};

fn problem(data: &Dataset) -> Problem<'_> {
    Problem::new(data, loss_of(data), Penalty::default()).unwrap()
}

fn given(lambdas: &[f64]) -> LambdaGrid {
    LambdaGrid { lambdas: Some(lambdas.to_vec()), ..Default::default() }
}

fn kkt(problem: &Problem<'_>, point: &Point) -> f64 {
    let mut at = Evaluation::default();
    problem.evaluate(point, &mut at);
    problem.kkt_residual(point, &at)
}

/// The size of the table's values, by which rounding in slopes grows.
fn scale(data: &Dataset) -> f64 {
    data.x().iter().chain(data.y()).fold(1.0_f64, |largest, x| largest.max(x.abs()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// No violation is left at any λ of any path: constant, equal and badly scaled columns, p > n, two classes or numbers.
    #[test]
    fn every_optimum_of_a_path_has_a_small_kkt_residual(
        data in any_dataset(), kind in penalty_kind(), l1_ratio in 0.0..=1.0_f64, n_lambdas in 1_usize..30,
    ) {
        let problem = problem(&data);
        let grid = LambdaGrid { n_lambdas, ..Default::default() };
        let Ok(mut path) = Path::new(&problem, kind, l1_ratio, &grid, None) else {
            // Only where no feature says anything is there no grid.
            prop_assert!(lambda_max(&problem, 1.0).unwrap() <= 1e-12 * scale(&data));
            return Ok(());
        };
        let outcome = path.finish(&problem);
        if outcome.is_err() {
            prop_assert!(kind == PenaltyKind::None && data.task() == Task::Classification);
            return Ok(());
        }
        prop_assert_eq!(path.points().len(), n_lambdas);
        for at in path.points() {
            let penalty = Penalty::new(kind, at.lambda, l1_ratio, data.n_samples()).unwrap();
            let residual = kkt(&problem.with_penalty(penalty), &at.point);
            prop_assert!((residual - at.kkt_residual).abs() <= 1e-12 * scale(&data).powi(2));
            prop_assert!(residual <= path.tolerance().max(1e-13 * scale(&data).powi(2)), "{residual:e} at {}", at.lambda);
        }
    }

    /// What an optimum explains lies between nothing and all, and a weaker penalty explains no less.
    #[test]
    fn deviance_explained_increases_along_a_path(data in any_dataset(), kind in penalty_kind(), l1_ratio in 0.0..=1.0_f64) {
        let problem = problem(&data);
        let grid = LambdaGrid { n_lambdas: 12, ..Default::default() };
        let Ok(mut path) = Path::new(&problem, kind, l1_ratio, &grid, None) else { return Ok(()) };
        // Without a penalty classes may have no optimum; what there is up to then counts.
        let _ = path.finish(&problem);
        let explained: Vec<f64> = path.points().iter().map(|at| at.explained).collect();
        prop_assert!(explained.iter().all(|share| (-1e-6..=1.0 + 1e-9).contains(share)), "{explained:?}");
        prop_assert!(explained.windows(2).all(|pair| pair[1] >= pair[0] - 1e-5), "{explained:?}");
    }

    /// Values in any order, repeated, or 0 give each the optimum it has alone.
    #[test]
    fn a_grid_may_come_in_any_order(data in any_dataset(), l1_ratio in 0.05..=1.0_f64) {
        let problem = problem(&data);
        let lambdas = [1.0, 30.0, 0.1, 1.0, 0.0];
        let mut path = Path::new(&problem, PenaltyKind::ElasticNet, l1_ratio, &given(&lambdas), Some(1e-10)).unwrap();
        if path.finish(&problem).is_err() {
            prop_assert_eq!(data.task(), Task::Classification);
            return Ok(());
        }
        for (at, lambda) in path.in_given_order().into_iter().zip(lambdas) {
            prop_assert_eq!(at.lambda, lambda);
            let penalty = Penalty::new(PenaltyKind::ElasticNet, lambda, l1_ratio, data.n_samples()).unwrap();
            let problem = problem.with_penalty(penalty);
            let alone = solve(&problem, Point::zeros(data.n_features()), 1e-10).unwrap();
            let (batched, alone) = (problem.objective(&at.point), alone.objective);
            prop_assert!((batched - alone).abs() <= 1e-8 * (1.0 + alone), "{batched} against {alone}");
        }
    }

    /// Cross-validation gives finite scores or a sentence, never anything else.
    #[test]
    fn cross_validation_gives_finite_scores(
        data in any_dataset(), kind in penalty_kind(), k in 2_usize..8, standardize in any::<bool>(),
        scoring in prop::sample::select(Scoring::ALL.to_vec()),
    ) {
        let params = CrossValidationParams {
            penalty: kind, standardize, scoring: Some(scoring), folds: Folds { k, ..Default::default() },
            grid: given(&[10.0, 1.0, 0.1]), ..Default::default()
        };
        let curve = CrossValidation::new(&data, &params).and_then(|mut validation| validation.finish());
        match curve {
            Ok(curve) => {
                prop_assert_eq!(curve.fold_scores.len(), k);
                let all = [&curve.mean, &curve.std, &curve.standard_error, &curve.train_mean];
                prop_assert!(all.into_iter().flatten().all(|value| value.is_finite()), "{curve:?}");
                prop_assert!(curve.one_se_index <= curve.best_index);
            }
            Err(error) => prop_assert!(error.to_string().len() > 20, "{error}"),
        }
    }

    /// The two parts of the error add up to what brute force finds, and shares are shares.
    #[test]
    fn bias_and_variance_add_up(seed in 0_u32..100, kind in penalty_kind()) {
        prop_assume!(kind != PenaltyKind::None);
        let all = MakeRegression { n_samples: 40, n_features: 4, noise: 5.0, random_state: seed, ..Default::default() };
        let (draws, test) = Draws::fresh(&all.generate().unwrap(), 3, 10).unwrap();
        let Draws::Fresh(sets) = &draws else { unreachable!() };
        let lambdas = [20.0, 2.0];
        let spread = Resampling::new(&sets[0], &test, draws.clone(), kind, 0.5, &given(&lambdas)).unwrap().finish().unwrap();
        for (l, lambda) in lambdas.into_iter().enumerate() {
            let mut errors = 0.0;
            for set in sets {
                let penalty = Penalty::new(kind, lambda, 0.5, set.n_samples()).unwrap();
                let problem = Problem::new(set, Loss::Squared, penalty).unwrap();
                let point = solve(&problem, Point::zeros(4), 1e-10).unwrap().point;
                for i in 0..test.n_samples() {
                    let z: f64 = test.row(i).iter().zip(&point.coef).map(|(x, w)| x * w).sum();
                    errors += (test.y()[i] - z - point.intercept).powi(2);
                }
            }
            let error = errors / (sets.len() * test.n_samples()) as f64;
            let at = &spread[l];
            prop_assert!((at.bias + at.variance - error).abs() <= 1e-4 * (1.0 + error), "{at:?}, {error}");
            prop_assert!(at.selection.iter().all(|share| (0.0..=1.0).contains(share)));
        }
    }
}

#[test]
fn grids_out_of_range_are_named() {
    let data = MakeClassification::default().generate().unwrap();
    let problem = problem(&data);
    let message = |grid: &LambdaGrid| {
        Path::new(&problem, PenaltyKind::L1, 1.0, grid, None).expect_err("not a grid").to_string()
    };
    assert!(message(&given(&[1.0, f64::NAN])).contains("lambdas must be between 0 and 1e12; got NaN"));
    assert!(message(&given(&[-1.0])).contains("got -1"));
    assert!(message(&given(&[f64::INFINITY])).contains("lambdas"));
    assert!(message(&given(&[])).contains("number of lambdas"));
    assert!(message(&LambdaGrid { n_lambdas: 0, ..Default::default() }).contains("n_lambdas"));
    assert!(
        message(&LambdaGrid { lambda_min_ratio: 1.0, ..Default::default() }).contains("lambda_min_ratio")
    );
    for tolerance in [0.0, -1.0, 2.0, f64::NAN] {
        let error = Path::new(&problem, PenaltyKind::L1, 1.0, &LambdaGrid::default(), Some(tolerance));
        assert!(error.expect_err("not a tolerance").to_string().starts_with("tolerance must be above 0"));
    }
}

#[test]
fn a_ridge_path_starts_near_zero_and_ends_near_the_unpenalized_optimum() {
    let data = MakeClassification { class_sep: 0.3, flip_y: 0.2, ..Default::default() }.generate().unwrap();
    let problem = problem(&data);
    let mut path = Path::new(&problem, PenaltyKind::L2, 0.0, &LambdaGrid::default(), None).unwrap();
    path.finish(&problem).unwrap();
    let free = solve(&problem, Point::zeros(data.n_features()), 1e-9).unwrap().point.norm2();
    let norms: Vec<f64> = path.points().iter().map(|at| at.point.norm2()).collect();
    assert!(norms[0] < 2e-3 * free && norms[99] > 0.9 * free, "{} … {} of {free}", norms[0], norms[99]);
    assert!((path.lambdas()[0] / path.lambdas()[99] / 1e6 - 1.0).abs() < 1e-9);
}

/// Two classes that a plane separates.
fn separable() -> Dataset {
    let x = vec![-2.0, 0.1, -1.0, -0.3, 1.0, 0.2, 2.0, -0.1];
    Dataset::new(x, vec![0.0, 0.0, 1.0, 1.0], 2, Task::Classification).unwrap()
}

#[test]
fn a_path_without_an_optimum_returns_an_error_and_keeps_its_points() {
    let data = separable();
    let problem = problem(&data);
    let mut path = Path::new(&problem, PenaltyKind::L1, 1.0, &given(&[0.0, 1.0, 1e-3]), None).unwrap();
    let error = path.finish(&problem).expect_err("λ = 0 on separable classes");
    assert!(error.to_string().contains("no optimum"), "{error}");
    assert_eq!(path.points().len(), 2);
    assert!(path.points().iter().all(|at| at.kkt_residual <= path.tolerance()));
}

#[test]
fn sets_that_are_too_small_or_have_one_class_are_rejected_with_a_message() {
    let two = Dataset::new(vec![1.0, 2.0], vec![0.5, 1.5], 1, Task::Regression).unwrap();
    let params = CrossValidationParams { folds: Folds { k: 2, ..Default::default() }, ..Default::default() };
    let error =
        CrossValidation::new(&two, &CrossValidationParams::default()).expect_err("five folds of two rows");
    assert_eq!(error.to_string(), "k must be a whole number between 2 and 2; got 5");
    // One row trains, one tests: a constant model, R² 0 by scikit-learn's rule for a constant target.
    let curve = CrossValidation::new(&two, &params).unwrap().finish().unwrap();
    assert!(curve.mean.iter().all(|&score| score == 0.0));
    let y = (0..20).map(|i| f64::from(u8::from(i == 0))).collect();
    let rare = Dataset::new((0..20).map(f64::from).collect(), y, 1, Task::Classification).unwrap();
    let error = CrossValidation::new(&rare, &params).expect_err("one row of class 1");
    assert!(error.to_string().contains("fold 0") && error.to_string().contains("class"), "{error}");
}

#[test]
fn a_sweep_is_a_validation_for_each_ratio() {
    let data = MakeClassification { n_samples: 80, flip_y: 0.2, ..Default::default() }.generate().unwrap();
    let params = CrossValidationParams {
        grid: LambdaGrid { n_lambdas: 5, ..Default::default() },
        ..Default::default()
    };
    let mut sweep = Sweep::new(&data, &params, &[0.2, 1.0]).unwrap();
    while sweep.step().unwrap() == Status::Running {}
    for (curve, &l1_ratio) in sweep.curves().into_iter().zip(sweep.l1_ratios()) {
        let curve = curve.expect("all folds are done");
        let alone = CrossValidationParams {
            penalty: PenaltyKind::ElasticNet,
            l1_ratio,
            grid: given(&curve.lambdas),
            ..params.clone()
        };
        assert_eq!(CrossValidation::new(&data, &alone).unwrap().finish().unwrap(), curve);
    }
    assert!(Sweep::new(&data, &params, &[]).is_err() && Sweep::new(&data, &params, &[1.5]).is_err());
}

#[test]
fn bootstrap_keeps_what_is_informative_and_repeats_by_its_seed() {
    let recipe = MakeClassification {
        n_samples: 300,
        n_features: 20,
        n_informative: 3,
        n_redundant: 0,
        n_clusters_per_class: 1,
        class_sep: 2.0,
        random_state: 7,
        ..Default::default()
    };
    let data = recipe.generate().unwrap();
    let (train, test) = regularization_lab::data::Split::default().split(&data).unwrap();
    let run = |random_state| {
        let draws = Draws::Bootstrap { n_draws: 20, random_state };
        Resampling::new(&train, &test, draws, PenaltyKind::L1, 1.0, &given(&[8.0])).unwrap().finish().unwrap()
    };
    let spread = run(1);
    for (truth, &share) in data.truth().iter().zip(&spread[0].selection) {
        match truth.name() {
            "informative" => assert!(share >= 0.95, "informative kept in {share}"),
            _ => assert!(share <= 0.9, "noise kept in {share}"),
        }
    }
    assert_eq!(run(1), spread);
    assert_ne!(run(2), spread);
}

/// More penalty, less variance; and the least error lies between the ends (S-B3).
#[test]
fn bias_rises_and_variance_falls_with_lambda() {
    let recipe = MakeRegression {
        n_samples: 1500,
        n_features: 30,
        n_informative: 5,
        noise: 60.0,
        ..Default::default()
    };
    let (draws, test) = Draws::fresh(&recipe.generate().unwrap(), 20, 40).unwrap();
    let Draws::Fresh(sets) = &draws else { unreachable!() };
    let train = sets[0].clone();
    let grid = LambdaGrid { n_lambdas: 12, ..Default::default() };
    let spread =
        Resampling::new(&train, &test, draws, PenaltyKind::L1, 1.0, &grid).unwrap().finish().unwrap();
    let (first, last) = (&spread[0], &spread[11]);
    assert!(first.bias > 2.0 * last.bias && first.variance < 0.2 * last.variance, "{first:?} {last:?}");
    let least = spread.iter().map(|at| at.error).fold(f64::INFINITY, f64::min);
    assert!(least < 0.9 * first.error && least < 0.9 * last.error);
}

/// On orthogonal features both shrink each weight by its own factor, `1 − (1 − h/L)^t` against `h t/L / (1 + h t/L)`,
/// which for small steps are never more than 0.204 apart.
#[test]
fn stopping_early_resembles_ridge() {
    let x = [1.0, 2.0, -1.0, 2.0, 1.0, -2.0, -1.0, -2.0];
    let data = Dataset::new(x.to_vec(), vec![3.0, 1.0, 2.0, -4.0], 2, Task::Regression).unwrap();
    let problem = problem(&data);
    let free = solve(&problem, Point::zeros(2), 1e-12).unwrap().point;
    let mut stopping = EarlyStopping::new(&problem, 0.01 / problem.lipschitz(), 20_000, 25).unwrap();
    while stopping.step(&problem) == Status::Running {}
    assert!(stopping.points().len() > 15);
    for at in stopping.points() {
        let penalty = Penalty::new(PenaltyKind::L2, at.equivalent_lambda, 0.0, 4).unwrap();
        let ridge = solve(&problem.with_penalty(penalty), Point::zeros(2), 1e-12).unwrap().point;
        for j in 0..2 {
            let (stopped, ridge) = (at.point.coef[j] / free.coef[j], ridge.coef[j] / free.coef[j]);
            assert!((stopped - ridge).abs() < 0.21, "iteration {}: {stopped} and {ridge}", at.n_iter);
        }
    }
    let last = &stopping.points().last().unwrap().point;
    assert!((last.coef[0] / free.coef[0] - 1.0).abs() < 1e-3);
    let mut wild = EarlyStopping::new(&problem, 100.0, 1000, 10).unwrap();
    assert_eq!(
        std::iter::repeat_with(|| wild.step(&problem)).find(|s| *s != Status::Running),
        Some(Status::Diverged)
    );
}

/// Input dropout on a linear model is a ridge scaled by the data, and nothing more.
#[test]
fn dropout_is_a_data_dependent_ridge() {
    let recipe =
        MakeRegression { n_samples: 60, n_features: 3, n_informative: 3, noise: 5.0, ..Default::default() };
    let raw = recipe.generate().unwrap();
    let mut x = StandardScaler::fit(&raw).transform(&raw).unwrap().x().to_vec();
    x.iter_mut().skip(2).step_by(3).for_each(|x| *x *= 2.0);
    let train = Rc::new(Dataset::new(x, raw.y().to_vec(), 3, Task::Regression).unwrap());
    let rate = 0.3;
    let params = TrainerParams { dropout: rate, learning_rate: 0.002, ..Default::default() };
    let mut trainer = Trainer::new(Rc::clone(&train), None, params.clone()).unwrap();
    trainer.step(5_000);
    let (mut mean, n) = ([0.0; 3], 60_000);
    for _ in 0..n {
        trainer.step(1);
        (0..3).for_each(|j| mean[j] += trainer.point().coef[j] / f64::from(n));
    }
    let problem = trainer.problem();
    let ridge = equivalent_l2(&problem, &Point::zeros(3), rate);
    // Two more rows a feature, ±√(n d_j / 2): a table whose least squares carry that ridge, with the intercept's column kept out of them.
    let column_mean = |j: usize| (0..60).map(|i| train.row(i)[j]).sum::<f64>() / 60.0;
    let y_mean = train.y().iter().sum::<f64>() / 60.0;
    let (mut rows, mut y) = (Vec::new(), Vec::new());
    for i in 0..60 {
        rows.extend((0..3).map(|j| train.row(i)[j] - column_mean(j)));
        y.push(train.y()[i] - y_mean);
    }
    for (j, d) in ridge.iter().enumerate() {
        for sign in [1.0, -1.0] {
            rows.extend((0..3).map(|k| if k == j { sign * (30.0 * d).sqrt() } else { 0.0 }));
            y.push(0.0);
        }
    }
    let wide = Dataset::new(rows, y, 3, Task::Regression).unwrap();
    let expected =
        solve(&Problem::new(&wide, Loss::Squared, Penalty::default()).unwrap(), Point::zeros(3), 1e-10);
    let expected = expected.unwrap().point.coef;
    let free = solve(&problem, Point::zeros(3), 1e-10).unwrap().point.coef;
    for j in 0..3 {
        assert!((mean[j] / expected[j] - 1.0).abs() < 0.02, "{mean:?} is not {expected:?}");
        assert!(expected[j].abs() < 0.8 * free[j].abs());
    }
    trainer.reset();
    trainer.step(10);
    let again = trainer.point().clone();
    trainer.reset();
    trainer.step(10);
    assert_eq!(trainer.point(), &again);
    let refused = TrainerParams { optimizer: Optimizer::CoordinateDescent, ..params };
    assert!(
        trainer.set(refused).expect_err("needs the same inputs").to_string().starts_with("dropout must be 0")
    );
}

/// Without smoothing these weights run away; with it the optimum is where both classes are as sure as they may be.
#[test]
fn label_smoothing_bounds_the_weights() {
    let train = Rc::new(Dataset::new(vec![-1.0, 1.0], vec![0.0, 1.0], 1, Task::Classification).unwrap());
    let params =
        TrainerParams { label_smoothing: 0.2, optimizer: Optimizer::CoordinateDescent, ..Default::default() };
    let mut trainer = Trainer::new(Rc::clone(&train), None, params.clone()).unwrap();
    trainer.step(100);
    assert_eq!(trainer.status(), Status::Converged);
    let p = trainer.predict(&[1.0]).unwrap()[0];
    assert!((p - 0.9).abs() < 1e-8, "{p}");
    assert!((trainer.scores().loss - -(0.9 * 0.9_f64.ln() + 0.1 * 0.1_f64.ln())).abs() < 1e-9);
    trainer.set(TrainerParams { label_smoothing: 0.0, ..params.clone() }).unwrap();
    trainer.step(100);
    assert_eq!(trainer.status(), Status::NoOptimum);
    assert!(trainer.set(TrainerParams { label_smoothing: 1.5, ..params.clone() }).is_err());
    let squared = TrainerParams { loss: Some(Loss::Squared), ..params };
    assert!(trainer.set(squared).expect_err("no classes").to_string().contains("label_smoothing"));
}

#[test]
fn too_many_polynomial_features_are_rejected_before_they_are_computed() {
    for interaction_only in [false, true] {
        for (n_features, degree) in [(1, 1), (1, 20), (3, 2), (4, 5), (7, 3), (2, 9)] {
            let data = Dataset::new(vec![1.0; n_features], vec![0.0], n_features, Task::Regression).unwrap();
            let features = PolynomialFeatures { degree, interaction_only };
            let made = features.transform(&data).unwrap().n_features();
            assert_eq!(features.n_terms(n_features), made, "{n_features} features, {features:?}");
        }
    }
    let all = PolynomialFeatures { degree: 20, interaction_only: false };
    assert_eq!(all.n_terms(10_000), usize::MAX);
}

#[test]
fn polynomial_features_are_scikit_learns() {
    let data = Dataset::new(vec![2.0, 3.0, 5.0], vec![1.5], 3, Task::Regression).unwrap();
    let cubic = PolynomialFeatures { degree: 3, interaction_only: false }.transform(&data).unwrap();
    // PolynomialFeatures(3, include_bias=False).fit_transform([[2, 3, 5]]) and its get_feature_names_out().
    let expected = [2., 3., 5., 4., 6., 10., 9., 15., 25., 8., 12., 20., 18., 30., 50., 27., 45., 75., 125.];
    assert_eq!(cubic.x(), expected);
    assert_eq!(cubic.feature_names()[9..13], ["x0^3", "x0^2 x1", "x0^2 x2", "x0 x1^2"]);
    let products = PolynomialFeatures { degree: 3, interaction_only: true }.transform(&data).unwrap();
    assert_eq!(products.x(), [2., 3., 5., 6., 10., 15., 30.]);
    let wide = MakeClassification { n_features: 200, ..Default::default() }.generate().unwrap();
    let error =
        PolynomialFeatures { degree: 3, interaction_only: false }.transform(&wide).expect_err("too wide");
    assert!(error.to_string().contains("n_features"), "{error}");
    assert!(PolynomialFeatures { degree: 0, interaction_only: false }.transform(&data).is_err());
}

#[test]
fn deviance_explained_is_r2_or_d2_of_the_log_loss() {
    let made = MakeRegression { n_samples: 60, n_features: 5, noise: 20.0, ..Default::default() };
    let numbers = made.generate().unwrap();
    let classes = MakeClassification { n_samples: 80, flip_y: 0.2, ..Default::default() }.generate().unwrap();
    for data in [numbers, classes] {
        let problem = problem(&data);
        let mut path = Path::new(&problem, PenaltyKind::L1, 1.0, &given(&[1e9, 3.0, 0.1]), None).unwrap();
        path.finish(&problem).unwrap();
        let share = |point: &Point| {
            let mut at = Evaluation::default();
            problem.evaluate(point, &mut at);
            let y = data.y();
            if data.task() == Task::Regression {
                return metrics::r2(y, &at.z).unwrap();
            }
            let p: Vec<f64> = at.z.iter().map(|&z| sigmoid(z)).collect();
            let rate = y.iter().sum::<f64>() / y.len() as f64;
            let null = metrics::log_loss(y, &vec![rate; y.len()]).unwrap();
            1.0 - metrics::log_loss(y, &p).unwrap() / null
        };
        for at in path.points() {
            assert!((at.explained - share(&at.point)).abs() < 1e-12, "{} at {}", at.explained, at.lambda);
        }
        assert!(path.points()[0].explained.abs() < 1e-12 && path.points()[2].explained > 0.3);
    }
}

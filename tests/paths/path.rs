//! Optima over a grid of λ.

use super::*;

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
}

#[test]
fn grids_out_of_range_are_named() {
    let data = MakeClassification::default().generate().unwrap();
    let problem = problem(&data);
    let message = |grid: &LambdaGrid| {
        Path::new(&problem, PenaltyKind::L1, 1.0, grid, None).expect_err("not a grid").to_string()
    };
    assert!(message(&given(&[1.0, f64::NAN])).contains("lambdas must be between 0 and 1e100; got NaN"));
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

/// At their default tolerances a path and `solve` agree as the README promises.
#[test]
fn a_path_at_its_default_tolerance_agrees_with_solve() {
    let classes = |n_samples, n_features, class_sep| MakeClassification {
        n_samples,
        n_features,
        class_sep,
        ..Default::default()
    };
    let correlated = MakeCorrelated { n_samples: 120, rho: 0.99, ..Default::default() };
    let sets = [
        classes(200, 20, 0.5).generate().unwrap(),
        classes(60, 150, 1.0).generate().unwrap(),
        correlated.clone().generate().unwrap(),
        MakeCorrelated { task: Task::Regression, ..correlated }.generate().unwrap(),
        MakeRegression { n_samples: 80, n_features: 30, noise: 5.0, ..Default::default() }
            .generate()
            .unwrap(),
    ];
    for (k, data) in sets.iter().enumerate() {
        let problem = problem(data);
        for kind in [PenaltyKind::L1, PenaltyKind::ElasticNet, PenaltyKind::L2] {
            let grid = LambdaGrid { n_lambdas: 20, ..Default::default() };
            let mut path = Path::new(&problem, kind, 0.5, &grid, None).unwrap();
            path.finish(&problem).unwrap();
            for at in path.points() {
                let penalty = Penalty::new(kind, at.lambda, 0.5, data.n_samples()).unwrap();
                let alone = solve(&problem.with_penalty(penalty), Point::zeros(data.n_features()), 1e-9)
                    .unwrap()
                    .point;
                let largest = alone.coef.iter().fold(1.0_f64, |largest, w| largest.max(w.abs()));
                for (a, b) in at.point.coef.iter().zip(&alone.coef) {
                    assert!(
                        (a - b).abs() <= 1e-7 * largest,
                        "set {k}, {kind:?}, λ = {}: {a} and {b}",
                        at.lambda
                    );
                    assert_eq!(*a == 0.0, *b == 0.0, "set {k}, {kind:?}, λ = {}: {a} and {b}", at.lambda);
                }
            }
        }
    }
}

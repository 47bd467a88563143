//! Early stopping, dropout and label smoothing; polynomial features, which they restrain.

use super::*;

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

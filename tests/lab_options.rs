//! Options of a lab's model and data: all rows train, no intercept, penalty factors, and weights in original units.

#[path = "common/table.rs"]
mod table;

use std::rc::Rc;

use regularization_lab::charts::{Catalogue, panel_text};
use regularization_lab::data::{Dataset, Folds, Task};
use regularization_lab::lab::{Change, CsvTable, Lab, Params, Preset, RequiredComputations, script};
use regularization_lab::model::{Evaluation, ModelOptions, PenaltyKind, Point, Problem};
use regularization_lab::solve::{
    CrossValidation, CrossValidationParams, Draws, LambdaGrid, Path, Resampling, solve,
};

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

/// The parameters of a preset without an intercept.
fn without_intercept(preset: Preset) -> Params {
    let mut params = Params::of(preset, None).unwrap();
    params.trainer.model.fit_intercept = false;
    params
}

/// A lab with all computations of all panels, run to their ends.
fn finished(params: Params) -> Lab {
    let mut lab = Lab::new(params).unwrap();
    require_all(&mut lab);
    lab.step(20);
    while lab.refine() {}
    lab
}

fn require_all(lab: &mut Lab) {
    lab.set_required(RequiredComputations {
        comparison: true,
        geometry: true,
        path: true,
        folds: true,
        sweep: true,
        resampling: true,
        ..RequiredComputations::default()
    });
}

/// Asserts that every result of a lab is that of these options, computed without a lab.
fn assert_computed_with(lab: &Lab, model: &ModelOptions) {
    let (snapshot, trainer) = (lab.snapshot(), lab.trainer());
    let (train, params) = (trainer.train(), trainer.params());
    let penalty = trainer.problem().penalty;
    let plain = Problem::new(train, trainer.problem().loss, penalty).unwrap();
    let problem = model.of(plain);
    // Optimum and path.
    let near = |a: &Point, b: &Point, tolerance: f64| {
        let all = |point: &Point| point.coef.iter().copied().chain([point.intercept]).collect::<Vec<_>>();
        all(a).iter().zip(all(b)).all(|(a, b)| (a - b).abs() <= tolerance)
    };
    let start = Point::zeros(train.n_features());
    let optimum = solve(&problem, start, 1e-10).unwrap().point;
    assert!(near(&snapshot.optimum.unwrap().point, &optimum, 1e-7));
    let lambdas = Some(lab.lambda_scale().grid(10));
    let grid = LambdaGrid { lambdas, ..LambdaGrid::default() };
    let mut path =
        Path::new(&problem, params.penalty, params.effective_l1_ratio(), &grid, Some(1e-9)).unwrap();
    path.finish(&problem).unwrap();
    assert_eq!(snapshot.path.len(), path.points().len());
    assert!(snapshot.path.iter().zip(path.points()).all(|(a, b)| near(&a.point, &b.point, 1e-6)));
    // Folds, surface and samples.
    let of_folds = |penalty, l1_ratio, lambdas: &[f64]| {
        let params = CrossValidationParams {
            penalty,
            l1_ratio,
            grid: LambdaGrid { lambdas: Some(lambdas.to_vec()), ..LambdaGrid::default() },
            folds: Folds { k: 10, ..Folds::default() },
            standardize: lab.params().data.standardize,
            scoring: Some(snapshot.scoring),
            model: model.clone(),
            ..CrossValidationParams::default()
        };
        CrossValidation::new(train, &params).unwrap().finish().unwrap().mean
    };
    let curve = snapshot.validation.unwrap();
    let mean = of_folds(params.penalty, params.effective_l1_ratio(), &curve.lambdas);
    assert!(curve.mean.iter().zip(&mean).all(|(a, b)| (a - b).abs() <= 1e-9 * b.abs().max(1.0)));
    let surface = snapshot.validation_surface.unwrap();
    let mean = of_folds(PenaltyKind::ElasticNet, surface.l1_ratios[5], &surface.lambdas);
    assert!(surface.mean[5].iter().zip(&mean).all(|(a, b)| (a - b).abs() <= 1e-9 * b.abs().max(1.0)));
    let halves = snapshot.halves.unwrap();
    let lambdas = halves.spread.iter().map(|at| at.lambda).collect();
    let grid = LambdaGrid { lambdas: Some(lambdas), ..LambdaGrid::default() };
    let draws = Draws::Halves { n_draws: 60, random_state: 0 };
    let (kind, l1_ratio) = (params.penalty, params.effective_l1_ratio());
    let test = trainer.test().unwrap_or(train);
    let mut direct = Resampling::new(train, test, draws, kind, l1_ratio, model.clone(), &grid).unwrap();
    assert_eq!(halves.spread, direct.finish().unwrap());
    // The geometry touches where the problem has its optimum.
    let slice = snapshot.slice.unwrap();
    let (a, b) = slice.pair;
    assert!((slice.optimum.unwrap().0 - optimum.coef[a]).abs() < 1e-7);
    assert!((slice.optimum.unwrap().1 - optimum.coef[b]).abs() < 1e-7);
    let loss = problem.parts(&optimum, &predictor(&problem, &optimum)).loss;
    assert!((slice.optimum_loss - loss).abs() < 1e-9, "{} {loss}", slice.optimum_loss);
    // The compared model of the current penalty is the run.
    let kind = PenaltyKind::ALL.iter().position(|kind| *kind == params.penalty).unwrap();
    assert!(near(snapshot.compared.unwrap()[kind], snapshot.point, 1e-9));
}

fn predictor(problem: &Problem<'_>, point: &Point) -> Vec<f64> {
    let mut at = Evaluation::default();
    problem.evaluate(point, &mut at);
    at.z
}

#[test]
fn every_computation_of_a_lab_is_without_an_intercept_from_the_start_and_after_a_change() {
    for preset in [Preset::TwoFeatures, Preset::Regression] {
        let model = ModelOptions { fit_intercept: false, penalty_factor: None };
        let without = finished(without_intercept(preset));
        assert_computed_with(&without, &model);
        assert_eq!(without.snapshot().point.intercept, 0.0);
        let mut lab = finished(Params::of(preset, None).unwrap());
        assert_eq!(lab.set(without.params().clone()).unwrap(), Change::Continue);
        assert_eq!((lab.snapshot().point.intercept, lab.n_iter()), (0.0, 20));
        lab.restart();
        lab.step(20);
        while lab.refine() {}
        assert_computed_with(&lab, &model);
        let snapshot = lab.snapshot();
        let slice = snapshot.slice.unwrap();
        let mut corner = snapshot.optimum.unwrap().point.clone();
        (corner.coef[slice.pair.0], corner.coef[slice.pair.1]) = (slice.domain[0], slice.domain[2]);
        let problem = lab.trainer().problem();
        let loss = problem.mean_loss(&predictor(&problem, &corner));
        assert!((slice.loss[0] / loss - 1.0).abs() < 1e-9, "{} {loss}", slice.loss[0]);
    }
}

#[test]
fn weights_of_standardized_features_are_also_given_per_unit_of_the_feature() {
    let table = || table::table(Preset::Prostate);
    let params = |standardize| {
        let mut params = Params::of(Preset::Prostate, table()).unwrap();
        params.data.standardize = standardize;
        (params.trainer.penalty, params.trainer.max_iter) = (PenaltyKind::None, usize::MAX);
        params
    };
    // Without a penalty the model is the same in both units.
    let (plain, plain_intercept) = optimum(params(false));
    let mut lab = Lab::new(params(true)).unwrap();
    lab.converge().unwrap();
    for table in [CsvTable::Coefficients, CsvTable::Path, CsvTable::Trajectories] {
        let text = table.write(&mut lab);
        assert_eq!(text.lines().next().unwrap().contains("lcavol_original"), table != CsvTable::Coefficients);
        assert_eq!(text.contains("(intercept)_original"), table == CsvTable::Path, "{}", table.name());
    }
    let text = CsvTable::Coefficients.write(&mut lab);
    let header: Vec<&str> = text.lines().next().unwrap().split(',').collect();
    let column = header.iter().position(|name| *name == "optimum_original").unwrap();
    let values = text.lines().skip(1).map(|row| row.split(',').nth(column).unwrap().parse::<f64>().unwrap());
    for (original, plain) in values.zip(plain.iter().chain([&plain_intercept])) {
        assert!((original - plain).abs() < 1e-7, "{original} {plain}");
    }
    lab.focus_feature(Some(0));
    let text = panel_text("weights", "", (&lab, &lab.snapshot()), &Catalogue::ENGLISH).unwrap();
    assert_eq!(text.number.1, "= lcavol; 0.577 per unit");
    let mut lab = Lab::new(params(false)).unwrap();
    assert!(
        !CsvTable::Coefficients.write(&mut lab).contains("original") && !script(&lab).contains("original")
    );
}

/// Every lab result with free, weaker, stronger and excluded weights.
#[test]
fn every_computation_of_a_lab_has_its_penalty_factors_from_the_start_and_after_a_change() {
    for (preset, penalty) in [
        (Preset::Easy, PenaltyKind::L1),
        (Preset::Easy, PenaltyKind::L2),
        (Preset::Regression, PenaltyKind::ElasticNet),
        (Preset::TwoFeatures, PenaltyKind::L1),
    ] {
        let mut params = Params::of(preset, None).unwrap();
        params.trainer.penalty = penalty;
        let plain = params.clone();
        let width = params.data.make().unwrap().train.n_features();
        let factors = [2.5, 0.5, 0.0, f64::INFINITY, 1.0].into_iter().cycle().take(width).collect();
        params.trainer.model = params.trainer.model.with_penalty_factor(factors);
        let model = params.trainer.model.clone();
        assert_computed_with(&finished(params.clone()), &model);
        let mut lab = finished(plain);
        assert_eq!(lab.set(params).unwrap(), Change::Continue);
        assert_eq!(lab.snapshot().point.coef.get(3).copied().unwrap_or(0.0), 0.0, "held at once");
        lab.restart();
        lab.step(20);
        while lab.refine() {}
        assert_computed_with(&lab, &model);
        assert_ball_touches(&lab);
    }
}

/// The optimum is on the edge of the ball, and the objective of the plane is lowest there.
fn assert_ball_touches(lab: &Lab) {
    let snapshot = lab.snapshot();
    let slice = snapshot.slice.unwrap();
    let Some(ball) = slice.penalty() else { return };
    let (u, v) = slice.optimum.unwrap();
    assert!((ball.value((u, v)) - slice.allowance).abs() < 1e-12);
    let problem = lab.trainer().problem();
    let objective = |place: (f64, f64)| {
        let mut point = snapshot.optimum.unwrap().point.clone();
        (point.coef[slice.pair.0], point.coef[slice.pair.1]) = place;
        problem.objective(&problem.feasible(point))
    };
    let least = objective((u, v));
    for (du, dv) in [(0.01, 0.0), (-0.01, 0.0), (0.0, 0.01), (0.0, -0.01)] {
        assert!(objective((u + du, v + dv)) >= least - 1e-12);
    }
}

#[test]
fn penalty_factors_are_reset_with_other_data_and_with_another_number_of_features() {
    let mut lab = Lab::new(Params::of(Preset::Easy, None).unwrap()).unwrap();
    let mut params = lab.params().clone();
    let set = |params: &mut Params, factors: &[f64]| {
        params.trainer.model = params.trainer.model.clone().with_penalty_factor(factors.to_vec());
    };
    set(&mut params, &[1.0; 5]);
    assert_eq!(lab.set(params.clone()).unwrap(), Change::None, "1 each is no factor");
    set(&mut params, &[0.0, 1.0, 1.0, 1.0, 2.0]);
    assert_eq!(lab.set(params.clone()).unwrap(), Change::Continue);
    // The same features of other rows keep their factors.
    params.data.set_random_state(9);
    lab.set(params.clone()).unwrap();
    assert_eq!(lab.snapshot().penalty_factor_of(4), 2.0);
    params.data.set("n_features", 6.0).unwrap();
    lab.set(params.clone()).unwrap();
    assert_eq!(lab.snapshot().penalty_factor, None);
    set(&mut params, &[2.0; 7]);
    let error = lab.set(params.clone()).unwrap_err().to_string();
    assert_eq!(error, "penalty_factor must be 6 numbers, one a feature; got 7 numbers");
    set(&mut params, &[2.0; 6]);
    lab.set(params.clone()).unwrap();
    params.choose(Params::of(Preset::Regression, None).unwrap().data);
    assert_eq!(params.trainer.model.penalty_factor, None);
}

#[test]
fn coefficients_have_a_column_of_penalty_factors_while_some_are_not_1() {
    let mut params = Params::of(Preset::Easy, None).unwrap();
    let text = CsvTable::Coefficients.write(&mut Lab::new(params.clone()).unwrap());
    assert!(!text.contains("penalty_factor"));
    let factors = vec![0.0, 1.0, 2.5, f64::INFINITY, 1.0];
    params.trainer.model = params.trainer.model.with_penalty_factor(factors);
    let mut lab = Lab::new(params).unwrap();
    let text = CsvTable::Parameters.write(&mut lab);
    assert!(
        text.ends_with(
            "\r\npenalty_factor of x0,0\r\npenalty_factor of x2,2.5\r\npenalty_factor of x3,inf\r\n"
        ),
        "{text}"
    );
    let text = CsvTable::Coefficients.write(&mut lab);
    let last = |row: &str| row.rsplit(',').next().unwrap().to_owned();
    let column: Vec<String> = text.lines().map(last).collect();
    assert_eq!(column, ["penalty_factor", "0", "1", "2.5", "inf", "1", ""]);
}

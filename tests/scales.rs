//! Data in any unit: the ranges and tolerances of a lab follow the size of its numbers.

use std::rc::Rc;

use regularization_lab::data::{Dataset, Task};
use regularization_lab::lab::{DataParams, Lab, Params, Preset, RequiredComputations};
use regularization_lab::model::{Loss, Penalty, PenaltyKind, Point, Problem};
use regularization_lab::solve::{LambdaGrid, Path, Status, solve};

/// 60 rows of two features, `y = unit (3 x0 − x1 + 2 + wave)`.
fn table(unit: f64) -> Rc<Dataset> {
    let feature = |i: usize, k: f64| (i as f64 * k).sin();
    let x = (0..60).flat_map(|i| [feature(i, 1.3), feature(i, 2.1)]).collect();
    let y = (0..60).map(|i| unit * (3.0 * feature(i, 1.3) - feature(i, 2.1) + 2.0 + 0.2 * feature(i, 7.7)));
    Rc::new(Dataset::new(x, y.collect(), 2, Task::Regression).unwrap())
}

fn lab(unit: f64, penalty: PenaltyKind, lambda: f64) -> Lab {
    let mut params = Params::default();
    params.choose(DataParams::of(Preset::Own, Some(table(unit))).unwrap());
    (params.trainer.penalty, params.trainer.lambda) = (penalty, lambda);
    Lab::new(params).unwrap()
}

#[test]
fn a_run_ends_at_the_same_relative_accuracy_in_any_unit() {
    let mut expected = None;
    for unit in [1.0, 1e-9, 1e9, 1e12] {
        let mut lab = lab(unit, PenaltyKind::None, 1.0);
        lab.step(20_000);
        assert_eq!(lab.trainer().status(), Status::Converged, "unit {unit:e}");
        assert!(lab.n_iter() > 1, "unit {unit:e}");
        let weights: Vec<f64> = lab.trainer().point().coef.iter().map(|w| w / unit).collect();
        let expected: &Vec<f64> = expected.get_or_insert(weights.clone());
        for (found, expected) in weights.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-5, "unit {unit:e}: {found} is not {expected}");
        }
    }
}

#[test]
fn slider_path_and_folds_reach_the_lambda_that_leaves_nothing() {
    for unit in [1e-9, 1e-3, 1.0, 1e6, 1e12] {
        let mut lab = lab(unit, PenaltyKind::L1, 1.0);
        lab.set_required(RequiredComputations { path: true, folds: true, ..RequiredComputations::NONE });
        while lab.refine() {}
        let (scale, lambda_max) = (lab.lambda_scale(), lab.lambda_max().unwrap());
        assert!(scale.largest() >= lambda_max && scale.smallest() <= 1e-3 * lambda_max, "unit {unit:e}");
        assert_eq!(scale.value(scale.position(scale.largest())), scale.largest());
        let snapshot = lab.snapshot();
        assert_eq!(snapshot.errors.path.or(snapshot.errors.folds), None, "unit {unit:e}");
        let path = snapshot.path;
        assert_eq!(path[0].point.norm1(), 0.0, "unit {unit:e}");
        assert!(path.last().unwrap().point.coef.iter().all(|&w| w != 0.0), "unit {unit:e}");
        // The recommended λ is not at an edge of the grid.
        let one_se = lab.path_and_folds().one_se().unwrap();
        assert!(one_se > 1.5 * scale.smallest() && one_se < scale.largest(), "unit {unit:e}: {one_se:e}");
        assert_eq!(lab.params().trainer.lambda, 1.0, "a chosen λ keeps its value");
    }
}

#[test]
fn other_data_have_the_usual_tolerance_again() {
    let mut params = lab(1e12, PenaltyKind::L1, 1.0).params().clone();
    assert!(params.trainer.tolerance.unwrap() > 1.0);
    params.choose(DataParams::of(Preset::Easy, None).unwrap());
    assert_eq!(Lab::new(params).unwrap().params().trainer.tolerance, Some(1e-6));
}

/// Columns in millions and in hundredths: the run must not stop before the small one is trained, and paths must follow every λ.
#[test]
fn columns_of_very_different_units_are_trained_to_the_optimum() {
    let revenue: [f64; 10] = [1e6, 2.5e6, 4e6, 5.5e6, 7e6, 8.2e6, 9.7e6, 3.3e6, 6.1e6, 1.9e6];
    let share = [0.01, 0.15, 0.03, 0.12, 0.0, 0.16, 0.05, 0.09, 0.02, 0.14];
    let x = revenue.iter().zip(&share).flat_map(|(&a, &b)| [a, b]).collect();
    let y: Vec<f64> =
        revenue.iter().zip(&share).map(|(a, b)| 5e-6 * a + 60.0 * b + 1.5 + (a * 7.0).sin()).collect();
    let data = Dataset::new(x, y, 2, Task::Regression).unwrap();
    let mut params = Params::of(Preset::Own, Some(Rc::new(data.clone()))).unwrap();
    (params.data.standardize, params.data.split.test_size) = (false, 0.0);
    params.trainer.penalty = PenaltyKind::None;
    let mut lab = Lab::new(params).unwrap();
    lab.step(3_000);
    assert_ne!(lab.trainer().status(), Status::Converged, "the share has not moved");
    lab.converge().unwrap();
    let optimum = lab.trainer().point().coef.clone();
    assert!((optimum[1] - 60.0).abs() < 15.0, "{optimum:?}");
    // The path at each λ is what `solve` finds from 0.
    let problem = Problem::new(&data, Loss::Squared, Penalty::default()).unwrap();
    for kind in [PenaltyKind::L2, PenaltyKind::L1] {
        let grid = LambdaGrid { lambdas: Some(vec![1.0, 0.1, 0.01, 1e-3]), ..LambdaGrid::default() };
        let mut path = Path::new(&problem, kind, 0.5, &grid, None).unwrap();
        path.finish(&problem).unwrap();
        for at in path.points() {
            let penalty = Penalty::new(kind, at.lambda, 0.5, data.n_samples()).unwrap();
            let alone = solve(&problem.with_penalty(penalty), Point::zeros(2), 1e-9).unwrap().point;
            for (a, b) in at.point.coef.iter().zip(&alone.coef) {
                assert!((a - b).abs() <= 1e-6 * b.abs(), "{kind:?} {}: {:?}, {alone:?}", at.lambda, at.point);
            }
        }
    }
}

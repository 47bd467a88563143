//! Data in any unit: the ranges and tolerances of a lab follow the size of its numbers.

use std::rc::Rc;

use regularization_lab::data::{Dataset, Task};
use regularization_lab::lab::{DataParams, Lab, Params, Preset, RequiredComputations};
use regularization_lab::model::PenaltyKind;
use regularization_lab::solve::Status;

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

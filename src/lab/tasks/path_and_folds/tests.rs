//! Tests of the path and the folds of a lab.

use super::*;
use crate::lab::LambdaScale;
use crate::lab::{Lab, RequiredComputations};

fn finished(mut lab: Lab) -> Lab {
    lab.set_required(RequiredComputations { folds: true, path: true, ..RequiredComputations::default() });
    while lab.refine() {}
    lab
}

#[test]
fn path_and_one_standard_error_rule_of_the_stress_set() {
    let lab = finished(Lab::new(Params::default()).unwrap());
    let kept = lab.path_and_folds().kept();
    assert_eq!(kept.len(), 61);
    let at = |lambda: f64| {
        let place = LambdaScale::default()
            .grid(PER_DECADE)
            .iter()
            .position(|other| (other / lambda - 1.0).abs() < 1e-9);
        kept[place.expect("a value of the grid")]
    };
    // The article's optimum at λ = 1, and nothing above λ_max = 350.8.
    assert_eq!((at(1.0), at(1000.0)), (6, 0));
    let folds = CrossValidationParams {
        grid: LambdaGrid { lambdas: Some(LambdaScale::default().grid(PER_DECADE)), ..Default::default() },
        folds: folds_of(lab.trainer().train()),
        standardize: false,
        scoring: Some(Scoring::NegLogLoss),
        ..Default::default()
    };
    let curve = CrossValidation::new(lab.trainer().train(), &folds).unwrap().finish().unwrap();
    assert_eq!(lab.path_and_folds().one_se(), Some(curve.lambdas[curve.one_se_index]));
}

#[test]
fn another_penalty_restarts_path_and_folds_and_another_lambda_does_not() {
    let mut lab = finished(Lab::new(Params::default()).unwrap());
    let version = lab.path_and_folds().version();
    let mut params = lab.params().clone();
    params.trainer.lambda = 5.0;
    lab.set(params.clone()).unwrap();
    lab = finished(lab);
    assert_eq!(lab.path_and_folds().version(), version);
    params.trainer.penalty = PenaltyKind::L2;
    lab.set(params.clone()).unwrap();
    assert_eq!(lab.path_and_folds().one_se(), None);
    lab = finished(lab);
    assert!(lab.path_and_folds().kept().iter().all(|&kept| kept == 100));
    params.trainer.penalty = PenaltyKind::None;
    lab.set(params).unwrap();
    lab = finished(lab);
    assert!(lab.path_and_folds().kept().is_empty() && lab.path_and_folds().one_se().is_none());
}

//! Cross-validation on the stress data, against scikit-learn and glmnet.

use regularization_lab::data::{Folds, MakeClassification};
use regularization_lab::model::{PenaltyKind, Scoring};
use regularization_lab::solve::{CrossValidation, CrossValidationParams, LambdaGrid};

use crate::fixture::{assert_close, integer, list, load, number, numbers};

#[test]
fn stress_set_scores_and_choices_are_scikit_learns() {
    let fixture = load("cv_stress");
    let recipe = MakeClassification {
        n_samples: 600,
        n_features: 100,
        n_informative: 5,
        n_redundant: 0,
        random_state: 42,
        ..Default::default()
    };
    let data = recipe.generate().unwrap();
    let folds = Folds {
        k: integer(&fixture["k"]),
        random_state: integer(&fixture["fold_seed"]) as u32,
        ..Default::default()
    };
    let lambdas: Vec<f64> = numbers(&fixture["Cs"]).iter().map(|c| 1.0 / c).collect();
    let scores = [
        (Scoring::Auc, "auc", 1.0, 1e-9),
        (Scoring::NegLogLoss, "log_loss", -1.0, 1e-7),
        (Scoring::Accuracy, "accuracy", 1.0, 1e-12),
    ];
    for (name, penalty) in
        [("l1", PenaltyKind::L1), ("l2", PenaltyKind::L2), ("elasticnet_0.5", PenaltyKind::ElasticNet)]
    {
        for (scoring, key, sign, tolerance) in scores {
            let params = CrossValidationParams {
                penalty,
                l1_ratio: 0.5,
                grid: LambdaGrid { lambdas: Some(lambdas.clone()), ..Default::default() },
                folds,
                scoring: Some(scoring),
                ..Default::default()
            };
            let curve = CrossValidation::new(&data, &params).unwrap().finish().unwrap();
            let expected = &fixture["penalties"][name];
            let what = format!("{name}, {key}");
            for (j, row) in list(&expected[format!("{key}_by_C_by_fold")]).iter().enumerate() {
                let ours: Vec<f64> = curve.fold_scores.iter().map(|fold| sign * fold[j]).collect();
                assert_close(&ours, &numbers(row), tolerance, &what);
            }
            let summary = &expected[key];
            let signed: Vec<f64> = curve.mean.iter().map(|mean| sign * mean).collect();
            assert_close(&signed, &numbers(&summary["mean"]), tolerance, &what);
            assert_close(&curve.std, &numbers(&summary["std_ddof0"]), tolerance, &what);
            assert_close(&curve.standard_error, &numbers(&summary["se"]), tolerance, &what);
            assert_eq!(curve.best_index, integer(&summary["best_index"]), "{what}");
            assert_eq!(curve.one_se_index, integer(&summary["one_se_index"]), "{what}");
            let best = 1.0 / curve.lambdas[curve.best_index];
            assert_close(&[best], &[number(&summary["best_C"])], 1e-12, &what);
        }
    }
}

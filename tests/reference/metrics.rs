//! Scores, curves, and the functions they use.

use regularization_lab::data::{Dataset, StandardScaler, Task};
use regularization_lab::model::metrics::{
    self, Binning, Confusion, accuracy, average_precision, brier, calibration, log_loss, r2, roc_auc,
    roc_curve,
};
use regularization_lab::model::{sigmoid, softplus};
use serde_json::Value;

use crate::fixture::{assert_close, integers, list, load, number, numbers};

const TOLERANCE: f64 = 1e-12;

#[track_caller]
fn check(actual: f64, expected: &Value, what: &str) {
    assert_close(&[actual], &[number(expected)], TOLERANCE, what);
}

#[test]
fn classification_scores_are_scikit_learns() {
    for case in list(&load("metrics")["classification"]) {
        let (y, score) = (numbers(&case["y"]), numbers(&case["score"]));
        check(roc_auc(&y, &score).unwrap(), &case["roc_auc"], "AUC");
        check(average_precision(&y, &score).unwrap(), &case["average_precision"], "average precision");
        check(log_loss(&y, &numbers(&case["prob_for_logloss"])).unwrap(), &case["log_loss"], "log-loss");
        check(brier(&y, &score).unwrap(), &case["brier"], "Brier");
        check(accuracy(&y, &score).unwrap(), &case["accuracy_at_half"], "accuracy");
        let c = Confusion::at_half(&y, &score).unwrap();
        let counts = [c.true_negative, c.false_positive, c.false_negative, c.true_positive];
        assert_eq!(counts.to_vec(), integers(&case["confusion_tn_fp_fn_tp"]));
        check(c.f1(), &case["f1"], "F1");
    }
}

#[test]
fn roc_curves_are_scikit_learns() {
    for case in list(&load("metrics")["classification"]) {
        let (y, score) = (numbers(&case["y"]), numbers(&case["score"]));
        let short = roc_curve(&y, &score, true).unwrap();
        assert_close(&short.false_positive_rate, &numbers(&case["roc_fpr"]), TOLERANCE, "fpr");
        assert_close(&short.true_positive_rate, &numbers(&case["roc_tpr"]), TOLERANCE, "tpr");
        assert_eq!(short.thresholds, numbers(&case["roc_thresholds"]));
        let full = roc_curve(&y, &score, false).unwrap();
        assert_close(&full.false_positive_rate, &numbers(&case["roc_full_fpr"]), TOLERANCE, "fpr");
        assert_close(&full.true_positive_rate, &numbers(&case["roc_full_tpr"]), TOLERANCE, "tpr");
    }
}

#[test]
fn calibration_curves_are_scikit_learns() {
    for case in list(&load("metrics")["classification"]) {
        let (y, p) = (numbers(&case["y"]), numbers(&case["score"]));
        for (key, binning) in
            [("calibration_uniform10", Binning::Uniform), ("calibration_quantile10", Binning::Quantile)]
        {
            let curve = calibration(&y, &p, 10, binning).unwrap();
            assert_close(&curve.mean_predicted, &numbers(&case[key]["prob_pred"]), TOLERANCE, key);
            assert_close(&curve.fraction_positive, &numbers(&case[key]["prob_true"]), TOLERANCE, key);
            assert_eq!(curve.count.iter().sum::<usize>(), y.len());
        }
    }
}

#[test]
fn regression_scores_are_scikit_learns() {
    for case in list(&load("metrics")["regression"]) {
        let (y, prediction) = (numbers(&case["y"]), numbers(&case["pred"]));
        check(r2(&y, &prediction).unwrap(), &case["r2"], "R²");
        check(metrics::mean_squared_error(&y, &prediction).unwrap(), &case["mse"], "MSE");
        check(metrics::mean_absolute_error(&y, &prediction).unwrap(), &case["mae"], "MAE");
    }
}

#[test]
fn sigmoid_and_softplus_hold_at_the_extremes() {
    for case in list(&load("metrics")["logistic_functions"]) {
        let z = number(&case["z"]);
        check(sigmoid(z), &case["sigmoid"], &format!("σ({z})"));
        check(softplus(z), &case["softplus"], &format!("softplus({z})"));
    }
}

#[test]
fn standard_scaler_is_scikit_learns() {
    let case = &load("metrics")["standard_scaler"];
    let x = numbers(&case["X"]);
    let n = list(&case["X"]).len();
    let data = Dataset::new(x, vec![0.0; n], 4, Task::Regression).unwrap();
    let scaler = StandardScaler::fit(&data);
    assert_close(&scaler.mean, &numbers(&case["mean"]), TOLERANCE, "mean");
    assert_close(&scaler.scale, &numbers(&case["scale"]), TOLERANCE, "scale");
    let z = scaler.transform(&data).unwrap();
    assert_close(z.x(), &numbers(&case["Z"]), TOLERANCE, "Z");
}

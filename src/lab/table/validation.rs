//! Tables of cross-validation.

use super::csv::Csv;
use crate::lab::snapshot::Snapshot;
use crate::model::Scoring;

/// scikit-learn's name of the scoring; greater is better.
fn name_of(scoring: Scoring) -> &'static str {
    match scoring {
        Scoring::Auc => "roc_auc",
        Scoring::Accuracy => "accuracy",
        Scoring::NegLogLoss => "neg_log_loss",
        Scoring::R2 => "r2",
        Scoring::NegMse => "neg_mean_squared_error",
    }
}

/// One row a pair of `l1_ratio` and λ.
pub(super) fn surface(mut csv: Csv, snapshot: &Snapshot<'_>) -> String {
    csv.cells(["l1_ratio", "lambda", "scoring", "mean"]);
    csv.end_row();
    let Some(validation_surface) = snapshot.validation_surface else { return csv.text };
    for (row, &l1_ratio) in validation_surface.mean.iter().zip(&validation_surface.l1_ratios) {
        for (&mean, &lambda) in row.iter().zip(&validation_surface.lambdas) {
            csv.numbers(&[l1_ratio, lambda]);
            csv.cell(name_of(snapshot.scoring));
            csv.number(mean);
            csv.end_row();
        }
    }
    csv.text
}

/// One row a λ: mean, deviations, and the score of every fold.
pub(super) fn cross_validation(mut csv: Csv, snapshot: &Snapshot<'_>) -> String {
    let scoring = name_of(snapshot.scoring);
    csv.cells(["lambda", "scoring", "mean", "std", "standard_error", "train_mean"]);
    let folds = snapshot.validation.map_or(&[][..], |curve| &curve.fold_scores);
    (1..=folds.len()).for_each(|k| csv.cell(&format!("fold_{k}")));
    csv.end_row();
    let Some(curve) = snapshot.validation else { return csv.text };
    for (k, &lambda) in curve.lambdas.iter().enumerate() {
        csv.number(lambda);
        csv.cell(scoring);
        csv.numbers(&[curve.mean[k], curve.std[k], curve.standard_error[k], curve.train_mean[k]]);
        csv.numbers(folds.iter().map(|scores| &scores[k]));
        csv.end_row();
    }
    csv.text
}

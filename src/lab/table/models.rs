//! Tables of models fitted to other samples, and of their predictions.

use super::csv::Csv;
use super::names;
use crate::lab::calibration::calibration_of;
use crate::lab::resampling::Repeats;
use crate::lab::snapshot::Snapshot;
use crate::model::PenaltyKind;

/// Whether any sample is finished.
pub(super) fn has_samples(repeats: Option<&Repeats>) -> bool {
    repeats.is_some_and(|repeats| !repeats.spread.is_empty())
}

/// One row a λ, descending: `bias` is the squared bias with the noise of the rows, `error` is `bias + variance`.
pub(super) fn bias_variance(mut csv: Csv, snapshot: &Snapshot<'_>) -> String {
    csv.cells(["lambda", "samples", "bias", "variance", "error"]);
    csv.end_row();
    let Some(repeats) = snapshot.bootstraps else { return csv.text };
    for at in &repeats.spread {
        csv.number(at.lambda);
        csv.count(repeats.n_done);
        csv.numbers(&[at.bias, at.variance, at.error]);
        csv.end_row();
    }
    csv.text
}

/// One row a λ, descending: the share of samples in which the weight of each feature is not 0.
pub(super) fn stability(mut csv: Csv, snapshot: &Snapshot<'_>) -> String {
    csv.cells(["lambda", "samples", "stable"]);
    csv.cells(names(snapshot));
    csv.end_row();
    let Some(repeats) = snapshot.halves else { return csv.text };
    for at in &repeats.spread {
        csv.number(at.lambda);
        csv.count(repeats.n_done);
        csv.count(at.stable());
        csv.numbers(&at.selection);
        csv.end_row();
    }
    csv.text
}

/// One row a model and bin that is not empty: `coef` is the model in training, the others are the same run under each penalty.
pub(super) fn calibration(mut csv: Csv, snapshot: &Snapshot<'_>) -> String {
    csv.cells(["model", "rows", "mean_predicted", "fraction_positive"]);
    csv.end_row();
    let Some(test) = snapshot.test else { return csv.text };
    let compared =
        PenaltyKind::ALL.iter().map(|kind| kind.name()).zip(snapshot.compared.into_iter().flatten());
    for (name, point) in [("coef", snapshot.point)].into_iter().chain(compared) {
        let Some(bins) = calibration_of(test, point) else { continue };
        for (k, &count) in bins.count.iter().enumerate() {
            csv.cell(name);
            csv.count(count);
            csv.numbers(&[bins.mean_predicted[k], bins.fraction_positive[k]]);
            csv.end_row();
        }
    }
    csv.text
}

//! The comparison as texts, the same as in `www/panels/comparison.js`.

use super::super::model;
use super::super::number::{count, fixed, significant};
use crate::charts::panels::comparison::{ComparedRow, ComparisonTable};
use crate::decimal::two_digits;
use crate::lab::{Lab, Preset, Scores};
use crate::model::PenaltyKind;

/// Name and text of every column.
type Column = (&'static str, fn(&Scores) -> Option<String>);

const COLUMNS: [Column; 8] = [
    ("train", |scores| score(scores.train_accuracy, scores.train_r2)),
    ("test", |scores| score(scores.test_accuracy, scores.test_r2)),
    ("AUC", |scores| scores.test_auc.map(|auc| fixed(auc, 3))),
    ("loss", |scores| scores.test_loss.map(significant)),
    ("‖w‖₂", |scores| {
        Some(if scores.norm2 < 1e3 { fixed(scores.norm2, 2) } else { significant(scores.norm2) })
    }),
    ("< 0.001", |scores| Some(count(scores.near_zero))),
    ("= 0", |scores| Some(count(scores.exact_zero))),
    ("TP/FP", |scores| Some(format!("{}/{}", count(scores.true_positives?), count(scores.false_positives?)))),
];

fn score(accuracy: Option<f64>, r2: Option<f64>) -> Option<String> {
    accuracy.map(|share| fixed(100.0 * share, 1)).or(r2.map(|r2| fixed(r2, 3)))
}

/// The table of a lab whose comparison is at the iteration of the run.
pub fn comparison(lab: &Lab) -> ComparisonTable {
    let trainer = &lab.params().trainer;
    let scores: Vec<(PenaltyKind, Scores)> = lab
        .comparison()
        .map(|models| PenaltyKind::ALL.map(|kind| (kind, models.scores(kind))).to_vec())
        .unwrap_or_default();
    let columns: Vec<&Column> = COLUMNS
        .iter()
        .filter(|(_, text)| scores.first().is_some_and(|(_, scores)| text(scores).is_some()))
        .collect();
    let row = |kind: PenaltyKind, scores: &Scores| {
        let name = match kind {
            PenaltyKind::None => "none".to_owned(),
            PenaltyKind::ElasticNet => {
                format!("{} {}", model::name(kind), significant(two_digits(trainer.l1_ratio)))
            }
            PenaltyKind::L2 | PenaltyKind::L1 => model::name(kind).to_owned(),
        };
        let cells = columns.iter().map(|(_, text)| text(scores).unwrap_or_default());
        ComparedRow {
            kind,
            cells: std::iter::once(name).chain(cells).collect(),
            is_current: kind == trainer.penalty,
            is_quiet: false,
        }
    };
    // The elastic net of the article is a run without a penalty; see `published` in www/panels/words.js.
    let is_published = lab.params().data.preset == Preset::Stress;
    let published = scores.first().filter(|_| is_published).map(|(kind, scores)| {
        let mut row = row(*kind, scores);
        "as published".clone_into(&mut row.cells[0]);
        ComparedRow { kind: PenaltyKind::ElasticNet, is_current: false, is_quiet: true, ..row }
    });
    ComparisonTable {
        head: std::iter::once("penalty")
            .chain(columns.iter().map(|(name, _)| *name))
            .map(str::to_owned)
            .collect(),
        rows: scores.iter().map(|(kind, scores)| row(*kind, scores)).chain(published).collect(),
        l1_ratio: trainer.l1_ratio,
    }
}

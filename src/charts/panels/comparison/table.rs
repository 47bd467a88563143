//! The cells of the comparison, for the page and for pictures.

use super::{ComparedColumn, ComparedRow, ComparisonTable};
use crate::charts::messages::{Catalogue, message};
use crate::charts::number::{count, fixed, significant};
use crate::charts::text::TextContext;
use crate::decimal::two_digits;
use crate::lab::{Lab, Preset, Scores};
use crate::model::PenaltyKind;

/// A column: key, head, tooltip, and the text of a cell, which is missing where the data have no such score.
type Column = (&'static str, &'static str, &'static str, fn(&Scores) -> Option<String>);

const COLUMNS: [Column; 8] = [
    ("train", "train", "Accuracy in %, or R², on the training rows", |scores| {
        score(scores.train_accuracy, scores.train_r2)
    }),
    ("test", "test", "Accuracy in %, or R², on the test rows", |scores| {
        score(scores.test_accuracy, scores.test_r2)
    }),
    ("auc", "AUC", "Area under the ROC curve on the test rows", |scores| {
        scores.test_auc.map(|auc| fixed(auc, 3))
    }),
    ("loss", "loss", "Mean loss on the test rows", |scores| scores.test_loss.map(significant)),
    ("norm", "‖w‖₂", "Norm of the weights", |scores| {
        Some(if scores.norm2 == 0.0 || (0.01..1e3).contains(&scores.norm2) {
            fixed(scores.norm2, 2)
        } else {
            significant(scores.norm2)
        })
    }),
    ("near", "< 0.001", "Weights smaller than 0.001, zeros included", |scores| Some(count(scores.near_zero))),
    ("zero", "= 0", "Weights that are exactly 0", |scores| Some(count(scores.exact_zero))),
    (
        "selected",
        "TP/FP",
        "True and false positives: kept weights that carry signal, and that are noise",
        |scores| Some(format!("{}/{}", count(scores.true_positives?), count(scores.false_positives?))),
    ),
];

fn score(accuracy: Option<f64>, r2: Option<f64>) -> Option<String> {
    accuracy.map(|share| fixed(100.0 * share, 1)).or(r2.map(|r2| fixed(r2, 3)))
}

/// Whether the lab has the data of the article's table, in which the row of the elastic net is a run without a penalty.
pub(super) fn has_published_row(lab: &Lab) -> bool {
    lab.params().data.preset == Preset::Stress
}

impl ComparisonTable {
    /// The table of a lab; without rows where models are not compared.
    #[must_use]
    pub fn new(lab: &Lab, catalogue: &Catalogue) -> Self {
        let context = TextContext { lab, snapshot: &lab.snapshot(), view: "", catalogue };
        let trainer = &lab.params().trainer;
        let scores: Vec<(PenaltyKind, Scores)> = lab
            .comparison()
            .map(|models| PenaltyKind::ALL.map(|kind| (kind, models.scores(kind))).to_vec())
            .unwrap_or_default();
        let is_known =
            |(_, _, _, text): &&Column| scores.first().is_some_and(|(_, scores)| text(scores).is_some());
        let columns: Vec<&Column> = COLUMNS.iter().filter(is_known).collect();
        let name = |kind: PenaltyKind| match kind {
            PenaltyKind::ElasticNet => {
                format!("{} {}", context.label_of(kind), significant(two_digits(trainer.l1_ratio)))
            }
            PenaltyKind::None | PenaltyKind::L2 | PenaltyKind::L1 => context.label_of(kind),
        };
        let row = |kind: PenaltyKind, name: String, scores: &Scores| ComparedRow {
            kind: Some(kind),
            name,
            cells: columns.iter().map(|(_, _, _, text)| text(scores).unwrap_or_default()).collect(),
            is_current: kind == trainer.penalty,
            is_published: false,
        };
        let published = scores.first().filter(|_| has_published_row(lab)).map(|(_, scores)| {
            let name = message!(context, "comparison.published", "as published");
            let row = row(PenaltyKind::ElasticNet, name, scores);
            ComparedRow { is_current: false, is_published: true, ..row }
        });
        let larger_class = scores.first().filter(|(_, scores)| scores.train_larger_class.is_some());
        let larger_class = larger_class.map(|(_, scores)| {
            let share = |key: &str| match key {
                "train" => score(scores.train_larger_class, None),
                "test" => score(scores.test_larger_class, None),
                _ => None,
            };
            ComparedRow {
                kind: None,
                name: message!(context, "comparison.larger-class", "larger class"),
                cells: columns.iter().map(|(key, ..)| share(key).unwrap_or_default()).collect(),
                is_current: false,
                is_published: false,
            }
        });
        let column = |&&(key, head, title, _): &&Column| ComparedColumn {
            key,
            head: catalogue.format(&format!("comparison.{key}"), head, &[]),
            title: catalogue.format(&format!("comparison.{key}.title"), title, &[]),
        };
        Self {
            row_head: message!(context, "comparison.penalty", "penalty"),
            columns: columns.iter().map(column).collect(),
            rows: scores
                .iter()
                .map(|(kind, scores)| row(*kind, name(*kind), scores))
                .chain(published)
                .chain(larger_class)
                .collect(),
            l1_ratio: trainer.l1_ratio,
        }
    }
}

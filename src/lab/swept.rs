//! Held-out scores over λ × `l1_ratio`, for the picture that chooses both.

use crate::model::Scoring;
use crate::solve::{CrossValidation, Status, Sweep};

/// From L1 to L2, so that the picture grows from its top and the quickest rows come first.
const L1_RATIOS: [f64; 11] = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0];

/// The mean held-out score at every λ of a grid under every `l1_ratio`, as far as it is known.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Swept {
    /// From the largest.
    pub lambdas: Vec<f64>,
    /// From the largest.
    pub l1_ratios: Vec<f64>,
    /// One vector of λ for each of the first ratios; greater is better.
    pub mean: Vec<Vec<f64>>,
    /// The best one that is known.
    pub best: Option<BestCell>,
    /// Share of the optima that are found.
    pub progress: f64,
    /// Another number for another surface or more of it.
    pub version: usize,
}

/// Where a surface is best; of equal places that of the strongest penalty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BestCell {
    /// Strength of the penalty.
    pub lambda: f64,
    /// Its share of the L1 part.
    pub l1_ratio: f64,
    /// Mean held-out score.
    pub score: f64,
    /// Its standard error.
    pub standard_error: f64,
}

impl Swept {
    /// Whether nothing is still to come.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        !self.l1_ratios.is_empty() && self.mean.len() == self.l1_ratios.len()
    }
}

/// Computes a surface in the time that frames leave. It depends on the data alone, not on the penalty in force.
#[derive(Debug, Default)]
pub(super) struct SweepWork {
    sweep: Option<Sweep>,
    is_running: bool,
    swept: Swept,
}

impl SweepWork {
    /// Forgets everything: the data or what weighs their rows have changed.
    pub(super) fn clear(&mut self) {
        *self =
            Self { swept: Swept { version: self.swept.version + 1, ..Swept::default() }, ..Self::default() };
    }

    /// Does a bounded piece of work over these folds; returns whether there is more.
    pub(super) fn step(&mut self, folds: &CrossValidation, lambdas: Vec<f64>, scoring: Scoring) -> bool {
        let Some(sweep) = &mut self.sweep else {
            self.sweep = folds.with_lambdas(lambdas).and_then(|folds| Sweep::over(&folds, &L1_RATIOS)).ok();
            self.is_running = self.sweep.is_some();
            self.show(scoring);
            return self.is_running;
        };
        if self.is_running {
            let n_done = sweep.n_done();
            self.is_running = matches!(sweep.step(), Ok(Status::Running));
            let (found, all) = sweep.progress();
            self.swept.progress = found as f64 / all.max(1) as f64;
            if sweep.n_done() != n_done || !self.is_running {
                self.show(scoring);
            }
        }
        self.is_running
    }

    /// Brings what is shown to a score.
    pub(super) fn show(&mut self, scoring: Scoring) {
        let Some(sweep) = &self.sweep else { return };
        let curves = sweep.finished_by(scoring);
        let mut best: Option<BestCell> = None;
        // From the largest λ and ratio, so that the first of equal ones stays.
        for (curve, &l1_ratio) in curves.iter().zip(sweep.l1_ratios()) {
            let k = curve.best_index;
            let score = curve.mean[k];
            if best.is_none_or(|best| {
                score > best.score || (score == best.score && curve.lambdas[k] > best.lambda)
            }) {
                let (lambda, standard_error) = (curve.lambdas[k], curve.standard_error[k]);
                best = Some(BestCell { lambda, l1_ratio, score, standard_error });
            }
        }
        self.swept.version += 1;
        self.swept.best = best;
        self.swept.lambdas = sweep.lambdas().to_vec();
        self.swept.l1_ratios = sweep.l1_ratios().to_vec();
        self.swept.mean = curves.into_iter().map(|curve| curve.mean).collect();
    }

    /// What is known.
    pub(super) fn swept(&self) -> &Swept {
        &self.swept
    }
}

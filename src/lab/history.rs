//! The history of a run, in bounded memory.

use super::objective_terms::ObjectiveTerms;
use crate::data::Truth;
use crate::model::Point;

/// Weights below this size count as near zero, as in the article.
pub const NEAR_ZERO: f64 = 1e-3;

/// Largest number of moments stored; a curve on screen has fewer pixels.
const CAPACITY: usize = 512;

/// Numbers of weights by size and role of the feature.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Informative weights of size at least [`NEAR_ZERO`].
    pub informative: usize,
    /// Weights of that size of redundant and repeated features.
    pub redundant: usize,
    /// Weights of that size of noise features; of all features if their roles are unknown.
    pub noise: usize,
    /// Weights smaller than [`NEAR_ZERO`] that are not 0.
    pub near_zero: usize,
    /// Weights that are 0.
    pub exact_zero: usize,
}

impl Counts {
    /// Counts the weights by size and role of their features.
    #[must_use]
    pub fn of(coef: &[f64], truth: &[Truth]) -> Self {
        let mut counts = Self::default();
        for (j, &w) in coef.iter().enumerate() {
            *(if w == 0.0 {
                &mut counts.exact_zero
            } else if w.abs() < NEAR_ZERO {
                &mut counts.near_zero
            } else {
                match truth.get(j) {
                    Some(Truth::Informative) => &mut counts.informative,
                    Some(Truth::Redundant | Truth::Repeated) => &mut counts.redundant,
                    Some(Truth::Noise) | None => &mut counts.noise,
                }
            }) += 1;
        }
        counts
    }

    /// Weights of size at least [`NEAR_ZERO`].
    #[must_use]
    pub fn kept(&self) -> usize {
        self.informative + self.redundant + self.noise
    }

    /// Weights that are not exactly 0.
    #[must_use]
    pub fn alive(&self) -> usize {
        self.kept() + self.near_zero
    }
}

/// Moments of a run, evenly spaced in iterations.
///
/// Every `stride`-th iteration is stored. When the capacity is reached, every second moment is dropped and the stride doubles, so a
/// long run always has between half the capacity and all of it.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    n_features: usize,
    stride: usize,
    iterations: Vec<usize>,
    /// `(moments, n_features)`, row-major.
    coef: Vec<f64>,
    intercepts: Vec<f64>,
    counts: Vec<Counts>,
    objective_terms: Vec<ObjectiveTerms>,
}

impl History {
    /// An empty history of a model with `n_features` weights.
    #[must_use]
    pub fn new(n_features: usize) -> Self {
        Self {
            n_features,
            stride: 1,
            iterations: Vec::new(),
            coef: Vec::new(),
            intercepts: Vec::new(),
            counts: Vec::new(),
            objective_terms: Vec::new(),
        }
    }

    /// Stores this moment if its iteration is a multiple of the stride.
    pub fn record(&mut self, iteration: usize, point: &Point, truth: &[Truth], terms: ObjectiveTerms) {
        if !iteration.is_multiple_of(self.stride) || self.iterations.last() == Some(&iteration) {
            return;
        }
        self.iterations.push(iteration);
        self.coef.extend_from_slice(&point.coef);
        self.intercepts.push(point.intercept);
        self.counts.push(Counts::of(&point.coef, truth));
        self.objective_terms.push(terms);
        if self.iterations.len() >= CAPACITY {
            self.thin();
        }
    }

    fn thin(&mut self) {
        self.stride *= 2;
        let kept: Vec<usize> =
            (0..self.len()).filter(|&k| self.iterations[k].is_multiple_of(self.stride)).collect();
        self.coef = kept.iter().flat_map(|&k| self.coef(k).to_vec()).collect();
        self.intercepts = kept.iter().map(|&k| self.intercepts[k]).collect();
        self.counts = kept.iter().map(|&k| self.counts[k]).collect();
        self.objective_terms = kept.iter().map(|&k| self.objective_terms[k]).collect();
        self.iterations = kept.iter().map(|&k| self.iterations[k]).collect();
    }

    /// Number of moments.
    #[must_use]
    pub fn len(&self) -> usize {
        self.iterations.len()
    }

    /// Whether there are no moments yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iterations.is_empty()
    }

    /// Iterations between two moments; changes when older moments have been dropped.
    #[must_use]
    pub fn stride(&self) -> usize {
        self.stride
    }

    /// The iterations of the moments, ascending.
    #[must_use]
    pub fn iterations(&self) -> &[usize] {
        &self.iterations
    }

    /// Index of the last moment at or before an iteration.
    #[must_use]
    pub fn moment_at(&self, iteration: usize) -> usize {
        self.iterations.partition_point(|&moment| moment <= iteration).saturating_sub(1)
    }

    /// Weights and intercept at moment `k`.
    #[must_use]
    pub fn point(&self, k: usize) -> Point {
        Point { coef: self.coef(k).to_vec(), intercept: self.intercepts[k] }
    }

    /// Removes all moments after moment `k`.
    pub fn forget_after(&mut self, k: usize) {
        let len = (k + 1).min(self.len());
        self.iterations.truncate(len);
        self.coef.truncate(len * self.n_features);
        self.intercepts.truncate(len);
        self.counts.truncate(len);
        self.objective_terms.truncate(len);
    }

    /// A view of the first `len` moments.
    #[must_use]
    pub fn past(&self, len: usize) -> Past<'_> {
        Past { history: self, len: len.min(self.len()) }
    }

    /// The weights at moment `k`.
    #[must_use]
    pub fn coef(&self, k: usize) -> &[f64] {
        &self.coef[k * self.n_features..(k + 1) * self.n_features]
    }

    /// The objective terms at every moment, with the penalty of that moment.
    #[must_use]
    pub fn objective_terms(&self) -> &[ObjectiveTerms] {
        &self.objective_terms
    }

    /// The counts at every moment.
    #[must_use]
    pub fn counts(&self) -> &[Counts] {
        &self.counts
    }
}

/// A view of the first moments of a history.
#[derive(Debug, Clone, Copy)]
pub struct Past<'a> {
    history: &'a History,
    len: usize,
}

impl<'a> Past<'a> {
    /// Number of moments.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no moments.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// As [`History::stride`].
    #[must_use]
    pub fn stride(&self) -> usize {
        self.history.stride
    }

    /// The iterations of the moments, ascending.
    #[must_use]
    pub fn iterations(&self) -> &'a [usize] {
        &self.history.iterations[..self.len]
    }

    /// The weights at moment `k`.
    #[must_use]
    pub fn coef(&self, k: usize) -> &'a [f64] {
        self.history.coef(k)
    }

    /// The counts at every moment.
    #[must_use]
    pub fn counts(&self) -> &'a [Counts] {
        &self.history.counts[..self.len]
    }

    /// The objective terms at every moment, with the penalty of that moment.
    #[must_use]
    pub fn objective_terms(&self) -> &'a [ObjectiveTerms] {
        &self.history.objective_terms[..self.len]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_run_is_covered_evenly_in_bounded_memory() {
        let mut history = History::new(1);
        for iteration in 0..100_000 {
            let point = Point { coef: vec![iteration as f64], intercept: 0.0 };
            history.record(
                iteration,
                &point,
                &[],
                ObjectiveTerms { loss: iteration as f64, ..Default::default() },
            );
            assert!(history.len() < CAPACITY);
        }
        assert!(history.len() >= CAPACITY / 4, "only {} moments are left", history.len());
        assert_eq!(history.iterations()[0], 0);
        for (k, &iteration) in history.iterations().iter().enumerate() {
            assert_eq!(iteration, k * history.stride());
            assert_eq!(history.coef(k), [iteration as f64]);
            assert_eq!(history.objective_terms()[k].loss, iteration as f64);
        }
    }

    #[test]
    fn counts_separate_near_zero_from_zero_and_signal_from_noise() {
        let truth = [Truth::Informative, Truth::Noise, Truth::Noise, Truth::Redundant, Truth::Informative];
        let counts = Counts::of(&[2.0, -0.5, 0.0, 1e-3, -9e-4], &truth);
        assert_eq!(counts, Counts { informative: 1, redundant: 1, noise: 1, near_zero: 1, exact_zero: 1 });
        assert_eq!((counts.kept(), counts.alive()), (3, 4));
    }
}

//! The result of a cross-validation and the λ that it recommends.

/// The end of a grid of λ that a chosen λ is: the best one may be beyond it, except at 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridEdge {
    /// λ = 0, no penalty; there is no smaller λ.
    Zero,
    /// The smallest λ, above 0.
    Smallest,
    /// The largest λ.
    Largest,
}

impl GridEdge {
    /// The end of `lambdas`, in any order, that `lambda` is; `None` inside, and of a single value.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::solve::GridEdge;
    /// let lambdas = [10.0, 1.0, 0.1];
    /// assert_eq!(GridEdge::of(0.1, &lambdas), Some(GridEdge::Smallest));
    /// assert_eq!(GridEdge::of(1.0, &lambdas), None);
    /// ```
    #[must_use]
    pub fn of(lambda: f64, lambdas: &[f64]) -> Option<Self> {
        let smallest = lambdas.iter().copied().fold(f64::INFINITY, f64::min);
        let largest = lambdas.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        match lambda {
            _ if smallest == largest => None,
            0.0 => Some(Self::Zero),
            lambda if lambda <= smallest => Some(Self::Smallest),
            lambda if lambda >= largest => Some(Self::Largest),
            _ => None,
        }
    }

    /// The name in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::Smallest => "smallest",
            Self::Largest => "largest",
        }
    }
}

/// Scores by λ.
#[derive(Debug, Clone, PartialEq)]
pub struct ValidationCurve {
    /// Values of λ, in the order given or from the largest.
    pub lambdas: Vec<f64>,
    /// Mean test score over the folds.
    pub mean: Vec<f64>,
    /// Standard deviation over the folds, ddof 0 as scikit-learn's `std_test_score`.
    pub std: Vec<f64>,
    /// Standard error of the mean, with ddof 1: `√(Σ (s − s̄)² / (k − 1)) / √k`.
    pub standard_error: Vec<f64>,
    /// Mean score of the training rows.
    pub train_mean: Vec<f64>,
    /// Test scores, a vector over λ for each fold.
    pub fold_scores: Vec<Vec<f64>>,
    /// Index of the λ with the best mean; among equal ones the largest λ.
    pub best_index: usize,
    /// Index of the largest λ whose mean is within one standard error of the best.
    ///
    /// Source: L. Breiman et al., "Classification and Regression Trees", 1984, §3.4.3.
    pub one_se_index: usize,
}

impl ValidationCurve {
    /// The curve of the scores of test and training rows, a vector over `lambdas` for each finished fold.
    pub(super) fn of(lambdas: &[f64], test: &[Vec<f64>], train: &[Vec<f64>]) -> Self {
        let k = test.len() as f64;
        let mean_of = |scores: &[Vec<f64>], j: usize| scores.iter().map(|fold| fold[j]).sum::<f64>() / k;
        let all = 0..lambdas.len();
        let mean: Vec<f64> = all.clone().map(|j| mean_of(test, j)).collect();
        let squares = |j: usize| test.iter().map(|fold| (fold[j] - mean[j]).powi(2)).sum::<f64>();
        let standard_error: Vec<f64> =
            all.clone().map(|j| (squares(j) / (k - 1.0)).sqrt() / k.sqrt()).collect();
        let by_lambda = |&a: &usize, &b: &usize| lambdas[a].total_cmp(&lambdas[b]);
        let best_index = all
            .clone()
            .max_by(|&a, &b| mean[a].total_cmp(&mean[b]).then_with(|| by_lambda(&a, &b)))
            .unwrap_or(0);
        let bar = mean[best_index] - standard_error[best_index];
        let one_se_index = all.clone().filter(|&j| mean[j] >= bar).max_by(by_lambda).unwrap_or(best_index);
        Self {
            lambdas: lambdas.to_vec(),
            std: all.clone().map(|j| (squares(j) / k).sqrt()).collect(),
            train_mean: all.map(|j| mean_of(train, j)).collect(),
            fold_scores: test.to_vec(),
            mean,
            standard_error,
            best_index,
            one_se_index,
        }
    }
}

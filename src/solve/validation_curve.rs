//! The result of a cross-validation and the λ that it recommends.

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

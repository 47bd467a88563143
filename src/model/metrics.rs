//! Scores of predictions: those of scikit-learn, with its treatment of ties and edge cases.
//!
//! `y` holds the classes 0 and 1, `score` any numbers that rank the rows, `p` probabilities of class 1.

use crate::data::argsort;
use crate::decimal::shown;
use crate::error::{Error, Result, counted};
use kernels::{larger, largest_size, won_pairs};

/// Share of rows whose class is `p ≥ 0.5`.
///
/// # Errors
/// [`Error::Parameter`] when lengths differ, there is no row, or a class is neither 0 nor 1.
///
/// # Example
/// ```
/// use regularization_lab::model::metrics::accuracy;
/// assert_eq!(accuracy(&[0.0, 1.0], &[0.4, 0.5])?, 1.0);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
pub fn accuracy(y: &[f64], p: &[f64]) -> Result<f64> {
    let c = Confusion::at_half(y, p)?;
    Ok((c.true_negative + c.true_positive) as f64 / y.len() as f64)
}

/// Counts of predicted against true classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "the field's own names")]
pub struct Confusion {
    pub true_negative: usize,
    pub false_positive: usize,
    pub false_negative: usize,
    pub true_positive: usize,
}

impl Confusion {
    /// Predicts class 1 where `p ≥ 0.5`.
    ///
    /// # Errors
    /// As [`accuracy`].
    pub fn at_half(y: &[f64], p: &[f64]) -> Result<Self> {
        check_classes(y, "p", p)?;
        let mut counts = Self::default();
        for (&y, &p) in y.iter().zip(p) {
            *match (y == 1.0, p >= 0.5) {
                (false, false) => &mut counts.true_negative,
                (false, true) => &mut counts.false_positive,
                (true, false) => &mut counts.false_negative,
                (true, true) => &mut counts.true_positive,
            } += 1;
        }
        Ok(counts)
    }

    /// `2 tp / (2 tp + fp + fn)`, 0 where nothing is positive.
    #[must_use]
    pub fn f1(&self) -> f64 {
        let wrong = self.false_positive + self.false_negative;
        match 2 * self.true_positive + wrong {
            0 => 0.0,
            all => (2 * self.true_positive) as f64 / all as f64,
        }
    }
}

/// Area under the ROC curve: the chance that a row of class 1 scores above one of class 0, ties counting half.
///
/// # Errors
/// As [`accuracy`], and [`Error::Data`] unless both classes are there.
///
/// # Example
/// ```
/// use regularization_lab::model::metrics::roc_auc;
/// assert_eq!(roc_auc(&[0.0, 1.0, 1.0], &[0.3, 0.3, 0.9])?, 0.75);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
pub fn roc_auc(y: &[f64], score: &[f64]) -> Result<f64> {
    check_classes(y, "score", score)?;
    let (won, positives, negatives) = won_pairs(y, score);
    check_both_classes(positives > 0.0, negatives > 0.0)?;
    Ok(won / (positives * negatives))
}

/// Average precision: `Σ (recall_k − recall_{k−1}) precision_k` over descending thresholds.
///
/// # Errors
/// As [`roc_auc`].
pub fn average_precision(y: &[f64], score: &[f64]) -> Result<f64> {
    let ranking = Ranking::new(y, score)?;
    ranking.check_both_classes()?;
    let (mut positives, mut all, mut sum) = (0, 0, 0.0);
    for step in &ranking.steps {
        positives += step.positives;
        all += step.positives + step.negatives;
        sum += step.positives as f64 * positives as f64 / all as f64;
    }
    Ok(sum / ranking.positives as f64)
}

/// A ROC curve, from the strictest threshold to the loosest.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the field's own names")]
pub struct RocCurve {
    pub false_positive_rate: Vec<f64>,
    pub true_positive_rate: Vec<f64>,
    pub thresholds: Vec<f64>,
}

/// scikit-learn's `roc_curve`; `drop_intermediate` leaves out points on straight stretches.
///
/// # Errors
/// As [`roc_auc`].
pub fn roc_curve(y: &[f64], score: &[f64], drop_intermediate: bool) -> Result<RocCurve> {
    let ranking = Ranking::new(y, score)?;
    ranking.check_both_classes()?;
    let (mut fp, mut tp) = (0, 0);
    let mut points: Vec<(usize, usize, f64)> = Vec::with_capacity(ranking.steps.len() + 1);
    for step in &ranking.steps {
        fp += step.negatives;
        tp += step.positives;
        points.push((fp, tp, step.score));
    }
    if drop_intermediate {
        points = corners(&points);
    }
    points.insert(0, (0, 0, f64::INFINITY));
    Ok(RocCurve {
        false_positive_rate: points.iter().map(|p| p.0 as f64 / ranking.negatives as f64).collect(),
        true_positive_rate: points.iter().map(|p| p.1 as f64 / ranking.positives as f64).collect(),
        thresholds: points.iter().map(|p| p.2).collect(),
    })
}

/// The points where the steps of a ROC curve change; both ends stay.
fn corners(points: &[(usize, usize, f64)]) -> Vec<(usize, usize, f64)> {
    let bends = |k: usize| {
        let (a, b, c) = (points[k - 1], points[k], points[k + 1]);
        b.0 - a.0 != c.0 - b.0 || b.1 - a.1 != c.1 - b.1
    };
    let last = points.len() - 1;
    (0..points.len()).filter(|&k| k == 0 || k == last || bends(k)).map(|k| points[k]).collect()
}

/// Rows in groups of equal score, highest first.
struct Ranking {
    steps: Vec<Step>,
    positives: usize,
    negatives: usize,
}

struct Step {
    score: f64,
    positives: usize,
    negatives: usize,
}

impl Ranking {
    fn new(y: &[f64], score: &[f64]) -> Result<Self> {
        check_classes(y, "score", score)?;
        let mut ranking = Self { steps: Vec::new(), positives: 0, negatives: 0 };
        let mut last = f64::NAN;
        for &i in argsort(score).iter().rev() {
            if score[i] != last {
                last = score[i];
                ranking.steps.push(Step { score: last, positives: 0, negatives: 0 });
            }
            let positive = usize::from(y[i] == 1.0);
            ranking.positives += positive;
            ranking.negatives += 1 - positive;
            if let Some(step) = ranking.steps.last_mut() {
                step.positives += positive;
                step.negatives += 1 - positive;
            }
        }
        Ok(ranking)
    }

    fn check_both_classes(&self) -> Result<()> {
        check_both_classes(self.positives > 0, self.negatives > 0)
    }
}

fn check_both_classes(has_positives: bool, has_negatives: bool) -> Result<()> {
    if has_positives && has_negatives {
        return Ok(());
    }
    let class = u8::from(!has_negatives);
    Err(Error::data(format!("all rows are of class {class}; ranking needs rows of both classes")))
}

/// Mean of `−log` of the probability given to the true class, with probabilities clipped to 2⁻⁵² … 1 − 2⁻⁵².
///
/// # Errors
/// As [`accuracy`], and [`Error::Parameter`] for a probability outside 0 … 1.
pub fn log_loss(y: &[f64], p: &[f64]) -> Result<f64> {
    check_classes(y, "p", p)?;
    check_probabilities(p)?;
    let row = |(&y, &p): (&f64, &f64)| {
        let p = p.clamp(f64::EPSILON, 1.0 - f64::EPSILON);
        -(if y == 1.0 { p } else { 1.0 - p }).ln()
    };
    Ok(y.iter().zip(p).map(row).sum::<f64>() / y.len() as f64)
}

/// Brier score: mean of `(p − y)²`.
///
/// # Errors
/// As [`log_loss`].
pub fn brier(y: &[f64], p: &[f64]) -> Result<f64> {
    check_classes(y, "p", p)?;
    check_probabilities(p)?;
    mean_squared_error(y, p)
}

/// Bins of a calibration curve.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binning {
    /// Equal widths.
    Uniform,
    /// Equal numbers of rows.
    Quantile,
}

/// Predicted and observed frequency in each bin; empty bins are omitted.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Calibration {
    /// Mean probability of the rows of a bin.
    pub mean_predicted: Vec<f64>,
    /// Share of class 1 among them.
    pub fraction_positive: Vec<f64>,
    /// Number of rows.
    pub count: Vec<usize>,
}

/// scikit-learn's `calibration_curve` with 1 … 1000 bins.
///
/// # Errors
/// As [`log_loss`], and [`Error::Parameter`] for another number of bins.
pub fn calibration(y: &[f64], p: &[f64], bins: usize, binning: Binning) -> Result<Calibration> {
    check_classes(y, "p", p)?;
    check_probabilities(p)?;
    crate::error::check_count("bins", bins, 1, 1000)?;
    let edges = inner_edges(p, bins, binning);
    let mut sums = vec![(0.0, 0.0, 0); bins];
    for (&y, &p) in y.iter().zip(p) {
        let (predicted, positive, count) = &mut sums[edges.partition_point(|&edge| edge < p)];
        *predicted += p;
        *positive += y;
        *count += 1;
    }
    let mut curve = Calibration::default();
    for (predicted, positive, count) in sums.into_iter().filter(|bin| bin.2 > 0) {
        curve.mean_predicted.push(predicted / count as f64);
        curve.fraction_positive.push(positive / count as f64);
        curve.count.push(count);
    }
    Ok(curve)
}

fn inner_edges(p: &[f64], bins: usize, binning: Binning) -> Vec<f64> {
    let share = |k: usize| k as f64 / bins as f64;
    match binning {
        Binning::Uniform => (1..bins).map(share).collect(),
        Binning::Quantile => {
            let mut sorted = p.to_vec();
            kernels::sort(&mut sorted);
            (1..bins).map(|k| percentile(&sorted, share(k))).collect()
        }
    }
}

/// Linear interpolation between the two nearest ranks, as NumPy's default.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let position = share * (sorted.len() - 1) as f64;
    let below = position.floor() as usize;
    let above = (below + 1).min(sorted.len() - 1);
    let t = position - below as f64;
    let difference = sorted[above] - sorted[below];
    // NumPy's interpolation keeps the nearer end exact.
    if t >= 0.5 { sorted[above] - difference * (1.0 - t) } else { sorted[below] + difference * t }
}

/// `R² = 1 − Σ (y − prediction)² / Σ (y − ȳ)²`; for a constant target 1 if every prediction is exact, else 0.
///
/// # Errors
/// [`Error::Parameter`] when lengths differ, there is no row, or a value is not finite.
pub fn r2(y: &[f64], prediction: &[f64]) -> Result<f64> {
    check_finite(y, "prediction", prediction)?;
    let largest = larger(largest_size(y), largest_size(prediction));
    if largest > 0.0 && !(1e-100..=1e100).contains(&largest) {
        // Squares of such numbers overflow or vanish.
        let scaled = |values: &[f64]| values.iter().map(|value| value / largest).collect::<Vec<f64>>();
        return r2(&scaled(y), &scaled(prediction));
    }
    let residual = mean_squared_error(y, prediction)?;
    let mean = y.iter().sum::<f64>() / y.len() as f64;
    let spread = y.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / y.len() as f64;
    Ok(match (residual, spread) {
        (0.0, 0.0) => 1.0,
        (_, 0.0) => 0.0,
        _ => 1.0 - residual / spread,
    })
}

/// Mean of `(y − prediction)²`.
///
/// # Errors
/// As [`r2`].
pub fn mean_squared_error(y: &[f64], prediction: &[f64]) -> Result<f64> {
    check_finite(y, "prediction", prediction)?;
    Ok(y.iter().zip(prediction).map(|(y, p)| (y - p).powi(2)).sum::<f64>() / y.len() as f64)
}

/// Mean of `|y − prediction|`.
///
/// # Errors
/// As [`r2`].
pub fn mean_absolute_error(y: &[f64], prediction: &[f64]) -> Result<f64> {
    check_finite(y, "prediction", prediction)?;
    Ok(y.iter().zip(prediction).map(|(y, p)| (y - p).abs()).sum::<f64>() / y.len() as f64)
}

fn check_finite(y: &[f64], name: &'static str, other: &[f64]) -> Result<()> {
    if y.is_empty() {
        return Err(Error::parameter("y", "no rows", "at least one row"));
    }
    if y.len() != other.len() {
        let accepted = format!("{} long, one a row of y", counted(y.len(), "value"));
        return Err(Error::parameter(name, counted(other.len(), "value"), accepted));
    }
    for (name, values) in [("y", y), (name, other)] {
        if let Some(&value) = values.iter().find(|value| !value.is_finite()) {
            return Err(Error::parameter(name, shown(value), "finite numbers"));
        }
    }
    Ok(())
}

fn check_classes(y: &[f64], name: &'static str, other: &[f64]) -> Result<()> {
    check_finite(y, name, other)?;
    match y.iter().find(|&&y| y != 0.0 && y != 1.0) {
        Some(&y) => Err(Error::parameter("y", shown(y), "classes 0 and 1")),
        None => Ok(()),
    }
}

fn check_probabilities(p: &[f64]) -> Result<()> {
    match p.iter().find(|p| !(0.0..=1.0).contains(*p)) {
        Some(p) => Err(Error::parameter("p", shown(*p), "probabilities between 0 and 1")),
        None => Ok(()),
    }
}

//! Rules of thumb about the data and the run.
//!
//! Source: the rules of S-C10 in docs/sources.md.

use super::params::Params;
use super::scores::Scores;
use super::snapshot::Snapshot;
use crate::data::Dataset;
use crate::model::PenaltyKind;
use crate::solve::Optimizer;
use kernels::dot;

/// With fewer rows per feature, the weights fit noise.
pub const ROWS_A_FEATURE: f64 = 10.0;
/// Features with a larger absolute correlation are redundant.
pub const HIGH_CORRELATION: f64 = 0.7;
/// A larger difference of train and test score (accuracy or R²) is overfitting.
pub const WIDE_GAP: f64 = 0.05;
/// If the largest standard deviation of a feature exceeds the smallest by more than this factor, the penalty is uneven.
pub const UNEQUAL_SCALES: f64 = 10.0;
/// If the mean of a feature is more standard deviations from 0 than this, gradient steps are slow.
pub const FAR_FROM_ZERO: f64 = 10.0;
/// Largest factor between λ and that of the one-standard-error rule without advice.
const FAR: f64 = 10.0;

/// A piece of advice with the value that triggered it.
#[derive(Debug, Clone, PartialEq)]
pub enum Advice {
    /// There is no optimum: the classes are separable and the weights are not penalized.
    NoOptimum,
    /// Every weight is 0 at λ.
    AllZero {
        /// Smallest λ at which every weight is 0.
        lambda_max: f64,
    },
    /// Subgradient steps oscillate around 0: some weights are smaller than 0.001 and none is exactly 0.
    Hovering {
        /// Number of weights smaller than 0.001.
        weights: usize,
    },
    /// Overfitting: the train score is higher than the test score.
    Gap {
        /// Train minus test score (accuracy or R²).
        gap: f64,
    },
    /// λ is far below the choice of the cross-validation.
    Weak {
        /// λ of the one-standard-error rule.
        one_se: f64,
    },
    /// λ is far above the choice of the cross-validation.
    Strong {
        /// λ of the one-standard-error rule.
        one_se: f64,
    },
    /// The penalty is uneven because the features have different scales.
    Scales {
        /// The features with the largest and the smallest standard deviation.
        pair: (usize, usize),
        /// Ratio of the two standard deviations.
        ratio: f64,
    },
    /// Gradient steps are slow because a feature is far from 0: its weight and the intercept change nearly the same predictions.
    Offset {
        /// The feature whose mean is most standard deviations from 0.
        feature: usize,
        /// The number of standard deviations.
        deviations: f64,
    },
    /// Two features are strongly correlated.
    Correlated {
        /// The features.
        pair: (usize, usize),
        /// Pearson's coefficient.
        correlation: f64,
    },
    /// There are few rows per feature.
    FewRows {
        /// Rows divided by features.
        rows_a_feature: f64,
    },
}

impl Advice {
    /// Key of its text in `www/page/words.js`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::NoOptimum => "noOptimum",
            Self::AllZero { .. } => "allZero",
            Self::Hovering { .. } => "hovering",
            Self::Gap { .. } => "gap",
            Self::Weak { .. } => "weak",
            Self::Strong { .. } => "strong",
            Self::Scales { .. } => "scales",
            Self::Offset { .. } => "offset",
            Self::Correlated { .. } => "correlated",
            Self::FewRows { .. } => "fewRows",
        }
    }

    /// The value that triggered it.
    #[must_use]
    pub fn value(&self) -> f64 {
        match *self {
            Self::NoOptimum => 0.0,
            Self::AllZero { lambda_max } => lambda_max,
            Self::Hovering { weights } => weights as f64,
            Self::Gap { gap } => gap,
            Self::Weak { one_se } | Self::Strong { one_se } => one_se,
            Self::Scales { ratio, .. } => ratio,
            Self::Offset { deviations, .. } => deviations,
            Self::Correlated { correlation, .. } => correlation,
            Self::FewRows { rows_a_feature } => rows_a_feature,
        }
    }

    /// The two features in question; twice the same if it is one.
    #[must_use]
    pub fn pair(&self) -> Option<(usize, usize)> {
        match *self {
            Self::Scales { pair, .. } | Self::Correlated { pair, .. } => Some(pair),
            Self::Offset { feature, .. } => Some((feature, feature)),
            Self::NoOptimum
            | Self::AllZero { .. }
            | Self::Hovering { .. }
            | Self::Gap { .. }
            | Self::Weak { .. }
            | Self::Strong { .. }
            | Self::FewRows { .. } => None,
        }
    }
}

/// Inputs of the rules besides the snapshot.
pub(super) struct Evidence<'a> {
    pub params: &'a Params,
    pub scores: &'a Scores,
    pub lambda_max: Option<f64>,
    pub one_se: Option<f64>,
}

/// Evaluates all rules; returns the advice that applies, the most important first.
pub(super) fn advice(snapshot: &Snapshot<'_>, evidence: &Evidence<'_>, traits: &Traits) -> Vec<Advice> {
    let Evidence { params, scores, lambda_max, one_se } = evidence;
    let lambda = params.trainer.lambda;
    let mut found = Vec::new();
    if snapshot.has_no_optimum {
        found.push(Advice::NoOptimum);
    }
    let is_gradient_method = params.trainer.optimizer != Optimizer::CoordinateDescent;
    found.extend(traits.offset.clone().filter(|_| is_gradient_method && params.trainer.model.fit_intercept));
    let has_free_weights = snapshot.penalty_factor.is_some_and(|factors| factors.contains(&0.0));
    let all_zero = lambda_max.filter(|&max| lambda >= max && !has_free_weights);
    found.extend(all_zero.map(|lambda_max| Advice::AllZero { lambda_max }));
    let has_kink = params.trainer.effective_l1_ratio() > 0.0 && lambda > 0.0;
    let hovers = params.trainer.optimizer == Optimizer::GradientDescent
        && has_kink
        && snapshot.counts.exact_zero == 0
        && snapshot.counts.near_zero > 0;
    if hovers {
        found.push(Advice::Hovering { weights: snapshot.counts.near_zero });
    }
    let gap = |train: Option<f64>, test: Option<f64>| Some(train? - test?);
    let gap = gap(scores.train_accuracy, scores.test_accuracy).or(gap(scores.train_r2, scores.test_r2));
    // The gap of a model that predicts worse than a constant is not informative.
    let is_trained = snapshot.n_iter > 0 && scores.train_r2.is_none_or(|r2| r2 > 0.0);
    found.extend(gap.filter(|gap| is_trained && *gap > WIDE_GAP).map(|gap| Advice::Gap { gap }));
    if params.trainer.penalty != PenaltyKind::None && all_zero.is_none() {
        found.extend(one_se.filter(|choice| lambda * FAR < *choice).map(|one_se| Advice::Weak { one_se }));
        found.extend(one_se.filter(|choice| lambda > FAR * *choice).map(|one_se| Advice::Strong { one_se }));
    }
    found.extend(traits.scales.clone().filter(|_| params.trainer.penalty != PenaltyKind::None));
    found.extend(traits.correlated());
    found.extend(traits.few_rows.clone());
    found
}

/// Statistics of the training rows, computed in small steps.
#[derive(Debug, Clone)]
pub(super) struct Traits {
    few_rows: Option<Advice>,
    scales: Option<Advice>,
    offset: Option<Advice>,
    /// Feature whose correlations are computed next.
    next: usize,
    /// Centred columns of length 1; constant ones are all 0.
    columns: Vec<f64>,
    largest: Option<((usize, usize), f64)>,
}

impl Traits {
    pub fn of(train: &Dataset) -> Self {
        let (n, p) = (train.n_samples(), train.n_features());
        let rows_a_feature = n as f64 / p as f64;
        let mut columns = vec![0.0; n * p];
        let mut lengths = Vec::with_capacity(p);
        let (mut feature, mut deviations) = (0, 0.0);
        for j in 0..p {
            let column = &mut columns[j * n..(j + 1) * n];
            column.iter_mut().zip(train.x().iter().skip(j).step_by(p)).for_each(|(x, value)| *x = *value);
            let mean = column.iter().sum::<f64>() / n as f64;
            for x in column.iter_mut() {
                *x -= mean;
            }
            let length = column.iter().map(|x| x * x).sum::<f64>().sqrt();
            if length > 0.0 {
                for x in column.iter_mut() {
                    *x /= length;
                }
            }
            lengths.push(length);
            // The deviations of a constant column are rounding errors.
            let is_varying = length > 1e-13 * mean.abs() * (n as f64).sqrt();
            let away = mean.abs() * (n as f64).sqrt() / length;
            if is_varying && away > deviations {
                (feature, deviations) = (j, away);
            }
        }
        let varying = || (0..p).filter(|&j| lengths[j] > 0.0);
        let most = varying().reduce(|a, b| if lengths[b] > lengths[a] { b } else { a });
        let least = varying().reduce(|a, b| if lengths[b] < lengths[a] { b } else { a });
        let scales =
            most.zip(least).map(|pair| Advice::Scales { pair, ratio: lengths[pair.0] / lengths[pair.1] });
        Traits {
            few_rows: (rows_a_feature < ROWS_A_FEATURE).then_some(Advice::FewRows { rows_a_feature }),
            scales: scales.filter(|scales| scales.value() > UNEQUAL_SCALES),
            offset: (deviations > FAR_FROM_ZERO).then_some(Advice::Offset { feature, deviations }),
            next: 0,
            columns,
            largest: None,
        }
    }

    /// Correlates one feature with those after it; returns whether there is more.
    pub fn correlate_next(&mut self, n_samples: usize) -> bool {
        let p = self.columns.len() / n_samples;
        if self.next >= p {
            return false;
        }
        let column = |j: usize| &self.columns[j * n_samples..(j + 1) * n_samples];
        for k in self.next + 1..p {
            let product = dot(column(self.next), column(k));
            if product.abs() > self.largest.map_or(0.0, |(_, largest)| largest.abs()) {
                self.largest = Some(((self.next, k), product));
            }
        }
        self.next += 1;
        if self.next >= p {
            self.columns = Vec::new();
            self.next = usize::MAX;
        }
        self.next < p
    }

    fn correlated(&self) -> Option<Advice> {
        let (pair, correlation) = self.largest?;
        (correlation.abs() > HIGH_CORRELATION).then_some(Advice::Correlated { pair, correlation })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::{Lab, Preset, RequiredComputations};

    fn advice_of(change: impl Fn(&mut Params), n: usize) -> Vec<Advice> {
        let mut params = Params::default();
        change(&mut params);
        let mut lab = Lab::new(params).unwrap();
        lab.set_required(RequiredComputations {
            folds: true,
            advice: true,
            ..RequiredComputations::default()
        });
        lab.step(n);
        while lab.refine() {}
        lab.advice()
    }

    fn names(advice: &[Advice]) -> Vec<&'static str> {
        advice.iter().map(Advice::name).collect()
    }

    #[test]
    fn stress_has_few_rows_per_feature_and_lambda_far_from_the_choice_of_the_folds() {
        let advice = advice_of(|_| {}, 500);
        assert_eq!(names(&advice), ["strong", "fewRows"]);
        assert_eq!(advice[1].value(), 3.5);
    }

    #[test]
    fn a_model_that_has_not_been_trained_has_no_gap() {
        let regression = |params: &mut Params| *params = Params::of(Preset::Regression, None).unwrap();
        assert!(!names(&advice_of(regression, 0)).contains(&"gap"));
        let stress = |params: &mut Params| params.trainer.penalty = PenaltyKind::None;
        assert!(!names(&advice_of(stress, 0)).contains(&"gap"));
    }

    #[test]
    fn equal_features_are_reported_as_correlated() {
        let advice =
            advice_of(|params| params.data = crate::lab::DataParams::of(Preset::Twins, None).unwrap(), 100);
        let twins = advice.iter().find(|advice| advice.name() == "correlated").unwrap();
        let (a, b) = twins.pair().unwrap();
        assert!(twins.value() > 0.9 && a / 2 == b / 2, "{twins:?}");
    }

    #[test]
    fn subgradient_steps_oscillate_around_zero_and_proximal_steps_do_not() {
        let hovering = |optimizer| {
            let advice = advice_of(|params| params.trainer.optimizer = optimizer, 2_000);
            advice.into_iter().find(|advice| advice.name() == "hovering")
        };
        assert!(hovering(Optimizer::GradientDescent).unwrap().value() > 10.0);
        assert_eq!(hovering(Optimizer::ProximalGradient), None);
    }

    #[test]
    fn lambda_at_which_all_weights_are_zero_and_a_missing_penalty_are_reported() {
        assert!(names(&advice_of(|params| params.trainer.lambda = 900.0, 1)).contains(&"allZero"));
        let none = |params: &mut Params| params.trainer.penalty = PenaltyKind::None;
        assert!(names(&advice_of(none, 1)).contains(&"noOptimum"));
    }

    #[test]
    fn a_feature_far_from_zero_is_named_where_gradient_steps_are_slow() {
        let x = (0..40).flat_map(|i| [f64::from(i % 7), 999.0 + f64::from(i % 5)]).collect();
        let y = (0..40).map(|i| 2.0 * f64::from(i % 5)).collect();
        let table = std::rc::Rc::new(Dataset::new(x, y, 2, crate::data::Task::Regression).unwrap());
        let offset = |standardize: bool, optimizer| {
            let change = |params: &mut Params| {
                params.choose(crate::lab::DataParams::of(Preset::Own, Some(table.clone())).unwrap());
                params.data.standardize = standardize;
                params.trainer.optimizer = optimizer;
            };
            advice_of(change, 10).into_iter().find(|advice| advice.name() == "offset")
        };
        let found = offset(false, Optimizer::ProximalGradient).unwrap();
        assert_eq!(found.pair(), Some((1, 1)));
        assert!(found.value() > 500.0, "{found:?}");
        assert_eq!(offset(true, Optimizer::ProximalGradient), None);
        assert_eq!(offset(false, Optimizer::CoordinateDescent), None);
    }

    #[test]
    fn scales_and_correlations_of_a_small_table() {
        let x = vec![1.0, 100.0, 5.0, 2.0, -100.0, 5.0, 3.0, 100.0, 5.0, 4.0, -100.0, 5.0];
        let data = Dataset::new(x, vec![0.0, 1.0, 0.0, 1.0], 3, crate::data::Task::Classification).unwrap();
        let mut traits = Traits::of(&data);
        while traits.correlate_next(4) {}
        assert!(
            matches!(traits.scales, Some(Advice::Scales { pair: (1, 0), ratio }) if (ratio - 89.44).abs() < 0.01)
        );
        let ((a, b), correlation) = traits.largest.unwrap();
        assert_eq!((a, b), (0, 1));
        assert!((correlation + 0.447_213_6).abs() < 1e-6, "{correlation}");
        assert_eq!(traits.few_rows.map(|few| few.value()), Some(4.0 / 3.0));
    }
}

//! The prior of the weights that corresponds to a penalty.

use super::penalties::{Penalty, PenaltyKind};
use kernels::exp;

/// Standard deviation of a weight under the prior that the penalty is the negative logarithm of, or `None` without one.
///
/// `n L(w) + λ (r |w| + (1 − r)/2 w²)` is a negative log posterior, so the prior of a weight is proportional to
/// `exp(−λ r |w| − λ (1 − r) w²/2)`: Gauss with `σ = 1/√λ` for L2, Laplace with `σ = √2/λ` for L1, and between them a
/// Gauss bell shifted under a tent for the elastic net, whose variance follows from Mills' ratio.
///
/// # Example
/// ```
/// use regularization_lab::model::{PenaltyKind, prior_deviation};
/// assert_eq!(prior_deviation(PenaltyKind::L2, 4.0, 0.5), Some(0.5));
/// assert_eq!(prior_deviation(PenaltyKind::None, 4.0, 0.5), None);
/// ```
#[must_use]
pub fn prior_deviation(kind: PenaltyKind, lambda: f64, l1_ratio: f64) -> Option<f64> {
    if kind == PenaltyKind::None || lambda <= 0.0 {
        return None;
    }
    let Penalty { l1: tent, l2: bell } = Penalty::of(kind, lambda, l1_ratio);
    if bell == 0.0 {
        return Some(std::f64::consts::SQRT_2 / tent);
    }
    // On w ≥ 0 the density is a normal one with mean −tent/bell and variance 1/bell, cut off at 0, which lies
    // `cut` standard deviations above the mean; its second moment is (1 + cut² − cut h(cut)) / bell.
    let cut = tent / bell.sqrt();
    Some((cut_second_moment(cut) / bell).sqrt())
}

/// The prior density of one weight.
///
/// # Example
/// ```
/// use regularization_lab::model::{PenaltyKind, Prior};
/// let laplace = Prior::of_deviation(PenaltyKind::L1, 2.0_f64.sqrt(), 0.5).unwrap(); // λ = 1
/// assert!((laplace.density(0.0) - 0.5).abs() < 1e-12);
/// let gauss = Prior::of_deviation(PenaltyKind::L2, 2.0_f64.sqrt(), 0.5).unwrap();
/// assert!(laplace.density(0.0) > gauss.density(0.0), "at equal variance Laplace's has a spike");
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// The penalty of one weight at the sum of the losses, the negative logarithm of the density but for a constant.
    penalty: Penalty,
    peak: f64,
}

impl Prior {
    /// The prior that the penalty is the negative logarithm of, or `None` without one.
    #[must_use]
    pub fn new(kind: PenaltyKind, lambda: f64, l1_ratio: f64) -> Option<Self> {
        if kind == PenaltyKind::None || lambda <= 0.0 {
            return None;
        }
        let penalty = Penalty::of(kind, lambda, l1_ratio);
        let Penalty { l1: tent, l2: bell } = penalty;
        // The mass of exp(−tent w − bell w²/2) on w ≥ 0 is 1 / (√bell h(tent / √bell)).
        let peak = if bell == 0.0 { 0.5 * tent } else { 0.5 * bell.sqrt() * hazard(tent / bell.sqrt()) };
        Some(Self { penalty, peak })
    }

    /// The prior of that penalty whose standard deviation is `sigma`, or `None` where there is none.
    #[must_use]
    pub fn of_deviation(kind: PenaltyKind, sigma: f64, l1_ratio: f64) -> Option<Self> {
        if !(sigma > 0.0 && sigma.is_finite()) {
            return None;
        }
        // λ is between that of the normal and that of the Laplace prior; the deviation decreases with λ.
        let ends = [1.0 / (sigma * sigma), std::f64::consts::SQRT_2 / sigma].map(f64::ln);
        let (mut low, mut high) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        // With margins, because λ of the elastic net may be slightly outside.
        (low, high) = (low - 1.0, high + 1.0);
        for _ in 0..50 {
            let middle = 0.5 * (low + high);
            let is_wide = prior_deviation(kind, exp(middle), l1_ratio)? > sigma;
            (low, high) = if is_wide { (middle, high) } else { (low, middle) };
        }
        Self::new(kind, exp(0.5 * (low + high)), l1_ratio)
    }

    /// The density at `w`.
    #[must_use]
    pub fn density(&self, w: f64) -> f64 {
        self.peak * exp(-self.penalty.value(&[w]))
    }
}

/// `1 + a² − a h(a)` with the hazard rate `h` of the standard normal distribution, `a` ≥ 0.
fn cut_second_moment(a: f64) -> f64 {
    if a > 30.0 {
        // h(a) = a + 1/a − 2/a³ + 10/a⁵ − …, so the leading terms cancel.
        let inverse = 1.0 / (a * a);
        return inverse * (2.0 - inverse * (10.0 - 74.0 * inverse));
    }
    1.0 + a * a - a * hazard(a)
}

/// Hazard rate `φ(a) / (1 − Φ(a))` of the standard normal distribution for `a` ≥ 0, by its continued fraction
/// (Laplace) evaluated backwards; near 0, where that converges slowly, by Taylor's series of `Φ`.
fn hazard(a: f64) -> f64 {
    if a >= 1.5 {
        let mut tail = a;
        for k in (1..=400).rev() {
            tail = a + f64::from(k) / tail;
        }
        return tail;
    }
    let density = exp(-0.5 * a * a) / (2.0 * std::f64::consts::PI).sqrt();
    let (mut term, mut sum) = (a, a);
    for k in 1..60 {
        term *= a * a / f64::from(2 * k + 1);
        sum += term;
    }
    density / (0.5 - density * sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The variance by adding up the density on a fine grid.
    fn by_sum(lambda: f64, l1_ratio: f64) -> f64 {
        let density = |w: f64| (-lambda * (l1_ratio * w + 0.5 * (1.0 - l1_ratio) * w * w)).exp();
        let (mut mass, mut second) = (0.0, 0.0);
        let step = 1e-4;
        for i in 0..600_000 {
            let w = (f64::from(i) + 0.5) * step;
            mass += density(w);
            second += w * w * density(w);
        }
        (second / mass).sqrt()
    }

    #[test]
    fn elastic_net_deviation_is_the_integral() {
        for (lambda, l1_ratio) in [(1.0, 0.5), (1.0, 0.9), (4.0, 0.7), (30.0, 0.2), (2.0, 0.01), (50.0, 0.99)]
        {
            let sigma = prior_deviation(PenaltyKind::ElasticNet, lambda, l1_ratio).unwrap();
            let expected = by_sum(lambda, l1_ratio);
            assert!(
                (sigma / expected - 1.0).abs() < 1e-6,
                "λ {lambda}, l1_ratio {l1_ratio}: {sigma}, {expected}"
            );
        }
    }

    #[test]
    fn densities_of_a_deviation_have_it_and_a_mass_of_one() {
        let cases = [(PenaltyKind::L2, 0.5), (PenaltyKind::L1, 0.5), (PenaltyKind::ElasticNet, 0.5)];
        for (kind, l1_ratio) in
            cases.into_iter().chain([0.001, 0.1, 0.99].map(|r| (PenaltyKind::ElasticNet, r)))
        {
            for sigma in [0.001, 0.3, 1.0, 1.41, 40.0] {
                let prior = Prior::of_deviation(kind, sigma, l1_ratio).unwrap();
                let step = sigma / 2000.0;
                let (mut mass, mut second) = (0.0, 0.0);
                for k in 0..80_000 {
                    let w = (f64::from(k) + 0.5) * step;
                    mass += 2.0 * step * prior.density(w);
                    second += 2.0 * step * w * w * prior.density(w);
                }
                assert!((mass - 1.0).abs() < 1e-5, "{kind:?}, {l1_ratio}, {sigma}: mass {mass}");
                let deviation = second.sqrt() / sigma;
                assert!((deviation - 1.0).abs() < 1e-5, "{kind:?}, {l1_ratio}, {sigma}: {deviation} σ");
            }
        }
        assert_eq!(Prior::of_deviation(PenaltyKind::None, 1.0, 0.5), None);
    }

    #[test]
    fn elastic_net_deviation_meets_gauss_and_laplace_at_its_ends() {
        let near = |a: f64, b: f64| assert!((a / b - 1.0).abs() < 1e-4, "{a} {b}");
        for lambda in [0.01, 1.0, 300.0] {
            let sigma = |l1_ratio| prior_deviation(PenaltyKind::ElasticNet, lambda, l1_ratio).unwrap();
            near(sigma(1e-9), 1.0 / lambda.sqrt());
            near(sigma(1.0 - 1e-9), std::f64::consts::SQRT_2 / lambda);
        }
    }
}

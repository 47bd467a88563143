//! A penalty read as a belief about the weights.

use super::penalty::PenaltyKind;

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
    let share = kind.effective_l1_ratio(l1_ratio);
    let (tent, bell) = (lambda * share, lambda * (1.0 - share));
    if bell == 0.0 {
        return Some(std::f64::consts::SQRT_2 / tent);
    }
    // On w ≥ 0 the density is a normal one with mean −tent/bell and variance 1/bell, cut off at 0, which lies
    // `cut` standard deviations above the mean; its second moment is (1 + cut² − cut h(cut)) / bell.
    let cut = tent / bell.sqrt();
    Some((cut_second_moment(cut) / bell).sqrt())
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
    let density = (-0.5 * a * a).exp() / (2.0 * std::f64::consts::PI).sqrt();
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
    fn elastic_net_deviation_meets_gauss_and_laplace_at_its_ends() {
        let near = |a: f64, b: f64| assert!((a / b - 1.0).abs() < 1e-4, "{a} {b}");
        for lambda in [0.01, 1.0, 300.0] {
            let sigma = |l1_ratio| prior_deviation(PenaltyKind::ElasticNet, lambda, l1_ratio).unwrap();
            near(sigma(1e-9), 1.0 / lambda.sqrt());
            near(sigma(1.0 - 1e-9), std::f64::consts::SQRT_2 / lambda);
        }
    }
}

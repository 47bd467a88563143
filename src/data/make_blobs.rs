//! scikit-learn's `make_blobs` and `make_moons` with equal random numbers.

use std::f64::consts::PI;

use super::dataset::{Labelled, Truth, take};
use super::random_state::RandomState;

/// `n_samples` points in `centers` isotropic normal clusters of standard deviation `cluster_std`; centres are uniform in `[-10, 10)`.
///
/// # Example
/// ```
/// let blobs = regularization_lab::data::make_blobs(10, 3, 2, 1.0, 0);
/// assert_eq!(blobs.x.len(), 20);
/// ```
#[must_use]
pub fn make_blobs(
    n_samples: usize,
    centers: usize,
    n_features: usize,
    cluster_std: f64,
    random_state: u32,
) -> Labelled {
    let mut rng = RandomState::new(random_state);
    let centre: Vec<f64> = (0..centers * n_features).map(|_| rng.uniform_in(-10.0, 10.0)).collect();
    let mut x = Vec::with_capacity(n_samples * n_features);
    let mut labels = Vec::with_capacity(n_samples);
    for k in 0..centers {
        let count = n_samples / centers + usize::from(k < n_samples % centers);
        labels.extend(std::iter::repeat_n(k, count));
        for _ in 0..count {
            let at = &centre[k * n_features..(k + 1) * n_features];
            x.extend(at.iter().map(|c| c + cluster_std * rng.normal()));
        }
    }
    shuffled(&mut rng, &x, &labels, n_features)
}

/// Two interleaved half circles in the plane with normal noise of standard deviation `noise`.
///
/// # Example
/// ```
/// let moons = regularization_lab::data::make_moons(10, 0.1, 0);
/// assert_eq!(moons.labels.iter().sum::<usize>(), 5);
/// ```
#[must_use]
pub fn make_moons(n_samples: usize, noise: f64, random_state: u32) -> Labelled {
    let mut rng = RandomState::new(random_state);
    let n_outer = n_samples / 2;
    let mut x = Vec::with_capacity(2 * n_samples);
    for [cos, sin] in half_circle(n_outer) {
        x.extend([cos, sin]);
    }
    for [cos, sin] in half_circle(n_samples - n_outer) {
        x.extend([1.0 - cos, 1.0 - sin - 0.5]);
    }
    let labels: Vec<usize> = (0..n_samples).map(|i| usize::from(i >= n_outer)).collect();
    let mut moons = shuffled(&mut rng, &x, &labels, 2);
    moons.x.iter_mut().for_each(|value| *value += noise * rng.normal());
    moons
}

/// Cosine and sine of `count` angles from 0 to π, both included.
fn half_circle(count: usize) -> impl Iterator<Item = [f64; 2]> {
    let step = PI / (count.max(2) - 1) as f64;
    (0..count)
        .map(move |i| if i > 0 && i + 1 == count { PI } else { i as f64 * step })
        .map(|angle| [angle.cos(), angle.sin()])
}

fn shuffled(rng: &mut RandomState, x: &[f64], labels: &[usize], width: usize) -> Labelled {
    let rows = rng.permutation(labels.len());
    let columns: Vec<usize> = (0..width).collect();
    Labelled {
        x: take(x, width, &rows, &columns),
        labels: rows.iter().map(|&i| labels[i]).collect(),
        truth: vec![Truth::Informative; width],
    }
}

//! scikit-learn's `make_classification`, number for number.

use super::dataset::{Dataset, Labelled, Task, Truth, check_size, take};
use super::random_state::RandomState;
use crate::error::{Error, Result, check_between, check_count};

/// The parameters of scikit-learn's `make_classification`, with its names and defaults.
///
/// Clusters of normally distributed points sit on the corners of a hypercube of side `2 * class_sep` in the space
/// of the informative features; redundant features are random combinations of those, repeated ones are copies,
/// the rest is noise.
///
/// | name | default | accepted |
/// |---|---|---|
/// | `n_samples` | 100 | 1 … 100,000 |
/// | `n_features` | 20 | 1 … 10,000, at most 5,000,000 values in all |
/// | `n_informative` | 2 | 1 … 2,000; informative + redundant + repeated ≤ `n_features` |
/// | `n_redundant`, `n_repeated` | 2, 0 | 0 … |
/// | `n_classes` | 2 | 1 … ; `n_classes * n_clusters_per_class` ≤ 2^`n_informative` |
/// | `n_clusters_per_class` | 2 | 1 … |
/// | `weights` | equal | one a class (the last may be left out), each 0 … 1, sum ≤ 1 |
/// | `flip_y` | 0.01 | 0 … 1, the share of rows whose class is drawn anew |
/// | `class_sep` | 1 | 0 … 10⁶ |
/// | `hypercube` | true | |
/// | `shift`, `scale` | 0, 1 | −10⁶ … 10⁶, or `None` for a random one a feature |
/// | `shuffle` | true | rows and columns |
/// | `random_state` | 0 | 0 … 2³² − 1 |
///
/// # Example
/// ```
/// use regularization_lab::data::{MakeClassification, Truth};
/// let data = MakeClassification { n_samples: 50, random_state: 7, ..Default::default() }.generate()?;
/// assert_eq!((data.n_samples(), data.n_features()), (50, 20));
/// assert_eq!(data.truth().iter().filter(|&&t| t == Truth::Informative).count(), 2);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
///
/// Source: I. Guyon, "Design of experiments for the NIPS 2003 variable selection benchmark", 2003.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the table above describes the fields")]
pub struct MakeClassification {
    pub n_samples: usize,
    pub n_features: usize,
    pub n_informative: usize,
    pub n_redundant: usize,
    pub n_repeated: usize,
    pub n_classes: usize,
    pub n_clusters_per_class: usize,
    pub weights: Option<Vec<f64>>,
    pub flip_y: f64,
    pub class_sep: f64,
    pub hypercube: bool,
    pub shift: Option<f64>,
    pub scale: Option<f64>,
    pub shuffle: bool,
    pub random_state: u32,
}

impl Default for MakeClassification {
    fn default() -> Self {
        Self {
            n_samples: 100,
            n_features: 20,
            n_informative: 2,
            n_redundant: 2,
            n_repeated: 0,
            n_classes: 2,
            n_clusters_per_class: 2,
            weights: None,
            flip_y: 0.01,
            class_sep: 1.0,
            hypercube: true,
            shift: Some(0.0),
            scale: Some(1.0),
            shuffle: true,
            random_state: 0,
        }
    }
}

impl MakeClassification {
    /// The data set of two classes.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a value outside the table above, or for `n_classes` other than 2.
    pub fn generate(&self) -> Result<Dataset> {
        check_count("n_classes", self.n_classes, 2, 2)?;
        let made = self.labelled()?;
        let y = made.labels.iter().map(|&class| class as f64).collect();
        let data = Dataset::new(made.x, y, self.n_features, Task::Classification)?;
        Ok(data.with_truth(made.truth))
    }

    /// The rows with any number of classes.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a value outside the table above.
    pub fn labelled(&self) -> Result<Labelled> {
        let weights = self.class_weights()?;
        self.check()?;
        let mut rng = RandomState::new(self.random_state);
        let counts = self.cluster_counts(&weights);
        let centroids = self.centroids(&mut rng);
        let mut made = self.fill(&mut rng, &counts, &centroids);
        self.flip(&mut rng, &mut made.labels);
        self.shift_and_scale(&mut rng, &mut made.x);
        if self.shuffle {
            shuffle_rows_and_columns(&mut rng, &mut made, self.n_features);
        }
        Ok(made)
    }

    fn n_clusters(&self) -> usize {
        self.n_classes * self.n_clusters_per_class
    }

    fn n_noise(&self) -> usize {
        self.n_features - self.n_informative - self.n_redundant - self.n_repeated
    }

    fn check(&self) -> Result<()> {
        check_size(self.n_samples, self.n_features)?;
        check_count("n_informative", self.n_informative, 1, self.n_features.min(2_000))?;
        let room = self.n_features - self.n_informative;
        check_count("n_redundant", self.n_redundant, 0, room)?;
        check_count("n_repeated", self.n_repeated, 0, room - self.n_redundant)?;
        self.check_clusters()?;
        check_between("flip_y", self.flip_y, 0.0, 1.0)?;
        check_between("class_sep", self.class_sep, 0.0, 1e6)?;
        check_between("shift", self.shift.unwrap_or(0.0), -1e6, 1e6)?;
        check_between("scale", self.scale.unwrap_or(1.0), -1e6, 1e6)?;
        Ok(())
    }

    fn check_clusters(&self) -> Result<()> {
        check_count("n_classes", self.n_classes, 1, 1_000)?;
        // Every cluster draws a matrix of n_informative², so their number is held to what a page can draw.
        let corners = 1_usize << self.n_informative.min(20);
        let drawable = (100_000_000 / self.n_informative.pow(2)).min(corners);
        let most = drawable / self.n_classes;
        if (1..=most).contains(&self.n_clusters_per_class) {
            return Ok(());
        }
        let accepted = format!(
            "at least 1 and at most {most}, so that {} classes fit on the 2^{} corners",
            self.n_classes, self.n_informative
        );
        Err(Error::parameter("n_clusters_per_class", self.n_clusters_per_class.to_string(), accepted))
    }

    fn class_weights(&self) -> Result<Vec<f64>> {
        let Some(given) = &self.weights else {
            return Ok(vec![1.0 / self.n_classes as f64; self.n_classes]);
        };
        let mut weights = given.clone();
        for &weight in &weights {
            check_between("weights", weight, 0.0, 1.0)?;
        }
        let sum: f64 = weights.iter().sum();
        check_between("weights", sum, 0.0, 1.0 + 1e-9)?;
        if weights.len() + 1 == self.n_classes {
            weights.push(1.0 - sum);
        }
        if weights.len() != self.n_classes {
            let accepted = format!("{} numbers, one a class", self.n_classes);
            return Err(Error::parameter("weights", format!("{} numbers", given.len()), accepted));
        }
        Ok(weights)
    }

    fn cluster_counts(&self, weights: &[f64]) -> Vec<usize> {
        let share = |k: usize| {
            let rows = self.n_samples as f64 * weights[k % self.n_classes];
            (rows / self.n_clusters_per_class as f64) as usize
        };
        let mut counts: Vec<usize> = (0..self.n_clusters()).map(share).collect();
        let given: usize = counts.iter().sum();
        for i in 0..self.n_samples.saturating_sub(given) {
            counts[i % self.n_clusters()] += 1;
        }
        counts
    }

    /// One corner of the hypercube a cluster, `(n_clusters, n_informative)`.
    fn centroids(&self, rng: &mut RandomState) -> Vec<f64> {
        let (k, q) = (self.n_clusters(), self.n_informative);
        let side = 2.0 * self.class_sep;
        let mut centroids: Vec<f64> =
            hypercube_corners(rng, k, q).iter().map(|&bit| bit * side - self.class_sep).collect();
        if !self.hypercube {
            for row in centroids.chunks_exact_mut(q) {
                let factor = rng.uniform();
                scale_by(row, factor);
            }
            for c in 0..q {
                let factor = rng.uniform();
                centroids.iter_mut().skip(c).step_by(q).for_each(|value| *value *= factor);
            }
        }
        centroids
    }

    fn fill(&self, rng: &mut RandomState, counts: &[usize], centroids: &[f64]) -> Labelled {
        let (n, p, q) = (self.n_samples, self.n_features, self.n_informative);
        let informative = self.informative(rng, counts, centroids);
        let mixing: Vec<f64> = (0..q * self.n_redundant).map(|_| 2.0 * rng.uniform() - 1.0).collect();
        let n_made = q + self.n_redundant;
        let mut x = vec![0.0; n * p];
        for (row, made) in x.chunks_exact_mut(p).zip(informative.chunks_exact(q)) {
            row[..q].copy_from_slice(made);
            vector_times_matrix(made, &mixing, &mut row[q..n_made]);
        }
        let copied: Vec<usize> =
            (0..self.n_repeated).map(|_| ((n_made as f64 - 1.0) * rng.uniform() + 0.5) as usize).collect();
        for row in x.chunks_exact_mut(p) {
            for (e, &source) in copied.iter().enumerate() {
                row[n_made + e] = row[source];
            }
        }
        for row in x.chunks_exact_mut(p) {
            row[p - self.n_noise()..].fill_with(|| rng.normal());
        }
        let labels = counts
            .iter()
            .enumerate()
            .flat_map(|(k, &count)| std::iter::repeat_n(k % self.n_classes, count))
            .collect();
        Labelled { x, labels, truth: self.truth() }
    }

    /// The informative block, `(n_samples, n_informative)`: normal numbers, sheared and moved cluster by cluster.
    fn informative(&self, rng: &mut RandomState, counts: &[usize], centroids: &[f64]) -> Vec<f64> {
        let q = self.n_informative;
        let normals = rng.normals(self.n_samples * q);
        let mut block = vec![0.0; normals.len()];
        let mut rows = normals.chunks_exact(q).zip(block.chunks_exact_mut(q));
        for (&count, centroid) in counts.iter().zip(centroids.chunks_exact(q)) {
            let shear: Vec<f64> = (0..q * q).map(|_| 2.0 * rng.uniform() - 1.0).collect();
            for (source, target) in rows.by_ref().take(count) {
                vector_times_matrix(source, &shear, target);
                target.iter_mut().zip(centroid).for_each(|(value, centre)| *value += centre);
            }
        }
        block
    }

    fn truth(&self) -> Vec<Truth> {
        [
            (Truth::Informative, self.n_informative),
            (Truth::Redundant, self.n_redundant),
            (Truth::Repeated, self.n_repeated),
            (Truth::Noise, self.n_noise()),
        ]
        .into_iter()
        .flat_map(|(truth, count)| std::iter::repeat_n(truth, count))
        .collect()
    }

    fn flip(&self, rng: &mut RandomState, labels: &mut [usize]) {
        let flipped: Vec<bool> = labels.iter().map(|_| rng.uniform() < self.flip_y).collect();
        for (label, _) in labels.iter_mut().zip(flipped).filter(|(_, flipped)| *flipped) {
            *label = rng.randint(self.n_classes as u32) as usize;
        }
    }

    fn shift_and_scale(&self, rng: &mut RandomState, x: &mut [f64]) {
        let p = self.n_features;
        let shift: Vec<f64> = match self.shift {
            Some(shift) => vec![shift; p],
            None => (0..p).map(|_| (2.0 * rng.uniform() - 1.0) * self.class_sep).collect(),
        };
        let scale: Vec<f64> = match self.scale {
            Some(scale) => vec![scale; p],
            None => (0..p).map(|_| 1.0 + 100.0 * rng.uniform()).collect(),
        };
        for row in x.chunks_exact_mut(p) {
            for ((value, shift), scale) in row.iter_mut().zip(&shift).zip(&scale) {
                *value = (*value + shift) * scale;
            }
        }
    }
}

/// `out[j] = Σ_c row[c] * matrix[c, j]`, summed in increasing `c`.
fn vector_times_matrix(row: &[f64], matrix: &[f64], out: &mut [f64]) {
    if out.is_empty() {
        return;
    }
    for (&value, line) in row.iter().zip(matrix.chunks_exact(out.len())) {
        out.iter_mut().zip(line).for_each(|(sum, factor)| *sum += value * factor);
    }
}

fn scale_by(values: &mut [f64], factor: f64) {
    for value in values {
        *value *= factor;
    }
}

/// `k` distinct corners of the `q`-dimensional unit cube, `(k, q)` of 0 and 1; the first column is the highest bit.
fn hypercube_corners(rng: &mut RandomState, k: usize, q: usize) -> Vec<f64> {
    let low = q.min(30);
    let high = q - low;
    let high_bits: Vec<u32> = (0..k * high).map(|_| rng.randint(2)).collect();
    let numbers = sample_without_replacement(rng, 1 << low, k);
    let mut corners = Vec::with_capacity(k * q);
    for (row, number) in numbers.into_iter().enumerate() {
        corners.extend(high_bits[row * high..][..high].iter().map(|&bit| f64::from(bit)));
        corners.extend((0..low).rev().map(|bit| f64::from(number >> bit & 1)));
    }
    corners
}

/// `k` distinct numbers of `0..n`, by the method scikit-learn's `sample_without_replacement` picks for `k / n`.
fn sample_without_replacement(rng: &mut RandomState, n: u32, k: usize) -> Vec<u32> {
    let ratio = k as f64 / f64::from(n);
    if ratio > 0.01 && ratio < 0.99 {
        return rng.permutation(n as usize).into_iter().take(k).map(|i| i as u32).collect();
    }
    if ratio < 0.2 {
        let mut chosen = Vec::with_capacity(k);
        while chosen.len() < k {
            let candidate = rng.randint(n);
            if !chosen.contains(&candidate) {
                chosen.push(candidate);
            }
        }
        return chosen;
    }
    let mut reservoir: Vec<u32> = (0..k as u32).collect();
    for i in k as u32..n {
        let j = rng.randint(i + 1) as usize;
        if j < k {
            reservoir[j] = i;
        }
    }
    reservoir
}

fn shuffle_rows_and_columns(rng: &mut RandomState, made: &mut Labelled, p: usize) {
    let rows = rng.permutation(made.labels.len());
    let columns = rng.permutation(p);
    made.x = take(&made.x, p, &rows, &columns);
    made.labels = rows.iter().map(|&i| made.labels[i]).collect();
    made.truth = columns.iter().map(|&j| made.truth[j]).collect();
}

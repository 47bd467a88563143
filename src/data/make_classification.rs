//! scikit-learn's `make_classification` with equal random numbers.

use super::dataset::{Dataset, Labelled, Task, Truth, check_size, take};
use super::random_state::RandomState;
use crate::error::{Error, Result, check_between, check_count};

/// The parameters of scikit-learn's `make_classification`, with its names and defaults.
///
/// Normally distributed clusters are centred on the corners of a hypercube of side `2 * class_sep` in the space of the informative
/// features. Redundant features are random linear combinations of those, repeated ones are copies, all others are noise.
///
/// | name | default | accepted |
/// |---|---|---|
/// | `n_samples` | 100 | 1 … 100,000 |
/// | `n_features` | 20 | 1 … 10,000, at most 5,000,000 values in all |
/// | `n_informative` | 2 | 1 … 2,000; informative + redundant + repeated ≤ `n_features` |
/// | `n_redundant`, `n_repeated` | 2, 0 | 0 … |
/// | `n_classes` | 2 | 1 … ; `n_classes * n_clusters_per_class` ≤ 2^`n_informative` |
/// | `n_clusters_per_class` | 2 | 1 … |
/// | `weights` | equal | one for each class (the last may be omitted), each 0 … 1, sum ≤ 1 |
/// | `flip_y` | 0.01 | 0 … 1, the share of rows with a random class |
/// | `class_sep` | 1 | 0 … 10⁶ |
/// | `hypercube` | true | |
/// | `shift`, `scale` | 0, 1 | −10⁶ … 10⁶, or `None` for a random value for each feature |
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
    /// The data set with two classes, `(n_samples, n_features)`.
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

    /// Rows and labels with any number of classes.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a value outside the table above.
    pub fn labelled(&self) -> Result<Labelled> {
        self.check()?;
        let weights = self.class_weights()?;
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
        let mut room = self.n_features;
        for &(name, count, least, most) in &[
            ("n_informative", self.n_informative, 1, 2_000),
            ("n_redundant", self.n_redundant, 0, room),
            ("n_repeated", self.n_repeated, 0, room),
        ] {
            check_count(name, count, least, room.min(most))?;
            room -= count;
        }
        self.check_clusters()?;
        for &(name, value, least, most) in &[
            ("flip_y", self.flip_y, 0.0, 1.0),
            ("class_sep", self.class_sep, 0.0, 1e6),
            ("shift", self.shift.unwrap_or(0.0), -1e6, 1e6),
            ("scale", self.scale.unwrap_or(1.0), -1e6, 1e6),
        ] {
            check_between(name, value, least, most)?;
        }
        Ok(())
    }

    fn check_clusters(&self) -> Result<()> {
        check_count("n_classes", self.n_classes, 1, 1_000)?;
        // Every cluster draws a matrix of n_informative² values, so the number of clusters is limited.
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
        let equal = || vec![1.0 / self.n_classes as f64; self.n_classes];
        let mut weights = self.weights.clone().unwrap_or_else(equal);
        let mut sum = 0.0;
        for &weight in &weights {
            sum += check_between("weights", weight, 0.0, 1.0)?;
        }
        check_between("weights", sum, 0.0, 1.0 + 1e-9)?;
        if weights.len() + 1 == self.n_classes {
            weights.push(1.0 - sum);
        }
        if weights.len() != self.n_classes {
            let accepted = format!("{} numbers, one a class", self.n_classes);
            return Err(Error::parameter("weights", format!("{} numbers", weights.len()), accepted));
        }
        Ok(weights)
    }

    fn cluster_counts(&self, weights: &[f64]) -> Vec<usize> {
        let mut counts = vec![0; self.n_clusters()];
        let mut left = self.n_samples;
        for (k, count) in counts.iter_mut().enumerate() {
            let rows = self.n_samples as f64 * weights[k % self.n_classes];
            *count = (rows / self.n_clusters_per_class as f64) as usize;
            left = left.saturating_sub(*count);
        }
        for i in 0..left {
            counts[i % self.n_clusters()] += 1;
        }
        counts
    }

    /// A corner of the hypercube for each cluster, `(n_clusters, n_informative)`.
    fn centroids(&self, rng: &mut RandomState) -> Vec<f64> {
        let q = self.n_informative;
        let mut centroids = hypercube_corners(rng, self.n_clusters(), q);
        for value in &mut centroids {
            *value = *value * (2.0 * self.class_sep) - self.class_sep;
        }
        if !self.hypercube {
            let (of_row, of_column) = (rng.uniforms(self.n_clusters(), 0.0, 1.0), rng.uniforms(q, 0.0, 1.0));
            for (i, value) in centroids.iter_mut().enumerate() {
                *value = *value * of_row[i / q] * of_column[i % q];
            }
        }
        centroids
    }

    fn fill(&self, rng: &mut RandomState, counts: &[usize], centroids: &[f64]) -> Labelled {
        let (n, p, q) = (self.n_samples, self.n_features, self.n_informative);
        let mut x = vec![0.0; n * p];
        for i in 0..n {
            for j in 0..q {
                x[i * p + j] = rng.normal();
            }
        }
        let labels = self.shear(rng, counts, centroids, &mut x);
        let mixing = rng.uniforms(q * self.n_redundant, -1.0, 1.0);
        let n_made = q + self.n_redundant;
        let copied = rng.uniforms(self.n_repeated, 0.5, n_made as f64 - 0.5);
        for i in 0..n {
            let row = &mut x[i * p..][..p];
            let (made, rest) = row.split_at_mut(q);
            add_product(made, &mixing, &mut rest[..self.n_redundant]);
            for (e, &source) in copied.iter().enumerate() {
                row[n_made + e] = row[source as usize];
            }
            for value in &mut row[p - self.n_noise()..] {
                *value = rng.normal();
            }
        }
        Labelled { x, labels, truth: self.truth() }
    }

    /// Multiplies the informative features of each cluster by a random matrix and adds its centroid; returns the class of every row.
    fn shear(&self, rng: &mut RandomState, counts: &[usize], centroids: &[f64], x: &mut [f64]) -> Vec<usize> {
        let q = self.n_informative;
        let mut labels = Vec::new();
        for (k, &count) in counts.iter().enumerate() {
            let shear = rng.uniforms(q * q, -1.0, 1.0);
            for _ in 0..count {
                let row = &mut x[labels.len() * self.n_features..][..q];
                let normals = row.to_vec();
                row.fill(0.0);
                add_product(&normals, &shear, row);
                row.iter_mut().zip(&centroids[k * q..]).for_each(|(value, centre)| *value += centre);
                labels.push(k % self.n_classes);
            }
        }
        labels
    }

    fn truth(&self) -> Vec<Truth> {
        let mut truth = vec![Truth::Informative; self.n_informative];
        for (kind, count) in [
            (Truth::Redundant, self.n_redundant),
            (Truth::Repeated, self.n_repeated),
            (Truth::Noise, self.n_noise()),
        ] {
            truth.resize(truth.len() + count, kind);
        }
        truth
    }

    fn flip(&self, rng: &mut RandomState, labels: &mut [usize]) {
        let draws = rng.uniforms(labels.len(), 0.0, 1.0);
        for (label, draw) in labels.iter_mut().zip(draws) {
            if draw < self.flip_y {
                *label = rng.randint(self.n_classes as u32) as usize;
            }
        }
    }

    fn shift_and_scale(&self, rng: &mut RandomState, x: &mut [f64]) {
        let p = self.n_features;
        let shift = match self.shift {
            Some(shift) => vec![shift; p],
            None => rng.uniforms(p, -1.0, 1.0).iter().map(|draw| draw * self.class_sep).collect(),
        };
        let scale = match self.scale {
            Some(scale) => vec![scale; p],
            None => rng.uniforms(p, 1.0, 101.0),
        };
        for (i, value) in x.iter_mut().enumerate() {
            *value = (*value + shift[i % p]) * scale[i % p];
        }
    }
}

/// `out[j] += Σ_c row[c] * matrix[c, j]`, summed in increasing `c`.
fn add_product(row: &[f64], matrix: &[f64], out: &mut [f64]) {
    let width = out.len();
    for (c, value) in row.iter().enumerate() {
        for (j, sum) in out.iter_mut().enumerate() {
            *sum += value * matrix[c * width + j];
        }
    }
}

/// `k` distinct corners of the `q`-dimensional unit cube, `(k, q)` of 0 and 1; the first column is the highest bit.
fn hypercube_corners(rng: &mut RandomState, k: usize, q: usize) -> Vec<f64> {
    let low = q.min(30);
    let mut corners = vec![0.0; k * q];
    for i in 0..k {
        for bit in 0..q - low {
            corners[i * q + bit] = f64::from(rng.randint(2));
        }
    }
    for (i, number) in sample_without_replacement(rng, 1 << low, k).into_iter().enumerate() {
        for bit in 0..low {
            corners[(i + 1) * q - 1 - bit] = (number >> bit & 1) as f64;
        }
    }
    corners
}

/// `k` distinct numbers of `0..n`, by the method that scikit-learn's `sample_without_replacement` uses for `k / n`.
fn sample_without_replacement(rng: &mut RandomState, n: u32, k: usize) -> Vec<usize> {
    let ratio = k as f64 / f64::from(n);
    if ratio > 0.01 && ratio < 0.99 {
        let mut chosen = rng.permutation(n as usize);
        chosen.truncate(k);
        return chosen;
    }
    if ratio < 0.2 {
        let mut chosen = Vec::with_capacity(k);
        while chosen.len() < k {
            let candidate = rng.randint(n) as usize;
            if !chosen.contains(&candidate) {
                chosen.push(candidate);
            }
        }
        return chosen;
    }
    let mut reservoir: Vec<usize> = (0..k).collect();
    for i in k..n as usize {
        let j = rng.randint(i as u32 + 1) as usize;
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

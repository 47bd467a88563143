//! Non-negative least squares.

use super::orthonormal::Orthonormal;
use kernels::{add_scaled, dot};

/// Vectors whose part outside the span of the others is smaller than this, relative to their length, depend on them.
const DEPENDENT: f64 = 1e-10;
/// Cosines of vector and residual below this are rounding errors.
const LEAST_COSINE: f64 = 1e-11;

/// `min_t ‖Σ_k t_k a_k − b‖` over `t ≥ 0`, by the active-set method of Lawson and Hanson.
///
/// At the minimum no `a_k` has a positive product with the residual `b − Σ t_k a_k`, and those with `t_k > 0` are orthogonal to it. So the
/// residual is either 0 or separates `b` from the cone of the vectors (Farkas' lemma).
///
/// Source: C. Lawson and R. Hanson, "Solving Least Squares Problems", 1974, chapter 23.
#[derive(Debug, Clone, Default)]
pub(super) struct Nnls {
    /// The vectors `a_k` of length 1 or 0, `(n_vectors, dimension)` row-major.
    vectors: Vec<f64>,
    target: Vec<f64>,
    residual: Vec<f64>,
    /// Indices of the vectors with `t_k > 0`, and their `t_k`.
    passive: Vec<usize>,
    t: Vec<f64>,
    /// QR decomposition of the passive vectors: an orthonormal basis, and the columns of the triangle.
    basis: Orthonormal,
    triangle: Vec<Vec<f64>>,
    /// The passive vectors, and those that cannot become so until the residual has decreased.
    is_skipped: Vec<bool>,
    steps_left: usize,
}

impl Nnls {
    /// The problem for vectors of length 1 or 0, `(n_vectors, target.len())` row-major.
    pub fn new(vectors: Vec<f64>, target: Vec<f64>) -> Self {
        let n_vectors = vectors.len() / target.len();
        Self {
            is_skipped: vec![false; n_vectors],
            steps_left: 100 + 10 * target.len().min(n_vectors) + n_vectors.min(10 * target.len()),
            residual: target.clone(),
            vectors,
            target,
            ..Self::default()
        }
    }

    pub fn vector(&self, k: usize) -> &[f64] {
        &self.vectors[k * self.target.len()..(k + 1) * self.target.len()]
    }

    pub fn n_vectors(&self) -> usize {
        self.is_skipped.len()
    }

    /// `b − Σ t_k a_k`.
    pub fn residual(&self) -> &[f64] {
        &self.residual
    }

    /// Smallest product with a residual of this length that is no rounding error of it.
    pub fn least_product(&self) -> f64 {
        let length = dot(&self.residual, &self.residual).sqrt();
        let rounding = 1e-14 * dot(&self.target, &self.target).sqrt();
        (LEAST_COSINE * length).max(rounding)
    }

    /// Adds one vector to the passive ones. `None` while there is more to do, then whether the minimum has been found.
    pub fn step(&mut self) -> Option<bool> {
        let candidates = (0..self.n_vectors()).filter(|&k| !self.is_skipped[k]);
        let products = candidates.map(|k| (k, dot(self.vector(k), &self.residual)));
        let best = products.max_by(|(_, a), (_, b)| a.total_cmp(b));
        let Some((entering, _)) = best.filter(|&(_, product)| product > self.least_product()) else {
            return Some(true);
        };
        if self.steps_left == 0 {
            return Some(false);
        }
        self.steps_left -= 1;
        let before = dot(&self.residual, &self.residual);
        self.is_skipped[entering] = true;
        if self.append(entering) {
            self.t.push(0.0);
            self.balance();
            self.project();
            if dot(&self.residual, &self.residual) < before {
                self.is_skipped.fill(false);
            }
            self.passive.iter().for_each(|&k| self.is_skipped[k] = true);
        }
        None
    }

    /// Extends the decomposition by a vector; `false` if it depends on the passive ones.
    fn append(&mut self, k: usize) -> bool {
        let Some(column) = self.basis.push(self.vector(k).to_vec(), DEPENDENT) else { return false };
        self.triangle.push(column);
        self.passive.push(k);
        true
    }

    /// Moves `t` towards the least squares of the passive vectors, without those that become 0.
    fn balance(&mut self) {
        loop {
            let wanted = self.least_squares();
            let until_zero =
                |(&t, &wanted): (&f64, &f64)| if wanted > 0.0 { f64::INFINITY } else { t / (t - wanted) };
            let shares: Vec<f64> = self.t.iter().zip(&wanted).map(until_zero).collect();
            let reach = shares.iter().copied().fold(f64::INFINITY, f64::min);
            if reach == f64::INFINITY {
                self.t = wanted;
                return;
            }
            self.t.iter_mut().zip(&wanted).for_each(|(t, wanted)| *t += reach * (wanted - *t));
            let stays: Vec<bool> = shares.iter().map(|&share| share > reach).collect();
            self.retain(&stays);
        }
    }

    fn retain(&mut self, stays: &[bool]) {
        let first = stays.iter().position(|stays| !stays).unwrap_or(stays.len());
        let kept = (first..stays.len()).filter(|&index| stays[index]);
        let rest: Vec<(usize, f64)> = kept.map(|index| (self.passive[index], self.t[index])).collect();
        self.passive.truncate(first);
        self.t.truncate(first);
        self.basis.vectors.truncate(first);
        self.triangle.truncate(first);
        for (k, t) in rest {
            if self.append(k) {
                self.t.push(t);
            }
        }
    }

    /// The `t` of the passive vectors that minimizes the residual, of any sign.
    fn least_squares(&self) -> Vec<f64> {
        let mut t: Vec<f64> = self.basis.vectors.iter().map(|q| dot(q, &self.target)).collect();
        for (k, column) in self.triangle.iter().enumerate().rev() {
            t[k] /= column[k];
            let (before, last) = t.split_at_mut(k);
            add_scaled(before, -last[0], &column[..k]);
        }
        t
    }

    /// The residual: the part of the target outside the span of the passive vectors.
    fn project(&mut self) {
        self.residual.clone_from(&self.target);
        self.basis.remove_from(&mut self.residual);
    }
}

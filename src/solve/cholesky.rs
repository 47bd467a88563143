//! Cholesky factorization of small matrices.

use kernels::{add_scaled, dot};

/// Cholesky's `A = L Lᵀ` of a symmetric positive definite `A`, `(n, n)` row-major, into its lower half; not finite if
/// `A` is not positive definite.
///
/// Source: G. Golub and C. Van Loan, "Matrix Computations", 4th ed., §4.2.
pub(super) fn factorize(a: &mut [f64], n: usize) {
    for j in 0..n {
        let (done, rest) = a.split_at_mut((j + 1) * n);
        let (known, diagonal) = done[j * n..=j * n + j].split_at_mut(j);
        diagonal[0] = (diagonal[0] - dot(known, known)).sqrt();
        for row in rest.chunks_exact_mut(n) {
            row[j] = (row[j] - dot(&row[..j], known)) / diagonal[0];
        }
    }
}

/// Solves `L Lᵀ x = b` in place.
pub(super) fn solve_factorized(lower: &[f64], b: &mut [f64]) {
    let n = b.len();
    for j in 0..n {
        let row = &lower[j * n..];
        b[j] = (b[j] - dot(&row[..j], &b[..j])) / row[j];
    }
    for j in (0..n).rev() {
        let row = &lower[j * n..];
        b[j] /= row[j];
        let (known, last) = b.split_at_mut(j);
        add_scaled(known, -last[0], &row[..j]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cholesky_solves() {
        for n in [1, 3, 9, 14] {
            let entry = |i: usize, j: usize| f64::from(u8::from(i == j)) + 1.0 / (1 + i + j) as f64;
            let a: Vec<f64> = (0..n * n).map(|k| entry(k / n, k % n)).collect();
            let x: Vec<f64> = (0..n).map(|j| (j as f64).cos()).collect();
            let mut b: Vec<f64> = a.chunks_exact(n).map(|row| dot(row, &x)).collect();
            let mut lower = a.clone();
            factorize(&mut lower, n);
            solve_factorized(&lower, &mut b);
            assert!(b.iter().zip(&x).all(|(found, x)| (found - x).abs() < 1e-13), "{b:?}");
        }
    }
}

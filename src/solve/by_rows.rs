//! Newton steps over more weights than rows, solved in the dimension of the rows.

use super::cholesky::{factorize, solve_factorized};
use kernels::{add_scaled, dot};

/// Solves again for what rounding errors have left.
const REFINEMENTS: usize = 2;

/// Solves `(D + AᵀA) x = b` for the diagonal `D = diag(l2) > 0` and the rows `a_j` of `Aᵀ`, `(support, n)`, by Cholesky's factorization of
/// the `(n, n)` matrix `I + A D⁻¹ Aᵀ`.
///
/// Source: M. Woodbury, "Inverting modified matrices", 1950.
pub(super) fn solve_by_rows(columns: &[Vec<f64>], l2: &[f64], b: &[f64]) -> Vec<f64> {
    let n = columns.first().map_or(0, Vec::len);
    let mut lower = vec![0.0; n * n];
    for (column, l2) in columns.iter().zip(l2) {
        for (i, row) in lower.chunks_exact_mut(n).enumerate() {
            add_scaled(&mut row[..=i], column[i] / l2, &column[..=i]);
        }
    }
    (0..n).for_each(|i| lower[i * n + i] += 1.0);
    factorize(&mut lower, n);
    let mut x = vec![0.0; b.len()];
    let mut rest = b.to_vec();
    for _ in 0..=REFINEMENTS {
        let mut y = vec![0.0; n];
        for ((column, l2), rest) in columns.iter().zip(l2).zip(&rest) {
            add_scaled(&mut y, rest / l2, column);
        }
        solve_factorized(&lower, &mut y);
        for (((x, column), l2), rest) in x.iter_mut().zip(columns).zip(l2).zip(&rest) {
            *x += (rest - dot(column, &y)) / l2;
        }
        let mut product = vec![0.0; n];
        columns.iter().zip(&x).for_each(|(column, x)| add_scaled(&mut product, *x, column));
        for ((((rest, b), x), column), l2) in rest.iter_mut().zip(b).zip(&x).zip(columns).zip(l2) {
            *rest = b - l2 * x - dot(column, &product);
        }
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_solution_satisfies_the_equations() {
        let columns: Vec<Vec<f64>> =
            (0..12).map(|j| (0..5).map(|i| f64::from(7 * i + 3 * j).sin()).collect()).collect();
        let b: Vec<f64> = (0..12).map(|j| f64::from(j).cos()).collect();
        for l2 in [1.0, 1e-6] {
            let x = solve_by_rows(&columns, &[l2; 12], &b);
            let largest = x.iter().fold(1.0_f64, |largest, x| largest.max(x.abs()));
            for (j, column) in columns.iter().enumerate() {
                let product: f64 = columns.iter().zip(&x).map(|(other, x)| dot(column, other) * x).sum();
                assert!((product + l2 * x[j] - b[j]).abs() < 1e-13 * largest, "weight {j}: {x:?}");
            }
        }
    }
}

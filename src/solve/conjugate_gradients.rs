//! The method of conjugate gradients.

use kernels::{add_scaled, dot};

/// Relative residual at which it ends, and the largest number of steps: what is left is solved for in the next iteration.
const RELATIVE_RESIDUAL: f64 = 1e-13;
const MAX_STEPS: usize = 300;

/// Solves `A x = b` for a symmetric positive definite `A`, given by its products with vectors, with its diagonal as preconditioner.
///
/// Source: J. Nocedal and S. Wright, "Numerical Optimization", 2006, algorithm 5.3.
pub(super) fn conjugate_gradients(
    diagonal: &[f64],
    b: &[f64],
    mut product_with: impl FnMut(&[f64]) -> Vec<f64>,
) -> Vec<f64> {
    let scaled = |r: &[f64]| r.iter().zip(diagonal).map(|(r, d)| r / d).collect::<Vec<f64>>();
    let mut x = vec![0.0; b.len()];
    let mut residual = b.to_vec();
    let mut direction = scaled(&residual);
    let mut along = dot(&residual, &direction);
    let enough = RELATIVE_RESIDUAL * RELATIVE_RESIDUAL * along;
    for _ in 0..MAX_STEPS {
        let product = product_with(&direction);
        let length = along / dot(&direction, &product);
        add_scaled(&mut x, length, &direction);
        add_scaled(&mut residual, -length, &product);
        let preconditioned = scaled(&residual);
        let next = dot(&residual, &preconditioned);
        if next.is_nan() || next <= enough {
            break;
        }
        let share = next / along;
        for (direction, p) in direction.iter_mut().zip(&preconditioned) {
            *direction = p + share * *direction;
        }
        along = next;
    }
    x
}

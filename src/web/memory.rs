//! Memory checks. A failed allocation ends the whole module with every lab on the page, so each call that needs much memory checks
//! first.

use std::hint::black_box;

use crate::data::Dataset;
use crate::error::{Error, Result};
use crate::model::PenaltyKind;

/// Reserve for small allocations, in numbers of 8 bytes.
const MARGIN: usize = 1 << 18;

/// The room that a short text takes.
pub(super) const TEXT_VALUES: usize = 6;

/// Bytes of a page of WebAssembly memory, and the most pages there can be.
const PAGE: usize = 65_536;

/// Makes sure that there is memory for `n_values` numbers.
///
/// # Errors
/// [`Error::Data`] when there is not.
pub(super) fn check_room(n_values: usize) -> Result<()> {
    let mut trial: Vec<f64> = Vec::new();
    let result = trial.try_reserve_exact(n_values.saturating_add(MARGIN));
    // The compiler may remove an unused allocation, which would then always succeed.
    black_box(&trial);
    result.map_err(|_| {
        let megabytes = n_values.saturating_mul(size_of::<f64>()).div_ceil(1_000_000);
        Error::data(format!(
            "not enough memory: up to {megabytes} MB are needed; free() what is no longer used, or take less data"
        ))
    })
}

/// The same for numbers that will probably not all be needed: memory is not grown for them.
///
/// # Errors
/// As [`check_room`].
fn check_possible_room(n_values: usize) -> Result<()> {
    let pages_left = PAGE - core::arch::wasm32::memory_size::<0>();
    if n_values / (PAGE / size_of::<f64>()) < pages_left { Ok(()) } else { check_room(n_values) }
}

/// The room that `n` copies of a table take.
pub(super) fn copies(data: &Dataset, n: usize) -> usize {
    table(data.n_samples(), data.n_features()).saturating_mul(n)
}

/// The room that a table takes: features, target, row numbers, names.
pub(super) fn table(n_samples: usize, n_features: usize) -> usize {
    let rows = n_samples.saturating_mul(n_features.saturating_add(2));
    rows.saturating_add(n_features.saturating_mul(TEXT_VALUES))
}

/// Makes sure that there is memory for `n_values` numbers and for a Newton method beside them, which copies the columns of the weights in
/// use and keeps the Hessian over these weights.
///
/// # Errors
/// As [`check_room`].
pub(super) fn check_newton(data: &Dataset, penalty: PenaltyKind, n_values: usize) -> Result<()> {
    let (n, p) = (data.n_samples(), data.n_features());
    // At an L1 optimum no more weights than rows are different from 0; on the way there a few times as many are tried.
    let most_active = if penalty == PenaltyKind::L1 { p.min(4 * n + 1000) } else { p };
    let columns = most_active.saturating_mul(n).saturating_mul(3);
    let hessian = most_active.saturating_mul(most_active).saturating_mul(2);
    let all = n_values.saturating_add(columns).saturating_add(hessian);
    if matches!(penalty, PenaltyKind::None | PenaltyKind::L2) {
        return check_room(all);
    }
    // Most weights that may be 0 are 0.
    check_room(n_values)?;
    check_possible_room(all)
}

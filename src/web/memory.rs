//! Memory checks. A failed allocation aborts the module and every lab on the page, so each call with a large allocation checks first.

use std::hint::black_box;

use crate::data::Dataset;
use crate::error::{Error, Result};
use crate::model::PenaltyKind;

/// Reserve for small allocations, in numbers of 8 bytes.
const MARGIN: usize = 1 << 18;

/// Memory of a short text.
pub(super) const TEXT_VALUES: usize = 6;

/// Size of a WebAssembly memory page in bytes, and the maximum number of pages.
const PAGE: usize = 65_536;

/// Checks that there is memory for `n_values` numbers.
///
/// # Errors
/// [`Error::Data`] otherwise.
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

/// Does the same check for an upper bound that is rarely reached; does not grow the memory.
///
/// # Errors
/// As [`check_room`].
fn check_possible_room(n_values: usize) -> Result<()> {
    let pages_left = PAGE - core::arch::wasm32::memory_size::<0>();
    if n_values / (PAGE / size_of::<f64>()) < pages_left { Ok(()) } else { check_room(n_values) }
}

/// Returns the memory of `n` copies of a table.
pub(super) fn copies(data: &Dataset, n: usize) -> usize {
    table(data.n_samples(), data.n_features()).saturating_mul(n)
}

/// Returns the memory of a table: features, target, row numbers, names.
pub(super) fn table(n_samples: usize, n_features: usize) -> usize {
    let rows = n_samples.saturating_mul(n_features.saturating_add(2));
    rows.saturating_add(n_features.saturating_mul(TEXT_VALUES))
}

/// Checks that there is memory for `n_values` numbers and for Newton's method, which copies the columns of the working set and stores
/// its Hessian.
///
/// # Errors
/// As [`check_room`].
pub(super) fn check_newton(data: &Dataset, penalty: PenaltyKind, n_values: usize) -> Result<()> {
    let (n, p) = (data.n_samples(), data.n_features());
    // An L1 optimum has at most as many nonzero weights as rows; working sets may be a few times larger.
    let most_active = if penalty == PenaltyKind::L1 { p.min(4 * n + 1000) } else { p };
    let columns = most_active.saturating_mul(n).saturating_mul(3);
    let hessian = most_active.saturating_mul(most_active).saturating_mul(2);
    let all = n_values.saturating_add(columns).saturating_add(hessian);
    if matches!(penalty, PenaltyKind::None | PenaltyKind::L2) {
        return check_room(all);
    }
    // Most weights with an L1 penalty are 0.
    check_room(n_values)?;
    check_possible_room(all)
}

//! Numbers of things with their nouns.

use super::messages::{Catalogue, Language, message};
use super::number::count;

/// `1 weight`, `2 weights`.
pub(super) fn weights(n: usize, catalogue: &Catalogue) -> String {
    let context = Language { catalogue };
    match n {
        1 => message!(context, "count.weights.one", "1 weight"),
        n => message!(context, "count.weights", "{n} weights", n = count(n)),
    }
}

/// `1 iteration`, `2 iterations`.
pub(super) fn iterations(n: usize, catalogue: &Catalogue) -> String {
    let context = Language { catalogue };
    match n {
        1 => message!(context, "count.iterations.one", "1 iteration"),
        n => message!(context, "count.iterations", "{n} iterations", n = count(n)),
    }
}

/// `1 draw`, `2 draws`.
pub(super) fn draws(n: usize, catalogue: &Catalogue) -> String {
    let context = Language { catalogue };
    match n {
        1 => message!(context, "count.draws.one", "1 draw"),
        n => message!(context, "count.draws", "{n} draws", n = count(n)),
    }
}

/// `1 half-sample`, `2 half-samples`.
pub(super) fn half_samples(n: usize, catalogue: &Catalogue) -> String {
    let context = Language { catalogue };
    match n {
        1 => message!(context, "count.half-samples.one", "1 half-sample"),
        n => message!(context, "count.half-samples", "{n} half-samples", n = count(n)),
    }
}

/// `1 is exactly 0`, `2 are exactly 0`.
pub(super) fn are_zero(n: usize, catalogue: &Catalogue) -> String {
    let context = Language { catalogue };
    match n {
        1 => message!(context, "count.zeros.one", "1 is exactly 0"),
        n => message!(context, "count.zeros", "{n} are exactly 0", n = count(n)),
    }
}

/// `1 weight is exactly 0`, `2 weights are exactly 0`.
pub(super) fn weights_are_zero(n: usize, catalogue: &Catalogue) -> String {
    let context = Language { catalogue };
    match n {
        1 => message!(context, "count.zero-weights.one", "1 weight is exactly 0"),
        n => message!(context, "count.zero-weights", "{n} weights are exactly 0", n = count(n)),
    }
}

/// `1 weight is not 0`, `2 weights are not 0`.
pub(super) fn weights_are_not_zero(n: usize, catalogue: &Catalogue) -> String {
    let context = Language { catalogue };
    match n {
        1 => message!(context, "count.nonzero-weights.one", "1 weight is not 0"),
        n => message!(context, "count.nonzero-weights", "{n} weights are not 0", n = count(n)),
    }
}

/// `1 is not 0`, `2 are not 0`.
pub(super) fn are_not_zero(n: usize, catalogue: &Catalogue) -> String {
    let context = Language { catalogue };
    match n {
        1 => message!(context, "count.nonzeros.one", "1 is not 0"),
        n => message!(context, "count.nonzeros", "{n} are not 0", n = count(n)),
    }
}

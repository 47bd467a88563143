//! Sentences about a chosen λ that is the edge of the grid.

use crate::charts::messages::message;
use crate::charts::text::{TextContext, sentences};
use crate::lab::ValidationSurface;
use crate::solve::{GridEdge, ValidationCurve};

/// Whether λ of the best mean or of the one-standard-error rule is an edge.
pub(super) fn of_curve(context: &TextContext<'_>, curve: &ValidationCurve) -> String {
    let sentence = |name: &str, index: usize| of_lambda(context, name, curve.lambdas[index], &curve.lambdas);
    if curve.best_index == curve.one_se_index {
        return sentence("λmin = λ₁ₛₑ", curve.best_index);
    }
    sentences([sentence("λmin", curve.best_index), sentence("λ₁ₛₑ", curve.one_se_index)])
}

/// Whether λ of the best cell is an edge; the ends of `l1_ratio` are none, there is nothing beyond them.
pub(super) fn of_surface(context: &TextContext<'_>, surface: &ValidationSurface) -> String {
    surface.best.map_or_else(String::new, |best| of_lambda(context, "λmin", best.lambda, &surface.lambdas))
}

/// Whether a chosen λ is an edge of the grid; empty if it is not.
pub(in crate::charts) fn of_lambda(
    context: &TextContext<'_>,
    name: &str,
    lambda: f64,
    lambdas: &[f64],
) -> String {
    let is_all_zero = || context.lab.lambda_max().is_some_and(|max| lambda >= max);
    match GridEdge::of(lambda, lambdas) {
        None => String::new(),
        Some(GridEdge::Zero) => message!(context, "edge.zero", "{name} is 0: no penalty.", name = name),
        Some(GridEdge::Smallest) => message!(
            context,
            "edge.smallest",
            "{name} is the smallest λ tried: less penalty, or none, may be better.",
            name = name
        ),
        Some(GridEdge::Largest) if is_all_zero() => message!(
            context,
            "edge.all-zero",
            "{name} is the largest λ tried, where every weight is 0.",
            name = name
        ),
        Some(GridEdge::Largest) => message!(
            context,
            "edge.largest",
            "{name} is the largest λ tried: more penalty may be better.",
            name = name
        ),
    }
}

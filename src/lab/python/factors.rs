//! Penalty factors in the Python script.

use std::fmt::Write;

use crate::decimal::shortest;

/// Expressions of the templates, and what they are with penalty factors.
const EXPRESSIONS: [(&str, &str); 6] = [
    ("l1 * np.abs(w).sum() + l2 / 2 * w @ w", "l1 * (factor @ np.abs(w)) + l2 / 2 * (factor @ w**2)"),
    ("l2 / 2 * w @ w", "l2 / 2 * (factor @ w**2)"),
    ("g + l1 * np.sign(w) + l2 * w", "g + factor * (l1 * np.sign(w) + l2 * w)"),
    ("np.abs(g) - l1,", "np.abs(g) - l1 * factor,"),
    ("step * l1, 0) / (1 + step * l2)", "step * l1 * factor, 0) / (1 + step * l2 * factor)"),
    ("X_train.T @ r,", "X_train.T @ r * kept,"),
];

/// Returns a template with the penalty of each weight multiplied by its factor.
pub(super) fn with_factors(template: &str) -> String {
    EXPRESSIONS.iter().fold(template.to_owned(), |text, (plain, with)| text.replace(plain, with))
}

/// Writes the factors; those of excluded weights, whose gradient is not used, are 0.
pub(super) fn assignment(factors: &[f64]) -> String {
    let set = || factors.iter().enumerate().filter(|(_, factor)| **factor != 1.0);
    let features: Vec<String> = set().map(|(j, _)| j.to_string()).collect();
    let value = |factor: f64| if factor.is_finite() { shortest(factor) } else { "np.inf".to_owned() };
    let values: Vec<String> = set().map(|(_, &factor)| value(factor)).collect();
    let mut text =
        "# Each weight's penalty is multiplied by its factor: 0 is free, inf excludes a weight.\n".to_owned();
    // Writing to a String cannot fail.
    let _ = writeln!(text, "factor = np.ones(X_train.shape[1])");
    let _ = writeln!(text, "factor[[{}]] = [{}]", features.join(", "), values.join(", "));
    text + "kept = np.isfinite(factor)\nfactor = np.where(kept, factor, 0)\n"
}

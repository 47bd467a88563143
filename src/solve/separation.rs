//! Separable classes: a logistic loss without a penalty that has no minimum.

use super::nnls::Nnls;
use crate::error::Error;
use crate::model::{Loss, Problem};
use kernels::{dot, largest_size};

/// Length of the direction, relative to the number of rows, below which it is a rounding error.
const LEAST_LENGTH: f64 = 1e-9;

/// The search for a direction `(v, c)` that separates the classes: `s_i (x_i · v + c) ≥ 0` in every row and `> 0` in at least one, with
/// `s_i = ±1` the sign of the class and `v_j = 0` wherever weight `j` is penalized or held.
///
/// Along such a direction the loss decreases forever, so the objective has no minimum; without one it has. With the rows `a_i = s_i (x_i, 1)`
/// scaled to length 1, the residual of `min ‖Σ_i (1 + t_i) a_i‖` over `t ≥ 0` is either 0, and no direction separates the classes (Stiemke's
/// lemma), or it is a direction that does, as every `a_i` has a product ≥ 0 with it. [`Nnls`] minimizes; the direction is checked on every
/// row.
///
/// Source: A. Albert and J. Anderson, "On the existence of maximum likelihood estimates in logistic regression models", 1984 (complete and
/// quasi-complete separation).
#[derive(Debug, Clone)]
pub(super) struct Separation(Nnls);

/// The result of the search.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A direction separates the classes.
    Separable,
    /// No direction does.
    HasMinimum,
    /// Rounding errors or the bound on the work prevented an answer.
    Open,
}

impl Separation {
    pub fn new(problem: &Problem<'_>) -> Self {
        let (n, features) = (problem.data.n_samples(), free_features(problem));
        let dimension = features.len() + usize::from(problem.fit_intercept);
        // The intercept makes up for a shift of a column. Differences to the first row are exact for whole numbers.
        let shift = if problem.fit_intercept {
            problem.data.row(0).to_vec()
        } else {
            vec![0.0; problem.data.n_features()]
        };
        let scale = |&j: &usize| {
            let column: Vec<f64> = (0..n).map(|i| problem.data.row(i)[j] - shift[j]).collect();
            let largest = largest_size(&column);
            if largest > 0.0 { largest } else { 1.0 }
        };
        let scales: Vec<f64> = features.iter().map(scale).collect();
        let mut rows = Vec::with_capacity(n * dimension);
        for i in 0..n {
            let sign = if problem.data.y()[i] == 1.0 { 1.0 } else { -1.0 };
            let first = rows.len();
            let row = problem.data.row(i);
            rows.extend(features.iter().zip(&scales).map(|(&j, scale)| sign * ((row[j] - shift[j]) / scale)));
            rows.extend(problem.fit_intercept.then_some(sign));
            let length = dot(&rows[first..], &rows[first..]).sqrt();
            rows[first..].iter_mut().for_each(|x| *x /= if length > 0.0 { length } else { 1.0 });
        }
        let mut target = vec![0.0; dimension.max(1)];
        for row in rows.chunks_exact(dimension.max(1)) {
            target.iter_mut().zip(row).for_each(|(sum, x)| *sum -= x);
        }
        Self(Nnls::new(rows, target))
    }

    /// Does a bounded amount of work; `None` while the search continues.
    pub fn step(&mut self) -> Option<Verdict> {
        let is_minimum = self.0.step()?;
        let least = LEAST_LENGTH * self.0.n_vectors() as f64;
        let residual = self.0.residual();
        if dot(residual, residual).sqrt() <= least {
            return Some(Verdict::HasMinimum);
        }
        let margins: Vec<f64> = (0..self.0.n_vectors()).map(|i| -dot(self.0.vector(i), residual)).collect();
        let zero = self.0.least_product();
        let separates = margins.iter().all(|&m| m >= -zero) && margins.iter().any(|&m| m > zero);
        Some(if is_minimum && separates { Verdict::Separable } else { Verdict::Open })
    }
}

/// Whether the objective has no minimum; `false` also where rounding errors leave it open.
#[must_use]
pub fn is_separable(problem: &Problem<'_>) -> bool {
    if !problem.is_unbounded_if_separable() {
        return false;
    }
    let mut search = Separation::new(problem);
    loop {
        if let Some(verdict) = search.step() {
            return verdict == Verdict::Separable;
        }
    }
}

/// The features whose weights have no penalty.
fn free_features(problem: &Problem<'_>) -> Vec<usize> {
    let is_free = |&j: &usize| !problem.is_held(j) && problem.penalty_of(j).is_zero();
    (0..problem.data.n_features()).filter(is_free).collect()
}

/// The error of a problem without a minimum; its sentence names a feature that separates the classes alone.
pub(crate) fn no_optimum(problem: &Problem<'_>) -> Error {
    Error::data(why_no_optimum(problem))
}

/// The reason why the problem has no minimum.
pub(crate) fn why_no_optimum(problem: &Problem<'_>) -> String {
    let alone = free_features(problem).into_iter().find_map(|j| separates_alone(problem, j));
    let cause = alone.unwrap_or_else(|| "without a penalty the classes can be separated".to_owned());
    let remedy = if problem.penalty_factor.is_some_and(|factors| factors.contains(&0.0)) {
        "with a penalty on every weight, all penalty factors above 0, there is one"
    } else {
        "any lambda above 0 with a penalty has one"
    };
    format!("there is no optimum: {cause}, so ever larger weights fit ever better; {remedy}")
}

/// How feature `j` separates the classes, if it does so without the others.
fn separates_alone(problem: &Problem<'_>, j: usize) -> Option<String> {
    if problem.loss != Loss::Logistic {
        return None;
    }
    let (x, y) = (|i: usize| problem.data.row(i)[j], problem.data.y());
    let range = |class: f64| {
        let rows = (0..y.len()).filter(move |&i| y[i] == class);
        rows.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), i| (low.min(x(i)), high.max(x(i))))
    };
    let ((low_0, high_0), (low_1, high_1)) = (range(0.0), range(1.0));
    let name = &problem.data.feature_names()[j];
    let is_apart = |high: f64, low: f64, low_of: f64, high_of: f64| {
        let is_ordered = if problem.fit_intercept { high <= low } else { high <= 0.0 && low >= 0.0 };
        is_ordered && low_of < high_of
    };
    let (low, high) = (low_0.min(low_1), high_0.max(high_1));
    let upper = if is_apart(high_0, low_1, low, high) {
        1
    } else if is_apart(high_1, low_0, low, high) {
        0
    } else {
        return None;
    };
    let is_binary = problem.fit_intercept && (0..y.len()).all(|i| x(i) == low || x(i) == high);
    if !is_binary {
        return Some(format!("without a penalty “{name}” alone separates the classes"));
    }
    let highs_of_other = (0..y.len()).any(|i| x(i) == high && y[i] != f64::from(upper));
    let (which, class) = if highs_of_other { ("smaller", 1 - upper) } else { ("larger", upper) };
    Some(format!(
        "every row with the {which} value of “{name}” is {}",
        problem.data.class_name(f64::from(class)).of()
    ))
}

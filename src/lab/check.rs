//! Conditions on the state of a lab, such as `n-nonzero=3 test-accuracy>=0.95`, with which a page asks for a state.

use super::lab::Lab;
use super::param::{ParamKind, ParamValue};
use super::params::{PARAMS, TrainerParam};
use super::presets::Preset;
use super::scores::COUNTS;
use crate::decimal::{finite, shortest, three_digits};
use crate::error::{Error, Result};
use crate::names::one_of;
use crate::solve::Status;

/// Maximum length of the text of a check in bytes.
pub const MAX_CHECK_BYTES: usize = 1000;
/// Fewest and most digits to which a value is rounded before it is compared by `=`.
const DIGITS: (usize, usize) = (2, 15);
/// Relative rounding error that `<`, `<=`, `>` and `>=` tolerate.
const TOLERANCE: f64 = 1e-9;
/// Largest part of a text that is quoted in a message, in characters.
const SHOWN_LETTERS: usize = 60;
/// Operators, those of two signs first, because one of them starts with one of the others.
const OPERATORS: [&str; 6] = ["!=", "<=", ">=", "=", "<", ">"];

/// A condition, and whether it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct CheckOutcome {
    /// The condition as it was written.
    pub text: String,
    /// The value of the lab, numbers with three digits; `None` if there is none.
    pub actual: Option<String>,
    /// Whether the condition holds.
    pub passed: bool,
}

impl Lab {
    /// Compares conditions, separated by spaces, with the iteration that is shown.
    ///
    /// A condition is a quantity, an operator and a value. Quantities are `n-nonzero`, `iteration`, `status`, `data`, the parameters of a lab
    /// and the names of [`super::Scores`], spelled as in links; of a parameter and a score of the same name, `penalty`, it is the parameter.
    /// `=` and `!=` compare a number after rounding the lab's value to the digits with which the condition's is written, at least two:
    /// `lambda=0.32` holds at 0.3162. Counts are compared exactly; so do `<`, `<=`, `>` and `>=` but for a relative rounding error of 1e-9.
    /// A condition on a score that there is not, such as an accuracy of a regression, does not hold.
    ///
    /// # Errors
    /// [`Error::Data`] with a sentence about the first condition that is not one, and for a text of more than [`MAX_CHECK_BYTES`].
    ///
    /// # Example
    /// ```
    /// use regularization_lab::lab::{Lab, Params, Preset};
    /// let mut lab = Lab::new(Params::of(Preset::Easy, None)?)?;
    /// let outcomes = lab.check("penalty=l1 status=converged")?;
    /// assert_eq!(outcomes.iter().map(|outcome| outcome.passed).collect::<Vec<_>>(), [true, false]);
    /// let error = lab.check("penalty=l3").unwrap_err();
    /// assert_eq!(error.to_string(), "check: penalty must be one of none, l2, elasticnet, l1; got l3");
    /// # Ok::<(), regularization_lab::Error>(())
    /// ```
    pub fn check(&mut self, text: &str) -> Result<Vec<CheckOutcome>> {
        if text.len() > MAX_CHECK_BYTES {
            let accepted = format!("at most {MAX_CHECK_BYTES} bytes long");
            return Err(refusal("it", &accepted, &format!("{} bytes", text.len())));
        }
        let quantities = quantities(self);
        text.split_whitespace().map(|condition| outcome(condition, &quantities)).collect()
    }
}

/// A quantity that conditions can name.
struct Quantity {
    /// Its name in `snake_case`.
    name: &'static str,
    kind: Kind,
    value: Option<ParamValue>,
}

enum Kind {
    Count,
    Number,
    OneOf(Vec<&'static str>),
    Param(&'static TrainerParam),
}

/// All quantities, parameters before scores.
fn quantities(lab: &mut Lab) -> Vec<Quantity> {
    let scores = lab.scores();
    let n_features = lab.trainer().train().n_features();
    let count = |count: usize| Some(ParamValue::Number(count as f64));
    let name = |name| Some(ParamValue::Name(name));
    let (status, data) = (lab.snapshot().status.name(), lab.params().data.preset.name());
    let mut presets: Vec<&'static str> = Preset::ALL.iter().map(|preset| preset.name()).collect();
    presets.push(Preset::Own.name());
    let mut all = vec![
        Quantity { name: "n_nonzero", kind: Kind::Count, value: count(n_features - scores.exact_zero) },
        Quantity { name: "iteration", kind: Kind::Count, value: count(lab.n_iter()) },
        Quantity { name: "status", kind: Kind::OneOf(Status::NAMES.to_vec()), value: name(status) },
        Quantity { name: "data", kind: Kind::OneOf(presets), value: name(data) },
    ];
    for param in PARAMS.iter().filter(|param| param.in_lab) {
        let value = param.get(&lab.params().trainer);
        all.push(Quantity { name: param.name, kind: Kind::Param(param), value });
    }
    for (name, value) in scores.fields() {
        let kind = if COUNTS.contains(&name) { Kind::Count } else { Kind::Number };
        all.push(Quantity { name, kind, value: value.map(ParamValue::Number) });
    }
    all
}

fn outcome(text: &str, quantities: &[Quantity]) -> Result<CheckOutcome> {
    let start = text.find(['=', '!', '<', '>']).unwrap_or(text.len());
    let (name, rest) = text.split_at(start);
    let Some(operator) = OPERATORS.into_iter().find(|operator| rest.starts_with(operator)) else {
        let accepted = format!("conditions such as lambda<=0.5, with {}", one_of(&OPERATORS));
        return Err(refusal("it", &accepted, text));
    };
    let Some(quantity) = quantities.iter().find(|quantity| quantity.kebab() == name) else {
        // The penalty is a choice, and a part of the objective.
        let mut names: Vec<String> = Vec::new();
        for name in quantities.iter().map(Quantity::kebab) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        return Err(refusal("a name", &format!("one of {}", names.join(", ")), name));
    };
    let expected = &rest[operator.len()..];
    let passed = quantity.compare(operator, expected)?;
    let is_exact = quantity.is_count();
    let shown = |value| match value {
        ParamValue::Number(number) if !is_exact => shortest(three_digits(number)),
        value => value.text(),
    };
    Ok(CheckOutcome { text: text.to_owned(), actual: quantity.value.map(shown), passed })
}

impl Quantity {
    fn kebab(&self) -> String {
        self.name.replace('_', "-")
    }

    fn is_count(&self) -> bool {
        match self.kind {
            Kind::Count => true,
            Kind::Param(param) => matches!(param.kind, ParamKind::Whole { .. }),
            Kind::Number | Kind::OneOf(_) => false,
        }
    }

    /// Compares the value of the lab with the expected one.
    fn compare(&self, operator: &str, text: &str) -> Result<bool> {
        let is_equality = operator.ends_with('=') && !operator.starts_with(['<', '>']);
        match self.parse(text)? {
            ParamValue::Number(expected) => Ok(match self.value {
                Some(ParamValue::Number(actual)) => self.compare_numbers(operator, actual, expected, text),
                _ => false,
            }),
            expected if is_equality => Ok((self.value == Some(expected)) == (operator == "=")),
            _ => Err(refusal(&self.kebab(), "compared with = or !=", operator)),
        }
    }

    fn compare_numbers(&self, operator: &str, actual: f64, expected: f64, text: &str) -> bool {
        let error = TOLERANCE * actual.abs().max(expected.abs());
        let decimals = digits(text) - 1;
        let round = |value: f64| format!("{value:.decimals$e}");
        let reads_as = actual == expected || (!self.is_count() && round(actual) == round(expected));
        match operator {
            "=" => reads_as,
            "!=" => !reads_as,
            "<" => actual < expected - error,
            "<=" => actual <= expected + error,
            ">" => actual > expected + error,
            _ => actual >= expected - error,
        }
    }

    /// Reads a value of this quantity.
    fn parse(&self, text: &str) -> Result<ParamValue> {
        let refuse = |accepted: &str| refusal(&self.kebab(), accepted, text);
        match &self.kind {
            Kind::OneOf(names) => {
                let found = names.iter().find(|name| **name == text);
                found.map(|name| ParamValue::Name(name)).ok_or_else(|| refuse(&one_of(names)))
            }
            Kind::Param(param) => param.parse(text).map_err(|error| match error {
                Error::Parameter { accepted, .. } => refuse(&accepted),
                other => other,
            }),
            Kind::Count | Kind::Number => {
                let fits = |number: &f64| !self.is_count() || (*number >= 0.0 && number.fract() == 0.0);
                let accepted = if self.is_count() { "a whole number" } else { "a number" };
                finite(text).filter(fits).map(ParamValue::Number).ok_or_else(|| refuse(accepted))
            }
        }
    }
}

/// Number of significant digits of a number as it is written, in the range that is compared.
fn digits(text: &str) -> usize {
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let written = mantissa.chars().filter(char::is_ascii_digit).skip_while(|digit| *digit == '0').count();
    written.clamp(DIGITS.0, DIGITS.1)
}

/// The error of a check; quotes the beginning of a text of the user.
fn refusal(what: &str, accepted: &str, given: &str) -> Error {
    let shown: String = given.chars().take(SHOWN_LETTERS).collect();
    let (more, shown) =
        (if shown.len() < given.len() { "…" } else { "" }, if given.is_empty() { "nothing" } else { &shown });
    Error::data(format!("check: {what} must be {accepted}; got {shown}{more}"))
}

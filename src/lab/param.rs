//! Type of the parameter tables, the single source of the name, kind, range, label and effect of each parameter.

use super::params::Change;
use crate::decimal::{finite, shortest, shown};
use crate::error::{Error, Result, check_between};
use crate::names::named;

/// A parameter of `P`, one row of [`super::PARAMS`] or [`super::DATA_PARAMS`].
///
/// Options of the JavaScript API, properties and attributes of the element, links, the Python script and ranges of inputs are derived
/// from these rows.
#[derive(Debug)]
pub struct Param<P: 'static> {
    /// scikit-learn's name in `snake_case`; camelCase in JavaScript, kebab-case in links and attributes.
    pub name: &'static str,
    /// The label of its control.
    pub label: &'static str,
    /// Valid values, getter and setter.
    pub kind: ParamKind<P>,
    /// Effect of a change on a run.
    pub change: Change,
    /// Whether a lab has this parameter in its options, properties, attributes and links. A trainer has all parameters.
    pub in_lab: bool,
    /// Range of the slider; `None` without a slider, or with one whose range depends on the data.
    pub slider: Option<Slider>,
    /// Variable and comment in the Python script; `None` if the script does not assign it.
    pub python: Option<(&'static str, &'static str)>,
}

/// Valid values of a parameter, with getter and setter.
#[derive(Debug)]
pub enum ParamKind<P: 'static> {
    /// A number in an interval, closed unless `excludes_low`.
    Number {
        /// Smallest number.
        low: f64,
        /// Largest number.
        high: f64,
        /// Whether the interval excludes `low`.
        excludes_low: bool,
        /// Getter; `None` while the value is derived from other parameters.
        get: fn(&P) -> Option<f64>,
        /// Setter.
        set: fn(&mut P, f64),
    },
    /// A whole number from 0 to `high`; without `high`, one up to 2³² − 1 or infinity.
    Whole {
        /// Largest number.
        high: Option<u32>,
        /// Getter.
        get: fn(&P) -> usize,
        /// Setter.
        set: fn(&mut P, usize),
    },
    /// True or false.
    Flag {
        /// Getter.
        get: fn(&P) -> bool,
        /// Setter.
        set: fn(&mut P, bool),
    },
    /// One of several names.
    Choice {
        /// Valid names.
        names: fn() -> Vec<&'static str>,
        /// Getter; `None` while the value is derived from the data.
        get: fn(&P) -> Option<&'static str>,
        /// Setter.
        set: fn(&mut P, &str) -> Result<()>,
    },
}

/// The range of a slider.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slider {
    /// Value at its left end.
    pub low: f64,
    /// Value at its right end.
    pub high: f64,
    /// Step between values; 0 for a logarithmic slider with two significant digits.
    pub step: f64,
}

/// A value of a parameter.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ParamValue {
    /// A number, or a whole number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A name.
    Name(&'static str),
}

impl From<f64> for ParamValue {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<bool> for ParamValue {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}

impl From<&'static str> for ParamValue {
    fn from(name: &'static str) -> Self {
        Self::Name(name)
    }
}

impl ParamValue {
    /// Formats the value for links and attributes.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Number(value) => shortest(value),
            Self::Flag(value) => value.to_string(),
            Self::Name(name) => name.to_owned(),
        }
    }
}

/// The name and the label of a parameter.
type Names = (&'static str, &'static str);

impl<P> Param<P> {
    const fn new((name, label): Names, kind: ParamKind<P>) -> Self {
        Self { name, label, kind, change: Change::Continue, in_lab: false, slider: None, python: None }
    }

    pub(super) const fn number(
        names: Names,
        (low, high): (f64, f64),
        get: fn(&P) -> Option<f64>,
        set: fn(&mut P, f64),
    ) -> Self {
        Self::new(names, ParamKind::Number { low, high, excludes_low: false, get, set })
    }

    pub(super) const fn whole(
        names: Names,
        high: Option<u32>,
        get: fn(&P) -> usize,
        set: fn(&mut P, usize),
    ) -> Self {
        Self::new(names, ParamKind::Whole { high, get, set })
    }

    pub(super) const fn flag(names: Names, get: fn(&P) -> bool, set: fn(&mut P, bool)) -> Self {
        Self::new(names, ParamKind::Flag { get, set })
    }

    pub(super) const fn choice(
        names: Names,
        accepted: fn() -> Vec<&'static str>,
        get: fn(&P) -> Option<&'static str>,
        set: fn(&mut P, &str) -> Result<()>,
    ) -> Self {
        Self::new(names, ParamKind::Choice { names: accepted, get, set })
    }

    pub(super) const fn excluding_low(mut self) -> Self {
        if let ParamKind::Number { ref mut excludes_low, .. } = self.kind {
            *excludes_low = true;
        }
        self
    }

    pub(super) const fn on_change(mut self, change: Change) -> Self {
        self.change = change;
        self
    }

    pub(super) const fn in_lab(mut self) -> Self {
        self.in_lab = true;
        self
    }

    pub(super) const fn with_slider(mut self, low: f64, high: f64, step: f64) -> Self {
        self.slider = Some(Slider { low, high, step });
        self
    }

    pub(super) const fn in_python(mut self, variable: &'static str, comment: &'static str) -> Self {
        self.python = Some((variable, comment));
        self
    }

    /// Returns the current value; `None` while it is derived from the data or from other parameters.
    #[must_use]
    pub fn get(&self, params: &P) -> Option<ParamValue> {
        match self.kind {
            ParamKind::Number { get, .. } => get(params).map(ParamValue::Number),
            ParamKind::Whole { high, get, .. } => {
                let value = get(params);
                let is_infinite = high.is_none() && value == usize::MAX;
                Some(ParamValue::Number(if is_infinite { f64::INFINITY } else { value as f64 }))
            }
            ParamKind::Flag { get, .. } => Some(ParamValue::Flag(get(params))),
            ParamKind::Choice { get, .. } => get(params).map(ParamValue::Name),
        }
    }

    /// Sets the value after checking its kind and range. Ranges that depend on other parameters are checked by
    /// [`super::TrainerParams::check`] and [`super::DataParams::make`].
    ///
    /// # Errors
    /// [`Error::Parameter`] for a value of another kind or out of range; `params` is unchanged.
    pub fn set(&self, params: &mut P, value: ParamValue) -> Result<()> {
        match (&self.kind, value) {
            (ParamKind::Number { set, .. }, ParamValue::Number(value)) => {
                self.check_number(value)?;
                set(params, value);
            }
            (ParamKind::Whole { set, high, .. }, ParamValue::Number(value)) => {
                let is_infinite = high.is_none() && value == f64::INFINITY;
                if !is_infinite && !is_whole(value, *high) {
                    return Err(Error::parameter(self.name, shown(value), self.accepted()));
                }
                set(params, if is_infinite { usize::MAX } else { value as usize });
            }
            (ParamKind::Flag { set, .. }, ParamValue::Flag(value)) => set(params, value),
            (ParamKind::Choice { .. }, ParamValue::Name(name)) => self.set_name(params, name)?,
            (
                ParamKind::Number { .. }
                | ParamKind::Whole { .. }
                | ParamKind::Flag { .. }
                | ParamKind::Choice { .. },
                value,
            ) => return Err(Error::parameter(self.name, value.text(), self.accepted())),
        }
        Ok(())
    }

    /// Sets a choice by its name.
    ///
    /// # Errors
    /// [`Error::Parameter`] for an unknown name, and for a parameter of another kind.
    pub fn set_name(&self, params: &mut P, name: &str) -> Result<()> {
        match self.kind {
            ParamKind::Choice { set, .. } => set(params, name),
            ParamKind::Number { .. } | ParamKind::Whole { .. } | ParamKind::Flag { .. } => {
                Err(Error::parameter(self.name, crate::error::quoted(name), self.accepted()))
            }
        }
    }

    /// Checks the current value against its range.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a value out of range.
    pub fn check(&self, params: &P) -> Result<()> {
        match self.get(params) {
            Some(ParamValue::Number(value)) => self.check_number(value),
            Some(ParamValue::Flag(_) | ParamValue::Name(_)) | None => Ok(()),
        }
    }

    /// Parses a value of a link or an attribute.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a text that is not a value of this kind, and for a value out of range.
    pub fn parse(&self, text: &str) -> Result<ParamValue> {
        let invalid = || Error::parameter(self.name, text, self.accepted());
        match self.kind {
            // Adding 0 removes the sign of −0.
            ParamKind::Number { .. } => {
                let number = || Error::parameter(self.name, text, self.accepted_of_text());
                let value = finite(text).ok_or_else(number)? + 0.0;
                self.check_number(value)?;
                Ok(ParamValue::Number(value))
            }
            ParamKind::Whole { high, .. } => {
                let value = text.parse::<f64>().map_err(|_| invalid())?;
                if is_whole(value, high) { Ok(ParamValue::Number(value)) } else { Err(invalid()) }
            }
            ParamKind::Flag { .. } => text.parse().map(ParamValue::Flag).map_err(|_| invalid()),
            ParamKind::Choice { names, .. } => {
                // `invalid` prints the name without quotes, as in links and attributes.
                named(self.name, text, &names(), |name| name).map(ParamValue::Name).map_err(|_| invalid())
            }
        }
    }

    /// Describes the valid values, for an error message.
    #[must_use]
    pub fn accepted(&self) -> String {
        match self.kind {
            ParamKind::Number { low, high, excludes_low: true, .. } => {
                format!("above {} and at most {}", shown(low), shown(high))
            }
            ParamKind::Number { low, high, .. } => format!("between {} and {}", shown(low), shown(high)),
            ParamKind::Whole { high: None, .. } => "a whole number or Infinity".to_owned(),
            ParamKind::Whole { high: Some(high), .. } => format!("a whole number between 0 and {high}"),
            ParamKind::Flag { .. } => "one of true, false".to_owned(),
            ParamKind::Choice { names, .. } => crate::names::one_of(&names()),
        }
    }

    /// The same for a value that is not of this kind: it also says that a number is wanted.
    #[must_use]
    pub fn accepted_of_text(&self) -> String {
        match self.kind {
            ParamKind::Number { .. } => format!("a number {}", self.accepted()),
            ParamKind::Whole { .. } | ParamKind::Flag { .. } | ParamKind::Choice { .. } => self.accepted(),
        }
    }

    fn check_number(&self, value: f64) -> Result<()> {
        match self.kind {
            ParamKind::Number { low, high, excludes_low: true, .. } if !(value > low && value <= high) => {
                Err(Error::parameter(self.name, shown(value), self.accepted()))
            }
            ParamKind::Number { low, high, excludes_low: false, .. } => {
                check_between(self.name, value, low, high).map(drop)
            }
            ParamKind::Number { .. }
            | ParamKind::Whole { .. }
            | ParamKind::Flag { .. }
            | ParamKind::Choice { .. } => Ok(()),
        }
    }
}

fn is_whole(value: f64, high: Option<u32>) -> bool {
    value.fract() == 0.0 && (0.0..=f64::from(high.unwrap_or(u32::MAX))).contains(&value)
}

//! Reads an options object.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use super::error::{bad_option, camel_case, unknown_option};
use super::js;
use crate::lab::{Param, ParamKind, ParamValue};

/// The options of a call; `undefined` means absent.
///
/// [`Options::new`] reads each option once: no code of the caller runs later, and no getter can return another value.
pub(super) struct Options(Vec<(String, JsValue)>);

impl Options {
    /// Reads the argument of a call; rejects names that are not in `accepted`.
    pub fn new(value: &JsValue, accepted: &[&str]) -> Result<Self, JsValue> {
        Self::of("options", value, accepted)
    }

    /// Does the same for the value of an option that is itself an object.
    pub fn of(name: &str, value: &JsValue, accepted: &[&str]) -> Result<Self, JsValue> {
        if value.is_undefined() || value.is_null() {
            return Ok(Self(Vec::new()));
        }
        if !value.is_object() {
            return Err(bad_option(name, value, "an object"));
        }
        for key in js::keys(name, value)?.iter() {
            let key = js::text(name, &key)?.unwrap_or_default();
            if !accepted.contains(&key.as_str()) {
                return Err(unknown_option(&key, accepted));
            }
        }
        let mut options = Vec::new();
        for &name in accepted {
            let option = js::property(value, name)?;
            if !option.is_undefined() {
                options.push((name.to_owned(), option));
            }
        }
        Ok(Self(options))
    }

    /// Returns the value of an option; `None` if absent.
    pub fn get(&self, name: &str) -> Option<&JsValue> {
        self.0.iter().find(|(option, _)| option == name).map(|(_, value)| value)
    }

    fn read<T>(
        &self,
        name: &str,
        accepted: &str,
        convert: impl FnOnce(&JsValue) -> Option<T>,
    ) -> Result<Option<T>, JsValue> {
        let convert = |value| convert(value).ok_or_else(|| bad_option(name, value, accepted));
        self.get(name).map(convert).transpose()
    }

    pub fn number(&self, name: &str) -> Result<Option<f64>, JsValue> {
        self.number_of(name, "a number")
    }

    /// Reads a number of a known range, which the message about another value names.
    pub fn number_of(&self, name: &str, accepted: &str) -> Result<Option<f64>, JsValue> {
        self.read(name, accepted, JsValue::as_f64)
    }

    /// Reads a number; `null` means a random one and returns `None`.
    pub fn number_or_null(&self, name: &str, default: Option<f64>) -> Result<Option<f64>, JsValue> {
        match self.get(name) {
            None => Ok(default),
            Some(value) if value.is_null() => Ok(None),
            Some(_) => self.read(name, "a number or null", JsValue::as_f64),
        }
    }

    pub fn count(&self, name: &str) -> Result<Option<usize>, JsValue> {
        self.read(name, "a whole number", whole_number)
    }

    pub fn seed(&self, name: &str) -> Result<Option<u32>, JsValue> {
        self.read(name, "a whole number between 0 and 4294967295", |value| {
            whole_number(value).and_then(|number| u32::try_from(number).ok())
        })
    }

    pub fn flag(&self, name: &str) -> Result<Option<bool>, JsValue> {
        self.read(name, "true or false", JsValue::as_bool)
    }

    pub fn text(&self, name: &str) -> Result<Option<String>, JsValue> {
        let text = |value| js::text(name, value)?.ok_or_else(|| bad_option(name, value, "a string"));
        self.get(name).map(text).transpose()
    }

    pub fn texts(&self, name: &str) -> Result<Option<Vec<String>>, JsValue> {
        let texts =
            |value| js::texts(name, value)?.ok_or_else(|| bad_option(name, value, "an array of strings"));
        self.get(name).map(texts).transpose()
    }

    /// Reads the items of an array.
    pub fn items(&self, name: &str) -> Result<Option<Array>, JsValue> {
        let items = |value| js::items(name, value)?.ok_or_else(|| bad_option(name, value, "an array"));
        self.get(name).map(items).transpose()
    }

    pub fn numbers(&self, name: &str) -> Result<Option<Vec<f64>>, JsValue> {
        self.get(name).map(|value| js::numbers(name, value)).transpose()
    }

    /// Sets a parameter if its option is present.
    pub fn read_param<P>(&self, param: &Param<P>, params: &mut P) -> Result<(), JsValue> {
        let name = camel_case(param.name);
        let value = match param.kind {
            ParamKind::Choice { .. } => {
                return match self.text(&name)? {
                    Some(text) => Ok(param.set_name(params, &text)?),
                    None => Ok(()),
                };
            }
            ParamKind::Number { .. } | ParamKind::Whole { .. } => {
                self.number_of(&name, &param.accepted_of_text())?.map(ParamValue::Number)
            }
            ParamKind::Flag { .. } => self.flag(&name)?.map(ParamValue::Flag),
        };
        value.map_or(Ok(()), |value| Ok(param.set(params, value)?))
    }

    /// Parses a named choice, such as a penalty.
    pub fn named<T>(&self, name: &str, parse: fn(&str) -> crate::Result<T>) -> Result<Option<T>, JsValue> {
        Ok(self.text(name)?.map(|text| parse(&text)).transpose()?)
    }
}

pub(super) fn whole_number(value: &JsValue) -> Option<usize> {
    let number = value.as_f64()?;
    (number.fract() == 0.0 && (0.0..=u32::MAX.into()).contains(&number)).then_some(number as usize)
}

/// Reads an optional count from an argument.
pub(super) fn count_or(name: &str, value: &JsValue, default: usize) -> Result<usize, JsValue> {
    if value.is_undefined() {
        return Ok(default);
    }
    whole_number(value).ok_or_else(|| bad_option(name, value, "a whole number between 0 and 4294967295"))
}

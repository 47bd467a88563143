//! Reads and writes the state of a lab in the hash of a URL.

use js_sys::{Array, JsString, Object};
use wasm_bindgen::prelude::*;

use super::error::camel_case;
use super::js;
use super::object::{object, put};
use super::params::{is_in_lab, js_value, number_array};
use crate::charts::{Link, Scale};
use crate::decimal::shortest;
use crate::lab::Preset;
use crate::model::Scoring;

/// Parses a hash. `state` contains the values of the hash, `whole` also the defaults of its preset and of the page, for a lab on any
/// page; `problems` contains a message for every invalid part.
#[wasm_bindgen(
    js_name = readLink,
    unchecked_return_type = "{ state: Types.LinkState, whole: Types.LinkState, problems: string[] }"
)]
pub fn read_link(hash: &str) -> Object {
    let (link, problems) = Link::read(hash);
    let problems: Array = problems.into_iter().map(JsValue::from).collect();
    object(&[
        ("state", state(&link).into()),
        ("whole", state(&link.complete()).into()),
        ("problems", problems.into()),
    ])
}

/// Writes the hash of a state, without `#`; omits values that a link cannot contain.
#[wasm_bindgen(js_name = writeLink)]
pub fn write_link(
    #[wasm_bindgen(unchecked_param_type = "Types.LinkState")] state: JsValue,
) -> Result<String, JsValue> {
    let mut pairs = Vec::new();
    for (key, value) in properties(&state)? {
        match key.as_str() {
            "recipe" => collect(&value, "", &mut pairs)?,
            "penaltyFactor" if !value.is_undefined() => {
                let text = Link::penalty_factor_text(&js::numbers(&key, &value)?);
                pairs.extend(text.map(|text| ("penalty-factor".to_owned(), text)));
            }
            "views" => collect(&value, "view-", &mut pairs)?,
            "atOptimum" if value.is_truthy() => pairs.push(("at".to_owned(), "optimum".to_owned())),
            _ => pairs.extend(pair(&key, "", &value)?),
        }
    }
    Ok(Link::of_pairs(pairs).0.write())
}

/// Appends the properties of an object in a state to the pairs of a link.
fn collect(object: &JsValue, prefix: &str, pairs: &mut Vec<(String, String)>) -> Result<(), JsValue> {
    for (key, value) in properties(object)? {
        pairs.extend(pair(&key, prefix, &value)?);
    }
    Ok(())
}

/// Returns names and values of an object's own properties; empty for other values.
fn properties(object: &JsValue) -> Result<Vec<(String, JsValue)>, JsValue> {
    if !object.is_object() {
        return Ok(Vec::new());
    }
    let names = js::keys("state", object)?.into_iter().filter_map(|key| key.as_string());
    names.map(|name| js::property(object, &name).map(|value| (name, value))).collect()
}

fn pair(key: &str, prefix: &str, value: &JsValue) -> Result<Option<(String, String)>, JsValue> {
    Ok(text(key, value)?.map(|text| (format!("{prefix}{}", kebab_case(key)), text)))
}

/// Formats a number, a flag or a text as JavaScript does, and a list of these with commas.
fn text(name: &str, value: &JsValue) -> Result<Option<String>, JsValue> {
    if let Some(items) = js::items(name, value)? {
        let texts: Result<Vec<_>, JsValue> = items.iter().map(|item| plain_text(name, &item)).collect();
        return Ok(Some(texts?.into_iter().flatten().collect::<Vec<_>>().join(",")));
    }
    plain_text(name, value)
}

fn plain_text(name: &str, value: &JsValue) -> Result<Option<String>, JsValue> {
    match value.as_f64() {
        Some(value) => Ok(Some(shortest(value))),
        None if value.is_string() => js::text(name, value),
        None => Ok(value.as_bool().map(|flag| flag.to_string())),
    }
}

/// Converts a link to an object; omits absent values.
fn state(link: &Link) -> Object {
    let text = |text: Option<&str>| text.map(JsString::from).into();
    let recipe = Object::new();
    let views = Object::new();
    let state = Object::new();
    for &(name, value) in &link.params {
        put(if is_in_lab(name) { &state } else { &recipe }, &camel_case(name), &js_value(value));
    }
    for &(panel, view) in &link.views {
        put(&views, panel, &view.into());
    }
    let unless_empty = |object: Object| (Object::keys(&object).length() > 0).then_some(object);
    let names = |names: &Option<Vec<&str>>| text(names.as_ref().map(|names| names.join(" ")).as_deref());
    let values = [
        ("data", text(link.data.map(Preset::name))),
        ("recipe", unless_empty(recipe).into()),
        ("nIter", link.n_iter.map(|n_iter| n_iter as f64).into()),
        ("atOptimum", link.at_optimum.then_some(true).into()),
        ("bookmark", link.bookmark.map(|bookmark| bookmark.text()).into()),
        ("panels", names(&link.panels)),
        ("controls", names(&link.controls)),
        ("theme", text(link.theme)),
        ("scale", text(link.scale.map(Scale::name))),
        ("speed", link.speed.into()),
        ("pair", link.pair.map(|(a, b)| Array::of2(&(a as f64).into(), &(b as f64).into())).into()),
        ("start", link.start.map(|(u, v)| Array::of2(&u.into(), &v.into())).into()),
        ("penaltyFactor", link.penalty_factor.as_deref().map(number_array).into()),
        ("views", unless_empty(views).into()),
        ("scoring", text(link.scoring.map(Scoring::name))),
    ];
    for (name, value) in values.into_iter().filter(|(_, value): &(_, JsValue)| !value.is_undefined()) {
        put(&state, name, &value);
    }
    state
}

/// Converts a name to kebab-case: `nInformative` → `n-informative`, `weight0` → `weight-0`.
fn kebab_case(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() || letter.is_ascii_digit() {
            kebab.push('-');
        }
        kebab.push(letter.to_ascii_lowercase());
    }
    // `l1Ratio` has two words: l1-ratio.
    kebab.replace("l-1", "l1")
}

//! What holds for any bytes: read by the fuzz targets, and for the corpus by `tests/fuzz_corpus.rs`.
#![allow(dead_code, reason = "each target uses one of them")]

use std::cell::RefCell;

use regularization_lab::charts::Link;
use regularization_lab::data::{Categories, CsvOptions, CsvReader, Dataset, Header, Missing, read_csv};
use regularization_lab::lab::{
    DATA_PARAMS, Lab, PARAMS, ParamValue, Params, Preset, RequiredComputations, script,
};

/// Longest message, in letters: it may list all accepted names.
const MAX_MESSAGE: usize = 600;
/// Largest table that a lab is made of, so that one input takes milliseconds.
const MAX_SIZE: usize = 2000;

/// A table is read or refused with a short sentence, in pieces as well as at once. The first two bytes are options.
pub fn csv(data: &[u8]) {
    let [a, b, text @ ..] = data else { return };
    let text = String::from_utf8_lossy(text);
    let pick = |byte: u8, shift: u8, n: u8| (byte >> shift) % n;
    let options = CsvOptions {
        delimiter: [None, Some(','), Some(';'), Some(' ')][pick(*a, 0, 4) as usize],
        decimal: [None, Some('.'), Some(',')][pick(*a, 2, 3) as usize],
        header: [None, Some(Header::Absent), Some(Header::Row(1)), Some(Header::Row(3))]
            [pick(*a, 4, 4) as usize],
        target: [None, Some("a".into()), Some(1.into()), Some(2.into())][pick(*a, 6, 4) as usize].clone(),
        missing: [Missing::Drop, Missing::Mean][pick(*b, 0, 2) as usize],
        categories: [Categories::Baseline, Categories::OneHot, Categories::LeaveOut][pick(*b, 1, 3) as usize],
        split: [None, Some(1.into())][pick(*b, 3, 2) as usize].clone(),
        ..CsvOptions::default()
    };
    let whole = read_csv(&text, &options).map_err(|error| error.to_string());
    assert_eq!(
        in_pieces(&text, &options).map(|table| table.y().to_vec()),
        whole.clone().map(|table| table.y().to_vec())
    );
    match whole {
        Ok(table) => {
            assert_eq!(table.x().len(), table.n_samples() * table.n_features());
            assert!(table.x().iter().chain(table.y()).all(|value| value.is_finite()));
            assert_eq!(table.feature_names().len(), table.n_features());
        }
        Err(message) => short(&message),
    }
}

fn in_pieces(text: &str, options: &CsvOptions) -> Result<Dataset, String> {
    let read = || {
        let mut reader = CsvReader::new(text, options)?;
        while reader.progress() < 1.0 {
            reader.step(7)?;
        }
        reader.finish()?.dataset(options)
    };
    read().map_err(|error: regularization_lab::Error| error.to_string())
}

/// A link is read with a few short sentences about its invalid parts, and what was read is written and read again without any.
pub fn link(data: &[u8]) {
    let (link, problems) = Link::read(&String::from_utf8_lossy(data));
    for problem in &problems {
        short(problem);
    }
    let written = link.write();
    // A table of one's own is named in a link but is not in it.
    if written.contains("data=csv") {
        return;
    }
    let (again, none) = Link::read(&written);
    assert_eq!(none, Vec::<String>::new(), "{written}");
    assert_eq!(again.write(), written);
    let needs_table = link.data.is_some_and(|preset| preset.builtin().is_some());
    assert!(needs_table || link.params(None).is_ok(), "{written} has no parameters");
}

/// Parameters, one `name=value` a line, are applied or refused one by one; the lab that they make trains and is exported.
pub fn params(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    let Some((mut lab, mut params)) = small_lab(text.lines().next().unwrap_or_default()) else { return };
    for (name, value) in text.lines().skip(1).filter_map(|line| line.split_once('=')) {
        let mut changed = params.clone();
        if apply(name, value, &mut changed).is_err() || size(&changed) > MAX_SIZE {
            continue;
        }
        match lab.set(changed.clone()) {
            Ok(_) => params = changed,
            Err(error) => short(&error.to_string()),
        }
        lab.step(3);
        for _ in 0..4 {
            lab.refine();
        }
    }
    let snapshot = lab.snapshot();
    assert!(snapshot.point.coef.iter().all(|w| w.is_finite()) && snapshot.point.intercept.is_finite());
    assert!(script(&lab).contains("import numpy"));
}

/// A small lab of the preset of this name.
fn small_lab(name: &str) -> Option<(Lab, Params)> {
    let preset = Preset::ALL.into_iter().find(|preset| preset.name() == name).unwrap_or(Preset::Easy);
    let mut params = Params::of(preset, None).ok()?;
    for (name, value) in [("n_samples", 40.0), ("n_features", 4.0), ("n_informative", 3.0)] {
        // Not every recipe has all of them.
        let _ = params.data.set(name, value);
    }
    if size(&params) > MAX_SIZE {
        return None;
    }
    let mut lab = Lab::new(params.clone()).ok()?;
    lab.set_required(RequiredComputations { path: true, geometry: true, ..RequiredComputations::NONE });
    Some((lab, params))
}

fn size(params: &Params) -> usize {
    let value = |name: &str| params.data.values().into_iter().find(|(other, _)| *other == name);
    let number = |name: &str| match value(name) {
        Some((_, ParamValue::Number(value))) => value as usize,
        _ => 1,
    };
    let width = params.data.recipe().map_or(1, regularization_lab::lab::Recipe::width);
    number("n_samples").saturating_mul(width)
}

fn apply(name: &str, value: &str, params: &mut Params) -> regularization_lab::Result<()> {
    let result = if let Some(param) = PARAMS.iter().find(|param| param.name == name) {
        param.parse(value).and_then(|value| param.set(&mut params.trainer, value))
    } else if let Some(param) = DATA_PARAMS.iter().find(|param| param.name == name) {
        param.parse(value).and_then(|value| param.set(&mut params.data, value))
    } else {
        let known = params.data.values().into_iter().map(|(known, _)| known).find(|known| *known == name);
        match (known, value.parse::<f64>()) {
            (Some(known), Ok(value)) => params.data.set(known, value),
            _ => Ok(()),
        }
    };
    result.inspect_err(|error| short(&error.to_string()))
}

/// Conditions hold, do not hold, or are refused with a short sentence.
pub fn check(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    // One lab for all inputs, because a condition changes nothing.
    thread_local! {
        static LAB: RefCell<Lab> = {
            let (mut lab, _) = small_lab("easy").expect("a preset makes a lab");
            lab.step(2);
            RefCell::new(lab)
        };
    }
    LAB.with_borrow_mut(|lab| match lab.check(&text) {
        Ok(outcomes) => assert_eq!(outcomes.len(), text.split_whitespace().count()),
        Err(error) => short(&error.to_string()),
    });
}

fn short(message: &str) {
    assert!(!message.is_empty() && message.chars().count() < MAX_MESSAGE, "{message}");
}

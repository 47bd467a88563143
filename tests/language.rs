//! In another language no English is left: neither in the pictures of panels nor in the texts around them.
//!
//! The language of this test writes every letter of a message in full width (`ｌｅａｓｔ ｌｏｓｓ`), so ordinary letters in a picture
//! are in no catalogue.

use std::fmt::Write;
use std::rc::Rc;

use regularization_lab::charts::{
    Catalogue, Layers, Link, Mark, PANELS, PanelInfo, PanelText, Scale, Style, Theme, estimate, panel,
    panel_text, start_text,
};
use regularization_lab::data::{CsvOptions, Dataset, Task, read_csv};
use regularization_lab::lab::{DataParams, Lab, LambdaScale, Preset, RequiredComputations};

use messages::{messages, messages_of};

#[path = "common/messages.rs"]
mod messages;
#[path = "common/table.rs"]
mod table;

/// Words that are the same in every language: names of parameters and scores, and indices of λ.
const SYMBOLS: [&str; 4] = ["l1_ratio", "min", "λmin", "1se"];

/// Widths of a panel in CSS pixels: narrow and usual.
const WIDTHS: [f64; 2] = [360.0, 504.0];

/// A state of a lab: a link, and what is done with the lab afterwards.
type State = (&'static str, fn(&mut Lab));

/// Together they show every label.
const STATES: [State; 40] = [
    ("data=easy&n-samples=120&penalty=l1&lambda=10&n-iter=60", refine),
    ("data=easy&n-samples=120&penalty=l1&lambda=10", |_| ()),
    ("data=easy&n-samples=120&penalty=l1&lambda=10&n-iter=30&at=optimum", refine),
    ("data=easy&n-samples=120&penalty=l1&lambda=500&n-iter=60", focus_third),
    ("data=easy&n-samples=120&penalty=l2&lambda=10&n-iter=60", refine),
    ("data=easy&n-samples=120&penalty=elasticnet&lambda=10&l1-ratio=0.5&n-iter=60", refine),
    ("data=easy&n-samples=120&penalty=none&n-iter=60", refine),
    ("data=easy&n-samples=120&penalty=none", |_| ()),
    (
        "data=easy&n-samples=120&penalty=l2&lambda=10&n-iter=60&optimizer=gradient-descent&learning-rate=10",
        refine,
    ),
    ("data=easy&n-samples=120&penalty=l1&lambda=10&n-iter=20", keep_moment_and_focus),
    ("data=easy&n-samples=120&penalty=l1&lambda=10&n-iter=20", set_bookmark),
    ("data=easy&n-samples=120&penalty=none&n-iter=20", set_bookmark),
    ("data=two-features&learning-rate=0.2&penalty=l1&lambda=1&n-iter=60", start_elsewhere),
    ("data=two-features&learning-rate=0.2&penalty=l1&lambda=1&n-iter=60", refine),
    ("data=two-features&penalty=l1&lambda=1000&n-iter=60&at=optimum", refine),
    ("data=two-features&penalty=elasticnet&lambda=1&l1-ratio=0.5&n-iter=60", refine),
    (
        "data=two-features&learning-rate=36&penalty=l2&lambda=1&n-iter=60&optimizer=gradient-descent",
        start_elsewhere,
    ),
    ("data=two-features&penalty=none&n-iter=60", refine),
    ("data=diabetes&n-iter=60", refine),
    ("data=stress&penalty=l1&lambda=1&n-iter=40&optimizer=accelerated-proximal-gradient", refine),
    ("data=stress&penalty=none&n-iter=40", refine),
    ("data=easy&n-samples=120&penalty=l1&n-iter=9&class-weight=balanced", refine),
    ("data=easy&n-samples=20&test-size=0.8&n-iter=9", refine),
    ("data=imbalanced&n-samples=40&weight-0=0.95&scoring=auc&n-iter=9", refine),
    ("data=easy&n-samples=20", take_one_feature),
    ("data=make-regression&penalty=l1&lambda=20&n-iter=60", focus_largest),
    ("data=stress&penalty=l1&lambda=300&n-iter=60", refine),
    ("data=two-features&penalty=l1&lambda=5&n-iter=600&pair=1+0", refine),
    ("data=make-regression&penalty=l1&lambda=20&n-iter=60", refine),
    ("data=make-regression&n-samples=20&test-size=0.7&scoring=r2&n-iter=9", refine),
    ("data=easy&n-samples=60&n-iter=9&scoring=accuracy&pos-label=0", refine),
    ("data=easy&n-samples=20", take_three_classes),
    ("data=easy&n-samples=120&test-size=0&n-iter=9", refine),
    ("data=make-regression&test-size=0&n-iter=9", refine),
    ("data=two-features&fit-intercept=false&n-iter=9", refine),
    ("data=easy&n-samples=120&penalty=l1&lambda=10&n-iter=60&pair=0+1", free_the_first),
    ("data=two-features&penalty=l1&lambda=1&n-iter=60", exclude_the_second),
    ("data=two-features&penalty=l1&lambda=1&n-iter=60", focus_a_factor),
    ("data=easy&n-features=9&n-informative=8&penalty=l1&lambda=1000&n-iter=60", refine),
    ("data=easy&n-features=9&n-informative=8&penalty=none&n-iter=60", refine),
];

fn refine(lab: &mut Lab) {
    while lab.refine() {}
}

fn set_bookmark(lab: &mut Lab) {
    lab.set_bookmark();
    lab.step(40);
    refine(lab);
}

fn keep_moment_and_focus(lab: &mut Lab) {
    set_bookmark(lab);
    lab.focus_feature(Some(2));
}

fn focus_third(lab: &mut Lab) {
    refine(lab);
    lab.focus_feature(Some(2));
}

/// Focuses the weight of the largest size.
fn focus_largest(lab: &mut Lab) {
    refine(lab);
    let coef = &lab.snapshot().point.coef;
    let largest = (0..coef.len()).max_by(|&a, &b| coef[a].abs().total_cmp(&coef[b].abs()));
    lab.focus_feature(largest);
}

/// Chooses a table of one feature.
fn take_one_feature(lab: &mut Lab) {
    let mut params = lab.params().clone();
    let y = (0..40).map(|i| f64::from(i % 2)).collect();
    let table = Dataset::new((0..40).map(f64::from).collect(), y, 1, Task::Classification).unwrap();
    params.choose(DataParams::of(Preset::Own, Some(Rc::new(table))).unwrap());
    lab.set(params).unwrap();
    refine(lab);
}

/// Chooses a table of three classes, one of them twice.
fn take_three_classes(lab: &mut Lab) {
    let row =
        |i: u32| format!("{},{},{}\n", i % 7, i % 5, ["a", "b", "c"][if i < 2 { 2 } else { i as usize % 2 }]);
    let text = "x0,x1,y\n".to_owned() + &(0..40).map(row).collect::<String>();
    let options = CsvOptions { positive: Some("c".to_owned()), ..CsvOptions::default() };
    let table = read_csv(&text, &options).unwrap();
    let mut params = lab.params().clone();
    params.choose(DataParams::of(Preset::Own, Some(Rc::new(table))).unwrap());
    lab.set(params).unwrap();
    lab.step(20);
    refine(lab);
}

fn free_the_first(lab: &mut Lab) {
    set_factors(lab, &[0.0, 1.0, 1.0, 1.0, 1.0]);
}

fn exclude_the_second(lab: &mut Lab) {
    set_factors(lab, &[2.5, f64::INFINITY]);
}

fn focus_a_factor(lab: &mut Lab) {
    exclude_the_second(lab);
    lab.focus_feature(Some(0));
}

fn set_factors(lab: &mut Lab, factors: &[f64]) {
    let mut params = lab.params().clone();
    params.trainer.model.penalty_factor = Some(factors.to_vec());
    lab.set(params).unwrap();
    refine(lab);
}

fn start_elsewhere(lab: &mut Lab) {
    refine(lab);
    lab.start_at(Some((-0.5, 1.0)));
}

#[test]
fn no_english_is_left_in_pictures_and_texts_in_another_language() {
    let messages = messages();
    let translate = |(key, text): (&String, &String)| (key.clone(), in_full_width(text));
    let catalogue = Rc::new(Catalogue::new(messages.iter().map(translate)));
    let (mut left, mut shown) = (String::new(), String::new());
    for (state, then) in STATES {
        let mut lab = lab(state);
        then(&mut lab);
        let names = lab.snapshot().feature_names;
        for picture in pictures() {
            let drawn = WIDTHS.into_iter().flat_map(|width| drawn(&lab, picture, width, &catalogue));
            for text in drawn.chain(texts(&lab, picture, &catalogue)) {
                let words = english(&text, names);
                if !words.is_empty() {
                    // Writing to a String cannot fail.
                    let _ =
                        writeln!(left, "{words:?} of {text:?} in {} {}, {state}", picture.0.name, picture.1);
                }
                shown += &text;
                shown.push('\n');
            }
        }
    }
    assert!(left.is_empty(), "texts without a key:\n{left}");
    let is_unseen = |(key, text): &(&String, &String)| {
        let mut pieces = text.split(['{', '}']).step_by(2).flat_map(str::lines);
        key.contains("label.") && !pieces.all(|piece| shown.contains(&in_full_width(piece)))
    };
    let unseen: Vec<&String> = messages.iter().filter(is_unseen).map(|(key, _)| key).collect();
    assert_eq!(unseen, Vec::<&String>::new(), "labels that no state shows");
}

/// Words that do not follow a number of 1.
const PLURALS: [&str; 13] = [
    "weights",
    "iterations",
    "rows",
    "features",
    "folds",
    "samples",
    "half-samples",
    "draws",
    "noise",
    "are",
    "have",
    "survive",
    "wake",
];

#[test]
fn no_plural_follows_a_number_of_1() {
    // Three features, so that one is beside the slice; values of λ at which one, two or all weights are 0.
    let few = "data=easy&n-features=3&n-informative=2&n-samples=80&penalty=l1&lambda=";
    let states = [("1000", 0), ("1000", 1), ("30", 1), ("30", 200), ("20", 200), ("1", 1), ("1", 200)];
    let mut labs: Vec<Lab> = states
        .map(|(lambda, n_iter)| {
            let mut lab = lab(&format!("{few}{lambda}"));
            lab.step(n_iter);
            lab
        })
        .into();
    labs.push(lab("data=easy&n-samples=20&n-iter=1"));
    labs.push(lab("data=easy&n-samples=20"));
    labs.last_mut().map(take_one_feature).unwrap();
    let catalogue = Rc::new(Catalogue::ENGLISH);
    let mut n_ones = 0;
    for lab in &mut labs {
        // While samples and folds are computed, and afterwards.
        for n_tasks in [0, 1, 2, 5, 20, 100, usize::MAX] {
            (0..n_tasks).take_while(|_| lab.refine()).for_each(drop);
            for picture in pictures() {
                let drawn = WIDTHS.into_iter().flat_map(|width| drawn(lab, picture, width, &catalogue));
                for text in drawn.chain(texts(lab, picture, &catalogue)).chain(number(lab, picture)) {
                    let words: Vec<&str> = text.split([' ', '\n', ',', '.', ':', ';', '(', ')']).collect();
                    n_ones += words.iter().filter(|word| **word == "1").count();
                    let wrong = words.windows(2).find(|pair| pair[0] == "1" && PLURALS.contains(&pair[1]));
                    assert_eq!(wrong, None, "{} {}: {text}", picture.0.name, picture.1);
                }
            }
        }
    }
    assert!(n_ones > 100, "only {n_ones} numbers of 1 were seen");
}

/// The key number of a panel with its noun.
fn number(lab: &Lab, (info, view): (&PanelInfo, &str)) -> Vec<String> {
    let (value, noun) =
        panel_text(info.name, view, (lab, &lab.snapshot()), &Catalogue::ENGLISH).unwrap().number;
    vec![format!("{value} {noun}")]
}

#[test]
fn messages_are_read_with_their_escapes_and_a_key_has_one_text() {
    let source = r#"message!(style, "a.b", "x\n{n} \
        y\u{2009}%", n = n); message!(self.style,
"c", "d")"#;
    let read: Vec<_> = messages_of(source).collect();
    assert_eq!(read, [("a.b".into(), "x\n{n} y\u{2009}%".into()), ("c".into(), "d".into())]);
    assert_eq!(in_full_width("at {weight}: 0"), "ａｔ {weight}: 0");
    assert_eq!(english("ａｔ w43: L1, λ = 1e−5", &[]), Vec::<&str>::new());
    assert_eq!(english("ａｔ bmi, l1_ratio: zero", &["bmi".to_owned()]), ["zero"]);
    assert!(messages().len() > 250, "only {} messages were read", messages().len());
}

/// A lab of a link with all computations of all panels and views.
fn lab(state: &str) -> Lab {
    let (link, problems) = Link::read(state);
    assert_eq!(problems, Vec::<String>::new(), "{state}");
    let mut lab = Lab::new(link.params(table::table(link.preset())).unwrap()).unwrap();
    let needs = pictures().map(|(info, view)| (info.needs)(view));
    lab.set_required(needs.fold(RequiredComputations::NONE, RequiredComputations::and));
    if let Some(scoring) = link.scoring {
        lab.set_scoring(scoring).unwrap();
    }
    if let Some((a, b)) = link.pair {
        lab.set_pair(a, b).unwrap();
    }
    lab.step(link.n_iter.unwrap_or(0));
    if link.at_optimum {
        lab.converge().unwrap();
    }
    lab
}

/// Every panel in every view; an empty name where there is only one.
fn pictures() -> impl Iterator<Item = (&'static PanelInfo, &'static str)> {
    PANELS.iter().flat_map(|info| {
        let views = if info.views.is_empty() { vec![""] } else { info.view_names() };
        views.into_iter().map(move |view| (info, view))
    })
}

/// The texts in the picture of a panel; none of a table, which the page draws.
fn drawn(lab: &Lab, (info, view): (&PanelInfo, &str), width: f64, catalogue: &Rc<Catalogue>) -> Vec<String> {
    let Some(mut panel) = panel(info.name) else { return Vec::new() };
    if !view.is_empty() {
        panel.choose_view(view).unwrap();
    }
    let style = Style {
        theme: Theme::LIGHT,
        size: (width, info.height),
        device_pixel_ratio: 1.0,
        scale: Scale::SquareRoot,
        lambda_scale: LambdaScale::default(),
        measure: Rc::new(estimate),
        catalogue: catalogue.clone(),
    };
    let mut layers = Layers::new(style.clone());
    panel.draw(&lab.snapshot(), &style, &mut layers, true).unwrap();
    let mut found = Vec::new();
    for layer in layers.all() {
        let recording = layer.surface.borrow();
        for mark in recording.marks() {
            if let Mark::Text { text, .. } = mark {
                found.push(recording.text(*text).to_owned());
            }
        }
    }
    found
}

/// The texts around the picture of a panel.
fn texts(lab: &Lab, (info, view): (&PanelInfo, &str), catalogue: &Catalogue) -> Vec<String> {
    let PanelText { title, aid, number, description, note, .. } =
        panel_text(info.name, view, (lab, &lab.snapshot()), catalogue).unwrap();
    vec![title, aid, number.0, number.1, description, note, start_text(lab, catalogue)]
}

/// Words of a text with two Latin letters in a row, and open placeholders, except symbols and names of features.
fn english<'a>(text: &'a str, feature_names: &[String]) -> Vec<&'a str> {
    let is_english = |word: &&str| {
        let letters: Vec<bool> = word.chars().map(|letter| letter.is_ascii_alphabetic()).collect();
        letters.windows(2).any(|pair| pair == [true, true]) || word.contains(['{', '}'])
    };
    let is_name = |word: &str| feature_names.iter().any(|name| name == word);
    text.split(|letter: char| !letter.is_alphanumeric() && !"_{}".contains(letter))
        .filter(is_english)
        .filter(|word| !SYMBOLS.contains(word) && !is_name(word))
        .collect()
}

/// The text with its Latin letters in full width, except in placeholders.
fn in_full_width(text: &str) -> String {
    let mut is_placeholder = false;
    let wide = |letter: char| char::from_u32(u32::from(letter) + 0xfee0).unwrap();
    let translated = text.chars().map(|letter| {
        is_placeholder = letter == '{' || is_placeholder && letter != '}';
        if letter.is_ascii_alphabetic() && !is_placeholder { wide(letter) } else { letter }
    });
    translated.collect()
}

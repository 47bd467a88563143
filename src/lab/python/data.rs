//! How the data are made, in Python: scikit-learn's own generators, and in NumPy what is only the lab's.

use crate::data::{MakeClassification, MakeCorrelated, Split, Task};
use crate::lab::params::Params;
use crate::lab::presets::Recipe;
use crate::lab::table::WriteNumber;

/// What the code below imports.
pub fn import(params: &Params) -> Option<&'static str> {
    match params.preset.recipe() {
        Recipe::Classification(_) => Some("from sklearn.datasets import make_classification"),
        Recipe::Correlated(_) => None,
    }
}

/// `X_train`, `X_test`, `y_train` and `y_test`.
pub fn code(params: &Params, number: WriteNumber) -> String {
    let made = match params.preset.recipe() {
        Recipe::Classification(recipe) => {
            call("X, y = make_classification", &classification(&recipe, number))
        }
        Recipe::Correlated(recipe) => {
            let function = include_str!("make_correlated.py");
            format!("{function}\n\n{}", call("X, y = make_correlated", &correlated(&recipe, number)))
        }
    };
    let parts =
        call("X_train, X_test, y_train, y_test = train_test_split", &split(params.preset.split(), number));
    let scaled = if params.standardize { include_str!("standardize.py") } else { "" };
    [&made, &parts, scaled].concat()
}

/// A call, in one line where it fits.
fn call(function: &str, arguments: &[String]) -> String {
    let line = format!("{function}({})\n", arguments.join(", "));
    if line.len() <= 120 { line } else { format!("{function}(\n    {},\n)\n", arguments.join(",\n    ")) }
}

fn named<const N: usize>(arguments: [(&str, String); N]) -> Vec<String> {
    arguments.map(|(name, value)| format!("{name}={value}")).to_vec()
}

fn flag(value: bool) -> String {
    if value { "True" } else { "False" }.to_owned()
}

fn split(split: Split, number: WriteNumber) -> Vec<String> {
    let mut arguments = vec!["X".to_owned(), "y".to_owned()];
    arguments.extend(named([
        ("test_size", number(split.test_size)),
        ("random_state", split.random_state.to_string()),
    ]));
    if split.stratify {
        arguments.push("stratify=y".to_owned());
    }
    arguments
}

/// Every argument, so that the script does not depend on another version's defaults.
fn classification(recipe: &MakeClassification, number: WriteNumber) -> Vec<String> {
    let optional = |value: Option<f64>| value.map_or("None".to_owned(), number);
    let weights = recipe.weights.as_ref().map_or("None".to_owned(), |weights| {
        let weights: Vec<String> = weights.iter().map(|&weight| number(weight)).collect();
        format!("[{}]", weights.join(", "))
    });
    named([
        ("n_samples", recipe.n_samples.to_string()),
        ("n_features", recipe.n_features.to_string()),
        ("n_informative", recipe.n_informative.to_string()),
        ("n_redundant", recipe.n_redundant.to_string()),
        ("n_repeated", recipe.n_repeated.to_string()),
        ("n_classes", recipe.n_classes.to_string()),
        ("n_clusters_per_class", recipe.n_clusters_per_class.to_string()),
        ("weights", weights),
        ("flip_y", number(recipe.flip_y)),
        ("class_sep", number(recipe.class_sep)),
        ("hypercube", flag(recipe.hypercube)),
        ("shift", optional(recipe.shift)),
        ("scale", optional(recipe.scale)),
        ("shuffle", flag(recipe.shuffle)),
        ("random_state", recipe.random_state.to_string()),
    ])
}

fn correlated(recipe: &MakeCorrelated, number: WriteNumber) -> Vec<String> {
    named([
        ("n_samples", recipe.n_samples.to_string()),
        ("n_groups", recipe.n_groups.to_string()),
        ("group_size", recipe.group_size.to_string()),
        ("n_noise", recipe.n_noise.to_string()),
        ("rho", number(recipe.rho)),
        ("noise", number(recipe.noise)),
        ("classes", flag(recipe.task == Task::Classification)),
        ("random_state", recipe.random_state.to_string()),
    ])
}

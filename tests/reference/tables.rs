//! The data sets of the fixtures, from this crate's generators.

use regularization_lab::data::{Builtin, Dataset, MakeClassification, Split, StandardScaler, Task};
use serde_json::Value;

use crate::fixture::numbers;

/// The training and test rows of a fixture: inline, or generated.
pub fn train_and_test(fixture: &Value) -> (Dataset, Dataset) {
    if fixture["X_train"].is_array() {
        return (inline(fixture, "train"), inline(fixture, "test"));
    }
    let recipe = match fixture["dataset"].as_str() {
        Some("article") => article(),
        Some("easy") => {
            MakeClassification { n_samples: 500, n_features: 5, n_informative: 3, n_redundant: 0, ..seeded() }
        }
        Some("stress") => MakeClassification {
            n_samples: 600,
            n_features: 100,
            n_informative: 5,
            n_redundant: 0,
            ..seeded()
        },
        other => panic!("no recipe for {other:?}"),
    };
    split(&recipe.generate().unwrap(), 0.3)
}

fn article() -> MakeClassification {
    MakeClassification {
        n_samples: 500,
        n_features: 100,
        n_informative: 3,
        n_redundant: 0,
        n_clusters_per_class: 1,
        class_sep: 2.0,
        flip_y: 0.0,
        ..seeded()
    }
}

fn seeded() -> MakeClassification {
    MakeClassification { random_state: 42, ..Default::default() }
}

fn inline(fixture: &Value, part: &str) -> Dataset {
    let x = &fixture[format!("X_{part}")];
    let n_features = x[0].as_array().unwrap().len();
    let y = numbers(&fixture[format!("y_{part}")]);
    Dataset::new(numbers(x), y, n_features, Task::Classification).unwrap()
}

pub fn split(data: &Dataset, test_size: f64) -> (Dataset, Dataset) {
    Split { test_size, random_state: 42, stratify: false }.split(data).unwrap()
}

pub fn diabetes() -> Dataset {
    Builtin::Diabetes.read(include_bytes!("../../data/diabetes.bin")).unwrap()
}

pub fn breast_cancer() -> Dataset {
    Builtin::BreastCancer.read(include_bytes!("../../data/breast_cancer.bin")).unwrap()
}

pub fn standardized(data: &Dataset, like: &Dataset) -> Dataset {
    StandardScaler::fit(like).transform(data).unwrap()
}

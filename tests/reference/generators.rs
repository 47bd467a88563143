//! Generated and built-in tables.

use regularization_lab::data::{Builtin, MakeClassification, MakeRegression, make_blobs, make_moons};
use serde_json::Value;

use crate::fixture::{assert_close, integer, integers, list, load, members, number, numbers};

fn optional(value: &Value) -> Option<f64> {
    (!value.is_null()).then(|| number(value))
}

fn make_classification(params: &Value) -> MakeClassification {
    MakeClassification {
        n_samples: integer(&params["n_samples"]),
        n_features: integer(&params["n_features"]),
        n_informative: integer(&params["n_informative"]),
        n_redundant: integer(&params["n_redundant"]),
        n_repeated: integer(&params["n_repeated"]),
        n_classes: integer(&params["n_classes"]),
        n_clusters_per_class: integer(&params["n_clusters_per_class"]),
        weights: params["weights"].is_array().then(|| numbers(&params["weights"])),
        flip_y: number(&params["flip_y"]),
        class_sep: number(&params["class_sep"]),
        hypercube: params["hypercube"].as_bool().unwrap(),
        shift: optional(&params["shift"]),
        scale: optional(&params["scale"]),
        shuffle: params["shuffle"].as_bool().unwrap(),
        random_state: integer(&params["random_state"]) as u32,
    }
}

#[test]
fn make_classification_is_scikit_learns() {
    let fixture = load("make_classification");
    let mut sets = 0;
    for (name, set) in members(&fixture["sets"]) {
        let made = make_classification(&set["params"]).labelled().unwrap();
        assert_eq!(made.labels, integers(&set["y"]), "{name}: y");
        let p = integer(&set["p"]);
        let sums: Vec<f64> = (0..p).map(|j| made.x.iter().skip(j).step_by(p).sum()).collect();
        assert_close(&sums, &numbers(&set["col_sums"]), 1e-11, &format!("{name}: column sums"));
        if set["X"].is_array() {
            assert_close(&made.x, &numbers(&set["X"]), 1e-12, &format!("{name}: X"));
        } else {
            let first = numbers(&set["X_first_rows"]);
            let last = numbers(&set["X_last_row"]);
            assert_close(&made.x[..first.len()], &first, 1e-12, &format!("{name}: first rows"));
            assert_close(&made.x[made.x.len() - p..], &last, 1e-12, &format!("{name}: last row"));
        }
        sets += 1;
    }
    assert_eq!(sets, 10);
}

#[test]
fn make_regression_is_scikit_learns() {
    let fixture = load("make_regression_blobs_moons");
    for (name, set) in members(&fixture["make_regression"]) {
        let params = &set["params"];
        let recipe = MakeRegression {
            n_samples: integer(&params["n_samples"]),
            n_features: integer(&params["n_features"]),
            n_informative: integer(&params["n_informative"]),
            bias: optional(&params["bias"]).unwrap_or(0.0),
            noise: optional(&params["noise"]).unwrap_or(0.0),
            shuffle: true,
            random_state: integer(&params["random_state"]) as u32,
        };
        let (data, coef) = recipe.generate_with_coef().unwrap();
        assert_close(data.x(), &numbers(&set["X"]), 1e-12, &format!("{name}: X"));
        assert_close(data.y(), &numbers(&set["y"]), 1e-12, &format!("{name}: y"));
        assert_close(&coef, &numbers(&set["coef"]), 1e-12, &format!("{name}: coef"));
    }
}

#[test]
fn make_blobs_and_make_moons_are_scikit_learns() {
    let fixture = load("make_regression_blobs_moons");
    let blobs = make_blobs(101, 4, 3, 1.7, 11);
    assert_eq!(blobs.labels, integers(&fixture["make_blobs"]["y"]));
    assert_close(&blobs.x, &numbers(&fixture["make_blobs"]["X"]), 1e-12, "blobs");
    let moons = make_moons(101, 0.3, 11);
    assert_eq!(moons.labels, integers(&fixture["make_moons"]["y"]));
    assert_close(&moons.x, &numbers(&fixture["make_moons"]["X"]), 1e-12, "moons");
}

#[test]
fn built_in_tables_are_the_ones_scikit_learn_ships() {
    let tables = [
        ("data_diabetes", "X_scaled", Builtin::Diabetes, &include_bytes!("../../data/diabetes.bin")[..]),
        ("data_breast_cancer", "X", Builtin::BreastCancer, include_bytes!("../../data/breast_cancer.bin")),
    ];
    for (name, key, table, bytes) in tables {
        let fixture = load(name);
        let data = table.read(bytes).unwrap();
        assert_close(data.x(), &numbers(&fixture[key]), 1e-15, name);
        assert_eq!(data.y(), numbers(&fixture["y"]), "{name}: y");
        let names: Vec<&str> =
            list(&fixture["feature_names"]).iter().map(|name| name.as_str().unwrap()).collect();
        assert_eq!(data.feature_names(), names);
    }
}

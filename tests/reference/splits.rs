//! `train_test_split`, `StratifiedKFold`, `KFold`: exactly the same rows.

use regularization_lab::data::{Folds, Split};
use serde_json::Value;

use crate::fixture::{integer, integers, list, load, number};

fn labels(case: &Value) -> Option<Vec<usize>> {
    (!case["y"].is_null()).then(|| integers(&case["y"]))
}

#[test]
fn train_test_split_picks_scikit_learns_rows() {
    let fixture = load("splits");
    for key in ["train_test_split", "train_test_split_stratified"] {
        for case in list(&fixture[key]) {
            let split = Split {
                test_size: number(&case["test_size"]),
                random_state: integer(&case["random_state"]) as u32,
                stratify: key == "train_test_split_stratified",
            };
            let (train, test) = split.rows(integer(&case["n"]), labels(case).as_deref()).unwrap();
            assert_eq!(train, integers(&case["train"]), "{split:?}");
            assert_eq!(test, integers(&case["test"]), "{split:?}");
        }
    }
}

#[test]
fn folds_are_scikit_learns() {
    let fixture = load("splits");
    let mut compared = 0;
    for key in ["stratified_kfold", "kfold"] {
        for case in list(&fixture[key]) {
            for (column, shuffle) in [("test_fold_shuffled", true), ("test_fold_unshuffled", false)] {
                if case[column].is_null() {
                    continue;
                }
                let folds = Folds {
                    k: integer(&case["k"]),
                    random_state: integer(&case["random_state"]) as u32,
                    shuffle,
                    stratify: None,
                };
                let assigned = folds.rows(integer(&case["n"]), labels(case).as_deref()).unwrap();
                assert_eq!(assigned, integers(&case[column]), "{key} {folds:?}");
                compared += 1;
            }
        }
    }
    assert_eq!(compared, 8 * 2 + 4);
}

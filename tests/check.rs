//! Conditions on the state of a lab: what is accepted, and when they hold.

use regularization_lab::lab::{Lab, MAX_CHECK_BYTES, Params, Preset};
use regularization_lab::model::PenaltyKind;

fn lab(lambda: f64) -> Lab {
    let mut params = Params::of(Preset::Easy, None).unwrap();
    params.trainer.lambda = lambda;
    Lab::new(params).unwrap()
}

fn passes(text: &str, lab: &mut Lab) -> bool {
    let outcomes = lab.check(text).unwrap();
    assert!(!outcomes.is_empty());
    outcomes.iter().all(|outcome| outcome.passed)
}

fn message(text: &str) -> String {
    lab(1.0).check(text).unwrap_err().to_string()
}

#[test]
fn all_conditions_must_hold() {
    let mut lab = lab(1.0);
    lab.step(40);
    assert!(passes("penalty=l1 iteration=40 data=easy status=running", &mut lab));
    assert!(!passes("penalty=l1 iteration=41", &mut lab));
    assert!(passes("penalty!=l2 iteration>39 iteration<41 iteration>=40 iteration<=40", &mut lab));
    lab.converge().unwrap();
    assert!(passes("status=converged kkt-residual<=1e-9", &mut lab));
}

#[test]
fn the_number_of_weights_that_are_not_zero_is_what_the_lab_has() {
    let mut lab = lab(20.0);
    lab.converge().unwrap();
    let coef = lab.snapshot().point.coef.clone();
    let n_nonzero = coef.iter().filter(|w| **w != 0.0).count();
    assert!(n_nonzero < coef.len());
    assert!(passes(&format!("n-nonzero={n_nonzero} exact-zero={}", coef.len() - n_nonzero), &mut lab));
    assert!(!passes(&format!("n-nonzero={}", n_nonzero + 1), &mut lab));
}

#[test]
fn equal_is_what_a_person_reads() {
    let mut lab = lab(0.1_f64.sqrt());
    for text in
        ["lambda=0.32", "lambda=0.316", "lambda=0.3162", "lambda=3.2e-1", "lambda!=0.31", "lambda<=0.32"]
    {
        assert!(passes(text, &mut lab), "{text}");
    }
    for text in ["lambda=0.31", "lambda=0.320", "lambda!=0.32", "lambda=0", "lambda>=0.32"] {
        assert!(!passes(text, &mut lab), "{text}");
    }
    // One digit is not enough to tell 0.6 from 1.
    assert!(!passes("lambda=1", &mut self::lab(0.6)));
    assert!(passes("lambda=1", &mut self::lab(1.04)));
    assert!(passes("lambda=0", &mut self::lab(0.0)));
    // A rounding error of the slider.
    let mut lab = self::lab(1.0);
    let mut params = lab.params().clone();
    (params.trainer.penalty, params.trainer.l1_ratio) = (PenaltyKind::ElasticNet, 0.1 + 0.2);
    lab.set(params).unwrap();
    assert!(passes("l1-ratio<=0.3 l1-ratio=0.3 l1-ratio>=0.3", &mut lab));
    assert!(!passes("l1-ratio>0.3", &mut lab));
}

#[test]
fn counts_are_compared_exactly() {
    let mut lab = lab(1.0);
    lab.step(1_234);
    assert!(!passes("iteration=1200", &mut lab) && passes("iteration=1234", &mut lab));
}

#[test]
fn the_outcome_has_the_value_of_the_lab() {
    let mut lab = lab(0.1_f64.sqrt());
    let outcomes = lab.check("lambda=1 penalty=l1 train-r2>0.5").unwrap();
    let of = |k: usize| (outcomes[k].text.as_str(), outcomes[k].actual.as_deref(), outcomes[k].passed);
    assert_eq!(of(0), ("lambda=1", Some("0.316"), false));
    assert_eq!(of(1), ("penalty=l1", Some("l1"), true));
    assert_eq!(of(2), ("train-r2>0.5", None, false), "a classification has no R²");
}

#[test]
fn every_score_and_parameter_of_a_lab_can_be_asked_for() {
    let mut lab = lab(1.0);
    lab.step(10);
    for name in [
        "loss",
        "objective",
        "test-loss",
        "train-accuracy",
        "test-accuracy",
        "train-auc",
        "test-auc",
        "norm1",
        "norm2",
        "kkt-residual",
        "learning-rate",
        "l1-ratio",
    ] {
        assert!(passes(&format!("{name}>=1e-300"), &mut lab), "{name}");
    }
    for name in ["near-zero", "exact-zero", "true-positives", "false-positives", "n-nonzero", "iteration"] {
        assert!(passes(&format!("{name}>=0"), &mut lab), "{name}");
        assert!(message(&format!("{name}=0.5")).ends_with("must be a whole number; got 0.5"), "{name}");
    }
    assert!(passes("optimizer=proximal-gradient fit-intercept=true class-weight=none", &mut lab));
}

#[test]
fn what_is_no_condition_has_a_sentence() {
    assert_eq!(message("lambda=-1"), "check: lambda must be between 0 and 1e100; got -1");
    assert_eq!(message("lambda=small"), "check: lambda must be a number between 0 and 1e100; got small");
    assert_eq!(message("lambda="), "check: lambda must be a number between 0 and 1e100; got nothing");
    assert_eq!(message("loss<inf"), "check: loss must be a number; got inf");
    assert_eq!(message("lambda>1e999"), "check: lambda must be a number between 0 and 1e100; got 1e999");
    assert_eq!(message("penalty=l3"), "check: penalty must be one of none, l2, elasticnet, l1; got l3");
    assert_eq!(message("penalty<l1"), "check: penalty must be compared with = or !=; got <");
    assert!(
        message("n-zeros=3").starts_with("check: a name must be one of n-nonzero, iteration, status, data, ")
    );
    assert!(message("=3").ends_with("; got nothing"));
    assert!(message("lambda == 3").starts_with("check: it must be conditions such as lambda<=0.5"));
    assert!(message("alert(1)").ends_with("; got alert(1)"));
    let long = "x".repeat(MAX_CHECK_BYTES + 1);
    assert_eq!(
        message(&long),
        format!("check: it must be at most 1000 bytes long; got {} bytes", MAX_CHECK_BYTES + 1)
    );
    assert!(message(&"é".repeat(400)).chars().count() < 200, "values are shortened");
    assert!(lab(1.0).check(" \n ").unwrap().is_empty());
}

#[test]
fn the_documents_have_every_name() {
    let refused = message("x=1");
    let names =
        refused.strip_prefix("check: a name must be one of ").unwrap().strip_suffix("; got x").unwrap();
    let documents = include_str!("../docs/embedding.md");
    let (_, rest) = documents.split_once("### Asking for a state").unwrap();
    let (section, _) = rest.split_once("\n### ").unwrap();
    for name in names.split(", ") {
        assert!(section.contains(&format!("`{name}`")), "{name}");
    }
}

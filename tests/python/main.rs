//! The Python scripts print the lab's numbers. `cargo xtask test` names a Python that has scikit-learn.

#[path = "../common/table.rs"]
mod table;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use regularization_lab::lab::{ClassWeight, Lab, Optimizer, Params, Preset, script};
use regularization_lab::model::PenaltyKind;
use table::table;

/// Runs a script and reads the table it prints.
fn printed(name: &str, text: &str) -> BTreeMap<String, f64> {
    let python = std::env::var("LAB_PYTHON").expect("LAB_PYTHON names a Python with scikit-learn");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let file = folder.join(format!("{name}.py"));
    std::fs::write(&file, text).unwrap();
    // A warning of NumPy or scikit-learn is something to look at.
    let output = Command::new(python).args(["-W", "error"]).arg(&file).output().unwrap();
    assert!(output.status.success(), "{name}:\n{}\n{text}", String::from_utf8_lossy(&output.stderr));
    let table = String::from_utf8(output.stdout).unwrap();
    table
        .lines()
        .map(|line| line.split_once(' ').unwrap())
        .map(|(k, v)| (k.into(), v.trim().parse().unwrap()))
        .collect()
}

/// To six digits, and what is smaller than rounding leaves as nothing.
fn assert_same(name: &str, lab: &mut Lab, leave_out: &[&str]) {
    let n_iter = lab.snapshot().n_iter as f64;
    let printed = printed(name, &script(lab, |value| value.to_string()));
    let scores = lab.scores();
    let expected = scores.named().chain([("iteration", n_iter)]);
    let mut compared = 0;
    for (metric, value) in expected.filter(|(metric, _)| !leave_out.contains(metric)) {
        let there =
            printed.get(metric).unwrap_or_else(|| panic!("{name} does not print {metric}: {printed:?}"));
        assert!(
            (there - value).abs() <= 1e-6 * value.abs() + 1e-12,
            "{name}: {metric} is {value} here, {there} there"
        );
        compared += 1;
    }
    assert!(compared >= 10, "only {compared} numbers were compared");
}

fn lab(preset: Preset, change: impl FnOnce(&mut Params)) -> Lab {
    let mut params = Params::of(preset, table(preset)).unwrap();
    change(&mut params);
    Lab::new(params).unwrap()
}

#[test]
#[ignore = "needs LAB_PYTHON; cargo xtask test sets it"]
fn every_preset_is_trained_to_the_same_numbers() {
    for preset in Preset::ALL {
        for (optimizer, penalty) in [
            (Optimizer::GradientDescent, PenaltyKind::L1),
            (Optimizer::ProximalGradient, PenaltyKind::L1),
            (Optimizer::AcceleratedProximalGradient, PenaltyKind::ElasticNet),
            (Optimizer::GradientDescent, PenaltyKind::None),
            (Optimizer::ProximalGradient, PenaltyKind::L2),
        ] {
            let standardize = penalty == PenaltyKind::L2;
            let mut lab = lab(preset, |params| {
                params.data.standardize = standardize;
                (params.trainer.optimizer, params.trainer.penalty) = (optimizer, penalty);
            });
            lab.step(300);
            let name = format!("{}-{}-{}", preset.name(), optimizer.name(), penalty.name());
            assert_same(&name, &mut lab, &[]);
        }
    }
}

#[test]
#[ignore = "needs LAB_PYTHON; cargo xtask test sets it"]
fn the_exact_optimum_is_found_too() {
    // A residual at the optimum is rounding alone, and iterations count other steps.
    let leave_out = ["kkt_residual", "iteration"];
    for preset in Preset::ALL {
        let mut jumped = lab(preset, |_| {});
        jumped.step(20);
        jumped.converge().unwrap();
        assert_same(&format!("{}-jumped", preset.name()), &mut jumped, &leave_out);
        let mut exact = lab(preset, |params| {
            params.trainer.optimizer = Optimizer::CoordinateDescent;
            params.trainer.penalty = PenaltyKind::ElasticNet;
        });
        exact.step(1000);
        assert_same(&format!("{}-coordinate-descent", preset.name()), &mut exact, &leave_out);
    }
}

#[test]
#[ignore = "needs LAB_PYTHON; cargo xtask test sets it"]
fn row_weights_label_smoothing_and_a_start_are_in_the_script() {
    let mut lab = lab(Preset::Easy, |params| {
        params.trainer.class_weight = ClassWeight::Balanced;
        params.trainer.label_smoothing = 0.1;
        params.trainer.initial = Some(regularization_lab::model::Point {
            coef: vec![1.0, -0.5, 0.0, 0.25, 1e-7],
            intercept: -1.5,
        });
    });
    lab.step(200);
    assert_same("rows-and-start", &mut lab, &[]);
}

#[test]
#[ignore = "needs LAB_PYTHON; cargo xtask test sets it"]
fn who_looks_back_gets_the_script_of_that_moment() {
    let mut lab = lab(Preset::Easy, |_| {});
    lab.step(150);
    lab.converge().unwrap();
    lab.look_back(90);
    assert_same("looking-back", &mut lab, &[]);
}

#[test]
fn a_script_says_when_it_cannot_repeat_the_run() {
    let text = |lab: &Lab| script(lab, |value| value.to_string());
    let mut lab = lab(Preset::Stress, |_| {});
    let mut params = lab.params().clone();
    params.trainer.lambda = 3.0;
    lab.set(params.clone()).unwrap();
    lab.step(10);
    assert!(!text(&lab).contains("were changed"), "a change before the first iteration is none of the run's");
    params.trainer.lambda = 5.0;
    lab.set(params.clone()).unwrap();
    assert!(text(&lab).contains("were changed") && text(&lab).contains("lam = 5 "));
    lab.restart();
    assert!(!text(&lab).contains("were changed"));
    lab.step(10);
    lab.converge().unwrap();
    assert!(text(&lab).contains("exact optimum"));
    params.trainer.lambda = 1.0;
    lab.set(params).unwrap();
    assert!(text(&lab).contains("were changed"));
}

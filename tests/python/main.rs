//! The Python scripts print the lab's numbers. `cargo xtask test` names a Python that has scikit-learn.

mod script;
#[path = "../common/table.rs"]
mod table;

use std::rc::Rc;

use regularization_lab::data::{CsvOptions, read_csv};
use regularization_lab::lab::{ClassWeight, Lab, Optimizer, Params, Preset};
use regularization_lab::model::{PenaltyKind, Point};
use script::{Case, assert_all_same, text};
use table::table;

fn lab(preset: Preset, change: impl FnOnce(&mut Params)) -> Lab {
    let mut params = Params::of(preset, table(preset)).unwrap();
    change(&mut params);
    Lab::new(params).unwrap()
}

/// A lab after 300 iterations, or fewer if the run has ended.
fn trained(preset: Preset, optimizer: Optimizer, penalty: PenaltyKind) -> Lab {
    let mut lab = lab(preset, |params| {
        params.data.standardize ^= penalty == PenaltyKind::L2;
        (params.trainer.optimizer, params.trainer.penalty) = (optimizer, penalty);
    });
    lab.step(300);
    lab
}

#[test]
#[ignore = "needs LAB_PYTHON; cargo xtask test sets it"]
fn every_preset_is_trained_to_the_same_numbers() {
    let optimizers =
        [Optimizer::GradientDescent, Optimizer::ProximalGradient, Optimizer::AcceleratedProximalGradient];
    // Every preset is combined with every optimizer and every penalty, and every optimizer with every penalty.
    let cases = Preset::ALL.iter().enumerate().flat_map(|(k, &preset)| {
        optimizers.into_iter().enumerate().map(move |(m, optimizer)| {
            let penalty = PenaltyKind::ALL[(k + m) % 4];
            let name = format!("{}-{}-{}", preset.name(), optimizer.name(), penalty.name());
            Case::new(name, trained(preset, optimizer, penalty))
        })
    });
    assert_all_same(&cases.collect::<Vec<_>>());
}

#[test]
#[ignore = "needs LAB_PYTHON; cargo xtask test sets it"]
fn every_preset_has_the_same_optimum_from_any_start() {
    let cases = Preset::ALL.iter().enumerate().flat_map(|(k, &preset)| {
        let penalty = PenaltyKind::ALL[1 + k % 3];
        let mut jumped = trained(preset, Optimizer::ProximalGradient, penalty);
        jumped.converge().unwrap();
        // The capped set stops at a residual of 0.001, before its optimum.
        let is_capped = preset == Preset::Capped;
        let exact =
            (!is_capped).then(|| trained(preset, Optimizer::CoordinateDescent, PenaltyKind::ALL[k % 4]));
        let labs = vec![("jumped", Some(jumped)), ("exact", exact)];
        labs.into_iter()
            .filter_map(move |(name, lab)| Some(Case::new(format!("{}-{name}", preset.name()), lab?)))
    });
    assert_all_same(&cases.collect::<Vec<_>>());
}

#[test]
#[ignore = "needs LAB_PYTHON; cargo xtask test sets it"]
fn tables_all_rows_row_weights_label_smoothing_starts_and_earlier_iterations_are_in_the_script() {
    let weighted = lab(Preset::Easy, |params| {
        params.trainer.class_weight = ClassWeight::Balanced;
        params.trainer.label_smoothing = 0.1;
        let coef = vec![1.0, -0.5, 0.0, 0.25, 1e-7];
        params.trainer.initial = Some(Point { coef, intercept: -1.5 });
    });
    let own = |csv: &str| {
        let table = Rc::new(read_csv(csv, &CsvOptions::default()).unwrap());
        Lab::new(Params::of(Preset::Own, Some(table)).unwrap()).unwrap()
    };
    let rows = |target: fn(f64) -> f64| {
        let row = |i: u32| {
            let (a, b) = (f64::from(i * 37 % 101) / 7.0, f64::from(i * i % 53) - 20.0);
            format!("{a},{b},{}\n", target(a - 0.3 * b + f64::from(i * 13 % 17)))
        };
        "\"Größe, \"\"roh\"\"\",b,target\n".to_owned() + &(0..60).map(row).collect::<String>()
    };
    let (classes, numbers) = (own(&rows(|z| f64::from(z > 15.0))), own(&rows(|z| 0.1 * z)));
    let diverging = lab(Preset::Stress, |params| params.trainer.learning_rate = 40.0);
    let free = lab(Preset::Diabetes, |params| params.trainer.lambda = 0.0);
    let all_rows = lab(Preset::Easy, |params| params.data.split.test_size = 0.0);
    let through_zero = |preset, penalty| {
        lab(preset, |params| {
            params.trainer.model.fit_intercept = false;
            params.trainer.penalty = penalty;
        })
    };
    let mut labs = vec![
        ("zero-l1", through_zero(Preset::Easy, PenaltyKind::L1)),
        ("zero-l2", through_zero(Preset::Regression, PenaltyKind::L2)),
        ("zero-none", through_zero(Preset::Diabetes, PenaltyKind::None)),
    ];
    let with_factors = |preset, optimizer, penalty| {
        lab(preset, |params| {
            let width = params.data.make().unwrap().train.n_features();
            let factors = [2.5, 1.0, f64::INFINITY, 0.0, 0.3].into_iter().cycle().take(width).collect();
            params.trainer.model = params.trainer.model.clone().with_penalty_factor(factors);
            (params.trainer.optimizer, params.trainer.penalty) = (optimizer, penalty);
        })
    };
    for (k, (preset, penalty)) in [
        (Preset::Easy, PenaltyKind::L1),
        (Preset::Regression, PenaltyKind::ElasticNet),
        (Preset::Diabetes, PenaltyKind::L2),
        (Preset::Prostate, PenaltyKind::L1),
    ]
    .into_iter()
    .enumerate()
    {
        let name = ["factors-l1", "factors-elasticnet", "factors-l2", "factors-prostate"][k];
        labs.push((name, with_factors(preset, Optimizer::ALL[k], penalty)));
    }
    let all_numbers = lab(Preset::Prostate, |params| params.data.split.test_size = 0.0);
    let exchanged = lab(Preset::BreastCancer, |params| params.data.pos_label = 0);
    let birds = |i: u32| format!("{},{},{}\n", i * 37 % 101, i % 13, ["Ad", "Ge", "Ch"][i as usize % 3]);
    let birds = "mass,wing,bird\n".to_owned() + &(0..60).map(birds).collect::<String>();
    let options = CsvOptions { positive: Some("Ch".to_owned()), ..CsvOptions::default() };
    let table = Rc::new(read_csv(&birds, &options).unwrap());
    let mut params = Params::of(Preset::Own, Some(table)).unwrap();
    params.data.pos_label = 2;
    labs.extend(vec![
        ("all-rows", all_rows),
        ("all-numbers", all_numbers),
        ("exchanged", exchanged),
        ("birds", Lab::new(params).unwrap()),
        ("weighted", weighted),
        ("classes", classes),
        ("own-numbers", numbers),
        ("diverging", diverging),
        ("free", free),
    ]);
    let mut cases: Vec<Case> = Vec::new();
    for (name, mut lab) in labs {
        lab.step(200);
        cases.push(Case::new(name, lab));
    }
    let mut back = lab(Preset::Easy, |_| {});
    back.step(150);
    back.converge().unwrap();
    back.show_iteration(90);
    cases.push(Case::new("looking-back", back));
    assert_all_same(&cases);
}

#[test]
fn a_script_states_when_it_cannot_repeat_the_run() {
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
    assert!(text(&lab).contains("has jumped to the exact optimum"));
    params.trainer.lambda = 1.0;
    lab.set(params).unwrap();
    assert!(text(&lab).contains("were changed"));
}

//! The data sets of the page: scikit-learn's numbers, runs that do not diverge, and ranges of recipe parameters.

#[path = "common/table.rs"]
mod table;

use std::rc::Rc;

use regularization_lab::data::{CsvOptions, CsvTable, Dataset, Task};
use regularization_lab::lab::{
    Change, ClassWeight, DataParams, Kind, Lab, LabData, Optimizer, Params, Preset, Recipe,
    RequiredComputations, Source,
};
use regularization_lab::model::PenaltyKind;
use regularization_lab::solve::Status;
use serde_json::Value;
use table::table;

fn params(preset: Preset) -> Params {
    Params::of(preset, table(preset)).unwrap()
}

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(|number| number.as_f64().unwrap()).collect()
}

#[track_caller]
fn assert_close(actual: &[f64], expected: &[f64], what: &str) {
    assert_eq!(actual.len(), expected.len(), "{what}: length");
    for (a, e) in actual.iter().zip(expected) {
        assert!((a - e).abs() <= 1e-11 * e.abs().max(1.0), "{what}: {a} is not {e}");
    }
}

/// `tests/fixtures/presets.json`: generator, split and scaler of scikit-learn with each preset's numbers.
#[test]
fn presets_are_scikit_learns_data() {
    let text = include_str!("fixtures/presets.json");
    let fixture: Value = serde_json::from_str(text).unwrap();
    let expected = fixture["presets"].as_object().unwrap();
    for preset in Preset::ALL {
        let Some(set) = expected.get(preset.name()) else {
            // The lab's own generators have no counterpart in scikit-learn, and tests/reference/tables.rs has the textbooks' tables.
            let is_of_a_book =
                preset.builtin().is_some_and(|table| table.file().split('.').next_back() == Some("csv"));
            let is_own = matches!(preset, Preset::Twins | Preset::Valley);
            assert!(is_own || is_of_a_book, "{preset:?} is not in the fixture");
            continue;
        };
        let LabData { train, test, .. } = params(preset).data.make().unwrap();
        let test = test.unwrap();
        let name = preset.name();
        for (part, data) in [("train", &train), ("test", &test)] {
            let shape = [data.n_samples() as f64, data.n_features() as f64];
            assert_eq!(numbers(&set[format!("shape_{part}")]), shape, "{name} {part}");
            let p = data.n_features();
            let mean_square = |j: usize| {
                data.x().iter().skip(j).step_by(p).map(|x| x * x).sum::<f64>() / data.n_samples() as f64
            };
            let squares: Vec<f64> = (0..p).map(mean_square).collect();
            assert_close(&squares, &numbers(&set[format!("mean_square_{part}")]), name);
        }
        assert_close(train.row(0), &numbers(&set["first_train_row"]), name);
        assert_close(test.row(test.n_samples() - 1), &numbers(&set["last_test_row"]), name);
        assert_close(&train.y()[..40.min(train.n_samples())], &numbers(&set["y_train"]), name);
        let last = test.n_samples().saturating_sub(40);
        assert_close(&test.y()[last..], &numbers(&set["y_test"]), name);
        let sums = [train.y(), test.y()].map(|y| y.iter().sum());
        assert_close(&sums, &numbers(&set["y_sum"]), name);
    }
}

/// Table 3.3 of *The Elements of Statistical Learning*: least squares on its 67 training rows has test error 0.521.
#[test]
fn prostate_is_split_as_in_its_book() {
    let mut params = params(Preset::Prostate);
    params.trainer.penalty = PenaltyKind::None;
    let mut lab = Lab::new(params).unwrap();
    while lab.refine() {}
    lab.converge().unwrap();
    let test = lab.trainer().test().unwrap();
    assert_eq!((lab.trainer().train().n_samples(), test.n_samples()), (67, 30));
    let predicted = lab.trainer().predict(test.x()).unwrap();
    let squares = predicted.iter().zip(test.y()).map(|(z, y)| (z - y).powi(2));
    let error = squares.sum::<f64>() / 30.0;
    assert!((error - 0.521_274).abs() < 1e-6, "{error}");
}

#[test]
fn every_preset_trains_under_every_penalty_without_diverging() {
    for preset in Preset::ALL {
        for penalty in PenaltyKind::ALL {
            let mut params = params(preset);
            params.trainer.penalty = penalty;
            let mut lab = Lab::new(params).unwrap();
            let start = lab.scores().objective;
            lab.step(500);
            let status = lab.trainer().status();
            assert!(
                !matches!(status, Status::Diverged | Status::Stalled),
                "{preset:?}, {penalty:?}: {}",
                lab.trainer().message()
            );
            let now = lab.scores();
            assert!(now.objective < start, "{preset:?}, {penalty:?}: {} after {start}", now.objective);
            let rate = lab.params().trainer.learning_rate;
            assert!(rate > 0.0 && rate <= lab.trainer().stable_learning_rate(), "{preset:?}: {rate}");
        }
    }
}

#[test]
fn a_preset_sets_training_parameters_and_the_next_one_resets_them() {
    let mut params = Params::of(Preset::Stress, None).unwrap();
    params.trainer.lambda = 3.0;
    params.choose(DataParams::of(Preset::Twins, None).unwrap());
    assert_eq!(params.trainer.lambda, 3.0, "a value that was set stays");
    params.choose(DataParams::of(Preset::Capped, None).unwrap());
    assert_eq!(
        (params.trainer.penalty, params.trainer.lambda, params.trainer.max_iter, params.trainer.tolerance),
        (PenaltyKind::L2, 0.01, 20, Some(1e-3))
    );
    let mut lab = Lab::new(params.clone()).unwrap();
    assert_eq!((lab.step(100), lab.trainer().status()), (20, Status::MaxIter));
    params.choose(DataParams::of(Preset::Diabetes, table(Preset::Diabetes)).unwrap());
    assert_eq!(params.trainer.optimizer, Optimizer::AcceleratedProximalGradient);
    params.trainer.class_weight = ClassWeight::None;
    params.choose(DataParams::of(Preset::Easy, None).unwrap());
    let page = Params::default().trainer;
    assert_eq!(
        (params.trainer.penalty, params.trainer.lambda, params.trainer.optimizer, params.trainer.max_iter),
        (page.penalty, page.lambda, page.optimizer, page.max_iter)
    );
    let error = DataParams::of(Preset::BreastCancer, None).unwrap_err().to_string();
    assert_eq!(error, "the table of \"breast-cancer\" is not there yet");
    let error = DataParams::of(Preset::Own, None).unwrap_err().to_string();
    assert_eq!(error, "there is no table of your own yet; give one as a CSV");
}

#[test]
fn balanced_class_weights_are_reset_for_a_regression() {
    let mut params = params(Preset::Imbalanced);
    params.trainer.class_weight = ClassWeight::Balanced;
    let mut lab = Lab::new(params.clone()).unwrap();
    lab.set_required(RequiredComputations { path: true, folds: true, ..RequiredComputations::default() });
    while lab.refine() {}
    assert!(lab.path_and_folds().one_se().is_none(), "the folds do not weigh classes");
    assert!(!lab.path_and_folds().kept().is_empty());
    params.choose(DataParams::of(Preset::Regression, None).unwrap());
    Lab::new(params).unwrap();
}

#[test]
fn valley_optimum_is_at_an_end_under_l1_and_in_the_middle_under_l2() {
    let optimum = |penalty: PenaltyKind| {
        let mut params = params(Preset::Valley);
        params.trainer.penalty = penalty;
        let mut lab = Lab::new(params).unwrap();
        while lab.refine() {}
        lab.snapshot().optimum.unwrap().point.coef.clone()
    };
    let (l1, l2) = (optimum(PenaltyKind::L1), optimum(PenaltyKind::L2));
    assert!((l1[0] - 4.0).abs() < 0.3 && l1[1] == 0.0, "{l1:?}");
    // On the valley of x1 ≈ 2 x2, the point nearest to 0 has weights in the ratio 2 : 1.
    assert!((l2[0] / l2[1] - 2.0).abs() < 0.05, "{l2:?}");
}

#[test]
fn every_recipe_parameter_changes_the_data() {
    for preset in Preset::ALL {
        let old = params(preset);
        for parameter in old.data.parameters() {
            let mut new = old.clone();
            let other = if parameter.value == parameter.low { parameter.high } else { parameter.low };
            new.data.set(parameter.name, other).unwrap();
            assert_eq!(new.change_from(&old), Change::Regenerate, "{preset:?}: {}", parameter.name);
        }
        for change in [
            |data: &mut DataParams| data.set_random_state(5),
            |data: &mut DataParams| data.standardize = !data.standardize,
            |data: &mut DataParams| data.split.stratify = !data.split.stratify,
        ] {
            let mut new = old.clone();
            change(&mut new.data);
            assert_eq!(new.change_from(&old), Change::Regenerate, "{preset:?}");
        }
        assert_eq!(old.clone().change_from(&old), Change::None, "{preset:?}");
    }
}

/// Both ends of every slider make data that can be trained on, so dragging a slider is never rejected.
#[test]
fn both_ends_of_every_slider_are_accepted() {
    for preset in Preset::ALL {
        let old = params(preset);
        for parameter in old.data.parameters() {
            for end in [parameter.low, parameter.high] {
                let mut new = old.clone();
                new.data.set(parameter.name, end).unwrap();
                let made = new.data.make();
                assert!(made.is_ok(), "{preset:?}, {} = {end}: {}", parameter.name, made.unwrap_err());
                let LabData { train, .. } = made.unwrap();
                if train.x().len() > 20_000 {
                    continue;
                }
                let mut lab =
                    Lab::new(new).unwrap_or_else(|e| panic!("{preset:?}, {} = {end}: {e}", parameter.name));
                lab.step(50);
                assert_ne!(
                    lab.trainer().status(),
                    Status::Diverged,
                    "{preset:?}, {} = {end}",
                    parameter.name
                );
            }
        }
    }
}

#[test]
fn recipe_parameters_out_of_range_are_rejected_with_a_message_and_the_lab_is_unchanged() {
    let recipe = |change: fn(&mut Recipe)| {
        let mut recipe = Recipe::default();
        change(&mut recipe);
        recipe.check().map_err(|error| error.to_string())
    };
    for (result, expected) in [
        (recipe(|r| r.n_samples = 5), "n_samples must be a whole number between 20 and 5000; got 5"),
        (recipe(|r| r.n_features = 501), "n_features must be a whole number between 1 and 500; got 501"),
        (
            recipe(|r| (r.n_informative, r.n_redundant, r.n_features) = (5, 3, 4)),
            "n_features must be at least 8, for 5 informative and 3 redundant ones; got 4",
        ),
        (recipe(|r| r.n_informative = 1), "n_informative must be a whole number between 2 and 500; got 1"),
        (
            recipe(|r| (r.n_samples, r.n_features) = (2000, 500)),
            "n_samples must be at most 1000 with 500 features (500,000 values in all); got 2000",
        ),
        (
            recipe(|r| (r.kind, r.n_features, r.degree) = (Kind::Polynomial, 10, 4)),
            "degree must be such that there are at most 500 features; got 4, which makes 1000",
        ),
        (recipe(|r| r.class_sep = -1.0), "class_sep must be between 0 and 10; got -1"),
        (recipe(|r| r.flip_y = f64::NAN), "flip_y must be between 0 and 1; got NaN"),
        (recipe(|r| r.weight_0 = 1.0), "weight_0 must be between 0.05 and 0.95; got 1"),
        (recipe(|r| (r.kind, r.rho) = (Kind::Correlated, 1.5)), "rho must be between 0 and 1; got 1.5"),
        (
            recipe(|r| (r.kind, r.n_noise) = (Kind::Correlated, 5000)),
            "n_noise must be such that there are at most 500 features; got 5000, which makes 5006",
        ),
    ] {
        assert_eq!(result.unwrap_err(), expected);
    }
    let mut lab = Lab::new(params(Preset::Easy)).unwrap();
    lab.step(30);
    let mut bad = lab.params().clone();
    bad.data.set("n_features", 2.0).unwrap();
    lab.set(bad.clone()).unwrap_err();
    bad.data = lab.params().data.clone();
    let error = bad.data.set("n_features", 2.5).unwrap_err().to_string();
    assert_eq!(error, "n_features must be a whole number between 1 and 500; got 2.5");
    let error = bad.data.set("rho", 0.5).unwrap_err().to_string();
    assert_eq!(error, "rho must be left out: these data have no such number; got 0.5");
    let error = bad.data.set("n_feature", 5.0).unwrap_err().to_string();
    assert_eq!(
        error,
        "recipe parameter must be one of n_samples, n_features, n_informative, n_redundant, degree, class_sep, \
         flip_y, weight_0, n_groups, group_size, n_noise, rho, noise; got \"n_feature\""
    );
    let error = bad.data.set("test_size", 1.5).unwrap_err().to_string();
    assert_eq!(error, "test_size must be between 0 and 0.95; got 1.5");
    bad.data.split.test_size = 1.5;
    lab.set(bad).unwrap_err();
    assert_eq!((lab.trainer().n_iter(), lab.trainer().train().n_features()), (30, 5));
}

#[test]
fn learning_rate_depends_on_the_data_unless_it_was_set() {
    let mut lab = Lab::new(params(Preset::Imbalanced)).unwrap();
    let scaled = lab.params().trainer.learning_rate;
    let mut raw = lab.params().clone();
    raw.data.standardize = false;
    lab.set(raw.clone()).unwrap();
    let unscaled = lab.params().trainer.learning_rate;
    assert!(unscaled < scaled && unscaled <= lab.trainer().stable_learning_rate());
    raw.data.standardize = true;
    lab.set(raw.clone()).unwrap();
    assert_eq!(lab.params().trainer.learning_rate, scaled);
    raw.trainer.learning_rate = 0.3;
    raw.rate_follows_data = false;
    raw.data.standardize = false;
    lab.set(raw).unwrap();
    assert_eq!(lab.params().trainer.learning_rate, 0.3);
}

#[test]
fn own_csv_has_its_column_names_and_unknown_feature_roles() {
    let text = "id,age,dose,outcome\na,41,1.5,well\nb,57,0.5,ill\nc,33,2.5,well\nd,61,0.1,ill\ne,44,1.0,well\nf,58,0.4,ill\n";
    let csv = CsvTable::read(text, &CsvOptions::default()).unwrap();
    let options = CsvOptions { without: vec!["id".into()], ..Default::default() };
    let own = csv.dataset(&options).unwrap();
    assert_eq!(own.feature_names(), ["age", "dose"]);
    let mut params = Params::of(Preset::Own, Some(Rc::new(own))).unwrap();
    assert!(params.data.split.stratify && params.data.standardize);
    let lab = Lab::new(params.clone()).unwrap();
    assert_eq!((lab.trainer().train().n_samples(), lab.snapshot().truth.len()), (4, 0));
    // The seed of a table determines its split.
    let split = params.data.make().unwrap();
    params.data.set_random_state(1);
    assert_ne!(params.data.make().unwrap(), split);
    // A word in every row is an identifier, with or without the option.
    assert_eq!(csv.dataset(&CsvOptions::default()).unwrap().feature_names(), ["age", "dose"]);
}

#[test]
fn a_regression_table_is_not_stratified() {
    let data =
        Dataset::new((0..40).map(f64::from).collect(), (0..20).map(f64::from).collect(), 2, Task::Regression);
    let params = Params::of(Preset::Own, Some(Rc::new(data.unwrap()))).unwrap();
    assert!(!params.data.split.stratify && matches!(params.data.source, Source::Table(_)));
    let mut lab = Lab::new(params).unwrap();
    lab.step(200);
    assert_ne!(lab.trainer().status(), Status::Diverged);
}

#[test]
fn a_table_with_a_single_row_of_a_class_is_split_without_regard_to_classes() {
    let (x, mut y) = ((0..30).map(f64::from).collect(), vec![0.0; 30]);
    y[3] = 1.0;
    let table = Rc::new(Dataset::new(x, y, 1, Task::Classification).unwrap());
    let data = DataParams::of(Preset::Own, Some(table)).unwrap();
    assert!(!data.split.stratify);
    assert_eq!(data.make().unwrap().train.n_samples(), 21);
}

#[test]
fn presets_set_the_penalty_of_their_source_document() {
    for (preset, lambda) in [(Preset::Regression, 51.2), (Preset::Imbalanced, 1.0), (Preset::Diabetes, 35.3)]
    {
        let mut params = Params::default();
        (params.trainer.penalty, params.trainer.lambda) = (PenaltyKind::L2, 7.0);
        params.choose(DataParams::of(preset, table(preset)).unwrap());
        assert_eq!((params.trainer.penalty, params.trainer.lambda), (PenaltyKind::L1, lambda), "{preset:?}");
    }
}

/// The cells of the rows of `docs/sources.md` that name this preset.
fn rows_about(preset: Preset) -> Vec<Vec<&'static str>> {
    let sources = include_str!("../docs/sources.md");
    let rows = sources.lines().filter(|line| line.starts_with("| "));
    let cells = rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    let name = format!("`{}`", preset.name());
    cells.filter(|cells| cells.iter().any(|cell| cell.contains(&name))).collect()
}

#[test]
fn the_sources_describe_the_presets_as_they_are() {
    for preset in Preset::ALL {
        let name = preset.name();
        let rows = rows_about(preset);
        let source =
            preset.description().split_once("(S-").unwrap_or_else(|| panic!("{name} names no source")).1;
        let source = format!("S-{}", source.split([',', ')', '–']).next().unwrap());
        assert!(
            rows.iter().any(|row| row[0] == source),
            "{name}: docs/sources.md shows {source} with other data"
        );
        let row = rows.iter().find(|row| row.len() == 5 && row[0].contains('`'));
        let [_, shape, _, split, standardized] = row.unwrap_or_else(|| panic!("{name} is not described"))[..]
        else {
            unreachable!("it has five cells");
        };
        let (n_samples, n_features) = match (preset.recipe(), table(preset)) {
            (Some(recipe), _) => (recipe.n_samples, recipe.width()),
            (None, table) => table.map(|table| (table.n_samples(), table.n_features())).unwrap(),
        };
        assert_eq!(shape, format!("{n_samples} × {n_features}"), "{name}");
        let stratified = if preset.split().stratify { ", stratified" } else { "" };
        assert_eq!(split, format!("{}{stratified}", preset.split().test_size), "{name}");
        assert_eq!(standardized == "yes", preset.is_standardized(), "{name}");
    }
}

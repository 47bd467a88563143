//! The state of a lab in a link: what is written reads back, and whatever is read, the good is taken and the rest is said.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use regularization_lab::charts::{
    CONTROLS, LAST_ITERATION, Link, MAX_LINK_BYTES, PANELS, PanelInfo, Scale, THEMES,
};
use regularization_lab::data::Task;
use regularization_lab::lab::{BookmarkOrigin, Lab, Optimizer, ParamValue, Preset};
use regularization_lab::model::{PenaltyKind, Scoring};

#[path = "common/table.rs"]
mod table;

fn good(hash: &str) -> Link {
    let (link, problems) = Link::read(hash);
    assert_eq!(problems, Vec::<String>::new(), "{hash}");
    link
}

fn problems(hash: &str) -> Vec<String> {
    Link::read(hash).1
}

fn panels() -> Vec<&'static str> {
    PANELS.iter().map(|panel: &PanelInfo| panel.name).collect()
}

/// Random links, each number within the range that its data give it.
fn links() -> impl Strategy<Value = Link> {
    let shape = (
        select(Preset::ALL.to_vec()),
        select(PenaltyKind::ALL.to_vec()),
        select(Optimizer::ALL.to_vec()),
        prop_oneof![Just(0.0), 0.0..1e12, (-3.0..3.0_f64).prop_map(|x| 10_f64.powf(x)), Just(5e-324)],
        0.0..=1.0,
        proptest::option::of((-9.0..9.0_f64).prop_map(|x| 10_f64.powf(x))),
        any::<(bool, bool, bool, u32)>(),
        vec(0.0..1.0_f64, 8),
    );
    let look = (
        0..=LAST_ITERATION,
        proptest::option::of(subsequence(panels(), 1..=PANELS.len()).prop_shuffle()),
        proptest::option::of(subsequence(CONTROLS.to_vec(), 1..=CONTROLS.len()).prop_shuffle()),
        select(THEMES.map(|(name, _)| name).to_vec()),
        select(Scale::ALL.to_vec()),
        1.0..120_000.0,
        vec(any::<prop::sample::Index>(), PANELS.len()),
        any::<bool>(),
    );
    (shape, look).prop_map(|(shape, look)| {
        let (preset, penalty, optimizer, lambda, l1_ratio, learning_rate, flags, shares) = shape;
        let (n_iter, panels, controls, theme, scale, speed, views, at_optimum) = look;
        let (standardize, balanced, stratify, random_state) = flags;
        let base = Link::of(preset);
        let is_regression = base.scoring == Some(Scoring::NegMse);
        let (numbers, width) = match preset.recipe() {
            // The ranges of the sliders go with the other numbers, so one at a time; what makes too many values is left out.
            Some(mut recipe) => {
                for (k, name) in recipe.names().enumerate() {
                    let parameter = recipe.parameters()[k];
                    let value = parameter.low + shares[k % 8] * (parameter.high - parameter.low);
                    let is_real = parameter.step != 1.0 && !name.starts_with("n_");
                    let mut changed = recipe.clone();
                    changed.set(name, if is_real { value } else { value.floor() }).unwrap();
                    recipe = if changed.check().is_ok() { changed } else { recipe };
                }
                (recipe.numbers().collect(), recipe.width())
            }
            None => (Vec::new(), 0),
        };
        let with_views = PANELS.iter().filter(|panel| !panel.views.is_empty());
        let views =
            with_views.zip(views).map(|(panel, k)| (panel.name, panel.views[k.index(panel.views.len())].0));
        let mut params: Vec<(&'static str, ParamValue)> = vec![
            ("penalty", penalty.name().into()),
            ("lambda", f64::into(lambda)),
            ("l1_ratio", f64::into(l1_ratio)),
            ("optimizer", optimizer.name().into()),
            ("fit_intercept", (!balanced).into()),
            ("standardize", standardize.into()),
            ("random_state", f64::from(random_state).into()),
            ("test_size", if stratify && balanced { 0.0 } else { 0.05 + 0.9 * shares[0] }.into()),
            ("stratify", (stratify && !is_regression).into()),
            ("pos_label", if balanced && !is_regression { 0.0 } else { 1.0 }.into()),
        ];
        params.extend(learning_rate.map(|rate| ("learning_rate", rate.into())));
        params.extend((balanced && !is_regression).then_some(("class_weight", "balanced".into())));
        params.extend(numbers.into_iter().map(|(name, value): (_, f64)| (name, value.into())));
        Link {
            data: Some(preset),
            params,
            n_iter: Some(n_iter),
            at_optimum,
            bookmark: at_optimum.then_some(BookmarkOrigin {
                n_iter,
                penalty,
                lambda,
                l1_ratio,
                is_of_run: balanced,
            }),
            panels,
            controls,
            theme: Some(theme),
            scale: Some(scale),
            speed: Some(speed),
            penalty_factor: (!balanced && width > 1)
                .then(|| (0..width).map(|j| [1.0, 0.0, 2.5, f64::INFINITY][(j + n_iter) % 4]).collect()),
            // These two may have been given a single feature.
            pair: (balanced && !matches!(preset, Preset::Twins | Preset::Polynomial)).then_some((1, 0)),
            start: balanced.then_some((lambda, -0.1 * l1_ratio)),
            views: views.collect(),
            scoring: Some(if is_regression { Scoring::R2 } else { Scoring::Auc }),
            has_own_table: false,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

    #[test]
    fn a_written_link_reads_back_equal(link in links()) {
        let hash = link.write();
        prop_assert!(hash.len() <= MAX_LINK_BYTES, "{} bytes: {}", hash.len(), hash);
        let start = format!("v=1&data={}&penalty=", link.preset().name());
        prop_assert!(hash.starts_with(&start));
        prop_assert!(hash.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"&=+-._:".contains(&byte)), "{}", hash);
        let (read, problems) = Link::read(&hash);
        prop_assert_eq!(&problems, &Vec::<String>::new(), "{}", hash);
        prop_assert_eq!(read.complete(), link.complete(), "{}", &hash);
        prop_assert_eq!(read.write(), hash);
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in vec(any::<u8>(), 0..300)) {
        let (link, _) = Link::read(&String::from_utf8_lossy(&bytes));
        prop_assert!(link.complete().write().len() <= MAX_LINK_BYTES);
    }

    #[test]
    fn any_value_of_any_key_is_accepted_or_reported(
        key in select(vec!["v", "data", "penalty", "lambda", "l1-ratio", "optimizer", "learning-rate", "standardize",
            "class-weight", "random-state", "n-samples", "n-features", "n-informative", "n-redundant", "class-sep",
            "flip-y", "weight-0", "n-groups", "degree", "rho", "test-size", "stratify", "pos-label", "n-iter", "at",
            "panels", "controls", "theme", "scale", "speed", "pair", "start", "view-path", "scoring", "__proto__", "constructor"]),
        value in prop_oneof![
            select(vec!["NaN", "Infinity", "-Infinity", "inf", "1e999", "-1", "-0", "1e-400", "", " ", "+", "0x10", "%00",
                "true", "__proto__", "<script>", "\u{202e}", "%F0%9F%A6%80", "0+0", "0+999", "1.5", "4294967296"])
                .prop_map(str::to_owned),
            "[^&#]{0,60}",
        ],
    ) {
        let (link, problems) = Link::read(&format!("v=1&penalty=l2&{key}={value}&lambda=3"));
        for problem in &problems {
            prop_assert!(problem.chars().count() < 400 && !problem.contains('\n'), "{}", problem);
        }
        if !["penalty", "lambda"].contains(&key) {
            prop_assert_eq!((link.get("penalty"), link.get("lambda")), (Some("l2".into()), Some(3.0.into())));
        }
        prop_assert_eq!(good(&link.write()).complete(), link.complete());
        if link.preset().builtin().is_none() {
            prop_assert!(link.params(None).is_ok());
        }
    }
}

#[test]
fn the_initial_state_of_a_preset_has_a_short_link() {
    for preset in Preset::ALL {
        let link = Link::of(preset);
        let hash = link.write();
        let [penalty, lambda] = ["penalty", "lambda"].map(|name| link.get(name).unwrap().text());
        assert_eq!(hash, format!("v=1&data={}&penalty={penalty}&lambda={lambda}", preset.name()));
        assert_eq!(good(&hash).complete(), link);
    }
}

#[test]
fn a_link_opens_the_lab_of_its_preset() {
    for preset in Preset::ALL {
        let params = Link::of(preset).params(table::table(preset)).unwrap();
        let lab = Lab::new(params.clone()).unwrap();
        let page =
            Lab::new(regularization_lab::lab::Params::of(preset, table::table(preset)).unwrap()).unwrap();
        assert_eq!(lab.params().trainer, page.params().trainer, "{}", preset.name());
        assert_eq!(lab.trainer().train().x(), page.trainer().train().x(), "{}", preset.name());
        // A learning rate that equals the default of the data is left out where that is known.
        let rate = lab.params().trainer.learning_rate;
        let hash = Link::of(preset).with("learning_rate", rate).write();
        let again = Lab::new(good(&hash).params(table::table(preset)).unwrap()).unwrap();
        assert_eq!(again.params().trainer.learning_rate, lab.params().trainer.learning_rate);
        if preset == Preset::Stress {
            assert!(!hash.contains("learning-rate"), "{hash}");
        }
        if let Some(builtin) = preset.builtin() {
            let table = table::table(preset).unwrap();
            assert_eq!((builtin.n_features(), builtin.task()), (table.n_features(), table.task()));
        }
        assert_eq!(lab.trainer().train().task() == Task::Regression, lab.scorings()[0] == Scoring::NegMse);
    }
}

#[test]
fn every_part_of_the_grammar_is_read() {
    let hash = "#v=1&data=stress&penalty=elasticnet&lambda=2.5&l1-ratio=0.3&optimizer=gradient-descent&learning-rate=1e-3\
        &standardize=true&class-weight=balanced&random-state=7&n-samples=600&n-features=60&n-informative=5&n-redundant=2\
        &class-sep=1.5&flip-y=0.05&weight-0=0.6&test-size=0.4&stratify=true&n-iter=1240&at=optimum\
        &panels=geometry+path%20comparison,sweep&controls=lambda+play&theme=dark&scale=linear&speed=480&pair=0+7&start=-0.5+1e-7\
        &view-path=norm&view-cross-validation=surface&scoring=auc";
    let link = good(hash);
    assert_eq!(link.data, Some(Preset::Stress));
    let given: [(&str, ParamValue); 16] = [
        ("penalty", "elasticnet".into()),
        ("lambda", 2.5.into()),
        ("l1_ratio", 0.3.into()),
        ("optimizer", "gradient-descent".into()),
        ("learning_rate", 0.001.into()),
        ("class_weight", "balanced".into()),
        ("standardize", true.into()),
        ("random_state", 7.0.into()),
        ("test_size", 0.4.into()),
        ("stratify", true.into()),
        ("n_samples", 600.0.into()),
        ("n_features", 60.0.into()),
        ("n_informative", 5.0.into()),
        ("n_redundant", 2.0.into()),
        ("class_sep", 1.5.into()),
        ("flip_y", 0.05.into()),
    ];
    assert_eq!(link.params[..16], given);
    assert_eq!(link.params[16..], [("weight_0", 0.6.into())]);
    assert_eq!((link.n_iter, link.at_optimum), (Some(1240), true));
    assert_eq!(link.panels, Some(vec!["geometry", "path", "comparison", "sweep"]));
    assert_eq!(link.controls, Some(vec!["lambda", "play"]));
    assert_eq!((link.theme, link.scale, link.speed), (Some("dark"), Some(Scale::Linear), Some(480.0)));
    assert_eq!(link.pair, Some((0, 7)));
    assert_eq!(link.start, Some((-0.5, 1e-7)));
    assert_eq!(link.views, [("path", "norm"), ("cross-validation", "surface")]);
    assert_eq!(link.scoring, Some(Scoring::Auc));
}

#[test]
fn invalid_parts_are_reported_and_left_out() {
    let said = [
        ("lambda=-1", "lambda must be between 0 and 1e100; got -1"),
        ("penalty-factor=3", "penalty-factor must be features with their factors, as in 0:2.5+7:inf; got 3"),
        (
            "penalty-factor=0:x",
            "penalty-factor must be features with their factors, as in 0:2.5+7:inf; got 0:x",
        ),
        ("penalty-factor=0:-1", "penalty-factor must be between 0 and Infinity; got -1"),
        ("penalty-factor=1:NaN", "penalty-factor must be between 0 and Infinity; got NaN"),
        ("penalty-factor=100:2", "penalty-factor must be factors of features 0 to 99; got 100:2"),
        ("lambda=NaN", "lambda must be a number between 0 and 1e100; got NaN"),
        ("lambda=1e999", "lambda must be a number between 0 and 1e100; got 1e999"),
        ("test-size=1e400", "test-size must be a number between 0 and 0.95; got 1e400"),
        ("speed=1e400", "speed must be a number between 1 and 120000; got 1e400"),
        ("lambda=", "lambda must be a number between 0 and 1e100; got "),
        ("l1-ratio=2", "l1-ratio must be between 0 and 1; got 2"),
        ("learning-rate=0", "learning-rate must be above 0 and at most 1e9; got 0"),
        ("penalty=elastic", "penalty must be one of none, l2, elasticnet, l1; got elastic"),
        ("n-iter=1000001", "n-iter must be a whole number between 0 and 1000000; got 1000001"),
        ("n-iter=2.5", "n-iter must be a whole number between 0 and 1000000; got 2.5"),
        ("random-state=-7", "random-state must be a whole number between 0 and 4294967295; got -7"),
        ("standardize=yes", "standardize must be one of true, false; got yes"),
        ("test-size=1", "test-size must be between 0 and 0.95; got 1"),
        ("n-samples=3", "n-samples must be a whole number between 20 and 5000; got 3"),
        ("n-groups=3", "n-groups must be left out: these data have no such number; got 3"),
        ("n-features=2", "n-features must be at least 3, for 3 informative and 0 redundant ones; got 2"),
        ("pair=0+100", "pair must be two different features of 0 … 99; got 0 and 100"),
        ("start=1", "start must be two weights, as in 0.5+-1.2; got 1"),
        ("start=1+x", "start must be two weights, as in 0.5+-1.2; got 1+x"),
        ("start=1e51+0", "start must be between -1e50 and 1e50; got 1e51"),
        ("pair=x", "pair must be two features, as in 0+7; got x"),
        ("at=end", "at must be optimum; got end"),
        ("speed=0", "speed must be between 1 and 120000; got 0"),
        ("scale=log", "scale must be one of sqrt, linear; got log"),
        ("view-path=x", "view-path must be one of lambda, norm, deviance, strips; got x"),
        ("scoring=r2", "scoring must be one of neg-log-loss, accuracy, auc; got r2"),
        ("color=red", "color must be a key that links have; there is none of this name"),
        ("__proto__=1", "__proto__ must be a key that links have; there is none of this name"),
        ("hello", "hello must be followed by = and its value"),
        ("theme=%ff", "theme=%ff must be UTF-8 with % as in %20 or %25"),
        ("v=2", "v must be 1; got 2, of which only what 1 knows is read"),
        ("lambda=3&lambda=4&lambda=5", "lambda must be given once; the first one counts"),
    ];
    for (part, sentence) in said {
        assert_eq!(problems(part), [sentence], "{part}");
    }
    // Control characters, and letters that reverse the order of the message, are not repeated.
    assert_eq!(
        problems("theme=a%0Ab%E2%80%AEc"),
        ["theme must be one of auto, light, dark, projector; got a\u{fffd}b\u{fffd}c"]
    );
    let told = problems(&format!("theme={}", "x".repeat(500)));
    assert_eq!(told, [format!("theme must be one of auto, light, dark, projector; got {}…", "x".repeat(40))]);
}

#[test]
fn regressions_have_no_classes() {
    let (link, said) = Link::read(
        "data=diabetes&class-weight=balanced&stratify=true&pos-label=0&scoring=auc&n-samples=100&pair=0+9",
    );
    assert_eq!(
        said,
        [
            "class-weight must be \"none\" for a regression; got \"balanced\"",
            "scoring must be one of neg-mse, r2; got auc",
            "stratify must be false for a regression; got true",
            "pos-label must be left out for a regression; got 0",
            "n-samples must be left out: a table has no such number; got 100",
        ]
    );
    assert_eq!((link.data, link.pair), (Some(Preset::Diabetes), Some((0, 9))));
}

#[test]
fn one_invalid_recipe_parameter_does_not_discard_the_others() {
    // Fewer features need fewer informative ones first.
    let (link, said) =
        Link::read("data=imbalanced&n-features=10&n-informative=5&n-redundant=2&flip-y=7&n-samples=300");
    assert_eq!(said, ["flip-y must be between 0 and 1; got 7"]);
    let params = link.params(None).unwrap();
    let recipe = params.data.recipe().unwrap();
    assert_eq!(
        (recipe.n_features, recipe.n_informative, recipe.n_redundant, recipe.n_samples),
        (10, 5, 2, 300)
    );
    let (link, said) = Link::read("data=easy&n-informative=9&n-samples=100");
    assert_eq!(
        said,
        [
            "n-informative does not go with the others: n-features must be at least 9, for 9 informative and 0 redundant ones; got 5"
        ]
    );
    assert_eq!(link.params, [("n_samples", 100.0.into())]);
}

#[test]
fn own_csv_is_not_part_of_a_link() {
    let (link, said) = Link::read("v=1&data=csv&lambda=4&n-samples=100&pair=7+8&n-iter=10");
    assert_eq!(
        said,
        ["data must be one that the lab brings; got csv, a table of one's own, which is not part of a link"]
    );
    assert_eq!(link, Link { n_iter: Some(10), has_own_table: true, ..Link::default().with("lambda", 4.0) });
    // A link of such a state shows the message when it is opened.
    assert_eq!(link.write(), "v=1&data=csv&penalty=l1&lambda=4&n-iter=10");
}

#[test]
fn lists_keep_their_known_names() {
    let (link, said) = Link::read("panels=path+nothing+path+geometry+%3Cb%3E&controls=knob");
    assert_eq!(link.panels, Some(vec!["path", "geometry"]));
    assert_eq!(link.controls, None);
    assert_eq!(said.len(), 2);
    let last = PANELS.last().unwrap().name;
    assert!(said[0].ends_with(&format!("{last}; got nothing, <b>")), "{}", said[0]);
    assert_eq!(said[1], format!("controls must be among {}; got knob", CONTROLS.join(", ")));
}

#[test]
fn long_links_are_not_read_and_many_problems_are_counted() {
    let long = format!("lambda=3&{}", "x".repeat(MAX_LINK_BYTES));
    let (link, said) = Link::read(&long);
    assert_eq!(link, Link::default());
    assert_eq!(said, ["the link must have at most 8192 bytes; got 8201, and nothing was read"]);
    let many: Vec<String> = (0..100).map(|k| format!("k{k}=1")).collect();
    let (link, said) = Link::read(&format!("lambda=3&{}", many.join("&")));
    assert_eq!((link.get("lambda"), said.len()), (Some(3.0.into()), 12));
    assert_eq!(said[11], "89 more parts of the link were left out");
}

#[test]
fn an_empty_link_is_valid() {
    for hash in ["", "#", "&", "#&&", "v=1"] {
        assert_eq!(good(hash), Link::default(), "{hash:?}");
    }
}

//! Page, exported panel and poster have the same texts: for every panel, view and preset, also of an earlier iteration.

use regularization_lab::Error;
use regularization_lab::charts::{
    Catalogue, ComparisonTable, Link, PANELS, PanelInfo, PanelText, Poster, caption, panel_text,
};
use std::rc::Rc;

use regularization_lab::data::{Dataset, Task};
use regularization_lab::lab::{
    DataParams, Lab, Optimizer, Optimum, Params, Preset, RequiredComputations, Snapshot, TaskErrors,
};
use regularization_lab::model::{PenaltyKind, Point};

#[path = "common/table.rs"]
mod table;

/// The views of a panel; an empty name where there is only one.
fn views(panel: &PanelInfo) -> Vec<&'static str> {
    if panel.views.is_empty() { vec![""] } else { panel.view_names() }
}

/// The lab of a poster after `n_iter` iterations, with all computations of all views.
fn lab(link: &Link, n_iter: usize, is_complete: bool) -> Lab {
    let mut lab = Lab::new(link.params(table::table(link.preset())).unwrap()).unwrap();
    let needs = PANELS.iter().flat_map(|panel| views(panel).into_iter().map(|view| (panel.needs)(view)));
    lab.set_required(needs.fold(RequiredComputations::NONE, RequiredComputations::and));
    lab.step(n_iter);
    while is_complete && lab.refine() {}
    lab
}

/// The texts in the page.
fn shown(lab: &Lab, panel: &str, view: &str) -> PanelText {
    panel_text(panel, view, (lab, &lab.snapshot()), &Catalogue::ENGLISH).unwrap()
}

/// Asserts that every text of every panel and view is complete, and that the exported panel has the same texts.
fn assert_exports_have_the_same_texts(lab: &Lab, state: &str) {
    for info in &PANELS {
        let panel = info.name;
        for view in views(info) {
            let PanelText { title, aid, number, description, note, .. } = shown(lab, panel, view);
            let (exported, _) = caption(panel, view, lab);
            assert_eq!(title, info.title, "{panel} {view} of {state}");
            assert_eq!((exported.value, exported.noun), number, "{panel} {view} of {state}");
            assert_eq!(
                (&exported.title, &exported.description, &exported.note),
                (&title, &description, &note),
                "{panel} {view} of {state}"
            );
            for text in [&title, &aid, &description, &note, &number.1] {
                let is_whole =
                    !text.contains(['{', '}', '\n']) && !text.contains("NaN") && !text.contains("  ");
                assert!(is_whole && text.trim() == text.as_str(), "{panel} {view} of {state}: {text:?}");
            }
            assert!(
                aid.ends_with(['.', '?']) && aid.chars().count() <= 90,
                "{panel} {view} of {state}: {aid}"
            );
            assert!(description.ends_with('.'), "{panel} {view} of {state}: {description}");
        }
    }
}

/// The texts of an SVG, unescaped, with the lines of a reading aid joined.
fn texts(svg: &str) -> String {
    let read = |text: &str| text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let pieces = svg.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| read(text));
    pieces
        .filter(|text| !text.trim().is_empty())
        .map(|text| text.trim().to_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn exported_panels_have_the_texts_of_the_page_for_every_preset() {
    for preset in Preset::ALL.into_iter().filter(|preset| *preset != Preset::Own) {
        let link = Link::of(preset);
        assert_exports_have_the_same_texts(&lab(&link, 0, false), &format!("{} before a run", preset.name()));
        let mut lab = lab(&link, 60, false);
        assert_exports_have_the_same_texts(&lab, &format!("{} while it is computed", preset.name()));
        lab.show_iteration(20);
        assert_exports_have_the_same_texts(&lab, &format!("{} looked back at", preset.name()));
    }
}

#[test]
fn panels_of_a_lab_in_which_all_rows_train_have_no_test_values() {
    for data in ["easy", "make-regression"] {
        let (link, problems) = Link::read(&format!("data={data}&test-size=0&penalty=l1&lambda=2&n-iter=60"));
        assert_eq!(problems, Vec::<String>::new());
        let lab = lab(&link, 60, true);
        assert_exports_have_the_same_texts(&lab, &format!("{data}, all rows"));
        for info in PANELS.iter().filter(|info| info.name != "calibration") {
            for view in views(info) {
                let PanelText { number, description, .. } = shown(&lab, info.name, view);
                let said = format!("{} {description}", number.1);
                assert!(!said.contains("test"), "{} {view} of {data}: {said}", info.name);
            }
        }
        let columns = ComparisonTable::new(&lab, &Catalogue::ENGLISH).columns;
        assert!(columns.iter().all(|column| !["test", "auc", "loss"].contains(&column.key)));
    }
}

#[test]
fn exported_panels_have_the_texts_of_the_page_under_every_penalty() {
    for kind in PenaltyKind::ALL {
        let (mut link, _) = Link::read(&format!("data=two-features&penalty={}&lambda=2", kind.name()));
        link = link.with("standardize", false);
        let mut lab = lab(&link, 200, true);
        assert_exports_have_the_same_texts(&lab, kind.name());
        lab.set_bookmark();
        lab.show_iteration(50);
        assert_exports_have_the_same_texts(&lab, &format!("{} looked back at", kind.name()));
    }
}

#[test]
fn posters_have_the_texts_of_the_page() {
    for data in ["two-features", "diabetes"] {
        let hash = format!("data={data}&penalty=elasticnet&lambda=2&n-iter=200");
        let whole = lab(&Link::read(&hash).0, 200, true);
        for info in &PANELS {
            let panel = info.name;
            for view in views(info) {
                let view_of = if view.is_empty() { String::new() } else { format!("&view-{panel}={view}") };
                let (link, problems) = Link::read(&format!("{hash}&panels={panel}{view_of}"));
                assert!(problems.is_empty(), "{problems:?}");
                // Wide enough for texts of one line.
                let poster = Poster { width: Some(1200.0), ..Poster::default() };
                let (svg, problems) = poster.draw(&link, table::table(link.preset())).unwrap();
                assert!(problems.is_empty(), "{problems:?}");
                let (said, text) = (texts(&svg), shown(&whole, panel, view));
                for part in
                    [&text.title, &text.aid, &text.number.0, &text.number.1, &text.note, &text.description]
                {
                    assert!(
                        said.contains(part.as_str()),
                        "{panel} {view} of {data}: {part:?} is not in {said}"
                    );
                }
            }
        }
    }
}

#[test]
fn an_error_of_a_task_is_the_note_of_every_panel_that_requires_it_and_of_no_other() {
    let lab = lab(&Link::of(Preset::Easy), 10, true);
    let error = Error::Data("the rows are too few".to_owned());
    let snapshot = lab.snapshot();
    let errors = TaskErrors { comparison: Some(&error), halves: Some(&error), ..TaskErrors::default() };
    let failed = Snapshot { errors, ..snapshot };
    for info in &PANELS {
        let note = |snapshot| panel_text(info.name, "", (&lab, snapshot), &Catalogue::ENGLISH).unwrap().note;
        let needs = (info.needs)("");
        let expected = if needs.comparison || needs.resampling { error.to_string() } else { note(&snapshot) };
        assert_eq!(note(&failed), expected, "{}", info.name);
    }
}

#[test]
fn an_earlier_iteration_has_its_own_numbers_in_number_description_and_footer() {
    let (link, _) = Link::read("data=easy&penalty=l1&lambda=3");
    let mut lab = lab(&link, 300, true);
    let (now, _) = caption("trajectories", "", &lab);
    assert!(now.parameters.ends_with("iteration 300"), "{}", now.parameters);
    lab.show_iteration(100);
    let (then, _) = caption("trajectories", "", &lab);
    assert!(then.parameters.ends_with("iteration 100"), "{}", then.parameters);
    assert!(then.description.contains("over 100 iterations"), "{}", then.description);
    let brier = |lab: &Lab| shown(lab, "calibration", "").number.0;
    let earlier = brier(&lab);
    lab.show_iteration(300);
    assert_ne!(brier(&lab), earlier, "the score is that of the weights that are shown");
}

#[test]
fn a_focused_weight_is_the_key_number_of_every_panel_on_the_page_and_of_no_exported_one() {
    let mut lab = lab(&Link::of(Preset::Easy), 50, false);
    lab.focus_feature(Some(0));
    let snapshot: Snapshot<'_> = lab.snapshot();
    for panel in PANELS.iter().map(|panel| panel.name).filter(|panel| *panel != "comparison") {
        let text = panel_text(panel, "", (&lab, &snapshot), &Catalogue::ENGLISH).unwrap();
        assert_eq!(text.number.1, "= w0, noise", "{panel}");
        assert_ne!(caption(panel, "", &lab).0.noun, text.number.1, "{panel}");
    }
    assert_eq!(panel_text("no-such-panel", "", (&lab, &snapshot), &Catalogue::ENGLISH), None);
}

#[test]
fn numbers_of_the_stress_set_are_those_of_the_article() {
    let (link, _) = Link::read("data=stress&penalty=l1&lambda=1");
    let lab = lab(&link, 1240, true);
    let number = |panel| shown(&lab, panel, "").number;
    let said = |value: &str, noun: &str| (value.to_owned(), noun.to_owned());
    assert_eq!(number("trajectories"), said("42", "of 100 weights survive"));
    assert_eq!(number("sparsity"), said("58", "exactly zero; 94 at the optimum"));
    assert_eq!(number("geometry"), said("4.09", "allowed by λ = 1"));
    assert_eq!(number("priors"), said("1.41", "= σ; √2/σ = λ"));
    assert_eq!(number("histogram"), said("58", "at exactly 0"));
    assert_eq!(number("pull").0, "1");
    assert!(number("pull").1.starts_with("on w43; ") && number("pull").1.ends_with(" under L2"));
}

#[test]
fn a_footer_has_the_parameters() {
    let footer = |hash: &str| caption("sparsity", "", &lab(&Link::read(hash).0, 3, false)).0.parameters;
    let twins = "data=twins&standardize=true&penalty=elasticnet&lambda=0.25&l1-ratio=0.7&optimizer=proximal-gradient&learning-rate=0.05";
    assert_eq!(
        footer(twins),
        "Twins, standardized, elastic net, l1_ratio 0.7, λ = 0.25, proximal gradient, learning rate 0.05, iteration 3"
    );
    let through_zero = footer("data=twins&fit-intercept=false&lambda=1");
    assert!(through_zero.contains("λ = 1, no intercept, proximal gradient"), "{through_zero}");
    let free = footer("data=twins&standardize=false&penalty=none&optimizer=coordinate-descent");
    assert!(free.starts_with("Twins, no penalty, coordinate descent, iteration "), "{free}");
}

/// Two equal columns: the note names the optimum that is shown, and a run that ends elsewhere is said to.
#[test]
fn many_optima_are_noted() {
    let table = |signs: [f64; 2]| {
        let x = (0..60).flat_map(|i| signs.map(|sign| sign * f64::from(i % 11)));
        let y = (0..60).map(|i| f64::from(i % 11) + f64::from(i % 7)).collect();
        Dataset::new(x.collect(), y, 2, Task::Regression).unwrap()
    };
    let lab = |start: Option<Point>| {
        let mut params = Params::default();
        params.choose(DataParams::of(Preset::Own, Some(Rc::new(table([1.0, 1.0])))).unwrap());
        params.trainer.penalty = PenaltyKind::L1;
        params.trainer.optimizer = Optimizer::ProximalGradient;
        params.trainer.initial = start;
        let mut lab = Lab::new(params).unwrap();
        lab.step(3_000);
        while lab.refine() {}
        lab
    };
    let from_zero = lab(None);
    let text = shown(&from_zero, "trajectories", "");
    assert_eq!(text.note, "Of many optima the one of least norm is shown.");
    assert!(text.aid.contains("least norm"), "{}", text.aid);
    assert!(text.description.contains("least norm"), "{}", text.description);
    assert_eq!(shown(&from_zero, "sparsity", "").note, text.note);
    let elsewhere = lab(Some(Point { coef: vec![3.0, 0.0], intercept: 0.0 }));
    assert!(shown(&elsewhere, "trajectories", "").note.contains("the run is at another one"));
}

/// A KKT residual above the promise is given in place of the certificate.
#[test]
fn an_optimum_without_a_certificate_is_not_called_exact() {
    let lab = lab(&Link::of(Preset::Easy), 20, true);
    let mut snapshot = lab.snapshot();
    let optimum = Optimum { kkt_residual: 2.8e-4, is_certified: false, ..snapshot.optimum.unwrap().clone() };
    snapshot.optimum = Some(&optimum);
    let text = panel_text("sparsity", "", (&lab, &snapshot), &Catalogue::ENGLISH).unwrap();
    assert_eq!(text.note, "The optimum is known to a KKT residual of 0.00028.");
    assert!(!text.description.contains("exact optimum"), "{}", text.description);
}

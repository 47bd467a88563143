//! Pictures of hand-written snapshots: marks are finite, countable, and labels do not cover each other.

mod bookmark;
#[path = "../common/fonts.rs"]
mod fonts;
mod geometry;
mod path;
mod penalties;
mod rows;
mod sheet;
#[path = "../common/table.rs"]
mod table;
mod validation;
mod whole_page;

use std::rc::Rc;

use fonts::Family;
use regularization_lab::charts::{
    BiasVariancePanel, BoundaryPanel, CalibrationPanel, Color, GeometryPanel, HAIRLINE, HistogramPanel,
    Layer, Layers, LedgerPanel, Mark, Paint, Panel, PathPanel, PriorsPanel, PullPanel, Scale, SparsityPanel,
    StabilityPanel, Stroke, Style, Theme, TrajectoriesPanel, UNITS, ValidationPanel, WeightsPanel, svg,
};
use regularization_lab::data::{Dataset, Task, Truth};
use regularization_lab::lab::{
    Counts, History, Lab, ObjectiveTerms, Optimizer, Optimum, Params, Preset, Repeats, RequiredComputations,
    Slice, Snapshot, TaskErrors, ValidationSurface,
};
use regularization_lab::model::{PenaltyKind, Point, Scoring};
use regularization_lab::solve::{PathPoint, Spread, Status, ValidationCurve};
use table::table;

/// What a snapshot borrows from.
struct Scene {
    history: History,
    point: Point,
    truth: Vec<Truth>,
    names: Vec<String>,
    optimum: Option<Optimum>,
    path: Vec<PathPoint>,
    validation: Option<ValidationCurve>,
    slice: Option<Slice>,
    train: Dataset,
    test: Dataset,
    repeats: Repeats,
    unpenalized: Point,
    n_iter: usize,
}

impl Scene {
    /// `n_features` weights, the first informative, running towards 2 (noise: up and back to 0) for `n_iter` iterations.
    fn new(n_features: usize, n_iter: usize) -> Self {
        let truth: Vec<Truth> =
            (0..n_features).map(|j| if j == 0 { Truth::Informative } else { Truth::Noise }).collect();
        let mut history = History::new(n_features);
        for iteration in 0..=n_iter {
            history.record(iteration, &Self::weights(n_features, iteration), &truth, terms(iteration));
        }
        let mut at_optimum = Point::zeros(n_features);
        at_optimum.coef[0] = 2.0;
        Self {
            point: Self::weights(n_features, n_iter),
            names: (0..n_features).map(|j| format!("x{j}")).collect(),
            optimum: Some(Optimum {
                counts: Counts::of(&at_optimum.coef, &truth),
                terms: terms(usize::MAX),
                point: at_optimum,
                kkt_residual: 0.0,
            }),
            path: path(n_features),
            validation: Some(validation()),
            slice: Some(bowl()),
            train: rows(n_features, 40),
            test: rows(n_features, 30),
            repeats: repeats(n_features),
            unpenalized: Point { coef: vec![0.7; n_features], intercept: 0.1 },
            history,
            truth,
            n_iter,
        }
    }

    fn weights(n_features: usize, iteration: usize) -> Point {
        let t = iteration as f64 / 100.0;
        let weight = |j: usize| match j {
            0 => 2.0 * (1.0 - (-t).exp()),
            _ => 0.3 * (j as f64).sin() * t * (1.0 - t).max(0.0),
        };
        Point { coef: (0..n_features).map(weight).collect(), intercept: 0.0 }
    }

    fn snapshot(&self) -> Snapshot<'_> {
        Snapshot {
            run: 0,
            n_iter: self.n_iter,
            status: Status::Running,
            point: &self.point,
            counts: Counts::of(&self.point.coef, &self.truth),
            terms: terms(self.n_iter),
            feature_names: &self.names,
            truth: &self.truth,
            history: self.history.past(usize::MAX),
            end_iter: self.n_iter,
            optimum: self.optimum.as_ref(),
            has_no_optimum: self.optimum.is_none(),
            penalty: PenaltyKind::L1,
            lambda: 1.0,
            l1_ratio: 0.5,
            path: &self.path,
            path_version: 1,
            validation: self.validation.as_ref(),
            scoring: Scoring::NegLogLoss,
            compared: None,
            bookmark: None,
            focused: None,
            slice: self.slice.as_ref(),
            loss_slope: (-0.1, 0.02),
            penalty_slope: (0.1, 0.0),
            train: &self.train,
            test: Some(&self.test),
            halves: Some(&self.repeats),
            bootstraps: Some(&self.repeats),
            why_no_folds: None,
            validation_surface: None,
            start_trajectory: None,
            errors: TaskErrors::default(),
        }
    }
}

/// A loss that falls, and a penalty that rises to a fifth of it.
fn terms(iteration: usize) -> ObjectiveTerms {
    let left = (-(iteration.min(100_000) as f64) / 100.0).exp();
    ObjectiveTerms {
        loss: 0.1 + 0.6 * left,
        l1: 0.02 * (1.0 - left),
        l2: 0.0,
        test_loss: Some(0.15 + 0.55 * left),
    }
}

/// Weights that come in one after the other as λ falls from 1000 to 0.001: the first at λ = 300, each next one half a decade later;
/// the more there is of them, the more they explain.
fn path(n_features: usize) -> Vec<PathPoint> {
    let at = |k: usize| {
        let decades = 3.0 - k as f64 / 10.0;
        let weight = |j: usize| {
            let size = (2.5 - 0.5 * j as f64 - decades).max(0.0);
            if j.is_multiple_of(2) { size } else { -0.4 * size }
        };
        let point = Point { coef: (0..n_features).map(weight).collect(), intercept: 0.0 };
        let explained = 1.0 - 1.0 / (1.0 + point.norm1());
        PathPoint { lambda: 10_f64.powf(decades), point, kkt_residual: 0.0, explained }
    };
    (0..=60).map(at).collect()
}

/// A log-loss that is least at λ = 0.1 and within one standard error up to λ = 1, from four folds.
fn validation() -> ValidationCurve {
    let lambdas: Vec<f64> = (0..=60).map(|k| 10_f64.powf(3.0 - f64::from(k) / 10.0)).collect();
    let loss = |lambda: &f64| 0.1 + 0.01 * (lambda.log10() + 1.0).powi(2);
    let mean: Vec<f64> = lambdas.iter().map(|lambda| -loss(lambda)).collect();
    let of_fold = |f: usize| mean.iter().map(|score| score * (0.85 + 0.1 * f as f64)).collect();
    ValidationCurve {
        std: vec![0.02; lambdas.len()],
        standard_error: vec![0.0101; lambdas.len()],
        train_mean: mean.iter().map(|score| 0.8 * score).collect(),
        fold_scores: (0..4).map(of_fold).collect(),
        best_index: 40,
        one_se_index: 30,
        lambdas,
        mean,
    }
}

/// Rows on a grid; the class is mostly the sign of the first feature.
fn rows(n_features: usize, n: usize) -> Dataset {
    let value = |i: usize, j: usize| ((7 * i + 3 * j + i * j) % 11) as f64 / 2.5 - 2.0;
    let x = (0..n).flat_map(|i| (0..n_features).map(move |j| value(i, j))).collect();
    let y = (0..n).map(|i| f64::from((value(i, 0) > 0.0) != (i % 9 == 0))).collect();
    Dataset::new(x, y, n_features, Task::Classification).unwrap()
}

/// Variance that falls with λ, bias that rises with it; weight j survives in a share 1 − j/20 of the draws.
fn repeats(n_features: usize) -> Repeats {
    let at = |k: usize| {
        let decades = 3.0 - k as f64 / 4.0;
        let (bias, variance) = (0.02 + 0.03 * 10_f64.powf(decades / 3.0), 0.02 * 10_f64.powf(-decades / 3.0));
        let selection = (0..n_features).map(|j| (1.0 - j as f64 / 20.0).max(0.0)).collect();
        Spread { lambda: 10_f64.powf(decades), bias, variance, error: bias + variance, selection }
    };
    let spread = (0..=24).map(at).collect();
    Repeats { spread, n_done: 12, n_draws: 60, is_running: true, version: 3 }
}

/// A round bowl around (3, 1) with the diamond of size 2 in front of it.
fn bowl() -> Slice {
    let size = (41, 41);
    let at = |k: usize| -4.0 + 8.0 * k as f64 / 40.0;
    let loss = (0..41 * 41).map(|k| (at(k % 41) - 3.0).powi(2) + (at(k / 41) - 1.0).powi(2)).collect();
    Slice {
        pair: (0, 1),
        domain: [-4.0, 4.0, -4.0, 4.0],
        size,
        loss,
        optimum: Some((2.0, 0.0)),
        optimum_loss: 2.0,
        least: Some((3.0, 1.0)),
        toward_least: None,
        radius: 2.0,
        allowance: 2.0,
        l1_ratio: Some(1.0),
        is_exact: true,
    }
}

fn style(size: (f64, f64)) -> Style {
    style_in(Family::Liberation, size)
}

fn style_in(family: Family, size: (f64, f64)) -> Style {
    Style {
        theme: Theme::LIGHT,
        size,
        device_pixel_ratio: 1.0,
        scale: Scale::SquareRoot,
        measure: Rc::new(move |text, font| family.width(text, font)),
    }
}

/// Name, panel, and the size it has on a wide screen.
type Sized = (&'static str, Box<dyn Panel>, (f64, f64));

fn panels() -> Vec<Sized> {
    vec![
        ("trajectories", Box::new(TrajectoriesPanel::default()), (504.0, 316.0)),
        ("sparsity", Box::new(SparsityPanel::default()), (504.0, 148.0)),
        ("ledger", Box::new(LedgerPanel::default()), (504.0, 150.0)),
        ("cross-validation", Box::new(ValidationPanel::default()), (392.0, 236.0)),
        ("sweep", Box::new(ValidationPanel::sweep()), (392.0, 236.0)),
        ("weights", Box::new(WeightsPanel::default()), (392.0, 148.0)),
        ("path", Box::new(PathPanel::default()), (392.0, 260.0)),
        ("pull", Box::new(PullPanel::default()), (392.0, 212.0)),
        ("priors", Box::new(PriorsPanel::default()), (392.0, 212.0)),
        ("histogram", Box::new(HistogramPanel::default()), (392.0, 212.0)),
        ("bias-variance", Box::new(BiasVariancePanel::default()), (392.0, 236.0)),
        ("stability", Box::new(StabilityPanel::default()), (504.0, 236.0)),
        ("calibration", Box::new(CalibrationPanel), (504.0, 260.0)),
        ("boundary", Box::new(BoundaryPanel::default()), (392.0, 300.0)),
        ("geometry", Box::new(GeometryPanel::default()), (392.0, 392.0)),
    ]
}

/// Every family with everything that `all` returns.
fn in_both_families<T>(all: impl Fn() -> Vec<T>) -> impl Iterator<Item = (Family, T)> {
    Family::ALL.into_iter().flat_map(move |family| all().into_iter().map(move |one| (family, one)))
}

fn draw(panel: &mut dyn Panel, snapshot: &Snapshot<'_>, style: &Style) -> Layers {
    let mut layers = Layers::new(style.clone());
    panel.draw(snapshot, style, &mut layers, true).unwrap();
    layers
}

/// Every mark of all layers with its points, and what its texts cover.
fn for_every_mark(layers: &Layers, mut look: impl FnMut(&Mark, &[(i32, i32)])) {
    for layer in layers.all() {
        let surface = layer.surface.borrow();
        for mark in surface.marks() {
            match mark {
                Mark::Line { points, .. } | Mark::Area { points, .. } => look(mark, surface.points(points)),
                _ => look(mark, &[]),
            }
        }
    }
}

fn count(layers: &Layers, is_counted: impl Fn(&Mark) -> bool) -> usize {
    let mut n = 0;
    for_every_mark(layers, |mark, _| n += usize::from(is_counted(mark)));
    n
}

fn texts(layers: &Layers) -> String {
    let mut all = String::new();
    for layer in layers.all() {
        let surface = layer.surface.borrow();
        for mark in surface.marks() {
            if let Mark::Text { text, .. } = mark {
                all.push_str(surface.text(*text));
                all.push('|');
            }
        }
    }
    all
}

/// Left, top, right, bottom of every line of text, neighbouring runs joined: its advance and the height of its ink.
fn text_boxes(layers: &Layers, family: Family) -> Vec<([f64; 4], String)> {
    let mut boxes: Vec<([f64; 4], String)> = Vec::new();
    for layer in layers.all() {
        let surface = layer.surface.borrow();
        for mark in surface.marks() {
            let Mark::Text { at, text, font, .. } = mark else { continue };
            let (x, y) = (f64::from(at.0) / UNITS, f64::from(at.1) / UNITS);
            let text = surface.text(*text);
            let (above, below) = family.ink(text, *font);
            let rect = [x, y - above, x + family.width(text, *font), y + below];
            match boxes.last_mut() {
                Some((last, line)) if (last[2] - x).abs() < 0.1 && (last[3] - y).abs() < 6.0 => {
                    *last = [last[0], last[1].min(rect[1]), rect[2], last[3].max(rect[3])];
                    line.push_str(text);
                }
                _ => boxes.push((rect, text.to_owned())),
            }
        }
    }
    boxes
}

fn assert_no_label_covers_another(layers: &Layers, family: Family, name: &str) {
    let boxes = text_boxes(layers, family);
    assert!(boxes.len() >= 4, "{name} has only {} labels", boxes.len());
    for (k, (a, text)) in boxes.iter().enumerate() {
        for (b, other) in &boxes[k + 1..] {
            let width = a[2].min(b[2]) - a[0].max(b[0]);
            let height = a[3].min(b[3]) - a[1].max(b[1]);
            assert!(
                width <= 1.0 || height <= 1.0,
                "{name} in {family:?}: {text:?} and {other:?} overlap by {width} × {height}"
            );
        }
    }
}

#[test]
fn every_coordinate_is_on_or_near_the_surface() {
    for n_features in [1, 2, 5, 100] {
        for n_iter in [0, 1, 60, 700] {
            let mut scene = Scene::new(n_features, n_iter);
            scene.slice = scene.slice.filter(|_| n_features > 1);
            for (name, mut panel, size) in panels() {
                let layers = draw(panel.as_mut(), &scene.snapshot(), &style(size));
                for_every_mark(&layers, |mark, points| {
                    for (x, y) in points {
                        let near = |value: i32, side: f64| f64::from(value).abs() <= 4.0 * side * UNITS;
                        assert!(
                            near(*x, size.0) && near(*y, size.1),
                            "{name}, {n_features}, {n_iter}: {mark:?}"
                        );
                    }
                });
            }
        }
    }
}

#[test]
fn labels_do_not_cover_each_other() {
    for width in [358.0, 504.0, 640.0] {
        for n_features in [2, 5, 100] {
            let scene = Scene::new(n_features, 140);
            for (family, (name, mut panel, (_, height))) in in_both_families(panels) {
                let layers = draw(panel.as_mut(), &scene.snapshot(), &style_in(family, (width, height)));
                let what = format!("{name} of {n_features} at {width} px");
                assert_no_label_covers_another(&layers, family, &what);
            }
        }
    }
}

#[test]
fn the_plane_of_former_data_is_removed() {
    let (many, mut one) = (Scene::new(10, 50), Scene::new(1, 50));
    one.slice = None;
    let style = style((392.0, 300.0));
    let (mut panel, mut layers) = (GeometryPanel::default(), Layers::new(style.clone()));
    layers.fit(&style);
    panel.draw(&many.snapshot(), &style, &mut layers, true).unwrap();
    assert!(!layers.axes.surface.borrow().marks().is_empty());
    layers.fit(&style);
    panel.draw(&one.snapshot(), &style, &mut layers, false).unwrap();
    assert!(
        layers.axes.surface.borrow().marks().is_empty() && layers.live.surface.borrow().marks().is_empty()
    );
}

#[test]
fn sparsity_counts_up_to_the_features_of_other_data() {
    let style = style((504.0, 148.0));
    let (mut panel, mut layers) = (SparsityPanel::default(), Layers::new(style.clone()));
    for (n_features, others) in [(101, "61"), (61, "101")] {
        layers.fit(&style);
        panel.draw(&Scene::new(n_features, 50).snapshot(), &style, &mut layers, false).unwrap();
        let texts = texts(&layers);
        assert!(texts.contains(&n_features.to_string()) && !texts.contains(others), "{n_features}: {texts}");
    }
}

#[test]
fn ticks_too_wide_for_their_margin_are_written_shorter() {
    for (factor, expected) in [(0.001, "−.001"), (1000.0, "−1k")] {
        let mut scene = Scene::new(9, 50);
        scene.path.iter_mut().flat_map(|at| &mut at.point.coef).for_each(|w| *w *= factor);
        let layers = draw(&mut PathPanel::default(), &scene.snapshot(), &style((392.0, 260.0)));
        assert!(texts(&layers).contains(expected), "{}", texts(&layers));
    }
}

/// No text is cut off at the edge of its panel.
fn assert_labels_are_inside(layers: &Layers, family: Family, (width, height): (f64, f64), name: &str) {
    for ([left, top, right, bottom], text) in text_boxes(layers, family) {
        let is_inside = left >= -1.0 && top >= -1.0 && right <= width + 1.0 && bottom <= height + 1.0;
        assert!(
            is_inside,
            "{name} in {family:?}: {text:?} at {left}, {top}, {right}, {bottom} of {width} × {height}"
        );
    }
}

#[test]
fn presets_are_drawn_without_covered_labels_once_they_have_run() {
    for preset in Preset::ALL {
        for penalty in PenaltyKind::ALL {
            let mut params = Params::of(preset, table(preset)).unwrap();
            params.trainer.penalty = penalty;
            let mut lab = Lab::new(params).unwrap();
            lab.set_needs(RequiredComputations {
                comparison: true,
                geometry: true,
                path: true,
                ..RequiredComputations::default()
            });
            lab.step(600);
            while lab.refine() {}
            for (family, (name, mut panel, size)) in in_both_families(panels) {
                let layers = draw(panel.as_mut(), &lab.snapshot(), &style_in(family, size));
                let what = format!("{name}, {preset:?}, {penalty:?}");
                if matches!(name, "trajectories" | "sparsity" | "path") {
                    assert_no_label_covers_another(&layers, family, &what);
                }
                assert_labels_are_inside(&layers, family, size, &what);
            }
        }
    }
}

#[test]
fn trajectories_have_a_line_for_every_weight_and_a_dot_for_every_named_optimum() {
    let scene = Scene::new(100, 300);
    let layers = draw(&mut TrajectoriesPanel::default(), &scene.snapshot(), &style((504.0, 316.0)));
    let trace = layers.trace.surface.borrow();
    let lines = trace.marks().iter().filter(|mark| matches!(mark, Mark::Line { .. })).count();
    assert_eq!(lines, 100);
    let informative = Theme::LIGHT.informative;
    let live = layers.live.surface.borrow();
    let dots =
        live.marks().iter().filter(|mark| matches!(mark, Mark::Disc { color, .. } if *color == informative));
    assert_eq!(dots.count(), 2, "one at the end of the curve, one at the optimum");
    drop((trace, live));
    let texts = texts(&layers);
    for expected in ["99 at zero", "1 informative", "2.00", "300"] {
        assert!(texts.contains(expected), "{expected} is not among {texts}");
    }
}

#[test]
fn a_run_that_goes_on_appends_and_one_that_starts_again_is_drawn_anew() {
    let style = style((504.0, 316.0));
    let mut panel = TrajectoriesPanel::default();
    let mut layers = Layers::new(style.clone());
    let (early, late) = (Scene::new(100, 60), Scene::new(100, 70));
    panel.draw(&early.snapshot(), &style, &mut layers, true).unwrap();
    assert_eq!(layers.trace.paint, Paint::Replace);
    layers.fit(&style);
    panel.draw(&late.snapshot(), &style, &mut layers, false).unwrap();
    assert_eq!((layers.axes.paint, layers.trace.paint), (Paint::Keep, Paint::Append));
    assert!(count(&layers, |mark| matches!(mark, Mark::Line { .. })) >= 100);
    layers.fit(&style);
    panel.draw(&Snapshot { run: 1, ..early.snapshot() }, &style, &mut layers, false).unwrap();
    assert_eq!(layers.trace.paint, Paint::Replace);
}

/// Pieces appended one after the other cover the same pixels as one whole line.
#[test]
fn appended_pieces_join_on_whole_pixels() {
    let style = style((504.0, 316.0));
    let mut panel = TrajectoriesPanel::default();
    let mut layers = Layers::new(style.clone());
    panel.draw(&Scene::new(3, 20).snapshot(), &style, &mut layers, true).unwrap();
    let end_of_trace = |layers: &Layers| {
        let surface = layers.trace.surface.borrow();
        let ends = surface.marks().iter().filter_map(|mark| match mark {
            Mark::Line { points, .. } => surface.points(points).last().copied(),
            _ => None,
        });
        ends.map(|(x, _)| x).max()
    };
    let first = end_of_trace(&layers).unwrap();
    assert_eq!(f64::from(first) % UNITS, 0.0);
    for n_iter in 21..80 {
        layers.fit(&style);
        panel.draw(&Scene::new(3, n_iter).snapshot(), &style, &mut layers, false).unwrap();
        if let Some(end) = end_of_trace(&layers).filter(|_| layers.trace.paint == Paint::Append) {
            assert_eq!(f64::from(end) % UNITS, 0.0, "after {n_iter}");
        }
    }
}

#[test]
fn geometry_shows_contours_ball_optimum_and_both_gradients() {
    let scene = Scene::new(2, 100);
    let layers = draw(&mut GeometryPanel::default(), &scene.snapshot(), &style((392.0, 392.0)));
    let theme = Theme::LIGHT;
    let lines_in =
        |color| count(&layers, |mark| matches!(mark, Mark::Line { stroke, .. } if stroke.color == color));
    assert!((8..=12).contains(&lines_in(theme.contour)), "{} contours", lines_in(theme.contour));
    let washes =
        count(&layers, |mark| matches!(mark, Mark::Area { color, .. } if *color == theme.lambda_wash));
    assert_eq!(washes, 1);
    let heads = |color| count(&layers, |mark| matches!(mark, Mark::Area { color: c, .. } if *c == color));
    assert_eq!((heads(theme.ink), heads(theme.lambda)), (1, 1), "arrow heads");
    let texts = texts(&layers);
    for expected in [
        "penalty ≤ ",
        "2.00",
        "loss pulls",
        "penalty pulls",
        "optimum at a corner:",
        " is exactly 0",
        "no penalty",
    ] {
        assert!(texts.contains(expected), "{expected} is not among {texts}");
    }
}

/// The optimum's contour passes through the corner of the ball and stays outside of it.
#[test]
fn contour_and_ball_touch() {
    let mut params = Params::of(Preset::TwoFeatures, None).unwrap();
    params.trainer.lambda = 4.0;
    let mut lab = Lab::new(params).unwrap();
    lab.set_needs(RequiredComputations { geometry: true, ..RequiredComputations::default() });
    while lab.refine() {}
    let snapshot = lab.snapshot();
    let slice = snapshot.slice.unwrap();
    let (u, v) = slice.optimum.unwrap();
    assert_eq!(v, 0.0);
    assert!((slice.ball_reach() - u.abs()).abs() < 1e-12, "the optimum is a corner of the ball");
    let [u0, u1, v0, v1] = slice.domain;
    let (nu, nv) = slice.size;
    let mut inside = 0;
    for (k, &loss) in slice.loss.iter().enumerate() {
        let x = u0 + (u1 - u0) * (k % nu) as f64 / (nu - 1) as f64;
        let y = v0 + (v1 - v0) * (k / nu) as f64 / (nv - 1) as f64;
        if x.abs() + y.abs() <= slice.allowance {
            assert!(loss >= slice.optimum_loss - 1e-12, "({x}, {y}) is allowed and fits better");
            inside += 1;
        }
    }
    assert!(inside > 50, "only {inside} nodes lie in the ball");
}

#[test]
fn without_an_optimum_the_gutter_shows_the_reason() {
    let mut scene = Scene::new(100, 50);
    scene.optimum = None;
    let layers = draw(&mut TrajectoriesPanel::default(), &scene.snapshot(), &style((504.0, 316.0)));
    assert!(texts(&layers).contains("there is none"), "{}", texts(&layers));
}

#[test]
fn a_lab_at_iteration_0_shows_a_hint() {
    let scene = Scene::new(100, 0);
    let layers = draw(&mut TrajectoriesPanel::default(), &scene.snapshot(), &style((504.0, 316.0)));
    assert!(texts(&layers).contains("Press play, or drag λ."));
}

#[test]
fn huge_weights_are_drawn_within_bounds() {
    for size in [1e-300, 1e12, 1e50, 1e308] {
        let mut scene = Scene::new(5, 3);
        scene.point.coef = vec![size, -size, 0.0, size / 3.0, 1.0];
        scene.optimum.as_mut().unwrap().point.coef = scene.point.coef.clone();
        for (name, mut panel, dimensions) in panels() {
            let layers = draw(panel.as_mut(), &scene.snapshot(), &style(dimensions));
            for_every_mark(&layers, |mark, points| {
                let is_far = |(x, y): &(i32, i32)| x.abs().max(y.abs()) > 20_000_000;
                assert!(!points.iter().any(is_far), "{name}, {size:e}: {mark:?}");
            });
        }
    }
}

#[test]
fn svg_is_well_formed_and_has_selectable_text() {
    let scene = Scene::new(5, 100);
    for (name, mut panel, size) in panels() {
        let layers = draw(panel.as_mut(), &scene.snapshot(), &style(size));
        let document = svg(&layers.all().map(|layer| &layer.surface));
        assert!(document.starts_with("<svg xmlns="), "{name}");
        assert_eq!(document.matches("<svg").count(), document.matches("</svg>").count(), "{name}");
        assert_eq!(document.matches("<text").count(), document.matches("</text>").count(), "{name}");
        assert!(!document.contains("NaN") && !document.contains("\"inf"), "{name}");
        assert!(document.matches("<text").count() >= 5, "{name}");
    }
}

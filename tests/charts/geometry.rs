//! Both views of the geometry: contours, ball, optimum and labels.

use super::*;

/// The column at 1280 px, an embed, a phone and a wide column.
pub const SIZES: [(f64, f64); 4] = [(392.0, 300.0), (320.0, 360.0), (504.0, 300.0), (760.0, 300.0)];
/// Those of two features, and of many whose classes are almost separable or not.
pub const PRESETS: [Preset; 4] = [Preset::Stress, Preset::Easy, Preset::TwoFeatures, Preset::Valley];

pub fn lab_of(preset: Preset, penalty: PenaltyKind, lambda: f64) -> Lab {
    let mut params = Params::of(preset, table(preset)).unwrap();
    params.trainer.penalty = penalty;
    params.trainer.lambda = lambda;
    let mut lab = Lab::new(params).unwrap();
    lab.set_required(RequiredComputations { geometry: true, ..RequiredComputations::default() });
    while lab.refine() {}
    lab
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
    lab.set_required(RequiredComputations { geometry: true, ..RequiredComputations::default() });
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
fn the_ball_reaches_at_45_degrees_what_its_formula_says() {
    let ball = |r, allowance| Slice { l1_ratio: Some(r), allowance, ..bowl() }.roundness().unwrap();
    for size in [1e-6, 0.5, 3.0, 1e6] {
        assert!((ball(1.0, size) - std::f64::consts::FRAC_1_SQRT_2).abs() < 1e-12, "L1");
        assert!((ball(0.0, size) - 1.0).abs() < 1e-12, "L2");
    }
    // r s + (1 − r)/2 s² = t along an axis, 2 r s + (1 − r) s² = t for both weights at s.
    let (r, t) = (0.5_f64, 3.0_f64);
    let axis = (-r + (r * r + 2.0 * (1.0 - r) * t).sqrt()) / (1.0 - r);
    let side = (-r + (r * r + (1.0 - r) * t).sqrt()) / (1.0 - r);
    assert!((ball(r, t) - 2_f64.sqrt() * side / axis).abs() < 1e-12);
    let grown: Vec<f64> = [0.01, 0.3, 3.0, 100.0].map(|t| ball(0.5, t)).to_vec();
    assert!(grown.is_sorted() && grown[0] < 0.72 && grown[3] > 0.93, "rounder as it grows: {grown:?}");
    assert_eq!(Slice { l1_ratio: None, ..bowl() }.roundness(), None);
    assert_eq!(Slice { allowance: 0.0, ..bowl() }.roundness(), None);
}

#[test]
fn the_roundness_label_is_shown_except_for_a_tiny_ball() {
    let said = |slice: Slice, width: f64| {
        let mut scene = Scene::new(2, 100);
        scene.slice = Some(Slice { least: None, ..slice });
        texts(&draw(&mut GeometryPanel::default(), &scene.snapshot(), &style((width, 400.0))))
    };
    assert!(said(bowl(), 640.0).contains("45°: |0.71| of the axis"), "{}", said(bowl(), 640.0));
    let round = Slice { l1_ratio: Some(0.0), ..bowl() };
    assert!(said(round, 640.0).contains("45°: |1.00| of the axis"));
    assert!(!said(bowl(), 358.0).contains("of the axis"), "no room for words");
    assert!(!said(Slice { allowance: 0.2, ..bowl() }, 640.0).contains("45°"));
    assert!(!said(Slice { l1_ratio: None, ..bowl() }, 640.0).contains("45°"));
}

#[test]
fn labels_of_both_views_are_inside_and_cover_nothing() {
    for preset in PRESETS.into_iter().chain([Preset::Twins, Preset::Diabetes]) {
        for penalty in PenaltyKind::ALL {
            for lambda in [0.0, 0.1, 1.0, 10.0, 1000.0] {
                let mut lab = lab_of(preset, penalty, lambda);
                lab.step(200);
                while lab.refine() {}
                for size in SIZES {
                    lab.set_plot_aspect(GeometryPanel::aspect(size));
                    lab.start_at(None);
                    while lab.refine() {}
                    let [u0, u1, v0, v1] = lab.snapshot().slice.unwrap().domain;
                    for view in ["constraint", "objective", "path"] {
                        if view == "path" {
                            lab.start_at(Some((u0 + 0.8 * (u1 - u0), v0 + 0.2 * (v1 - v0))));
                        }
                        let mut panel = GeometryPanel::default();
                        panel.choose_view(if view == "constraint" { view } else { "objective" }).unwrap();
                        let what = format!("{view} of {preset:?}, {penalty:?}, λ = {lambda}, {size:?}");
                        for family in Family::ALL {
                            let layers = draw(&mut panel, &lab.snapshot(), &style_in(family, size));
                            assert_labels_are_inside(&layers, family, size, &what);
                            assert_no_label_covers_another(&layers, family, &what);
                            if view == "constraint" {
                                assert_says_what_matters(&layers, &lab.snapshot(), &what);
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Labels that find no free place are left out; these always find one.
fn assert_says_what_matters(layers: &Layers, snapshot: &Snapshot<'_>, name: &str) {
    let (words, slice) = (texts(layers), snapshot.slice.unwrap());
    let has_ball = slice.l1_ratio.is_some() && slice.optimum.is_some();
    if has_ball {
        assert!(words.contains("exactly 0") || words.contains("neither is 0"), "{name}: {words}");
        assert!(slice.allowance == 0.0 || words.contains("penalty ≤ "), "{name}: {words}");
    }
    assert!(slice.least.is_none() || words.contains("least loss"), "{name}: {words}");
    assert!(slice.toward_least.is_none() || words.contains("further this way"), "{name}: {words}");
}

#[test]
fn a_least_loss_far_away_is_an_arrow_at_the_frame() {
    let mut scene = Scene::new(2, 100);
    scene.slice = Some(Slice { least: None, toward_least: Some((0.8, 0.6)), ..bowl() });
    let size = (392.0, 300.0);
    let layers = draw(&mut GeometryPanel::default(), &scene.snapshot(), &style(size));
    assert!(texts(&layers).contains("least loss without|penalty: further this way"), "{}", texts(&layers));
    let mut tips = Vec::new();
    for_every_mark(&layers, |mark, points| {
        if matches!(mark, Mark::Area { color, .. } if *color == Theme::LIGHT.ink) {
            tips.push((f64::from(points[0].0) / UNITS, f64::from(points[0].1) / UNITS));
        }
    });
    // From the optimum at (2, 0) on a plot of 8 × 8: 97 px to the right border, 149 px to the upper one.
    let is_at_border = |&(x, y): &(f64, f64)| (x - 385.0).abs() < 1.0 && (0.0..120.0).contains(&y);
    assert!(tips.iter().any(is_at_border), "{tips:?}");
}

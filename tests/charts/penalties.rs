//! Penalty and pull, priors, histogram.

use super::*;

/// Colour, width and whether it is dashed, of every curve of a model on the axes.
fn model_strokes(layers: &Layers) -> Vec<(Color, f64, bool)> {
    let Theme { none, l2, elastic_net, l1, .. } = Theme::LIGHT;
    let surface = layers.axes.surface.borrow();
    let line = |mark: &Mark| match mark {
        Mark::Line { stroke, .. } if [none, l2, elastic_net, l1].contains(&stroke.color) => {
            Some((stroke.color, stroke.width, !stroke.dash.is_empty()))
        }
        _ => None,
    };
    surface.marks().iter().filter_map(line).collect()
}

/// Centres of the discs of one colour on a layer, in CSS pixels.
fn discs(layer: &Layer, wanted: Color) -> Vec<(f64, f64)> {
    let surface = layer.surface.borrow();
    let disc = |mark: &Mark| match mark {
        Mark::Disc { center, color, .. } if *color == wanted => {
            Some((f64::from(center.0) / UNITS, f64::from(center.1) / UNITS))
        }
        _ => None,
    };
    surface.marks().iter().filter_map(disc).collect()
}

/// The points of the lines of one colour on a layer, in CSS pixels.
fn lines_of(layer: &Layer, wanted: Color) -> Vec<Vec<(f64, f64)>> {
    let surface = layer.surface.borrow();
    let pixels = |&(x, y): &(i32, i32)| (f64::from(x) / UNITS, f64::from(y) / UNITS);
    let line = |mark: &Mark| match mark {
        Mark::Line { points, stroke, .. } if stroke.color == wanted => {
            Some(surface.points(points).iter().map(pixels).collect())
        }
        _ => None,
    };
    surface.marks().iter().filter_map(line).collect()
}

#[test]
fn pull_has_curves_of_l1_and_l2_with_the_current_one_bold_and_a_dot_for_every_weight() {
    let theme = Theme::LIGHT;
    let scene = Scene::new(100, 60);
    let draw_under = |penalty| {
        let snapshot = Snapshot { penalty, ..scene.snapshot() };
        draw(&mut PullPanel::default(), &snapshot, &style((392.0, 212.0)))
    };
    let (l1, l2) = ((theme.l1, 2.25, false), (theme.l2, 1.25, true));
    let layers = draw_under(PenaltyKind::L1);
    assert_eq!(model_strokes(&layers), [l2, l2, l1, l1]);
    assert_eq!(discs(&layers.trace, theme.noise).len(), 2 * 99, "noise rides in both plots");
    assert_eq!(discs(&layers.live, theme.informative).len(), 2);
    assert_eq!(model_strokes(&draw_under(PenaltyKind::ElasticNet)).len(), 6);
    let none = draw_under(PenaltyKind::None);
    assert_eq!(model_strokes(&none).last(), Some(&(theme.none, 2.25, true)));
    assert!(texts(&none).contains("nothing pulls"));
    // When all noise weights are 0, they are one dot.
    let dead = Scene::new(100, 140);
    let layers = draw(&mut PullPanel::default(), &dead.snapshot(), &style((392.0, 212.0)));
    assert_eq!(discs(&layers.trace, theme.noise).len(), 2);
    assert!(texts(&layers).contains("99 held at 0"), "{}", texts(&layers));
}

/// Positions in the right plot are proportional to the derivative: constant for L1, λ times the weight for L2.
#[test]
fn dots_are_on_the_derivative_of_the_current_penalty() {
    let theme = Theme::LIGHT;
    let scene = Scene::new(2, 300);
    let w = scene.point.coef[0];
    for (penalty, share) in
        [(PenaltyKind::L1, 1.0), (PenaltyKind::L2, w), (PenaltyKind::ElasticNet, 0.25 + 0.75 * w)]
    {
        let snapshot = Snapshot { penalty, lambda: 3.0, l1_ratio: 0.25, ..scene.snapshot() };
        let layers = draw(&mut PullPanel::default(), &snapshot, &style((504.0, 212.0)));
        // The last corners of L1's curve in the right plot are (0, −λ), (0, λ), (end, λ).
        let corners = lines_of(&layers.axes, theme.l1)[1].clone();
        let zero = 0.5 * (corners[1].1 + corners[2].1);
        let lambda = zero - corners[2].1;
        let bead = discs(&layers.live, theme.informative)[1];
        assert!(((zero - bead.1) - share * lambda).abs() < 0.2, "{penalty:?}: {} of {lambda}", zero - bead.1);
    }
}

#[test]
fn arrows_point_to_zero_and_exist_only_with_a_penalty() {
    let scene = Scene::new(2, 300);
    let arrow = |penalty, lambda| {
        let snapshot = Snapshot { penalty, lambda, ..scene.snapshot() };
        let layers = draw(&mut PullPanel::default(), &snapshot, &style((504.0, 212.0)));
        lines_of(&layers.live, Theme::LIGHT.lambda).first().map(|ends| ends[1].0 - ends[0].0)
    };
    assert!(arrow(PenaltyKind::L1, 1.0).is_some_and(|length| length < -5.0));
    assert!(
        arrow(PenaltyKind::L2, 1.0) < arrow(PenaltyKind::L1, 1.0),
        "a weight of nearly 2 is pulled harder by L2"
    );
    assert_eq!(arrow(PenaltyKind::None, 1.0), None);
    assert_eq!(arrow(PenaltyKind::L1, 0.0), None);
}

#[test]
fn priors_have_three_densities_of_equal_variance_over_a_tick_for_every_weight() {
    let theme = Theme::LIGHT;
    let scene = Scene::new(100, 60);
    let layers = draw(&mut PriorsPanel::default(), &scene.snapshot(), &style((392.0, 212.0)));
    assert_eq!(
        model_strokes(&layers),
        [(theme.l2, 1.5, true), (theme.elastic_net, 1.5, true), (theme.l1, 2.25, false)]
    );
    assert_eq!(lines_of(&layers.trace, theme.noise).len(), 99);
    let informative = lines_of(&layers.trace, theme.informative);
    assert_eq!(informative[0][1].1 - informative[0][0].1, 16.0);
    // Ratio φ(0) : √½ of the peaks of the normal and the Laplace density at equal variance.
    let peak = |color| lines_of(&layers.axes, color)[0].iter().map(|point| point.1).fold(f64::MAX, f64::min);
    let foot = informative[0][0].1 - 1.0;
    let share = (foot - peak(theme.l2)) / (foot - peak(theme.l1));
    assert!((share - 0.5642).abs() < 0.01, "{share}");
    for expected in ["Laplace: L1", "Gauss: L2", "elastic net", "σ", "1.41"] {
        assert!(texts(&layers).contains(expected), "{expected} is not among {}", texts(&layers));
    }
    let ridge = Snapshot { penalty: PenaltyKind::L2, lambda: 4.0, ..scene.snapshot() };
    let layers = draw(&mut PriorsPanel::default(), &ridge, &style((392.0, 212.0)));
    assert!(texts(&layers).contains("|0.5|"), "σ = 1/√λ: {}", texts(&layers));
    let none = Snapshot { penalty: PenaltyKind::None, ..scene.snapshot() };
    let layers = draw(&mut PriorsPanel::default(), &none, &style((392.0, 212.0)));
    assert!(texts(&layers).contains("no prior"));
    assert_eq!(model_strokes(&layers), [(theme.none, 2.25, true)]);
}

#[test]
fn histogram_cuts_and_counts_the_central_bar_and_counts_weights_outside() {
    let theme = Theme::LIGHT;
    let scene = Scene::new(100, 140);
    let spread = Scene::new(100, 60);
    let all = [&spread.point; PenaltyKind::ALL.len()];
    let snapshot = Snapshot { compared: Some(all), ..scene.snapshot() };
    let layers = draw(&mut HistogramPanel::default(), &snapshot, &style((504.0, 212.0)));
    for expected in ["99 weights in this bin,", "all exactly 0", " is outside, at |1.51", "L1", "no penalty"]
    {
        assert!(texts(&layers).contains(expected), "{expected} is not among {}", texts(&layers));
    }
    assert!(texts(&layers).contains(" is outside, at |0.90"), "of the model below: {}", texts(&layers));
    let bars = count(&layers, |mark| matches!(mark, Mark::Area { color, .. } if *color == theme.l1));
    assert_eq!(bars, 2, "the spike, and the mark of L1");
    let breaks = count(&layers, |mark| matches!(mark, Mark::Area { color, .. } if *color == theme.paper));
    assert_eq!(breaks, 1);
    // The heights of the lower bars add up to the weights that are not outside; grid lines are 10 weights apart.
    let grid: Vec<f64> = lines_of(&layers.axes, theme.grid).iter().map(|line| line[0].1).collect();
    let one = (grid[0] - grid[1]).abs() / 10.0;
    let below = lines_of(&layers.trace, theme.none);
    let weights: f64 = below.iter().map(|bar| ((bar[1].1 - bar[0].1) / one).round()).sum();
    assert_eq!(weights, 99.0, "in {} bars", below.len());
    let alone = draw(&mut HistogramPanel::default(), &scene.snapshot(), &style((504.0, 212.0)));
    assert!(!texts(&alone).contains("no penalty"));
    let none = Snapshot { penalty: PenaltyKind::None, ..snapshot };
    assert!(texts(&draw(&mut HistogramPanel::default(), &none, &style((504.0, 212.0)))).contains("L2"));
}

#[test]
fn the_focused_weight_is_labelled_in_all_panels_of_weights() {
    let scene = Scene::new(100, 60);
    let named = [("pull", "0.90"), ("priors", "0.90"), ("histogram", ", outside")];
    for (name, mut panel, size) in panels() {
        let Some((_, expected)) = named.into_iter().find(|(panel, _)| *panel == name) else { continue };
        let spread = Scene::new(100, 60);
        let compared = Some([&spread.point; PenaltyKind::ALL.len()]);
        let snapshot = Snapshot { focused: Some(0), compared, ..scene.snapshot() };
        let layers = draw(panel.as_mut(), &snapshot, &style(size));
        assert!(texts(&layers).contains(expected), "{name}: {}", texts(&layers));
        let ink = Theme::LIGHT.ink;
        if name != "histogram" {
            let (x, y) = discs(&layers.live, ink)[0];
            assert_eq!(panel.weight_at(&snapshot, &style(size), (x, y)), Some(0), "{name} at {x}, {y}");
        }
    }
}

#[test]
fn panels_of_weights_keep_their_axes_while_they_fit() {
    for name in ["pull", "priors", "histogram"] {
        let mut panel = regularization_lab::charts::panel(name).unwrap();
        let style = style((392.0, 212.0));
        let mut layers = Layers::new(style.clone());
        panel.draw(&Scene::new(100, 60).snapshot(), &style, &mut layers, true).unwrap();
        layers.fit(&style);
        panel.draw(&Scene::new(100, 62).snapshot(), &style, &mut layers, false).unwrap();
        assert_eq!((layers.axes.paint, layers.live.paint), (Paint::Keep, Paint::Replace), "{name}");
    }
}

#[test]
fn labels_do_not_overlap_in_panels_of_weights_for_any_preset() {
    for preset in Preset::ALL {
        for penalty in PenaltyKind::ALL {
            let mut params = Params::of(preset, table(preset)).unwrap();
            params.trainer.penalty = penalty;
            params.trainer.optimizer = Optimizer::ProximalGradient;
            let mut lab = Lab::new(params).unwrap();
            lab.set_required(RequiredComputations {
                comparison: true,
                geometry: true,
                path: true,
                ..RequiredComputations::default()
            });
            for lambda in [0.001, 1.0, 100.0] {
                let mut params = lab.params().clone();
                params.trainer.lambda = lambda;
                lab.set(params).unwrap();
                lab.step(300);
                while lab.refine() {}
                assert!(lab.snapshot().compared.is_some());
                for width in [358.0, 392.0, 640.0] {
                    for (family, name) in in_both_families(|| vec!["pull", "priors", "histogram"]) {
                        let mut panel = regularization_lab::charts::panel(name).unwrap();
                        let layers = draw(panel.as_mut(), &lab.snapshot(), &style_in(family, (width, 212.0)));
                        let case = format!("{name}, {preset:?}, {penalty:?}, λ = {lambda}, {width} px");
                        assert_no_label_covers_another(&layers, family, &case);
                    }
                }
            }
        }
    }
}

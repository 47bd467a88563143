//! The part of the plane that the geometry shows.

use super::geometry::{PRESETS, SIZES, lab_of};
use super::*;

const PENALTIES: [PenaltyKind; 3] = [PenaltyKind::L1, PenaltyKind::L2, PenaltyKind::ElasticNet];

#[test]
fn the_range_holds_ball_and_optimum_and_the_least_loss_or_its_direction() {
    for preset in PRESETS {
        for penalty in PENALTIES {
            for lambda in [0.1, 1.0, 10.0, 100.0, 1000.0] {
                let mut lab = lab_of(preset, penalty, lambda);
                for size in SIZES {
                    lab.set_plot_aspect(GeometryPanel::aspect(size));
                    while lab.refine() {}
                    let slice = lab.snapshot().slice.unwrap().clone();
                    let what = format!("{preset:?}, {penalty:?}, λ = {lambda}, {size:?}: {:?}", slice.domain);
                    let [u0, u1, v0, v1] = slice.domain;
                    let (ball, air) = (slice.ball_reach(), 0.05);
                    let is_inside = |(u, v): (f64, f64)| {
                        let (width, height) = (u1 - u0, v1 - v0);
                        u0 + air * width <= u
                            && u <= u1 - air * width
                            && v0 + air * height <= v
                            && v <= v1 - air * height
                    };
                    assert!(is_inside((ball, ball)) && is_inside((-ball, -ball)), "ball {ball} in {what}");
                    assert!(is_inside(slice.optimum.unwrap()), "{:?} in {what}", slice.optimum);
                    match (slice.least, slice.toward_least) {
                        (Some(least), None) => assert!(is_inside(least), "{least:?} in {what}"),
                        (None, Some((u, v))) => assert!((u.hypot(v) - 1.0).abs() < 1e-12, "{what}"),
                        both => panic!("{both:?} in {what}"),
                    }
                    // Nothing is shown at the cost of the ball, unless that is a dot anyway.
                    let share = 2.0 * ball / (u1 - u0).min(1.3 * (v1 - v0));
                    assert!(share >= 0.16 || ball <= 0.04 * (u1 - u0), "{share} of the width in {what}");
                }
            }
        }
    }
}

#[test]
fn a_contour_is_seen_to_close() {
    let theme = Theme::LIGHT;
    for preset in PRESETS {
        for penalty in PENALTIES {
            for lambda in [0.1, 1.0, 10.0] {
                let mut lab = lab_of(preset, penalty, lambda);
                for size in SIZES {
                    lab.set_plot_aspect(GeometryPanel::aspect(size));
                    while lab.refine() {}
                    let layers = draw(&mut GeometryPanel::default(), &lab.snapshot(), &style(size));
                    let mut largest: i32 = 0;
                    for_every_mark(&layers, |mark, points| {
                        let Mark::Line { stroke, .. } = mark else { return };
                        let is_contour = [theme.contour, theme.ink].contains(&stroke.color);
                        if is_contour && points.len() > 8 && points.first() == points.last() {
                            let xs = points.iter().map(|point| point.0);
                            let ys = points.iter().map(|point| point.1);
                            let width = xs.clone().max().unwrap() - xs.min().unwrap();
                            let height = ys.clone().max().unwrap() - ys.min().unwrap();
                            largest = largest.max(width.max(height));
                        }
                    });
                    let pixels = f64::from(largest) / UNITS;
                    assert!(pixels >= 30.0, "{preset:?}, {penalty:?}, λ = {lambda}, {size:?}: {pixels} px");
                }
            }
        }
    }
}

#[test]
fn the_range_changes_seldom_and_little_while_lambda_is_dragged() {
    for preset in [Preset::Stress, Preset::TwoFeatures] {
        for penalty in PENALTIES {
            let mut lab = lab_of(preset, penalty, 0.01);
            lab.set_plot_aspect(392.0 / 300.0);
            while lab.refine() {}
            let (mut changes, mut last) = (0, lab.snapshot().slice.unwrap().domain);
            for k in 1..=200 {
                let mut params = lab.params().clone();
                params.trainer.lambda = 10_f64.powf(-2.0 + f64::from(k) / 50.0);
                lab.set(params).unwrap();
                while lab.refine() {}
                let slice = lab.snapshot().slice.unwrap();
                let zoom = (slice.domain[1] - slice.domain[0]) / (last[1] - last[0]);
                let what = format!("{preset:?}, {penalty:?}, step {k}: {last:?} → {:?}", slice.domain);
                // Where the ball shrinks to a dot, all of the plane is shown.
                let is_dot = slice.ball_reach() <= 0.04 * (slice.domain[1] - slice.domain[0]);
                assert!(is_dot || (0.4..=2.5).contains(&zoom), "{zoom} times at {what}");
                changes += usize::from(slice.domain != last);
                last = slice.domain;
            }
            assert!(changes <= 20, "{preset:?}, {penalty:?}: {changes} changes in 200 steps");
        }
    }
}

#[test]
fn a_plot_of_another_shape_has_the_former_range_until_the_next_grid_is_there() {
    let mut lab = lab_of(Preset::Stress, PenaltyKind::L1, 1.0);
    for aspect in [2.0, 0.7, 0.7 * 1.3] {
        let before = lab.snapshot().slice.unwrap().domain;
        lab.set_plot_aspect(aspect);
        let slice = lab.snapshot().slice.unwrap();
        assert_eq!(slice.domain, before);
        assert_eq!(slice.loss.len(), slice.size.0 * slice.size.1);
        while lab.refine() {}
        let [u0, u1, v0, v1] = lab.snapshot().slice.unwrap().domain;
        let shape = (u1 - u0) / (v1 - v0);
        assert!((shape / aspect - 1.0).abs() < 1e-9, "{shape} in a plot of {aspect}");
    }
}

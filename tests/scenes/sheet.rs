//! Pictures to take away: words around a plot.

use super::*;
use regularization_lab::scene::{Caption, Sheet};

#[test]
fn a_picture_to_take_away_has_title_description_number_and_parameters() {
    let caption = Caption {
        title: "Loss & weights".to_owned(),
        value: "58".to_owned(),
        noun: "at |w| < 0.001".to_owned(),
        parameters: "Stress test, L1, λ = 1, proximal gradient, learning rate 0.05, iteration 1,240"
            .to_owned(),
        description: "Lines of \u{1} 5 weights".to_owned(),
    };
    let scene = Scene::new(5, 100);
    for width in [240.0, 392.0, 640.0] {
        for (name, mut panel, (_, height)) in panels() {
            let style = style((width, height));
            let layers = draw(panel.as_mut(), &scene.snapshot(), &style);
            let sheet = Sheet::new(&caption, &style);
            let document = sheet.svg(&caption, &layers);
            for expected in [
                "<title>Loss &amp; weights</title>",
                "<desc>Lines of \u{fffd} 5 weights</desc>",
                ">58</text>",
                "at |w| &lt; 0.001</text>",
            ] {
                assert!(document.contains(expected), "{expected} is not in {name}");
            }
            let is_whole = document.contains(&format!(">{}</text>", caption.parameters));
            assert_eq!(is_whole, width > 600.0, "{name}: lines break where they are too long");
            assert_eq!(document.matches("<svg").count(), document.matches("</svg>").count(), "{name}");
            // Words and plot do not cover each other, and all of it is on the paper.
            let (paper, (left, top)) = (sheet.surface.borrow(), sheet.plot);
            assert_eq!(paper.size().0, width + 2.0 * left, "{name}");
            assert!(top + height < paper.size().1 - 16.0, "{name}");
            for mark in paper.marks() {
                if let Mark::Text { at: (x, y), text, font, .. } = mark {
                    let (x, y) = (f64::from(*x) / UNITS, f64::from(*y) / UNITS);
                    let right = x + estimate(paper.text(*text), *font);
                    assert!(right <= paper.size().0 + 0.5, "{name} at {width}: {}", paper.text(*text));
                    assert!(y < top || y > top + height + 8.0, "{name} at {width}: {}", paper.text(*text));
                }
            }
        }
    }
}

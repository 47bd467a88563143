//! Exported panels: texts around a plot.

use super::*;
use regularization_lab::charts::{Caption, ComparedColumn, ComparedRow, ComparisonTable, Font, Sheet};

/// The font of the parameters.
const SMALL: Font = Font { size: 12.0, bold: false, math: false };

#[test]
fn an_exported_panel_has_title_description_number_and_parameters() {
    let caption = Caption {
        title: "Loss & weights".to_owned(),
        value: "58".to_owned(),
        noun: "at |w| < 0.001".to_owned(),
        note: String::new(),
        parameters: "Stress test, L1, λ = 1, proximal gradient, learning rate 0.05, iteration 1,240"
            .to_owned(),
        description: "Lines of \u{1} 5 weights".to_owned(),
    };
    let scene = Scene::new(5, 100);
    for width in [240.0, 392.0, 640.0] {
        for (family, (name, mut panel, (_, height))) in in_both_families(panels) {
            let style = style_in(family, (width, height));
            let layers = draw(panel.as_mut(), &scene.snapshot(), &style);
            let sheet = Sheet::new(&caption, &style).unwrap();
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
            let fits = family.width(&caption.parameters, SMALL) <= width;
            assert_eq!(is_whole, fits, "{name}: lines break where they are too long");
            assert_eq!(document.matches("<svg").count(), document.matches("</svg>").count(), "{name}");
            // Texts and plot do not overlap, and everything is inside of the sheet.
            let (paper, (left, top)) = (sheet.surface.borrow(), sheet.plot);
            assert_eq!(sheet.surface.size().0, width + 2.0 * left, "{name}");
            assert!(top + height < sheet.surface.size().1 - 16.0, "{name}");
            for mark in paper.marks() {
                if let Mark::Text { at: (x, y), text, font, .. } = mark {
                    let (x, y) = (f64::from(*x) / UNITS, f64::from(*y) / UNITS);
                    let right = x + family.width(paper.text(*text), *font);
                    assert!(
                        right <= sheet.surface.size().0 + 0.5,
                        "{name} at {width}: {}",
                        paper.text(*text)
                    );
                    assert!(y < top || y > top + height + 8.0, "{name} at {width}: {}", paper.text(*text));
                }
            }
        }
    }
}

#[test]
fn the_comparison_is_a_table_with_a_mark_per_row_and_cells_that_do_not_overlap() {
    let row = |kind, name: &str, is_current| ComparedRow {
        kind: Some(kind),
        name: name.to_owned(),
        cells: ["100.0", "96.7", "0.997", "0.0708", "3.20", "100", "100", "3/97"].map(str::to_owned).to_vec(),
        is_current,
        is_published: name == "as published",
    };
    let table = ComparisonTable {
        row_head: "penalty".to_owned(),
        columns: ["train", "test", "AUC", "loss", "‖w‖₂", "< 0.001", "= 0", "TP/FP"]
            .map(|head| ComparedColumn { key: "", head: head.to_owned(), title: String::new() })
            .to_vec(),
        rows: vec![
            row(PenaltyKind::None, "none", false),
            row(PenaltyKind::L2, "L2", false),
            row(PenaltyKind::ElasticNet, "elastic net 0.7", true),
            row(PenaltyKind::L1, "L1", false),
            row(PenaltyKind::ElasticNet, "as published", false),
        ],
        l1_ratio: 0.7,
    };
    for family in Family::ALL {
        let layers = table.draw(&style_in(family, table.size())).unwrap();
        assert_labels_are_inside(&layers, family, table.size(), "comparison");
        assert_no_label_covers_another(&layers, family, "comparison");
    }
    let layers = table.draw(&style(table.size())).unwrap();
    assert_eq!(count(&layers, |mark| matches!(mark, Mark::Text { .. })), 9 * 6);
    let inks = [Theme::LIGHT.none, Theme::LIGHT.l2, Theme::LIGHT.elastic_net, Theme::LIGHT.l1];
    for ink in inks {
        let has_ink = |mark: &Mark| match mark {
            Mark::Line { stroke, .. } | Mark::Ring { stroke, .. } => stroke.color == ink,
            _ => false,
        };
        assert!(count(&layers, has_ink) >= 1, "{ink:?}");
    }
    let bold = |mark: &Mark| matches!(mark, Mark::Text { font, .. } if font.bold);
    assert_eq!(count(&layers, bold), 9, "the row in force");
}

//! The tokens of the style sheet are those of the charts.

use std::collections::HashMap;

use regularization_lab::charts::{Color, Theme};

/// The custom properties of the first block that follows `selector`.
fn tokens_of(css: &str, selector: &str) -> HashMap<String, String> {
    let block = css.split_once(selector).unwrap_or_else(|| panic!("no {selector}")).1;
    let block = block.split_once('}').unwrap().0;
    block
        .lines()
        .filter_map(|line| line.trim().strip_prefix("--")?.strip_suffix(';')?.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

#[test]
fn style_sheet_and_charts_have_the_same_colours() {
    let css = include_str!("../www/style/tokens.css");
    for (theme, selector) in [(Theme::LIGHT, ".lab {"), (Theme::DARK, ".lab[data-theme=\"dark\"] {")] {
        let in_css = tokens_of(css, selector);
        let in_charts = theme.tokens();
        for (name, color) in &in_charts {
            assert_eq!(in_css.get(*name), Some(&color.css()), "{selector} --{name}");
        }
        assert_eq!(in_css.len(), in_charts.len(), "{selector}");
    }
}

#[test]
fn page_and_icon_use_tokens() {
    let page = include_str!("../www/page.css");
    assert!(page.contains(&Theme::LIGHT.paper.css()) && page.contains(&Theme::DARK.paper.css()));
    let icon = include_str!("../www/icon.svg");
    assert!(icon.contains(&Theme::LIGHT.lambda.css()));
}

/// WCAG 2.2: contrast of relative luminances.
fn contrast(a: Color, b: Color) -> f64 {
    let luminance = |color: Color| {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        };
        let (red, green, blue) = color.rgb();
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    };
    let (bright, dark) = (luminance(a).max(luminance(b)), luminance(a).min(luminance(b)));
    (bright + 0.05) / (dark + 0.05)
}

#[test]
fn text_and_graphics_have_enough_contrast() {
    for theme in [Theme::LIGHT, Theme::DARK] {
        for text in [
            theme.ink,
            theme.ink_2,
            theme.ink_3,
            theme.lambda_ink,
            theme.informative,
            theme.noise_ink,
            theme.warn,
            theme.none,
            theme.l2_ink,
            theme.elastic_net_ink,
            theme.l1,
        ] {
            assert!(contrast(text, theme.paper) >= 4.5, "{text:?}");
        }
        let truths = [theme.redundant, theme.noise];
        let models = [theme.none, theme.l2, theme.elastic_net, theme.l1];
        for graphic in [theme.axis, theme.contour, theme.lambda].into_iter().chain(truths).chain(models) {
            assert!(contrast(graphic, theme.paper) >= 3.0, "{graphic:?}");
        }
        assert!(contrast(theme.lambda_ink, theme.lambda_wash) >= 4.5);
    }
}

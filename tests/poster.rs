//! Posters: links drawn without a browser.

use std::rc::Rc;

use regularization_lab::charts::{Link, PANELS, Poster, Theme};
use regularization_lab::data::Dataset;
use regularization_lab::lab::Preset;

#[path = "common/table.rs"]
mod table;

fn drawn(hash: &str, poster: &Poster) -> String {
    let (link, problems) = Link::read(hash);
    assert_eq!(problems, Vec::<String>::new(), "{hash}");
    let table: Option<Rc<Dataset>> = table::table(link.preset());
    let (svg, problems) = poster.draw(&link, table).unwrap();
    assert_eq!(problems, Vec::<String>::new(), "{hash}");
    svg
}

/// Tags are closed in the order in which they were opened, attributes are quoted, and texts are escaped.
fn assert_is_xml(svg: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = svg;
    while let Some(start) = rest.find('<') {
        assert!(
            !rest[..start].contains('>'),
            "a bare > before {}",
            &rest[start..start + 40.min(rest.len() - start)]
        );
        for entity in rest[..start].split('&').skip(1) {
            assert!(["amp;", "lt;", "gt;"].iter().any(|name| entity.starts_with(name)), "&{entity}");
        }
        let end = start + rest[start..].find('>').expect("a tag ends");
        let tag = &rest[start + 1..end];
        assert_eq!(tag.matches('"').count() % 2, 0, "{tag}");
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
        } else if !tag.ends_with('/') {
            open.push(tag.split(' ').next().unwrap());
        }
        rest = &rest[end + 1..];
    }
    assert_eq!(open, Vec::<&str>::new());
}

fn assert_is_sound(svg: &str, name: &str) {
    assert_is_xml(svg);
    assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""), "{name}");
    for word in ["NaN", "Infinity", "inf\"", "still to come"] {
        assert!(!svg.contains(word), "{name}: {word}");
    }
    assert!((1_000..100_000).contains(&svg.len()), "{name}: {} bytes", svg.len());
}

#[test]
fn every_preset_has_a_poster() {
    for preset in Preset::ALL {
        let link =
            Link { n_iter: Some(300), panels: Some(vec!["trajectories", "geometry"]), ..Link::of(preset) };
        let svg = drawn(&link.write(), &Poster::default());
        assert_is_sound(&svg, preset.name());
        for word in ["Weight trajectories", "Constraint geometry", "Regularization Lab", "λ = "] {
            assert!(svg.contains(word), "{}: {word}", preset.name());
        }
    }
}

#[test]
fn every_panel_has_a_poster_light_and_dark_wide_and_narrow() {
    for data in ["two-features", "diabetes"] {
        for panel in PANELS.iter().map(|panel| panel.name) {
            let hash =
                format!("data={data}&penalty=elasticnet&lambda=2&n-iter=200&at=optimum&panels={panel}");
            let light = drawn(&hash, &Poster::default());
            let narrow = Poster { width: Some(360.0), theme: Some("dark".to_owned()), ..Poster::default() };
            let dark = drawn(&hash, &narrow);
            for svg in [&light, &dark] {
                assert_is_sound(svg, &format!("{panel} of {data}"));
            }
            assert!(light.contains(&Theme::LIGHT.paper.css()) && dark.contains(&Theme::DARK.paper.css()));
            assert!(light.contains("width=\"640\"") && dark.contains("width=\"360\""));
        }
    }
}

#[test]
fn a_poster_has_the_numbers_of_its_state() {
    let hash = "data=stress&penalty=l1&lambda=1&n-iter=1240&panels=trajectories+geometry+path+comparison";
    let svg = drawn(hash, &Poster::default());
    assert_is_sound(&svg, hash);
    for word in [
        ">42</tspan> of 100 weights survive",
        ">4.09</tspan> allowed by λ = 1",
        ">6</tspan> kept at λ = 1",
        "slice: the other 98 weights held at the optimum",
        "Stress test, L1, λ = 1, proximal gradient, learning rate 0.05, iteration 1,240",
        "The same 1,240 iterations under four penalties.",
    ] {
        assert!(svg.contains(word), "{word}");
    }
}

#[test]
fn a_poster_without_panels_or_iterations_shows_a_run() {
    let svg = drawn("data=easy", &Poster::default());
    assert!(svg.contains("Weight trajectories") && svg.contains("Constraint geometry"));
    assert!(svg.contains("iteration 1,000") || svg.contains("converged"), "a run can end by itself");
}

#[test]
fn views_and_spacing_are_those_of_the_link() {
    let strips = drawn("data=easy&n-iter=50&panels=path&view-path=strips", &Poster::default());
    assert!(strips.contains("How many weights λ keeps, and how large they are."));
    let line =
        |scale| drawn(&format!("data=easy&n-iter=50&panels=trajectories&scale={scale}"), &Poster::default());
    assert_ne!(line("sqrt"), line("linear"));
    let surface = drawn(
        "data=easy&n-iter=50&panels=cross-validation&view-cross-validation=surface",
        &Poster::default(),
    );
    assert!(surface.contains("= best log-loss"));
}

#[test]
fn parts_that_cannot_be_drawn_are_reported() {
    let (link, _) = Link::read("data=easy&penalty=none&at=optimum&n-samples=20&class-sep=10&flip-y=0");
    let (svg, problems) = Poster::default().draw(&link, None).unwrap();
    assert_eq!(problems.len(), 1, "separable classes without a penalty have no optimum");
    assert_is_xml(&svg);
    let refused = |poster: Poster| poster.draw(&link, None).unwrap_err().to_string();
    assert!(refused(Poster { panel: Some("x".to_owned()), ..Poster::default() }).ends_with("got \"x\""));
    let width = Poster { width: Some(10.0), ..Poster::default() };
    assert_eq!(refused(width), "width must be between 320 and 2400; got 10");
    let (link, _) = Link::read("data=diabetes");
    assert!(Poster::default().draw(&link, None).is_err(), "its table is not there");
}

#[test]
fn menus_of_the_page_have_the_titles_of_panels() {
    let page = include_str!("../www/names.js");
    for panel in PANELS.iter().map(|panel| panel.name) {
        let poster = Poster { panel: Some(panel.to_owned()), ..Poster::default() };
        let svg = drawn("data=two-features&penalty=l2&n-iter=10", &poster);
        let title = svg.split("font-weight=\"600\"").nth(1).unwrap().split(['>', '<']).nth(1).unwrap();
        assert!(page.contains(&format!(": '{title}'")), "{title}");
    }
}

#[test]
fn posters_name_presets_as_the_page_does() {
    for preset in Preset::ALL {
        let svg = Poster::default()
            .draw(&Link { n_iter: Some(1), ..Link::of(preset) }, table::table(preset))
            .unwrap()
            .0;
        let title = svg.split("<title>Regularization Lab: ").nth(1).unwrap();
        assert!(title.starts_with(preset.label()), "{}", preset.name());
    }
}

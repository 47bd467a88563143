//! The states of a lab that are drawn, with their panels, widths, themes and scales.

use std::rc::Rc;

use regularization_lab::charts::{
    GeometryPanel, Layers, Link, PANELS, PanelInfo, Scale, Style, Theme, caption, estimate, panel, svg,
};
use regularization_lab::lab::{Lab, RequiredComputations};

use crate::table::table;

/// A panel and its view; `None` for panels with a single view.
type Picture = (&'static str, Option<&'static str>);

/// Width in CSS pixels, theme, and scale of weights.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    width: f64,
    is_dark: bool,
    scale: Scale,
}

/// Width of a column of the page on a screen of usual size.
const USUAL: Look = Look { width: 504.0, is_dark: false, scale: Scale::SquareRoot };
const LINEAR: Look = Look { scale: Scale::Linear, ..USUAL };
const DARK: Look = Look { is_dark: true, ..USUAL };
const NARROW: Look = Look { width: 360.0, ..USUAL };
const WIDE: Look = Look { width: 760.0, ..USUAL };

/// The one panel that is a table.
const COMPARISON: &str = "comparison";

/// Panels whose scale of weights can be chosen.
const SCALED: [&str; 3] = ["trajectories", "weights", "path"];

/// A state of a lab.
pub struct State {
    name: &'static str,
    /// As [`Link::read`] takes it, in two parts.
    data: &'static str,
    model: &'static str,
    /// Called after the link has been applied.
    then: fn(&mut Lab),
    /// Whether all background tasks are finished before drawing.
    is_refined: bool,
    /// `path.norm` is one view of the path, `path` are all its views; empty for all panels.
    panels: &'static str,
    looks: &'static [Look],
}

const BASE: State =
    State { name: "", data: EASY, model: "", then: |_| {}, is_refined: true, panels: "", looks: &[USUAL] };

/// Few features, rows and iterations, so that files are small and marks can be distinguished.
const EASY: &str = "data=easy&n-samples=120&learning-rate=0.2";
const TWO_FEATURES: &str = "data=two-features&learning-rate=0.2";

/// Panels that depend on the penalty.
const BY_PENALTY: &str = "trajectories geometry weights.sorted ledger.loss path.lambda path.strips \
                          cross-validation.mean pull priors histogram bias-variance stability calibration boundary";
/// Panels that depend on the bookmark and the focused feature.
const WITH_MARKS: &str = "trajectories sparsity weights ledger.loss path.lambda path.strips \
                       pull priors histogram stability";
/// Panels that depend on background tasks.
const AT_START: &str = "trajectories geometry.constraint sparsity weights.sorted ledger path.lambda path.strips \
                        cross-validation.mean sweep pull priors histogram bias-variance stability calibration boundary";
/// Panels that depend on iteration and status of the run.
const OF_RUN: &str = "trajectories sparsity weights.sorted ledger";

/// The first state is the reference, with all views and styles; the others have the panels that differ from it.
pub const STATES: &[State] = &[
    State {
        name: "easy-l1",
        model: "penalty=l1&lambda=10&n-iter=60",
        looks: &[USUAL, DARK, NARROW, WIDE, LINEAR],
        ..BASE
    },
    State { name: "easy-l2", model: "penalty=l2&lambda=10&n-iter=60", panels: BY_PENALTY, ..BASE },
    State {
        name: "easy-elasticnet",
        model: "penalty=elasticnet&lambda=10&l1-ratio=0.5&n-iter=60",
        panels: BY_PENALTY,
        ..BASE
    },
    State { name: "easy-none", model: "penalty=none&n-iter=60", panels: BY_PENALTY, ..BASE },
    State {
        name: "easy-at-start",
        model: "penalty=l1&lambda=10",
        is_refined: false,
        panels: AT_START,
        ..BASE
    },
    State {
        name: "easy-at-optimum",
        model: "penalty=l1&lambda=10&n-iter=30&at=optimum",
        panels: OF_RUN,
        ..BASE
    },
    State {
        name: "easy-diverged",
        data: "data=easy&n-samples=120&learning-rate=10",
        model: "penalty=l2&lambda=10&n-iter=60&optimizer=gradient-descent",
        panels: OF_RUN,
        ..BASE
    },
    State {
        name: "easy-looking-back",
        model: "penalty=l1&lambda=10&n-iter=60",
        then: |lab| lab.show_iteration(25),
        panels: OF_RUN,
        ..BASE
    },
    State {
        name: "easy-kept-and-followed",
        model: "penalty=l1&lambda=10&n-iter=20",
        then: |lab| {
            lab.set_bookmark();
            lab.step(40);
            lab.focus_feature(Some(2));
        },
        panels: WITH_MARKS,
        ..BASE
    },
    State {
        name: "two-features-l1",
        data: TWO_FEATURES,
        model: "penalty=l1&lambda=1&n-iter=60",
        panels: "geometry boundary",
        ..BASE
    },
    State {
        name: "two-features-l2",
        data: TWO_FEATURES,
        model: "penalty=l2&lambda=1&n-iter=60",
        panels: "geometry",
        ..BASE
    },
    State {
        name: "two-features-elasticnet",
        data: TWO_FEATURES,
        model: "penalty=elasticnet&lambda=1&l1-ratio=0.5&n-iter=60",
        panels: "geometry",
        ..BASE
    },
    State {
        name: "two-features-other-start",
        data: TWO_FEATURES,
        model: "penalty=l1&lambda=1&n-iter=60",
        then: start_elsewhere,
        panels: "geometry.objective",
        ..BASE
    },
    State {
        name: "two-features-stopped",
        data: "data=two-features&learning-rate=36",
        model: "penalty=l2&lambda=1&n-iter=60&optimizer=gradient-descent",
        then: start_elsewhere,
        panels: "geometry.objective",
        ..BASE
    },
    // A regression has another loss, other scores and no classes.
    State {
        name: "diabetes",
        data: "data=diabetes",
        model: "n-iter=60",
        panels: "trajectories path.deviance cross-validation.mean histogram calibration boundary",
        ..BASE
    },
    // Of many weights, most are background curves.
    State {
        name: "stress",
        data: "data=stress",
        model: "penalty=l1&lambda=1&n-iter=40&optimizer=accelerated-proximal-gradient",
        panels: "trajectories geometry sparsity weights path.lambda path.strips",
        ..BASE
    },
];

/// Sets a start point; the trajectory requires a slice.
fn start_elsewhere(lab: &mut Lab) {
    while lab.refine() {}
    lab.start_at(Some((-0.5, 1.0)));
}

impl State {
    /// The SVG documents of the state with their file names.
    pub fn draw(&self) -> Vec<(String, String)> {
        let pictures = self.pictures();
        let mut lab = self.lab(&pictures);
        let mut drawn = Vec::new();
        for look in self.looks {
            for &picture in &pictures {
                if is_distinct(picture, *look) {
                    drawn.push((self.file_name(picture, *look), self.picture(&mut lab, picture, *look)));
                }
            }
        }
        drawn
    }

    fn pictures(&self) -> Vec<Picture> {
        let all: Vec<Picture> = PANELS.iter().flat_map(views).collect();
        if self.panels.is_empty() {
            return all;
        }
        let named = self.panels.split_whitespace().flat_map(|asked| {
            let (panel, view) =
                asked.split_once('.').map_or((asked, None), |(panel, view)| (panel, Some(view)));
            let is_asked = move |of: &&Picture| of.0 == panel && (view.is_none() || of.1 == view);
            let found: Vec<Picture> = all.iter().filter(is_asked).copied().collect();
            assert!(!found.is_empty(), "{}: no panel has the view {asked}", self.name);
            found
        });
        named.collect()
    }

    fn lab(&self, pictures: &[Picture]) -> Lab {
        let (link, problems) = Link::read(&format!("{}&{}", self.data, self.model));
        assert_eq!(problems, Vec::<String>::new(), "{}", self.name);
        let mut lab = Lab::new(link.params(table(link.preset())).unwrap()).unwrap();
        let needs = pictures
            .iter()
            .map(|&(panel, view)| (PanelInfo::from_name(panel).unwrap().needs)(view.unwrap_or_default()));
        lab.set_required(needs.fold(RequiredComputations::NONE, RequiredComputations::and));
        lab.step(link.n_iter.unwrap_or(0));
        if link.at_optimum {
            lab.converge().unwrap();
        }
        (self.then)(&mut lab);
        lab
    }

    fn picture(&self, lab: &mut Lab, (name, view): Picture, look: Look) -> String {
        let size = size(name, look);
        let style = Style {
            theme: if look.is_dark { Theme::DARK } else { Theme::LIGHT },
            size,
            device_pixel_ratio: 1.0,
            scale: look.scale,
            lambda_scale: lab.lambda_scale(),
            measure: Rc::new(estimate),
            catalogue: Rc::default(),
        };
        if name == "geometry" {
            lab.set_plot_aspect(GeometryPanel::aspect(size));
        }
        if self.is_refined {
            while lab.refine() {}
        }
        let layers = match panel(name) {
            Some(mut panel) => {
                if let Some(view) = view {
                    panel.choose_view(view).unwrap();
                }
                let mut layers = Layers::new(style.clone());
                panel.draw(&lab.snapshot(), &style, &mut layers, true).unwrap();
                layers
            }
            None => caption(name, "", lab).1.expect("what is no panel is a table").draw(&style).unwrap(),
        };
        svg(&layers.all().map(|layer| &layer.surface))
    }

    /// `path.norm.easy-l1.504.dark.svg`: panel, view, state, width, and theme and scale unless they are the default.
    fn file_name(&self, (panel, view): Picture, look: Look) -> String {
        let view = view.map_or(String::new(), |view| format!(".{view}"));
        let (width, theme) = (size(panel, look).0, if look.is_dark { ".dark" } else { "" });
        let scale = if look.scale == Scale::Linear { ".linear" } else { "" };
        format!("{panel}{view}.{}.{width}{theme}{scale}.svg", self.name)
    }
}

/// The views of a panel.
fn views(panel: &'static PanelInfo) -> Vec<Picture> {
    if panel.views.is_empty() {
        return vec![(panel.name, None)];
    }
    panel.view_names().into_iter().map(|view| (panel.name, Some(view))).collect()
}

/// Whether a panel in this style differs from those in other files.
fn is_distinct((panel, view): Picture, look: Look) -> bool {
    match (panel, view) {
        (COMPARISON, _) => look == USUAL || look == DARK,
        // The same as the panel `sweep`, so one file is enough.
        ("cross-validation", Some("surface")) => look == USUAL,
        _ if look == LINEAR => SCALED.contains(&panel) && is_first_view(panel, view),
        _ => look != WIDE || is_first_view(panel, view),
    }
}

fn is_first_view(panel: &str, view: Option<&str>) -> bool {
    view.is_none_or(|view| {
        PanelInfo::from_name(panel).is_ok_and(|panel| panel.view_names().first() == Some(&view))
    })
}

/// The size of the comparison, a table, does not depend on the width.
fn size(panel: &str, look: Look) -> (f64, f64) {
    if panel == COMPARISON { (640.0, 142.0) } else { (look.width, height(panel, look.width)) }
}

/// The height of a panel; on a narrow screen as in `www/style/layout.css`.
fn height(panel: &str, width: f64) -> f64 {
    match panel {
        "trajectories" if width <= NARROW.width => 300.0,
        "geometry" if width <= NARROW.width => 360.0,
        _ => PanelInfo::from_name(panel).unwrap().height,
    }
}

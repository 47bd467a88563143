//! The poster of a state, drawn without a browser: for feeds, print, and pages without scripts.

mod measure;
mod sheet;
mod simplify;
mod words;

use std::rc::Rc;

use self::sheet::{Drawn, Paper};
use self::words::description;
use super::axis::Scale;
use super::link::Link;
use super::messages::Catalogue;
use super::panel::{Layers, Style};
use super::panels::PanelInfo;
use super::sheet::Caption;
use super::text::{PanelText, TextContext, panel_text};
use super::theme::Theme;
use crate::charts::panels::comparison::ComparisonTable;
use crate::charts::panels::geometry::GeometryPanel;
use crate::data::Dataset;
use crate::error::{Error, Result};
use crate::lab::{Lab, RequiredComputations, Snapshot};

/// Iterations of a link without `n-iter`: enough for most runs to approach their optimum.
const ITERATIONS: usize = 1_000;
/// Limit of calls of `refine`.
const MAX_PIECES: usize = 2_000_000;
/// Panels of a link without `panels`.
const USUAL_PANELS: [&str; 2] = ["trajectories", "geometry"];
/// Limits of the width in CSS pixels.
const WIDTHS: (f64, f64) = (320.0, 2_400.0);

/// Options of the poster of a link.
///
/// A link without iterations runs 1,000; `at=optimum` gives the exact optimum. The panels are those of the link, or
/// trajectories and geometry.
///
/// # Example
/// ```
/// use regularization_lab::charts::{Link, Poster};
/// let (link, _) = Link::read("v=1&data=easy&penalty=l1&lambda=3&n-iter=200&panels=trajectories");
/// let (svg, problems) = Poster::default().draw(&link, None)?;
/// assert!(svg.starts_with("<svg") && problems.is_empty());
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Poster {
    /// Width in CSS pixels; `None`: 640 for one panel, 960 for more.
    pub width: Option<f64>,
    /// One panel instead of those of the link.
    pub panel: Option<String>,
    /// `"light"` or `"dark"` instead of the theme of the link.
    pub theme: Option<String>,
}

impl Poster {
    /// Draws the poster as an SVG document; also returns messages about invalid parts of the link. `table` is the user's table, if the
    /// link refers to one.
    ///
    /// # Errors
    /// [`Error::Parameter`] for an option out of range, and the errors of creating the lab.
    pub fn draw(&self, link: &Link, table: Option<Rc<Dataset>>) -> Result<(String, Vec<String>)> {
        let names = self.names(link)?;
        let theme = self.theme(link)?;
        let width = self.width.unwrap_or_else(|| usual_width(&names));
        if !(WIDTHS.0..=WIDTHS.1).contains(&width) {
            let accepted = format!("between {} and {}", WIDTHS.0, WIDTHS.1);
            return Err(Error::parameter("width", width.to_string(), accepted));
        }
        let whole = link.complete();
        let view =
            |name: &str| whole.views.iter().find(|(panel, _)| *panel == name).map_or("", |&(_, view)| view);
        let paper = Paper::new(width, &names, theme);
        let mut lab = Lab::new(link.params(table)?)?;
        let mut needs = RequiredComputations::NONE;
        for name in &names {
            needs = needs.and((PanelInfo::from_name(name)?.needs)(view(name)));
        }
        lab.set_required(needs);
        fit_contours(&paper, &mut lab);
        let problems = run(&mut lab, link);
        let panels: Vec<_> = names.iter().map(|&name| (name, view(name))).collect();
        Ok((draw_on(&paper, &lab, &panels, whole.scale.unwrap_or_default())?, problems))
    }

    fn names(&self, link: &Link) -> Result<Vec<&'static str>> {
        let Some(asked) = &self.panel else {
            return Ok(link.panels.clone().unwrap_or(USUAL_PANELS.to_vec()));
        };
        Ok(vec![PanelInfo::from_name(asked)?.name])
    }

    fn theme(&self, link: &Link) -> Result<Theme> {
        self.theme.as_deref().or(link.theme).map_or(Ok(Theme::LIGHT), Theme::from_name)
    }
}

/// Draws panels of a lab, with their views, as one SVG document with the parameters. At most `pieces` of the background tasks are run
/// first, so that the contours of the geometry have the shape of the sheet.
///
/// # Errors
/// [`Error::Parameter`] for an unknown panel, and errors of plotters.
pub fn sheet_of_panels(
    lab: &mut Lab,
    panels: &[(&'static str, &str)],
    (theme, scale): (Theme, Scale),
    pieces: usize,
) -> Result<String> {
    let names: Vec<_> = panels.iter().map(|&(name, _)| name).collect();
    let paper = Paper::new(usual_width(&names), &names, theme);
    fit_contours(&paper, lab);
    refine(lab, pieces);
    draw_on(&paper, lab, panels, scale)
}

/// Has the contours of the geometry computed for its size on paper.
fn fit_contours(paper: &Paper, lab: &mut Lab) {
    if let Some(size) = paper.size("geometry") {
        lab.set_plot_aspect(GeometryPanel::aspect(size));
    }
}

/// Runs at most this number of pieces of the background tasks.
fn refine(lab: &mut Lab, pieces: usize) {
    for _ in 0..pieces {
        if !lab.refine() {
            break;
        }
    }
}

/// The width in CSS pixels unless another one is chosen.
fn usual_width(names: &[&str]) -> f64 {
    if names.len() == 1 { 640.0 } else { 960.0 }
}

fn draw_on(paper: &Paper, lab: &Lab, panels: &[(&'static str, &str)], scale: Scale) -> Result<String> {
    let mut drawn = Vec::new();
    for &(name, view) in panels {
        let style = Style {
            theme: paper.theme,
            size: paper.size(name).unwrap_or_default(),
            device_pixel_ratio: 1.0,
            scale,
            lambda_scale: lab.lambda_scale(),
            measure: Rc::new(measure::width),
            catalogue: Rc::default(),
        };
        drawn.push(picture(lab, name, view, &style)?);
    }
    let texts: Vec<&PanelText> = drawn.iter().map(|drawn| &drawn.text).collect();
    let footer = parameters(lab);
    Ok(paper.svg(&drawn, &footer, &description(&texts, &footer)))
}

/// Brings a lab to the state of a link and completes its background tasks; returns messages about invalid parts.
fn run(lab: &mut Lab, link: &Link) -> Vec<String> {
    let mut problems = Vec::new();
    if let Some(scoring) = link.scoring {
        problems.extend(lab.set_scoring(scoring).err());
    }
    if let Some((a, b)) = link.pair {
        problems.extend(lab.set_pair(a, b).err());
    }
    lab.start_at(link.start);
    lab.step(link.n_iter.unwrap_or(ITERATIONS));
    if link.at_optimum {
        problems.extend(lab.converge().err());
    }
    if let Some(bookmark) = link.bookmark {
        problems.extend(lab.bookmark_run(bookmark).err());
    }
    refine(lab, MAX_PIECES);
    problems.iter().map(ToString::to_string).collect()
}

/// The parameters of the current state as text, separated by commas.
#[must_use]
pub fn parameters(lab: &Lab) -> String {
    let (snapshot, catalogue) = (lab.snapshot(), Catalogue::ENGLISH);
    TextContext { lab, snapshot: &snapshot, view: "", catalogue: &catalogue }.parameters()
}

/// The texts of a panel without a focused feature.
fn text(lab: &Lab, name: &str, view: &str) -> PanelText {
    let snapshot = Snapshot { focused: None, ..lab.snapshot() };
    panel_text(name, view, (lab, &snapshot), &Catalogue::ENGLISH).unwrap_or_default()
}

/// The texts around an exported panel, and the content of a panel that is a table.
#[must_use]
pub fn caption(name: &str, view: &str, lab: &Lab) -> (Caption, Option<ComparisonTable>) {
    let PanelText { title, number: (value, noun), description, note, .. } = text(lab, name, view);
    let caption = Caption { title, value, noun, parameters: parameters(lab), note, description };
    (caption, super::panel(name).is_none().then(|| ComparisonTable::new(lab, &Catalogue::ENGLISH)))
}

/// Draws one panel with its texts.
fn picture(lab: &Lab, name: &str, view: &str, style: &Style) -> Result<Drawn> {
    let layers = match super::panel(name) {
        Some(mut panel) => {
            if !view.is_empty() {
                panel.choose_view(view)?;
            }
            let mut layers = Layers::new(style.clone());
            panel.draw(&lab.snapshot(), style, &mut layers, true)?;
            layers
        }
        None => ComparisonTable::new(lab, &Catalogue::ENGLISH).draw(style)?,
    };
    Ok(Drawn { text: text(lab, name, view), layers })
}

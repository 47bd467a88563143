//! Cross-validation scores over λ, or over λ × `l1_ratio`.

mod curve;
pub(in crate::charts) mod edges;
mod plane;
mod text;

use self::curve::CurveView;
use self::plane::PlaneView;
pub(in crate::charts) use self::text::{surface as surface_text, text};
use crate::charts::chart::Chart;
use crate::charts::messages::message;
use crate::charts::panel::{Layers, Panel, Style};
use crate::charts::panels::placeholder;
use crate::charts::panels::registry::unknown_view;
use crate::charts::surface::DrawingResult;
use crate::error::{Error, Result};
use crate::lab::{Snapshot, WhyNoFolds};
use crate::model::PenaltyKind;

/// The mean score over λ with its standard error and the recommended λ, optionally every fold; or the mean score as a surface, in
/// which λ and `l1_ratio` are chosen together.
#[derive(Debug, Clone)]
pub struct ValidationPanel {
    view: View,
}

#[derive(Debug, Clone)]
enum View {
    Curve(CurveView),
    Plane(PlaneView),
}

impl Default for ValidationPanel {
    fn default() -> Self {
        Self { view: View::Curve(CurveView::default()) }
    }
}

impl ValidationPanel {
    /// The surface.
    #[must_use]
    pub fn sweep() -> Self {
        Self { view: View::Plane(PlaneView::default()) }
    }
}

impl Panel for ValidationPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        match &mut self.view {
            View::Curve(view) => view.draw(snapshot, style, layers, redraw_all),
            View::Plane(view) => view.draw(snapshot, style, layers, redraw_all),
        }
    }

    fn lambda_at(&self, style: &Style, x: f64) -> Option<f64> {
        match &self.view {
            View::Curve(view) => view.coordinates(style).lambda_at(x),
            View::Plane(_) => None,
        }
    }

    fn choice_at(&self, style: &Style, position: (f64, f64)) -> Option<(f64, f64)> {
        match &self.view {
            View::Curve(_) => None,
            View::Plane(_) => plane::choice_at(style, position),
        }
    }

    fn choose_view(&mut self, view: &str) -> Result<()> {
        *self = match view {
            "mean" => Self { view: View::Curve(CurveView::new(false)) },
            "folds" => Self { view: View::Curve(CurveView::new(true)) },
            "surface" => Self::sweep(),
            _ => return Err(unknown_view("cross-validation", view)),
        };
        Ok(())
    }
}

fn draw_placeholder(snapshot: &Snapshot<'_>, error: Option<&Error>, style: &Style, chart: &Chart) {
    let text = match snapshot.why_no_folds {
        Some(why) => reason(why, style),
        None if snapshot.penalty == PenaltyKind::None => {
            message!(style, "cross-validation.label.no-penalty", "Without a penalty there is no λ to choose.")
        }
        None => placeholder::still_to_come(style),
    };
    let (x, y) = chart.frame.center();
    placeholder::draw(&placeholder::lines(error, &text), (x, y - 24.0), style, chart);
}

fn reason(why: WhyNoFolds, style: &Style) -> String {
    match why {
        WhyNoFolds::Weighted => message!(
            style,
            "cross-validation.label.weighted",
            "Folds weigh all rows alike: balanced\nclasses would be another model."
        ),
        WhyNoFolds::TooFewRows => {
            message!(style, "cross-validation.label.too-few-rows", "There are too few rows for folds.")
        }
        WhyNoFolds::OneRow => {
            message!(style, "cross-validation.label.one-row", "A fold has one row,\nso there is no R².")
        }
    }
}

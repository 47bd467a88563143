//! The interface of all panels: style, three layers, incremental drawing, hit tests.

use std::rc::Rc;

use super::axis::Scale;
use super::messages::Catalogue;
use super::places::Rect;
use super::style::Measure;
use super::surface::{DrawingResult, Surface};
use super::theme::Theme;
use crate::error::{Error, Result};
use crate::lab::{LambdaScale, Snapshot};

/// Size, theme, scale, text measurement and language of a panel.
#[derive(Clone)]
pub struct Style {
    /// Colours.
    pub theme: Theme,
    /// Width and height in CSS pixels.
    pub size: (f64, f64),
    /// Device pixels in a CSS pixel.
    pub device_pixel_ratio: f64,
    /// The scale of weights.
    pub scale: Scale,
    /// The scale of λ.
    pub lambda_scale: LambdaScale,
    /// Measures the width of texts.
    pub measure: Measure,
    /// The language of labels.
    pub catalogue: Rc<Catalogue>,
}

impl Style {
    /// Whether the panel is too narrow for long labels.
    #[must_use]
    pub fn is_compact(&self) -> bool {
        self.size.0 < 420.0
    }

    fn looks_like(&self, other: &Self) -> bool {
        self.theme == other.theme
            && self.size == other.size
            && self.device_pixel_ratio == other.device_pixel_ratio
            && self.scale == other.scale
            && self.lambda_scale == other.lambda_scale
            && self.catalogue == other.catalogue
    }
}

/// How a layer has to be painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Nothing has changed.
    Keep,
    /// Add the marks to those already painted.
    Append,
    /// Clear the canvas and draw the marks.
    Replace,
}

/// One layer of a panel.
pub struct Layer {
    /// The marks.
    pub surface: Surface,
    /// How to paint them.
    pub paint: Paint,
}

impl Layer {
    fn new(style: &Style) -> Self {
        let surface = Surface::new(style.size, style.device_pixel_ratio, style.measure.clone());
        Self { surface, paint: Paint::Keep }
    }

    /// Clears the marks and sets how the following ones are painted.
    pub fn start(&mut self, paint: Paint) -> &Surface {
        self.surface.clear();
        self.paint = paint;
        &self.surface
    }
}

/// The layers of a panel, back to front.
pub struct Layers {
    style: Style,
    /// Grid, axes, contours.
    pub axes: Layer,
    /// Curves that grow.
    pub trace: Layer,
    /// Dots, arrows, labels.
    pub live: Layer,
}

impl Layers {
    /// Empty layers.
    #[must_use]
    pub fn new(style: Style) -> Self {
        Self { axes: Layer::new(&style), trace: Layer::new(&style), live: Layer::new(&style), style }
    }

    /// Adapts the layers to `style`; returns whether everything has to be redrawn.
    pub fn fit(&mut self, style: &Style) -> bool {
        let is_same = self.style.looks_like(style);
        if !is_same {
            *self = Self::new(style.clone());
        }
        for layer in [&mut self.axes, &mut self.trace, &mut self.live] {
            layer.start(Paint::Keep);
        }
        !is_same
    }

    /// The layers, back to front.
    #[must_use]
    pub fn all(&self) -> [&Layer; 3] {
        [&self.axes, &self.trace, &self.live]
    }
}

/// A panel: draws snapshots and answers hit tests.
pub trait Panel {
    /// Draws what has changed since the last call, or everything with `redraw_all`.
    ///
    /// # Errors
    /// Errors of plotters.
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult;

    /// Hit test for hover and clicks: the weight at a position in CSS pixels, if one is near.
    fn weight_at(&self, _: &Snapshot<'_>, _: &Style, _: (f64, f64)) -> Option<usize> {
        None
    }

    /// Chooses a view.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a view that [`super::PANELS`] does not list for the panel.
    fn choose_view(&mut self, view: &str) -> Result<()> {
        Err(Error::parameter("view", crate::error::quoted(view), "left out: this panel has only one"))
    }

    /// The two weights at a position in CSS pixels, in panels where a start point can be chosen.
    fn start_at(&self, _: &Style, _: (f64, f64)) -> Option<(f64, f64)> {
        None
    }

    /// Position of the start point in CSS pixels.
    fn start_place(&self, _: &Snapshot<'_>, _: &Style) -> Option<(f64, f64)> {
        None
    }

    /// λ at a horizontal position in CSS pixels, in panels over λ.
    fn lambda_at(&self, _: &Style, _x: f64) -> Option<f64> {
        None
    }

    /// λ and `l1_ratio` at a position in CSS pixels, in panels over both.
    fn choice_at(&self, _: &Style, _: (f64, f64)) -> Option<(f64, f64)> {
        None
    }
}

/// Width of the gutter at the right of plots in the left column, for the labels of curves.
pub(super) const COLUMN_GUTTER: f64 = 104.0;

/// The frame of the plot of a panel in the left column: all have the same left edge, axis and gutter.
pub(super) fn column_frame(style: &Style, top: f64) -> Rect {
    let (width, height) = style.size;
    let right = (width - COLUMN_GUTTER).max(80.0);
    Rect { left: 40.0, top, right, bottom: (height - 24.0).max(top + 20.0) }
}

/// The width of that frame.
pub(super) fn column_width(style: &Style) -> f64 {
    let frame = column_frame(style, 0.0);
    frame.right - frame.left
}

//! What all panels have in common: a look, three layers, and drawing only what has changed.

use super::axis::Scale;
use super::places::Rect;
use super::style::Measure;
use super::surface::{DrawingResult, Surface};
use super::theme::Theme;
use crate::error::{Error, Result};
use crate::lab::Snapshot;

/// How a picture is to look.
#[derive(Clone)]
pub struct Style {
    /// Colours.
    pub theme: Theme,
    /// Width and height in CSS pixels.
    pub size: (f64, f64),
    /// Device pixels in a CSS pixel.
    pub device_pixel_ratio: f64,
    /// How weights are spaced.
    pub scale: Scale,
    /// How texts are measured.
    pub measure: Measure,
}

impl Style {
    /// Too narrow for long labels.
    #[must_use]
    pub fn is_compact(&self) -> bool {
        self.size.0 < 420.0
    }

    fn looks_like(&self, other: &Self) -> bool {
        self.theme == other.theme
            && self.size == other.size
            && self.device_pixel_ratio == other.device_pixel_ratio
            && self.scale == other.scale
    }
}

/// What whoever paints has to do with a layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Nothing: the picture stays.
    Keep,
    /// Add the marks to what is there.
    Append,
    /// Wipe it and draw the marks.
    Replace,
}

/// One sheet of a picture.
pub struct Layer {
    /// The marks.
    pub surface: Surface,
    /// What to do with them.
    pub paint: Paint,
}

impl Layer {
    fn new(style: &Style) -> Self {
        let surface = Surface::new(style.size, style.device_pixel_ratio, style.measure.clone());
        Self { surface, paint: Paint::Keep }
    }

    /// Clears the marks and says what is to be done with those that follow.
    pub fn start(&mut self, paint: Paint) -> &Surface {
        self.surface.clear();
        self.paint = paint;
        &self.surface
    }
}

/// The sheets of a picture, back to front.
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
    /// Empty sheets.
    #[must_use]
    pub fn new(style: Style) -> Self {
        Self { axes: Layer::new(&style), trace: Layer::new(&style), live: Layer::new(&style), style }
    }

    /// Makes the sheets fit `style`; returns whether everything has to be drawn anew.
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

    /// The sheets, back to front.
    #[must_use]
    pub fn all(&self) -> [&Layer; 3] {
        [&self.axes, &self.trace, &self.live]
    }
}

/// A picture that follows a lab.
pub trait Panel {
    /// Draws what has changed since the last call. `afresh` asks for everything.
    ///
    /// # Errors
    /// Those of plotters.
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        afresh: bool,
    ) -> DrawingResult;

    /// The weight that a pointer at this place in CSS pixels means, if any is near.
    fn weight_at(&self, _: &Snapshot<'_>, _: &Style, _: (f64, f64)) -> Option<usize> {
        None
    }

    /// Shows the same thing another way.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a view that [`super::PANELS`] does not list for it.
    fn choose_view(&mut self, view: &str) -> Result<()> {
        Err(Error::parameter("view", format!("\"{view}\""), "left out: this panel has only one"))
    }

    /// The two weights at a place in CSS pixels, in pictures where a hand may start a path.
    fn start_at(&self, _: &Style, _: (f64, f64)) -> Option<(f64, f64)> {
        None
    }

    /// Where the start of that path is, in CSS pixels.
    fn start_place(&self, _: &Snapshot<'_>, _: &Style) -> Option<(f64, f64)> {
        None
    }

    /// λ at a horizontal place in CSS pixels, in pictures whose axis is λ.
    fn lambda_at(&self, _: &Style, _x: f64) -> Option<f64> {
        None
    }

    /// λ and `l1_ratio` at a place in CSS pixels, in pictures that are a plane of both.
    fn choice_at(&self, _: &Style, _: (f64, f64)) -> Option<(f64, f64)> {
        None
    }
}

/// Room at the right of a plot of the left column, for where its curves end.
pub(super) const COLUMN_GUTTER: f64 = 104.0;

/// The plot of a panel of the left column: all share their left edge, their axis and the gutter of 104 px at the right.
pub(super) fn column_frame(style: &Style, top: f64) -> Rect {
    let (width, height) = style.size;
    let right = (width - COLUMN_GUTTER).max(80.0);
    Rect { left: 40.0, top, right, bottom: (height - 24.0).max(top + 20.0) }
}

/// The width of that plot.
pub(super) fn column_width(style: &Style) -> f64 {
    let frame = column_frame(style, 0.0);
    frame.right - frame.left
}

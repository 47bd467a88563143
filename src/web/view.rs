//! A panel of a lab with its canvases.

use super::canvas::Canvas;
use crate::charts::{Layers, Panel, PanelInfo, Style};
use crate::error::Error;

/// A panel with its canvases.
pub(super) struct View {
    pub info: &'static PanelInfo,
    pub panel: Box<dyn Panel>,
    /// One per layer, back to front; empty for export.
    pub canvases: Vec<Canvas>,
    pub style: Style,
    pub layers: Layers,
    pub is_stale: bool,
    /// The selected view, if any.
    pub chosen: Option<&'static str>,
}

impl View {
    /// Returns a view of a panel that is a picture, without canvases.
    pub(super) fn new(info: &'static PanelInfo, style: Style) -> crate::Result<Self> {
        let new = info.new.ok_or_else(|| Error::data(format!("{} is a table, not a picture", info.name)))?;
        let layers = Layers::new(style.clone());
        Ok(Self { info, panel: new(), canvases: Vec::new(), style, layers, is_stale: true, chosen: None })
    }

    /// Returns a view of another panel with the same style, without canvases.
    pub(super) fn again(&self, mut panel: Box<dyn Panel>) -> crate::Result<Self> {
        let (info, chosen, style) = (self.info, self.chosen, self.style.clone());
        if let Some(view) = chosen {
            panel.choose_view(view)?;
        }
        let layers = Layers::new(style.clone());
        Ok(Self { info, panel, canvases: Vec::new(), layers, style, is_stale: true, chosen })
    }
}

/// Width and height in CSS pixels of a panel that was never displayed.
pub(super) const DEFAULT_SIZE: (f64, f64) = (640.0, 320.0);

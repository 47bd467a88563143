//! Colours by meaning. `www/style/tokens.css` has the same tokens; a test keeps them equal.

use crate::error::Result;
use crate::names::named;

/// A colour with alpha, `0xRRGGBBAA`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub u32);

impl Color {
    const fn opaque(rgb: u32) -> Self {
        Self(rgb << 8 | 0xFF)
    }

    /// Red, green and blue.
    #[must_use]
    pub fn rgb(self) -> (u8, u8, u8) {
        let [red, green, blue, _] = self.0.to_be_bytes();
        (red, green, blue)
    }

    /// Mixes two opaque colours; `share` 0 … 1 is that of the other one.
    #[must_use]
    pub fn toward(self, other: Self, share: f64) -> Self {
        let ((r, g, b), (to_r, to_g, to_b)) = (self.rgb(), other.rgb());
        let mix =
            |from: u8, to: u8| (f64::from(from) + share * (f64::from(to) - f64::from(from))).round() as u32;
        Self::opaque(mix(r, to_r) << 16 | mix(g, to_g) << 8 | mix(b, to_b))
    }

    /// The colour in CSS: `#1b1e23`, with two more digits unless opaque.
    #[must_use]
    pub fn css(self) -> String {
        let digits = if self.0 & 0xFF == 0xFF { 6 } else { 8 };
        let mut text = String::from("#");
        for k in 0..digits {
            let nibble = self.0 >> (28 - 4 * k) & 0xF;
            text.push(char::from_digit(nibble, 16).unwrap_or('0'));
        }
        text
    }
}

macro_rules! theme {
    ($($(#[$doc:meta])* $token:ident $name:literal $light:literal $dark:literal,)*) => {
        /// The tokens of one theme.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Theme {
            $($(#[$doc])* pub $token: Color,)*
        }

        impl Theme {
            /// Ink on paper.
            pub const LIGHT: Self = Self { $($token: Color::opaque($light),)* };
            /// Light on dark.
            pub const DARK: Self = Self { $($token: Color::opaque($dark),)* };

            /// Every token with its name in the style sheet.
            #[must_use]
            pub fn tokens(&self) -> Vec<(&'static str, Color)> {
                vec![$(($name, self.$token),)*]
            }
        }
    };
}

/// Themes of the page with their colours. The first one follows the system, and is light without one; `projector` is light with
/// larger text.
pub const THEMES: [(&str, Theme); 4] =
    [("auto", Theme::LIGHT), ("light", Theme::LIGHT), ("dark", Theme::DARK), ("projector", Theme::LIGHT)];

impl Theme {
    /// The colours of a theme of the page.
    ///
    /// # Errors
    /// [`Error::Parameter`](crate::Error::Parameter) for a name that is not in [`THEMES`].
    pub fn from_name(name: &str) -> Result<Self> {
        Ok(named("theme", name, &THEMES, |(name, _)| name)?.1)
    }
}

theme! {
    /// Background of the page.
    paper "paper" 0xFBFAF7 0x16181C,
    /// Empty areas: exactly zero, not computed yet.
    well "well" 0xF1EFE9 0x1F2227,
    /// Titles, numbers, current state.
    ink "ink" 0x1B1E23 0xECEDEF,
    /// Secondary text.
    ink_2 "ink-2" 0x4E545D 0xB6BBC3,
    /// Ticks, units, notes.
    ink_3 "ink-3" 0x636972 0x979DA6,
    /// Axes, ticks, zero line.
    axis "axis" 0x8A8F96 0x7C838D,
    /// Loss contours.
    contour "contour" 0x7F848B 0x7C838D,
    /// Panel hairlines.
    rule "rule" 0xDEDBD3 0x30343A,
    /// Grid lines.
    grid "grid" 0xECEAE4 0x24272C,
    /// λ and the penalty's ball.
    lambda "lambda" 0xDB3F12 0xFF6A2B,
    /// λ as text.
    lambda_ink "lambda-ink" 0xB8340C 0xFF8A57,
    /// Inside of the ball.
    lambda_wash "lambda-wash" 0xF7E5DD 0x38241E,
    /// λ in the slider's thumb.
    on_lambda "on-lambda" 0xFFFFFF 0x16181C,
    /// Role: informative feature.
    informative "informative" 0x1A4DAE 0x6E9FF7,
    /// Role: redundant feature.
    redundant "redundant" 0x2492CF 0x8FE0F5,
    /// Role: noise feature.
    noise "noise" 0x8A8F96 0x7C838D,
    /// Noise as text or as one highlighted line.
    noise_ink "noise-ink" 0x62676F 0xA1A7B0,
    /// The word "stopped".
    warn "warn" 0x8A5A00 0xF0B95A,
    /// Sparsity stack: noise that is kept.
    area_noise "area-noise" 0xC3C5C6 0x565C65,
    /// Sparsity stack: near zero.
    area_near "area-near" 0xDDDDDB 0x363A41,
    /// Sparsity stack: exactly zero.
    area_zero "area-zero" 0xF1EFE9 0x1F2227,
    /// Model without a penalty.
    none "none" 0x3F444C 0xD4D7DC,
    /// Model under L2.
    l2 "l2" 0x2C8F5C 0x43B486,
    /// L2 as text.
    l2_ink "l2-ink" 0x1F7448 0x5CC79A,
    /// Model under the elastic net.
    elastic_net "elastic-net" 0xC66BD0 0xE3A6F0,
    /// The elastic net as text.
    elastic_net_ink "elastic-net-ink" 0x9A3DA6 0xE3A6F0,
    /// Model under L1.
    l1 "l1" 0x920D88 0xB272CB,
}

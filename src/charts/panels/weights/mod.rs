//! Weights: every weight as a stem, by size or by position, with its value under the compared penalty.

mod factors;

use plotters::element::{Circle, PathElement};
use plotters::style::Color as _;

use self::factors::{FactorMarks, factor_text};
use crate::charts::axis::{Axis, KeptEnds};
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::feature_roles::{FeatureRoles, mark_color, text_color, truth};
use crate::charts::label::{Align, LINE, Label, NAME_LENGTHS};
use crate::charts::messages::message;
use crate::charts::model;
use crate::charts::number;
use crate::charts::overlay::Overlay;
use crate::charts::panel::{Layer, Layers, Paint, Panel, Style};
use crate::charts::panels::placeholder;
use crate::charts::panels::registry::unknown_view;
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::style::{HAIRLINE, Stroke, px, px_at};
use crate::charts::surface::DrawingResult;
use crate::charts::text::{PanelText, TextContext, sentences};
use crate::data::{Truth, argsort_descending};
use crate::error::Result;
use crate::lab::Snapshot;
use crate::model::PenaltyKind;

/// Half the height of the mark of a weight that is exactly 0, in CSS pixels.
const ZERO: f64 = 2.5;
/// Least distance of stems with dots, in CSS pixels.
const ROOM_FOR_DOTS: f64 = 3.0;
/// Least distance of stems that can be distinguished, in CSS pixels.
const VISIBLE_STEP: f64 = 1.0;

/// A stem per weight; the marks are the weights under L2, or under L1 if L2 is the current penalty.
#[derive(Debug, Clone, Default)]
pub struct WeightsPanel {
    in_place: bool,
    ends: KeptEnds,
}

impl Panel for WeightsPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let before = self.ends;
        self.fit_domain(snapshot);
        let coordinates = self.coordinates(snapshot, style);
        if redraw_all || before != self.ends {
            let mut chart = Chart::on(layers.axes.start(Paint::Replace), coordinates)?;
            chart.value_grid(&style.theme, grid_rows(chart.frame))?;
        }
        let order = self.order(snapshot);
        let drawing_on = |layer: &mut Layer| -> DrawingResult<Drawing<'_>> {
            let chart = Chart::on(layer.start(Paint::Replace), coordinates)?;
            Ok(Drawing { snapshot, style, order: &order, chart })
        };
        let trace = drawing_on(&mut layers.trace)?;
        trace.draw_compared()?;
        trace.draw_stems()?;
        drawing_on(&mut layers.live)?.draw_labels(self.in_place)
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, position: (f64, f64)) -> Option<usize> {
        let place = self.coordinates(snapshot, style).value_at(position)?.0.round();
        self.order(snapshot).get((place >= 0.0).then_some(place as usize)?).copied()
    }

    fn choose_view(&mut self, view: &str) -> Result<()> {
        let in_place = match view {
            "sorted" => false,
            "place" => true,
            _ => return Err(unknown_view("weights", view)),
        };
        *self = Self { in_place, ..Self::default() };
        Ok(())
    }
}

impl WeightsPanel {
    fn fit_domain(&mut self, snapshot: &Snapshot<'_>) {
        let shown =
            || snapshot.point.coef.iter().chain(compared(snapshot).map_or(&[][..], |compared| compared.coef));
        let low = shown().fold(0.0_f64, |low, &w| low.min(w));
        let high = shown().fold(0.0_f64, |high, &w| high.max(w));
        self.ends.fit(low, high);
    }

    fn coordinates(&self, snapshot: &Snapshot<'_>, style: &Style) -> Coordinates {
        let (width, height) = style.size;
        let (right, bottom) = ((width - 8.0).max(80.0), (height - 20.0).max(40.0));
        Coordinates {
            frame: Rect { left: 40.0, top: 34.0, right, bottom },
            x: Axis::linear(-0.5, snapshot.point.coef.len() as f64 - 0.5),
            y: self.ends.axis(style.scale),
        }
    }

    /// The weights from left to right.
    fn order(&self, snapshot: &Snapshot<'_>) -> Vec<usize> {
        if self.in_place {
            return (0..snapshot.point.coef.len()).collect();
        }
        argsort_descending(&snapshot.point.coef.iter().map(|w| w.abs()).collect::<Vec<_>>())
    }
}

/// The bookmark, or the weights under L2 (under L1 if L2 is the current penalty).
fn compared<'a>(snapshot: &Snapshot<'a>) -> Option<Overlay<'a>> {
    let kind = if snapshot.penalty == PenaltyKind::L2 { PenaltyKind::L1 } else { PenaltyKind::L2 };
    Overlay::of(snapshot, kind).filter(|_| snapshot.n_iter > 0 || snapshot.bookmark.is_some())
}

/// Largest number of ticks of the vertical axis.
fn grid_rows(frame: Rect) -> usize {
    ((frame.bottom - frame.top) / 22.0) as usize
}

struct Drawing<'a> {
    snapshot: &'a Snapshot<'a>,
    style: &'a Style,
    order: &'a [usize],
    chart: Chart,
}

impl Drawing<'_> {
    fn at(&self, place: usize, w: f64) -> (f64, f64) {
        self.chart.at((place as f64, w))
    }

    /// Distance of adjacent stems, in CSS pixels.
    fn step(&self) -> f64 {
        (self.chart.frame.right - self.chart.frame.left) / self.order.len() as f64
    }

    /// The marks of penalty factors.
    fn factors(&self) -> FactorMarks {
        FactorMarks::new(self.snapshot, self.order)
    }

    /// The places of the weights that can be distinguished at this width: of those that share `width` CSS pixels the largest and the
    /// smallest of `coef`, so that a frame draws a bounded number of marks.
    fn visible(&self, coef: &[f64], width: f64) -> Vec<usize> {
        let n = self.order.len();
        let n_together = (width / self.step()) as usize;
        if n_together < 3 {
            return (0..n).collect();
        }
        let value = |&place: &usize| coef[self.order[place]];
        let by_value = |a: &usize, b: &usize| value(a).total_cmp(&value(b));
        let ends = |first: usize| {
            let places = || first..(first + n_together).min(n);
            [places().max_by(by_value), places().min_by(by_value)].into_iter().flatten()
        };
        (0..n).step_by(n_together).flat_map(ends).collect()
    }

    fn draw_compared(&self) -> DrawingResult {
        let Some(compared) = compared(self.snapshot) else { return Ok(()) };
        let size = if self.step() < ROOM_FOR_DOTS { 1.5 } else { 2.0 };
        let (surface, kind) = (&self.chart.surface, (compared.kind, compared.l1_ratio));
        self.chart.clipped(6.0, || {
            self.visible(compared.coef, size).into_iter().try_for_each(|place| {
                let at = self.at(place, compared.coef[self.order[place]]);
                model::mark(surface, kind, at, size, false, &self.style.theme)
            })
        })
    }

    /// Draws the stems, noise first, so that informative weights are never covered.
    fn draw_stems(&self) -> DrawingResult {
        let is_signal = |j: usize| truth(self.snapshot, j).is_some_and(|truth| truth != Truth::Noise);
        let visible = self.visible(&self.snapshot.point.coef, VISIBLE_STEP);
        self.chart.clipped(6.0, || {
            for wants_signal in [false, true] {
                for &place in &visible {
                    let j = self.order[place];
                    if is_signal(j) == wants_signal {
                        self.draw_stem(place, j, wants_signal)?;
                    }
                }
            }
            Ok(())
        })
    }

    fn draw_stem(&self, place: usize, j: usize, is_signal: bool) -> DrawingResult {
        let theme = &self.style.theme;
        let (x, w) = (place as f64, self.snapshot.point.coef[j]);
        let color = if is_signal { mark_color(self.snapshot, j, theme) } else { theme.noise };
        if w == 0.0 {
            let (x, y) = self.at(place, 0.0);
            let ends = [(x, y - ZERO), (x, y + ZERO)].map(px_at);
            return self.chart.surface.draw(&PathElement::new(ends, color.line(HAIRLINE)));
        }
        let (width, radius) = if is_signal { (2.25, 4.0) } else { (HAIRLINE, 2.0) };
        self.chart.draw(&PathElement::new([(x, 0.0), (x, w)], color.line(width)))?;
        if is_signal || self.step() >= ROOM_FOR_DOTS {
            self.chart.draw(&Circle::new((x, w), px(radius), color.filled()))?;
        }
        Ok(())
    }

    fn draw_labels(&self, in_place: bool) -> DrawingResult {
        let (snapshot, theme) = (self.snapshot, &self.style.theme);
        let (width, height) = self.style.size;
        let mut places = Places::new(Rect { left: 0.0, top: 0.0, right: width, bottom: height });
        self.factors().draw(&self.chart, self.style)?;
        if let Some(j) = snapshot.focused {
            return self.draw_focused(j, &mut places);
        }
        if snapshot.n_iter == 0 && snapshot.point.coef.iter().all(|&w| w == 0.0) {
            let text = placeholder::press_play(self.style);
            let label = Label::plain(text, theme.ink_3).size(13.0).halo(theme.paper);
            let (x, y) = self.chart.frame.center();
            self.chart.label(&label, (x, y - 24.0), Align::Center);
            return Ok(());
        }
        // The ticks of the axis, and the view switch.
        let left = self.chart.frame.left;
        for value in self.chart.y().ticks(grid_rows(self.chart.frame)) {
            let y = self.at(0, value).1;
            places.reserve(Rect { left: 10.0, top: y - 6.0, right: left - 2.0, bottom: y + 6.0 });
        }
        places.reserve(Rect { left, top: 0.0, right: left + 150.0, bottom: 19.0 });
        self.reserve_stems(&mut places);
        if !in_place {
            self.count_zeros(&mut places);
        }
        let named = FeatureRoles::of(snapshot).named;
        let is_redundant = |j| matches!(truth(snapshot, j), Some(Truth::Redundant | Truth::Repeated));
        for (place, &j) in self.order.iter().enumerate() {
            if self.order.len() <= 8 || (named.contains(&j) && !is_redundant(j)) {
                self.name(place, j, &mut places);
            }
        }
        self.name_compared(&places)
    }

    fn reserve_stems(&self, places: &mut Places) {
        let half = 0.5 * self.step().min(8.0) + 1.0;
        let compared = compared(self.snapshot).map(|compared| compared.coef);
        for place in self.visible(&self.snapshot.point.coef, VISIBLE_STEP) {
            let j = self.order[place];
            for w in [Some(self.snapshot.point.coef[j]), compared.map(|coef| coef[j])].into_iter().flatten() {
                let ((x, foot), (_, head)) = (self.at(place, 0.0), self.at(place, w));
                let (top, bottom) = (foot.min(head) - 4.0, foot.max(head) + 4.0);
                places.reserve(Rect { left: x - half, top, right: x + half, bottom });
            }
        }
    }

    /// Draws a name at the head of its stem, or beside it if there is no room.
    fn name(&self, place: usize, j: usize, places: &mut Places) {
        let w = self.snapshot.point.coef[j];
        let theme = &self.style.theme;
        let directions = if w >= 0.0 {
            [Direction::East, Direction::North, Direction::NorthEast, Direction::NorthWest]
        } else {
            [Direction::South, Direction::SouthEast, Direction::SouthWest, Direction::East]
        };
        let at = self.at(place, w);
        let surface = &self.chart.surface;
        for letters in NAME_LENGTHS {
            let label = Label::new(text_color(self.snapshot, j, theme)).halo(theme.paper);
            let label = [label.weight_within(self.snapshot.feature_names, j, letters)];
            if let Some((rect, direction)) = places.choose(surface, &label, at, 7.0, &directions)
                && places.is_free(&rect)
            {
                places.draw(surface, &label, at, 7.0, direction);
                return;
            }
        }
    }

    /// Draws a bracket under the weights that are exactly 0, with their number.
    fn count_zeros(&self, places: &mut Places) {
        let coef = &self.snapshot.point.coef;
        let zeros = coef.iter().filter(|&&w| w == 0.0).count();
        if zeros < 2 {
            return;
        }
        let theme = &self.style.theme;
        let (first, last) = (self.at(coef.len() - zeros, 0.0).0 - 1.0, self.chart.frame.right);
        let y = self.chart.frame.bottom + 2.0;
        let stroke = Stroke::solid(theme.ink, 1.0);
        self.chart.rule((first, y), (last, y), stroke);
        self.chart.rule((first, y - 4.0), (first, y), stroke);
        self.chart.rule((last, y - 4.0), (last, y), stroke);
        places.reserve(Rect { left: first, top: y - 4.0, right: last, bottom: y + 1.0 });
        let zeros = number::count(zeros);
        let text = message!(self.style, "weights.label.zeros", "{zeros} at exactly 0", zeros = zeros);
        let label = Label::plain(text, theme.ink);
        let frame = Rect { left: 0.0, top: y, right: self.style.size.0, bottom: y + LINE + 2.0 };
        let anchor = (0.5 * (first + last), y + 9.0);
        let (dx, _) = label.rect(&self.chart.surface, anchor, Align::Center).offset_into(&frame);
        places.reserve(self.chart.label(&label.halo(theme.paper), (anchor.0 + dx, anchor.1), Align::Center));
    }

    /// Draws the legend of the small marks, if there is room.
    fn name_compared(&self, places: &Places) -> DrawingResult {
        let Some(compared) = compared(self.snapshot) else { return Ok(()) };
        let theme = &self.style.theme;
        let zeros = compared.coef.iter().filter(|&&w| w == 0.0).count();
        let name = compared.name(self.style);
        let text = if zeros == 0 {
            message!(self.style, "weights.label.compared.none", "{model}: none at 0", model = name)
        } else {
            message!(
                self.style,
                "weights.label.compared",
                "{model}: {zeros} at 0",
                model = name,
                zeros = number::count(zeros)
            )
        };
        let label = Label::plain(text, model::ink(compared.kind, theme)).halo(theme.paper);
        let Rect { right, top, bottom, .. } = self.chart.frame;
        let left = right - label.width(&self.chart.surface) - 20.0;
        let mut heights = [top + 10.0, top + 26.0, bottom - 10.0, bottom - 26.0].into_iter();
        let is_free = |&y: &f64| places.is_free(&Rect { left, top: y - 8.0, right, bottom: y + 8.0 });
        let Some(y) = heights.find(is_free) else { return Ok(()) };
        let rect = self.chart.label(&label, (right, y), Align::Right);
        let kind = (compared.kind, compared.l1_ratio);
        model::mark(&self.chart.surface, kind, (rect.left - 9.0, y), 3.5, false, theme)
    }

    /// Emphasizes the focused weight, with its name and value.
    fn draw_focused(&self, j: usize, places: &mut Places) -> DrawingResult {
        let theme = &self.style.theme;
        let Some(place) = self.order.iter().position(|&other| other == j) else { return Ok(()) };
        let (x, w) = (place as f64, self.snapshot.point.coef[j]);
        self.chart.draw(&PathElement::new([(x, 0.0), (x, w)], theme.ink.line(2.25)))?;
        self.chart.draw(&Circle::new((x, w), px(4.0), theme.ink.filled()))?;
        let name = Label::new(theme.ink).weight_of(self.snapshot.feature_names, j).text(" ");
        let mut name = name.bold(number::weight(w)).halo(theme.paper);
        if let Some(factor) = factor_text(self.snapshot.penalty_factor_of(j), self.style) {
            name = name.text(factor);
        }
        let directions =
            [Direction::NorthEast, Direction::NorthWest, Direction::SouthEast, Direction::SouthWest];
        places.beside(&self.chart.surface, &[name], self.at(place, w), 8.0, &directions);
        Ok(())
    }
}

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let snapshot = context.snapshot;
    let norm = number::significant(snapshot.point.norm2());
    let compared = compared(snapshot).map(|compared| context.penalty(compared.kind));
    PanelText {
        aid: match compared {
            _ if snapshot.bookmark.is_some() => message!(
                context,
                "weights.aid.bookmark",
                "Every weight as it stands; small marks are the moment kept."
            ),
            None => message!(context, "weights.aid", "Every weight as it stands."),
            Some(penalty) => message!(
                context,
                "weights.aid.compared",
                "Every weight as it stands; small marks are {penalty}’s answer.",
                penalty = penalty
            ),
        },
        number: (norm.clone(), message!(context, "weights.number", "= ‖w‖₂")),
        description: sentences([
            message!(
                context,
                "weights.description",
                "{weights} as stems, of which {zeros}. The norm of all is {norm}.",
                weights = context.weights(),
                zeros = context.zeros(),
                norm = norm,
            ),
            factors::sentence(context),
        ]),
        ..PanelText::default()
    }
}

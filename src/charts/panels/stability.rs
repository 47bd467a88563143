//! Selection stability: how often each weight is selected when the model is fitted to random halves of the training rows.

use plotters::element::Circle;
use plotters::style::Color as _;

use crate::charts::axis::Axis;
use crate::charts::chart::{Chart, Coordinates};
use crate::charts::counted;
use crate::charts::feature_roles::{nearest_height, stroke, text_color};
use crate::charts::label::{Align, LINE, Label, NAME_LENGTHS};
use crate::charts::messages::message;
use crate::charts::number;
use crate::charts::panel::{Layers, Paint, Panel, Style};
use crate::charts::panels::bias_variance::pending_text;
use crate::charts::panels::placeholder;
use crate::charts::places::{Direction, Places, Rect};
use crate::charts::style::{HAIRLINE, REFERENCE, Stroke, px};
use crate::charts::surface::DrawingResult;
use crate::charts::text::{PanelText, TextContext};
use crate::charts::theme::Theme;
use crate::data::{Truth, argsort_descending};
use crate::decimal::two_digits;
use crate::lab::{STABLE, Snapshot};
use crate::solve::Spread;

/// Largest number of weights shown, the most often selected first.
const MOST: usize = 40;
/// Weights of a table up to this number all have names.
const FEW: usize = 12;
/// Height for names above the highest stems.
const TOP: f64 = 26.0;
/// The same for a table of more weights, where names are above each other.
const TOP_OF_TABLE: f64 = 54.0;
/// Least distance of names above each other.
const NAME_GAP: f64 = 14.0;
/// Distance of such names from the last stem.
const NAME_LEFT: f64 = 8.0;
/// Half the height of the head of a stem with its margin.
const HEAD: f64 = 3.0;
/// Directions of a name from the head of its stem, in the order in which they are tried.
const DIRECTIONS: [Direction; 4] =
    [Direction::North, Direction::NorthEast, Direction::NorthWest, Direction::East];

/// A stem per weight, and the threshold of stable selections.
#[derive(Debug, Clone, Default)]
pub struct StabilityPanel {
    /// Run, version of the samples, and λ on the trace layer.
    drawn: (usize, usize, f64),
    /// The focused weight on the live layer.
    focused: Option<usize>,
}

impl Panel for StabilityPanel {
    fn draw(
        &mut self,
        snapshot: &Snapshot<'_>,
        style: &Style,
        layers: &mut Layers,
        redraw_all: bool,
    ) -> DrawingResult {
        let at = spread(snapshot);
        let version = snapshot.halves.map_or(0, |repeats| repeats.version);
        let now = (snapshot.run, version, at.map_or(0.0, |at| at.lambda));
        let theme = &style.theme;
        let has_changed = redraw_all || now != self.drawn;
        if !has_changed && snapshot.focused == self.focused {
            return Ok(());
        }
        self.focused = snapshot.focused;
        let coordinates = coordinates(snapshot, style);
        if has_changed {
            self.drawn = now;
            draw_axes(snapshot, style, &mut Chart::on(layers.axes.start(Paint::Replace), coordinates)?)?;
            let chart = Chart::on(layers.trace.start(Paint::Replace), coordinates)?;
            for (slot, j) in at.map(shown).unwrap_or_default().into_iter().enumerate() {
                draw_weight(snapshot, theme, &chart, (slot, j))?;
            }
        }
        let chart = Chart::on(layers.live.start(Paint::Replace), coordinates)?;
        match (at, snapshot.focused) {
            (Some(at), Some(j)) => draw_focused(snapshot, theme, &chart, at, j)?,
            (Some(at), None) => draw_names(snapshot, style, &chart, at),
            (None, _) => {}
        }
        Ok(())
    }

    fn weight_at(&self, snapshot: &Snapshot<'_>, style: &Style, (x, _): (f64, f64)) -> Option<usize> {
        let coordinates = coordinates(snapshot, style);
        let shown = shown(spread(snapshot)?);
        let stems = (0..shown.len()).map(|slot| coordinates.at((slot as f64, 0.0)).0);
        nearest_height(x, stems).map(|slot| shown[slot])
    }
}

/// The statistics at the nearest λ of the grid.
fn spread<'a>(snapshot: &Snapshot<'a>) -> Option<&'a Spread> {
    snapshot.halves?.nearest(snapshot.lambda)
}

/// Weights by selection frequency, descending.
fn shown(at: &Spread) -> Vec<usize> {
    argsort_descending(&at.selection).into_iter().take(MOST).collect()
}

fn coordinates(snapshot: &Snapshot<'_>, style: &Style) -> Coordinates {
    let (width, height) = style.size;
    let top = if is_large_table(snapshot) { TOP_OF_TABLE } else { TOP };
    let (right, bottom) = ((width - 12.0).max(80.0), (height - 24.0).max(top + 20.0));
    // One more slot for a focused weight that is not among them.
    let last = snapshot.point.coef.len().min(MOST) as f64;
    Coordinates {
        frame: Rect { left: 40.0, top, right, bottom },
        x: Axis::linear(-0.7, last.max(8.0)),
        y: Axis::linear(0.0, 1.0),
    }
}

/// Whether there are many weights, and which features carry signal is unknown.
fn is_large_table(snapshot: &Snapshot<'_>) -> bool {
    snapshot.truth.is_empty() && snapshot.point.coef.len() > FEW
}

fn draw_axes(snapshot: &Snapshot<'_>, style: &Style, chart: &mut Chart) -> DrawingResult {
    let theme = &style.theme;
    let Rect { left, right, top, bottom } = chart.frame;
    chart.horizontal_grid(theme, 2, &|share| number::fixed(100.0 * share, 0))?;
    chart.zero_line(theme);
    chart.label(&Label::plain("%", theme.ink_3), (left - 6.0, top - 17.0), Align::Right);
    let Some(at) = spread(snapshot) else {
        chart.plotting_area().fill(&theme.well)?;
        let (x, y) = chart.frame.center();
        let text = placeholder::no_curves(snapshot.penalty, style);
        for (k, line) in placeholder::lines(snapshot.errors.halves, &text).iter().enumerate() {
            let label = Label::plain(line, theme.ink_3).size(13.0);
            chart.label(&label, (x, y + 1.15 * LINE * k as f64), Align::Center);
        }
        return Ok(());
    };
    let y = chart.at((0.0, STABLE)).1;
    chart.rule((left, y), (right, y), Stroke::dashed(theme.ink_2, 1.0, REFERENCE));
    let p = snapshot.point.coef.len();
    let text = if p > MOST {
        message!(
            style,
            "stability.label.axis.most",
            "{shown} most often chosen of {weights}, at {lambda}",
            shown = number::count(MOST),
            weights = counted::weights(p, &style.catalogue),
            lambda = "{lambda}"
        )
    } else {
        message!(
            style,
            "stability.label.axis",
            "all {weights}, at {lambda}",
            weights = counted::weights(p, &style.catalogue),
            lambda = "{lambda}"
        )
    };
    let label = || Label::new(theme.ink_3);
    let lambda = label().math("λ").text(format!(" = {}", number::tick(two_digits(at.lambda))));
    let text = label().text(text).fill("{lambda}", lambda);
    chart.label(&text, (0.5 * (left + right), bottom + 13.0), Align::Center);
    Ok(())
}

/// The stem of a weight with the mark of its feature's role.
fn draw_weight(
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    chart: &Chart,
    (slot, j): (usize, usize),
) -> DrawingResult {
    let Some(share) = spread(snapshot).map(|at| at.selection[j]) else { return Ok(()) };
    let truth = snapshot.truth.get(j);
    let (stroke, radius) = match truth {
        Some(Truth::Informative) => (stroke(snapshot, j, theme), 4.0),
        Some(Truth::Redundant | Truth::Repeated) => (stroke(snapshot, j, theme), 3.5),
        Some(Truth::Noise) => (Stroke::solid(theme.noise, HAIRLINE), 2.0),
        None => (Stroke::solid(theme.ink, HAIRLINE), 2.0),
    };
    let head = (slot as f64, share);
    draw_stem(chart, head, stroke);
    if matches!(truth, Some(Truth::Redundant | Truth::Repeated)) {
        chart.draw(&Circle::new(head, px(radius), theme.paper.filled()))?;
        return chart.draw(&Circle::new(head, px(radius), stroke.color.line(1.75)));
    }
    chart.draw(&Circle::new(head, px(radius), stroke.color.filled()))
}

fn draw_stem(chart: &Chart, (slot, share): (f64, f64), stroke: Stroke) {
    let (x, y) = chart.at((slot, share));
    chart.rule((x, chart.frame.bottom), (x, y), stroke);
}

/// The label of the threshold, and the names of weights whose features are not noise, if there is room; in a large table, of those that
/// are stable.
fn draw_names(snapshot: &Snapshot<'_>, style: &Style, chart: &Chart, at: &Spread) {
    let theme = &style.theme;
    let mut places = Places::new(Rect { top: 0.0, ..chart.frame });
    let shown = shown(at);
    for (slot, &j) in shown.iter().enumerate() {
        let (x, y) = chart.at((slot as f64, at.selection[j]));
        places.reserve(Rect { left: x - HEAD, top: y - HEAD, right: x + HEAD, bottom: chart.frame.bottom });
    }
    label_threshold(&mut places, chart, style);
    if is_large_table(snapshot) {
        return name_stable(snapshot, theme, chart, at, &places);
    }
    let carries_signal = |j: usize| snapshot.truth.get(j).is_some_and(|truth| *truth != Truth::Noise);
    let is_few = shown.len() <= FEW;
    for (slot, &j) in shown.iter().enumerate().filter(|(_, j)| is_few || carries_signal(**j)) {
        let anchor = chart.at((slot as f64, at.selection[j]));
        for letters in NAME_LENGTHS {
            let lines = [name(snapshot, j, letters, theme)];
            if let Some((rect, direction)) = places.choose(&chart.surface, &lines, anchor, 5.0, &DIRECTIONS)
                && places.is_free(&rect)
            {
                let Rect { left, top, right, bottom } =
                    places.draw(&chart.surface, &lines, anchor, 5.0, direction);
                // Without a gap, two adjacent names would be read as one.
                places.reserve(Rect {
                    left: left - 6.0,
                    top: top + 3.0,
                    right: right + 6.0,
                    bottom: bottom - 3.0,
                });
                break;
            }
        }
    }
}

fn name(snapshot: &Snapshot<'_>, j: usize, letters: usize, theme: &Theme) -> Label {
    let label = Label::new(text_color(snapshot, j, theme));
    label.weight_within(snapshot.feature_names, j, letters).halo(theme.paper)
}

/// Names the stable weights, or as many of the first as fit: above each other at the right of the last of them, because their stems are
/// of nearly the same height and close together. A line leads from each name to its stem.
fn name_stable(snapshot: &Snapshot<'_>, theme: &Theme, chart: &Chart, at: &Spread, places: &Places) {
    let most = (chart.at((0.0, STABLE)).1 / NAME_GAP) as usize;
    let named = (1..=at.stable().min(most)).rev();
    let mut fitting = named.flat_map(|n| NAME_LENGTHS.map(|letters| (n, letters)));
    let names = fitting.find_map(|form| stacked(snapshot, theme, chart, at, form, places));
    let leader = Stroke::solid(theme.axis, HAIRLINE);
    for Name { label, head: (stem, head), position: (x, y) } in names.into_iter().flatten() {
        let is_above = y < head - HEAD;
        if is_above {
            chart.rule((stem, head - HEAD), (stem, y), leader);
        }
        chart.rule((if is_above { stem } else { stem + HEAD }, y), (x - HEAD, y), leader);
        chart.label(&label, (x, y), Align::Left);
    }
}

/// A name with the head of its stem.
struct Name {
    label: Label,
    head: (f64, f64),
    position: (f64, f64),
}

/// The names of the first `n` weights with at most `letters` letters; `None` if there is no room. No name is lower than its head, so that no line crosses a stem or another line.
fn stacked(
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    chart: &Chart,
    at: &Spread,
    (n, letters): (usize, usize),
    places: &Places,
) -> Option<Vec<Name>> {
    let x = chart.at((n as f64 - 1.0, 0.0)).0 + NAME_LEFT;
    let mut lowest = f64::INFINITY;
    let place = |(slot, j): (usize, usize)| {
        let head = chart.at((slot as f64, at.selection[j]));
        let label = name(snapshot, j, letters, theme);
        let mut y = head.1.min(lowest);
        let is_free = |y: f64| {
            let rect = label.rect(&chart.surface, (x, y), Align::Left);
            // Its halo would cut the head of a stem under it.
            places.is_free(&Rect { bottom: rect.bottom + 2.0, ..rect })
        };
        while !is_free(y) {
            y -= 1.0;
            if y < 0.0 {
                return None;
            }
        }
        lowest = y - NAME_GAP;
        Some(Name { label, head, position: (x, y) })
    };
    shown(at).into_iter().take(n).enumerate().rev().map(place).collect()
}

/// Draws the label at the right end of the threshold: above or below it if there is no stem, otherwise over the stems.
fn label_threshold(places: &mut Places, chart: &Chart, style: &Style) {
    let text = message!(style, "stability.label.threshold", "80\u{2009}%: call it stable");
    let label = Label::plain(text, style.theme.ink_2).halo(style.theme.paper);
    let (right, line) = (chart.frame.right, chart.at((0.0, STABLE)).1);
    let is_free = |&y: &f64| places.is_free(&label.rect(&chart.surface, (right, y), Align::Right));
    let y = [line - 9.0, line + 9.0].into_iter().find(is_free).unwrap_or(line + 9.0);
    places.reserve(chart.label(&label, (right, y), Align::Right));
}

/// Draws the focused weight only, with its share; after the others if it is not among them.
fn draw_focused(
    snapshot: &Snapshot<'_>,
    theme: &Theme,
    chart: &Chart,
    at: &Spread,
    j: usize,
) -> DrawingResult {
    let shown = shown(at);
    let slot = shown.iter().position(|&other| other == j).unwrap_or(shown.len());
    let Some(&share) = at.selection.get(j) else { return Ok(()) };
    let head = (slot as f64, share);
    draw_stem(chart, head, Stroke::solid(theme.ink, 2.25));
    chart.draw(&Circle::new(head, px(4.0), theme.ink.filled()))?;
    let (x, y) = chart.at(head);
    let percent = format!(" {}\u{2009}%", number::fixed(100.0 * share, 0));
    let name = Label::new(theme.ink).weight_of(snapshot.feature_names, j).bold(percent);
    let (aside, align) = if x > chart.frame.center().0 { (-8.0, Align::Right) } else { (8.0, Align::Left) };
    chart.label(&name.halo(theme.paper), (x + aside, y - 10.0), align);
    Ok(())
}

/// Returns the texts of the panel.
pub(in crate::charts) fn text(context: &TextContext<'_>) -> PanelText {
    let (halves, features) = (context.snapshot.halves, number::count(context.n_features()));
    let n_done = counted::half_samples(halves.map_or(0, |repeats| repeats.n_done), context.catalogue);
    let at = halves.and_then(|repeats| repeats.nearest(context.snapshot.lambda));
    PanelText {
        aid: message!(
            context,
            "stability.aid",
            "How often each weight survives in {samples}.",
            samples = n_done
        ),
        number: match at.map(Spread::stable) {
            None => (String::new(), pending_text(context, halves)),
            Some(n) => (
                number::count(n),
                message!(context, "stability.number", "of {features} stable", features = features),
            ),
        },
        description: match at {
            None => message!(
                context,
                "stability.description.nothing",
                "Stems for how often each weight survives in half-samples, of which 0 are done."
            ),
            Some(at) => message!(
                context,
                "stability.description",
                "Stems for how often each weight survives in {samples} at λ = {lambda}, most often first: \
                 in at least 80 % of them, {stable} of {features}.",
                samples = n_done,
                lambda = number::significant_digits(at.lambda, 2),
                stable = number::count(at.stable()),
                features = features,
            ),
        },
        ..PanelText::default()
    }
}

//! Draws panels and examines what was recorded.

use super::*;

pub fn style(size: (f64, f64)) -> Style {
    style_in(Family::Liberation, size)
}

pub fn style_in(family: Family, size: (f64, f64)) -> Style {
    Style {
        theme: Theme::LIGHT,
        size,
        device_pixel_ratio: 1.0,
        scale: Scale::SquareRoot,
        lambda_scale: LambdaScale::default(),
        measure: Rc::new(move |text, font| family.width(text, font)),
        catalogue: Rc::default(),
    }
}

/// Name, panel, and the size it has on a wide screen.
pub type Sized = (&'static str, Box<dyn Panel>, (f64, f64));

/// All panels but the table.
pub fn panels() -> Vec<Sized> {
    let sized = |info: &PanelInfo| {
        let width = if info.column == Column::Left { 504.0 } else { 392.0 };
        Some((info.name, panel(info.name)?, (width, info.height)))
    };
    PANELS.iter().filter_map(sized).collect()
}

/// Every family with everything that `all` returns.
pub fn in_both_families<T>(all: impl Fn() -> Vec<T>) -> impl Iterator<Item = (Family, T)> {
    Family::ALL.into_iter().flat_map(move |family| all().into_iter().map(move |one| (family, one)))
}

pub fn draw(panel: &mut dyn Panel, snapshot: &Snapshot<'_>, style: &Style) -> Layers {
    let mut layers = Layers::new(style.clone());
    panel.draw(snapshot, style, &mut layers, true).unwrap();
    layers
}

/// Every mark of all layers with its points, and what its texts cover.
pub fn for_every_mark(layers: &Layers, mut look: impl FnMut(&Mark, &[(i32, i32)])) {
    for layer in layers.all() {
        let surface = layer.surface.borrow();
        for mark in surface.marks() {
            match mark {
                Mark::Line { points, .. } | Mark::Area { points, .. } => look(mark, surface.points(points)),
                _ => look(mark, &[]),
            }
        }
    }
}

pub fn count(layers: &Layers, is_counted: impl Fn(&Mark) -> bool) -> usize {
    let mut n = 0;
    for_every_mark(layers, |mark, _| n += usize::from(is_counted(mark)));
    n
}

pub fn texts(layers: &Layers) -> String {
    let mut all = String::new();
    for layer in layers.all() {
        let surface = layer.surface.borrow();
        for mark in surface.marks() {
            if let Mark::Text { text, .. } = mark {
                all.push_str(surface.text(*text));
                all.push('|');
            }
        }
    }
    all
}

/// Left, top, right, bottom of every line of text, neighbouring runs joined: its advance and the height of its ink.
pub fn text_boxes(layers: &Layers, family: Family) -> Vec<([f64; 4], String)> {
    let mut boxes: Vec<([f64; 4], String)> = Vec::new();
    for layer in layers.all() {
        let surface = layer.surface.borrow();
        for mark in surface.marks() {
            let Mark::Text { at, text, font, .. } = mark else { continue };
            let (x, y) = (f64::from(at.0) / UNITS, f64::from(at.1) / UNITS);
            let text = surface.text(*text);
            let (above, below) = family.ink(text, *font);
            let rect = [x, y - above, x + family.width(text, *font), y + below];
            match boxes.last_mut() {
                Some((last, line)) if (last[2] - x).abs() < 0.1 && (last[3] - y).abs() < 6.0 => {
                    *last = [last[0], last[1].min(rect[1]), rect[2], last[3].max(rect[3])];
                    line.push_str(text);
                }
                _ => boxes.push((rect, text.to_owned())),
            }
        }
    }
    boxes
}

/// The lines of a layer with their points in CSS pixels.
pub fn lines(layer: &Layer) -> Vec<(Stroke, Vec<(f64, f64)>)> {
    let surface = layer.surface.borrow();
    let line = |mark: &Mark| {
        let Mark::Line { points, stroke, .. } = mark else { return None };
        let at = |&(x, y): &(i32, i32)| (f64::from(x) / UNITS, f64::from(y) / UNITS);
        Some((*stroke, surface.points(points).iter().map(at).collect()))
    };
    surface.marks().iter().filter_map(line).collect()
}

/// Centers in CSS pixels and radii of all discs.
pub fn discs(layers: &Layers) -> Vec<((f64, f64), f64)> {
    let mut discs = Vec::new();
    for_every_mark(layers, |mark, _| {
        if let Mark::Disc { center, radius, .. } = mark {
            let [x, y, radius] = [center.0, center.1, *radius].map(|value| f64::from(value) / UNITS);
            discs.push(((x, y), radius));
        }
    });
    discs
}

/// Whether a piece of a line, or the rectangle around it, crosses a text.
pub fn is_crossed([left, top, right, bottom]: [f64; 4], [a, b]: [(f64, f64); 2]) -> bool {
    a.0.max(b.0) > left && a.0.min(b.0) < right && a.1.max(b.1) > top && a.1.min(b.1) < bottom
}

pub fn assert_no_label_covers_another(layers: &Layers, family: Family, name: &str) {
    let boxes = text_boxes(layers, family);
    assert!(boxes.len() >= 4, "{name} has only {} labels", boxes.len());
    for (k, (a, text)) in boxes.iter().enumerate() {
        for (b, other) in &boxes[k + 1..] {
            let width = a[2].min(b[2]) - a[0].max(b[0]);
            let height = a[3].min(b[3]) - a[1].max(b[1]);
            assert!(
                width <= 1.0 || height <= 1.0,
                "{name} in {family:?}: {text:?} and {other:?} overlap by {width} × {height}"
            );
        }
    }
}

/// No text is cut off at the edge of its panel.
pub fn assert_labels_are_inside(layers: &Layers, family: Family, (width, height): (f64, f64), name: &str) {
    for ([left, top, right, bottom], text) in text_boxes(layers, family) {
        let is_inside = left >= -1.0 && top >= -1.0 && right <= width + 1.0 && bottom <= height + 1.0;
        assert!(
            is_inside,
            "{name} in {family:?}: {text:?} at {left}, {top}, {right}, {bottom} of {width} × {height}"
        );
    }
}

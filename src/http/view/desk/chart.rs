//! Small charts: numbers in, shapes out, for `templates/desk/chart.html`.
//!
//! The drawing holds shapes alone and is stretched to the width that there is; whatever is to be read stands beside it
//! as text, and everything that it shows stands in a table, too. Colours are the style sheet's.

/// How high a drawing is, in its own units; the width is [`STEP`] a value.
const HEIGHT: i64 = 1_000;
const STEP: i64 = 10;
/// Of each step, how much a bar takes.
const BAR: i64 = 8;

/// A series of numbers, one a day.
pub struct Chart {
    /// Of the element that names the drawing.
    pub id: &'static str,
    /// What it shows, for those who do not see it.
    pub title: String,
    /// The greatest value, where the drawing ends at the top.
    pub top: String,
    /// The first and the last day.
    pub ends: (String, String),
    pub width: i64,
    pub shapes: Shapes,
}

pub enum Shapes {
    Bars(Vec<Bar>),
    /// Paths: a line is interrupted where there is nothing to show.
    Line(Vec<String>),
}

/// One bar; those that are nothing are left out.
pub struct Bar {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    /// Its day and number, for a pointer that rests on it.
    pub label: String,
}

/// A bar for each value; `label` names the value at a place.
pub fn bars(values: &[i64], label: impl Fn(usize) -> String) -> (i64, Shapes) {
    let top = values.iter().copied().max().unwrap_or(0);
    let steps = (0..).step_by(usize::try_from(STEP).unwrap_or(1));
    let bars = values.iter().zip(steps).enumerate().filter(|(_, (value, _))| **value > 0);
    let bars = bars.map(|(place, (value, x))| {
        // What is little is seen all the same.
        let height = scaled(*value, top).max(HEIGHT / 50);
        Bar { x, y: HEIGHT - height, width: BAR, height, label: label(place) }
    });
    (width(values.len()), Shapes::Bars(bars.collect()))
}

/// A line through the values that there are.
pub fn line(values: &[Option<i64>]) -> (i64, Shapes) {
    let top = values.iter().flatten().copied().max().unwrap_or(0);
    let mut paths: Vec<String> = Vec::new();
    let mut open = false;
    for (value, x) in values.iter().zip((STEP / 2..).step_by(usize::try_from(STEP).unwrap_or(1))) {
        let Some(value) = value else {
            open = false;
            continue;
        };
        let y = HEIGHT - scaled(*value, top);
        match paths.last_mut().filter(|_| open) {
            Some(path) => path.push_str(&format!("L{x} {y}")),
            // A day that stands alone is a dot: a line without length, with round ends.
            None => paths.push(format!("M{x} {y}h0")),
        }
        open = true;
    }
    (width(values.len()), Shapes::Line(paths))
}

fn scaled(value: i64, top: i64) -> i64 {
    let part = i128::from(value.max(0)) * i128::from(HEIGHT) / i128::from(top.max(1));
    i64::try_from(part).unwrap_or(HEIGHT).min(HEIGHT)
}

fn width(values: usize) -> i64 {
    i64::try_from(values).unwrap_or(1).max(1) * STEP
}

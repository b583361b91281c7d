//! Line charts by hand: a few kilobytes each, and legible on a light and on a dark page.

use std::fmt::Write;

/// Figures over a quantity that grows by factors (its axis is logarithmic).
pub struct Chart {
    pub title: &'static str,
    /// What is counted from left to right.
    pub across: &'static str,
    /// What is measured, with its unit.
    pub up: &'static str,
    pub lines: Vec<Line>,
}

pub struct Line {
    pub name: &'static str,
    pub points: Vec<(f64, f64)>,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 320.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 170.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 48.0;

/// Ink, three lines that differ in lightness and dash as well as in colour, and the paper is the page's own.
const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#222}.t{font-weight:600;font-size:14px}.g{stroke:#ccc}\
.l{fill:none;stroke-width:2}.a{stroke:#a3341f;fill:#a3341f}.b{stroke:#2a5d9f;fill:#2a5d9f;stroke-dasharray:6 4}\
.c{stroke:#4b7a2b;fill:#4b7a2b;stroke-dasharray:2 3}circle,.n{stroke:none!important}.l.a,.l.b,.l.c{fill:none}\
@media(prefers-color-scheme:dark){text{fill:#ddd}.g{stroke:#555}.a{stroke:#f08a72;fill:#f08a72}\
.b{stroke:#8ab4e8;fill:#8ab4e8}.c{stroke:#a8d08a;fill:#a8d08a}}";

impl Chart {
    pub fn svg(&self) -> String {
        let all = || self.lines.iter().flat_map(|line| &line.points);
        let most = all().map(|(_, y)| *y).fold(0.0, f64::max);
        let (from, to) = all().fold((f64::INFINITY, 0.0_f64), |(a, b), (x, _)| (a.min(*x), b.max(*x)));
        let step = round_up(most / 4.0);
        let top = step * (most / step).ceil().max(1.0);
        let x = |value: f64| LEFT + (value / from).ln() / (to / from).ln().max(1e-9) * (WIDTH - LEFT - RIGHT);
        let y = |value: f64| HEIGHT - BOTTOM - value / top * (HEIGHT - TOP - BOTTOM);
        let mut out = String::new();
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{0}\">\n\
             <style>{STYLE}</style>\n<text class=\"t\" x=\"8\" y=\"18\">{0}</text>\n<text x=\"8\" y=\"36\">{1}</text>\n",
            self.title, self.up
        );
        for line in 0..=(top / step).round() as u32 {
            let value = step * f64::from(line);
            let height = y(value);
            let _ = writeln!(
                out,
                "<path class=\"g\" d=\"M{LEFT} {height:.1}H{:.1}\"/><text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>",
                WIDTH - RIGHT,
                LEFT - 6.0,
                height + 4.0,
                crate::table::whole(value)
            );
        }
        let mut marks: Vec<f64> = all().map(|(x, _)| *x).collect();
        marks.sort_by(f64::total_cmp);
        marks.dedup();
        for mark in marks {
            let _ = writeln!(
                out,
                "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
                x(mark),
                HEIGHT - BOTTOM + 18.0,
                crate::table::whole(mark)
            );
        }
        let middle = (LEFT + WIDTH - RIGHT) / 2.0;
        let _ = writeln!(
            out,
            "<text x=\"{middle}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>",
            HEIGHT - 8.0,
            self.across
        );
        self.draw_lines(&mut out, &x, &y);
        out.push_str("</svg>\n");
        out
    }

    fn draw_lines(&self, out: &mut String, x: &dyn Fn(f64) -> f64, y: &dyn Fn(f64) -> f64) {
        // Names stand at the ends of their lines, far enough apart to be read.
        let mut names: Vec<(f64, &str, char)> = Vec::new();
        for (line, class) in self.lines.iter().zip(['a', 'b', 'c']) {
            let points: Vec<String> = line.points.iter().map(|(a, b)| format!("{:.1} {:.1}", x(*a), y(*b))).collect();
            let _ = writeln!(out, "<path class=\"l {class}\" d=\"M{}\"/>", points.join("L"));
            for (a, b) in &line.points {
                let _ = writeln!(out, "<circle class=\"{class}\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"3.5\"/>", x(*a), y(*b));
            }
            names.push((line.points.last().map_or(0.0, |(_, b)| y(*b)), line.name, class));
        }
        names.sort_by(|one, other| one.0.total_cmp(&other.0));
        let mut above = f64::NEG_INFINITY;
        for (height, name, class) in names {
            let height = height.max(above + 17.0);
            above = height;
            let _ = writeln!(
                out,
                "<text class=\"n {class}\" x=\"{:.1}\" y=\"{:.1}\">{name}</text>",
                WIDTH - RIGHT + 10.0,
                height + 4.0
            );
        }
    }
}

/// The next of 1, 2, 5, 10, 20 …
fn round_up(figure: f64) -> f64 {
    let power = 10_f64.powf(figure.max(1e-9).log10().floor());
    let part = figure / power;
    power
        * if part <= 1.0 {
            1.0
        } else if part <= 2.0 {
            2.0
        } else if part <= 5.0 {
            5.0
        } else {
            10.0
        }
}

//! Figures, and the tables that they are printed in.

/// The middle one.
pub fn median(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    match figures.len() % 2 {
        0 => figures.get(middle.wrapping_sub(1)..=middle).map_or(f64::NAN, |two| two.iter().sum::<f64>() / 2.0),
        _ => figures.get(middle).copied().unwrap_or(f64::NAN),
    }
}

/// One table, as Markdown: what is printed is what stands in `docs/performance.md`.
pub struct Table {
    title: String,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(title: &str, columns: &[&str]) -> Self {
        Self { title: title.to_owned(), rows: vec![columns.iter().map(|c| (*c).to_owned()).collect()] }
    }

    pub fn row(&mut self, cells: Vec<String>) {
        eprintln!("  {}", cells.join(" · "));
        self.rows.push(cells);
    }

    pub fn is_empty(&self) -> bool {
        self.rows.len() < 2
    }

    pub fn text(&self) -> String {
        let columns = self.rows.first().map_or(0, Vec::len);
        let width = |column: usize| {
            self.rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        let mut text = format!("### {}\n\n", self.title);
        for (number, row) in self.rows.iter().enumerate() {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| match column {
                0 => format!("{cell:<width$}"),
                _ => format!("{cell:>width$}"),
            });
            text.push_str(&format!("| {} |\n", cells.collect::<Vec<_>>().join(" | ")));
            if number == 0 {
                let lines = widths.iter().enumerate().map(|(column, width)| match column {
                    0 => "-".repeat(*width),
                    _ => format!("{}:", "-".repeat(width.saturating_sub(1))),
                });
                text.push_str(&format!("| {} |\n", lines.collect::<Vec<_>>().join(" | ")));
            }
        }
        text
    }
}

/// A whole number with its thousands apart.
pub fn whole(figure: f64) -> String {
    let digits = format!("{figure:.0}");
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Milliseconds or microseconds, with as many digits as mean anything.
pub fn short(figure: f64) -> String {
    match figure.abs() {
        f if f.is_nan() => "–".to_owned(),
        f if f >= 100.0 => whole(figure),
        f if f >= 10.0 => format!("{figure:.1}"),
        _ => format!("{figure:.2}"),
    }
}

/// Bytes as megabytes.
pub fn megabytes(bytes: f64) -> String {
    format!("{:.1}", bytes / 1_048_576.0)
}

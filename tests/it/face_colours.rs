//! The colours of the reader pages keep their contrast (WCAG 2.2, 1.4.3 and 1.4.11), in light and dark,
//! on the page, on panels and on tints.

use std::collections::HashMap;

const THREAD_CSS: &str = include_str!("../../assets/thread.css");
const WRITING_CSS: &str = include_str!("../../assets/writing.css");
const PAGE_CSS: &str = include_str!("../../assets/page.css");
const WIDGET_CSS: &str = include_str!("../../assets/widget.css");
const DEMO_CSS: &str = include_str!("../../assets/demo.css");

const LIGHT: usize = 0;
const DARK: usize = 1;

/// The custom properties with a colour for each theme, as luminance.
fn tokens(css: &'static str, theme: usize) -> HashMap<&'static str, f64> {
    let token = |line: &'static str| {
        let (name, colours) = line.trim().strip_prefix("--")?.strip_suffix(");")?.split_once(": light-dark(")?;
        Some((name, luminance(colours.split(", ").nth(theme)?.strip_prefix('#')?)))
    };
    css.lines().filter_map(token).collect()
}

/// Those of all that readers see.
fn reader_tokens(theme: usize) -> HashMap<&'static str, f64> {
    [THREAD_CSS, WRITING_CSS, PAGE_CSS].into_iter().flat_map(|css| tokens(css, theme)).collect()
}

/// Relative luminance as WCAG defines it.
fn luminance(hex: &str) -> f64 {
    let channel = |at: usize| {
        let c = f64::from(u8::from_str_radix(&hex[at..at + 2], 16).unwrap()) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4)
}

fn ratio(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[test]
fn text_has_4_5_to_1_and_borders_3_to_1_on_every_ground() {
    for theme in [LIGHT, DARK] {
        let colour = reader_tokens(theme);
        let pair = |a: &str, b: &str| ratio(colour[a], colour[b]);
        for ground in ["svar-page", "svar-surface", "svar-tint"] {
            for ink in
                ["svar-text", "svar-muted", "svar-accent", "svar-error", "svar-held", "svar-approved", "svar-pick"]
            {
                assert!(pair(ink, ground) >= 4.5, "theme {theme}: {ink} on {ground}: {:.2}", pair(ink, ground));
            }
            assert!(
                pair("svar-field", ground) >= 3.0,
                "theme {theme}: field on {ground}: {:.2}",
                pair("svar-field", ground)
            );
        }
        for (ink, ground) in [("svar-error", "svar-error-tint"), ("svar-held", "svar-held-tint")] {
            assert!(pair(ink, ground) >= 4.5 && pair("svar-text", ground) >= 4.5, "theme {theme}: {ink} on its tint");
        }
        assert!(
            pair("svar-on-text", "svar-text") >= 7.0 && pair("svar-on-text", "svar-accent") >= 4.5,
            "theme {theme}: button"
        );
        assert!(pair("svar-focus", "svar-halo") >= 17.0, "theme {theme}: focus");
    }
}

#[test]
fn the_tokens_hold_on_the_pages_of_others_too() {
    // A thread may stand on any page of luminance 0.65 and up (light) or 0.035 and down (dark).
    for (theme, page) in [(LIGHT, 0.65), (DARK, 0.035)] {
        let colour = reader_tokens(theme);
        for ink in ["svar-text", "svar-muted", "svar-accent", "svar-error", "svar-held", "svar-pick"] {
            assert!(ratio(colour[ink], page) >= 4.5, "theme {theme}: {ink}: {:.2}", ratio(colour[ink], page));
        }
        assert!(
            ratio(colour["svar-field"], page) >= 3.0,
            "theme {theme}: field: {:.2}",
            ratio(colour["svar-field"], page)
        );
    }
}

#[test]
fn the_magazine_of_the_demo_is_readable_too() {
    for theme in [LIGHT, DARK] {
        let (magazine, thread) = (tokens(DEMO_CSS, theme), reader_tokens(theme));
        let paper = magazine["mag-paper"];
        for ink in ["mag-ink", "mag-soft", "mag-red"] {
            let found = ratio(magazine[ink], paper);
            assert!(found >= 4.5, "theme {theme}: {ink}: {found:.2}");
        }
        // The widget stands on the magazine's paper, with panels and tints that the magazine has chosen.
        for ground in [paper, magazine["svar-surface"], magazine["svar-tint"]] {
            for ink in ["svar-text", "svar-muted", "svar-accent", "svar-error", "svar-held", "svar-pick"] {
                assert!(ratio(thread[ink], ground) >= 4.5, "theme {theme}: {ink}: {:.2}", ratio(thread[ink], ground));
            }
        }
    }
}

#[test]
fn the_style_sheets_fetch_nothing_and_know_no_left_and_right() {
    for css in [THREAD_CSS, PAGE_CSS, WIDGET_CSS, DEMO_CSS] {
        for banned in ["url(", "@import", "@font-face", "!important"] {
            assert!(!css.contains(banned), "{banned}");
        }
        // Physical directions would stand wrong in a right-to-left thread.
        for banned in [
            "margin-left",
            "margin-right",
            "padding-left",
            "padding-right",
            "border-left",
            "border-right",
            "text-align: left",
        ] {
            assert!(!css.contains(banned), "{banned}");
        }
    }
}

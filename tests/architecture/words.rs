//! Tricks of the machine stand in the engine, and nothing is clamped in silence outside of it.

use crate::offences::{Offence, at_most};
use crate::{ENGINE, Source, is_of_name, sources};

/// The one file outside of the engine that may clamp: it says why nothing is clamped.
const PROVEN: &str = "ground/measure/proven.rs";

/// Words of the machine in a line of code.
fn machinery(line: &str) -> bool {
    let mut words = line.split(|c: char| !is_of_name(c));
    line.contains("inline(always)")
        || words.any(|word| {
            ["black_box", "select_unpredictable", "prefetch_index"].contains(&word)
                || word.starts_with("wrapping_")
        })
}

/// A value put in silence where there is none: clamped, nought, or the largest there is.
fn falls_back(line: &str) -> bool {
    let mut words = line.split(|c: char| !is_of_name(c));
    let mut given = line.split("unwrap_or(").skip(1).map(|after| {
        let end = after.find(')').unwrap_or(after.len());
        &after[..end]
    });
    words.any(|word| word.starts_with("saturating_"))
        || given.any(|value| {
            let digits = value.trim_end_matches(|c: char| c.is_alphanumeric() && c != '0');
            digits == "0" || value.starts_with("0_") || value.ends_with("MAX")
        })
}

fn found(in_line: fn(&str) -> bool, exempt: impl Fn(&Source) -> bool) -> Vec<Offence> {
    let mut found = Vec::new();
    for source in sources().iter().filter(|source| !exempt(source)) {
        for line in source.code.lines().filter(|line| in_line(line)) {
            let module = source.module().unwrap_or_default();
            found.push(Offence { module, what: format!("{}: {}", source.name(), line.trim()) });
        }
    }
    found
}

#[test]
fn tricks_of_the_machine_stand_in_the_engine() {
    let in_engine = |source: &Source| source.module().as_deref() == Some(ENGINE);
    at_most(0, "machinery outside of the engine", &found(machinery, in_engine));
}

#[test]
fn nothing_is_clamped_in_silence() {
    let exempt =
        |source: &Source| source.module().as_deref() == Some(ENGINE) || source.name() == PROVEN;
    at_most(0, "silent fallbacks", &found(falls_back, exempt));
}

#[test]
fn words_of_the_machine_are_found() {
    for line in [
        "#[inline(always)]",
        "let a = a.wrapping_add(1);",
        "std::hint::black_box(a);",
        "is_first.select_unpredictable(a, b)",
        "prefetch_index::prefetch_index(slice, 0);",
    ] {
        assert!(machinery(line), "{line}");
    }
    for line in ["#[inline]", "engine::prefetch(row);", "let unwrapping = 1;"] {
        assert!(!machinery(line), "{line}");
    }
}

#[test]
fn silent_fallbacks_are_found() {
    for line in [
        "a.saturating_add(b)",
        "it.unwrap_or(0)",
        "it.unwrap_or(0_u64)",
        "it.unwrap_or(0u64)",
        "it.unwrap_or(u32::MAX)",
        "it.unwrap_or(Day::MAX)",
        "one.unwrap_or(1) + other.unwrap_or(0)",
    ] {
        assert!(falls_back(line), "{line}");
    }
    for line in ["it.unwrap_or(10)", "it.unwrap_or(1)", "a.checked_add(b)", "it.unwrap_or(day)"] {
        assert!(!falls_back(line), "{line}");
    }
}

//! Messages in plain words: no terms of the language in which the program is written.

use std::num::NonZeroU16;

/// The terms of the reader of policies, each with the words that a person reads.
const TERMS: [(&str, &str); 14] = [
    ("unknown field", "unknown name"),
    ("unknown variant", "unknown word"),
    ("missing field", "there is no"),
    ("duplicate field", "stands twice:"),
    ("invalid type:", "wrong kind of value:"),
    ("invalid value:", "wrong value:"),
    ("integer `", "the number `"),
    ("floating point `", "the number `"),
    ("boolean `", "the value `"),
    ("string \"", "the text \""),
    ("a nonzero ", "a whole number from 1 on, "),
    ("a sequence", "a list"),
    ("a map", "a section"),
    ("a string", "a text between quotes"),
];

/// The names of kinds of whole numbers.
const NUMBERS: [&str; 8] = ["u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64"];

/// Bounds as a person writes them: `1 to 128`.
pub(crate) fn bounds(message: &str) -> String {
    message.replace("..=", " to ")
}

/// What is wrong in a policy, in plain words. The lines that quote the file stay as they are.
pub(crate) fn policy(problem: &str) -> String {
    let lines = problem.trim_end().lines().map(|line| {
        let is_quoted = line
            .split_once('|')
            .is_some_and(|(before, _)| before.chars().all(|c| c.is_ascii_digit() || c == ' '));
        if is_quoted { line.to_owned() } else { said(line) }
    });
    bounds(&lines.collect::<Vec<_>>().join("\n"))
}

fn said(line: &str) -> String {
    let mut line = line.replace("TOML parse error at", "cannot be read:");
    for (term, words) in TERMS {
        line = line.replace(term, words);
    }
    let Some((before, expected)) = line.rsplit_once("expected ") else { return line };
    let expected = match expected.rsplit_once(' ').map_or(("", expected), |it| it) {
        ("a whole number from 1 on,", number) if NUMBERS.contains(&number) => {
            "a whole number from 1 on"
        }
        ("", number) if NUMBERS.contains(&number) => {
            "a whole number, not negative and not too large"
        }
        ("struct" | "enum", _) => "a section of its own",
        _ => expected,
    };
    format!("{before}expected {expected}")
}

/// The days of a horizon.
pub(crate) fn days(text: &str) -> Result<NonZeroU16, String> {
    text.parse().map_err(|_| format!("a whole number of days from 1 to {}", u16::MAX))
}

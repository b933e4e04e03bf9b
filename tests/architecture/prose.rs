//! Comments fit a screen and begin with a noun or a verb.

use std::path::{Path, PathBuf};

use crate::offences::{Offence, at_most};
use crate::{Source, collect, sources};

/// Columns of a line of comment.
const COLUMNS: usize = 100;

/// Words with which no doc line of the library begins.
const QUESTIONS: [&str; 5] = ["What", "Where", "How", "Whether", "Who"];

/// Phrases that no doc line holds.
const PHRASES: [&str; 2] = ["so many", "the same, given"];

fn is_long(line: &str) -> bool {
    line.trim_start().starts_with("//") && line.chars().count() > COLUMNS
}

/// The words of a line of documentation.
fn doc(line: &str) -> Option<&str> {
    let line = line.trim_start();
    line.strip_prefix("///").or_else(|| line.strip_prefix("//!")).map(str::trim_start)
}

/// Whether a doc line begins with a question word.
fn asks(line: &str) -> bool {
    doc(line).is_some_and(|words| {
        let first = words.split(|c: char| !c.is_alphabetic()).next();
        first.is_some_and(|first| QUESTIONS.contains(&first))
    })
}

/// Whether a line of comment holds one of the phrases.
fn holds_phrase(line: &str) -> bool {
    let line = line.trim_start().to_lowercase();
    line.starts_with("//") && PHRASES.iter().any(|phrase| line.contains(phrase))
}

fn found(sources: &[Source], in_line: fn(&str) -> bool) -> Vec<Offence> {
    let mut found = Vec::new();
    for source in sources {
        for (place, line) in source.text.lines().enumerate().filter(|(_, line)| in_line(line)) {
            let what = format!("{}:{}: {}", source.name(), place + 1, line.trim());
            found.push(Offence { module: source.module_or_folder(), what });
        }
    }
    found
}

/// Every file of Rust outside of the library.
fn others() -> Vec<Source> {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in ["tests", "examples", "benches"].map(|name| package.join(name)) {
        let folder: PathBuf = folder;
        if folder.is_dir() {
            collect(&folder, &mut found);
        }
    }
    found
}

#[test]
fn comments_fit_a_screen() {
    let mut all = sources();
    all.extend(others());
    at_most(0, "comments over 100 columns", &found(&all, is_long));
}

#[test]
fn documentation_begins_with_a_noun_or_a_verb() {
    at_most(0, "doc lines that begin with a question", &found(&sources(), asks));
}

#[test]
fn no_comment_says_so_many_or_the_same_given() {
    let all = sources().into_iter().chain(others());
    let all: Vec<_> = all.filter(|it| it.name() != "tests/architecture/prose.rs").collect();
    at_most(0, "phrases", &found(&all, holds_phrase));
}

#[test]
fn what_offends_in_a_comment_is_found() {
    assert!(is_long(&format!("    /// {}", "a".repeat(93))));
    assert!(!is_long(&format!("    /// {}", "a".repeat(92))));
    assert!(!is_long(&"a".repeat(120)));
    assert!(!is_long(&format!("// {}", "关".repeat(97))), "characters, not bytes");
    for line in ["/// What is kept.", "    //! Who: a person.", "/// Whether it is."] {
        assert!(asks(line), "{line}");
    }
    for line in ["/// Whoever asks.", "// What is kept.", "/// Says what is kept.", "/// However."]
    {
        assert!(!asks(line), "{line}");
    }
    for line in ["/// After so many days.", "// The same, given its day.", "//! So many."] {
        assert!(holds_phrase(line), "{line}");
    }
    assert!(!holds_phrase("let text = \"so many\";"));
}

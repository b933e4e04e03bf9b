use super::reading::{Reading, inside, met};
use crate::policy::file::did_you_mean;
use crate::policy::tree::{Kind, Node, Step};
use crate::policy::trial::TestSubject;
use crate::policy::trial::answer::Answer;
use crate::policy::trial::judge::Named;
use crate::policy::trial::policy_test::Asked;
use crate::policy::trial::series::{Effect, EffectKind, days_of};
use crate::segment::{Class, Quadrant};
use crate::warning::Level;

/// The expectation of a series: effects, and levels by day.
pub(super) type Expected = (Option<Vec<Effect>>, Option<Vec<Answer>>);

/// The thing that a test asks for, with the word that is expected of each row.
type Asking = (Asked, Vec<String>);

/// The words expected of rows, one for each or one for all, and the thing that has them. Figures
/// that are wrong have no subject: then the expectation is taken at its word.
pub(super) fn answers(
    reading: &mut Reading<'_>,
    (node, path): (&Node, &[Step]),
    subject: Option<TestSubject>,
    rows: Option<usize>,
) -> Option<Asking> {
    let Kind::Table { entries, .. } = &node.kind else {
        if let Some(other) = subject.filter(|it| !matches!(it, TestSubject::Rule(_))) {
            let problem = format!("must be {}, was {}", other.expected(), met(node));
            reading.refuse(path, problem);
            return None;
        }
        let answers = words(reading, (node, path), &Answer::ALL.map(Answer::code), rows)?;
        let TestSubject::Rule(rule) = subject? else { return None };
        return Some((Asked::Level(rule), answers));
    };
    if let Some(rule @ TestSubject::Rule(_)) = subject {
        reading.refuse(path, format!("must be {}, was a table", rule.expected()));
        return None;
    }
    let known: &[&str] = match subject {
        Some(TestSubject::Segment) => &["class", "quadrant"],
        Some(TestSubject::CreditGrade | TestSubject::DealerGrade) => &["grade"],
        Some(TestSubject::Rule(_)) | None => &["class", "quadrant", "grade"],
    };
    reading.check_keys(entries, path, known, "an expectation of rows");
    let mut stated = entries.iter().filter(|it| known.contains(&it.key.as_str()));
    let (Some(one), None) = (stated.next(), stated.next()) else {
        reading.refuse(path, format!("needs one of {}", known.join(", ")));
        return None;
    };
    let inner = inside(path, &one.key);
    let not_judged = [Answer::NotJudged.code()];
    let known = match one.key.as_str() {
        "class" => [Class::ALL.map(Class::code).as_slice(), &not_judged].concat(),
        "quadrant" => [Quadrant::ALL.map(Quadrant::code).as_slice(), &not_judged].concat(),
        // Grades have the names that the company gives them.
        _ => Vec::new(),
    };
    let answers = words(reading, (&one.node, &inner), &known, rows)?;
    let named = match (subject?, one.key.as_str()) {
        (TestSubject::Segment, "class") => Named::Class,
        (TestSubject::Segment, _) => Named::Quadrant,
        (TestSubject::DealerGrade, _) => Named::DealerGrade,
        (TestSubject::CreditGrade | TestSubject::Rule(_), _) => Named::CreditGrade,
    };
    Some((Asked::Name(named), answers))
}

/// Words, one for each row or one for all; any where none are known.
fn words(
    reading: &mut Reading<'_>,
    (node, path): (&Node, &[Step]),
    known: &[&str],
    rows: Option<usize>,
) -> Option<Vec<String>> {
    let Kind::List(items) = &node.kind else {
        let answer = word(reading, node, path, known)?;
        return Some(std::iter::repeat_n(answer, rows?).collect());
    };
    let answers: Vec<Option<String>> = items
        .iter()
        .map(|it| {
            let path = [path, &[Step::Item(it.number)]].concat();
            word(reading, &it.node, &path, known)
        })
        .collect();
    if let Some(rows) = rows.filter(|rows| *rows != answers.len()) {
        reading.refuse(
            path,
            format!("must have as many answers as rows ({rows}), had {}", answers.len()),
        );
        return None;
    }
    answers.into_iter().collect()
}

fn word(reading: &mut Reading<'_>, node: &Node, path: &[Step], known: &[&str]) -> Option<String> {
    let text = if let Kind::Text(text) = &node.kind { Some(text.as_str()) } else { None };
    if let Some(text) = text.filter(|it| known.is_empty() || known.contains(it)) {
        return Some(text.to_owned());
    }
    let met = met(node);
    let (problem, hint) = if known.is_empty() {
        (format!("must be a name in quotes, was {met}"), None)
    } else {
        let hint = did_you_mean(text.unwrap_or_default(), known.iter().copied());
        (format!("must be one of {}, was {met}", known.join(", ")), hint)
    };
    reading.refuse_with(path, problem, hint);
    None
}

pub(super) fn expected(
    reading: &mut Reading<'_>,
    node: &Node,
    path: &[Step],
    days: Option<usize>,
) -> Option<Expected> {
    let Kind::Table { entries, .. } = &node.kind else {
        reading.refuse(path, "must be a table with effects or levels".to_owned());
        return None;
    };
    reading.check_keys(entries, path, &["effects", "levels"], "an expectation of a series");
    let part = |name: &str| entries.iter().find(|it| it.key == name).map(|it| &it.node);
    let before = reading.problems.len();
    let effects = part("effects").map(|it| effects(reading, it, &inside(path, "effects"), days));
    let levels = part("levels").map(|it| levels(reading, it, &inside(path, "levels"), days));
    if effects.is_none() && levels.is_none() {
        reading.refuse(path, "needs effects or levels".to_owned());
    }
    (reading.problems.len() == before).then_some((effects, levels))
}

fn effects(
    reading: &mut Reading<'_>,
    node: &Node,
    path: &[Step],
    days: Option<usize>,
) -> Vec<Effect> {
    let Kind::List(items) = &node.kind else {
        reading.refuse(path, "must be a list such as [\"raised:watch@3\"]".to_owned());
        return Vec::new();
    };
    let effects = items.iter().filter_map(|it| {
        let path = [path, &[Step::Item(it.number)]].concat();
        let text = if let Kind::Text(text) = &it.node.kind { text.as_str() } else { "" };
        let Some(effect) = effect(text) else {
            let word = text.split([':', '@']).next().unwrap_or_default();
            let hint = did_you_mean(word, EffectKind::ALL.map(EffectKind::code));
            let problem = format!(
                "must be written as raised:watch@3, escalated:warning@5, de_escalated:watch@8, \
                 recovered@14 or stale@9, was {}",
                met(&it.node)
            );
            reading.refuse_with(
                &path,
                problem,
                hint.filter(|_| word.parse::<EffectKind>().is_err()),
            );
            return None;
        };
        if let Some(days) = days.filter(|days| effect.day >= *days) {
            let day = effect.day;
            reading.refuse(
                &path,
                format!("must be of one of the {days} days from 0 on, was of {day}"),
            );
        }
        Some(effect)
    });
    effects.collect()
}

fn levels(
    reading: &mut Reading<'_>,
    node: &Node,
    path: &[Step],
    days: Option<usize>,
) -> Vec<Answer> {
    const UNIT: &str = "one of clear, watch, warning, critical";
    let Kind::Text(text) = &node.kind else {
        reading.refuse(path, "must be a text such as \"clear watchx3\"".to_owned());
        return Vec::new();
    };
    let parse = |word: &str| word.parse().ok().filter(|it| *it != Answer::NotJudged);
    let found = days_of(text, UNIT, parse, |_, _, _, _| None).and_then(|levels| {
        let all = levels.into_iter().collect::<Option<Vec<Answer>>>();
        all.ok_or_else(|| format!("has \"_\", which is not {UNIT}"))
    });
    let checked = found.and_then(|levels| match days {
        Some(days) if days != levels.len() => {
            Err(format!("must have {days} days, had {}", levels.len()))
        }
        Some(_) | None => Ok(levels),
    });
    checked.unwrap_or_else(|problem| {
        reading.refuse(path, problem);
        Vec::new()
    })
}

/// The effect of a text such as `raised:watch@3`.
fn effect(text: &str) -> Option<Effect> {
    let (what, day) = text.split_once('@')?;
    let (kind, level) = match what.split_once(':') {
        Some((kind, level)) => (kind, Some(level.parse::<Level>().ok()?)),
        None => (what, None),
    };
    let kind: EffectKind = kind.parse().ok()?;
    let day = day.parse().ok()?;
    (kind.has_level() == level.is_some()).then_some(Effect { kind, level, day })
}

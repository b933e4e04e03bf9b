use super::case::Case;
use crate::calendar::Day;
use crate::handling::{HandlingStage, check_handling};
use crate::valid::Violations;

/// Adds a violation for each part of a case to which no steps and days up to a day lead.
pub(crate) fn check_case(it: &Case, last: Day, found: &mut Violations) {
    check_handling(&it.handling, last, found);
    let opened = it.opened();
    if let Some(taken_up) = it.taken_up.filter(|it| *it < opened || *it > last) {
        found.add("taken_up", format!("must lie in {opened}..={last}, was {taken_up}"));
    }
    let at_most = |path: &str, count: usize, most: usize, found: &mut Violations| {
        if count > most {
            found.add(path, format!("must be at most {most}, was {count}"));
        }
    };
    at_most("remedies_before_reopening", it.remedies_before_reopening, it.remedies.len(), found);
    at_most("suggested_told", it.suggested_told, it.suggested.len(), found);
    let knows_cause = matches!(
        it.handling.stage(),
        HandlingStage::CauseKnown | HandlingStage::Handling | HandlingStage::Resolved
    );
    if knows_cause && it.causes.is_empty() {
        found.add("causes", format!("must name one, the case is {}", it.status()));
    }
    for (place, cause) in it.causes.iter().enumerate() {
        if cause.on < opened || cause.on > last {
            let path = format!("causes.{place}.on");
            found.add(&path, format!("must lie in {opened}..={last}, was {}", cause.on));
        }
    }
}

use std::fmt;

use super::{MarkCounts, RatingPanel, SatisfactionPolicy};
use crate::calendar::{AsOf, Window};
use crate::evidence::{Finding, NotJudged};
use crate::measure::{ConfidenceLevel, ProportionDifference, Quotient, SignTest};
use crate::rating::RatingQuestion;
use crate::warning::Level;

/// Two windows whose ratings are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RatingWindows {
    /// The earlier days.
    pub before: Window,
    /// The later days.
    pub after: Window,
}

/// A fall of ratings from one window to the next, by two tests (S19).
///
/// # Rule
///
/// > S19: the same people asked twice: the exact sign test, equal marks left out. Different people:
/// > Newcombe's interval of the difference of the shares of good marks. Watch where chance has less
/// > than 10 %, warning where it has less than 5 %, and only if the mean fell by half a mark of 1
/// > to 5.
///
/// The two arms share nobody: who answered in both windows belongs to the first, everybody else to
/// the second, as does each answer without a name. A rating is never a warning about the customer
/// by itself: it is evidence for needs and objections, and a candidate cause of a loss.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RatingFall {
    /// The question.
    pub question: RatingQuestion,
    /// The windows.
    pub windows: RatingWindows,
    /// The people who answered in both.
    pub same_people: SamePeople,
    /// The people who answered in one of them.
    pub different_people: DifferentPeople,
}

/// The marks of people who answered in both windows.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SamePeople {
    /// The people.
    pub people: u32,
    /// Those whose mark fell and rose, with the probability of chance; `None` when they are more
    /// than the test takes.
    pub test: Option<SignTest>,
    /// The fall of the mean as a share of the scale, negative for a rise; `None` without people.
    pub mean_fall: Option<Quotient>,
    /// The finding.
    pub finding: Finding<Level>,
}

/// The marks of people who answered in one window only.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DifferentPeople {
    /// The answers of the earlier window.
    pub before: MarkCounts,
    /// The answers of the later window.
    pub after: MarkCounts,
    /// The share of good marks before less that after; `None` unless both windows have answers.
    pub fall: Option<ProportionDifference>,
    /// The fall of the mean as a share of the scale, negative for a rise; `None` unless both have
    /// answers.
    pub mean_fall: Option<Quotient>,
    /// The finding.
    pub finding: Finding<Level>,
}

impl RatingFall {
    /// The higher level of the two arms; `None` when neither objects.
    pub fn level(&self) -> Option<Level> {
        self.same_people.finding.level().max(self.different_people.finding.level())
    }
}

impl RatingPanel<'_> {
    /// The fall of the ratings from one window to another as of `t`.
    pub fn fall(&self, windows: RatingWindows, t: AsOf, policy: &SatisfactionPolicy) -> RatingFall {
        let before = self.marks(windows.before, t);
        let after = self.marks(windows.after, t);
        let mut twice = [MarkCounts::empty(self.scale()), MarkCounts::empty(self.scale())];
        let mut once = twice.clone();
        let [twice_before, twice_after] = &mut twice;
        let [once_before, once_after] = &mut once;
        let (mut fell, mut rose) = (0_u32, 0_u32);
        for (respondent, (mark, _)) in &before {
            let Some((later, _)) = after.get(respondent) else {
                once_before.count(*mark);
                continue;
            };
            twice_before.count(*mark);
            twice_after.count(*later);
            let change = self.scale().steps(*later).cmp(&self.scale().steps(*mark));
            fell = if change.is_lt() { fell.checked_add(1).unwrap_or(fell) } else { fell };
            rose = if change.is_gt() { rose.checked_add(1).unwrap_or(rose) } else { rose };
        }
        for (respondent, (mark, _)) in &after {
            if !before.contains_key(respondent) {
                once_after.count(*mark);
            }
        }
        RatingFall {
            question: self.question(),
            windows,
            same_people: SamePeople::judged(&twice, Changes { fell, rose }, policy),
            different_people: DifferentPeople::judged(once, policy),
        }
    }
}

/// The people whose mark changed.
#[derive(Debug, Clone, Copy)]
struct Changes {
    fell: u32,
    rose: u32,
}

/// The fall of the mean as a share of the scale.
fn mean_fall([before, after]: &[MarkCounts; 2]) -> Option<Quotient> {
    let (part, whole) = after.standard_mean()?.terms();
    before.standard_mean()?.plus(Quotient::try_new(part.checked_neg()?, whole)?)
}

impl SamePeople {
    fn judged(counts: &[MarkCounts; 2], changes: Changes, policy: &SatisfactionPolicy) -> Self {
        let [before, _] = counts;
        let people = before.answers();
        let test = SignTest::try_new(changes.fell, changes.rose);
        let mean_fall = mean_fall(counts);
        let both = u64::from(changes.fell).checked_add(changes.rose.into());
        let is_enough = both.is_some_and(|it| it >= u64::from(policy.least_answers));
        let finding = match (mean_fall, test) {
            (None, _) => Finding::NotJudged(NotJudged::NoRatings),
            (Some(_), None) => Finding::NotJudged(NotJudged::ManyRatings),
            (Some(_), Some(_)) if people < u32::from(policy.least_answers) => {
                Finding::NotJudged(NotJudged::FewRatings)
            }
            (Some(fall), Some(test)) => {
                let rules = policy.fall;
                let is_fall = is_enough && fall >= rules.least_fall;
                let level = if test.p().is_below(rules.warning_below) {
                    Some(Level::Warning)
                } else if test.p().is_below(rules.watch_below) {
                    Some(Level::Watch)
                } else {
                    None
                };
                Finding::from_level(level.filter(|_| is_fall))
            }
        };
        Self { people, test, mean_fall, finding }
    }
}

impl DifferentPeople {
    fn judged(counts: [MarkCounts; 2], policy: &SatisfactionPolicy) -> Self {
        let mean_fall = mean_fall(&counts);
        let [before, after] = counts;
        let fall = ProportionDifference::try_new(before.top_two(), after.top_two());
        let least = u32::from(policy.least_answers);
        let finding = match (mean_fall, fall) {
            (None, _) | (_, None) => Finding::NotJudged(NotJudged::NoRatings),
            (Some(_), Some(_)) if before.answers() < least || after.answers() < least => {
                Finding::NotJudged(NotJudged::FewRatings)
            }
            (Some(mean), Some(fall)) => {
                let is_sure = |level| fall.interval(level).is_above_zero();
                let level = if is_sure(ConfidenceLevel::NinetyFive) {
                    Some(Level::Warning)
                } else if is_sure(ConfidenceLevel::Ninety) {
                    Some(Level::Watch)
                } else {
                    None
                };
                Finding::from_level(level.filter(|_| mean >= policy.fall.least_fall))
            }
        };
        Self { before, after, fall, mean_fall, finding }
    }
}

impl fmt::Display for RatingFall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (same, different) = (&self.same_people, &self.different_people);
        write!(f, "{}: {}", self.question, same.finding)?;
        if let (Some(test), true) = (same.test, same.people > 0) {
            write!(f, " among {} asked twice, {test}", same.people)?;
        }
        write!(f, "; {} among others", different.finding)?;
        if let Some(fall) = different.fall {
            write!(f, ", {} pleased before, {} after", fall.first(), fall.second())?;
        }
        Ok(())
    }
}

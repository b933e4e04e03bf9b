use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use super::SatisfactionPolicy;
use super::panel::Answering;
use crate::calendar::{AsOf, Day};
use crate::id::PersonId;
use crate::measure::{Quotient, Ratio, plural};
use crate::rating::{Rating, RatingDraft, RatingQuestion, RatingReply, ScaledMark};
use crate::warning::Level;

/// A finding on the last rating of one person (S19).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum RatingFault {
    /// The mark is low.
    LowMark {
        /// The mark.
        mark: ScaledMark,
    },
    /// The mark dropped far from the one before on the same scale.
    Dropped {
        /// The mark before.
        from: ScaledMark,
        /// The day of the mark before.
        on: Day,
        /// The mark.
        to: ScaledMark,
    },
    /// Somebody who always answered does not any more.
    Silent {
        /// The number of earlier questions, all answered.
        answers: u32,
        /// The number of questions since without an answer.
        unanswered: u32,
    },
    /// The person refused to answer: a fact about the relation.
    Refused,
}

/// A finding on the ratings of one customer (S19), judged by single marks, since one customer gives
/// too few for statistics.
///
/// # Rule
///
/// > S19: a single key account has one or two answers: a mark at most 2 of 1 to 5, or two marks
/// > down, is watched. The latest mark counts, up to 365 days old like the one before it; a
/// > question not answered since does not hide it, and of two marks of one day the worse is later.
/// > The silence of somebody who always answered is a finding, and so is a refusal. Each answer
/// > without a name is a person of its own: it is low or refused, and never dropped or silent.
///
/// ```
/// use guanxi::day;
/// use guanxi::calendar::AsOf;
/// use guanxi::rating::{Rating, RatingDraft, RatingQuestion, RatingReply};
/// use guanxi::satisfaction::{RatingFinding, SatisfactionPolicy};
/// use guanxi::survey::{GoodEnd, Scale};
///
/// let stars = Scale::try_new(1, 5, GoodEnd::Highest)?;
/// let rated = |mark, day| {
///     let asked = RatingDraft::new(RatingQuestion::Service, day, stars);
///     let person = "Li senior".parse().ok();
///     Rating::try_new(RatingDraft { person, reply: RatingReply::Mark(mark), ..asked })
/// };
/// let ratings = [rated(5, day!(2026, 1, 5))?, rated(3, day!(2026, 4, 6))?];
/// let t = AsOf::new(day!(2026, 4, 30));
/// let found = RatingFinding::find(&ratings, t, &SatisfactionPolicy::default());
/// assert_eq!(
///     found.first().map(ToString::to_string).as_deref(),
///     Some("service by Li senior: from 5 of 1 to 5 on 2026-01-05 to 3 of 1 to 5 on 2026-04-06")
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RatingFinding {
    /// The question.
    pub question: RatingQuestion,
    /// The person, where known.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub person: Option<PersonId>,
    /// The day of the rating; of a silence, the first day without an answer.
    pub day: Day,
    /// The finding.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub fault: RatingFault,
}

impl RatingFinding {
    /// The findings on the ratings of a customer as of `t`, by question, person and kind, those of
    /// people without a name last and by day. A person whose last rating is older than the policy
    /// allows has none.
    pub fn find(ratings: &[Rating], t: AsOf, policy: &SatisfactionPolicy) -> Vec<Self> {
        let mut by_person: BTreeMap<_, Vec<&RatingDraft>> = BTreeMap::new();
        let mut seen: Vec<&RatingDraft> =
            ratings.iter().map(|it| &**it).filter(|it| t.sees(it.day)).collect();
        seen.sort_by_key(|it| of_day(it));
        for (place, rating) in seen.into_iter().enumerate() {
            let person = Answering::of(rating, place);
            by_person.entry((rating.question, person)).or_default().push(rating);
        }
        let mut found = Vec::new();
        for ((question, person), ratings) in by_person {
            let person = match person {
                Answering::Named(person) => Some(person),
                Answering::Unnamed(_) => None,
            };
            let faults = faults(&ratings, t, policy).into_iter();
            found.extend(faults.map(|(day, fault)| Self {
                question,
                person: person.cloned(),
                day,
                fault,
            }));
        }
        found
    }

    /// The level: marks are watched; a silence and a refusal have none.
    pub const fn level(&self) -> Option<Level> {
        match self.fault {
            RatingFault::LowMark { .. } | RatingFault::Dropped { .. } => Some(Level::Watch),
            RatingFault::Silent { .. } | RatingFault::Refused => None,
        }
    }
}

/// The faults of the ratings of one person to one question, in the order of their days.
fn faults(
    ratings: &[&RatingDraft],
    t: AsOf,
    policy: &SatisfactionPolicy,
) -> Vec<(Day, RatingFault)> {
    let is_recent =
        |it: &&&RatingDraft| t.day().days_since(it.day) <= i32::from(policy.max_age_days);
    let Some(last) = ratings.last().filter(is_recent) else { return Vec::new() };
    let recent: Vec<&RatingDraft> = ratings.iter().filter(is_recent).copied().collect();
    let mut found = of_marks(&recent, policy);
    match last.reply {
        RatingReply::Mark(_) => {}
        RatingReply::Refused => found.push((last.day, RatingFault::Refused)),
        RatingReply::Unanswered => found.extend(silent(ratings, policy)),
    }
    found
}

/// The order of the ratings of a person: by day, and of one day the worst mark last.
fn of_day(it: &RatingDraft) -> (Day, Option<Reverse<Quotient>>) {
    let mark = it.reply.mark().and_then(|mark| ScaledMark::try_new(mark, it.scale).ok());
    (it.day, mark.map(|it| Reverse(it.standard())))
}

/// The faults of the latest mark among ratings that are not too old. A question that was not
/// answered after it takes nothing of it away.
fn of_marks(recent: &[&RatingDraft], policy: &SatisfactionPolicy) -> Vec<(Day, RatingFault)> {
    let Some(place) = recent.iter().rposition(|it| it.reply.mark().is_some()) else {
        return Vec::new();
    };
    let (Some(last), Some(before)) = (recent.get(place), recent.get(..place)) else {
        return Vec::new();
    };
    let mark = last.reply.mark().and_then(|mark| ScaledMark::try_new(mark, last.scale).ok());
    let Some(to) = mark else { return Vec::new() };
    let low = (to.standard() <= policy.low_mark).then_some(RatingFault::LowMark { mark: to });
    let faults = low.into_iter().chain(dropped(to, before, policy.drop));
    faults.map(|fault| (last.day, fault)).collect()
}

/// A drop from the last mark before on the same scale.
fn dropped(to: ScaledMark, before: &[&RatingDraft], drop: Ratio) -> Option<RatingFault> {
    let mut marks = before.iter().rev().filter(|it| it.scale == to.scale());
    let (on, mark) = marks.find_map(|it| Some((it.day, it.reply.mark()?)))?;
    let from = ScaledMark::try_new(mark, to.scale()).ok()?;
    let (part, whole) = to.standard().terms();
    let fell = from.standard().plus(Quotient::try_new(part.checked_neg()?, whole)?)?;
    (fell >= drop).then_some(RatingFault::Dropped { from, on, to })
}

/// The silence of somebody who answered every question before, often enough.
fn silent(ratings: &[&RatingDraft], policy: &SatisfactionPolicy) -> Option<(Day, RatingFault)> {
    let answered = ratings.iter().take_while(|it| it.reply.mark().is_some()).count();
    let since = ratings.get(answered..)?;
    let is_silence = since.iter().all(|it| it.reply == RatingReply::Unanswered);
    let (answers, unanswered) = (u32::try_from(answered).ok()?, u32::try_from(since.len()).ok()?);
    let is_enough = answers >= u32::from(policy.answers_before_silence);
    let first = since.first()?.day;
    (is_silence && is_enough).then_some((first, RatingFault::Silent { answers, unanswered }))
}

impl fmt::Display for RatingFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { question, person, day, fault } = self;
        write!(f, "{question}")?;
        if let Some(person) = person {
            write!(f, " by {person}")?;
        }
        match fault {
            RatingFault::LowMark { mark } if mark.scale().is_high_good() => {
                write!(f, ": only {mark} on {day}")
            }
            RatingFault::LowMark { mark } => write!(f, ": {mark} on {day}"),
            RatingFault::Dropped { from, on, to } => {
                write!(f, ": from {from} on {on} to {to} on {day}")
            }
            RatingFault::Silent { answers, unanswered } => write!(
                f,
                ": answered {answers} {}, every time, and not any more since {day} ({unanswered} \
                 asked)",
                plural(*answers, "time", "times"),
            ),
            RatingFault::Refused => write!(f, ": refused to answer on {day}"),
        }
    }
}

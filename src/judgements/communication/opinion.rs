use std::fmt;

use super::{CustomerMeeting, MeetingCycle};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, DocumentId, PersonId, StaffId};
use crate::lifecycle::Reason;
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// The state of an opinion on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OpinionState as "a state of an opinion" {
        /// Said by the customer, and not told back to it in our words.
        Said = "said",
        /// Told back to the customer, which has not confirmed it.
        Restated = "restated",
        /// Heard: the customer confirmed that we understood it.
        Heard = "heard",
        /// Answered.
        Answered = "answered",
    }
}

/// The answer to an opinion.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct OpinionAnswer {
    /// The day on which the customer got it.
    pub on: Day,
    /// The text.
    pub text: Reason,
}

/// The plain form of an [`Opinion`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct OpinionDraft {
    /// Its number.
    pub number: DocumentId,
    /// The customer.
    pub customer: CustomerId,
    /// The person who said it, where known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub person: Option<PersonId>,
    /// The day: of a meeting, a visit, a call.
    pub on: Day,
    /// The member of our staff who took it.
    pub by: StaffId,
    /// The words of the customer.
    pub words: Reason,
    /// Our restatement of them.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub restated: Option<Reason>,
    /// The day on which the customer confirmed the restatement.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub confirmed: Option<Day>,
    /// The answer.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub answer: Option<OpinionAnswer>,
}

/// An opinion of a customer (S26): its words, our restatement, its confirmation and our answer.
///
/// ```
/// use guanxi::communication::{Opinion, OpinionDraft};
/// use guanxi::day;
///
/// let draft = OpinionDraft {
///     number: "O-1".parse()?,
///     customer: "Li".parse()?,
///     person: None,
///     on: day!(2026, 3, 20),
///     by: "Wang".parse()?,
///     words: "the boxes fall apart".parse()?,
///     restated: None,
///     confirmed: Some(day!(2026, 3, 20)),
///     answer: None,
/// };
/// let error = Opinion::try_new(draft).unwrap_err();
/// assert_eq!(error.to_string(), "confirmed must have a restatement, was 2026-03-20 without one");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "倾听")]
#[doc(alias = "反馈性归纳")]
pub type Opinion = Valid<OpinionDraft>;

impl Draft for OpinionDraft {
    fn check(&self, found: &mut Violations) {
        let on = self.on;
        if let Some(confirmed) = self.confirmed {
            if self.restated.is_none() {
                let problem = format!("must have a restatement, was {confirmed} without one");
                found.add("confirmed", problem);
            }
            if confirmed < on {
                found.add("confirmed", format!("must not be before on ({on}), was {confirmed}"));
            }
        }
        if let Some(answered) = self.answer.as_ref().map(|it| it.on).filter(|it| *it < on) {
            found.add("answer.on", format!("must not be before on ({on}), was {answered}"));
        }
    }
}

impl OpinionDraft {
    /// The state on a date; `None` before the customer said it. A restatement is dated by its
    /// confirmation: without one it counts from the first day.
    pub fn state(&self, t: AsOf) -> Option<OpinionState> {
        let is_seen = |day: Option<Day>| day.is_some_and(|day| t.sees(day));
        let answered = self.answer.as_ref().map(|it| it.on);
        t.sees(self.on).then_some(match (is_seen(answered), self.is_heard(t), &self.restated) {
            (true, _, _) => OpinionState::Answered,
            (false, true, _) => OpinionState::Heard,
            (false, false, Some(_)) => OpinionState::Restated,
            (false, false, None) => OpinionState::Said,
        })
    }

    /// Returns `true` when the customer has confirmed our restatement by the date.
    ///
    /// # Rule
    ///
    /// > S26: an opinion is heard only when the customer confirmed that we understood it.
    pub fn is_heard(&self, t: AsOf) -> bool {
        self.confirmed.is_some_and(|day| t.sees(day))
    }
}

/// An opinion without an answer, as of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct OpinionDebt<'a> {
    /// The opinion.
    pub opinion: &'a Opinion,
    /// Its state.
    pub state: OpinionState,
    /// The last day on which the answer is in time.
    pub due: Day,
    /// `true` from the day after that.
    pub is_late: bool,
}

impl MeetingCycle {
    /// The opinions that are not answered as of a date, the one that is due first before the
    /// others.
    ///
    /// # Rule
    ///
    /// > S26: an opinion is a debt. It is answered by the meeting of the next cycle, or listed.
    ///
    /// The day is that of the first meeting in a later cycle; while none is held, the last day of
    /// the next cycle. Ties stand in the order of numbers.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::communication::{MeetingCycle, Opinion, OpinionDraft};
    /// use guanxi::day;
    ///
    /// let opinion = Opinion::try_new(OpinionDraft {
    ///     number: "O-1".parse()?,
    ///     customer: "Li".parse()?,
    ///     person: None,
    ///     on: day!(2026, 3, 20),
    ///     by: "Wang".parse()?,
    ///     words: "the boxes fall apart".parse()?,
    ///     restated: Some("stronger boxes are wanted".parse()?),
    ///     confirmed: Some(day!(2026, 3, 20)),
    ///     answer: None,
    /// })?;
    /// let (opinions, t) = ([opinion], AsOf::new(day!(2026, 3, 31)));
    /// let debts = MeetingCycle::Quarter.opinion_debts(&opinions, &[], t);
    /// assert_eq!(
    ///     debts[0].to_string(),
    ///     "O-1 of Li: heard, to be answered by 2026-06-30: the boxes fall apart"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn opinion_debts<'a>(
        self,
        opinions: &'a [Opinion],
        meetings: &[CustomerMeeting],
        t: AsOf,
    ) -> Vec<OpinionDebt<'a>> {
        let debt = |opinion: &'a Opinion| {
            let state = match opinion.state(t)? {
                OpinionState::Answered => return None,
                state @ (OpinionState::Said | OpinionState::Restated | OpinionState::Heard) => {
                    state
                }
            };
            let next = self.days_after(opinion.on);
            let held = meetings.iter().map(|it| it.on).filter(|on| t.sees(*on) && *on > next.after);
            let due = held.min().map_or(next.until, |held| held.min(next.until));
            Some(OpinionDebt { opinion, state, due, is_late: t.day() > due })
        };
        let mut debts: Vec<OpinionDebt<'a>> = opinions.iter().filter_map(debt).collect();
        debts.sort_by_key(|it| (it.due, &it.opinion.number));
        debts
    }
}

impl fmt::Display for OpinionDebt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { opinion, state, due, is_late } = self;
        let verb = if *is_late { "was to be" } else { "to be" };
        write!(
            f,
            "{} of {}: {state}, {verb} answered by {due}: {}",
            opinion.number, opinion.customer, opinion.words
        )
    }
}

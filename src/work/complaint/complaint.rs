use std::collections::BTreeSet;

use super::{
    ComplaintAct, ComplaintDecision, ComplaintEvent, ComplaintPolicyDraft, ComplaintRemedy,
    ComplaintSeverity, ComplaintStage, ComplaintStep, ComplaintTopic,
};
use crate::calendar::{AsOf, Day, Period, WorkCalendar};
use crate::id::{CauseId, ComplaintId, CustomerId, ProductGroupId, RoleId, StaffId};
use crate::interaction::InteractionKind;
use crate::lifecycle::{
    Apart, Entry, Journey, Pause, Reason, StageDays, Step as _, StepError, StepRules, Trail,
};
use crate::money::{Currency, Total};

/// The beginning of a complaint: its receipt.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ComplaintOpening {
    /// The number of the complaint.
    pub id: ComplaintId,
    /// The customer.
    pub customer: CustomerId,
    /// The day of the receipt.
    pub on: Day,
    /// The staff member who took it down.
    pub by: StaffId,
    /// The way on which it came.
    pub channel: InteractionKind,
    /// The matter.
    pub topic: ComplaintTopic,
    /// The words of the customer.
    pub text: Reason,
    /// The remedy that the customer seeks.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub remedy_sought: Option<Reason>,
    /// The staff member who is complained of.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub complained_of: Option<StaffId>,
    /// The product.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub product: Option<ProductGroupId>,
    /// The closed complaint that it takes up after the days for reopening.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub follows: Option<ComplaintId>,
}

/// The policy and the days worked, by which a complaint is read.
#[doc(alias = "处理时限")]
#[derive(Debug, Clone, Copy)]
pub struct ComplaintTerms<'a> {
    /// The policy.
    pub policy: &'a ComplaintPolicyDraft,
    /// The days worked.
    pub calendar: &'a WorkCalendar,
}

/// Everything that decides on a step besides the steps taken.
#[derive(Debug, Clone, Copy)]
pub struct ComplaintInputs<'a> {
    /// The policy and the days worked.
    pub terms: ComplaintTerms<'a>,
    /// The roles of the person who takes the step.
    pub held: &'a BTreeSet<RoleId>,
    /// The goodwill of the customer in the calendar year of the step, before it, as
    /// [`Complaint::goodwill_of_year`] sums it up.
    pub goodwill_before: Total,
}

/// A complaint with the steps taken (S27).
///
/// # Rule
///
/// > S27: a complaint is received, acknowledged, assessed, investigated, decided, told, closed,
/// > and never closed without an answer. Whoever decides has neither investigated nor decided it
/// > before and is not complained of.
///
/// The stage is worked out of the steps and never stored.
#[doc(alias = "客诉")]
#[doc(alias = "投诉")]
#[doc(alias = "投诉处理")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Complaint {
    opening: ComplaintOpening,
    pub(super) trail: Trail<ComplaintStep>,
}

const fn apart(one: ComplaintAct, other: ComplaintAct) -> Apart<ComplaintAct> {
    Apart { one, other }
}

/// Whoever investigated does not decide, and a second decision is that of another person.
pub(super) const APART: [Apart<ComplaintAct>; 4] = [
    apart(ComplaintAct::Investigate, ComplaintAct::Decide),
    apart(ComplaintAct::Resolve, ComplaintAct::Decide),
    apart(ComplaintAct::GrantGoodwill, ComplaintAct::Decide),
    apart(ComplaintAct::Decide, ComplaintAct::Decide),
];

impl Complaint {
    /// A complaint without steps.
    pub fn open(opening: ComplaintOpening) -> Self {
        Self { opening, trail: Trail::default() }
    }

    /// A complaint and its steps as they were kept. No policy is asked: the past stands, whatever
    /// the policy says today.
    ///
    /// # Errors
    ///
    /// [`StepError`], of the first step that the stage does not allow, that is dated before the one
    /// before it, or that one person may not take.
    pub fn replay(
        opening: ComplaintOpening,
        events: impl IntoIterator<Item = ComplaintEvent>,
    ) -> Result<Self, StepError<ComplaintStage>> {
        let mut complaint = Self::open(opening);
        for event in events {
            let rules = StepRules { apart: &APART, ..StepRules::at(complaint.last_stage()) };
            complaint.trail.take(event, &rules)?;
        }
        Ok(complaint)
    }

    /// The beginning.
    pub const fn opening(&self) -> &ComplaintOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<ComplaintStep> {
        &self.trail
    }

    /// The stage on a date; `None` before the receipt.
    pub fn stage(&self, t: AsOf) -> Option<ComplaintStage> {
        let stage = || self.trail.stage(ComplaintStage::Received, t);
        t.sees(self.opening.on).then(stage)
    }

    /// The severity as of a date; `None` before the assessment.
    pub fn severity(&self, t: AsOf) -> Option<ComplaintSeverity> {
        self.last_step(t, |entry| {
            let ComplaintStep::Assess(assessment) = entry.step else { return None };
            Some(assessment.severity)
        })
    }

    /// The person who has it as of a date: the one to whom it was given last.
    pub fn owner(&self, t: AsOf) -> Option<&StaffId> {
        self.last_step(t, |entry| {
            let (ComplaintStep::Assign { to }
            | ComplaintStep::Escalate { to, .. }
            | ComplaintStep::ReopenHigher { to, .. }) = &entry.step
            else {
                return None;
            };
            Some(to)
        })
    }

    /// The cause that was found last as of a date.
    pub fn cause(&self, t: AsOf) -> Option<&CauseId> {
        self.last_step(t, |entry| {
            let (ComplaintStep::Resolve { cause, .. }
            | ComplaintStep::GrantGoodwill { cause, .. }
            | ComplaintStep::Decide { cause, .. }) = &entry.step
            else {
                return None;
            };
            Some(cause)
        })
    }

    /// The journey of the customer as of a date, with the days apart on which it was to answer us;
    /// `None` before the receipt.
    pub fn journey(&self, t: AsOf) -> Option<Journey> {
        let ComplaintOpening { on, by, .. } = &self.opening;
        let journey = Journey::read(&self.trail, *on, by, t, ComplaintAct::part)?;
        Some(journey.with_pauses(&self.pauses(t), t))
    }

    /// The days in each stage as of a date, pauses apart.
    pub fn stage_days(&self, t: AsOf) -> Vec<StageDays<ComplaintStage>> {
        let pauses = self.pauses(t);
        StageDays::read(&self.trail, ComplaintStage::Received, self.opening.on, &pauses, t)
    }

    /// The goodwill that a customer was granted in the calendar year of a day, that day included.
    pub fn goodwill_of_year(
        complaints: &[Self],
        customer: &CustomerId,
        day: Day,
        currency: Currency,
    ) -> Total {
        let year = |day| Period::Year.first_month(day);
        let own = complaints.iter().filter(|it| it.opening.customer == *customer);
        let entries = own.flat_map(|it| it.trail.seen(AsOf::new(day)));
        let sums = entries.filter(|it| year(it.on) == year(day)).filter_map(|entry| {
            let ComplaintStep::GrantGoodwill { sum, .. } = &entry.step else { return None };
            (sum.currency() == currency).then(|| sum.amount())
        });
        sums.fold(Total::ZERO, Total::plus)
    }

    /// The day on which the customer first heard from us: that we have it, or the answer itself.
    pub fn acknowledged(&self, t: AsOf) -> Option<Day> {
        let mut seen = self.trail.seen(t).iter();
        seen.find(|it| it.step.act().reaches_customer()).map(|it| it.on)
    }

    /// The day on which the customer was told in this round.
    pub fn told(&self, t: AsOf) -> Option<Day> {
        self.round(t).iter().rev().find(|it| it.step.act() == ComplaintAct::Tell).map(|it| it.on)
    }

    /// The pauses as of a date. One that the customer ended by an answer ends on that day, and so
    /// does one in which we decide: nobody waits for the customer any more.
    pub fn pauses(&self, t: AsOf) -> Vec<Pause> {
        pauses(self.trail.seen(t))
    }

    /// The remedy that is promised and not done as of a date.
    pub fn open_remedy(&self, t: AsOf) -> Option<&ComplaintRemedy> {
        let mut open = None;
        for entry in self.trail.seen(t) {
            if let ComplaintStep::Resolve { remedy, .. } = &entry.step {
                open = Some(remedy);
            } else if let ComplaintStep::Decide { decision, .. } = &entry.step {
                open = decision.remedy();
            } else if entry.step == ComplaintStep::Finish {
                open = None;
            }
        }
        open
    }

    /// Returns `true` when it is upheld as of a date, `false` when it is decided otherwise; `None`
    /// before it is decided.
    pub fn is_upheld(&self, t: AsOf) -> Option<bool> {
        let decided = self.trail.seen(t).iter().rev().find(|entry| {
            let decides =
                [ComplaintAct::Resolve, ComplaintAct::GrantGoodwill, ComplaintAct::Decide];
            decides.contains(&entry.step.act())
        })?;
        let is_upheld = |decision: &ComplaintDecision| match decision {
            ComplaintDecision::Upheld(_) => true,
            ComplaintDecision::WithoutAdmission(_) | ComplaintDecision::NotUpheld => false,
        };
        if let ComplaintStep::Decide { decision, .. } = &decided.step {
            return Some(is_upheld(decision));
        }
        Some(decided.step.act() == ComplaintAct::Resolve)
    }

    /// The first day after the pause in which a day lies.
    pub(super) fn paused_until(&self, on: Day) -> Option<Day> {
        let pause = self.pauses(last()).into_iter().rev().find(|it| it.from() <= on)?;
        pause.until().filter(|until| on < *until)
    }

    /// The day from which the clock of this round counts.
    pub(super) fn round_start(&self, t: AsOf) -> Day {
        let begin = |entry: &&Entry<ComplaintStep>| begins_round(entry.step.act());
        self.trail.seen(t).iter().rev().find(begin).map_or(self.opening.on, |it| it.on)
    }

    /// The steps of this round: from the last rejection or reopening on.
    pub(super) fn round(&self, t: AsOf) -> &[Entry<ComplaintStep>] {
        let seen = self.trail.seen(t);
        let begin = seen.iter().rposition(|entry| begins_round(entry.step.act()));
        begin.and_then(|place| seen.get(place..)).unwrap_or(seen)
    }

    /// The last answer of a question to the steps seen as of a date.
    pub(super) fn last_step<'a, T>(
        &'a self,
        t: AsOf,
        answer: impl Fn(&'a Entry<ComplaintStep>) -> Option<T>,
    ) -> Option<T> {
        self.trail.seen(t).iter().rev().find_map(answer)
    }

    pub(super) fn last_stage(&self) -> ComplaintStage {
        self.trail.stage(ComplaintStage::Received, last())
    }
}

pub(super) const fn is_reopening(act: ComplaintAct) -> bool {
    matches!(act, ComplaintAct::Reopen | ComplaintAct::ReopenHigher)
}

const fn begins_round(act: ComplaintAct) -> bool {
    is_reopening(act) || matches!(act, ComplaintAct::Reject)
}

/// Returns `true` for an act after which nobody waits for the customer any more: its answer, a
/// decision, or an end.
const fn ends_pause(act: ComplaintAct) -> bool {
    match act {
        ComplaintAct::Resume
        | ComplaintAct::Resolve
        | ComplaintAct::GrantGoodwill
        | ComplaintAct::Decide
        | ComplaintAct::Withdraw
        | ComplaintAct::Merge
        | ComplaintAct::MarkDuplicate => true,
        ComplaintAct::Acknowledge
        | ComplaintAct::Assess
        | ComplaintAct::Assign
        | ComplaintAct::Investigate
        | ComplaintAct::Pause
        | ComplaintAct::HoldOff
        | ComplaintAct::Inform
        | ComplaintAct::AskAgain
        | ComplaintAct::Tell
        | ComplaintAct::Finish
        | ComplaintAct::Accept
        | ComplaintAct::Reject
        | ComplaintAct::Escalate
        | ComplaintAct::Close
        | ComplaintAct::Reopen
        | ComplaintAct::ReopenHigher => false,
    }
}

/// The pauses of some steps, each up to its end or to the answer of the customer.
pub(super) fn pauses(steps: &[Entry<ComplaintStep>]) -> Vec<Pause> {
    let mut found: Vec<Pause> = Vec::new();
    for entry in steps {
        if let ComplaintStep::Pause { until, .. } = entry.step {
            found.extend(Pause::try_new(entry.on, until));
        } else if ends_pause(entry.step.act()) {
            let ended = found.pop().map(|pause| {
                let until = pause.until().map_or(entry.on, |until| until.min(entry.on));
                Pause::try_new(pause.from(), until)
            });
            found.extend(ended.and_then(Result::ok));
        }
    }
    found
}

/// The day after all steps.
pub(super) fn last() -> AsOf {
    AsOf::new(Day::MAX)
}

/// The written form of a complaint: its opening and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenComplaint {
    opening: ComplaintOpening,
    trail: Vec<ComplaintEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Complaint {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenComplaint::deserialize(from)?;
        Self::replay(written.opening, written.trail).map_err(serde::de::Error::custom)
    }
}

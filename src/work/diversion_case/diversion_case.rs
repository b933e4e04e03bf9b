use super::{
    DiversionAct, DiversionEvent, DiversionFault, DiversionStage, DiversionStep, DiversionStepError,
};
use crate::calendar::{AsOf, Day, WorkCalendar};
use crate::diversion::{DiversionKind, DiversionPolicyDraft, EvidenceGrade, Sighting};
use crate::id::{CustomerId, DiversionId, StaffId};
use crate::lifecycle::{
    Apart, Clock, ClockTerms, Count, DeadlinePair, Progress, Seat, StaffedPolicy, Staffing,
    StepError, StepRules, Trail,
};
use crate::measure::{Quotient, proven};
use crate::trade::{Breach, BreachKind};

/// The beginning of a case: the report.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct DiversionOpening {
    /// The number of the case.
    pub id: DiversionId,
    /// The customer whose goods they are.
    pub customer: CustomerId,
    /// The sighting.
    pub sighting: Sighting,
    /// The day of the report.
    pub on: Day,
    /// The staff member who reported.
    pub by: StaffId,
}

/// The policy, the calendar, the other cases and the share that decide on a step.
#[derive(Debug, Clone, Copy)]
pub struct DiversionTerms<'a> {
    /// The policy.
    pub policy: &'a DiversionPolicyDraft,
    /// The days worked.
    pub calendar: &'a WorkCalendar,
    /// The other cases: upheld ones of the customer make the sanction harsher, and one about the
    /// same facts rules out a second. Those of other customers and the case itself are left out.
    pub others: &'a [DiversionCase],
    /// The share of the quantity bought that was diverted.
    pub share: Quotient,
}

/// A case of diversion with the steps taken (S9).
#[doc(alias = "窜货处理")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DiversionCase {
    opening: DiversionOpening,
    trail: Trail<DiversionStep>,
}

const fn apart(one: DiversionAct, other: DiversionAct) -> Apart<DiversionAct> {
    Apart { one, other }
}

/// Whoever verified does not decide, and a second decision is that of another person.
const APART: [Apart<DiversionAct>; 9] = [
    apart(DiversionAct::Verify, DiversionAct::Uphold),
    apart(DiversionAct::Verify, DiversionAct::Reject),
    apart(DiversionAct::Verify, DiversionAct::LeaveUnproven),
    apart(DiversionAct::Uphold, DiversionAct::Uphold),
    apart(DiversionAct::Uphold, DiversionAct::Reject),
    apart(DiversionAct::Uphold, DiversionAct::LeaveUnproven),
    apart(DiversionAct::Reject, DiversionAct::Reject),
    apart(DiversionAct::Reject, DiversionAct::LeaveUnproven),
    apart(DiversionAct::LeaveUnproven, DiversionAct::LeaveUnproven),
];

impl DiversionCase {
    /// A case without steps.
    pub fn open(opening: DiversionOpening) -> Self {
        Self { opening, trail: Trail::default() }
    }

    /// A case and its steps as they were kept. No policy is asked: the past stands, whatever the
    /// policy says today.
    ///
    /// # Errors
    ///
    /// [`StepError`], of the first step that the stage does not allow, that is dated before the one
    /// before it, or that one person may not take.
    pub fn replay(
        opening: DiversionOpening,
        events: impl IntoIterator<Item = DiversionEvent>,
    ) -> Result<Self, StepError<DiversionStage>> {
        let mut case = Self::open(opening);
        for event in events {
            let rules = case.rules();
            case.trail.take(event, &rules)?;
        }
        Ok(case)
    }

    /// The beginning.
    pub const fn opening(&self) -> &DiversionOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<DiversionStep> {
        &self.trail
    }

    /// The stage on a date from the report on.
    pub fn stage(&self, t: AsOf) -> DiversionStage {
        self.trail.stage(DiversionStage::Reported, t)
    }

    /// The last day on which the customer may answer; `None` before the report is verified.
    ///
    /// # Rule
    ///
    /// > S9: the customer is heard within 5 worked days after it was asked.
    pub fn answer_due(&self, terms: &DiversionTerms<'_>) -> Option<Day> {
        let asked = self.trail.last_of(DiversionAct::Verify, all())?.on;
        let clock = ClockTerms::new(Count::Working, terms.policy.hearing_days);
        Clock::new(clock, asked).due(all(), terms.calendar)
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`DiversionStepError`], in the order of its cases. Nothing has changed then.
    pub fn apply(
        &mut self,
        event: DiversionEvent,
        terms: &DiversionTerms<'_>,
    ) -> Result<Progress<DiversionStage>, DiversionStepError> {
        let rules = self.rules();
        let fault = self.fault(&event, terms);
        self.trail.take_checked(event, &rules, |_| fault.map_or(Ok(()), Err))
    }

    /// The upheld cases among others of the same customer in the days of the policy before a day.
    pub fn upheld_before(&self, others: &[Self], day: Day, policy: &DiversionPolicyDraft) -> u32 {
        let days = AsOf::new(day).last_days(policy.window_days);
        let upheld = self.of_customer(others).filter_map(|it| it.upheld_on(AsOf::new(day)));
        let count = u32::try_from(upheld.filter(|on| days.contains(*on)).count()).ok();
        proven!(count, else u32::MAX, "no customer has 2^32 cases")
    }

    /// The last day on which the goods are taken back; `None` without a sanction.
    ///
    /// # Rule
    ///
    /// > S9: diverted goods are taken back within 5 worked days after the sanction.
    #[doc(alias = "回购")]
    pub fn take_back_due(&self, terms: &DiversionTerms<'_>) -> Option<Day> {
        let sanctioned = self.trail.last_of(DiversionAct::Sanction, all())?.on;
        let clock = ClockTerms::new(Count::Working, terms.policy.take_back_days);
        Clock::new(clock, sanctioned).due(all(), terms.calendar)
    }

    /// The other cases of the customer.
    fn of_customer<'a>(&'a self, others: &'a [Self]) -> impl Iterator<Item = &'a Self> {
        let (id, customer) = (&self.opening.id, &self.opening.customer);
        others.iter().filter(move |it| it.opening.id != *id && it.opening.customer == *customer)
    }

    /// A case about the same facts that is upheld on a day.
    fn same_facts(&self, others: &[Self], on: Day) -> Option<DiversionId> {
        let sighting = &self.opening.sighting;
        let mut same = self.of_customer(others).filter(|it| {
            it.upheld_on(AsOf::new(on)).is_some() && it.opening.sighting.is_of_same_facts(sighting)
        });
        same.next().map(|it| it.opening.id.clone())
    }

    /// The day on which the case was upheld, when it is as of a date.
    pub fn upheld_on(&self, t: AsOf) -> Option<Day> {
        let decided = self.trail.seen(t).iter().rev().find(|entry| match entry.step {
            DiversionStep::Uphold { .. }
            | DiversionStep::Reject { .. }
            | DiversionStep::LeaveUnproven { .. } => true,
            DiversionStep::Verify { .. }
            | DiversionStep::Hear { .. }
            | DiversionStep::Appeal { .. }
            | DiversionStep::Sanction { .. }
            | DiversionStep::Close => false,
        })?;
        let is_appealed = self.stage(t) == DiversionStage::Appealed;
        let is_upheld = matches!(decided.step, DiversionStep::Uphold { .. }) && !is_appealed;
        is_upheld.then_some(decided.on)
    }

    /// The breach of the channel that the case is as of a date; `None` unless it is upheld.
    ///
    /// It is dated on the day of the sale, and on that of the sighting where the sale is not dated.
    pub fn breach(&self, t: AsOf) -> Option<Breach> {
        self.upheld_on(t)?;
        let sighting = &self.opening.sighting;
        let date = sighting.sold.unwrap_or(sighting.seen);
        Some(Breach { date, kind: BreachKind::Diversion, upheld: true })
    }

    /// The rules of the next step.
    fn rules(&self) -> StepRules<'static, DiversionStage> {
        StepRules { apart: &APART, ..StepRules::at(self.stage(all())) }
    }

    /// The fault in the content of a step.
    fn fault(&self, event: &DiversionEvent, terms: &DiversionTerms<'_>) -> Option<DiversionFault> {
        let (on, reported) = (event.on, self.opening.on);
        if on < reported {
            return Some(DiversionFault::BeforeReport { on, reported });
        }
        match &event.step {
            DiversionStep::Hear { answer: None } => {
                let due = self.answer_due(terms)?;
                (on <= due).then_some(DiversionFault::StillTime { on, due })
            }
            DiversionStep::Uphold { quantity, .. } => {
                let (grade, kind) = self.verified()?;
                if !grade.can_be_upheld() {
                    return Some(DiversionFault::WeakEvidence { grade });
                }
                if !kind.is_breach(terms.policy) {
                    return Some(DiversionFault::NoBreach { kind });
                }
                if *quantity == 0 {
                    return Some(DiversionFault::NoQuantity);
                }
                let other = self.same_facts(terms.others, on)?;
                Some(DiversionFault::SameFacts { other })
            }
            DiversionStep::Appeal { .. } => {
                let before = self.trail.last_of(DiversionAct::Appeal, all())?.on;
                Some(DiversionFault::SecondAppeal { before })
            }
            DiversionStep::Sanction { sanction } => {
                let before = self.upheld_before(terms.others, on, terms.policy);
                let cases = before.checked_add(1)?;
                let most = terms.policy.sanction(cases, terms.share)?;
                let sanction = *sanction;
                (sanction > most).then_some(DiversionFault::TooHarsh { most, sanction })
            }
            DiversionStep::Verify { .. }
            | DiversionStep::Hear { answer: Some(_) }
            | DiversionStep::Reject { .. }
            | DiversionStep::LeaveUnproven { .. }
            | DiversionStep::Close => None,
        }
    }

    /// The grade and the kind that were verified.
    fn verified(&self) -> Option<(EvidenceGrade, DiversionKind)> {
        match self.trail.last_of(DiversionAct::Verify, all())?.step {
            DiversionStep::Verify { grade, kind } => Some((grade, kind)),
            DiversionStep::Hear { .. }
            | DiversionStep::Uphold { .. }
            | DiversionStep::Reject { .. }
            | DiversionStep::LeaveUnproven { .. }
            | DiversionStep::Appeal { .. }
            | DiversionStep::Sanction { .. }
            | DiversionStep::Close => None,
        }
    }
}

/// The day after all steps.
fn all() -> AsOf {
    AsOf::new(Day::MAX)
}

/// The written form of a case: its opening and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCase {
    opening: DiversionOpening,
    trail: Vec<DiversionEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for DiversionCase {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenCase::deserialize(from)?;
        Self::replay(written.opening, written.trail).map_err(serde::de::Error::custom)
    }
}

impl StaffedPolicy for DiversionPolicyDraft {
    /// Whoever verified does not decide, and an appeal is decided by a third person.
    fn staffings(&self) -> Vec<Staffing> {
        let seats = ["verify", "decide", "decide on appeal"].map(Seat::anyone).into();
        vec![Staffing::new("case", seats)]
    }

    fn deadline_pairs(&self) -> Vec<DeadlinePair> {
        vec![DeadlinePair {
            path: "hearing_days".to_owned(),
            days: self.hearing_days,
            next: "window_days".to_owned(),
            next_days: self.window_days,
        }]
    }
}

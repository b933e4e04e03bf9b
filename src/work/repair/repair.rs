use std::fmt;

use super::{RepairAct, RepairEvent, RepairFault, RepairStage, RepairStep, RepairStepError};
use crate::calendar::{AsOf, Day, WorkCalendar};
use crate::goods_return::{RepairTerms, Warranty};
use crate::id::{BatchId, CustomerId, ProductGroupId, RepairId, ReturnId, StaffId};
use crate::lifecycle::{
    Clock, ClockTerms, Count, Journey, Pause, Progress, Reason, Step as _, StepError, StepRules,
    Trail,
};
use crate::money::Money;

/// The beginning of a repair: one thing is taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct RepairOpening {
    /// The number of the repair.
    pub id: RepairId,
    /// The customer.
    pub customer: CustomerId,
    /// The day on which the thing is taken in.
    pub on: Day,
    /// The staff member who takes it in.
    pub by: StaffId,
    /// The product.
    pub product: ProductGroupId,
    /// The serial number, where there is one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub serial: Option<BatchId>,
    /// The words of the customer about what is wrong.
    pub text: Reason,
    /// The last day of the warranty; `None` for a thing without one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub warranty_until: Option<Day>,
    /// The return of goods to which it belongs.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub part_of: Option<ReturnId>,
}

impl RepairOpening {
    /// Returns `true` when the warranty stands on the day on which the thing is taken in.
    pub fn is_in_warranty(&self) -> bool {
        self.warranty_until.is_some_and(|last| self.on <= last)
    }

    /// The days of the warranty that are left on the day on which the thing is taken in; 0 on its
    /// last day and after it, `None` for a thing without one.
    pub fn warranty_left(&self) -> Option<u32> {
        self.warranty_until.map(|last| Warranty::until(last).days_left(AsOf::new(self.on)))
    }
}

/// A repair with the steps taken (S27).
///
/// # Rule
///
/// > S27: taken in, estimated, accepted, repaired, handed back. Out of warranty nothing is done
/// > before the customer has accepted an estimate. A unit may be lent; nothing is closed before it
/// > is back. The thing is ready within 10 working days; the days on which the customer has an
/// > estimate to answer do not count.
///
/// More work that is found later takes a new estimate. Waiting for parts is our matter and pauses
/// nothing.
///
/// ```
/// use guanxi::calendar::{AsOf, WorkCalendar};
/// use guanxi::day;
/// use guanxi::goods_return::RepairTerms;
/// use guanxi::lifecycle::Entry;
/// use guanxi::repair::{Repair, RepairOpening, RepairStep};
///
/// let mut repair = Repair::open(RepairOpening {
///     id: "F-1".parse()?,
///     customer: "Li & Sons".parse()?,
///     on: day!(2026, 3, 2),
///     by: "Desk".parse()?,
///     product: "pump".parse()?,
///     serial: Some("P-77".parse()?),
///     text: "it leaks".parse()?,
///     warranty_until: None,
///     part_of: None,
/// });
/// let estimate = RepairStep::Estimate { price: "CNY 80".parse()?, done_by: day!(2026, 3, 12) };
/// repair.apply(Entry::new(estimate, day!(2026, 3, 4), "Sun".parse()?))?;
/// repair.apply(Entry::new(RepairStep::Accept, day!(2026, 3, 9), "Desk".parse()?))?;
/// // Ten days, and the five on which the estimate was with the customer.
/// let (terms, every_day) = (RepairTerms::default(), WorkCalendar::default());
/// let t = AsOf::new(day!(2026, 3, 9));
/// assert_eq!(repair.ready_by(t, terms, &every_day), Some(day!(2026, 3, 17)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "维修")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Repair {
    opening: RepairOpening,
    trail: Trail<RepairStep>,
}

/// A repair that is late, or a lent unit that is not back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "finding", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum RepairFinding {
    /// It is not ready within the days of the terms.
    NotReady {
        /// The last day that was in time.
        due: Day,
    },
    /// It is not ready by the day that was promised.
    PromiseLate {
        /// The day of the accepted estimate.
        by: Day,
    },
    /// The lent unit is not back.
    UnitNotBack {
        /// The serial number of the unit.
        unit: BatchId,
        /// The last day on which it was to be back.
        due: Day,
    },
}

impl Repair {
    /// A repair without steps.
    pub fn open(opening: RepairOpening) -> Self {
        Self { opening, trail: Trail::default() }
    }

    /// A repair and its steps as they were kept.
    ///
    /// # Errors
    ///
    /// [`StepError`], of the first step that the stage does not allow or that is dated before the
    /// one before it.
    pub fn replay(
        opening: RepairOpening,
        events: impl IntoIterator<Item = RepairEvent>,
    ) -> Result<Self, StepError<RepairStage>> {
        let mut repair = Self::open(opening);
        for event in events {
            let rules = StepRules::at(repair.last_stage());
            repair.trail.take(event, &rules)?;
        }
        Ok(repair)
    }

    /// The beginning.
    pub const fn opening(&self) -> &RepairOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<RepairStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`RepairStepError`], in the order of its cases. Nothing has changed then.
    pub fn apply(&mut self, event: RepairEvent) -> Result<Progress<RepairStage>, RepairStepError> {
        let rules = StepRules::at(self.last_stage());
        let checked = self.check(&event);
        self.trail.take_checked(event, &rules, |_| checked)
    }

    /// The stage on a date; `None` before the thing is taken in.
    pub fn stage(&self, t: AsOf) -> Option<RepairStage> {
        t.sees(self.opening.on).then(|| self.trail.stage(RepairStage::TakenIn, t))
    }

    /// The price that the customer accepted as of a date; `None` while it has accepted none.
    pub fn accepted(&self, t: AsOf) -> Option<Money> {
        self.accepted_estimate(t).map(|(price, _)| price)
    }

    /// The day on which it was ready, as of a date: repaired, declined or given up.
    pub fn ready(&self, t: AsOf) -> Option<Day> {
        let ends = [RepairAct::Mend, RepairAct::Decline, RepairAct::GiveUp];
        self.trail.seen(t).iter().find(|it| ends.contains(&it.step.act())).map(|it| it.on)
    }

    /// The days on which the customer had an estimate to answer, as of a date.
    pub fn pauses(&self, t: AsOf) -> Vec<Pause> {
        Pause::in_stages(&self.trail, RepairStage::TakenIn, t, |stage| {
            stage == RepairStage::Estimated
        })
    }

    /// The last day on which it is ready in time, as of a date: the turnaround.
    #[doc(alias = "维修周期")]
    pub fn ready_by(&self, t: AsOf, terms: RepairTerms, calendar: &WorkCalendar) -> Option<Day> {
        let clock = ClockTerms::new(Count::Working, terms.turnaround_days);
        Clock::with_pauses(clock, self.opening.on, self.pauses(t)).due(t, calendar)
    }

    /// The unit that is lent as of a date.
    pub fn lent(&self, t: AsOf) -> Option<&BatchId> {
        let mut lent = None;
        for entry in self.trail.seen(t) {
            if let RepairStep::Lend { unit } = &entry.step {
                lent = Some(unit);
            } else if entry.step.act() == RepairAct::TakeBack {
                lent = None;
            }
        }
        lent
    }

    /// Everything that is late as of a date.
    pub fn findings(
        &self,
        t: AsOf,
        terms: RepairTerms,
        calendar: &WorkCalendar,
    ) -> Vec<RepairFinding> {
        let is_in_work = self.stage(t).is_some_and(RepairStage::is_in_work);
        let late = |due: &Day| *due < t.day();
        let due = self.ready_by(t, terms, calendar).filter(late).filter(|_| is_in_work);
        let by = self.accepted_estimate(t).map(|(_, by)| by).filter(late).filter(|_| is_in_work);
        let handed_back = self.trail.last_of(RepairAct::HandBack, t).map(|entry| entry.on);
        let unit_due = handed_back.map(|on| on.offset(terms.loan_days.into())).filter(late);
        let unit = self.lent(t).zip(unit_due);
        let all = [
            due.map(|due| RepairFinding::NotReady { due }),
            by.map(|by| RepairFinding::PromiseLate { by }),
            unit.map(|(unit, due)| RepairFinding::UnitNotBack { unit: unit.clone(), due }),
        ];
        all.into_iter().flatten().collect()
    }

    /// The journey of the customer as of a date, from taking in to handing back, with the days on
    /// which it had an estimate to answer apart; `None` before.
    pub fn journey(&self, t: AsOf) -> Option<Journey> {
        let RepairOpening { on, by, .. } = &self.opening;
        let journey = Journey::read(&self.trail, *on, by, t, RepairAct::part)?;
        Some(journey.with_pauses(&self.pauses(t), t))
    }

    /// The price and the day of the estimate that stands accepted.
    fn accepted_estimate(&self, t: AsOf) -> Option<(Money, Day)> {
        let (mut offered, mut accepted) = (None, None);
        for entry in self.trail.seen(t) {
            match &entry.step {
                RepairStep::Estimate { price, done_by } => {
                    (offered, accepted) = (Some((*price, *done_by)), None);
                }
                RepairStep::Accept => accepted = offered,
                RepairStep::Decline { .. }
                | RepairStep::Mend { .. }
                | RepairStep::GiveUp { .. }
                | RepairStep::HandBack
                | RepairStep::Lend { .. }
                | RepairStep::TakeBack { .. }
                | RepairStep::Inform { .. }
                | RepairStep::AskAgain
                | RepairStep::Close => {}
            }
        }
        accepted
    }

    fn check(&self, event: &RepairEvent) -> Result<(), RepairFault> {
        let (on, taken_in) = (event.on, self.opening.on);
        if on < taken_in {
            return Err(RepairFault::BeforeTakenIn { on, taken_in });
        }
        let lent = self.lent(last());
        match &event.step {
            RepairStep::Estimate { price, .. } if price.amount().is_negative() => {
                Err(RepairFault::Price { price: *price })
            }
            RepairStep::Estimate { done_by, .. } if *done_by < on => {
                Err(RepairFault::DoneBefore { on, done_by: *done_by })
            }
            RepairStep::Mend { .. } => {
                let is_free = self.opening.is_in_warranty();
                let is_accepted = self.accepted(last()).is_some();
                if is_free || is_accepted { Ok(()) } else { Err(RepairFault::NotAccepted) }
            }
            RepairStep::Lend { unit } if self.opening.serial.as_ref() == Some(unit) => {
                Err(RepairFault::OwnUnit { unit: unit.clone() })
            }
            RepairStep::Lend { .. } | RepairStep::Close => match lent {
                Some(unit) => Err(RepairFault::StillLent { unit: unit.clone() }),
                None => Ok(()),
            },
            RepairStep::TakeBack { .. } if lent.is_none() => Err(RepairFault::NotLent),
            RepairStep::Estimate { .. }
            | RepairStep::Accept
            | RepairStep::Decline { .. }
            | RepairStep::GiveUp { .. }
            | RepairStep::HandBack
            | RepairStep::TakeBack { .. }
            | RepairStep::Inform { .. }
            | RepairStep::AskAgain => Ok(()),
        }
    }

    fn last_stage(&self) -> RepairStage {
        self.trail.stage(RepairStage::TakenIn, last())
    }
}

/// The day after all steps.
fn last() -> AsOf {
    AsOf::new(Day::MAX)
}

impl fmt::Display for RepairFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotReady { due } => write!(f, "was to be ready by {due}"),
            Self::PromiseLate { by } => write!(f, "was promised by {by}"),
            Self::UnitNotBack { unit, due } => write!(f, "unit {unit} was to be back by {due}"),
        }
    }
}

/// The written form of a repair: its opening and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenRepair {
    opening: RepairOpening,
    trail: Vec<RepairEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Repair {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenRepair::deserialize(from)?;
        Self::replay(written.opening, written.trail).map_err(serde::de::Error::custom)
    }
}

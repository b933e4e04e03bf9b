use std::fmt;

use super::{
    OurPromiseAct, OurPromiseEvent, OurPromiseFault, OurPromiseStage, OurPromiseStep,
    OurPromiseStepError,
};
use crate::calendar::{AsOf, Day};
use crate::hand_over::Commitment;
use crate::id::{CustomerId, OurPromiseId, PersonId, StaffId};
use crate::lifecycle::{Progress, Reason, StepError, StepRules, Trail};
use crate::money::Money;
use crate::support::{PersonDays, SupportItem};
use crate::valid::words;

words! {
    /// The kinds of promises that we give.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OurPromiseKind as "a kind of promise" {
        /// Goods.
        Delivery = "delivery",
        /// A service.
        Service = "service",
        /// Support.
        Support = "support",
        /// A price, or other terms.
        Terms = "terms",
        /// Money.
        Payment = "payment",
        /// An answer.
        Answer = "answer",
    }
}

words! {
    /// The occasion on which a promise was given.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OurPromiseSource as "an occasion of a promise" {
        /// A visit or a call.
        Visit = "visit",
        /// A resolution of a meeting.
        #[doc(alias = "会议决议")]
        Meeting = "meeting",
        /// A letter or a message.
        Letter = "letter",
        /// A complaint, or its remedy.
        Complaint = "complaint",
        /// The answer to an opinion.
        Opinion = "opinion",
        /// A contract.
        Contract = "contract",
        /// A plan of sales or of support.
        Plan = "plan",
    }
}

words! {
    /// The state of a promise of ours on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OurPromiseState as "a state of a promise of ours" {
        /// Owed, and its last day has not gone by.
        Open = "open",
        /// Owed, and its last day has gone by.
        Late = "late",
        /// Kept by its last day.
        Kept = "kept",
        /// Kept after it.
        KeptLate = "kept_late" => "kept late",
        /// Taken back by us.
        Broken = "broken",
        /// The customer does not hold us to it.
        Released = "released",
    }
}

/// The beginning of a promise: our word to the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct OurPromiseOpening {
    /// The number of the promise.
    pub id: OurPromiseId,
    /// The customer.
    pub customer: CustomerId,
    /// The person at the customer to whom it was given; `None` where nobody noted it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub to: Option<PersonId>,
    /// The kind.
    pub kind: OurPromiseKind,
    /// The content, in words.
    pub what: Reason,
    /// The item of support that is promised.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub item: Option<SupportItem>,
    /// The money that is promised.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub amount: Option<Money>,
    /// The days of our people that are promised.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub person_days: Option<PersonDays>,
    /// The cost of what goes beyond the entitlements of the customer; `None` within them.
    #[doc(alias = "额外服务")]
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub extra_cost: Option<Money>,
    /// The day on which it was given.
    pub on: Day,
    /// The last day on which it is kept in time.
    pub due: Day,
    /// The staff member who gave it, and keeps it until somebody takes it over.
    pub by: StaffId,
    /// The occasion.
    pub from: OurPromiseSource,
    /// The name of the occasion: the number of the complaint or the opinion, the day of the
    /// meeting, the clause of the contract; `None` where it has none.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub reference: Option<Reason>,
}

/// A promise of ours to a customer with the steps taken.
///
/// # Rule
///
/// > S25: promises are kept. One is kept, kept late, broken with a reason, or released by the
/// > customer; whoever takes it over keeps it.
///
/// A later day that the customer agreed to is another promise: the first one is released, so that
/// each has one last day.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::day;
/// use guanxi::lifecycle::Entry;
/// use guanxi::our_promise::{
///     OurPromise, OurPromiseKind, OurPromiseOpening, OurPromiseSource, OurPromiseState,
///     OurPromiseStep,
/// };
///
/// let mut promise = OurPromise::try_open(OurPromiseOpening {
///     id: "P-1".parse()?,
///     customer: "Li & Sons".parse()?,
///     to: None,
///     kind: OurPromiseKind::Support,
///     what: "a signboard".parse()?,
///     item: None,
///     amount: None,
///     person_days: None,
///     extra_cost: None,
///     on: day!(2026, 3, 2),
///     due: day!(2026, 3, 31),
///     by: "Wang".parse()?,
///     from: OurPromiseSource::Visit,
///     reference: None,
/// })?;
/// let t = AsOf::new(day!(2026, 4, 1));
/// assert_eq!(promise.state(t), Some(OurPromiseState::Late));
/// let kept = OurPromiseStep::Keep { proof: Some("photo of 2 April".parse()?) };
/// promise.apply(Entry::new(kept, day!(2026, 4, 2), "Wang".parse()?))?;
/// assert_eq!(promise.state(AsOf::new(day!(2026, 4, 2))), Some(OurPromiseState::KeptLate));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "承诺")]
#[doc(alias = "我方承诺")]
#[doc(alias = "承诺兑现")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct OurPromise {
    opening: OurPromiseOpening,
    trail: Trail<OurPromiseStep>,
}

impl OurPromise {
    /// A promise without steps.
    ///
    /// # Errors
    ///
    /// When the last day lies before the day on which it was given, or an amount is not positive.
    pub fn try_open(opening: OurPromiseOpening) -> Result<Self, OurPromiseFault> {
        let OurPromiseOpening { on, due, .. } = opening;
        if due < on {
            return Err(OurPromiseFault::DueBeforeGiven { on, due });
        }
        let mut amounts = opening.amount.into_iter().chain(opening.extra_cost);
        if let Some(amount) = amounts.find(|it| !it.amount().is_positive()) {
            return Err(OurPromiseFault::Amount { amount });
        }
        Ok(Self { opening, trail: Trail::default() })
    }

    /// A promise and its steps as they were kept.
    ///
    /// # Errors
    ///
    /// [`OurPromiseStepError`], of the opening or of the first step that is refused.
    pub fn replay(
        opening: OurPromiseOpening,
        events: impl IntoIterator<Item = OurPromiseEvent>,
    ) -> Result<Self, OurPromiseStepError> {
        let mut promise = Self::try_open(opening).map_err(StepError::Content)?;
        for event in events {
            promise.apply(event)?;
        }
        Ok(promise)
    }

    /// The beginning.
    pub const fn opening(&self) -> &OurPromiseOpening {
        &self.opening
    }

    /// The steps taken.
    pub const fn trail(&self) -> &Trail<OurPromiseStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`OurPromiseStepError`], in the order of its cases. Nothing has changed then.
    pub fn apply(
        &mut self,
        event: OurPromiseEvent,
    ) -> Result<Progress<OurPromiseStage>, OurPromiseStepError> {
        let end = AsOf::new(Day::MAX);
        let rules = StepRules::at(self.trail.stage(OurPromiseStage::Given, end));
        let (on, given) = (event.on, self.opening.on);
        let holder = self.holder(end).clone();
        self.trail.take_checked(event, &rules, |step| {
            if on < given {
                return Err(OurPromiseFault::BeforePromise { on, given });
            }
            match step {
                OurPromiseStep::HandOver { to } if *to == holder => {
                    Err(OurPromiseFault::SameHolder { to: to.clone() })
                }
                OurPromiseStep::HandOver { .. }
                | OurPromiseStep::Keep { .. }
                | OurPromiseStep::Break { .. }
                | OurPromiseStep::Release { .. } => Ok(()),
            }
        })
    }

    /// The state on a date; `None` before it was given.
    pub fn state(&self, t: AsOf) -> Option<OurPromiseState> {
        let due = self.opening.due;
        Some(match self.stage(t)? {
            OurPromiseStage::Given if t.day() <= due => OurPromiseState::Open,
            OurPromiseStage::Given => OurPromiseState::Late,
            OurPromiseStage::Kept if self.kept(t).is_some_and(|on| on > due) => {
                OurPromiseState::KeptLate
            }
            OurPromiseStage::Kept => OurPromiseState::Kept,
            OurPromiseStage::Broken => OurPromiseState::Broken,
            OurPromiseStage::Released => OurPromiseState::Released,
        })
    }

    /// The stage on a date; `None` before it was given.
    pub fn stage(&self, t: AsOf) -> Option<OurPromiseStage> {
        t.sees(self.opening.on).then(|| self.trail.stage(OurPromiseStage::Given, t))
    }

    /// Returns `true` while we owe it.
    pub fn is_owed(&self, t: AsOf) -> bool {
        self.stage(t) == Some(OurPromiseStage::Given)
    }

    /// The staff member who keeps it on a date: whoever took it over last, else whoever gave it.
    pub fn holder(&self, t: AsOf) -> &StaffId {
        let taker = self.trail.seen(t).iter().rev().find_map(|entry| match &entry.step {
            OurPromiseStep::HandOver { to } => Some(to),
            OurPromiseStep::Keep { .. }
            | OurPromiseStep::Break { .. }
            | OurPromiseStep::Release { .. } => None,
        });
        taker.unwrap_or(&self.opening.by)
    }

    /// The staff member who answers for it as of a date: the holder on its last day, or on the date
    /// if that is earlier. So whoever takes over a late promise is not the one who is late.
    pub fn answerable(&self, t: AsOf) -> &StaffId {
        self.holder(AsOf::new(self.opening.due.min(t.day())))
    }

    /// The promise for a [hand-over](crate::hand_over) of the customer, while we owe it.
    pub fn commitment(&self, t: AsOf) -> Option<Commitment> {
        self.is_owed(t).then(|| self.to_commitment())
    }

    fn to_commitment(&self) -> Commitment {
        let OurPromiseOpening { what, on, due, by, .. } = &self.opening;
        Commitment { promise: what.clone(), made: *on, due: *due, by: by.clone() }
    }

    fn kept(&self, t: AsOf) -> Option<Day> {
        self.trail.last_of(OurPromiseAct::Keep, t).map(|entry| entry.on)
    }
}

/// The promise in words, as a [`Commitment`] has it, with the cost of what goes beyond entitlements
/// and with the one who keeps it now where that is somebody else.
impl fmt::Display for OurPromise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.to_commitment())?;
        if let Some(cost) = self.opening.extra_cost {
            write!(f, ", beyond entitlements for {cost}")?;
        }
        let holder = self.holder(AsOf::new(Day::MAX));
        if *holder == self.opening.by { Ok(()) } else { write!(f, ", with {holder}") }
    }
}

/// The written form of a promise: its opening and its trail.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPromise {
    opening: OurPromiseOpening,
    trail: Vec<OurPromiseEvent>,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for OurPromise {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let written = WrittenPromise::deserialize(from)?;
        Self::replay(written.opening, written.trail).map_err(serde::de::Error::custom)
    }
}

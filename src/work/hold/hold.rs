use super::hold_error::HoldError;
use super::hold_state::{State, sorted};
use super::hold_status::HoldStatus;
use super::hold_step::{HoldEvent, HoldOpening, HoldStep};
use super::release_policy::ReleasePolicy;
use crate::calendar::{AsOf, Day};
use crate::credit::Reason;
use crate::id::{DocumentId, StaffId};
use crate::money::Money;

/// An order that is held, from the check that held it to its end, with all that was done to it and by
/// whom.
///
/// # Rule
///
/// > S20: several reasons are kept. A release names its reason, the role and who asked for it; it
/// > holds for the value, with a tolerance, and up to a day. An order held by hand is never released
/// > by itself.
///
/// | stands | step | then |
/// |---|---|---|
/// | held, ready | check with reasons | held |
/// | held, ready | check without reasons | ready, or released when the policy releases by itself; held while it is held by hand |
/// | held, ready, released, to check, passed | force | held |
/// | held, ready | release | released |
/// | held, ready, to check | reject | rejected |
/// | held, ready, to check | assign | the same, another owner |
/// | held, ready | change | held, to be checked again with its new value |
/// | released | change within value, tolerance and day | released |
/// | released | change beyond | to check |
/// | released, its last day over | check | held, or passed |
/// | to check | check | held, or passed |
/// | passed | change | to check |
///
/// ```
/// use guanxi::credit::Reason;
/// use guanxi::hold::{Hold, HoldStatus, HoldStep, ReleasePolicy};
///
/// let policy = ReleasePolicy::default();
/// let (on, clerk) = ("2026-07-01".parse()?, "Wang".parse()?);
/// let mut hold = Hold::try_open(
///     "O-1".parse()?, "CNY 1000".parse()?, &[Reason::OverLimit], "exposure 1,200 of 1,000", on, clerk,
/// )?;
/// let release = HoldStep::Release {
///     why: "bank guarantee on its way".to_owned(),
///     role: "credit clerk".to_owned(),
///     requested_by: "Zhao".parse()?,
/// };
/// hold.apply(release, on, "Wang".parse()?, &policy)?;
/// assert_eq!(hold.status(), HoldStatus::Released);
/// assert!(hold.may_ship("CNY 1000".parse()?, "2026-07-05".parse()?, &policy));
/// assert!(!hold.may_ship("CNY 1000".parse()?, "2026-07-06".parse()?, &policy));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "订单冻结")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    document: DocumentId,
    first: State,
    opened: (Day, StaffId, String),
    /// Every step with the state that it led to: nothing is ever taken out.
    trail: Vec<(HoldEvent, State)>,
}

impl Hold {
    /// Holds an order of a value that a check held, for these reasons.
    ///
    /// # Errors
    ///
    /// When there is no reason, or the value is negative.
    ///
    /// ```
    /// # use guanxi::hold::{Hold, HoldError};
    /// let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let outcome = Hold::try_open("O-1".parse()?, value, &[], "", on, by);
    /// assert_eq!(outcome, Err(HoldError::NoReason));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn try_open(
        document: DocumentId,
        value: Money,
        reasons: &[Reason],
        evidence: &str,
        on: Day,
        by: StaffId,
    ) -> Result<Self, HoldError> {
        if reasons.is_empty() {
            return Err(HoldError::NoReason);
        }
        if value.amount().is_negative() {
            return Err(HoldError::Value { was: Money::zero(value.currency()), value });
        }
        let reasons = sorted(reasons.to_vec());
        let (status, owner, released) = (HoldStatus::Held, by.clone(), None);
        let first = State { status, reasons, owner, value, released };
        Ok(Self { document, first, opened: (on, by, evidence.to_owned()), trail: Vec::new() })
    }

    /// How it began.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::Hold;
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let hold = Hold::try_open("O-1".parse()?, value, &[Reason::OverLimit], "", on, by)?;
    /// assert_eq!(hold.opening().reasons, [Reason::OverLimit]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn opening(&self) -> HoldOpening {
        let (on, by, evidence) = self.opened.clone();
        let (document, reasons) = (self.document.clone(), self.first.reasons.clone());
        HoldOpening { document, value: self.first.value, reasons, evidence, on, by }
    }

    /// The hold that an opening and the steps after it lead to, as they were kept: each goes through
    /// the same door as when it was taken.
    ///
    /// # Errors
    ///
    /// When the hold could not be opened, or a step would be refused.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::{Hold, HoldStep, ReleasePolicy};
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let policy = ReleasePolicy::default();
    /// let mut hold = Hold::try_open("O-1".parse()?, value, &[Reason::OverLimit], "", on, by)?;
    /// hold.apply(HoldStep::Reject { why: "bankrupt".to_owned() }, on, "Wang".parse()?, &policy)?;
    /// let again = Hold::replay(hold.opening(), hold.trail().cloned(), &policy)?;
    /// assert_eq!(again, hold);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn replay(
        opening: HoldOpening,
        trail: impl IntoIterator<Item = HoldEvent>,
        policy: &ReleasePolicy,
    ) -> Result<Self, HoldError> {
        let HoldOpening { document, value, reasons, evidence, on, by } = opening;
        let mut hold = Self::try_open(document, value, &reasons, &evidence, on, by)?;
        for HoldEvent { step, on, by } in trail {
            hold.apply(step, on, by, policy)?;
        }
        Ok(hold)
    }

    /// The order.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::Hold;
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let hold = Hold::try_open("O-1".parse()?, value, &[Reason::OverLimit], "", on, by)?;
    /// assert_eq!(hold.document().as_str(), "O-1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn document(&self) -> &DocumentId {
        &self.document
    }

    /// What the check said that held it.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::Hold;
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let hold = Hold::try_open("O-1".parse()?, value, &[Reason::OverLimit], "over", on, by)?;
    /// assert_eq!(hold.evidence(), "over");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn evidence(&self) -> &str {
        &self.opened.2
    }

    /// How it stands.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::{Hold, HoldStatus};
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let hold = Hold::try_open("O-1".parse()?, value, &[Reason::OverLimit], "", on, by)?;
    /// assert_eq!(hold.status(), HoldStatus::Held);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn status(&self) -> HoldStatus {
        self.state().status
    }

    /// How it stood on a day; `None` before it was held.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::{Hold, HoldStatus};
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let hold = Hold::try_open("O-1".parse()?, value, &[Reason::OverLimit], "", on, by)?;
    /// assert_eq!(hold.status_on("2026-06-30".parse()?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn status_on(&self, t: AsOf) -> Option<HoldStatus> {
        let last = self.trail.iter().rev().find(|(event, _)| t.sees(event.on));
        let opened = t.sees(self.opened.0).then_some(&self.first);
        last.map(|(_, state)| state).or(opened).map(|state| state.status)
    }

    /// The reasons that stand, in the order of precedence.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::Hold;
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let reasons = [Reason::OldestItemTooOld, Reason::OverLimit, Reason::OverLimit];
    /// let hold = Hold::try_open("O-1".parse()?, value, &reasons, "", on, by)?;
    /// assert_eq!(hold.reasons(), [Reason::OverLimit, Reason::OldestItemTooOld]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn reasons(&self) -> &[Reason] {
        &self.state().reasons
    }

    /// Whether nothing stands against it but that it is held by hand.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::Hold;
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let hold = Hold::try_open("O-1".parse()?, value, &[Reason::ForcedHold], "", on, by)?;
    /// assert!(hold.is_held_by_hand_only());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn is_held_by_hand_only(&self) -> bool {
        self.reasons() == [Reason::ForcedHold]
    }

    /// Who looks after it.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::Hold;
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let hold = Hold::try_open("O-1".parse()?, value, &[Reason::OverLimit], "", on, by)?;
    /// assert_eq!(hold.owner().as_str(), "Wang");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn owner(&self) -> &StaffId {
        &self.state().owner
    }

    /// The value of the order.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::Hold;
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let hold = Hold::try_open("O-1".parse()?, value, &[Reason::OverLimit], "", on, by)?;
    /// assert_eq!(hold.value(), value);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn value(&self) -> Money {
        self.state().value
    }

    /// Every step that was taken, in order.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::Hold;
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let hold = Hold::try_open("O-1".parse()?, value, &[Reason::OverLimit], "", on, by)?;
    /// assert_eq!(hold.trail().count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "审计轨迹")]
    pub fn trail(&self) -> impl Iterator<Item = &HoldEvent> {
        self.trail.iter().map(|(event, _)| event)
    }

    /// Whether the order may go out on a day, worth so much: released for at least that value up to
    /// that day, or passed.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::{Hold, ReleasePolicy};
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let hold = Hold::try_open("O-1".parse()?, value, &[Reason::OverLimit], "", on, by)?;
    /// assert!(!hold.may_ship(value, on, &ReleasePolicy::default()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn may_ship(&self, value: Money, on: Day, policy: &ReleasePolicy) -> bool {
        let state = self.state();
        match state.status {
            HoldStatus::Released => state.is_covered(value, on, policy),
            HoldStatus::Passed => {
                state.value.currency() == value.currency() && value.amount() <= state.value.amount()
            }
            HoldStatus::Held | HoldStatus::Ready | HoldStatus::ToCheck | HoldStatus::Rejected => {
                false
            }
        }
    }

    /// Takes a step.
    ///
    /// # Errors
    ///
    /// When the order does not stand where the step could be taken, the step is dated before the last
    /// one, says nothing of why, or whoever takes it may not. Nothing has changed then.
    ///
    /// ```
    /// # use guanxi::credit::Reason;
    /// # use guanxi::hold::{Hold, HoldStep, ReleasePolicy};
    /// # let (value, on, by) = ("CNY 1".parse()?, "2026-07-01".parse()?, "Wang".parse()?);
    /// let mut hold = Hold::try_open("O-1".parse()?, value, &[Reason::OverLimit], "", on, by)?;
    /// let reject = HoldStep::Reject { why: "bankrupt".to_owned() };
    /// hold.apply(reject.clone(), on, "Wang".parse()?, &ReleasePolicy::default())?;
    /// let again = hold.apply(reject, on, "Wang".parse()?, &ReleasePolicy::default());
    /// assert_eq!(again.unwrap_err().to_string(), "cannot reject an order that is rejected");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn apply(
        &mut self,
        step: HoldStep,
        on: Day,
        by: StaffId,
        policy: &ReleasePolicy,
    ) -> Result<(), HoldError> {
        let last = self.trail.last().map_or(self.opened.0, |(event, _)| event.on);
        if on < last {
            return Err(HoldError::BackDated { on, last });
        }
        let next = self.state().after(&step, on, &by, policy)?;
        self.trail.push((HoldEvent { step, on, by }, next));
        Ok(())
    }

    fn state(&self) -> &State {
        self.trail.last().map_or(&self.first, |(_, state)| state)
    }
}

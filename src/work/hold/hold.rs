use super::hold_error::HoldError;
use super::hold_state::{State, Taker, sorted};
use super::hold_status::HoldStatus;
use super::hold_step::{HoldEvent, HoldOpening, HoldStep, TakenStep};
use super::release_policy::ReleasePolicy;
use crate::calendar::{AsOf, Day};
use crate::credit::Reason;
use crate::id::{DocumentId, StaffId};
use crate::lifecycle::{Admission, Entry, Trail, TrailError};
use crate::money::Money;

/// A held order, from the check that held it to its end, with the trail of all steps.
///
/// # Rule
///
/// > S20: several reasons are kept. A release names its reason, the role and who asked for it; it
/// > holds for the value, with a tolerance, and up to a day. An order held by hand is never
/// > released by itself.
///
/// The table of [`HoldAct`](super::HoldAct) gives the status after each step.
///
/// ```
/// use guanxi::credit::Reason;
/// use guanxi::hold::{Hold, HoldOpening, HoldStatus, HoldStep, ReleasePolicy};
///
/// let policy = ReleasePolicy::default();
/// let mut hold = Hold::try_open(HoldOpening {
///     document: "O-1".parse()?,
///     value: "CNY 1000".parse()?,
///     reasons: vec![Reason::OldestItemTooOld, Reason::OverLimit],
///     evidence: "exposure 1,200 of 1,000".to_owned(),
///     on: "2026-07-01".parse()?,
///     by: "Wang".parse()?,
/// })?;
/// assert_eq!(hold.reasons(), [Reason::OverLimit, Reason::OldestItemTooOld]);
///
/// let release = HoldStep::Release {
///     why: "bank guarantee on its way".to_owned(),
///     role: "credit clerk".to_owned(),
///     requested_by: "Zhao".parse()?,
/// };
/// hold.apply(release.clone(), "2026-07-01".parse()?, "Wang".parse()?, &policy)?;
/// assert_eq!(hold.status(), HoldStatus::Released);
/// assert!(hold.may_ship("CNY 1000".parse()?, "2026-07-05".parse()?, &policy));
/// assert!(!hold.may_ship("CNY 1000".parse()?, "2026-07-06".parse()?, &policy));
///
/// let again = hold.apply(release, "2026-07-02".parse()?, "Wang".parse()?, &policy);
/// assert_eq!(again.unwrap_err().to_string(), "cannot release an order that is released");
///
/// // An application stores the opening and the steps, each with what it led to.
/// let stored = Hold::restore(hold.opening().clone(), hold.steps())?;
/// assert_eq!(stored, hold);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "订单冻结")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    opening: HoldOpening,
    trail: Trail<HoldStep>,
    /// The state after the opening.
    first: State,
    /// The state after each step of the trail.
    states: Vec<State>,
}

impl Hold {
    /// Holds an order for the reasons of a check.
    ///
    /// # Errors
    ///
    /// When there is no reason, or the value is negative.
    pub fn try_open(opening: HoldOpening) -> Result<Self, HoldError> {
        let HoldOpening { value, reasons, by, .. } = &opening;
        if reasons.is_empty() {
            return Err(HoldError::NoReason);
        }
        if value.amount().is_negative() {
            return Err(HoldError::Value { was: Money::zero(value.currency()), value: *value });
        }
        let reasons = sorted(reasons.clone());
        let first = State {
            status: HoldStatus::Held,
            reasons: reasons.clone(),
            owner: by.clone(),
            value: *value,
            release: None,
        };
        let opening = HoldOpening { reasons, ..opening };
        Ok(Self { opening, trail: Trail::default(), first, states: Vec::new() })
    }

    /// The hold to which an opening and the steps after it lead, when nothing is known of what each
    /// step led to.
    ///
    /// # Rule
    ///
    /// > A step once taken stands, whatever the policy says now.
    ///
    /// Roles, ceilings and four eyes are not asked again. Where it hung on the policy of then to
    /// what a step led (a check that releases by itself, a change within the tolerance, the last
    /// day of a release), this policy decides, unless the steps after it say otherwise. Store
    /// [`steps`](Self::steps) for [`restore`](Self::restore) to have it exactly.
    ///
    /// # Errors
    ///
    /// When the hold could not be opened, or no policy could have allowed a step.
    pub fn replay(
        opening: HoldOpening,
        trail: impl IntoIterator<Item = HoldEvent>,
        policy: &ReleasePolicy,
    ) -> Result<Self, HoldError> {
        let mut hold = Self::try_open(opening)?;
        // The ways by which the steps may have led here, the likeliest first.
        let mut ways = vec![Vec::new()];
        for event in trail {
            if !hold.admit(&event)? {
                continue;
            }
            let (mut next, mut refused) = (Vec::<Vec<State>>::new(), None);
            for way in &ways {
                match way.last().unwrap_or(&hold.first).after_history(
                    &event.step,
                    event.on,
                    policy.last_day(event.on),
                    policy,
                ) {
                    Ok(states) => {
                        for state in states {
                            if next.iter().all(|it| it.last() != Some(&state)) {
                                next.push(way.iter().cloned().chain([state]).collect());
                            }
                        }
                    }
                    Err(error) => refused = refused.or(Some(error)),
                }
            }
            if let Some(refused) = refused.filter(|_| next.is_empty()) {
                return Err(refused);
            }
            hold.trail.try_push(event)?;
            ways = next;
        }
        hold.states = ways.into_iter().next().unwrap_or_default();
        Ok(hold)
    }

    /// The hold to which an opening and the steps after it have led: no policy is asked.
    ///
    /// # Errors
    ///
    /// When the hold could not be opened, no policy could have allowed a step, or a step cannot
    /// have led to what it says.
    pub fn restore(
        opening: HoldOpening,
        steps: impl IntoIterator<Item = TakenStep>,
    ) -> Result<Self, HoldError> {
        let mut hold = Self::try_open(opening)?;
        for taken in steps {
            if hold.admit(&taken.event)? {
                let state = hold.state().after_taken(&taken)?;
                hold.trail.try_push(taken.event)?;
                hold.states.push(state);
            }
        }
        Ok(hold)
    }

    /// The steps that were taken, in order, each with what it led to under the policy of its day.
    pub fn steps(&self) -> impl Iterator<Item = TakenStep> {
        self.trail().zip(&self.states).map(|(event, state)| TakenStep {
            event: event.clone(),
            status: state.status,
            last_day: state.last_day(),
        })
    }

    /// The opening, its reasons in the order of precedence.
    pub const fn opening(&self) -> &HoldOpening {
        &self.opening
    }

    /// The order.
    pub const fn document(&self) -> &DocumentId {
        &self.opening.document
    }

    /// The sentence of the check that held the order.
    pub fn evidence(&self) -> &str {
        &self.opening.evidence
    }

    /// The status after the last step.
    pub fn status(&self) -> HoldStatus {
        self.state().status
    }

    /// The status on a day; `None` before the order was held.
    pub fn status_on(&self, t: AsOf) -> Option<HoldStatus> {
        let count = self.trail.seen(t).len();
        let last = count.checked_sub(1).and_then(|place| self.states.get(place));
        let opened = t.sees(self.opening.on).then_some(&self.first);
        last.or(opened).map(|state| state.status)
    }

    /// The reasons that stand, in the order of precedence.
    pub fn reasons(&self) -> &[Reason] {
        &self.state().reasons
    }

    /// True when the hold by hand is the only reason that stands.
    pub fn is_held_by_hand_only(&self) -> bool {
        self.reasons() == [Reason::ForcedHold]
    }

    /// The staff member who looks after the order.
    pub fn owner(&self) -> &StaffId {
        &self.state().owner
    }

    /// The value of the order after its last change.
    pub fn value(&self) -> Money {
        self.state().value
    }

    /// The steps that were taken, in order.
    #[doc(alias = "审计轨迹")]
    pub fn trail(&self) -> impl Iterator<Item = &HoldEvent> {
        self.trail.entries().iter()
    }

    /// True when the order may ship on a day with a value: it is released for that value up to that
    /// day, tolerance included, or it passed a new check with at least that value.
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
    /// When the step is dated before the last one, the status does not allow it, the reason is
    /// blank, or the person may not take it. Nothing has changed then.
    pub fn apply(
        &mut self,
        step: HoldStep,
        on: Day,
        by: StaffId,
        policy: &ReleasePolicy,
    ) -> Result<(), HoldError> {
        self.take(Entry::new(step, on, by), policy)
    }

    /// Answers as [`apply`](Self::apply) would and changes nothing.
    ///
    /// # Errors
    ///
    /// Those of [`apply`](Self::apply).
    pub fn check_step(&self, event: &HoldEvent, policy: &ReleasePolicy) -> Result<(), HoldError> {
        self.next(event, policy).map(|_| ())
    }

    fn take(&mut self, event: HoldEvent, policy: &ReleasePolicy) -> Result<(), HoldError> {
        if let Some(state) = self.next(&event, policy)? {
            self.trail.try_push(event)?;
            self.states.push(state);
        }
        Ok(())
    }

    /// The state after a step; `None` when the step is known already.
    fn next(&self, event: &HoldEvent, policy: &ReleasePolicy) -> Result<Option<State>, HoldError> {
        if !self.admit(event)? {
            return Ok(None);
        }
        let taker = Taker { by: &event.by, on: event.on };
        self.state().after(&event.step, taker, policy).map(Some)
    }

    /// Tells whether a step is new and may follow the last one by its day and number.
    fn admit(&self, event: &HoldEvent) -> Result<bool, HoldError> {
        if self.trail.admit(event)? == Admission::Known {
            return Ok(false);
        }
        let (on, last) = (event.on, self.opening.on);
        if on < last { Err(TrailError::BackDated { on, last }.into()) } else { Ok(true) }
    }

    fn state(&self) -> &State {
        self.states.last().unwrap_or(&self.first)
    }
}

#[cfg(feature = "serde")]
mod written {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    use super::{Hold, HoldOpening, TakenStep};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        opening: HoldOpening,
        steps: Vec<TakenStep>,
    }

    /// Written as opening and steps, each with the status after it.
    impl Serialize for Hold {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let (opening, steps) = (self.opening.clone(), self.steps().collect());
            Written { opening, steps }.serialize(to)
        }
    }

    /// Passes the checks of [`Hold::restore`].
    impl<'de> Deserialize<'de> for Hold {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let Written { opening, steps } = Written::deserialize(from)?;
            Self::restore(opening, steps).map_err(D::Error::custom)
        }
    }
}

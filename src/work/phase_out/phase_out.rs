use super::{
    BalanceKind, BalanceLeft, BalanceState, PhaseOutAct, PhaseOutEvent, PhaseOutFault,
    PhaseOutStage, PhaseOutStep, PhaseOutStepError, UnsettledBalance,
};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, StaffId};
use crate::lifecycle::{Progress, Reason, Step, StepRules, Trail};
use crate::money::Currency;

/// The beginning of a phasing out: the customer, the reason, and the days.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PhaseOutOpening {
    /// The customer.
    pub customer: CustomerId,
    /// The currency of its balances.
    pub currency: Currency,
    /// The reason.
    pub reason: Reason,
    /// The day of the plan.
    pub on: Day,
    /// The staff member who planned it.
    pub by: StaffId,
    /// The last day on which an order is taken.
    pub last_order: Day,
    /// The day by which each balance is to be zero or waived.
    pub due: Day,
}

/// The phasing out of a customer, with the steps taken.
///
/// # Rule
///
/// > S14: phasing out (淘汰) is a plan in which each balance ends at zero or is waived by name.
///
/// All balances of [`BalanceKind`] belong to it: one that was never counted is open. Another person
/// than the planner approves and waives. The latest count or waiver of a balance holds.
///
/// A plan that is not approved binds nobody: balances may be counted, none is waived, it has no
/// findings and cannot be closed.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::day;
/// use guanxi::lifecycle::Entry;
/// use guanxi::money::Currency;
/// use guanxi::phase_out::{
///     BalanceKind, BalanceLeft, PhaseOut, PhaseOutOpening, PhaseOutStage, PhaseOutStep,
/// };
///
/// let (monday, tuesday) = (day!(2026, 3, 2), day!(2026, 3, 3));
/// let mut plan = PhaseOut::try_open(PhaseOutOpening {
///     customer: "Li & Sons".parse()?,
///     currency: Currency::CNY,
///     reason: "small, and buys where it is cheaper".parse()?,
///     on: monday,
///     by: "Wang".parse()?,
///     last_order: day!(2026, 3, 31),
///     due: day!(2026, 6, 30),
/// })?;
/// plan.apply(Entry::new(PhaseOutStep::Approve, tuesday, "Zhao".parse()?))?;
/// let left = BalanceLeft::Money("CNY 120".parse()?);
/// let count = PhaseOutStep::Count { balance: BalanceKind::Debt, left };
/// plan.apply(Entry::new(count, tuesday, "Wang".parse()?))?;
/// let t = AsOf::new(tuesday);
/// assert_eq!(plan.stage(t), PhaseOutStage::Running);
/// assert_eq!(plan.balance(BalanceKind::Debt, t).to_string(), "CNY 120.00 left on 2026-03-03");
/// assert_eq!(plan.unsettled(t).len(), BalanceKind::ALL.len());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "淘汰")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PhaseOut {
    opening: PhaseOutOpening,
    trail: Trail<PhaseOutStep>,
}

impl PhaseOut {
    /// A plan without steps.
    ///
    /// # Errors
    ///
    /// When the last order would come before the plan, or after the due day.
    pub fn try_open(opening: PhaseOutOpening) -> Result<Self, PhaseOutFault> {
        let PhaseOutOpening { on, last_order, due, .. } = opening;
        if last_order < on || due < last_order {
            return Err(PhaseOutFault::Days { on, last_order, due });
        }
        Ok(Self { opening, trail: Trail::default() })
    }

    /// A plan and its steps as they were kept.
    ///
    /// # Errors
    ///
    /// As for [`try_open`](Self::try_open) and [`apply`](Self::apply), of the first that is
    /// refused.
    pub fn replay(
        opening: PhaseOutOpening,
        events: impl IntoIterator<Item = PhaseOutEvent>,
    ) -> Result<Self, PhaseOutStepError> {
        let mut plan = Self::try_open(opening).map_err(PhaseOutStepError::Content)?;
        for event in events {
            plan.apply(event)?;
        }
        Ok(plan)
    }

    /// The beginning.
    pub const fn opening(&self) -> &PhaseOutOpening {
        &self.opening
    }

    /// The steps taken.
    #[doc(alias = "审计轨迹")]
    pub const fn trail(&self) -> &Trail<PhaseOutStep> {
        &self.trail
    }

    /// Takes a step. A step whose number is known with the same content changes nothing.
    ///
    /// # Errors
    ///
    /// [`StepError`](crate::lifecycle::StepError), in the order of its cases. Its content is wrong
    /// when it is dated before the plan, the planner approves or waives, a rest is in the wrong
    /// unit, in another currency or negative, or the plan is closed with balances open: the error
    /// names all of them. Nothing has changed then.
    pub fn apply(
        &mut self,
        event: PhaseOutEvent,
    ) -> Result<Progress<PhaseOutStage>, PhaseOutStepError> {
        let now = AsOf::new(Day::MAX);
        let rules = StepRules::at(self.stage(now));
        let fault = self.fault(&event, now);
        self.trail.take_checked(event, &rules, |_| fault.map_or(Ok(()), Err))
    }

    /// The stage on a date from the plan on.
    pub fn stage(&self, t: AsOf) -> PhaseOutStage {
        self.trail.stage(PhaseOutStage::Planned, t)
    }

    /// Returns `true` when the plan was approved before a day. Before that nobody is bound by it.
    pub(super) fn was_approved_before(&self, day: Day) -> bool {
        let mut steps = self.trail.iter();
        steps.any(|it| it.step.act() == PhaseOutAct::Approve && it.on < day)
    }

    /// A balance as of a date, by the last step that names it.
    pub fn balance(&self, balance: BalanceKind, t: AsOf) -> BalanceState {
        let mut steps = self.trail.seen(t).iter().rev();
        let named = steps.find_map(|entry| match &entry.step {
            PhaseOutStep::Count { balance: counted, left } if *counted == balance => {
                let on = entry.on;
                Some(if left.is_zero() {
                    BalanceState::Zero { on }
                } else {
                    BalanceState::Left { on, left: *left }
                })
            }
            PhaseOutStep::Waive { balance: waived, reason } if *waived == balance => {
                let (on, by, reason) = (entry.on, entry.by.clone(), reason.clone());
                Some(BalanceState::Waived { on, by, reason })
            }
            PhaseOutStep::Count { .. }
            | PhaseOutStep::Waive { .. }
            | PhaseOutStep::Approve
            | PhaseOutStep::Close
            | PhaseOutStep::Withdraw { .. } => None,
        });
        named.unwrap_or(BalanceState::NotCounted)
    }

    /// The balances that are neither zero nor waived as of a date.
    pub fn unsettled(&self, t: AsOf) -> Vec<UnsettledBalance> {
        let all = BalanceKind::ALL.into_iter();
        let states =
            all.map(|balance| UnsettledBalance { balance, state: self.balance(balance, t) });
        states.filter(|it| it.state.is_open()).collect()
    }

    fn fault(&self, event: &PhaseOutEvent, now: AsOf) -> Option<PhaseOutFault> {
        let PhaseOutOpening { on: first, by: planner, currency, .. } = &self.opening;
        if event.on < *first {
            return Some(PhaseOutFault::BeforePlan { on: event.on, planned: *first });
        }
        match &event.step {
            PhaseOutStep::Approve | PhaseOutStep::Waive { .. } if event.by == *planner => {
                Some(PhaseOutFault::OwnPlan { act: event.step.act(), by: planner.clone() })
            }
            PhaseOutStep::Count { balance, left } => wrong_rest(*balance, *left, *currency),
            PhaseOutStep::Close => {
                let open = self.unsettled(now);
                (!open.is_empty()).then_some(PhaseOutFault::Unsettled { open })
            }
            PhaseOutStep::Approve | PhaseOutStep::Waive { .. } | PhaseOutStep::Withdraw { .. } => {
                None
            }
        }
    }
}

fn wrong_rest(
    balance: BalanceKind,
    left: BalanceLeft,
    currency: Currency,
) -> Option<PhaseOutFault> {
    match left {
        BalanceLeft::Number(_) if !balance.is_money() => None,
        BalanceLeft::Money(money) if balance.is_money() => {
            if money.currency() != currency {
                Some(PhaseOutFault::OtherCurrency { balance, currency, left })
            } else if money.amount().is_negative() {
                Some(PhaseOutFault::Negative { balance, left })
            } else {
                None
            }
        }
        BalanceLeft::Number(_) | BalanceLeft::Money(_) => {
            Some(PhaseOutFault::Unit { balance, left })
        }
    }
}

#[cfg(feature = "serde")]
mod written {
    use serde::{Deserialize, Deserializer, de::Error};

    use super::{PhaseOut, PhaseOutEvent, PhaseOutOpening};

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        opening: PhaseOutOpening,
        trail: Vec<PhaseOutEvent>,
    }

    /// Passes the checks of [`PhaseOut::replay`].
    impl<'de> Deserialize<'de> for PhaseOut {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let Written { opening, trail } = Written::deserialize(from)?;
            Self::replay(opening, trail).map_err(D::Error::custom)
        }
    }
}

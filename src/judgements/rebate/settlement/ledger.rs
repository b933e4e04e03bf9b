use super::claim::settlement_day;
use super::{ClaimState, SettlementError, SettlementKey, SettlementKind};
use crate::calendar::{AsOf, Day};
use crate::id::RebateId;
use crate::lifecycle::Admission;
use crate::money::{Amount, Currency, Money, Total};
use crate::rebate::{ConditionsEffect, RebateAgreement, RebateError, RestatementWay};

/// A settlement of a rebate.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Settlement {
    /// The key.
    pub key: SettlementKey,
    /// The kind.
    pub kind: SettlementKind,
    /// The day.
    pub on: Day,
    /// The reward of the whole period as it was known that day.
    #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
    pub reward: Amount,
    /// The amount: the reward less what was settled before. Negative where the customer owes some
    /// of it back.
    #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
    pub amount: Amount,
    /// The way of a restatement.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub way: Option<RestatementWay>,
}

/// The known facts of a period when its settlement is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettlementFacts {
    /// The reward of the whole period as it is known, from its first day on.
    pub reward: Amount,
    /// The effect of the conditions.
    pub conditions: ConditionsEffect,
    /// The day on which the customer claimed the rebate.
    pub claimed: Option<Day>,
}

/// All settlements of an agreement, in their order.
///
/// # Rule
///
/// > S6: due = the reward as known − all that was settled, never by slice. The same key twice is
/// > one settlement. In the end the customer has the reward as known, whenever and however often
/// > the settlement was asked for.
#[doc(alias = "返利台账")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SettlementLedger {
    agreement: RebateId,
    currency: Currency,
    settlements: Vec<Settlement>,
}

impl SettlementLedger {
    /// The ledger of an agreement without settlements.
    pub fn new(agreement: &RebateAgreement) -> Self {
        let (agreement, currency) = (agreement.id.clone(), agreement.currency);
        Self { agreement, currency, settlements: Vec::new() }
    }

    /// The ledger of settlements that were stored, recorded again in their order.
    ///
    /// # Errors
    ///
    /// As [`record`](Self::record).
    pub fn try_from_settlements(
        agreement: &RebateAgreement,
        settlements: impl IntoIterator<Item = Settlement>,
    ) -> Result<Self, SettlementError> {
        let mut ledger = Self::new(agreement);
        for settlement in settlements {
            ledger.record(settlement)?;
        }
        Ok(ledger)
    }

    /// The settlements.
    pub fn settlements(&self) -> &[Settlement] {
        &self.settlements
    }

    /// The sum settled in a period.
    pub fn settled(&self, period: usize) -> Total {
        self.of_period(period).map(|it| it.amount).collect()
    }

    /// Returns `true` when the final settlement of a period is made.
    pub fn is_final(&self, period: usize) -> bool {
        self.of_period(period).any(|it| it.kind == SettlementKind::Final)
    }

    /// The settlement of a period on a day, to be recorded; `None` where nothing is due.
    ///
    /// Up to the day of settlement it is a part, then the final one, afterwards a restatement.
    ///
    /// # Errors
    ///
    /// When there is no such period, a condition is not known, the claim has lapsed, or an amount
    /// does not fit.
    pub fn propose(
        &self,
        agreement: &RebateAgreement,
        period: usize,
        facts: SettlementFacts,
        t: AsOf,
    ) -> Result<Option<Settlement>, SettlementProposalError> {
        let id = || agreement.id.clone();
        let periods = agreement.periods();
        let days = periods.get(period).copied().ok_or_else(|| RebateError::NoPeriod {
            agreement: id(),
            number: period.checked_add(1).unwrap_or(period),
            periods: periods.len(),
        })?;
        if facts.conditions.is_open {
            return Err(SettlementError::ConditionsOpen { agreement: id() }.into());
        }
        if let ClaimState::Lapsed { until } = ClaimState::new(agreement, days, facts.claimed, t) {
            return Err(SettlementError::Lapsed { agreement: id(), until }.into());
        }
        let kind = match (self.is_final(period), t.day() >= settlement_day(agreement, days)) {
            (true, _) => SettlementKind::Restatement,
            (false, true) => SettlementKind::Final,
            (false, false) => SettlementKind::Partial,
        };
        let due = self.due(period, kind, facts.reward);
        let amount = due.to_amount().ok_or_else(|| RebateError::Overflow { agreement: id() })?;
        if amount == Amount::ZERO && kind != SettlementKind::Final {
            return Ok(None);
        }
        let sequence = self.next_sequence(period);
        let key = SettlementKey { agreement: id(), period, sequence };
        let way = agreement.settlement.restatement;
        let way = (kind == SettlementKind::Restatement).then_some(way);
        Ok(Some(Settlement { key, kind, on: t.day(), reward: facts.reward, amount, way }))
    }

    /// Records a settlement.
    ///
    /// # Errors
    ///
    /// When the key is taken by another content, or the settlement does not follow from those
    /// before it. The ledger is then as it was.
    pub fn record(&mut self, settlement: Settlement) -> Result<Admission, SettlementError> {
        let key = settlement.key.clone();
        if key.agreement != self.agreement {
            let (agreement, found) = (self.agreement.clone(), key.agreement);
            return Err(SettlementError::OtherAgreement { agreement, found });
        }
        if let Some(recorded) = self.settlements.iter().find(|it| it.key == key) {
            if *recorded == settlement {
                return Ok(Admission::Known);
            }
            let (recorded, offered) = (self.told(recorded), self.told(&settlement));
            return Err(SettlementError::Conflict { key, recorded, offered });
        }
        let expected = self.next_sequence(key.period);
        if key.sequence != expected {
            return Err(SettlementError::Sequence { key, expected });
        }
        let last = self.of_period(key.period).last().map(|it| it.on);
        if let Some(last) = last.filter(|last| settlement.on < *last) {
            return Err(SettlementError::BackDated { key, on: settlement.on, last });
        }
        let (is_final, kind) = (self.is_final(key.period), settlement.kind);
        if is_final != (kind == SettlementKind::Restatement) {
            return Err(SettlementError::Kind { key, kind, is_final });
        }
        let due = self.due(key.period, kind, settlement.reward);
        if due != settlement.amount.to_total() {
            let (currency, found) = (self.currency, settlement.amount);
            return Err(SettlementError::Amount { key, currency, expected: due, found });
        }
        self.settlements.push(settlement);
        Ok(Admission::New)
    }

    fn due(&self, period: usize, kind: SettlementKind, reward: Amount) -> Total {
        let due = reward.to_total().minus(self.settled(period));
        match kind {
            SettlementKind::Partial => due.or_zero(),
            SettlementKind::Final | SettlementKind::Restatement => due,
        }
    }

    fn next_sequence(&self, period: usize) -> u32 {
        let last = self.of_period(period).map(|it| it.key.sequence).max();
        last.map_or(1, |last| last.checked_add(1).unwrap_or(last))
    }

    fn of_period(&self, period: usize) -> impl Iterator<Item = &Settlement> {
        self.settlements.iter().filter(move |it| it.key.period == period)
    }

    fn told(&self, settlement: &Settlement) -> String {
        let Settlement { kind, on, amount, .. } = settlement;
        format!("{kind} {} of {on}", Money::new(*amount, self.currency))
    }
}

/// The reason why no settlement can be proposed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SettlementProposalError {
    /// The rebate cannot be computed.
    #[error(transparent)]
    Rebate(#[from] RebateError),
    /// The rebate is not settled.
    #[error(transparent)]
    Settlement(#[from] SettlementError),
}

impl SettlementProposalError {
    /// The code of the reason.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Rebate(reason) => reason.code(),
            Self::Settlement(reason) => reason.code(),
        }
    }
}

use std::fmt;

use super::CreditError;
use crate::calendar::{AsOf, Day};
use crate::id::DocumentId;
use crate::lifecycle::{Admission, Entry, Trail};
use crate::measure::Ratio;
use crate::money::{Amount, Currency, Money, Rounding, Total};

/// A movement of rebate credit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum CreditStep {
    /// A settled rebate is earned.
    Earn {
        /// The amount.
        #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
        amount: Amount,
    },
    /// A part of what was earned is approved.
    Approve {
        /// The amount.
        #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
        amount: Amount,
        /// The first day on which it can be used.
        usable_from: Day,
        /// The last day; `None` where it does not expire.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        until: Option<Day>,
    },
    /// A part of an order is paid with it.
    Use {
        /// The order.
        order: DocumentId,
        /// The amount of the order.
        #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
        of: Amount,
        /// The credit used.
        #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
        amount: Amount,
    },
    /// A rebate is taken back.
    ClawBack {
        /// The amount.
        #[cfg_attr(feature = "serde", serde(with = "crate::money::minor"))]
        amount: Amount,
    },
}

impl CreditStep {
    const fn amount(&self) -> Amount {
        match self {
            Self::Earn { amount }
            | Self::Approve { amount, .. }
            | Self::Use { amount, .. }
            | Self::ClawBack { amount } => *amount,
        }
    }
}

/// The balance of rebate credit on a day. The first four parts and `clawed_back` and `expired` sum
/// to all that was ever earned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CreditBalance {
    /// Earned and not approved yet.
    pub earned: Total,
    /// Approved and not usable yet.
    pub approved: Total,
    /// Usable. Only this part pays for orders, and so lessens what they need on credit.
    pub usable: Total,
    /// Used against orders.
    pub used: Total,
    /// Expired.
    pub expired: Total,
    /// Taken back.
    pub clawed_back: Total,
}

/// The part of an order that credit pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CreditUse {
    /// The credit that the order uses.
    pub used: Amount,
    /// The rest of the order.
    pub on_credit: Amount,
    /// The usable credit that is left.
    pub left: Amount,
}

/// The rebate credit of a customer as an account.
///
/// # Rule
///
/// > S6: a settled rebate stands as credit: earned, approved, usable, used, expired or clawed back.
/// > An order uses at most a stated share of itself. What expires first is used first.
///
/// ```
/// use guanxi::day;
/// use guanxi::lifecycle::Entry;
/// use guanxi::measure::Ratio;
/// use guanxi::money::{Amount, Currency};
/// use guanxi::rebate::{CreditStep, RebateCredit};
///
/// let amount = Amount::from_minor(35_000_00);
/// let (on, by) = (day!(2027, 1, 30), || "Wang".parse());
/// let mut credit = RebateCredit::new(Currency::CNY, Ratio::from_percent(20));
/// credit.apply(Entry::new(CreditStep::Earn { amount }, on, by()?))?;
/// let approve = CreditStep::Approve { amount, usable_from: on, until: None };
/// credit.apply(Entry::new(approve, on, by()?))?;
///
/// let order = credit.use_for(Amount::from_minor(100_000_00), "2027-02-05".parse()?);
/// let order = order.ok_or("too large")?;
/// assert_eq!(order.used, Amount::from_minor(20_000_00));
/// assert_eq!(order.on_credit, Amount::from_minor(80_000_00));
/// assert_eq!(order.left, Amount::from_minor(15_000_00));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "返利冲抵货款")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RebateCredit {
    currency: Currency,
    share: Ratio,
    trail: Trail<CreditStep>,
}

/// An approved amount with what is left of it.
#[derive(Debug, Clone, Copy)]
struct Lot {
    left: Total,
    usable_from: Day,
    until: Option<Day>,
}

impl Lot {
    fn is_over_on(&self, day: Day) -> bool {
        self.until.is_some_and(|until| until < day)
    }

    fn is_usable_on(&self, day: Day) -> bool {
        self.usable_from <= day && !self.is_over_on(day)
    }

    /// Takes at most an amount off; the rest that is still to be taken.
    fn take(&mut self, amount: Total) -> Total {
        let part = amount.min(self.left);
        self.left = self.left.minus(part);
        amount.minus(part)
    }
}

/// The account while its steps are taken.
#[derive(Default)]
struct Ledger {
    earned: Total,
    lots: Vec<Lot>,
    used: Total,
    clawed_back: Total,
}

impl RebateCredit {
    /// An account without credit. `share` is the most of an order that credit pays.
    pub fn new(currency: Currency, share: Ratio) -> Self {
        Self { currency, share, trail: Trail::default() }
    }

    /// The steps.
    pub fn entries(&self) -> &[Entry<CreditStep>] {
        self.trail.entries()
    }

    /// The balance as of `t`.
    pub fn balance(&self, t: AsOf) -> CreditBalance {
        let ledger = self.ledger(t.day());
        let sum = |is: &dyn Fn(&Lot) -> bool| {
            let lots = ledger.lots.iter().filter(|lot| is(lot));
            lots.fold(Total::ZERO, |sum, lot| sum.plus(lot.left))
        };
        let day = t.day();
        CreditBalance {
            earned: ledger.earned,
            approved: sum(&|lot| lot.usable_from > day && !lot.is_over_on(day)),
            usable: sum(&|lot| lot.is_usable_on(day)),
            used: ledger.used,
            expired: sum(&|lot| lot.is_over_on(day)),
            clawed_back: ledger.clawed_back,
        }
    }

    /// The part of an order of an amount that credit would pay on a day; `None` where an amount
    /// does not fit.
    pub fn use_for(&self, order: Amount, t: AsOf) -> Option<CreditUse> {
        let usable = self.balance(t).usable;
        let used = usable.min(self.most_of(order)?.to_total()).or_zero();
        Some(CreditUse {
            used: used.to_amount()?,
            on_credit: order.to_total().minus(used).to_amount()?,
            left: usable.minus(used).to_amount()?,
        })
    }

    /// Takes a step.
    ///
    /// # Errors
    ///
    /// When its number is known with other content, it is dated before the last one, its amount is
    /// not positive, or the account does not cover it. Nothing has changed then.
    pub fn apply(&mut self, entry: Entry<CreditStep>) -> Result<Admission, CreditError> {
        if self.trail.admit(&entry)? == Admission::Known {
            return Ok(Admission::Known);
        }
        self.check(&entry)?;
        Ok(self.trail.try_push(entry)?)
    }

    fn check(&self, entry: &Entry<CreditStep>) -> Result<(), CreditError> {
        let found = entry.step.amount();
        let money = |amount: Amount| Money::new(amount, self.currency);
        if !found.is_positive() {
            return Err(CreditError::NotPositive { found: money(found) });
        }
        let balance = self.balance(AsOf::new(entry.on));
        let most = match &entry.step {
            CreditStep::Earn { .. } => return Ok(()),
            CreditStep::Approve { usable_from, until, .. } => {
                if let Some(until) = until.filter(|until| until < usable_from) {
                    return Err(CreditError::ExpiresEarly { usable_from: *usable_from, until });
                }
                balance.earned
            }
            CreditStep::Use { of, .. } => {
                let most = self.most_of(*of).unwrap_or_default();
                if found > most {
                    let (share, most) = (self.share, money(most));
                    return Err(CreditError::OverShare { share, most, found: money(found) });
                }
                balance.usable
            }
            CreditStep::ClawBack { .. } => {
                balance.earned.plus(balance.approved).plus(balance.usable)
            }
        };
        if found.to_total() > most {
            let (left, found) = (most.with_currency(self.currency).to_string(), money(found));
            return Err(CreditError::NotCovered { left, found });
        }
        Ok(())
    }

    fn most_of(&self, order: Amount) -> Option<Amount> {
        order.share(self.share, Rounding::TowardZero)
    }

    fn ledger(&self, t: Day) -> Ledger {
        let mut ledger = Ledger::default();
        for entry in self.trail.seen(AsOf::new(t)) {
            ledger.take(&entry.step, entry.on);
        }
        ledger
    }
}

impl Ledger {
    /// Takes a step that was checked.
    fn take(&mut self, step: &CreditStep, on: Day) {
        let amount = step.amount().to_total();
        match step {
            CreditStep::Earn { .. } => self.earned = self.earned.plus(amount),
            CreditStep::Approve { usable_from, until, .. } => {
                self.earned = self.earned.minus(amount);
                let (usable_from, until) = (*usable_from, *until);
                self.lots.push(Lot { left: amount, usable_from, until });
                // What expires first is used first.
                self.lots.sort_by_key(|lot| (lot.until.is_none(), lot.until, lot.usable_from));
            }
            CreditStep::Use { .. } => {
                self.used = self.used.plus(amount);
                let lots = self.lots.iter_mut().filter(|lot| lot.is_usable_on(on));
                lots.fold(amount, |rest, lot| lot.take(rest));
            }
            CreditStep::ClawBack { .. } => {
                self.clawed_back = self.clawed_back.plus(amount);
                let part = amount.min(self.earned);
                self.earned = self.earned.minus(part);
                // What is used last is taken back first.
                let lots = self.lots.iter_mut().rev().filter(|lot| !lot.is_over_on(on));
                lots.fold(amount.minus(part), |rest, lot| lot.take(rest));
            }
        }
    }
}

impl CreditBalance {
    /// The balance in words of the currency.
    pub fn with_currency(&self, currency: Currency) -> impl fmt::Display {
        let Self { earned, approved, usable, used, expired, clawed_back } = *self;
        let parts = [
            ("earned", earned),
            ("approved", approved),
            ("usable", usable),
            ("used", used),
            ("expired", expired),
            ("clawed back", clawed_back),
        ];
        let told = parts.into_iter().filter(|(_, total)| *total != Total::ZERO);
        let told = told.map(|(name, total)| format!("{name} {}", total.with_currency(currency)));
        told.collect::<Vec<_>>().join(", ")
    }
}

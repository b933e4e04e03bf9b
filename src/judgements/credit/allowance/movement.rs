use std::fmt;

use super::AllowancePolicy;
use crate::account::AccountView;
use crate::calendar::{AsOf, Window};
use crate::id::GradeId;
use crate::money::{Currency, Total};
use crate::receivable::OpenBalance;

/// The movement of an allowance over some days.
///
/// # Rule
///
/// > S20: opening plus charge less use is closing. Used is what was written off less what came
/// > back of it; a negative charge is a release.
#[doc(alias = "坏账准备变动")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AllowanceMovement {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The allowance before the first day.
    pub opening: Total,
    /// The sum charged to the result; negative when more is released than charged.
    pub charge: Total,
    /// The sum written off less recoveries.
    pub used: Total,
    /// The allowance at the end of the last day.
    pub closing: Total,
}

impl AllowanceMovement {
    /// The movement between two allowances, with what was written off in between.
    pub fn new(currency: Currency, opening: Total, closing: Total, used: Total) -> Self {
        let charge = closing.minus(opening).plus(used);
        Self { currency, opening, charge, used, closing }
    }
}

impl AllowancePolicy {
    /// The movement of the allowance for a customer over a window, with its credit grade before
    /// the first day and on the last.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::calendar::AsOf;
    /// use guanxi::credit::AllowancePolicy;
    /// use guanxi::receivable::{Invoice, Payment, SettlementKind};
    ///
    /// let mut li = Account::new("Li".parse()?, "CNY".parse()?);
    /// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
    /// li.record(Invoice::new("I1".parse()?, issued, due, "CNY 1000".parse()?))?;
    /// let off = Payment::new("W1".parse()?, "2026-03-10".parse()?, "CNY 400".parse()?);
    /// li.record(off.for_invoice("I1".parse()?).of_kind(SettlementKind::WriteOff))?;
    /// let march = AsOf::new(guanxi::day!(2026, 3, 31)).last_days(31);
    /// let movement = AllowancePolicy::default().movement(li.view(), [None, None], march);
    /// assert_eq!(
    ///     movement.to_string(),
    ///     "opening CNY 16.00, charge CNY 405.60, used CNY 400.00, closing CNY 21.60"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn movement(
        &self,
        account: AccountView<'_>,
        [before, after]: [Option<&GradeId>; 2],
        window: Window,
    ) -> AllowanceMovement {
        let (start, end) = (AsOf::new(window.after), AsOf::new(window.until));
        let written_off = |t| OpenBalance::as_of(account.receivables(), t).written_off;
        AllowanceMovement::new(
            account.currency(),
            self.allowance(account, before, start).total(),
            self.allowance(account, after, end).total(),
            written_off(end).minus(written_off(start)),
        )
    }
}

impl fmt::Display for AllowanceMovement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { currency, opening, charge, used, closing } = self;
        let money = |total: &Total| total.with_currency(*currency);
        write!(f, "opening {}, charge {}, ", money(opening), money(charge))?;
        write!(f, "used {}, closing {}", money(used), money(closing))
    }
}

use std::collections::BTreeMap;
use std::fmt;

use super::{ExactInterest, GraceEffect, InterestError, InterestPolicy};
use crate::calendar::{AsOf, Day, Window};
use crate::measure::{plural, proven};
use crate::money::{Amount, Currency, Total};
use crate::receivable::{Inclusion, OpenItem, Receivables, RecordedInvoice, settle};

/// The interest on one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ItemInterest {
    /// The invoice.
    pub invoice: RecordedInvoice,
    /// The due date of the item.
    pub due: Day,
    /// The days on which it bore interest.
    pub days: u32,
    /// The interest before rounding.
    pub exact: ExactInterest,
    /// The interest as it is billed. The items add up to the total to the minor unit, so one may
    /// differ by a unit from its own rounding.
    pub interest: Total,
    /// The fixed sum for it.
    pub compensation: Amount,
}

/// The interest on the arrears of a customer for some days.
#[doc(alias = "逾期欠款")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArrearsInterest {
    /// The currency of the amounts.
    pub currency: Currency,
    /// The items by due date, then in the order of the invoices.
    pub items: Vec<ItemInterest>,
    /// The interest before rounding.
    pub exact: ExactInterest,
    /// The interest, rounded once.
    pub interest: Total,
    /// The fixed sums.
    pub compensation: Total,
}

impl InterestPolicy {
    /// The interest that some days add to the arrears of a customer, and the fixed sums of the
    /// items on which interest begins on one of them.
    ///
    /// # Rule
    ///
    /// > S20: the interest of a window is the same however it is split. Where grace forgives, the
    /// > days of grace are charged on the first day after them, on what is open then.
    ///
    /// Money that was sent back beyond all credit bears none: no invoice asked for it. To bill
    /// month by month, take the interest from the first day on and subtract what was billed: then
    /// no rounding adds up.
    ///
    /// # Errors
    ///
    /// As [`accrued`](Self::accrued).
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::calendar::{Day, Window};
    /// use guanxi::credit::{InterestPolicy, InterestPolicyDraft};
    /// use guanxi::receivable::{Inclusion, Invoice};
    ///
    /// let mut li = Account::new("Li".parse()?, "EUR".parse()?);
    /// let (issued, due): (Day, Day) = ("2025-01-01".parse()?, "2025-01-31".parse()?);
    /// li.record(Invoice::new("I1".parse()?, issued, due, "EUR 1000".parse()?))?;
    /// let policy = InterestPolicy::try_new(InterestPolicyDraft::eu_late_payment())?;
    /// let window = Window { after: due, until: due.offset(73) };
    /// let owed = li.view().receivables();
    /// let arrears = policy.arrears(owed, Inclusion::LeftOut, window, "EUR".parse()?)?;
    /// assert_eq!(arrears.to_string(), "interest EUR 22.30 on 1 item, fixed sums EUR 40.00");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn arrears(
        &self,
        receivables: Receivables<'_>,
        disputed: Inclusion,
        window: Window,
        currency: Currency,
    ) -> Result<ArrearsInterest, InterestError> {
        let fixed = self.compensation.map_or(Amount::ZERO, |it| it.to_minor_ceil(currency));
        let mut found: BTreeMap<(Day, u32), ItemInterest> = BTreeMap::new();
        for stretch in stretches(receivables, window) {
            let mut failed = None;
            settle(receivables, AsOf::new(stretch.after), |item| {
                if let Err(error) = self.add(&mut found, &item, disputed, stretch, fixed) {
                    failed.get_or_insert(error);
                }
            });
            if let Some(error) = failed {
                return Err(error);
            }
        }
        self.summed(found.into_values().collect(), currency)
    }

    /// Adds the interest on an item over days on which nothing changes.
    fn add(
        &self,
        found: &mut BTreeMap<(Day, u32), ItemInterest>,
        item: &OpenItem,
        disputed: Inclusion,
        stretch: Window,
        fixed: Amount,
    ) -> Result<(), InterestError> {
        let (amount, due) = (item.counted(disputed), item.due);
        let start = due.offset(i32::from(self.grace_days));
        if item.is_refund() || !amount.is_positive() || stretch.until <= start {
            return Ok(());
        }
        let begins = stretch.after <= start;
        let after = match self.grace {
            GraceEffect::Forgives if begins => due,
            GraceEffect::Forgives | GraceEffect::Postpones => stretch.after.max(start),
        };
        let days = Window { after, until: stretch.until };
        let exact = self.accrued(amount, days)?;
        let line = found.entry((due, item.invoice.document)).or_insert(ItemInterest {
            invoice: item.invoice,
            due,
            days: 0,
            exact: ExactInterest::ZERO,
            interest: Total::ZERO,
            compensation: Amount::ZERO,
        });
        let sum = line.days.checked_add(days.days());
        line.days = proven!(sum, else u32::MAX, "the calendar has 192 million days");
        line.exact = line.exact.checked_add(exact).ok_or(InterestError::TooLarge)?;
        if begins {
            line.compensation = fixed;
        }
        Ok(())
    }

    fn summed(
        &self,
        mut items: Vec<ItemInterest>,
        currency: Currency,
    ) -> Result<ArrearsInterest, InterestError> {
        let (mut exact, mut interest) = (ExactInterest::ZERO, Total::ZERO);
        for item in &mut items {
            exact = exact.checked_add(item.exact).ok_or(InterestError::TooLarge)?;
            let up_to_here = exact.rounded(self.rounding);
            item.interest = up_to_here.minus(interest);
            interest = up_to_here;
        }
        let compensation = items.iter().map(|item| item.compensation).collect();
        Ok(ArrearsInterest { currency, items, exact, interest, compensation })
    }
}

/// The days of a window in runs within which nothing is issued, paid or disputed.
fn stretches(receivables: Receivables<'_>, window: Window) -> Vec<Window> {
    let changes = receivables.days_of_change(AsOf::new(window.until));
    let inside = changes.into_iter().filter(|day| window.contains(*day) && *day < window.until);
    let mut bounds = vec![window.after];
    bounds.extend(inside);
    bounds.push(window.until);
    let pairs = bounds.iter().zip(bounds.iter().skip(1));
    pairs.map(|(after, until)| Window { after: *after, until: *until }).collect()
}

impl ArrearsInterest {
    /// Interest and fixed sums together.
    pub fn total(&self) -> Total {
        self.interest.plus(self.compensation)
    }
}

impl fmt::Display for ArrearsInterest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |total: Total| total.with_currency(self.currency);
        let count = self.items.len();
        let noun = plural(count, "item", "items");
        write!(f, "interest {} on {count} {noun}", money(self.interest))?;
        if self.compensation.is_positive() {
            write!(f, ", fixed sums {}", money(self.compensation))?;
        }
        Ok(())
    }
}

use crate::calendar::AsOf;
use crate::measure::Quotient;
use crate::money::Total;
use crate::receivable::{Receivables, settle};

/// The share of open items that are overdue by more than a number of days, by amount; `None` when
/// nothing is open.
///
/// # Rule
///
/// > S10: overdue share = Σ open with more than N days past due ÷ Σ open. A bound of 30 % is kept
/// > at exactly 30 %.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::measure::Ratio;
/// use guanxi::receivable::{Invoice, overdue_share};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (old, new) = ("2026-01-01".parse()?, "2026-03-01".parse()?);
/// account.record(Invoice::new("I1".parse()?, old, old, "CNY 300".parse()?))?;
/// account.record(Invoice::new("I2".parse()?, new, new, "CNY 700".parse()?))?;
/// let view = account.view();
/// let share = overdue_share(view.receivables(), "2026-03-10".parse()?, 30);
/// assert!(share.is_some_and(|share| share == Ratio::from_percent(30)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "逾期率")]
pub fn overdue_share(
    receivables: Receivables<'_>,
    t: AsOf,
    more_than_days: u16,
) -> Option<Quotient> {
    let mut old = Total::ZERO;
    let owed = settle(receivables, t, |item| {
        if item.days_past_due > i32::from(more_than_days) {
            old = old.plus(item.open);
        }
    });
    Quotient::try_new(old.minor(), owed.ageing.open().minor())
}

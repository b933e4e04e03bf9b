use super::{CashInForecast, DaysInterval, ExpectedReceipt, PaymentHabit, ReceiptBasis};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::id::CustomerKey;
use crate::money::{Amount, Currency, Total};
use crate::receivable::{OpenItem, Promise, SettledItem, settle, settled_items};
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`CashInPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CashInPolicyDraft {
    /// The days up to the forecast in which an item must have been settled to show a habit, 365 by
    /// default.
    pub habit_days: u16,
    /// The least number of payments of a customer that decide, 5 by default; with fewer those of
    /// the book do.
    pub least_payments: u16,
    /// The weeks that are forecast, 13 by default: a quarter.
    pub weeks: u16,
}

impl Default for CashInPolicyDraft {
    fn default() -> Self {
        Self { habit_days: 365, least_payments: 5, weeks: 13 }
    }
}

impl Draft for CashInPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("habit_days", 1, self.habit_days);
        found.at_least("least_payments", 1, self.least_payments);
        found.at_least("weeks", 1, self.weeks);
    }
}

/// A customer whose payments are expected.
#[derive(Debug, Clone, Copy)]
pub struct CashInDebtor<'a> {
    /// The customer.
    pub customer: CustomerKey,
    /// The account of the customer.
    pub account: AccountView<'a>,
    /// Its open promises, with what is left of each.
    pub promises: &'a [Promise],
}

/// The policy of forecasts of the cash-in.
///
/// # Rule
///
/// > S10, S20: an open item is expected on its due date plus the days beyond terms after which
/// > half of the customer's money came, of the payments that came later than the item is already;
/// > early and late are the quarters around it. With fewer than 5 such payments those of the book
/// > decide. Promises override: what is promised is expected on its day. Disputed parts are apart,
/// > and so is what is later than nearly all payments before.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::credit::{CashInDebtor, CashInPolicy};
/// use guanxi::id::CustomerKey;
/// use guanxi::money::Currency;
/// use guanxi::receivable::{Invoice, Payment};
///
/// let mut li = Account::new("Li".parse()?, Currency::CNY);
/// for month in 1..=5 {
///     let (issued, due) = (guanxi::day!(2026, 1, 1), guanxi::day!(2026, 1, 31).offset(month * 7));
///     let number = format!("I{month}").parse()?;
///     li.record(Invoice::new(number, issued, due, "CNY 100".parse()?))?;
///     let paid = Payment::new(format!("P{month}").parse()?, due.offset(10), "CNY 100".parse()?);
///     li.record(paid.for_invoice(format!("I{month}").parse()?))?;
/// }
/// let (issued, due) = (guanxi::day!(2026, 3, 1), guanxi::day!(2026, 3, 31));
/// li.record(Invoice::new("I6".parse()?, issued, due, "CNY 100".parse()?))?;
/// let (customer, t) = (CustomerKey::from_position(0), "2026-03-31".parse()?);
/// let debtor = CashInDebtor { customer, account: li.view(), promises: &[] };
/// let policy = CashInPolicy::default();
/// let forecast = policy.forecast(&[debtor], &Default::default(), Currency::CNY, t);
/// assert_eq!(forecast.receipts[0].expected.to_string(), "2026-04-10");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "回款预测")]
pub type CashInPolicy = Valid<CashInPolicyDraft>;

impl CashInPolicy {
    /// The habit of some customers as of a day: the items that money settled in the days before.
    /// That of a customer is its own, that of all customers the book's.
    ///
    /// Settles anew for each day on which anything changed, as
    /// [`settled_items`] does.
    pub fn habit<'a>(
        &self,
        accounts: impl IntoIterator<Item = AccountView<'a>>,
        t: AsOf,
    ) -> PaymentHabit {
        let window = t.last_days(self.habit_days);
        let settled = accounts.into_iter().flat_map(|it| settled_items(it.receivables(), t));
        let recent = settled.filter(|item| window.contains(item.settled));
        PaymentHabit::from_payments(recent.filter_map(|item| SettledItem::timed_payment(&item)))
    }

    /// The forecast of the cash-in from some customers, with the habit of the book.
    pub fn forecast(
        &self,
        debtors: &[CashInDebtor<'_>],
        book: &PaymentHabit,
        currency: Currency,
        t: AsOf,
    ) -> CashInForecast {
        let (mut receipts, mut disputed, mut beyond_habit) = (Vec::new(), Total::ZERO, Total::ZERO);
        for debtor in debtors {
            let own = self.habit([debtor.account], t);
            let mut promises = debtor.promises.to_vec();
            promises.retain(|promise| t.sees(promise.made) && t.day() <= promise.by);
            promises.sort_by_key(|promise| promise.by);
            settle(debtor.account.receivables(), t, |item| {
                disputed = disputed.plus(item.disputed);
                let left = promised(debtor.customer, &item, &mut promises, &mut receipts);
                if !left.is_positive() {
                    return;
                }
                match self.days_of(&own, book, item.days_past_due) {
                    Some((basis, days)) => {
                        let on = |beyond: i32| item.due.offset(beyond);
                        receipts.push(ExpectedReceipt {
                            customer: debtor.customer,
                            invoice: item.invoice,
                            due: item.due,
                            amount: left,
                            basis,
                            early: on(days.early),
                            expected: on(days.expected),
                            late: on(days.late),
                        });
                    }
                    None => beyond_habit = beyond_habit.plus(left),
                }
            });
        }
        receipts.sort_by_key(|it| (it.expected, it.customer));
        let weeks = CashInForecast::weeks_of(&receipts, self.weeks, t);
        CashInForecast { currency, weeks, receipts, disputed, beyond_habit }
    }

    /// The habit that decides on an item of some days past due.
    fn days_of(
        &self,
        own: &PaymentHabit,
        book: &PaymentHabit,
        days_past_due: i32,
    ) -> Option<(ReceiptBasis, DaysInterval)> {
        let decides = |(basis, habit): (ReceiptBasis, &PaymentHabit)| {
            let (count, days) = habit.later_than(days_past_due);
            days.filter(|_| count >= usize::from(self.least_payments)).map(|days| (basis, days))
        };
        [(ReceiptBasis::Own, own), (ReceiptBasis::Book, book)].into_iter().find_map(decides)
    }
}

/// Takes the undisputed part of an item as far as it is promised, and gives the rest.
fn promised(
    customer: CustomerKey,
    item: &OpenItem,
    promises: &mut [Promise],
    receipts: &mut Vec<ExpectedReceipt>,
) -> Amount {
    let mut left = item.undisputed();
    for promise in promises {
        let is_meant = promise.invoice.is_none_or(|it| it.document == item.invoice.document);
        let taken = left.min(promise.amount);
        if !is_meant || !taken.is_positive() {
            continue;
        }
        (left, promise.amount) = (left.less(taken), promise.amount.less(taken));
        let by: Day = promise.by;
        receipts.push(ExpectedReceipt {
            customer,
            invoice: item.invoice,
            due: item.due,
            amount: taken,
            basis: ReceiptBasis::Promise,
            early: by,
            expected: by,
            late: by,
        });
    }
    left
}

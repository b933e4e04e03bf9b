use std::fmt;

use crate::account::AccountView;
use crate::calendar::{AsOf, Day, Window, WorkCalendarDraft};
use crate::id::CustomerKey;
use crate::measure::{plural, proven};
use crate::money::{Amount, Currency, Total};
use crate::receivable::{Inclusion, SmallChange, settle};

/// A customer who may be asked to pay.
#[derive(Debug, Clone, Copy)]
pub struct Debtor<'a> {
    /// The customer.
    pub customer: CustomerKey,
    /// The account of the customer.
    pub account: AccountView<'a>,
    /// The last day of an open promise; there is no call before it has passed.
    pub promised_by: Option<Day>,
    /// The choice whether disputed items are asked for as well.
    pub disputed: Inclusion,
    /// Items below this are not asked for by themselves.
    pub small_change: SmallChange,
}

/// A call: a customer, a day, and the amount to ask for.
#[doc(alias = "催收")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CollectionCall {
    /// The customer.
    pub customer: CustomerKey,
    /// The currency of the amount.
    pub currency: Currency,
    /// A working day, from tomorrow on.
    pub day: Day,
    /// The items that are open now and past due by that day.
    pub amount: Amount,
    /// Days past due of the oldest of these items on that day.
    pub oldest: i32,
    /// Amount × days past due, summed up; it ranks the calls of a day.
    pub weight: i128,
}

impl fmt::Display for CollectionCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let amount = self.amount.to_total().with_currency(self.currency);
        let days = plural(self.oldest, "day", "days");
        write!(f, "{}: ask for {amount}, the oldest {} {days} past due", self.day, self.oldest)
    }
}

/// Schedules one call to each customer with something overdue: on the next working day after `t`,
/// or after the day of a promise. Earlier days come first, and on one day the larger weight.
///
/// # Rule
///
/// > S10: a collection schedule — whom to ask for how much on which day. Ranked by Σ open × days
/// > past due, so that neither a small old item nor a large one of yesterday outweighs what is
/// > both.
///
/// Ties stand in the order of the customers. Disputed parts are left out unless the debtor counts
/// them, and small change is not asked for; a customer with nothing else overdue by its day is not
/// called.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::calendar::WorkCalendar;
/// use guanxi::credit::{Debtor, collection_schedule};
/// use guanxi::id::CustomerKey;
/// use guanxi::receivable::Invoice;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (issued, due) = ("2026-02-01".parse()?, "2026-03-01".parse()?);
/// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 500".parse()?))?;
/// let li = Debtor::new(CustomerKey::from_position(0), account.view());
/// let calls = collection_schedule(&[li], &WorkCalendar::default(), "2026-03-31".parse()?);
/// let [call] = calls[..] else { return Err("one call".into()) };
/// assert_eq!(call.to_string(), "2026-04-01: ask for CNY 500.00, the oldest 31 days past due");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "催款计划")]
pub fn collection_schedule(
    debtors: &[Debtor<'_>],
    calendar: &WorkCalendarDraft,
    t: AsOf,
) -> Vec<CollectionCall> {
    let mut calls: Vec<CollectionCall> =
        debtors.iter().filter_map(|debtor| debtor.call(calendar, t)).collect();
    calls.sort_unstable_by(|a, b| {
        let later = a.day.cmp(&b.day).then(b.weight.cmp(&a.weight));
        later.then(a.customer.cmp(&b.customer))
    });
    calls
}

impl<'a> Debtor<'a> {
    /// A customer without an open promise, who is not asked for what it disputes, nor for small
    /// change.
    pub fn new(customer: CustomerKey, account: AccountView<'a>) -> Self {
        let (disputed, small_change) = (Inclusion::LeftOut, SmallChange::default());
        Self { customer, account, promised_by: None, disputed, small_change }
    }

    fn call(&self, calendar: &WorkCalendarDraft, t: AsOf) -> Option<CollectionCall> {
        let after = self.promised_by.map_or(t.day(), |day| day.max(t.day()));
        let day = next_worked(calendar, after)?;
        // As of `t`, looked at on the day: no payment of a later day is seen.
        let (mut amount, mut oldest, mut weight) = (Total::ZERO, 0, 0_i128);
        let account = self.account;
        settle(account.receivables(), t, |item| {
            let past_due = day.days_since(item.due);
            let open = item.counted(self.disputed);
            if past_due <= 0 || self.small_change.has(open) || !open.is_positive() {
                return;
            }
            amount = amount.plus(open);
            oldest = oldest.max(past_due);
            let product = i128::from(open.minor()).checked_mul(i128::from(past_due));
            let product = proven!(product, else 0, "an amount and days are below 2^63 · 2^31");
            weight = proven!(
                weight.checked_add(product),
                else i128::MAX,
                "no account holds 2^32 invoices"
            );
        });
        let amount = amount.to_amount().filter(|amount| amount.is_positive())?;
        let (customer, currency) = (self.customer, account.currency());
        Some(CollectionCall { customer, currency, day, amount, oldest, weight })
    }
}

/// The first working day after a day; within a year, or there is none.
fn next_worked(calendar: &WorkCalendarDraft, after: Day) -> Option<Day> {
    let days = (1..=366).map(|ahead| after.offset(ahead));
    days.into_iter()
        .find(|day| calendar.days_worked(Window { after: day.offset(-1), until: *day }) > 0)
}

use std::collections::BTreeMap;

use super::TimedPayment;
use crate::calendar::{AsOf, Day};
use crate::money::{Amount, Total};
use crate::receivable::{Receivables, RecordedInvoice, SettledPart, Settlement};

/// An invoice of which nothing is open, or an instalment of one.
#[doc(alias = "回款天数")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SettledItem {
    /// The invoice.
    pub invoice: RecordedInvoice,
    /// The due date of the item.
    pub due: Day,
    /// The amount of the item, in minor units.
    pub amount: Amount,
    /// The first day from which nothing of it is open.
    pub settled: Day,
    /// True when money settled the last of it.
    pub is_paid: bool,
}

impl SettledItem {
    /// Days from the issue of the invoice to the settlement; `None` unless money settled the last
    /// of it.
    #[doc(alias = "付款天数")]
    pub fn days_to_pay(&self) -> Option<i32> {
        self.is_paid.then(|| self.settled.days_since(self.invoice.issued()))
    }

    /// Days from the due date to the settlement, negative before it; `None` unless money settled
    /// the last of it.
    pub fn days_beyond_terms(&self) -> Option<i32> {
        self.is_paid.then(|| self.settled.days_since(self.due))
    }

    /// The item as payment index and days beyond terms take it.
    pub fn timed_payment(&self) -> Option<TimedPayment> {
        let days_beyond_terms = self.days_beyond_terms()?;
        Some(TimedPayment { amount: self.amount, days_beyond_terms })
    }
}

/// The invoices and instalments of which nothing is open at `t`, by due date, then number, with the
/// day on which each was settled.
///
/// # Rule
///
/// > S10: an invoice is settled on the first day from which nothing of it is open up to `t`; days
/// > to pay run to that day and exist only where money settled the last of it.
///
/// Settles anew for each day on which anything changed, so the time grows with the square of the
/// facts of the customer.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::receivable::{
///     DaysBeyondTerms, Invoice, Payment, PaymentIndexPolicy, SettledItem, settled_items,
/// };
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
/// for number in ["I1", "I2", "I3"] {
///     account.record(Invoice::new(number.parse()?, issued, due, "CNY 100".parse()?))?;
/// }
/// account.record(Payment::new("P1".parse()?, "2026-02-05".parse()?, "CNY 300".parse()?))?;
/// let settled = settled_items(account.view().receivables(), "2026-03-01".parse()?);
/// assert_eq!(settled[0].days_to_pay(), Some(35));
/// let timed = || settled.iter().filter_map(SettledItem::timed_payment);
/// let beyond = DaysBeyondTerms::from_payments(timed()).ok_or("nothing was paid")?;
/// assert_eq!(beyond.signed.to_string(), "5");
/// assert_eq!(PaymentIndexPolicy::default().index(timed())?.to_string(), "76.666667");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn settled_items(receivables: Receivables<'_>, t: AsOf) -> Vec<SettledItem> {
    let on = |day| Settlement::as_of(receivables, AsOf::new(day), Total::ZERO);
    let now = on(t.day());
    let settled = now.parts.iter().filter(|part| !part.open.is_positive());
    let mut pending: Vec<Pending> = settled.map(Pending::new).collect();
    for day in receivables.days_of_change(t).into_iter().rev() {
        if pending.iter().all(|it| it.is_done) {
            break;
        }
        let state = DayState::new(&on(day));
        for item in pending.iter_mut().filter(|it| !it.is_done) {
            item.go_back_to(day, &state);
        }
    }
    pending.into_iter().map(Pending::finish).collect()
}

/// The open amount of a part on a day, and the amount that money has settled of it.
#[derive(Debug, Clone, Copy)]
struct PartState {
    place: usize,
    due: Day,
    amount: Amount,
    is_open: bool,
    money: Total,
}

/// The parts of each invoice on a day, by the handle of the invoice.
struct DayState(BTreeMap<u32, Vec<PartState>>);

impl DayState {
    fn new(settlement: &Settlement) -> Self {
        let mut found: BTreeMap<u32, Vec<PartState>> = BTreeMap::new();
        for part in &settlement.parts {
            found.entry(part.invoice.document).or_default().push(PartState {
                place: part.place,
                due: part.due,
                amount: part.amount,
                is_open: part.open.is_positive(),
                money: part.money.to_total(),
            });
        }
        Self(found)
    }

    /// The state of an item; of its whole invoice where that was not in these parts yet. `None`
    /// before the issue.
    fn of(&self, item: &SettledItem, place: usize) -> Option<PartState> {
        let parts = self.0.get(&item.invoice.document)?;
        let is_it =
            |it: &&PartState| (it.place, it.due, it.amount) == (place, item.due, item.amount);
        if let Some(part) = parts.iter().find(is_it) {
            return Some(*part);
        }
        let is_open = parts.iter().any(|it| it.is_open);
        let money = parts.iter().map(|it| it.money).fold(Total::ZERO, Total::plus);
        Some(PartState { place, due: item.due, amount: item.amount, is_open, money })
    }
}

/// An item whose day of settlement is looked for, from the latest day back.
struct Pending {
    item: SettledItem,
    place: usize,
    /// The money in it on the earliest day so far on which it was settled.
    money: Total,
    is_done: bool,
}

impl Pending {
    fn new(part: &SettledPart) -> Self {
        let SettledPart { invoice, place, due, amount, money, .. } = *part;
        let settled = invoice.issued();
        let item = SettledItem { invoice, due, amount, settled, is_paid: false };
        Self { item, place, money: money.to_total(), is_done: false }
    }

    fn go_back_to(&mut self, day: Day, state: &DayState) {
        match state.of(&self.item, self.place) {
            Some(part) if !part.is_open => {
                (self.item.settled, self.money) = (day, part.money);
            }
            Some(part) => {
                self.item.is_paid = self.money > part.money;
                self.is_done = true;
            }
            None => {
                self.item.is_paid = self.money.is_positive();
                self.is_done = true;
            }
        }
    }

    /// An item that was settled on its issue, before which nothing was known.
    fn finish(mut self) -> SettledItem {
        if !self.is_done {
            self.item.is_paid = self.money.is_positive();
        }
        self.item
    }
}

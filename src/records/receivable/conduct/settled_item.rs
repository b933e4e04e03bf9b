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
    /// True when money settled the last of it, or a bill that is money by now.
    pub is_paid: bool,
    /// The day from which the money is there: that of the settlement, or the later one on which the
    /// bills in it were honoured. `None` while a bill in it is no money yet.
    pub collected: Option<Day>,
}

impl SettledItem {
    /// Days from the issue of the invoice until the money is there; `None` unless money settled the
    /// last of it.
    #[doc(alias = "付款天数")]
    pub fn days_to_pay(&self) -> Option<i32> {
        let collected = self.collected.filter(|_| self.is_paid)?;
        Some(collected.days_since(self.invoice.issued()))
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
/// A bill settles on receipt and is money once it is honoured: then days to pay run to that day.
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
    let on = |day| Settlement::as_known(receivables, AsOf::new(day), t, Total::ZERO);
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
    /// Money and bills that have settled it.
    paid: Total,
    /// Tells whether a bill in it is no money yet.
    has_bills: bool,
}

/// The parts of each invoice on a day, by the handle of the invoice.
struct DayState(BTreeMap<u32, Vec<PartState>>);

impl DayState {
    fn new(settlement: &Settlement<'_>) -> Self {
        let mut found: BTreeMap<u32, Vec<PartState>> = BTreeMap::new();
        for part in &settlement.parts {
            found.entry(part.invoice.document).or_default().push(PartState {
                place: part.place,
                due: part.due,
                amount: part.amount,
                is_open: part.open.is_positive(),
                paid: paid(part),
                has_bills: part.bills.is_positive(),
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
        let has_bills = parts.iter().any(|it| it.has_bills);
        let paid = parts.iter().map(|it| it.paid).fold(Total::ZERO, Total::plus);
        Some(PartState { place, due: item.due, amount: item.amount, is_open, paid, has_bills })
    }
}

/// An item whose day of settlement is looked for, from the latest day back.
struct Pending {
    item: SettledItem,
    place: usize,
    /// The money and bills in it on the earliest day so far on which it was settled.
    paid: Total,
    /// Tells whether no bill was in it on any of these days.
    is_collecting: bool,
    is_done: bool,
}

/// Money and bills that have settled a part.
fn paid(part: &SettledPart) -> Total {
    part.money.to_total().plus(part.bills)
}

impl Pending {
    fn new(part: &SettledPart) -> Self {
        let SettledPart { invoice, place, due, amount, bills, .. } = *part;
        let settled = invoice.issued();
        let collected = (!bills.is_positive()).then_some(settled);
        let item = SettledItem { invoice, due, amount, settled, is_paid: false, collected };
        let is_collecting = collected.is_some();
        Self { item, place, paid: paid(part), is_collecting, is_done: false }
    }

    fn go_back_to(&mut self, day: Day, state: &DayState) {
        match state.of(&self.item, self.place) {
            Some(part) if !part.is_open => {
                (self.item.settled, self.paid) = (day, part.paid);
                self.is_collecting &= !part.has_bills;
                if self.is_collecting {
                    self.item.collected = Some(day);
                }
            }
            Some(part) => self.end(part.paid),
            None => self.end(Total::ZERO),
        }
    }

    /// Notes what had been paid before the day of settlement.
    fn end(&mut self, paid_before: Total) {
        self.item.is_paid = self.item.collected.is_some() && self.paid > paid_before;
        self.is_done = true;
    }

    /// An item that was settled on its issue, before which nothing was known.
    fn finish(mut self) -> SettledItem {
        if !self.is_done {
            self.end(Total::ZERO);
        }
        self.item
    }
}

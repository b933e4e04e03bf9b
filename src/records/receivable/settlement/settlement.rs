use super::means::{BillMeans, Offer};
use super::open_balance::divided;
use super::settled_part::{Credit, SettledPart};
use super::{OpenBalance, OpenItem, Receivables, SmallChange};
use crate::calendar::{AsOf, Day};
use crate::measure::proven;
use crate::money::{Amount, Total};
use crate::receivable::{FloorStock, RecordedInvoice, RecordedPayment, SettlementKind};

/// A gain of exchange.
#[derive(Debug, Clone, Copy)]
struct Gain {
    day: Day,
    amount: Total,
}

/// The part of a refund or of a gain of exchange beyond all credit: owed by the customer, due on
/// its day.
#[derive(Debug, Clone, Copy)]
struct Beyond {
    day: Day,
    amount: Amount,
}

/// The settlement of a customer's invoices at `t` by every kind, with instalments and disputes.
///
/// [`settle`](super::settle) takes a shorter way where all settlements are money and no invoice has
/// parts.
#[derive(Debug, Clone)]
pub(crate) struct Settlement<'a> {
    t: AsOf,
    small_change: SmallChange,
    /// By due date, then number of the invoice.
    pub(crate) parts: Vec<SettledPart>,
    /// By day.
    beyond_credit: Vec<Beyond>,
    floor_stock: &'a [FloorStock],
    unapplied: Credit,
    earmarked: Credit,
    written_off: Total,
}

impl<'a> Settlement<'a> {
    pub(crate) fn as_of(receivables: Receivables<'a>, t: AsOf, receipt: Total) -> Self {
        Self::as_known(receivables, t, t, receipt)
    }

    /// The settlement at `t` without the bills that were refused by a later day: as it is known on
    /// that day.
    pub(crate) fn as_known(
        receivables: Receivables<'a>,
        t: AsOf,
        known: AsOf,
        receipt: Total,
    ) -> Self {
        let mut settlement = Self {
            t,
            small_change: receivables.small_change,
            parts: Vec::with_capacity(receivables.invoices.len()),
            beyond_credit: Vec::new(),
            floor_stock: receivables.parts.map_or(&[], |it| it.floor_stock),
            unapplied: Credit::of_money(receipt),
            earmarked: Credit::default(),
            written_off: Total::ZERO,
        };
        let (mut payments, mut gains) = (receivables.payments, Vec::new());
        let mut bills = BillMeans::new(receivables.parts, t, known);
        for invoice in receivables.invoices {
            let first = settlement.parts.len();
            if t.sees(invoice.issued) {
                settlement.add_parts(receivables, *invoice);
            }
            let mut named = bills.named(receivables.parts, *invoice);
            while let Some((payment, later)) = payments.split_first()
                && payment.invoice == invoice.document
            {
                // Bills come after money, and before all that is neither.
                if !payment.is_received() {
                    settlement.take_bills(std::mem::take(&mut named), *invoice, first);
                }
                gains.extend(settlement.take_named(*payment, *invoice, first));
                payments = later;
            }
            settlement.take_bills(named, *invoice, first);
        }
        for (means, amount) in bills.unnamed() {
            settlement.unapplied.add(means, amount);
        }
        settlement.take_unnamed(payments);
        settlement.take_gains(gains);
        settlement.spend(receivables);
        settlement
    }

    /// Adds the parts of an invoice. What is in dispute is the last of it by due date.
    fn add_parts(&mut self, receivables: Receivables<'_>, invoice: RecordedInvoice) {
        let parts = receivables.parts;
        let whole = [(invoice.due, invoice.amount)];
        let instalments = parts.map_or(&[][..], |it| it.instalments(invoice, self.t));
        let whole = whole.into_iter().filter(|_| instalments.is_empty());
        let rows = whole.chain(instalments.iter().map(|it| (it.due, it.amount.amount())));
        let first = self.parts.len();
        self.parts.extend(rows.enumerate().map(|(place, (due, amount))| {
            let (disputed, money, bills) = (Amount::ZERO, Amount::ZERO, Amount::ZERO);
            SettledPart { invoice, place, due, amount, open: amount, disputed, money, bills }
        }));
        let flagged = if invoice.is_disputed() { invoice.amount } else { Amount::ZERO };
        let mut disputed = parts.map_or(flagged, |it| it.disputed(invoice, self.t));
        for part in self.parts.iter_mut().skip(first).rev() {
            part.disputed = disputed.min(part.amount);
            disputed = disputed.less(part.disputed);
        }
    }

    /// Takes what is named for an invoice, the parts of which begin at `first`, and gives a gain of
    /// exchange.
    fn take_named(
        &mut self,
        payment: RecordedPayment,
        invoice: RecordedInvoice,
        first: usize,
    ) -> Option<Gain> {
        let (kind, seen) = (payment.kind(), payment.seen(self.t).to_total());
        if !self.t.sees(invoice.issued) {
            if kind.becomes_credit() {
                self.earmarked.add(kind.into(), seen);
            }
            return None;
        }
        if seen < Total::ZERO {
            return Some(Gain { day: payment.day, amount: Total::ZERO.minus(seen) });
        }
        let mut rest = seen;
        for part in self.parts.iter_mut().skip(first) {
            rest = rest.minus(part.take(rest, kind.into()));
        }
        if kind.becomes_credit() {
            self.unapplied.add(kind.into(), rest);
        }
        if kind == SettlementKind::WriteOff {
            self.written_off = self.written_off.plus(seen.minus(rest));
        }
        None
    }

    /// Takes bills for an invoice, the parts of which begin at `first`.
    fn take_bills(&mut self, bills: Vec<Offer>, invoice: RecordedInvoice, first: usize) {
        for (means, offered) in bills {
            if !self.t.sees(invoice.issued) {
                self.earmarked.add(means, offered);
                continue;
            }
            let mut rest = offered;
            for part in self.parts.iter_mut().skip(first) {
                rest = rest.minus(part.take(rest, means));
            }
            self.unapplied.add(means, rest);
        }
    }

    /// Takes what names no invoice: credit first, then the refunds, which stand by day.
    fn take_unnamed(&mut self, payments: &[RecordedPayment]) {
        for payment in payments.iter().filter(|it| it.kind().becomes_credit()) {
            self.unapplied.add(payment.kind().into(), payment.seen(self.t).to_total());
        }
        for refund in payments.iter().filter(|it| it.kind() == SettlementKind::Refunded) {
            let beyond = self.unapplied.take_away(refund.seen(self.t).to_total());
            let beyond = self.earmarked.take_away(beyond);
            self.owe(refund.day, beyond);
        }
    }

    /// Takes gains of exchange off credit without a name, by day.
    fn take_gains(&mut self, mut gains: Vec<Gain>) {
        gains.sort_by_key(|it| it.day);
        for Gain { day, amount } in gains {
            let beyond = self.unapplied.take_away(amount);
            self.owe(day, beyond);
        }
        self.beyond_credit.sort_by_key(|it| it.day);
    }

    /// Notes what goes beyond all credit. The largest gain is one more than an amount can be.
    fn owe(&mut self, day: Day, mut beyond: Total) {
        while beyond.is_positive() {
            let part = beyond.min(Amount::MAX.to_total());
            let amount = proven!(part.to_amount(), else Amount::MAX, "at most the largest amount");
            self.beyond_credit.push(Beyond { day, amount });
            beyond = beyond.minus(amount);
        }
    }

    /// Spends credit without a name by due date, then number: first on what is not in dispute.
    fn spend(&mut self, receivables: Receivables<'_>) {
        if let Some(parts) = receivables.parts {
            let number = |it: &SettledPart| parts.number(it.invoice);
            let key = |it: &SettledPart| (it.invoice.document, it.place);
            self.parts.sort_by(|a, b| {
                let order = a.due.cmp(&b.due).then_with(|| number(a).cmp(number(b)));
                order.then_with(|| key(a).cmp(&key(b)))
            });
        }
        for part in &mut self.parts {
            self.unapplied.settle(part, part.open.less(part.disputed));
        }
        for part in &mut self.parts {
            self.unapplied.settle(part, part.open);
        }
    }

    /// The balance; shows each open item, by due date.
    pub(crate) fn balance(&self, mut each: impl FnMut(OpenItem)) -> OpenBalance {
        let mut balance = OpenBalance {
            unapplied: self.unapplied.total(),
            earmarked: self.earmarked.total(),
            written_off: self.written_off,
            ..OpenBalance::default()
        };
        let mut beyond = self.beyond_credit.iter().map(|it| self.item_beyond(*it)).peekable();
        let open = self.parts.iter().filter(|part| part.open.is_positive());
        let mut items = open.map(|part| self.item(part)).peekable();
        let mut next = || match (beyond.peek(), items.peek()) {
            (Some(first), Some(item)) if item.due < first.due => items.next(),
            (Some(_), _) => beyond.next(),
            (None, _) => items.next(),
        };
        let mut show = |item| {
            balance.add(item, self.small_change);
            each(item);
        };
        if self.floor_stock.is_empty() {
            while let Some(item) = next() {
                show(item);
            }
        } else {
            let items: Vec<OpenItem> = std::iter::from_fn(next).collect();
            divided(self.floor_stock, items, self.t).into_iter().for_each(show);
        }
        balance
    }

    fn item(&self, part: &SettledPart) -> OpenItem {
        let SettledPart { invoice, due, open, disputed, .. } = *part;
        let days_past_due = self.t.day().days_since(due);
        OpenItem { invoice, due, open, disputed, days_past_due, is_floor_stock: false }
    }

    fn item_beyond(&self, Beyond { day, amount }: Beyond) -> OpenItem {
        let invoice = RecordedInvoice::new(amount, day, day, RecordedPayment::NO_DOCUMENT);
        let days_past_due = self.t.day().days_since(day);
        let (open, disputed, is_floor_stock) = (amount, Amount::ZERO, false);
        OpenItem { invoice, due: day, open, disputed, days_past_due, is_floor_stock }
    }
}

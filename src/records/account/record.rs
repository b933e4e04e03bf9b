//! How each kind of fact is taken: check everything, then change.

use super::documents::{Core, Documents};
use super::intake::Intake;
use super::ledger::{Ledger, Rare};
use super::{FactKind, Feeds, RecordError};
use crate::calendar::{Day, Month};
use crate::contract::Contract;
use crate::engine::{Arena, Span};
use crate::expense::{Budget, Expense};
use crate::id::{CustomerKey, DocumentId};
use crate::incident::Incident;
use crate::money::{Amount, Money};
use crate::receivable::{Invoice, Payment, RecordedInvoice, RecordedPayment, TemporaryLimit};
use crate::timeline::{Addition, DayTotal, MonthAmount, place_before};
use crate::trade::{Breach, OpenOrder, Plan, RecordedOrder};

/// Adds a dated amount to a timeline, with its document, and gives the handle of that. `rest_equal`
/// compares what the core does not hold.
pub(super) fn record_dated(
    documents: &mut Documents,
    runs: &mut Arena<DayTotal>,
    span: &mut Span,
    named: Intake<'_>,
    document: &DocumentId,
    core: Core,
    rest_equal: impl FnOnce(u32) -> bool,
) -> Result<u32, RecordError> {
    let currency = named.currency;
    let unknown = documents.refuse_known(named.kind, document, core, currency, rest_equal)?;
    named.room(runs, *span)?;
    let addition = Addition::plan(runs.slice(*span), core.day, core.amount);
    let addition = addition.ok_or_else(|| named.overflow(core.amount))?;
    let handle = documents.add(named.kind, document, core, unknown)?;
    if let Some((place, step)) = addition.new_day(runs.slice(*span)) {
        runs.insert(span, place, step);
    }
    addition.apply(runs.slice_mut(*span));
    Ok(handle)
}

/// Agrees an amount for a month that has none yet.
fn record_monthly(
    runs: &mut Arena<MonthAmount>,
    span: &mut Span,
    named: Intake<'_>,
    month: Month,
    money: Money,
) -> Result<(), RecordError> {
    let amount = named.not_negative(money)?;
    let agreed = runs.slice(*span);
    match agreed.binary_search_by_key(&month, |agreed| agreed.month) {
        Ok(place) => {
            let recorded = agreed.get(place).map_or(Amount::ZERO, |agreed| agreed.amount);
            let (kind, name) = (named.kind, named.name.to_owned());
            if recorded == amount {
                return Err(RecordError::Duplicate { kind, name });
            }
            let recorded = recorded.to_total().with_currency(named.currency).to_string();
            Err(RecordError::Conflict { kind, name, recorded })
        }
        Err(place) => {
            named.room(runs, *span)?;
            runs.insert(span, place, MonthAmount { month, amount, tag: 0 });
            Ok(())
        }
    }
}

impl Ledger {
    pub(super) const fn named<'a>(&self, kind: FactKind, name: &'a str) -> Intake<'a> {
        Intake::new(kind, name, self.currency)
    }

    pub(super) fn record_expense(
        &mut self,
        key: CustomerKey,
        expense: &Expense,
    ) -> Result<(), RecordError> {
        let named = self.named(FactKind::Expense, expense.document.as_str());
        let amount = named.amount(expense.amount)?;
        let core = Core { customer: key, day: expense.date, amount };
        let mut span = self.row(key)?.expenses;
        let documents = &mut self.expense_documents;
        let (runs, document) = (&mut self.expenses, &expense.document);
        record_dated(documents, runs, &mut span, named, document, core, |_| true)?;
        self.row_mut(key)?.expenses = span;
        Feeds::note(&mut self.feeds.expenses_from, expense.date);
        Ok(())
    }

    pub(super) fn record_plan(&mut self, key: CustomerKey, plan: Plan) -> Result<(), RecordError> {
        let name = plan.month.to_string();
        let named = self.named(FactKind::Plan, &name);
        let mut span = self.row(key)?.plans;
        record_monthly(&mut self.plans, &mut span, named, plan.month, plan.amount)?;
        self.row_mut(key)?.plans = span;
        Ok(())
    }

    pub(super) fn record_budget(
        &mut self,
        key: CustomerKey,
        budget: Budget,
    ) -> Result<(), RecordError> {
        let name = budget.month.to_string();
        let named = self.named(FactKind::Budget, &name);
        let mut span = self.row(key)?.budgets;
        record_monthly(&mut self.budgets, &mut span, named, budget.month, budget.amount)?;
        self.row_mut(key)?.budgets = span;
        Ok(())
    }

    pub(super) fn record_order(
        &mut self,
        key: CustomerKey,
        order: &OpenOrder,
    ) -> Result<(), RecordError> {
        let document = &order.document;
        let named = self.named(FactKind::Order, document.as_str());
        let amount = named.not_negative(order.amount)?;
        named.not_before("deliver", order.deliver, order.ordered)?;
        let mut span = self.row(key)?.orders;
        let core = Core { customer: key, day: order.ordered, amount };
        let run = self.orders.slice(span);
        let same = |handle| {
            run.iter().any(|line| line.document == handle && line.deliver == order.deliver)
        };
        let documents = &self.order_documents;
        let unknown = documents.refuse_known(named.kind, document, core, self.currency, same)?;
        named.room(&self.orders, span)?;
        let place = place_before(run, |line| line.ordered > order.ordered);
        let handle = self.order_documents.add(named.kind, document, core, unknown)?;
        let (ordered, deliver) = (order.ordered, order.deliver);
        let line = RecordedOrder { amount, ordered, deliver, document: handle };
        self.orders.insert(&mut span, place, line);
        self.row_mut(key)?.orders = span;
        Feeds::note(&mut self.feeds.receivables_from, ordered);
        Ok(())
    }

    pub(super) fn record_invoice(
        &mut self,
        key: CustomerKey,
        invoice: &Invoice,
    ) -> Result<(), RecordError> {
        let document = &invoice.document;
        let named = self.named(FactKind::Invoice, document.as_str());
        let amount = named.positive(invoice.amount)?;
        named.not_before("due", invoice.due, invoice.issued)?;
        let mut span = self.row(key)?.invoices;
        let core = Core { customer: key, day: invoice.issued, amount };
        let run = self.invoices.slice(span);
        let same = |handle| {
            let mut lines = run.iter().filter(|line| line.document == handle);
            lines.any(|line| line.due == invoice.due && line.is_disputed() == invoice.disputed)
        };
        let documents = &self.invoice_documents;
        let unknown = documents.refuse_known(named.kind, document, core, self.currency, same)?;
        named.room(&self.invoices, span)?;
        let invoices = &self.invoice_documents;
        let place = place_before(run, |line| {
            let number = || invoices.name(line.document).cmp(document.as_str());
            line.due.cmp(&invoice.due).then_with(number).is_ge()
        });
        let handle = self.invoice_documents.add(named.kind, document, core, unknown)?;
        let (issued, due) = (invoice.issued, invoice.due);
        let marks = if invoice.disputed { RecordedInvoice::DISPUTED } else { 0 };
        let line = RecordedInvoice { amount, issued, due, document: handle, marks };
        self.invoices.insert(&mut span, place, line);
        self.row_mut(key)?.invoices = span;
        Feeds::note(&mut self.feeds.receivables_from, issued);
        Ok(())
    }

    pub(super) fn record_payment(
        &mut self,
        key: CustomerKey,
        payment: &Payment,
    ) -> Result<(), RecordError> {
        let document = &payment.document;
        let named = self.named(FactKind::Payment, document.as_str());
        let amount = named.positive(payment.amount)?;
        let (due, invoice) = self.named_invoice(key, payment)?;
        let mut span = self.row(key)?.payments;
        let core = Core { customer: key, day: payment.date, amount };
        let run = self.payments.slice(span);
        let same =
            |handle| run.iter().any(|line| line.document == handle && line.invoice == invoice);
        let documents = &self.payment_documents;
        let unknown = documents.refuse_known(named.kind, document, core, self.currency, same)?;
        named.room(&self.payments, span)?;
        let invoices = &self.invoice_documents;
        let unnumbered = RecordedPayment::NO_DOCUMENT;
        let line =
            RecordedPayment { amount, day: payment.date, due, invoice, document: unnumbered };
        let due = |it: &RecordedPayment| (it.invoice == RecordedPayment::NO_INVOICE, it.due);
        let order = |it: &RecordedPayment| it.place(invoices.name(it.invoice));
        // Most numbers need not be looked up.
        let comes_later = |it: &RecordedPayment| {
            due(it).cmp(&due(&line)).then_with(|| order(it).cmp(&order(&line))).is_gt()
        };
        let place = place_before(run, comes_later);
        let handle = self.payment_documents.add(named.kind, document, core, unknown)?;
        let line = RecordedPayment { document: handle, ..line };
        self.payments.insert(&mut span, place, line);
        self.row_mut(key)?.payments = span;
        Feeds::note(&mut self.feeds.receivables_from, payment.date);
        Ok(())
    }

    /// Due date and handle of the invoice that a payment names.
    fn named_invoice(
        &self,
        key: CustomerKey,
        payment: &Payment,
    ) -> Result<(Day, u32), RecordError> {
        let Some(invoice) = &payment.invoice else {
            return Ok((Day::MAX, RecordedPayment::NO_INVOICE));
        };
        let known = self.invoice_documents.find(invoice).filter(|(_, core)| core.customer == key);
        let run = self.invoices.slice(self.row(key)?.invoices);
        let line = known.and_then(|(handle, _)| run.iter().find(|line| line.document == handle));
        line.map(|line| (line.due, line.document)).ok_or_else(|| RecordError::UnknownInvoice {
            kind: FactKind::Payment,
            name: payment.document.to_string(),
            invoice: invoice.to_string(),
        })
    }

    pub(super) fn record_temporary_limit(
        &mut self,
        key: CustomerKey,
        limit: TemporaryLimit,
    ) -> Result<(), RecordError> {
        let name = format!("{} to {}", limit.from, limit.to);
        let named = self.named(FactKind::TemporaryLimit, &name);
        named.not_negative(limit.limit)?;
        named.not_before("to", limit.to, limit.from)?;
        let limits = self.rare(key).map_or(&[][..], |rare| &rare.temporary_limits);
        let kind = FactKind::TemporaryLimit;
        if limits.contains(&limit) {
            return Err(RecordError::Duplicate { kind, name });
        }
        if let Some(other) = limits.iter().find(|it| it.from <= limit.to && limit.from <= it.to) {
            let recorded = format!("{} from {} to {}", other.limit, other.from, other.to);
            return Err(RecordError::Conflict { kind, name, recorded });
        }
        let place = limits.partition_point(|it| it.from < limit.from);
        self.rare_mut(key)?.temporary_limits.insert(place, limit);
        Ok(())
    }

    pub(super) fn record_breach(
        &mut self,
        key: CustomerKey,
        breach: Breach,
    ) -> Result<(), RecordError> {
        let breaches = self.rare(key).map_or(&[][..], |rare| &rare.breaches);
        let order = |it: &Breach| (it.date, it.kind, it.upheld);
        match breaches.binary_search_by_key(&order(&breach), order) {
            Ok(_) => Err(RecordError::Duplicate {
                kind: FactKind::Breach,
                name: format!("{} of {}", breach.kind, breach.date),
            }),
            Err(place) => {
                self.rare_mut(key)?.breaches.insert(place, breach);
                Ok(())
            }
        }
    }

    pub(super) fn record_incident(
        &mut self,
        key: CustomerKey,
        incident: &Incident,
    ) -> Result<(), RecordError> {
        let name = format!("{} of {}", incident.kind, incident.occurred);
        let named = self.named(FactKind::Incident, &name);
        named.not_before("reported", incident.reported, incident.occurred)?;
        if let Some(resolved) = incident.resolved {
            named.not_before("resolved", resolved, incident.occurred)?;
        }
        let incidents = self.rare(key).map_or(&[][..], |rare| &rare.incidents);
        if incidents.contains(incident) {
            return Err(RecordError::Duplicate { kind: FactKind::Incident, name });
        }
        let order = |it: &Incident| {
            (it.kind.clone(), it.occurred, it.reported, it.credibility, it.impact, it.resolved)
        };
        let place = incidents.partition_point(|it| order(it) < order(incident));
        self.rare_mut(key)?.incidents.insert(place, incident.clone());
        Ok(())
    }

    pub(super) fn record_contract(
        &mut self,
        key: CustomerKey,
        contract: &Contract,
    ) -> Result<(), RecordError> {
        let (kind, name) = (FactKind::Contract, contract.id().to_string());
        self.row(key)?;
        if let Some(owner) = self.contract_owners.get(contract.id()) {
            let of_owner = self.rare(*owner).map_or(&[][..], |rare| &rare.contracts);
            if *owner == key && of_owner.contains(contract) {
                return Err(RecordError::Duplicate { kind, name });
            }
            let whose = if *owner == key { "of this customer" } else { "of another customer" };
            return Err(RecordError::Conflict {
                kind,
                name,
                recorded: format!("a contract {whose}"),
            });
        }
        self.contract_owners.insert(contract.id().clone(), key);
        let contracts = &mut self.rare_mut(key)?.contracts;
        let place = contracts.partition_point(|it| it.id() < contract.id());
        contracts.insert(place, contract.clone());
        if let Some(day) = contract.known_from() {
            Feeds::note(&mut self.feeds.contracts_from, day);
        }
        Ok(())
    }

    pub(super) fn rare(&self, key: CustomerKey) -> Option<&Rare> {
        self.rare.get(&key)
    }

    pub(super) fn rare_mut(&mut self, key: CustomerKey) -> Result<&mut Rare, RecordError> {
        self.row_mut(key)?.has_rare = true;
        Ok(self.rare.entry(key).or_default())
    }
}

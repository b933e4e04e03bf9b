use super::order_request::OrderRequest;
use super::policy::OrderCheckPolicy;
use crate::account::{AccountView, Feeds};
use crate::calendar::{AsOf, Day};
use crate::contract::is_in_force_on;
use crate::credit::exposure::open_orders;
use crate::credit::{Exposure, LimitInForce, ReturnedGoods};
use crate::incident::{Credibility, for_each_open};
use crate::money::{Amount, Currency, Total};
use crate::receivable::{LimitValidity, OpenBalance, RecordedInvoice, settle_with_receipt};
use crate::trade::{DocumentFlow, DocumentStage, StagedDocument};

/// The part of the order under check that is recorded already, under its number.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RecordedOrder {
    /// The part that is open.
    pub(super) open: Total,
    /// The part that is delivered, billed or posted: it is owed already, or paid.
    pub(super) moved_on: Total,
    /// The money that has settled the invoices of the order.
    pub(super) paid: Total,
    is_in_horizon: bool,
}

impl RecordedOrder {
    /// The open part, or nothing when it is delivered beyond the horizon.
    pub(super) const fn in_horizon(self) -> Total {
        if self.is_in_horizon { self.open } else { Total::ZERO }
    }
}

/// The facts of an account that the rules read, gathered once.
#[derive(Debug, Clone)]
pub(super) struct Facts {
    pub(super) currency: Currency,
    pub(super) exposure: Exposure,
    /// Open orders within the horizon.
    pub(super) orders_in_horizon: Total,
    pub(super) recorded: RecordedOrder,
    /// Open items with more days past due than the overdue share allows, without small change.
    pub(super) old: Total,
    /// Open items past due, without small change.
    pub(super) overdue: Total,
    pub(super) limit: LimitInForce,
    pub(super) terms: LimitValidity,
    pub(super) is_temporary: bool,
    /// True when a contract is in force; `None` when the book had no contract at all by then.
    pub(super) contract: Option<bool>,
    pub(super) incident: bool,
    pub(super) t: AsOf,
}

/// The parts of the order under check besides its open part.
struct MovedOn<'a> {
    /// The amount that was delivered, billed or posted from it.
    amount: Total,
    /// The documents that its value has come to.
    documents: Vec<&'a StagedDocument>,
}

impl<'a> MovedOn<'a> {
    fn find(account: AccountView<'a>, order: &OrderRequest, t: AsOf) -> Self {
        let mut found = Self { amount: Total::ZERO, documents: Vec::new() };
        let Some(number) = &order.document else { return found };
        // A document takes value in before it hands it on, so the days and then the stages put
        // every flow behind those that it takes from.
        let mut flows: Vec<&DocumentFlow> = account.document_flows(t).collect();
        flows.sort_by_key(|flow| (flow.date, flow.to.stage));
        let ends = [DocumentStage::Closed, DocumentStage::Returned];
        for flow in flows.into_iter().filter(|flow| !ends.contains(&flow.to.stage)) {
            let leaves_order =
                flow.from.stage == DocumentStage::Ordered && flow.from.document == *number;
            if leaves_order {
                found.amount = found.amount.plus(flow.amount.amount());
            }
            if leaves_order || found.documents.contains(&&flow.from) {
                found.documents.push(&flow.to);
            }
        }
        found
    }

    /// True for an invoice that bills some of the order.
    fn has_invoice(&self, account: AccountView<'_>, invoice: RecordedInvoice) -> bool {
        let invoiced = self.documents.iter().filter(|it| it.stage == DocumentStage::Invoiced);
        invoiced.into_iter().any(|it| it.document.as_str() == account.invoice_number(invoice))
    }
}

impl Facts {
    /// The facts as of `t`, with `paid` taken for one more payment.
    pub(super) fn of(
        policy: &OrderCheckPolicy,
        account: AccountView<'_>,
        order: &OrderRequest,
        paid: Amount,
        t: AsOf,
    ) -> Self {
        Self::ahead(policy, account, order, paid, t, t)
    }

    /// The facts of a day `t` as far as they are known on an earlier day, for an account in which
    /// nothing is dated after that one.
    pub(super) fn ahead(
        policy: &OrderCheckPolicy,
        account: AccountView<'_>,
        order: &OrderRequest,
        paid: Amount,
        known: AsOf,
        t: AsOf,
    ) -> Self {
        let horizon = Some(policy.limit_in_horizon.at_most);
        let (mut old, mut overdue, mut own_open) = (Total::ZERO, Total::ZERO, Total::ZERO);
        let moved_on = MovedOn::find(account, order, t);
        let small_change = policy.small_change();
        let receivables = account.receivables().with_small_change(small_change);
        let receipt = paid.to_total();
        let standing = settle_with_receipt(receivables, t, receipt, |item| {
            let counted = item.counted(policy.included.disputed);
            let counted = if small_change.has(counted) { Amount::ZERO } else { counted };
            if item.days_past_due > i32::from(policy.overdue_share.more_than_days) {
                old = old.plus(counted);
            }
            if item.days_past_due > 0 {
                overdue = overdue.plus(counted);
            }
            if moved_on.has_invoice(account, item.invoice) {
                own_open = own_open.plus(item.open);
            }
        });
        let billed = account.invoices().iter().filter(|it| t.sees(it.issued()));
        let billed = billed.filter(|it| moved_on.has_invoice(account, **it));
        let paid = billed.map(|it| it.amount()).collect::<Total>().minus(own_open);
        let last = t.day().offset(i32::from(policy.limit_in_horizon.at_most));
        let recorded = order.document.as_ref().and_then(|id| account.open_order(id, t));
        let recorded = RecordedOrder {
            open: recorded.map_or(Total::ZERO, |it| it.open.to_total()),
            moved_on: moved_on.amount,
            paid,
            is_in_horizon: recorded.is_some_and(|it| it.order.deliver() <= last),
        };
        let mut incident = false;
        for_each_open(account.incidents(), policy.same_incident_within_days, t, |reports| {
            let mut heard = reports.iter().filter(|report| t.sees(report.reported));
            incident |= heard.any(|report| report.credibility == Credibility::Verified);
        });
        let contracted = Feeds::began(account.feeds().contracts_from, known);
        Self {
            currency: account.currency(),
            exposure: Exposure {
                returned: ReturnedGoods::beside(&standing, account, receipt, t),
                ..Exposure::with_standing(standing, account, t, None, &policy.bills)
            },
            orders_in_horizon: open_orders(account, t, horizon),
            recorded,
            old,
            overdue,
            limit: LimitInForce::from_account(account, t),
            terms: account.limit_validity(),
            is_temporary: account.temporary_limits().iter().any(|it| it.holds_on(t.day())),
            contract: contracted.then(|| is_in_force_on(account.contracts(), t.day(), known)),
            incident,
            t,
        }
    }

    pub(super) const fn standing(&self) -> &OpenBalance {
        &self.exposure.standing
    }

    /// These facts with the agreed limit renewed up to a day.
    pub(super) fn renewed_until(&self, last: Day) -> Self {
        let terms = LimitValidity { valid_to: Some(last), ..self.terms };
        Self { terms, ..self.clone() }
    }

    /// These facts with another limit.
    pub(super) fn with_limit(&self, limit: Amount) -> Self {
        Self { limit: LimitInForce::Amount(limit.to_total()), ..self.clone() }
    }
}

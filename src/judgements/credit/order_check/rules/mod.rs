//! The rules of the order check, in order of precedence; each a leaf.

mod conduct;
mod limits;

use super::order_check::{ExposureChange, OrderCheck};
use super::situation::Situation;

/// Asks every rule about an order and puts the findings together.
pub(super) fn ask_all(order: &Situation<'_>) -> OrderCheck {
    let mut findings = vec![
        limits::forced(order),
        limits::limit_not_set(order),
        limits::limit_expired(order),
        conduct::contract(order),
        conduct::incident(order),
        limits::limit(order),
        limits::limit_in_horizon(order),
    ];
    findings.extend(limits::categories(order));
    findings.extend(limits::pools(order));
    findings.extend([
        limits::order_value(order),
        conduct::oldest_item(order),
        conduct::overdue_share(order),
        conduct::overdue_amount(order),
        conduct::dunning_level(order),
        conduct::payment_index(order),
        conduct::broken_promises(order),
        conduct::review(order),
    ]);
    findings.extend(conduct::written_off(order));
    findings.sort_by_key(|finding| finding.reason);
    let exposure = ExposureChange {
        before: order.exposure(),
        after: order.used(),
        added: order.added(),
        currency: order.facts.currency,
    };
    OrderCheck::new(findings, exposure, order.facts.limit)
}

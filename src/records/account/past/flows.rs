use super::choice::Choice;
use super::documents::stands;
use crate::account::ledger::{DocumentName, OrderOutflow, Runs};
use crate::account::versions::{FactTrail, Standing};
use crate::account::{Fact, FactKind};
use crate::trade::{DocumentFlow, DocumentStage, StagedDocument};

/// The kinds of facts by which document flows stand.
pub(super) const RESTED_ON: &[FactKind] =
    &[FactKind::Order, FactKind::Invoice, FactKind::DocumentFlow];

/// Puts the chosen versions of document flows into their list, without those that move value of a
/// document which does not stand (a return from an invoice that is not issued by then included),
/// and gives what is taken from open orders. `None` when no flow
/// has versions: then all stand as they do now.
pub(super) fn flows<'h, S: Fn(&'h FactTrail) -> Standing<'h>>(
    choice: &Choice<'h, S>,
    runs: &Runs,
    list: &mut Vec<DocumentFlow>,
) -> Option<OrderOutflow> {
    let trails = choice.history.of_kind(FactKind::DocumentFlow);
    if trails.is_empty() {
        return None;
    }
    list.retain(|it| !trails.iter().any(|trail| same(trail, it)));
    // In the order of their recording: each after the one that leads to its source.
    let mut recorded: Vec<&FactTrail> = trails.iter().collect();
    recorded.sort_unstable_by_key(|it| it.first_place());
    list.extend(recorded.into_iter().filter_map(|trail| match choice.of(trail).fact() {
        Some(Fact::DocumentFlow(flow)) => Some(flow.clone()),
        Some(_) | None => None,
    }));
    let tables = &choice.ledger.tables;
    let order = |flow: &DocumentFlow| {
        let name = DocumentName::whole(choice.key, &flow.from.document);
        let (handle, _) = tables.orders.find(FactKind::Order, name)?;
        runs.orders.iter().any(|it| it.document == handle).then_some(handle)
    };
    let is_invoice = |it: &StagedDocument, date| {
        let name = DocumentName::whole(choice.key, &it.document);
        let invoice = tables.invoices.find(FactKind::Invoice, name);
        invoice.is_some_and(|(handle, _)| stands(&runs.invoices, handle, date))
    };
    loop {
        let sources: Vec<_> = list.iter().map(|it| it.to.clone()).collect();
        let count = list.len();
        list.retain(|it| {
            let has_source = match it.from.stage {
                DocumentStage::Ordered => order(it).is_some(),
                DocumentStage::Invoiced => is_invoice(&it.from, it.date),
                DocumentStage::Delivered
                | DocumentStage::Billed
                | DocumentStage::Closed
                | DocumentStage::Returned => sources.contains(&it.from),
            };
            has_source && (it.to.stage != DocumentStage::Invoiced || is_invoice(&it.to, it.date))
        });
        if list.len() == count {
            break;
        }
    }
    let mut outflow = OrderOutflow::default();
    for flow in list.iter().filter(|it| it.from.stage == DocumentStage::Ordered) {
        if let Some(order) = order(flow) {
            outflow.add(order, flow.date, flow.amount.amount());
        }
    }
    Some(outflow)
}

fn same(trail: &FactTrail, flow: &DocumentFlow) -> bool {
    matches!(trail.last(), Some(Fact::DocumentFlow(last)) if last == flow)
}

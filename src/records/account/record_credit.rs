//! How the facts of credit are taken: hand-overs, collateral, the terms of limits.

use super::intake::Intake;
use super::ledger::Ledger;
use super::{FactKind, Feeds, RecordError};
use crate::calendar::Day;
use crate::id::CustomerKey;
use crate::measure::Ratio;
use crate::money::Total;
use crate::receivable::{Collateral, LimitValidity};
use crate::trade::{Handover, Stage};

impl Ledger {
    /// States until when the agreed limit of a customer holds; replaces what was stated before.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    ///
    /// ```
    /// # use guanxi::{account::Ledger, receivable::LimitValidity};
    /// # let mut ledger = Ledger::new("CNY".parse()?);
    /// # let key = ledger.open().ok_or("full")?;
    /// let terms = LimitValidity { valid_to: Some("2026-12-31".parse()?), review_on: None };
    /// ledger.state_limit_validity(key, terms)?;
    /// assert_eq!(ledger.view(key).map(|view| view.limit_validity()), Some(terms));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn state_limit_validity(
        &mut self,
        key: CustomerKey,
        terms: LimitValidity,
    ) -> Result<(), RecordError> {
        self.rare_mut(key)?.limit_validity = terms;
        Ok(())
    }

    pub(super) fn record_security(
        &mut self,
        key: CustomerKey,
        security: &Collateral,
    ) -> Result<(), RecordError> {
        let kind = FactKind::Security;
        let named = self.named(kind, security.document.as_str());
        named.positive(security.value)?;
        named.not_before("to", security.to, security.from)?;
        let bound = || "not exceed 100%".to_owned();
        let share = security.share;
        named.demand(share <= Ratio::ONE, "share", bound, || share.to_string())?;
        let collateral = self.rare(key).map_or(&[][..], |rare| &rare.collateral);
        match collateral.binary_search_by(|it| it.document.cmp(&security.document)) {
            Ok(place) => {
                let name = security.document.to_string();
                let recorded = collateral.get(place);
                if recorded == Some(security) {
                    return Err(RecordError::Duplicate { kind, name });
                }
                let recorded = recorded.map_or_else(String::new, |it| {
                    format!(
                        "{} of {} of {} from {} to {}",
                        it.kind, it.share, it.value, it.from, it.to
                    )
                });
                Err(RecordError::Conflict { kind, name, recorded })
            }
            Err(place) => {
                self.rare_mut(key)?.collateral.insert(place, security.clone());
                Ok(())
            }
        }
    }

    pub(super) fn record_handover(
        &mut self,
        key: CustomerKey,
        handover: &Handover,
    ) -> Result<(), RecordError> {
        let kind = FactKind::Handover;
        let named = self.named(kind, handover.document.as_str());
        named.positive(handover.amount)?;
        let Handover { source, stage, .. } = *handover;
        let can_leave = match source {
            Stage::Ordered | Stage::Delivered | Stage::Billed => true,
            Stage::Invoiced | Stage::Closed => false,
        };
        let bound = || "be ordered, delivered or billed".to_owned();
        named.demand(can_leave, "source", bound, || source.to_string())?;
        let bound = || format!("come after {source}");
        named.demand(stage > source, "stage", bound, || stage.to_string())?;
        if let Some(recorded) = self.rare(key).and_then(|rare| rare.handovers.find(handover)) {
            let name = handover.document.to_string();
            if recorded == handover {
                return Err(RecordError::Duplicate { kind, name });
            }
            let recorded = format!("{} on {}", recorded.amount, recorded.date);
            return Err(RecordError::Conflict { kind, name, recorded });
        }
        let (order, had) = self.source_of(key, handover)?;
        self.demand_left(key, named, handover, had)?;
        if stage == Stage::Invoiced {
            self.demand_invoice(key, named, handover)?;
        }
        self.rare_mut(key)?.handovers.add(handover.clone(), order);
        Feeds::note(&mut self.feeds.receivables_from, handover.date);
        Ok(())
    }

    /// The handle of the order that a hand-over takes from, and what its source had from the start,
    /// and since when.
    fn source_of(
        &self,
        key: CustomerKey,
        handover: &Handover,
    ) -> Result<(Option<u32>, (Day, Total)), RecordError> {
        let unknown = || RecordError::UnknownSource {
            name: handover.document.to_string(),
            source_stage: handover.source,
            from: handover.from.to_string(),
        };
        if handover.source == Stage::Ordered {
            let order = self.order_documents.find(&handover.from);
            let (handle, core) =
                order.filter(|(_, core)| core.customer == key).ok_or_else(unknown)?;
            return Ok((Some(handle), (core.day, core.amount.to_total())));
        }
        let from = handover.from.as_str();
        let known = self.rare(key).is_some_and(|rare| rare.handovers.has(handover.source, from));
        if known { Ok((None, (handover.date, Total::ZERO))) } else { Err(unknown()) }
    }

    fn demand_left(
        &self,
        key: CustomerKey,
        named: Intake<'_>,
        handover: &Handover,
        had: (Day, Total),
    ) -> Result<(), RecordError> {
        let Handover { source, from, date, .. } = handover;
        let (began, start) = had;
        let nothing_moved = || if began <= *date { start } else { Total::ZERO };
        let left = self.rare(key).map_or_else(nothing_moved, |rare| {
            rare.handovers.left_from(*source, from.as_str(), had, *date)
        });
        let bound = || {
            let left = left.with_currency(self.currency);
            format!("be at most {left}, what is left of {from} on {date}")
        };
        let amount = handover.amount;
        let fits = amount.amount().to_total() <= left;
        named.demand(fits, "amount", bound, || amount.to_string())
    }

    fn demand_invoice(
        &self,
        key: CustomerKey,
        named: Intake<'_>,
        handover: &Handover,
    ) -> Result<(), RecordError> {
        let invoice = self.invoice_documents.find(&handover.document);
        let (_, core) = invoice.filter(|(_, core)| core.customer == key).ok_or_else(|| {
            let name = handover.from.to_string();
            RecordError::UnknownInvoice {
                kind: named.kind,
                name,
                invoice: handover.document.to_string(),
            }
        })?;
        let bound = || format!("be {}, the day of the invoice", core.day);
        let date = handover.date;
        named.demand(date == core.day, "date", bound, || date.to_string())?;
        let taken = self.rare(key).map_or(Total::ZERO, |rare| {
            rare.handovers.taken_in(Stage::Invoiced, handover.document.as_str())
        });
        let left = core.amount.to_total().minus(taken);
        let bound = || {
            format!("be at most {}, what is left of the invoice", left.with_currency(self.currency))
        };
        let amount = handover.amount;
        let fits = amount.amount().to_total() <= left;
        named.demand(fits, "amount", bound, || amount.to_string())
    }
}

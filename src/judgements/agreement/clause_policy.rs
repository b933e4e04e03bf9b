use std::collections::BTreeSet;

use super::clause_gap::{ClauseGap, ClauseTier, GapSubject, PartySide};
use crate::contract::{
    ClauseGroup, ClauseItem, ClausePromise, Clauses, Contract, Exclusivity, Renewal,
};
use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`ClausePolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ClausePolicyDraft {
    /// Texts that stand for a clause that is still to be written, whatever their case. A text of
    /// strokes and dots alone is one, too.
    #[doc(alias = "待定")]
    pub place_holders: BTreeSet<String>,
}

/// The policy of what a contract must say (S5): the texts that count as not written.
#[doc(alias = "合同完整性")]
pub type ClausePolicy = Valid<ClausePolicyDraft>;

impl Default for ClausePolicyDraft {
    fn default() -> Self {
        let place_holders = ["tbd", "tba", "tbc", "n/a", "xxx", "待定", "待补充", "另行协商"];
        Self { place_holders: place_holders.map(str::to_owned).into() }
    }
}

impl Draft for ClausePolicyDraft {
    fn check(&self, found: &mut Violations) {
        for text in &self.place_holders {
            if text.trim().is_empty() {
                found.add("place_holders", format!("must not be blank, was {text:?}"));
            }
            if *text != text.to_lowercase() {
                found.add("place_holders", format!("must be in lower case, was {text:?}"));
            }
        }
    }
}

impl ClausePolicyDraft {
    /// Returns `true` when a text is written: neither blank nor a place-holder.
    pub fn is_written(&self, text: &str) -> bool {
        let text = text.trim();
        let is_stroke = |c: char| matches!(c, '_' | '-' | '.' | '…' | '–' | '—' | '/' | '*' | '?');
        !text.chars().all(is_stroke) && !self.place_holders.contains(&text.to_lowercase())
    }

    /// Everything that a contract does not say and must, by tiers.
    ///
    /// # Rule
    ///
    /// > S5: essential (names of both parties, subject, quantity), curable (quality, price, place,
    /// > time, manner, cost), house (the rest of the eleven groups, and the eight things that a
    /// > party states), conditional: a promise without its limits. Place-holders are not written.
    ///
    /// A contract is submitted once there are none. In a contract that was signed elsewhere the law
    /// fills curable gaps, see [`ClauseGap::is_filled_by_law`].
    pub fn gaps(&self, contract: &Contract) -> Vec<ClauseGap> {
        let clauses = contract.clauses().with_texts(|text| self.is_written(text));
        let missing = clauses.missing().into_iter();
        let mut gaps: Vec<ClauseGap> = missing.map(|group| group_gap(group, &clauses)).collect();
        let parties = [
            (PartySide::Supplier, &clauses.parties.supplier),
            (PartySide::Customer, &clauses.parties.customer),
        ];
        for (side, party) in parties {
            let unstated = party.unstated().into_iter();
            gaps.extend(unstated.map(|item| ClauseGap {
                tier: ClauseTier::House,
                subject: GapSubject::Party { side, item },
            }));
        }
        for promise in promises(contract) {
            let items = promise.items().iter().filter(|item| !has_item(contract, &clauses, **item));
            gaps.extend(items.map(|item| ClauseGap {
                tier: ClauseTier::Conditional,
                subject: GapSubject::Limit { promise, item: *item },
            }));
        }
        gaps.sort();
        gaps
    }
}

fn group_gap(group: ClauseGroup, clauses: &Clauses) -> ClauseGap {
    let has_names = [&clauses.parties.supplier, &clauses.parties.customer]
        .into_iter()
        .all(|party| !party.name.is_empty());
    let tier = match group {
        ClauseGroup::Goods => ClauseTier::Essential,
        ClauseGroup::Parties if !has_names => ClauseTier::Essential,
        ClauseGroup::Quality | ClauseGroup::Delivery | ClauseGroup::Settlement => {
            ClauseTier::Curable
        }
        ClauseGroup::Acceptance
        | ClauseGroup::TradingRights
        | ClauseGroup::TradePolicy
        | ClauseGroup::OrderingAndReturns
        | ClauseGroup::BreachAndDisputes
        | ClauseGroup::Signature
        | ClauseGroup::Parties => ClauseTier::House,
    };
    ClauseGap { tier, subject: GapSubject::Group { group } }
}

/// The promises that a contract makes: those that it states, and those that follow from its rights
/// and its term.
fn promises(contract: &Contract) -> BTreeSet<ClausePromise> {
    let mut promises = contract.clauses().promises.clone();
    let rights = contract.clauses().rights.as_ref().map(|rights| rights.exclusivity);
    match rights {
        Some(Exclusivity::Exclusive | Exclusivity::Sole) => {
            promises.insert(ClausePromise::ExclusiveRight);
        }
        Some(Exclusivity::NonExclusive) | None => {}
    }
    let clause = contract.term_clause();
    match clause.renewal {
        Renewal::Tacit { .. } => {
            promises.insert(ClausePromise::TacitRenewal);
        }
        Renewal::None | Renewal::Express { .. } => {}
    }
    if clause.termination.is_some() {
        promises.insert(ClausePromise::Termination);
    }
    promises
}

/// Some items are facts of the contract; the others are texts.
fn has_item(contract: &Contract, clauses: &Clauses, item: ClauseItem) -> bool {
    let (clause, owed) = (contract.term_clause(), &clauses.obligations);
    let is_fact = match item {
        ClauseItem::MinimumPurchase | ClauseItem::MinimumRemedy => !owed.is_empty(),
        ClauseItem::MinimumCure => owed.iter().any(|it| it.cure_days > 0),
        ClauseItem::ProductList => {
            let listed = clauses.rights.as_ref().is_some_and(|it| !it.products.is_empty());
            listed || !clauses.goods.is_empty()
        }
        ClauseItem::RenewalLength => clause.renewal.months().is_some(),
        ClauseItem::RenewalNotice => clause.notice.is_some(),
        ClauseItem::RenewalLongest => match clause.renewal {
            Renewal::Tacit { most, .. } => most.is_some(),
            Renewal::None | Renewal::Express { .. } => false,
        },
        ClauseItem::TerminationNotice => clause.termination.is_some(),
        ClauseItem::TerminationCure => clause.cure_days.is_some(),
        ClauseItem::StockAtEnd => clause.sell_off_days.is_some(),
        ClauseItem::RebateBase
        | ClauseItem::RebatePeriod
        | ClauseItem::RebateTiers
        | ClauseItem::RebateConditions
        | ClauseItem::RebateReturns
        | ClauseItem::RebateSettlementDay
        | ClauseItem::RebateClaimLimit
        | ClauseItem::CreditTerms
        | ClauseItem::CreditLimit
        | ClauseItem::RenewalParty
        | ClauseItem::ReturnWindow
        | ClauseItem::ReturnState
        | ClauseItem::ReturnFee
        | ClauseItem::ReturnQuota
        | ClauseItem::ReturnFreight
        | ClauseItem::PriceNotice
        | ClauseItem::PriceProtection
        | ClauseItem::DiversionProof
        | ClauseItem::DiversionHearing
        | ClauseItem::DiversionTable
        | ClauseItem::DiversionCap
        | ClauseItem::TerminationCauses
        | ClauseItem::OpenOrders
        | ClauseItem::Marks
        | ClauseItem::RebatesAtEnd
        | ClauseItem::DataPurpose
        | ClauseItem::DataConfidentiality => false,
    };
    is_fact || clauses.items.get(&item).is_some_and(|text| !text.is_empty())
}

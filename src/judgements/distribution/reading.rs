use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{DistributionPolicyDraft, ShareInterval};
use crate::calendar::Window;
use crate::id::{OutletId, ProductGroupId};
use crate::measure::{Proportion, Quotient, proven};
use crate::outlet::{ActiveOutlet, HandlingKind, OutletHandling, OutletVisit, Universe};
use crate::valid::words;

words! {
    /// The evidence in a window that makes an outlet a handler of a product.
    #[doc(alias = "经销网点")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum HandlerBasis as "a basis of handling" {
        /// Stock, a purchase or a sale.
        Handling = "handling",
        /// A purchase.
        Purchasing = "purchasing",
        /// A sale.
        Selling = "selling",
        /// Stock at the last look: distribution less those out of stock.
        InStock = "in_stock" => "in stock",
    }
}

words! {
    /// The weight of an outlet.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OutletWeight as "a weight of an outlet" {
        /// The turnover in all goods (ACV), for new or small categories.
        AllGoods = "all_goods" => "all goods",
        /// The turnover in the category (PCV).
        Category = "category",
    }
}

/// The facts by which distribution is read.
#[derive(Debug, Clone, Copy)]
pub struct DistributionFacts<'a> {
    /// The outlets: of all areas and tiers, or of one.
    pub universe: &'a Universe<'a>,
    /// The evidence about products at outlets.
    pub handling: &'a [OutletHandling],
    /// The visits.
    pub visits: &'a [OutletVisit],
    /// The window of the evidence.
    pub window: Window,
    /// The policy.
    pub policy: &'a DistributionPolicyDraft,
}

/// The distribution of a product.
///
/// # Rule
///
/// > S9: numeric = handlers ÷ outlets of the universe; weighted = the weights of the handlers ÷ all
/// > weights; out of stock = handlers whose place was empty at the last look ÷ handlers. Evidence
/// > about an outlet outside of the universe of the day is reported and not counted.
///
/// An outlet that is no handler and was not seen lately may be one: both shares are intervals up to
/// it. Weights that are missing make the weighted share an interval.
#[doc(alias = "铺货率")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Distribution {
    /// The outlets of the universe that handle the product.
    pub handlers: BTreeSet<OutletId>,
    /// The handlers of all outlets; no fraction in an empty universe.
    pub numeric: Proportion,
    /// The numeric share with those that were not seen lately; `None` in an empty universe.
    pub numeric_seen: Option<ShareInterval>,
    /// The weight of the handlers of all; `None` without any weight above 0.
    pub weighted: Option<ShareInterval>,
    /// The weighted share with the outlets that were not seen lately; `None` without any weight
    /// above 0.
    pub weighted_seen: Option<ShareInterval>,
    /// The handlers whose place was empty at the last look, of those that were looked at.
    pub out_of_stock: Proportion,
    /// The outlets that were not visited within the fresh days, of all.
    pub stale: Proportion,
    /// The outlets with evidence that are not active on the day.
    pub not_in_universe: BTreeSet<OutletId>,
}

impl Distribution {
    /// The distribution of a product.
    pub fn read(
        product: &ProductGroupId,
        basis: HandlerBasis,
        weight: OutletWeight,
        facts: &DistributionFacts<'_>,
    ) -> Self {
        let of_product = |it: &&OutletHandling| {
            it.product == *product
                && facts.window.contains(it.day)
                && facts.universe.as_of().sees(it.day)
        };
        let evidence: Vec<&OutletHandling> = facts.handling.iter().filter(of_product).collect();
        let strangers = evidence.iter().map(|it| &it.outlet);
        let strangers = strangers.filter(|it| !facts.universe.is_active(it)).cloned().collect();
        let looks = last_looks(facts.universe, &evidence);
        let is_evidence = |it: &&&OutletHandling| match (basis, it.kind) {
            (HandlerBasis::Handling, HandlingKind::Stock)
            | (HandlerBasis::Handling | HandlerBasis::Purchasing, HandlingKind::Purchase)
            | (HandlerBasis::Handling | HandlerBasis::Selling, HandlingKind::Sale) => true,
            (HandlerBasis::InStock, _) => {
                let outlet = facts.universe.resolve(&it.outlet);
                outlet.is_some_and(|outlet| looks.get(&outlet.outlet.id) == Some(&true))
            }
            (HandlerBasis::Purchasing | HandlerBasis::Selling, HandlingKind::Stock)
            | (HandlerBasis::Purchasing, HandlingKind::Sale)
            | (HandlerBasis::Selling, HandlingKind::Purchase)
            | (_, HandlingKind::OutOfStock) => false,
        };
        let resolved = |it: &&OutletHandling| facts.universe.resolve(&it.outlet);
        let handlers = evidence.iter().filter(is_evidence).filter_map(resolved);
        let handlers: BTreeSet<OutletId> = handlers.map(|it| it.outlet.id.clone()).collect();
        let stale = facts.stale();
        let all = facts.universe.count();
        let unseen = stale.iter().filter(|it| !handlers.contains(*it)).count();
        let at_most = handlers.union(&stale).cloned().collect();
        let weight_of = |of: &BTreeSet<OutletId>| weighted(facts.universe, of, weight);
        let looked = looks.iter().filter(|(it, _)| handlers.contains(**it));
        let (empty, looked_at) =
            (looked.clone().filter(|(_, there)| !**there).count(), looked.count());
        Self {
            numeric: proportion(handlers.len(), all),
            numeric_seen: numeric_seen(handlers.len(), unseen, all),
            weighted: weight_of(&handlers),
            weighted_seen: weight_of(&handlers)
                .zip(weight_of(&at_most))
                .map(|(seen, most)| ShareInterval { low: seen.low, high: most.high }),
            out_of_stock: proportion(empty, looked_at),
            stale: proportion(stale.len(), all),
            not_in_universe: strangers,
            handlers,
        }
    }

    /// The quality of the distribution, weighted ÷ numeric: above 1 the larger outlets handle the
    /// product. `None` unless the weighted share is exact and there are handlers.
    pub fn quality(&self) -> Option<Quotient> {
        let weighted = self.weighted.filter(|it| it.is_exact())?.low;
        let (part, whole) = (self.numeric.part(), self.numeric.whole());
        weighted.product(Quotient::try_new(whole.into(), part.into())?)
    }
}

impl DistributionFacts<'_> {
    /// The share of outlets that were not visited within the fresh days.
    pub(super) fn stale_share(&self) -> Proportion {
        proportion(self.stale().len(), self.universe.count())
    }

    /// The outlets that were not visited within the fresh days.
    pub(super) fn stale(&self) -> BTreeSet<OutletId> {
        let t = self.universe.as_of();
        let fresh = t.last_days(self.policy.fresh_days);
        let visits = self.visits.iter().filter(|it| fresh.contains(it.day));
        let seen = visits.filter_map(|it| self.universe.resolve(&it.outlet));
        let seen: BTreeSet<&OutletId> = seen.map(|it| &it.outlet.id).collect();
        let outlets = self.universe.outlets().map(|it| &it.outlet.id);
        outlets.filter(|it| !seen.contains(it)).cloned().collect()
    }
}

/// Stock or an empty place at the last look of each outlet; of one day the stock.
fn last_looks<'a>(
    universe: &Universe<'a>,
    evidence: &[&OutletHandling],
) -> BTreeMap<&'a OutletId, bool> {
    let mut looks: Vec<_> = evidence
        .iter()
        .filter_map(|it| match it.kind {
            HandlingKind::Stock => Some((it.day, true, universe.resolve(&it.outlet)?)),
            HandlingKind::OutOfStock => Some((it.day, false, universe.resolve(&it.outlet)?)),
            HandlingKind::Purchase | HandlingKind::Sale => None,
        })
        .collect();
    looks.sort_by_key(|(day, there, _)| (*day, *there));
    looks.into_iter().map(|(_, there, it)| (&it.outlet.id, there)).collect()
}

pub(super) fn proportion(part: usize, whole: usize) -> Proportion {
    let count =
        |it: usize| proven!(u32::try_from(it).ok(), else u32::MAX, "nobody has 2^32 outlets");
    let proportion = Proportion::try_new(count(part), count(whole));
    proven!(proportion, else Proportion::NONE, "a part of the outlets")
}

fn numeric_seen(handlers: usize, unseen: usize, all: usize) -> Option<ShareInterval> {
    let out = all.checked_sub(handlers)?.checked_sub(unseen)?;
    let [handlers, unseen, out] = [handlers, unseen, out].map(|it| i128::try_from(it).ok());
    ShareInterval::of_counts(handlers?, unseen?, out?)
}

/// The weight of the handlers of all, with bounds where weights are missing: a weight that is
/// missing may be 0, or larger than all others together.
fn weighted(
    universe: &Universe<'_>,
    handlers: &BTreeSet<OutletId>,
    kind: OutletWeight,
) -> Option<ShareInterval> {
    let weight = |it: ActiveOutlet<'_>| match kind {
        OutletWeight::AllGoods => it.state.all_goods,
        OutletWeight::Category => it.state.category,
    };
    let of = |is_handler: bool| {
        let outlets = universe.outlets();
        outlets.filter(move |it| handlers.contains(&it.outlet.id) == is_handler).map(weight)
    };
    let sum = |is_handler| of(is_handler).flatten().map(i128::from).sum::<i128>();
    let lacks = |is_handler| of(is_handler).any(|it| it.is_none());
    let (handled, other) = (sum(true), sum(false));
    let known = Quotient::try_new(handled, handled.checked_add(other)?)?;
    let low = if lacks(false) { Quotient::ZERO } else { known };
    let high = if lacks(true) { Quotient::try_new(1, 1)? } else { known };
    Some(ShareInterval { low, high })
}

impl fmt::Display for Distribution {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { numeric, weighted, out_of_stock, stale, .. } = self;
        write!(f, "{numeric} outlets")?;
        if let Some(weighted) = weighted {
            write!(f, ", {weighted} by weight")?;
        }
        if out_of_stock.part() > 0 {
            write!(f, ", {out_of_stock} out of stock")?;
        }
        if stale.part() > 0 {
            write!(f, "; {stale} not seen lately")?;
        }
        Ok(())
    }
}

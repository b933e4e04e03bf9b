use std::collections::{BTreeMap, BTreeSet};

use super::parts::is_written;
use super::{ClauseGroup, ClauseItem, ClausePromise, Delivery, GoodsLine, Obligation};
use super::{Parties, Rights, TradePolicy};
use crate::intake::Field;
use crate::measure::{Quotient, proven};

/// The clauses of a contract, group by group. A text that is blank is not written yet.
///
/// # Rule
///
/// > S5: All eleven clause groups are mandatory. A group is written when all its items are.
///
/// ```
/// use guanxi::contract::{ClauseGroup, Clauses};
///
/// let clauses = Clauses { quality: "GB/T 1354, first grade".to_owned(), ..Clauses::default() };
/// assert_eq!(clauses.missing().len(), 10);
/// assert!(!clauses.missing().contains(&ClauseGroup::Quality));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Clauses {
    /// The goods.
    pub goods: Vec<GoodsLine>,
    /// The quality that the goods must have.
    pub quality: String,
    /// The delivery.
    pub delivery: Delivery,
    /// The acceptance of the goods.
    pub acceptance: String,
    /// The trading rights granted; `None` until agreed.
    pub rights: Option<Rights>,
    /// Method and day of payment.
    pub settlement: String,
    /// Grants beyond the goods.
    pub trade_policy: TradePolicy,
    /// Ordering, and the goods that may be returned.
    pub ordering_and_returns: String,
    /// The cost of a breach, and the body that settles disputes.
    pub breach_and_disputes: String,
    /// The place of signature.
    pub signing_place: String,
    /// The two parties.
    pub parties: Parties,
    /// The promises that the texts make, besides those that follow from rights and term.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeSet::is_empty"))]
    pub promises: BTreeSet<ClausePromise>,
    /// The limits of the promises.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeMap::is_empty"))]
    pub items: BTreeMap<ClauseItem, String>,
    /// The duties of the customer to purchase.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub obligations: Vec<Obligation>,
}

impl Clauses {
    /// The groups that are not written, or not in full, in the order of the contract.
    ///
    /// ```
    /// use guanxi::contract::{ClauseGroup, Clauses};
    /// assert_eq!(Clauses::default().missing(), ClauseGroup::ALL);
    /// ```
    pub fn missing(&self) -> Vec<ClauseGroup> {
        ClauseGroup::ALL.into_iter().filter(|group| !self.is_written(*group)).collect()
    }

    /// The clauses as a conflict tells them, a field for each group.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let Self { goods, quality, delivery, acceptance, rights, settlement, .. } = self;
        let Self { trade_policy, ordering_and_returns, breach_and_disputes, .. } = self;
        let Self { signing_place, parties: Parties { supplier, customer }, .. } = self;
        let limits = self.items.iter().map(|(item, text)| format!("{item} {text:?}"));
        vec![
            Field::listed("goods", goods.iter().map(GoodsLine::told)),
            Field::text("quality", quality),
            Field::text("delivery", &delivery.told()),
            Field::text("acceptance", acceptance),
            Field::optional("rights", rights.as_ref().map(Rights::told)),
            Field::text("settlement", settlement),
            Field::text("trade_policy", &trade_policy.told()),
            Field::text("ordering_and_returns", ordering_and_returns),
            Field::text("breach_and_disputes", breach_and_disputes),
            Field::text("signing_place", signing_place),
            Field::text("supplier", &supplier.told()),
            Field::text("customer", &customer.told()),
            Field::listed("promises", self.promises.iter()),
            Field::listed("items", limits),
            Field::listed("obligations", self.obligations.iter()),
        ]
    }

    /// The share of the groups that are written, as a fraction of all.
    ///
    /// ```
    /// use guanxi::{contract::Clauses, measure::Quotient};
    /// let clauses = Clauses { acceptance: "within 3 days".to_owned(), ..Clauses::default() };
    /// assert_eq!(Some(clauses.completeness()), Quotient::try_new(1, 11));
    /// ```
    #[doc(alias = "条款完整度")]
    pub fn completeness(&self) -> Quotient {
        let is_written = |group: &ClauseGroup| i128::from(self.is_written(*group));
        let written = ClauseGroup::ALL.iter().map(is_written).sum();
        let all = ClauseGroup::ALL.iter().map(|_| 1_i128).sum();
        proven!(Quotient::try_new(written, all), else Quotient::ZERO, "there are eleven groups")
    }

    /// The clauses with the texts that pass a test; the others are blank.
    pub(crate) fn with_texts(&self, is_kept: impl Fn(&str) -> bool) -> Self {
        let mut kept = self.clone();
        let Parties { supplier, customer } = &mut kept.parties;
        let Delivery { time, place, transport, cost } = &mut kept.delivery;
        let TradePolicy { rebate, annual_bonus, promotion, advertising, staff } =
            &mut kept.trade_policy;
        let goods = kept.goods.iter_mut().flat_map(|it| [&mut it.variety, &mut it.specification]);
        let texts = goods
            .chain(supplier.texts())
            .chain(customer.texts())
            .chain([time, place, transport, cost])
            .chain([rebate, annual_bonus, promotion, advertising, staff])
            .chain([&mut kept.quality, &mut kept.acceptance, &mut kept.settlement])
            .chain([&mut kept.ordering_and_returns, &mut kept.breach_and_disputes])
            .chain([&mut kept.signing_place])
            .chain(kept.items.values_mut());
        for text in texts.filter(|text| !is_kept(text)) {
            text.clear();
        }
        kept
    }

    /// The groups whose content differs from that of other clauses, in the order of the contract.
    /// Promises, their limits and obligations belong to the trade policy.
    pub fn differing(&self, other: &Self) -> Vec<ClauseGroup> {
        let differs = |group: &ClauseGroup| self.with_group(*group, other) != *self;
        ClauseGroup::ALL.into_iter().filter(differs).collect()
    }

    /// The content of a group as text, in one line.
    pub fn told(&self, group: ClauseGroup) -> String {
        let names: &[&str] = match group {
            ClauseGroup::Goods => &["goods"],
            ClauseGroup::Quality => &["quality"],
            ClauseGroup::Delivery => &["delivery"],
            ClauseGroup::Acceptance => &["acceptance"],
            ClauseGroup::TradingRights => &["rights"],
            ClauseGroup::Settlement => &["settlement"],
            ClauseGroup::TradePolicy => &["trade_policy", "promises", "items", "obligations"],
            ClauseGroup::OrderingAndReturns => &["ordering_and_returns"],
            ClauseGroup::BreachAndDisputes => &["breach_and_disputes"],
            ClauseGroup::Signature => &["signing_place"],
            ClauseGroup::Parties => &["supplier", "customer"],
        };
        let fields = self.fields().into_iter();
        let fields = fields.filter(|field| names.contains(&field.name));
        fields.map(|field| field.value).collect::<Vec<_>>().join("; ")
    }

    /// The clauses with the content of a group from other clauses.
    pub(crate) fn with_group(&self, group: ClauseGroup, from: &Self) -> Self {
        let (mut taken, from) = (self.clone(), from.clone());
        match group {
            ClauseGroup::Goods => taken.goods = from.goods,
            ClauseGroup::Quality => taken.quality = from.quality,
            ClauseGroup::Delivery => taken.delivery = from.delivery,
            ClauseGroup::Acceptance => taken.acceptance = from.acceptance,
            ClauseGroup::TradingRights => taken.rights = from.rights,
            ClauseGroup::Settlement => taken.settlement = from.settlement,
            ClauseGroup::TradePolicy => {
                taken.trade_policy = from.trade_policy;
                taken.promises = from.promises;
                taken.items = from.items;
                taken.obligations = from.obligations;
            }
            ClauseGroup::OrderingAndReturns => {
                taken.ordering_and_returns = from.ordering_and_returns;
            }
            ClauseGroup::BreachAndDisputes => taken.breach_and_disputes = from.breach_and_disputes,
            ClauseGroup::Signature => taken.signing_place = from.signing_place,
            ClauseGroup::Parties => taken.parties = from.parties,
        }
        taken
    }

    fn is_written(&self, group: ClauseGroup) -> bool {
        match group {
            ClauseGroup::Goods => {
                !self.goods.is_empty() && self.goods.iter().all(GoodsLine::is_written)
            }
            ClauseGroup::Quality => is_written(&self.quality),
            ClauseGroup::Delivery => self.delivery.is_written(),
            ClauseGroup::Acceptance => is_written(&self.acceptance),
            ClauseGroup::TradingRights => self
                .rights
                .as_ref()
                .is_some_and(|rights| !rights.territories.is_empty() && !rights.brands.is_empty()),
            ClauseGroup::Settlement => is_written(&self.settlement),
            ClauseGroup::TradePolicy => self.trade_policy.is_written(),
            ClauseGroup::OrderingAndReturns => is_written(&self.ordering_and_returns),
            ClauseGroup::BreachAndDisputes => is_written(&self.breach_and_disputes),
            ClauseGroup::Signature => is_written(&self.signing_place),
            ClauseGroup::Parties => {
                self.parties.supplier.is_written() && self.parties.customer.is_written()
            }
        }
    }
}

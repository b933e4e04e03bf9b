use super::parts::is_written;
use super::{ClauseGroup, Delivery, GoodsLine, Parties, Rights, TradePolicy};
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

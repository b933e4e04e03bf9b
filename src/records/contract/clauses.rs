use super::parts::is_written;
use super::{ClauseGroup, Delivery, GoodsLine, Parties, Rights, TradePolicy};
use crate::measure::Quotient;

/// What a contract says, group by group. A text that is blank is not written yet.
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
    /// What is sold.
    pub goods: Vec<GoodsLine>,
    /// What the goods must be like.
    pub quality: String,
    /// How they are delivered.
    pub delivery: Delivery,
    /// How they are accepted.
    pub acceptance: String,
    /// What the customer may sell where; `None` until agreed.
    pub rights: Option<Rights>,
    /// How and when is paid.
    pub settlement: String,
    /// What we give beyond the goods.
    pub trade_policy: TradePolicy,
    /// How is ordered, and what may be sent back.
    pub ordering_and_returns: String,
    /// What a breach costs, and who settles a dispute.
    pub breach_and_disputes: String,
    /// Where is signed.
    pub signing_place: String,
    /// Who agrees.
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

    /// How many of the groups are written, as a fraction of all.
    ///
    /// ```
    /// use guanxi::{contract::Clauses, measure::Quotient};
    /// let clauses = Clauses { acceptance: "within 3 days".to_owned(), ..Clauses::default() };
    /// assert_eq!(Some(clauses.completeness()), Quotient::try_new(1, 11));
    /// ```
    #[doc(alias = "条款完整度")]
    pub fn completeness(&self) -> Quotient {
        let count = |groups: usize| i128::try_from(groups).unwrap_or(i128::MAX);
        let all = ClauseGroup::ALL.len();
        let written = all.saturating_sub(self.missing().len());
        Quotient::try_new(count(written), count(all)).unwrap_or(Quotient::ZERO)
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

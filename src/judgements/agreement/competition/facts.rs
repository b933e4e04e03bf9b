use std::collections::BTreeSet;

use crate::measure::Ratio;
use crate::money::Money;
use crate::trade::BreachKind;
use crate::valid::words;

words! {
    /// A body of competition law.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Regime as "a body of competition law" {
        /// The European Union.
        Eu = "eu" => "EU",
        /// Mainland China.
        Cn = "cn" => "CN",
    }
}

words! {
    /// The price at which the customer resells, as the contract has it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum ResalePriceClause as "a clause about resale prices" {
        /// Not mentioned.
        #[default]
        Free = "free",
        /// Recommended, without pressure.
        #[doc(alias = "建议零售价")]
        Recommended = "recommended",
        /// At most a price.
        #[doc(alias = "最高限价")]
        Maximum = "maximum",
        /// At least a price.
        #[doc(alias = "最低限价")]
        Minimum = "minimum",
        /// A price.
        #[doc(alias = "固定转售价格")]
        Fixed = "fixed",
    }
}

words! {
    /// The place in which a resale price is fixed or a floor is set.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PriceGround as "a ground of a fixed resale price" {
        /// A clause of the contract.
        Clause = "clause",
        /// A sanction for selling below a price.
        Sanction = "sanction",
        /// A score or a knock-out that reads selling below a price.
        Score = "score",
    }
}

words! {
    /// The area into which the customer may not sell actively.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum ActiveSaleBar as "a bar of active sales" {
        /// None.
        #[default]
        None = "none",
        /// Areas that are allotted exclusively to others, or reserved to us.
        AllottedOrReserved = "allotted_or_reserved" => "allotted or reserved",
        /// Other areas as well.
        Wider = "wider",
    }
}

/// A duty of the customer to sell no competing goods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct NonCompete {
    /// The length in months; `None` without end.
    pub months: Option<u16>,
    /// `true` when it is renewed by silence and the customer has no practical way out.
    pub is_locked_in: bool,
}

/// The damages of the contract beside the loss that was shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PenaltyTable {
    /// The damages.
    pub damages: Money,
    /// The loss.
    pub loss: Money,
}

/// The facts of a contract, or of a policy, that competition law asks for. A policy has no
/// customer: its facts are asked for once.
#[doc(alias = "反垄断合规")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct CompetitionFacts {
    /// The bodies of law; none where it is empty.
    pub regimes: BTreeSet<Regime>,
    /// The clause about resale prices.
    pub resale_price: ResalePriceClause,
    /// Other places in which selling below a price has consequences.
    pub price_grounds: BTreeSet<PriceGround>,
    /// `true` when a clause or a sanction about territory does not spare unsolicited requests.
    pub bars_passive_sales: bool,
    /// The bar of active sales.
    pub active_sales: ActiveSaleBar,
    /// The distributors that share the barred area, where it is allotted.
    pub allotted_to: u16,
    /// `true` when the restraint binds the customers of the customer.
    pub is_rolled_over: bool,
    /// The duty to sell no competing goods.
    pub non_compete: Option<NonCompete>,
    /// The minimum purchase of a year.
    pub minimum_purchase: Option<Money>,
    /// The purchases of the customer in that category, from all suppliers, in the calendar year
    /// before.
    pub category_purchases: Option<Money>,
    /// Our share of the market.
    pub our_share: Option<Ratio>,
    /// The share of the customer of its market.
    pub customer_share: Option<Ratio>,
    /// The turnover of the goods within the term.
    pub turnover: Option<Money>,
    /// `true` when we sell in the area ourselves and receive resale prices or names of the
    /// customer's customers.
    pub receives_resale_data: bool,
    /// The damages beside the loss.
    pub penalty: Option<PenaltyTable>,
}

/// The grounds that follow from the breaches for which a policy has a sanction, or that a score
/// reads: price dumping is a term about resale prices, the others are not.
///
/// # Rule
///
/// > S5: price dumping as ground of a sanction or a score raises `ResalePriceFixed` on the policy
/// > or the contract, once, and not on the customer.
pub fn resale_price_grounds(
    sanctioned: &BTreeSet<BreachKind>,
    scored: &BTreeSet<BreachKind>,
) -> BTreeSet<PriceGround> {
    let grounds = [(sanctioned, PriceGround::Sanction), (scored, PriceGround::Score)];
    let grounds =
        grounds.into_iter().filter(|(kinds, _)| kinds.contains(&BreachKind::PriceDumping));
    grounds.map(|(_, ground)| ground).collect()
}

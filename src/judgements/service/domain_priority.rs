use std::fmt;

use crate::segment::Class;
use crate::valid::{Violations, words};

words! {
    /// The domains in which a class comes before another.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ServiceDomain as "a domain of service" {
        /// New products: trials, samples, wishes.
        #[doc(alias = "优先开发")]
        Development = "development",
        /// Goods in shortage.
        #[doc(alias = "优先供货")]
        Supply = "supply",
        /// Requests of the customer.
        #[doc(alias = "优先服务")]
        Service = "service",
        /// Prices.
        #[doc(alias = "价格优惠")]
        Price = "price",
        /// Terms of payment.
        #[doc(alias = "结算优惠")]
        Settlement = "settlement",
        /// Promotion and its funds.
        #[doc(alias = "促销优惠")]
        Promotion = "promotion",
    }
}

words! {
    /// The rule that a priority moves. A priority that moves no rule is none.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MovedRule as "a rule that a priority moves" {
        /// The order in which customers are offered trials of new products.
        Trials = "trials",
        /// The allocation of goods in shortage, [`allocate`](super::ShortageTerms::allocate).
        Allocation = "allocation",
        /// The order of requests, [`by_priority`](super::ServiceRequest::by_priority).
        RequestOrder = "request_order" => "order of requests",
        /// The discount that a role may give, see
        /// [`DiscountAuthority`](crate::rebate::DiscountAuthority).
        DiscountAuthority = "discount_authority" => "discount authority",
        /// The terms of a credit grade, [`GradedTerms`](crate::credit::GradedTerms).
        PaymentTerms = "payment_terms" => "terms of payment",
        /// The order in which requests for funds of promotion are approved.
        PromotionFunds = "promotion_funds" => "funds of promotion",
    }
}

/// A cell of the table of priorities: a class in a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DomainPriority {
    /// The class.
    pub class: Class,
    /// The domain.
    pub domain: ServiceDomain,
    /// The rank: 1 is served first. Classes of one rank are served alike.
    pub rank: u8,
    /// The rule that goes by it.
    pub moves: MovedRule,
}

impl ServiceDomain {
    /// The rule that a priority in this domain moves by default.
    pub const fn rule(self) -> MovedRule {
        match self {
            Self::Development => MovedRule::Trials,
            Self::Supply => MovedRule::Allocation,
            Self::Service => MovedRule::RequestOrder,
            Self::Price => MovedRule::DiscountAuthority,
            Self::Settlement => MovedRule::PaymentTerms,
            Self::Promotion => MovedRule::PromotionFunds,
        }
    }
}

/// The table of priorities: every class in every domain.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct PriorityTable {
    /// The cells, each once.
    pub cells: Vec<DomainPriority>,
}

/// A before B before C in every domain.
impl Default for PriorityTable {
    fn default() -> Self {
        let in_domain = |domain: ServiceDomain| {
            let moves = domain.rule();
            let cell = move |(class, rank)| DomainPriority { class, domain, rank, moves };
            Class::ALL.into_iter().zip(1..).map(cell)
        };
        Self { cells: ServiceDomain::ALL.into_iter().flat_map(in_domain).collect() }
    }
}

impl PriorityTable {
    fn cell(&self, class: Class, domain: ServiceDomain) -> Option<&DomainPriority> {
        self.cells.iter().find(|it| it.class == class && it.domain == domain)
    }

    /// The priority of a class in a domain; the last rank where the table has no such cell.
    ///
    /// # Rule
    ///
    /// > S23: one table of classes and six domains; each entry names the rule that it moves.
    ///
    /// ```
    /// use guanxi::segment::Class;
    /// use guanxi::service::{PriorityTable, ServiceDomain};
    ///
    /// let priority = PriorityTable::default().priority(Class::B, ServiceDomain::Supply);
    /// assert_eq!(priority.to_string(), "B in supply: rank 2, by allocation");
    /// ```
    pub fn priority(&self, class: Class, domain: ServiceDomain) -> DomainPriority {
        let last = DomainPriority { class, domain, rank: u8::MAX, moves: domain.rule() };
        self.cell(class, domain).copied().unwrap_or(last)
    }

    /// Adds a violation for each cell that is missing, stated twice, or ranks above a higher class.
    pub(super) fn check(&self, found: &mut Violations) {
        for (place, it) in self.cells.iter().enumerate() {
            let DomainPriority { class, domain, rank, .. } = *it;
            found.within(&format!("priorities.{place}"), |found| {
                found.at_least("rank", 1, rank);
                let mut before = self.cells.iter().take(place);
                if before.any(|earlier| earlier.class == class && earlier.domain == domain) {
                    let problem = format!(
                        "must name each class and domain once, {class} in {domain} is repeated"
                    );
                    found.add("class", problem);
                }
            });
        }
        for domain in ServiceDomain::ALL {
            let mut above: Option<u8> = None;
            for class in Class::ALL {
                let Some(cell) = self.cell(class, domain) else {
                    let problem = format!("must have a rank of {class} in {domain}, had none");
                    found.add("priorities", problem);
                    continue;
                };
                let rank = cell.rank;
                if let Some(above) = above.filter(|above| rank < *above) {
                    let problem = format!(
                        "must not rank {class} in {domain} before the class above ({above}), was \
                         {rank}"
                    );
                    found.add("priorities", problem);
                }
                above = Some(rank);
            }
        }
    }
}

impl fmt::Display for DomainPriority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { class, domain, rank, moves } = self;
        write!(f, "{class} in {domain}: rank {rank}, by {moves}")
    }
}

use std::fmt;

/// A group of clauses that every contract must have.
#[doc(alias = "合同条款")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum ClauseGroup {
    /// What is sold: variety, brand, specification, quantity, price.
    #[doc(alias = "商品")]
    Goods,
    /// What the goods must be like.
    #[doc(alias = "质量")]
    Quality,
    /// When, where, how and at whose cost.
    #[doc(alias = "交货")]
    Delivery,
    /// How and until when the goods are accepted.
    #[doc(alias = "验收")]
    Acceptance,
    /// Level, exclusivity, territories, brands.
    #[doc(alias = "经销权")]
    TradingRights,
    /// How and when is paid.
    #[doc(alias = "结算")]
    Settlement,
    /// Rebate, annual bonus, promotion, advertising, staff.
    #[doc(alias = "经销政策")]
    TradePolicy,
    /// How is ordered, and what may be sent back.
    #[doc(alias = "订货与退货")]
    OrderingAndReturns,
    /// What a breach costs, and who settles a dispute.
    #[doc(alias = "违约责任")]
    BreachAndDisputes,
    /// Where is signed; the day is that of the step, the effective period is the term.
    #[doc(alias = "签订")]
    Signature,
    /// Full names, addresses, representatives, accounts, tax numbers.
    #[doc(alias = "当事人")]
    Parties,
}

impl ClauseGroup {
    /// All groups, in the order of the contract.
    pub const ALL: [Self; 11] = [
        Self::Goods,
        Self::Quality,
        Self::Delivery,
        Self::Acceptance,
        Self::TradingRights,
        Self::Settlement,
        Self::TradePolicy,
        Self::OrderingAndReturns,
        Self::BreachAndDisputes,
        Self::Signature,
        Self::Parties,
    ];

    /// The word by which the group is written and read.
    ///
    /// ```
    /// assert_eq!(guanxi::contract::ClauseGroup::TradingRights.code(), "trading_rights");
    /// ```
    pub const fn code(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Quality => "quality",
            Self::Delivery => "delivery",
            Self::Acceptance => "acceptance",
            Self::TradingRights => "trading_rights",
            Self::Settlement => "settlement",
            Self::TradePolicy => "trade_policy",
            Self::OrderingAndReturns => "ordering_and_returns",
            Self::BreachAndDisputes => "breach_and_disputes",
            Self::Signature => "signature",
            Self::Parties => "parties",
        }
    }
}

impl fmt::Display for ClauseGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

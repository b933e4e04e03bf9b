use crate::valid::words;

words! {
    /// A group of clauses that every contract must have.
    #[doc(alias = "合同条款")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ClauseGroup as "a group of clauses" {
        /// What is sold: variety, brand, specification, quantity, price.
        #[doc(alias = "商品")]
        Goods = "goods",
        /// What the goods must be like.
        #[doc(alias = "质量")]
        Quality = "quality",
        /// When, where, how and at whose cost.
        #[doc(alias = "交货")]
        Delivery = "delivery",
        /// How and until when the goods are accepted.
        #[doc(alias = "验收")]
        Acceptance = "acceptance",
        /// Level, exclusivity, territories, brands.
        #[doc(alias = "经销权")]
        TradingRights = "trading_rights",
        /// How and when is paid.
        #[doc(alias = "结算")]
        Settlement = "settlement",
        /// Rebate, annual bonus, promotion, advertising, staff.
        #[doc(alias = "经销政策")]
        TradePolicy = "trade_policy",
        /// How is ordered, and what may be sent back.
        #[doc(alias = "订货与退货")]
        OrderingAndReturns = "ordering_and_returns",
        /// What a breach costs, and who settles a dispute.
        #[doc(alias = "违约责任")]
        BreachAndDisputes = "breach_and_disputes",
        /// Where is signed; the day is that of the step, the effective period is the term.
        #[doc(alias = "签订")]
        Signature = "signature",
        /// Full names, addresses, representatives, accounts, tax numbers.
        #[doc(alias = "当事人")]
        Parties = "parties",
    }
}

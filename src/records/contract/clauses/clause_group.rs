use crate::valid::words;

words! {
    /// A group of clauses that every contract must have.
    #[doc(alias = "合同条款")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ClauseGroup as "a group of clauses" {
        /// Goods: variety, brand, specification, quantity, price.
        #[doc(alias = "商品")]
        Goods = "goods",
        /// The quality that the goods must have.
        #[doc(alias = "质量")]
        Quality = "quality",
        /// Delivery: time, place, transport, cost.
        #[doc(alias = "交货")]
        Delivery = "delivery",
        /// Acceptance: method and last day.
        #[doc(alias = "验收")]
        Acceptance = "acceptance",
        /// Trading rights: level, exclusivity, territories, brands.
        #[doc(alias = "经销权")]
        TradingRights = "trading_rights" => "trading rights",
        /// Settlement: method and day of payment.
        #[doc(alias = "结算")]
        Settlement = "settlement",
        /// Trade policy: rebate, annual bonus, promotion, advertising, staff.
        #[doc(alias = "经销政策")]
        TradePolicy = "trade_policy" => "trade policy",
        /// Ordering, and the goods that may be returned.
        #[doc(alias = "订货与退货")]
        OrderingAndReturns = "ordering_and_returns" => "ordering and returns",
        /// The cost of a breach, and the body that settles disputes.
        #[doc(alias = "违约责任")]
        BreachAndDisputes = "breach_and_disputes" => "breach and disputes",
        /// The place of signature. The day is that of the step, the effective period is the term.
        #[doc(alias = "签订")]
        Signature = "signature",
        /// The parties: full names, addresses, representatives, accounts, tax numbers.
        #[doc(alias = "当事人")]
        Parties = "parties",
    }
}

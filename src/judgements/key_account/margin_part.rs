use crate::valid::words;

words! {
    /// A part that is taken from gross sales before the margin of a customer is left.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MarginPart as "a part of the margin" {
        /// Deductions on the invoice.
        #[doc(alias = "发票折让")]
        Deductions = "deductions",
        /// Rebates and bonuses accrued.
        #[doc(alias = "返利")]
        Rebates = "rebates",
        /// The cost of the goods.
        #[doc(alias = "销售成本")]
        CostOfGoods = "cost_of_goods" => "cost of goods",
        /// The cost of serving the customer: its activities times their rates.
        #[doc(alias = "服务成本")]
        Service = "service",
        /// Selling expense of the customer.
        #[doc(alias = "销售费用")]
        Expense = "expense",
        /// The cost of what it owes.
        #[doc(alias = "应收账款资金成本")]
        Receivables = "receivables",
    }
}

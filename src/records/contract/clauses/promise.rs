use crate::valid::words;

words! {
    /// A promise of a contract that is a trap without its limits.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ClausePromise as "a promise of a contract" {
        /// An exclusive or sole right.
        #[doc(alias = "独家经销")]
        ExclusiveRight = "exclusive_right",
        /// A rebate or bonus.
        #[doc(alias = "返利")]
        Rebate = "rebate",
        /// Goods on credit.
        #[doc(alias = "赊销")]
        Credit = "credit",
        /// A renewal by silence.
        #[doc(alias = "自动续期")]
        TacitRenewal = "tacit_renewal",
        /// A right to return goods.
        #[doc(alias = "退货权")]
        ReturnRight = "return_right",
        /// A price that may change.
        #[doc(alias = "调价")]
        PriceChange = "price_change",
        /// A penalty for diversion.
        #[doc(alias = "窜货处罚")]
        DiversionPenalty = "diversion_penalty",
        /// A right to end the contract before its term.
        #[doc(alias = "解约")]
        Termination = "termination",
        /// Data about the sales of the customer that it reports.
        #[doc(alias = "下游数据")]
        DownstreamData = "downstream_data",
    }
}

words! {
    /// A limit that a promise takes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ClauseItem as "an item of a clause" {
        /// The minimum purchase, with its period.
        #[doc(alias = "最低采购量")]
        MinimumPurchase = "minimum_purchase",
        /// The time to make up for a minimum that was missed.
        MinimumCure = "minimum_cure",
        /// The consequence of a minimum that was missed.
        MinimumRemedy = "minimum_remedy",
        /// The products to which the right is granted.
        ProductList = "product_list",
        /// The purchases on which the rebate is computed.
        RebateBase = "rebate_base",
        /// The period of the rebate.
        RebatePeriod = "rebate_period",
        /// The tiers of the rebate.
        RebateTiers = "rebate_tiers",
        /// The conditions of the rebate.
        RebateConditions = "rebate_conditions",
        /// The treatment of goods returned.
        RebateReturns = "rebate_returns",
        /// The day on which the rebate is settled.
        RebateSettlementDay = "rebate_settlement_day",
        /// The last day for claiming the rebate.
        RebateClaimLimit = "rebate_claim_limit",
        /// The terms of payment.
        CreditTerms = "credit_terms",
        /// The credit limit or the security.
        CreditLimit = "credit_limit",
        /// The length of a further term.
        RenewalLength = "renewal_length",
        /// The notice by which a renewal is declined.
        RenewalNotice = "renewal_notice",
        /// The party that may decline.
        RenewalParty = "renewal_party",
        /// The longest total term.
        RenewalLongest = "renewal_longest",
        /// The days within which goods may be returned.
        ReturnWindow = "return_window",
        /// The state of goods that are returned.
        ReturnState = "return_state",
        /// The fee for a return.
        ReturnFee = "return_fee",
        /// The most that may be returned.
        ReturnQuota = "return_quota",
        /// The party that pays the freight of a return.
        ReturnFreight = "return_freight",
        /// The days between the notice of a price and the price.
        PriceNotice = "price_notice",
        /// Price protection of stock, stated also where there is none.
        #[doc(alias = "价保")]
        PriceProtection = "price_protection",
        /// The facts that prove diversion.
        DiversionProof = "diversion_proof",
        /// The hearing of the customer.
        DiversionHearing = "diversion_hearing",
        /// The graded table of penalties.
        DiversionTable = "diversion_table",
        /// The cap of the penalties.
        DiversionCap = "diversion_cap",
        /// The notice of a termination.
        TerminationNotice = "termination_notice",
        /// The causes of a termination.
        TerminationCauses = "termination_causes",
        /// The time to cure a cause.
        TerminationCure = "termination_cure",
        /// The orders that are open at the end.
        OpenOrders = "open_orders",
        /// The stock at the end: bought back or sold off.
        StockAtEnd = "stock_at_end",
        /// The use of marks after the end.
        Marks = "marks",
        /// The settlement of rebates at the end.
        RebatesAtEnd = "rebates_at_end",
        /// The purpose of the data that are reported.
        DataPurpose = "data_purpose",
        /// The confidentiality of the data that are reported.
        DataConfidentiality = "data_confidentiality",
    }
}

impl ClausePromise {
    /// The limits that the promise takes.
    ///
    /// ```
    /// use guanxi::contract::{ClauseItem, ClausePromise};
    /// assert_eq!(
    ///     ClausePromise::Credit.items(),
    ///     [ClauseItem::CreditTerms, ClauseItem::CreditLimit]
    /// );
    /// ```
    pub const fn items(self) -> &'static [ClauseItem] {
        match self {
            Self::ExclusiveRight => &[
                ClauseItem::MinimumPurchase,
                ClauseItem::MinimumCure,
                ClauseItem::MinimumRemedy,
                ClauseItem::ProductList,
            ],
            Self::Rebate => &[
                ClauseItem::RebateBase,
                ClauseItem::RebatePeriod,
                ClauseItem::RebateTiers,
                ClauseItem::RebateConditions,
                ClauseItem::RebateReturns,
                ClauseItem::RebateSettlementDay,
                ClauseItem::RebateClaimLimit,
            ],
            Self::Credit => &[ClauseItem::CreditTerms, ClauseItem::CreditLimit],
            Self::TacitRenewal => &[
                ClauseItem::RenewalLength,
                ClauseItem::RenewalNotice,
                ClauseItem::RenewalParty,
                ClauseItem::RenewalLongest,
            ],
            Self::ReturnRight => &[
                ClauseItem::ReturnWindow,
                ClauseItem::ReturnState,
                ClauseItem::ReturnFee,
                ClauseItem::ReturnQuota,
                ClauseItem::ReturnFreight,
            ],
            Self::PriceChange => &[ClauseItem::PriceNotice, ClauseItem::PriceProtection],
            Self::DiversionPenalty => &[
                ClauseItem::DiversionProof,
                ClauseItem::DiversionHearing,
                ClauseItem::DiversionTable,
                ClauseItem::DiversionCap,
            ],
            Self::Termination => &[
                ClauseItem::TerminationNotice,
                ClauseItem::TerminationCauses,
                ClauseItem::TerminationCure,
                ClauseItem::OpenOrders,
                ClauseItem::StockAtEnd,
                ClauseItem::Marks,
                ClauseItem::RebatesAtEnd,
            ],
            Self::DownstreamData => &[ClauseItem::DataPurpose, ClauseItem::DataConfidentiality],
        }
    }
}

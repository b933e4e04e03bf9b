use crate::valid::words;

words! {
    /// A promise of a contract that is a trap without its limits.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ClausePromise as "a promise of a contract" {
        /// An exclusive or sole right.
        #[doc(alias = "独家经销")]
        ExclusiveRight = "exclusive_right" => "exclusive right",
        /// A rebate or bonus.
        #[doc(alias = "返利")]
        Rebate = "rebate",
        /// Goods on credit.
        #[doc(alias = "赊销")]
        Credit = "credit",
        /// A renewal by silence.
        #[doc(alias = "自动续期")]
        TacitRenewal = "tacit_renewal" => "tacit renewal",
        /// A right to return goods.
        #[doc(alias = "退货权")]
        ReturnRight = "return_right" => "return right",
        /// A price that may change.
        #[doc(alias = "调价")]
        PriceChange = "price_change" => "price change",
        /// A penalty for diversion.
        #[doc(alias = "窜货处罚")]
        DiversionPenalty = "diversion_penalty" => "diversion penalty",
        /// A right to end the contract before its term.
        #[doc(alias = "解约")]
        Termination = "termination",
        /// Data about the sales of the customer that it reports.
        #[doc(alias = "下游数据")]
        DownstreamData = "downstream_data" => "downstream data",
    }
}

words! {
    /// A limit that a promise takes.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ClauseItem as "an item of a clause" {
        /// The minimum purchase, with its period.
        #[doc(alias = "最低采购量")]
        MinimumPurchase = "minimum_purchase" => "minimum purchase",
        /// The time to make up for a minimum that was missed.
        MinimumCure = "minimum_cure" => "minimum cure",
        /// The consequence of a minimum that was missed.
        MinimumRemedy = "minimum_remedy" => "minimum remedy",
        /// The products to which the right is granted.
        ProductList = "product_list" => "product list",
        /// The purchases on which the rebate is computed.
        RebateBase = "rebate_base" => "rebate base",
        /// The period of the rebate.
        RebatePeriod = "rebate_period" => "rebate period",
        /// The tiers of the rebate.
        RebateTiers = "rebate_tiers" => "rebate tiers",
        /// The conditions of the rebate.
        RebateConditions = "rebate_conditions" => "rebate conditions",
        /// The treatment of goods returned.
        RebateReturns = "rebate_returns" => "rebate returns",
        /// The day on which the rebate is settled.
        RebateSettlementDay = "rebate_settlement_day" => "rebate settlement day",
        /// The last day for claiming the rebate.
        RebateClaimLimit = "rebate_claim_limit" => "rebate claim limit",
        /// The terms of payment.
        CreditTerms = "credit_terms" => "credit terms",
        /// The credit limit or the security.
        CreditLimit = "credit_limit" => "credit limit",
        /// The length of a further term.
        RenewalLength = "renewal_length" => "renewal length",
        /// The notice by which a renewal is declined.
        RenewalNotice = "renewal_notice" => "renewal notice",
        /// The party that may decline.
        RenewalParty = "renewal_party" => "renewal party",
        /// The longest total term.
        RenewalLongest = "renewal_longest" => "renewal longest",
        /// The days within which goods may be returned.
        ReturnWindow = "return_window" => "return window",
        /// The state of goods that are returned.
        ReturnState = "return_state" => "return state",
        /// The fee for a return.
        ReturnFee = "return_fee" => "return fee",
        /// The most that may be returned.
        ReturnQuota = "return_quota" => "return quota",
        /// The party that pays the freight of a return.
        ReturnFreight = "return_freight" => "return freight",
        /// The days between the notice of a price and the price.
        PriceNotice = "price_notice" => "price notice",
        /// Price protection of stock, stated also where there is none.
        #[doc(alias = "价保")]
        PriceProtection = "price_protection" => "price protection",
        /// The facts that prove diversion.
        DiversionProof = "diversion_proof" => "diversion proof",
        /// The hearing of the customer.
        DiversionHearing = "diversion_hearing" => "diversion hearing",
        /// The graded table of penalties.
        DiversionTable = "diversion_table" => "diversion table",
        /// The cap of the penalties.
        DiversionCap = "diversion_cap" => "diversion cap",
        /// The notice of a termination.
        TerminationNotice = "termination_notice" => "termination notice",
        /// The causes of a termination.
        TerminationCauses = "termination_causes" => "termination causes",
        /// The time to cure a cause.
        TerminationCure = "termination_cure" => "termination cure",
        /// The orders that are open at the end.
        OpenOrders = "open_orders" => "open orders",
        /// The stock at the end: bought back or sold off.
        StockAtEnd = "stock_at_end" => "stock at end",
        /// The use of marks after the end.
        Marks = "marks",
        /// The settlement of rebates at the end.
        RebatesAtEnd = "rebates_at_end" => "rebates at end",
        /// The purpose of the data that are reported.
        DataPurpose = "data_purpose" => "data purpose",
        /// The confidentiality of the data that are reported.
        DataConfidentiality = "data_confidentiality" => "data confidentiality",
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

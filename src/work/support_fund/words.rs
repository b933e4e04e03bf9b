use crate::valid::words;

words! {
    /// The grounds on which a request or a claim is denied.
    #[doc(alias = "驳回理由")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DenialGround as "a ground of a denial" {
        /// The activity is not approved before it begins, where its kind needs that.
        NotApproved = "not_approved" => "not approved",
        /// The activity lies outside of the programme or of the request.
        OutsideWindow = "outside_window" => "outside of the window",
        /// The request came after the activity began.
        AfterBegin = "after_begin" => "after the activity began",
        /// The claim is late.
        Late = "late",
        /// The claim is below the minimum.
        BelowMinimum = "below_minimum" => "below the minimum",
        /// A proof is missing.
        ProofMissing = "proof_missing" => "proof missing",
        /// An invoice stands twice, here or in another claim.
        InvoiceAgain = "invoice_again" => "same invoice again",
        /// Another ground, which the reason tells.
        Other = "other",
    }
}

words! {
    /// Proofs that an activity took place.
    #[doc(alias = "核销凭证")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ProofKind as "a kind of proof" {
        /// An invoice.
        #[doc(alias = "发票")]
        Invoice = "invoice",
        /// The page that was printed.
        #[doc(alias = "样报")]
        TearSheet = "tear_sheet" => "tear sheet",
        /// A photograph.
        #[doc(alias = "照片")]
        Photo = "photo",
        /// The list of those who came.
        #[doc(alias = "签到名单")]
        LeadList = "lead_list" => "lead list",
    }
}

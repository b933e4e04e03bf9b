use crate::valid::words;

words! {
    /// The kind of acceptor of a bill, or of the debtor of a certificate.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AcceptorKind as "a kind of acceptor" {
        /// A bank.
        #[doc(alias = "银行承兑汇票")]
        Bank = "bank",
        /// The finance company of a group.
        #[doc(alias = "财务公司承兑汇票")]
        FinanceCompany = "finance_company" => "finance company",
        /// A company of the trade.
        #[doc(alias = "商业承兑汇票")]
        Commercial = "commercial",
        /// An electronic certificate of a receivable.
        #[doc(alias = "应收账款电子凭证")]
        ReceivableCertificate = "receivable_certificate" => "receivable certificate",
    }
}

words! {
    /// The liability for a bill that was passed on.
    #[doc(alias = "追索权")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum Recourse as "a recourse" {
        /// It comes back when it is refused.
        With = "with",
        /// It does not come back.
        Without = "without",
    }
}

words! {
    /// The state of a bill on a date.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
    pub enum BillState as "a state of a bill" {
        /// We hold it, or are liable for it.
        Outstanding = "outstanding",
        /// It was passed on without recourse.
        PassedOn = "passed_on" => "passed on",
        /// The acceptor has paid.
        Honoured = "honoured",
        /// The acceptor has refused.
        Refused = "refused",
    }
}

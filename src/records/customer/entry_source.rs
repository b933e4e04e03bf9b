use crate::valid::words;

words! {
    /// The source of an entry of the card, the least reliable first.
    #[doc(alias = "资料来源")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum EntrySource as "a source of an entry" {
        /// A file that was read in, without a source of its own.
        #[doc(alias = "批量导入")]
        Import = "import",
        /// Somebody who is neither of ours nor of the customer's people.
        #[doc(alias = "第三方")]
        ThirdParty = "third_party" => "third party",
        /// A visit: one of ours saw it.
        #[doc(alias = "拜访")]
        #[default]
        Visit = "visit",
        /// A statement of the customer.
        #[doc(alias = "客户自述")]
        Stated = "stated",
        /// A document: a contract, an invoice, a paper of a bank.
        #[doc(alias = "单据")]
        Document = "document",
        /// A public register.
        #[doc(alias = "工商登记")]
        Register = "register",
    }
}

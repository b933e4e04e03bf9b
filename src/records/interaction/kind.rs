use crate::valid::words;

words! {
    /// The kinds of interactions with a customer.
    #[doc(alias = "沟通")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum InteractionKind as "a kind of interaction" {
        /// Our people visit the customer.
        #[doc(alias = "拜访")]
        Visit = "visit",
        /// The customer's people visit us.
        #[doc(alias = "来访接待")]
        Reception = "reception",
        /// A meeting of several customers or departments.
        #[doc(alias = "座谈会")]
        Meeting = "meeting",
        /// A call.
        Call = "call",
        /// A letter.
        Letter = "letter",
        /// A message. It counts as told. When the customer answers it, the day of the answer is
        /// given to the clock of communication.
        #[doc(alias = "企业微信")]
        Message = "message",
        /// A call of the customer to the hotline.
        #[doc(alias = "热线")]
        Hotline = "hotline",
        /// A bulletin or a magazine that is sent out.
        #[doc(alias = "内部刊物")]
        Bulletin = "bulletin",
        /// A visit by one of our managers.
        #[doc(alias = "高层拜访")]
        ExecutiveVisit = "executive_visit" => "executive visit",
        /// A gathering of the customers' club.
        #[doc(alias = "客户俱乐部")]
        #[doc(alias = "核心客户组织")]
        Club = "club",
        /// A training.
        #[doc(alias = "经销商培训")]
        Training = "training",
    }
}

impl InteractionKind {
    /// Returns `true` when our people are at the customer's: for a visit the card is read before
    /// and written up after.
    pub const fn is_visit(self) -> bool {
        match self {
            Self::Visit | Self::ExecutiveVisit => true,
            Self::Reception
            | Self::Meeting
            | Self::Call
            | Self::Letter
            | Self::Message
            | Self::Hotline
            | Self::Bulletin
            | Self::Club
            | Self::Training => false,
        }
    }

    /// Returns `true` when both sides speak. Letters, messages and bulletins are sent; whether they
    /// were read is not known, so they are no contact by themselves.
    pub const fn is_two_way(self) -> bool {
        match self {
            Self::Visit
            | Self::Reception
            | Self::Meeting
            | Self::Call
            | Self::Hotline
            | Self::ExecutiveVisit
            | Self::Club
            | Self::Training => true,
            Self::Letter | Self::Message | Self::Bulletin => false,
        }
    }
}

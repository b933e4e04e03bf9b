use crate::valid::words;

words! {
    /// A part in buying, after Webster and Wind (1972) with Bonoma's initiator, the economic and
    /// the technical buyer of Miller and Heiman, and the champion of MEDDIC. One person may hold
    /// several.
    #[doc(alias = "采购角色")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum BuyingRole as "a part in buying" {
        /// Sees the need first.
        Initiator = "initiator",
        /// Uses what is bought.
        User = "user",
        /// Sways the decision.
        Influencer = "influencer",
        /// Lets others through, or does not.
        Gatekeeper = "gatekeeper",
        /// Orders and negotiates.
        Buyer = "buyer",
        /// Decides.
        #[doc(alias = "决策人")]
        Decider = "decider",
        /// Releases the money.
        EconomicBuyer = "economic_buyer" => "economic buyer",
        /// Judges the technical fit.
        TechnicalBuyer = "technical_buyer" => "technical buyer",
        /// Tells us how the customer buys.
        Coach = "coach",
        /// Speaks for us where we are not.
        Champion = "champion",
    }
}

words! {
    /// The influence of a person at a customer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Influence as "an influence" {
        /// Outside of those who decide.
        Outside = "outside",
        /// One of those who are asked.
        PoliticalStructure = "political_structure" => "political structure",
        /// One of those who decide.
        InnerCircle = "inner_circle" => "inner circle",
    }
}

words! {
    /// The stance of a person towards us.
    #[doc(alias = "立场")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Stance as "a stance" {
        /// Works against us.
        Enemy = "enemy",
        /// Prefers another.
        NonSupporter = "non_supporter" => "non-supporter",
        /// Has no preference.
        Neutral = "neutral",
        /// Prefers us.
        Supporter = "supporter",
        /// Works for us.
        Mentor = "mentor",
    }
}

words! {
    /// The cover of a person by contact with our people in the days of the policy.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Cover as "a cover" {
        /// No contact.
        None = "none",
        /// One or two contacts.
        Brief = "brief",
        /// Three or more.
        Multiple = "multiple",
        /// Six or more, of at least two kinds.
        InDepth = "in_depth" => "in depth",
    }
}

words! {
    /// The rank of the map of a customer's people.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MapRank as "a rank of the map" {
        /// 0: nobody is known.
        NobodyKnown = "nobody_known" => "nobody known",
        /// 1: people are known, no key player among them.
        NoKeyPlayer = "no_key_player" => "no key player",
        /// 2: key players are known, none supports us.
        NoSupport = "no_support" => "no support",
        /// 3: a key player supports us.
        Supported = "supported",
    }
}

words! {
    /// A mood, one of the seven emotions (七情).
    #[doc(alias = "七情")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Mood as "a mood" {
        /// Joy, 喜.
        Joy = "joy",
        /// Anger, 怒.
        Anger = "anger",
        /// Sorrow, 哀.
        Sorrow = "sorrow",
        /// Delight, 乐.
        Delight = "delight",
        /// Grief, 悲.
        Grief = "grief",
        /// Fear, 恐.
        Fear = "fear",
        /// Fright, 惊.
        Fright = "fright",
    }
}

words! {
    /// The approach that fits a mood.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Approach as "an approach" {
        /// Do business now.
        DoBusiness = "do_business" => "do business now",
        /// Give way, stay calm, come back.
        GiveWay = "give_way" => "give way, stay calm, come back",
        /// Console; no business.
        Console = "console" => "console, no business",
        /// Reassure first; treat each case by itself.
        Reassure = "reassure" => "reassure first, treat each case by itself",
    }
}

impl Influence {
    /// Returns `true` for a key player: one of those who decide or are asked.
    pub const fn is_key_player(self) -> bool {
        match self {
            Self::InnerCircle | Self::PoliticalStructure => true,
            Self::Outside => false,
        }
    }
}

impl Stance {
    /// Returns `true` for somebody who is for us.
    pub const fn is_supportive(self) -> bool {
        match self {
            Self::Mentor | Self::Supporter => true,
            Self::Neutral | Self::NonSupporter | Self::Enemy => false,
        }
    }
}

impl Mood {
    /// The approach that fits.
    ///
    /// ```
    /// use guanxi::contact::Mood;
    /// assert_eq!(Mood::Anger.approach().to_string(), "give way, stay calm, come back");
    /// ```
    pub const fn approach(self) -> Approach {
        match self {
            Self::Joy | Self::Delight => Approach::DoBusiness,
            Self::Anger => Approach::GiveWay,
            Self::Sorrow | Self::Grief => Approach::Console,
            Self::Fear | Self::Fright => Approach::Reassure,
        }
    }
}

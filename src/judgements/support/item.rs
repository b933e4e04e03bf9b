use crate::valid::words;

words! {
    /// The kinds of support for a dealer.
    #[doc(alias = "支援种类")]
    #[doc(alias = "辅导与支援")]
    #[doc(alias = "辅导")]
    #[doc(alias = "支援")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SupportKind as "a kind of support" {
        /// Managing its business.
        #[doc(alias = "经营管理支援")]
        Management = "management",
        /// Selling to its customers.
        #[doc(alias = "销售支援")]
        Selling = "selling",
        /// Advertising and public relations.
        #[doc(alias = "广告公关支援")]
        Advertising = "advertising",
        /// Design of its shop, and display.
        #[doc(alias = "店铺装修陈列支援")]
        Shop = "shop",
        /// Promotion.
        #[doc(alias = "促销支援")]
        Promotion = "promotion",
        /// Information.
        #[doc(alias = "信息支援")]
        Information = "information",
    }
}

words! {
    /// The unit in which an item of support is planned and counted.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SupportUnit as "a unit of support" {
        /// Money.
        Money = "money",
        /// Days of our people.
        #[doc(alias = "人天")]
        PersonDays = "person_days" => "person-days",
    }
}

words! {
    /// The items of support, by kind.
    ///
    /// # Rule
    ///
    /// > S25: support has six kinds: management 5 items, selling 6, advertising and public
    /// > relations 7, shop 7, promotion 4, information 3.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum SupportItem as "an item of support" {
        /// Setting targets with the dealer.
        #[doc(alias = "经营目标")]
        SalesTargets = "sales_targets" => "target setting",
        /// Working out its policy.
        #[doc(alias = "经营方针")]
        SalesPolicy = "sales_policy" => "sales policy",
        /// Education of its managers.
        #[doc(alias = "管理者教育")]
        ManagerTraining = "manager_training" => "training of managers",
        /// Advice on its finances.
        #[doc(alias = "财务管理")]
        FinanceAdvice = "finance_advice" => "financial advice",
        /// Advice on its organisation.
        #[doc(alias = "组织管理")]
        OrganisationAdvice = "organisation_advice" => "advice on organisation",
        /// News of the trade for its sellers.
        #[doc(alias = "商情提供")]
        MarketNews = "market_news" => "market news",
        /// A survey of its market.
        #[doc(alias = "市场调查")]
        MarketSurvey = "market_survey" => "market survey",
        /// Training of its sellers.
        #[doc(alias = "销售员培训")]
        SellerTraining = "seller_training" => "training of sellers",
        /// Finding it new customers.
        #[doc(alias = "开拓新客户")]
        NewCustomers = "new_customers" => "new customers",
        /// Care for its customers.
        #[doc(alias = "顾客管理")]
        CustomerCare = "customer_care" => "customer care",
        /// Setting the credit of its customers.
        #[doc(alias = "信用设定")]
        CreditSetting = "credit_setting" => "credit setting",
        /// Leaflets and direct mail.
        #[doc(alias = "传单与直邮")]
        Leaflets = "leaflets" => "leaflets and direct mail",
        /// Events for the public.
        #[doc(alias = "举办活动")]
        Events = "events",
        /// A mention in our advertising.
        #[doc(alias = "广告提名")]
        Mention = "mention" => "mention in our advertising",
        /// Advertising of ours in its area.
        #[doc(alias = "企业广告")]
        OwnAdvertising = "own_advertising" => "our advertising",
        /// Meetings with consumers.
        #[doc(alias = "消费者座谈会")]
        ConsumerMeetings = "consumer_meetings" => "consumer meetings",
        /// Advertising paid together.
        #[doc(alias = "联合广告")]
        JointAdvertising = "joint_advertising" => "joint advertising",
        /// Our staff and cars at its events.
        #[doc(alias = "人员与车辆支援")]
        StaffAndCars = "staff_and_cars" => "staff and cars",
        /// A signboard.
        #[doc(alias = "招牌")]
        #[doc(alias = "店招")]
        Signboard = "signboard",
        /// A shop window.
        #[doc(alias = "橱窗")]
        ShopWindow = "shop_window" => "shop window",
        /// The display of goods.
        #[doc(alias = "陈列")]
        #[doc(alias = "堆头")]
        Display = "display",
        /// Point-of-sale material.
        #[doc(alias = "POP")]
        PointOfSale = "point_of_sale" => "point-of-sale material",
        /// Stands for goods.
        #[doc(alias = "展示架")]
        Stands = "stands",
        /// Tools for selling.
        #[doc(alias = "销售工具")]
        SellingTools = "selling_tools" => "selling tools",
        /// The interior of the shop.
        #[doc(alias = "店内装修")]
        Interior = "interior",
        /// Planning of promotions.
        #[doc(alias = "促销策划")]
        PromotionPlanning = "promotion_planning" => "planning of promotions",
        /// Tasting and trial of goods.
        #[doc(alias = "试吃试用")]
        Tasting = "tasting",
        /// Demonstration of goods.
        #[doc(alias = "现场示范")]
        Demonstration = "demonstration",
        /// A contest of sellers.
        #[doc(alias = "销售竞赛")]
        SalesContest = "sales_contest" => "sales contest",
        /// A bulletin.
        #[doc(alias = "简报")]
        Bulletin = "bulletin",
        /// A booklet.
        #[doc(alias = "手册")]
        Booklet = "booklet",
        /// News of the trade, in print.
        #[doc(alias = "行业信息")]
        TradeNews = "trade_news" => "trade news",
    }
}

impl SupportItem {
    /// The kind.
    pub const fn kind(self) -> SupportKind {
        match self {
            Self::SalesTargets
            | Self::SalesPolicy
            | Self::ManagerTraining
            | Self::FinanceAdvice
            | Self::OrganisationAdvice => SupportKind::Management,
            Self::MarketNews
            | Self::MarketSurvey
            | Self::SellerTraining
            | Self::NewCustomers
            | Self::CustomerCare
            | Self::CreditSetting => SupportKind::Selling,
            Self::Leaflets
            | Self::Events
            | Self::Mention
            | Self::OwnAdvertising
            | Self::ConsumerMeetings
            | Self::JointAdvertising
            | Self::StaffAndCars => SupportKind::Advertising,
            Self::Signboard
            | Self::ShopWindow
            | Self::Display
            | Self::PointOfSale
            | Self::Stands
            | Self::SellingTools
            | Self::Interior => SupportKind::Shop,
            Self::PromotionPlanning | Self::Tasting | Self::Demonstration | Self::SalesContest => {
                SupportKind::Promotion
            }
            Self::Bulletin | Self::Booklet | Self::TradeNews => SupportKind::Information,
        }
    }

    /// The unit in which it is planned.
    pub const fn unit(self) -> SupportUnit {
        match self {
            Self::Leaflets
            | Self::Events
            | Self::Mention
            | Self::OwnAdvertising
            | Self::ConsumerMeetings
            | Self::JointAdvertising
            | Self::Signboard
            | Self::ShopWindow
            | Self::PointOfSale
            | Self::Stands
            | Self::SellingTools
            | Self::Interior
            | Self::Tasting
            | Self::SalesContest
            | Self::Bulletin
            | Self::Booklet
            | Self::TradeNews => SupportUnit::Money,
            Self::SalesTargets
            | Self::SalesPolicy
            | Self::ManagerTraining
            | Self::FinanceAdvice
            | Self::OrganisationAdvice
            | Self::MarketNews
            | Self::MarketSurvey
            | Self::SellerTraining
            | Self::NewCustomers
            | Self::CustomerCare
            | Self::CreditSetting
            | Self::StaffAndCars
            | Self::Display
            | Self::PromotionPlanning
            | Self::Demonstration => SupportUnit::PersonDays,
        }
    }

    /// The Chinese word of the trade.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::SalesTargets => "经营目标",
            Self::SalesPolicy => "经营方针",
            Self::ManagerTraining => "管理者教育",
            Self::FinanceAdvice => "财务管理",
            Self::OrganisationAdvice => "组织管理",
            Self::MarketNews => "商情提供",
            Self::MarketSurvey => "市场调查",
            Self::SellerTraining => "销售员培训",
            Self::NewCustomers => "开拓新客户",
            Self::CustomerCare => "顾客管理",
            Self::CreditSetting => "信用设定",
            Self::Leaflets => "传单与直邮",
            Self::Events => "举办活动",
            Self::Mention => "广告提名",
            Self::OwnAdvertising => "企业广告",
            Self::ConsumerMeetings => "消费者座谈会",
            Self::JointAdvertising => "联合广告",
            Self::StaffAndCars => "人员与车辆支援",
            Self::Signboard => "招牌",
            Self::ShopWindow => "橱窗",
            Self::Display => "陈列",
            Self::PointOfSale => "POP",
            Self::Stands => "展示架",
            Self::SellingTools => "销售工具",
            Self::Interior => "店内装修",
            Self::PromotionPlanning => "促销策划",
            Self::Tasting => "试吃试用",
            Self::Demonstration => "现场示范",
            Self::SalesContest => "销售竞赛",
            Self::Bulletin => "简报",
            Self::Booklet => "手册",
            Self::TradeNews => "行业信息",
        }
    }
}

use std::fmt;
use std::str::FromStr;

use crate::calendar::Day;
use crate::valid::WordError;

/// Makes the enum of reasons, their codes and their texts from one list: of those that stand for
/// themselves, and of those that name a day or a year.
macro_rules! reasons {
    (
        plain { $($(#[$meta:meta])* $name:ident = $code:literal => $text:literal,)* }
        dated {
            $($(#[$dated_meta:meta])* $dated:ident($when:ty) = $dated_code:literal
                => $dated_text:literal,)*
        }
    ) => {
        /// The reason for which an arm, a check or a whole rule is not judged.
        ///
        /// One list for all judgements, so that a report words them alike. A new judgement adds its
        /// reasons here. Written as one word; one that names a day or a year has it behind a colon:
        /// `sales_complete_to:2026-03-01`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(
            feature = "schemars",
            derive(schemars::JsonSchema),
            schemars(with = "String", extend("pattern" = "^[a-z_]+(:[0-9-]+)?$"))
        )]
        #[non_exhaustive]
        pub enum NotJudged {
            $($(#[$meta])* $name,)*
            $($(#[$dated_meta])* $dated($when),)*
        }

        impl NotJudged {
            /// All reasons that stand for themselves, in the order in which they are declared;
            /// those that name a day or a year are left out.
            pub const ALL: [Self; [$($code),*].len()] = [$(Self::$name),*];

            const CODES: &[&str] = &[$($code,)* $($dated_code,)*];

            /// The word in files, without any day or year.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)*
                    $(Self::$dated(_) => $dated_code,)*
                }
            }

            /// The day or year that the reason names, as it is written.
            #[cfg(feature = "serde")]
            fn when(self) -> Option<String> {
                match self {
                    $(Self::$name => None,)*
                    $(Self::$dated(when) => Some(when.to_string()),)*
                }
            }

            fn read(code: &str, when: Option<&str>) -> Option<Self> {
                match (code, when) {
                    $(($code, None) => Some(Self::$name),)*
                    $(($dated_code, Some(when)) => when.parse().ok().map(Self::$dated),)*
                    _ => None,
                }
            }
        }

        impl fmt::Display for NotJudged {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$name => f.write_str($text),)*
                    $(Self::$dated(when) => write!(f, $dated_text, when),)*
                }
            }
        }
    };
}

reasons! {
    plain {
        // The facts of a kind are missing in the whole book.
        /// The book has no invoice, payment or open order.
        NoReceivablesFeed = "no_receivables_feed" => "the book has no invoice, payment or open order",
        /// The book has no sale.
        NoSalesFeed = "no_sales_feed" => "the book has no sale",
        /// The book has no expense.
        NoExpensesFeed = "no_expenses_feed" => "the book has no expense",
        /// The book has no assignment and no custody.
        NoAssignmentsFeed = "no_assignments_feed" => "the book does not say who has which customer",
        /// The book has no interaction.
        NoInteractionsFeed = "no_interactions_feed" => "the book has no interaction",
        /// The book has no consultation of a card.
        NoConsultationsFeed = "no_consultations_feed" => "the book has no consultation of a card",
        /// The book has no custody and no loan of a card.
        NoCustodyFeed = "no_custody_feed" => "the book has no custody and no loan of a card",
        /// The last days of sensitive facts are not stated.
        NoSensitiveTerms = "no_sensitive_terms" => "the last days of sensitive facts are not stated",

        // The customer.
        /// The relationship with the customer has ended.
        Ended = "ended" => "the relationship has ended",

        // Debt.
        /// Anything may be owed.
        Unlimited = "unlimited" => "the credit limit is unlimited",
        /// A limit is agreed, so the arm for a missing limit has nothing to judge.
        LimitAgreed = "limit_agreed" => "a credit limit is agreed",
        /// No limit is agreed, so there is no utilisation.
        LimitNotSet = "limit_not_set" => "no credit limit is agreed",

        // Sales progress.
        /// Too little of the period has elapsed.
        TooEarly = "too_early" => "too little of the period has elapsed",
        /// The fiscal year has stated periods, and the one to be judged, or that of last year, lies
        /// before them.
        NoPeriod = "no_period" => "the fiscal year does not state the period",
        /// Nothing is planned for the period to date.
        NothingPlanned = "nothing_planned" => "nothing is planned for the period to date",
        /// Too few order days in the same period last year.
        ThinBase = "thin_base" => "too few order days in the same period last year",
        /// Nothing was bought, on balance, in the same period last year.
        EmptyBase = "empty_base" => "no net purchases in the same period last year",
        /// The customer is too young to have a baseline.
        ShortBaseline = "short_baseline" => "too short a history to compare the frequency with",
        /// Too few order days to be expected to tell a change from chance.
        FewExpected = "few_expected" => "too few order days to tell a falling frequency from chance",
        /// The customer is off its season on the day.
        OutOfSeason = "out_of_season" => "out of season",
        /// Too few days of the recent window are own days of the customer.
        FewOwnDays = "few_own_days" => "too few open days of its season to tell its frequency",
        /// Too few customers of the book can be compared to tell how the market changed.
        NoMarket = "no_market" => "too few customers to tell how the market changed",
        /// The customer is too young to have a noise of its own.
        FewPastMonths = "few_past_months" => "too few past months to tell a decline from noise",
        /// Nothing was bought in the same month of the year before.
        EmptyBaseMonth = "empty_base_month" => "nothing was bought in the same month of the year before",
        /// The customer bought in too few months to have a pace by month.
        FewActiveMonths = "few_active_months" => "bought in too few months of the year before to have a monthly pace",

        // Selling expense.
        /// No expense was ever made and none is budgeted.
        NoExpense = "no_expense" => "no expense was made and none is budgeted",
        /// Nothing is budgeted for the period to date.
        NothingBudgeted = "nothing_budgeted" => "nothing is budgeted for the period to date",
        /// The ratio of expense to purchases exists for too few months.
        FewMonths = "few_months" => "too few months with purchases to compare the expense ratio",

        // Customer loss.
        /// The customer never bought.
        NeverBought = "never_bought" => "never bought",
        /// The customer is lost: silent for longer than one that may come back.
        Lost = "lost" => "the customer is lost",
        /// The policy has no hard cap.
        NoHardCap = "no_hard_cap" => "the policy has no hard cap",
        /// No sale to the customer names a product group.
        NoGroups = "no_groups" => "no sale to the customer names a product group",
        /// The customer has bought one product group only.
        OneGroup = "one_group" => "only one product group was ever bought",
        /// The rhythm of product groups in the book is not given.
        NoGroupPrior = "no_group_prior" => "the rhythm of product groups in the book is not given",
        /// The customer itself is silent, so its product groups tell nothing more.
        CustomerSilent = "customer_silent" => "the customer itself is silent",
        /// The customer buys, and its sales name none of its groups any more.
        GroupsNotTold = "groups_not_told" => "the customer buys, but its sales name no group any more",

        // Ratings.
        /// Nobody answered the question in the days that are compared.
        NoRatings = "no_ratings" => "nobody answered the question",
        /// Too few people answered to tell a fall from chance.
        FewRatings = "few_ratings" => "too few answers to tell a fall from chance",
        /// More people changed their mark than the exact test takes.
        ManyRatings = "many_ratings" => "more changed marks than the exact test takes",

        // Usual orders and peers.
        /// The customer has too few order days to have a usual order.
        FewOrderDays = "few_order_days" => "too few order days for a usual order",
        /// Too few peers buy anything for a comparison.
        FewPeers = "few_peers" => "too few peers to compare with",

        // Order check and limit proposal.
        /// The policy does not ask for the check.
        Off = "off" => "not asked by the policy",
        /// The facts that the check needs were not given.
        NotKnown = "not_known" => "not known",
        /// No limit is agreed, which is a reason of its own.
        NoLimitToUse = "no_limit_to_use" => "no limit is agreed",
        /// The limit of the order check is unlimited.
        NoLimitToExceed = "no_limit_to_exceed" => "the limit is unlimited",
        /// The whole order is paid in advance.
        Prepaid = "prepaid" => "the order is paid in advance",
        /// Nothing is open.
        NothingOpen = "nothing_open" => "nothing is open",
        /// Too little of the limit is used for the check to speak.
        LittleUsed = "little_used" => "little of the limit is used",
        /// Neither need nor capacity can be worked out, so nothing speaks for any limit.
        NothingKnown = "nothing_known" => "neither need nor capacity is known: no limit is proposed",

        // Segments.
        /// Too few full months have gone by since the customer could buy.
        FewFullMonths = "few_full_months" => "too few full months to tell how even purchases are",
        /// Nothing was bought on balance.
        NoNetPurchases = "no_net_purchases" => "nothing was bought on balance",
        /// No share of wallet was learnt in the days that count.
        NoWalletShare = "no_wallet_share" => "our share of its purchases is not known",
        /// The shares of wallet lie too close together to tell that they did not move.
        ShortWalletRecord = "short_wallet_record"
            => "our share of its purchases is known for too short a time",
    }
    dated {
        // A feed or the calendar does not reach as far as the arm would read.
        /// Sales are complete up to this day, and the arm would read further.
        SalesCompleteTo(Day) = "sales_complete_to" => "sales are complete up to {} only",
        /// Invoices and payments are complete up to this day, and the arm would read further.
        ReceivablesCompleteTo(Day) = "receivables_complete_to"
            => "receivables are complete up to {} only",
        /// Expenses are complete up to this day, and the arm would read further.
        ExpensesCompleteTo(Day) = "expenses_complete_to" => "expenses are complete up to {} only",
        /// Sales are missing on days that the arm would compare; this is the first of them.
        SalesMissing(Day) = "sales_missing"
            => "sales are missing on compared days, the first on {}",
        /// Expenses are missing on days that the arm would compare; this is the first of them.
        ExpensesMissing(Day) = "expenses_missing"
            => "expenses are missing on compared days, the first on {}",
        /// The closed days are known up to this year, and the day lies in a later one.
        CalendarEnds(i32) = "calendar_ends" => "the calendar ends with {}",
        /// The fiscal year has stated periods up to this day, and the day lies after it.
        FiscalYearEnds(Day) = "fiscal_year_ends"
            => "the fiscal year states its periods up to {} only",
    }
}

impl NotJudged {
    /// Returns `true` when facts or closed days are missing, and `false` when the arm has nothing
    /// to judge. A rule of which no arm speaks, and any is silent for lack of data, has *no data*.
    pub const fn is_lack_of_data(self) -> bool {
        matches!(
            self,
            Self::NoReceivablesFeed
                | Self::NoSalesFeed
                | Self::NoExpensesFeed
                | Self::NoAssignmentsFeed
                | Self::NoInteractionsFeed
                | Self::NoConsultationsFeed
                | Self::NoCustodyFeed
                | Self::NoSensitiveTerms
                | Self::NoPeriod
                | Self::NoWalletShare
                | Self::ShortWalletRecord
                | Self::NoRatings
                | Self::SalesCompleteTo(_)
                | Self::ReceivablesCompleteTo(_)
                | Self::ExpensesCompleteTo(_)
                | Self::SalesMissing(_)
                | Self::ExpensesMissing(_)
                | Self::CalendarEnds(_)
                | Self::FiscalYearEnds(_)
        )
    }
}

impl FromStr for NotJudged {
    type Err = WordError;

    /// Reads a code, behind a colon the day or year of a reason that names one.
    fn from_str(text: &str) -> Result<Self, WordError> {
        let (code, when) =
            text.split_once(':').map_or((text, None), |(code, when)| (code, Some(when)));
        let noun = Some("a reason for not judging");
        Self::read(code, when).ok_or_else(|| WordError::new(text, noun, Self::CODES))
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for NotJudged {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.when() {
            None => to.serialize_str(self.code()),
            Some(when) => to.collect_str(&format_args!("{}:{when}", self.code())),
        }
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for NotJudged {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let unknown = |_| serde::de::Error::unknown_variant(&text, Self::CODES);
        text.parse().map_err(unknown)
    }
}

/// An arm or check that was not judged, with the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Unjudged {
    /// The arm or check by its word in files, such as `hard_cap`.
    pub part: &'static str,
    /// The reason.
    pub reason: NotJudged,
}

/// The reasons for which a rule judged nothing, arm by arm.
///
/// Prints each reason once, in the order of the arms. Written as the list of them:
/// `[{"part": "plan", "reason": "nothing_planned"}]`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Reasons {
    parts: Vec<Unjudged>,
}

impl Reasons {
    pub(crate) fn new(parts: impl Iterator<Item = Unjudged>) -> Self {
        Self { parts: parts.collect() }
    }

    /// The arms, each with its reason.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, evidence::NotJudged};
    /// # use guanxi::warning::{LossPolicy, Verdict};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let context = Context::on("2026-01-01".parse()?);
    /// let verdict = LossPolicy::default().judge(account.view(), &context);
    /// let Verdict::NoData(reasons) = verdict else { return Err("there is data".into()) };
    /// assert!(reasons.parts().iter().all(|it| it.reason == NotJudged::NoSalesFeed));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn parts(&self) -> &[Unjudged] {
        &self.parts
    }
}

impl fmt::Display for Reasons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut said: Vec<NotJudged> = Vec::new();
        for Unjudged { reason, .. } in &self.parts {
            if said.contains(reason) {
                continue;
            }
            let separator = if said.is_empty() { "" } else { "; " };
            write!(f, "{separator}{reason}")?;
            said.push(*reason);
        }
        Ok(())
    }
}

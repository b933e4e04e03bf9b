use std::fmt;

use crate::valid::words;

words! {
    /// The reason for which an arm, a check or a whole rule is not judged.
    ///
    /// One list for all judgements, so that a report words them alike. A new judgement adds its
    /// reasons here.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    #[non_exhaustive]
    pub enum NotJudged as "a reason for not judging" {
        // The facts of a kind are missing in the whole book.
        /// The book has no invoice, payment or open order.
        NoReceivablesFeed = "no_receivables_feed" => "the book has no invoice, payment or open order",
        /// The book has no sale.
        NoSalesFeed = "no_sales_feed" => "the book has no sale",
        /// The book has no expense.
        NoExpensesFeed = "no_expenses_feed" => "the book has no expense",

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
    }
}

/// An arm or check that was not judged, with the reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
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

use std::collections::BTreeSet;

use super::DebtReading;
use crate::account::{AccountView, Feeds};
use crate::calendar::AsOf;
use crate::context::Context;
use crate::credit::{BesideBalance, BillPolicyDraft, LimitInForce};
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::measure::Ratio;
use crate::money::{Currency, Major, Total};
use crate::receivable::{Inclusion, OpenBalance, Receivables, SmallChange};
use crate::valid::{Draft, Valid, Violations};
use crate::warning::{
    Arm, ArmFinding, Finding, Level, Levels, Outcome, Reading, Rule, Verdict, check_off, unless_off,
};

/// Thresholds of the utilisation of the limit: one to raise a warning, one to clear it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Utilisation {
    /// Thresholds strictly above which a level is raised.
    pub raise: Levels<Ratio>,
    /// Thresholds below which a level is cleared; between the two a raised warning stays, so that
    /// it does not flap.
    pub clear: Levels<Ratio>,
}

impl Default for Utilisation {
    fn default() -> Self {
        let percent = Ratio::from_percent;
        Self {
            raise: Levels { watch: percent(80), warning: percent(100), critical: percent(120) },
            clear: Levels { watch: percent(75), warning: percent(95), critical: percent(110) },
        }
    }
}

/// When debt is a warning, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DebtPolicyDraft {
    /// Exposure against the limit.
    pub utilisation: Utilisation,
    /// Days past due of the oldest overdue item: raised from there on.
    pub ageing: Levels<u16>,
    /// Below this sum nothing counts as overdue.
    pub overdue_tolerance: Major,
    /// An item below this, in minor units, is small change: it stays in every sum and raises no
    /// level. With an `overdue_tolerance` of 0 nothing is.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "SmallChange::is_usual"))]
    pub small_change: SmallChange,
    /// The level of any exposure without a limit, or beyond a limit of zero.
    pub without_limit: Level,
    /// Days ahead within which open orders count; all of them by default.
    pub horizon_days: Option<u16>,
    /// Treatment of disputed items.
    pub disputed: Inclusion,
    /// The shares at which outstanding bills count as exposure.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BillPolicyDraft::is_usual"))]
    pub bills: BillPolicyDraft,
    /// The arms that this policy leaves out. They are *not judged*, and a rule without arms says
    /// nothing.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeSet::is_empty"))]
    pub off: BTreeSet<Arm>,
}

impl Default for DebtPolicyDraft {
    fn default() -> Self {
        Self {
            utilisation: Utilisation::default(),
            ageing: Levels { watch: 5, warning: 15, critical: 30 },
            overdue_tolerance: Major::from_units(1),
            small_change: SmallChange::default(),
            without_limit: Level::Warning,
            horizon_days: None,
            disputed: Inclusion::Counted,
            bills: BillPolicyDraft::default(),
            off: BTreeSet::new(),
        }
    }
}

impl Draft for DebtPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("utilisation", |found| {
            let Utilisation { raise, clear } = &self.utilisation;
            raise.check_rising("raise", found);
            clear.check_rising("clear", found);
            for level in Level::ALL {
                let (raise, clear) = (raise.get(level), clear.get(level));
                if clear > raise {
                    let problem = format!("must not exceed raise ({raise}), was {clear}");
                    found.add(&format!("clear.{level}"), problem);
                }
            }
        });
        if self.utilisation.clear.watch == Ratio::ZERO {
            // Nothing lies below it: not even a customer that owes nothing would be well again.
            found.add("utilisation.clear.watch", "must exceed 0%, was 0%".to_owned());
        }
        self.ageing.check_rising("ageing", found);
        found.within("bills", |found| self.bills.check(found));
        if self.ageing.watch == 0 {
            found.add("ageing.watch", "must be at least 1 day past due, was 0".to_owned());
        }
        check_off(&self.off, Rule::Debt, found);
    }
}

/// The policy of the debt warning.
///
/// # Rule
///
/// > S21.1: owes more than its limit. Utilisation strictly above 80 %, 100 %, 120 %; oldest overdue
/// > item at least 5, 15, 30 days past due, unless the overdue sum is small change. No limit agreed
/// > and something owed: warning. A limit of zero: anything owed is a warning, never a division.
#[doc(alias = "欠款预警")]
pub type DebtPolicy = Valid<DebtPolicyDraft>;

impl DebtPolicy {
    /// Reads the debts of a customer and its limit.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::context::Context;
    /// use guanxi::receivable::Invoice;
    /// use guanxi::warning::{Arm, DebtPolicy, Finding, Level, Reading};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
    /// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 5".parse()?))?;
    /// let context = Context::on("2026-02-05".parse()?);
    /// let reading = DebtPolicy::default().read(account.view(), &context);
    /// assert_eq!(reading.oldest_days_past_due, 5);
    /// assert_eq!(reading.finding(Arm::Ageing), Some(Finding::Raised(Level::Watch)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn read(&self, account: AccountView<'_>, context: &Context) -> DebtReading {
        let t = context.as_of();
        self.read_from(account, OpenBalance::as_of(self.receivables(account), t), context)
    }

    /// The receivables of a customer, without a say for small change.
    #[inline]
    pub(crate) fn receivables<'a>(&self, account: AccountView<'a>) -> Receivables<'a> {
        account.receivables().with_small_change(self.small_change())
    }

    /// The items without a say beside the tolerance of sums.
    pub(crate) fn small_change(&self) -> SmallChange {
        self.small_change.within(self.overdue_tolerance)
    }

    /// Reads from a standing that has been worked out already.
    #[inline]
    pub(crate) fn read_from(
        &self,
        account: AccountView<'_>,
        standing: OpenBalance,
        context: &Context,
    ) -> DebtReading {
        let t = context.as_of();
        let beside = self.beside(&standing, account, t);
        let debt = self.counted(&standing, &beside);
        let exposure = beside.with_standing(standing);
        let limit = LimitInForce::from_account(account, t);
        let currency = account.currency();
        DebtReading {
            currency,
            standing,
            orders: exposure.orders,
            deliveries: exposure.deliveries.plus(exposure.billed),
            returned: exposure.returned.total(),
            bills: exposure.bills,
            secured: debt.secured,
            exposure: debt.exposure,
            limit,
            overdue: debt.overdue,
            oldest_days_past_due: debt.oldest_days_past_due,
            watch_above: self.utilisation.raise.watch,
            feed: Self::has_feed(account, context),
            arms: self.arms(debt, limit, currency, Self::lack(account, context)),
        }
    }

    /// The outcome alone: no figures are put together.
    #[inline]
    pub(crate) fn outcome_from(
        &self,
        account: AccountView<'_>,
        standing: &OpenBalance,
        context: &Context,
    ) -> Outcome {
        if !Self::has_feed(account, context) {
            return Outcome::NoData;
        }
        let t = context.as_of();
        let beside = self.beside(standing, account, t);
        let limit = LimitInForce::from_account(account, t);
        let (debt, lack) = (self.counted(standing, &beside), Self::lack(account, context));
        let [utilisation, ageing, no_limit] =
            self.findings(debt, limit, account.currency(), lack).map(Finding::outcome);
        utilisation.joined(ageing).joined(no_limit)
    }

    /// The categories of the exposure beside a balance.
    #[inline]
    fn beside(&self, standing: &OpenBalance, account: AccountView<'_>, t: AsOf) -> BesideBalance {
        BesideBalance::from_account(standing, account, t, self.horizon_days, &self.bills)
    }

    /// The part of an exposure that counts.
    #[inline]
    fn counted(&self, standing: &OpenBalance, beside: &BesideBalance) -> CountedDebt {
        let gross = beside.gross(standing);
        let (gross, overdue, oldest_days_past_due) = match self.disputed {
            Inclusion::Counted => (gross, standing.ageing.overdue(), standing.oldest_days_past_due),
            Inclusion::LeftOut => (
                gross.minus(beside.disputed(standing)),
                standing.ageing.overdue().minus(standing.disputed_overdue),
                standing.oldest_undisputed_days_past_due,
            ),
        };
        let secured = beside.secured_of(gross);
        CountedDebt { secured, exposure: gross.minus(secured), overdue, oldest_days_past_due }
    }

    fn arms(
        &self,
        debt: CountedDebt,
        limit: LimitInForce,
        currency: Currency,
        lack: Option<NotJudged>,
    ) -> [ArmFinding; 3] {
        let [utilisation, ageing, no_limit] = self.findings(debt, limit, currency, lack);
        [Arm::Utilisation.with(utilisation), Arm::Ageing.with(ageing), Arm::NoLimit.with(no_limit)]
    }

    /// The findings of the arms: utilisation, ageing, no limit.
    #[inline]
    fn findings(
        &self,
        debt: CountedDebt,
        limit: LimitInForce,
        currency: Currency,
        lack: Option<NotJudged>,
    ) -> [Finding; 3] {
        let [utilisation, ageing, no_limit] = match lack {
            Some(reason) => [Finding::NotJudged(reason); 3],
            None => [
                self.utilisation_arm(debt.exposure, limit),
                self.ageing_arm(debt, currency),
                self.no_limit_arm(debt.exposure, limit),
            ],
        };
        [
            unless_off(&self.off, Arm::Utilisation, utilisation),
            unless_off(&self.off, Arm::Ageing, ageing),
            unless_off(&self.off, Arm::NoLimit, no_limit),
        ]
    }

    /// The findings of the arms by figures alone.
    #[cfg(any(feature = "toml", feature = "json"))]
    pub(super) fn arms_by(
        &self,
        exposure: Total,
        (overdue, oldest_days_past_due): (Total, i32),
        limit: LimitInForce,
        currency: Currency,
    ) -> [ArmFinding; 3] {
        let debt = CountedDebt { secured: Total::ZERO, exposure, overdue, oldest_days_past_due };
        self.arms(debt, limit, currency, None)
    }

    /// The highest level whose clearing threshold an exposure has not passed.
    pub(crate) fn not_cleared(&self, exposure: Total, limit: LimitInForce) -> Option<Level> {
        match limit {
            _ if self.off.contains(&Arm::Utilisation) => None,
            LimitInForce::Amount(limit) if limit.is_positive() => {
                let (part, whole) = (exposure.minor(), limit.minor());
                self.utilisation.clear.highest(|clear| !clear.is_missed_by(part, whole))
            }
            LimitInForce::Amount(_) | LimitInForce::NotSet | LimitInForce::Unlimited => None,
        }
    }

    fn has_feed(account: AccountView<'_>, context: &Context) -> bool {
        Feeds::began(account.feeds().receivables_from, context.as_of())
    }

    /// The reason for which no arm is judged.
    #[inline]
    fn lack(account: AccountView<'_>, context: &Context) -> Option<NotJudged> {
        if Self::has_feed(account, context) {
            context.needs().feed_up_to(Feed::Receivables, context.as_of().day())
        } else {
            Some(NotJudged::NoReceivablesFeed)
        }
    }

    /// Judges the debts of a customer, with evidence.
    pub fn judge(&self, account: AccountView<'_>, context: &Context) -> Verdict {
        self.read(account, context).verdict()
    }

    #[inline]
    fn utilisation_arm(&self, exposure: Total, limit: LimitInForce) -> Finding {
        match limit {
            LimitInForce::Unlimited => Finding::NotJudged(NotJudged::Unlimited),
            LimitInForce::NotSet => Finding::NotJudged(NotJudged::LimitNotSet),
            LimitInForce::Amount(_) if !exposure.is_positive() => Finding::Quiet,
            LimitInForce::Amount(Total::ZERO) => Finding::Raised(self.without_limit),
            LimitInForce::Amount(limit) => {
                let (owed, whole) = (exposure.minor(), limit.minor());
                Finding::from_level(self.utilisation.raise.highest_exceeded(owed, whole))
            }
        }
    }

    #[inline]
    fn ageing_arm(&self, debt: CountedDebt, currency: Currency) -> Finding {
        if debt.overdue < Total::from(self.overdue_tolerance.to_minor_ceil(currency)) {
            return Finding::Quiet;
        }
        Finding::from_level(
            self.ageing.highest(|days| debt.oldest_days_past_due >= i32::from(*days)),
        )
    }

    #[inline]
    fn no_limit_arm(&self, exposure: Total, limit: LimitInForce) -> Finding {
        match limit {
            LimitInForce::Unlimited => Finding::NotJudged(NotJudged::Unlimited),
            LimitInForce::Amount(_) => Finding::NotJudged(NotJudged::LimitAgreed),
            LimitInForce::NotSet if exposure.is_positive() => Finding::Raised(self.without_limit),
            LimitInForce::NotSet => Finding::Quiet,
        }
    }
}

/// The debt that the arms judge, with disputed items or without.
#[derive(Debug, Clone, Copy)]
struct CountedDebt {
    secured: Total,
    exposure: Total,
    overdue: Total,
    oldest_days_past_due: i32,
}

use std::fmt;

#[cfg(doc)]
use super::LossPolicyDraft;
use super::{DebtPolicy, DebtReading, Level, LossReading, Reading};
use crate::account::AccountView;
use crate::lapse::{Gap, OwnDays, Rhythm, is_silence_over};

/// The state of a customer that was lost and orders again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WonBack {
    /// One order, or two too far apart: it may be a token.
    Provisional,
    /// Two order days within its usual gap.
    Confirmed,
}

/// The reason for which a level stands that nothing raises any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hysteresis {
    /// A utilisation of the limit lies between the two thresholds of the level.
    Thresholds,
    /// A customer that was lost has ordered, and has yet to order a second time within its usual
    /// gap.
    SecondOrder,
}

impl fmt::Display for Hysteresis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Thresholds => "kept: below the raising threshold, not yet past the clearing one",
            Self::SecondOrder => "kept: a second order within its usual gap is awaited",
        })
    }
}

impl DebtReading {
    /// The highest level that would stay if it were raised.
    ///
    /// # Rule
    ///
    /// > S21.1: a utilisation that raised a level clears it below the clearing threshold of the
    /// > level;
    /// > between the two it stays, so that it does not flap. Ageing and a missing limit clear where
    /// > they
    /// > raise.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, receivable::{CreditLimit, Invoice}};
    /// # use guanxi::warning::{DebtPolicy, Level, Outcome, Reading};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let day = "2026-01-01".parse()?;
    /// account.agree_limit(CreditLimit::try_from_money("CNY 100".parse()?, account.currency())?)?;
    /// account.record(Invoice::new("I1".parse()?, day, day, "CNY 78".parse()?))?;
    /// let policy = DebtPolicy::default();
    /// let reading = policy.read(account.view(), &Context::on("2026-01-01".parse()?));
    /// assert_eq!(reading.outcome(), Outcome::Clear, "raised above 80%");
    /// assert_eq!(reading.retained_level(&policy), Some(Level::Watch), "cleared below 75%");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn retained_level(&self, policy: &DebtPolicy) -> Option<Level> {
        self.outcome().level().max(policy.not_cleared(self.exposure, self.limit))
    }
}

impl LossReading<'_> {
    /// Returns `true` when a customer that was lost is won back.
    ///
    /// # Rule
    ///
    /// > S21.4: a loss is over after two order days within the usual gap; one token order is
    /// > provisional. The usual gap is asked of what came before the silence, so that the silence
    /// > itself does not make it longer.
    ///
    /// The silence is the last time between two order days that is longer than the usual gap on the
    /// first of them. [`LostRules::last_return`](crate::lapse::LostRules::last_return) measures in
    /// the same way. The usual gap is that of
    /// [`LossPolicy::usual_gap`](crate::warning::LossPolicy::usual_gap).
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, trade::Sale};
    /// # use guanxi::warning::{LossPolicy, WonBack};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let policy = LossPolicy::default();
    /// account.record(Sale::new("S1".parse()?, "2025-01-01".parse()?, "CNY 5".parse()?))?;
    /// account.record(Sale::new("S2".parse()?, "2026-01-01".parse()?, "CNY 5".parse()?))?;
    /// let context = Context::on("2026-02-01".parse()?);
    /// let gap = |rhythm| policy.usual_gap(rhythm, &context);
    /// let own_days = context.own_days(account.view());
    /// let reading = policy.read(account.view(), &context);
    /// assert_eq!(reading.won_back(account.view(), &own_days, gap), WonBack::Provisional);
    /// account.record(Sale::new("S3".parse()?, "2026-01-20".parse()?, "CNY 5".parse()?))?;
    /// let reading = policy.read(account.view(), &context);
    /// assert_eq!(reading.won_back(account.view(), &own_days, gap), WonBack::Confirmed);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "挽回客户")]
    pub fn won_back(
        &self,
        account: AccountView<'_>,
        own_days: &OwnDays<'_>,
        usual_gap: impl Fn(Rhythm) -> Gap,
    ) -> WonBack {
        let is_over = self.signal.is_some_and(|signal| {
            let seen = account.sales().up_to(signal.rhythm.last());
            is_silence_over(signal.rhythm, seen.active_days_latest_first(), own_days, usual_gap)
        });
        if is_over { WonBack::Confirmed } else { WonBack::Provisional }
    }

    /// The highest level that stays if it was raised before: any, until the customer is won back.
    /// A policy that leaves out both arms that go by silence keeps only the level raised now.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, trade::Sale};
    /// # use guanxi::warning::{Level, LossPolicy};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let policy = LossPolicy::default();
    /// account.record(Sale::new("S1".parse()?, "2026-01-01".parse()?, "CNY 5".parse()?))?;
    /// let context = Context::on("2026-01-02".parse()?);
    /// let reading = policy.read(account.view(), &context);
    /// let gap = |rhythm| policy.usual_gap(rhythm, &context);
    /// let own_days = context.own_days(account.view());
    /// let retained = reading.retained_level(account.view(), &own_days, gap);
    /// assert_eq!(retained, Some(Level::Critical), "one order wins nobody back");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn retained_level(
        &self,
        account: AccountView<'_>,
        own_days: &OwnDays<'_>,
        usual_gap: impl Fn(Rhythm) -> Gap,
    ) -> Option<Level> {
        let raised = self.outcome().level();
        if !self.goes_by_silence() {
            return raised;
        }
        self.won_back(account, own_days, usual_gap).retained(raised)
    }
}

impl WonBack {
    /// The highest level that would stay if it were raised, beside the one that is raised.
    pub(crate) const fn retained(self, raised: Option<Level>) -> Option<Level> {
        match self {
            Self::Provisional => Some(Level::Critical),
            Self::Confirmed => raised,
        }
    }
}

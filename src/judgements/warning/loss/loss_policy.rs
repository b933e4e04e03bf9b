use super::loss_method::LossMethod;
use super::loss_reading::LossReading;
use super::narrowing::{GroupSignal, NarrowingReading, NarrowingRules, group_signals};
use crate::account::{AccountView, Feeds};
use crate::calendar::{AsOf, Day, Window};
use crate::context::Context;
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::lapse::{Cadence, Gap, LapsePolicy, LapseSignal, Prior, Rhythm};
use crate::measure::{Ratio, proven};
use crate::money::Total;
use crate::valid::{Draft, Valid, Violations};
use crate::warning::{Arm, Arms, Finding, Level, Outcome, Reading, Verdict};

/// When a customer counts as being lost, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct LossPolicyDraft {
    /// The method by which silence is weighed.
    pub silence: LossMethod,
    /// The days of silence beyond which a customer is lost, whatever its rhythm. A policy file says
    /// `"none"` for no cap; one that leaves the field out has the default.
    #[cfg_attr(feature = "serde", serde(with = "crate::valid::or_none"))]
    pub hard_cap_days: Option<u16>,
    /// The model behind the probabilities, used by every method for the call list.
    pub lapse: LapsePolicy,
    /// The rules for product groups that a customer has stopped buying.
    pub narrowing: NarrowingRules,
}

impl Default for LossPolicyDraft {
    fn default() -> Self {
        Self {
            silence: LossMethod::default(),
            hard_cap_days: Some(180),
            lapse: LapsePolicy::default(),
            narrowing: NarrowingRules::default(),
        }
    }
}

impl Draft for LossPolicyDraft {
    fn check(&self, found: &mut Violations) {
        match &self.silence {
            LossMethod::Probability { alive_below } => {
                alive_below.check_falling("silence.alive_below", found);
                found.at_most("silence.alive_below.watch", Ratio::ONE, alive_below.watch);
                if alive_below.critical == Ratio::ZERO {
                    found.add("silence.alive_below.critical", "must exceed 0%, was 0%".to_owned());
                }
            }
            LossMethod::Cadence { otherwise_days, gaps_above } => {
                gaps_above.check_rising("silence.gaps_above", found);
                found.at_least("silence.otherwise_days", 1, *otherwise_days);
            }
            LossMethod::FixedDays { days_above } => {
                days_above.check_rising("silence.days_above", found);
            }
        }
        found.within("narrowing", |found| self.narrowing.check(found));
    }
}

/// The policy of the customer loss warning.
///
/// # Rule
///
/// > S21.4: no longer buying. Returns neither make nor unmake an order day. A customer that still
/// > buys and
/// > has stopped buying some of its product groups is watched.
#[doc(alias = "客户流失预警")]
pub type LossPolicy = Valid<LossPolicyDraft>;

/// The arms of a customer that has bought.
struct LossArms<'a> {
    cadence: Option<Cadence>,
    silence: Finding,
    hard_cap: Finding,
    /// `None` where no sale of the customer names a product group.
    narrowing: Option<(NarrowingReading<'a>, Finding)>,
}

/// The judgement of a silence without its evidence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LossOutcome {
    pub(crate) outcome: Outcome,
    pub(crate) value_at_risk: Total,
}

impl LossPolicy {
    /// Reads the silence of a customer, and that of its product groups where sales name any.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::context::Context;
    /// use guanxi::trade::Sale;
    /// use guanxi::warning::{Level, LossPolicy, Outcome, Reading};
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S1".parse()?, "2026-01-01".parse()?, "CNY 5".parse()?))?;
    /// let context = Context::on("2026-07-01".parse()?);
    /// let reading = LossPolicy::default().read(account.view(), &context);
    /// assert_eq!(reading.outcome(), Outcome::Breach(Level::Critical), "181 days");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read<'a>(&self, account: AccountView<'a>, context: &Context) -> LossReading<'a> {
        let bought_in_year = account.sales().net(Self::year(context.as_of()));
        self.read_from(account, context, self.signal(account, context), bought_in_year)
    }

    /// The days whose purchases are at risk.
    pub(crate) fn year(t: AsOf) -> Window {
        t.last_days(365)
    }

    /// The prior that a sparse history is shrunk to: that of the book, or the one of this policy.
    pub(crate) fn prior(&self, context: &Context) -> Prior {
        context.prior().copied().unwrap_or_else(|| Prior::fallback(&self.lapse))
    }

    /// The usual gap between the order days of a rhythm, shrunk to that of the book.
    pub fn usual_gap(&self, rhythm: Rhythm, context: &Context) -> Gap {
        self.prior(context).usual_gap(rhythm)
    }

    /// The meaning of a customer's silence; `None` for one that never bought.
    pub(crate) fn signal(
        &self,
        account: AccountView<'_>,
        context: &Context,
    ) -> Option<LapseSignal> {
        let rhythm = Rhythm::from_sales(account.sales(), context.as_of())?;
        let silent = context.days_silent(rhythm.last());
        Some(LapseSignal::from_silence(rhythm, silent, &self.prior(context), &self.lapse))
    }

    /// Tells whether a reading from a signal that is known needs any fact of the account, in a book
    /// whose sales name product groups or do not.
    pub(crate) fn needs_facts(&self, has_groups: bool) -> bool {
        has_groups || matches!(self.silence, LossMethod::Cadence { .. })
    }

    /// Reads from a signal and the purchases of a year that have been worked out already.
    #[inline]
    pub(crate) fn read_from<'a>(
        &self,
        account: AccountView<'a>,
        context: &Context,
        signal: Option<LapseSignal>,
        bought_in_year: Total,
    ) -> LossReading<'a> {
        let feed = Self::has_feed(account, context);
        let signal = signal.filter(|_| feed);
        let silence = Self::judged(feed, context, signal);
        let silence = silence.map(|signal| self.judge_silence(account, context, signal));
        let (cadence, narrowing, arms) = match silence {
            Err(reason) => {
                let arms = [Arm::Silence, Arm::HardCap];
                let arms = arms.map(|arm| arm.with(Finding::NotJudged(reason)));
                (None, None, Arms::Usual(arms))
            }
            Ok(LossArms { cadence, silence, hard_cap, narrowing }) => {
                let (silence, hard_cap) = (Arm::Silence.with(silence), Arm::HardCap.with(hard_cap));
                let arms = match narrowing {
                    None => Arms::Usual([silence, hard_cap]),
                    Some((_, found)) => Arms::All([silence, hard_cap, Arm::Narrowing.with(found)]),
                };
                (cadence, narrowing.map(|(reading, _)| reading), arms)
            }
        };
        LossReading {
            signal,
            days_silent: signal.map_or(0, |it| context.days_silent(it.rhythm.last())),
            bought_in_year,
            cadence,
            narrowing,
            hard_cap_days: self.hard_cap_days,
            feed,
            arms,
        }
    }

    /// The outcome and the value at risk alone: no figures are put together.
    #[inline]
    pub(crate) fn outcome_from(
        &self,
        account: AccountView<'_>,
        context: &Context,
        signal: Option<LapseSignal>,
        bought_in_year: Total,
    ) -> LossOutcome {
        let feed = Self::has_feed(account, context);
        let signal = signal.filter(|_| feed);
        let outcome = match Self::judged(feed, context, signal) {
            Err(reason) => Finding::NotJudged(reason).outcome(),
            Ok(signal) => {
                let LossArms { silence, hard_cap, narrowing, .. } =
                    self.judge_silence(account, context, signal);
                let usual = silence.outcome().joined(hard_cap.outcome());
                narrowing.map_or(usual, |(_, found)| usual.joined(found.outcome()))
            }
        };
        let at_risk = signal.map(|it| it.value_at_risk(bought_in_year));
        LossOutcome { outcome, value_at_risk: at_risk.unwrap_or_default() }
    }

    fn has_feed(account: AccountView<'_>, context: &Context) -> bool {
        Feeds::began(account.feeds().sales_from, context.as_of())
    }

    /// The signal that is judged, or the reason for which no arm is.
    #[inline]
    fn judged(
        feed: bool,
        context: &Context,
        signal: Option<LapseSignal>,
    ) -> Result<LapseSignal, NotJudged> {
        if !feed {
            return Err(NotJudged::NoSalesFeed);
        }
        let needs = context.needs();
        let lack = needs.feed_up_to(Feed::Sales, context.as_of().day());
        match lack.or_else(|| needs.calendar()) {
            Some(reason) => Err(reason),
            None => signal.ok_or(NotJudged::NeverBought),
        }
    }

    /// Judges the silence of a customer that has bought.
    #[inline]
    fn judge_silence<'a>(
        &self,
        account: AccountView<'a>,
        context: &Context,
        signal: LapseSignal,
    ) -> LossArms<'a> {
        let days_silent = context.days_silent(signal.rhythm.last());
        let cadence = match &self.silence {
            LossMethod::Cadence { otherwise_days, .. } => {
                Some(Cadence::from_sales(account.sales(), context.as_of(), *otherwise_days))
            }
            LossMethod::Probability { .. } | LossMethod::FixedDays { .. } => None,
        };
        let silence = self.silence.level(&signal, days_silent, cadence);
        let hard_cap = self.hard_cap_arm(days_silent);
        let is_silent = silence.max(hard_cap.level()).is_some();
        let narrowing = self.narrowing.read(&self.lapse, account, context, is_silent);
        LossArms { cadence, silence: Finding::from_level(silence), hard_cap, narrowing }
    }

    /// The product groups that a customer has ordered by the day, by name, each with the meaning of
    /// its silence. Without the prior of the groups of a book they go by that of this policy.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, trade::Sale, warning::LossPolicy};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let sale = Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 1".parse()?);
    /// account.record(sale.with_groups(["Tools".parse()?]))?;
    /// let (policy, context) = (LossPolicy::default(), Context::on("2026-01-05".parse()?));
    /// let mut groups = policy.groups(account.view(), &context);
    /// let group = groups.next().ok_or("no group")?;
    /// assert_eq!(group.signal.alive.to_string(), "0.857143");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn groups<'a>(
        &self,
        account: AccountView<'a>,
        context: &Context,
    ) -> impl Iterator<Item = GroupSignal<'a>> {
        group_signals(&self.lapse, account, context)
    }

    fn hard_cap_arm(&self, days_silent: i32) -> Finding {
        match self.hard_cap_days {
            None => Finding::NotJudged(NotJudged::NoHardCap),
            Some(days) if days_silent > i32::from(days) => Finding::Raised(Level::Critical),
            Some(_) => Finding::Quiet,
        }
    }

    /// Judges the silence of a customer, with evidence.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, trade::Sale, warning::LossPolicy};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # account.record(Sale::new("S1".parse()?, "2026-01-01".parse()?, "CNY 5".parse()?))?;
    /// let context = Context::on("2026-07-01".parse()?);
    /// let verdict = LossPolicy::default().judge(account.view(), &context);
    /// assert_eq!(
    ///     verdict.to_string(),
    ///     "critical: alive with probability 59.9%, silent for 181 days \
    ///      with a usual gap of 60 days; 181 days without an order, \
    ///      more than 180: no longer buying",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn judge(&self, account: AccountView<'_>, context: &Context) -> Verdict {
        self.read(account, context).verdict()
    }

    /// The first day on which silence alone raises a level, so that an application can schedule a
    /// check instead of asking every day: by the probability or the hard cap, whichever comes
    /// first. `None` for a customer that never bought, or when no silence ever does.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, trade::Sale};
    /// # use guanxi::warning::{Level, LossPolicy};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # account.record(Sale::new("S1".parse()?, "2026-01-01".parse()?, "CNY 5".parse()?))?;
    /// let context = Context::on("2026-01-01".parse()?);
    /// let day = LossPolicy::default().next_alarm(account.view(), &context, Level::Critical);
    /// assert_eq!(day, Some("2026-07-01".parse()?), "the hard cap comes first");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_alarm(
        &self,
        account: AccountView<'_>,
        context: &Context,
        level: Level,
    ) -> Option<Day> {
        let rhythm = Rhythm::from_sales(account.sales(), context.as_of())?;
        let after = |days: u16| {
            let days = i32::from(days).checked_add(1);
            context.silent_on(rhythm.last(), proven!(days, else i32::MAX, "16 bits and one"))
        };
        let by_silence = match &self.silence {
            LossMethod::Probability { alive_below } => {
                let below = *alive_below.get(level);
                let days = LapseSignal::alarming_silence(rhythm, &self.prior(context), below);
                days.map(|days| context.silent_on(rhythm.last(), days))
            }
            LossMethod::Cadence { otherwise_days, gaps_above } => {
                let gaps = *gaps_above.get(level);
                first_beyond_cadence(account, context, *otherwise_days, gaps)
            }
            LossMethod::FixedDays { days_above } => Some(after(*days_above.get(level))),
        };
        let by_cap = self.hard_cap_days.map(after);
        match (by_silence, by_cap) {
            (Some(silence), Some(cap)) => Some(silence.min(cap)),
            (silence, cap) => silence.or(cap),
        }
    }
}

/// The first day on which the silence exceeds this number of usual gaps. The search goes day by
/// day: as silence grows, gaps leave the two years that the usual gap is taken from.
fn first_beyond_cadence(
    account: AccountView<'_>,
    context: &Context,
    otherwise_days: u16,
    gaps: Ratio,
) -> Option<Day> {
    let last = Rhythm::from_sales(account.sales(), context.as_of())?.last();
    let is_beyond = |day: &Day| {
        let usual = Cadence::from_sales(account.sales(), AsOf::new(*day), otherwise_days).days;
        gaps.is_exceeded_by(i128::from(context.days_silent_by(last, *day)), i128::from(usual))
    };
    // After two years of silence no gap is left and the usual one is the policy's, so the search
    // ends.
    let otherwise = u64::from(otherwise_days).checked_mul(u64::from(gaps.parts_per_million()));
    let otherwise = proven!(otherwise, else u64::MAX, "16 bits by 32 bits");
    let furthest = i32::try_from((otherwise / 1_000_000).max(731)).ok()?.checked_add(1)?;
    let furthest = context.silent_on(last, furthest).days_since(last);
    (0..=furthest).map(|days| last.offset(days)).find(is_beyond)
}

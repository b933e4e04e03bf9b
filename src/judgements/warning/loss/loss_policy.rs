use std::collections::BTreeSet;

use super::bought_once::BoughtOnceRules;
use super::loss_method::LossMethod;
use super::loss_reading::{LossReading, value_at_risk};
use super::narrowing::{GroupSignal, NarrowingReading, NarrowingRules, group_signals};
use super::year_purchases::YearPurchases;
use crate::account::{AccountView, Feeds};
use crate::calendar::{AsOf, Window};
use crate::context::Context;
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::lapse::{
    Cadence, Gap, LapsePolicy, LapseSignal, LostRules, OneOff, OneOffRules, Prior, PurchaseStatus,
    Rhythm,
};
use crate::money::Total;
use crate::valid::{Draft, Valid, Violations};
use crate::warning::{
    Arm, ArmFinding, Arms, Finding, Level, Outcome, Reading, Rule, Verdict, arm_unless_off,
    check_off, outcome_of, unless_off,
};

/// When a customer counts as being lost, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LossPolicyDraft {
    /// The method by which silence is weighed.
    pub silence: LossMethod,
    /// The days of silence beyond which the hard cap is raised, whatever the method says. A policy
    /// file says `"none"` for no cap; one that leaves the field out has the default.
    #[cfg_attr(feature = "serde", serde(with = "crate::valid::or_none"))]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<u16>"))]
    pub hard_cap_days: Option<u16>,
    /// The usual gaps that the silence has to exceed as well for the hard cap; with 0 its days
    /// count alone.
    pub hard_cap_usual_gaps: u8,
    /// The level that the hard cap raises.
    pub hard_cap_level: Level,
    /// The rules for a customer with one order day ever.
    pub bought_once: BoughtOnceRules,
    /// The silence after which a customer is lost and no longer judged. That of the stages is
    /// stated for itself, in `stages.lost`. A policy file says `"none"` where nobody is lost.
    #[cfg_attr(feature = "serde", serde(with = "crate::valid::or_none"))]
    #[cfg_attr(feature = "schemars", schemars(with = "crate::valid::OrNone<LostRules>"))]
    pub lost: Option<LostRules>,
    /// The model behind the probabilities, used by every method for the call list.
    pub lapse: LapsePolicy,
    /// The rules for product groups that a customer has stopped buying.
    pub narrowing: NarrowingRules,
    /// The rules by which an order day is a one-off, which the value at risk leaves out.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::valid::is_default"))]
    pub one_off: OneOffRules,
    /// The arms that this policy leaves out. They are *not judged*, and a rule without arms says
    /// nothing. Without silence, narrowing is judged until the hard cap raises; without both,
    /// however long the silence is, and no customer counts as lost in a register.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "BTreeSet::is_empty"))]
    pub off: BTreeSet<Arm>,
}

impl Default for LossPolicyDraft {
    fn default() -> Self {
        Self {
            silence: LossMethod::default(),
            hard_cap_days: Some(180),
            hard_cap_usual_gaps: 2,
            hard_cap_level: Level::Warning,
            bought_once: BoughtOnceRules::default(),
            lost: Some(LostRules::default()),
            lapse: LapsePolicy::default(),
            narrowing: NarrowingRules::default(),
            one_off: OneOffRules::default(),
            off: BTreeSet::new(),
        }
    }
}

impl Draft for LossPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("silence", |found| self.silence.check(found));
        if let Some(lost) = self.lost {
            found.within("lost", |found| lost.check(found));
        }
        found.within("narrowing", |found| self.narrowing.check(found));
        found.within("one_off", |found| self.one_off.check(found));
        check_off(&self.off, Rule::Loss, found);
    }
}

/// The policy of the customer loss warning.
///
/// # Rule
///
/// > S21.4: no longer buying. Returns neither make nor unmake an order day. A customer with one
/// > order day ever is watched at most. A lost one is not judged. A customer that still buys and
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
    pub(crate) status: PurchaseStatus,
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
    /// assert_eq!(reading.outcome(), Outcome::Breach(Level::Watch), "bought once");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read<'a>(&self, account: AccountView<'a>, context: &Context) -> LossReading<'a> {
        let in_year = account.sales().net(Self::year(context.as_of()));
        let bought = YearPurchases { in_year, one_off: self.one_off(account, context) };
        self.read_from(account, context, self.signal(account, context), bought)
    }

    /// The one-off of a customer, if it has one.
    pub fn one_off(&self, account: AccountView<'_>, context: &Context) -> Option<OneOff> {
        self.one_off.find(account.sales(), context.as_of(), context.median_purchases())
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
        context.rhythm(account).map(|rhythm| self.signal_of(rhythm, context))
    }

    /// The meaning of a silence.
    pub(crate) fn signal_of(&self, rhythm: Rhythm, context: &Context) -> LapseSignal {
        LapseSignal::from_rhythm(rhythm, &self.prior(context), context.as_of(), &self.lapse)
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
        bought: YearPurchases,
    ) -> LossReading<'a> {
        let feed = Self::has_feed(account, context);
        let signal = signal.filter(|_| feed);
        let judged = self.judged(feed, context, signal);
        let silence = judged.map(|signal| self.judge_silence(account, context, signal));
        let (cadence, narrowing, arms) = match silence {
            Err(reason) => (None, None, Arms::Usual(self.not_judged(reason))),
            Ok(LossArms { cadence, silence, hard_cap, narrowing }) => {
                let (silence, hard_cap) = (Arm::Silence.with(silence), Arm::HardCap.with(hard_cap));
                let arms = match narrowing {
                    None => Arms::Usual([silence, hard_cap]),
                    Some((_, found)) => Arms::All([silence, hard_cap, Arm::Narrowing.with(found)]),
                };
                let narrowing = narrowing.filter(|_| !self.off.contains(&Arm::Narrowing));
                (cadence, narrowing.map(|(reading, _)| reading), arms)
            }
        };
        LossReading {
            signal,
            days_silent: signal.map_or(0, |it| it.rhythm.days_silent(context.as_of())),
            bought_in_year: bought.in_year,
            one_off: bought.one_off,
            currency: account.currency(),
            cadence,
            narrowing,
            status: Self::status(judged, signal),
            levels_horizon: signal
                .filter(|_| matches!(self.silence, LossMethod::Probability { .. }))
                .map(|signal| signal.levels_horizon(&self.lapse)),
            hard_cap_days: self.hard_cap_days,
            hard_cap_usual_gaps: self.hard_cap_usual_gaps,
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
        let judged = self.judged(feed, context, signal);
        let outcome = match judged {
            Err(_) if !feed => Outcome::NoData,
            Err(reason) => outcome_of(&self.not_judged(reason)),
            Ok(signal) => {
                let LossArms { silence, hard_cap, narrowing, .. } =
                    self.judge_silence(account, context, signal);
                let usual = silence.outcome().joined(hard_cap.outcome());
                narrowing.map_or(usual, |(_, found)| usual.joined(found.outcome()))
            }
        };
        let status = Self::status(judged, signal);
        let value_at_risk = value_at_risk(signal, status, bought_in_year);
        LossOutcome { outcome, value_at_risk, status }
    }

    fn has_feed(account: AccountView<'_>, context: &Context) -> bool {
        Feeds::began(account.feeds().sales_from, context.as_of())
    }

    /// The signal that is judged, or the reason for which no arm is.
    #[inline]
    fn judged(
        &self,
        feed: bool,
        context: &Context,
        signal: Option<LapseSignal>,
    ) -> Result<LapseSignal, NotJudged> {
        if !feed {
            return Err(NotJudged::NoSalesFeed);
        }
        let needs = context.needs();
        let lack = needs.feed_up_to(Feed::Sales, context.as_of().day());
        if let Some(reason) = lack.or_else(|| needs.calendar()) {
            return Err(reason);
        }
        self.not_lost(signal.ok_or(NotJudged::NeverBought)?, context.as_of())
    }

    /// The signal of a customer that is neither lost nor off season.
    #[inline]
    pub(super) fn not_lost(&self, signal: LapseSignal, t: AsOf) -> Result<LapseSignal, NotJudged> {
        let last = signal.rhythm.last();
        if self.lost.is_some_and(|it| it.is_lost(last, signal.usual_gap, t)) {
            Err(NotJudged::Lost)
        } else if signal.rhythm.is_off_season() {
            Err(NotJudged::OutOfSeason)
        } else {
            Ok(signal)
        }
    }

    /// The arms of every customer, where none is judged for this reason.
    fn not_judged(&self, reason: NotJudged) -> [ArmFinding; 2] {
        let arms = [Arm::Silence, Arm::HardCap];
        arms.map(|arm| arm_unless_off(&self.off, arm, Finding::NotJudged(reason)))
    }

    /// The status of purchases. Where data are missing nobody is lost.
    fn status(
        judged: Result<LapseSignal, NotJudged>,
        signal: Option<LapseSignal>,
    ) -> PurchaseStatus {
        if judged == Err(NotJudged::Lost) {
            PurchaseStatus::Lost
        } else {
            PurchaseStatus::unless_lost(signal.map(|it| it.rhythm))
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
        let days_silent = signal.rhythm.days_silent(context.as_of());
        let cadence = match &self.silence {
            LossMethod::Cadence { otherwise_days, .. } => {
                let own_days = context.own_days(account);
                let (sales, t) = (account.sales(), context.as_of());
                Some(Cadence::from_sales(sales, &own_days, t, *otherwise_days))
            }
            LossMethod::Probability { .. }
            | LossMethod::Alive { .. }
            | LossMethod::FixedDays { .. } => None,
        };
        let of = |arm, finding| unless_off(&self.off, arm, finding);
        let [silence, hard_cap] = self.silence_arms(&signal, days_silent, cadence);
        let (silence, hard_cap) = (of(Arm::Silence, silence), of(Arm::HardCap, hard_cap));
        let is_silent = silence.level().max(hard_cap.level()).is_some();
        let narrowing = self.narrowing.read(&self.lapse, account, context, is_silent);
        let narrowing = narrowing.map(|(reading, found)| (reading, of(Arm::Narrowing, found)));
        LossArms { cadence, silence, hard_cap, narrowing }
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

    /// The outcome as a register takes it. The loss of a customer that bought once opens no case
    /// by default, so a register sees it as not applicable.
    pub(crate) fn outcome_for_cases(&self, status: PurchaseStatus, loss: Outcome) -> Outcome {
        let is_listed = status == PurchaseStatus::BoughtOnce && !self.bought_once.opens_case;
        if is_listed && loss.level().is_some() { Outcome::NotApplicable } else { loss }
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
    ///     "watch: bought once, no order within 120 days with probability 80.1%, \
    ///      silent for 181 days with a usual gap of 60 days; \
    ///      181 days without an order, more than 180 and more than 2 usual gaps",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn judge(&self, account: AccountView<'_>, context: &Context) -> Verdict {
        self.read(account, context).verdict()
    }
}

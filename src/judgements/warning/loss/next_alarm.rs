use super::loss_method::LossMethod;
use super::loss_policy::LossPolicy;
use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::context::Context;
use crate::evidence::NotJudged;
use crate::lapse::{Cadence, Gap, LapseSignal, OwnDays, Prior, Rhythm, first_day};
use crate::measure::{Ratio, proven};
use crate::warning::{Arm, Finding, Level};

/// The days of silence that are looked at one by one where orders come by the calendar: a hundred
/// years. After that time no order is due any more, and the probabilities only rise.
const LOOKED_AT: i32 = 36_525;

/// The days after which no gap of the past is in the window of the cadence.
const TWO_YEARS: i32 = 731;

/// Levels of a silence.
impl LossPolicy {
    /// The findings of a silence and of the hard cap.
    #[inline]
    pub(super) fn silence_arms(
        &self,
        signal: &LapseSignal,
        days_silent: i32,
        cadence: Option<Cadence>,
    ) -> [Finding; 2] {
        let capped = |level| self.capped(signal.rhythm, level);
        let silence = capped(self.silence.level(signal, days_silent, cadence));
        let hard_cap = if self.hard_cap_days.is_none() {
            Finding::NotJudged(NotJudged::NoHardCap)
        } else {
            let beyond = self.hard_cap_from(signal.usual_gap);
            let is_raised = beyond.is_some_and(|from| days_silent >= from);
            Finding::from_level(capped(is_raised.then_some(self.hard_cap_level)))
        };
        [Finding::from_level(silence), hard_cap]
    }

    /// A level, no higher than that of a customer with so few order days.
    fn capped(&self, rhythm: Rhythm, level: Option<Level>) -> Option<Level> {
        let most = self.bought_once.at_most;
        level.map(|level| if rhythm.order_days() == 1 { level.min(most) } else { level })
    }

    /// The fewest days of silence that raise the hard cap; `None` when none do.
    pub(super) fn hard_cap_from(&self, usual_gap: Gap) -> Option<i32> {
        let days = i32::from(self.hard_cap_days?);
        usual_gap.whole_days_of(self.hard_cap_usual_gaps)?.max(days).checked_add(1)
    }
}

/// Days on which silence alone will change the judgement, so that an application can schedule a
/// check instead of asking every day.
impl LossPolicy {
    /// The first day on which silence alone raises a level: by its method or the hard cap,
    /// whichever comes first. `None` for a customer that never bought, when no silence ever does,
    /// when the customer is lost before, and where the calendar ends before.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, trade::Sale};
    /// # use guanxi::warning::{Level, LossPolicy};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # account.record(Sale::new("S1".parse()?, "2025-12-02".parse()?, "CNY 5".parse()?))?;
    /// # account.record(Sale::new("S2".parse()?, "2026-01-01".parse()?, "CNY 5".parse()?))?;
    /// let context = Context::on("2026-01-01".parse()?);
    /// let day = LossPolicy::default().next_alarm(account.view(), &context, Level::Watch);
    /// assert_eq!(day, Some("2026-02-16".parse()?), "two orders, then 46 days of silence");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn next_alarm(
        &self,
        account: AccountView<'_>,
        context: &Context,
        level: Level,
    ) -> Option<Day> {
        let own_days = context.own_days(account);
        let rhythm = context.rhythm_by(account, &own_days)?;
        if rhythm.order_days() == 1 && level > self.bought_once.at_most {
            return None;
        }
        let prior = self.prior(context);
        let (last, usual_gap) = (rhythm.last(), prior.usual_gap(rhythm));
        let silent_for = |days: i32| {
            let day = own_days.after(last, days.unsigned_abs());
            // The calendar may end before.
            (own_days.between(last, day) >= days).then_some(day)
        };
        let gone_from = self.lost.map(|it| it.lost_from(last, usual_gap));
        let by_silence = match &self.silence {
            LossMethod::Cadence { otherwise_days, gaps_above } => {
                let gaps = *gaps_above.get(level);
                first_beyond_cadence(account, (context.as_of(), &own_days), *otherwise_days, gaps)
            }
            LossMethod::Probability { .. }
            | LossMethod::Alive { .. }
            | LossMethod::FixedDays { .. } => {
                let until = gone_from.map_or(i32::MAX, |day| day.days_since(last));
                let days = self.first_silence(rhythm, &prior, level, until);
                days.and_then(silent_for)
            }
        };
        let by_silence = by_silence.filter(|_| !self.off.contains(&Arm::Silence));
        let by_cap = self.hard_cap_from(usual_gap).filter(|_| self.hard_cap_level >= level);
        let by_cap = by_cap.filter(|_| !self.off.contains(&Arm::HardCap));
        let by_cap = by_cap.and_then(silent_for);
        let first = by_silence.into_iter().chain(by_cap).min()?;
        gone_from.is_none_or(|day| first < day).then_some(first)
    }

    /// The first day on which a customer is lost unless it orders before: from then on it is not
    /// judged. `None` for a customer that never bought, and where nobody is lost by this policy.
    ///
    /// ```
    /// # use guanxi::{account::Account, context::Context, trade::Sale, warning::LossPolicy};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # account.record(Sale::new("S1".parse()?, "2025-01-01".parse()?, "CNY 5".parse()?))?;
    /// let context = Context::on("2025-01-01".parse()?);
    /// let day = LossPolicy::default().lost_from(account.view(), &context);
    /// assert_eq!(day, Some("2026-01-02".parse()?), "more than 365 days of silence");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "流失日")]
    pub fn lost_from(&self, account: AccountView<'_>, context: &Context) -> Option<Day> {
        let rhythm = context.rhythm(account)?;
        let usual_gap = self.prior(context).usual_gap(rhythm);
        self.lost.map(|it| it.lost_from(rhythm.last(), usual_gap))
    }

    /// The fewest days of silence that raise a level by the signal alone.
    ///
    /// The probabilities rise with silence, so that halving finds it. Where orders come by the
    /// calendar an order that is due lowers the probability of none, so a level may be raised
    /// before, for a while: then each day up to the last that matters is looked at.
    fn first_silence(
        &self,
        rhythm: Rhythm,
        prior: &Prior,
        level: Level,
        until: i32,
    ) -> Option<i32> {
        let alarms = |days: i32| {
            let signal = LapseSignal::from_silence(rhythm, days, prior, &self.lapse);
            self.silence.level(&signal, days, None) >= Some(level)
        };
        let (first, is_regular) = (first_day(alarms), self.lapse.erlang_k.get() > 1);
        if is_regular && matches!(self.silence, LossMethod::Probability { .. }) {
            let last = first.unwrap_or(until).min(until).min(LOOKED_AT);
            return (0..=last).find(|days| alarms(*days)).or(first);
        }
        first
    }
}

/// The first day on which the silence exceeds this number of usual gaps. The search goes day by
/// day: as silence grows, gaps leave the two years that the usual gap is taken from.
fn first_beyond_cadence(
    account: AccountView<'_>,
    (t, own_days): (AsOf, &OwnDays<'_>),
    otherwise_days: u16,
    gaps: Ratio,
) -> Option<Day> {
    let last = Rhythm::from_sales(account.sales(), t)?.last();
    let is_beyond = |day: &Day| {
        let usual = Cadence::from_sales(account.sales(), own_days, AsOf::new(*day), otherwise_days);
        let silent = own_days.between(last, *day);
        gaps.is_exceeded_by(i128::from(silent), i128::from(usual.days))
    };
    let by_gaps = (0..=TWO_YEARS).map(|days| last.offset(days)).find(is_beyond);
    by_gaps.or_else(|| {
        // After two years of silence no gap is left, and the usual one is the policy's.
        let parts = u64::from(otherwise_days).checked_mul(u64::from(gaps.parts_per_million()));
        let days = proven!(parts, else u64::MAX, "16 bits by 32 bits") / 1_000_000;
        let beyond = u32::try_from(days).ok()?.checked_add(1)?;
        Some(own_days.after(last, beyond)).filter(is_beyond)
    })
}

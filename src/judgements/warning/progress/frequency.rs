use crate::account::AccountView;
use crate::calendar::{AsOf, Day, Window};
use crate::context::{Context, Needs, PurchaseFigures};
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::lapse::{OrderFrequency, fewer_order_days};
use crate::measure::{Probability, Ratio, proven};
use crate::valid::{Draft, Violations};
use crate::warning::{Finding, Levels};

/// When a falling order frequency is a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FrequencyRules {
    /// Days of the recent window.
    pub recent_days: u16,
    /// Days of the baseline before it.
    pub baseline_days: u16,
    /// A customer with fewer days of baseline is not judged.
    pub fewest_baseline_days: u16,
    /// The fewest own days of the customer in the recent window, at most the window; with fewer the
    /// arm is not judged.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_usual_fewest"))]
    pub fewest_recent_days: u16,
    /// The smallest number of order days expected in the recent window; with fewer the arm is not
    /// judged.
    pub fewest_expected: u16,
    /// Raised strictly below this probability of as few order days when nothing has changed.
    pub chance: Levels<Ratio>,
    /// Raised only when the recent rate is strictly below this share of the baseline's.
    pub rate_below: Ratio,
}

/// The own days that the recent window has at least.
const FEWEST_RECENT_DAYS: u16 = 30;

/// Tells whether the fewest own days are the usual ones, which are not written.
#[cfg(feature = "serde")]
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives the field by reference")]
const fn is_usual_fewest(days: &u16) -> bool {
    *days == FEWEST_RECENT_DAYS
}

/// Order days of a customer in the recent window and in the baseline before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RecentAndBaseline {
    pub(super) recent: Window,
    /// Cut at the customer's start.
    pub(super) baseline: Window,
    pub(super) recent_order_days: u32,
    pub(super) baseline_order_days: u32,
    /// `R`: own days of the customer in the recent window.
    pub(super) recent_days: u32,
    /// `B`: own days in the baseline.
    pub(super) baseline_days: u32,
    /// The customer is off season on the day.
    is_off_season: bool,
}

impl RecentAndBaseline {
    #[inline]
    pub(super) fn read(
        policy: &FrequencyRules,
        account: AccountView<'_>,
        context: &Context,
        purchases: PurchaseFigures<'_>,
    ) -> Self {
        let (t, pace) = (context.as_of(), context.pace());
        // A window that moved on while we were closed would lose an order day and gain none.
        let recent = AsOf::new(context.open_day()).last_days(policy.recent_days);
        let baseline = policy.baseline_before(recent, account, t);
        let by = |day| purchases.sales.at(pace.day_index().indexed(day));
        let recent_start = by(recent.after);
        let own_days = purchases.own_days;
        Self {
            recent,
            baseline,
            recent_order_days: by(recent.until).days_since(recent_start),
            baseline_order_days: recent_start.days_since(by(baseline.after)),
            recent_days: own_days.count(recent),
            baseline_days: own_days.count(baseline),
            is_off_season: own_days.is_off_season(t.day()),
        }
    }

    /// The reason for which the two windows are not compared: sales of either are not known.
    #[inline]
    pub(super) fn lack(&self, context: &Context, feed: bool) -> Option<NotJudged> {
        if !feed {
            return Some(NotJudged::NoSalesFeed);
        }
        let needs = context.needs();
        let lack = if needs.is_sure() { None } else { self.lack_of_days(needs) };
        lack.or_else(|| self.is_off_season.then_some(NotJudged::OutOfSeason))
    }

    #[cold]
    fn lack_of_days(&self, needs: Needs<'_>) -> Option<NotJudged> {
        let recent = needs.feed_in(Feed::Sales, self.recent);
        recent.or_else(|| needs.feed_in(Feed::Sales, self.baseline))
    }
}

#[cfg(any(feature = "toml", feature = "json"))]
impl RecentAndBaseline {
    /// The two windows by figures alone: order days and days of each. Every day is an own day.
    pub(super) fn by_counts(recent: (u16, u16), baseline: (u16, u16)) -> Self {
        let window =
            |days: u16| Window { after: Day::MIN, until: Day::MIN.offset(i32::from(days)) };
        Self {
            recent: window(recent.1),
            baseline: window(baseline.1),
            recent_order_days: recent.0.into(),
            baseline_order_days: baseline.0.into(),
            recent_days: recent.1.into(),
            baseline_days: baseline.1.into(),
            is_off_season: false,
        }
    }
}

impl FrequencyRules {
    /// The day after which the baseline begins, given the last day of it.
    pub(super) fn baseline_after(&self, until: Day) -> Day {
        let back = i32::from(self.baseline_days).checked_neg();
        until.offset(proven!(back, else 0, "16 bits and a sign"))
    }

    /// The days before the recent window, cut at the customer's start.
    fn baseline_before(&self, recent: Window, account: AccountView<'_>, t: AsOf) -> Window {
        let until = recent.after;
        let after = self.baseline_after(until);
        let start = account.start_after(after, t);
        Window { after: start.map_or(after, |start| start.offset(-1)), until }
    }

    /// Judges whether the customer orders less often, and by more than chance. The chance is worked
    /// out only when the rate has fallen far enough.
    #[inline]
    pub(super) fn judge(
        &self,
        orders: RecentAndBaseline,
        lack: Option<NotJudged>,
    ) -> (Option<Probability>, Finding) {
        let (recent_days, baseline_days) = (orders.recent_days, orders.baseline_days);
        let (r, b) = (orders.recent_order_days, orders.baseline_order_days);
        if let Some(reason) = lack {
            return (None, Finding::NotJudged(reason));
        }
        let is_short = orders.baseline.days() < u32::from(self.fewest_baseline_days);
        if is_short || baseline_days == 0 {
            return (None, Finding::NotJudged(NotJudged::ShortBaseline));
        }
        if recent_days < self.fewest_recent_days.min(self.recent_days).into() {
            return (None, Finding::NotJudged(NotJudged::FewOwnDays));
        }
        // Rates over the common denominator of both windows.
        let baseline_rate = product(b, recent_days);
        if baseline_rate < product(u32::from(self.fewest_expected), baseline_days) {
            return (None, Finding::NotJudged(NotJudged::FewExpected));
        }
        if !self.has_fallen(product(r, baseline_days), baseline_rate) {
            return (None, Finding::Quiet);
        }
        let recent = OrderFrequency { order_days: r, days: recent_days };
        let baseline = OrderFrequency { order_days: b, days: baseline_days };
        let chance = fewer_order_days(recent, baseline);
        (Some(chance), self.by_chance(chance))
    }

    /// Tells whether a recent rate has fallen far enough below that of the baseline.
    #[inline]
    fn has_fallen(&self, recent: i128, baseline: i128) -> bool {
        self.rate_below.is_missed_by(recent, baseline)
    }

    fn by_chance(&self, chance: Probability) -> Finding {
        Finding::from_level(self.chance.highest(|ratio| chance.is_below(*ratio)))
    }

    /// The finding about a recent rate, as a share of that of the baseline, and a chance.
    #[cfg(any(feature = "toml", feature = "json"))]
    pub(crate) fn by_rate(&self, rate: Ratio, chance: Probability) -> Finding {
        let has_fallen = self.has_fallen(rate.parts_per_million().into(), 1_000_000);
        if has_fallen { self.by_chance(chance) } else { Finding::Quiet }
    }
}

fn product(a: u32, b: u32) -> i128 {
    let product = u64::from(a).checked_mul(u64::from(b));
    i128::from(proven!(product, else u64::MAX, "32 bits by 32 bits are 64"))
}

impl Default for FrequencyRules {
    fn default() -> Self {
        let percent = Ratio::from_percent;
        Self {
            recent_days: 90,
            baseline_days: 365,
            fewest_baseline_days: 180,
            fewest_recent_days: FEWEST_RECENT_DAYS,
            fewest_expected: 3,
            chance: Levels { watch: percent(10), warning: percent(5), critical: percent(1) },
            rate_below: percent(75),
        }
    }
}

impl Draft for FrequencyRules {
    fn check(&self, found: &mut Violations) {
        found.at_least("recent_days", 1, self.recent_days);
        if self.fewest_baseline_days == 0 || self.fewest_baseline_days > self.baseline_days {
            let (fewest, all) = (self.fewest_baseline_days, self.baseline_days);
            let problem = format!("must lie in 1..={all} (baseline_days), was {fewest}");
            found.add("fewest_baseline_days", problem);
        }
        self.chance.check_falling("chance", found);
        found.at_most("chance.watch", Ratio::ONE, self.chance.watch);
        for (field, threshold) in
            [("chance.critical", self.chance.critical), ("rate_below", self.rate_below)]
        {
            if threshold == Ratio::ZERO {
                found.add(field, "must exceed 0%, was 0%".to_owned());
            }
        }
    }
}

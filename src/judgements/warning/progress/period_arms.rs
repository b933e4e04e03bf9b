use std::collections::BTreeSet;

use super::period_progress::PeriodProgress;
use super::usual_order::UsualOrderRules;
use crate::account::AccountView;
use crate::context::{Context, PurchaseFigures};
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::measure::Ratio;
use crate::money::Total;
use crate::warning::{Arm, Finding, Level, Levels};

/// The arms of plan and last year, and the figures by which they answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct PeriodArms {
    pub(super) plan: Finding,
    pub(super) last_year: Finding,
    /// The period to date.
    pub(super) to_date: PeriodProgress,
    /// The last complete period, where it answers.
    pub(super) last_complete: Option<PeriodProgress>,
    /// The usual order; absent too where nobody asks for it, or no arm is behind by its ratio.
    pub(super) usual_order: Option<Total>,
    /// Tells whether the shortfall of an arm is too small to object.
    pub(super) is_plan_spared: bool,
    pub(super) is_last_year_spared: bool,
}

/// The fields of a policy by which the arms judge.
#[derive(Debug, Clone, Copy)]
pub(super) struct PeriodRules<'a> {
    pub(super) least_elapsed: Ratio,
    pub(super) plan: &'a Levels<Ratio>,
    pub(super) last_year: &'a Levels<Ratio>,
    pub(super) fewest_base_days: u16,
    pub(super) usual_order: Option<UsualOrderRules>,
    pub(super) off: &'a BTreeSet<Arm>,
    /// Tells whether the usual order itself is asked for, beside the answer of each arm.
    pub(super) is_told: bool,
}

/// The finding of an arm by its ratio alone, or the reason for none.
pub(super) type ByRatio = Result<Option<Level>, NotJudged>;

/// The reasons for which the arms of a period are silent, whoever the customer is: that of
/// plan, and that of last year.
#[derive(Debug, Clone, Copy)]
struct Silent {
    /// Purchases to date are not known.
    to_date: Option<NotJudged>,
    /// Purchases to date, or those of last year, are not known.
    last_year: Option<NotJudged>,
}

impl Silent {
    #[inline]
    fn new(off: &BTreeSet<Arm>, context: &Context, feed: bool) -> Self {
        let Self { to_date, last_year } = Self::of_data(context, feed);
        let unless_off = |arm, lack| if off.contains(&arm) { Some(NotJudged::Off) } else { lack };
        let (to_date, last_year) =
            (unless_off(Arm::Plan, to_date), unless_off(Arm::LastYear, last_year));
        Self { to_date, last_year }
    }

    #[inline]
    fn of_data(context: &Context, feed: bool) -> Self {
        let pace = context.pace();
        let no_feed = if feed { None } else { Some(NotJudged::NoSalesFeed) };
        let known = Self { to_date: no_feed, last_year: no_feed };
        let is_stated = pace.period().is_some() && pace.current().has_last_year();
        if context.needs().is_sure() && is_stated { known } else { known.where_unknown(context) }
    }

    #[cold]
    fn where_unknown(self, context: &Context) -> Self {
        let (needs, pace) = (context.needs(), context.pace());
        let to_date = self
            .to_date
            .or_else(|| needs.feed_in(Feed::Sales, pace.to_date()))
            .or_else(|| needs.calendar())
            .or_else(|| pace.lacks_period());
        let last_year = to_date
            .or_else(|| (!pace.current().has_last_year()).then_some(NotJudged::NoPeriod))
            .or_else(|| needs.feed_in(Feed::Sales, pace.last_year()));
        Self { to_date, last_year }
    }
}

impl PeriodArms {
    #[inline]
    pub(super) fn read(
        rules: PeriodRules<'_>,
        account: AccountView<'_>,
        context: &Context,
        purchases: PurchaseFigures<'_>,
        feed: bool,
    ) -> Self {
        let pace = context.pace();
        let silent = Silent::new(rules.off, context, feed);
        let amounts = (purchases.to_date, purchases.planned);
        let to_date = PeriodProgress::new(pace.current(), purchases.sales, amounts);
        if !pace.has_elapsed(rules.least_elapsed) {
            return Self::early(rules, account, context, purchases, (to_date, silent));
        }
        let plan = match silent.to_date {
            Some(reason) => Err(reason),
            None => rules.behind_plan(to_date.bought, to_date.planned),
        };
        let last_year = match silent.last_year {
            Some(reason) => Err(reason),
            None => rules.behind_last_year(to_date.per_worked_day(), to_date.order_days_last_year),
        };
        Self::with_usual_order(rules, account, (to_date, None), plan, last_year)
    }

    /// The arms before enough of the period has elapsed: the last complete one answers.
    #[inline(never)]
    fn early(
        rules: PeriodRules<'_>,
        account: AccountView<'_>,
        context: &Context,
        purchases: PurchaseFigures<'_>,
        (to_date, silent): (PeriodProgress, Silent),
    ) -> Self {
        let (pace, needs) = (context.pace(), context.needs());
        let too_early = Err(NotJudged::TooEarly);
        let last = pace.last_complete().filter(|it| it.is_begun_by(account, context.as_of()));
        let figures = last.map(|last| {
            let amounts = (last.bought(purchases.sales), last.due(account.plans()));
            PeriodProgress::new(last, purchases.sales, amounts)
        });
        // An arm that has nothing to compare in the last period, either, is too early.
        let known = |lack: Option<NotJudged>, by_ratio: ByRatio| match (lack, by_ratio) {
            (Some(reason), _) => Err(reason),
            (None, Ok(level)) => Ok(level),
            (None, Err(_)) => too_early,
        };
        let plan = match (silent.to_date, figures) {
            (Some(reason), _) => Err(reason),
            (None, _) if !pace.has_agreed_ever(account.plans()) => Err(NotJudged::NothingPlanned),
            (None, None) => too_early,
            (None, Some(last)) => known(
                needs.feed_in(Feed::Sales, last.days),
                rules.behind_plan(last.bought, last.planned),
            ),
        };
        let last_year = match (silent.last_year, figures) {
            (Some(reason), _) => Err(reason),
            (None, None) => too_early,
            (None, Some(last)) => {
                let lack = needs.feed_in(Feed::Sales, last.days);
                let lack = lack.or_else(|| needs.feed_in(Feed::Sales, last.last_year));
                let by_ratio =
                    rules.behind_last_year(last.per_worked_day(), last.order_days_last_year);
                known(lack, by_ratio)
            }
        };
        let last_answers = plan.is_ok() || last_year.is_ok();
        let last = figures.filter(|_| last_answers);
        Self::with_usual_order(rules, account, (to_date, last), plan, last_year)
    }

    /// The findings, where a shortfall that chance explains is none.
    #[inline]
    fn with_usual_order(
        rules: PeriodRules<'_>,
        account: AccountView<'_>,
        (to_date, last_complete): (PeriodProgress, Option<PeriodProgress>),
        plan: ByRatio,
        last_year: ByRatio,
    ) -> Self {
        let judged = last_complete.unwrap_or(to_date);
        let [plan_behind, last_year_behind] =
            [plan, last_year].map(|arm: ByRatio| matches!(arm, Ok(Some(_))));
        let (sales, until) = (account.sales(), judged.days.until);
        let asked = rules.usual_order.filter(|_| plan_behind || last_year_behind);
        let usual_order = asked.filter(|_| rules.is_told).and_then(|usual| usual.of(sales, until));
        let is_within = |order: Total| {
            [
                plan_behind && judged.is_within_one(order),
                last_year_behind && judged.is_within_chance(order),
            ]
        };
        let [is_plan_spared, is_last_year_spared] = match asked {
            Some(usual) if !rules.is_told => usual.spares(sales, until, is_within),
            Some(_) | None => usual_order.map_or([false; 2], is_within),
        };
        let finding = |arm: ByRatio, is_spared: bool| match arm {
            Err(reason) => Finding::NotJudged(reason),
            Ok(_) if is_spared => Finding::Quiet,
            Ok(level) => Finding::from_level(level),
        };
        Self {
            plan: finding(plan, is_plan_spared),
            last_year: finding(last_year, is_last_year_spared),
            to_date,
            last_complete,
            usual_order,
            is_plan_spared,
            is_last_year_spared,
        }
    }
}

impl PeriodRules<'_> {
    /// The finding of purchases against plan.
    #[inline]
    pub(super) fn behind_plan(self, bought: Total, planned: Total) -> ByRatio {
        let (bought, planned) = (bought.minor(), planned.minor());
        if planned <= 0 {
            return Err(NotJudged::NothingPlanned);
        }
        Ok(self.plan.highest_missed(bought, planned))
    }

    /// The finding of purchases against those of last year, which had order days.
    #[inline]
    pub(super) fn behind_last_year(self, (bought, base): (i128, i128), order_days: u32) -> ByRatio {
        if order_days < u32::from(self.fewest_base_days) {
            Err(NotJudged::ThinBase)
        } else if base <= 0 {
            Err(NotJudged::EmptyBase)
        } else {
            Ok(self.last_year.highest_missed(bought, base))
        }
    }
}

use std::fmt;

use super::{ChannelReports, ChannelStock, Cover};
use crate::calendar::{AsOf, Day, Window};
use crate::measure::{PercentText, Quotient, proven};
use crate::phase::Phase;

/// The facts by which stuffing is found.
#[derive(Debug, Clone, Copy)]
pub struct StuffingFacts<'a> {
    /// The period.
    pub phase: &'a Phase,
    /// The quantities that we sold in, by day.
    pub sold_in: &'a [(Day, u64)],
    /// The stock of the period, with the resale that was reported.
    pub stock: &'a ChannelStock,
    /// The resale of the period before.
    pub resale_before: i128,
    /// The cover of the stock at the end.
    pub cover: Cover,
    /// The usual cover.
    pub usual_cover: Quotient,
}

/// Goods pushed into the channel at the end of a period (压货).
///
/// # Rule
///
/// > S8: stuffing is found when what was sold in during the last fifth of the days of the period is
/// > more than 150 % of the part due in them, resale has not risen, and the cover is above 150 % of
/// > the usual one. A step of a rebate that was near, a cliff, is a candidate cause.
///
/// Protection of prices and targets at the end of a period reward selling in, not selling through.
/// Resale that nobody reports has not risen either: the finding says how much of it is reported.
#[doc(alias = "压货")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Stuffing {
    /// The last fifth of the days.
    pub from: Day,
    /// The part of the period's quantity that was sold in during them.
    pub share: Quotient,
    /// The part due in them.
    pub due: Quotient,
    /// The cover at the end.
    pub cover: Cover,
    /// The reports of resale on which the finding rests.
    pub reports: ChannelReports,
}

impl Stuffing {
    /// The finding about a period that is over as of `t`; `None` before its end.
    pub fn find(facts: &StuffingFacts<'_>, t: AsOf) -> Option<Self> {
        let StuffingFacts { phase, cover, usual_cover, .. } = *facts;
        let window = phase.window();
        if t.day() < window.until || facts.stock.resale() > facts.resale_before {
            return None;
        }
        let days = i32::try_from(window.days().div_ceil(5)).ok();
        let days = proven!(days, else 0, "a period has at most 36,525 days");
        let end = Window { after: window.until.offset(0_i32.checked_sub(days)?), ..window };
        let sum = |of: Window| {
            let mut sold = facts.sold_in.iter().filter(|(day, _)| of.contains(*day));
            sold.try_fold(0_i128, |sum, (_, quantity)| sum.checked_add((*quantity).into()))
        };
        let share = Quotient::try_new(sum(end)?, sum(window)?)?;
        let due = Quotient::try_new(phase.weight_of(end).into(), phase.weight().into())?;
        let usual = usual_cover.product(Quotient::try_new(3, 2)?)?;
        let is_pushed = share > due.product(Quotient::try_new(3, 2)?)?;
        let (from, reports) = (end.after.offset(1), facts.stock.reports());
        let found = Self { from, share, due, cover, reports };
        (is_pushed && cover.is_above(usual)).then_some(found)
    }
}

impl fmt::Display for Stuffing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [share, due]: [PercentText; 2] = [self.share.percent(), self.due.percent()];
        let Self { from, cover, reports, .. } = self;
        write!(f, "{share} sold in from {from} on, {due} due; stock for {cover} periods; {reports}")
    }
}

use super::usual_order::is_below;
use crate::calendar::Window;
use crate::context::{LastYear, PeriodPart, WorkedDays};
use crate::measure::{Quotient, proven};
use crate::money::Total;
use crate::timeline::IndexedTimeline;

/// Purchases of a period against its plan and against last year's period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodProgress {
    /// The days of the period that are judged.
    pub days: Window,
    /// Net purchases on them.
    pub bought: Total,
    /// The plan for them.
    pub planned: Total,
    /// The same days of last year.
    pub last_year: Window,
    /// Net purchases on those.
    pub bought_last_year: Total,
    /// Order days among them.
    pub order_days_last_year: u32,
    pub(super) worked: WorkedDays,
}

impl PeriodProgress {
    #[inline]
    pub(super) fn new(
        part: &PeriodPart,
        sales: &IndexedTimeline<'_>,
        (bought, planned): (Total, Total),
    ) -> Self {
        let LastYear { bought: bought_last_year, order_days } = part.bought_last_year(sales);
        Self {
            days: part.to_date(),
            bought,
            planned,
            last_year: part.last_year(),
            bought_last_year,
            order_days_last_year: order_days,
            worked: part.worked(),
        }
    }

    /// Purchases and those of last year, each for as many worked days as both periods have in turn:
    /// their ratio is that of purchases per worked day.
    #[inline]
    pub(super) fn per_worked_day(&self) -> (i128, i128) {
        let times = |total: Total, days: u32| proven!(total.minor().checked_mul(days.into()), else 0, "66 bits by days");
        let WorkedDays { now, last_year } = self.worked;
        (times(self.bought, last_year), times(self.bought_last_year, now))
    }

    /// Tells whether purchases are behind plan by less than one usual order.
    pub(super) fn is_within_one(&self, usual_order: Total) -> bool {
        self.planned.minus(self.bought) < usual_order
    }

    /// Tells whether purchases are behind last year by less than chance explains: a usual order ×
    /// √(order days of the base).
    pub(super) fn is_within_chance(&self, usual_order: Total) -> bool {
        let (bought, base) = self.per_worked_day();
        let shortfall = proven!(base.checked_sub(bought), else 0, "75 bits");
        is_below(shortfall, usual_order, self.order_days_last_year, self.worked.last_year)
    }

    pub(super) fn share_of_plan(&self) -> Option<Quotient> {
        Quotient::try_new(self.bought.minor(), self.planned.minor())
    }

    pub(super) fn share_of_last_year(&self) -> Option<Quotient> {
        let (bought, base) = self.per_worked_day();
        Quotient::try_new(bought, base)
    }
}

use std::fmt;

use crate::calendar::{AsOf, Day, Validity, Window, WorkCalendarDraft};
use crate::contract::{Carry, Obligation, ObligationRemedy, PurchaseEvent, PurchaseTarget};
use crate::measure::Ratio;
use crate::money::{Amount, Total};
use crate::phase::{DayWeights, Phase};
use crate::valid::words;

/// The part of a period before which nobody is behind.
const SPEAKS_FROM: Ratio = Ratio::from_percent(25);

words! {
    /// The stage of an obligation in one of its periods.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ObligationStage as "a stage of an obligation" {
        /// The period has not begun.
        NotBegun = "not_begun" => "not begun",
        /// The period runs, purchases keep pace, or too little of it has gone by to say.
        OnTrack = "on_track" => "on track",
        /// The period runs and purchases are behind its pace.
        Behind = "behind",
        /// The target is reached.
        Met = "met",
        /// The period is over, and what is missing can still be made up for.
        Curing = "curing",
        /// It was missed and made up for in time.
        Cured = "cured",
        /// It was missed, and the contract has no consequence.
        Missed = "missed",
        /// It was missed and not made up for: the remedy of the contract is open.
        Breached = "breached",
    }
}

/// A purchase of the products of an obligation; negative where it is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Purchase {
    /// The day.
    pub on: Day,
    /// The amount in the currency of the target; for a target in units see
    /// [`of_quantity`](Self::of_quantity).
    pub amount: Amount,
}

impl Purchase {
    /// A purchase of a number of the units in which a target counts.
    pub const fn of_quantity(on: Day, units: i64) -> Self {
        Self { on, amount: Amount::from_minor(units) }
    }
}

/// The purchases of the products of an obligation, by event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PurchaseLog<'a> {
    /// Orders. A quotation is none.
    pub ordered: &'a [Purchase],
    /// Deliveries.
    pub delivered: &'a [Purchase],
    /// Invoices.
    pub invoiced: &'a [Purchase],
}

/// An obligation in one of its periods, as of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ObligationReading {
    /// The period.
    pub period: Validity,
    /// The stage.
    pub stage: ObligationStage,
    /// The target of the period. All sums are in its measure: minor units of its currency, or
    /// its units.
    pub target: PurchaseTarget,
    /// Ordered in the period.
    pub ordered: Total,
    /// Delivered in the period.
    pub delivered: Total,
    /// Invoiced in the period.
    pub invoiced: Total,
    /// The purchases that count: those of the event of the clause, with what is carried over from
    /// the period before and without what made up for it.
    pub actual: Total,
    /// The target up to now; `None` where the period has no phase, as beyond the calendar.
    pub due_by_now: Option<Total>,
    /// The purchases of the whole period at the pace up to now; `None` before a quarter of it.
    pub projected: Option<Total>,
    /// The part of the target that is missing; 0 where it is reached.
    pub shortfall: Total,
    /// The last day for making up; `None` where nothing is missing at the end, or it is not over.
    pub cure_until: Option<Day>,
    /// The consequence that is open.
    pub remedy: Option<ObligationRemedy>,
}

impl ObligationReading {
    /// The first day on which an exclusive right is a non-exclusive one: the day after the cure. A
    /// [`Grant`](crate::trading_rights::Grant) of the contract takes the earliest of them.
    #[doc(alias = "取消独家")]
    pub fn downgraded_from(&self) -> Option<Day> {
        match self.remedy? {
            ObligationRemedy::Downgrade => self.cure_until?.checked_offset(1),
            ObligationRemedy::None
            | ObligationRemedy::Terminate
            | ObligationRemedy::PayShortfall => None,
        }
    }
}

/// The purchases that move from one period to the next.
#[derive(Clone, Copy, Default)]
struct Moved {
    carried: Total,
    used: Total,
}

impl Moved {
    /// The excess of a period that was met, where it is carried over, or what makes up for a miss.
    const fn new(stage: ObligationStage, carry: Carry, excess: Total, made_up: Total) -> Self {
        match (stage, carry) {
            (ObligationStage::Met, Carry::Excess) => Self { carried: excess, used: Total::ZERO },
            (ObligationStage::Cured | ObligationStage::Curing, Carry::None | Carry::Excess) => {
                Self { carried: Total::ZERO, used: made_up }
            }
            (ObligationStage::Met, Carry::None)
            | (
                ObligationStage::NotBegun
                | ObligationStage::OnTrack
                | ObligationStage::Behind
                | ObligationStage::Missed
                | ObligationStage::Breached,
                Carry::None | Carry::Excess,
            ) => Self { carried: Total::ZERO, used: Total::ZERO },
        }
    }
}

/// The sum of purchases of some days that are seen on a date.
fn bought(purchases: &[Purchase], days: Validity, t: AsOf) -> Total {
    let counts = |it: &&Purchase| days.contains(it.on) && t.sees(it.on);
    purchases.iter().filter(counts).map(|it| it.amount).collect()
}

/// An obligation of a contract with a first day, in every period that has begun by a day; in the
/// first one where none has.
///
/// # Rule
///
/// > S5: `due_by_now = target × phase(t)`, `projected = actual / phase(t)`, the phase being
/// > the part of the worked days of the period that has gone by. *Behind* speaks from 25 % of the
/// > phase on.
/// > After the end: met, or curing until the last of the days to cure, then cured or breached with
/// > the remedy. Carry is off by default.
///
/// Purchases within the days to cure make up for what is missing first; what does so does not count
/// for its own period.
#[doc(alias = "最低采购量跟踪")]
pub fn read_obligation(
    obligation: &Obligation,
    first: Day,
    log: &PurchaseLog<'_>,
    t: AsOf,
    weights: &DayWeights,
    calendar: &WorkCalendarDraft,
) -> Vec<ObligationReading> {
    let periods = (0..=u16::MAX).map_while(|number| obligation.period(first, number));
    let begun = periods.take_while(|period| t.sees(period.from()) || period.from() == first);
    let mut moved = Moved::default();
    let read = begun.map(|period| {
        let phase = phase(period, weights, calendar);
        let (reading, next) = read_period(obligation, period, phase.as_ref(), log, (moved, t));
        moved = next;
        reading
    });
    read.collect()
}

fn phase(period: Validity, weights: &DayWeights, calendar: &WorkCalendarDraft) -> Option<Phase> {
    let days = Window::inclusive(period.from(), period.to()?);
    Phase::try_new(days, weights, calendar).ok()
}

fn read_period(
    obligation: &Obligation,
    period: Validity,
    phase: Option<&Phase>,
    log: &PurchaseLog<'_>,
    (moved, t): (Moved, AsOf),
) -> (ObligationReading, Moved) {
    let last = period.to().unwrap_or(t.day());
    let sum = |purchases: &[Purchase], days: Validity| bought(purchases, days, t);
    let of_event = match obligation.event {
        PurchaseEvent::Ordered => log.ordered,
        PurchaseEvent::Delivered => log.delivered,
        PurchaseEvent::Invoiced => log.invoiced,
    };
    let target = Amount::from_minor(obligation.target.minor());
    let actual = sum(of_event, period).plus(moved.carried).minus(moved.used);
    let shortfall = target.to_total().minus(actual).or_zero();
    let until = last.offset(obligation.cure_days.into());
    let made_up = Validity::try_new(last.offset(1), Some(until));
    let made_up = made_up.map_or(Total::ZERO, |days| sum(of_event, days).or_zero());
    let due_by_now = phase.map(|it| it.amount_to(target, t.day()).to_total());
    let speaking = phase.filter(|it| speaks(it, t));
    let stage = if !t.sees(period.from()) {
        ObligationStage::NotBegun
    } else if shortfall == Total::ZERO {
        ObligationStage::Met
    } else if t.day() <= last {
        let is_behind = speaking.is_some() && due_by_now.is_some_and(|due| actual < due);
        if is_behind { ObligationStage::Behind } else { ObligationStage::OnTrack }
    } else if made_up >= shortfall {
        ObligationStage::Cured
    } else if t.day() <= until {
        ObligationStage::Curing
    } else {
        match obligation.remedy {
            ObligationRemedy::None => ObligationStage::Missed,
            ObligationRemedy::Terminate
            | ObligationRemedy::Downgrade
            | ObligationRemedy::PayShortfall => ObligationStage::Breached,
        }
    };
    let excess = actual.minus(target).or_zero();
    let next = Moved::new(stage, obligation.carry, excess, shortfall.min(made_up));
    let is_over = t.day() > last && shortfall > Total::ZERO;
    let reading = ObligationReading {
        period,
        stage,
        target: obligation.target.clone(),
        ordered: sum(log.ordered, period),
        delivered: sum(log.delivered, period),
        invoiced: sum(log.invoiced, period),
        actual,
        due_by_now,
        projected: speaking.and_then(|it| at_pace(actual, it, t)),
        shortfall,
        cure_until: is_over.then_some(until),
        remedy: (stage == ObligationStage::Breached).then_some(obligation.remedy),
    };
    (reading, next)
}

/// Returns `true` when a quarter of a period has gone by.
fn speaks(phase: &Phase, t: AsOf) -> bool {
    !SPEAKS_FROM.is_missed_by(phase.weight_to(t.day()).into(), phase.weight().into())
}

/// The purchases of a whole period at the pace up to a day, rounded half up; `None` where they do
/// not fit.
fn at_pace(actual: Total, phase: &Phase, t: AsOf) -> Option<Total> {
    let (whole, gone) = (i128::from(phase.weight()), i128::from(phase.weight_to(t.day())));
    let twice = actual.minor().checked_mul(whole)?.checked_mul(2)?;
    let rounded = twice.checked_add(gone)?.checked_div_euclid(gone.checked_mul(2)?)?;
    Some(Total::from_minor(rounded))
}

impl fmt::Display for ObligationReading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { period, stage, target, actual, due_by_now, projected, .. } = self;
        let money = |total: Total| target.told(total);
        write!(f, "{}: {period}, ", stage.code().replace('_', " "))?;
        write!(f, "{} of {}", money(*actual), target)?;
        match stage {
            ObligationStage::OnTrack | ObligationStage::Behind => {
                if let Some(due) = due_by_now {
                    write!(f, ", {} due by now", money(*due))?;
                }
                match projected {
                    Some(projected) => write!(f, ", {} at this pace", money(*projected)),
                    None => Ok(()),
                }
            }
            ObligationStage::Curing => match self.cure_until {
                Some(until) => write!(f, ", {} to make up by {until}", money(self.shortfall)),
                None => Ok(()),
            },
            ObligationStage::Breached => match self.remedy {
                Some(remedy) => write!(f, ", {} missing: {remedy}", money(self.shortfall)),
                None => Ok(()),
            },
            ObligationStage::NotBegun
            | ObligationStage::Met
            | ObligationStage::Cured
            | ObligationStage::Missed => Ok(()),
        }
    }
}

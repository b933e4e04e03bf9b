use super::rule_course::{LevelCounts, RuleCourse};
use super::{AreaUnderCurve, RuleTally, Sightings};
use crate::measure::{Proportion, Quotient};
use crate::money::{Currency, Total};
use crate::warning::{Level, Levels, Rule};

/// The worth of a rule by past days: how much it finds, how early, and at which load.
///
/// ```
/// use guanxi::backtest::{Backtest, BacktestRequest, NoOrderWithin};
/// use guanxi::book::Book;
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::customer::Customer;
/// use guanxi::policy::Policy;
/// use guanxi::trade::Sale;
/// use guanxi::warning::{Level, Rule};
///
/// let mut book = Book::new("CNY".parse()?);
/// let (begin, known): (Day, AsOf) = ("2025-01-01".parse()?, "2026-12-31".parse()?);
/// // One customer buys every week, the other one stops after half a year.
/// for (name, weeks) in [("Li", 104), ("Wu", 26)] {
///     let key = book.register(Customer::new(name.parse()?))?;
///     for week in 0..weeks {
///         let day = begin.offset(7 * week);
///         book.record(key, Sale::new(format!("{name}{week}").parse()?, day, "CNY 100".parse()?))?;
///     }
/// }
/// let days: Vec<AsOf> = (20..50).map(|week| AsOf::new(begin.offset(7 * week))).collect();
/// let (policy, rules) = (Policy::default(), [Rule::Loss]);
/// let request = BacktestRequest { policies: &[&policy], days: &days, rules: &rules };
/// let outcome = NoOrderWithin { days: 60.try_into()?, known };
/// let backtest = Backtest::run(&book, &request, |book, key, t| outcome.aftermath(book, key, t))?;
/// let figures = backtest.figures(0, Rule::Loss).ok_or("judged")?;
/// let watch = figures.levels.get(Level::Watch);
/// assert_eq!(watch.announced.all(), 1, "one call in 29 weeks");
/// assert_eq!(watch.lead_days, Some(18), "told before 60 days without an order");
/// assert_eq!(watch.caught_money, "CNY 2600".parse::<guanxi::money::Money>()?.amount().into());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleFigures {
    /// The rule.
    pub rule: Rule,
    /// The currency of the money.
    pub currency: Currency,
    /// The chance that the rule ranks a customer of which it came true above another.
    pub area: AreaUnderCurve,
    /// The figures of each level and all above it.
    pub levels: Levels<LevelFigures>,
    /// Customers and days that the rule did not judge: not applicable, or without data.
    pub unjudged: Sightings,
    /// The money of outcomes that came true of customers that the rule never judged meanwhile.
    pub unjudged_money: Total,
}

/// The figures of a level and all above it.
///
/// # Rule
///
/// > S21.4: precision and recall count customers and days. Calls count raises: a customer that
/// > becomes as high as the level, and was lower on the judged day before; none on the first day. A
/// > flap is a raise at most 62 days after the review that cleared the level. The lead time is
/// > counted from a raise to the day of the outcome, and is negative when it came first; the median
/// > is the lower of the two in the middle. Money counts once for a spell, the days in a row of
/// > which it came true: the most at stake on any of them, *caught* when the level was reached on
/// > any of them. Days after the one on which it came true are none of them.
///
/// The money at stake is open items less credit for debt and incidents, and net purchases of
/// the 365 days up to the day for all other rules; never below zero. Days of which
/// nobody can tell end no spell, days on which the rule does not judge end no warning. The spell of
/// a customer that is merged while it lasts is one with that of the survivor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LevelFigures {
    /// Customers and days at the level or higher.
    pub standing: Sightings,
    /// Customers and days that came true although the rule judged them and they stayed below the
    /// level.
    pub missed: u64,
    /// Raises, by what came of the day of the raise: the calls.
    pub announced: Sightings,
    /// The raises among them that came soon after the level was cleared.
    #[doc(alias = "反复报警")]
    pub flaps: u64,
    /// The median of the days from a raise to the outcome; `None` without one that came true on a
    /// known day.
    #[doc(alias = "提前量")]
    pub lead_days: Option<i32>,
    /// Money of the spells on a day of which the level was reached, in minor units.
    pub caught_money: Total,
    /// Money of all other spells of customers that the rule judged, in minor units.
    pub missed_money: Total,
    /// The days from the first judged day to the last.
    pub days: u32,
}

impl LevelFigures {
    /// Precision: those that came true, as a share of those at the level or higher of which it is
    /// known.
    ///
    /// Its interval takes each customer on each day as a trial. Days that lie nearer to each other
    /// than the outcome looks ahead see one trouble again, and make it too narrow.
    pub fn precision(&self) -> Option<Proportion> {
        self.standing.share_true()
    }

    /// Recall: those at the level or higher that came true, as a share of all judged ones that did.
    pub fn recall(&self) -> Option<Proportion> {
        let found = self.standing.came_true;
        let all = u32::try_from(found.checked_add(self.missed)?).ok()?;
        Proportion::try_new(u32::try_from(found).ok()?, all)
    }

    /// Raises in a week; `None` where all was judged on one day.
    pub fn calls_per_week(&self) -> Option<Quotient> {
        let sevenfold = i128::from(self.announced.all()).checked_mul(7)?;
        Quotient::try_new(sevenfold, self.days.into())
    }
}

/// The counts from which the figures of a rule are made.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Counted<'a> {
    pub(in super::super) rule: Rule,
    pub(in super::super) currency: Currency,
    pub(in super::super) days: u32,
    pub(in super::super) area: AreaUnderCurve,
    pub(in super::super) tally: &'a RuleTally,
    pub(in super::super) course: &'a RuleCourse,
}

impl Counted<'_> {
    pub(in super::super) fn figures(&self) -> RuleFigures {
        let Self { rule, currency, area, tally, course, .. } = *self;
        RuleFigures {
            rule,
            currency,
            area,
            levels: Levels {
                watch: self.of_level(Level::Watch),
                warning: self.of_level(Level::Warning),
                critical: self.of_level(Level::Critical),
            },
            unjudged: tally.unjudged(),
            unjudged_money: course.unjudged_money(),
        }
    }

    fn of_level(&self, level: Level) -> LevelFigures {
        let Self { tally, course, days, .. } = *self;
        let counts = course.level(level);
        LevelFigures {
            standing: tally.standing_from(level),
            missed: tally.missed(level),
            announced: counts.map_or_else(Sightings::default, |it| it.announced),
            flaps: counts.map_or(0, |it| it.flaps),
            lead_days: counts.and_then(LevelCounts::median_lead),
            caught_money: course.caught(level),
            missed_money: course.missed(level),
            days,
        }
    }
}

use crate::calendar::{AsOf, Day, Window};
use crate::lapse::OwnDays;
use crate::measure::proven;
use crate::timeline::Timeline;

/// The usual gap between order days, by a plain rule.
///
/// # Rule
///
/// > Gaps between order days in `W(730)`; `m` lower median, `q` the ⌈0.8·n⌉-th smallest, `c =
/// > max(m, q, 7)`; fewer than 3 gaps: the cadence of the policy. Gaps are own days of the
/// > customer.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::lapse::{Cadence, OwnDays};
/// use guanxi::trade::Sale;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// for (n, day) in ["2026-01-01", "2026-01-11", "2026-01-21", "2026-02-10"].iter().enumerate() {
///     account.record(Sale::new(format!("S{n}").parse()?, day.parse()?, "CNY 1".parse()?))?;
/// }
/// let (sales, every_day) = (account.view().sales(), OwnDays::EVERY_DAY);
/// let cadence = Cadence::from_sales(sales, &every_day, "2026-03-01".parse()?, 60);
/// assert_eq!(cadence, Cadence { days: 20, gaps: 3 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cadence {
    /// The usual gap in days.
    pub days: u32,
    /// The number of gaps it rests on; below 3 the cadence is the policy's.
    pub gaps: u32,
}

impl Cadence {
    const WINDOW_DAYS: u16 = 730;
    const FEWEST_GAPS: usize = 3;
    pub(crate) const LEAST_DAYS: u32 = 7;

    /// The cadence of sales as of `t`, or `otherwise` when there are too few gaps.
    pub fn from_sales(
        sales: Timeline<'_>,
        own_days: &OwnDays<'_>,
        t: AsOf,
        otherwise: u16,
    ) -> Self {
        let window = t.last_days(Self::WINDOW_DAYS);
        let days: Vec<Day> = sales
            .up_to(t.day())
            .active_days_latest_first()
            .take_while(|day| window.contains(*day))
            .collect();
        let pairs = days.iter().zip(days.iter().skip(1));
        let gaps = pairs.map(|(later, earlier)| Window { after: *earlier, until: *later });
        let mut gaps: Vec<u32> = gaps.map(|gap| own_days.count(gap)).collect();
        let count = proven!(u32::try_from(gaps.len()).ok(), else 0, "at most 730 days");
        gaps.sort_unstable();
        let smallest = |rank: usize| rank.checked_sub(1).and_then(|rank| gaps.get(rank)).copied();
        let four_fifths = gaps.len().checked_mul(4).map(|it| it.div_ceil(5));
        let median = smallest(gaps.len().div_ceil(2));
        let days = match (median, four_fifths.and_then(smallest)) {
            (Some(median), Some(longer)) if gaps.len() >= Self::FEWEST_GAPS => {
                median.max(longer).max(Self::LEAST_DAYS)
            }
            (Some(_) | None, Some(_) | None) => u32::from(otherwise),
        };
        Self { days, gaps: count }
    }
}

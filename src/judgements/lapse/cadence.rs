use crate::calendar::{AsOf, Day};
use crate::timeline::Timeline;

/// The usual gap between order days, by the plain rule that people ask for.
///
/// # Rule
///
/// > Gaps between order days in `W(730)`; `m` lower median, `q` the ⌈0.8·n⌉-th smallest, `c =
/// > max(m, q, 7)`; fewer than 3 gaps: the cadence of the policy.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::lapse::Cadence;
/// use guanxi::trade::Sale;
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// for (n, day) in ["2026-01-01", "2026-01-11", "2026-01-21", "2026-02-10"].iter().enumerate() {
///     account.record(Sale::new(format!("S{n}").parse()?, day.parse()?, "CNY 1".parse()?))?;
/// }
/// let cadence = Cadence::of(account.view().sales(), "2026-03-01".parse()?, 60);
/// assert_eq!(cadence, Cadence { days: 20, gaps: 3 });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cadence {
    /// The usual gap in days.
    pub days: u32,
    /// How many gaps it rests on; below 3 the cadence is the policy's.
    pub gaps: u32,
}

impl Cadence {
    const WINDOW_DAYS: u16 = 730;
    const FEWEST_GAPS: usize = 3;
    const LEAST_DAYS: u32 = 7;

    /// The cadence of sales as of `t`, or the given one when there are too few gaps.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Cadence};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let cadence = Cadence::of(account.view().sales(), "2026-03-01".parse()?, 60);
    /// assert_eq!(cadence, Cadence { days: 60, gaps: 0 });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn of(sales: Timeline<'_>, t: AsOf, otherwise: u16) -> Self {
        let window = t.last_days(Self::WINDOW_DAYS);
        let days: Vec<Day> = sales
            .up_to(t.day())
            .active_days_latest_first()
            .take_while(|day| window.contains(*day))
            .collect();
        let pairs = days.iter().zip(days.iter().skip(1));
        let mut gaps: Vec<u32> = pairs
            .filter_map(|(later, earlier)| u32::try_from(later.days_since(*earlier)).ok())
            .collect();
        let count = u32::try_from(gaps.len()).unwrap_or(u32::MAX);
        if gaps.len() < Self::FEWEST_GAPS {
            return Self { days: u32::from(otherwise), gaps: count };
        }
        gaps.sort_unstable();
        let smallest = |rank: usize| rank.checked_sub(1).and_then(|rank| gaps.get(rank)).copied();
        let median = smallest(gaps.len().div_ceil(2)).unwrap_or(0);
        let most = smallest(gaps.len().saturating_mul(4).div_ceil(5)).unwrap_or(0);
        Self { days: median.max(most).max(Self::LEAST_DAYS), gaps: count }
    }
}

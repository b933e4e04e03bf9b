use super::Timeline;
use crate::calendar::Day;
use crate::money::{Amount, Total};

impl Timeline<'_> {
    /// The net amount after each of these days up to and including the one before it; the days
    /// stand latest first. What lies after the first of them is not seen.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::trade::Sale;
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S1".parse()?, "2026-01-31".parse()?, "CNY 100".parse()?))?;
    /// account.record(Sale::new("S2".parse()?, "2026-02-01".parse()?, "CNY 50".parse()?))?;
    /// let ends = ["2026-02-28".parse()?, "2026-01-31".parse()?, "2025-12-31".parse()?];
    /// let nets: Vec<i128> = account.view().sales().nets_between(&ends).map(|it| it.minor()).collect();
    /// assert_eq!(nets, [50_00, 100_00]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn nets_between(self, ends: &[Day]) -> impl Iterator<Item = Total> {
        let mut steps = self.steps();
        let mut totals = ends.iter().map(move |end| {
            while let Some((_, before)) = steps.split_last().filter(|(last, _)| last.day > *end) {
                steps = before;
            }
            steps.last().map_or(Amount::ZERO, |step| step.total)
        });
        let mut later = totals.next();
        totals.map(move |earlier| {
            let net = later.map_or(Total::ZERO, |later| later.to_total().minus(earlier));
            later = Some(earlier);
            net
        })
    }
}

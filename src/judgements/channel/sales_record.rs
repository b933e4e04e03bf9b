use crate::calendar::{AsOf, Day, Month, Period, Window};
use crate::id::ProductGroupId;
use crate::measure::Quotient;
use crate::money::Total;
use crate::product::ProductTree;
use crate::trade::SaleLine;

/// The sales of a product, with all products below it, by a day.
///
/// # Rule
///
/// > S8: details, totals, cumulatives and growth over any product. The month, and the year from its
/// > first day on, are counted by the days of the lines; growth is the change against the same
/// > dates one year earlier.
#[doc(alias = "销售记录")]
#[doc(alias = "累计")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalesRecord<'a> {
    /// The lines of the year by the day, in the order of days, then of documents.
    pub lines: Vec<&'a SaleLine>,
    /// The net amount of the month by the day.
    pub month: Total,
    /// The net amount of the year by the day (累计).
    pub year: Total,
    /// The net amount of the same dates of the year before.
    pub year_before: Total,
    /// The net amount of each month of the year that has begun.
    pub months: Vec<(Month, Total)>,
}

impl<'a> SalesRecord<'a> {
    /// The record of a product as of a day.
    pub fn new(
        lines: &'a [SaleLine],
        product: &ProductGroupId,
        products: &ProductTree,
        t: AsOf,
    ) -> Self {
        let of_product: Vec<&SaleLine> =
            lines.iter().filter(|it| products.is_within(&it.product, product)).collect();
        let first = Period::Year.first_month(t.day());
        let net = |from: Day, until: Day| {
            let window = Window::inclusive(from, until);
            of_product.iter().filter(|it| window.contains(it.day)).map(|it| it.amount).collect()
        };
        let (from, until) = (first.first_day(), t.day());
        let months = (0..12).map(|it| first.offset(it)).filter(|it| it.first_day() <= until);
        let of_month = |it: Month| (it, net(it.first_day(), it.last_day().min(until)));
        let months = months.map(of_month).collect();
        let window = Window::inclusive(from, until);
        let mut shown: Vec<_> =
            of_product.iter().copied().filter(|it| window.contains(it.day)).collect();
        shown.sort_by(|a, b| {
            (a.day, &a.document, a.line, &a.product).cmp(&(b.day, &b.document, b.line, &b.product))
        });
        Self {
            lines: shown,
            month: net(until.month().first_day(), until),
            year: net(from, until),
            year_before: net(from.year_earlier(), until.year_earlier()),
            months,
        }
    }

    /// The change against the same dates one year earlier; `None` unless that year is above 0.
    #[doc(alias = "增长率")]
    pub fn growth(&self) -> Option<Quotient> {
        let change = self.year.minus(self.year_before).minor();
        Quotient::try_new(change, self.year_before.minor())
    }
}

use crate::calendar::{AsOf, Day, Window};
use crate::measure::{Ratio, proven};
use crate::money::{Currency, Total};
use crate::timeline::{DayNet, Timeline};
use crate::valid::Violations;

/// An order day that says nothing of what a customer buys as a rule.
///
/// Written with its `day` and its `amount` in minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneOff {
    /// The order day.
    pub day: Day,
    /// Its sales less the returns dated on it.
    pub amount: Total,
}

impl OneOff {
    /// Purchases of a window without the one-off, where it lies inside: negative where returns of
    /// other days exceed the other purchases.
    pub fn left_out_of(self, purchases: Total, window: Window) -> Total {
        if window.contains(self.day) { purchases.minus(self.amount) } else { purchases }
    }

    /// The one-off in words: its amount and its day.
    ///
    /// ```
    /// use guanxi::day;
    /// use guanxi::lapse::OneOff;
    /// use guanxi::money::Amount;
    ///
    /// let amount = Amount::from_minor(1_500_000).to_total();
    /// let one_off = OneOff { day: day!(2026, 3, 1), amount };
    /// assert_eq!(one_off.spoken("EUR".parse()?), "EUR 15,000.00 on 2026-03-01");
    /// # Ok::<(), guanxi::money::MoneyError>(())
    /// ```
    pub fn spoken(self, currency: Currency) -> String {
        format!("{} on {}", self.amount.with_currency(currency), self.day)
    }
}

/// The rules by which an order day is a one-off.
///
/// # Rule
///
/// > S21.4: a one-off is an order day of `W(365)` that is more than half of the year's purchases
/// > and at least 5 times the next largest order day of `W(1095)`; where there is no other, at
/// > least 5 times the median purchases of the book's customers that bought.
///
/// An order day has the amount of its sales less the returns dated on it. One on which as much came
/// back as was bought is not compared with. So a customer has at most one one-off, and none where
/// its purchases of the year are not positive.
#[doc(alias = "一次性大单")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct OneOffRules {
    /// The share of the purchases of the year that the day exceeds.
    pub share_above: Ratio,
    /// The multiple of the next largest order day, or of the median, that the day reaches.
    pub times: u8,
    /// The days in which the next largest order day is sought.
    pub window_days: u16,
}

impl Default for OneOffRules {
    fn default() -> Self {
        Self { share_above: Ratio::from_percent(50), times: 5, window_days: 1095 }
    }
}

/// The days of the year whose purchases are at risk.
const YEAR: u16 = 365;

impl OneOffRules {
    /// Adds a violation for each rule that is broken.
    pub(crate) fn check(self, found: &mut Violations) {
        found.at_least("times", 1, self.times);
        found.at_least("window_days", YEAR, self.window_days);
    }

    /// The one-off of a customer's sales as of `t`, if it has one. `median` is that of
    /// [`median_purchases`]; without it a customer with one order day in the window has none.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::lapse::OneOffRules;
    /// use guanxi::trade::Sale;
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S1".parse()?, "2025-03-01".parse()?, "CNY 100".parse()?))?;
    /// account.record(Sale::new("S2".parse()?, "2026-03-01".parse()?, "CNY 500".parse()?))?;
    /// let (rules, t) = (OneOffRules::default(), "2026-03-31".parse()?);
    /// let found = rules.find(account.view().sales(), t, None).ok_or("none")?;
    /// assert_eq!(found.day, "2026-03-01".parse()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn find(self, sales: Timeline<'_>, t: AsOf, median: Option<Total>) -> Option<OneOff> {
        let sales = sales.up_to(t.day());
        let year = t.last_days(YEAR);
        self.candidate(sales, t, sales.net(year))?.settle(self, median)
    }

    /// The order day that may be a one-off, by the sales up to `t` and what was bought in the year.
    #[inline]
    pub(crate) fn candidate(
        self,
        sales: Timeline<'_>,
        t: AsOf,
        bought: Total,
    ) -> Option<OneOffCandidate> {
        if !bought.is_positive() {
            return None;
        }
        // Few customers have a day as large, so the day itself is looked for afterwards.
        let (year, share) = (t.last_days(YEAR), self.share_above);
        let largest = sales.largest_net_in(year)?;
        if !share.is_exceeded_by(largest.minor(), bought.minor()) {
            return None;
        }
        let largest = sales.largest_day_in(year)?;
        self.against_others(sales, t, largest)
    }

    /// Compares a large day with the other order days of the window.
    fn against_others(
        self,
        sales: Timeline<'_>,
        t: AsOf,
        largest: DayNet,
    ) -> Option<OneOffCandidate> {
        let window = t.last_days(self.window_days);
        let before = Window { until: largest.day.offset(-1), ..window };
        let after = Window { after: largest.day, ..window };
        let next = [before, after].map(|days| sales.largest_net_in(days));
        let next = next.into_iter().flatten().filter(|net| net.is_positive()).max();
        let it = OneOff { day: largest.day, amount: largest.net };
        match next {
            Some(next) => self.reaches(it, next).then_some(OneOffCandidate { it, is_alone: false }),
            None => Some(OneOffCandidate { it, is_alone: true }),
        }
    }

    fn reaches(self, it: OneOff, other: Total) -> bool {
        let bound = other.minor().checked_mul(self.times.into());
        it.amount.minor() >= proven!(bound, else i128::MAX, "sums of amounts, by 8 bits")
    }
}

/// An order day that is a one-off, or would be if the book's customers bought little.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OneOffCandidate {
    it: OneOff,
    /// `true` where the customer has no other order day in the window.
    is_alone: bool,
}

impl OneOffCandidate {
    /// The one-off by the median purchases of the book's customers.
    pub(crate) fn settle(self, rules: OneOffRules, median: Option<Total>) -> Option<OneOff> {
        let is_one_off = !self.is_alone || median.is_some_and(|it| rules.reaches(self.it, it));
        is_one_off.then_some(self.it)
    }
}

/// The median purchases of the customers that bought, from the net purchases of a year of all: the
/// lower of the two in the middle, of the positive ones. `None` where nobody bought.
///
/// ```
/// use guanxi::lapse::median_purchases;
/// use guanxi::money::Amount;
/// let purchases = [300, 100, 0, 200, -50, 400].map(|it| Amount::from_minor(it).to_total());
/// assert_eq!(median_purchases(purchases).map(|it| it.minor()), Some(200));
/// ```
pub fn median_purchases(purchases: impl IntoIterator<Item = Total>) -> Option<Total> {
    let bought = purchases.into_iter().filter(|it| it.is_positive());
    let mut bought: Vec<Total> = bought.collect();
    let middle = bought.len().checked_sub(1)? / 2;
    let (_, median, _) = bought.select_nth_unstable(middle);
    Some(*median)
}

use crate::account::{AccountView, Feeds};
use crate::calendar::{CompleteMonths, Day, Month};
use crate::context::Context;
use crate::evidence::{Figure, NotJudged, Value};
use crate::feed::Feed;
use crate::lapse::{DeclineMeasure, DeclineSignal, Deviation, MonthPair, Sigmas, YearOnYear};
use crate::measure::Quotient;
use crate::money::{Currency, Total};
use crate::valid::{Draft, Violations};
use crate::warning::{Finding, Level, Levels};

/// When a decline beyond the market and the customer's own noise is a warning.
///
/// A bare percentage fires on the customers whose months swing, and keeps silent about those that
/// were steady. This arm measures the latest complete month by the customer's own past. It speaks
/// in the first month, by that month alone, or later, by the running average of all; the level is
/// the higher of both.
///
/// Not judged by default: a policy states it.
///
/// # Rule
///
/// > S21.2: see [`DeclineSignal`]. Raised strictly more sigmas below than the thresholds. Speaks
/// > only about
/// > a customer with at least 6 past months that can be compared, which bought in the same month of
/// > the
/// > year before and in at least 75 % of the months of the base year.
///
/// | level | latest month | a steady customer raises it after | average | after |
/// |---|---|---|---|---|
/// | Watch | 2.00 | 44 months | 0.65 | 48 months |
/// | Warning | 2.50 | 161 months | 0.85 | 140 months |
/// | Critical | 3.00 | 741 months | 1.10 | 775 months |
///
/// Those are the usual thresholds with their [run lengths](crate::lapse::RunLength).
///
/// ```
/// use guanxi::lapse::RunLength;
/// use guanxi::warning::DeclineRules;
///
/// let usual = DeclineRules::usual();
/// let months = |run: RunLength| (run.micros() + 500_000) / 1_000_000;
/// let (latest, average) = (usual.latest, usual.average);
/// let of_latest = [latest.watch, latest.warning, latest.critical].map(RunLength::for_latest);
/// assert_eq!(of_latest.map(months), [44, 161, 741]);
/// let of_average = [average.watch, average.warning, average.critical]
///     .map(|it| RunLength::for_average(it, usual.measure.weight).unwrap_or(RunLength::MAX));
/// assert_eq!(of_average.map(months), [48, 140, 775]);
/// ```
#[doc(alias = "销售下滑预警")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct DeclineRules {
    /// The latest month: raised when it lies strictly more sigmas below.
    pub latest: Levels<Sigmas>,
    /// The running average: raised when it lies strictly more sigmas below. A sigma is that of a
    /// month; the average itself swings less.
    pub average: Levels<Sigmas>,
    /// A customer with fewer past months that can be compared is not judged.
    pub fewest_past_months: u8,
    /// The measure of the decline.
    pub measure: DeclineMeasure,
}

impl DeclineRules {
    /// The usual thresholds, as in the table above.
    ///
    /// ```
    /// use guanxi::warning::{DeclineRules, ProgressPolicy, ProgressPolicyDraft};
    /// let decline = Some(DeclineRules::usual());
    /// let draft = ProgressPolicyDraft { decline, ..Default::default() };
    /// let policy = ProgressPolicy::try_new(draft)?;
    /// assert_ne!(policy, ProgressPolicy::default(), "off by default");
    /// # Ok::<(), guanxi::valid::Violations>(())
    /// ```
    pub fn usual() -> Self {
        let at = Sigmas::from_hundredths;
        Self {
            latest: Levels { watch: at(200), warning: at(250), critical: at(300) },
            average: Levels { watch: at(65), warning: at(85), critical: at(110) },
            fewest_past_months: 6,
            measure: DeclineMeasure::default(),
        }
    }

    /// The months of a customer as they are compared with the year before: what a book adds up to
    /// its [market](crate::lapse::MarketTotals).
    ///
    /// ```
    /// # use guanxi::{account::Account, warning::DeclineRules};
    /// # use guanxi::calendar::{CompleteMonths, WorkCalendar};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let months = CompleteMonths::up_to("2026-03-31".parse()?, &WorkCalendar::default());
    /// let own = DeclineRules::usual().year_on_year(account.view(), &months);
    /// assert_eq!(own.comparable(), 0, "never bought");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn year_on_year(&self, account: AccountView<'_>, months: &CompleteMonths) -> YearOnYear {
        let start = account.buys_since(months.as_of());
        let feed = account.feeds().sales_from.map(|first| first.month().first_day());
        let from = start.zip(feed).map_or(Day::MAX, |(start, feed)| start.max(feed));
        YearOnYear::from_sales(account.sales(), from, months, &self.measure)
    }

    /// Reads the latest complete month, or gives the reason for which it is not judged.
    // Not inlined, so that customers of whom no decline is judged do not pay for it.
    #[inline(never)]
    pub(super) fn read(
        &self,
        account: AccountView<'_>,
        context: &Context,
    ) -> Result<(DeclineReading, Finding), NotJudged> {
        if !Feeds::began(account.feeds().sales_from, context.as_of()) {
            return Err(NotJudged::NoSalesFeed);
        }
        if let Some(reason) = Self::lack(context) {
            return Err(reason);
        }
        let market = context.market().ok_or(NotJudged::NoMarket)?;
        let own = self.year_on_year(account, market.months());
        let past = market.past_months_of(&own);
        if own.comparable() == 0 || past < usize::from(self.fewest_past_months) {
            return Err(NotJudged::FewPastMonths);
        }
        let MonthPair { later, base } = own.latest();
        if !base.is_positive() {
            return Err(NotJudged::EmptyBaseMonth);
        }
        let signal = DeclineSignal::measure(&own, market, &self.measure)
            .ok_or(NotJudged::FewActiveMonths)?;
        let level = self.level(signal.latest, signal.average);
        let reading = DeclineReading {
            signal,
            month: market.months().latest(),
            bought: later,
            bought_last_year: base,
            market: market.pace(),
        };
        Ok((reading, Finding::from_level(level)))
    }

    /// The level of the latest month and of the running average: the higher of both.
    pub(super) fn level(&self, latest: Deviation, average: Deviation) -> Option<Level> {
        let latest = self.latest.highest(|sigmas| latest.is_below_by(*sigmas));
        latest.max(self.average.highest(|sigmas| average.is_below_by(*sigmas)))
    }

    /// The reason for which the latest complete month is not compared: its sales, or those of the
    /// same month of the year before, are not known, or the days worked are not. A gap in another
    /// month is one for the market, too, from which the distance is measured.
    fn lack(context: &Context) -> Option<NotJudged> {
        let (needs, t) = (context.needs(), context.as_of().day());
        let month = t.month();
        let latest = if month.last_day() == t { month } else { month.offset(-1) };
        needs
            .feed_in(Feed::Sales, latest.window())
            .or_else(|| needs.calendar())
            .or_else(|| needs.feed_in(Feed::Sales, latest.offset(-12).window()))
    }
}

impl Default for DeclineRules {
    fn default() -> Self {
        Self::usual()
    }
}

impl Draft for DeclineRules {
    fn check(&self, found: &mut Violations) {
        self.latest.check_rising("latest", found);
        self.average.check_rising("average", found);
        let most = self.measure.most_past_months;
        if self.fewest_past_months > most.get() {
            let fewest = self.fewest_past_months;
            let problem =
                format!("must not exceed {most} (measure.most_past_months), was {fewest}");
            found.add("fewest_past_months", problem);
        }
        found.within("measure", |found| self.measure.check(found));
    }
}

/// The figures of the decline arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeclineReading {
    /// The distance of the month from its expectation.
    pub signal: DeclineSignal,
    /// The month that is judged: the latest complete one.
    pub month: Month,
    /// Net purchases of the month, nothing where more was taken back.
    pub bought: Total,
    /// Net purchases of the same month of the year before.
    pub bought_last_year: Total,
    /// Purchases of the market by those of the same month of the year before, per day worked.
    pub market: Option<Quotient>,
}

impl DeclineReading {
    pub(super) fn clause(&self, currency: Currency) -> String {
        let money = |total: Total| total.with_currency(currency);
        let share = Quotient::try_new(self.bought.minor(), self.bought_last_year.minor());
        let percent = |of: Quotient| of.percent().to_string();
        let share = share.map_or_else(String::new, |it| format!("{} of ", percent(it)));
        let market = self.market.map(|it| format!(", when the market bought {}", percent(it)));
        format!(
            "bought {} in {}, {share}the {} bought in {}{}: {} by its own noise, {} on average",
            money(self.bought),
            self.month,
            money(self.bought_last_year),
            self.month.offset(-12),
            market.unwrap_or_default(),
            self.signal.latest.spoken(),
            self.signal.average.spoken(),
        )
    }

    pub(super) fn figures(&self, currency: Currency) -> impl Iterator<Item = Figure> {
        let money = |total| Value::Money(total, currency);
        let text = |value: &dyn std::fmt::Display| Value::Text(value.to_string());
        let signal = &self.signal;
        let noise = Quotient::try_new(i128::from(signal.noise_micros), 1_000_000);
        let all = [
            ("judged month", Some(text(&self.month))),
            ("bought in the month", Some(money(self.bought))),
            ("bought in the month a year before", Some(money(self.bought_last_year))),
            ("market of the month", self.market.map(Value::Share)),
            ("sigmas from the market", Some(text(&signal.latest))),
            ("sigmas on average", Some(text(&signal.average))),
            ("noise of a month", noise.map(|noise| text(&noise))),
            ("past months", Some(Value::Count(u32::from(signal.past_months)))),
        ];
        all.into_iter().filter_map(|(label, value)| Some(Figure { label, value: value? }))
    }
}

use super::scores::BEST;
use super::{RfmReading, RfmScores, RfmSegment, ScoreRange, segment};
use crate::account::AccountView;
use crate::context::Context;
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::measure::{Excess, proven};
use crate::money::{Currency, Major, Total};
use crate::valid::{Draft, Order, Valid, Violations, words};

words! {
    /// The monetary value of RFM.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum RfmMeasure as "a measure of monetary value" {
        /// The net purchases of the window.
        #[default]
        Sum = "sum",
        /// The net purchases by the order days of the window.
        Mean = "mean",
    }
}

/// Plain form of [`RfmPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct RfmPolicyDraft {
    /// Days of order days and purchases that count.
    pub window_days: u16,
    /// Days since the last order day, rising: from each on the score is one less than 5.
    pub recency: [u16; 4],
    /// Order days, rising: from each on the score is one more than 1.
    pub frequency: [u16; 4],
    /// Monetary values, rising: from each on the score is one more than 1. No default fits a
    /// business, so without them there is no such score.
    pub monetary: Option<[Major; 4]>,
    /// The monetary value.
    pub measure: RfmMeasure,
    /// The named segments: boxes that share no cell.
    pub segments: Vec<RfmSegment>,
    /// The name of all cells that no segment has; left out where there are none.
    pub rest: Option<String>,
}

/// Recency, frequency and monetary value (RFM) by declared cuts (S11).
///
/// # Rule
///
/// > S11: recency is the days since the last order day, frequency the order days of a year,
/// > monetary value the net purchases of a year. Cuts are declared and rise strictly, each belongs
/// > to the side above it, the fewest days have the best score. Each score can be reached. Named
/// > segments cover each of the 125 cells once, or the rest has a name.
///
/// Cuts are never quantiles: those move when other customers do, and with many who bought once all
/// scores in between are empty.
///
/// ```
/// use guanxi::segment::{RfmPolicy, RfmPolicyDraft, RfmScores, RfmSegment, ScoreRange};
///
/// let policy = RfmPolicy::default();
/// let scores = RfmScores { recency: 5, frequency: 5, monetary: Some(5) };
/// assert_eq!(policy.segment(scores), Some("champions"));
/// let all = || RfmSegment {
///     name: "all".to_owned(),
///     recency: ScoreRange::new(1, 4),
///     frequency: ScoreRange::default(),
///     monetary: ScoreRange::default(),
/// };
/// let draft = RfmPolicyDraft { segments: vec![all()], ..Default::default() };
/// assert_eq!(
///     RfmPolicy::try_new(draft).unwrap_err().to_string(),
///     "segments must cover every cell, or rest must have a name, was without R5 F1 M1 and 24 more"
/// );
/// ```
#[doc(alias = "RFM模型")]
pub type RfmPolicy = Valid<RfmPolicyDraft>;

impl Default for RfmPolicyDraft {
    fn default() -> Self {
        let all = ScoreRange::default();
        let segment = |name: &str, recency, frequency, monetary| RfmSegment {
            name: name.to_owned(),
            recency,
            frequency,
            monetary,
        };
        // Of recency: recent, cooling, silent; of frequency: often, sometimes, once.
        let high = ScoreRange::new(4, 5);
        let middle = ScoreRange::new(2, 3);
        let low = ScoreRange::new(1, 1);
        let small = ScoreRange::new(1, 3);
        Self {
            window_days: 365,
            recency: [30, 60, 120, 240],
            frequency: [2, 4, 8, 16],
            monetary: None,
            measure: RfmMeasure::Sum,
            segments: vec![
                segment("champions", high, high, high),
                segment("loyal", high, high, small),
                segment("growing", high, middle, all),
                segment("new", high, low, all),
                segment("not_to_lose", middle, high, high),
                segment("at_risk", middle, high, small),
                segment("needs_attention", middle, middle, all),
                segment("fading", middle, low, all),
                segment("lost_regulars", low, ScoreRange::new(3, 5), all),
                segment("lost", low, ScoreRange::new(1, 2), all),
            ],
            rest: None,
        }
    }
}

impl Draft for RfmPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("window_days", 1, self.window_days);
        rising("recency", &self.recency, found);
        rising("frequency", &self.frequency, found);
        if let Some(cuts) = &self.monetary {
            rising("monetary", cuts, found);
        }
        self.check_reach(found);
        segment::check(&self.segments, self.rest.as_deref(), found);
    }
}

fn rising<T: PartialOrd + std::fmt::Display + Copy>(
    table: &str,
    cuts: &[T],
    found: &mut Violations,
) {
    for (place, (before, cut)) in cuts.iter().zip(cuts.iter().skip(1)).enumerate() {
        let row = place.checked_add(1).unwrap_or(place);
        found.check_order(&format!("{table}.{row}"), Order::Rising, Some(*before), *cut);
    }
}

impl RfmPolicyDraft {
    /// Adds a violation for each cut beside which a score can never be given, with the customer
    /// that shows it. Recency looks beyond the window, so each of its cuts above 0 is reached.
    fn check_reach(&self, found: &mut Violations) {
        if self.recency.first() == Some(&0) {
            let best = "must be at least 1, was 0: an order on the day itself would not score 5";
            found.add("recency.0", best.to_owned());
        }
        if self.frequency.first() == Some(&0) {
            let least = "must be at least 1, was 0: no order in the window would not score 1";
            found.add("frequency.0", least.to_owned());
        }
        let days = self.window_days;
        if days == 0 {
            return;
        }
        for (row, cut) in self.frequency.iter().enumerate().filter(|(_, cut)| **cut > days) {
            let problem = format!(
                "must not exceed window_days ({days}), was {cut}: an order on every day of the \
                 window makes {days} order days"
            );
            found.add(&format!("frequency.{row}"), problem);
        }
    }

    /// The name of the segment of scores. Without a monetary score it is the segment that every
    /// such score would give; `None` where they give several.
    pub fn segment(&self, scores: RfmScores) -> Option<&str> {
        segment::name_of(&self.segments, self.rest.as_deref(), scores)
    }

    /// Reads recency, frequency and monetary value of an account, as of the day of the context.
    /// There are no scores when the feed of sales does not reach that day, or has a gap in the
    /// window.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::context::Context;
    /// use guanxi::segment::RfmPolicy;
    /// use guanxi::trade::Sale;
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.record(Sale::new("S1".parse()?, "2026-03-01".parse()?, "CNY 100".parse()?))?;
    /// account.record(Sale::new("S2".parse()?, "2026-03-20".parse()?, "CNY 100".parse()?))?;
    /// let policy = RfmPolicy::default();
    /// let reading = policy.read(account.view(), &Context::on("2026-03-31".parse()?));
    /// assert_eq!((reading.days_since(), reading.order_days()), (Some(11), 2));
    /// assert_eq!(reading.scores().map(|it| policy.segment(it)), Ok(Some("growing")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(&self, account: AccountView<'_>, context: &Context) -> RfmReading {
        let t = context.as_of();
        let sales = account.sales().up_to(t.day());
        let window = t.last_days(self.window_days);
        let since = |last| u32::try_from(t.day().days_since(last)).ok();
        let days_since = sales.last_active_day().and_then(since);
        let (order_days, net) = (sales.active_days(window), sales.net(window));
        let lack = context.needs().feed_in(Feed::Sales, window);
        let scores = lack
            .map_or(Ok(()), Err)
            .and_then(|()| days_since.ok_or(NotJudged::NeverBought))
            .map(|days| self.scores(days, order_days, net, account.currency()));
        RfmReading::new(days_since, order_days, net, scores)
    }

    fn scores(&self, days: u32, order_days: u32, net: Total, currency: Currency) -> RfmScores {
        let times = match self.measure {
            RfmMeasure::Sum => 1,
            RfmMeasure::Mean => i128::from(order_days.max(1)),
        };
        let is_bought = |cut: &Major| {
            let cut = i128::from(cut.to_minor_ceil(currency).minor());
            let needed = cut.checked_mul(times);
            net.minor() >= proven!(needed, else i128::MAX, "2^63 times 2^32")
        };
        let score = |reached: u8| proven!(reached.checked_add(1), else BEST, "four cuts");
        RfmScores {
            recency: BEST.excess_over(reached(&self.recency, |cut| days >= u32::from(*cut))),
            frequency: score(reached(&self.frequency, |cut| order_days >= u32::from(*cut))),
            monetary: self.monetary.map(|cuts| score(reached(&cuts, is_bought))),
        }
    }
}

/// The number of cuts that are reached: at most four.
fn reached<T>(cuts: &[T; 4], is_reached: impl Fn(&T) -> bool) -> u8 {
    let reached = cuts.iter().filter(|cut| is_reached(cut)).count();
    proven!(u8::try_from(reached).ok(), else 0, "four cuts")
}

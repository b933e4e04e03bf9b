use crate::account::AccountView;
use crate::calendar::{AsOf, Day, MonthsBack};
use crate::customer::Attitude;
use crate::engine::BitSet;
use crate::evidence::{Evidence, Figure, Value};
use crate::measure::{Quotient, Ratio, Score};
use crate::money::{Amount, Total};
use crate::receivable::{OpenBalance, RecordedInvoice};
use crate::timeline::IndexedTimeline;
use crate::valid::{Draft, Valid, Violations};

const MONTHS: usize = 12;

/// How much each component of the loyalty score weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct Weights {
    /// Months with an order day.
    pub regularity: u16,
    /// Invoices not overdue.
    pub payment: u16,
    /// The declared attitude.
    pub attitude: u16,
}

impl Default for Weights {
    fn default() -> Self {
        Self { regularity: 50, payment: 25, attitude: 25 }
    }
}

impl Weights {
    fn all(self) -> u32 {
        let Self { regularity, payment, attitude } = self;
        let sum = u32::from(regularity).saturating_add(u32::from(payment));
        sum.saturating_add(u32::from(attitude))
    }
}

/// How loyalty is judged, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct LoyaltyPolicyDraft {
    /// How much each component weighs.
    pub weights: Weights,
    /// Points of a switcher's attitude; loyal and early adopter have 100, disloyal none.
    pub switcher_points: u8,
    /// Loyal from so many points on.
    pub loyal_from: u8,
    /// Below this share of the weight there is no score.
    pub least_coverage: Ratio,
    /// A customer of fewer months has no regularity.
    pub fewest_months: u8,
    /// Days of invoices due, and of breaches, that are looked at.
    pub window_days: u16,
}

impl Default for LoyaltyPolicyDraft {
    fn default() -> Self {
        Self {
            weights: Weights::default(),
            switcher_points: 50,
            loyal_from: 60,
            least_coverage: Ratio::from_percent(50),
            fewest_months: 3,
            window_days: 365,
        }
    }
}

impl Draft for LoyaltyPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.weights.all() == 0 {
            found.add("weights", "must not all be 0".to_owned());
        }
        for (field, points) in
            [("switcher_points", self.switcher_points), ("loyal_from", self.loyal_from)]
        {
            if points > 100 {
                found.add(field, format!("must not exceed 100, was {points}"));
            }
        }
        if self.least_coverage > Ratio::ONE || self.least_coverage == Ratio::ZERO {
            let problem = format!("must lie above 0% and up to 100%, was {}", self.least_coverage);
            found.add("least_coverage", problem);
        }
        if !(1..=12).contains(&self.fewest_months) {
            found.add("fewest_months", format!("must lie in 1..=12, was {}", self.fewest_months));
        }
        if self.window_days == 0 {
            found.add("window_days", "must be at least 1, was 0".to_owned());
        }
    }
}

/// How loyalty is judged.
///
/// # Rule
///
/// > S13: weighted mean of the components that can be computed, weights renormalised over those,
/// > coverage reported; fewer than half the weight: not applicable. Regularity: months with an
/// > order day by months, over the month of `t` and the 11 before, cut at the month of the
/// > customer's start, absent with fewer than 3. Payment: 1 − overdue by the invoices due in a
/// > year, floor 0, absent when nothing fell due. Attitude: as declared, absent when unknown. An
/// > upheld breach of the channel within a year makes the customer disloyal whatever the score.
#[doc(alias = "忠诚度分类")]
pub type LoyaltyPolicy = Valid<LoyaltyPolicyDraft>;

impl LoyaltyPolicy {
    /// Reads the components. The standing is that of the account as of `t`, which the debt rule has
    /// worked out already.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::calendar::MonthsBack;
    /// use guanxi::customer::Attitude;
    /// use guanxi::receivable::OpenBalance;
    /// use guanxi::segment::LoyaltyPolicy;
    ///
    /// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// account.state_since(Some("2025-01-01".parse()?));
    /// account.state_attitude(Some(Attitude::Loyal));
    /// let months = MonthsBack::of("2026-01-31".parse()?);
    /// let reading = LoyaltyPolicy::default().read(account.view(), &OpenBalance::default(), &months);
    /// assert_eq!(reading.score().map(|it| it.to_string()).as_deref(), Some("33.333333"));
    /// assert_eq!(reading.is_loyal(), Some(false), "faithful words, no orders");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(
        &self,
        account: AccountView<'_>,
        standing: &OpenBalance,
        months_back: &MonthsBack,
    ) -> LoyaltyReading {
        let sales = account.sales().up_to(months_back.as_of().day());
        let fell_due = account.invoices().iter().map(self.fell_due(months_back.as_of()));
        let (marked, fell_due) = (sales.indexed(months_back.day_index()), fell_due.collect());
        self.read_given(account, standing, months_back, &marked, fell_due)
    }

    /// What of an invoice fell due within the year: all of it or nothing.
    #[inline(always)]
    pub(crate) fn fell_due(&self, t: AsOf) -> impl Fn(&RecordedInvoice) -> Amount + use<> {
        let window = t.last_days(self.window_days);
        move |it| {
            let counts = t.sees(it.issued()) & window.contains(it.due());
            if counts { it.amount() } else { Amount::ZERO }
        }
    }

    /// The same, given what was bought by the end of each month, and what [fell due](Self::fell_due) in all.
    #[inline(always)]
    pub(crate) fn read_given(
        &self,
        account: AccountView<'_>,
        standing: &OpenBalance,
        months_back: &MonthsBack,
        sales: &IndexedTimeline<'_>,
        fell_due: Total,
    ) -> LoyaltyReading {
        let t = months_back.as_of();
        let window = t.last_days(self.window_days);
        let (months, months_with_order) = months_with_order(account, months_back, sales);
        let regular = months >= u32::from(self.fewest_months);
        let upheld = |it: &&crate::trade::Breach| it.upheld && window.contains(it.date);
        LoyaltyReading {
            months: if regular { months } else { 0 },
            months_with_order: if regular { months_with_order } else { 0 },
            fell_due,
            overdue: standing.ageing.overdue(),
            attitude: account.attitude(),
            attitude_points: account.attitude().map(|attitude| self.points(attitude)),
            knocked_out: account.breaches().iter().rev().find(upheld).map(|breach| breach.date),
            weights: self.weights,
            loyal_from: self.loyal_from,
            least_coverage: self.least_coverage,
        }
    }

    fn points(&self, attitude: Attitude) -> u8 {
        match attitude {
            Attitude::Loyal | Attitude::EarlyAdopter => 100,
            Attitude::Switcher => self.switcher_points,
            Attitude::Disloyal => 0,
        }
    }
}

/// The months that count and those of them with an order day.
#[inline(always)]
fn months_with_order(
    account: AccountView<'_>,
    months: &MonthsBack,
    sales: &IndexedTimeline<'_>,
) -> (u32, u32) {
    let since = account.start(months.as_of()).and_then(|start| months.back_to(start));
    let Some(since) = since else {
        return (0, 0);
    };
    let counted = since.saturating_add(1).min(MONTHS);
    // A month has an order day when they grow in it.
    let days = sales.active_days_by_month();
    let with_order = BitSet::of_rises(days.get(..=MONTHS).unwrap_or_default(), 1);
    (u32::try_from(counted).unwrap_or(0), with_order.count_below(counted))
}

/// What the loyalty rule has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoyaltyReading {
    /// Months of the last twelve since the customer's start; 0 when they are too few to count.
    pub months: u32,
    /// Those with an order day.
    pub months_with_order: u32,
    /// Invoices due within a year.
    pub fell_due: Total,
    /// What is overdue.
    pub overdue: Total,
    /// The declared attitude.
    pub attitude: Option<Attitude>,
    /// The day of the latest upheld breach within a year.
    pub knocked_out: Option<Day>,
    attitude_points: Option<u8>,
    weights: Weights,
    loyal_from: u8,
    least_coverage: Ratio,
}

impl LoyaltyReading {
    /// Months with an order day by months, as a fraction; absent when the customer is too young.
    ///
    /// ```
    /// # use guanxi::{account::Account, calendar::MonthsBack, receivable::OpenBalance, segment::LoyaltyPolicy};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let months = MonthsBack::of("2026-01-31".parse()?);
    /// let reading = LoyaltyPolicy::default().read(account.view(), &OpenBalance::default(), &months);
    /// assert_eq!(reading.regularity(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn regularity(&self) -> Option<Quotient> {
        Quotient::try_new(i128::from(self.months_with_order), i128::from(self.months))
    }

    /// Share of the invoices due within a year that is not overdue, never below 0; absent when
    /// nothing fell due.
    ///
    /// ```
    /// # use guanxi::{account::Account, calendar::MonthsBack, receivable::OpenBalance, segment::LoyaltyPolicy};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let months = MonthsBack::of("2026-01-31".parse()?);
    /// let reading = LoyaltyPolicy::default().read(account.view(), &OpenBalance::default(), &months);
    /// assert_eq!(reading.payment(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn payment(&self) -> Option<Quotient> {
        Quotient::try_new(self.in_time().minor(), self.fell_due.minor())
    }

    fn in_time(&self) -> Total {
        self.fell_due.minus(self.overdue).or_zero()
    }

    /// Weight of the components that can be computed, by all weight.
    ///
    /// ```
    /// # use guanxi::{account::Account, calendar::MonthsBack, receivable::OpenBalance, segment::LoyaltyPolicy};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let months = MonthsBack::of("2026-01-31".parse()?);
    /// let reading = LoyaltyPolicy::default().read(account.view(), &OpenBalance::default(), &months);
    /// assert_eq!(reading.coverage().to_string(), "0");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline]
    pub fn coverage(&self) -> Quotient {
        let (part, whole) = (i128::from(self.present_weight()), i128::from(self.weights.all()));
        // A policy without any weight is refused, so the fraction exists.
        Quotient::try_new(part, whole).unwrap_or(Quotient::ZERO)
    }

    fn present_weight(&self) -> u32 {
        let present = |there: bool, weight: u16| if there { u32::from(weight) } else { 0 };
        present(self.months > 0, self.weights.regularity)
            .saturating_add(present(self.fell_due.is_positive(), self.weights.payment))
            .saturating_add(present(self.attitude_points.is_some(), self.weights.attitude))
    }

    /// The score; absent when too little of the weight can be computed.
    ///
    /// ```
    /// # use guanxi::{account::Account, calendar::MonthsBack, receivable::OpenBalance, segment::LoyaltyPolicy};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let months = MonthsBack::of("2026-01-31".parse()?);
    /// let reading = LoyaltyPolicy::default().read(account.view(), &OpenBalance::default(), &months);
    /// assert_eq!(reading.score(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline(always)]
    pub fn score(&self) -> Option<Score> {
        let present = self.present_weight();
        if self.least_coverage.is_missed_by(i128::from(present), i128::from(self.weights.all())) {
            return None;
        }
        // The mean over the common denominator months · fell due · 100 · weight. Terms of absent
        // components vanish with their part; the denominators of absent components are 1.
        let (months, due) = (u64::from(self.months).max(1), self.fell_due.minor().max(1));
        let points = u64::from(self.attitude_points.unwrap_or(0));
        let in_time = if self.fell_due.is_positive() { self.in_time().minor() } else { 0 };
        // Weights have 16 bits and months 32, so that none of these has more than 57 bits. A customer has fewer
        // than 2³² invoices of less than 2⁶³ each, so no product has more than 124 bits.
        let product = |factors: [u64; 3]| factors.into_iter().fold(1_u64, u64::wrapping_mul);
        let regularity = u64::from(self.months_with_order);
        let by_due = product([u64::from(self.weights.regularity), regularity, 100])
            .wrapping_add(product([u64::from(self.weights.attitude), points, months]));
        let by_paid = product([u64::from(self.weights.payment), months, 100]);
        let times = |factor: u64, sum: i128| i128::from(factor).wrapping_mul(sum);
        let part = times(by_due, due).wrapping_add(times(by_paid, in_time));
        let whole = times(product([u64::from(present), months, 100]), due);
        Quotient::try_new(part, whole).and_then(Score::try_from_fraction)
    }

    /// Whether the customer is loyal; `None` when neither score nor breach can tell.
    ///
    /// ```
    /// # use guanxi::{account::Account, calendar::MonthsBack, receivable::OpenBalance, segment::LoyaltyPolicy, trade::{Breach, BreachKind}};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let months = MonthsBack::of("2026-01-31".parse()?);
    /// account.record(Breach { date: "2025-12-01".parse()?, kind: BreachKind::Diversion, upheld: true })?;
    /// let reading = LoyaltyPolicy::default().read(account.view(), &OpenBalance::default(), &months);
    /// assert_eq!(reading.is_loyal(), Some(false), "whatever the score");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[inline(always)]
    pub fn is_loyal(&self) -> Option<bool> {
        if self.knocked_out.is_some() {
            return Some(false);
        }
        self.score().map(|score| score.reaches(u16::from(self.loyal_from)))
    }

    /// The judgement in one sentence, with its figures.
    ///
    /// ```
    /// # use guanxi::{account::Account, calendar::MonthsBack, receivable::OpenBalance, segment::LoyaltyPolicy};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let months = MonthsBack::of("2026-01-31".parse()?);
    /// let reading = LoyaltyPolicy::default().read(account.view(), &OpenBalance::default(), &months);
    /// assert_eq!(reading.evidence().sentence(), "too little is known to judge loyalty: 0% of the weight");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn evidence(&self) -> Evidence {
        let score = self.score();
        let sentence = match (self.knocked_out, score) {
            (Some(day), _) => format!("disloyal: an upheld breach of the channel on {day}"),
            (None, Some(score)) => {
                let word = if self.is_loyal() == Some(true) { "loyal" } else { "disloyal" };
                format!("{word}: {score} of 100 points, {} needed", self.loyal_from)
            }
            (None, None) => {
                let share = self.coverage().percent();
                format!("too little is known to judge loyalty: {share} of the weight")
            }
        };
        let mut figures: Vec<Figure> = Vec::new();
        let mut add = |label, value| figures.push(Figure { label, value });
        if let Some(score) = score {
            add("score", Value::Score(score));
        }
        add("coverage", Value::Share(self.coverage()));
        if let Some(regularity) = self.regularity() {
            add("months with an order", Value::Share(regularity));
        }
        if let Some(payment) = self.payment() {
            add("paid in time", Value::Share(payment));
        }
        if let Some(attitude) = self.attitude {
            add("attitude", Value::Text(attitude.to_string()));
        }
        if let Some(day) = self.knocked_out {
            add("upheld breach", Value::Day(day));
        }
        Evidence::new(sentence, figures)
    }
}

use super::{Finding, Level, LossPolicy, LossReading, Reading, Verdict};
use crate::account::{AccountView, GroupOrders};
use crate::calendar::AsOf;
use crate::evidence::{Figure, NotJudged, Value};
use crate::lapse::{LapseSignal, Prior, Rhythm};
use crate::measure::{Probability, Ratio};
use crate::valid::{Draft, Violations};

/// When a customer has stopped buying some of its product groups, while it goes on buying others.
///
/// A part of the business is lost before the whole is: often a competitor has got it, and there is still
/// somebody to ask. So it is watched, never more.
///
/// # Rule
///
/// > S21.4: the same test for each product group as for the customer, with the moments over all pairs of a
/// > customer and a group of the book. A group with at least 3 order days that is alive with less than
/// > 50 % is lost. Watch when one is, the customer itself is not silent, and another group is alive.
///
/// ```
/// use guanxi::warning::{LossPolicy, LossPolicyDraft, NarrowingDraft};
/// let narrowing = NarrowingDraft { alive_below: "25%".parse()?, ..NarrowingDraft::default() };
/// let policy = LossPolicy::try_new(LossPolicyDraft { narrowing, ..Default::default() })?;
/// assert_eq!(policy.narrowing.fewest_order_days, 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "品类萎缩预警")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct NarrowingDraft {
    /// A group is lost that is alive with a probability strictly below; 0 % loses none.
    pub alive_below: Ratio,
    /// A group with fewer order days was never part of what the customer buys.
    pub fewest_order_days: u16,
}

impl Default for NarrowingDraft {
    fn default() -> Self {
        Self { alive_below: Ratio::from_percent(50), fewest_order_days: 3 }
    }
}

impl Draft for NarrowingDraft {
    fn check(&self, found: &mut Violations) {
        if self.alive_below > Ratio::ONE {
            let problem = format!("must not exceed 100%, was {}", self.alive_below);
            found.add("alive_below", problem);
        }
        if self.fewest_order_days == 0 {
            found.add("fewest_order_days", "must be at least 1, was 0".to_owned());
        }
    }
}

impl LossPolicy {
    /// The product groups of a customer by name, with what their silence means; those ordered by `t`.
    /// The prior is that of the groups of the whole book.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Prior, trade::Sale, warning::LossPolicy};
    /// # let mut account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let sale = Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 1".parse()?);
    /// account.record(sale.with_groups(["Tools".parse()?]))?;
    /// let policy = LossPolicy::default();
    /// let prior = Prior::fallback(&policy.lapse);
    /// let alive = policy.groups(account.view(), "2026-01-05".parse()?, &prior).map(|(_, it)| it.alive.to_string());
    /// assert!(alive.eq(["0.857143"]));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn groups<'a>(
        &self,
        account: AccountView<'a>,
        t: AsOf,
        of_groups: &Prior,
    ) -> impl Iterator<Item = (GroupOrders<'a>, LapseSignal)> {
        account.product_groups().filter_map(move |group| {
            let rhythm = Rhythm::from_days(group.order_days(), t)?;
            Some((group, LapseSignal::from_rhythm(rhythm, of_groups, t, &self.lapse)))
        })
    }

    /// Reads as [`read`](Self::read), with the prior of the product groups of the whole book, see
    /// [`Moments`](crate::lapse::Moments): without it nothing is said of them.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Prior, warning::{LossPolicy, Outcome, Reading}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let policy = LossPolicy::default();
    /// let prior = Prior::fallback(&policy.lapse);
    /// let reading = policy.read_with_groups(account.view(), "2026-01-05".parse()?, &prior, &prior);
    /// assert_eq!(reading.narrowing, None, "no sale names a group");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read_with_groups<'a>(
        &self,
        account: AccountView<'a>,
        t: AsOf,
        prior: &Prior,
        of_groups: &Prior,
    ) -> LossReading<'a> {
        self.read_with(account, t, prior, Some(of_groups))
    }

    /// Reads with product groups, and says it with evidence.
    ///
    /// ```
    /// # use guanxi::{account::Account, lapse::Prior, warning::LossPolicy};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// let policy = LossPolicy::default();
    /// let prior = Prior::fallback(&policy.lapse);
    /// let verdict = policy.judge_with_groups(account.view(), "2026-01-05".parse()?, &prior, &prior);
    /// assert_eq!(verdict.to_string(), "no data: the book has no sale");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn judge_with_groups(
        &self,
        account: AccountView<'_>,
        t: AsOf,
        prior: &Prior,
        of_groups: &Prior,
    ) -> Verdict {
        self.read_with_groups(account, t, prior, of_groups).verdict()
    }

    /// Reads the customer's silence, and what the book says of product groups if it names any.
    pub(super) fn read_with<'a>(
        &self,
        account: AccountView<'a>,
        t: AsOf,
        prior: &Prior,
        of_groups: Option<&Prior>,
    ) -> LossReading<'a> {
        let in_year = account.sales().net(Self::year(t));
        self.read_given(account, t, self.signal(account, t, prior), in_year, of_groups)
    }

    /// What is to be said of the groups of a customer that has some; of one that has none by `t`,
    /// nothing.
    // Apart, so that customers without groups do not pay for it.
    #[inline(never)]
    pub(super) fn read_groups<'a>(
        &self,
        account: AccountView<'a>,
        t: AsOf,
        of_groups: Option<&Prior>,
        is_silent: bool,
    ) -> (Option<NarrowingReading<'a>>, Finding) {
        let days = account.product_groups().map(GroupOrders::order_days);
        let seen = days.filter(|days| days.first().is_some_and(|day| t.sees(*day))).count();
        let mut reading = NarrowingReading {
            groups: u32::try_from(seen).unwrap_or(u32::MAX),
            lost: 0,
            longest_lost: [None; NarrowingReading::NAMED],
        };
        let silence = match (seen, of_groups) {
            (0, _) => return (None, Finding::NotJudged(NotJudged::NoGroups)),
            (1, _) => NotJudged::OneGroup,
            (_, None) => NotJudged::NoGroupPrior,
            (_, Some(_)) if is_silent => NotJudged::CustomerSilent,
            (_, Some(of_groups)) => {
                let policy = &self.narrowing;
                let mut is_alive = false;
                for (group, signal) in self.groups(account, t, of_groups) {
                    let is_gone = signal.alive.is_below(policy.alive_below);
                    is_alive |= !is_gone;
                    let often = u32::from(policy.fewest_order_days);
                    if is_gone && signal.rhythm.order_days() >= often {
                        let (name, alive) = (group.name(), signal.alive);
                        let days_silent = signal.rhythm.days_silent(t);
                        reading.lose(LostGroup { name, alive, days_silent });
                    }
                }
                if is_alive {
                    let level = (reading.lost > 0).then_some(Level::Watch);
                    return (Some(reading), Finding::from_level(level));
                }
                NotJudged::GroupsNotTold
            }
        };
        (Some(reading), Finding::NotJudged(silence))
    }
}

/// A product group that a customer has stopped buying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostGroup<'a> {
    /// Its name.
    pub name: &'a str,
    /// Probability that the customer still buys it from us.
    pub alive: Probability,
    /// Days since it last did.
    pub days_silent: i32,
}

/// What was read of the product groups of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NarrowingReading<'a> {
    /// How many it has ordered, ever.
    pub groups: u32,
    /// How many of them are lost.
    pub lost: u32,
    /// Those lost that are least likely alive, at most [three](Self::NAMED); equals by name.
    pub longest_lost: [Option<LostGroup<'a>>; NarrowingReading::NAMED],
}

impl<'a> NarrowingReading<'a> {
    /// How many lost groups are named; all of them are told by [`LossPolicy::groups`].
    pub const NAMED: usize = 3;

    /// The lost groups that are named.
    ///
    /// ```
    /// # use guanxi::warning::NarrowingReading;
    /// let none = NarrowingReading { groups: 2, lost: 0, longest_lost: [None; NarrowingReading::NAMED] };
    /// assert_eq!(none.named().count(), 0);
    /// ```
    pub fn named(&self) -> impl Iterator<Item = &LostGroup<'a>> {
        self.longest_lost.iter().flatten()
    }

    /// Counts a lost group, and keeps it in its place when it is among those least likely alive.
    fn lose(&mut self, group: LostGroup<'a>) {
        self.lost = self.lost.saturating_add(1);
        let mut next = Some(group);
        for place in &mut self.longest_lost {
            // Groups come by name, so an equal one stays before.
            if place.is_none_or(|kept| next.is_some_and(|next| next.alive < kept.alive)) {
                std::mem::swap(place, &mut next);
            }
        }
    }

    pub(super) fn clause(&self) -> String {
        let all = self.groups;
        if self.lost == 0 {
            return format!("buys its {all} product groups");
        }
        let names: Vec<&str> = self.named().map(|group| group.name).collect();
        let more = self.lost.saturating_sub(u32::try_from(names.len()).unwrap_or(0));
        let lost = match (more, names.split_last()) {
            (0, Some((last, []))) => (*last).to_owned(),
            (0, Some((last, before))) => format!("{} and {last}", before.join(", ")),
            (more, _) => format!("{} and {more} more", names.join(", ")),
        };
        format!("no longer buys {lost} of its {all} product groups")
    }

    pub(super) fn figures(&self) -> impl Iterator<Item = Figure> {
        let counts = [("product groups", self.groups), ("product groups lost", self.lost)];
        let counts =
            counts.map(|(label, count)| Figure { label, value: Value::Count(count) }).into_iter();
        counts.chain(self.named().map(|group| {
            let (silent, alive) = (Value::Days(group.days_silent), group.alive.spoken());
            let text =
                format!("{}, alive with probability {alive}, silent for {silent}", group.name);
            Figure { label: "lost product group", value: Value::Text(text) }
        }))
    }
}

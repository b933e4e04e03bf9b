use crate::account::{AccountView, GroupOrders};
use crate::context::Context;
use crate::evidence::{Figure, NotJudged, Value};
use crate::lapse::{LapsePolicy, LapseSignal, Prior, Rhythm};
use crate::measure::{Excess, Probability, Ratio, proven};
use crate::valid::{Draft, Violations};
use crate::warning::{Finding, Level};

/// When a customer has stopped buying some of its product groups, while it goes on buying others.
///
/// A part of the business is lost before the whole is: often a competitor has got it, and there is
/// still somebody to ask. So it is watched, never more.
///
/// # Rule
///
/// > S21.4: the same test for each product group as for the customer, with the moments over all
/// > pairs of a
/// > customer and a group of the book. A group with at least 3 order days that is alive with less
/// > than
/// > 50 % is lost. Watch when one is, the customer itself is not silent, and another group is
/// > alive.
///
/// ```
/// use guanxi::warning::{LossPolicy, LossPolicyDraft, NarrowingRules};
/// let narrowing = NarrowingRules { alive_below: "25%".parse()?, ..NarrowingRules::default() };
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
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct NarrowingRules {
    /// The probability of being alive strictly below which a group is lost; with 0 % none is.
    pub alive_below: Ratio,
    /// The smallest number of order days of a group that is judged.
    pub fewest_order_days: u16,
}

impl Default for NarrowingRules {
    fn default() -> Self {
        Self { alive_below: Ratio::from_percent(50), fewest_order_days: 3 }
    }
}

impl Draft for NarrowingRules {
    fn check(&self, found: &mut Violations) {
        found.at_most("alive_below", Ratio::ONE, self.alive_below);
        found.at_least("fewest_order_days", 1, self.fewest_order_days);
    }
}

/// The product groups of a customer by name, each with the meaning of its silence.
pub(super) fn group_signals<'a>(
    lapse: &LapsePolicy,
    account: AccountView<'a>,
    context: &Context,
) -> impl Iterator<Item = GroupSignal<'a>> {
    let t = context.as_of();
    let prior = context.group_prior().copied().unwrap_or_else(|| Prior::fallback(lapse));
    let own_days = context.own_days(account);
    account.product_groups().filter_map(move |group| {
        let rhythm = Rhythm::from_days(group.order_days(), t)?.by_own_days(&own_days, t);
        Some(GroupSignal { group, signal: LapseSignal::from_rhythm(rhythm, &prior, t, lapse) })
    })
}

impl NarrowingRules {
    /// Reads the product groups of a customer that has bought some of them by the day.
    pub(super) fn read<'a>(
        self,
        lapse: &LapsePolicy,
        account: AccountView<'a>,
        context: &Context,
        is_silent: bool,
    ) -> Option<(NarrowingReading<'a>, Finding)> {
        account.product_groups().next()?;
        self.read_some(lapse, account, context, is_silent)
    }

    // Not inlined, so that customers without groups do not pay for it.
    #[inline(never)]
    fn read_some<'a>(
        self,
        lapse: &LapsePolicy,
        account: AccountView<'a>,
        context: &Context,
        is_silent: bool,
    ) -> Option<(NarrowingReading<'a>, Finding)> {
        let t = context.as_of();
        let days = account.product_groups().map(GroupOrders::order_days);
        let seen = days.filter(|days| days.first().is_some_and(|day| t.sees(*day))).count();
        let groups = u32::try_from(seen).ok();
        let mut reading = NarrowingReading {
            groups: proven!(groups, else u32::MAX, "fewer than 2^32 product groups"),
            lost: 0,
            longest_lost: [None; NarrowingReading::NAMED],
        };
        let reason = match seen {
            0 => return None,
            1 => NotJudged::OneGroup,
            _ if context.group_prior().is_none() => NotJudged::NoGroupPrior,
            _ if is_silent => NotJudged::CustomerSilent,
            _ => {
                let is_one_alive = self.count_lost(lapse, account, context, &mut reading);
                if is_one_alive {
                    let level = (reading.lost > 0).then_some(Level::Watch);
                    return Some((reading, Finding::from_level(level)));
                }
                NotJudged::GroupsNotTold
            }
        };
        Some((reading, Finding::NotJudged(reason)))
    }

    /// Tells whether a group is bought no more.
    pub(crate) fn is_gone(self, alive: Probability) -> bool {
        alive.is_below(self.alive_below)
    }

    /// Tells whether a group had enough order days to be lost.
    pub(crate) fn has_enough(self, order_days: u32) -> bool {
        order_days >= u32::from(self.fewest_order_days)
    }

    /// Counts the lost groups, and tells whether any group is alive.
    fn count_lost<'a>(
        self,
        lapse: &LapsePolicy,
        account: AccountView<'a>,
        context: &Context,
        reading: &mut NarrowingReading<'a>,
    ) -> bool {
        let mut is_one_alive = false;
        for GroupSignal { group, signal } in group_signals(lapse, account, context) {
            let is_gone = self.is_gone(signal.alive);
            is_one_alive |= !is_gone;
            if is_gone && self.has_enough(signal.rhythm.order_days()) {
                reading.lose(LostGroup {
                    name: group.name(),
                    alive: signal.alive,
                    days_silent: signal.rhythm.days_silent(context.as_of()),
                });
            }
        }
        is_one_alive
    }
}

/// A product group of a customer with the meaning of its silence.
#[derive(Debug, Clone, Copy)]
pub struct GroupSignal<'a> {
    /// The group and its order days.
    pub group: GroupOrders<'a>,
    /// The meaning of the silence.
    pub signal: LapseSignal,
}

/// A product group that a customer has stopped buying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LostGroup<'a> {
    /// Its name.
    pub name: &'a str,
    /// Probability that the customer still buys it from us.
    pub alive: Probability,
    /// Own days of the customer since it last bought it.
    pub days_silent: i32,
}

/// The figures of the narrowing arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NarrowingReading<'a> {
    /// The number of groups that it has ever ordered.
    pub groups: u32,
    /// The number of lost groups.
    pub lost: u32,
    /// The lost groups that are least likely alive, at most [three](Self::NAMED); equals by name.
    pub longest_lost: [Option<LostGroup<'a>>; NarrowingReading::NAMED],
}

impl<'a> NarrowingReading<'a> {
    /// The most lost groups that are named;
    /// [`LossPolicy::groups`](crate::warning::LossPolicy::groups) gives all of them.
    pub const NAMED: usize = 3;

    /// The lost groups that are named.
    pub fn named(&self) -> impl Iterator<Item = &LostGroup<'a>> {
        self.longest_lost.iter().flatten()
    }

    /// Counts a lost group, and keeps it in its place when it is among those least likely alive.
    fn lose(&mut self, group: LostGroup<'a>) {
        self.lost = proven!(self.lost.checked_add(1), else u32::MAX, "fewer than the groups");
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
        let count = u32::try_from(names.len()).ok();
        let more = self.lost.excess_over(proven!(count, else 0, "three at most"));
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

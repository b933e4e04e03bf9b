use std::collections::BTreeMap;
use std::fmt;

use chrono::{Datelike, Weekday};

use super::{OrderProfilePolicy, SoldLine};
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, Window};
use crate::evidence::NotJudged;
use crate::id::ProductGroupId;
use crate::lapse::OwnDays;
use crate::measure::{Proportion, lower_median, plural, proven};
use crate::money::{Currency, Total};

/// The gaps below which the usual gap of a customer is that of the policy.
const FEWEST_GAPS: usize = 3;

/// A product in the usual order of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct UsualProduct {
    /// The product.
    pub product: ProductGroupId,
    /// The order days with it, of all order days.
    pub share: Proportion,
    /// The last order day with it.
    pub last: Day,
    /// The usual gap between order days with it, in own days: the lower median. `None` with fewer
    /// order days than the policy asks for.
    pub gap_days: Option<u32>,
    /// The usual quantity on such a day: the lower median over those with a quantity. `None` where
    /// no quantity is known, or with fewer such days than the policy asks for.
    pub quantity: Option<u64>,
}

/// The usual order of a customer (S16): how often, how much, on which day, which products.
///
/// # Rule
///
/// > S16: gap, size, day of the week and products of the order days of the last year. The gap, of
/// > the customer and of a product alike, is the lower median of the gaps; the size is that of the
/// > net amount of an order day, without the days on which more was returned than bought; a day of
/// > the week is usual from half of the order days on. Returns neither make nor unmake an order.
/// > Gaps are counted in own days of the customer.
#[doc(alias = "常规订单")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderProfile {
    /// The currency.
    pub currency: Currency,
    /// The order days in the window.
    pub order_days: u32,
    /// The last order day.
    pub last: Day,
    /// The usual gap between order days, in own days: the lower median, or that of the policy with
    /// fewer than three gaps. The next order comes as much later.
    pub gap_days: u32,
    /// The gaps that the usual one rests on.
    pub gaps: u32,
    /// The usual net amount of an order day, of those that have one above 0; 0 where none has.
    pub size: Total,
    /// The usual day of the week, with the order days on it; `None` where there is none.
    pub weekday: Option<UsualWeekday>,
    /// The products, those on most order days first, then by name.
    pub products: Vec<UsualProduct>,
}

/// The usual day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsualWeekday {
    /// The day of the week.
    pub weekday: Weekday,
    /// The order days on it, of all.
    pub share: Proportion,
}

/// The next order of a customer, proposed from the usual one.
#[doc(alias = "订单建议")]
#[doc(alias = "参与购买决策")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct NextOrder {
    /// The day on which it is expected: a usual gap after the last order day.
    pub day: Day,
    /// The own days by which it is overdue.
    pub days_overdue: u32,
    /// The products that are due by then.
    pub lines: Vec<ProposedLine>,
}

/// A line of a proposed order.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ProposedLine {
    /// The product.
    pub product: ProductGroupId,
    /// The usual quantity; `None` where it is not known.
    pub quantity: Option<u64>,
}

impl OrderProfile {
    /// The profile of a customer as of `t`, from its account, its own days and the lines of its
    /// sales.
    ///
    /// Lines on days that are no order days of the account are left out, as are those of returns.
    ///
    /// # Errors
    ///
    /// When the customer has fewer order days in the window than the policy asks for.
    pub fn try_from_account(
        account: AccountView<'_>,
        own_days: &OwnDays<'_>,
        lines: &[SoldLine],
        t: AsOf,
        policy: &OrderProfilePolicy,
    ) -> Result<Self, NotJudged> {
        let window = t.last_days(policy.window_days);
        let sales = account.sales().up_to(t.day());
        let latest_first = sales.active_days_latest_first();
        let mut days: Vec<Day> = latest_first.take_while(|it| window.contains(*it)).collect();
        days.reverse();
        let gaps = gaps_between(&days, own_days);
        let order_days = proven!(u32::try_from(days.len()).ok(), else u32::MAX, "days of a window");
        let last = days.last().copied();
        let is_enough = order_days >= u32::from(policy.fewest_order_days);
        let Some(last) = last.filter(|_| is_enough) else {
            return Err(if sales.first_active_day().is_none() {
                NotJudged::NeverBought
            } else {
                NotJudged::FewOrderDays
            });
        };
        let net = |day: &Day| sales.net(crate::calendar::Window::inclusive(*day, *day));
        let sizes = days.iter().map(net);
        // A day on which more was returned than bought says nothing of the size of an order.
        let bought = sizes.filter(|it| it.is_positive()).collect();
        let size = lower_median(bought).unwrap_or_default();
        Ok(Self {
            currency: account.currency(),
            order_days,
            last,
            gaps: proven!(u32::try_from(gaps.len()).ok(), else u32::MAX, "days of a window"),
            gap_days: usual_gap(gaps, FEWEST_GAPS).unwrap_or(policy.cadence_days.into()),
            size,
            weekday: usual_weekday(&days, order_days, policy),
            products: products(&days, own_days, lines, policy),
        })
    }

    /// The next order as of `t`.
    ///
    /// # Rule
    ///
    /// > S16: the next order comes a usual gap after the last. A product is part of it when a usual
    /// > gap of its own has passed by then, in its usual quantity. Gaps and the days by which it is
    /// > overdue are own days of the customer.
    pub fn next_order(&self, own_days: &OwnDays<'_>, t: AsOf) -> NextOrder {
        let day = own_days.after(self.last, self.gap_days);
        let by = day.max(t.day());
        let is_due =
            |it: &&UsualProduct| it.gap_days.is_some_and(|gap| own_days.after(it.last, gap) <= by);
        let lines = self
            .products
            .iter()
            .filter(is_due)
            .map(|it| ProposedLine { product: it.product.clone(), quantity: it.quantity });
        let days_overdue = own_days.count(Window { after: day, until: by });
        NextOrder { day, days_overdue, lines: lines.collect() }
    }
}

/// The own days between each of some order days and the next: a day at least, on whatever day the
/// order was placed.
fn gaps_between(days: &[Day], own_days: &OwnDays<'_>) -> Vec<u32> {
    let pairs = days.iter().zip(days.iter().skip(1));
    let gaps = pairs.map(|(day, next)| Window { after: *day, until: *next });
    gaps.map(|gap| own_days.count(gap).max(1)).collect()
}

/// The usual one of some gaps: the lower median; `None` where they are too few.
fn usual_gap(gaps: Vec<u32>, fewest: usize) -> Option<u32> {
    Some(gaps).filter(|gaps| gaps.len() >= fewest).and_then(lower_median)
}

fn usual_weekday(days: &[Day], all: u32, policy: &OrderProfilePolicy) -> Option<UsualWeekday> {
    let mut counts = [0_u32; 7];
    for day in days {
        let place = usize::try_from(day.to_date().weekday().num_days_from_monday()).ok()?;
        let count = counts.get_mut(place)?;
        *count = count.checked_add(1)?;
    }
    let most = counts.into_iter().max()?;
    // Of equal ones the first of the week.
    let (place, count) = (0_u8..).zip(counts).find(|(_, count)| *count == most)?;
    let weekday = Weekday::try_from(place).ok()?;
    let share = Proportion::try_new(count, all)?;
    let is_usual = share.fraction().is_some_and(|it| it >= policy.weekday_share);
    is_usual.then_some(UsualWeekday { weekday, share })
}

/// The quantities of a product by order day; `None` where one of a day is not known.
type Quantities = BTreeMap<Day, Option<u64>>;

fn products(
    days: &[Day],
    own_days: &OwnDays<'_>,
    lines: &[SoldLine],
    policy: &OrderProfilePolicy,
) -> Vec<UsualProduct> {
    let mut by_product: BTreeMap<&ProductGroupId, Quantities> = BTreeMap::new();
    for line in lines.iter().filter(|it| it.amount.is_positive()) {
        if days.binary_search(&line.day).is_ok() {
            let of_day = by_product.entry(&line.product).or_default();
            let sum = of_day.entry(line.day).or_insert(Some(0));
            *sum = sum.zip(line.quantity).and_then(|(sum, more)| sum.checked_add(more.into()));
        }
    }
    let all = proven!(u32::try_from(days.len()).ok(), else u32::MAX, "days of a window");
    let of_product = |(product, bought)| usual_product((product, all), &bought, own_days, policy);
    let mut products: Vec<UsualProduct> = by_product.into_iter().filter_map(of_product).collect();
    products.sort_by(|a, b| b.share.part().cmp(&a.share.part()).then(a.product.cmp(&b.product)));
    products
}

fn usual_product(
    (product, all): (&ProductGroupId, u32),
    days: &Quantities,
    own_days: &OwnDays<'_>,
    policy: &OrderProfilePolicy,
) -> Option<UsualProduct> {
    let is_enough = |count: usize| count >= usize::from(policy.fewest_order_days);
    let gaps = gaps_between(&days.keys().copied().collect::<Vec<_>>(), own_days);
    let quantities: Vec<u64> = days.values().copied().flatten().collect();
    Some(UsualProduct {
        product: product.clone(),
        share: Proportion::try_new(u32::try_from(days.len()).ok()?, all)?,
        last: *days.keys().next_back()?,
        gap_days: usual_gap(gaps, 1).filter(|_| is_enough(days.len())),
        quantity: Some(quantities).filter(|it| is_enough(it.len())).and_then(lower_median),
    })
}

#[cfg(feature = "serde")]
impl serde::Serialize for UsualWeekday {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut to = to.serialize_struct("UsualWeekday", 2)?;
        to.serialize_field("weekday", &crate::valid::AsText(self.weekday))?;
        to.serialize_field("share", &self.share)?;
        to.end()
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for OrderProfile {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut to = to.serialize_struct("OrderProfile", 8)?;
        to.serialize_field("currency", &self.currency)?;
        to.serialize_field("order_days", &self.order_days)?;
        to.serialize_field("last", &self.last)?;
        to.serialize_field("gap_days", &self.gap_days)?;
        to.serialize_field("gaps", &self.gaps)?;
        to.serialize_field("size", &crate::valid::AsText(self.size.plain(self.currency)))?;
        to.serialize_field("weekday", &self.weekday)?;
        to.serialize_field("products", &self.products)?;
        to.end()
    }
}

impl fmt::Display for OrderProfile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let size = self.size.with_currency(self.currency);
        match self.gap_days {
            1 => write!(f, "every day about {size}")?,
            days => write!(f, "every {days} days about {size}")?,
        }
        if let Some(UsualWeekday { weekday, share }) = self.weekday {
            write!(f, ", {share} on {weekday}")?;
        }
        for (place, it) in self.products.iter().enumerate() {
            let separator = if place == 0 { ": " } else { ", " };
            write!(f, "{separator}{} on {}", it.product, it.share)?;
        }
        Ok(())
    }
}

impl fmt::Display for NextOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "on {}", self.day)?;
        if self.days_overdue > 0 {
            let days = self.days_overdue;
            write!(f, ", {days} {} overdue", plural(days, "day", "days"))?;
        }
        for (place, ProposedLine { product, quantity }) in self.lines.iter().enumerate() {
            f.write_str(if place == 0 { ": " } else { ", " })?;
            match quantity {
                Some(quantity) => write!(f, "{quantity} of {product}")?,
                None => write!(f, "{product}")?,
            }
        }
        Ok(())
    }
}

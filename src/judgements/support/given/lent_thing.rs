use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, LentThingId, StaffId, SupportLineId};
use crate::lifecycle::Reason;
use crate::measure::proven;
use crate::money::{Currency, Money, Total};
use crate::support::SupportPolicyDraft;
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// The kinds of things that are lent to customers.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum LentKind as "a kind of thing lent" {
        /// A refrigerator or freezer.
        #[doc(alias = "冰柜投放")]
        Refrigerator = "refrigerator",
        /// A stand or shelf.
        #[doc(alias = "展示架")]
        Stand = "stand",
        /// A sign.
        #[doc(alias = "店招")]
        Sign = "sign",
        /// A tool or a device.
        Device = "device",
        /// A vehicle.
        Vehicle = "vehicle",
        /// Anything else.
        Other = "other",
    }
}

/// The result of a count of a thing that is lent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
pub enum CountResult {
    /// It stands in its place.
    InPlace,
    /// It stands somewhere else.
    Elsewhere {
        /// The place, in words.
        place: Reason,
    },
    /// It was not found.
    Missing,
}

/// A count of a thing that is lent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct LentCount {
    /// The day.
    pub on: Day,
    /// The staff member who counted.
    pub by: StaffId,
    /// The result.
    pub result: CountResult,
}

/// The plain form of a [`LentThing`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct LentThingDraft {
    /// The id.
    pub id: LentThingId,
    /// The customer.
    pub customer: CustomerId,
    /// The kind.
    pub kind: LentKind,
    /// The name, in words.
    pub name: Reason,
    /// The place that was agreed, in words.
    pub place: Reason,
    /// The value.
    pub value: Money,
    /// The deposit that the customer gave for it; `None` without one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub deposit: Option<Money>,
    /// The first day.
    pub from: Day,
    /// The day by which it is to come back; `None` without an end.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub until: Option<Day>,
    /// The counts, in any order.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub counts: Vec<LentCount>,
    /// The day on which it came back; `None` while it is with the customer.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub returned: Option<Day>,
    /// The line of the plan of support.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub line: Option<SupportLineId>,
}

/// A thing of ours that stands at a customer: a refrigerator, a stand, a sign.
///
/// # Rule
///
/// > S25: things lent have a value, a deposit and a last count. One that was not counted in 180
/// > days, stands elsewhere, is missing, or is kept after its end is a finding.
#[doc(alias = "借用物品")]
#[doc(alias = "投放设备")]
pub type LentThing = Valid<LentThingDraft>;

/// A thing lent that somebody has to look after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum LentFinding<'a> {
    /// It was not found.
    Missing {
        /// The day of the count.
        on: Day,
    },
    /// It stands elsewhere.
    Elsewhere {
        /// The place.
        place: &'a Reason,
        /// The day of the count.
        on: Day,
    },
    /// It was not counted in time.
    NotCounted {
        /// The last count; `None` without one.
        last: Option<Day>,
        /// The last day on which it was counted in time.
        count_by: Day,
    },
    /// It is kept after its end.
    NotReturned {
        /// The day by which it was to come back.
        until: Day,
    },
}

/// A thing lent that is with the customer on a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LentReading<'a> {
    /// The thing.
    pub thing: &'a LentThing,
    /// The last count; of several on one day, the one recorded last.
    pub counted: Option<&'a LentCount>,
    /// The findings, in the order of [`LentFinding`].
    pub findings: Vec<LentFinding<'a>>,
}

/// The things lent that are with a customer on a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LentThings<'a> {
    /// The things, by the day on which they are to come back, those without an end last, then by
    /// id.
    pub things: Vec<LentReading<'a>>,
    /// The value of those in the currency of the question.
    pub value: Total,
    /// The deposits for them in that currency.
    pub deposits: Total,
    /// The number of things with a value or a deposit in another currency, in neither sum.
    pub other_currency: u32,
}

impl Draft for LentThingDraft {
    fn check(&self, found: &mut Violations) {
        let from = self.from;
        let mut not_before = |field: &str, day: Option<Day>| {
            if let Some(day) = day.filter(|day| *day < from) {
                found.add(field, format!("must not lie before {from}, was {day}"));
            }
        };
        not_before("until", self.until);
        for (place, count) in self.counts.iter().enumerate() {
            not_before(&format!("counts.{place}.on"), Some(count.on));
        }
        not_before("returned", self.returned);
        let value = self.value;
        if !value.amount().is_positive() {
            found.add("value", format!("must be above 0, was {value}"));
        }
        if let Some(deposit) = self.deposit.filter(|it| !it.amount().is_positive()) {
            found.add("deposit", format!("must be above 0, was {deposit}"));
        }
    }
}

impl LentThingDraft {
    /// Returns `true` while it is with the customer: from its first day to the day before it came
    /// back.
    pub fn is_out(&self, t: AsOf) -> bool {
        t.sees(self.from) && !self.returned.is_some_and(|back| t.sees(back))
    }
}

impl<'a> LentThings<'a> {
    /// The things of ours that are with a customer on a date, with their sums in a currency.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::day;
    /// use guanxi::money::Currency;
    /// use guanxi::support::{
    ///     CountResult, LentCount, LentKind, LentThing, LentThingDraft, LentThings, SupportPolicy,
    /// };
    ///
    /// let freezer = LentThing::try_new(LentThingDraft {
    ///     id: "F-1".parse()?,
    ///     customer: "Li & Sons".parse()?,
    ///     kind: LentKind::Refrigerator,
    ///     name: "freezer".parse()?,
    ///     place: "the till".parse()?,
    ///     value: "CNY 2400".parse()?,
    ///     deposit: Some("CNY 500".parse()?),
    ///     from: day!(2026, 1, 10),
    ///     until: None,
    ///     counts: vec![LentCount {
    ///         on: day!(2026, 3, 2),
    ///         by: "Wang".parse()?,
    ///         result: CountResult::InPlace,
    ///     }],
    ///     returned: None,
    ///     line: None,
    /// })?;
    /// let (things, policy) = ([freezer], SupportPolicy::default());
    /// let t = AsOf::new(day!(2026, 12, 31));
    /// let found = LentThings::at(&"Li & Sons".parse()?, &things, Currency::CNY, &policy, t);
    /// assert_eq!(
    ///     found.things[0].to_string(),
    ///     "F-1, freezer, CNY 2,400.00, at the till; \
    ///      last counted on 2026-03-02, was to be counted again by 2026-08-29"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn at(
        customer: &CustomerId,
        things: &'a [LentThing],
        currency: Currency,
        policy: &SupportPolicyDraft,
        t: AsOf,
    ) -> Self {
        let out = things.iter().filter(|it| it.customer == *customer && it.is_out(t));
        let mut things: Vec<_> = out.map(|it| LentReading::new(it, policy, t)).collect();
        things.sort_by_key(|it| (it.thing.until.is_none(), it.thing.until, &it.thing.id));
        let (mut value, mut deposits, mut other_currency) = (Total::ZERO, Total::ZERO, 0_u32);
        for LentThingDraft { value: of_thing, deposit, .. } in things.iter().map(|it| &**it.thing) {
            let moneys = [Some(*of_thing), *deposit];
            if moneys.into_iter().flatten().any(|it| it.currency() != currency) {
                let counted = other_currency.checked_add(1);
                other_currency = proven!(counted, else u32::MAX, "as many as things in memory");
                continue;
            }
            value = value.plus(of_thing.amount());
            deposits = deposit.map_or(deposits, |it| deposits.plus(it.amount()));
        }
        Self { things, value, deposits, other_currency }
    }
}

impl<'a> LentReading<'a> {
    fn new(thing: &'a LentThing, policy: &SupportPolicyDraft, t: AsOf) -> Self {
        let counts = thing.counts.iter().filter(|it| t.sees(it.on));
        let counted = counts.max_by_key(|it| it.on);
        let last = counted.map(|it| it.on);
        let count_by = last.unwrap_or(thing.from).offset(policy.count_days.into());
        let place = match counted.map(|it| (&it.result, it.on)) {
            Some((CountResult::Missing, on)) => Some(LentFinding::Missing { on }),
            Some((CountResult::Elsewhere { place }, on)) => {
                Some(LentFinding::Elsewhere { place, on })
            }
            Some((CountResult::InPlace, _)) | None => None,
        };
        let is_uncounted = count_by < t.day();
        let end = thing.until.filter(|until| *until < t.day());
        let findings = [
            place,
            is_uncounted.then_some(LentFinding::NotCounted { last, count_by }),
            end.map(|until| LentFinding::NotReturned { until }),
        ];
        Self { thing, counted, findings: findings.into_iter().flatten().collect() }
    }
}

impl fmt::Display for LentFinding<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { on } => write!(f, "not found on {on}"),
            Self::Elsewhere { place, on } => write!(f, "found elsewhere on {on}: {place}"),
            Self::NotCounted { last: Some(last), count_by } => {
                write!(f, "last counted on {last}, was to be counted again by {count_by}")
            }
            Self::NotCounted { last: None, count_by } => {
                write!(f, "never counted, was to be counted by {count_by}")
            }
            Self::NotReturned { until } => write!(f, "was to come back by {until}"),
        }
    }
}

impl fmt::Display for LentReading<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LentThingDraft { id, name, place, value, until, .. } = &**self.thing;
        write!(f, "{id}, {name}, {value}, at {place}")?;
        if let Some(until) = until {
            write!(f, ", until {until}")?;
        }
        for finding in &self.findings {
            write!(f, "; {finding}")?;
        }
        Ok(())
    }
}

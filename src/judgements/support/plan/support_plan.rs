use crate::calendar::{Day, Validity};
use crate::id::{CustomerId, StaffId, SupportLineId};
use crate::lifecycle::Reason;
use crate::measure::{Ratio, proven};
use crate::money::{Amount, Currency, Money};
use crate::support::{PersonDays, SupportItem, SupportKind};
use crate::valid::{Draft, Valid, Violations};

/// A line of the yearly plan of support: one item, or people of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SupportLine {
    /// The id of the line.
    pub id: SupportLineId,
    /// The item; `None` for people of ours, their skills and their time.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub item: Option<SupportItem>,
    /// The support that is promised, in words.
    pub promised: Reason,
    /// The first day.
    pub from: Day,
    /// The last day, not before the first.
    pub to: Day,
    /// The budget in money.
    #[doc(alias = "支援预算")]
    pub money: Money,
    /// The budget in days of our people.
    pub person_days: PersonDays,
    /// The effect that is wanted.
    pub effect: Reason,
    /// The manner of reaching it.
    #[doc(alias = "实现效果的方式")]
    pub manner: Reason,
    /// The staff member who is responsible.
    pub responsible: StaffId,
}

/// The plain form of a [`SupportPlan`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SupportPlanDraft {
    /// The customer.
    pub customer: CustomerId,
    /// The currency of all amounts.
    pub currency: Currency,
    /// The first day, as a rule that of a year.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The lines, each with an id of its own.
    pub lines: Vec<SupportLine>,
}

/// The yearly plan of the support for a customer.
///
/// # Rule
///
/// > S25: each line names what is promised, its budget in money and in days of people, the effect
/// > that is wanted, the manner of reaching it, and who is responsible.
///
/// A plan that is changed in the year is another plan; entries stay with the ids of the lines.
#[doc(alias = "年度支援计划")]
pub type SupportPlan = Valid<SupportPlanDraft>;

impl SupportLine {
    /// The kind; `None` for people.
    pub fn kind(&self) -> Option<SupportKind> {
        self.item.map(SupportItem::kind)
    }

    /// The last day on which it is begun in time, by the share of its days after which it is late.
    /// For half of 365 days, the 183rd. A share above the whole counts as the whole.
    pub fn begin_by(&self, share: Ratio) -> Day {
        let later = self.later_days(share.min(Ratio::ONE));
        self.from.offset(proven!(later, else 0, "a share of days of the calendar"))
    }

    /// The days from the first day to the last one in time, rounded up: the day in the middle is in
    /// time.
    fn later_days(&self, share: Ratio) -> Option<i32> {
        let days = i64::from(self.to.days_since(self.from)).checked_add(1)?;
        let parts = days.checked_mul(share.parts_per_million().into())?;
        let before = parts.checked_add(999_999)?.checked_div(1_000_000)?;
        i32::try_from(before.checked_sub(1)?).ok()
    }
}

impl Draft for SupportPlanDraft {
    fn check(&self, found: &mut Violations) {
        check_order(found, self.from, self.to);
        for (place, line) in self.lines.iter().enumerate() {
            found.within(&format!("lines.{place}"), |found| {
                let mut before = self.lines.iter().take(place);
                if before.any(|it| it.id == line.id) {
                    found.add("id", format!("must stand once, {} stands again", line.id));
                }
                self.check_line(line, found);
            });
        }
    }
}

impl SupportPlanDraft {
    /// The line of an id.
    pub fn line(&self, id: &SupportLineId) -> Option<&SupportLine> {
        self.lines.iter().find(|it| it.id == *id)
    }

    fn check_line(&self, line: &SupportLine, found: &mut Violations) {
        check_order(found, line.from, line.to);
        let plan = Validity::try_new(self.from, Some(self.to)).ok();
        let is_within = |day| plan.is_none_or(|plan| plan.contains(day));
        for (field, day) in [("from", line.from), ("to", line.to)] {
            if !is_within(day) {
                let (from, to) = (self.from, self.to);
                found.add(field, format!("must lie from {from} to {to}, was {day}"));
            }
        }
        let money = line.money;
        if money.currency() != self.currency {
            found.add("money", format!("must be in {}, was {money}", self.currency));
        }
        if money.amount().is_negative() {
            found.add("money", format!("must not be negative, was {money}"));
        }
        if money.amount() == Amount::ZERO && !line.person_days.is_positive() {
            found.add("person_days", "must be above 0 without money, was 0".to_owned());
        }
    }
}

fn check_order(found: &mut Violations, from: Day, to: Day) {
    if to < from {
        found.add("to", format!("must not lie before {from}, was {to}"));
    }
}

/// Splits money among lines in proportion to weights, such as the purchases of their customers: a
/// budget, or the cost of what several customers had together. The parts add up to the whole, by
/// largest remainder, ties to the lower id; a weight of 0 or below gets nothing. By line id.
///
/// `None` when no weight is positive.
///
/// ```
/// use guanxi::money::{Amount, Money};
/// use guanxi::support::split_among_lines;
///
/// let cost: Money = "CNY 100".parse()?;
/// let one = Amount::from_minor(1);
/// let shares = [("L-3".parse()?, one), ("L-1".parse()?, one), ("L-2".parse()?, one)];
/// let parts = split_among_lines(cost, &shares).ok_or("no weight")?;
/// let said: Vec<String> = parts.iter().map(|(id, part)| format!("{id} {part}")).collect();
/// assert_eq!(said, ["L-1 CNY 33.34", "L-2 CNY 33.33", "L-3 CNY 33.33"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "费用分摊")]
pub fn split_among_lines(
    whole: Money,
    shares: &[(SupportLineId, Amount)],
) -> Option<Vec<(SupportLineId, Money)>> {
    let mut shares: Vec<&(SupportLineId, Amount)> = shares.iter().collect();
    shares.sort();
    let weights: Vec<Amount> = shares.iter().map(|(_, weight)| *weight).collect();
    let parts = whole.amount().split_by(&weights)?;
    let money = |part| Money::new(part, whole.currency());
    Some(shares.into_iter().zip(parts).map(|((id, _), part)| (id.clone(), money(part))).collect())
}

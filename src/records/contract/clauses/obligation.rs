use std::collections::BTreeSet;
use std::fmt;

use crate::calendar::{Day, Validity};
use crate::id::{ProductGroupId, UnitId};
use crate::measure::plural;
use crate::money::{Money, Total};
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// The event that counts for an obligation to purchase.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PurchaseEvent as "an event of a purchase" {
        /// The order.
        Ordered = "ordered",
        /// The delivery.
        Delivered = "delivered",
        /// The invoice.
        Invoiced = "invoiced",
    }
}

words! {
    /// Purchases above the target of a period.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum Carry as "a way to carry over" {
        /// They count for their period only: one good year does not buy three bad ones.
        #[default]
        None = "none",
        /// They count for the next period, too.
        Excess = "excess",
    }
}

words! {
    /// The consequence of an obligation that was missed and not cured.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ObligationRemedy as "a remedy for a missed obligation" {
        /// None.
        None = "none",
        /// The contract may be terminated.
        Terminate = "terminate",
        /// An exclusive right becomes a non-exclusive one from the day after the cure.
        #[doc(alias = "取消独家")]
        Downgrade = "downgrade",
        /// The customer pays for what is missing.
        PayShortfall = "pay_shortfall" => "pay shortfall",
    }
}

/// The least purchase of a period, with its unit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum PurchaseTarget {
    /// An amount; positive.
    Amount(Money),
    /// A quantity; positive.
    Quantity {
        /// The number of units.
        units: i64,
        /// The unit.
        unit: UnitId,
    },
}

impl PurchaseTarget {
    /// The target in minor units of its currency, or in its units.
    pub const fn minor(&self) -> i64 {
        match self {
            Self::Amount(money) => money.amount().minor(),
            Self::Quantity { units, .. } => *units,
        }
    }

    /// A sum in the measure of the target, as text.
    pub fn told(&self, sum: Total) -> String {
        match self {
            Self::Amount(money) => sum.with_currency(money.currency()).to_string(),
            Self::Quantity { unit, .. } => format!("{} {unit}", sum.minor()),
        }
    }
}

/// The target as text, with its unit.
impl fmt::Display for PurchaseTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.told(Total::from_minor(self.minor().into())))
    }
}

/// The plain form of an [`Obligation`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ObligationDraft {
    /// The product groups that count; all where it is empty.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeSet::is_empty"))]
    pub products: BTreeSet<ProductGroupId>,
    /// The event that the clause names.
    pub event: PurchaseEvent,
    /// The length of a period in months, counted from the first day of the contract; at least 1.
    pub months: u16,
    /// The target of a period; positive.
    pub target: PurchaseTarget,
    /// Purchases above the target.
    #[cfg_attr(feature = "serde", serde(default))]
    pub carry: Carry,
    /// The days after a period within which what is missing can be made up for, at most those of
    /// the shortest next period.
    #[cfg_attr(feature = "serde", serde(default))]
    pub cure_days: u16,
    /// The consequence.
    pub remedy: ObligationRemedy,
}

/// A duty to purchase at least an amount or a quantity in each period of a contract, checked.
///
/// ```
/// use guanxi::contract::{
///     Carry, Obligation, ObligationDraft, ObligationRemedy, PurchaseEvent, PurchaseTarget,
/// };
///
/// let draft = ObligationDraft {
///     products: ["feed".parse()?].into(),
///     event: PurchaseEvent::Delivered,
///     months: 3,
///     target: PurchaseTarget::Quantity { units: 0, unit: "t".parse()? },
///     carry: Carry::None,
///     cure_days: 120,
///     remedy: ObligationRemedy::Downgrade,
/// };
/// assert_eq!(
///     Obligation::try_new(draft).unwrap_err().to_string(),
///     "target must be positive, was 0 t; cure_days must not exceed 89, was 120"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "最低采购量")]
pub type Obligation = Valid<ObligationDraft>;

impl Draft for ObligationDraft {
    fn check(&self, found: &mut Violations) {
        found.at_least("months", 1, self.months);
        if self.target.minor() <= 0 {
            found.add("target", format!("must be positive, was {}", self.target));
        }
        // Periods from a February of a common year on are the shortest of their length.
        let february = Day::try_from_ymd(2025, 2, 1);
        if let Some(most) = february.and_then(|first| days_of(self.period(first, 0)?)) {
            found.at_most("cure_days", most, i32::from(self.cure_days));
        }
    }
}

fn days_of(days: Validity) -> Option<i32> {
    days.to()?.checked_offset(1).map(|next| next.days_since(days.from()))
}

impl ObligationDraft {
    /// The days of a period, counted from 0, of a contract with a first day; `None` beyond the
    /// calendar and for an obligation without a period.
    pub fn period(&self, first: Day, number: u16) -> Option<Validity> {
        let months = u32::from(self.months).checked_mul(number.into())?;
        let from = first.months_later(months);
        let next = first.months_later(months.checked_add(self.months.into())?);
        Validity::try_new(from, Some(next.checked_offset(-1)?)).ok()
    }
}

impl fmt::Display for Obligation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ObligationDraft { products, event, months, target, carry, cure_days, remedy } = &**self;
        write!(f, "{target} {event} in {months} {}", plural(*months, "month", "months"))?;
        let names: Vec<&str> = products.iter().map(ProductGroupId::as_str).collect();
        if !names.is_empty() {
            write!(f, " of {}", names.join(" and "))?;
        }
        let noun = plural(*cure_days, "day", "days");
        write!(f, ", carry {carry}, {cure_days} {noun} to cure, then {remedy}")
    }
}

use super::{AbcXyzCell, CellTexts};
use crate::measure::Ratio;
use crate::valid::{Draft, Order, Valid, Violations};

/// Plain form of [`XyzPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct XyzPolicyDraft {
    /// The coefficient of variation below which purchases are even.
    pub x_below: Ratio,
    /// The coefficient of variation below which they are changing, not erratic.
    pub y_below: Ratio,
    /// The full months below which there is no letter.
    pub least_months: u8,
    /// The full months that are looked at, at most.
    pub months: u8,
    /// The texts of the nine cells.
    pub cells: CellTexts,
}

/// The evenness of purchases by month, and the ways to treat the nine cells of ABC × XYZ (S11).
///
/// # Rule
///
/// > S11: over 6 full months or more, zeros counted and months before the start not: X with a
/// > coefficient of variation below ½, Y below 1, else Z; decided in integers, so that exactly ½ is
/// > not below ½. Nothing bought on balance: not applicable. Sales of one of the months missing:
/// > not judged.
///
/// The coefficient is that of the population, not of a sample, which is larger. An occasional buyer
/// is always Z; use [`lapse`](crate::lapse) for it. A customer with a season should be compared
/// with the same months of the year before.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::segment::{AbcXyzCell, Class, Xyz, XyzPolicy};
///
/// let policy = XyzPolicy::default();
/// let months = [5, 15, 5, 15, 5, 15].map(|minor| Amount::from_minor(minor).to_total());
/// let reading = policy.read_months(&months);
/// assert_eq!(reading.cv_squared().map(|it| it.to_string()).as_deref(), Some("0.25"));
/// assert_eq!(reading.letter(), Ok(Xyz::Y));
/// let cell = AbcXyzCell { class: Class::C, evenness: Xyz::Y };
/// assert_eq!(policy.treatment(cell), "price list and least order");
/// ```
#[doc(alias = "XYZ分析")]
pub type XyzPolicy = Valid<XyzPolicyDraft>;

impl Default for XyzPolicyDraft {
    fn default() -> Self {
        Self {
            x_below: Ratio::from_percent(50),
            y_below: Ratio::from_percent(100),
            least_months: 6,
            months: 12,
            cells: CellTexts::default(),
        }
    }
}

impl XyzPolicyDraft {
    /// The most full months that a policy may look at.
    pub const MOST_MONTHS: u8 = 60;

    /// The way to treat the customers of a cell.
    pub fn treatment(&self, cell: AbcXyzCell) -> &str {
        self.cells.text(cell)
    }
}

impl Draft for XyzPolicyDraft {
    fn check(&self, found: &mut Violations) {
        if self.x_below == Ratio::ZERO {
            found.add("x_below", format!("must exceed 0%, was {}", self.x_below));
        }
        found.check_order("y_below", Order::Rising, Some(self.x_below), self.y_below);
        found.at_least("least_months", 2, self.least_months);
        found.at_least("months", self.least_months, self.months);
        found.at_most("months", Self::MOST_MONTHS, self.months);
        found.within("cells", |found| self.cells.check(found));
    }
}

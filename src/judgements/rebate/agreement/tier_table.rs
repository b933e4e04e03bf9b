use super::{Tier, TierBound, TierPay};
use crate::measure::{Excess, proven};
use crate::money::Major;
use crate::valid::Violations;

/// A row of a table with both bounds, as agreements are often written: "from 600,000 up to
/// 1,000,000".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FromToRow {
    /// The lower bound.
    pub from: Major,
    /// The upper bound; `None` in the last row.
    pub to: Option<Major>,
    /// The pay.
    pub pays: TierPay,
}

/// The side on which a bound that two rows share belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FromToForm {
    /// Each row ends where the next begins: 0 to 600,000, 600,000 to 1,000,000.
    Shared,
    /// Rows of whole units, each ends one before the next begins: 1 to 29, 30 to 99. The lower
    /// bound of a tier is one less than its first unit, so that unit 30 is the first that pays by
    /// the second row.
    WholeUnits,
}

impl Tier {
    /// Reads a table with both bounds into tiers.
    ///
    /// # Errors
    ///
    /// Every gap and every overlap, with the row.
    ///
    /// ```
    /// use guanxi::money::Major;
    /// use guanxi::rebate::{FromToForm, FromToRow, Tier, TierPay};
    ///
    /// let pays = TierPay::PerUnit(Major::from_units(1));
    /// let row = |from, to: Option<u32>| {
    ///     FromToRow { from: Major::from_units(from), to: to.map(Major::from_units), pays }
    /// };
    /// let table = [row(1, Some(29)), row(31, None)];
    /// let error = Tier::from_table(&table, FromToForm::WholeUnits).unwrap_err();
    /// assert_eq!(error.to_string(), "rows.1.from leaves a gap after 29, was 31");
    /// ```
    pub fn from_table(rows: &[FromToRow], form: FromToForm) -> Result<Vec<Self>, Violations> {
        let mut found = Violations::default();
        let step = match form {
            FromToForm::Shared => 0,
            FromToForm::WholeUnits => 10_000,
        };
        found.each_row("rows", rows, |found, before, row| {
            if let Some(to) = row.to.filter(|to| *to <= row.from && form == FromToForm::Shared) {
                found.add("to", format!("must exceed {}, was {to}", row.from));
            }
            let Some(before) = before else {
                if row.from.ten_thousandths() < step {
                    found.add("from", format!("must be at least 1, was {}", row.from));
                }
                return;
            };
            let Some(end) = before.to else {
                found.add("from", format!("follows a row without an end, was {}", row.from));
                return;
            };
            let expected = end.ten_thousandths().checked_add(step);
            match expected.map(|it| row.from.ten_thousandths().cmp(&it)) {
                Some(std::cmp::Ordering::Equal) => {}
                Some(std::cmp::Ordering::Greater) => {
                    found.add("from", format!("leaves a gap after {end}, was {}", row.from));
                }
                Some(std::cmp::Ordering::Less) | None => {
                    found.add("from", format!("overlaps the row up to {end}, was {}", row.from));
                }
            }
        });
        if let Some(to) = rows.last().and_then(|row| row.to) {
            let path = format!("rows.{}.to", rows.len().excess_over(1));
            found.add(&path, format!("must be left out of the last row, was {to}"));
        }
        let tier = |row: &FromToRow| {
            let from = row.from.ten_thousandths().checked_sub(step);
            let from = proven!(from, else 0, "a checked row begins at 1 or later");
            Self { from: TierBound::Amount(Major::from_ten_thousandths(from)), pays: row.pays }
        };
        found.none_or(()).map(|()| rows.iter().map(tier).collect())
    }
}

use std::fmt;

use crate::segment::Class;
use crate::valid::{Violations, words};

words! {
    /// The evenness of a customer's purchases by month (S11).
    #[doc(alias = "XYZ分析")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Xyz as "a letter of XYZ" {
        /// Even: every month is like the others.
        X = "X",
        /// Changing, by season or trend.
        Y = "Y",
        /// Erratic.
        Z = "Z",
    }
}

/// A cell of ABC × XYZ: how much a customer buys, and how evenly.
///
/// Displayed as its code, `AX`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AbcXyzCell {
    /// The class by amount.
    pub class: Class,
    /// The evenness.
    pub evenness: Xyz,
}

impl AbcXyzCell {
    /// The code of the cell.
    pub const fn code(self) -> &'static str {
        match (self.class, self.evenness) {
            (Class::A, Xyz::X) => "AX",
            (Class::A, Xyz::Y) => "AY",
            (Class::A, Xyz::Z) => "AZ",
            (Class::B, Xyz::X) => "BX",
            (Class::B, Xyz::Y) => "BY",
            (Class::B, Xyz::Z) => "BZ",
            (Class::C, Xyz::X) => "CX",
            (Class::C, Xyz::Y) => "CY",
            (Class::C, Xyz::Z) => "CZ",
        }
    }
}

impl fmt::Display for AbcXyzCell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The ways to treat the customers of the nine cells, in the words of the company.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CellTexts {
    /// Large and even.
    pub ax: String,
    /// Large and changing.
    pub ay: String,
    /// Large and erratic.
    pub az: String,
    /// Between and even.
    pub bx: String,
    /// Between and changing.
    pub by: String,
    /// Between and erratic.
    pub bz: String,
    /// Small and even.
    pub cx: String,
    /// Small and changing.
    pub cy: String,
    /// Small and erratic.
    pub cz: String,
}

impl Default for CellTexts {
    fn default() -> Self {
        Self {
            ax: "fixed rhythm of delivery by contract, goods kept ready".to_owned(),
            ay: "a forecast agreed by season, goods kept for the peak".to_owned(),
            az: "a talk before each order, goods bought in on the order".to_owned(),
            bx: "standing orders with a reminder".to_owned(),
            by: "a forecast looked at each quarter".to_owned(),
            bz: "order by order, a deposit on large ones".to_owned(),
            cx: "standing orders by telephone or online".to_owned(),
            cy: "price list and least order".to_owned(),
            cz: "from stock, without a forecast".to_owned(),
        }
    }
}

impl CellTexts {
    /// The text of a cell.
    pub fn text(&self, cell: AbcXyzCell) -> &str {
        match (cell.class, cell.evenness) {
            (Class::A, Xyz::X) => &self.ax,
            (Class::A, Xyz::Y) => &self.ay,
            (Class::A, Xyz::Z) => &self.az,
            (Class::B, Xyz::X) => &self.bx,
            (Class::B, Xyz::Y) => &self.by,
            (Class::B, Xyz::Z) => &self.bz,
            (Class::C, Xyz::X) => &self.cx,
            (Class::C, Xyz::Y) => &self.cy,
            (Class::C, Xyz::Z) => &self.cz,
        }
    }

    pub(super) fn check(&self, found: &mut Violations) {
        for (field, text) in [
            ("ax", &self.ax),
            ("ay", &self.ay),
            ("az", &self.az),
            ("bx", &self.bx),
            ("by", &self.by),
            ("bz", &self.bz),
            ("cx", &self.cx),
            ("cy", &self.cy),
            ("cz", &self.cz),
        ] {
            if text.trim().is_empty() {
                found.add(field, format!("must not be blank, was {text:?}"));
            }
        }
    }
}

use crate::calendar::{AsOf, Day};
use crate::customer::{Field, Importance};
use crate::measure::{Ratio, proven};
use crate::valid::Violations;

/// The age that a record may reach, as a part of that of an ordinary customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct AgeFactors {
    /// Important customers, half.
    pub a: Ratio,
    /// Ordinary customers, the whole.
    pub b: Ratio,
    /// Small customers, twice.
    pub c: Ratio,
}

impl Default for AgeFactors {
    fn default() -> Self {
        Self { a: Ratio::from_percent(50), b: Ratio::ONE, c: Ratio::from_percent(200) }
    }
}

impl AgeFactors {
    /// The factor of an importance.
    pub const fn of(&self, importance: Importance) -> Ratio {
        match importance {
            Importance::A => self.a,
            Importance::B => self.b,
            Importance::C => self.c,
        }
    }

    /// Returns `true` when a record of an age is within its most days times the factor; one exactly
    /// as old still is.
    pub(super) fn allows(&self, age: u32, most: u16, importance: Importance) -> bool {
        !self.of(importance).is_exceeded_by(age.into(), most.into())
    }

    pub(super) fn check(&self, found: &mut Violations) {
        let Self { a, b, c } = self;
        if !(a.parts_per_million() > 0 && a <= b && b <= c) {
            found.add("age_factor", format!("must satisfy 0 < a ≤ b ≤ c, was {a}, {b}, {c}"));
        }
    }
}

/// The days from a day that is seen to the date.
pub(crate) fn days_between(day: Day, t: AsOf) -> u32 {
    let days = u32::try_from(t.day().days_since(day)).ok();
    proven!(days, else 0, "a record that is seen is not dated after the date")
}

/// The days for which a record of a field is fresh by default: credit and trouble move by the
/// quarter, relations by the half-year, people and places by the year, names hardly.
pub(super) const fn usual_max_age(field: Field) -> u16 {
    match field {
        Field::CurrentActivity | Field::Problems | Field::CreditStanding => 90,
        Field::Bank
        | Field::CompetitorRelations
        | Field::RelationWithUs
        | Field::Cooperation
        | Field::Strategy
        | Field::TermsOfTrade => 180,
        Field::Address
        | Field::Phone
        | Field::Owner
        | Field::Managers
        | Field::LegalRepresentative
        | Field::MainBusiness
        | Field::ProductsAndBrands
        | Field::MarketArea
        | Field::SellingPower
        | Field::Finances
        | Field::GrowthPotential
        | Field::Size
        | Field::SalesResults
        | Field::StaffQuality
        | Field::Advantages
        | Field::Reputation => 365,
        Field::Name
        | Field::LegalForm
        | Field::Philosophy
        | Field::Policies
        | Field::Technology => 730,
    }
}

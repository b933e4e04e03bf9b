use std::fmt;

use super::{Card, CardPolicy, Field, Section};
use crate::calendar::AsOf;
use crate::measure::{Quotient, proven};

/// The weight of the filled fields, and of all fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Filled {
    /// The weight of the filled fields.
    pub weight: u32,
    /// The weight of all fields.
    pub of: u32,
}

impl Filled {
    const NOTHING: Self = Self { weight: 0, of: 0 };

    /// The filled part, exactly; `None` when no field counts.
    ///
    /// ```
    /// # use guanxi::{customer::Filled, measure::Ratio};
    /// let filled = Filled { weight: 3, of: 4 };
    /// assert!(filled.share().is_some_and(|share| share == Ratio::from_percent(75)));
    /// assert_eq!(Filled { weight: 0, of: 0 }.share(), None);
    /// ```
    pub fn share(self) -> Option<Quotient> {
        Quotient::try_new(i128::from(self.weight), i128::from(self.of))
    }

    fn plus(self, other: Self) -> Self {
        let sum = |a: u32, b: u32| proven!(a.checked_add(b), else u32::MAX, "30 fields of at most 65,535 each");
        Self { weight: sum(self.weight, other.weight), of: sum(self.of, other.of) }
    }
}

/// The completeness of a card on a date, by section and overall, with the mandatory fields that are
/// not filled.
///
/// Displayed as one sentence. Its percentage is rounded down, so that a card never reads as
/// complete before it is.
#[doc(alias = "资料完整度")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Completeness {
    overall: Filled,
    sections: [(Section, Filled); Section::ALL.len()],
    missing: Vec<Field>,
}

/// Compares a card on a date with the weights and mandatory fields of a policy.
///
/// # Rule
///
/// > S1: Completeness by section, with weights and mandatory fields: the weight of the fields that
/// > have an entry over the weight of all fields. An entry recorded after the as-of date is not
/// > seen.
///
/// ```
/// use guanxi::calendar::{AsOf, Day};
/// use guanxi::customer::{Card, CardPolicy, Entry, Field, Section, completeness};
///
/// let (mut card, visit): (_, Day) = (Card::default(), "2026-03-02".parse()?);
/// for (field, text) in [(Field::Name, "Li & Co"), (Field::Phone, "020 5550 1234")] {
///     card.record(field, Entry::try_new(text, visit, "Wang".parse()?)?)?;
/// }
/// let found = completeness(&card, AsOf::new(visit), &CardPolicy::default());
/// let basics = found.section(Section::Basics).share();
/// assert_eq!(basics.map(|share| share.to_string()).as_deref(), Some("0.2"));
/// assert_eq!(
///     found.to_string(),
///     "the card is 6.6% complete and lacks address, legal_representative, bank, main_business, \
///      credit_standing, terms_of_trade"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "资料完整度")]
pub fn completeness(card: &Card, t: AsOf, policy: &CardPolicy) -> Completeness {
    let is_filled = |field: Field| card.entry(field, t).is_some();
    let sections = Section::ALL.map(|section| {
        let fields = Field::ALL.into_iter().filter(|field| field.section() == section);
        let filled = fields.fold(Filled::NOTHING, |filled, field| {
            let of = u32::from(policy.weight(field));
            let weight = if is_filled(field) { of } else { 0 };
            filled.plus(Filled { weight, of })
        });
        (section, filled)
    });
    let overall = sections.iter().fold(Filled::NOTHING, |all, (_, filled)| all.plus(*filled));
    let missing = policy.mandatory.iter().copied().filter(|field| !is_filled(*field)).collect();
    Completeness { overall, sections, missing }
}

impl Completeness {
    /// The completeness of the whole card.
    pub const fn overall(&self) -> Filled {
        self.overall
    }

    /// The completeness of one section.
    pub fn section(&self, section: Section) -> Filled {
        let found = self.sections.iter().find(|(name, _)| *name == section);
        found.map_or(Filled::NOTHING, |(_, filled)| *filled)
    }

    /// Mandatory fields without an entry, in the order of the card.
    pub fn missing(&self) -> &[Field] {
        &self.missing
    }
}

impl fmt::Display for Completeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let share = self.overall.share();
        let share = proven!(share, else Quotient::ZERO, "a valid policy has a field that counts");
        write!(f, "the card is {} complete and lacks ", share.percent())?;
        if self.missing.is_empty() {
            return f.write_str("nothing mandatory");
        }
        let missing: Vec<_> = self.missing.iter().map(|field| field.code()).collect();
        f.write_str(&missing.join(", "))
    }
}

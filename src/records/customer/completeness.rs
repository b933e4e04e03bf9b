use std::fmt;

use super::{Card, CardPolicy, Field, Section};
use crate::calendar::AsOf;
use crate::measure::Quotient;

/// The weight of the filled fields, and of all fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Filled {
    /// What the filled fields weigh.
    pub weight: u32,
    /// What all fields weigh.
    pub of: u32,
}

impl Filled {
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

    /// Fields weigh at most 65,535 and there are 30, so no sum comes near the end of the type.
    const fn plus(self, other: Self) -> Self {
        Self {
            weight: self.weight.saturating_add(other.weight),
            of: self.of.saturating_add(other.of),
        }
    }
}

/// How complete a card is on a date, by section and overall, and which mandatory fields are not
/// filled.
///
/// Says itself in one sentence, its percentage rounded down so that a card never reads as complete
/// before it is.
#[doc(alias = "资料完整度")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Completeness {
    overall: Filled,
    sections: [(Section, Filled); Section::ALL.len()],
    missing: Vec<Field>,
}

/// Weighs what a card says on a date against what it should say.
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
/// for (field, text) in [(Field::Name, "Li & Co"), (Field::Phone, "020 5550 1234"), (Field::Owner, "Li")] {
///     card.record(field, Entry::try_new(text, visit, "Wang".parse()?)?)?;
/// }
/// let found = completeness(&card, AsOf::new(visit), &CardPolicy::default());
/// assert_eq!(found.section(Section::Basics).share().map(|share| share.to_string()).as_deref(), Some("0.3"));
/// assert_eq!(
///     found.to_string(),
///     "the card is 10% complete and lacks address, legal_representative, bank, main_business, credit_standing, \
///      terms_of_trade"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "资料完整度")]
pub fn completeness(card: &Card, t: AsOf, policy: &CardPolicy) -> Completeness {
    let is_filled = |field: Field| card.entry(field, t).is_some();
    let fields = |section| Field::ALL.into_iter().filter(move |field| field.section() == section);
    let sections = Section::ALL.map(|section| {
        let filled = fields(section).map(|field| {
            let of = u32::from(policy.weight(field));
            let weight = if is_filled(field) { of } else { 0 };
            Filled { weight, of }
        });
        (section, sum(filled))
    });
    Completeness {
        overall: sum(sections.into_iter().map(|(_, filled)| filled)),
        sections,
        missing: Field::ALL
            .into_iter()
            .filter(|field| policy.mandatory.contains(field) && !is_filled(*field))
            .collect(),
    }
}

fn sum(parts: impl Iterator<Item = Filled>) -> Filled {
    parts.fold(Filled { weight: 0, of: 0 }, Filled::plus)
}

impl Completeness {
    /// The whole card.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day}, customer::{Card, CardPolicy, completeness}};
    /// let found = completeness(&Card::default(), AsOf::new(Day::default()), &CardPolicy::default());
    /// assert_eq!((found.overall().weight, found.overall().of), (0, 30));
    /// ```
    pub const fn overall(&self) -> Filled {
        self.overall
    }

    /// One section of the card.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day}, customer::{Card, CardPolicy, Section, completeness}};
    /// let found = completeness(&Card::default(), AsOf::new(Day::default()), &CardPolicy::default());
    /// assert_eq!(found.section(Section::Business).of, 5);
    /// ```
    pub fn section(&self, section: Section) -> Filled {
        sum(self
            .sections
            .into_iter()
            .filter(|(name, _)| *name == section)
            .map(|(_, filled)| filled))
    }

    /// Mandatory fields without an entry, in the order of the card.
    ///
    /// ```
    /// # use guanxi::{calendar::{AsOf, Day}, customer::{Card, CardPolicy, Field, completeness}};
    /// let found = completeness(&Card::default(), AsOf::new(Day::default()), &CardPolicy::default());
    /// assert_eq!(found.missing().first(), Some(&Field::Name));
    /// ```
    pub fn missing(&self) -> &[Field] {
        &self.missing
    }
}

impl fmt::Display for Completeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The policy leaves a field that counts, so the share is always there.
        let share = self.overall.share().unwrap_or(Quotient::ZERO);
        write!(f, "the card is {} complete and lacks ", share.percent())?;
        if self.missing.is_empty() {
            return f.write_str("nothing mandatory");
        }
        let missing: Vec<_> = self.missing.iter().map(|field| field.code()).collect();
        f.write_str(&missing.join(", "))
    }
}

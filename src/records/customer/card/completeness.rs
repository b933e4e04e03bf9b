use std::fmt;

use super::standing::Records;
use super::{CardView, FieldFilling, FieldStanding};
use crate::calendar::AsOf;
use crate::customer::{CardPolicy, Field, Importance, Section};
use crate::measure::{Quotient, proven};
use crate::valid::words;

words! {
    /// The state of a field of the card, by which it counts.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum FieldState as "a state of a field" {
        /// The reader may not see the field: it does not count.
        Withheld = "withheld",
        /// Nothing is known.
        #[doc(alias = "缺项")]
        Empty = "empty",
        /// Two values are in conflict: complete, not current.
        #[doc(alias = "资料冲突")]
        Conflict = "conflict",
        /// The value is older than the policy allows: complete, not current.
        #[doc(alias = "过期资料")]
        Stale = "stale",
        /// The value is fresh, from a source that is not trusted enough.
        Current = "current",
        /// The value is fresh and trusted.
        Trusted = "trusted",
    }
}

/// The state of a field of a card on a date.
///
/// # Rule
///
/// > S1: a field is *complete* when it has a value, *current* when it is also fresh and not in
/// > conflict, *trusted* when also its trust reaches the least of the policy.
pub fn field_state(
    card: &CardView<'_>,
    field: Field,
    t: AsOf,
    importance: Importance,
) -> FieldState {
    let records = card.may_see(field).then(|| card.records(field, t));
    state_of(card.policy(), field, records, t, importance)
}

/// The state of a field by its records; `None` where they may not be seen.
fn state_of(
    policy: &CardPolicy,
    field: Field,
    records: Option<Records<'_>>,
    t: AsOf,
    importance: Importance,
) -> FieldState {
    let Some(records) = records else { return FieldState::Withheld };
    let (confirmed, trust) = match records.undisputed() {
        Some(FieldFilling::Value { confirmed, .. }) => (confirmed, None),
        Some(FieldFilling::Empty) => return FieldState::Empty,
        Some(FieldFilling::Withheld) => return FieldState::Withheld,
        Some(FieldFilling::Conflict) => return FieldState::Conflict,
        None => match records.standing() {
            FieldStanding::Withheld => return FieldState::Withheld,
            FieldStanding::Empty => return FieldState::Empty,
            FieldStanding::Conflict { .. } => return FieldState::Conflict,
            FieldStanding::Value(value) => (value.confirmed, Some(value.trust)),
        },
    };
    let is_trusted = || match trust {
        Some(trust) => trust.reaches(policy.trust.least.into()),
        None => records.has_trusted(),
    };
    if !policy.is_fresh(field, confirmed, t, importance) {
        FieldState::Stale
    } else if is_trusted() {
        FieldState::Trusted
    } else {
        FieldState::Current
    }
}

/// The weight of the complete, the current and the trusted fields, and of all fields that may be
/// seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Filled {
    /// The weight of the fields with a value.
    pub complete: u32,
    /// The weight of those whose value is fresh and not in conflict.
    pub current: u32,
    /// The weight of those whose value is also trusted.
    pub trusted: u32,
    /// The weight of all fields.
    pub of: u32,
}

impl Filled {
    const NOTHING: Self = Self { complete: 0, current: 0, trusted: 0, of: 0 };

    /// A field of a weight.
    const fn one(state: FieldState, weight: u32) -> Self {
        let none = Self { of: weight, ..Self::NOTHING };
        match state {
            FieldState::Withheld => Self::NOTHING,
            FieldState::Empty => none,
            FieldState::Conflict | FieldState::Stale => Self { complete: weight, ..none },
            FieldState::Current => Self { complete: weight, current: weight, ..none },
            FieldState::Trusted => {
                Self { complete: weight, current: weight, trusted: weight, of: weight }
            }
        }
    }

    /// The complete part, exactly; `None` when no field counts.
    ///
    /// ```
    /// # use guanxi::{customer::Filled, measure::Ratio};
    /// let filled = Filled { complete: 3, current: 2, trusted: 1, of: 4 };
    /// assert!(filled.complete_share().is_some_and(|share| share == Ratio::from_percent(75)));
    /// assert!(filled.trusted_share() < filled.current_share());
    /// ```
    pub fn complete_share(self) -> Option<Quotient> {
        self.share(self.complete)
    }

    /// The current part, exactly; `None` when no field counts.
    pub fn current_share(self) -> Option<Quotient> {
        self.share(self.current)
    }

    /// The trusted part, exactly; `None` when no field counts.
    pub fn trusted_share(self) -> Option<Quotient> {
        self.share(self.trusted)
    }

    fn share(self, part: u32) -> Option<Quotient> {
        Quotient::try_new(i128::from(part), i128::from(self.of))
    }

    fn plus(self, other: Self) -> Self {
        let sum = |a: u32, b: u32| proven!(a.checked_add(b), else u32::MAX, "30 fields of at most 65,535 each");
        Self {
            complete: sum(self.complete, other.complete),
            current: sum(self.current, other.current),
            trusted: sum(self.trusted, other.trusted),
            of: sum(self.of, other.of),
        }
    }
}

/// The completeness of a card on a date, by section and overall, with the mandatory fields that are
/// not filled.
///
/// Displayed as one sentence. Its percentages are rounded down, so that a card never reads as
/// complete before it is.
#[doc(alias = "资料完整度")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Completeness {
    overall: Filled,
    sections: [(Section, Filled); Section::ALL.len()],
    missing: Vec<Field>,
}

/// Compares a card on a date with the weights, the mandatory fields, the ages and the trust of its
/// policy.
///
/// # Rule
///
/// > S1: three exact fractions of the weight of all fields: *complete*, *current*, *trusted*, by
/// > section and overall; trusted ≤ current ≤ complete. An entry recorded after the as-of date is
/// > not seen. A field that the reader may not see counts neither as filled nor as missing.
///
/// ```
/// use guanxi::calendar::AsOf;
/// use guanxi::customer::{
///     Card, CardPolicy, CardView, Entry, Field, Importance, Section, completeness,
/// };
/// use guanxi::day;
///
/// let (mut card, policy) = (Card::default(), CardPolicy::default());
/// let visit = day!(2026, 3, 2);
/// for (field, text) in [(Field::Name, "Li & Co"), (Field::Phone, "020 5550 1234")] {
///     card.record(field, Entry::try_new(text, visit, "Wang".parse()?)?)?;
/// }
/// let view = CardView::in_full(&card, &policy);
/// let found = completeness(&view, AsOf::new(visit), Importance::B);
/// let basics = found.section(Section::Basics).complete_share();
/// assert_eq!(basics.map(|share| share.to_string()).as_deref(), Some("0.2"));
/// assert_eq!(
///     found.to_string(),
///     "the card is 6.6% complete, 6.6% current and 6.6% trusted; it lacks address, \
///      legal representative, bank, main business, credit standing, terms of trade"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "资料完整度")]
pub fn completeness(card: &CardView<'_>, t: AsOf, importance: Importance) -> Completeness {
    let policy = card.policy();
    let mut sections = Section::ALL.map(|section| (section, Filled::NOTHING));
    let mut missing = Vec::new();
    for (field, records) in card.by_field(t) {
        let state = state_of(policy, field, records, t, importance);
        let filled = Filled::one(state, u32::from(policy.weight(field)));
        for (section, all) in &mut sections {
            if *section == field.section() {
                *all = all.plus(filled);
            }
        }
        if state == FieldState::Empty && policy.mandatory.contains(&field) {
            missing.push(field);
        }
    }
    let overall = sections.iter().fold(Filled::NOTHING, |all, (_, filled)| all.plus(*filled));
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

    /// Mandatory fields without a value, in the order of the card.
    pub fn missing(&self) -> &[Field] {
        &self.missing
    }
}

impl fmt::Display for Completeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = self.overall;
        let shares = all.complete_share().zip(all.current_share()).zip(all.trusted_share());
        let Some(((complete, current), trusted)) = shares else {
            return f.write_str("no field of the card may be seen");
        };
        let (complete, current) = (complete.percent(), current.percent());
        let trusted = trusted.percent();
        write!(f, "the card is {complete} complete, {current} current and {trusted} trusted; ")?;
        if self.missing.is_empty() {
            return f.write_str("it lacks nothing mandatory");
        }
        let missing: Vec<_> = self.missing.iter().map(ToString::to_string).collect();
        write!(f, "it lacks {}", missing.join(", "))
    }
}

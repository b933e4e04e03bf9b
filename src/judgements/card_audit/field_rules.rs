use super::StaleField;
use crate::calendar::{AsOf, Day};
use crate::customer::{CardPolicy, CardView, Field, FieldFilling, Importance};
use crate::measure::proven;

/// The rules of one field.
#[derive(Debug, Clone, Copy)]
pub(super) struct FieldRule {
    pub(super) weight: u32,
    pub(super) is_mandatory: bool,
    /// The days for which a value is fresh, by importance.
    fresh_days: [u32; Importance::ALL.len()],
}

/// The rules of the fields, read from the policy of the card once for all cards that go by it.
#[derive(Debug)]
pub(super) struct FieldRules<'a> {
    policy: &'a CardPolicy,
    /// In the order of the card.
    rules: [FieldRule; Field::ALL.len()],
}

/// The days from a day to the date; none to an earlier date.
pub(super) fn days_since(day: Day, t: AsOf) -> u32 {
    u32::try_from(t.day().days_since(day)).unwrap_or_default()
}

impl<'a> FieldRules<'a> {
    pub(super) fn new(policy: &'a CardPolicy) -> Self {
        let rules = Field::ALL.map(|field| FieldRule {
            weight: policy.weight(field).into(),
            is_mandatory: policy.mandatory.contains(&field),
            fresh_days: Importance::ALL.map(|it| fresh_days(policy, field, it)),
        });
        Self { policy, rules }
    }

    /// The rules of a policy. Those in `held` serve again where they come from the same policy.
    pub(super) fn reuse_or_new<'r>(
        held: &'r mut Option<Box<Self>>,
        policy: &'a CardPolicy,
    ) -> &'r Self {
        let same = held.take().filter(|it| std::ptr::eq(it.policy, policy));
        held.insert(same.unwrap_or_else(|| Box::new(Self::new(policy))))
    }

    /// The fields of a card with their states on a date and their rules, in the order of the card.
    pub(super) fn read<'c>(
        &self,
        card: &CardView<'c>,
        t: AsOf,
    ) -> impl Iterator<Item = (Field, FieldFilling<'c>, &FieldRule)> {
        card.fillings(t).zip(&self.rules).map(|((field, filling), rule)| (field, filling, rule))
    }

    /// The fields of a card that are mandatory and empty.
    pub(super) fn missing(&self, card: &CardView<'_>, t: AsOf) -> Vec<Field> {
        let is_missing =
            |filling, rule: &FieldRule| rule.is_mandatory && matches!(filling, FieldFilling::Empty);
        let all = self.read(card, t);
        all.filter_map(|(field, it, rule)| is_missing(it, rule).then_some(field)).collect()
    }
}

impl FieldRule {
    /// The value of a field where it is older than the importance allows.
    pub(super) fn stale(
        &self,
        field: Field,
        confirmed: Day,
        t: AsOf,
        importance: Importance,
    ) -> Option<StaleField> {
        let [a, b, c] = self.fresh_days;
        let fresh_days = match importance {
            Importance::A => a,
            Importance::B => b,
            Importance::C => c,
        };
        let age_days = days_since(confirmed, t);
        (age_days > fresh_days).then_some(StaleField { field, confirmed, age_days, fresh_days })
    }
}

/// The whole days for which a value is fresh: an age is a whole number, so that the part of a day
/// that is cut off makes none stale.
fn fresh_days(policy: &CardPolicy, field: Field, importance: Importance) -> u32 {
    let parts = u64::from(policy.age_factor.of(importance).parts_per_million());
    let fresh = parts.checked_mul(policy.max_age_days(field).into()).map(|it| it / 1_000_000);
    let fresh_days = fresh.and_then(|days| u32::try_from(days).ok());
    proven!(fresh_days, else u32::MAX, "65,535 days times 4,295 at most")
}

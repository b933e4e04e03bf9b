use super::{BargainingBounds, GrowthLevels, KeyAccountScorecards, MatrixRules, SelectionRules};
use crate::valid::{Draft, Valid, Violations};

/// Plain form of a [`KeyAccountPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct KeyAccountPolicyDraft {
    /// The selection of key accounts.
    pub selection: SelectionRules,
    /// The growth from which potential is medium and high.
    pub growth: GrowthLevels,
    /// The bounds of bargaining power.
    pub bargaining: BargainingBounds,
    /// The months from which a customer is slow to replace, 12 by default.
    pub slow_to_replace_months: u16,
    /// The matrix of attractiveness and relationship.
    pub matrix: MatrixRules,
    /// The scorecards.
    pub cards: KeyAccountScorecards,
}

/// The policy of key accounts (S16, S17): their selection, bounds of growth and of bargaining
/// power, the matrix, and the scorecards of its axes and of fit.
///
/// # Rule
///
/// > S16: class A; class B with growth of 10 % a year or more, or attractive and weak in
/// > bargaining; a strategic flag. Out: a knock-out, dangerous without a flag, no contract in
/// > force.
///
/// > S17: attractiveness × relationship, lines at 33 and 67, nine strategies.
///
/// ```
/// use guanxi::key_account::{KeyAccountPolicy, KeyAccountPolicyDraft};
///
/// let mut draft = KeyAccountPolicyDraft::default();
/// draft.growth.medium = draft.growth.high;
/// draft.selection.reviews = 0;
/// assert_eq!(
///     KeyAccountPolicy::try_new(draft).unwrap_err().to_string(),
///     "selection.reviews must be at least 1, was 0; \
///      growth.high must exceed medium (10%), was 10%"
/// );
/// ```
#[doc(alias = "重点客户")]
#[doc(alias = "关键客户")]
#[doc(alias = "核心客户")]
pub type KeyAccountPolicy = Valid<KeyAccountPolicyDraft>;

impl Default for KeyAccountPolicyDraft {
    fn default() -> Self {
        Self {
            selection: SelectionRules::default(),
            growth: GrowthLevels::default(),
            bargaining: BargainingBounds::default(),
            slow_to_replace_months: 12,
            matrix: MatrixRules::default(),
            cards: KeyAccountScorecards::default(),
        }
    }
}

impl Draft for KeyAccountPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.within("selection", |found| self.selection.check(found));
        found.within("growth", |found| {
            let GrowthLevels { medium, high } = self.growth;
            if medium >= high {
                found.add("high", format!("must exceed medium ({medium}), was {high}"));
            }
        });
        found.within("bargaining", |found| self.bargaining.check(found));
        found.at_least("slow_to_replace_months", 1, self.slow_to_replace_months);
        found.within("matrix", |found| self.matrix.check(found));
        found.within("cards", |found| self.cards.check(found, &self.matrix));
    }
}

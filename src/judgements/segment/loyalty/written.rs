//! The policy of loyalty as it is read: what a document of form 1 meant stays what it means.

use std::collections::BTreeSet;

use super::policy::{LoyaltyPolicyDraft, RegularityMethod};
use super::{OwnRhythm, Weights};
use crate::measure::Ratio;
use crate::segment::attitude::AttitudePolicyDraft;
use crate::trade::BreachKind;

/// The fields of the plain form, of which those of regularity tell whether they are stated.
#[derive(serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Written {
    weights: Weights,
    switcher_points: u8,
    loyal_from: u8,
    least_coverage: Ratio,
    regularity: Option<RegularityMethod>,
    fewest_months: Option<u8>,
    own_rhythm: Option<OwnRhythm>,
    window_days: u16,
    breaches: BTreeSet<BreachKind>,
    observed: Option<AttitudePolicyDraft>,
}

impl Default for Written {
    fn default() -> Self {
        let LoyaltyPolicyDraft {
            weights,
            switcher_points,
            loyal_from,
            least_coverage,
            regularity: _,
            fewest_months: _,
            own_rhythm: _,
            window_days,
            breaches,
            observed,
        } = LoyaltyPolicyDraft::default();
        Self {
            weights,
            switcher_points,
            loyal_from,
            least_coverage,
            regularity: None,
            fewest_months: None,
            own_rhythm: None,
            window_days,
            breaches,
            observed,
        }
    }
}

impl From<Written> for LoyaltyPolicyDraft {
    fn from(written: Written) -> Self {
        let Written {
            weights,
            switcher_points,
            loyal_from,
            least_coverage,
            regularity,
            fewest_months,
            own_rhythm,
            window_days,
            breaches,
            observed,
        } = written;
        let usual = Self::default();
        // Form 1 had no word for the method: months were stated, or the own rhythm.
        let by_form_1 = match (fewest_months, own_rhythm) {
            (Some(_), None) => RegularityMethod::Months,
            (Some(_) | None, Some(_)) | (None, None) => RegularityMethod::OwnRhythm,
        };
        Self {
            weights,
            switcher_points,
            loyal_from,
            least_coverage,
            regularity: regularity.unwrap_or(by_form_1),
            fewest_months: fewest_months.unwrap_or(usual.fewest_months),
            own_rhythm: own_rhythm.unwrap_or(usual.own_rhythm),
            window_days,
            breaches,
            observed,
        }
    }
}

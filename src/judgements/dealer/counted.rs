use std::collections::BTreeMap;

use super::{DealerFinding, DealerPolicyDraft, MeansBands};
use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::id::CriterionId;
use crate::means::{Means, MeansCount, MeansQuantity};
use crate::measure::proven;
use crate::money::{Currency, Major};
use crate::scorecard::{CriterionAnswer, CriterionAnswers};

/// Puts levels from counts in the place of ratings, with a finding for each rating beside a count
/// and for each count that is old.
pub(super) fn counted(
    policy: &DealerPolicyDraft,
    account: AccountView<'_>,
    t: AsOf,
    answers: &mut CriterionAnswers,
    findings: &mut Vec<DealerFinding>,
) {
    let mut levels: BTreeMap<&CriterionId, u8> = BTreeMap::new();
    for bands in &policy.means {
        let Some(count) = MeansCount::latest(account.means_counts(), bands.kind, t) else {
            continue;
        };
        let (kind, on) = (bands.kind, count.on);
        if t.day().days_since(on) >= i32::from(policy.means_age_days) {
            findings.push(DealerFinding::OldCount { kind, on });
            continue;
        }
        if matches!(answers.get(&bands.criterion), Some(CriterionAnswer::Rated(_))) {
            let criterion = bands.criterion.clone();
            findings.push(DealerFinding::RatedThoughCounted { criterion, kind, on });
        }
        if let Some(level) = level(bands, count.means, account.currency()) {
            let lowest = levels.entry(&bands.criterion).or_insert(level);
            *lowest = (*lowest).min(level);
        }
    }
    for (criterion, level) in levels {
        answers.insert(criterion.clone(), CriterionAnswer::measured(level.into()));
    }
}

/// The level of a count: the number of bounds that it reaches; `None` where no bounds are stated.
fn level(bands: &MeansBands, means: Means, currency: Currency) -> Option<u8> {
    let reaches = |bound: u32| match means.quantity() {
        MeansQuantity::Money(capital) => {
            capital.amount() >= Major::from_units(bound).to_minor_ceil(currency)
        }
        MeansQuantity::Number(count) => count >= bound,
    };
    let level = bands.from.iter().filter(|bound| reaches(**bound)).count();
    let level = u8::try_from(level).ok();
    let level = proven!(level, else u8::MAX, "a scale has at most 101 levels");
    (!bands.from.is_empty()).then_some(level)
}

use std::collections::BTreeMap;

use super::case_policy::CasePolicy;
use super::effect::Inhibitor;
use super::episode::Episode;
use super::history::Input;
use super::looks::{Circumstances, standing};
use super::register::{Notice, RegisterRefused, WarningKey};
use crate::calendar::AsOf;
use crate::id::CustomerKey;
use crate::warning::{ByRule, Outcome, Rule};

/// A step of a whole book, as it is taken for one customer after the other.
pub(super) struct Step<'a> {
    pub(super) evaluation: u64,
    pub(super) stale: ByRule<bool>,
    pub(super) suspect: ByRule<bool>,
    pub(super) t: AsOf,
    pub(super) policy: &'a CasePolicy,
}

impl Step<'_> {
    /// Looks at every rule of a customer. What acts on a rule is known before any episode has moved, so
    /// the order of rules does not matter.
    pub(super) fn take(
        &self,
        customer: CustomerKey,
        outcomes: ByRule<Outcome>,
        circumstances: &Circumstances,
        files: &mut BTreeMap<CustomerKey, Vec<Episode>>,
        notices: &mut Vec<Notice>,
    ) -> Result<(), RegisterRefused> {
        let file = files.entry(customer).or_default();
        let looks =
            ByRule::each(|rule| circumstances.look(rule, *outcomes.of(rule), *self.stale.of(rule)));
        let find = |file: &Vec<Episode>, rule: Rule| file.iter().position(|it| it.rule() == rule);
        let standing = ByRule::each(|rule| {
            let episode = find(file, rule).and_then(|place| file.get(place));
            standing(episode, *looks.of(rule))
        });
        for rule in Rule::ALL {
            let place = find(file, rule);
            let is_breach = outcomes.of(rule).level().is_some() && !*self.stale.of(rule);
            if place.is_none() && !is_breach {
                continue;
            }
            let mut seen =
                circumstances.observed(rule, *looks.of(rule), standing, &self.policy.influences);
            let is_new =
                place.and_then(|it| file.get(it)).is_none_or(|it| it.open_case().is_none());
            if is_new && *self.suspect.of(rule) {
                seen.inhibited_by = Some(Inhibitor::SuspectBatch);
            }
            let input = Input::Look { evaluation: self.evaluation, seen };
            let place = place.unwrap_or_else(|| {
                file.push(Episode::new(rule));
                file.len().saturating_sub(1)
            });
            let Some(episode) = file.get_mut(place) else { continue };
            let refused = |refused| RegisterRefused::Episode { customer, rule, refused };
            let effects = episode.apply(input, self.t, self.policy).map_err(refused)?;
            let key = WarningKey { customer, rule };
            notices.extend(effects.into_iter().map(|effect| Notice::Warning(key, effect)));
        }
        file.retain(|episode| !episode.is_blank());
        Ok(())
    }
}

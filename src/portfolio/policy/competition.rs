use std::collections::BTreeSet;

use crate::agreement::{
    CompetitionCode, CompetitionFacts, CompetitionFinding, CompetitionPolicy, Regime,
    competition_findings, resale_price_grounds,
};
use crate::trade::BreachKind;

/// The cautions about a policy, by the breaches that its scores read and by the bar of passive
/// sales.
///
/// The sanctions of a policy are for diversion. Shares of the market are asked of contracts only.
pub(super) fn findings(
    scored: &BTreeSet<BreachKind>,
    bars_passive_sales: bool,
    policy: &CompetitionPolicy,
    regimes: &BTreeSet<Regime>,
) -> Vec<CompetitionFinding> {
    let sanctioned = BTreeSet::from([BreachKind::Diversion]);
    let facts = CompetitionFacts {
        regimes: regimes.clone(),
        price_grounds: resale_price_grounds(&sanctioned, scored),
        bars_passive_sales,
        ..CompetitionFacts::default()
    };
    let of_policy = [CompetitionCode::ResalePriceFixed, CompetitionCode::PassiveSaleBarred];
    let mut found = competition_findings(&facts, policy);
    found.retain(|it| of_policy.contains(&it.code));
    found
}

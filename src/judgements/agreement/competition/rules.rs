use super::finding::{of_minimum, of_penalty, of_prices, of_share};
use super::{
    ActiveSaleBar, CompetitionCode, CompetitionFacts, CompetitionFinding, CompetitionPolicy,
    PriceGround, Regime, ResalePriceClause,
};
use crate::measure::{Ratio, plural};
use crate::money::Money;

/// The cautions about a contract or a policy, by kind: notices with their figures. Nothing is
/// blocked by them.
///
/// # Rule
///
/// > S5: a fixed resale price or a floor (recommended and maximum prices pass); passive sales
/// > barred; active sales barred too wide; restraints rolled over; a non-compete over 5 years or
/// > without end; a minimum above 80 % of the purchases of the year before; a share above 30 %
/// > (EU), from 15 % on, or for prices from 5 % on (CN), or none stated; data of the customer where
/// > we sell ourselves; damages more than 30 % above the loss (CN).
///
/// Each kind is one notice for a body of law, with all its grounds.
pub fn competition_findings(
    facts: &CompetitionFacts,
    policy: &CompetitionPolicy,
) -> Vec<CompetitionFinding> {
    let of_regime = |regime: &Regime| match regime {
        Regime::Eu => of_eu(facts, policy),
        Regime::Cn => of_cn(facts, policy),
    };
    let mut found: Vec<CompetitionFinding> = facts.regimes.iter().flat_map(of_regime).collect();
    found.sort_by_key(|finding| (finding.code, finding.regime));
    found
}

fn finding(code: CompetitionCode, regime: Regime, sentence: String) -> CompetitionFinding {
    CompetitionFinding { code, regime, sentence }
}

/// The places in which a price is fixed.
fn price_grounds(facts: &CompetitionFacts) -> Vec<PriceGround> {
    let mut grounds = facts.price_grounds.clone();
    match facts.resale_price {
        ResalePriceClause::Minimum | ResalePriceClause::Fixed => {
            grounds.insert(PriceGround::Clause);
        }
        ResalePriceClause::Free | ResalePriceClause::Recommended | ResalePriceClause::Maximum => {}
    }
    grounds.into_iter().collect()
}

fn of_eu(facts: &CompetitionFacts, policy: &CompetitionPolicy) -> Vec<CompetitionFinding> {
    let mut found = Vec::new();
    let mut push = |code, sentence| found.push(finding(code, Regime::Eu, sentence));
    let grounds = price_grounds(facts);
    if !grounds.is_empty() {
        let consequence = "it takes the whole agreement out of the exemption";
        push(CompetitionCode::ResalePriceFixed, of_prices(&grounds, consequence));
    }
    if facts.bars_passive_sales {
        let sentence = "sales on unsolicited requests are barred or punished";
        push(CompetitionCode::PassiveSaleBarred, sentence.to_owned());
    }
    let is_crowded = facts.allotted_to > policy.most_allotted;
    match facts.active_sales {
        ActiveSaleBar::Wider => {
            let sentence = "the barred area is neither allotted exclusively nor reserved to us";
            push(CompetitionCode::ActiveSaleBarredTooWide, sentence.to_owned());
        }
        ActiveSaleBar::AllottedOrReserved if is_crowded => {
            let (count, most) = (facts.allotted_to, policy.most_allotted);
            let sentence =
                format!("the area is allotted to {count} distributors, at most {most} may");
            push(CompetitionCode::ActiveSaleBarredTooWide, sentence);
        }
        ActiveSaleBar::None | ActiveSaleBar::AllottedOrReserved => {}
    }
    if facts.is_rolled_over {
        let sentence = "the restraint binds beyond the direct customers";
        push(CompetitionCode::RolledOver, sentence.to_owned());
    }
    if let Some(sentence) = of_non_compete(facts, policy) {
        push(CompetitionCode::LongNonCompete, sentence);
    }
    if let Some((minimum, bought)) = facts.minimum_purchase.zip(facts.category_purchases)
        && minimum.currency() == bought.currency()
        && policy.minimum_share.is_exceeded_by(minor(minimum), minor(bought))
    {
        let sentence = of_minimum(minimum, bought, policy.minimum_share);
        push(CompetitionCode::MinimumIsNonCompete, sentence);
    }
    if facts.receives_resale_data {
        let sentence = "we sell in the area ourselves and receive resale prices or customers";
        push(CompetitionCode::DualDistributionData, sentence.to_owned());
    }
    found.extend(of_shares(facts, Regime::Eu, |share| share > policy.eu_share, policy.eu_share));
    found
}

fn of_cn(facts: &CompetitionFacts, policy: &CompetitionPolicy) -> Vec<CompetitionFinding> {
    let mut found = Vec::new();
    let grounds = price_grounds(facts);
    let harbour = if grounds.is_empty() { policy.cn_share } else { policy.cn_price_share };
    if !grounds.is_empty() {
        let consequence = if is_safe_price(facts, policy) {
            "shares and turnover are below the bounds of the harbour"
        } else {
            "it is presumed to be illegal, which can be rebutted"
        };
        let sentence = of_prices(&grounds, consequence);
        found.push(finding(CompetitionCode::ResalePriceFixed, Regime::Cn, sentence));
    }
    let has_limits = facts.bars_passive_sales || facts.active_sales != ActiveSaleBar::None;
    let sentence =
        "sales on unsolicited requests are barred or punished: safe below the harbour only";
    if facts.bars_passive_sales {
        let sentence = sentence.to_owned();
        found.push(finding(CompetitionCode::PassiveSaleBarred, Regime::Cn, sentence));
    }
    if has_limits || !grounds.is_empty() {
        found.extend(of_shares(facts, Regime::Cn, |share| share >= harbour, harbour));
    }
    if let Some(penalty) = facts.penalty
        && penalty.damages.currency() == penalty.loss.currency()
    {
        let above = minor(penalty.damages).checked_sub(minor(penalty.loss));
        if above
            .is_some_and(|above| policy.damages_above.is_exceeded_by(above, minor(penalty.loss)))
        {
            let sentence = of_penalty(penalty.damages, penalty.loss, policy.damages_above);
            found.push(finding(CompetitionCode::PenaltyAboveLoss, Regime::Cn, sentence));
        }
    }
    found
}

/// Both shares below the bound, and the turnover of the goods, too; what is not stated is not safe.
fn is_safe_price(facts: &CompetitionFacts, policy: &CompetitionPolicy) -> bool {
    let is_low = |share: Option<Ratio>| share.is_some_and(|share| share < policy.cn_price_share);
    let is_small = facts.turnover.is_some_and(|turnover| {
        turnover.amount() < policy.cn_price_turnover.to_minor_ceil(turnover.currency())
    });
    is_low(facts.our_share) && is_low(facts.customer_share) && is_small
}

fn of_non_compete(facts: &CompetitionFacts, policy: &CompetitionPolicy) -> Option<String> {
    let duty = facts.non_compete?;
    let most = policy.non_compete_months;
    match (duty.months, duty.is_locked_in) {
        (None, _) => Some(format!("no competing goods without end, at most {most} months hold")),
        (Some(months), _) if months > most => {
            let noun = plural(months, "month", "months");
            Some(format!("no competing goods for {months} {noun}, at most {most} hold"))
        }
        (Some(_), true) => Some("renewed by silence, and no practical way out".to_owned()),
        (Some(_), false) => None,
    }
}

fn of_shares(
    facts: &CompetitionFacts,
    regime: Regime,
    is_above: impl Fn(Ratio) -> bool,
    harbour: Ratio,
) -> Vec<CompetitionFinding> {
    let shares = [("our", facts.our_share), ("the customer's", facts.customer_share)];
    if shares.iter().any(|(_, share)| share.is_none()) {
        let sentence = format!("no share is stated for both sides, the harbour is {harbour}");
        let unknown = finding(CompetitionCode::ShareUnknown, regime, sentence);
        return above(shares, regime, is_above, harbour).chain([unknown]).collect();
    }
    above(shares, regime, is_above, harbour).collect()
}

fn above(
    shares: [(&'static str, Option<Ratio>); 2],
    regime: Regime,
    is_above: impl Fn(Ratio) -> bool,
    harbour: Ratio,
) -> impl Iterator<Item = CompetitionFinding> {
    let high = shares.into_iter().filter_map(move |(whose, share)| {
        let share = share.filter(|share| is_above(*share))?;
        let sentence = of_share(whose, share, harbour);
        Some(finding(CompetitionCode::ShareAboveHarbour, regime, sentence))
    });
    high.take(1)
}

fn minor(money: Money) -> i128 {
    money.amount().minor().into()
}

//! Cautions of competition law: notices with their figures.

use std::collections::BTreeSet;

use guanxi::agreement::{
    ActiveSaleBar, CompetitionCode, CompetitionFacts, CompetitionPolicy, NonCompete, PenaltyTable,
    PriceGround, Regime, ResalePriceClause, competition_findings, resale_price_grounds,
};
use guanxi::measure::Ratio;
use guanxi::money::Money;
use guanxi::policy::{Policy, PolicyDraft};
use guanxi::trade::BreachKind;

#[track_caller]
fn told(facts: &CompetitionFacts) -> Vec<String> {
    let found = competition_findings(facts, &CompetitionPolicy::default());
    found.iter().map(ToString::to_string).collect()
}

fn codes(facts: &CompetitionFacts) -> Vec<CompetitionCode> {
    let found = competition_findings(facts, &CompetitionPolicy::default());
    found.iter().map(|finding| finding.code).collect()
}

const fn share(percent: u16) -> Ratio {
    Ratio::from_percent(percent)
}

#[track_caller]
fn yuan(amount: &str) -> Money {
    format!("CNY {amount}").parse().unwrap()
}

/// A contract in the European Union with small shares and nothing to say about.
fn eu() -> CompetitionFacts {
    CompetitionFacts {
        regimes: [Regime::Eu].into(),
        our_share: Some(share(10)),
        customer_share: Some(share(10)),
        ..CompetitionFacts::default()
    }
}

fn cn() -> CompetitionFacts {
    CompetitionFacts { regimes: [Regime::Cn].into(), ..eu() }
}

#[test]
fn without_a_regime_and_without_a_restraint_nothing_is_said() {
    let fixed = CompetitionFacts {
        regimes: BTreeSet::new(),
        resale_price: ResalePriceClause::Fixed,
        ..CompetitionFacts::default()
    };
    assert_eq!(told(&fixed), Vec::<String>::new());
    assert_eq!(told(&eu()), Vec::<String>::new());
    assert_eq!(told(&cn()), Vec::<String>::new());
}

#[test]
fn a_fixed_price_or_a_floor_is_told_and_recommended_and_maximum_prices_pass() {
    for (resale_price, is_told) in [
        (ResalePriceClause::Free, false),
        (ResalePriceClause::Recommended, false),
        (ResalePriceClause::Maximum, false),
        (ResalePriceClause::Minimum, true),
        (ResalePriceClause::Fixed, true),
    ] {
        for facts in [eu(), cn()] {
            let found = codes(&CompetitionFacts { resale_price, ..facts });
            assert_eq!(
                found.contains(&CompetitionCode::ResalePriceFixed),
                is_told,
                "{resale_price}"
            );
        }
    }
    assert_eq!(
        told(&CompetitionFacts { resale_price: ResalePriceClause::Minimum, ..eu() }),
        [
            "resale price fixed (EU): a resale price or a floor stands in a clause: it takes the whole \
          agreement out of the exemption"
        ]
    );
}

#[test]
fn price_dumping_as_a_ground_is_told_once_of_the_policy() {
    let kinds = |kinds: &[BreachKind]| kinds.iter().copied().collect::<BTreeSet<_>>();
    let dumping = kinds(&[BreachKind::PriceDumping, BreachKind::Diversion]);
    let other = kinds(&[BreachKind::Diversion, BreachKind::Extortion, BreachKind::Fraud]);
    assert_eq!(resale_price_grounds(&other, &other), BTreeSet::new());
    assert_eq!(resale_price_grounds(&dumping, &other), [PriceGround::Sanction].into());
    let price_grounds = resale_price_grounds(&dumping, &dumping);
    let policy = CompetitionFacts { price_grounds, resale_price: ResalePriceClause::Fixed, ..eu() };
    assert_eq!(
        told(&policy),
        [
            "resale price fixed (EU): a resale price or a floor stands in a clause and a sanction and \
          a score: it takes the whole agreement out of the exemption"
        ],
        "once, whatever the number of grounds and of customers"
    );
}

#[test]
fn a_policy_that_scores_price_dumping_is_told_once_and_no_longer_without_it() {
    let told = |draft: PolicyDraft| {
        let policy = Policy::try_from(draft).unwrap();
        let found = policy.competition_findings(&[Regime::Eu, Regime::Cn].into());
        found.iter().map(|it| format!("{} {}", it.code, it.regime)).collect::<Vec<_>>()
    };
    let both = ["resale price fixed EU", "resale price fixed CN"];
    assert_eq!(told(PolicyDraft::default()), both, "loyalty and integrity, once for each law");
    let mut draft = PolicyDraft::default();
    assert!(draft.loyalty.breaches.remove(&BreachKind::PriceDumping));
    assert_eq!(told(draft.clone()), both, "two of any kind still knock a dealer out");
    assert!(draft.dealers.integrity.habitual.remove(&BreachKind::PriceDumping));
    assert_eq!(told(draft.clone()), Vec::<String>::new());
    draft.dealers.integrity.grave.insert(BreachKind::PriceDumping);
    assert_eq!(told(draft.clone()), both, "a grave breach, too");
    draft.dealers.integrity.grave.remove(&BreachKind::PriceDumping);
    draft.diversion.forbids_passive = true;
    assert_eq!(told(draft), ["passive sale barred EU", "passive sale barred CN"]);
    assert_eq!(Policy::default().competition_findings(&BTreeSet::new()), [], "no law, no caution");
}

#[test]
fn prices_in_china_are_safe_below_both_shares_and_the_turnover() {
    let fixed = |ours, theirs, turnover: Option<&str>| {
        let facts = CompetitionFacts {
            resale_price: ResalePriceClause::Fixed,
            our_share: ours,
            customer_share: theirs,
            turnover: turnover.map(yuan),
            ..cn()
        };
        told(&facts)
    };
    let safe = "resale price fixed (CN): a resale price or a floor stands in a clause: shares and \
                turnover are below the bounds of the harbour";
    let presumed = "resale price fixed (CN): a resale price or a floor stands in a clause: it is \
                    presumed to be illegal, which can be rebutted";
    let below = Some("99999999.99");
    assert_eq!(fixed(Some(share(4)), Some(share(4)), below), [safe]);
    assert_eq!(fixed(Some(share(4)), Some(share(4)), Some("100000000")), [presumed]);
    assert_eq!(fixed(Some(share(4)), Some(share(4)), None), [presumed]);
    assert_eq!(
        fixed(Some(share(5)), Some(share(4)), below),
        [presumed, "share above harbour (CN): our share of 5% is above the harbour of 5%"]
    );
    assert_eq!(
        fixed(Some(share(4)), None, below),
        [presumed, "share unknown (CN): no share is stated for both sides, the harbour is 5%"]
    );
}

#[test]
fn restraints_of_territory_and_customers() {
    let barred = CompetitionFacts { bars_passive_sales: true, is_rolled_over: true, ..eu() };
    assert_eq!(
        told(&barred),
        [
            "passive sale barred (EU): sales on unsolicited requests are barred or punished",
            "rolled over (EU): the restraint binds beyond the direct customers",
        ]
    );
    let barred = CompetitionFacts { bars_passive_sales: true, ..cn() };
    let of_cn = |ours| codes(&CompetitionFacts { our_share: Some(share(ours)), ..barred.clone() });
    assert_eq!(of_cn(14), [CompetitionCode::PassiveSaleBarred]);
    assert_eq!(of_cn(15), [CompetitionCode::PassiveSaleBarred, CompetitionCode::ShareAboveHarbour]);
    for (active_sales, allotted_to, is_told) in [
        (ActiveSaleBar::None, 9, false),
        (ActiveSaleBar::AllottedOrReserved, 5, false),
        (ActiveSaleBar::AllottedOrReserved, 6, true),
        (ActiveSaleBar::Wider, 1, true),
    ] {
        let found = codes(&CompetitionFacts { active_sales, allotted_to, ..eu() });
        let expected = [CompetitionCode::ActiveSaleBarredTooWide];
        assert_eq!(found, if is_told { &expected[..] } else { &[] }, "{active_sales}");
    }
}

#[test]
fn a_non_compete_is_long_over_five_years_without_end_or_without_a_way_out() {
    let of = |months, is_locked_in| {
        let non_compete = Some(NonCompete { months, is_locked_in });
        told(&CompetitionFacts { non_compete, ..eu() })
    };
    assert_eq!(of(Some(60), false), Vec::<String>::new());
    assert_eq!(
        of(Some(61), false),
        ["long non-compete (EU): no competing goods for 61 months, at most 60 hold"]
    );
    assert_eq!(
        of(None, false),
        ["long non-compete (EU): no competing goods without end, at most 60 months hold"]
    );
    assert_eq!(
        of(Some(12), true),
        ["long non-compete (EU): renewed by silence, and no practical way out"]
    );
}

#[test]
fn a_minimum_above_four_fifths_of_the_year_before_is_a_non_compete() {
    let of = |minimum: &str| {
        let facts = CompetitionFacts {
            minimum_purchase: Some(yuan(minimum)),
            category_purchases: Some(yuan("1000")),
            ..eu()
        };
        told(&facts)
    };
    assert_eq!(of("800"), Vec::<String>::new());
    assert_eq!(
        of("800.01"),
        [
            "minimum is a non-compete (EU): the minimum of CNY 800.01 is more than 80% of CNY 1,000.00 \
          bought in the year before"
        ]
    );
    let unknown = CompetitionFacts { minimum_purchase: Some(yuan("800.01")), ..eu() };
    assert_eq!(told(&unknown), Vec::<String>::new());
}

#[test]
fn a_share_above_the_european_harbour_or_not_stated() {
    let of =
        |ours, theirs| told(&CompetitionFacts { our_share: ours, customer_share: theirs, ..eu() });
    assert_eq!(of(Some(share(30)), Some(share(30))), Vec::<String>::new());
    assert_eq!(
        of(Some(share(30)), Some(share(31))),
        ["share above harbour (EU): the customer's share of 31% is above the harbour of 30%"]
    );
    assert_eq!(
        of(None, Some(share(10))),
        ["share unknown (EU): no share is stated for both sides, the harbour is 30%"]
    );
}

#[test]
fn data_of_the_customer_where_we_sell_ourselves() {
    assert_eq!(
        told(&CompetitionFacts { receives_resale_data: true, ..eu() }),
        [
            "dual distribution data (EU): we sell in the area ourselves and receive resale prices or \
          customers"
        ]
    );
}

#[test]
fn damages_more_than_three_tenths_above_the_loss() {
    let of = |damages: &str| {
        let penalty = Some(PenaltyTable { damages: yuan(damages), loss: yuan("100") });
        told(&CompetitionFacts { penalty, ..cn() })
    };
    assert_eq!(of("130"), Vec::<String>::new());
    assert_eq!(
        of("130.01"),
        ["penalty above loss (CN): damages of CNY 130.01 are more than 30% above the loss of CNY \
          100.00: a court may cut them"]
    );
    assert_eq!(of("500").len(), 1);
}

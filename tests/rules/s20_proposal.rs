//! S20: a limit from what is needed, what can be carried, and what policy and insurance allow.

use guanxi::credit::{
    CapacityPoint, CreditMeans, CreditSales, LimitCap, LimitRounding, ProposalError,
    ProposalPolicy, ProposalPolicyDraft,
};
use guanxi::evidence::NotJudged;
use guanxi::measure::{Quotient, Ratio, Score};
use guanxi::money::{Amount, Major};

use crate::given::currency;

fn yuan(units: i64) -> Amount {
    Amount::from_minor(units * 100)
}

fn score(points: i128) -> Option<Score> {
    Quotient::try_new(points, 100).and_then(Score::try_from_fraction)
}

const NOTHING_KNOWN: ProposalError = ProposalError::NotJudged(NotJudged::NothingKnown);

const fn sold(amount: Amount, days: u32) -> CreditSales {
    CreditSales { amount, days }
}

fn known() -> CreditMeans {
    CreditMeans {
        score: score(80),
        means: Some(yuan(1_000_000)),
        sales: Some(sold(yuan(365_000), 365)),
        terms_days: 30,
        insured: None,
    }
}

fn policy(change: impl FnOnce(&mut ProposalPolicyDraft)) -> ProposalPolicy {
    let mut draft = ProposalPolicyDraft::default();
    change(&mut draft);
    ProposalPolicy::try_new(draft).unwrap()
}

#[track_caller]
fn proposed(policy: &ProposalPolicy, known: &CreditMeans) -> (i64, LimitCap) {
    let proposal = policy.propose(known, currency("CNY")).unwrap();
    (proposal.limit.minor(), proposal.binding)
}

#[test]
fn need_is_daily_sales_times_terms_and_tolerated_days() {
    assert_eq!(proposed(&policy(|_| ()), &known()), (40_000_00, LimitCap::Need));
    let busy = policy(|it| it.seasonality = Ratio::from_percent(150));
    assert_eq!(proposed(&busy, &known()), (60_000_00, LimitCap::Need));
}

#[test]
fn the_smallest_cap_binds_and_all_are_shown() {
    let by = policy(|it| it.at_most = Some(Major::from_units(38_000)));
    let insured = CreditMeans { insured: Some(yuan(39_000)), ..known() };
    let proposal = by.propose(&insured, currency("CNY")).unwrap();
    assert_eq!(
        proposal.to_string(),
        "limit CNY 38,000.00, bound by policy: need CNY 40,000.00, capacity CNY 100,000.00, \
         policy CNY 38,000.00, insurance CNY 39,000.00",
    );
    let poor = CreditMeans { score: score(40), ..insured };
    assert_eq!(proposed(&by, &poor), (0, LimitCap::Capacity), "low credit trades for cash");
    let less = CreditMeans { insured: Some(yuan(5)), ..known() };
    assert_eq!(proposed(&by, &less), (0, LimitCap::Insurance), "below one increment");
}

#[test]
fn capacity_follows_the_table_between_and_beyond_its_points() {
    let by = policy(|_| ());
    let capacity = |points| {
        let known = CreditMeans { score: score(points), sales: None, ..known() };
        proposed(&by, &known).0 / 100
    };
    let rows = [
        (0, 0),
        (39, 0),
        (40, 0),
        (50, 25_000),
        (60, 50_000),
        (70, 75_000),
        (80, 100_000),
        (100, 150_000),
    ];
    for (points, expected) in rows {
        assert_eq!(capacity(points), expected, "{points}");
    }
}

#[test]
fn rounding_goes_by_the_increment_and_never_past_a_hard_cap() {
    let needs = CreditMeans { sales: Some(sold(yuan(36_865), 365)), score: None, ..known() };
    // 36,865 / 365 × 40 = 4,040 yuan.
    let by = |rounding, at_most| {
        let by = policy(|it| {
            it.rounding = rounding;
            it.at_most = at_most;
        });
        proposed(&by, &needs).0 / 100
    };
    assert_eq!(by(LimitRounding::Down, None), 4_000);
    assert_eq!(by(LimitRounding::Nearest, None), 4_000);
    assert_eq!(by(LimitRounding::Up, None), 4_100);
    assert_eq!(by(LimitRounding::Up, Some(Major::from_units(4_099))), 4_000);
    assert_eq!(by(LimitRounding::Up, Some(Major::from_units(4_100))), 4_100);
    let half = CreditMeans { sales: Some(sold(yuan(36_956), 365)), ..needs };
    let nearest = policy(|it| it.rounding = LimitRounding::Nearest);
    assert_eq!(proposed(&nearest, &half).0 / 100, 4_000, "4,049.97");
}

/// Limits are multiples of 100 yuan; one day's sales over one day are the need to the fen.
#[test]
fn each_rounding_is_decided_at_under_and_over_the_half_of_an_increment() {
    let by = |rounding, fen: i64| {
        let policy = policy(|it| {
            it.rounding = rounding;
            it.tolerated_days = 0;
        });
        let sales = Some(sold(Amount::from_minor(fen), 1));
        proposed(&policy, &CreditMeans { sales, terms_days: 1, ..CreditMeans::default() }).0
    };
    let rows = [
        (4_000_00, 4_000_00, 4_000_00, 4_000_00),
        (4_000_01, 4_000_00, 4_000_00, 4_100_00),
        (4_049_99, 4_000_00, 4_000_00, 4_100_00),
        (4_050_00, 4_000_00, 4_100_00, 4_100_00),
        (4_050_01, 4_000_00, 4_100_00, 4_100_00),
        (4_099_99, 4_000_00, 4_100_00, 4_100_00),
        (4_100_00, 4_100_00, 4_100_00, 4_100_00),
        (49_99, 0, 0, 100_00),
        (50_00, 0, 100_00, 100_00),
        (0, 0, 0, 0),
    ];
    for (need, down, nearest, up) in rows {
        assert_eq!(by(LimitRounding::Down, need), down, "{need} down");
        assert_eq!(by(LimitRounding::Nearest, need), nearest, "{need} to the nearest");
        assert_eq!(by(LimitRounding::Up, need), up, "{need} up");
    }
}

#[test]
fn a_limit_rounded_to_the_nearest_stays_within_a_hard_cap() {
    let limit = |insured| {
        let by = policy(|it| {
            it.rounding = LimitRounding::Nearest;
            it.tolerated_days = 0;
        });
        let sales = Some(sold(yuan(4_050), 1));
        let known = CreditMeans { sales, terms_days: 1, insured, ..CreditMeans::default() };
        proposed(&by, &known).0
    };
    assert_eq!(limit(None), 4_100_00);
    assert_eq!(limit(Some(yuan(4_100))), 4_100_00);
    assert_eq!(limit(Some(Amount::from_minor(4_099_99))), 4_000_00);
}

/// The increment is one yuan, which divides neither the largest amount nor what is above it.
#[test]
fn a_limit_beyond_the_largest_amount_is_refused_and_never_cut_to_it() {
    let limit = |fen: i64, rounding, days| {
        let by = policy(|it| {
            it.rounding = rounding;
            it.increment = Major::from_units(1);
            it.tolerated_days = 0;
        });
        let sales = Some(sold(Amount::from_minor(fen), 1));
        let known = CreditMeans { sales, terms_days: days, ..CreditMeans::default() };
        let outcome = by.propose(&known, currency("CNY"));
        outcome.map(|it| it.limit.minor()).map_err(|it| it.to_string())
    };
    let last = 9_223_372_036_854_775_800;
    assert_eq!(limit(last, LimitRounding::Up, 1), Ok(last));
    assert_eq!(limit(i64::MAX, LimitRounding::Down, 1), Ok(last));
    let refused = "a limit of 9223372036854775900 minor units of CNY is proposed, \
                   an amount holds at most 9223372036854775807";
    assert_eq!(limit(last + 1, LimitRounding::Up, 1).unwrap_err(), refused);
    assert_eq!(limit(last / 2 + 50, LimitRounding::Down, 2).unwrap_err(), refused);
}

#[test]
fn what_is_not_known_caps_nothing_and_nothing_known_proposes_nothing() {
    let by = policy(|it| it.at_most = Some(Major::from_units(90)));
    let refused = |known: CreditMeans| by.propose(&known, currency("CNY")).unwrap_err();
    assert_eq!(refused(CreditMeans::default()), NOTHING_KNOWN);
    assert_eq!(refused(CreditMeans { score: score(90), ..CreditMeans::default() }), NOTHING_KNOWN);
    let rich =
        CreditMeans { means: Some(yuan(5)), insured: Some(yuan(5)), ..CreditMeans::default() };
    assert_eq!(refused(rich), NOTHING_KNOWN);
    let sells = CreditMeans { sales: Some(sold(yuan(365_000), 365)), ..CreditMeans::default() };
    assert_eq!(proposed(&policy(|_| ()), &sells), (10_000_00, LimitCap::Need));
}

#[test]
fn figures_that_cannot_be_are_refused() {
    let by = policy(|_| ());
    let refused = |known: CreditMeans| by.propose(&known, currency("CNY")).unwrap_err().to_string();
    assert_eq!(
        refused(CreditMeans { means: Some(yuan(-1)), ..known() }),
        "means must not be negative, was -100"
    );
    let sales = Some(sold(yuan(-1), 1));
    assert_eq!(refused(CreditMeans { sales, ..known() }), "sales must not be negative, was -100");
    let insured = Some(yuan(-1));
    assert_eq!(
        refused(CreditMeans { insured, ..known() }),
        "insured must not be negative, was -100"
    );
    let no_days = Some(sold(yuan(1), 0));
    assert_eq!(
        refused(CreditMeans { sales: no_days, ..known() }),
        "the window of the sales must have at least 1 day, had 0"
    );
    assert_eq!(
        refused(CreditMeans::default()),
        "neither need nor capacity is known: no limit is proposed"
    );
}

#[test]
fn a_table_that_falls_is_refused_with_all_that_is_wrong() {
    let point = |score, percent| CapacityPoint { score, share: Ratio::from_percent(percent) };
    let draft = ProposalPolicyDraft {
        capacity: vec![point(50, 10), point(50, 5), point(101, 20)],
        increment: Major::from_units(0),
        seasonality: Ratio::ZERO,
        ..ProposalPolicyDraft::default()
    };
    assert_eq!(
        ProposalPolicy::try_new(draft).unwrap_err().to_string(),
        "capacity.1.score must exceed 50, was 50; capacity.1.share must not be below 10%, was 5%; \
         capacity.2.score must not exceed 100, was 101; increment must be above 0, was 0; \
         seasonality must be above 0%, was 0%",
    );
}

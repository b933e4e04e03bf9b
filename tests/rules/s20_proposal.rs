//! S20: a limit from what is needed, what can be carried, and what policy and insurance allow.

use guanxi::credit::{
    Cap, CapacityPoint, LimitRounding, Means, NoProposal, ProposalDraft, ProposalPolicy,
};
use guanxi::measure::{Quotient, Ratio, Score};
use guanxi::money::{Amount, Major};

use crate::given::currency;

fn yuan(units: i64) -> Amount {
    Amount::from_minor(units * 100)
}

fn score(points: i128) -> Option<Score> {
    Quotient::try_new(points, 100).and_then(Score::try_from_fraction)
}

fn known() -> Means {
    Means {
        score: score(80),
        means: Some(yuan(1_000_000)),
        sales: Some((yuan(365_000), 365)),
        terms_days: 30,
        insured: None,
    }
}

fn policy(change: impl FnOnce(&mut ProposalDraft)) -> ProposalPolicy {
    let mut draft = ProposalDraft::default();
    change(&mut draft);
    ProposalPolicy::try_new(draft).unwrap()
}

#[track_caller]
fn proposed(policy: &ProposalPolicy, known: &Means) -> (i64, Cap) {
    let proposal = policy.propose(known, currency("CNY")).unwrap();
    (proposal.limit.minor(), proposal.binding)
}

#[test]
fn need_is_daily_sales_times_terms_and_tolerated_days() {
    assert_eq!(proposed(&policy(|_| ()), &known()), (40_000_00, Cap::Need));
    let busy = policy(|it| it.seasonality = Ratio::from_percent(150));
    assert_eq!(proposed(&busy, &known()), (60_000_00, Cap::Need));
}

#[test]
fn the_smallest_cap_binds_and_all_are_shown() {
    let by = policy(|it| it.at_most = Some(Major::from_units(38_000)));
    let insured = Means { insured: Some(yuan(39_000)), ..known() };
    let proposal = by.propose(&insured, currency("CNY")).unwrap();
    assert_eq!(
        proposal.to_string(),
        "limit CNY 38,000.00, bound by policy: need CNY 40,000.00, capacity CNY 100,000.00, \
         policy CNY 38,000.00, insurance CNY 39,000.00",
    );
    let poor = Means { score: score(40), ..insured };
    assert_eq!(proposed(&by, &poor), (0, Cap::Capacity), "low credit trades for cash");
    let less = Means { insured: Some(yuan(5)), ..known() };
    assert_eq!(proposed(&by, &less), (0, Cap::Insurance), "below one increment");
}

#[test]
fn capacity_follows_the_table_between_and_beyond_its_points() {
    let by = policy(|_| ());
    let capacity = |points| {
        let known = Means { score: score(points), sales: None, ..known() };
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
    let needs = Means { sales: Some((yuan(36_865), 365)), score: None, ..known() };
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
    let half = Means { sales: Some((yuan(36_956), 365)), ..needs };
    let nearest = policy(|it| it.rounding = LimitRounding::Nearest);
    assert_eq!(proposed(&nearest, &half).0 / 100, 4_000, "4,049.97");
}

#[test]
fn what_is_not_known_caps_nothing_and_nothing_known_proposes_nothing() {
    let by = policy(|it| it.at_most = Some(Major::from_units(90)));
    let refused = |known: Means| by.propose(&known, currency("CNY")).unwrap_err();
    assert_eq!(refused(Means::default()), NoProposal::NothingKnown);
    assert_eq!(refused(Means { score: score(90), ..Means::default() }), NoProposal::NothingKnown);
    let rich = Means { means: Some(yuan(5)), insured: Some(yuan(5)), ..Means::default() };
    assert_eq!(refused(rich), NoProposal::NothingKnown);
    let sells = Means { sales: Some((yuan(365_000), 365)), ..Means::default() };
    assert_eq!(proposed(&policy(|_| ()), &sells), (10_000_00, Cap::Need));
}

#[test]
fn figures_that_cannot_be_are_refused() {
    let by = policy(|_| ());
    let refused = |known: Means| by.propose(&known, currency("CNY")).unwrap_err().to_string();
    assert_eq!(
        refused(Means { means: Some(yuan(-1)), ..known() }),
        "means must not be negative, was -100"
    );
    let sales = Some((yuan(-1), 1));
    assert_eq!(refused(Means { sales, ..known() }), "sales must not be negative, was -100");
    let insured = Some(yuan(-1));
    assert_eq!(refused(Means { insured, ..known() }), "insured must not be negative, was -100");
    let no_days = Some((yuan(1), 0));
    assert_eq!(
        refused(Means { sales: no_days, ..known() }),
        "the window of the sales must have at least 1 day, had 0"
    );
    assert_eq!(
        refused(Means::default()),
        "neither need nor capacity is known: no limit is proposed"
    );
}

#[test]
fn a_table_that_falls_is_refused_with_all_that_is_wrong() {
    let point = |score, percent| CapacityPoint { score, share: Ratio::from_percent(percent) };
    let draft = ProposalDraft {
        capacity: vec![point(50, 10), point(50, 5), point(101, 20)],
        increment: Major::from_units(0),
        seasonality: Ratio::ZERO,
        ..ProposalDraft::default()
    };
    assert_eq!(
        ProposalPolicy::try_new(draft).unwrap_err().to_string(),
        "capacity.1.score must exceed 50, was 50; capacity.1.share must not be below 10%, was 5%; \
         capacity.2.score must not exceed 100, was 101; increment must be above 0, was 0; \
         seasonality must be above 0%, was 0%",
    );
}

//! S1, S21.4: the stages of a customer, lost and bought once.

use guanxi::calendar::{AsOf, Day};
use guanxi::customer_stage::{
    CustomerStage, DecisionKind, StageDecision, StageFacts, StagePolicy, StagePolicyDraft,
    StageVerdict,
};
use guanxi::lapse::{
    Gap, LapsePolicy, LapseSignal, LostRules, OrderDays, OwnDays, Prior, PurchaseStatus, Rhythm,
};
use guanxi::warning::Level;

/// The day *n* days after the first of January 2024.
fn day(n: i32) -> Day {
    "2024-01-01".parse::<Day>().unwrap().offset(n)
}

fn gap(rhythm: Rhythm) -> Gap {
    let policy = LapsePolicy::default();
    let prior = Prior::fallback(&policy);
    LapseSignal::from_rhythm(rhythm, &prior, AsOf::new(rhythm.last()), &policy).usual_gap
}

fn status(days: &[Day], t: i32) -> PurchaseStatus {
    let t = AsOf::new(day(t));
    LostRules::default().status(Rhythm::from_days(days, t), gap, t)
}

fn stage(facts: &StageFacts<'_>, t: i32) -> Option<StageVerdict> {
    StagePolicy::default().stage(facts, gap, AsOf::new(day(t)))
}

#[track_caller]
fn is_at(facts: &StageFacts<'_>, t: i32) -> CustomerStage {
    stage(facts, t).unwrap().stage
}

#[test]
fn a_customer_is_lost_on_the_day_after_365_days_of_silence() {
    let weekly: Vec<Day> = (0..10).map(|week| day(week * 7)).collect();
    assert_eq!(status(&weekly, 63 + 365), PurchaseStatus::Active);
    assert_eq!(status(&weekly, 63 + 366), PurchaseStatus::Lost);
    assert_eq!(status(&weekly, -1), PurchaseStatus::NeverBought);
}

#[test]
fn a_customer_with_a_long_usual_gap_is_lost_after_twice_that_gap() {
    // r = 1, alpha = 60: (60 + 400) / (1 + 1) = 230 days, twice that is 460.
    let yearly = [day(0), day(400)];
    let rhythm = Rhythm::try_new(OrderDays { count: 2, first: day(0), last: day(400) }).unwrap();
    assert_eq!(gap(rhythm).to_string(), "230");
    assert_eq!(status(&yearly, 400 + 460), PurchaseStatus::Active);
    assert_eq!(status(&yearly, 400 + 461), PurchaseStatus::Lost);
}

#[test]
fn bought_once_is_one_order_day_ever_and_gives_way_to_lost() {
    let once = [day(0)];
    assert_eq!(status(&once, 0), PurchaseStatus::BoughtOnce);
    assert_eq!(status(&once, 365), PurchaseStatus::BoughtOnce);
    assert_eq!(status(&once, 366), PurchaseStatus::Lost);
    assert_eq!(status(&[day(0), day(1)], 1), PurchaseStatus::Active);
}

#[test]
fn a_loss_is_over_after_two_order_days_within_the_usual_gap_of_before() {
    let weekly = (0..10).map(|week| day(week * 7));
    // (60 + 63) / (1 + 9) = 12.3 days.
    let back: Vec<Day> = weekly.chain([day(500), day(513), day(525)]).collect();
    let rules = LostRules::default();
    let returned = |t| rules.last_return(&back, &OwnDays::EVERY_DAY, gap, AsOf::new(day(t)));
    assert_eq!(returned(499), None);
    let first = returned(500).unwrap();
    assert_eq!((first.lost_from, first.on, first.confirmed), (day(63 + 366), day(500), None));
    assert_eq!(returned(513).unwrap().confirmed, None, "13 days are beyond the usual gap");
    assert_eq!(returned(525).unwrap().confirmed, Some(day(525)), "12 are within it");
}

#[test]
fn a_customer_passes_through_all_its_stages() {
    let orders = [day(100), day(120), day(130), day(600), day(610)];
    let facts = StageFacts {
        named: Some(day(0)),
        first_contact: Some(day(50)),
        order_days: &orders,
        ..StageFacts::default()
    };
    assert_eq!(stage(&facts, -1), None);
    assert_eq!(is_at(&facts, 0), CustomerStage::Future);
    assert_eq!(is_at(&facts, 49), CustomerStage::Future);
    assert_eq!(is_at(&facts, 50), CustomerStage::Prospect);
    assert_eq!(is_at(&facts, 99), CustomerStage::Prospect);
    assert_eq!(is_at(&facts, 100), CustomerStage::First);
    assert_eq!(is_at(&facts, 119), CustomerStage::First);
    assert_eq!(is_at(&facts, 120), CustomerStage::Active);
    let silent = |loss| is_at(&StageFacts { loss: Some(loss), ..facts }, 300);
    assert_eq!(silent(Level::Watch), CustomerStage::Active);
    assert_eq!(silent(Level::Warning), CustomerStage::Dormant);
    assert_eq!(silent(Level::Critical), CustomerStage::Dormant);
    assert_eq!(is_at(&facts, 130 + 365), CustomerStage::Active);
    assert_eq!(is_at(&facts, 130 + 366), CustomerStage::Lost);
    assert_eq!(is_at(&facts, 600), CustomerStage::WonBackProvisional);
    assert_eq!(is_at(&facts, 610), CustomerStage::Active);
}

#[test]
fn a_first_order_is_first_for_ninety_days() {
    let orders = [day(100)];
    let facts = StageFacts { order_days: &orders, ..StageFacts::default() };
    assert_eq!(is_at(&facts, 190), CustomerStage::First);
    assert_eq!(is_at(&facts, 191), CustomerStage::Active);
}

#[test]
fn a_customer_is_dropped_by_decision_and_an_order_after_it_is_a_finding() {
    let decision = |on, kind| StageDecision {
        on: day(on),
        kind,
        by: "Zhao".parse().unwrap(),
        reason: "sells below the agreed price".parse().unwrap(),
    };
    let decisions = [decision(200, DecisionKind::TakeUp), decision(100, DecisionKind::Drop)];
    let orders = [day(10), day(20), day(100), day(150)];
    let facts = StageFacts { order_days: &orders, decisions: &decisions, ..StageFacts::default() };
    assert_eq!(is_at(&facts, 99), CustomerStage::Active);
    let verdict = |t| stage(&facts, t).unwrap();
    assert_eq!(
        (verdict(149).stage, verdict(149).ordered_after_drop),
        (CustomerStage::Dropped, None)
    );
    assert_eq!(verdict(150).ordered_after_drop, Some(day(150)));
    assert_eq!(verdict(150).to_string(), "dropped, and ordered again, first on 2024-05-30");
    assert_eq!(is_at(&facts, 200), CustomerStage::Active);
    let ended = StageFacts { ended: Some(day(160)), ..facts };
    assert_eq!(is_at(&ended, 200), CustomerStage::Ended);
    assert_eq!(is_at(&ended, 159), CustomerStage::Dropped);
}

#[test]
fn a_prospect_may_be_released_180_days_after_its_last_progress() {
    let policy = StagePolicy::default();
    let facts = StageFacts {
        first_contact: Some(day(0)),
        last_progress: Some(day(20)),
        ..StageFacts::default()
    };
    let released = |t| policy.released_from(CustomerStage::Prospect, &facts, AsOf::new(day(t)));
    for t in [20, 199, 200, 201] {
        assert_eq!(released(t), Some(day(200)), "the same day before, at and after it");
    }
    assert_eq!(released(19), Some(day(180)), "the progress of day 20 is not known yet");
    let future = policy.released_from(CustomerStage::Future, &facts, AsOf::new(day(900)));
    assert_eq!(future, None);
}

#[test]
fn a_customer_may_be_released_90_days_after_its_contract_whoever_touched_it_last() {
    let policy = StagePolicy::default();
    let end = |contract_end, last_progress| {
        let facts = StageFacts { contract_end, last_progress, ..StageFacts::default() };
        policy.released_from(CustomerStage::Active, &facts, AsOf::new(day(95)))
    };
    assert_eq!(end(Some(day(5)), None), Some(day(95)), "contract end + 90");
    assert_eq!(end(Some(day(5)), Some(day(94))), Some(day(95)), "a touch holds nothing");
    assert_eq!(end(Some(day(6)), None), Some(day(96)), "tomorrow");
    assert_eq!(end(None, Some(day(1))), None, "no contract, or one without end");
}

#[test]
fn a_stage_policy_that_contradicts_itself_tells_everything() {
    let draft = StagePolicyDraft {
        first_days: 10,
        lost: LostRules { days: 0, usual_gaps: 0 },
        prospect_release_days: 0,
        contract_release_days: 0,
    };
    assert_eq!(
        StagePolicy::try_new(draft).unwrap_err().to_string(),
        "first_days must be below lost.days (0), was 10; lost.days must be at least 1, was 0; \
         lost.usual_gaps must be at least 1, was 0; prospect_release_days must be at least 1, was \
         0; contract_release_days must be at least 1, was 0"
    );
}

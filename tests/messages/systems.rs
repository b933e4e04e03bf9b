//! The refusals of the systems that tell which customers matter: scorecards, dealers, key accounts,
//! classes over time, bridges, satisfaction, admission, phasing out, plans; and the bounds of the
//! facts and policies that they read.

use std::fmt::{Debug, Display};

use guanxi::account::{Account, Fact};
use guanxi::account_plan::{
    AccountPlanPolicy, AccountPlanPolicyDraft, CreditDynamics, CreditDynamicsDraft, ObjectiveValue,
    PlanFault, PlanProof,
};
use guanxi::admission::{AdmissionFault, AdmissionGap, AdmissionPolicy, AdmissionPolicyDraft};
use guanxi::bridge::BridgeError;
use guanxi::calendar::{AsOf, Day};
use guanxi::class_meeting::{ClassDecision, ClassRuling};
use guanxi::customer::{EntrySource, Importance};
use guanxi::dealer::{DealerPolicy, DealerPolicyDraft};
use guanxi::id::{CustomerId, CustomerKey};
use guanxi::key_account::{
    AxisError, GrowthLevels, KeyAccountError, KeyAccountPolicy, KeyAccountPolicyDraft, MarginPart,
    ReviewOrderError,
};
use guanxi::lifecycle::QuorumError;
use guanxi::measure::{Quotient, Ratio, Score};
use guanxi::money::{Currency, MoneyError};
use guanxi::order_profile::{OrderProfilePolicy, OrderProfilePolicyDraft};
use guanxi::phase_out::{BalanceKind, BalanceLeft, PhaseOutAct, PhaseOutFault};
use guanxi::rating::{Rating, RatingDraft, RatingQuestion, RatingReply};
use guanxi::satisfaction::{
    RatedCustomer, RatingPanel, SatisfactionPolicy, SatisfactionPolicyDraft,
};
use guanxi::scorecard::{GradeError, ScorecardPolicy, ScorecardPolicyDraft};
use guanxi::segment::{AbcPolicy, Class, GroupSumError, MergeListError, MovementError};
use guanxi::support::{EffectError, EffectPolicy, EffectPolicyDraft};
use guanxi::survey::{GoodEnd, Scale};
use guanxi::trade::{Claim, ClaimKind};
use guanxi::wallet::WalletShare;

use crate::given::{currency, day, yuan};
use crate::{T, misread, refused};

#[track_caller]
fn says<E: Display + Debug>(rows: Vec<(E, &str)>) {
    for (error, text) in rows {
        assert_eq!(error.to_string(), text, "{error:?}");
    }
}

fn on(text: &str) -> Day {
    day(text)
}

fn key(position: u32) -> CustomerKey {
    CustomerKey::from_position(position)
}

#[test]
fn a_scorecard() {
    says(vec![(
        GradeError::Unknown { grade: "Z".parse().unwrap(), grades: "A, B".to_owned() },
        "Z is not a grade of the card, which has A, B",
    )]);
    assert_eq!(
        refused(ScorecardPolicy::try_new(ScorecardPolicyDraft {
            criteria: Vec::new(),
            grades: Vec::new(),
            caps: Vec::new(),
            knock_outs: Vec::new(),
            least_weight: 101,
            most_reasons: 0,
            shared_figures: [].into(),
        })),
        "criteria must have weights that sum to 100, sum to 0; \
         grades must name at least one grade, was empty; \
         least_weight must not exceed 100, was 101; most_reasons must be at least 1, was 0"
    );
}

#[test]
fn a_dealer() {
    let mut draft = DealerPolicyDraft::default();
    draft.actions.clear();
    draft.card.grades.truncate(1);
    draft.card.grades[0].from = 0;
    draft.card.caps.clear();
    draft.every_days = 0;
    let text = refused(DealerPolicy::try_new(draft));
    assert!(text.contains("actions must name grade "), "{text}");
    assert!(text.ends_with("every_days must be at least 1, was 0"), "{text}");
}

#[test]
fn a_key_account() {
    let too_small = |is_zero_allowed| KeyAccountError::TooSmall {
        what: "the price",
        is_zero_allowed,
        value: "CNY -0.01".to_owned(),
    };
    says(vec![
        (too_small(true), "the price must be at least 0, was CNY -0.01"),
        (too_small(false), "the price must be above 0, was CNY -0.01"),
        (
            KeyAccountError::Backwards {
                what: "the whole",
                low: "CNY 2.00".to_owned(),
                high: "CNY 1.00".to_owned(),
            },
            "the whole must not go from CNY 2.00 down to CNY 1.00",
        ),
        (
            KeyAccountError::PartAboveWhole {
                part: "our part",
                part_value: yuan("2"),
                whole: "the whole",
                whole_value: yuan("1"),
            },
            "our part (CNY 2.00) must not exceed the whole (CNY 1.00)",
        ),
        (
            KeyAccountError::Twice { what: "the customer", name: "Li".to_owned() },
            "the customer Li is listed twice",
        ),
        (
            KeyAccountError::MissingParts { parts: MarginPart::ALL[..2].to_vec() },
            &format!(
                "the margin is not known without {}, {}",
                MarginPart::ALL[0],
                MarginPart::ALL[1]
            ),
        ),
        (KeyAccountError::TooWide { what: "the share" }, "the share needs more than 127 bits"),
        (
            KeyAccountError::OtherCurrency {
                what: "the profit of Li".to_owned(),
                currency: Currency::EUR,
                value: yuan("2"),
            },
            "the profit of Li must be in EUR, was CNY 2.00",
        ),
    ]);
    let points =
        |of: i64| Score::try_from_fraction(Quotient::try_new(of.into(), 100).unwrap()).unwrap();
    says(vec![
        (
            AxisError::Backwards { low: points(40), high: points(30) },
            "a score must not go from 40 down to 30",
        ),
        (
            AxisError::NoLevel { grade: "C".parse().unwrap() },
            "C is no level of an axis: high, medium, low, or good, fair, poor",
        ),
    ]);
    let euro = yuan("1").checked_add("EUR 1".parse().unwrap());
    let error: MoneyError = euro.unwrap_err();
    assert_eq!(KeyAccountError::from(error.clone()).to_string(), error.to_string());
    says(vec![(
        ReviewOrderError::NotLater { on: on("2026-01-01"), last: on(T) },
        "a review of 2026-01-01 cannot follow one of 2026-03-31",
    )]);
    let default = KeyAccountPolicyDraft::default();
    let medium = default.growth.medium;
    let growth = GrowthLevels { high: medium, ..default.growth };
    let draft = KeyAccountPolicyDraft { slow_to_replace_months: 0, growth, ..default };
    assert_eq!(
        refused(KeyAccountPolicy::try_new(draft)),
        format!(
            "growth.high must exceed medium ({medium}), was {medium}; \
             slow_to_replace_months must be at least 1, was 0"
        )
    );
}

#[test]
fn a_bridge() {
    let days = ["2025-01-01", "2025-12-31", "2026-03-31"].map(on);
    says(vec![
        (
            BridgeError::EmptyWindow { after: days[1], until: days[0] },
            "a window that ends on 2025-01-01 must begin by then, was to begin after 2025-12-31",
        ),
        (
            BridgeError::Backwards {
                first_after: days[1],
                first_until: days[2],
                second_after: days[0],
                second_until: days[1],
            },
            "the second window, after 2025-01-01 and up to 2025-12-31, must begin and end later \
             than the first, after 2025-12-31 and up to 2026-03-31",
        ),
        (
            BridgeError::NotOver { until: days[2], t: AsOf::new(days[1]) },
            "the second window ends on 2026-03-31, later than 2025-12-31",
        ),
        (
            BridgeError::OutOfOrder { customer: key(3), last: key(4) },
            "the customer at position 3 cannot follow the one at position 4",
        ),
        (
            BridgeError::NeverOrdered { customer: key(3) },
            "the customer at position 3 bought before the second window, so it ordered before it",
        ),
    ]);
}

#[test]
fn an_effect_of_support() {
    let days = ["2026-01-01", "2026-03-31"].map(on);
    let customer = "Li & Sons".parse().unwrap();
    says(vec![
        (
            EffectError::EmptyWindow { after: days[1], until: days[0] },
            "a window that ends on 2026-01-01 must begin by then, was to begin after 2026-03-31",
        ),
        (
            EffectError::Overlap { first: days[0], until: days[1] },
            "a window that begins on 2026-01-01 must begin after the one before it, up to \
             2026-03-31",
        ),
        (
            EffectError::Unequal { until: days[1], days: 90, of: 92 },
            "the window up to 2026-03-31 must have the 92 days of the one before, had 90",
        ),
        (
            EffectError::NotOver { until: days[1], t: AsOf::new(days[0]) },
            "the last window ends on 2026-03-31, later than 2026-01-01",
        ),
        (
            EffectError::NoWork { first: days[0], until: days[1] },
            "no day from 2026-01-01 to 2026-03-31 is worked",
        ),
        (EffectError::Repeated { customer }, "Li & Sons is given twice"),
        (
            EffectError::NoPurchases { customer: "Wu".parse().unwrap(), until: days[1] },
            "Wu has no purchases of the window up to 2026-03-31",
        ),
        (
            EffectError::TooFew { pairs: 3, least: 5, supported: 9, excluded: 4, unmatched: 2 },
            "at least 5 supported customers with a control are needed, found 3: of 9 supported, 4 \
             are left out and 2 have no control",
        ),
        (
            EffectError::TooLarge { pairs: 10_001 },
            "the sums of 10001 pairs, at most 10000, do not fit",
        ),
    ]);
    let draft = EffectPolicyDraft {
        fewest_pairs: 4,
        caliper: Ratio::from_percent(101),
        trend: Ratio::from_percent(101),
        moved_forward: Ratio::from_percent(101),
        chance: Ratio::from_percent(51),
    };
    assert_eq!(
        refused(EffectPolicy::try_new(draft)),
        "fewest_pairs must be at least 5, was 4; caliper must not exceed 100%, was 101%; \
         trend must not exceed 100%, was 101%; moved_forward must not exceed 100%, was 101%; \
         chance must not exceed 50%, was 51%"
    );
}

#[test]
fn a_movement() {
    let (first, second) = (AsOf::new(on("2026-02-28")), AsOf::new(on(T)));
    says(vec![
        (
            MovementError::Currencies { before: currency("CNY"), after: currency("EUR") },
            "the first review is in CNY, the second in EUR",
        ),
        (
            MovementError::Backwards { before: second, after: first },
            "the second review is of 2026-02-28, before the first of 2026-03-31",
        ),
        (
            MovementError::OtherBook,
            "the reviews are of two books: state which of their customers are one",
        ),
        (
            MovementError::NoName { customer: key(3) },
            "the customer at position 3 has no name to be found by",
        ),
        (
            MovementError::NoSuchGroup { customer: key(3), group: 9, groups: 4 },
            "the customer at position 3 is in group 9, the groups are 0..4",
        ),
        (
            MovementError::OutOfOrder { customer: key(3), last: key(4) },
            "the customer at position 3 cannot follow the one at position 4",
        ),
        (
            MovementError::Overflow { customer: key(3), minor: i128::from(i64::MAX) + 1 },
            "the purchases of all that are one with the customer at position 3 come to \
             9223372036854775808 minor units, more than an amount holds",
        ),
        (
            MovementError::NotMonthly { before: first, after: first },
            "the review of 2026-02-28 is not of the month after 2026-02-28",
        ),
    ]);
    says(vec![
        (
            MergeListError::Twice { customer: key(1), known: key(2), survivor: key(3) },
            "the customer at position 1 is merged into the one at position 2 already, was to be \
             merged into the one at position 3",
        ),
        (
            MergeListError::Circle { customer: key(1) },
            "the customer at position 1 would be merged into itself",
        ),
    ]);
    says(vec![(
        GroupSumError::OutOfRange { group: "North".parse().unwrap(), sum: -1 << 70 },
        "group North has -1180591620717411303424 minor units, more than 9223372036854775807",
    )]);
    let mut classes = vec![Class::C; 2];
    assert_eq!(
        refused(AbcPolicy::default().classify(&[0], currency("CNY"), &mut classes)),
        "2 places for the classes of 1 amounts"
    );
}

#[test]
fn satisfaction() {
    let li: CustomerId = "Li".parse().unwrap();
    let scale = Scale::try_new(1, 5, GoodEnd::Highest).unwrap();
    let li = RatedCustomer { customer: &li, ratings: &[] };
    assert_eq!(
        refused(RatingPanel::try_new(RatingQuestion::Service, scale, [li, li])),
        "the ratings of customer Li are given twice"
    );
    assert_eq!(
        refused(RatingPanel::try_new(RatingQuestion::Recommendation, scale, [li])),
        "recommendation is not asked on 1 to 5, highest is good"
    );
    let draft = SatisfactionPolicyDraft {
        least_answers: 1,
        drop: Ratio::ZERO,
        answers_before_silence: 0,
        level_within: Ratio::from_percent(101),
        ..SatisfactionPolicyDraft::default()
    };
    assert_eq!(
        refused(SatisfactionPolicy::try_new(draft)),
        "least_answers must be at least 2, was 1; drop must be at least 0.0001%, was 0%; \
         answers_before_silence must be at least 1, was 0; level_within must not exceed 100%, was \
         101%"
    );
    let draft = RatingDraft::new(RatingQuestion::Service, on(T), scale);
    assert_eq!(
        refused(Rating::try_new(RatingDraft { reply: RatingReply::Mark(6), ..draft })),
        "reply must lie in 1..=5, was 6"
    );
}

#[test]
fn usual_orders() {
    let draft = OrderProfilePolicyDraft {
        window_days: 0,
        fewest_order_days: 1,
        cadence_days: 0,
        fewest_peers: 1,
        peer_share: Ratio::from_percent(101),
        ..OrderProfilePolicyDraft::default()
    };
    assert_eq!(
        refused(OrderProfilePolicy::try_new(draft)),
        "window_days must be at least 1, was 0; fewest_order_days must be at least 2, was 1; \
         cadence_days must be at least 1, was 0; fewest_peers must be at least 2, was 1; \
         peer_share must not exceed 100%, was 101%"
    );
}

#[test]
fn shares_decisions_and_claims() {
    let mut account = Account::new("Li".parse().unwrap(), currency("CNY"));
    let mut says = |fact: Fact| refused(account.record(fact));
    let share = |ours: &str, total: &str| WalletShare {
        day: on(T),
        ours: yuan(ours),
        total: yuan(total),
        main_rival: None,
        source: EntrySource::Visit,
    };
    assert_eq!(
        says(share("2", "1").into()),
        "ours of share of wallet on 2026-03-31 must be at most total (CNY 1.00), was CNY 2.00"
    );
    assert_eq!(
        says(share("-1", "1").into()),
        "amount of share of wallet on 2026-03-31 must not be negative, was CNY -1.00"
    );
    let decision = ClassDecision {
        day: on(T),
        computed: Importance::B,
        ruling: ClassRuling::Confirmed,
        reason: "grows".parse().unwrap(),
        until: on("2026-12-31"),
        present: ["Wang".parse().unwrap()].into(),
    };
    let early = ClassDecision { until: on("2026-03-30"), ..decision.clone() };
    assert_eq!(
        says(early.into()),
        "until of decision about the class of 2026-03-31 must not be before 2026-03-31, was 2026-03-30"
    );
    let alone = ClassDecision { present: [].into(), ..decision.clone() };
    assert_eq!(
        says(alone.into()),
        "present of decision about the class of 2026-03-31 must name one of the staff or more, was none"
    );
    let same = ClassDecision { ruling: ClassRuling::Overruled(Importance::B), ..decision };
    assert_eq!(
        says(same.into()),
        "ruling of decision about the class of 2026-03-31 must overrule by another class than B, was \
         overruled: B"
    );
    let claim = Claim {
        on: on(T),
        kind: ClaimKind::Order,
        amount: yuan("0"),
        due: on(T),
        person: None,
        heard_by: "Wang".parse().unwrap(),
    };
    assert_eq!(
        says(claim.clone().into()),
        "amount of claim order on 2026-03-31 for 2026-03-31 must be positive, was CNY 0.00"
    );
    let late = Claim { amount: yuan("1"), due: on("2026-03-30"), ..claim };
    assert_eq!(
        says(late.into()),
        "due of claim order on 2026-03-31 for 2026-03-30 must not be before 2026-03-31, was \
         2026-03-30"
    );
}

#[test]
fn an_admission() {
    let limit = AdmissionGap::Limit { limit: yuan("-1"), most: None };
    says(vec![
        (
            AdmissionFault::BeforeApplication { on: on("2026-03-30"), applied: on(T) },
            "a step of 2026-03-30 lies before the application of 2026-03-31",
        ),
        (
            AdmissionFault::Requirements { gaps: vec![AdmissionGap::NoNumber, limit] },
            "not all requirements are met: no number of a register is known; a first limit is not \
             negative, was CNY -1.00",
        ),
        (
            QuorumError::NoSuchSlot { slot: 3, count: 2 }.into(),
            "there is no place 3 among 2 approvers",
        ),
        (AdmissionFault::NotApproved { open: vec![0, 1] }, "approvals are missing in places 0, 1"),
        (
            AdmissionFault::TrialEnd { until: on(T), after: on(T), last: on("2026-06-29") },
            "a trial ends after 2026-03-31 and on 2026-06-29 at the latest, was 2026-03-31",
        ),
        (AdmissionFault::Extensions { most: 1 }, "a trial is extended 1 time at most"),
    ]);
    let draft = AdmissionPolicyDraft { trial_days: 0, ..AdmissionPolicyDraft::default() };
    assert_eq!(refused(AdmissionPolicy::try_new(draft)), "trial_days must be at least 1, was 0");
}

#[test]
fn a_phasing_out() {
    let (money, number) = (
        BalanceKind::ALL.iter().find(|it| it.is_money()),
        BalanceKind::ALL.iter().find(|it| !it.is_money()),
    );
    let (money, number) = (*money.unwrap(), *number.unwrap());
    let of = |amount: &str| BalanceLeft::Money(yuan(amount));
    says(vec![
        (
            PhaseOutFault::Days { on: on(T), last_order: on("2026-03-30"), due: on("2026-06-30") },
            "orders are taken up to 2026-03-30: not before 2026-03-31 and not after 2026-06-30, \
             the due day",
        ),
        (
            PhaseOutFault::BeforePlan { on: on("2026-03-30"), planned: on(T) },
            "a step of 2026-03-30 cannot come before the plan of 2026-03-31",
        ),
        (
            PhaseOutFault::OwnPlan { act: PhaseOutAct::ALL[0], by: "Wang".parse().unwrap() },
            &format!(
                "Wang planned the phasing out: to {} takes another person",
                PhaseOutAct::ALL[0]
            ),
        ),
        (
            PhaseOutFault::Unit { balance: number, left: of("1") },
            &format!("{number} is counted as a number, was CNY 1.00"),
        ),
        (
            PhaseOutFault::OtherCurrency { balance: money, currency: Currency::EUR, left: of("1") },
            &format!("{money} is counted in EUR, was CNY 1.00"),
        ),
        (
            PhaseOutFault::Negative { balance: money, left: of("-1") },
            &format!(
                "{money} is 0 or more, was CNY -1.00: name what is owed the other way by its own \
                 balance"
            ),
        ),
        (
            PhaseOutFault::Overflow { balance: money, minor: 1 << 70 },
            &format!(
                "{money} comes to 1180591620717411303424 minor units, more than an amount holds"
            ),
        ),
    ]);
}

#[test]
fn a_plan_of_a_key_account() {
    says(vec![
        (PlanFault::NoContent, "a plan without content cannot be submitted"),
        (
            PlanFault::ShownByPlan { proof: PlanProof::ALL[0] },
            &format!("{} is shown by the plan itself and is not claimed", PlanProof::ALL[0]),
        ),
        (PlanFault::UnknownAction { number: 3 }, "the plan has no action 3"),
        (PlanFault::DoneBefore { number: 3, on: on(T) }, "action 3 was done on 2026-03-31"),
    ]);
    assert_eq!(
        misread::<ObjectiveValue>("much"),
        "a value of an objective is a plain decimal number, was \"much\""
    );
    assert_eq!(
        misread::<ObjectiveValue>("0.1234567"),
        "a value of an objective has at most 6 digits after the point and 12 before, was 0.1234567"
    );
    let draft = AccountPlanPolicyDraft {
        accounts_per_manager: 0,
        stock_taking_days: 0,
        behind: Ratio::ONE,
        ..AccountPlanPolicyDraft::default()
    };
    let on_track = draft.on_track;
    assert_eq!(
        refused(AccountPlanPolicy::try_new(draft)),
        format!(
            "on_track must exceed behind (100%), was {on_track}; accounts_per_manager must be at \
             least 1, was 0; stock_taking_days must be at least 1, was 0"
        )
    );
    let none = CreditDynamicsDraft { notes: Vec::new() };
    assert!(CreditDynamics::try_new(none).is_ok());
}

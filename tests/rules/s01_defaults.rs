//! S1 to S4: the default of every figure that a policy states, as the rules give it.

use guanxi::card_audit::AuditPolicyDraft;
use guanxi::contact::{BuyingRole, ContactPolicyDraft, CoverageDays, LeapDay};
use guanxi::customer::{CardPolicy, CardPolicyDraft, CardValue};
use guanxi::customer_stage::StagePolicyDraft;
use guanxi::duplicate::{DuplicatePolicyDraft, NumberRules, NumberUse};
use guanxi::enquiry::EnquiryPolicyDraft;
use guanxi::hand_over::HandOverPolicyDraft;
use guanxi::lapse::LostRules;
use guanxi::measure::Ratio;
use guanxi::objection::ObjectionPolicyDraft;
use guanxi::survey::{MatrixLines, ServiceDimension, ServiceWeights, SurveyPolicyDraft};

#[test]
fn the_card_ages_by_class_and_is_trusted_from_half_the_scale() {
    let CardPolicyDraft { age_factor, trust, .. } = CardPolicyDraft::default();
    let factors = [age_factor.a, age_factor.b, age_factor.c];
    assert_eq!(factors, [50, 100, 200].map(Ratio::from_percent));
    assert_eq!(trust.least, 50);
    let policy = CardPolicy::default();
    for text in ["-", ".", "n/a", "unknown", "tbd", "待定", "不详", "同上", "x", "0"] {
        assert!(policy.is_placeholder(&CardValue::try_from_text(text).unwrap()), "{text}");
    }
}

#[test]
fn a_visit_is_written_up_in_a_day_and_prepared_within_three() {
    let audit = AuditPolicyDraft::default();
    assert_eq!((audit.write_up_days, audit.consulted_within_days, audit.every_days), (1, 3, 7));
    assert_eq!((audit.stamped_fields, audit.stamped_customers, audit.carried_days), (10, 5, 0));
}

#[test]
fn records_are_likely_one_from_55_points_and_possibly_from_30() {
    let DuplicatePolicyDraft { likely, possible, numbers, points, .. } =
        DuplicatePolicyDraft::default();
    assert_eq!((likely, possible), (55, 30));
    let refused =
        NumberRules { uscc: NumberUse::Refuse, lei: NumberUse::Refuse, ..numbers.clone() };
    assert_eq!(numbers, refused, "the two kinds with a check");
    assert_eq!(
        [
            points.bank_account,
            points.name,
            points.phone,
            points.legal_representative,
            points.address
        ],
        [40, 30, 25, 15, 15]
    );
    assert!(points.phone < possible, "one shared telephone is nothing");
}

#[test]
fn a_customer_is_covered_by_four_parts_in_30_60_or_120_days() {
    let contacts = ContactPolicyDraft::default();
    let required: Vec<Vec<BuyingRole>> =
        contacts.required_roles.iter().map(|it| it.iter().copied().collect()).collect();
    assert_eq!(
        required,
        [
            vec![BuyingRole::Decider],
            vec![BuyingRole::Buyer],
            vec![BuyingRole::User],
            vec![BuyingRole::Coach, BuyingRole::Champion],
        ]
    );
    assert_eq!(contacts.coverage_days, CoverageDays { a: 30, b: 60, c: 120 });
    assert_eq!((contacts.window_days, contacts.mood_days), (180, 7));
    assert_eq!((contacts.dates_ahead_days, contacts.leap_day), (14, LeapDay::February28));
}

#[test]
fn a_survey_speaks_from_five_answers_by_fixed_lines() {
    let survey = SurveyPolicyDraft::default();
    let half = Ratio::from_percent(50);
    assert_eq!((survey.least_answers, survey.max_age_days), (5, 365));
    assert_eq!(survey.lines, MatrixLines::Fixed { importance: half, performance: half });
    assert_eq!(survey.kano_tolerance, Ratio::from_percent(5));
    assert_eq!(survey.important_to_all, Ratio::from_percent(80));
    let weights = ServiceWeights::default();
    let all = ServiceDimension::ALL.map(|it| weights.weight(it));
    assert_eq!(all.into_iter().sum::<u16>(), 100);
    let of = |dimension| weights.weight(dimension);
    assert_eq!(of(ServiceDimension::Reliability), 32);
    assert_eq!(of(ServiceDimension::Responsiveness), 22);
    assert_eq!(of(ServiceDimension::Assurance), 19);
    assert_eq!(of(ServiceDimension::Empathy), 16);
    assert_eq!(of(ServiceDimension::Tangibles), 11);
}

#[test]
fn objections_and_enquiries_have_their_days() {
    let objections = ObjectionPolicyDraft::default();
    assert_eq!((objections.follow_up_days, objections.equal_answers), (3, 3));
    assert_eq!((objections.common_customers, objections.common_days), (3, 90));
    assert_eq!(objections.common_share, Ratio::from_percent(20));
    let enquiries = EnquiryPolicyDraft::default();
    assert_eq!((enquiries.quote_within_days, enquiries.signal_days), (2, 14));
}

#[test]
fn stages_and_hand_overs_have_their_days() {
    let stages = StagePolicyDraft::default();
    assert_eq!((stages.first_days, stages.prospect_release_days), (90, 180));
    assert_eq!(stages.lost, LostRules { days: 365, usual_gaps: 2 });
    assert_eq!(HandOverPolicyDraft::default().dates_ahead_days, 60);
}

//! S11: classification meetings, their agenda and their decisions.

use guanxi::class_meeting::{ClassDecision, ClassRuling};
use guanxi::customer::Importance;
use guanxi::id::CustomerKey;
use guanxi::money::Amount;
use guanxi::segment::{
    AbcPolicy, AgendaItem, AgendaReason, Class, DecidedClass, MeetingPolicy, MeetingPolicyDraft,
    ReviewedCustomer,
};

use crate::given::{Told, as_of, currency, day};

#[track_caller]
fn decision(on: &str, computed: Importance, ruling: ClassRuling, until: &str) -> ClassDecision {
    ClassDecision {
        day: day(on),
        computed,
        ruling,
        reason: "opens three shops".parse().unwrap(),
        until: day(until),
        present: ["Wang".parse().unwrap(), "Zhao".parse().unwrap()].into(),
    }
}

fn overruled(on: &str, until: &str) -> ClassDecision {
    decision(on, Importance::C, ClassRuling::Overruled(Importance::B), until)
}

#[test]
fn a_decision_stands_beside_the_computed_class_and_ends() {
    let decisions = [overruled("2026-03-31", "2026-06-30")];
    let on = |t: &str| DecidedClass::new(Some(Class::C), &decisions, as_of(t));
    assert_eq!(on("2026-03-30").to_string(), "C", "before the meeting");
    assert_eq!(on("2026-03-31").to_string(), "C, decided: B until 2026-06-30");
    assert_eq!(on("2026-06-30").class(), Some(Class::B));
    assert_eq!(on("2026-06-30").computed, Some(Class::C), "which it does not change");
    assert_eq!(on("2026-07-01").class(), Some(Class::C));
}

#[test]
fn a_later_meeting_replaces_an_earlier_one_even_where_its_decision_has_ended() {
    let confirmed = decision("2026-05-01", Importance::C, ClassRuling::Confirmed, "2026-05-31");
    let decisions = [overruled("2026-03-31", "2026-12-31"), confirmed];
    let on = |t: &str| DecidedClass::new(Some(Class::C), &decisions, as_of(t)).decided;
    assert_eq!(on("2026-04-30"), Some(Class::B));
    assert_eq!(on("2026-05-31"), Some(Class::C));
    assert_eq!(on("2026-06-01"), None);
}

#[test]
fn a_decision_without_end_presence_or_another_class_is_refused() {
    let refused = |decision: ClassDecision| Told::nothing().refused(decision).to_string();
    let nobody = ClassDecision { present: [].into(), ..overruled("2026-03-31", "2026-06-30") };
    let same =
        decision("2026-03-31", Importance::B, ClassRuling::Overruled(Importance::B), "2026-06-30");
    assert!(
        refused(overruled("2026-03-31", "2026-03-30"))
            .ends_with("must not be before 2026-03-31, was 2026-03-30")
    );
    assert!(refused(nobody).ends_with("must name one of the staff or more, was none"));
    assert!(refused(same).ends_with("must overrule by another class than B, was overruled: B"));
    let mut told = Told::nothing().with(overruled("2026-03-31", "2026-06-30"));
    told.account.record(overruled("2026-06-30", "2026-06-30")).unwrap();
    let other = ClassDecision { until: day("2026-12-31"), ..overruled("2026-03-31", "2026-06-30") };
    assert!(told.refused(other).to_string().contains("of 2026-03-31"));
}

/// The agenda of customers by amount, class before and decisions.
#[track_caller]
fn agenda(rows: &[(Option<i64>, Option<Class>, &[ClassDecision])], t: &str) -> Vec<AgendaItem> {
    let amounts: Vec<Amount> = rows.iter().filter_map(|it| it.0).map(Amount::from_minor).collect();
    let lines = AbcPolicy::default().lines(&amounts, currency("CNY"));
    let customers: Vec<ReviewedCustomer<'_>> = (0..)
        .zip(rows)
        .map(|(place, (minor, before, decisions))| {
            let amount = minor.map(Amount::from_minor);
            let transition = lines.next(before.map(Into::into), amount);
            let customer = CustomerKey::from_position(place);
            ReviewedCustomer { customer, amount, transition, decisions }
        })
        .collect();
    MeetingPolicy::default().agenda(&lines, &customers, as_of(t))
}

/// Positions with their reasons.
fn said(agenda: &[AgendaItem]) -> Vec<(u32, Vec<AgendaReason>)> {
    agenda.iter().map(|it| (it.customer.position(), it.reasons.clone())).collect()
}

#[test]
fn the_agenda_has_those_that_moved_stand_near_a_cut_or_could_not_be_judged() {
    use AgendaReason::{Held, Moved, NearCut, Unjudged};
    let none: &[ClassDecision] = &[];
    // T = 1,000: 0 above the first, then 835, 700, 945 and 985.
    let rows = [
        (Some(700), Some(Class::A), none),
        (Some(110), Some(Class::B), none),
        (Some(135), Some(Class::A), none),
        (Some(40), None, none),
        (Some(15), Some(Class::C), none),
        (None, Some(Class::B), none),
    ];
    assert_eq!(said(&agenda(&rows, "2026-03-31")), [(5, vec![Unjudged]), (3, vec![NearCut]),]);
    let rows = [
        (Some(700), Some(Class::B), none),
        (Some(110), Some(Class::A), none),
        (Some(150), Some(Class::B), none),
        (Some(40), Some(Class::A), none),
    ];
    // 70 % above 150, 85 % above 110, 96 % above 40.
    assert_eq!(
        said(&agenda(&rows, "2026-03-31")),
        [(0, vec![Moved]), (2, vec![Moved]), (1, vec![Moved]), (3, vec![Moved])]
    );
    let rows = [(Some(790), Some(Class::A), none), (Some(210), Some(Class::B), none)];
    assert_eq!(said(&agenda(&rows, "2026-03-31")), [(1, vec![Held, NearCut])]);
}

#[test]
fn a_decision_that_ends_within_the_notice_is_on_the_agenda_and_for_as_long_after() {
    use AgendaReason::DecisionEnds;
    let decisions = [decision("2025-10-01", Importance::A, ClassRuling::Confirmed, "2026-06-30")];
    let reasons = |t: &str| {
        let rows = [(Some(1_000), Some(Class::A), &decisions[..])];
        said(&agenda(&rows, t)).into_iter().flat_map(|it| it.1).collect::<Vec<_>>()
    };
    assert_eq!(reasons("2026-03-29"), [], "93 days before");
    assert_eq!(reasons("2026-03-30"), [DecisionEnds]);
    assert_eq!(reasons("2026-09-30"), [DecisionEnds], "92 days after");
    assert_eq!(reasons("2026-10-01"), []);
}

#[test]
fn a_decision_about_another_class_than_the_computed_one_is_outdated() {
    let decisions = [overruled("2026-01-10", "2026-12-31")];
    let rows = [(Some(1_000), Some(Class::A), &decisions[..])];
    let agenda = agenda(&rows, "2026-03-31");
    assert_eq!(said(&agenda), [(0, vec![AgendaReason::Outdated])]);
    assert_eq!(agenda[0].class.to_string(), "A, decided: B until 2026-12-31");
}

#[test]
fn no_meeting_for_more_than_a_quarter_is_a_finding() {
    let policy = MeetingPolicy::default();
    let held = [day("2025-10-01"), day("2026-01-10"), day("2026-06-01")];
    let late = |t: &str| policy.overdue(held, as_of(t)).map(|it| it.to_string());
    assert_eq!(late("2026-04-12"), None);
    let said = "the last meeting was on 2026-01-10, the next was due by 2026-04-12";
    assert_eq!(late("2026-04-13").as_deref(), Some(said));
    let never = policy.overdue([], as_of("2026-04-13")).unwrap();
    assert_eq!(never.to_string(), "no meeting was ever held");
    assert_eq!(never.due, day("2026-04-13"));
}

#[test]
fn a_policy_of_meetings_names_all_that_is_wrong() {
    let draft = MeetingPolicyDraft { every_days: 0, notice_days: 0 };
    assert_eq!(
        MeetingPolicy::try_new(draft).unwrap_err().to_string(),
        "every_days must be at least 1, was 0; notice_days must be at least 1, was 0"
    );
}

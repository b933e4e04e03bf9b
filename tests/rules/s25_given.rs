//! S25: trainings, things lent to customers, gifts and hospitality.

use guanxi::account::Account;
use guanxi::calendar::Window;
use guanxi::custody::Loan;
use guanxi::id::CustomerId;
use guanxi::phase_out::{BalanceKind, KnownBalances};
use guanxi::support::{
    CountResult, Gift, GiftKind, GiftPolicy, GiftPolicyDraft, GiftRecipient, LentCount, LentKind,
    LentThing, LentThingDraft, LentThings, RecipientOffice, SupportPolicy, Training,
    TrainingAudience, TrainingDraft, TrainingForm, TrainingRecord, TrainingTopic,
};

use crate::given::{as_of, currency, day, yuan};

fn training(customer: &str, on: &str, people: &[&str], passed: &[&str]) -> TrainingDraft {
    let names = |names: &[&str]| names.iter().map(|it| it.parse().unwrap()).collect();
    TrainingDraft {
        customer: customer.parse().unwrap(),
        topic: TrainingTopic::ProductUse,
        form: TrainingForm::Gathered,
        audience: TrainingAudience::Sellers,
        people: names(people),
        others: 0,
        passed: names(passed),
        day: day(on),
        by: "Sun".parse().unwrap(),
        line: None,
    }
}

fn trained(drafts: Vec<TrainingDraft>) -> Vec<Training> {
    drafts.into_iter().map(|it| Training::try_new(it).unwrap()).collect()
}

#[test]
fn of_each_dealer_it_is_known_who_is_trained_in_what_and_since_when() {
    let selling = TrainingDraft {
        topic: TrainingTopic::Selling,
        others: 12,
        ..training("Li", "2026-02-10", &["Bo"], &[])
    };
    let mut all = trained(vec![
        training("Li", "2026-03-01", &["An", "Bo"], &["An"]),
        training("Li", "2025-03-01", &["An"], &["An"]),
        training("Li", "2026-05-01", &["An"], &["An"]),
        training("Ma", "2026-03-01", &["Cy"], &[]),
        selling,
    ]);
    let (li, t) = ("Li".parse().unwrap(), as_of("2026-04-30"));
    let record = TrainingRecord::read(&all, &li, t);
    let people: Vec<String> = record.people.iter().map(ToString::to_string).collect();
    assert_eq!(
        people,
        [
            "An: use of the goods since 2025-03-01, last on 2026-03-01, passed on 2026-03-01",
            "Bo: use of the goods since 2026-03-01, last on 2026-03-01, not tested",
            "Bo: selling since 2026-02-10, last on 2026-02-10, not tested",
        ]
    );
    let topics: Vec<_> = record.topics.iter().map(|it| (it.topic, it.times, it.since)).collect();
    assert_eq!(
        topics,
        [
            (TrainingTopic::ProductUse, 2, day("2025-03-01")),
            (TrainingTopic::Selling, 1, day("2026-02-10")),
        ]
    );
    assert_eq!(
        record.untrained().collect::<Vec<_>>(),
        [
            TrainingTopic::Ideas,
            TrainingTopic::Management,
            TrainingTopic::Display,
            TrainingTopic::Service,
            TrainingTopic::Terms,
        ]
    );
    let said = format!("{record:?}");
    all.reverse();
    assert_eq!(format!("{:?}", TrainingRecord::read(&all, &li, t)), said, "in any order");
}

#[test]
fn the_customers_that_were_trained_are_those_whose_effect_is_tested() {
    let all = trained(vec![
        training("Ma", "2026-03-31", &["Cy"], &[]),
        training("Li", "2026-01-01", &["An"], &[]),
        training("Wu", "2026-04-01", &["Di"], &[]),
        training("Bo", "2025-12-31", &["Di"], &[]),
    ]);
    let quarter = Window::inclusive(day("2026-01-01"), day("2026-03-31"));
    let treated = TrainingDraft::trained_in(&all, TrainingTopic::ProductUse, quarter);
    let treated: Vec<&str> = treated.into_iter().map(CustomerId::as_str).collect();
    assert_eq!(treated, ["Li", "Ma"]);
    assert!(TrainingDraft::trained_in(&all, TrainingTopic::Ideas, quarter).is_empty());
}

#[test]
fn a_training_has_people_and_only_they_pass() {
    let problems = |draft| Training::try_new(draft).map_err(|it| it.to_string()).err();
    let nobody = training("Li", "2026-03-01", &[], &[]);
    assert_eq!(
        problems(nobody.clone()).as_deref(),
        Some("people must not be empty without others, was empty")
    );
    assert_eq!(problems(TrainingDraft { others: 1, ..nobody }), None);
    let stranger = training("Li", "2026-03-01", &["An"], &["An", "Bo"]);
    assert_eq!(problems(stranger).as_deref(), Some("passed must have taken part, Bo did not"));
}

fn thing(id: &str) -> LentThingDraft {
    LentThingDraft {
        id: id.parse().unwrap(),
        customer: "Li".parse().unwrap(),
        kind: LentKind::Refrigerator,
        name: "a refrigerator".parse().unwrap(),
        place: "the shop on West Street".parse().unwrap(),
        value: yuan("4000"),
        deposit: Some(yuan("500")),
        from: day("2026-01-01"),
        until: Some(day("2026-12-31")),
        counts: Vec::new(),
        returned: None,
        line: None,
    }
}

fn count(on: &str, result: CountResult) -> LentCount {
    LentCount { on: day(on), by: "Sun".parse().unwrap(), result }
}

/// The findings of a thing on a date, as they are said; `None` when it is not there.
fn lent(draft: LentThingDraft, t: &str) -> Option<Vec<String>> {
    let things = [LentThing::try_new(draft).unwrap()];
    let (customer, policy) = ("Li".parse().unwrap(), SupportPolicy::default());
    let there = LentThings::at(&customer, &things, currency("CNY"), &policy, as_of(t));
    let found = there.things.first()?.findings.iter().map(ToString::to_string);
    Some(found.collect())
}

#[test]
fn a_thing_lent_is_counted_in_180_days() {
    assert_eq!(lent(thing("R-1"), "2026-06-30"), Some(vec![]), "day 180");
    let never = "never counted, was to be counted by 2026-06-30".to_owned();
    assert_eq!(lent(thing("R-1"), "2026-07-01"), Some(vec![never]));
    let counted = LentThingDraft {
        counts: vec![
            count("2026-06-01", CountResult::InPlace),
            count("2026-03-01", CountResult::Missing),
        ],
        ..thing("R-1")
    };
    assert_eq!(lent(counted.clone(), "2026-11-28"), Some(vec![]), "found again since");
    let late = "last counted on 2026-06-01, was to be counted again by 2026-11-28".to_owned();
    assert_eq!(lent(counted.clone(), "2026-11-29"), Some(vec![late]));
    let missing = "not found on 2026-03-01".to_owned();
    assert_eq!(lent(counted, "2026-05-31"), Some(vec![missing]), "as it was known then");
}

#[test]
fn a_thing_that_stands_elsewhere_is_told_until_it_is_counted_in_its_place() {
    let place = "a warehouse in Hubei".parse().unwrap();
    let elsewhere = count("2026-03-01", CountResult::Elsewhere { place });
    let back = count("2026-04-01", CountResult::InPlace);
    let moved = LentThingDraft { counts: vec![elsewhere, back], ..thing("R-1") };
    let told = "found elsewhere on 2026-03-01: a warehouse in Hubei".to_owned();
    assert_eq!(lent(moved.clone(), "2026-03-31"), Some(vec![told]));
    assert_eq!(lent(moved, "2026-04-01"), Some(vec![]));
}

#[test]
fn a_thing_that_is_kept_after_its_end_is_told_until_it_comes_back() {
    let counted = count("2026-12-01", CountResult::InPlace);
    let kept = LentThingDraft { counts: vec![counted], ..thing("R-1") };
    assert_eq!(lent(kept.clone(), "2026-12-31"), Some(vec![]));
    let told = "was to come back by 2026-12-31".to_owned();
    assert_eq!(lent(kept.clone(), "2027-01-01"), Some(vec![told.clone()]));
    let back = LentThingDraft { returned: Some(day("2027-01-05")), ..kept.clone() };
    assert_eq!(lent(back.clone(), "2027-01-04"), Some(vec![told]));
    assert_eq!(lent(back, "2027-01-05"), None);
    assert_eq!(lent(kept.clone(), "2025-12-31"), None, "not there yet");
    let for_ever = LentThingDraft { until: None, ..kept };
    assert_eq!(lent(for_ever, "2027-01-01"), Some(vec![]));
}

#[test]
fn all_that_stands_at_a_customer_has_its_value_and_its_deposits() {
    let things = [
        LentThingDraft { until: None, deposit: None, ..thing("R-1") },
        LentThingDraft { value: yuan("100.05"), ..thing("R-3") },
        thing("R-2"),
        LentThingDraft { until: Some(day("2026-06-30")), ..thing("R-4") },
        LentThingDraft { value: "USD 10".parse().unwrap(), ..thing("R-5") },
        LentThingDraft { customer: "Ma".parse().unwrap(), ..thing("R-6") },
        LentThingDraft { returned: Some(day("2026-02-01")), ..thing("R-7") },
    ];
    let things = things.map(|it| LentThing::try_new(it).unwrap());
    let (customer, policy) = ("Li".parse().unwrap(), SupportPolicy::default());
    let cny = currency("CNY");
    let there = LentThings::at(&customer, &things, cny, &policy, as_of("2026-03-31"));
    let said: Vec<String> = there.things.iter().map(ToString::to_string).collect();
    let at = "at the shop on West Street";
    assert_eq!(
        said,
        [
            format!("R-4, a refrigerator, CNY 4,000.00, {at}, until 2026-06-30"),
            format!("R-2, a refrigerator, CNY 4,000.00, {at}, until 2026-12-31"),
            format!("R-3, a refrigerator, CNY 100.05, {at}, until 2026-12-31"),
            format!("R-5, a refrigerator, USD 10.00, {at}, until 2026-12-31"),
            format!("R-1, a refrigerator, CNY 4,000.00, {at}"),
        ]
    );
    assert_eq!(there.value.with_currency(cny).to_string(), "CNY 12,100.05");
    assert_eq!(there.deposits.with_currency(cny).to_string(), "CNY 1,500.00");
    assert_eq!(there.other_currency, 1, "in neither sum");
}

#[test]
fn things_lent_come_back_before_a_customer_goes() {
    let things = [
        thing("R-1"),
        LentThingDraft { returned: Some(day("2026-06-30")), ..thing("R-2") },
        LentThingDraft { from: day("2026-07-02"), until: None, ..thing("R-3") },
        LentThingDraft { customer: "Ma".parse().unwrap(), ..thing("R-4") },
    ];
    let things = things.map(|it| LentThing::try_new(it).unwrap());
    let customer: CustomerId = "Li".parse().unwrap();
    let mut account = Account::new(customer.clone(), currency("CNY"));
    let card = Loan {
        to: "Sun".parse().unwrap(),
        from: day("2026-01-02"),
        until: day("2026-12-31"),
        purpose: "a visit".parse().unwrap(),
        returned: None,
    };
    account.record(card).unwrap();
    let lent = |t: &str| {
        let known = KnownBalances::try_from_account(account.view(), as_of(t)).unwrap();
        let known = known.with_things_lent(&customer, &things, as_of(t));
        known.left(BalanceKind::Loans).unwrap().to_string()
    };
    assert_eq!(
        ["2025-12-31", "2026-01-01", "2026-06-29", "2026-06-30", "2026-07-02"].map(lent),
        ["0", "2", "3", "2", "3"],
        "R-1 and R-2, the card with them, R-2 back, R-3"
    );
}

#[test]
fn a_thing_lent_names_all_that_is_wrong_with_it() {
    let wrong = LentThingDraft {
        value: yuan("0"),
        deposit: Some(yuan("-1")),
        until: Some(day("2025-12-31")),
        counts: vec![count("2025-12-30", CountResult::InPlace)],
        returned: Some(day("2025-12-29")),
        ..thing("R-1")
    };
    assert_eq!(
        LentThing::try_new(wrong).unwrap_err().to_string(),
        "until must not lie before 2026-01-01, was 2025-12-31; \
         counts.0.on must not lie before 2026-01-01, was 2025-12-30; \
         returned must not lie before 2026-01-01, was 2025-12-29; \
         value must be above 0, was CNY 0.00; deposit must be above 0, was CNY -1.00"
    );
    let first_day = LentThingDraft {
        value: yuan("0.01"),
        until: Some(day("2026-01-01")),
        returned: Some(day("2026-01-01")),
        ..thing("R-1")
    };
    assert!(LentThing::try_new(first_day).is_ok());
}

fn gift(on: &str, person: &str, amount: &str) -> Gift {
    Gift {
        customer: "Li".parse().unwrap(),
        expense: None,
        kind: GiftKind::Gift,
        recipient: Some(GiftRecipient {
            person: person.parse().unwrap(),
            office: RecipientOffice::Business,
        }),
        purpose: Some("the feast of spring".parse().unwrap()),
        amount: yuan(amount),
        on: day(on),
        by: "Wang".parse().unwrap(),
        approved_by: None,
    }
}

/// The gifts with findings on a date, as they are said.
fn told(gifts: &[Gift], t: &str) -> Vec<String> {
    let found = GiftPolicy::default().findings(gifts, as_of(t));
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn a_gift_has_a_recipient_and_a_purpose() {
    let bare = Gift { recipient: None, purpose: None, ..gift("2026-02-01", "An", "100") };
    assert_eq!(
        told(&[bare.clone(), gift("2026-02-01", "An", "100")], "2026-02-01"),
        ["gift of CNY 100.00 to Li on 2026-02-01 by Wang; no recipient is noted; \
             no purpose is noted"]
    );
    assert_eq!(told(&[bare], "2026-01-31"), Vec::<String>::new(), "not seen");
}

#[test]
fn a_gift_to_an_official_is_told_however_small() {
    let person = "An".parse().unwrap();
    let recipient = Some(GiftRecipient { person, office: RecipientOffice::Official });
    let meal = Gift { kind: GiftKind::Meal, recipient, ..gift("2026-02-01", "An", "0.01") };
    assert_eq!(
        told(&[meal], "2026-02-01"),
        ["meal of CNY 0.01 to Li on 2026-02-01 by Wang; An is an official"]
    );
}

#[test]
fn a_person_is_given_at_most_500_in_a_calendar_year() {
    let gifts = [
        gift("2025-12-31", "An", "199"),
        gift("2026-01-01", "An", "199"),
        gift("2026-06-01", "An", "199"),
        gift("2026-12-31", "An", "102"),
        gift("2026-12-31", "Bo", "199"),
        gift("2027-01-01", "An", "199"),
    ];
    assert_eq!(told(&gifts, "2027-12-31"), Vec::<String>::new(), "500 in 2026");
    let mut more = gifts.clone();
    more[3].amount = yuan("102.01");
    let above = "gift of CNY 102.01 to Li on 2026-12-31 by Wang; \
                 An was given CNY 500.01 in the year, at most CNY 500.00";
    assert_eq!(told(&more, "2027-12-31"), [above]);
    assert_eq!(told(&more, "2026-12-30"), Vec::<String>::new());
    more[1].customer = "Ma".parse().unwrap();
    assert_eq!(told(&more, "2027-12-31").len(), 1, "of whatever customer");
    more[0] = gift("2026-07-01", "An", "-0.01");
    assert_eq!(told(&more, "2027-12-31"), Vec::<String>::new(), "what came back counts off");
    more[0].amount = "USD -0.01".parse().unwrap();
    assert_eq!(told(&more, "2027-12-31").len(), 1, "each currency for itself");
}

#[test]
fn somebody_else_approves_a_gift_from_200_on() {
    let below = gift("2026-02-01", "An", "199.99");
    assert_eq!(told(&[below], "2026-02-01"), Vec::<String>::new());
    let at = gift("2026-02-01", "An", "200");
    assert_eq!(
        told(std::slice::from_ref(&at), "2026-02-01"),
        ["gift of CNY 200.00 to Li on 2026-02-01 by Wang; \
             nobody approved it, as is needed from CNY 200.00"]
    );
    let approved = |by: &str| Gift { approved_by: Some(by.parse().unwrap()), ..at.clone() };
    assert_eq!(told(&[approved("Qian")], "2026-02-01"), Vec::<String>::new());
    assert_eq!(
        told(&[approved("Wang")], "2026-02-01"),
        ["gift of CNY 200.00 to Li on 2026-02-01 by Wang; Wang gave and approved it"]
    );
}

#[test]
fn a_gift_that_is_planned_is_looked_at_by_the_same_rules() {
    let policy = GiftPolicy::default();
    let given = [gift("2026-01-01", "An", "199"), gift("2026-02-01", "An", "199")];
    let planned = |amount: &str| {
        let found = policy.check_planned(&gift("2026-03-01", "An", amount), &given);
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(planned("102"), Vec::<String>::new());
    assert_eq!(planned("102.01"), ["An was given CNY 500.01 in the year, at most CNY 500.00"]);
}

#[test]
fn with_a_limit_of_0_each_gift_is_a_finding_and_one_that_came_back_is_none() {
    let none = GiftPolicyDraft {
        most_a_year: guanxi::money::Major::from_units(0),
        approve_from: guanxi::money::Major::from_units(0),
    };
    let gifts = [gift("2026-01-01", "An", "0.01"), gift("2026-01-02", "An", "-0.01")];
    let found = none.findings(&gifts, as_of("2026-12-31"));
    let said: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "gift of CNY 0.01 to Li on 2026-01-01 by Wang; An was given CNY 0.01 in the year, at most \
             CNY 0.00; nobody approved it, as is needed from CNY 0.00"
        ]
    );
}

//! Means, permits, posts, standings, answers, enquiries and objections as facts of a customer.

use guanxi::account::{Account, Fact, Feeds};
use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::contact::{
    BuyingRole, ContactCoverage, ContactFacts, ContactPolicy, Contacts, Influence, Person, Post,
    Stance, Standing,
};
use guanxi::customer::EntrySource;
use guanxi::enquiry::{
    Enquiry, EnquiryOpening, EnquiryPolicy, EnquiryStage, EnquiryStep, QuestionTopic,
};
use guanxi::id::{BusinessTypeId, CustomerId};
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::lifecycle::Entry;
use guanxi::means::{
    Means, MeansCount, MeansKind, Permit, PermitFinding, PermitPolicy, PermitPolicyDraft,
    PermitResponse,
};
use guanxi::objection::{
    Objection, ObjectionOpening, ObjectionPolicy, ObjectionStage, ObjectionStep,
};
use guanxi::survey::{GoodEnd, Scale, Survey, SurveyReply};

use crate::given::{as_of, day};

fn li() -> CustomerId {
    "Li".parse().unwrap()
}

fn account() -> Account {
    Account::new(li(), "CNY".parse().unwrap())
}

#[track_caller]
fn refused(account: &mut Account, fact: impl Into<Fact>) -> String {
    let before = format!("{account:?}");
    let refusal = account.record(fact).unwrap_err().to_string();
    assert_eq!(format!("{account:?}"), before, "nothing changes");
    refusal
}

#[test]
fn a_kind_of_means_has_one_count_a_day_and_the_latest_stands() {
    let counted = |on: &str, means| MeansCount { on: day(on), means, source: EntrySource::Visit };
    let mut li = account();
    li.record(counted("2026-03-02", Means::Vehicles(3))).unwrap();
    li.record(counted("2026-03-02", Means::Sellers(8))).unwrap();
    li.record(counted("2026-06-01", Means::Vehicles(5))).unwrap();
    assert_eq!(
        refused(&mut li, counted("2026-03-02", Means::Vehicles(4))),
        "means vehicles on 2026-03-02 is recorded already with other content: count 3, not 4"
    );
    let capital = Means::Capital("CNY -1".parse().unwrap());
    assert_eq!(
        refused(&mut li, counted("2026-03-02", capital)),
        "amount of means capital on 2026-03-02 must not be negative, was CNY -1.00"
    );
    let foreign = Means::Capital("USD 1".parse().unwrap());
    assert_eq!(
        refused(&mut li, counted("2026-03-02", foreign)),
        "means capital on 2026-03-02 is in USD, the book is in CNY"
    );
    let view = li.view();
    let latest = |t| {
        MeansCount::latest(view.means_counts(), MeansKind::Vehicles, as_of(t)).map(|it| it.means)
    };
    assert_eq!(latest("2026-03-01"), None);
    assert_eq!(latest("2026-05-31"), Some(Means::Vehicles(3)));
    assert_eq!(latest("2026-06-01"), Some(Means::Vehicles(5)));
}

fn permit(number: &str, from: &str, to: Option<&str>) -> Permit {
    Permit {
        kind: "pesticide".parse().unwrap(),
        number: number.parse().unwrap(),
        scope: None,
        term: Validity::try_new(day(from), to.map(day)).unwrap(),
    }
}

fn shop() -> BusinessTypeId {
    "shop".parse().unwrap()
}

/// A policy under which a shop needs a permit for pesticide.
fn permit_policy(change: impl FnOnce(&mut PermitPolicyDraft)) -> PermitPolicy {
    let kinds = ["pesticide".parse().unwrap()].into();
    let mut draft =
        PermitPolicyDraft { mandatory: [(shop(), kinds)].into(), ..PermitPolicyDraft::default() };
    change(&mut draft);
    PermitPolicy::try_new(draft).unwrap()
}

#[test]
fn the_notice_of_a_permit_is_as_long_as_the_policy_says() {
    let permits = [permit("P-1", "2026-01-01", Some("2026-08-31"))];
    let is_told = |days: u16, t| {
        let policy = permit_policy(|it| it.notice_days = days);
        !policy.findings(&permits, &shop(), as_of(t)).is_empty()
    };
    assert!(!is_told(30, "2026-07-31") && is_told(30, "2026-08-01"), "31 days, 30 days");
    assert!(!is_told(1, "2026-08-29") && is_told(1, "2026-08-30"));
    let mill = "mill".parse().unwrap();
    let policy = permit_policy(|_| {});
    assert_eq!(policy.findings(&[], &mill, as_of("2026-08-30")), [], "a mill needs none");
}

#[test]
fn trading_without_a_permit_holds_orders_where_the_policy_says_so() {
    let permits = [permit("P-1", "2026-01-01", Some("2026-08-31"))];
    let holds = |policy: &PermitPolicy, permits: &[Permit], t| {
        let found = policy.findings(permits, &shop(), as_of(t));
        found.iter().any(|it| policy.holds(it))
    };
    let told = permit_policy(|_| {});
    assert!(!holds(&told, &permits, "2026-09-01") && !holds(&told, &[], "2026-09-01"));
    let ended = permit_policy(|it| it.ended = PermitResponse::Hold);
    assert!(!holds(&ended, &permits, "2026-08-31"), "valid on its last day");
    assert!(holds(&ended, &permits, "2026-09-01"));
    assert!(!holds(&ended, &[], "2026-09-01"), "nothing is known of a permit");
    let missing = permit_policy(|it| it.missing = PermitResponse::Hold);
    assert!(holds(&missing, &[], "2026-09-01"));
    assert!(!holds(&missing, &permits, "2026-09-01"));
}

#[test]
fn a_policy_of_permits_that_says_nothing_is_refused() {
    let mandatory = [(shop(), [].into())].into();
    let draft = PermitPolicyDraft { notice_days: 0, mandatory, ..PermitPolicyDraft::default() };
    assert_eq!(
        PermitPolicy::try_new(draft).unwrap_err().to_string(),
        "notice_days must be at least 1, was 0; mandatory.shop must name a kind of permit, was 0"
    );
}

#[test]
fn a_permit_that_ends_within_60_days_is_told_and_one_that_ended_is_a_finding() {
    let mut li = account();
    li.record(permit("P-1", "2026-01-01", Some("2026-08-31"))).unwrap();
    assert_eq!(
        refused(&mut li, permit("P-1", "2026-01-01", None)),
        "permit pesticide P-1 is recorded already with other content: \
         term 2026-01-01 to 2026-08-31, not 2026-01-01 without end"
    );
    let policy = permit_policy(|_| {});
    let found = |permits: &[Permit], t| -> Vec<String> {
        let found = policy.findings(permits, &shop(), as_of(t));
        found.iter().map(PermitFinding::to_string).collect()
    };
    let permits = li.view().permits();
    assert_eq!(found(permits, "2025-12-31"), ["there is no permit pesticide"]);
    assert_eq!(found(permits, "2026-07-01"), [""; 0], "61 days");
    assert_eq!(found(permits, "2026-07-02"), ["permit pesticide ends on 2026-08-31"]);
    assert_eq!(found(permits, "2026-08-31"), ["permit pesticide ends on 2026-08-31"]);
    assert_eq!(found(permits, "2026-09-01"), ["permit pesticide ended on 2026-08-31"]);
    li.record(permit("P-2", "2026-09-01", None)).unwrap();
    let permits = li.view().permits();
    assert_eq!(found(permits, "2026-08-31"), [""; 0], "another follows");
    assert_eq!(found(permits, "2026-09-01"), [""; 0]);
    let late = [permit("P-1", "2026-01-01", Some("2026-08-31")), permit("P-2", "2026-09-02", None)];
    assert_eq!(found(&late, "2026-08-31"), ["permit pesticide ends on 2026-08-31"], "a day apart");
}

fn post(name: &str, role: BuyingRole, from: &str, to: Option<&str>) -> Post {
    Post {
        person: name.parse().unwrap(),
        title: None,
        roles: [role].into(),
        term: Validity::try_new(day(from), to.map(day)).unwrap(),
    }
}

fn standing(name: &str, on: &str, stance: Stance) -> Standing {
    Standing {
        person: name.parse().unwrap(),
        on: day(on),
        influence: Influence::InnerCircle,
        stance,
        by: "Wang".parse().unwrap(),
    }
}

fn meeting(on: &str, with: &str) -> Interaction {
    let (staff, persons) = (["Wang".parse().unwrap()], [with.parse().unwrap()]);
    Interaction::try_new(day(on), InteractionKind::Meeting, staff.into(), persons.into()).unwrap()
}

#[test]
fn a_person_has_a_role_at_a_customer_once_a_day() {
    let mut li = account();
    li.record(post("Li", BuyingRole::Buyer, "2026-01-01", Some("2026-06-30"))).unwrap();
    assert_eq!(
        refused(&mut li, post("Li", BuyingRole::Buyer, "2026-06-30", None)),
        "post of Li as buyer from 2026-06-30 overlaps one that is recorded: \
         2026-06-30 without end against 2026-01-01 to 2026-06-30"
    );
    li.record(post("Li", BuyingRole::Buyer, "2026-07-01", None)).unwrap();
    li.record(post("Li", BuyingRole::User, "2026-01-01", None)).unwrap();
    li.record(post("Qi", BuyingRole::Buyer, "2026-01-01", None)).unwrap();
    assert_eq!(li.view().posts().len(), 4);
    li.record(standing("Li", "2026-03-01", Stance::Enemy)).unwrap();
    assert_eq!(
        refused(&mut li, standing("Li", "2026-03-01", Stance::Mentor)),
        "standing of Li on 2026-03-01 is recorded already with other content: \
         stance enemy, not mentor"
    );
}

#[test]
fn the_cover_by_the_account_is_the_cover_by_the_contacts() {
    let (mut account, mut contacts) = (account(), Contacts::default());
    for name in ["Li", "Qi"] {
        contacts.record_person(Person::new(name.parse().unwrap()), day("2025-01-01")).unwrap();
    }
    let posts = [
        post("Li", BuyingRole::Decider, "2026-01-01", None),
        post("Qi", BuyingRole::User, "2026-01-01", Some("2026-05-31")),
    ];
    for post in posts {
        account.record(post.clone()).unwrap();
        contacts.record_post(li(), post).unwrap();
    }
    for standing in [
        standing("Li", "2026-02-01", Stance::Enemy),
        standing("Li", "2026-04-01", Stance::Supporter),
    ] {
        account.record(standing.clone()).unwrap();
        contacts.record_standing(li(), standing).unwrap();
    }
    for (on, with) in [("2026-02-02", "Li"), ("2026-03-02", "Qi"), ("2026-04-02", "Li")] {
        account.record(meeting(on, with)).unwrap();
        contacts.record_interaction(li(), meeting(on, with));
    }
    let policy = ContactPolicy::default();
    for t in ["2025-12-31", "2026-01-01", "2026-02-01", "2026-03-15", "2026-06-01", "2026-12-01"] {
        let (view, t) = (account.view(), as_of(t));
        let facts = ContactFacts {
            posts: view.posts(),
            standings: view.standings(),
            interactions: view.interactions(),
            has_interactions: Feeds::began(view.feeds().interactions_from, t),
        };
        let by_account = ContactCoverage::from_facts(facts, t, &policy, 30);
        let by_contacts = ContactCoverage::from_contacts(&contacts, &li(), t, &policy, 30);
        assert_eq!(by_account, by_contacts, "{t}");
    }
}

fn scale(highest: i16) -> Scale {
    Scale::try_new(1, highest, GoodEnd::Highest).unwrap()
}

#[test]
fn answers_lie_on_their_scales_and_a_survey_takes_those_on_its_own() {
    let asked = |on: &str, top| {
        SurveyReply::new("delivery".parse().unwrap(), day(on), scale(5), scale(top))
    };
    let mut li = account();
    let answer = SurveyReply { importance: Some(5), ours: Some(3), ..asked("2026-03-02", 5) };
    li.record(answer.clone()).unwrap();
    assert_eq!(
        refused(&mut li, SurveyReply { ours: Some(2), ..answer.clone() }),
        "answer to delivery on 2026-03-02 is recorded already with other content: ours 3, not 2"
    );
    assert_eq!(
        refused(&mut li, SurveyReply { importance: Some(6), ..asked("2026-03-03", 5) }),
        "importance of answer to delivery on 2026-03-03 must lie in 1..=5, was 6"
    );
    assert_eq!(
        refused(&mut li, asked("2026-03-03", 5)),
        "marks of answer to delivery on 2026-03-03 must have one mark or more, was none"
    );
    li.record(SurveyReply { ours: Some(9), ..asked("2026-03-04", 10) }).unwrap();
    let mut survey = Survey::new(scale(5), scale(5));
    let taken = survey.record_replies(li.id(), li.view().survey_replies());
    assert_eq!(taken, Ok(1), "the other one is on another scale");
    assert!(survey.answers().eq([&answer.answer_of(li.id().clone())]));
    let before = survey.clone();
    assert!(survey.record_replies(li.id(), li.view().survey_replies()).is_err());
    assert_eq!(survey, before);
    assert_eq!(li.view().feeds().answers_from, Some(day("2026-03-02")));
}

#[test]
fn each_step_of_an_objection_is_a_version_of_it() {
    let policy = ObjectionPolicy::default();
    let opening = ObjectionOpening {
        person: None,
        kind: "too_expensive".parse().unwrap(),
        on: day("2026-03-02"),
        words: "twice the price".parse().unwrap(),
        by: "Wang".parse().unwrap(),
    };
    let raised = Objection::open(opening, &policy).unwrap();
    let mut li = account();
    li.record(raised.clone()).unwrap();
    let mut answered = raised.clone();
    let step = ObjectionStep::Answer { answer: "reference".parse().unwrap() };
    answered.apply(Entry::new(step, day("2026-03-05"), "Wang".parse().unwrap()), &policy).unwrap();
    assert_eq!(
        refused(&mut li, answered.clone()),
        "objection too_expensive on 2026-03-02 is recorded already with other content: \
         steps none, not answer reference on 2026-03-05 by Wang"
    );
    let name = Fact::from(raised).name();
    assert_eq!(name.to_string(), "objection too_expensive on 2026-03-02");
    li.revise(&name, day("2026-03-05"), Some(answered.into())).unwrap();
    let stage = |on: &str| {
        let t = AsOf::new(on.parse::<Day>().unwrap());
        li.as_of(t).view().objections().first().map(|it| it.stage(t))
    };
    assert_eq!(stage("2026-03-04"), Some(ObjectionStage::Open));
    assert_eq!(stage("2026-03-05"), Some(ObjectionStage::Answered));
}

fn enquiry(person: Option<&str>) -> Enquiry {
    Enquiry::open(EnquiryOpening {
        person: person.map(|it| it.parse().unwrap()),
        on: day("2026-03-02"),
        product: "feed".parse().unwrap(),
        quantity: "10 t".parse().unwrap(),
        by: "Wang".parse().unwrap(),
    })
}

#[track_caller]
fn step(enquiry: &Enquiry, on: &str, step: EnquiryStep) -> Enquiry {
    let mut later = enquiry.clone();
    later.apply(Entry::new(step, day(on), "Wang".parse().unwrap())).unwrap();
    later
}

fn quote(sum: &str) -> EnquiryStep {
    EnquiryStep::Quote { sum: sum.parse().unwrap(), until: day("2026-03-31") }
}

#[test]
fn each_step_of_an_enquiry_is_a_version_of_it_and_its_signal_is_read_from_the_account() {
    let mut li = account();
    let asked = enquiry(Some("Li"));
    li.record(asked.clone()).unwrap();
    let name = Fact::from(asked.clone()).name();
    assert_eq!(name.to_string(), "enquiry for feed by Li on 2026-03-02");
    let quoted = step(&asked, "2026-03-03", quote("CNY 30000"));
    let words = "twice a month?".parse().unwrap();
    let about = QuestionTopic::Delivery;
    let questioned = step(&quoted, "2026-03-05", EnquiryStep::Ask { about, words });
    li.revise(&name, day("2026-03-03"), Some(quoted.into())).unwrap();
    li.revise(&name, day("2026-03-05"), Some(questioned.into())).unwrap();
    let on = |on: &str| {
        let t = as_of(on);
        let account = li.as_of(t);
        let enquiry = account.view().enquiries().first().cloned();
        let signal = enquiry.as_ref().and_then(|it| it.buying_signal(t, &EnquiryPolicy::default()));
        (enquiry.map(|it| it.stage(t)), signal.map(|it| it.to_string()))
    };
    assert_eq!(on("2026-03-01"), (None, None), "nobody knows of it yet");
    assert_eq!(on("2026-03-02"), (Some(EnquiryStage::Open), None));
    assert_eq!(on("2026-03-03"), (Some(EnquiryStage::Quoted), None));
    let signal = "asked about delivery on 2026-03-05; the quote holds until 2026-03-31".to_owned();
    assert_eq!(on("2026-03-05"), (Some(EnquiryStage::Quoted), Some(signal)));
}

#[test]
fn an_enquiry_for_a_product_comes_once_a_day_from_a_person_and_is_quoted_in_the_currency_of_the_book()
 {
    let mut li = account();
    li.record(enquiry(None)).unwrap();
    li.record(enquiry(Some("Li"))).unwrap();
    assert_eq!(
        refused(&mut li, step(&enquiry(None), "2026-03-05", quote("CNY 30000"))),
        "enquiry for feed on 2026-03-02 is recorded already with other content: \
         steps none, not quote CNY 30,000.00 until 2026-03-31 on 2026-03-05 by Wang"
    );
    let other = step(&enquiry(Some("Bo")), "2026-03-05", quote("USD 5000"));
    assert_eq!(
        refused(&mut li, other),
        "enquiry for feed by Bo on 2026-03-02 is in USD, the book is in CNY"
    );
    let nothing = step(&enquiry(Some("Bo")), "2026-03-05", quote("CNY 0"));
    assert_eq!(
        refused(&mut li, nothing),
        "amount of enquiry for feed by Bo on 2026-03-02 must be positive, was CNY 0.00"
    );
}

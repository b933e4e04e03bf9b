//! Matters that people have in hand: whose turn it is, until when, and in what line they go along.

use std::fmt::Debug;

use chrono::Weekday;
use guanxi::appointment::{AppointmentOpening, AppointmentStage, AppointmentStep, Appointments};
use guanxi::calendar::{AsOf, Day, Validity, WorkCalendar, WorkCalendarDraft};
use guanxi::communication::{MeetingCycle, Opinion, OpinionDraft};
use guanxi::complaint::{
    Complaint, ComplaintAssessment, ComplaintDecision, ComplaintEvent, ComplaintNotice,
    ComplaintOpening, ComplaintPolicy, ComplaintRemedy, ComplaintSeverity, ComplaintStage,
    ComplaintStep, ComplaintTerms, ComplaintTopic,
};
use guanxi::desk::{DeskRules, FundRules, InHand, fund_matters};
use guanxi::goods_return::{
    GoodsReturn, ReturnOpening, ReturnPolicy, ReturnReason, ReturnStage, ReturnStep,
};
use guanxi::hand_over::{MatterKind, OpenMatter};
use guanxi::interaction::InteractionKind;
use guanxi::letter::{Letter, LetterAnswer, LetterOpening, LetterPolicy, LetterStage, LetterStep};
use guanxi::lifecycle::{Entry, TakesTurns, Turn, TurnReading};
use guanxi::our_promise::{
    OurPromise, OurPromiseKind, OurPromiseOpening, OurPromiseSource, OurPromiseStage,
    OurPromiseStep,
};
use guanxi::repair::{Repair, RepairOpening, RepairStage, RepairStep};
use guanxi::segment::Class;
use guanxi::service::{RequestClocks, RequestManner, ServiceRequest, ServiceRequestDraft};
use guanxi::support::SupportItem;
use guanxi::support_fund::{
    Artwork, DenialGround, FundClaimOpening, FundClaimStage, FundClaimStep, FundEntry, FundOpening,
    FundPolicy, FundRequestOpening, FundRequestStage, FundRequestStep, SupportFund,
};
use guanxi::visit::VisitPurpose;

use crate::given::{as_of, currency, day, yuan};

pub(crate) fn weekdays() -> WorkCalendar {
    let rest_days = vec![Weekday::Sat, Weekday::Sun];
    WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() }).unwrap()
}

pub(crate) fn entry<S>(on: &str, by: &str, step: S) -> Entry<S> {
    Entry::new(step, day(on), by.parse().unwrap())
}

/// Steps known on a date.
fn seen<S: Clone>(steps: &[Entry<S>], t: AsOf) -> Vec<Entry<S>> {
    steps.iter().filter(|it| t.sees(it.on)).cloned().collect()
}

/// Received on Monday 2 March 2026.
pub(crate) fn letter(steps: Vec<Entry<LetterStep>>) -> Letter {
    let opening = LetterOpening {
        id: "L-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day("2026-03-02"),
        by: "Desk".parse().unwrap(),
        channel: InteractionKind::Letter,
        text: "may we sell online?".parse().unwrap(),
    };
    Letter::replay(opening, steps).unwrap()
}

pub(crate) fn answer() -> LetterStep {
    LetterStep::Answer {
        answer: LetterAnswer::Yes,
        text: "you may".parse().unwrap(),
        channel: InteractionKind::Letter,
    }
}

pub(crate) fn ask_again() -> LetterStep {
    LetterStep::AskAgain { text: "where?".parse().unwrap() }
}

fn letter_steps() -> Vec<Entry<LetterStep>> {
    vec![
        entry("2026-03-12", "Sun", answer()),
        entry("2026-03-20", "Sun", ask_again()),
        entry("2026-03-24", "Sun", answer()),
    ]
}

fn complaint(steps: Vec<ComplaintEvent>) -> Complaint {
    let opening = ComplaintOpening {
        id: "K-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day("2026-03-02"),
        by: "Desk".parse().unwrap(),
        channel: InteractionKind::Hotline,
        topic: ComplaintTopic::Quality,
        text: "the boxes are wet".parse().unwrap(),
        remedy_sought: None,
        complained_of: None,
        product: None,
        follows: None,
    };
    Complaint::replay(opening, steps).unwrap()
}

fn notice() -> ComplaintNotice {
    ComplaintNotice { channel: InteractionKind::Letter, text: "as agreed".parse().unwrap() }
}

/// Acknowledged late, paused, told with a remedy that is done late, closed.
fn complaint_steps() -> Vec<ComplaintEvent> {
    let channel = InteractionKind::Call;
    let assessment = ComplaintAssessment {
        severity: ComplaintSeverity::Serious,
        touches_safety: false,
        is_complex: false,
        needs_action: false,
    };
    let pause = ComplaintStep::Pause {
        until: day("2026-03-12"),
        reason: "a photo?".parse().unwrap(),
        agreed_by: None,
    };
    let remedy = ComplaintRemedy { text: "other boxes".parse().unwrap(), by: day("2026-04-10") };
    let decide = ComplaintStep::Decide {
        cause: "wet".parse().unwrap(),
        decision: ComplaintDecision::Upheld(remedy),
    };
    let tell = ComplaintStep::Tell { notice: notice(), way_on: "the court".parse().unwrap() };
    vec![
        entry("2026-03-05", "Desk", ComplaintStep::Acknowledge { channel }),
        entry("2026-03-05", "Desk", ComplaintStep::Assess(assessment)),
        entry("2026-03-05", "Desk", ComplaintStep::Assign { to: "Sun".parse().unwrap() }),
        entry("2026-03-06", "Sun", ComplaintStep::Investigate),
        entry("2026-03-06", "Sun", pause),
        entry("2026-04-07", "Wang", decide),
        entry("2026-04-08", "Desk", tell),
        entry("2026-04-14", "Sun", ComplaintStep::Finish),
        entry("2026-05-04", "Sun", ComplaintStep::Close { effect: "dry".parse().unwrap() }),
    ]
}

pub(crate) fn goods(steps: Vec<Entry<ReturnStep>>) -> GoodsReturn {
    let opening = ReturnOpening {
        id: "R-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day("2026-03-02"),
        by: "Desk".parse().unwrap(),
        paper: None,
        product: "tea".parse().unwrap(),
        quantity: 24,
        reason: ReturnReason::Choice,
        sale: Some("S-1".parse().unwrap()),
        delivered: day("2026-03-01"),
        is_assumed: false,
        batch: None,
        paid: yuan("240"),
        is_unannounced: false,
        split_from: None,
    };
    GoodsReturn::replay(opening, steps).unwrap()
}

fn return_steps() -> Vec<Entry<ReturnStep>> {
    let question = "which batch?".parse().unwrap();
    let repair = ReturnStep::Repair { quantity: 24, accepted: None, by: day("2026-05-05") };
    vec![
        entry("2026-03-03", "Sun", ReturnStep::AskInfo { question }),
        entry("2026-03-06", "Sun", ReturnStep::GiveInfo { answer: "B".parse().unwrap() }),
        entry("2026-03-09", "Sun", ReturnStep::Authorise { quantity: 24 }),
        entry("2026-04-20", "Sun", ReturnStep::Receive { quantity: 24 }),
        entry("2026-04-21", "Sun", ReturnStep::Inspect { state: "new".parse().unwrap() }),
        entry("2026-04-22", "Sun", repair),
        entry("2026-05-08", "Sun", ReturnStep::Close),
    ]
}

pub(crate) fn repair(steps: Vec<Entry<RepairStep>>) -> Repair {
    let opening = RepairOpening {
        id: "M-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        on: day("2026-03-02"),
        by: "Desk".parse().unwrap(),
        product: "fridge".parse().unwrap(),
        serial: None,
        text: "it is warm".parse().unwrap(),
        warranty_until: None,
        part_of: None,
    };
    Repair::replay(opening, steps).unwrap()
}

/// Estimated, answered after a week, handed back.
pub(crate) fn repair_steps() -> Vec<Entry<RepairStep>> {
    let estimate = RepairStep::Estimate { price: yuan("80"), done_by: day("2026-03-27") };
    vec![entry("2026-03-04", "Sun", estimate), entry("2026-03-11", "Sun", RepairStep::Accept)]
}

pub(crate) fn promise(steps: Vec<Entry<OurPromiseStep>>) -> OurPromise {
    let opening = OurPromiseOpening {
        id: "P-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        to: None,
        kind: OurPromiseKind::Answer,
        what: "a quotation".parse().unwrap(),
        item: None,
        amount: None,
        person_days: None,
        extra_cost: None,
        on: day("2026-03-02"),
        due: day("2026-03-09"),
        by: "Desk".parse().unwrap(),
        from: OurPromiseSource::Visit,
        reference: None,
    };
    OurPromise::replay(opening, steps).unwrap()
}

fn appointments(steps: Vec<Entry<AppointmentStep>>) -> Appointments {
    let mut all = Appointments::default();
    let opening = AppointmentOpening {
        customer: "Li".parse().unwrap(),
        purpose: VisitPurpose::Cadence,
        subject: String::new(),
        leader: "Desk".parse().unwrap(),
        companions: [].into(),
        on: day("2026-03-02"),
        day: day("2026-03-09"),
    };
    let place = all.open(opening).unwrap();
    for step in steps {
        all.get_mut(place).unwrap().apply(step).unwrap();
    }
    all
}

fn activity() -> Validity {
    Validity::try_new(day("2026-03-10"), Some(day("2026-03-20"))).unwrap()
}

/// Request Q and claim C, with the steps of 2026.
pub(crate) fn fund() -> SupportFund {
    let opening = FundOpening {
        customer: "Li".parse().unwrap(),
        currency: currency("CNY"),
        programme: Validity::try_new(day("2026-01-01"), Some(day("2026-12-31"))).unwrap(),
        on: day("2026-01-01"),
    };
    let request = FundRequestOpening {
        id: "Q".parse().unwrap(),
        item: SupportItem::JointAdvertising,
        activity: activity(),
        line: None,
        on: day("2026-03-02"),
        by: "Desk".parse().unwrap(),
    };
    let claim = FundClaimOpening {
        id: "C".parse().unwrap(),
        request: Some("Q".parse().unwrap()),
        item: SupportItem::JointAdvertising,
        activity: activity(),
        artwork: Artwork::Own,
        on: day("2026-03-25"),
        by: "Sun".parse().unwrap(),
    };
    let of_request = |on: &str, step| FundEntry::RequestStep {
        request: "Q".parse().unwrap(),
        event: entry(on, "Sun", step),
    };
    let of_claim = |on: &str, step| FundEntry::ClaimStep {
        claim: "C".parse().unwrap(),
        event: entry(on, "Sun", step),
    };
    let submit = || FundClaimStep::Submit { lines: Vec::new(), proofs: [].into() };
    let granted = guanxi::support_fund::FundCredit {
        id: "G".parse().unwrap(),
        kind: guanxi::support_fund::FundCreditKind::Granted,
        amount: yuan("1000"),
        until: None,
        on: day("2026-01-01"),
        by: "Sun".parse().unwrap(),
    };
    let approve = FundRequestStep::Approve { amount: yuan("100"), until: day("2026-05-08") };
    let deny = FundClaimStep::Deny {
        ground: DenialGround::ProofMissing,
        reason: "no photo".parse().unwrap(),
    };
    let entries = vec![
        FundEntry::Credit(granted),
        FundEntry::Request(request),
        of_request("2026-03-03", FundRequestStep::Submit),
        of_request("2026-03-06", approve),
        FundEntry::Claim(claim),
        of_claim("2026-05-12", submit()),
        of_claim("2026-05-14", FundClaimStep::Return { reason: "a proof".parse().unwrap() }),
        of_claim("2026-05-20", submit()),
        of_claim("2026-06-05", deny),
        of_request("2026-06-10", FundRequestStep::Lapse),
    ];
    SupportFund::replay(opening, entries).unwrap()
}

#[track_caller]
fn turns<G: TakesTurns + Debug>(over: &[G], customers: &[G]) {
    for stage in G::ALL {
        let expected = match (over.contains(stage), customers.contains(stage)) {
            (true, _) => None,
            (false, true) => Some(Turn::Customers),
            (false, false) => Some(Turn::Ours),
        };
        assert_eq!(stage.whose_turn(), expected, "{stage}");
        assert!(!stage.is_end() || expected.is_none(), "{stage}: nothing is left to be done");
    }
    assert!(G::FIRST.iter().all(|first| first.whose_turn() == Some(Turn::Ours)));
}

#[test]
fn every_open_stage_names_whose_turn_it_is_and_no_ended_one_does() {
    use ComplaintStage as K;
    use FundRequestStage as Q;
    use OurPromiseStage as P;
    use ReturnStage as R;

    turns(&[K::Closed, K::Withdrawn, K::Merged, K::Duplicate], &[K::Told]);
    turns(&[LetterStage::Answered, LetterStage::Forwarded, LetterStage::Withdrawn], &[]);
    turns(&[R::Closed, R::Denied, R::Cancelled, R::Lapsed], &[R::InfoAsked, R::Authorised]);
    turns(&[RepairStage::Closed], &[RepairStage::Estimated]);
    turns(&[Q::Denied, Q::Closed, Q::Lapsed], &[Q::Approved]);
    turns(&[FundClaimStage::Denied, FundClaimStage::Paid], &[FundClaimStage::Returned]);
    turns(&[AppointmentStage::Done, AppointmentStage::Dropped], &[]);
    turns(&[P::Kept, P::Broken, P::Released], &[]);
}

/// The next day against a look at every day, on each of 120 days. The steps of a date are known,
/// and none comes after it.
#[track_caller]
fn scans<M, R>(known: impl Fn(AsOf) -> Option<M>, next: impl Fn(&M, AsOf) -> Option<Day>, read: R)
where
    R: Fn(&M, AsOf) -> String,
{
    let mut found = Vec::new();
    for t in (0..120).map(|days| AsOf::new(day("2026-02-27").offset(days))) {
        let Some(known) = known(t) else { continue };
        let now = read(&known, t);
        let mut later = (1..200).map(|days| t.day().offset(days));
        let scanned = later.find(|day| read(&known, AsOf::new(*day)) != now);
        let next = next(&known, t);
        assert_eq!(next, scanned, "as of {t:?}, when it reads {now}");
        found.extend(next);
    }
    assert!(!found.is_empty(), "the calendar changes it");
}

/// As [`scans`], by the turn alone.
#[track_caller]
fn turns_on<M: InHand>(rules: M::Rules<'_>, known: impl Fn(AsOf) -> M) {
    let began = |t: AsOf| t.sees(day("2026-03-02"));
    scans(
        |t| began(t).then(|| known(t)),
        |it, t| it.next_day(t, rules),
        |it, t| format!("{:?}", it.turn(t, rules)),
    );
}

#[test]
fn the_next_day_is_the_first_on_which_the_calendar_alone_changes_anything() {
    let (letters, calendar) = (LetterPolicy::default(), weekdays());
    let rules = DeskRules { policy: &*letters, calendar: &calendar };
    turns_on(rules, |t| letter(seen(&letter_steps(), t)));
    let terms = ReturnPolicy::default().repair;
    let rules = DeskRules { policy: &terms, calendar: &calendar };
    turns_on(rules, |t| repair(seen(&repair_steps(), t)));
    turns_on(&*ReturnPolicy::default(), |t| goods(seen(&return_steps(), t)));
    let to = "Sun".parse().unwrap();
    let handed = [entry("2026-03-04", "Desk", OurPromiseStep::HandOver { to })];
    turns_on((), |t| promise(seen(&handed, t)));
    let (to, reason) = (day("2026-03-30"), "snow".parse().unwrap());
    let moved = [entry("2026-03-11", "Desk", AppointmentStep::Move { to, reason })];
    turns_on((), |t| appointments(seen(&moved, t)).iter().next().unwrap().clone());
    let clocks = RequestClocks::default();
    let rules = DeskRules { policy: &clocks, calendar: &calendar };
    turns_on(rules, |t| request(Some(day("2026-03-25")).filter(|on| t.sees(*on))));
}

#[test]
fn the_next_day_of_a_complaint_is_that_of_its_turn_or_of_its_findings() {
    let (policy, calendar) = (ComplaintPolicy::default(), weekdays());
    let terms = ComplaintTerms { policy: &policy, calendar: &calendar };
    for steps in [Vec::new(), complaint_steps()] {
        scans(
            |t| t.sees(day("2026-03-02")).then(|| complaint(seen(&steps, t))),
            |it, t| it.next_day(t, terms),
            |it, t| format!("{:?} {:?}", it.turn(t, terms), terms.findings(it, t)),
        );
    }
    assert_eq!(complaint(Vec::new()).next_day(as_of("2026-03-01"), terms), None);
}

/// Something to be read by the rules of the fund as of a date.
pub(crate) fn in_fund<T>(fund: &SupportFund, t: AsOf, read: impl FnOnce(FundRules<'_>) -> T) -> T {
    let (policy, calendar, requests) = (FundPolicy::default(), weekdays(), fund.requests(t));
    let customer = &fund.opening().customer;
    read(FundRules { customer, requests: &requests, policy: &policy, calendar: &calendar })
}

#[test]
fn the_next_day_of_a_request_and_of_its_claim_is_found_in_the_fund() {
    let fund = fund();
    scans(
        |t| Some((fund.requests(t).into_values().next()?, t)),
        |(it, known), t| in_fund(&fund, *known, |rules| it.next_day(t, rules)),
        |(it, known), t| in_fund(&fund, *known, |rules| format!("{:?}", it.turn(t, rules))),
    );
    scans(
        |t| Some((fund.claims(t).into_values().next()?, t)),
        |(it, known), t| in_fund(&fund, *known, |rules| it.next_day(t, rules)),
        |(it, known), t| in_fund(&fund, *known, |rules| format!("{:?}", it.turn(t, rules))),
    );
}

#[track_caller]
fn read(turn: Option<TurnReading>, text: &str) {
    assert_eq!(turn.map(|it| it.to_string()).as_deref().unwrap_or("nobody's turn"), text);
}

#[test]
fn a_complaint_is_the_customers_turn_in_a_pause_and_while_it_may_object() {
    let known = complaint(complaint_steps());
    let (policy, calendar) = (ComplaintPolicy::default(), weekdays());
    let terms = ComplaintTerms { policy: &policy, calendar: &calendar };
    for (on, text) in [
        ("2026-03-01", "nobody's turn"),
        // By the days of a minor complaint, as long as nobody has assessed it.
        ("2026-03-02", "our turn until 2026-03-23"),
        ("2026-03-05", "our turn until 2026-03-16"),
        ("2026-03-06", "the customer's turn until 2026-03-11"),
        ("2026-03-11", "the customer's turn until 2026-03-11"),
        ("2026-03-12", "our turn until 2026-03-20"),
        ("2026-03-20", "our turn until 2026-03-20"),
        ("2026-03-21", "our turn until 2026-03-20, late"),
        ("2026-04-08", "our turn until 2026-04-10"),
        ("2026-04-11", "our turn until 2026-04-10, late"),
        ("2026-04-14", "the customer's turn until 2026-04-18"),
        ("2026-04-18", "the customer's turn until 2026-04-18"),
        ("2026-04-19", "our turn"),
        ("2026-05-04", "nobody's turn"),
    ] {
        read(known.turn(as_of(on), terms), text);
    }
}

#[test]
fn authorised_goods_are_the_customers_turn_up_to_the_last_day_for_them_to_come() {
    let known = goods(return_steps());
    let policy = ReturnPolicy::default();
    for (on, text) in [
        ("2026-03-02", "our turn"),
        ("2026-03-03", "the customer's turn"),
        ("2026-03-06", "our turn"),
        ("2026-03-09", "the customer's turn until 2026-04-08"),
        ("2026-04-08", "the customer's turn until 2026-04-08"),
        ("2026-04-09", "our turn"),
        ("2026-04-22", "our turn until 2026-05-05"),
        ("2026-05-06", "our turn until 2026-05-05, late"),
        ("2026-05-08", "nobody's turn"),
    ] {
        read(known.turn(as_of(on), &policy), text);
    }
}

#[test]
fn a_thing_to_repair_waits_for_the_answer_to_its_estimate() {
    let (known, calendar) = (repair(repair_steps()), weekdays());
    let terms = ReturnPolicy::default().repair;
    let rules = DeskRules { policy: &terms, calendar: &calendar };
    for (on, text) in [
        ("2026-03-02", "our turn until 2026-03-16"),
        ("2026-03-04", "the customer's turn"),
        ("2026-03-11", "our turn until 2026-03-23"),
        ("2026-03-24", "our turn until 2026-03-23, late"),
    ] {
        read(known.turn(as_of(on), rules), text);
    }
    let line = known.open_matter(as_of("2026-03-02"), rules).unwrap().to_string();
    assert_eq!(line, "repair M-1 of 2026-03-02: our turn until 2026-03-16, with Desk");
}

#[test]
fn a_turn_in_a_fund_is_that_of_the_date_whatever_came_later() {
    let fund = fund();
    let all = as_of("2026-12-31");
    let request = fund.requests(all).into_values().next().unwrap();
    let claim = fund.claims(all).into_values().next().unwrap();
    for (on, of_request, of_claim) in [
        ("2026-03-01", "nobody's turn", "nobody's turn"),
        ("2026-03-03", "our turn", "nobody's turn"),
        ("2026-03-25", "the customer's turn until 2026-05-08", "our turn until 2026-05-08"),
        ("2026-05-14", "our turn", "the customer's turn"),
        ("2026-06-10", "nobody's turn", "nobody's turn"),
    ] {
        let t = as_of(on);
        read(in_fund(&fund, all, |rules| request.turn(t, rules)), of_request);
        read(in_fund(&fund, all, |rules| claim.turn(t, rules)), of_claim);
    }
}

#[test]
fn a_claim_is_drafted_and_decided_in_time_and_completed_by_the_customer() {
    let fund = fund();
    for (on, text) in [
        // 60 days after the activity are 19 May; the request ends before.
        ("2026-03-25", "our turn until 2026-05-08"),
        ("2026-05-09", "our turn until 2026-05-08, late"),
        ("2026-05-12", "our turn until 2026-05-26"),
        ("2026-05-14", "the customer's turn"),
        ("2026-05-20", "our turn until 2026-06-01"),
    ] {
        let claim = fund.claims(as_of(on)).into_values().next().unwrap();
        read(in_fund(&fund, as_of(on), |rules| claim.turn(as_of(on), rules)), text);
    }
    let turn = |on| {
        let request = fund.requests(as_of(on)).into_values().next().unwrap();
        in_fund(&fund, as_of(on), |rules| request.turn(as_of(on), rules))
    };
    read(turn("2026-03-05"), "our turn");
    read(turn("2026-05-08"), "the customer's turn until 2026-05-08");
    read(turn("2026-05-09"), "our turn");
    read(turn("2026-06-10"), "nobody's turn");
}

/// Asked on 2 March 2026.
fn request(answered: Option<Day>) -> ServiceRequest {
    let draft = ServiceRequestDraft {
        number: "D-1".parse().unwrap(),
        customer: "Li".parse().unwrap(),
        class: Class::A,
        manner: RequestManner::Hard {
            owner: "Desk".parse().unwrap(),
            plan: "ask the plant".parse().unwrap(),
        },
        asked: day("2026-03-02"),
        taken_by: "Sun".parse().unwrap(),
        answered,
    };
    ServiceRequest::try_new(draft).unwrap()
}

/// All matters of 16 March, in no order.
pub(crate) fn matters(t: AsOf) -> Vec<OpenMatter> {
    let calendar = weekdays();
    let policy = ComplaintPolicy::default();
    let terms = ComplaintTerms { policy: &policy, calendar: &calendar };
    let opinion = OpinionDraft {
        number: "O-1".parse().unwrap(),
        customer: "Wu".parse().unwrap(),
        person: None,
        on: day("2026-03-02"),
        by: "Desk".parse().unwrap(),
        words: "the boxes fall apart".parse().unwrap(),
        restated: None,
        confirmed: None,
        answer: None,
    };
    let opinion = Opinion::try_new(opinion).unwrap();
    let (letters, clocks) = (LetterPolicy::default(), RequestClocks::default());
    let letters = DeskRules { policy: &*letters, calendar: &calendar };
    let requests = DeskRules { policy: &clocks, calendar: &calendar };
    let mut all = vec![
        letter(Vec::new()).open_matter(t, letters).unwrap(),
        complaint(complaint_steps()).open_matter(t, terms).unwrap(),
        goods(return_steps()).open_matter(t, &ReturnPolicy::default()).unwrap(),
        promise(Vec::new()).open_matter(t, ()).unwrap(),
        appointments(Vec::new()).iter().next().unwrap().open_matter(t, ()).unwrap(),
        request(None).open_matter(t, requests).unwrap(),
    ];
    all.extend(opinion.open_matter(t, (MeetingCycle::Quarter, &[])));
    all.extend(fund_matters(&fund(), t, &FundPolicy::default(), &calendar));
    all
}

#[track_caller]
fn lines(matters: &[&OpenMatter]) -> Vec<String> {
    matters.iter().map(ToString::to_string).collect()
}

#[test]
fn the_open_matters_of_whoever_leaves_stand_by_their_last_day() {
    let all = matters(as_of("2026-03-16"));
    assert_eq!(
        lines(&OpenMatter::of_staff(&all, &"Desk".parse().unwrap())),
        [
            "letter L-1 of 2026-03-02: our turn until 2026-03-09, late, with Desk",
            "promise P-1 of 2026-03-02: our turn until 2026-03-09, late, with Desk",
            "appointment regular visit of 2026-03-02: our turn until 2026-03-09, late, with Desk",
            "request D-1 of 2026-03-02: our turn until 2026-03-16, with Desk",
            "return R-1 of 2026-03-02: the customer's turn until 2026-04-08, with Desk",
            "request for support Q of 2026-03-02: the customer's turn until 2026-05-08, with Desk",
            "opinion O-1 of 2026-03-02: our turn until 2026-06-30, with Desk",
        ]
    );
    assert_eq!(
        lines(&OpenMatter::of_staff(&all, &"Sun".parse().unwrap())),
        ["complaint K-1 of 2026-03-02: our turn until 2026-03-20, with Sun"]
    );
    let of_wu = OpenMatter::of_customer(&all, &"Wu".parse().unwrap());
    assert_eq!(of_wu.iter().map(|it| it.kind).collect::<Vec<_>>(), [MatterKind::Opinion]);
    let later = matters(as_of("2026-03-25"));
    assert_eq!(
        lines(&OpenMatter::of_staff(&later, &"Sun".parse().unwrap())),
        [
            "complaint K-1 of 2026-03-02: our turn until 2026-03-20, late, with Sun",
            "claim C of 2026-03-25: our turn until 2026-05-08, with Sun",
        ]
    );
}

#[test]
fn what_has_ended_is_no_open_matter() {
    let (t, calendar) = (as_of("2026-07-01"), weekdays());
    let policy = ComplaintPolicy::default();
    let terms = ComplaintTerms { policy: &policy, calendar: &calendar };
    assert_eq!(complaint(complaint_steps()).open_matter(t, terms), None);
    let letters = LetterPolicy::default();
    let rules = DeskRules { policy: &*letters, calendar: &calendar };
    assert_eq!(letter(letter_steps()).open_matter(t, rules), None);
    assert_eq!(goods(return_steps()).open_matter(t, &ReturnPolicy::default()), None);
    let kept = entry("2026-03-09", "Desk", OurPromiseStep::Keep { proof: None });
    assert_eq!(promise(vec![kept]).open_matter(t, ()), None);
    let done = appointments(vec![entry("2026-03-09", "Desk", AppointmentStep::Complete)]);
    assert_eq!(done.iter().next().unwrap().open_matter(t, ()), None);
    assert_eq!(fund_matters(&fund(), t, &FundPolicy::default(), &calendar), []);
    let clocks = RequestClocks::default();
    let rules = DeskRules { policy: &clocks, calendar: &calendar };
    assert_eq!(request(Some(day("2026-03-25"))).open_matter(t, rules), None);
    assert!(request(None).open_matter(t, rules).is_some());
}

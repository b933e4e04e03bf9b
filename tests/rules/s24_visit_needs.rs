//! S24: the visits of a book, from its review, and the brief of one.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::appointment::{AppointmentOpening, Appointments};
use guanxi::assignment::{Assignment, AssignmentRole, Placement};
use guanxi::book::Book;
use guanxi::calendar::{Validity, Window, WorkCalendar};
use guanxi::contract::ChannelLevel;
use guanxi::customer::{Customer, Field, Importance, ProspectImportance, StatedImportance};
use guanxi::id::{CustomerKey, StaffId, TerritoryId};
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::lapse::OwnDays;
use guanxi::order_profile::OrderProfilePolicy;
use guanxi::policy::Policy;
use guanxi::receivable::{Dispute, Invoice};
use guanxi::review::{VisitDuty, VisitNeeds, VisitRequest};
use guanxi::visit::{
    Absences, LeftOutReason, TimeBucket, VisitBrief, VisitBriefFacts, VisitNeed, VisitPurpose,
    VisitReason, VisitWindow,
};

use crate::given::{as_of, currency, day, document, yuan};

const T: &str = "2026-03-27";

struct Desk {
    book: Book,
    duties: Vec<VisitDuty>,
    absences: BTreeMap<StaffId, Absences>,
    days: Window,
}

impl Desk {
    fn new() -> Self {
        let days = Window::inclusive(day("2026-03-30"), day("2026-04-03"));
        let book = Book::new(currency("CNY"));
        Self { book, duties: Vec::new(), absences: BTreeMap::new(), days }
    }

    /// A customer with a sale, where it has bought, and a salesperson since the start of 2025.
    fn customer(&mut self, name: &str, bought: &str) -> CustomerKey {
        let key = self.book.register(Customer::new(name.parse().unwrap())).unwrap();
        if bought != "0" {
            let sale = guanxi::trade::Sale::new(document(name), day("2026-01-20"), yuan(bought));
            self.book.record(key, sale).unwrap();
        }
        self.assign(key, "Wang", AssignmentRole::Salesperson, "2025-01-01");
        key
    }

    fn assign(&mut self, key: CustomerKey, staff: &str, role: AssignmentRole, from: &str) {
        let term = Validity::open_ended(day(from));
        self.book.record(key, Assignment { staff: staff.parse().unwrap(), role, term }).unwrap();
    }

    fn visited(&mut self, key: CustomerKey, on: &str, kind: InteractionKind) {
        let staff = ["Wang".parse().unwrap()].into();
        let visit = Interaction::try_new(day(on), kind, staff, BTreeSet::new()).unwrap();
        self.book.record(key, visit).unwrap();
    }

    fn needs(&self) -> VisitNeeds {
        let policy = Policy::default();
        let review = self.book.review(as_of(T), &policy).unwrap();
        let calendar = WorkCalendar::default();
        review.visit_needs(&VisitRequest {
            days: self.days,
            calendar: &calendar,
            absences: &self.absences,
            spent: &BTreeMap::new(),
            key_accounts: &BTreeSet::new(),
            duties: &self.duties,
        })
    }

    /// The visits of the first of our people.
    fn first(&self) -> Vec<VisitNeed> {
        self.needs().by_staff.into_iter().next().map_or(Vec::new(), |it| it.needs)
    }
}

fn duty(customer: CustomerKey, first: &str, last: &str, subject: &str) -> VisitDuty {
    let window = VisitWindow::try_new(day(first), day(last), day(last)).unwrap();
    let purpose = VisitPurpose::Complaint;
    let reason = VisitReason { purpose, by: Some(day(last)), subject: subject.to_owned() };
    VisitDuty { customer, window, reason }
}

#[test]
fn a_visit_is_due_from_the_last_visit_on_and_a_call_is_none() {
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    desk.visited(li, "2026-03-16", InteractionKind::Visit);
    desk.visited(li, "2026-03-01", InteractionKind::ExecutiveVisit);
    desk.visited(li, "2026-03-26", InteractionKind::Call);
    let [need] = &desk.first()[..] else { panic!("one visit") };
    assert_eq!(need.window.to_string(), "2026-03-26 to 2026-04-02, due 2026-03-30");
    assert_eq!((need.importance, need.bucket, need.minutes), (Importance::A, TimeBucket::Key, 90));
    assert_eq!(need.urgency.to_string(), "0");
    // A visit later than the review is not known.
    desk.visited(li, "2026-03-28", InteractionKind::Visit);
    assert_eq!(desk.first()[0].window.due(), day("2026-03-30"));
}

#[test]
fn a_regular_visit_that_opens_after_the_days_is_left_out() {
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    // Class A: opens 10 days after the last visit.
    desk.visited(li, "2026-03-24", InteractionKind::Visit);
    assert_eq!(desk.first().len(), 1, "opens on 3 April");
    desk.visited(li, "2026-03-25", InteractionKind::Visit);
    assert!(desk.first().is_empty(), "opens on 4 April");
}

#[test]
fn one_that_was_never_visited_is_due_from_the_day_of_its_assignment() {
    let mut desk = Desk::new();
    desk.customer("Li", "100");
    assert_eq!(desk.first()[0].window.due(), day("2025-01-01"));
}

#[test]
fn a_prospect_goes_by_its_stated_importance_and_never_by_c() {
    let mut desk = Desk::new();
    desk.customer("Feng", "0");
    let need = &desk.first()[0];
    assert_eq!((need.bucket, need.importance), (TimeBucket::Prospect, Importance::B));
    assert_eq!(need.minutes, 60, "the cadence of prospects");

    let mut desk = Desk::new();
    let mut customer = Customer::new("Feng".parse().unwrap());
    let stated = StatedImportance {
        importance: ProspectImportance::A,
        term: Validity::open_ended(day("2026-01-01")),
        by: "Head".parse().unwrap(),
        reason: "three mills".parse().unwrap(),
    };
    customer.card.state_importance(stated).unwrap();
    let feng = desk.book.register(customer).unwrap();
    desk.assign(feng, "Wang", AssignmentRole::Salesperson, "2025-01-01");
    let need = &desk.first()[0];
    assert_eq!(
        (need.bucket, need.importance, need.minutes),
        (TimeBucket::Prospect, Importance::A, 90)
    );
}

#[test]
fn one_who_stands_in_leads_and_the_others_come_along() {
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    desk.assign(li, "Zhang", AssignmentRole::KeyAccountManager, "2025-01-01");
    let needs = desk.needs();
    let [staff] = &needs.by_staff[..] else { panic!("one leads") };
    assert_eq!(staff.staff.as_str(), "Wang");
    assert_eq!(staff.needs[0].companions, ["Zhang".parse().unwrap()].into());
    desk.assign(li, "Zhou", AssignmentRole::StandIn, "2026-03-30");
    assert_eq!(desk.needs().by_staff[0].staff.as_str(), "Zhou");
}

#[test]
fn customers_of_a_person_are_counted_by_bucket() {
    let mut desk = Desk::new();
    for (name, bought) in [("Li", "80"), ("Wu", "19"), ("Sun", "1"), ("Feng", "0")] {
        let key = desk.customer(name, bought);
        desk.visited(key, "2026-03-26", InteractionKind::Visit);
    }
    let needs = desk.needs();
    let counts: Vec<(TimeBucket, u32)> =
        needs.by_staff[0].customers.iter().map(|(bucket, count)| (*bucket, *count)).collect();
    assert_eq!(
        counts,
        [(TimeBucket::Key, 1), (TimeBucket::Ordinary, 2), (TimeBucket::Prospect, 1)],
        "whether a visit is due or not"
    );
}

#[test]
fn a_customer_of_nobody_is_told() {
    let mut desk = Desk::new();
    let name = "Jiang".parse().unwrap();
    let jiang = desk.book.register(Customer::new(name)).unwrap();
    let needs = desk.needs();
    assert_eq!((needs.unassigned, needs.by_staff.len()), (vec![jiang], 0));
}

#[test]
fn the_reasons_are_those_of_the_book() {
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    desk.visited(li, "2026-03-16", InteractionKind::Visit);
    let placement = Placement {
        territory: "North".parse().unwrap(),
        level: ChannelLevel::Retail,
        business: "shop".parse().unwrap(),
        from: day("2025-01-01"),
    };
    desk.book.record(li, placement).unwrap();
    for (number, on) in [("S1", "2026-02-10"), ("S2", "2026-03-03")] {
        let sale = guanxi::trade::Sale::new(document(number), day(on), yuan("10"));
        desk.book.record(li, sale).unwrap();
    }
    let invoice = Invoice::new(document("I1"), day("2026-02-01"), day("2026-03-20"), yuan("90"));
    desk.book.record(li, invoice).unwrap();
    let need = desk.first().remove(0);
    assert_eq!(need.area.as_ref().map(TerritoryId::as_str), Some("North"));
    let reasons: Vec<String> = need.reasons.iter().map(ToString::to_string).collect();
    assert_eq!(
        reasons,
        [
            "collection of CNY 90.00 overdue",
            "warning of debt (warning)",
            "regular visit by 2026-04-02",
        ]
    );
    // What is disputed is not asked for.
    let dispute =
        Dispute { invoice: document("I1"), from: day("2026-03-21"), to: None, amount: None };
    desk.book.record(li, dispute).unwrap();
    let purposes: Vec<VisitPurpose> = desk.first()[0].reasons.iter().map(|it| it.purpose).collect();
    assert!(!purposes.contains(&VisitPurpose::Collection), "{purposes:?}");
}

#[test]
fn a_duty_on_the_days_of_the_regular_visit_becomes_part_of_it() {
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    desk.visited(li, "2026-03-16", InteractionKind::Visit);
    desk.duties = vec![
        duty(li, "2026-03-27", "2026-03-31", "K-1"),
        duty(li, "2026-04-03", "2026-04-03", "K-2"),
        duty(li, "2026-04-04", "2026-04-30", "K-3"),
    ];
    assert_eq!(
        shown(&desk.first()),
        [
            "2026-03-27 to 2026-03-31: complaint K-1 by 2026-03-31; regular visit by 2026-04-02",
            "2026-04-03 to 2026-04-03: complaint K-2 by 2026-04-03",
        ]
    );
    let needs = desk.needs();
    let plans = needs.plans(&Policy::default()).unwrap();
    assert_eq!(plans[0].days.iter().map(|it| it.visits.len()).sum::<usize>(), 2);
}

/// The windows and the reasons of the visits of the first of our people.
fn shown(needs: &[VisitNeed]) -> Vec<String> {
    let show = |it: &VisitNeed| {
        let reasons: Vec<String> = it.reasons.iter().map(ToString::to_string).collect();
        format!("{} to {}: {}", it.window.first(), it.window.last(), reasons.join("; "))
    };
    needs.iter().map(show).collect()
}

#[test]
fn a_regular_visit_that_is_late_is_made_with_a_duty_of_any_day() {
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    // Class A: from the 20th to the 27th, three days before the plan.
    desk.visited(li, "2026-03-10", InteractionKind::Visit);
    desk.duties = vec![duty(li, "2026-03-27", "2026-03-31", "K-1")];
    assert_eq!(
        shown(&desk.first()),
        ["2026-03-30 to 2026-03-31: complaint K-1 by 2026-03-31; regular visit by 2026-03-27"],
        "one visit, not two"
    );
    // Both are late.
    desk.duties = vec![duty(li, "2026-03-20", "2026-03-26", "K-1")];
    let one =
        ["2026-03-20 to 2026-03-26: complaint K-1 by 2026-03-26; regular visit by 2026-03-27"];
    assert_eq!(shown(&desk.first()), one);
}

#[test]
fn a_duty_that_is_late_waits_for_no_regular_visit() {
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    desk.duties = vec![duty(li, "2026-03-20", "2026-03-26", "K-1")];
    // The regular visit opens on the first day of the plan, and a day later.
    desk.visited(li, "2026-03-20", InteractionKind::Visit);
    let one =
        ["2026-03-20 to 2026-03-26: complaint K-1 by 2026-03-26; regular visit by 2026-04-06"];
    assert_eq!(shown(&desk.first()), one);
    desk.visited(li, "2026-03-21", InteractionKind::Visit);
    assert_eq!(
        shown(&desk.first()),
        [
            "2026-03-31 to 2026-04-07: regular visit by 2026-04-07",
            "2026-03-20 to 2026-03-26: complaint K-1 by 2026-03-26",
        ]
    );
}

#[test]
fn leave_moves_a_visit_to_the_one_who_stands_in_or_lists_it() {
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    desk.visited(li, "2026-03-18", InteractionKind::Visit);
    let leave = ["2026-04-01", "2026-04-02", "2026-04-03"].map(day).into();
    let away = Absences { leave, ..Absences::default() };
    desk.absences.insert("Wang".parse().unwrap(), away);
    // From Saturday 28 March to Saturday 4 April: Wang is there on two days of it.
    assert_eq!(desk.needs().by_staff.len(), 1);
    // From 1 April on.
    desk.visited(li, "2026-03-22", InteractionKind::Visit);
    let needs = desk.needs();
    let plans = needs.plans(&Policy::default()).unwrap();
    let [left] = plans[0].left_out[..] else { panic!("one is left out") };
    assert_eq!(left.reason, LeftOutReason::NoDay, "nobody stands in");
    desk.assign(li, "Zhou", AssignmentRole::StandIn, "2026-04-01");
    let needs = desk.needs();
    let led: Vec<(&str, usize)> =
        needs.by_staff.iter().map(|it| (it.staff.as_str(), it.needs.len())).collect();
    assert_eq!(led, [("Wang", 0), ("Zhou", 1)]);
}

#[test]
fn a_day_is_planned_as_a_week_is() {
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    desk.visited(li, "2026-03-16", InteractionKind::Visit);
    desk.days = Window::inclusive(day("2026-03-30"), day("2026-03-30"));
    let needs = desk.needs();
    let plans = needs.plans(&Policy::default()).unwrap();
    assert_eq!(
        plans[0].to_string(),
        "visits of Wang\n\
         2026-03-30, 150 of 384 minutes\n  \
           Li, 90 minutes: regular visit by 2026-04-02"
    );
}

#[test]
fn an_appointment_is_a_duty_of_the_plan() {
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    desk.visited(li, "2026-03-16", InteractionKind::Visit);
    let mut appointments = Appointments::default();
    let opening = AppointmentOpening {
        customer: "Li".parse().unwrap(),
        purpose: VisitPurpose::Complaint,
        subject: "K-7".to_owned(),
        leader: "Wang".parse().unwrap(),
        companions: [].into(),
        on: day("2026-03-20"),
        day: day("2026-04-01"),
    };
    appointments.open(opening).unwrap();
    let t = as_of(T);
    let duties = appointments.iter().filter_map(|it| {
        Some(VisitDuty { customer: li, window: VisitWindow::on(it.day(t)), reason: it.reason(t)? })
    });
    desk.duties = duties.collect();
    assert_eq!(
        shown(&desk.first()),
        ["2026-04-01 to 2026-04-01: agreed complaint K-7 by 2026-04-01; \
          regular visit by 2026-04-02"]
    );
}

#[test]
fn a_regular_visit_that_is_late_serves_a_duty_on_any_day() {
    // Class A: the window ends 17 days after the last visit.
    for (visited, expected) in [
        ("2026-03-12", "complaint K-1 by 2026-04-02; regular visit by 2026-03-29"),
        ("2026-03-13", "regular visit by 2026-03-30"),
    ] {
        let mut desk = Desk::new();
        let li = desk.customer("Li", "100");
        desk.visited(li, visited, InteractionKind::Visit);
        desk.duties = vec![duty(li, "2026-03-31", "2026-04-02", "K-1")];
        let needs = desk.first();
        let reasons: Vec<String> = needs[0].reasons.iter().map(ToString::to_string).collect();
        assert_eq!(reasons.join("; "), expected, "last visit on {visited}");
    }
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    desk.visited(li, "2026-01-12", InteractionKind::Visit);
    // The second duty needs a visit of its own; the third opens after the plan.
    desk.duties = vec![
        duty(li, "2026-03-30", "2026-03-30", "K-1"),
        duty(li, "2026-03-31", "2026-03-31", "K-2"),
        duty(li, "2026-04-04", "2026-04-09", "K-3"),
    ];
    let days = desk.first().iter().map(|it| it.window.last()).collect::<Vec<_>>();
    assert_eq!(days, [day("2026-03-30"), day("2026-03-31")]);
    desk.duties.drain(..2);
    let [need] = &desk.first()[..] else { panic!("the regular visit stays") };
    assert_eq!(need.reasons.len(), 1);
}

#[test]
fn a_brief_puts_common_ground_first_and_disputes_last() {
    let mut desk = Desk::new();
    let li = desk.customer("Li", "100");
    for (number, due) in [("I1", "2026-03-20"), ("I2", "2026-03-21")] {
        let invoice = Invoice::new(document(number), day("2026-02-01"), day(due), yuan("90"));
        desk.book.record(li, invoice).unwrap();
    }
    let dispute =
        Dispute { invoice: document("I2"), from: day("2026-03-22"), to: None, amount: None };
    desk.book.record(li, dispute).unwrap();
    let customer = "Li".parse().unwrap();
    let shared = guanxi::identity::NormalText::new("Wuxi");
    let ground = [guanxi::contact::CommonGround {
        kind: guanxi::contact::AffinityKind::Home,
        value: &shared,
        shared_by: 1,
    }];
    let unanswered = ["complaint K-7, wet feed".to_owned()];
    let hour = "after ten".parse().unwrap();
    let manners =
        [guanxi::contact::MannerLine { kind: guanxi::contact::MannerKind::Hour, text: &hour }];
    let (to_bring, offer) = (["samples, as promised".to_owned()], ["rope".parse().unwrap()]);
    let purpose = VisitPurpose::Cadence;
    let reasons = [VisitReason { purpose, by: None, subject: String::new() }];
    let profile = OrderProfilePolicy::default();
    let brief = VisitBrief::new(&VisitBriefFacts {
        customer: &customer,
        account: desk.book.view(li).unwrap(),
        own_days: &OwnDays::EVERY_DAY,
        t: as_of(T),
        common_ground: &ground,
        manners: &manners,
        reasons: &reasons,
        to_bring: &to_bring,
        white_space: &offer,
        to_ask: &[Field::Phone],
        unanswered: &unanswered,
        contract_ahead_days: 90,
        order_profile: &profile,
    });
    let page = "visit to Li\n\
                reasons\n  \
                  regular visit\n\
                common ground\n  \
                  home: wuxi\n\
                manner\n  \
                  hour: after ten\n\
                to bring\n  \
                  samples, as promised\n\
                to offer\n  \
                  rope\n\
                to ask\n  \
                  phone\n\
                to collect, overdue\n  \
                  CNY 90.00\n\
                in dispute, last\n  \
                  CNY 90.00\n  \
                  complaint K-7, wet feed";
    assert_eq!(brief.to_string(), page);
}

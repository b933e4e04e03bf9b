//! A week of a salesperson from the review: whom to visit on which day and why, who is left out and
//! from when that is late; a day that is planned anew after a visit fell through; the brief of a
//! visit, the services that are due, the split of the quarter's time, and the number of calls that
//! the accounts are worth.
//!
//! ```text
//! cargo run --release --example weekly_plan
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use guanxi::appointment::{AppointmentOpening, AppointmentStep, Appointments};
use guanxi::assignment::{Assignment, AssignmentRole, Placement};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Validity, Window, WorkCalendar, WorkCalendarDraft};
use guanxi::contact::{Affinity, AffinityKind, AffinityOwner, BuyingRole, Post, common_ground};
use guanxi::contract::ChannelLevel;
use guanxi::customer::{Customer, Field, ProspectImportance, StatedImportance};
use guanxi::day;
use guanxi::id::{CustomerKey, PersonId, StaffId};
use guanxi::identity::NormalText;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::lifecycle::Entry;
use guanxi::money::Amount;
use guanxi::policy::Policy;
use guanxi::receivable::Invoice;
use guanxi::review::{Review, VisitDuty, VisitNeeds, VisitRequest};
use guanxi::service::{ClassStatement, ServiceClass, ServiceDelivery};
use guanxi::trade::Sale;
use guanxi::visit::{
    Absences, BucketMinutes, CallLevel, CallPlan, CallResponse, TimeBucket, TimeReport, VisitBrief,
    VisitBriefFacts, VisitPurpose, VisitReason, VisitWindow,
};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The Friday before the week.
const TODAY: Day = day!(2026, 3, 27);

/// Name, yuan a month, last visit, area.
type Row = (&'static str, u32, Option<Day>, &'static str);

const CUSTOMERS: [Row; 17] = [
    ("Li & Sons", 90_000, Some(day!(2026, 3, 10)), "North"),
    ("Chen Feed", 60_000, Some(day!(2026, 3, 17)), "South"),
    ("Han Agri", 55_000, Some(day!(2026, 3, 16)), "East"),
    ("He Store", 45_000, Some(day!(2026, 3, 16)), "East"),
    ("Yang Seed", 12_000, Some(day!(2026, 2, 20)), "West"),
    ("Zhao Farm", 9_000, Some(day!(2026, 2, 27)), "North"),
    ("Zhu Feed", 8_000, Some(day!(2026, 2, 25)), "East"),
    ("Qian Store", 7_000, Some(day!(2026, 3, 2)), "South"),
    ("Qin Grain", 6_500, Some(day!(2026, 3, 1)), "West"),
    ("Sun Trade", 4_000, Some(day!(2026, 1, 9)), "North"),
    ("You Farm", 3_000, Some(day!(2026, 1, 2)), "East"),
    ("Xu Mill", 2_500, Some(day!(2025, 12, 20)), "West"),
    ("Wu Salt", 2_000, Some(day!(2025, 12, 5)), "South"),
    ("Shi Depot", 1_500, Some(day!(2025, 12, 28)), "South"),
    ("Zheng Rope", 1_000, Some(day!(2026, 3, 20)), "North"),
    ("Feng Mill", 0, None, "South"),
    ("Jiang Depot", 500, None, "West"),
];

/// Minutes of a call with the way, present calls in a quarter, and yuan that Wang expects a quarter
/// to bring with no calls, half of the present ones, the present ones, half as many more, and 12.
type Answer = (&'static str, u16, u16, [i64; 5]);

const ANSWERS: [Answer; 4] = [
    ("Li & Sons", 150, 6, [120_000, 200_000, 240_000, 255_000, 260_000]),
    ("Chen Feed", 120, 6, [60_000, 110_000, 150_000, 180_000, 200_000]),
    ("Han Agri", 120, 6, [100_000, 140_000, 150_000, 152_000, 152_000]),
    ("Feng Mill", 120, 2, [0, 5_000, 10_000, 60_000, 90_000]),
];

fn main() -> Outcome<()> {
    let (mut book, policy) = (book()?, Policy::default());
    let wang: StaffId = "Wang".parse()?;
    let mut appointments = appointments()?;
    println!("It is Friday, {TODAY}. Wang plans the week: a meeting on Monday, a training on");
    println!("Wednesday, leave on Friday, a complaint to answer, a visit agreed with He Store.\n");
    let week = Window::inclusive(day!(2026, 3, 30), day!(2026, 4, 3));
    let monday = {
        let review = book.review(AsOf::new(TODAY), &policy)?;
        let needs = needs(&review, week, &appointments)?;
        let mut monday = Vec::new();
        for plan in needs.plans(&policy)? {
            println!("{plan}\n\nThe week has {}.", plan.minutes());
            let first = plan.days.first().map(|it| &it.visits);
            monday = first.into_iter().flatten().map(|it| it.need.customer.clone()).collect();
        }
        for person in &needs.by_staff {
            let count = |it: (&TimeBucket, &u32)| format!("{} {}", it.1, it.0);
            let counts: Vec<String> = person.customers.iter().map(count).collect();
            println!("{} has {} customers.", person.staff, counts.join(", "));
        }
        for key in &needs.unassigned {
            println!("Nobody is assigned to {}.", book.name(*key));
        }
        brief(&review, &needs.by_staff.iter().flat_map(|it| &it.needs).collect::<Vec<_>>(), &wang)?;
        monday
    };

    println!("\nMonday evening. Wang was at all customers of the day; He Store has asked for");
    println!("Thursday instead of Wednesday. Tuesday is planned anew.\n");
    let evening = day!(2026, 3, 30);
    for customer in &monday {
        let (kind, staff) = (InteractionKind::Visit, [wang.clone()].into());
        let key = book.key(customer)?;
        book.record(key, Interaction::try_new(evening, kind, staff, BTreeSet::new())?)?;
    }
    let step = AppointmentStep::Move { to: day!(2026, 4, 2), reason: "stocktaking".parse()? };
    let agreed = appointments.get_mut(0).ok_or("made")?;
    agreed.apply(Entry::new(step, evening, wang.clone()))?;
    let review = book.review(AsOf::new(evening), &policy)?;
    let tuesday = Window::inclusive(day!(2026, 3, 31), day!(2026, 3, 31));
    for plan in needs(&review, tuesday, &appointments)?.plans(&policy)? {
        println!("{plan}");
    }
    services(&policy)?;
    quarter(&policy);
    calls()
}

/// The minutes that Wang has spent since the quarter began.
const SPENT: BucketMinutes = BucketMinutes { key: 5_400, ordinary: 6_900, prospect: 300 };

/// A day agreed with He Store.
fn appointments() -> Outcome<Appointments> {
    let mut appointments = Appointments::default();
    appointments.open(AppointmentOpening {
        customer: "He Store".parse()?,
        purpose: VisitPurpose::Order,
        subject: "spring".to_owned(),
        leader: "Wang".parse()?,
        companions: [].into(),
        on: day!(2026, 3, 20),
        day: day!(2026, 4, 1),
    })?;
    Ok(appointments)
}

/// The visits of some days: those of the book, the complaint, and whatever was agreed.
fn needs(review: &Review<'_>, days: Window, appointments: &Appointments) -> Outcome<VisitNeeds> {
    let rest_days = vec![chrono::Weekday::Sat, chrono::Weekday::Sun];
    let calendar = WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() })
        .map_err(|it| it.to_string())?;
    let wang: StaffId = "Wang".parse()?;
    let absences = Absences {
        leave: [day!(2026, 4, 3)].into(),
        meetings: [(day!(2026, 3, 30), 120), (day!(2026, 4, 1), 240)].into(),
    };
    let (t, book) = (review.as_of(), review.book());
    let mut duties = Vec::new();
    let qian = book.key(&"Qian Store".parse()?)?;
    let is_answered = book.view(qian)?.interactions().iter().any(|it| it.day() > TODAY);
    if !is_answered {
        let last = day!(2026, 3, 31);
        let (purpose, subject) = (VisitPurpose::Complaint, "K-7, wet feed".to_owned());
        let reason = VisitReason { purpose, by: Some(last), subject };
        duties.push(VisitDuty {
            customer: qian,
            window: VisitWindow::try_new(TODAY, last, last)?,
            reason,
        });
    }
    for agreed in appointments {
        if let Some(reason) = agreed.reason(t) {
            let customer = book.key(&agreed.opening().customer)?;
            duties.push(VisitDuty { customer, window: VisitWindow::on(agreed.day(t)), reason });
        }
    }
    Ok(review.visit_needs(&VisitRequest {
        days,
        calendar: &calendar,
        absences: &BTreeMap::from([(wang.clone(), absences)]),
        spent: &BTreeMap::from([(wang, SPENT)]),
        key_accounts: &BTreeSet::new(),
        duties: &duties,
    }))
}

/// The customers of Wang, but one whom nobody has.
fn book() -> Outcome<Book> {
    let mut book = Book::new("CNY".parse()?);
    for (name, yuan, visited, area) in CUSTOMERS {
        let mut customer = Customer::new(name.parse()?);
        if name == "Feng Mill" {
            customer.card.state_importance(StatedImportance {
                importance: ProspectImportance::A,
                term: Validity::open_ended(day!(2026, 1, 1)),
                by: "Head".parse()?,
                reason: "three mills under one roof".parse()?,
            })?;
        }
        let key = book.register(customer)?;
        for month in 0..12 {
            let on = day!(2025, 4, 6).months_later(month);
            if yuan > 0 {
                let number = format!("{name} {month}");
                let sale = Sale::new(number.parse()?, on, format!("CNY {yuan}").parse()?);
                book.record(key, sale)?;
            }
        }
        book.record(
            key,
            Placement {
                territory: area.parse()?,
                level: ChannelLevel::Retail,
                business: "feed".parse()?,
                from: day!(2025, 1, 1),
            },
        )?;
        if name != "Jiang Depot" {
            let since = if yuan > 0 { day!(2025, 1, 1) } else { day!(2026, 3, 25) };
            let term = Validity::open_ended(since);
            let (staff, role) = ("Wang".parse()?, AssignmentRole::Salesperson);
            book.record(key, Assignment { staff, role, term })?;
        }
        if let Some(on) = visited {
            let (kind, staff) = (InteractionKind::Visit, ["Wang".parse()?].into());
            book.record(key, Interaction::try_new(on, kind, staff, BTreeSet::new())?)?;
        }
    }
    let li = book.key(&"Li & Sons".parse()?)?;
    details(&mut book, li)?;
    Ok(book)
}

/// Money overdue, and a person who decides, at an important customer.
fn details(book: &mut Book, li: CustomerKey) -> Outcome<()> {
    let (issued, due) = (day!(2026, 2, 1), day!(2026, 3, 3));
    book.record(li, Invoice::new("I-1".parse()?, issued, due, "CNY 40000".parse()?))?;
    book.record(
        li,
        Post {
            person: "Li senior".parse()?,
            title: Some("owner".to_owned()),
            roles: [BuyingRole::Decider].into(),
            term: Validity::open_ended(day!(2020, 1, 1)),
        },
    )?;
    Ok(())
}

/// The brief of the visit to Li.
fn brief(review: &Review<'_>, needs: &[&guanxi::visit::VisitNeed], wang: &StaffId) -> Outcome<()> {
    let person: PersonId = "Li senior".parse()?;
    let owners = [AffinityOwner::Ours(wang.clone()), AffinityOwner::Theirs(person.clone())];
    let home = |owner| Affinity::open(owner, AffinityKind::Home, NormalText::new("Wuxi"));
    let facts = owners.map(home).into_iter().collect::<Result<Vec<_>, _>>()?;
    let reader = |_: &AffinityOwner| guanxi::confidence::Reader {
        clearance: guanxi::confidence::Clearance::Internal,
        need_to_know: true,
    };
    let shared = common_ground(&facts, wang, &person, reader, review.as_of());
    let Some(need) = needs.iter().find(|it| it.customer.as_str() == "Li & Sons") else {
        return Ok(());
    };
    let key = review.book().key(&need.customer)?;
    let (white_space, to_bring) = (["rope".parse()?], ["samples, as promised".to_owned()]);
    let account = review.book().view(key)?;
    let own_days = review.context().own_days(account);
    let brief = VisitBrief::new(&VisitBriefFacts {
        customer: &need.customer,
        account,
        own_days: &own_days,
        t: review.as_of(),
        common_ground: &shared,
        manners: &[],
        reasons: &need.reasons,
        to_bring: &to_bring,
        white_space: &white_space,
        to_ask: &[Field::Phone],
        unanswered: &[],
        contract_ahead_days: 90,
        order_profile: &review.policy().order_profile,
    });
    println!("\n{brief}");
    Ok(())
}

/// The services that Li is due by its class.
fn services(policy: &Policy) -> Outcome<()> {
    let t = AsOf::new(TODAY);
    let entered =
        [ClassStatement { on: day!(2025, 9, 1), class: guanxi::segment::Class::A, by: None }];
    let delivered = [
        ("card", day!(2025, 9, 3)),
        ("news", day!(2026, 1, 15)),
        ("representative", day!(2025, 9, 1)),
    ];
    let delivered = delivered.map(|(code, on)| {
        Ok::<_, guanxi::id::IdError>(ServiceDelivery { entitlement: code.parse()?, on })
    });
    let delivered = delivered.into_iter().collect::<Result<Vec<_>, _>>()?;
    let interval = policy.service.class_interval_days;
    let class = ServiceClass::on(&entered, interval, t).ok_or("no class")?;
    println!("\nservices of Li & Sons, class {}", class.class());
    for reading in policy.service.readings(class, &delivered, t) {
        println!("  {reading}");
    }
    Ok(())
}

/// The time of the quarter so far.
fn quarter(policy: &Policy) {
    let quarter = Window::inclusive(day!(2026, 1, 1), day!(2026, 3, 31));
    let all = u32::try_from(SPENT.sum()).unwrap_or_default();
    let report =
        TimeReport::new(quarter, policy.visits.split.minutes(all), SPENT, policy.visits.split);
    println!("\n{report}");
    for finding in report.findings(policy.visits.deviation) {
        println!("  not as planned: {finding}");
    }
}

/// The calls that the large accounts and one prospect are worth in a quarter of 45 hours for them.
fn calls() -> Outcome<()> {
    let mut responses = Vec::new();
    for (customer, minutes, present, yuan) in ANSWERS {
        let levels = CallLevel::to_ask(present, 12).into_iter().zip(yuan).map(|(calls, yuan)| {
            let contribution = Amount::from_minor(yuan.saturating_mul(100));
            CallLevel { calls, contribution }
        });
        let (customer, levels) = (customer.parse()?, levels.collect());
        responses.push(CallResponse { customer, minutes, present, levels });
    }
    let plan = CallPlan::try_new(&responses, 2_700, "CNY".parse()?)?;
    println!("\nCalls of the next quarter, by what Wang expects of them\n{plan}");
    Ok(())
}

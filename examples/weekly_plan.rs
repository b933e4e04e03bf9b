//! A week of a salesperson from the review: whom to visit on which day and why, who is left out,
//! the brief of a visit, the services that are due, and the split of the quarter's time.
//!
//! ```text
//! cargo run --release --example weekly_plan
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;

use guanxi::assignment::{Assignment, AssignmentRole, Placement};
use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Validity, Window, WorkCalendar, WorkCalendarDraft};
use guanxi::contact::{Affinity, AffinityKind, AffinityOwner, BuyingRole, Post, common_ground};
use guanxi::contract::ChannelLevel;
use guanxi::customer::{Customer, ProspectImportance, StatedImportance};
use guanxi::day;
use guanxi::id::{CustomerKey, PersonId, StaffId};
use guanxi::identity::NormalText;
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::policy::Policy;
use guanxi::receivable::Invoice;
use guanxi::review::{Review, VisitDuty, VisitRequest};
use guanxi::service::{ClassStatement, ServiceClass, ServiceDelivery};
use guanxi::trade::Sale;
use guanxi::visit::{
    Absences, BucketMinutes, TimeReport, VisitBrief, VisitBriefFacts, VisitPurpose, VisitReason,
    VisitWindow,
};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The Friday before the week.
const TODAY: Day = day!(2026, 3, 27);

/// Name, yuan a month, last visit, area.
type Row = (&'static str, u32, Option<Day>, &'static str);

const CUSTOMERS: [Row; 9] = [
    ("Li & Sons", 90_000, Some(day!(2026, 3, 10)), "North"),
    ("Chen Feed", 60_000, Some(day!(2026, 3, 17)), "South"),
    ("Zhao Farm", 9_000, Some(day!(2026, 2, 27)), "North"),
    ("Qian Store", 7_000, Some(day!(2026, 3, 2)), "South"),
    ("Sun Trade", 4_000, Some(day!(2026, 1, 9)), "North"),
    ("Wu Salt", 2_000, Some(day!(2025, 12, 5)), "South"),
    ("Zheng Rope", 1_000, Some(day!(2026, 3, 20)), "North"),
    ("Feng Mill", 0, None, "South"),
    ("Jiang Depot", 500, None, "West"),
];

fn main() -> Outcome<()> {
    let (book, policy) = (book()?, Policy::default());
    let review = book.review(AsOf::new(TODAY), &policy)?;
    let rest_days = vec![chrono::Weekday::Sat, chrono::Weekday::Sun];
    let calendar = WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() })
        .map_err(|it| it.to_string())?;
    let wang: StaffId = "Wang".parse()?;
    let absences =
        Absences { leave: [day!(2026, 4, 3)].into(), meetings: [(day!(2026, 3, 30), 120)].into() };
    let spent = BucketMinutes { key: 5_400, ordinary: 6_900, prospect: 300 };
    let complaint = VisitDuty {
        customer: book.key(&"Qian Store".parse()?)?,
        window: VisitWindow::try_new(TODAY, day!(2026, 3, 31), day!(2026, 3, 31))?,
        reason: VisitReason {
            purpose: VisitPurpose::Complaint,
            by: Some(day!(2026, 3, 31)),
            subject: "K-7, wet feed".to_owned(),
        },
    };
    let request = VisitRequest {
        days: Window::inclusive(day!(2026, 3, 30), day!(2026, 4, 3)),
        calendar: &calendar,
        absences: &BTreeMap::from([(wang.clone(), absences)]),
        spent: &BTreeMap::from([(wang.clone(), spent)]),
        key_accounts: &BTreeSet::new(),
        duties: &[complaint],
    };
    let needs = review.visit_needs(&request);
    for plan in needs.plans(&policy)? {
        println!("{plan}\n");
        println!("minutes of the week: {}", plan.minutes());
    }
    for key in &needs.unassigned {
        println!("nobody visits {}", book.name(*key));
    }
    brief(&review, &needs.by_staff.iter().flat_map(|it| &it.needs).collect::<Vec<_>>(), &wang)?;
    services(&policy)?;
    quarter(&policy, spent);
    Ok(())
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
            let term = Validity::open_ended(day!(2025, 1, 1));
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
    let brief = VisitBrief::new(&VisitBriefFacts {
        customer: &need.customer,
        account: review.book().view(key)?,
        t: review.as_of(),
        common_ground: &shared,
        reasons: &need.reasons,
        to_bring: &to_bring,
        white_space: &white_space,
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
fn quarter(policy: &Policy, spent: BucketMinutes) {
    let quarter = Window::inclusive(day!(2026, 1, 1), day!(2026, 3, 31));
    let all = u32::try_from(spent.sum()).unwrap_or_default();
    let report =
        TimeReport::new(quarter, policy.visits.split.minutes(all), spent, policy.visits.split);
    println!("\ntime of the quarter");
    for finding in report.findings(policy.visits.deviation) {
        println!("  {finding}");
    }
}

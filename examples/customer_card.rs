//! One customer card from the first visit to the hand-over, as a sales manager sees it.
//!
//! ```sh
//! cargo run --example customer_card
//! ```

use std::error::Error;

use guanxi::account::Account;
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::calendar::{AsOf, Day, MonthDay, Validity, WorkCalendar, WorkCalendarDraft};
use guanxi::card_audit::{AuditPolicy, AuditScope, AuditedCustomer, VisitPreparation};
use guanxi::confidence::{
    Clearance, Reader, Sensitive, SensitiveDraft, SensitiveKind, SensitiveTerm,
};
use guanxi::contact::{
    BuyingRole, ContactPolicy, Contacts, ImportantDate, MannerKind, MannerNote, Manners, Person,
    Post, Recurrence,
};
use guanxi::custody::{Consultation, Custody, Loan};
use guanxi::customer::{
    Card, CardPolicy, CardValue, CardView, Entry, EntrySource, Field, Importance, Ruling,
    completeness,
};
use guanxi::day;
use guanxi::enquiry::{Enquiry, EnquiryOpening, EnquiryPolicy, EnquiryStep, QuestionTopic};
use guanxi::hand_over::{Commitment, HandOverParties, HandOverPolicy, HandOverRequest};
use guanxi::id::{CustomerId, PersonId, StaffId};
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::lifecycle;
use guanxi::receivable::Invoice;
use guanxi::trade::{Plan, Sale};

type Done = Result<(), Box<dyn Error>>;

/// Everything about one customer.
struct Li {
    account: Account,
    card: Card,
    contacts: Contacts,
    manners: Manners,
    wang: StaffId,
    senior: PersonId,
}

/// The week of the first visit: Monday to Friday.
const MONDAY: Day = day!(2026, 3, 2);
const TUESDAY: Day = day!(2026, 3, 3);
const FRIDAY: Day = day!(2026, 3, 6);
/// The day on which Wang leaves.
const LEAVING: Day = day!(2026, 5, 29);

fn main() -> Done {
    let mut li = Li {
        account: Account::new("Li & Sons".parse()?, "CNY".parse()?),
        card: Card::default(),
        contacts: Contacts::default(),
        manners: Manners::default(),
        wang: "Wang".parse()?,
        senior: "Li senior".parse()?,
    };
    first_visit(&mut li)?;
    sources_that_differ(&mut li)?;
    people(&mut li)?;
    audit_of_the_week(&li)?;
    enquiry(&mut li)?;
    before_the_next_visit(&mut li)?;
    hand_over(&mut li)
}

fn visit(li: &mut Li, on: Day) -> Done {
    let (ours, theirs) = ([li.wang.clone()].into(), [li.senior.clone()].into());
    let visit = Interaction::try_new(on, InteractionKind::Visit, ours, theirs)?;
    li.contacts.record_interaction(li.account.id().clone(), visit.clone());
    li.account.record(visit)?;
    Ok(())
}

fn write(li: &mut Li, field: Field, text: &str, on: Day) -> Done {
    li.card.record(field, Entry::try_new(text, on, li.wang.clone())?)?;
    Ok(())
}

/// Wang takes the customer on, visits, and writes the card on the next day.
fn first_visit(li: &mut Li) -> Done {
    let (staff, role) = (li.wang.clone(), AssignmentRole::Salesperson);
    let term = Validity::open_ended(MONDAY);
    li.account.record(Assignment { staff, role, term })?;
    li.account.record(Custody { keeper: li.wang.clone(), from: MONDAY })?;
    visit(li, MONDAY)?;
    for (field, text) in [
        (Field::Name, "Li & Sons Feed Co., Ltd."),
        (Field::Address, "12 Zhongshan Road"),
        (Field::Phone, "020 5550 1234"),
        (Field::LegalRepresentative, "Li senior"),
        (Field::MainBusiness, "feed and seed"),
        (Field::Problems, "two of four trucks are old"),
    ] {
        write(li, field, text, TUESDAY)?;
    }
    let (policy, t) = (CardPolicy::default(), AsOf::new(TUESDAY));
    let view = CardView::in_full(&li.card, &policy);
    println!("== {TUESDAY}, after the first visit");
    println!("{}\n", completeness(&view, t, Importance::A));
    Ok(())
}

/// The register has another telephone number; a colleague rings both and rules.
fn sources_that_differ(li: &mut Li) -> Done {
    let register = Entry::try_new("020 5550 9999", TUESDAY, "Sun".parse()?)?;
    li.card.record(Field::Phone, register.with_source(EntrySource::Register))?;
    let ruling = Ruling {
        field: Field::Phone,
        value: CardValue::try_from_text("020 5550 1234")?,
        by: "Sun".parse()?,
        day: day!(2026, 3, 4),
        reason: "called both numbers".parse()?,
    };
    println!("== two sources, and a person decides\n{ruling}\n");
    li.card.rule(ruling)?;
    Ok(())
}

/// The people, and how they like to be met; what tells of faith is for cleared readers.
fn people(li: &mut Li) -> Done {
    let birthday = ImportantDate {
        occasion: "birthday".to_owned(),
        recurrence: Recurrence::Yearly(MonthDay::try_new(6, 18)?),
    };
    let person = Person { dates: vec![birthday], ..Person::new(li.senior.clone()) };
    li.contacts.record_person(person, MONDAY)?;
    let post = Post {
        person: li.senior.clone(),
        title: Some("owner".to_owned()),
        roles: [BuyingRole::Decider, BuyingRole::Buyer].into(),
        term: Validity::open_ended(MONDAY),
    };
    li.contacts.record_post(li.account.id().clone(), post)?;
    let year = MONDAY..=day!(2026, 12, 31);
    let (kind, hour) = (MannerKind::Hour, "after the market, from ten".parse()?);
    let note = MannerNote::try_open(li.senior.clone(), kind, hour, li.wang.clone(), year)?;
    li.manners.record(note, MONDAY)?;
    let taboo = Sensitive::new(SensitiveDraft {
        kind: SensitiveKind::Faith,
        purpose: "choice of a restaurant".parse()?,
        keep_until: day!(2026, 12, 31),
        value: "no pork".parse()?,
    });
    let (person, by) = (li.senior.clone(), li.wang.clone());
    let note = MannerNote::try_sensitive(person, MannerKind::Taboo, taboo, by, MONDAY)?;
    li.manners.record(note, MONDAY)?;
    for (who, need_to_know) in [("a colleague", false), ("the keeper", true)] {
        let reader = Reader { clearance: Clearance::Restricted, need_to_know };
        println!("== {} as {who} reads of him", li.senior);
        for line in li.manners.brief(&li.senior, reader, AsOf::new(TUESDAY)) {
            println!("{line}");
        }
        println!();
    }
    Ok(())
}

fn weekdays() -> Result<WorkCalendar, Box<dyn Error>> {
    let rest_days = vec![chrono::Weekday::Sat, chrono::Weekday::Sun];
    Ok(WorkCalendar::try_new(WorkCalendarDraft { rest_days, ..Default::default() })?)
}

fn audited<'a>(
    li: &'a Li,
    card_policy: &'a CardPolicy,
    sensitive: &'a [SensitiveTerm],
) -> AuditedCustomer<'a> {
    AuditedCustomer {
        customer: li.account.id(),
        card: CardView::in_full(&li.card, card_policy),
        importance: Importance::A,
        account: li.account.view(),
        sensitive: Some(sensitive),
    }
}

/// On Friday the manager looks at the cards of the week.
fn audit_of_the_week(li: &Li) -> Done {
    let policy = AuditPolicy::default();
    let terms: Vec<_> = li.manners.sensitive_terms(&li.senior).collect();
    let (card_policy, calendar) = (CardPolicy::default(), weekdays()?);
    let scope = AuditScope {
        staff: &li.wang,
        window: AsOf::new(FRIDAY).last_days(policy.every_days),
        calendar: &calendar,
    };
    let audit = policy.audit(scope, [audited(li, &card_policy, &terms)]);
    println!("== {FRIDAY}, the weekly audit\n{audit}\n");
    Ok(())
}

/// An enquiry is quoted; a question about delivery is a reason to call.
fn enquiry(li: &mut Li) -> Done {
    let mut enquiry = Enquiry::open(EnquiryOpening {
        person: Some(li.senior.clone()),
        on: day!(2026, 5, 18),
        product: "feed".parse()?,
        quantity: "10 t a month".parse()?,
        by: li.wang.clone(),
    });
    let quote = EnquiryStep::Quote { sum: "CNY 30000".parse()?, until: day!(2026, 6, 15) };
    let words = "can you deliver twice a month?".parse()?;
    let ask = EnquiryStep::Ask { about: QuestionTopic::Delivery, words };
    for (step, on) in [(quote, day!(2026, 5, 19)), (ask, day!(2026, 5, 25))] {
        enquiry.apply(lifecycle::Entry::new(step, on, li.wang.clone()))?;
    }
    let signal = enquiry.buying_signal(AsOf::new(LEAVING), &EnquiryPolicy::default());
    if let Some(signal) = signal {
        println!("== a buying signal\n{} {signal}\n", li.account.id());
    }
    li.account.record(enquiry)?;
    Ok(())
}

/// The look at the card before the next visit: what to ask for.
fn before_the_next_visit(li: &mut Li) -> Done {
    let on = day!(2026, 5, 26);
    li.account.record(Consultation { staff: li.wang.clone(), day: day!(2026, 5, 25) })?;
    let policy = AuditPolicy::default();
    let (card_policy, calendar) = (CardPolicy::default(), weekdays()?);
    let scope = AuditScope {
        staff: &li.wang,
        window: AsOf::new(on).last_days(policy.every_days),
        calendar: &calendar,
    };
    let before = VisitPreparation::before_visit(&policy, scope, audited(li, &card_policy, &[]));
    println!("== {on}, before the visit\n{before}\n");
    visit(li, on)
}

/// Wang leaves, and Zhao takes the customer on.
fn hand_over(li: &mut Li) -> Done {
    for (number, on, sum) in
        [("S-1", day!(2026, 3, 20), "CNY 18000"), ("S-2", day!(2026, 5, 8), "CNY 22000")]
    {
        li.account.record(Sale::new(number.parse()?, on, sum.parse()?))?;
        li.account.record(Invoice::new(number.parse()?, on, on.offset(30), sum.parse()?))?;
    }
    for month in ["2026-03", "2026-04"] {
        li.account.record(Plan::new(month.parse()?, "CNY 15000".parse()?))?;
    }
    li.account.record(Loan {
        to: li.wang.clone(),
        from: day!(2026, 5, 26),
        until: day!(2026, 6, 1),
        purpose: "visit with the manager".parse()?,
        returned: None,
    })?;
    let commitments = [Commitment {
        promise: "two sellers for the autumn fair".parse()?,
        made: day!(2026, 5, 26),
        due: day!(2026, 7, 15),
        by: li.wang.clone(),
    }];
    let customer: CustomerId = li.account.id().clone();
    let (card_policy, contact_policy) = (CardPolicy::default(), ContactPolicy::default());
    let zhao = Reader { clearance: Clearance::Confidential, need_to_know: true };
    let request = HandOverRequest {
        customer: &customer,
        parties: &HandOverParties { from: li.wang.clone(), to: "Zhao".parse()? },
        t: AsOf::new(LEAVING),
        card: CardView::for_reader(&li.card, &card_policy, zhao),
        importance: Importance::A,
        account: li.account.view(),
        contacts: &li.contacts,
        contact_policy: &contact_policy,
        warnings: &[],
        commitments: &commitments,
        matters: &[],
    };
    println!("== {}", HandOverPolicy::default().hand_over(&request)?);
    Ok(())
}

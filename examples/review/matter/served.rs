//! What customers get from us: what we owe each of them, late or in the coming days, and in the
//! file next to this one the visits of those days.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::AccountView;
use guanxi::assignment::{Assignment, AssignmentRole};
use guanxi::calendar::{AsOf, Day, Window, WorkCalendar};
use guanxi::class_meeting::ClassDecision;
use guanxi::communication::{ContactClock, ContactSnooze, SilenceReading, SilenceState};
use guanxi::complaint::{Complaint, ComplaintSeverity, ComplaintTerms};
use guanxi::customer::Importance;
use guanxi::id::CustomerKey;
use guanxi::letter::{Letter, LetterStep};
use guanxi::money::Total;
use guanxi::our_promise::{OurPromise, OurPromiseKind};
use guanxi::review::{Review, VisitDuty};
use guanxi::segment::Class;
use guanxi::service::{ClassStatement, EntitlementReading, ServiceClass};
use guanxi::visit::{VisitPurpose, VisitReason, VisitWindow};

use super::week::{StaffWeek, weeks};
use crate::load::complaints::COMPLAINTS;
use crate::load::judged::Judged;
use crate::load::known::{ASSIGNMENTS, INTERACTIONS};
use crate::load::served::{LETTERS, PROMISES, SERVICES};

/// The number of days ahead.
const WEEK: i32 = 7;

/// The roles of those who look after a customer, the first that is held: the order in which visits
/// are led.
const ROLES: [AssignmentRole; 4] = [
    AssignmentRole::StandIn,
    AssignmentRole::Salesperson,
    AssignmentRole::KeyAccountManager,
    AssignmentRole::Representative,
];

/// The kinds of what a customer is owed, in the order of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OwedKind {
    /// Somebody is to talk to it, since there was no contact for too long.
    Call,
    /// A promise of ours.
    Promise,
    /// An answer to a complaint, or its remedy.
    Complaint,
    /// An answer to a letter.
    Letter,
    /// Support that we promised.
    Support,
    /// A service of its class.
    Service,
}

impl OwedKind {
    pub(crate) const ALL: [Self; 6] =
        [Self::Call, Self::Promise, Self::Complaint, Self::Letter, Self::Support, Self::Service];

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Promise => "promise",
            Self::Complaint => "complaint",
            Self::Letter => "letter",
            Self::Support => "support",
            Self::Service => "service",
        }
    }

    /// The file that tells of it.
    const fn file(self) -> &'static str {
        match self {
            Self::Call => INTERACTIONS,
            Self::Promise | Self::Support => PROMISES.name,
            Self::Complaint => COMPLAINTS.name,
            Self::Letter => LETTERS.name,
            Self::Service => SERVICES.name,
        }
    }
}

/// Something that a customer is owed by us.
pub(crate) struct Owed<'a> {
    pub(crate) customer: &'a str,
    pub(crate) importance: Importance,
    pub(crate) kind: OwedKind,
    /// The one who is to see to it: a member of our staff, or for a service a role.
    pub(crate) who: Option<String>,
    /// The number of a promise, a complaint or a letter.
    pub(crate) number: Option<String>,
    /// What is to be done, in words.
    pub(crate) what: String,
    /// The last day in time.
    pub(crate) due: Day,
    /// The days since then.
    pub(crate) days_late: u32,
    /// The severity of a complaint, once it is known. A critical one comes before the class of its
    /// customer, and one that is more than minor is answered in person.
    severity: Option<ComplaintSeverity>,
    key: CustomerKey,
    at_risk: Total,
}

/// What customers get from us.
pub(crate) struct Served<'a> {
    /// The days ahead.
    pub(crate) days: Window,
    /// The kinds that a file tells of.
    pub(crate) kinds: Vec<OwedKind>,
    /// What is owed, the most pressing first.
    pub(crate) owed: Vec<Owed<'a>>,
    /// The visits of our people; `None` unless files tell who looks after whom, and who met whom.
    pub(crate) weeks: Option<Vec<StaffWeek>>,
}

impl<'a> Served<'a> {
    /// The answer about all customers of a review, those that have ended included.
    pub(super) fn of(review: &Review<'a>, judged: &Judged) -> Result<Option<Self>, String> {
        let kinds = OwedKind::ALL.into_iter().filter(|it| judged.has(it.file()));
        let kinds: Vec<OwedKind> = kinds.collect();
        let has_visits = judged.has(ASSIGNMENTS) && judged.has(INTERACTIONS);
        // Meetings alone say nothing about calls where nobody looks after anybody.
        if !has_visits && kinds.iter().all(|it| *it == OwedKind::Call) {
            return Ok(None);
        }
        let calendar = WorkCalendar::try_new(review.policy().progress.calendar.clone());
        let calendar = calendar.map_err(|error| error.to_string())?;
        let first = review.as_of().day().offset(1);
        let days = Window::inclusive(first, review.as_of().day().offset(WEEK));
        let reader = Reader::new(review, judged, &calendar, days)?;
        let mut owed = reader.promises();
        owed.extend(reader.complaints());
        owed.extend(reader.letters());
        if judged.has(SERVICES.name) {
            owed.extend(reader.services()?);
        }
        let duties = owed.iter().filter_map(|it| duty(it, days)).collect::<Result<Vec<_>, _>>()?;
        let weeks = has_visits.then(|| weeks(review, &calendar, days, &duties)).transpose()?;
        if kinds.contains(&OwedKind::Call) {
            // A customer that is visited needs no call beside it.
            let visits = weeks.iter().flatten().flat_map(|it| &it.planned);
            let visited: BTreeSet<&str> = visits.map(|it| it.customer.as_str()).collect();
            owed.extend(reader.calls().into_iter().filter(|it| !visited.contains(it.customer)));
        }
        owed.sort_by(|one, other| one.rank().cmp(&other.rank()));
        Ok(Some(Self { days, kinds, owed, weeks }))
    }

    /// What is left of it for one customer.
    pub(super) fn about(mut self, name: &str) -> Self {
        self.owed.retain(|it| it.customer == name);
        for week in self.weeks.iter_mut().flatten() {
            week.planned.retain(|it| it.customer == name);
            week.left_out.retain(|it| it.customer == name);
        }
        self
    }
}

impl Owed<'_> {
    /// Tells whether it comes before the class of its customer.
    pub(crate) fn is_urgent(&self) -> bool {
        self.severity == Some(ComplaintSeverity::Critical)
    }

    /// The place among others: urgent matters, then by class, then by the day.
    fn rank(&self) -> impl Ord + '_ {
        let Self { customer, importance, kind, number, what, due, at_risk, .. } = self;
        (!self.is_urgent(), *importance, *due, Reverse(*at_risk), *customer, *kind, number, what)
    }
}

/// A customer as everything that is owed to it is ranked.
struct Standing<'a> {
    name: &'a str,
    /// The class of one that has bought.
    class: Option<Class>,
    importance: Importance,
    at_risk: Total,
    /// The one who looks after it.
    who: Option<String>,
    has_ended: bool,
}

struct Reader<'r, 'a> {
    review: &'r Review<'a>,
    judged: &'r Judged,
    calendar: &'r WorkCalendar,
    days: Window,
    t: AsOf,
    customers: BTreeMap<CustomerKey, Standing<'a>>,
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(
        review: &'r Review<'a>,
        judged: &'r Judged,
        calendar: &'r WorkCalendar,
        days: Window,
    ) -> Result<Self, String> {
        let (book, t) = (review.book(), review.as_of());
        let rows = review.customers().iter().zip(review.classes()).zip(review.values_at_risk());
        let rows = rows.map(|((key, class), at_risk)| (*key, Some(class), *at_risk));
        let ended = review.ended().iter().map(|it| (it.customer, None, Total::ZERO));
        let mut customers = BTreeMap::new();
        for (key, class, at_risk) in rows.chain(ended) {
            let account = book.account_at(key, t).map_err(|error| error.to_string())?;
            let view = account.view();
            let has_bought = view.sales().up_to(t.day()).first_active_day().is_some();
            let decided = ClassDecision::in_force(view.class_decisions(), t);
            let computed = class.filter(|_| has_bought);
            let stated = book.card(key).map_or(&[][..], |card| card.importances());
            let decided = decided.filter(|_| class.is_some()).map(ClassDecision::class);
            let importance = decided.or(computed.map(Importance::from));
            let of = |role| Assignment::in_role(view.assignments(), role, t);
            let who = ROLES.into_iter().find_map(of).map(|it| it.staff.to_string());
            let standing = Standing {
                name: book.name(key),
                class: computed.or(decided.map(class_of)),
                importance: Importance::new(importance, stated, t),
                at_risk,
                who,
                has_ended: class.is_none(),
            };
            customers.insert(key, standing);
        }
        Ok(Self { review, judged, calendar, days, t, customers })
    }

    /// The customer that a row is about, with the one into which it was merged.
    fn standing(&self, key: CustomerKey) -> Option<(CustomerKey, &Standing<'a>)> {
        let key = self.review.book().survivor_at(key, self.t);
        self.customers.get(&key).map(|it| (key, it))
    }

    /// Something that is owed; `None` where it is due after the days ahead.
    fn owed(
        &self,
        key: CustomerKey,
        (kind, number): (OwedKind, Option<String>),
        who: Option<String>,
        (what, due): (String, Day),
    ) -> Option<Owed<'a>> {
        let (key, standing) = self.standing(key)?;
        let Standing { name, importance, at_risk, .. } = *standing;
        let days_late = u32::try_from(self.t.day().days_since(due)).unwrap_or_default();
        let who = who.or_else(|| standing.who.clone());
        let it = Owed {
            customer: name,
            importance,
            kind,
            who,
            number,
            what,
            due,
            days_late,
            severity: None,
            key,
            at_risk,
        };
        (due <= self.days.until).then_some(it)
    }

    /// The promises of ours that are open, those of support apart.
    fn promises(&self) -> Vec<Owed<'a>> {
        let all = self.judged.served.promises.values();
        let open = all.filter(|(_, it)| it.is_owed(self.t));
        open.filter_map(|(key, it)| self.promise(*key, it)).collect()
    }

    fn promise(&self, key: CustomerKey, it: &OurPromise) -> Option<Owed<'a>> {
        let opening = it.opening();
        let kind = match opening.kind {
            OurPromiseKind::Support => OwedKind::Support,
            OurPromiseKind::Delivery
            | OurPromiseKind::Service
            | OurPromiseKind::Terms
            | OurPromiseKind::Payment
            | OurPromiseKind::Answer => OwedKind::Promise,
        };
        let more = [opening.item.map(|it| it.to_string()), opening.amount.map(|it| it.to_string())];
        let more: Vec<String> = more.into_iter().flatten().collect();
        let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
        let (what, who) = (format!("{}{more}", opening.what), it.holder(self.t).to_string());
        let number = Some(opening.id.to_string());
        self.owed(key, (kind, number), Some(who), (what, opening.due))
    }

    fn complaints(&self) -> Vec<Owed<'a>> {
        let all = self.judged.served.complaints.values();
        all.filter_map(|(key, it)| self.complaint(*key, it)).collect()
    }

    /// A complaint, by the first of its days.
    fn complaint(&self, key: CustomerKey, it: &Complaint) -> Option<Owed<'a>> {
        let (t, policy) = (self.t, &self.review.policy().complaints);
        let terms = ComplaintTerms { policy, calendar: self.calendar };
        let stage = it.stage(t).filter(|stage| stage.is_open())?;
        let waits = stage.owes_answer();
        let (unheard, told) = (it.acknowledged(t).is_none(), terms.tell_by(it, t));
        let remedy = it.open_remedy(t);
        let steps = [
            terms.acknowledge_by(it).filter(|_| unheard).map(|day| ("say that we have it", day)),
            told.filter(|_| waits).map(|day| ("tell the decision", day)),
            terms.inform_by(it, t).map(|day| ("say how it stands", day)),
        ];
        let steps = steps.into_iter().flatten().map(|(what, day)| (what.to_owned(), day));
        let remedy = remedy.map(|it| (format!("do as promised: {}", it.text), it.by));
        // Of the days of a complaint those that are near are told, each with what it asks for.
        let near = steps.chain(remedy).filter(|(_, day)| *day <= self.days.until);
        let mut near: Vec<(String, Day)> = near.collect();
        near.sort_by_key(|(_, day)| *day);
        let due = near.first()?.1;
        let (opening, severity) = (it.opening(), it.severity(t));
        let kind = severity.map_or_else(String::new, |it| format!("{it}, "));
        let what: Vec<String> = near.into_iter().map(|(what, _)| what).collect();
        let what = format!("{} ({kind}{}: {})", what.join(", "), opening.topic, opening.text);
        let who = Some(it.owner(t).unwrap_or(&opening.by).to_string());
        let number = Some(opening.id.to_string());
        let owed = self.owed(key, (OwedKind::Complaint, number), who, (what, due))?;
        Some(Owed { severity, ..owed })
    }

    fn letters(&self) -> Vec<Owed<'a>> {
        let all = self.judged.served.letters.values();
        all.filter_map(|(key, it)| self.letter(*key, it)).collect()
    }

    fn letter(&self, key: CustomerKey, it: &Letter) -> Option<Owed<'a>> {
        let (t, policy, opening) = (self.t, &self.review.policy().letters, it.opening());
        it.stage(t).filter(|stage| stage.owes_answer())?;
        let due = it.answer_by(t, policy, self.calendar)?;
        let promised = it.trail().seen(t).iter().rev().find_map(|entry| {
            let LetterStep::HoldOff { until, .. } = entry.step else { return None };
            Some(format!(", promised by {until}"))
        });
        let what = format!("answer it{} ({})", promised.unwrap_or_default(), opening.text);
        let (number, who) = (Some(opening.id.to_string()), Some(opening.by.to_string()));
        self.owed(key, (OwedKind::Letter, number), who, (what, due))
    }

    fn services(&self) -> Result<Vec<Owed<'a>>, String> {
        let (review, t, policy) = (self.review, self.t, &self.review.policy().service);
        let mut given: BTreeMap<CustomerKey, Vec<_>> = BTreeMap::new();
        for (key, deliveries) in &self.judged.served.services {
            let all = given.entry(review.book().survivor_at(*key, t)).or_default();
            all.extend(deliveries.iter().cloned());
        }
        let mut owed = Vec::new();
        for (key, it) in self.customers.iter().filter(|(_, it)| !it.has_ended) {
            let account = review.book().account_at(*key, t).map_err(|error| error.to_string())?;
            let statements = self.statements(account.view(), it.class);
            let Some(class) = ServiceClass::on(&statements, policy.class_interval_days, t) else {
                continue;
            };
            let given = given.get(key).map_or(&[][..], Vec::as_slice);
            owed.extend(policy.due(class, given, t).filter_map(|it| self.service(*key, &it)));
        }
        Ok(owed)
    }

    fn service(&self, key: CustomerKey, it: &EntitlementReading<'_>) -> Option<Owed<'a>> {
        let last = it.last.map_or("never had".to_owned(), |day| format!("last on {day}"));
        let what = format!("{}, {last}", it.entitlement.code);
        let who = Some(it.entitlement.owner.to_string());
        self.owed(key, (OwedKind::Service, None), who, (what, it.due?))
    }

    /// The classes of a customer: that of its purchases from the first day of their window on, as
    /// nobody states since when it has it, and what a meeting decided last, while that stands.
    fn statements(&self, view: AccountView<'_>, class: Option<Class>) -> Vec<ClassStatement> {
        let (t, window) = (self.t, self.review.policy().abc.window_days);
        let Some(class) = class else { return Vec::new() };
        let first = t.last_days(window).after.offset(1);
        let start = view.start(t).unwrap_or(first);
        let computed = |on| ClassStatement { on, class, by: None };
        let mut statements = vec![computed(first.max(start))];
        if let Some(it) = ClassDecision::latest(view.class_decisions(), t) {
            let (class, by) = (class_of(it.class()), it.present.first().cloned());
            statements.push(ClassStatement { on: it.day, class, by });
            statements.push(computed(it.until.offset(1)));
        }
        statements
    }

    /// The customers with whom nobody spoke for too long, each by the clock that is over first.
    fn calls(&self) -> Vec<Owed<'a>> {
        let (review, t) = (self.review, self.t);
        let mut snoozes: BTreeMap<CustomerKey, Vec<ContactSnooze>> = BTreeMap::new();
        for (key, all) in &self.judged.served.snoozes {
            let of = snoozes.entry(review.book().survivor_at(*key, t)).or_default();
            of.extend(all.iter().cloned());
        }
        let clocks = [ContactClock::HeardFrom, ContactClock::SpokenTo];
        let all = clocks.into_iter().flat_map(|clock| review.silences(clock, &snoozes));
        let mut first: BTreeMap<CustomerKey, SilenceReading> = BTreeMap::new();
        for it in all.filter(|it| it.reading.state >= SilenceState::Due) {
            let of = first.entry(it.customer).or_insert(it.reading);
            if it.reading.latest() < of.latest() {
                *of = it.reading;
            }
        }
        let owed = first.into_iter().filter_map(|(key, it)| {
            let own = snoozes.get(&key).into_iter().flatten();
            let over = own.filter(|snooze| snooze.clock == it.clock && snooze.on >= it.from);
            let over = over.map(|snooze| snooze.until).find(|until| t.sees(*until));
            let over = over.map_or_else(String::new, |until| format!(", put off until {until}"));
            let what = format!("{}{over}", call(&it));
            self.owed(key, (OwedKind::Call, None), None, (what, it.latest()))
        });
        owed.collect()
    }
}

/// A call in words.
fn call(it: &SilenceReading) -> String {
    let SilenceReading { from, days, .. } = it;
    match (it.clock, it.last) {
        (_, None) => format!("speak to it, no contact is on record since {from}"),
        (ContactClock::HeardFrom, _) => {
            format!("listen to it, it last spoke on {from}, {days} days ago")
        }
        (ContactClock::SpokenTo, _) => {
            format!("speak to it, we last did on {from}, {days} days ago")
        }
    }
}

/// The visit by which a complaint that is more than minor is answered. What is late is due on the
/// first day.
fn duty(it: &Owed<'_>, days: Window) -> Option<Result<VisitDuty, String>> {
    it.severity.filter(|it| *it > ComplaintSeverity::Minor)?;
    let first = days.after.offset(1);
    let last = it.due.max(first);
    let reason = VisitReason {
        purpose: VisitPurpose::Complaint,
        by: Some(it.due),
        subject: it.number.clone().unwrap_or_default(),
    };
    let window = VisitWindow::try_new(first, last, last).map_err(|error| error.to_string());
    Some(window.map(|window| VisitDuty { customer: it.key, window, reason }))
}

const fn class_of(importance: Importance) -> Class {
    match importance {
        Importance::A => Class::A,
        Importance::B => Class::B,
        Importance::C => Class::C,
    }
}

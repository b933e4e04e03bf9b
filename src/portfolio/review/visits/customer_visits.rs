use std::collections::BTreeSet;
use std::iter::successors;

use super::VisitRequest;
use crate::account::AccountView;
use crate::assignment::{Assignment, AssignmentRole, Placement};
use crate::calendar::{AsOf, Day};
use crate::customer::Importance;
use crate::id::{CustomerKey, StaffId};
use crate::interaction::Interaction;
use crate::money::Total;
use crate::order_profile::OrderProfile;
use crate::receivable::OpenBalance;
use crate::review::Review;
use crate::segment::Class;
use crate::visit::{TimeBucket, VisitCadence, VisitNeed, VisitPurpose, VisitReason, VisitWindow};
use crate::warning::{Level, Rule};

/// The roles whose holder leads the visits to a customer, the first that is held. One who stands in
/// goes in place of the one who is away.
const LEADERS: [AssignmentRole; 4] = [
    AssignmentRole::StandIn,
    AssignmentRole::Salesperson,
    AssignmentRole::KeyAccountManager,
    AssignmentRole::Representative,
];

/// The roles whose holders come along.
const COMPANIONS: [AssignmentRole; 2] =
    [AssignmentRole::KeyAccountManager, AssignmentRole::Representative];

/// A visit, with the one who leads it.
pub(super) type StaffNeed<'a> = (&'a StaffId, VisitNeed);

/// The visits of one customer.
#[derive(Debug, Clone, Copy)]
pub(super) struct CustomerVisits<'a, 'b> {
    pub(super) review: &'a Review<'b>,
    pub(super) request: &'a VisitRequest<'a>,
    pub(super) row: usize,
    pub(super) key: CustomerKey,
    pub(super) class: Class,
    pub(super) view: AccountView<'a>,
}

impl<'a> CustomerVisits<'a, '_> {
    fn first_day(&self) -> Day {
        self.request.days.after.offset(1)
    }

    /// The assignment of the one who leads a visit on a day; `None` where nobody has the customer.
    fn leader_on(&self, day: Day) -> Option<&'a Assignment> {
        let (all, day) = (self.view.assignments(), AsOf::new(day));
        LEADERS.into_iter().find_map(|role| Assignment::in_role(all, role, day))
    }

    /// The assignment of the one who leads the visits; `None` for a customer of nobody.
    pub(super) fn leader(&self) -> Option<&'a Assignment> {
        self.leader_on(self.first_day())
    }

    /// The assignment of the one who leads a visit in a window: of the first worked day on which
    /// the leader is there. Where nobody is, it stays with the usual leader, who leaves it out.
    fn leader_in(&self, window: VisitWindow, usual: &'a Assignment) -> &'a Assignment {
        let VisitRequest { days, calendar, absences, .. } = *self.request;
        let is_there = |it: &Assignment, day| {
            absences.get(&it.staff).is_none_or(|it| !it.leave.contains(&day))
        };
        let last = if self.is_late(window) { days.until } else { days.until.min(window.last()) };
        let first = window.first().max(self.first_day());
        let mut open = successors(Some(first), |day| day.checked_offset(1))
            .take_while(|day| *day <= last)
            .filter(|day| calendar.is_worked(*day));
        let leader = open.find_map(|day| self.leader_on(day).filter(|it| is_there(it, day)));
        leader.unwrap_or(usual)
    }

    /// The importance by which the customer is visited: its class, or of a prospect what a person
    /// stated.
    fn importance(&self) -> Option<Importance> {
        let t = self.review.as_of();
        let has_bought = self.view.sales().up_to(t.day()).first_active_day().is_some();
        if has_bought {
            return Some(self.class.into());
        }
        let mut stated = self.review.book().card(self.key)?.importances().iter();
        let stated = stated.find(|it| it.term.contains(t.day()))?;
        Some(stated.importance.into())
    }

    /// The bucket whose time its visits take.
    pub(super) fn bucket(&self) -> TimeBucket {
        let t = self.review.as_of();
        let has_bought = self.view.sales().up_to(t.day()).first_active_day().is_some();
        let is_key = self.class == Class::A || self.request.key_accounts.contains(&self.key);
        match (has_bought, is_key) {
            (false, _) => TimeBucket::Prospect,
            (true, true) => TimeBucket::Key,
            (true, false) => TimeBucket::Ordinary,
        }
    }

    /// The visits that are due or may be made in the days of the request, each with the one who
    /// leads it: the regular one with all duties that can be done on its days, and those for the
    /// other duties.
    pub(super) fn needs(&self, usual: &'a Assignment, at_risk: Total) -> Vec<StaffNeed<'a>> {
        let importance = self.importance();
        let cadence = self.review.policy().visits.cadence.of(importance);
        let (mut window, last_day) = (self.window(cadence, usual), self.request.days.until);
        let regular = window;
        let mut alone = Vec::new();
        let mut reasons = Vec::new();
        let duties = self.request.duties.iter().filter(|it| it.customer == self.key);
        for duty in duties {
            match self.common(window, duty.window) {
                Some(both) if window.first() <= last_day || !reasons.is_empty() => {
                    window = both;
                    reasons.push(duty.reason.clone());
                }
                Some(_) | None => alone.push(duty),
            }
        }
        let need = |window, due, reasons| {
            let leader = self.leader_in(window, usual);
            let need = self.need(leader, cadence, (window, due), reasons, at_risk)?;
            Some((&leader.staff, need))
        };
        let mut needs = Vec::new();
        if window.first() <= last_day {
            reasons.extend(self.reasons());
            let (purpose, subject) = (VisitPurpose::Cadence, String::new());
            reasons.push(VisitReason { purpose, by: Some(regular.last()), subject });
            needs.extend(need(window, regular.due(), reasons));
        }
        for duty in alone.into_iter().filter(|it| it.window.first() <= last_day) {
            needs.extend(need(duty.window, duty.window.due(), vec![duty.reason.clone()]));
        }
        needs
    }

    /// Returns `true` for a window that is over before the days begin: its visit may take place on
    /// each of them.
    fn is_late(&self, window: VisitWindow) -> bool {
        window.last() < self.first_day()
    }

    /// The days on which a duty can be done with the regular visit; `None` where there are none.
    fn common(&self, regular: VisitWindow, duty: VisitWindow) -> Option<VisitWindow> {
        let (first_day, last_day) = (self.first_day(), self.request.days.until);
        match (self.is_late(regular), self.is_late(duty)) {
            (false, false) => both(regular, duty),
            // Whatever is late waits for nothing.
            (false, true) => (regular.first() <= first_day).then_some(duty),
            (true, false) => {
                let days = VisitWindow::try_new(first_day, first_day, last_day).ok()?;
                both(days, duty)
            }
            (true, true) => Some(if duty.last() < regular.last() { duty } else { regular }),
        }
    }

    fn need(
        &self,
        leader: &Assignment,
        cadence: VisitCadence,
        (window, due): (VisitWindow, Day),
        mut reasons: Vec<VisitReason>,
        at_risk: Total,
    ) -> Option<VisitNeed> {
        reasons.sort_by_key(|it| it.purpose);
        let (all, day) = (self.view.assignments(), AsOf::new(self.first_day()));
        let along = COMPANIONS.into_iter().filter_map(|role| Assignment::in_role(all, role, day));
        let along: BTreeSet<StaffId> =
            along.map(|it| it.staff.clone()).filter(|it| *it != leader.staff).collect();
        let customer = self.review.customer_id(self.key)?;
        let placement = Placement::on(self.view.placements(), self.review.as_of());
        Some(VisitNeed {
            customer,
            bucket: self.bucket(),
            importance: self.importance().unwrap_or(Importance::B),
            window,
            urgency: cadence.urgency(due, day),
            minutes: cadence.minutes,
            value_at_risk: at_risk,
            area: placement.map(|it| it.territory.clone()),
            companions: along,
            reasons,
        })
    }

    /// The window of the regular visit.
    fn window(&self, cadence: VisitCadence, leader: &Assignment) -> VisitWindow {
        let t = self.review.as_of();
        let visits = self.view.interactions().iter().filter(|it| it.kind().is_visit());
        let last = visits.map(Interaction::day).filter(|day| t.sees(*day)).max();
        let since = self.view.start(t).unwrap_or(t.day());
        let assigned = if leader.term.is_open_at_start() { since } else { leader.term.from() };
        cadence.window(last, assigned)
    }

    /// The reasons that the book knows, besides the regular visit.
    fn reasons(&self) -> Vec<VisitReason> {
        let t = self.review.as_of();
        let reason = |purpose, by, subject: String| VisitReason { purpose, by, subject };
        let mut reasons = Vec::new();
        // What is disputed is settled before anybody asks for it.
        let balance = OpenBalance::as_of(self.view.receivables(), t);
        let overdue = balance.ageing.overdue().minus(balance.disputed_overdue);
        if overdue.is_positive() {
            let money = overdue.with_currency(self.view.currency());
            reasons.push(reason(VisitPurpose::Collection, None, format!("of {money} overdue")));
        }
        for rule in Rule::ALL {
            let outcome = self.review.outcomes(rule).get(self.row);
            let level = outcome.and_then(|it| it.level()).filter(|it| *it >= Level::Warning);
            if let Some(level) = level {
                reasons.push(reason(VisitPurpose::Warning, None, format!("of {rule} ({level})")));
            }
        }
        let profile = &self.review.policy().order_profile;
        let own_days = self.review.context().own_days(self.view);
        let profile = OrderProfile::try_from_account(self.view, &own_days, &[], t, profile);
        if let Ok(profile) = profile {
            let next = profile.next_order(&own_days, t).day;
            if next <= self.request.days.until {
                reasons.push(reason(VisitPurpose::Order, Some(next), String::new()));
            }
        }
        reasons
    }
}

/// The days of both windows, due on the day of the first that is nearest to its due day.
fn both(regular: VisitWindow, duty: VisitWindow) -> Option<VisitWindow> {
    let first = regular.first().max(duty.first());
    let last = regular.last().min(duty.last());
    VisitWindow::try_new(first, regular.due().clamp(first, last.max(first)), last).ok()
}

use super::{AuditCounts, AuditPolicyDraft, AuditScope, AuditedCustomer, CardFault, StaleField};
use crate::calendar::{AsOf, Day, Window};
use crate::custody::Loan;
use crate::customer::{
    Card, CardView, Entry, Field, FieldStanding, Importance, Section, StandingValue,
};
use crate::lifecycle::{Clock, ClockTerms, Count};
use crate::measure::proven;

/// The checks of one customer for one salesperson.
pub(super) struct Checks<'a> {
    pub(super) policy: &'a AuditPolicyDraft,
    pub(super) scope: AuditScope<'a>,
    pub(super) customer: AuditedCustomer<'a>,
    /// The days on which the salesperson visited the customer, each once.
    pub(super) visits: Vec<Day>,
    pub(super) faults: Vec<CardFault>,
}

/// The entries of a card that are seen on a date, field by field.
pub(super) fn entries(card: &Card, t: AsOf) -> impl Iterator<Item = (Field, &Entry)> {
    card.fields().flat_map(move |field| {
        let seen = card.entries(field).iter().take_while(move |it| t.sees(it.recorded()));
        seen.map(move |it| (field, it))
    })
}

/// The days from a day to the date; none to an earlier date.
fn days_since(day: Day, t: AsOf) -> u32 {
    u32::try_from(t.day().days_since(day)).unwrap_or_default()
}

/// The fields of a card that are mandatory and empty.
pub(super) fn missing(
    card: &CardView<'_>,
    t: AsOf,
    is_asked: impl Fn(Field) -> bool,
) -> Vec<Field> {
    let mandatory = card.policy().mandatory.iter().copied().filter(|field| is_asked(*field));
    mandatory.filter(|field| card.standing(*field, t) == FieldStanding::Empty).collect()
}

/// The value of a field where it is older than the importance allows.
pub(super) fn stale(
    card: &CardView<'_>,
    field: Field,
    value: StandingValue<'_>,
    t: AsOf,
    importance: Importance,
) -> Option<StaleField> {
    let policy = card.policy();
    if policy.is_fresh(field, value.confirmed, t, importance) {
        return None;
    }
    let parts = u64::from(policy.age_factor.of(importance).parts_per_million());
    let fresh = parts.checked_mul(policy.max_age_days(field).into()).map(|it| it / 1_000_000);
    let fresh_days = fresh.and_then(|days| u32::try_from(days).ok());
    Some(StaleField {
        field,
        confirmed: value.confirmed,
        age_days: days_since(value.confirmed, t),
        fresh_days: proven!(fresh_days, else u32::MAX, "65,535 days times 4,295 at most"),
    })
}

impl<'a> Checks<'a> {
    pub(super) fn card(&self) -> CardView<'a> {
        CardView::in_full(self.customer.card, self.scope.card_policy)
    }

    fn t(&self) -> AsOf {
        self.scope.t()
    }

    /// The last day for the record of a visit; `None` when it lies beyond the calendar.
    fn due(&self, visit: Day) -> Option<Day> {
        let terms = ClockTerms::new(Count::Working, self.policy.write_up_days);
        Clock::new(terms, visit).due(self.t(), self.scope.calendar)
    }

    /// (a): visits whose last day for the record was over on a day of the audit.
    pub(super) fn written_up(&mut self, counts: &mut AuditCounts) {
        let first = self.customer.first_visit();
        for visit in self.visits.clone() {
            let Some(due) = self.due(visit) else { continue };
            if !self.scope.window.contains(due.offset(1)) {
                continue;
            }
            let days = Window::inclusive(visit, due);
            let is_record =
                |it: &Entry| *it.author() == *self.scope.staff && days.contains(it.recorded());
            let is_written = entries(self.customer.card, self.t()).any(|(_, it)| is_record(it));
            let is_basic = |field: Field| field.section() == Section::Basics;
            let lacked = if first == Some(visit) {
                missing(&self.card(), AsOf::new(due), is_basic)
            } else {
                Vec::new()
            };
            counts.written_up.add(is_written && lacked.is_empty());
            if !is_written {
                self.faults.push(CardFault::NotWrittenUp { visit, due });
            }
            if !lacked.is_empty() {
                self.faults.push(CardFault::BasicsNotWritten { visit, due, missing: lacked });
            }
        }
    }

    /// (b), (c) and (f): the state of every field.
    pub(super) fn state_of_card(&mut self, counts: &mut AuditCounts) {
        let (card, t, importance) = (self.card(), self.t(), self.customer.importance);
        let policy = card.policy();
        let (mut lacked, mut old, mut conflicts) = (Vec::new(), Vec::new(), Vec::new());
        for field in Field::ALL.into_iter().filter(|field| policy.weight(*field) > 0) {
            match card.standing(field, t) {
                FieldStanding::Withheld => {}
                FieldStanding::Empty => {
                    lacked.extend(policy.mandatory.contains(&field).then_some(field));
                }
                FieldStanding::Conflict { .. } => conflicts.push(field),
                FieldStanding::Value(value) => {
                    old.extend(stale(&card, field, value, t, importance));
                }
            }
        }
        counts.complete.add(lacked.is_empty());
        counts.current.add(old.is_empty() && conflicts.is_empty());
        if !lacked.is_empty() {
            self.faults.push(CardFault::MandatoryMissing { fields: lacked });
        }
        if !old.is_empty() {
            let weight = |field| u32::from(policy.weight(field));
            let of = Field::ALL.into_iter().map(weight).sum();
            let weight = old.iter().map(|it| weight(it.field)).sum();
            self.faults.push(CardFault::Stale { fields: old, weight, of });
        }
        if !conflicts.is_empty() {
            self.faults.push(CardFault::InConflict { fields: conflicts });
        }
    }

    /// (d): visits of the audit, from the day on which the book knows of readings.
    pub(super) fn consulted(&mut self, known_from: Day, counts: &mut AuditCounts) {
        let readings = self.customer.account.consultations();
        for visit in self.visits.clone() {
            if !self.scope.window.contains(visit) || visit < known_from {
                continue;
            }
            let from = visit.offset(self.policy.first_reading());
            let days = Window::inclusive(from, visit);
            let is_read =
                readings.iter().any(|it| it.staff == *self.scope.staff && days.contains(it.day));
            counts.consulted.add(is_read);
            if !is_read {
                self.faults.push(CardFault::NotConsulted { visit, from });
            }
        }
    }

    /// (e): loans to the salesperson, and of the salesperson's cards to others.
    pub(super) fn loans(&mut self, is_own: bool, knows_visits: bool, counts: &mut AuditCounts) {
        let t = self.t();
        let loans = self.customer.account.loans();
        for loan in loans {
            let is_borrower = loan.to == *self.scope.staff;
            if (is_own || is_borrower) && loan.is_overdue(t) {
                let days = days_since(loan.until, t);
                let (to, until) = (loan.to.clone(), loan.until);
                self.faults.push(CardFault::LoanOverdue { to, until, days });
            }
            if is_borrower && self.scope.window.contains(loan.until.offset(1)) {
                counts.returned.add(loan.returned.is_some_and(|back| back <= loan.until));
            }
            if is_borrower && knows_visits {
                self.faults.extend(self.carried(loan));
            }
        }
    }

    /// The worked days of the audit on which a borrowed card was out without a visit, up to the
    /// last day of the loan.
    fn carried(&self, loan: &Loan) -> Option<CardFault> {
        let last = loan.until.min(self.scope.window.until);
        let mut day = loan.from.max(self.scope.window.after.offset(1));
        let (mut first, mut days) = (None, 0_u32);
        while day <= last {
            let is_out = loan.is_out(AsOf::new(day)) && self.scope.calendar.is_worked(day);
            if is_out && !self.visits.contains(&day) {
                first = first.or(Some(day));
                days = proven!(days.checked_add(1), else days, "fewer days than a count holds");
            }
            day = day.checked_offset(1)?;
        }
        let first = first.filter(|_| days > u32::from(self.policy.carried_days))?;
        Some(CardFault::CarriedWithoutVisit { first, days })
    }

    /// (g): sensitive facts whose last day is over.
    pub(super) fn sensitive(&mut self) {
        let t = self.t();
        let past = self.customer.sensitive.unwrap_or_default().iter().filter(|it| it.is_past(t));
        let faults = past.map(|term| CardFault::PastLastDay {
            term: *term,
            days: days_since(term.keep_until, t),
        });
        self.faults.extend(faults);
    }
}

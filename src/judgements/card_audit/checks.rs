use super::field_rules::{FieldRules, days_since};
use super::{AuditCounts, AuditPolicyDraft, AuditScope, AuditedCustomer, CardFault};
use crate::calendar::{AsOf, Day, Window};
use crate::custody::Loan;
use crate::customer::{CardView, FieldFilling, Section};
use crate::lifecycle::{Clock, ClockTerms, Count};
use crate::measure::proven;

/// The checks of one customer for one salesperson.
pub(super) struct Checks<'a, 'v> {
    pub(super) policy: &'a AuditPolicyDraft,
    pub(super) rules: &'v FieldRules<'a>,
    pub(super) scope: AuditScope<'a>,
    pub(super) customer: AuditedCustomer<'a>,
    /// The card of the customer, as the reader of the audit may see it.
    pub(super) card: CardView<'a>,
    pub(super) faults: Vec<CardFault>,
}

impl Checks<'_, '_> {
    fn t(&self) -> AsOf {
        self.scope.t()
    }

    /// The last day for the record of a visit; `None` when it lies beyond the calendar.
    fn due(&self, visit: Day) -> Option<Day> {
        let terms = ClockTerms::new(Count::Working, self.policy.write_up_days);
        Clock::new(terms, visit).due(self.t(), self.scope.calendar)
    }

    /// The visits whose last day for the record was over on a day of the audit, each with that last
    /// day, the latest visit first. Last days rise with the visits, so the search ends at the
    /// first one that was over before the audit.
    fn due_visits(&self) -> Vec<(Day, Day)> {
        let window = self.scope.window;
        let visits = self.customer.visits_back(self.scope.staff, self.t());
        let dated = visits.map(|visit| (visit, self.due(visit)));
        let is_late = |due: Option<Day>| due.is_none_or(|due| due >= window.after);
        dated
            .take_while(|(_, due)| is_late(*due))
            .filter_map(|(visit, due)| Some(visit).zip(due))
            .filter(|(_, due)| window.contains(due.offset(1)))
            .collect()
    }

    /// (a): visits whose last day for the record was over on a day of the audit.
    pub(super) fn written_up(&mut self, counts: &mut AuditCounts) {
        for (visit, due) in self.due_visits().into_iter().rev() {
            let days = Window::inclusive(visit, due);
            let mut records = self.card.recorded_in(days);
            let is_written = records.any(|(_, it)| *it.author() == *self.scope.staff);
            let lacked = if self.customer.first_visit() == Some(visit) {
                let mut lacked = self.rules.missing(&self.card, AsOf::new(due));
                lacked.retain(|field| field.section() == Section::Basics);
                lacked
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
        let (t, importance) = (self.t(), self.customer.importance);
        let (mut lacked, mut old, mut conflicts) = (Vec::new(), Vec::new(), Vec::new());
        // Withheld fields count in no total.
        let (mut weight, mut of) = (0_u32, 0_u32);
        let add = |sum: u32, weight| proven!(sum.checked_add(weight), else sum, "30 fields of at most 65,535 each");
        for (field, filling, rule) in self.rules.read(&self.card, t) {
            if rule.weight == 0 {
                continue;
            }
            if !matches!(filling, FieldFilling::Withheld) {
                of = add(of, rule.weight);
            }
            match filling {
                FieldFilling::Withheld => {}
                FieldFilling::Empty => lacked.extend(rule.is_mandatory.then_some(field)),
                FieldFilling::Conflict => conflicts.push(field),
                FieldFilling::Value { confirmed, .. } => {
                    let stale = rule.stale(field, confirmed, t, importance);
                    if let Some(stale) = stale {
                        weight = add(weight, rule.weight);
                        old.push(stale);
                    }
                }
            }
        }
        counts.complete.add(lacked.is_empty());
        counts.current.add(old.is_empty() && conflicts.is_empty());
        if !lacked.is_empty() {
            self.faults.push(CardFault::MandatoryMissing { fields: lacked });
        }
        if !old.is_empty() {
            self.faults.push(CardFault::Stale { fields: old, weight, of });
        }
        if !conflicts.is_empty() {
            self.faults.push(CardFault::InConflict { fields: conflicts });
        }
    }

    /// (d): visits of the audit, from the day on which the book knows of readings.
    pub(super) fn consulted(&mut self, known_from: Day, counts: &mut AuditCounts) {
        let readings = self.customer.account.consultations();
        let all = self.customer.visits_back(self.scope.staff, self.t());
        let known = |visit: &Day| self.scope.window.contains(*visit) && *visit >= known_from;
        let mut visits: Vec<Day> = all.take_while(known).collect();
        visits.reverse();
        for visit in visits {
            let from = visit.offset(self.policy.first_reading());
            let days = Window::inclusive(from, visit);
            let is_read =
                readings.iter().any(|it| days.contains(it.day) && it.staff == *self.scope.staff);
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
            if is_out && !self.customer.was_visited(self.scope.staff, day) {
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
        let past =
            self.customer.known_terms().unwrap_or_default().iter().filter(|it| it.is_past(t));
        let faults = past.map(|term| CardFault::PastLastDay {
            term: *term,
            days: days_since(term.keep_until, t),
        });
        self.faults.extend(faults);
    }
}

use crate::account::{AccountView, Interaction};
use crate::assignment::Assignment;
use crate::calendar::{AsOf, Day, Window, WorkCalendar};
use crate::confidence::{Clearance, SensitiveTerm};
use crate::custody::Custody;
use crate::customer::{CardView, Importance};
use crate::id::{CustomerId, StaffId};

/// A customer as an audit reads it.
#[derive(Debug, Clone, Copy)]
pub struct AuditedCustomer<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// The card as the reader of the audit may see it: nothing else of it is judged.
    pub card: CardView<'a>,
    /// The importance, by which the card ages.
    pub importance: Importance,
    /// The facts: assignments, custody, loans, consultations, interactions, invoices, payments.
    pub account: AccountView<'a>,
    /// The last days of the sensitive facts that are kept of the customer's people; `None` where
    /// the application does not say. They reach only a reader who may see restricted data.
    pub sensitive: Option<&'a [SensitiveTerm]>,
}

/// The salesperson whose cards are audited, the days, and the calendar.
#[derive(Debug, Clone, Copy)]
pub struct AuditScope<'a> {
    /// The salesperson.
    pub staff: &'a StaffId,
    /// The days of the audit. What comes due in them is judged; the cards are judged as of the
    /// last of them.
    pub window: Window,
    /// The calendar by which worked days are counted.
    pub calendar: &'a WorkCalendar,
}

impl AuditScope<'_> {
    /// The date as of which the cards are judged.
    pub fn t(&self) -> AsOf {
        AsOf::new(self.window.until)
    }
}

impl<'a> AuditedCustomer<'a> {
    /// Returns `true` when the card is one of a salesperson's on a date: by an assignment in any
    /// role, or as the keeper.
    pub fn is_of(&self, staff: &StaffId, t: AsOf) -> bool {
        let has = Assignment::holding(self.account.assignments(), t).any(|it| it.staff == *staff);
        has || Custody::on(self.account.custodies(), t).is_some_and(|it| it.keeper == *staff)
    }

    /// The last days of sensitive facts that the reader may know of.
    pub(super) fn known_terms(&self) -> Option<&'a [SensitiveTerm]> {
        self.sensitive.filter(|_| self.card.may_read(Clearance::Restricted))
    }

    /// The days on which a salesperson visited the customer up to a date, each once, the last one
    /// first. Earlier visits are not read until they are asked for.
    pub(super) fn visits_back<'s>(
        &self,
        staff: &'s StaffId,
        t: AsOf,
    ) -> impl Iterator<Item = Day> + use<'a, 's> {
        let all = self.account.interactions().iter().rev();
        let visits = all.filter(move |it| t.sees(it.day()) && is_visit_of(it, staff));
        let mut last = None;
        visits.map(Interaction::day).filter(move |day| last.replace(*day) != Some(*day))
    }

    /// Returns `true` when a salesperson visited the customer on a day.
    pub(super) fn was_visited(&self, staff: &StaffId, day: Day) -> bool {
        let all = self.account.interactions();
        let that_day = all.iter().skip(all.partition_point(|it| it.day() < day));
        that_day.take_while(|it| it.day() == day).any(|it| is_visit_of(it, staff))
    }

    /// The day of the first visit of anybody.
    pub(super) fn first_visit(&self) -> Option<Day> {
        self.account.interactions().iter().find(|it| it.kind().is_visit()).map(Interaction::day)
    }
}

fn is_visit_of(interaction: &Interaction, staff: &StaffId) -> bool {
    interaction.kind().is_visit() && interaction.staff().contains(staff)
}

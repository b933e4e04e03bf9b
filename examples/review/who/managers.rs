//! The side of the managers: cards that were not checked, visits that were not talked over.

use std::collections::BTreeSet;

use guanxi::account::AccountView;
use guanxi::assignment::AssignmentRole;
use guanxi::calendar::{Day, WorkCalendar};
use guanxi::card_audit::{Supervision, SupervisionFinding};
use guanxi::id::StaffId;
use guanxi::interaction::Interaction;
use guanxi::review::Review;

use super::KnownCustomer;
use crate::load::known::{CHECKS, DEBRIEFS, Known};

/// The findings of all salespeople, by their names. Of the visits those of the days are asked in
/// which the cards are to be checked once.
pub(super) fn supervision(
    review: &Review<'_>,
    known: &Known,
    customers: &[KnownCustomer<'_>],
) -> Result<Vec<SupervisionFinding>, String> {
    let (book, policy, t) = (review.book(), review.policy(), review.as_of());
    let calendar = WorkCalendar::try_new(policy.progress.calendar.clone());
    let calendar = calendar.map_err(|error| error.to_string())?;
    let (checks, debriefs) = (known.has(CHECKS), known.has(DEBRIEFS));
    if !checks && !debriefs {
        return Ok(Vec::new());
    }
    let accounts = customers.iter().map(|it| book.account_at(it.key, t));
    let accounts = accounts.collect::<Result<Vec<_>, _>>().map_err(|error| error.to_string())?;
    let views = || accounts.iter().map(|it| it.view());
    let supervision = Supervision::from_accounts(views());
    let assigned = customers.iter().flat_map(|it| &it.assignments);
    let sellers = assigned.filter(|it| it.role == AssignmentRole::Salesperson);
    let sellers: BTreeSet<&StaffId> = sellers.map(|it| &it.staff).collect();
    let days = t.last_days(policy.audit.every_days);
    let mut found = Vec::new();
    for staff in sellers {
        if checks {
            found.extend(supervision.not_checked(staff, t, &policy.audit));
        }
        if debriefs {
            let all = views().flat_map(AccountView::interactions);
            let visits = all.filter(|it| it.kind().is_visit() && it.staff().contains(staff));
            let visits: BTreeSet<Day> = visits.map(Interaction::day).collect();
            let asked = visits.into_iter().filter(|day| days.contains(*day));
            let late = |day| supervision.not_debriefed(staff, day, t, &calendar);
            found.extend(asked.filter_map(late));
        }
    }
    Ok(found)
}

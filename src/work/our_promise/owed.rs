use std::collections::BTreeMap;
use std::fmt;

use super::{OurPromise, OurPromiseKind, OurPromiseState};
use crate::calendar::AsOf;
use crate::id::StaffId;
use crate::measure::{Quotient, proven};

/// The promises of one person and kind by their state on a date.
///
/// # Rule
///
/// > S25: a promise counts for whoever had it on its last day. One that the customer released
/// > counts neither for nor against anybody.
#[doc(alias = "承诺兑现率")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OurPromiseRate {
    /// The person.
    pub by: StaffId,
    /// The kind.
    pub kind: OurPromiseKind,
    /// Owed, not late.
    pub open: u32,
    /// Owed, and late.
    pub late: u32,
    /// Kept in time.
    pub kept: u32,
    /// Kept late.
    pub kept_late: u32,
    /// Broken.
    pub broken: u32,
    /// Released by the customer.
    pub released: u32,
}

impl OurPromise {
    /// The promises that we owe as of a date and that are late or due in the days that follow: by
    /// their last day, then by customer and number. On a Monday with 6 days, those of the week.
    #[doc(alias = "待兑现承诺")]
    pub fn owed(promises: &[Self], t: AsOf, days: u16) -> Vec<&Self> {
        let last = t.day().offset(i32::from(days));
        let is_listed = |it: &&Self| it.is_owed(t) && it.opening().due <= last;
        let mut owed: Vec<&Self> = promises.iter().filter(is_listed).collect();
        owed.sort_by_key(|it| {
            let opening = it.opening();
            (opening.due, &opening.customer, &opening.id)
        });
        owed
    }
}

impl OurPromiseRate {
    /// The promises counted by person and kind as of a date.
    pub fn by_person_and_kind(promises: &[OurPromise], t: AsOf) -> Vec<Self> {
        let mut rates: BTreeMap<(&StaffId, OurPromiseKind), Self> = BTreeMap::new();
        for promise in promises {
            let Some(state) = promise.state(t) else { continue };
            let (by, kind) = (promise.answerable(t), promise.opening().kind);
            let rate = rates.entry((by, kind)).or_insert_with(|| Self::none_of(by.clone(), kind));
            let count = rate.count(state);
            *count = proven!(count.checked_add(1), else u32::MAX, "as many as promises in memory");
        }
        rates.into_values().collect()
    }

    /// The share kept in time of those that were to be kept by now: kept, kept late, late and
    /// broken. `None` when there are none.
    pub fn kept_in_time(&self) -> Option<Quotient> {
        let counts = [self.kept, self.kept_late, self.late, self.broken];
        let all = counts.into_iter().map(i128::from).try_fold(0_i128, i128::checked_add)?;
        Quotient::try_new(self.kept.into(), all)
    }

    const fn none_of(by: StaffId, kind: OurPromiseKind) -> Self {
        Self { by, kind, open: 0, late: 0, kept: 0, kept_late: 0, broken: 0, released: 0 }
    }

    const fn count(&mut self, state: OurPromiseState) -> &mut u32 {
        match state {
            OurPromiseState::Open => &mut self.open,
            OurPromiseState::Late => &mut self.late,
            OurPromiseState::Kept => &mut self.kept,
            OurPromiseState::KeptLate => &mut self.kept_late,
            OurPromiseState::Broken => &mut self.broken,
            OurPromiseState::Released => &mut self.released,
        }
    }
}

impl fmt::Display for OurPromiseRate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { by, kind, open, late, kept, kept_late, broken, released } = self;
        write!(f, "{by}, {kind}: {kept} kept in time, {kept_late} late, {broken} broken, ")?;
        write!(f, "{released} released; {open} open, {late} overdue")?;
        match self.kept_in_time() {
            Some(share) => write!(f, "; {} kept in time", share.percent()),
            None => Ok(()),
        }
    }
}

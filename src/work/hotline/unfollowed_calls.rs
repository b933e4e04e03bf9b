use std::collections::BTreeSet;
use std::fmt;

use crate::account::AccountView;
use crate::calendar::{AsOf, Day};
use crate::complaint::Complaint;
use crate::id::CustomerId;
use crate::interaction::{Interaction, InteractionKind};
use crate::letter::Letter;

/// Calls to the hotline on a day that became neither a letter nor a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct UnfollowedCalls {
    /// The day of the calls.
    pub on: Day,
    /// The calls recorded.
    pub calls: usize,
    /// The letters and complaints that came by the hotline on that day; fewer than the calls.
    pub cases: usize,
}

impl UnfollowedCalls {
    /// The days of a customer on which more calls to the hotline are recorded than letters and
    /// complaints, up to a date. Cases of other customers and of other channels do not count.
    ///
    /// # Rule
    ///
    /// > S26: calls to the hotline become letters or complaints, never neither.
    pub fn find<'a>(
        customer: &CustomerId,
        view: AccountView<'_>,
        letters: impl IntoIterator<Item = &'a Letter>,
        complaints: impl IntoIterator<Item = &'a Complaint>,
        t: AsOf,
    ) -> Vec<Self> {
        let hotline = InteractionKind::Hotline;
        let letters = letters.into_iter().map(Letter::opening);
        let letters = letters.filter(|it| it.customer == *customer && it.channel == hotline);
        let complaints = complaints.into_iter().map(Complaint::opening);
        let complaints = complaints.filter(|it| it.customer == *customer && it.channel == hotline);
        let cases: Vec<Day> = letters.map(|it| it.on).chain(complaints.map(|it| it.on)).collect();
        let calls = view.interactions().iter().filter(|it| it.kind() == hotline);
        let calls: Vec<Day> = calls.map(Interaction::day).filter(|on| t.sees(*on)).collect();
        let count = |days: &[Day], on: Day| days.iter().filter(|day| **day == on).count();
        let days: BTreeSet<Day> = calls.iter().copied().collect();
        let readings = days.into_iter().map(|on| {
            let (calls, cases) = (count(&calls, on), count(&cases, on));
            Self { on, calls, cases }
        });
        readings.filter(|it| it.cases < it.calls).collect()
    }
}

impl fmt::Display for UnfollowedCalls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { on, calls, cases } = self;
        write!(
            f,
            "of the calls to the hotline on {on}, {cases} of {calls} became a letter or a complaint"
        )
    }
}

use super::{DeskTerms, Ungraded};
use crate::calendar::{AsOf, Day};
use crate::handling::{Handling, HandlingAct, HandlingStage, HandlingStep, Subject};
use crate::id::StaffId;
use crate::lifecycle::{Entry, Reason, Stage as _, Step, TakesTurns, Trail, Turn, TurnReading};

/// The last day of a turn that has none: only a step ends it.
const WITHOUT_END: Day = Day::MAX;

/// Something with steps of its own that somebody has in hand.
pub(super) struct OnDesk<'a, K, S: Step> {
    pub(super) subject: K,
    /// The day on which it began.
    pub(super) began: Day,
    /// The one who took it.
    pub(super) by: &'a StaffId,
    pub(super) first: S::Stage,
    pub(super) trail: &'a Trail<S>,
    /// The one to whom a step of its own hands it over.
    pub(super) to: fn(&S) -> Option<&StaffId>,
    /// The turn on a date.
    pub(super) turn: &'a dyn Fn(AsOf) -> Option<TurnReading>,
}

/// A step of the matter, or of the people who have it.
enum Told<'a, S, E> {
    Own(&'a Entry<S>),
    Desk(&'a Entry<HandlingStep<E>>),
}

impl<S, E> Told<'_, S, E> {
    const fn on(&self) -> Day {
        match self {
            Self::Own(entry) => entry.on,
            Self::Desk(entry) => entry.on,
        }
    }
}

impl<K, S> OnDesk<'_, K, S>
where
    S: Step,
    S::Stage: TakesTurns,
    K: Subject<Severity = Ungraded, Closing = S::Stage>,
{
    /// The work as of a date; `None` before it began.
    ///
    /// Its own steps say that somebody has seen it, put it aside while it is the customer's turn,
    /// end it, and begin it anew. Those of people give it to somebody and put it on a shelf. On one
    /// day its own come first.
    pub(super) fn handling(
        &self,
        desk: &Trail<HandlingStep<S::Stage>>,
        t: AsOf,
        terms: &DeskTerms<'_>,
    ) -> Option<Handling<K>> {
        if !t.sees(self.began) {
            return None;
        }
        let mut told: Vec<Told<'_, S, S::Stage>> =
            self.trail.seen(t).iter().map(Told::Own).collect();
        told.extend(desk.seen(t).iter().map(Told::Desk));
        told.sort_by_key(Told::on);
        let mut work = self.begin(self.began, Some(self.by.clone()), terms);
        let mut stage = self.first;
        for step in told {
            work.pass_day(step.on(), terms);
            match step {
                Told::Own(entry) => {
                    let before = stage;
                    stage = stage.after(entry.step.act()).unwrap_or(stage);
                    work = self.follow(work, before, stage, entry, terms);
                    work.touch(entry.on, terms);
                }
                Told::Desk(entry) => take(&mut work, &entry.step, entry, terms),
            }
        }
        Some(work)
    }

    fn begin(&self, on: Day, owner: Option<StaffId>, terms: &DeskTerms<'_>) -> Handling<K> {
        Handling::open(self.subject.clone(), Ungraded::Plain, on, terms).owned_by(owner)
    }

    /// The work after a step of the matter.
    fn follow(
        &self,
        mut work: Handling<K>,
        before: S::Stage,
        after: S::Stage,
        entry: &Entry<S>,
        terms: &DeskTerms<'_>,
    ) -> Handling<K> {
        if let Some(to) = (self.to)(&entry.step) {
            take(&mut work, &HandlingStep::Assign { to: to.clone() }, entry, terms);
        }
        match (before.whose_turn(), after.whose_turn()) {
            (_, None) => end(&mut work, after, entry, terms),
            (None, Some(Turn::Ours)) => {
                let owner = work.owner().cloned();
                work = self.begin(entry.on, owner, terms);
            }
            (Some(_), Some(Turn::Ours)) => {
                if before.whose_turn() == Some(Turn::Customers) {
                    work.unshelve(entry.on, terms);
                }
                take(&mut work, &HandlingStep::Acknowledge, entry, terms);
            }
            (_, Some(Turn::Customers)) => {
                work.unshelve(entry.on, terms);
                let until = (self.turn)(AsOf::new(entry.on)).and_then(|it| it.until);
                let until = until.unwrap_or(WITHOUT_END);
                // Only a text of blanks is no reason.
                if let Ok(why) = Reason::try_new("it is the customer's turn") {
                    let shelve = HandlingStep::Shelve { until, is_once: false, why };
                    take(&mut work, &shelve, entry, terms);
                }
            }
        }
        work
    }
}

/// Takes a step of handling, where it is in turn.
pub(super) fn take<K, S>(
    work: &mut Handling<K>,
    step: &HandlingStep<K::Closing>,
    entry: &Entry<S>,
    terms: &DeskTerms<'_>,
) where
    K: Subject<Severity = Ungraded>,
{
    if work.check_turn(step.act()).is_ok() {
        work.apply(step, &entry.by, entry.on, terms);
    }
}

/// Ends the work, however far it was.
pub(super) fn end<K, S>(
    work: &mut Handling<K>,
    end: K::Closing,
    entry: &Entry<S>,
    terms: &DeskTerms<'_>,
) where
    K: Subject<Severity = Ungraded>,
{
    if work.stage() == HandlingStage::Investigating {
        take(work, &HandlingStep::FindCause { is_primary: true }, entry, terms);
    }
    if work.stage() == HandlingStage::Handling {
        take(work, &HandlingStep::Finish, entry, terms);
    }
    if work.stage() == HandlingStage::CauseKnown {
        take(work, &HandlingStep::Resolve, entry, terms);
    }
    work.end(end, entry.on);
    debug_assert!(work.stage().after(HandlingAct::End).is_none(), "it has ended");
}

//! The feeds of a book in which facts have versions.

use crate::account::ledger::{FeedStep, Ledger, Lists, Spans, Tables};
use crate::account::past::{Composition, compose};
use crate::account::versions::{FactTrail, History, Standing};
use crate::account::{Fact, Feeds};
use crate::calendar::{AsOf, Day};
use crate::intake::Feed;

/// The first day of each feed by the facts without versions: in a pass over the whole ledger.
pub(super) fn firm_feeds(ledger: &Ledger) -> Feeds {
    let (mut feeds, none) = (Feeds::default(), Lists::default());
    for (key, row) in ledger.keys().zip(&ledger.rows) {
        let now = ledger.sparse(key).map_or(&none, |sparse| &sparse.lists);
        match ledger.histories.get(&key) {
            None => note(&mut feeds, &ledger.tables, &row.spans, now),
            Some(history) => {
                let firm = compose(ledger, key, history, |_: &FactTrail| Standing::Void);
                if let Some(Composition { mut runs, listed }) = firm {
                    let mut tables = Tables::default();
                    let spans = runs.swap(&mut tables);
                    note(&mut feeds, &tables, &spans, listed.as_ref().map_or(now, |it| &it.lists));
                }
            }
        }
    }
    feeds
}

fn note(feeds: &mut Feeds, tables: &Tables, spans: &Spans, lists: &Lists) {
    for (feed, day) in tables.feeds(spans).chain(lists.feeds()) {
        feeds.note(feed, day);
    }
}

/// The feeds as of `t`.
pub(crate) fn feeds_at(ledger: &Ledger, t: AsOf) -> &Feeds {
    const NONE: &Feeds = &Feeds::NONE;
    let Some(firm) = ledger.firm_feeds else { return &ledger.feeds };
    let steps = ledger.feed_steps.get_or_init(|| feed_steps(ledger, firm));
    let known = steps.iter().rev().find(|step| t.sees(step.from));
    known.map_or(NONE, |step| &step.feeds)
}

/// Days on which a feed has a fact by its versions, whatever the facts without versions say.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    feed: Feed,
    from: Day,
    /// The first day on which it has none again.
    until: Option<Day>,
    /// The day of the fact.
    day: Day,
}

/// The feeds on all days: each holds until the next.
fn feed_steps(ledger: &Ledger, firm: Feeds) -> Vec<FeedStep> {
    let histories = ledger.histories.values();
    let early = histories.flat_map(|history| {
        history.trails().iter().flat_map(|trail| stretches(history, trail, &firm))
    });
    let stretches = merged(early.collect());
    let mut days: Vec<Day> =
        stretches.iter().flat_map(|it| [Some(it.from), it.until]).flatten().collect();
    days.extend(firm.days());
    days.sort_unstable();
    days.dedup();
    let step = |from: Day| {
        let mut feeds = firm;
        let covers = |it: &&Stretch| it.from <= from && it.until.is_none_or(|until| from < until);
        for it in stretches.iter().filter(covers) {
            feeds.note(it.feed, it.day);
        }
        FeedStep { from, feeds }
    };
    days.into_iter().map(step).collect()
}

/// The stretches of the versions of a fact that lie before all of their feed.
fn stretches<'h>(
    history: &'h History,
    trail: &'h FactTrail,
    firm: &'h Feeds,
) -> impl Iterator<Item = Stretch> {
    let versions = trail.versions();
    let next = versions.iter().skip(1).map(|it| Some(it.known_from)).chain([None]);
    let early = versions.iter().zip(next).filter_map(|(version, until)| {
        let fact = version.fact.as_ref()?;
        let (feed, day) = fact.feed().filter(|(feed, day)| leads(firm, *feed, *day))?;
        let from = version.known_from.max(day);
        let is_seen = until.is_none_or(|until| from < until);
        is_seen.then_some((fact, Stretch { feed, from, until, day }))
    });
    early.flat_map(|(fact, whole)| beside_invoices(history, fact, whole))
}

/// The parts of a stretch on which the fact is not void with the invoices that it settles.
fn beside_invoices(history: &History, fact: &Fact, whole: Stretch) -> Vec<Stretch> {
    let Stretch { from, until, .. } = whole;
    let is_within = |day: &Day| *day > from && until.is_none_or(|until| *day < until);
    let mut days: Vec<Day> = history.changes_of_invoices(fact).filter(is_within).collect();
    days.push(from);
    days.sort_unstable();
    days.dedup();
    let ends = days.iter().skip(1).copied().map(Some).chain([until]);
    let parts = days.iter().zip(ends).map(|(from, until)| Stretch { from: *from, until, ..whole });
    parts.filter(|it| !history.is_void_with_invoices(fact, AsOf::new(it.from))).collect()
}

/// Stretches of a feed that touch each other are one.
fn merged(mut all: Vec<Stretch>) -> Vec<Stretch> {
    all.sort_unstable_by_key(|it| (it.feed, it.from));
    let mut merged: Vec<Stretch> = Vec::new();
    for next in all {
        match merged.last_mut() {
            Some(last)
                if last.feed == next.feed && last.until.is_none_or(|until| next.from <= until) =>
            {
                last.until = last.until.zip(next.until).map(|(a, b)| a.max(b));
                last.day = last.day.min(next.day);
            }
            Some(_) | None => merged.push(next),
        }
    }
    merged
}

/// The feeds by all that is known now: in a pass over the whole ledger.
pub(super) fn feeds_now(ledger: &Ledger, firm: Feeds) -> Feeds {
    let mut feeds = firm;
    for history in ledger.histories.values() {
        let last = history.trails().iter().filter_map(FactTrail::last);
        let standing = last.filter(|it| !history.is_void_with_invoices(it, AsOf::new(Day::MAX)));
        for (feed, day) in standing.filter_map(Fact::feed) {
            feeds.note(feed, day);
        }
    }
    feeds
}

/// Tells whether a fact is the first of its feed.
pub(super) fn is_first(feeds: &Feeds, fact: &Fact) -> bool {
    fact.feed().is_some_and(|(feed, day)| feeds.first(feed) == Some(day))
}

/// Tells whether a day lies before all of a feed.
fn leads(feeds: &Feeds, feed: Feed, day: Day) -> bool {
    feeds.first(feed).is_none_or(|from| day < from)
}

/// Tells whether a feed begins earlier by a fact than by these.
pub(super) fn begins_by(feeds: &Feeds, fact: &Fact) -> bool {
    fact.feed().is_some_and(|(feed, day)| leads(feeds, feed, day))
}

/// Tells whether a feed begins by a fact, or earlier by it than by these.
pub(super) fn is_early(feeds: &Feeds, fact: &Fact) -> bool {
    is_first(feeds, fact) || begins_by(feeds, fact)
}

//! Many events at once.
//!
//! Small batches are recorded and judged one event after the other, with their customers prefetched
//! together. A large batch is taken in stretches that threads share: they prefetch the customers of
//! a stretch and judge them; in between its facts are recorded, in parallel when each is about
//! another customer, otherwise one after the other.

use std::mem;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::{Assessor, Judgement};
use crate::account::{AccountAsOf, AccountView, CustomerFact, Feeds};
use crate::book::{Book, BookError};
use crate::engine::{mix, parallel};
use crate::id::CustomerKey;
use crate::lapse::OwnDays;

/// Facts prefetched together: as many as memory answers at once. A thread takes as many at once.
const PREFETCH_BATCH: usize = 16;

/// Facts from which threads share the work: fewer are done before the threads have begun.
const PARALLEL_MIN: usize = if parallel::IS_PARALLEL { STRETCH_LEN } else { usize::MAX };

/// Facts recorded before their customers are judged: enough for threads to share, and few enough
/// for their customers, a kilobyte or two each, to stay in a second-level cache.
const STRETCH_LEN: usize = 1 << 8;

type Judged = Result<Judgement, BookError>;

/// The state of a fact within a batch.
#[derive(Debug)]
enum Progress {
    Refused(Box<BookError>),
    /// Recorded, when the book had these feeds: later facts may begin others. Nothing else that a
    /// judgement sees comes from another customer.
    Recorded(Feeds),
    Judged(Judgement),
}

impl From<Result<Feeds, Box<BookError>>> for Progress {
    fn from(recorded: Result<Feeds, Box<BookError>>) -> Self {
        recorded.map_or_else(Self::Refused, Self::Recorded)
    }
}

/// The hash of a customer in a table of a stretch.
fn hash(key: CustomerKey) -> u64 {
    mix(key.position())
}

fn customers_are_distinct(facts: &[CustomerFact]) -> bool {
    let mut seen = HashTable::<CustomerKey>::with_capacity(facts.len());
    facts.iter().map(|it| it.customer).all(|key| {
        match seen.entry(hash(key), |it| *it == key, |it| hash(*it)) {
            Entry::Occupied(_) => false,
            Entry::Vacant(entry) => {
                entry.insert(key);
                true
            }
        }
    })
}

/// A book that takes a batch of facts.
#[derive(Debug)]
pub(super) struct Batch<'b, 'a> {
    book: &'b mut Book,
    assessor: &'b Assessor<'a>,
}

impl<'b, 'a> Batch<'b, 'a> {
    pub(super) const fn new(book: &'b mut Book, assessor: &'b Assessor<'a>) -> Self {
        Self { book, assessor }
    }

    pub(super) fn take(mut self, facts: &[CustomerFact]) -> Vec<Judged> {
        // Where facts have versions, feeds depend on the day; merged customers share theirs.
        if facts.len() < PARALLEL_MIN || !self.book.ledger().is_plain() {
            self.take_in_turn(facts)
        } else {
            parallel::among_threads(|| self.take_in_stretches(facts))
        }
    }

    fn take_in_turn(&mut self, facts: &[CustomerFact]) -> Vec<Judged> {
        let mut judged = Vec::with_capacity(facts.len());
        for few in facts.chunks(PREFETCH_BATCH) {
            self.prefetch_facts(few);
            for CustomerFact { customer, fact } in few {
                let recorded = self.book.record_fact(*customer, fact);
                let t = self.assessor.as_of();
                let account = recorded.and_then(|()| self.book.account_at(*customer, t));
                judged.push(account.map(|account| self.assessor.judge(account.view())));
            }
        }
        judged
    }

    fn take_in_stretches(&mut self, facts: &[CustomerFact]) -> Vec<Judged> {
        let mut judged = Vec::with_capacity(facts.len());
        for stretch in facts.chunks(STRETCH_LEN) {
            parallel::map(stretch.chunks(PREFETCH_BATCH).collect(), |few| self.prefetch_facts(few));
            let mut progress = if customers_are_distinct(stretch) {
                let recorded = self.book.record_in_parallel(stretch);
                recorded.into_iter().map(Progress::from).collect()
            } else {
                self.record_in_turn(stretch)
            };
            let batches = stretch.chunks(PREFETCH_BATCH);
            let batches = batches.zip(progress.chunks_mut(PREFETCH_BATCH)).collect();
            parallel::map(batches, |(few, progress)| self.judge_recorded(few, progress));
            judged.extend(stretch.iter().zip(progress).map(|(fact, progress)| match progress {
                Progress::Judged(judgement) => Ok(judgement),
                Progress::Refused(refusal) => Err(*refusal),
                // Nothing is recorded of a customer that is not in the book.
                Progress::Recorded(_) => {
                    Err(BookError::UnknownKey { position: fact.customer.position() })
                }
            }));
        }
        judged
    }

    /// Prefetches the memory needed to record a few facts and to judge their customers.
    fn prefetch_facts(&self, few: &[CustomerFact]) {
        self.prefetch_customers(few);
        for it in few {
            self.book.ledger().prefetch_document(it.customer, &it.fact);
        }
    }

    fn prefetch_customers(&self, few: &[CustomerFact]) {
        for it in few {
            self.book.ledger().prefetch_row(it.customer);
        }
        for it in few {
            self.book.ledger().prefetch_customer(it.customer);
        }
    }

    /// Records facts one after the other. A customer with several of them is judged before the next
    /// of them is recorded; all others are left to be judged later.
    fn record_in_turn(&mut self, facts: &[CustomerFact]) -> Vec<Progress> {
        let mut latest = HashTable::<(CustomerKey, usize)>::with_capacity(facts.len());
        let mut all: Vec<Progress> = Vec::with_capacity(facts.len());
        for (place, CustomerFact { customer: key, fact }) in facts.iter().enumerate() {
            match latest.entry(hash(*key), |(it, _)| it == key, |(it, _)| hash(*it)) {
                Entry::Vacant(entry) => drop(entry.insert((*key, place))),
                Entry::Occupied(mut entry) => {
                    let (_, before) = mem::replace(entry.get_mut(), (*key, place));
                    if let Some(progress) = all.get_mut(before) {
                        self.judge_one(*key, progress);
                    }
                }
            }
            let recorded = self.book.record_fact(*key, fact).map(|()| self.book.feeds());
            all.push(Progress::from(recorded.map_err(Box::new)));
        }
        all
    }

    fn judge_one(&self, key: CustomerKey, progress: &mut Progress) {
        if let Some(account) = self.account_recorded(key, progress) {
            *progress = Progress::Judged(self.assessor.judge(account.view()));
        }
    }

    /// Judges the customers of those facts that were recorded and have not been judged yet.
    fn judge_recorded(&self, few: &[CustomerFact], progress: &mut [Progress]) {
        // Another thread may have prefetched them, and others have come since.
        self.prefetch_customers(few);
        let accounts = few.iter().zip(&*progress);
        let accounts = accounts.map(|(fact, it)| self.account_recorded(fact.customer, it));
        let accounts: Vec<Option<AccountAsOf<'_>>> = accounts.collect();
        let views = accounts.iter().map(|it| it.as_ref().map(AccountAsOf::view));
        let views: Vec<Option<AccountView<'_>>> = views.collect();
        let own_days = views.iter().map(|view| view.map(|view| self.assessor.own_days(view)));
        let own_days: Vec<OwnDays<'_>> = own_days.map(Option::unwrap_or_default).collect();
        let rhythms = views.iter().zip(&own_days);
        let rhythms = rhythms.map(|(view, own_days)| self.assessor.rhythm((*view)?, own_days));
        let signals = self.assessor.signals(&rhythms.collect::<Vec<_>>());
        let judgements: Vec<Option<Judgement>> = views
            .into_iter()
            .zip(&own_days)
            .zip(signals)
            .map(|((view, own_days), signal)| {
                Some(self.assessor.judge_from(view?, own_days, signal))
            })
            .collect();
        for (progress, judgement) in progress.iter_mut().zip(judgements) {
            if let Some(judgement) = judgement {
                *progress = Progress::Judged(judgement);
            }
        }
    }

    /// The account of a customer with a recorded fact that is not judged yet.
    fn account_recorded<'v>(
        &'v self,
        key: CustomerKey,
        progress: &'v Progress,
    ) -> Option<AccountAsOf<'v>> {
        match progress {
            Progress::Recorded(feeds) => {
                let account = self.book.ledger().account_at(key, self.assessor.as_of())?;
                Some(account.with_feeds(feeds))
            }
            Progress::Refused(_) | Progress::Judged(_) => None,
        }
    }
}

//! Many events at once.
//!
//! Few of them are brought near together and taken one after the other. Of many, all customers of a stretch are
//! brought near on all threads and judged on all threads. In between the facts are recorded: sales on one thread and
//! everything else on another when each is about another customer, otherwise one after the other.

use std::mem;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::{Book, BookError};
use crate::account::{AccountView, Fact, Feeds};
use crate::engine::{mix, parallel};
use crate::id::CustomerKey;
use crate::lapse::Rhythm;
use crate::policy::{Assessor, Judgement};

/// How many facts are brought near together: as many as memory answers at once, and few enough to stay near until
/// their turn. A thread takes as many at once.
const FEW: usize = 16;

/// From how many facts on threads share the work: it takes a while until they are at it.
const MANY: usize = if cfg!(feature = "rayon") { STRETCH } else { usize::MAX };

/// How many facts are recorded before their customers are judged: enough for threads to share, and few enough for what
/// they need, a kilobyte or two each, to stay in a second-level cache.
const STRETCH: usize = 1 << 8;

type KeyedFact = (CustomerKey, Fact);
type Judged = Result<Judgement, BookError>;

/// What became of a fact so far.
#[derive(Debug)]
enum Answer {
    Refused(Box<BookError>),
    /// Recorded, when the book had these feeds: later facts may begin others. Nothing else that a judgement sees
    /// comes from another customer.
    Taken(Feeds),
    Judged(Judgement),
}

impl Answer {
    fn of(taken: Result<Feeds, Box<BookError>>) -> Self {
        taken.map_or_else(Self::Refused, Self::Taken)
    }
}

/// Where a table of customers looks for one.
fn place_of(key: CustomerKey) -> u64 {
    mix(key.position())
}

/// Whether no two of these facts are about the same customer.
fn come_once(facts: &[KeyedFact]) -> bool {
    let mut seen = HashTable::<CustomerKey>::with_capacity(facts.len());
    facts.iter().all(|(key, _)| {
        match seen.entry(place_of(*key), |it| it == key, |it| place_of(*it)) {
            Entry::Occupied(_) => false,
            Entry::Vacant(entry) => {
                entry.insert(*key);
                true
            }
        }
    })
}

impl Book {
    /// Records facts and judges the customer of each right after it, as [`record_and_judge`](Self::record_and_judge) does one
    /// after the other: the answers are in the order of the facts, and a refused fact changes nothing and keeps
    /// none of the others out. Sooner than one by one in a large book, since customers are brought near together;
    /// a block of some dozens is enough. With the feature `rayon` threads share a block of some hundreds or more: they bring
    /// customers near and judge them, and one records sales while another records the rest, as long as no customer comes twice
    /// within a stretch of some hundreds.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy, trade::Sale};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// let policy = Policy::default();
    /// let assessor = book.assessor("2026-03-31".parse()?, &policy);
    /// let sale = Sale::new("S1".parse()?, "2026-03-20".parse()?, "CNY 5".parse()?);
    /// let twice = [(li, sale.clone().into()), (li, sale.into())];
    /// let judged = book.record_and_judge_all(&twice, &assessor);
    /// assert!(matches!(judged.as_slice(), [Ok(first), Err(_)] if first.purchases.minor() == 5_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record_and_judge_all(
        &mut self,
        facts: &[(CustomerKey, Fact)],
        assessor: &Assessor<'_>,
    ) -> Vec<Result<Judgement, BookError>> {
        if facts.len() < MANY {
            self.take_few(facts, assessor)
        } else {
            parallel::among_threads(|| self.take_many(facts, assessor))
        }
    }

    /// A few at a time, each recorded and judged in its turn.
    fn take_few(&mut self, facts: &[KeyedFact], assessor: &Assessor<'_>) -> Vec<Judged> {
        let mut judged = Vec::with_capacity(facts.len());
        for few in facts.chunks(FEW) {
            self.bring_facts_near(few);
            judged.extend(few.iter().map(|(key, fact)| self.take_and_judge(*key, fact, assessor)));
        }
        judged
    }

    /// A stretch at a time, with all threads.
    fn take_many(&mut self, facts: &[KeyedFact], assessor: &Assessor<'_>) -> Vec<Judged> {
        let mut judged = Vec::with_capacity(facts.len());
        for stretch in facts.chunks(STRETCH) {
            parallel::map(stretch.chunks(FEW).collect(), |few| self.bring_facts_near(few));
            let mut answers = if come_once(stretch) {
                self.take_apart(stretch).into_iter().map(Answer::of).collect()
            } else {
                self.take_in_turn(stretch, assessor)
            };
            let each_few = stretch.chunks(FEW).zip(answers.chunks_mut(FEW)).collect();
            parallel::map(each_few, |(few, answers)| self.judge_taken(few, answers, assessor));
            judged.extend(stretch.iter().zip(answers).map(|((key, _), answer)| match answer {
                Answer::Judged(judgement) => Ok(judgement),
                Answer::Refused(refusal) => Err(*refusal),
                // Nothing is taken of a customer that there is not.
                Answer::Taken(_) => Err(BookError::UnknownKey { position: key.position() }),
            }));
        }
        judged
    }

    /// Brings near what it takes to record a few facts and to judge their customers.
    fn bring_facts_near(&self, few: &[KeyedFact]) {
        self.bring_customers_near(few);
        for (_, fact) in few {
            self.ledger().prefetch_document(fact);
        }
    }

    fn bring_customers_near(&self, few: &[KeyedFact]) {
        for (key, _) in few {
            self.ledger().prefetch_row(*key);
        }
        for (key, _) in few {
            self.ledger().prefetch_customer(*key);
        }
    }

    /// Records facts one after the other. A customer with several of them is judged before the next of them is
    /// taken, all others are left to be judged later.
    fn take_in_turn(&mut self, facts: &[KeyedFact], assessor: &Assessor<'_>) -> Vec<Answer> {
        let mut latest = HashTable::<(CustomerKey, usize)>::with_capacity(facts.len());
        let mut answers: Vec<Answer> = Vec::with_capacity(facts.len());
        for (place, (key, fact)) in facts.iter().enumerate() {
            match latest.entry(place_of(*key), |(it, _)| it == key, |(it, _)| place_of(*it)) {
                Entry::Vacant(entry) => drop(entry.insert((*key, place))),
                Entry::Occupied(mut entry) => {
                    let (_, before) = mem::replace(entry.get_mut(), (*key, place));
                    if let Some(answer) = answers.get_mut(before) {
                        let view = self.view_taken(*key, answer);
                        if let Some(judgement) = view.map(|view| assessor.judge(view)) {
                            *answer = Answer::Judged(judgement);
                        }
                    }
                }
            }
            let taken = self.take(*key, fact).map(|()| self.feeds());
            answers.push(Answer::of(taken.map_err(Box::new)));
        }
        answers
    }

    /// Judges the customers of those of a few facts that were taken and have not been judged yet.
    fn judge_taken(&self, few: &[KeyedFact], answers: &mut [Answer], assessor: &Assessor<'_>) {
        // Another thread may have brought them near, and others have come since.
        self.bring_customers_near(few);
        let views = few.iter().zip(&*answers).map(|((key, _), it)| self.view_taken(*key, it));
        let views: Vec<Option<AccountView<'_>>> = views.collect();
        let t = assessor.as_of();
        let rhythms = views.iter().map(|view| Rhythm::from_sales((*view)?.sales(), t));
        let signals = assessor.signals(&rhythms.collect::<Vec<_>>());
        let each = views.into_iter().zip(signals);
        let each = each.map(|(view, signal)| Some(assessor.judge_given(view?, signal)));
        let each: Vec<Option<Judgement>> = each.collect();
        for (answer, judgement) in answers.iter_mut().zip(each) {
            if let Some(judgement) = judgement {
                *answer = Answer::Judged(judgement);
            }
        }
    }

    /// What judgements see of a customer of whom a fact was taken and not judged yet.
    fn view_taken<'a>(&'a self, key: CustomerKey, answer: &'a Answer) -> Option<AccountView<'a>> {
        match answer {
            Answer::Taken(feeds) => Some(self.view(key)?.with_feeds(feeds)),
            Answer::Refused(_) | Answer::Judged(_) => None,
        }
    }
}

use super::{Book, BookError};
use crate::account::Fact;
use crate::id::CustomerKey;
use crate::policy::{Assessor, Judgement, Readings};

/// What to do when a fact of a batch is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OnRefusal {
    /// Leave it out and take the facts after it.
    GoOn,
    /// Take none of the facts after it.
    Stop,
}

/// What became of a batch of facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Recorded {
    /// How many facts were taken.
    pub taken: usize,
    /// Every refused fact by its place in the batch, from 0, and why; in the order of the batch.
    pub refused: Vec<(usize, BookError)>,
    /// The customers that a fact was taken of, each once, in the order of their registration.
    pub changed: Vec<CustomerKey>,
}

/// One more event, or many of them as they come from a queue or a file.
impl Book {
    /// Judges one customer, given what the whole book says, see [`assessor`](Self::assessor). The same as a review says of it, but for
    /// what takes the whole book: classes and quadrants.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy, warning::{Outcome, Rule}};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// let policy = Policy::default();
    /// let t = "2026-03-31".parse()?;
    /// let assessor = book.assessor(t, &policy);
    /// let outcome = book.judge(li, &assessor).map(|readings| readings.outcome(Rule::Incident));
    /// assert_eq!(outcome, Some(Outcome::Clear));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn judge(&self, key: CustomerKey, assessor: &Assessor<'_>) -> Option<Readings<'_>> {
        self.ledger().prefetch_customer(key);
        self.view(key).map(|view| assessor.read(view))
    }

    /// Records a fact about a customer and judges it again, without evidence: what a stream does with every
    /// event. The same as [`record`](Self::record) and then the outcomes of [`judge`](Self::judge), and sooner in a
    /// large book, since all that both need of the customer is brought near at once.
    ///
    /// # Errors
    ///
    /// When the fact is refused, see [`RecordError`](crate::account::RecordError); then nothing has changed.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy, trade::Sale, warning::{Outcome, Rule}};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// let policy = Policy::default();
    /// let assessor = book.assessor("2026-03-31".parse()?, &policy);
    /// let sale = Sale::new("S1".parse()?, "2026-03-20".parse()?, "CNY 5".parse()?);
    /// let judgement = book.record_and_judge(li, sale, &assessor)?;
    /// assert_eq!(judgement.outcome(Rule::Loss), Outcome::Clear);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record_and_judge(
        &mut self,
        key: CustomerKey,
        fact: impl Into<Fact>,
        assessor: &Assessor<'_>,
    ) -> Result<Judgement, BookError> {
        let fact = fact.into();
        self.ledger().prefetch_document(&fact);
        self.ledger().prefetch_customer(key);
        self.take_and_judge(key, &fact, assessor)
    }

    pub(super) fn take_and_judge(
        &mut self,
        key: CustomerKey,
        fact: &Fact,
        assessor: &Assessor<'_>,
    ) -> Result<Judgement, BookError> {
        self.take(key, fact)?;
        let view = self.view(key).ok_or(BookError::UnknownKey { position: key.position() })?;
        Ok(assessor.judge(view))
    }

    /// Records facts one after the other, in the order given: the book is as after
    /// [`record`](Self::record) of each. A refused fact changes nothing and is told with its place;
    /// what was taken before it stays.
    ///
    /// ```
    /// use guanxi::book::{Book, OnRefusal};
    /// use guanxi::customer::Customer;
    /// use guanxi::trade::Sale;
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// let li = book.register(Customer::new("Li".parse()?))?;
    /// let sale = Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 100".parse()?);
    /// let recorded = book.record_all([(li, sale.clone()), (li, sale)], OnRefusal::GoOn);
    /// assert_eq!((recorded.taken, recorded.changed), (1, vec![li]));
    /// let [(place, error)] = recorded.refused.as_slice() else { return Err("one".into()) };
    /// assert_eq!((*place, error.to_string()), (1, "customer Li: sale S1 is recorded already, with the same content".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record_all<F: Into<Fact>>(
        &mut self,
        facts: impl IntoIterator<Item = (CustomerKey, F)>,
        on_refusal: OnRefusal,
    ) -> Recorded {
        let mut recorded = Recorded::default();
        for (place, (key, fact)) in facts.into_iter().enumerate() {
            match (self.record(key, fact), on_refusal) {
                (Ok(()), _) => {
                    recorded.taken = recorded.taken.saturating_add(1);
                    recorded.changed.push(key);
                }
                (Err(error), OnRefusal::GoOn) => recorded.refused.push((place, error)),
                (Err(error), OnRefusal::Stop) => {
                    recorded.refused.push((place, error));
                    break;
                }
            }
        }
        recorded.changed.sort_unstable();
        recorded.changed.dedup();
        recorded
    }

    /// Judges some customers, in the order given, see [`judge`](Self::judge); keys of other books
    /// are left out.
    ///
    /// ```
    /// # use guanxi::{book::{Book, OnRefusal}, customer::Customer, policy::Policy, trade::Sale};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// # let sale = Sale::new("S1".parse()?, "2026-01-05".parse()?, "CNY 100".parse()?);
    /// let recorded = book.record_all([(li, sale)], OnRefusal::Stop);
    /// let (policy, t) = (Policy::default(), "2026-01-31".parse()?);
    /// let assessor = book.assessor(t, &policy);
    /// let bought = book.judge_each(&recorded.changed, &assessor).map(|(_, it)| it.purchases.minor());
    /// assert_eq!(bought.collect::<Vec<_>>(), [100_00]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn judge_each<'b>(
        &'b self,
        keys: &'b [CustomerKey],
        assessor: &'b Assessor<'b>,
    ) -> impl Iterator<Item = (CustomerKey, Readings<'b>)> {
        keys.iter().filter_map(|key| Some((*key, self.judge(*key, assessor)?)))
    }
}

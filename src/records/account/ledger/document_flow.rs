use crate::calendar::{AsOf, Day};
use crate::intake::insert_sorted;
use crate::money::{Amount, Total};
use crate::trade::{DocumentFlow, DocumentStage};

/// A document at a stage, and what it had there before any value flowed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'a> {
    pub(crate) stage: DocumentStage,
    pub(crate) document: &'a str,
    /// The day from which it had its own amount.
    pub(crate) since: Day,
    /// Its own amount: that of an order, zero for a document that only takes value in.
    pub(crate) amount: Total,
}

/// The value that the documents of a customer have handed on, in the order of recording.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct DocumentFlows<'a>(&'a [DocumentFlow]);

impl<'a> DocumentFlows<'a> {
    /// The flows of a list.
    pub(crate) const fn new(list: &'a [DocumentFlow]) -> Self {
        Self(list)
    }

    /// The amounts that a document has taken in at a stage, and those it has handed on, which are
    /// negative: each with its day.
    fn moves(
        self,
        stage: DocumentStage,
        document: &'a str,
    ) -> impl Iterator<Item = (Day, Total)> + 'a {
        self.0.iter().flat_map(move |it| {
            let amount = it.amount.amount().to_total();
            let came = it.to.stage == stage && it.to.document.as_str() == document;
            let left = it.from.stage == stage && it.from.document.as_str() == document;
            let came = came.then_some((it.date, amount));
            came.into_iter().chain(left.then_some((it.date, Total::ZERO.minus(amount))))
        })
    }

    /// The amount that a document may still hand on from a day on, so that at no later moment more
    /// has left than had come.
    pub(crate) fn left_from(self, source: Source<'a>, from: Day) -> Total {
        let moves = || self.moves(source.stage, source.document);
        let at = |day: Day| {
            let own = if source.since <= day { source.amount } else { Total::ZERO };
            let by_then = moves().filter(|(moved, _)| *moved <= day);
            by_then.fold(own, |sum, (_, amount)| sum.plus(amount))
        };
        let later = moves().map(|(day, _)| day).filter(|day| *day > from);
        later.map(at).fold(at(from), Total::min).or_zero()
    }

    /// Tells whether a document has taken anything in at a stage.
    pub(crate) fn has(self, stage: DocumentStage, document: &'a str) -> bool {
        self.moves(stage, document).next().is_some()
    }

    /// The amount that a document has taken in at a stage, on any day.
    pub(crate) fn taken_in(self, stage: DocumentStage, document: &str) -> Total {
        let into = self.0.iter().filter(|it| it.to.stage == stage);
        into.filter(|it| it.to.document.as_str() == document).map(|it| it.amount.amount()).collect()
    }

    /// The amount of all documents that rests at a stage at `t`. A return takes nothing from the
    /// invoice, which stands until it is credited.
    pub(crate) fn standing_at(self, stage: DocumentStage, t: AsOf) -> Total {
        let amount = |it: &DocumentFlow| it.amount.amount();
        let came: Total = self.seen(t).filter(|it| it.to.stage == stage).map(amount).collect();
        let left = self.seen(t).filter(|it| it.from.stage == stage && !is_return(it));
        came.minus(left.map(amount).collect::<Total>())
    }

    /// The amounts of the goods returned for an invoice, with their days.
    pub(crate) fn returned(self, invoice: &'a str) -> impl Iterator<Item = (Day, Amount)> + 'a {
        let of_invoice = move |it: &&DocumentFlow| it.from.document.as_str() == invoice;
        let returns = self.0.iter().filter(|it| is_return(it)).filter(of_invoice);
        returns.map(|it| (it.date, it.amount.amount()))
    }

    /// Tells whether any goods were returned by `t`.
    pub(crate) fn has_returns(self, t: AsOf) -> bool {
        self.seen(t).any(is_return)
    }

    /// The flows seen at `t`.
    pub(crate) fn seen(self, t: AsOf) -> impl Iterator<Item = &'a DocumentFlow> {
        self.0.iter().filter(move |it| t.sees(it.date))
    }
}

fn is_return(flow: &DocumentFlow) -> bool {
    flow.to.stage == DocumentStage::Returned
}

/// An amount taken from an open order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Outflow {
    /// The handle of the order.
    order: u32,
    day: Day,
    amount: Amount,
}

/// The amounts taken from the open orders of a customer, by order, then day.
#[derive(Debug, Clone, Default)]
pub(crate) struct OrderOutflow(Vec<Outflow>);

impl OrderOutflow {
    /// Adds an amount taken from an order.
    pub(crate) fn add(&mut self, order: u32, day: Day, amount: Amount) {
        let outflow = Outflow { order, day, amount };
        insert_sorted(&mut self.0, outflow, |it| *it > outflow);
    }

    /// Takes in the amounts of another customer's orders.
    pub(crate) fn absorb(&mut self, other: Self) {
        for outflow in other.0 {
            insert_sorted(&mut self.0, outflow, |it| *it > outflow);
        }
    }

    /// Forgets what is taken after `t`.
    pub(crate) fn forget_after(&mut self, t: AsOf) {
        self.0.retain(|it| t.sees(it.day));
    }

    /// The amount taken from an order by `t`.
    pub(crate) fn taken_by(&self, order: u32, t: AsOf) -> Total {
        let first = self.0.partition_point(|it| it.order < order);
        let taken = self.0.iter().skip(first).take_while(|it| it.order == order);
        taken.filter(|it| t.sees(it.day)).map(|it| it.amount).collect()
    }
}

//! The value that a customer's documents have handed on.

use crate::calendar::{AsOf, Day};
use crate::money::{Amount, Total};
use crate::trade::{Handover, Stage};

/// All hand-overs of a customer.
#[derive(Debug, Clone, Default)]
pub(super) struct Handovers {
    /// In the order of their recording.
    all: Vec<Handover>,
    /// What was taken from open orders: the handle of the order, the day, how much; in that order.
    from_orders: Vec<(u32, Day, Amount)>,
}

impl Handovers {
    /// The recorded hand-over between the same two documents.
    pub(super) fn find(&self, handover: &Handover) -> Option<&Handover> {
        self.all.iter().find(|it| {
            (it.source, &it.from, it.stage, &it.document)
                == (handover.source, &handover.from, handover.stage, &handover.document)
        })
    }

    /// Adds a hand-over, with the handle of the order that it takes from.
    pub(super) fn add(&mut self, handover: Handover, order: Option<u32>) {
        if let Some(handle) = order {
            let line = (handle, handover.date, handover.amount.amount());
            let place = self.from_orders.partition_point(|it| *it <= line);
            self.from_orders.insert(place, line);
        }
        self.all.push(handover);
    }

    /// What a document has taken in at a stage, and what it has handed on: each a day and an amount.
    fn moves<'a>(
        &'a self,
        stage: Stage,
        document: &'a str,
    ) -> impl Iterator<Item = (Day, Total)> + 'a {
        self.all.iter().flat_map(move |it| {
            let amount = it.amount.amount().to_total();
            let came = it.stage == stage && it.document.as_str() == document;
            let left = it.source == stage && it.from.as_str() == document;
            let came = came.then_some((it.date, amount));
            came.into_iter().chain(left.then_some((it.date, Total::ZERO.minus(amount))))
        })
    }

    /// What may still be handed on by a document from a day on, so that at no later moment more has
    /// left than had come. Given is what it had from the start, and since when.
    pub(super) fn left_from(
        &self,
        stage: Stage,
        document: &str,
        (began, start): (Day, Total),
        from: Day,
    ) -> Total {
        let at = |day: Day| {
            let from_start = if began <= day { start } else { Total::ZERO };
            let moves = self.moves(stage, document).filter(|(moved, _)| *moved <= day);
            moves.fold(from_start, |sum, (_, amount)| sum.plus(amount))
        };
        let later = self.moves(stage, document).map(|(day, _)| day).filter(|day| *day > from);
        later.map(at).fold(at(from), Total::min).or_zero()
    }

    /// Whether a document has taken anything in at a stage.
    pub(super) fn has(&self, stage: Stage, document: &str) -> bool {
        self.moves(stage, document).next().is_some()
    }

    /// What a document has taken in at a stage, whenever.
    pub(super) fn taken_in(&self, stage: Stage, document: &str) -> Total {
        let into = self.all.iter().filter(|it| it.stage == stage);
        into.filter(|it| it.document.as_str() == document).map(|it| it.amount.amount()).collect()
    }

    /// What was taken from an order by `t`.
    pub(super) fn taken_from_order(&self, order: u32, t: AsOf) -> Total {
        let first = self.from_orders.partition_point(|(handle, ..)| *handle < order);
        let taken = self.from_orders.iter().skip(first).take_while(|(handle, ..)| *handle == order);
        taken.filter(|(_, day, _)| t.sees(*day)).map(|(.., amount)| *amount).collect()
    }

    /// What stands at a stage at `t`, all documents together.
    pub(super) fn standing_at(&self, stage: Stage, t: AsOf) -> Total {
        let seen = || self.all.iter().filter(|it| t.sees(it.date));
        let amount = |it: &Handover| it.amount.amount();
        let came: Total = seen().filter(|it| it.stage == stage).map(amount).collect();
        came.minus(seen().filter(|it| it.source == stage).map(amount).collect::<Total>())
    }

    /// The hand-overs seen at `t`, in the order of their recording.
    pub(super) fn seen(&self, t: AsOf) -> impl Iterator<Item = &Handover> {
        self.all.iter().filter(move |it| t.sees(it.date))
    }
}

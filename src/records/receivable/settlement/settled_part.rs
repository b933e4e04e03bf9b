use super::means::Means;
use crate::calendar::Day;
use crate::measure::proven;
use crate::money::{Amount, Total};
use crate::receivable::RecordedInvoice;

/// An invoice at `t`, or one of its instalments, with what has settled it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SettledPart {
    pub(crate) invoice: RecordedInvoice,
    /// The place among the parts of the invoice.
    pub(crate) place: usize,
    pub(crate) due: Day,
    pub(crate) amount: Amount,
    pub(crate) open: Amount,
    /// The part of what is open that is in dispute.
    pub(super) disputed: Amount,
    /// Money that has settled it.
    pub(crate) money: Amount,
    /// Bills that have settled it and are no money yet.
    pub(crate) bills: Amount,
}

impl SettledPart {
    /// Takes at most `offered`, and gives what it takes.
    pub(super) fn take(&mut self, offered: Total, means: Means) -> Amount {
        self.take_at_most(self.open, offered, means)
    }

    /// Takes at most `most` of what is offered, and gives what it takes.
    fn take_at_most(&mut self, most: Amount, offered: Total, means: Means) -> Amount {
        let taken = offered.or_zero().to_amount().map_or(most, |offered| offered.min(most));
        self.open = self.open.less(taken);
        self.disputed = self.disputed.min(self.open);
        let sum = match means {
            Means::Money => &mut self.money,
            Means::Bill => &mut self.bills,
            Means::Other => return taken,
        };
        *sum = proven!(sum.checked_add(taken), else self.amount, "no part is settled twice");
        taken
    }
}

/// Credit that settles whatever is due first: money is spent before bills, and those before what is
/// neither.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Credit {
    money: Total,
    bills: Total,
    other: Total,
}

impl Credit {
    pub(super) fn of_money(money: Total) -> Self {
        Self { money, ..Self::default() }
    }

    pub(super) fn add(&mut self, means: Means, rest: Total) {
        let sum = match means {
            Means::Money => &mut self.money,
            Means::Bill => &mut self.bills,
            Means::Other => &mut self.other,
        };
        *sum = sum.plus(rest);
    }

    pub(super) fn total(self) -> Total {
        self.money.plus(self.bills).plus(self.other)
    }

    fn by_means(&mut self) -> [(Means, &mut Total); 3] {
        let Self { money, bills, other } = self;
        [(Means::Money, money), (Means::Bill, bills), (Means::Other, other)]
    }

    /// Takes at most an amount away, money first, and gives what is not there.
    pub(super) fn take_away(&mut self, amount: Total) -> Total {
        let mut left = amount;
        for (_, sum) in self.by_means() {
            let taken = left.min(*sum);
            *sum = sum.minus(taken);
            left = left.minus(taken);
        }
        left
    }

    /// Settles at most an amount of a part.
    pub(super) fn settle(&mut self, part: &mut SettledPart, most: Amount) {
        let mut left = most;
        for (means, sum) in self.by_means() {
            let taken = part.take_at_most(left, *sum, means);
            *sum = sum.minus(taken);
            left = left.less(taken);
        }
    }
}

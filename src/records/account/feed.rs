use crate::calendar::{AsOf, Day};
use crate::intake::Feed;

/// The first day of each feed of a book.
///
/// # Rule
///
/// > A book that holds no fact of a kind up to `t` has no such feed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Feeds {
    /// The first sale or return.
    pub sales_from: Option<Day>,
    /// The first invoice, payment or open order.
    pub receivables_from: Option<Day>,
    /// The first expense.
    pub expenses_from: Option<Day>,
    /// The first step of any contract.
    pub contracts_from: Option<Day>,
    /// The first day of any assignment of our people.
    pub assignments_from: Option<Day>,
    /// The first interaction with anybody.
    pub interactions_from: Option<Day>,
    /// The first consultation of any card.
    pub consultations_from: Option<Day>,
    /// The first day of the custody or the loan of any card.
    pub custody_from: Option<Day>,
    /// The first answer to a survey.
    pub answers_from: Option<Day>,
}

impl Feeds {
    /// No feed has begun.
    pub(crate) const NONE: Self = Self {
        sales_from: None,
        receivables_from: None,
        expenses_from: None,
        contracts_from: None,
        assignments_from: None,
        interactions_from: None,
        consultations_from: None,
        custody_from: None,
        answers_from: None,
    };

    /// Notes that a feed has a fact of a day.
    pub(crate) fn note(&mut self, feed: Feed, day: Day) {
        let from = match feed {
            Feed::Sales => &mut self.sales_from,
            Feed::Receivables => &mut self.receivables_from,
            Feed::Expenses => &mut self.expenses_from,
            Feed::Contracts => &mut self.contracts_from,
            Feed::Assignments => &mut self.assignments_from,
            Feed::Interactions => &mut self.interactions_from,
            Feed::Consultations => &mut self.consultations_from,
            Feed::Custody => &mut self.custody_from,
            Feed::Answers => &mut self.answers_from,
        };
        *from = Some(from.map_or(day, |first| first.min(day)));
    }

    /// The first day of each feed in any of these.
    pub(crate) fn earliest(all: impl Iterator<Item = Self>) -> Self {
        let mut earliest = Self::NONE;
        for feeds in all {
            for feed in Feed::ALL {
                feeds.first(feed).into_iter().for_each(|day| earliest.note(feed, day));
            }
        }
        earliest
    }

    /// The first day of a feed.
    pub(crate) const fn first(&self, feed: Feed) -> Option<Day> {
        match feed {
            Feed::Sales => self.sales_from,
            Feed::Receivables => self.receivables_from,
            Feed::Expenses => self.expenses_from,
            Feed::Contracts => self.contracts_from,
            Feed::Assignments => self.assignments_from,
            Feed::Interactions => self.interactions_from,
            Feed::Consultations => self.consultations_from,
            Feed::Custody => self.custody_from,
            Feed::Answers => self.answers_from,
        }
    }

    /// The first days of the feeds that have begun.
    pub(crate) fn days(self) -> impl Iterator<Item = Day> {
        Feed::ALL.into_iter().filter_map(move |feed| self.first(feed))
    }

    /// Tells whether a feed had begun by `t`.
    pub fn began(feed: Option<Day>, t: AsOf) -> bool {
        feed.is_some_and(|first| t.sees(first))
    }
}

use crate::calendar::{AsOf, Day};

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
}

impl Feeds {
    pub(super) fn note(feed: &mut Option<Day>, day: Day) {
        *feed = Some(feed.map_or(day, |first| first.min(day)));
    }

    /// Whether a feed had begun.
    ///
    /// ```
    /// # use guanxi::{account::Feeds, calendar::{AsOf, Day}};
    /// assert!(!Feeds::began(None, AsOf::new(Day::MAX)));
    /// ```
    pub fn began(feed: Option<Day>, t: AsOf) -> bool {
        feed.is_some_and(|first| t.sees(first))
    }
}

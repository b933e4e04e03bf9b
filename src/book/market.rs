use super::Book;
use super::parts::by_parts;
use crate::calendar::{AsOf, CompleteMonths};
use crate::id::CustomerKey;
use crate::lapse::{Market, MarketTotals};
use crate::policy::{Assessor, Policy};
use crate::warning::{DeclineDraft, ProgressPolicy};

/// What the whole book says to the judgement of each customer.
impl Book {
    /// A policy applied as of a day to the customers of this book: with its
    /// [prior](Self::prior), and with its [market](Self::market) where the policy asks for it.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy, warning::{Outcome, Rule}};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// let policy = Policy::default();
    /// let assessor = book.assessor("2026-03-31".parse()?, &policy);
    /// let outcome = book.judge(li, &assessor).map(|readings| readings.outcome(Rule::Incident));
    /// assert_eq!(outcome, Some(Outcome::Clear));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn assessor<'p>(&self, t: AsOf, policy: &'p Policy) -> Assessor<'p> {
        let market = self.market(t, &policy.progress);
        policy.on(t, self.prior(t, &policy.loss.lapse)).in_market(market)
    }

    /// The market as of `t`, which a customer's decline is measured against; `None` when the policy judges
    /// no decline, or the book has too few customers that can be compared.
    ///
    /// ```
    /// # use guanxi::{book::Book, warning::ProgressPolicy};
    /// let book = Book::new("CNY".parse()?);
    /// assert_eq!(book.market("2026-03-31".parse()?, &ProgressPolicy::default()), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn market(&self, t: AsOf, policy: &ProgressPolicy) -> Option<Market> {
        let decline = policy.decline.as_ref()?;
        let months = CompleteMonths::of(t, &policy.calendar);
        self.market_totals(&months, decline).to_market(&months, &decline.measure)
    }

    /// What the market is told from: to be merged with that of other parts of a book.
    ///
    /// ```
    /// # use guanxi::{book::Book, calendar::{CompleteMonths, WorkCalendar}, lapse::MarketTotals};
    /// # use guanxi::warning::DeclineDraft;
    /// let months = CompleteMonths::of("2026-03-31".parse()?, &WorkCalendar::default());
    /// let totals = Book::new("CNY".parse()?).market_totals(&months, &DeclineDraft::usual());
    /// assert_eq!(totals, MarketTotals::default());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn market_totals(&self, months: &CompleteMonths, policy: &DeclineDraft) -> MarketTotals {
        let of_part = |part: std::ops::Range<u32>| {
            let mut totals = MarketTotals::default();
            let views = part.filter_map(|position| self.view(CustomerKey::from_position(position)));
            for view in views {
                totals.add(&policy.year_on_year(view, months), months, &policy.measure);
            }
            totals
        };
        let mut totals = MarketTotals::default();
        for part in by_parts(self.len(), of_part) {
            totals.merge(&part);
        }
        totals
    }
}

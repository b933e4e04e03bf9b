use std::ops::Range;

use super::Book;
use crate::account::AccountView;
use crate::calendar::{AsOf, CompleteMonths};
use crate::engine::parallel;
use crate::id::CustomerKey;
use crate::lapse::{LapsePolicy, Market, MarketTotals, Moments, Prior, Rhythm};
use crate::policy::{Assessor, Policy};
use crate::warning::{DeclineDraft, ProgressPolicy};

/// What the whole book says to the judgement of each customer.
impl Book {
    /// A policy applied as of a day to the customers of this book: with its
    /// [prior](Self::prior), with that of its [product groups](Self::group_prior) where sales name any, and
    /// with its [market](Self::market) where the policy asks for it.
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
        self.assessor_with(t, policy, self.prior(t, &policy.loss.lapse))
    }

    /// The same, given the prior of the book.
    pub(super) fn assessor_with<'p>(
        &self,
        t: AsOf,
        policy: &'p Policy,
        prior: Prior,
    ) -> Assessor<'p> {
        let market = self.market(t, &policy.progress);
        let of_groups = self.group_prior(t, &policy.loss.lapse);
        policy.on(t, prior).in_market(market).with_group_prior(of_groups)
    }

    /// What the book says of the rates at which product groups are ordered as of `t`: over all pairs of a
    /// customer and a group.
    ///
    /// ```
    /// # use guanxi::{book::Book, lapse::Moments};
    /// let moments = Book::new("CNY".parse()?).group_moments("2026-03-31".parse()?);
    /// assert_eq!(moments, Moments::default());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn group_moments(&self, t: AsOf) -> Moments {
        let add = |moments: &mut Moments, view: AccountView<'_>| {
            for group in view.product_groups() {
                if let Some(rhythm) = Rhythm::from_days(group.order_days(), t) {
                    moments.add(rhythm);
                }
            }
        };
        self.summed(add, Moments::merge)
    }

    /// What a sparse history of a product group is shrunk to as of `t`; `None` when no sale of the book
    /// names any group.
    ///
    /// ```
    /// # use guanxi::{book::Book, lapse::LapsePolicy};
    /// let book = Book::new("CNY".parse()?);
    /// assert_eq!(book.group_prior("2026-03-31".parse()?, &LapsePolicy::default()), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn group_prior(&self, t: AsOf, policy: &LapsePolicy) -> Option<Prior> {
        self.ledger().has_product_groups().then(|| self.group_moments(t).to_prior(policy))
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
        let months = CompleteMonths::up_to(t, &policy.calendar);
        self.market_totals(&months, decline).to_market(&months, &decline.measure)
    }

    /// What the market is told from: to be merged with that of other parts of a book.
    ///
    /// ```
    /// # use guanxi::{book::Book, calendar::{CompleteMonths, WorkCalendar}, lapse::MarketTotals};
    /// # use guanxi::warning::DeclineDraft;
    /// let months = CompleteMonths::up_to("2026-03-31".parse()?, &WorkCalendar::default());
    /// let totals = Book::new("CNY".parse()?).market_totals(&months, &DeclineDraft::usual());
    /// assert_eq!(totals, MarketTotals::default());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn market_totals(&self, months: &CompleteMonths, policy: &DeclineDraft) -> MarketTotals {
        let add = |totals: &mut MarketTotals, view: AccountView<'_>| {
            totals.add(&policy.year_on_year(view, months), months, &policy.measure);
        };
        self.summed(add, MarketTotals::merge)
    }

    /// What all customers add up to, in parts that merge.
    pub(super) fn summed<S: Default + Send>(
        &self,
        add: impl Fn(&mut S, AccountView<'_>) + Send + Sync,
        merge: impl Fn(&mut S, &S),
    ) -> S {
        let of_part = |part: Range<u32>| {
            let mut sum = S::default();
            let views = part.filter_map(|position| self.view(CustomerKey::from_position(position)));
            views.for_each(|view| add(&mut sum, view));
            sum
        };
        merged(&parallel::map_ranges(self.len(), of_part), merge)
    }
}

/// What parts add up to.
pub(super) fn merged<'a, S: Default + 'a>(
    parts: impl IntoIterator<Item = &'a S>,
    merge: impl Fn(&mut S, &S),
) -> S {
    let mut all = S::default();
    parts.into_iter().for_each(|part| merge(&mut all, part));
    all
}

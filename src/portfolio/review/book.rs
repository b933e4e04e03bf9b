use std::collections::BTreeMap;

use super::batch::Batch;
use super::check_order::{Inquiry, owed_by_group};
use super::columns::{class_amounts, summed};
use super::{Assessor, Judgement, Review, ReviewError};
use crate::account::{AccountView, CustomerFact, Fact};
use crate::book::{Book, BookError, Customers, OrderDesk, OrderDeskError, OrderInputs};
use crate::calendar::{AsOf, CompleteMonths, Day};
use crate::casework::{
    CasePolicy, Register, RegisterDelta, RegisterError, RegisterMark, RegisterSnapshot, Restored,
    SavedCustomer, UnknownMark,
};
use crate::context::Context;
use crate::credit::{BillPolicyDraft, OrderCheck, OrderCheckPolicy, OrderRequest, Remedies};
use crate::hold::Reserved;
use crate::id::{CustomerId, CustomerKey, GroupId};
use crate::lapse::{Market, MarketTotals, Moments, Prior, Rhythm, median_purchases, sum_fits};
use crate::money::Total;
use crate::policy::Policy;
use crate::segment::{Cuts, OneOffInClasses};
use crate::warning::{DeclineRules, LossPolicy, ProgressPolicy};

/// Judgements of the customers of a book.
impl Book {
    /// Judges all customers that have started by `t`.
    ///
    /// # Errors
    ///
    /// When the net purchases of a customer do not fit an amount: the error names it.
    #[doc(alias = "周一例会")]
    pub fn review<'b>(&'b self, t: AsOf, policy: &'b Policy) -> Result<Review<'b>, ReviewError> {
        Review::new(self, t, policy)
    }

    /// The cuts between the classes, without a review: those of [`Review::cuts`].
    ///
    /// One walk over the sales of all customers, without any rule; two where classes leave one-offs
    /// out. Keep them to ask
    /// [`Assessor::class`] for single customers.
    ///
    /// # Errors
    ///
    /// When the net purchases of a customer do not fit an amount: the error names it.
    pub fn cuts(&self, t: AsOf, policy: &Policy) -> Result<Cuts, ReviewError> {
        let median = match policy.abc.one_off {
            OneOffInClasses::Counts => None,
            OneOffInClasses::LeftOut => self.median_purchases(t),
        };
        let context = policy.context(t).with_median_purchases(median);
        let assessor = Assessor::new(policy, context);
        Ok(policy.abc.cuts(&class_amounts(self, &assessor)?, self.currency()))
    }

    /// A policy in the [context](Self::context) of this book.
    pub fn assessor<'p>(&self, t: AsOf, policy: &'p Policy) -> Assessor<'p> {
        Assessor::new(policy, self.context(t, policy))
    }

    /// The context of a day: the policy's own, with the [prior](Self::prior) of the book, that of
    /// its [product groups](Self::group_prior), its [market](Self::market) where a decline is
    /// judged, its [median purchases](Self::median_purchases), and what was known of its
    /// [feeds](Self::feed_statements).
    pub fn context(&self, t: AsOf, policy: &Policy) -> Context {
        let context = self.context_before_prior(t, policy);
        let context = context.with_median_purchases(self.median_purchases(t));
        context.with_prior(self.prior(t, policy))
    }

    /// The context without the prior of the book, which a review works out on its way.
    pub(super) fn context_before_prior(&self, t: AsOf, policy: &Policy) -> Context {
        let context = self.context_of_days(t, policy);
        let context = context.with_market(self.market(t, &policy.progress));
        context.with_group_prior(self.group_prior(t, policy))
    }

    /// The context with what is known of the days, and without any figure of the book.
    fn context_of_days(&self, t: AsOf, policy: &Policy) -> Context {
        policy.context(t).with_feeds(&self.feed_statements().as_of(t), &policy.feeds)
    }

    /// Judges one customer by all rules, without evidence.
    ///
    /// # Errors
    ///
    /// When there is no such customer.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy, warning::{Outcome, Rule}};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// let policy = Policy::default();
    /// let assessor = book.assessor("2026-03-31".parse()?, &policy);
    /// assert_eq!(book.judge(li, &assessor)?.outcome(Rule::Incident), Outcome::Clear);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn judge(&self, key: CustomerKey, assessor: &Assessor<'_>) -> Result<Judgement, BookError> {
        self.ledger().prefetch_customer(key);
        Ok(assessor.judge(self.account_at(key, assessor.as_of())?.view()))
    }

    /// Records a fact about a customer and judges it again, as a stream does with every event. The
    /// result is that of [`record`](Self::record) and then [`judge`](Self::judge), and is faster in
    /// a large book.
    ///
    /// # Errors
    ///
    /// When the fact is refused; then nothing has changed.
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy, trade::Sale};
    /// # use guanxi::warning::{Outcome, Rule};
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
        self.ledger().prefetch_document(key, &fact);
        self.ledger().prefetch_customer(key);
        self.record_fact(key, &fact)?;
        Ok(assessor.judge(self.account_at(key, assessor.as_of())?.view()))
    }

    /// Records facts and judges the customer of each right after it. The results are in the order
    /// of the facts and equal those of [`record_and_judge`](Self::record_and_judge) one after the
    /// other; a refused fact changes nothing and does not stop the others.
    ///
    /// In a large book this is faster than single calls, from a batch of some dozens on. With the
    /// feature `rayon` threads share a batch of some hundreds or more.
    ///
    /// ```
    /// use guanxi::account::CustomerFact;
    /// # use guanxi::review::Judgement;
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy, trade::Sale};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// let policy = Policy::default();
    /// let assessor = book.assessor("2026-03-31".parse()?, &policy);
    /// let sale = Sale::new("S1".parse()?, "2026-03-20".parse()?, "CNY 5".parse()?);
    /// let twice = [CustomerFact::new(li, sale.clone()), CustomerFact::new(li, sale)];
    /// let judged = book.record_and_judge_all(&twice, &assessor);
    /// let bought = |first: &Judgement| first.purchases.minor();
    /// assert!(matches!(judged.as_slice(), [Ok(first), Err(_)] if bought(first) == 5_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn record_and_judge_all(
        &mut self,
        facts: &[CustomerFact],
        assessor: &Assessor<'_>,
    ) -> Vec<Result<Judgement, BookError>> {
        Batch::new(self, assessor).take(facts)
    }

    /// The rates at which customers order as of `t`, in own days of each by the calendar and the
    /// seasons of a policy, summed over the book.
    pub fn moments(&self, t: AsOf, policy: &Policy) -> Moments {
        let context = self.context_of_days(t, policy);
        let add = |moments: &mut Moments, view: AccountView<'_>| {
            if let Some(rhythm) = context.rhythm(view) {
                sum_fits(moments.add(rhythm));
            }
        };
        summed(self, t, add, |all: &mut Moments, part| sum_fits(all.merge(part)))
    }

    /// The prior of the book as of `t`, to which a sparse history is shrunk.
    pub fn prior(&self, t: AsOf, policy: &Policy) -> Prior {
        self.moments(t, policy).to_prior(&policy.loss.lapse)
    }

    /// The median purchases of the year, over the customers that bought; `None` where nobody did.
    pub fn median_purchases(&self, t: AsOf) -> Option<Total> {
        let year = LossPolicy::year(t);
        let add = |all: &mut Vec<Total>, view: AccountView<'_>| all.push(view.sales().net(year));
        median_purchases(summed(self, t, add, |all: &mut Vec<Total>, part| all.extend(part)))
    }

    /// The rates at which product groups are ordered as of `t`, summed over all pairs of a customer
    /// and a group, in own days of the customer.
    pub fn group_moments(&self, t: AsOf, policy: &Policy) -> Moments {
        let context = self.context_of_days(t, policy);
        let add = |moments: &mut Moments, view: AccountView<'_>| {
            let own_days = context.own_days(view);
            for group in view.product_groups() {
                if let Some(rhythm) = Rhythm::from_days(group.order_days(), t) {
                    sum_fits(moments.add(rhythm.by_own_days(&own_days, t)));
                }
            }
        };
        summed(self, t, add, |all: &mut Moments, part| sum_fits(all.merge(part)))
    }

    /// The prior of the product groups as of `t`; `None` when no sale of the book names any group.
    pub fn group_prior(&self, t: AsOf, policy: &Policy) -> Option<Prior> {
        let prior = || self.group_moments(t, policy).to_prior(&policy.loss.lapse);
        self.ledger().has_product_groups().then(prior)
    }

    /// The market as of `t`, against which a customer's decline is measured; `None` when the policy
    /// judges no decline, or the book has too few customers that can be compared.
    pub fn market(&self, t: AsOf, policy: &ProgressPolicy) -> Option<Market> {
        let decline = policy.decline.as_ref()?;
        let months = CompleteMonths::up_to(t, &policy.calendar);
        self.market_totals(&months, decline).to_market(&months, &decline.measure)
    }

    /// The totals that a market is made from, to be merged with those of other parts of a book.
    pub fn market_totals(&self, months: &CompleteMonths, policy: &DeclineRules) -> MarketTotals {
        let add = |totals: &mut MarketTotals, view: AccountView<'_>| {
            sum_fits(totals.add(&policy.year_on_year(view, months), months, &policy.measure));
        };
        summed(self, months.as_of(), add, |all: &mut MarketTotals, part| sum_fits(all.merge(part)))
    }

    /// The debts of the direct members of each group as of `t`, all open orders counted. A member
    /// with a credit balance counts as zero.
    ///
    /// ```
    /// use guanxi::book::Book;
    /// use guanxi::customer::Customer;
    /// use guanxi::receivable::{Invoice, Payment};
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// let in_group = |name: &str| -> Result<Customer, guanxi::id::IdError> {
    ///     Ok(Customer { group: Some("Lin".parse()?), ..Customer::new(name.parse()?) })
    /// };
    /// let north = book.register(in_group("north")?)?;
    /// let south = book.register(in_group("south")?)?;
    /// let day = "2026-03-01".parse()?;
    /// book.record(north, Invoice::new("I1".parse()?, day, day, "CNY 500".parse()?))?;
    /// book.record(south, Payment::new("P1".parse()?, day, "CNY 300".parse()?))?;
    /// let owed = book.owed_by_group("2026-03-31".parse()?);
    /// assert_eq!(owed.get(&"Lin".parse()?).map(|total| total.minor()), Some(500_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn owed_by_group(&self, t: AsOf) -> BTreeMap<GroupId, Total> {
        owed_by_group(self, self.keys(), &BillPolicyDraft::default(), (t, t))
    }

    /// The customers, to change names and cards, and to merge them.
    pub const fn customers_mut(&mut self) -> Customers<'_> {
        Customers::new(self)
    }

    /// The limits of groups, the reminders and the reservations that order checks look up.
    pub const fn order_desk(&self) -> &OrderDesk {
        &self.order_desk
    }

    /// The order desk, to register group limits, reminders and reservations.
    pub const fn order_desk_mut(&mut self) -> &mut OrderDesk {
        &mut self.order_desk
    }

    /// Checks an order of a customer as of `t`.
    ///
    /// # Rule
    ///
    /// > S20: the check of [`OrderCheckPolicy::check`] with the pools of the customer's groups, the
    /// > level of the last reminder while anything is overdue, and the reservations of the
    /// > [order desk](Self::order_desk).
    ///
    /// # Errors
    ///
    /// When there is no such customer, or the order is in another currency than the book.
    ///
    /// ```
    /// use guanxi::book::{Book, OrderInputs, SentReminder};
    /// use guanxi::credit::OrderRequest;
    /// use guanxi::customer::Customer;
    /// use guanxi::policy::Policy;
    /// use guanxi::receivable::{CreditLimit, Invoice};
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// let li = book.register(Customer::new("Li & Sons".parse()?))?;
    /// book.agree_limit(li, CreditLimit::try_from_money("CNY 1000".parse()?, book.currency())?)?;
    /// let (issued, due) = ("2026-02-01".parse()?, "2026-03-01".parse()?);
    /// book.record(li, Invoice::new("I-1".parse()?, issued, due, "CNY 60".parse()?))?;
    /// let reminder = SentReminder { on: "2026-03-20".parse()?, level: 3 };
    /// book.order_desk_mut().register_reminder(li, reminder);
    ///
    /// let order = OrderRequest::try_new("CNY 500".parse()?, "2026-04-03".parse()?)?;
    /// let (given, policy) = (OrderInputs::default(), Policy::default());
    /// let t = "2026-03-30".parse()?;
    /// let check = book.check_order(li, &order, &given, &policy.order_check, t)?;
    /// assert_eq!(check.to_string(), "hold: level of the last reminder 3, at most 2");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "订单信用检查")]
    pub fn check_order(
        &self,
        customer: CustomerKey,
        order: &OrderRequest,
        given: &OrderInputs,
        policy: &OrderCheckPolicy,
        t: AsOf,
    ) -> Result<OrderCheck, OrderDeskError> {
        Inquiry::try_new(self, customer, *given, policy, t)?.check(order, policy)
    }

    /// The remedies of an order that [`check_order`](Self::check_order) holds, with days up to
    /// `days_ahead`; none when it is not held.
    ///
    /// Pools, reservations and how long reminders stand are looked up for each later day anew, by
    /// what is known at `t`: what is dated after `t` frees no order and holds none. No reminder
    /// stands once a payment leaves nothing overdue.
    ///
    /// # Errors
    ///
    /// When there is no such customer, or the order is in another currency than the book.
    pub fn order_remedies(
        &self,
        customer: CustomerKey,
        order: &OrderRequest,
        given: &OrderInputs,
        policy: &OrderCheckPolicy,
        t: AsOf,
        days_ahead: u16,
    ) -> Result<Remedies, OrderDeskError> {
        Inquiry::try_new(self, customer, *given, policy, t)?.remedies(order, policy, days_ahead)
    }

    /// Checks an order as [`check_order`](Self::check_order) does, and reserves its credit up to a
    /// day at the order desk when it is not held.
    ///
    /// # Errors
    ///
    /// When there is no such customer or it has no name, the order is held or cannot be checked, or
    /// the reservation would end before `t`. Nothing is reserved then.
    pub fn reserve_order(
        &mut self,
        customer: CustomerKey,
        order: &OrderRequest,
        given: &OrderInputs,
        policy: &OrderCheckPolicy,
        t: AsOf,
        until: Day,
    ) -> Result<Reserved, OrderDeskError> {
        let inquiry = Inquiry::try_new(self, customer, *given, policy, t)?;
        let reserved = inquiry.reserve(order, policy, until)?;
        self.order_desk.set_reservations(reserved.state.clone());
        Ok(reserved)
    }

    /// A register in plain form, by the ids of its customers; those without a name by position.
    pub fn save_register(&self, register: &Register, policy: &CasePolicy) -> RegisterSnapshot {
        register.snapshot(policy, |key| self.saved_id(key))
    }

    /// The changes of a register since it was saved, see [`Register::changes_since`].
    ///
    /// # Errors
    ///
    /// When changes since that mark are not known.
    pub fn save_register_changes(
        &self,
        register: &Register,
        since: RegisterMark,
        policy: &CasePolicy,
    ) -> Result<RegisterDelta, UnknownMark> {
        register.changes_since(since, policy, |key| self.saved_id(key))
    }

    /// The register of a snapshot, for the customers of this book, see [`Register::restore`].
    ///
    /// # Errors
    ///
    /// When the snapshot has no version and its inputs cannot have followed each other.
    pub fn restore_register(
        &self,
        snapshot: RegisterSnapshot,
        policy: &CasePolicy,
    ) -> Result<Restored, RegisterError> {
        let has_names = snapshot.version() > 0;
        Register::restore(snapshot, policy, |customer| match customer {
            SavedCustomer::Id(id) => self.key(id).ok(),
            SavedCustomer::Position(position) => {
                let key = CustomerKey::from_position(*position);
                let is_taken = has_names && !self.name(key).is_empty();
                (*position < self.len() && !is_taken).then_some(key)
            }
        })
    }

    fn saved_id(&self, key: CustomerKey) -> Option<CustomerId> {
        self.name(key).parse().ok()
    }
}

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::call_list_entry::{CallListEntry, call_list};
use super::lost::lost_customers;
use super::merge::united_card;
use super::register_day::{StepContext, context_for_register, customer_context};
use super::silence::silences;
use super::support::customer_bonds;
use super::{
    CustomerSilence, EffectGroups, EffectRequest, Explanation, GroupReview, LostCustomer,
    MergePreview, MergeRehearsal, Readings, Review, ReviewError, Summary, VisitNeeds, VisitRequest,
};
use crate::calendar::{Day, Window};
use crate::casework::{
    CasePolicy, CustomerContext, Evaluations, Notice, Register, RegisterError, WarningKey,
    WarningStake, Watermarks,
};
use crate::communication::{ContactClock, ContactSnooze};
use crate::customer::Card;
use crate::duplicate::MergeBatch;
use crate::id::CustomerKey;
use crate::segment::Class;
use crate::support::CustomerBonds;
use crate::valid::Violations;
use crate::warning::{Arm, ByRule, Hysteresis, Level, Rule, Verdict};

impl<'b> Review<'b> {
    /// Totals of the review.
    pub fn summary(&self) -> Summary {
        Summary::new(self)
    }

    /// The customers to call first: those with the largest value at risk, ties in the order of
    /// names, `at_most` of them.
    #[doc(alias = "拜访名单")]
    pub fn call_list(&self, at_most: usize) -> Vec<CallListEntry> {
        call_list(self, at_most)
    }

    /// The groups as of the day, each judged as one customer, for class, Pareto and call list.
    ///
    /// # Errors
    ///
    /// When the totals of the members of a group together do not fit: the error names the group.
    #[doc(alias = "集团客户")]
    pub fn by_group(&self) -> Result<GroupReview<'_>, ReviewError> {
        GroupReview::try_new(self)
    }

    /// The customers that are lost, in the order of their registration, each with what it bought
    /// when it still did. Their accounts are read anew at each call.
    #[doc(alias = "已流失客户")]
    pub fn lost(&self) -> Vec<LostCustomer> {
        lost_customers(self)
    }

    /// The visits of all our people that are due or may be made in some days, to be planned.
    ///
    /// # Rule
    ///
    /// > S24: from the last visit on by the cadence of the class, of a prospect by its stated
    /// > importance. The one who stands in leads, else the salesperson; the others come along. A
    /// > customer of nobody is told.
    ///
    /// The reasons are those of the book: overdue money, warnings of level *warning* or higher, the
    /// next order. Duties that can be done on the days of the regular visit become part of it; it
    /// keeps to their days. A regular visit that is late serves a duty on any day. Regular visits
    /// whose windows open after the days are left out.
    #[doc(alias = "拜访计划")]
    pub fn visit_needs(&self, request: &VisitRequest<'_>) -> VisitNeeds {
        VisitNeeds::new(self, request)
    }

    /// The customers with whom a contact is due, overdue or upcoming by a clock, the most urgent
    /// first. Nothing where no interaction is recorded with any customer by the date.
    ///
    /// # Rule
    ///
    /// > S26: by the intervals of the class; of a customer that never bought, by those of customers
    /// > without a class. The order is that of the urgency, then of the value at risk.
    ///
    /// A snooze is kept beside the book, by the customer that it is about.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use guanxi::book::Book;
    /// use guanxi::communication::ContactClock;
    /// use guanxi::customer::Customer;
    /// use guanxi::interaction::{Interaction, InteractionKind};
    /// use guanxi::{day, policy::Policy};
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// let li = book.register(Customer::new("Li".parse()?))?;
    /// let (on, staff) = (day!(2026, 1, 20), ["Wang".parse()?].into());
    /// book.record(li, Interaction::try_new(on, InteractionKind::Call, staff, [].into())?)?;
    /// let policy = Policy::default();
    /// let review = book.review("2026-03-31".parse()?, &policy)?;
    /// let silences = review.silences(ContactClock::HeardFrom, &BTreeMap::new());
    /// assert_eq!(
    ///     silences[0].reading.to_string(),
    ///     "heard from: due since 2026-03-21, last on 2026-01-20"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "沟通间隔")]
    pub fn silences(
        &self,
        clock: ContactClock,
        snoozes: &BTreeMap<CustomerKey, Vec<ContactSnooze>>,
    ) -> Vec<CustomerSilence> {
        silences(self, clock, snoozes)
    }

    /// The ties between us and each customer over a window, in the order of the review, for
    /// [`StaffDependence::of`](crate::support::StaffDependence::of).
    ///
    /// Benefits are those that are interactions. Promises and the secrets of cards are not known to
    /// the review; add them.
    #[doc(alias = "人员依赖")]
    pub fn customer_bonds(&self, window: Window) -> Vec<CustomerBonds> {
        customer_bonds(self, window)
    }

    /// The customers by whom the effect of a support is read, with the classes that they had on the
    /// last day of the window before, by the policy of this review.
    ///
    /// Customers with which the relationship has ended are among them, to be counted.
    ///
    /// # Errors
    ///
    /// When the book cannot be reviewed as of that day.
    #[doc(alias = "支援效果")]
    pub fn effect_groups(&self, request: &EffectRequest<'_>) -> Result<EffectGroups, ReviewError> {
        EffectGroups::try_new(self, request)
    }

    /// Everything that is judged of one customer, with its evidence; `None` when it is not in the
    /// review.
    pub fn explain(&self, key: CustomerKey) -> Option<Explanation<'b>> {
        let row = self.customers().binary_search(&key).ok()?;
        Explanation::new(self, row, key)
    }

    /// The verdict of a rule about a customer, displayed as one sentence; `None` when the customer
    /// is not in the review. For the debt of an ended one ask
    /// [`explain_ended`](Self::explain_ended).
    ///
    /// ```
    /// # use guanxi::{book::Book, customer::Customer, policy::Policy, trade::Sale, warning::Rule};
    /// # let mut book = Book::new("CNY".parse()?);
    /// # let li = book.register(Customer::new("Li".parse()?))?;
    /// # let sold = "2026-03-02".parse()?;
    /// # book.record(li, Sale::new("S1".parse()?, sold, "CNY 5".parse()?))?;
    /// # let policy = Policy::default();
    /// let review = book.review("2026-03-09".parse()?, &policy)?;
    /// let loss = review.verdict(li, Rule::Loss).ok_or("not in the review")?;
    /// assert_eq!(
    ///     loss.to_string(),
    ///     "clear: bought once, silent for 7 days, within its usual gap of 60 days; \
    ///      not more than 180 days without an order",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn verdict(&self, key: CustomerKey, rule: Rule) -> Option<Verdict> {
        self.customers().binary_search(&key).ok()?;
        Some(self.assessor().read(self.account(key)?.view()).verdict(rule))
    }

    /// The consequences of merging a customer into another, as of the day of the review. `None`
    /// when one of them is not in the book, or the totals of both together do not fit.
    pub fn merge_preview(
        &self,
        merged: CustomerKey,
        survivor: CustomerKey,
    ) -> Option<MergePreview> {
        MergePreview::new(self, merged, survivor)
    }

    /// The dry run of a batch of merges from a day on, with their consequences as of the day of the
    /// review: exposure against limits, class and warnings before and after, and everything that a
    /// person has to decide first.
    #[doc(alias = "合并预演")]
    pub fn rehearse(&self, batch: &MergeBatch, on: Day) -> MergeRehearsal {
        MergeRehearsal::new(self, batch, on)
    }

    /// The card of a customer as of the day of the review: its own, with the records of those that
    /// are merged into it. Entries recorded later are on it, too; a
    /// [view](crate::customer::CardView) leaves them out.
    ///
    /// # Errors
    ///
    /// When the cards contradict each other, see [`Card::merged_with`].
    ///
    /// ```
    /// use guanxi::book::Book;
    /// use guanxi::customer::{Customer, Entry, Field};
    /// use guanxi::{day, policy::Policy};
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// let li = book.register(Customer::new("Li".parse()?))?;
    /// let mut twin = Customer::new("Li & Sons".parse()?);
    /// twin.card.record(Field::Bank, Entry::try_new("ICBC", day!(2026, 1, 5), "Wang".parse()?)?)?;
    /// let twin = book.register(twin)?;
    /// book.customers_mut().merge(twin, li, day!(2026, 3, 1))?;
    /// let policy = Policy::default();
    /// let banks = |t: &str| -> Result<usize, Box<dyn std::error::Error>> {
    ///     Ok(book.review(t.parse()?, &policy)?.card(li)?.entries(Field::Bank).len())
    /// };
    /// assert_eq!((banks("2026-02-28")?, banks("2026-03-01")?), (0, 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn card(&self, key: CustomerKey) -> Result<Cow<'b, Card>, Violations> {
        let merged = self.book().ledger().merges.merged_into_at(key, self.as_of());
        united_card(self, key, merged)
    }

    /// The outcomes of all customers, for a register. Of an ended one only debt is judged; the loss
    /// of one that bought once opens no case, unless the policy says so, and is not applicable.
    pub fn evaluations(&self) -> Evaluations<'_> {
        let (customers, outcomes) = match self.for_register() {
            None => (self.customers(), ByRule::each(|rule| self.outcomes(rule))),
            Some(all) => {
                let outcomes = ByRule::each(|rule| all.outcomes.get(rule).as_slice());
                (all.customers.as_slice(), outcomes)
            }
        };
        // The arms of a period are silent before a share of it has elapsed.
        let (policy, t) = (self.policy(), self.as_of());
        let begins = |share, off: &BTreeSet<Arm>, arms: [Arm; 2]| {
            let is_any_on = arms.iter().any(|it| !off.contains(it));
            is_any_on.then(|| policy.progress.elapses(share, t))
        };
        let (progress, expense) = (&policy.progress, &policy.expense);
        let speaks_since = ByRule {
            progress: begins(progress.least_elapsed, &progress.off, [Arm::Plan, Arm::LastYear]),
            expense: begins(
                expense.least_elapsed,
                &expense.off,
                [Arm::OverBudget, Arm::SpendingWithoutSales],
            ),
            ..ByRule::default()
        };
        Evaluations { customers, outcomes, speaks_since }
    }

    /// Steps a register with this review, and gives the notices: news since the last step, and
    /// cases that nobody has seen to. The first step of a register is its
    /// [baseline](Self::step_baseline).
    ///
    /// `evaluation` numbers the steps of this register. Count them up from its
    /// [last one](Register::last_step), or take the number of the run. The number of the last step
    /// with the same content on the same day says *repeated*, so a step whose answer was lost can
    /// be repeated. Every other number is a new step; two steps on one day are two looks at the
    /// data.
    ///
    /// # Errors
    ///
    /// When the review lies before the last step, or the number is that of another step.
    ///
    /// ```
    /// use guanxi::book::Book;
    /// use guanxi::casework::{Notice, Register};
    /// use guanxi::customer::Customer;
    /// use guanxi::policy::Policy;
    /// use guanxi::receivable::Invoice;
    /// use guanxi::review::StepContext;
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// let li = book.register(Customer::new("Li".parse()?))?;
    /// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
    /// book.record(li, Invoice::new("I1".parse()?, issued, due, "CNY 5".parse()?))?;
    /// let (policy, mut register) = (Policy::default(), Register::default());
    /// let (first, next) = ("2026-02-15".parse()?, "2026-03-02".parse()?);
    /// let context = StepContext::default();
    /// let news = book.review(first, &policy)?.step(&mut register, 1, &context, &policy.cases)?;
    /// let [Notice::List(list)] = news.as_slice() else { return Err("a list".into()) };
    /// assert_eq!(list.warnings.len(), 1, "fifteen days past due, and it has stood before");
    /// let news = book.review(next, &policy)?.step(&mut register, 2, &context, &policy.cases)?;
    /// assert_eq!(news.len(), 1, "thirty days past due: it got worse");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn step(
        &self,
        register: &mut Register,
        evaluation: u64,
        context: &StepContext<'_>,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, RegisterError> {
        let (evaluations, watermarks) = (self.evaluations(), self.step_watermarks(context));
        let around = |key| self.step_context(key, context);
        register.step(evaluation, evaluations, &watermarks, around, self.as_of(), policy)
    }

    /// Steps a register with this review as a baseline: because a rule or a policy is new, and what
    /// stands by it is not news of the day. One list tells it, see [`Register::step_baseline`].
    ///
    /// # Errors
    ///
    /// As of [`step`](Self::step).
    pub fn step_baseline(
        &self,
        register: &mut Register,
        evaluation: u64,
        context: &StepContext<'_>,
        policy: &CasePolicy,
    ) -> Result<Vec<Notice>, RegisterError> {
        let (evaluations, watermarks) = (self.evaluations(), self.step_watermarks(context));
        let around = |key| self.step_context(key, context);
        register.step_baseline(evaluation, evaluations, &watermarks, around, self.as_of(), policy)
    }

    /// The watermarks of a step: those of its context, before those that the book states.
    fn step_watermarks(&self, context: &StepContext<'_>) -> Watermarks {
        let stated = self.book().feed_statements().as_of(self.as_of()).watermarks;
        context.watermarks.or(stated)
    }

    fn step_context(&self, key: CustomerKey, context: &StepContext<'_>) -> CustomerContext {
        let found = self
            .account(key)
            .map(|account| context_for_register(self.assessor(), self.class(key), account.view()));
        let is_on_hold = context.on_hold.binary_search(&key).is_ok();
        CustomerContext { is_on_hold, ..found.unwrap_or_else(|| CustomerContext::new(Class::C)) }
    }

    /// The amount at stake with a warning, by which those of one level are ranked: for debt the
    /// exposure, for all else the value at risk. An ended customer has its exposure.
    pub fn at_stake(&self, key: WarningKey) -> WarningStake<'b> {
        let WarningKey { customer, rule } = key;
        let amount = match rule {
            Rule::Debt => self.account(customer).map(|it| self.assessor().debt(it.view()).exposure),
            Rule::Progress | Rule::Expense | Rule::Loss | Rule::Incident => {
                let row = self.customers().binary_search(&customer).ok();
                row.and_then(|row| self.values_at_risk().get(row).copied())
            }
        };
        WarningStake { amount: amount.unwrap_or_default(), customer: self.book().name(customer) }
    }

    /// Everything that the review knows of a customer besides the outcomes; `None` when it is not
    /// in the review.
    ///
    /// ```
    /// # use guanxi::{book::Book, id::CustomerKey, policy::Policy};
    /// # let (book, policy) = (Book::new("CNY".parse()?), Policy::default());
    /// let nobody = CustomerKey::from_position(3);
    /// assert!(book.review("2026-03-31".parse()?, &policy)?.customer_context(nobody).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn customer_context(&self, key: CustomerKey) -> Option<CustomerContext> {
        let account = self.account(key)?;
        Some(customer_context(self.assessor(), self.class(key)?, account.view()))
    }

    /// The reason why a level stands although nothing raises it any more. `None` where something
    /// still raises it, and where only its days or the case keep it.
    ///
    /// ```
    /// use guanxi::book::Book;
    /// use guanxi::casework::WarningKey;
    /// use guanxi::customer::Customer;
    /// use guanxi::policy::Policy;
    /// use guanxi::trade::Sale;
    /// use guanxi::warning::{Level, Rule, Hysteresis};
    ///
    /// let mut book = Book::new("CNY".parse()?);
    /// let customer = book.register(Customer::new("Li".parse()?))?;
    /// book.record(customer, Sale::new("S1".parse()?, "2025-01-01".parse()?, "CNY 5".parse()?))?;
    /// book.record(customer, Sale::new("S2".parse()?, "2026-01-01".parse()?, "CNY 5".parse()?))?;
    /// let policy = Policy::default();
    /// let review = book.review("2026-01-02".parse()?, &policy)?;
    /// let key = WarningKey { customer, rule: Rule::Loss };
    /// assert_eq!(review.hysteresis(key, Level::Critical), Some(Hysteresis::SecondOrder));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn hysteresis(&self, key: WarningKey, level: Level) -> Option<Hysteresis> {
        let WarningKey { customer, rule } = key;
        self.customers().binary_search(&customer).ok()?;
        let account = self.account(customer)?;
        let view = account.view();
        let own_days = self.assessor().own_days(view);
        let readings = self.assessor().read_by(view, &own_days);
        let is_raised = readings.outcome(rule).level() >= Some(level);
        let by = (self.policy(), self.assessor().context());
        if is_raised || readings.retained_level(rule, by, (view, &own_days)) < Some(level) {
            return None;
        }
        Readings::hysteresis(rule)
    }
}

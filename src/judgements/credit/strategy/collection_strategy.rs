use crate::measure::Steps;
use crate::money::Total;
use crate::receivable::PromiseStatus;
use crate::segment::Class;
use crate::valid::{Draft, Order, Valid, Violations, words};

words! {
    /// The next step of a collection, from the mildest to the hardest.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum CollectionStep as "a step of collection" {
        /// Nothing yet.
        Wait = "wait",
        /// A friendly reminder.
        #[doc(alias = "提醒")]
        Remind = "remind",
        /// A call.
        #[doc(alias = "电话催收")]
        Call = "call",
        /// Settling the dispute first: nobody asks for what is not clear.
        #[doc(alias = "争议处理")]
        Clarify = "clarify",
        /// A visit.
        #[doc(alias = "上门催收")]
        Visit = "visit",
        /// An offer to pay in instalments.
        #[doc(alias = "分期还款")]
        PaymentPlan = "payment_plan" => "payment plan",
        /// No delivery until it is paid.
        #[doc(alias = "停止供货")]
        StopDelivery = "stop_delivery" => "stop delivery",
        /// A formal demand.
        #[doc(alias = "催款函")]
        FormalDemand = "formal_demand" => "formal demand",
        /// A lawyer or a court.
        #[doc(alias = "法务催收")]
        LegalAction = "legal_action" => "legal action",
    }
}

words! {
    /// The conduct of a customer in paying, the one that decides first.
    #[doc(alias = "付款表现")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum PaymentConduct as "a conduct of payment" {
        /// All that is overdue is disputed.
        Disputing = "disputing",
        /// A promise to pay was broken.
        BrokenPromise = "broken_promise" => "broken promise",
        /// It usually pays late.
        Slow = "slow",
        /// It usually pays in time, or nothing is known of it.
        Prompt = "prompt",
    }
}

/// The facts that tell the conduct of a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ConductFacts<'a> {
    /// The sum of the overdue items.
    pub overdue: Total,
    /// The disputed part of it.
    pub disputed_overdue: Total,
    /// The status of each of its promises, as [`promises`](crate::receivable::promises) gives it.
    pub promises: &'a [Option<PromiseStatus>],
    /// The days beyond terms after which half of its money came.
    pub usual_days: Option<i32>,
}

/// A row of the table of strategies.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct StrategyRow {
    /// The class; `None` for all.
    #[cfg_attr(feature = "serde", serde(default))]
    pub class: Option<Class>,
    /// The conduct; `None` for all.
    #[cfg_attr(feature = "serde", serde(default))]
    pub conduct: Option<PaymentConduct>,
    /// The step for each age, none milder than the one before.
    pub steps: Vec<CollectionStep>,
}

impl StrategyRow {
    fn holds_for(&self, class: Class, conduct: PaymentConduct) -> bool {
        self.class.is_none_or(|it| it == class) && self.conduct.is_none_or(|it| it == conduct)
    }
}

/// The plain form of a [`CollectionStrategy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct CollectionStrategyDraft {
    /// The days past due from which each age holds, rising from 1 on.
    pub from_days: Vec<u16>,
    /// The rows; the first that holds for a class and a conduct decides.
    pub rows: Vec<StrategyRow>,
    /// The usual days beyond terms from which a customer pays late, 10 by default.
    pub slow_from_days: u16,
}

impl Default for CollectionStrategyDraft {
    fn default() -> Self {
        use CollectionStep::{
            Call, Clarify, FormalDemand, LegalAction, PaymentPlan, Remind, StopDelivery, Visit,
            Wait,
        };
        let row = |class, conduct, steps: [CollectionStep; 5]| {
            let steps = steps.to_vec();
            StrategyRow { class, conduct, steps }
        };
        let (disputing, broken) = (PaymentConduct::Disputing, PaymentConduct::BrokenPromise);
        let (slow, large) = (Some(PaymentConduct::Slow), Some(Class::A));
        let rows = vec![
            row(None, Some(disputing), [Clarify, Clarify, Clarify, Visit, FormalDemand]),
            row(None, Some(broken), [Call, Visit, StopDelivery, FormalDemand, LegalAction]),
            row(large, slow, [Remind, Call, Visit, PaymentPlan, FormalDemand]),
            row(None, slow, [Remind, Call, StopDelivery, FormalDemand, LegalAction]),
            row(large, None, [Wait, Call, Visit, PaymentPlan, FormalDemand]),
            row(None, None, [Wait, Remind, Call, StopDelivery, LegalAction]),
        ];
        Self { from_days: vec![1, 8, 31, 61, 91], rows, slow_from_days: 10 }
    }
}

impl Draft for CollectionStrategyDraft {
    fn check(&self, found: &mut Violations) {
        match self.from_days.first() {
            None => found.add("from_days", "must name at least one age, was empty".to_owned()),
            Some(1) => {}
            Some(first) => found.add("from_days.0", format!("must be 1, was {first}")),
        }
        found.within("from_days", |found| {
            let before = std::iter::once(None).chain(self.from_days.iter().copied().map(Some));
            for (place, (days, before)) in self.from_days.iter().zip(before).enumerate() {
                found.check_order(&place.to_string(), Order::Rising, before, *days);
            }
        });
        self.check_rows(found);
        for (class, conduct) in cells() {
            if self.row(class, conduct).is_none() {
                found.add(
                    "rows",
                    format!("must have one for each cell, {class} {conduct} had none"),
                );
            }
        }
    }
}

impl CollectionStrategyDraft {
    fn check_rows(&self, found: &mut Violations) {
        let ages = self.from_days.len();
        for (place, row) in self.rows.iter().enumerate() {
            found.within(&format!("rows.{place}"), |found| {
                let count = row.steps.len();
                if count != ages {
                    found.add("steps", format!("must be {ages}, one for each age, were {count}"));
                }
                if !Order::NotFalling.holds_in(&row.steps) {
                    let steps: Vec<&str> = row.steps.iter().map(|step| step.code()).collect();
                    let steps = steps.join(", ");
                    found.add("steps", format!("must not become milder, were {steps}"));
                }
            });
            let decides = |(class, conduct)| {
                let first = self.rows.iter().position(|it| it.holds_for(class, conduct));
                first == Some(place)
            };
            if !cells().any(decides) {
                let problem = "must decide a cell, the rows before decide all of its cells";
                found.add(&format!("rows.{place}"), problem.to_owned());
            }
        }
    }

    /// The row that decides for a class and a conduct.
    fn row(&self, class: Class, conduct: PaymentConduct) -> Option<&StrategyRow> {
        self.rows.iter().find(|row| row.holds_for(class, conduct))
    }
}

fn cells() -> impl Iterator<Item = (Class, PaymentConduct)> {
    let with_class = |class| PaymentConduct::ALL.map(|conduct| (class, conduct));
    Class::ALL.into_iter().flat_map(with_class)
}

/// The table of strategies: the next step of a collection for each class, age and conduct.
///
/// # Rule
///
/// > S10, S20: every class and conduct has a step at every age, and no step is milder than that of
/// > a younger item. What is not overdue has none.
///
/// The default values: ages from 1, 8, 31, 61 and 91 days past due. A dispute is settled before
/// anybody asks for money; after a broken promise each step comes one age earlier; class A is
/// visited and offered instalments before deliveries stop.
///
/// ```
/// use guanxi::credit::{CollectionStep, CollectionStrategy, PaymentConduct};
/// use guanxi::segment::Class;
///
/// let strategy = CollectionStrategy::default();
/// let step = |days| strategy.next_step(Class::B, PaymentConduct::Slow, days);
/// let (remind, stop) = (CollectionStep::Remind, CollectionStep::StopDelivery);
/// assert_eq!([0, 1, 31].map(step), [None, Some(remind), Some(stop)]);
/// ```
#[doc(alias = "催收策略")]
pub type CollectionStrategy = Valid<CollectionStrategyDraft>;

impl CollectionStrategy {
    /// The next step for a customer by the days past due of its oldest item; `None` when nothing
    /// is overdue.
    pub fn next_step(
        &self,
        class: Class,
        conduct: PaymentConduct,
        days_past_due: i32,
    ) -> Option<CollectionStep> {
        let ages = Steps::new(&self.from_days, |days: &u16| i32::from(*days));
        let place = ages.reached(days_past_due).checked_sub(1)?;
        self.row(class, conduct)?.steps.get(place).copied()
    }

    /// The conduct of a customer, the first of [`PaymentConduct`] that the facts show.
    pub fn conduct(&self, facts: &ConductFacts<'_>) -> PaymentConduct {
        let is_disputed = facts.overdue.is_positive() && facts.disputed_overdue >= facts.overdue;
        let has_broken = facts.promises.contains(&Some(PromiseStatus::Broken));
        let is_slow = facts.usual_days.is_some_and(|days| days >= i32::from(self.slow_from_days));
        match (is_disputed, has_broken, is_slow) {
            (true, _, _) => PaymentConduct::Disputing,
            (false, true, _) => PaymentConduct::BrokenPromise,
            (false, false, true) => PaymentConduct::Slow,
            (false, false, false) => PaymentConduct::Prompt,
        }
    }
}

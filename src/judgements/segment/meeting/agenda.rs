use super::{DecidedClass, MeetingPolicyDraft};
use crate::calendar::AsOf;
use crate::class_meeting::ClassDecision;
use crate::id::CustomerKey;
use crate::money::Amount;
use crate::segment::{Class, ClassLines, ClassTransition};
use crate::valid::words;

words! {
    /// The reason why a customer is on the agenda of a classification meeting, the gravest first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AgendaReason as "a reason of an agenda" {
        /// Its amount is not known, so no class is computed.
        Unjudged = "unjudged",
        /// The computed class is another than the one that the decision in force was about.
        Outdated = "outdated" => "decision outdated",
        /// A decision ends soon or has ended.
        DecisionEnds = "decision_ends" => "decision ends",
        /// It came into another class.
        Moved = "moved",
        /// Its amount alone gives another class than it has.
        Held = "held" => "held in its class",
        /// It stands near a cut.
        NearCut = "near_cut" => "near a cut",
    }
}

/// A customer as the agenda of a meeting reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewedCustomer<'a> {
    /// The customer.
    pub customer: CustomerKey,
    /// The amount by which it is classed; `None` where it is not known.
    pub amount: Option<Amount>,
    /// The step to its class of this review.
    pub transition: ClassTransition,
    /// All decisions about its class.
    pub decisions: &'a [ClassDecision],
}

/// A customer on the agenda of a classification meeting.
///
/// Written with the customer by its position, and without the amount, which has no currency here.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AgendaItem {
    /// The customer.
    pub customer: CustomerKey,
    /// The amount by which it is classed.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub amount: Option<Amount>,
    /// The step to its class of this review.
    pub transition: ClassTransition,
    /// Its class, with the decision that stands beside it.
    pub class: DecidedClass,
    /// The reasons, the gravest first, one or more.
    pub reasons: Vec<AgendaReason>,
}

impl MeetingPolicyDraft {
    /// The agenda of a meeting on a date: the customers to be talked about, by their gravest
    /// reason, of one reason the largest first.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::day;
    /// use guanxi::id::CustomerKey;
    /// use guanxi::money::Amount;
    /// use guanxi::segment::{AbcPolicy, AgendaReason, Class, MeetingPolicy, ReviewedCustomer};
    ///
    /// let amounts = [850, 95, 55].map(Amount::from_minor);
    /// let lines = AbcPolicy::default().lines(&amounts, "CNY".parse()?);
    /// let customers: Vec<_> = (0..).zip(amounts).map(|(place, amount)| {
    ///     let transition = lines.next(Some(Class::A.into()), Some(amount));
    ///     let customer = CustomerKey::from_position(place);
    ///     ReviewedCustomer { customer, amount: Some(amount), transition, decisions: &[] }
    /// }).collect();
    /// let t = AsOf::new(day!(2026, 3, 31));
    /// let agenda = MeetingPolicy::default().agenda(&lines, &customers, t);
    /// let said: Vec<_> = agenda.iter().map(|it| it.transition.to_string()).collect();
    /// assert_eq!(said, ["A -> B (demoted)", "A -> B (demoted)"]);
    /// assert_eq!(agenda[1].reasons, [AgendaReason::Moved, AgendaReason::NearCut]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn agenda(
        &self,
        lines: &ClassLines,
        customers: &[ReviewedCustomer<'_>],
        t: AsOf,
    ) -> Vec<AgendaItem> {
        let item = |it: &ReviewedCustomer<'_>| {
            let reasons = self.reasons(lines, it, t);
            let class = DecidedClass::new(it.transition.class(), it.decisions, t);
            let ReviewedCustomer { customer, amount, transition, .. } = *it;
            let item = AgendaItem { customer, amount, transition, class, reasons };
            (!item.reasons.is_empty()).then_some(item)
        };
        let mut agenda: Vec<AgendaItem> = customers.iter().filter_map(item).collect();
        agenda.sort_by(|a, b| {
            let by_reason = a.reasons.first().cmp(&b.reasons.first());
            let by_amount = b.amount.cmp(&a.amount);
            by_reason.then(by_amount).then(a.customer.cmp(&b.customer))
        });
        agenda
    }

    fn reasons(
        &self,
        lines: &ClassLines,
        customer: &ReviewedCustomer<'_>,
        t: AsOf,
    ) -> Vec<AgendaReason> {
        let transition = &customer.transition;
        let stands = ClassDecision::in_force(customer.decisions, t);
        let latest = ClassDecision::latest(customer.decisions, t);
        let class = transition.class();
        let is_other =
            |it: &ClassDecision| class.is_some_and(|now| now != Class::from(it.computed));
        let holds = |reason| match reason {
            AgendaReason::Unjudged => transition.computed.is_none(),
            AgendaReason::Outdated => stands.is_some_and(is_other),
            AgendaReason::DecisionEnds => latest.is_some_and(|it| self.is_ending(it, t)),
            AgendaReason::Moved => transition.is_change(),
            AgendaReason::Held => transition.computed.is_some() && transition.computed != class,
            AgendaReason::NearCut => customer.amount.is_some_and(|it| lines.is_near(it)),
        };
        AgendaReason::ALL.into_iter().filter(|reason| holds(*reason)).collect()
    }
}

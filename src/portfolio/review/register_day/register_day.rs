use std::collections::BTreeMap;

use super::customer_context::{is_reviewed, told_to_register};
use super::event_step_error::EventStepError;
use super::step_context::StepContext;
use crate::account::Fact;
use crate::book::Book;
use crate::casework::{CasePolicy, CustomerContext, Evaluations, Notice, Register};
use crate::id::CustomerKey;
use crate::review::Assessor;
use crate::segment::{Class, Cuts};
use crate::warning::{ByRule, Outcome, Rule};

/// The day of a register between two reviews: single customers are judged and stepped, straight
/// from an event or because something is due. Influences of their rules on each other are included.
///
/// ```
/// use guanxi::book::Book;
/// use guanxi::calendar::AsOf;
/// use guanxi::casework::Register;
/// use guanxi::customer::Customer;
/// use guanxi::incident::{Credibility, Impact, Incident};
/// use guanxi::policy::Policy;
/// use guanxi::review::{RegisterDay, StepContext};
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?))?;
/// let policy = Policy::default();
/// let (t, context) = ("2026-03-02".parse::<AsOf>()?, StepContext::default());
/// let mut register = Register::default();
/// book.review(t, &policy)?.step(&mut register, 1, &context, &policy.cases)?;
///
/// let (assessor, cuts) = (book.assessor(t, &policy), book.cuts(t, &policy)?);
/// let day = RegisterDay { assessor: &assessor, cuts, context, cases: &policy.cases };
/// let theft = Incident {
///     kind: "theft".parse()?,
///     occurred: t.day(),
///     reported: t.day(),
///     credibility: Credibility::Verified,
///     impact: Impact::try_new(3)?,
///     resolved: None,
/// };
/// let news = day.record(&mut book, &mut register, 2, li, theft)?;
/// assert_eq!(news.len(), 1, "raised at once");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct RegisterDay<'a> {
    /// The policy in the context of the day.
    pub assessor: &'a Assessor<'a>,
    /// The cuts between the classes: those of the last review, or of
    /// [`Book::cuts`](crate::book::Book::cuts).
    pub cuts: Cuts,
    /// Facts beside the book.
    pub context: StepContext<'a>,
    /// The policy of cases.
    pub cases: &'a CasePolicy,
}

impl RegisterDay<'_> {
    /// Records a fact about a customer, judges it again and steps the register for it.
    ///
    /// # Errors
    ///
    /// When the book refuses the fact, a repetition among others, or the register the step. Nothing
    /// has changed then.
    #[doc(alias = "事件驱动")]
    pub fn record(
        &self,
        book: &mut Book,
        register: &mut Register,
        evaluation: u64,
        customer: CustomerKey,
        fact: impl Into<Fact>,
    ) -> Result<Vec<Notice>, EventStepError> {
        let t = self.assessor.as_of();
        let judged = book.survivor_at(customer, t);
        register.check_event(evaluation, judged, t)?;
        book.record_fact(customer, &fact.into())?;
        self.step(book, register, evaluation, &[judged])
    }

    /// Judges customers, ascending, and steps the register for them: those that are
    /// [due](Register::due), that had an event, or that have to be evaluated again
    /// [today](super::ComingDays). For one that is in no review of the day, since it has not
    /// started or is merged into another, the day passes: deadlines and shelves, and no rule.
    ///
    /// # Errors
    ///
    /// When there is no such customer, or the register refuses the step.
    pub fn step(
        &self,
        book: &Book,
        register: &mut Register,
        evaluation: u64,
        customers: &[CustomerKey],
    ) -> Result<Vec<Notice>, EventStepError> {
        let t = self.assessor.as_of();
        let mut judged = Vec::with_capacity(customers.len());
        let mut gone = Vec::new();
        let mut contexts = BTreeMap::new();
        let mut columns: ByRule<Vec<Outcome>> = ByRule::default();
        for key in customers {
            let account = book.account_at(*key, t)?;
            if !is_reviewed(book, *key, account.view(), t) {
                gone.push(*key);
                continue;
            }
            let class = self.assessor.class(account.view(), &self.cuts);
            let (outcomes, context) = told_to_register(self.assessor, class, account.view());
            let is_on_hold = self.context.on_hold.binary_search(key).is_ok();
            contexts.insert(*key, CustomerContext { is_on_hold, ..context });
            judged.push(*key);
            for rule in Rule::ALL {
                columns.get_mut(rule).push(*outcomes.get(rule));
            }
        }
        let stated = book.feed_statements().as_of(t);
        let evaluations = Evaluations {
            customers: &judged,
            outcomes: ByRule::each(|rule| columns.get(rule).as_slice()),
            speaks_since: ByRule::default(),
        };
        // A step asks once for each customer that it takes.
        let context = |key| contexts.remove(&key).unwrap_or_else(|| CustomerContext::new(Class::C));
        let watermarks = self.context.watermarks.or(stated.watermarks);
        let (all, by) = ((evaluations, gone.as_slice()), (t, self.cases));
        Ok(register.step_part_with_gone(evaluation, all, &watermarks, context, by)?)
    }
}

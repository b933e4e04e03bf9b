use std::fmt;

use super::VisitReason;
use crate::account::AccountView;
use crate::calendar::{AsOf, Day, Window};
use crate::contact::{CommonGround, MannerLine};
use crate::contract::ContractStatus;
use crate::customer::Field;
use crate::id::{ContractId, CustomerId, PersonId, ProductGroupId};
use crate::lapse::OwnDays;
use crate::money::{Currency, Total};
use crate::objection::{Objection, ObjectionStage};
use crate::order_profile::{NextOrder, OrderProfile, OrderProfilePolicy};
use crate::receivable::OpenBalance;

/// Everything that the brief of a visit takes besides the account.
#[derive(Debug, Clone, Copy)]
pub struct VisitBriefFacts<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// The account.
    pub account: AccountView<'a>,
    /// The own days of the customer, by which its next order is proposed: see
    /// [`Context::own_days`](crate::context::Context::own_days).
    pub own_days: &'a OwnDays<'a>,
    /// The date.
    pub t: AsOf,
    /// The common ground of the visitor with the people there, disclosed to the visitor: see
    /// [`common_ground`](crate::contact::common_ground).
    pub common_ground: &'a [CommonGround<'a>],
    /// The manner of the people there, disclosed to the visitor: see
    /// [`Manners::brief`](crate::contact::Manners::brief).
    pub manners: &'a [MannerLine<'a>],
    /// The reasons of the visit.
    pub reasons: &'a [VisitReason],
    /// Promises of ours that are open, and papers to bring, each in a few words.
    pub to_bring: &'a [String],
    /// Products that peers buy and the customer does not.
    pub white_space: &'a [ProductGroupId],
    /// Fields of the card that are missing or stale: see
    /// [`completeness`](crate::customer::completeness).
    pub to_ask: &'a [Field],
    /// Complaints and opinions that wait for an answer of ours, each in a few words.
    pub unanswered: &'a [String],
    /// The days ahead in which the end of a contract is told.
    pub contract_ahead_days: u16,
    /// The bounds of usual orders.
    pub order_profile: &'a OrderProfilePolicy,
}

/// The brief of a visit: with whom, why, what to bring and to collect (S24, S26).
///
/// # Rule
///
/// > S26: common ground first, disputes last: money in dispute, then complaints and opinions that
/// > wait for an answer.
///
/// Facts about people come in only as they were disclosed to the visitor, so that faith, kin
/// and taboos stand in nobody's brief without clearance. Displayed as a page, in the order of the
/// talk.
#[doc(alias = "拜访准备")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitBrief<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// The currency of all sums.
    pub currency: Currency,
    /// The reasons of the visit.
    pub reasons: &'a [VisitReason],
    /// The people who hold a post there, by id.
    pub people: Vec<&'a PersonId>,
    /// The common ground, as it was disclosed to the visitor.
    pub common_ground: &'a [CommonGround<'a>],
    /// The manner of the people, as it was disclosed to the visitor.
    pub manners: &'a [MannerLine<'a>],
    /// Promises and papers to bring.
    pub to_bring: &'a [String],
    /// The next order, proposed; `None` where too few are known.
    pub next_order: Option<NextOrder>,
    /// Products to offer.
    pub white_space: &'a [ProductGroupId],
    /// Contracts that end soon, with their last days.
    pub contracts: Vec<(&'a ContractId, Day)>,
    /// Fields of the card to ask for.
    pub to_ask: &'a [Field],
    /// The objections that are open.
    pub objections: Vec<&'a Objection>,
    /// Overdue money to ask for, without what is disputed.
    pub to_collect: Total,
    /// The disputed part of what is open, to be settled before anybody asks for it.
    pub disputed: Total,
    /// Complaints and opinions that wait for an answer.
    pub unanswered: &'a [String],
}

impl<'a> VisitBrief<'a> {
    /// Gathers the brief of a visit.
    pub fn new(facts: &VisitBriefFacts<'a>) -> Self {
        let VisitBriefFacts { customer, account, own_days, t, .. } = *facts;
        let posts = account.posts().iter().filter(|it| it.term.contains(t.day()));
        let mut people: Vec<&PersonId> = posts.map(|it| &it.person).collect();
        people.sort_unstable();
        people.dedup();
        let ahead = t.day().offset(facts.contract_ahead_days.into());
        let ahead = Window::inclusive(t.day(), ahead);
        let in_force =
            account.contracts().iter().filter(|it| it.status(t) == ContractStatus::InForce);
        let ends = in_force.filter_map(|it| Some((it.id(), it.term().to()?)));
        let balance = OpenBalance::as_of(account.receivables(), t);
        let profile =
            OrderProfile::try_from_account(account, own_days, &[], t, facts.order_profile);
        let is_open = |it: &&Objection| match it.stage_as_of(t) {
            Some(ObjectionStage::Advanced | ObjectionStage::Closed) | None => false,
            Some(
                ObjectionStage::Open
                | ObjectionStage::Establishing
                | ObjectionStage::Answered
                | ObjectionStage::Repeated,
            ) => true,
        };
        Self {
            customer,
            currency: account.currency(),
            reasons: facts.reasons,
            people,
            common_ground: facts.common_ground,
            manners: facts.manners,
            to_bring: facts.to_bring,
            next_order: profile.ok().map(|it| it.next_order(own_days, t)),
            white_space: facts.white_space,
            contracts: ends.filter(|(_, last)| ahead.contains(*last)).collect(),
            to_ask: facts.to_ask,
            objections: account.objections().iter().filter(is_open).collect(),
            to_collect: balance.ageing.overdue().minus(balance.disputed_overdue),
            disputed: balance.disputed,
            unanswered: facts.unanswered,
        }
    }
}

fn lines(
    f: &mut fmt::Formatter<'_>,
    title: &str,
    items: impl IntoIterator<Item = impl fmt::Display>,
) -> fmt::Result {
    for (place, item) in items.into_iter().enumerate() {
        if place == 0 {
            write!(f, "\n{title}")?;
        }
        write!(f, "\n  {item}")?;
    }
    Ok(())
}

impl fmt::Display for VisitBrief<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "visit to {}", self.customer)?;
        lines(f, "reasons", self.reasons)?;
        lines(f, "people", &self.people)?;
        let shared = self.common_ground.iter().map(|it| format!("{}: {}", it.kind, it.value));
        lines(f, "common ground", shared)?;
        lines(f, "manner", self.manners)?;
        lines(f, "to bring", self.to_bring)?;
        lines(f, "next order", &self.next_order)?;
        lines(f, "to offer", self.white_space)?;
        let ends = self.contracts.iter().map(|(id, last)| format!("contract {id} ends on {last}"));
        lines(f, "papers", ends)?;
        lines(f, "to ask", self.to_ask)?;
        lines(f, "objections", self.objections.iter().map(|it| &it.opening().kind))?;
        let money = |total: Total| {
            let spoken = total.with_currency(self.currency).to_string();
            total.is_positive().then_some(spoken)
        };
        lines(f, "to collect, overdue", money(self.to_collect))?;
        lines(f, "in dispute, last", money(self.disputed).iter().chain(self.unanswered))
    }
}

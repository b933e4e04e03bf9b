use std::collections::BTreeSet;
use std::fmt;

use super::HandOverRequest;
use crate::account::Interaction;
use crate::calendar::{Day, Month, Period, Window};
use crate::contact::{BuyingRole, Stance};
use crate::contract::ContractStatus;
use crate::credit::LimitInForce;
use crate::customer::{Field, FieldStanding};
use crate::id::{ContractId, PersonId, StaffId};
use crate::money::{Currency, Total};
use crate::receivable::{OpenBalance, PaymentTerms};

/// A person at the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct HandedPerson {
    /// The person.
    pub person: PersonId,
    /// The titles of the posts held on the date.
    pub titles: Vec<String>,
    /// The parts in buying.
    pub roles: BTreeSet<BuyingRole>,
    /// The stance towards us; `None` where nobody noted it.
    pub stance: Option<Stance>,
    /// The last contact in which both sides spoke.
    pub last_met: Option<Day>,
    /// The people of ours who had such contact.
    pub met_by: BTreeSet<StaffId>,
}

/// A contract that is not over.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct HandedContract {
    /// The contract.
    pub id: ContractId,
    /// The status.
    pub status: ContractStatus,
    /// The last day of the term; `None` for one without end.
    pub last_day: Option<Day>,
}

/// The terms that are agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedTerms {
    /// The terms of payment; `None` where none are stated.
    pub payment: Option<PaymentTerms>,
    /// The limit in force.
    pub limit: LimitInForce,
    /// The contracts that are not over, in their order.
    pub contracts: Vec<HandedContract>,
}

/// Sales against plan in the year of the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandedSales {
    /// The first month of the year.
    pub first_month: Month,
    /// The month that runs.
    pub this_month: Month,
    /// Net sales of the complete months of the year.
    pub sold: Total,
    /// The plan of these months; `None` where none of them has one.
    pub planned: Option<Total>,
    /// Net sales of the month that runs.
    pub sold_this_month: Total,
}

/// The debt of the customer, and the orders that are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HandedDebt {
    /// The balance.
    pub owed: Total,
    /// The overdue part of it.
    pub overdue: Total,
    /// The part of all orders that is still to be delivered or billed.
    pub open_orders: Total,
}

/// The fields of the card that need work, of those that the reader may see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct HandedGaps {
    /// Mandatory fields without a value.
    pub missing: Vec<Field>,
    /// Values that are too old.
    pub stale: Vec<Field>,
    /// Fields in conflict.
    pub conflicts: Vec<Field>,
    /// Fields of which nothing was ever recorded: if anybody knows, it is the leaver.
    pub never_recorded: Vec<Field>,
}

impl HandedPerson {
    /// The people who hold a post at the customer, by id.
    pub(super) fn all(request: &HandOverRequest<'_>) -> Vec<Self> {
        let HandOverRequest { customer, t, contacts, .. } = *request;
        let mut people: Vec<Self> = Vec::new();
        for post in contacts.posts_at(customer, t) {
            let title = post.title.clone();
            if let Some(held) = people.iter_mut().find(|it| it.person == post.person) {
                held.titles.extend(title);
                held.roles.extend(&post.roles);
                continue;
            }
            let person = &post.person;
            let talks = || {
                let all = contacts.interactions(customer, t);
                all.filter(|it| it.kind().is_two_way() && it.persons().contains(person))
            };
            people.push(Self {
                person: person.clone(),
                titles: title.into_iter().collect(),
                roles: post.roles.clone(),
                stance: contacts.standing(person, customer, t).map(|it| it.stance),
                last_met: talks().map(Interaction::day).max(),
                met_by: talks().flat_map(|it| it.staff().iter().cloned()).collect(),
            });
        }
        people
    }
}

impl HandedTerms {
    pub(super) fn new(request: &HandOverRequest<'_>) -> Self {
        let HandOverRequest { account, t, .. } = *request;
        let contracts = account.contracts().iter().filter_map(|contract| {
            let status = contract.status(t);
            let is_over = match status {
                ContractStatus::Expired | ContractStatus::Terminated => true,
                ContractStatus::Drafted
                | ContractStatus::InReview
                | ContractStatus::Approved
                | ContractStatus::Signed
                | ContractStatus::InForce => false,
            };
            let (id, last_day) = (contract.id().clone(), contract.term().to());
            (!is_over).then_some(HandedContract { id, status, last_day })
        });
        Self {
            payment: account.payment_terms().cloned(),
            limit: LimitInForce::from_account(account, t),
            contracts: contracts.collect(),
        }
    }
}

impl HandedSales {
    pub(super) fn new(request: &HandOverRequest<'_>) -> Self {
        let HandOverRequest { account, t, .. } = *request;
        let (first_month, this_month) = (Period::Year.first_month(t.day()), t.day().month());
        let before = first_month.first_day().offset(-1);
        let complete = this_month.first_day().offset(-1);
        let plans = account.plans().iter();
        let planned = plans.filter(|it| first_month <= it.month() && it.month() < this_month);
        let planned: Vec<_> = planned.map(|it| it.amount()).collect();
        let net = |after, until| account.sales().net(Window { after, until });
        Self {
            first_month,
            this_month,
            sold: net(before, complete),
            planned: (!planned.is_empty()).then(|| planned.into_iter().collect()),
            sold_this_month: net(complete, t.day()),
        }
    }
}

impl HandedDebt {
    pub(super) fn new(request: &HandOverRequest<'_>) -> Self {
        let HandOverRequest { account, t, .. } = *request;
        let balance = OpenBalance::as_of(account.receivables(), t);
        Self {
            owed: balance.balance(),
            overdue: balance.ageing.overdue(),
            open_orders: account.open_orders(t).map(|it| it.open).collect(),
        }
    }

    pub(super) fn spoken(&self, currency: Currency) -> String {
        let money = |total: Total| total.with_currency(currency);
        let (owed, overdue) = (money(self.owed), money(self.overdue));
        format!("owed {owed}, of it overdue {overdue}; open orders {}", money(self.open_orders))
    }
}

impl HandedGaps {
    pub(super) fn new(request: &HandOverRequest<'_>) -> Self {
        let HandOverRequest { card, t, importance, .. } = *request;
        let policy = card.policy();
        let mut gaps = Self::default();
        for field in Field::ALL.into_iter().filter(|field| policy.weight(*field) > 0) {
            match card.standing(field, t) {
                FieldStanding::Withheld => continue,
                FieldStanding::Empty if policy.mandatory.contains(&field) => {
                    gaps.missing.push(field);
                }
                FieldStanding::Empty => {}
                FieldStanding::Conflict { .. } => gaps.conflicts.push(field),
                FieldStanding::Value(value) => {
                    if !policy.is_fresh(field, value.confirmed, t, importance) {
                        gaps.stale.push(field);
                    }
                }
            }
            let is_recorded =
                card.entries(field, t).next().is_some() || card.rulings(field, t).next().is_some();
            if !is_recorded {
                gaps.never_recorded.push(field);
            }
        }
        gaps
    }
}

impl fmt::Display for HandedPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.person)?;
        for title in &self.titles {
            write!(f, ", {title}")?;
        }
        let roles: Vec<String> = self.roles.iter().map(ToString::to_string).collect();
        if !roles.is_empty() {
            write!(f, " ({})", roles.join(", "))?;
        }
        if let Some(stance) = self.stance {
            write!(f, ", {stance}")?;
        }
        match self.last_met {
            Some(day) => write!(f, ", last met on {day}"),
            None => f.write_str(", never met"),
        }
    }
}

impl fmt::Display for HandedContract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { id, status, last_day } = self;
        write!(f, "contract {id}: {status}")?;
        match last_day {
            Some(day) => write!(f, ", to {day}"),
            None => f.write_str(", without end"),
        }
    }
}

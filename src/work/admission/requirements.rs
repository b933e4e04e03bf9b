use std::fmt;

use super::{AdmissionPolicyDraft, FirstTerms};
use crate::calendar::AsOf;
use crate::customer::{CardView, Field, Importance, completeness};
use crate::duplicate::{DuplicatePolicy, IdentityFacts, Matches, NumberPair, PairVerdict};
use crate::id::CustomerKey;
use crate::lifecycle::Quorum;
use crate::means::PermitFinding;
use crate::money::{Major, Money};
use crate::trading_rights::RightsConflict;

/// The facts about a customer that is to be admitted, each from the judgement that owns it.
#[derive(Debug, Clone, Copy)]
pub struct AdmissionFacts<'a> {
    /// Its numbers of registers; a number whose check fails is none.
    pub identity: &'a IdentityFacts,
    /// The policy of duplicates, by which numbers contradict each other.
    pub duplicates: &'a DuplicatePolicy,
    /// The records that may be the same customer, of
    /// [`IdentityIndex::matches`](crate::duplicate::IdentityIndex::matches).
    pub matches: &'a Matches,
    /// Its card.
    pub card: CardView<'a>,
    /// The findings about the permits of its kind of business, of
    /// [`PermitPolicyDraft::findings`](crate::means::PermitPolicyDraft::findings).
    pub permits: &'a [PermitFinding],
    /// The rights of its draft contract that others hold, of
    /// [`rights_conflicts`](crate::trading_rights::rights_conflicts).
    pub rights: &'a [RightsConflict],
}

/// A requirement of an admission that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "gap", rename_all = "snake_case")
)]
#[non_exhaustive]
pub enum AdmissionGap {
    /// The customer has no number of a register.
    NoNumber,
    /// Two numbers of the customer contradict each other.
    Contradiction {
        /// The two numbers.
        numbers: NumberPair,
    },
    /// Another record is the same customer, or likely the same.
    Duplicate {
        /// The other record.
        customer: CustomerKey,
        /// The verdict about both.
        #[cfg_attr(feature = "serde", serde(rename = "because"))]
        verdict: PairVerdict,
    },
    /// A permit of its kind of business is missing or has ended.
    Permit {
        /// The finding.
        finding: PermitFinding,
    },
    /// A mandatory field of the card is empty.
    Field {
        /// The field.
        field: Field,
    },
    /// A mandatory field of the card has two values.
    FieldInConflict {
        /// The field.
        field: Field,
    },
    /// A right is held by another.
    Rights {
        /// The conflict.
        conflict: RightsConflict,
    },
    /// The limit is negative, or above the largest one of a trial.
    Limit {
        /// The limit proposed.
        limit: Money,
        /// The largest limit; `None` where the policy has none.
        most: Option<Money>,
    },
    /// The days for payment are beyond those of a trial.
    PaymentDays {
        /// The days proposed.
        days: u16,
        /// The most days.
        most: u16,
    },
    /// The plan is negative, or in another currency than the limit.
    Plan {
        /// The plan proposed.
        plan: Money,
        /// The limit proposed.
        limit: Money,
    },
}

impl AdmissionPolicyDraft {
    /// The people who approve an admission with a credit limit.
    pub fn approvers(&self, limit: Money) -> &Quorum {
        let is_reached = |from: &Major| from.to_minor_ceil(limit.currency()) <= limit.amount();
        self.quorum.quorum_by(is_reached)
    }

    /// Everything that stands in the way of an admission as of a day: requirements in the order of
    /// the page of this module. Empty when it may be submitted.
    ///
    /// # Rule
    ///
    /// > S15: identity checked and no duplicate, permits, a card, free rights, first terms within
    /// > what may be granted. A permit that ends soon is valid.
    #[doc(alias = "准入条件")]
    pub fn gaps(
        &self,
        facts: &AdmissionFacts<'_>,
        terms: &FirstTerms,
        t: AsOf,
    ) -> Vec<AdmissionGap> {
        let AdmissionFacts { identity, duplicates, matches, card, permits, rights } = facts;
        let mut gaps = Vec::new();
        if self.needs_number && identity.numbers().is_empty() {
            gaps.push(AdmissionGap::NoNumber);
        }
        let contradictions = duplicates.contradictions(identity).into_iter();
        gaps.extend(contradictions.map(|numbers| AdmissionGap::Contradiction { numbers }));
        let same = matches.iter().filter(|it| it.verdict.joins());
        gaps.extend(same.map(|it| {
            let (customer, verdict) = (it.customer, it.verdict.clone());
            AdmissionGap::Duplicate { customer, verdict }
        }));
        let without = permits.iter().filter(|it| is_without(it)).cloned();
        gaps.extend(without.map(|finding| AdmissionGap::Permit { finding }));
        gaps.extend(card_gaps(card, t));
        gaps.extend(rights.iter().cloned().map(|conflict| AdmissionGap::Rights { conflict }));
        gaps.extend(self.gaps_of_terms(terms));
        gaps
    }

    fn gaps_of_terms(&self, terms: &FirstTerms) -> impl Iterator<Item = AdmissionGap> {
        let FirstTerms { limit, payment_days: days, plan } = *terms;
        let currency = limit.currency();
        let most = self.most_limit.map(|most| Money::new(most.to_minor_ceil(currency), currency));
        let is_beyond = most.is_some_and(|most| limit.amount() > most.amount());
        let limited = (limit.amount().is_negative() || is_beyond)
            .then_some(AdmissionGap::Limit { limit, most });
        let most = self.most_payment_days;
        let paid = (days > most).then_some(AdmissionGap::PaymentDays { days, most });
        let is_wrong = plan.amount().is_negative() || plan.currency() != currency;
        let planned = is_wrong.then_some(AdmissionGap::Plan { plan, limit });
        [limited, paid, planned].into_iter().flatten()
    }
}

/// Tells whether a finding says that there is no valid permit.
const fn is_without(finding: &PermitFinding) -> bool {
    match finding {
        PermitFinding::Missing { .. } | PermitFinding::Ended { .. } => true,
        PermitFinding::EndsSoon { .. } => false,
    }
}

fn card_gaps(card: &CardView<'_>, t: AsOf) -> Vec<AdmissionGap> {
    let found = completeness(card, t, Importance::C);
    let empty = found.missing().iter().map(|field| AdmissionGap::Field { field: *field });
    let mandatory = card.policy().mandatory.iter().copied();
    let in_conflict = mandatory.filter(|field| card.standing(*field, t).is_in_conflict());
    empty.chain(in_conflict.map(|field| AdmissionGap::FieldInConflict { field })).collect()
}

impl fmt::Display for AdmissionGap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoNumber => f.write_str("no number of a register is known"),
            Self::Contradiction { numbers } => {
                write!(f, "{numbers} are two numbers where a company has one")
            }
            Self::Duplicate { customer, verdict } => {
                write!(f, "the customer at position {} is {verdict}", customer.position())
            }
            Self::Permit { finding } => finding.fmt(f),
            Self::Field { field } => write!(f, "{field} is not on the card"),
            Self::FieldInConflict { field } => write!(f, "{field} on the card is in conflict"),
            Self::Rights { conflict } => conflict.fmt(f),
            Self::Limit { limit, most: None } => {
                write!(f, "a first limit is not negative, was {limit}")
            }
            Self::Limit { limit, most: Some(most) } => {
                write!(f, "a first limit lies between 0 and {most}, was {limit}")
            }
            Self::PaymentDays { days, most } => {
                write!(f, "a first payment is due within {most} days at most, was {days}")
            }
            Self::Plan { plan, limit } => write!(
                f,
                "a plan is not negative and in the currency of the limit, {limit}, was {plan}"
            ),
        }
    }
}

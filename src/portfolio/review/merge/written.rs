//! The written form of the consequences of a merge: amounts in major units of the currency named.

use std::collections::BTreeMap;
use std::fmt::Display;

use serde::{Serialize, Serializer};

use super::{MergeFigures, TermClash};
use crate::account::{CustomerTerm, MergeError};
use crate::money::Currency;
use crate::receivable::CreditLimit;
use crate::segment::{Class, Quadrant};
use crate::warning::{Outcome, Rule};

#[derive(Serialize)]
struct WrittenFigures<'a> {
    currency: Currency,
    balance: String,
    exposure: String,
    limit: String,
    purchases: String,
    class: Class,
    quadrant: Option<Quadrant>,
    outcomes: BTreeMap<&'static str, &'a Outcome>,
    receivables: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum WrittenTerm<'a> {
    CreditLimit(String),
    #[serde(untagged)]
    Other(&'a CustomerTerm),
}

#[derive(Serialize)]
struct WrittenClash<'a> {
    merged: WrittenTerm<'a>,
    survivor: WrittenTerm<'a>,
}

/// A credit limit as text in major units.
fn limit_text(limit: CreditLimit, currency: Currency) -> String {
    match limit {
        CreditLimit::NotSet => "not_set".to_owned(),
        CreditLimit::Unlimited => "unlimited".to_owned(),
        CreditLimit::Amount(amount) => amount.to_total().plain(currency).to_string(),
    }
}

impl Serialize for TermClash {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let written = |term| {
            if let &CustomerTerm::CreditLimit(limit) = term {
                WrittenTerm::CreditLimit(limit_text(limit, self.currency))
            } else {
                WrittenTerm::Other(term)
            }
        };
        let (merged, survivor) = (written(&self.merged), written(&self.survivor));
        WrittenClash { merged, survivor }.serialize(to)
    }
}

impl Serialize for MergeFigures {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { currency, balance, exposure, limit, purchases, .. } = self;
        let Self { class, quadrant, outcomes, receivables, .. } = self;
        let limit = limit_text(*limit, *currency);
        let written = WrittenFigures {
            currency: *currency,
            balance: balance.plain(*currency).to_string(),
            exposure: exposure.plain(*currency).to_string(),
            limit,
            purchases: purchases.plain(*currency).to_string(),
            class: *class,
            quadrant: *quadrant,
            outcomes: Rule::ALL.into_iter().map(|it| (it.code(), outcomes.get(it))).collect(),
            receivables: *receivables,
        };
        written.serialize(to)
    }
}

#[derive(Serialize)]
struct Refusal {
    code: &'static str,
    text: String,
}

/// Writes a value as the text that it prints.
pub(super) fn as_text<S: Serializer>(value: &impl Display, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(value)
}

/// Writes the refusal of a merge with its code.
pub(super) fn refusal<S: Serializer>(error: &MergeError, to: S) -> Result<S::Ok, S::Error> {
    Refusal { code: error.code(), text: error.to_string() }.serialize(to)
}

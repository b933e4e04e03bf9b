//! The written form of order checks and their remedies.

use serde::{Serialize, Serializer};

use super::check_finding::{Basis, CheckFinding, CheckOutcome, Measured};
use super::order_check::{OrderCheck, OrderVerdict};
use super::policy::Action;
use super::remedies::Remedies;
use crate::calendar::Day;
use crate::credit::Reason;
use crate::evidence::{Figure, NotJudged, Value};
use crate::money::{Amount, Currency, Total};

#[derive(Serialize)]
struct WrittenCheck<'a> {
    verdict: OrderVerdict,
    sentence: String,
    currency: Currency,
    before: String,
    added: String,
    after: String,
    limit: String,
    available: Option<String>,
    findings: &'a [CheckFinding],
}

impl Serialize for OrderCheck {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let currency = self.currency();
        let plain = |total: Total| total.plain(currency).to_string();
        let written = WrittenCheck {
            verdict: self.verdict(),
            sentence: self.to_string(),
            currency,
            before: plain(self.before()),
            added: plain(self.added()),
            after: plain(self.after()),
            limit: self.limit().plain(currency).to_string(),
            available: self.available().map(plain),
            findings: self.findings(),
        };
        written.serialize(to)
    }
}

#[derive(Serialize)]
struct WrittenMeasured<'a> {
    value: Figure,
    bound: Figure,
    margin: &'a Value,
}

impl<'a> WrittenMeasured<'a> {
    fn new(it: &'a Measured) -> Self {
        Self {
            value: Figure { label: it.label, value: it.value.clone() },
            bound: Figure { label: it.bound_label, value: it.bound.clone() },
            margin: &it.margin,
        }
    }

    fn from_basis(basis: &'a Basis) -> Option<Self> {
        match basis {
            Basis::Measured(it) => Some(Self::new(it)),
            Basis::Stated(_) => None,
        }
    }
}

impl Serialize for Measured {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        WrittenMeasured::new(self).serialize(to)
    }
}

#[derive(Serialize)]
struct WrittenFinding<'a> {
    reason: Reason,
    #[serde(skip_serializing_if = "Option::is_none")]
    pool: Option<&'a str>,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    action: Option<Action>,
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<NotJudged>,
    text: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    measured: Option<WrittenMeasured<'a>>,
}

impl Serialize for CheckFinding {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (outcome, why, basis) = match &self.outcome {
            CheckOutcome::Passed(basis) => ("passed", None, Some(basis)),
            CheckOutcome::Failed(_, basis) => ("failed", None, Some(basis)),
            CheckOutcome::NotJudged(why) => ("not_judged", Some(*why), None),
        };
        let written = WrittenFinding {
            reason: self.reason,
            pool: self.pool.as_deref(),
            outcome,
            action: self.action(),
            why,
            text: self.to_string(),
            measured: basis.and_then(WrittenMeasured::from_basis),
        };
        written.serialize(to)
    }
}

#[derive(Serialize)]
struct WrittenRemedies {
    verdict: OrderVerdict,
    currency: Currency,
    payment: Option<String>,
    cut: Option<String>,
    day: Option<Day>,
    limit: Option<String>,
    renewal: Option<Day>,
}

impl Serialize for Remedies {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self { currency, verdict, payment, cut, day, limit, renewal } = *self;
        let plain = |amount: Amount| amount.to_total().plain(currency).to_string();
        let written = WrittenRemedies {
            verdict,
            currency,
            payment: payment.map(plain),
            cut: cut.map(plain),
            day,
            limit: limit.map(plain),
            renewal,
        };
        written.serialize(to)
    }
}

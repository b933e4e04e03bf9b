use std::fmt;

use super::check_finding::{Basis, CheckFinding, CheckOutcome};
use super::policy::Action;
use crate::credit::{LimitInForce, Reason};
use crate::evidence::{Evidence, Figure, Value};
use crate::money::{Currency, Total};
use crate::valid::words;

words! {
    /// The verdict on an order.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OrderVerdict as "a verdict on an order" {
        /// The order ships.
        Approve = "approve",
        /// The order ships, with a warning.
        Warn = "warn",
        /// The order is held until a person releases it or its reasons are gone.
        Hold = "hold",
    }
}

/// The result of an order check, with the finding of every rule.
///
/// Prints as one sentence: the verdict and the rules that failed, in the order of precedence.
///
/// Written with `verdict`, that `sentence`, `currency`, the amounts `before`, `added`, `after`,
/// `limit` (also `not_set` or `unlimited`) and `available`, and all `findings`. Amounts are decimal
/// numbers in major units, as text.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::credit::{CreditInputs, OrderCheckPolicy, OrderRequest, Reason};
/// use guanxi::receivable::{CreditLimit, Invoice};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.agree_limit(CreditLimit::try_from_money("CNY 100".parse()?, account.currency())?)?;
/// let (issued, due) = ("2026-01-01".parse()?, "2026-01-31".parse()?);
/// account.record(Invoice::new("I1".parse()?, issued, due, "CNY 60".parse()?))?;
///
/// let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
/// let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
/// let check = policy.check(account.view(), &order, &inputs, "2026-03-10".parse()?)?;
/// let failed: Vec<Reason> = check.failed().map(|finding| finding.reason).collect();
/// assert_eq!(failed, [Reason::OverLimit, Reason::OldestItemTooOld]);
/// assert_eq!((check.before().minor(), check.after().minor()), (60_00, 115_00));
/// assert_eq!(check.available().map(|left| left.minor()), Some(40_00));
/// assert!(!check.was_over(), "it is the order that exceeds the limit");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "订单信用检查")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderCheck {
    verdict: OrderVerdict,
    findings: Vec<CheckFinding>,
    before: Total,
    after: Total,
    added: Total,
    limit: LimitInForce,
    currency: Currency,
}

/// The exposure around an order.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExposureChange {
    pub(super) before: Total,
    pub(super) after: Total,
    /// The part of the order that is not owed and not paid yet.
    pub(super) added: Total,
    pub(super) currency: Currency,
}

impl OrderCheck {
    pub(super) fn new(
        findings: Vec<CheckFinding>,
        exposure: ExposureChange,
        limit: LimitInForce,
    ) -> Self {
        let ExposureChange { before, after, added, currency } = exposure;
        let worst = findings.iter().filter_map(CheckFinding::action).max();
        let verdict = match worst {
            Some(Action::Hold) => OrderVerdict::Hold,
            Some(Action::Warn) => OrderVerdict::Warn,
            Some(Action::Off) | None => OrderVerdict::Approve,
        };
        Self { verdict, findings, before, after, added, limit, currency }
    }

    /// The verdict: the strictest action of the rules that failed.
    pub const fn verdict(&self) -> OrderVerdict {
        self.verdict
    }

    /// The finding of every rule, in the order of precedence.
    pub fn findings(&self) -> &[CheckFinding] {
        &self.findings
    }

    /// The rules that failed, in the order of precedence.
    pub fn failed(&self) -> impl Iterator<Item = &CheckFinding> {
        self.findings.iter().filter(|finding| finding.action().is_some())
    }

    /// The currency of the amounts.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The limit in force.
    pub const fn limit(&self) -> LimitInForce {
        self.limit
    }

    /// The exposure before the order.
    pub const fn before(&self) -> Total {
        self.before
    }

    /// The exposure with the order.
    pub const fn after(&self) -> Total {
        self.after
    }

    /// The amount that the order adds to what is owed, before guarantees: what of it is delivered,
    /// billed or posted is owed already, and what of its deposit is recorded is paid. Negative when
    /// more of the deposit is to come than of the order.
    pub const fn added(&self) -> Total {
        self.added
    }

    /// The credit that is left before this order; negative when the limit is exceeded already,
    /// absent without a limit.
    #[doc(alias = "可用额度")]
    pub fn available(&self) -> Option<Total> {
        match self.limit {
            LimitInForce::NotSet | LimitInForce::Unlimited => None,
            LimitInForce::Amount(limit) => Some(limit.minus(self.before)),
        }
    }

    /// True when the limit was exceeded before this order.
    pub fn was_over(&self) -> bool {
        self.available().is_some_and(|left| left < Total::ZERO)
    }

    /// The sentence, the figures, and the finding of each rule.
    pub fn evidence(&self) -> Evidence {
        let measured = self.findings.iter().filter_map(|finding| match &finding.outcome {
            CheckOutcome::Passed(Basis::Measured(it))
            | CheckOutcome::Failed(_, Basis::Measured(it)) => Some(it),
            CheckOutcome::Passed(Basis::Stated(_))
            | CheckOutcome::Failed(_, Basis::Stated(_))
            | CheckOutcome::NotJudged(_) => None,
        });
        let figures = measured.flat_map(|it| {
            let bound = Figure { label: it.bound_label, value: it.bound.clone() };
            [Figure { label: it.label, value: it.value.clone() }, bound]
        });
        let rules = self.findings.iter().map(|finding| Figure {
            label: finding.reason.code(),
            value: Value::Text(finding.to_string()),
        });
        Evidence::new(self.to_string(), figures.collect()).with_findings(rules)
    }
}

impl fmt::Display for OrderCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.verdict.fmt(f)?;
        let mut separator = ": ";
        for finding in self.failed() {
            write!(f, "{separator}{finding}")?;
            separator = "; ";
        }
        if separator == "; " {
            return Ok(());
        }
        let limit = self.findings.iter().find(|it| it.reason == Reason::OverLimit);
        match limit {
            Some(finding) => write!(f, ": {finding}"),
            None => Ok(()),
        }
    }
}

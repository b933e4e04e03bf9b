use std::fmt;

use super::check_finding::{Basis, CheckFinding, CheckOutcome};
use super::policy::Action;
use crate::credit::Reason;
use crate::evidence::{Evidence, Figure, Value};
use crate::money::Total;
use crate::receivable::CreditLimit;
use crate::valid::words;

words! {
    /// What becomes of an order.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum OrderVerdict as "a verdict on an order" {
        /// It goes out.
        Approve = "approve",
        /// It goes out, with a warning.
        Warn = "warn",
        /// It is held until somebody releases it or the reasons are gone.
        Hold = "hold",
    }
}

/// The result of an order check, with every rule and what it says.
///
/// Prints as one sentence: the verdict and the rules that failed, in the order of their precedence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderCheck {
    verdict: OrderVerdict,
    findings: Vec<CheckFinding>,
    before: Total,
    after: Total,
    limit: CreditLimit,
}

impl OrderCheck {
    pub(super) fn new(
        findings: Vec<CheckFinding>,
        before: Total,
        after: Total,
        limit: CreditLimit,
    ) -> Self {
        let worst = findings.iter().filter_map(CheckFinding::action).max();
        let verdict = match worst {
            Some(Action::Hold) => OrderVerdict::Hold,
            Some(Action::Warn) => OrderVerdict::Warn,
            Some(Action::Off) | None => OrderVerdict::Approve,
        };
        Self { verdict, findings, before, after, limit }
    }

    /// What becomes of the order.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::{CreditInputs, OrderCheckPolicy, OrderRequest, OrderVerdict}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
    /// # let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    /// let check = policy.check(account.view(), &order, &inputs, "2026-03-10".parse()?)?;
    /// assert_eq!(check.verdict(), OrderVerdict::Hold, "no limit is agreed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn verdict(&self) -> OrderVerdict {
        self.verdict
    }

    /// Every rule and what it says, in the order of precedence.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::{CreditInputs, OrderCheckPolicy, OrderRequest, Reason}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
    /// # let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    /// let check = policy.check(account.view(), &order, &inputs, "2026-03-10".parse()?)?;
    /// assert_eq!(check.findings().first().map(|it| it.reason), Some(Reason::ForcedHold));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn findings(&self) -> &[CheckFinding] {
        &self.findings
    }

    /// The rules that failed, in the order of precedence.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::{CreditInputs, OrderCheckPolicy, OrderRequest, Reason}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
    /// # let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    /// let check = policy.check(account.view(), &order, &inputs, "2026-03-10".parse()?)?;
    /// let failed: Vec<Reason> = check.failed().map(|it| it.reason).collect();
    /// assert_eq!(failed, [Reason::LimitNotSet]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn failed(&self) -> impl Iterator<Item = &CheckFinding> {
        self.findings.iter().filter(|finding| finding.action().is_some())
    }

    /// The exposure before the order.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::{CreditInputs, OrderCheckPolicy, OrderRequest}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
    /// # let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    /// let check = policy.check(account.view(), &order, &inputs, "2026-03-10".parse()?)?;
    /// assert_eq!((check.before().minor(), check.after().minor()), (0, 55_00));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn before(&self) -> Total {
        self.before
    }

    /// The exposure with the order.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::{CreditInputs, OrderCheckPolicy, OrderRequest}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
    /// # let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    /// let check = policy.check(account.view(), &order, &inputs, "2026-03-10".parse()?)?;
    /// assert!(check.after() >= check.before());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub const fn after(&self) -> Total {
        self.after
    }

    /// What may still be ordered on credit before this order; negative when the limit is exceeded
    /// already, absent without a limit.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::{CreditInputs, OrderCheckPolicy, OrderRequest}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
    /// # let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    /// let check = policy.check(account.view(), &order, &inputs, "2026-03-10".parse()?)?;
    /// assert_eq!(check.available(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "可用额度")]
    pub fn available(&self) -> Option<Total> {
        match self.limit {
            CreditLimit::NotSet | CreditLimit::Unlimited => None,
            CreditLimit::Amount(limit) => Some(limit.to_total().minus(self.before)),
        }
    }

    /// Whether the limit was exceeded before this order, so that the order is not what exceeds it.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::{CreditInputs, OrderCheckPolicy, OrderRequest}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
    /// # let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    /// let check = policy.check(account.view(), &order, &inputs, "2026-03-10".parse()?)?;
    /// assert!(!check.was_over());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn was_over(&self) -> bool {
        self.available().is_some_and(|left| left < Total::ZERO)
    }

    /// Sentence, figures and what each rule says.
    ///
    /// ```
    /// # use guanxi::{account::Account, credit::{CreditInputs, OrderCheckPolicy, OrderRequest}};
    /// # let account = Account::new("Li".parse()?, "CNY".parse()?);
    /// # let order = OrderRequest::try_new("CNY 55".parse()?, "2026-03-20".parse()?)?;
    /// # let (policy, inputs) = (OrderCheckPolicy::default(), CreditInputs::default());
    /// let check = policy.check(account.view(), &order, &inputs, "2026-03-10".parse()?)?;
    /// assert_eq!(check.evidence().sentence(), "hold: no credit limit is agreed");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
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

use super::limit_in_force::LimitInForce;
use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::receivable::CreditLimit;
use crate::valid::words;

words! {
    /// The source of a limit.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum LimitSource as "the source of a limit" {
        /// Agreed until further notice.
        Base = "base" => "base limit",
        /// Agreed for a while; it replaces the base.
        Temporary = "temporary" => "temporary limit",
        /// The limit in force, raised by what an insurance covers.
        Insured = "insured" => "limit with insurance",
    }
}

words! {
    /// The reason for which a limit is not in force.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum NotInForce as "a reason for which a limit is not in force" {
        /// A temporary limit holds on the day.
        Replaced = "replaced" => "replaced by a temporary limit",
        /// An insurance raises it.
        Raised = "raised" => "raised by an insurance",
        /// It holds on other days.
        OutOfTerm = "out_of_term" => "holds on other days",
    }
}

/// The limit in force on a day, and every other with the reason for which it is not.
///
/// # Rule
///
/// > S20: a temporary limit replaces the base in `[from, to]`. What insurances cover raises an
/// > amount in force; a limit that is not set or unlimited stays as it is.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::credit::{LimitResolution, LimitSource, NotInForce};
/// use guanxi::measure::Ratio;
/// use guanxi::receivable::{CreditLimit, Collateral, CollateralKind};
///
/// let mut account = Account::new("Li".parse()?, "CNY".parse()?);
/// account.agree_limit(CreditLimit::try_from_money("CNY 100000".parse()?, account.currency())?)?;
/// account.record(Collateral {
///     document: "P-1".parse()?,
///     kind: CollateralKind::Insurance,
///     from: "2026-01-01".parse()?,
///     to: "2026-12-31".parse()?,
///     value: "CNY 50000".parse()?,
///     share: Ratio::from_percent(50),
/// })?;
/// let found = LimitResolution::from_account(account.view(), "2026-06-30".parse()?);
/// let raised = CreditLimit::try_from_money("CNY 125000".parse()?, account.currency())?;
/// assert_eq!(found.limit, raised.into());
/// assert_eq!(found.source, LimitSource::Insured);
/// let passed: Vec<_> = found.others.iter().map(|other| (other.source, other.why)).collect();
/// assert_eq!(passed, [(LimitSource::Base, NotInForce::Raised)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitResolution {
    /// The limit in force.
    pub limit: LimitInForce,
    /// Its source.
    pub source: LimitSource,
    /// Every other limit.
    pub others: Vec<SupersededLimit>,
}

/// A limit that is not in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupersededLimit {
    /// The limit.
    pub limit: CreditLimit,
    /// Its source.
    pub source: LimitSource,
    /// The reason for which it is not in force.
    pub why: NotInForce,
}

impl LimitResolution {
    /// Resolves the limits of a customer as of a day.
    pub fn from_account(account: AccountView<'_>, t: AsOf) -> Self {
        let temporary = account.temporary_limits().iter();
        let temporary = temporary.map(|it| (it.holds_on(t.day()), it.limit.amount()));
        let held = temporary.clone().find(|(holds, _)| *holds).map(|(_, limit)| limit);
        let out_of_term =
            temporary.filter(|(holds, _)| !*holds).map(|(_, limit)| SupersededLimit {
                limit: CreditLimit::Amount(limit),
                source: LimitSource::Temporary,
                why: NotInForce::OutOfTerm,
            });
        let mut others: Vec<SupersededLimit> = out_of_term.collect();
        let (base, source) = (account.base_limit(), LimitSource::Base);
        let (agreed, source) = match held {
            None => (base, source),
            Some(limit) => {
                others.push(SupersededLimit { limit: base, source, why: NotInForce::Replaced });
                (CreditLimit::Amount(limit), LimitSource::Temporary)
            }
        };
        let limit = LimitInForce::from_account(account, t);
        if limit == agreed.into() {
            return Self { limit, source, others };
        }
        others.push(SupersededLimit { limit: agreed, source, why: NotInForce::Raised });
        Self { limit, source: LimitSource::Insured, others }
    }
}

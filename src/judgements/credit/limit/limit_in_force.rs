use std::fmt;

use crate::account::AccountView;
use crate::calendar::AsOf;
use crate::credit::exposure::covered;
use crate::measure::{Ratio, proven};
use crate::money::{Currency, Total};
use crate::receivable::{CollateralKind, CreditLimit};

/// The limit in force: an agreed limit, raised by the cover of insurances.
///
/// A sum of amounts, so that it always fits.
#[doc(alias = "有效额度")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LimitInForce {
    /// No limit is agreed.
    NotSet,
    /// Anything may be owed.
    Unlimited,
    /// The largest sum that may be owed; zero is cash only.
    Amount(Total),
}

impl LimitInForce {
    /// The limit in force of a customer as of a day.
    pub fn from_account(account: AccountView<'_>, t: AsOf) -> Self {
        match account.limit(t) {
            CreditLimit::Amount(agreed) => {
                Self::Amount(covered(account, CollateralKind::Insurance, t).plus(agreed))
            }
            limit @ (CreditLimit::NotSet | CreditLimit::Unlimited) => limit.into(),
        }
    }

    /// The limit as a file holds it: `not_set`, `unlimited` or major units.
    pub fn plain(self, currency: Currency) -> impl fmt::Display {
        match self {
            Self::NotSet => CreditLimit::NotSet.plain(currency).to_string(),
            Self::Unlimited => CreditLimit::Unlimited.plain(currency).to_string(),
            Self::Amount(limit) => limit.plain(currency).to_string(),
        }
    }

    /// The limit in words: `not set`, `unlimited` or the amount.
    pub fn spoken(self, currency: Currency) -> String {
        match self {
            Self::NotSet => CreditLimit::NotSet.spoken(currency),
            Self::Unlimited => CreditLimit::Unlimited.spoken(currency),
            Self::Amount(limit) => limit.with_currency(currency).to_string(),
        }
    }
}

impl From<CreditLimit> for LimitInForce {
    fn from(limit: CreditLimit) -> Self {
        match limit {
            CreditLimit::NotSet => Self::NotSet,
            CreditLimit::Unlimited => Self::Unlimited,
            CreditLimit::Amount(limit) => Self::Amount(limit.to_total()),
        }
    }
}

/// The whole part of a share of a limit, in minor units.
pub(crate) fn share_of_limit(limit: Total, share: Ratio) -> Total {
    const MILLION: i128 = 1_000_000;
    let (millions, rest) = (limit.minor() / MILLION, limit.minor() % MILLION);
    let parts = i128::from(share.parts_per_million());
    let share = || millions.checked_mul(parts)?.checked_add(rest.checked_mul(parts)? / MILLION);
    Total::from_minor(proven!(
        share(),
        else limit.minor(),
        "no account holds 2^40 insurances, so a limit stays below 2^104 and its millionth below 2^85"
    ))
}

use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::id::{RoleId, StaffId};
use crate::lifecycle::Reason;
use crate::money::{Currency, Major, Money, Total};
use crate::valid::{Draft, Valid, Violations, codes};

/// The authority of a role to waive.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct WaiverAuthority {
    /// The role.
    pub role: RoleId,
    /// The most that it may waive of what is charged. `None`: all.
    pub most: Option<Major>,
}

/// The plain form of a [`WaiverPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct WaiverPolicyDraft {
    /// The roles that may waive, each once.
    pub authorities: Vec<WaiverAuthority>,
}

impl Default for WaiverPolicyDraft {
    /// A credit manager waives up to 1,000, the head of sales all.
    fn default() -> Self {
        let rows = [("credit manager", Some(Major::from_units(1_000))), ("head of sales", None)];
        let row = |(role, most): (&str, Option<Major>)| {
            RoleId::try_new(role).ok().map(|role| WaiverAuthority { role, most })
        };
        Self { authorities: rows.into_iter().filter_map(row).collect() }
    }
}

impl Draft for WaiverPolicyDraft {
    fn check(&self, found: &mut Violations) {
        let mut named = BTreeSet::new();
        found.each_row("authorities", &self.authorities, |found, _, row| {
            if !named.insert(row.role.clone()) {
                found.add("role", format!("must be named once, {} was again", row.role));
            }
        });
    }
}

/// A waiver of interest, fees or fixed sums.
#[doc(alias = "减免")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Waiver {
    /// The day.
    pub on: Day,
    /// The staff member who waives.
    pub by: StaffId,
    /// The part that is waived, positive.
    pub amount: Money,
    /// The reason.
    pub reason: Reason,
}

/// Charges before a waiver.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charged {
    /// The currency of the book.
    pub currency: Currency,
    /// The sum that is charged.
    pub charged: Total,
    /// The part of it that was waived before.
    pub waived: Total,
}

/// A waiver that is refused, in the order of the checks.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WaiverError {
    /// The waiver is in another currency.
    #[error("the waiver of {amount} is not in {currency}, the currency of the book")]
    Currency {
        /// The waiver.
        amount: Money,
        /// The currency of the book.
        currency: Currency,
    },
    /// Nothing is waived.
    #[error("a waiver must be positive, was {amount}")]
    NotPositive {
        /// The waiver.
        amount: Money,
    },
    /// More is waived than is charged.
    #[error("at most {left} is left to be waived, was {amount}")]
    MoreThanCharged {
        /// The waiver.
        amount: Money,
        /// The rest of the charges, in words.
        left: String,
    },
    /// The person holds no role that may waive.
    #[error("{by} holds no role that may waive")]
    NoAuthority {
        /// The staff member.
        by: StaffId,
    },
    /// The person may not waive as much. Earlier waivers of the same charges count.
    #[error("{by} may waive {most}, with this waiver {waived} of the charges would be")]
    AboveAuthority {
        /// The staff member.
        by: StaffId,
        /// The most that he or she may waive, in words.
        most: String,
        /// The sum of all waivers, in words.
        waived: String,
    },
}

codes! {
    WaiverError {
        Currency = "waiver_in_other_currency",
        NotPositive = "waiver_not_positive",
        MoreThanCharged = "waived_more_than_charged",
        NoAuthority = "no_authority_to_waive",
        AboveAuthority = "above_authority_to_waive",
    }
}

/// The policy of waivers: who may waive, and up to how much (S20).
///
/// # Rule
///
/// > S20: a waiver has an author and a reason. Earlier waivers of the same charges count toward
/// > the authority, so that a large one is not split into small ones.
#[doc(alias = "减免权限")]
pub type WaiverPolicy = Valid<WaiverPolicyDraft>;

impl WaiverPolicy {
    /// Checks a waiver by a person who holds some roles.
    ///
    /// # Errors
    ///
    /// [`WaiverError`], in the order of its cases.
    ///
    /// ```
    /// use guanxi::credit::{Charged, Waiver, WaiverPolicy};
    /// use guanxi::money::{Currency, Total};
    ///
    /// let waiver = Waiver {
    ///     on: "2026-03-31".parse()?,
    ///     by: "Wang".parse()?,
    ///     amount: "CNY 600".parse()?,
    ///     reason: "our delivery was late".parse()?,
    /// };
    /// let sum = |minor| guanxi::money::Amount::from_minor(minor).to_total();
    /// let charges =
    ///     Charged { currency: Currency::CNY, charged: sum(5_000_00), waived: sum(500_00) };
    /// let held = ["credit manager".parse()?].into();
    /// assert_eq!(
    ///     WaiverPolicy::default().check_waiver(&waiver, charges, &held).unwrap_err().to_string(),
    ///     "Wang may waive CNY 1,000.00, with this waiver CNY 1,100.00 of the charges would be"
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn check_waiver(
        &self,
        waiver: &Waiver,
        charges: Charged,
        held: &BTreeSet<RoleId>,
    ) -> Result<(), WaiverError> {
        let (amount, Charged { currency, charged, waived }) = (waiver.amount, charges);
        let by = waiver.by.clone();
        let words = |total: Total| total.with_currency(currency).to_string();
        if amount.currency() != currency {
            return Err(WaiverError::Currency { amount, currency });
        }
        if !amount.amount().is_positive() {
            return Err(WaiverError::NotPositive { amount });
        }
        let left = charged.minus(waived).or_zero();
        if amount.amount().to_total() > left {
            return Err(WaiverError::MoreThanCharged { amount, left: words(left) });
        }
        let allowed = self.authorities.iter().filter(|row| held.contains(&row.role));
        let allowed = allowed.map(|row| row.most.map(|most| most.to_minor_ceil(currency)));
        // The largest authority counts; one without a bound is the largest of all.
        let most = allowed.reduce(|a, b| a.zip(b).map(|(a, b)| a.max(b)));
        let all = waived.plus(amount.amount());
        match most {
            None => Err(WaiverError::NoAuthority { by }),
            Some(Some(most)) if all > most.to_total() => {
                let most = words(most.to_total());
                Err(WaiverError::AboveAuthority { by, most, waived: words(all) })
            }
            Some(Some(_) | None) => Ok(()),
        }
    }
}

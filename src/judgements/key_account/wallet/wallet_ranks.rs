use std::collections::BTreeSet;
use std::fmt;

use crate::id::RivalId;
use crate::key_account::KeyAccountError;
use crate::measure::{Quotient, proven};

/// A supplier of a customer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
pub enum Supplier {
    /// Our company.
    Us,
    /// A competitor.
    Rival(RivalId),
}

impl fmt::Display for Supplier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Us => f.write_str("us"),
            Self::Rival(rival) => rival.fmt(f),
        }
    }
}

/// The place that a customer gives a supplier, 1 for the one it likes best. Equal ranks are ties;
/// only their order counts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct SupplierRank {
    /// The supplier.
    pub supplier: Supplier,
    /// The place.
    pub rank: u16,
}

/// The estimated share of a supplier.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AllocatedShare {
    /// The supplier.
    pub supplier: Supplier,
    /// The share, exactly.
    pub share: Quotient,
}

/// Shares of wallet estimated from ranks, where no total is known: the Wallet Allocation Rule of
/// Keiningham, Aksoy, Buoye and Cooil, *Customer Loyalty Isn't Enough. Grow Your Share of Wallet*
/// (2011).
///
/// # Rule
///
/// > S16: of n suppliers the one of rank r has `(1 − r/(n + 1))·2/n`; tied ones have their mean
/// > rank. The shares sum to 1 exactly. One supplier alone says nothing.
///
/// ```
/// use guanxi::key_account::{Supplier, SupplierRank, WalletAllocation};
///
/// let ranks = [(Supplier::Us, 1), (Supplier::Rival("Hongda".parse()?), 2)];
/// let ranks = ranks.map(|(supplier, rank)| SupplierRank { supplier, rank });
/// let allocation = WalletAllocation::try_from_ranks(&ranks)?;
/// assert_eq!(allocation.ours().map(|it| it.to_string()).as_deref(), Some("0.666667"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "钱包分配法则")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct WalletAllocation {
    shares: Vec<AllocatedShare>,
}

impl WalletAllocation {
    /// The shares of suppliers by their ranks, the best first, tied ones by name.
    ///
    /// # Errors
    ///
    /// When a supplier is listed twice.
    pub fn try_from_ranks(ranks: &[SupplierRank]) -> Result<Self, KeyAccountError> {
        let mut seen = BTreeSet::new();
        if let Some(twice) = ranks.iter().find(|it| !seen.insert(&it.supplier)) {
            let name = twice.supplier.to_string();
            return Err(KeyAccountError::Twice { what: "supplier", name });
        }
        let mut sorted: Vec<&SupplierRank> = ranks.iter().collect();
        sorted.sort_by_key(|it| (it.rank, &it.supplier));
        let mut shares = Vec::with_capacity(sorted.len());
        let mut place = 1_usize;
        for tied in sorted.chunk_by(|one, next| one.rank == next.rank) {
            let share = share(place, tied.len(), sorted.len());
            let share = share.ok_or(KeyAccountError::TooWide { what: "a share of wallet" })?;
            shares.extend(
                tied.iter().map(|it| AllocatedShare { supplier: it.supplier.clone(), share }),
            );
            place = proven!(place.checked_add(tied.len()), else place, "at most the suppliers");
        }
        Ok(Self { shares })
    }

    /// The shares, the largest first. They sum to 1.
    pub fn shares(&self) -> &[AllocatedShare] {
        &self.shares
    }

    /// Returns `true` when the ranks say anything: they do of two suppliers or more.
    pub fn is_informative(&self) -> bool {
        self.shares.len() > 1
    }

    /// Our share; `None` where we are not ranked, or are the only supplier and nothing is said.
    pub fn ours(&self) -> Option<Quotient> {
        let ours = self.shares.iter().find(|it| it.supplier == Supplier::Us)?;
        self.is_informative().then_some(ours.share)
    }
}

/// The share of each of several tied suppliers that hold the places from one on, of all suppliers:
/// their mean rank is `(2·place + tied − 1)/2`.
fn share(place: usize, tied: usize, all: usize) -> Option<Quotient> {
    let [place, tied, all] = [place, tied, all].map(|it| i128::try_from(it).ok());
    let (place, tied, all) = (place?, tied?, all?);
    let twice_rank = place.checked_mul(2)?.checked_add(tied)?.checked_sub(1)?;
    let one_more = all.checked_add(1)?;
    let part = one_more.checked_mul(2)?.checked_sub(twice_rank)?;
    Quotient::try_new(part, all.checked_mul(one_more)?)
}

use std::fmt;

use crate::customer::Attitude;
use crate::engine::is_negative_sum;
use crate::evidence::NotJudged;
use crate::measure::{Ratio, proven};
use crate::wallet::WalletShare;

/// The observed attitude of a customer, with its figures, beside the declared one.
///
/// Written with the days of record only where they are too few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AttitudeReading<'a> {
    declared: Option<Attitude>,
    observed: Result<Attitude, NotJudged>,
    wallet: WalletRecord<'a>,
    launches: Launches,
    can_be_early: bool,
}

/// The shares of wallet within the days that count, and their moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct WalletRecord<'a> {
    /// The latest share.
    pub(super) latest: Option<&'a WalletShare>,
    /// The days between the first and the latest share; 0 with fewer than two.
    pub(super) days: u32,
    /// An earlier share exceeds a later one by more than the shift.
    pub(super) has_fallen: bool,
    /// Two shares differ by more than the shift.
    pub(super) has_moved: bool,
    /// Two main suppliers are known that are not the same.
    pub(super) supplier_changed: bool,
}

/// New products that could be bought, and those that were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Launches {
    pub(super) decided: u32,
    pub(super) bought: u32,
}

/// A declared attitude that differs from the observed one.
///
/// Displayed as `declared loyal, observed switcher`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AttitudeDifference {
    /// The declared attitude.
    pub declared: Attitude,
    /// The observed attitude.
    pub observed: Attitude,
}

impl<'a> WalletRecord<'a> {
    /// Reads shares in the order of days.
    pub(super) fn read(shares: &[&'a WalletShare], shift: Ratio) -> Self {
        let pairs = || {
            let later = |place: usize| shares.iter().skip(place).skip(1);
            shares
                .iter()
                .enumerate()
                .flat_map(move |(at, one)| later(at).map(move |it| (*one, *it)))
        };
        let has_fallen = pairs().any(|(one, later)| exceeds(one, later, shift));
        let has_risen = pairs().any(|(one, later)| exceeds(later, one, shift));
        let suppliers = || shares.iter().filter_map(|it| it.main_supplier());
        let supplier_changed = suppliers().zip(suppliers().skip(1)).any(|(one, next)| one != next);
        let latest = shares.last().copied();
        let days = shares.first().zip(latest).map(|(first, latest)| {
            let days = u32::try_from(latest.day.days_since(first.day)).ok();
            proven!(days, else 0, "shares stand in the order of days")
        });
        let days = days.unwrap_or_default();
        Self { latest, days, has_fallen, has_moved: has_fallen || has_risen, supplier_changed }
    }
}

/// Returns `true` when one share is above another by more than a shift, undivided.
fn exceeds(one: &WalletShare, other: &WalletShare, shift: Ratio) -> bool {
    const ONE: i128 = 1_000_000;
    let parts =
        |it: &WalletShare| [it.ours, it.total].map(|money| i128::from(money.amount().minor()));
    let ([ours, total], [other_ours, other_total]) = (parts(one), parts(other));
    let shift = i128::from(shift.parts_per_million());
    is_negative_sum(&[
        [-ONE, ours, other_total],
        [ONE, other_ours, total],
        [shift, total, other_total],
    ])
}

impl Launches {
    pub(super) fn count(&mut self, is_bought: bool) {
        let more = |count: u32, by: bool| proven!(count.checked_add(by.into()), else count, "at most 255 launches");
        self.decided = more(self.decided, true);
        self.bought = more(self.bought, is_bought);
    }
}

impl<'a> AttitudeReading<'a> {
    pub(super) const fn new(
        declared: Option<Attitude>,
        observed: Result<Attitude, NotJudged>,
        wallet: WalletRecord<'a>,
        launches: Launches,
        can_be_early: bool,
    ) -> Self {
        Self { declared, observed, wallet, launches, can_be_early }
    }

    /// The attitude that a person declared.
    pub const fn declared(&self) -> Option<Attitude> {
        self.declared
    }

    /// The attitude that purchases show.
    ///
    /// # Errors
    ///
    /// [`NotJudged::NoWalletShare`], and [`NotJudged::ShortWalletRecord`] where no move was seen
    /// and the shares lie too close together to tell that there was none.
    pub const fn observed(&self) -> Result<Attitude, NotJudged> {
        self.observed
    }

    /// The latest share of wallet that counts.
    pub const fn share(&self) -> Option<&'a WalletShare> {
        self.wallet.latest
    }

    /// The days between the first and the latest share that count; 0 with fewer than two.
    pub const fn record_days(&self) -> u32 {
        self.wallet.days
    }

    /// Returns `true` when the share fell by more than the policy allows.
    pub const fn has_fallen(&self) -> bool {
        self.wallet.has_fallen
    }

    /// Returns `true` when the share rose or fell by more than the policy allows.
    pub const fn has_moved(&self) -> bool {
        self.wallet.has_moved
    }

    /// Returns `true` when the main supplier changed.
    pub const fn supplier_changed(&self) -> bool {
        self.wallet.supplier_changed
    }

    /// The latest new products that are decided: bought in time, or their days are over.
    pub const fn launches(&self) -> u32 {
        self.launches.decided
    }

    /// Those of the new products that were bought in time.
    pub const fn launches_bought(&self) -> u32 {
        self.launches.bought
    }

    /// The finding that both attitudes are known and differ. Where too few new products came out
    /// to tell, a loyal customer and an early adopter do not differ.
    pub fn difference(&self) -> Option<AttitudeDifference> {
        let (declared, observed) = (self.declared?, self.observed.ok()?);
        let is_bound = |it| matches!(it, Attitude::Loyal | Attitude::EarlyAdopter);
        let is_moot = !self.can_be_early && is_bound(declared) && is_bound(observed);
        (declared != observed && !is_moot).then_some(AttitudeDifference { declared, observed })
    }
}

impl fmt::Display for AttitudeDifference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "declared {}, observed {}", self.declared, self.observed)
    }
}

#[cfg(feature = "serde")]
mod written {
    use serde::{Serialize, Serializer};

    use super::AttitudeReading;
    use crate::customer::Attitude;
    use crate::evidence::NotJudged;
    use crate::wallet::WalletShare;

    #[derive(Serialize)]
    struct Written<'a> {
        declared: Option<Attitude>,
        observed: Option<Attitude>,
        not_judged: Option<NotJudged>,
        share: Option<&'a WalletShare>,
        has_fallen: bool,
        has_moved: bool,
        supplier_changed: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        record_days: Option<u32>,
        launches: u32,
        launches_bought: u32,
    }

    impl Serialize for AttitudeReading<'_> {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let is_short = self.observed == Err(NotJudged::ShortWalletRecord);
            let written = Written {
                declared: self.declared,
                observed: self.observed.ok(),
                not_judged: self.observed.err(),
                share: self.wallet.latest,
                has_fallen: self.wallet.has_fallen,
                has_moved: self.wallet.has_moved,
                supplier_changed: self.wallet.supplier_changed,
                record_days: is_short.then_some(self.wallet.days),
                launches: self.launches.decided,
                launches_bought: self.launches.bought,
            };
            written.serialize(to)
        }
    }
}

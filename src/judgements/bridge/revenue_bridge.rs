use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{
    BridgeEntry, BridgeError, BridgePurchases, BridgeRow, BridgeWindows, RetentionFigure,
    RetentionFormula, RowTotal,
};
use crate::id::CustomerKey;
use crate::measure::{Quotient, proven};
use crate::money::{Currency, Total};
use crate::segment::MergeList;

/// The customers of a row that are shown.
const LARGEST: usize = 5;

const ROWS: usize = BridgeRow::ALL.len();

/// The way from the net purchases of one window to those of another, by the customers that made
/// it.
///
/// # Rule
///
/// > S14: the rows sum to the difference exactly, to the cent; merges, returns beyond sales and
/// > customers won back have rows of their own.
///
/// ```
/// use guanxi::bridge::{
///     BridgePurchases, BridgeRow, BridgeWindows, RetentionFormula, RevenueBridge,
/// };
/// use guanxi::calendar::Window;
/// use guanxi::id::CustomerKey;
/// use guanxi::money::{Amount, Currency};
/// use guanxi::segment::MergeList;
///
/// let january = Window::inclusive("2026-01-01".parse()?, "2026-01-31".parse()?);
/// let february = Window::inclusive("2026-02-01".parse()?, "2026-02-28".parse()?);
/// let windows = BridgeWindows::try_new(january, february)?;
/// let bought = |position, before, after, ordered_before| BridgePurchases {
///     customer: CustomerKey::from_position(position),
///     before: Amount::from_minor(before).to_total(),
///     after: Amount::from_minor(after).to_total(),
///     ordered_before,
/// };
/// let customers = [bought(0, 100_00, 80_00, true), bought(1, 0, 30_00, false)];
/// let none = MergeList::default();
/// let bridge = RevenueBridge::try_new(windows, Currency::CNY, customers, &none)?;
/// assert_eq!(bridge.row(BridgeRow::Contraction).change.minor(), -20_00);
/// assert_eq!(bridge.row(BridgeRow::New).change.minor(), 30_00);
/// let net = bridge.retention(RetentionFormula::Net).ok_or("nobody bought before")?;
/// assert_eq!(net.to_string(), "net revenue retention (NRR): 80%");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "销售额变动分析")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevenueBridge {
    windows: BridgeWindows,
    currency: Currency,
    before: Total,
    after: Total,
    rows: [RowTotal; ROWS],
    largest: [Vec<BridgeEntry>; ROWS],
    base: Base,
}

/// The sums over existing customers, those with positive purchases in the first window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Base {
    customers: u64,
    retained: u64,
    before: Total,
    /// Their net purchases after, returns beyond sales with their sign.
    after: Total,
}

impl RevenueBridge {
    /// The bridge over the customers, by ascending key, each once. Those that the list counts as
    /// another are counted with it in both windows.
    ///
    /// # Errors
    ///
    /// When the customers do not ascend, or one bought in a first window that the second does not
    /// overlap and is said never to have ordered before.
    pub fn try_new(
        windows: BridgeWindows,
        currency: Currency,
        customers: impl IntoIterator<Item = BridgePurchases>,
        merges: &MergeList,
    ) -> Result<Self, BridgeError> {
        let mut bridge = Self {
            windows,
            currency,
            before: Total::ZERO,
            after: Total::ZERO,
            rows: [RowTotal::default(); ROWS],
            largest: [const { Vec::new() }; ROWS],
            base: Base::default(),
        };
        let mut united: BTreeMap<CustomerKey, BridgePurchases> = BTreeMap::new();
        let mut last: Option<CustomerKey> = None;
        for purchases in customers {
            let customer = purchases.customer;
            if let Some(last) = last.filter(|last| *last >= customer) {
                return Err(BridgeError::OutOfOrder { customer, last });
            }
            last = Some(customer);
            purchases.check(windows)?;
            if !merges.takes_part(customer) {
                bridge.add(purchases);
                continue;
            }
            let survivor = merges.survivor(customer);
            let own = BridgePurchases { customer: survivor, ..purchases };
            if let Some(all) = united.get_mut(&survivor) {
                *all = all.plus(own);
                bridge.add_merged(1);
            } else {
                united.insert(survivor, own);
            }
        }
        for purchases in united.into_values() {
            bridge.add(purchases);
        }
        Ok(bridge)
    }

    /// The bridge with more customers that are counted as another already.
    pub(crate) fn with_merged(mut self, customers: u64) -> Self {
        self.add_merged(customers);
        self
    }

    fn add_merged(&mut self, customers: u64) {
        if let Some(row) = self.rows.get_mut(BridgeRow::Merged.number()) {
            row.customers = sum(row.customers, customers);
        }
    }

    fn add(&mut self, purchases: BridgePurchases) {
        self.before = self.before.plus(purchases.before);
        self.after = self.after.plus(purchases.after);
        if purchases.before.is_positive() {
            self.base.customers = sum(self.base.customers, 1);
            self.base.retained = sum(self.base.retained, u64::from(purchases.after.is_positive()));
            self.base.before = self.base.before.plus(purchases.before);
            self.base.after = self.base.after.plus(purchases.after);
        }
        if let Some(row) = purchases.row() {
            self.add_to(row, purchases.change(), purchases);
        }
        if purchases.residue() != Total::ZERO {
            self.add_to(BridgeRow::Residue, purchases.residue(), purchases);
        }
    }

    fn add_to(&mut self, row: BridgeRow, change: Total, purchases: BridgePurchases) {
        let BridgePurchases { customer, before, after, .. } = purchases;
        if let Some(total) = self.rows.get_mut(row.number()) {
            total.customers = sum(total.customers, 1);
            total.change = total.change.plus(change);
        }
        let Some(largest) = self.largest.get_mut(row.number()) else { return };
        let entry = BridgeEntry { customer, row, before, after };
        let rank = |it: &BridgeEntry| (Reverse(it.moved()), it.customer);
        let place = largest.partition_point(|it| rank(it) < rank(&entry));
        if place < LARGEST {
            largest.insert(place, entry);
            largest.truncate(LARGEST);
        }
    }

    /// The windows.
    pub const fn windows(&self) -> BridgeWindows {
        self.windows
    }

    /// The currency.
    pub const fn currency(&self) -> Currency {
        self.currency
    }

    /// The net purchases of all customers in the first window.
    pub const fn before(&self) -> Total {
        self.before
    }

    /// The net purchases of all customers in the second window: those of the first and all rows.
    pub const fn after(&self) -> Total {
        self.after
    }

    /// The number of existing customers: those with positive purchases in the first window.
    pub const fn existing(&self) -> u64 {
        self.base.customers
    }

    /// The number of existing customers that were kept: they bought in the second window, too.
    pub const fn kept(&self) -> u64 {
        self.base.retained
    }

    /// A row.
    pub fn row(&self, row: BridgeRow) -> RowTotal {
        self.rows.get(row.number()).copied().unwrap_or_default()
    }

    /// The customers of a row that moved most money, at most five: the larger first.
    pub fn largest(&self, row: BridgeRow) -> &[BridgeEntry] {
        self.largest.get(row.number()).map_or(&[], Vec::as_slice)
    }

    /// A figure of retention; `None` where nobody bought before, or, for a share of sales, after.
    pub fn retention(&self, formula: RetentionFormula) -> Option<RetentionFigure> {
        let change = |row| self.row(row).change;
        let (won_back, lost) = (change(BridgeRow::WonBack), change(BridgeRow::Lost));
        let (more, less) = (change(BridgeRow::Expansion), change(BridgeRow::Contraction));
        let existing = self.base.before;
        let gross = existing.plus(less).plus(lost);
        let sold_to_existing = gross.plus(more);
        let sold = sold_to_existing.plus(won_back).plus(change(BridgeRow::New));
        let fraction = |part: Total, whole: Total| Quotient::try_new(part.minor(), whole.minor());
        let fraction = match formula {
            RetentionFormula::Net => fraction(self.base.after, existing),
            RetentionFormula::Gross => fraction(gross, existing),
            RetentionFormula::NetWithWonBack => fraction(self.base.after.plus(won_back), existing),
            RetentionFormula::Logo => {
                Quotient::try_new(self.base.retained.into(), self.base.customers.into())
            }
            RetentionFormula::FromExisting => fraction(sold_to_existing, sold),
            RetentionFormula::FromExistingWithWonBack => {
                fraction(sold_to_existing.plus(won_back), sold)
            }
            RetentionFormula::Baremetrics => fraction(existing.plus(lost).plus(more), existing),
            RetentionFormula::ChargebeeNetChurn => {
                fraction(Total::ZERO.minus(less).minus(more), existing)
            }
            RetentionFormula::ChartMogulNetChurn => {
                let churned = Total::ZERO.minus(lost).minus(less);
                fraction(churned.minus(more).minus(won_back), existing)
            }
        };
        Some(RetentionFigure { formula, fraction: fraction? })
    }

    /// All figures of retention that there are, in the order of [`RetentionFormula`].
    pub fn retention_figures(&self) -> impl Iterator<Item = RetentionFigure> {
        RetentionFormula::ALL.into_iter().filter_map(|formula| self.retention(formula))
    }
}

fn sum(count: u64, more: u64) -> u64 {
    proven!(count.checked_add(more), else u64::MAX, "nobody counts to 2^64")
}

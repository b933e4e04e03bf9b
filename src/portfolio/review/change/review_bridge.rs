use std::collections::BTreeMap;

use crate::account::AccountReader;
use crate::bridge::{BridgeError, BridgePurchases, BridgeRow, BridgeWindows, RevenueBridge};
use crate::evidence::NotJudged;
use crate::feed::Feed;
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::review::Review;
use crate::segment::MergeList;

/// The revenue bridge of a book, as known on the day of a review.
///
/// All customers are in it, those with which the relationship has ended, too. Customers that are
/// merged on that day are counted with the survivor in both windows.
///
/// Written as [`RevenueBridge`], with the `largest` customers of each row and, where sales of a
/// window are missing, the reasons as `missing`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewBridge {
    bridge: RevenueBridge,
    missing: Vec<NotJudged>,
    names: BTreeMap<CustomerKey, String>,
}

impl ReviewBridge {
    /// The bridge between two windows, as known on the day of a review.
    ///
    /// # Errors
    ///
    /// When the second window ends after the day of the review.
    pub fn try_new(review: &Review<'_>, windows: BridgeWindows) -> Result<Self, BridgeError> {
        let windows = windows.over_by(review.as_of())?;
        let (book, t) = (review.book(), review.as_of());
        let (mut accounts, mut merged) = (AccountReader::new(book.ledger(), t), 0_u64);
        let spans = &book.ledger().merges;
        let mut customers = Vec::new();
        for key in book.keys() {
            let Some(account) = accounts.own(key) else { continue };
            customers.push(BridgePurchases::from_account(key, account, windows));
            let more = u64::try_from(spans.merged_into_at(key, t).len()).ok();
            let sum = more.and_then(|more| merged.checked_add(more));
            merged = proven!(sum, else merged, "a book has fewer than 2^32 customers");
        }
        let none = MergeList::default();
        let bridge = RevenueBridge::try_new(windows, book.currency(), customers, &none)?;
        let bridge = bridge.with_merged(merged);
        let largest = BridgeRow::ALL.into_iter().flat_map(|row| bridge.largest(row));
        let names = largest.map(|it| (it.customer, book.name(it.customer).to_owned())).collect();
        let needs = review.context().needs();
        let windows = [windows.before(), windows.after()];
        let missing = windows.into_iter().filter_map(|it| needs.feed_in(Feed::Sales, it));
        Ok(Self { missing: missing.collect(), bridge, names })
    }

    /// The bridge.
    pub const fn bridge(&self) -> &RevenueBridge {
        &self.bridge
    }

    /// The reasons for which sales of a window are missing: where there is one, the rows tell of
    /// the sales that are known only.
    pub fn missing(&self) -> &[NotJudged] {
        &self.missing
    }

    /// The name of a customer among those that moved most money; empty of any other, and of one
    /// without a name.
    pub fn name(&self, customer: CustomerKey) -> &str {
        self.names.get(&customer).map_or("", String::as_str)
    }
}

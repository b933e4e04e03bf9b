use std::collections::{BTreeMap, BTreeSet};

use crate::id::ProductGroupId;
use crate::measure::{Quotient, lower_median, proven};
use crate::money::Total;

/// The purchases of a product in a window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductPurchases {
    /// The product.
    pub product: ProductGroupId,
    /// The net amount.
    pub amount: Total,
}

/// A product in the purchases of a customer, beside unnamed peers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MixLine {
    /// The product.
    pub product: ProductGroupId,
    /// The net amount.
    pub amount: Total,
    /// Its share of all that is bought.
    pub share: Quotient,
    /// The lower median of the share at the peers, those included that do not buy it. `None` with
    /// too few peers.
    pub usual_share: Option<Quotient>,
}

/// The mix of purchases of a customer, beside unnamed peers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurchaseMix {
    /// The peers that buy at all.
    pub peers: u32,
    /// The fewest peers with which anything is compared.
    pub fewest_peers: u32,
    /// The products that the customer or half of the peers buy, the largest first, then by name.
    pub lines: Vec<MixLine>,
}

impl PurchaseMix {
    /// The fewest peers that there may be: among fewer, one of them could be told.
    pub const FEWEST_PEERS: u32 = 5;

    /// The mix of a customer beside that of its peers.
    ///
    /// # Rule
    ///
    /// > S23: the mix is shown beside at least five unnamed peers, with fewer it stands alone.
    ///
    /// Products that were returned on balance are left out. `fewest_peers` below
    /// [`FEWEST_PEERS`](Self::FEWEST_PEERS) is taken as that.
    pub fn new(own: &[ProductPurchases], peers: &[&[ProductPurchases]], fewest_peers: u16) -> Self {
        let fewest_peers = u32::from(fewest_peers).max(Self::FEWEST_PEERS);
        let own = shares(own);
        let peers: Vec<_> = peers.iter().map(|it| shares(it)).filter(|it| !it.is_empty()).collect();
        let is_enough = u32::try_from(peers.len()).is_ok_and(|count| count >= fewest_peers);
        let usual = |product: &ProductGroupId| {
            let of_peer = |it: &BTreeMap<&ProductGroupId, (Total, Quotient)>| {
                it.get(product).map_or(Quotient::ZERO, |(_, share)| *share)
            };
            lower_median(peers.iter().map(of_peer).collect()).filter(|_| is_enough)
        };
        let products: BTreeSet<&ProductGroupId> =
            own.keys().copied().chain(peers.iter().flat_map(|it| it.keys().copied())).collect();
        let lines = products.into_iter().filter_map(|product| {
            let usual_share = usual(product);
            let none = (Total::default(), Quotient::ZERO);
            let (amount, share) = own.get(product).copied().unwrap_or(none);
            let is_told = amount.is_positive() || usual_share.is_some_and(|it| it > Quotient::ZERO);
            is_told.then(|| MixLine { product: product.clone(), amount, share, usual_share })
        });
        let mut lines: Vec<MixLine> = lines.collect();
        lines.sort_by(|a, b| b.amount.cmp(&a.amount).then(a.product.cmp(&b.product)));
        let peers = proven!(u32::try_from(peers.len()).ok(), else u32::MAX, "peers in memory");
        Self { peers, fewest_peers, lines }
    }
}

/// The products bought on balance, with their amounts and shares.
fn shares(purchases: &[ProductPurchases]) -> BTreeMap<&ProductGroupId, (Total, Quotient)> {
    let mut sums: BTreeMap<&ProductGroupId, Total> = BTreeMap::new();
    for ProductPurchases { product, amount } in purchases {
        let sum = sums.entry(product).or_default();
        *sum = sum.plus(*amount);
    }
    sums.retain(|_, amount| amount.is_positive());
    let all = sums.values().fold(Total::default(), |all, amount| all.plus(*amount));
    let share = |(product, amount): (_, Total)| {
        Some((product, (amount, Quotient::try_new(amount.minor(), all.minor())?)))
    };
    sums.into_iter().filter_map(share).collect()
}

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::sold_line::net;
use super::{OrderProfilePolicy, SoldLine};
use crate::assignment::Placement;
use crate::calendar::{AsOf, Window};
use crate::contract::ChannelLevel;
use crate::evidence::NotJudged;
use crate::id::{BusinessTypeId, CustomerId, ProductGroupId};
use crate::measure::{Proportion, Quotient, proven};
use crate::money::{Amount, Total};
use crate::segment::Class;

/// The purchases of a customer with what makes it a peer of others.
#[derive(Debug, Clone, Copy)]
pub struct Basket<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// Its place: kind of business and level of the channel make peers, the territory does not.
    pub placement: &'a Placement,
    /// Its class.
    pub class: Class,
    /// The lines of its sales.
    pub lines: &'a [SoldLine],
}

impl<'a> Basket<'a> {
    /// Returns `true` for another customer of the same business, level and class.
    pub fn is_peer_of(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.placement, other.placement);
        self.customer != other.customer
            && ours.business == theirs.business
            && ours.level == theirs.level
            && self.class == other.class
    }

    /// The business, the level and the class, by which customers are peers.
    const fn group(&self) -> (&'a BusinessTypeId, ChannelLevel, Class) {
        (&self.placement.business, self.placement.level, self.class)
    }
}

/// A product that peers buy and the customer does not.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct WhiteSpace {
    /// The product.
    pub product: ProductGroupId,
    /// The peers that buy it, of all peers; its interval tells how sure that is.
    pub buyers: Proportion,
    /// The lower median of its share in the purchases of those who buy it.
    pub usual_share: Quotient,
    /// The purchases that the share would add to those of the customer, cut off to the minor unit;
    /// 0 for one that bought nothing on balance.
    #[cfg_attr(feature = "serde", serde(serialize_with = "crate::money::minor::serialize"))]
    pub worth: Amount,
}

impl WhiteSpace {
    /// The white space of a customer among its peers in the last days of the policy as of `t`, the
    /// most worth first, then by name (扩大销售).
    ///
    /// # Rule
    ///
    /// > S16: products that at least half of the peers buy and this customer does not, worth their
    /// > median share. Peers have the same business, level of the channel and class. With fewer
    /// > than five peers that buy anything there is no answer.
    ///
    /// # Errors
    ///
    /// When the customer has fewer peers than the policy asks for.
    #[doc(alias = "扩大销售")]
    pub fn find(
        of: &Basket<'_>,
        all: &[Basket<'_>],
        t: AsOf,
        policy: &OrderProfilePolicy,
    ) -> Result<Vec<Self>, NotJudged> {
        let window = t.last_days(policy.window_days);
        let mut group = PeerGroup::default();
        for peer in purchases(all.iter().filter(|it| it.is_peer_of(of)), window).values() {
            group.add(peer);
        }
        group.sort();
        group.white_space(&amounts(of.lines, window), group.buyers, policy)
    }

    /// The white space of each of several customers among the others, in their order: the same as
    /// [`find`](Self::find) of each, in one pass over the lines. Lines of a customer that stands
    /// there twice are those of both places.
    ///
    /// # Errors
    ///
    /// In the place of a customer that has fewer peers than the policy asks for.
    pub fn find_all(
        all: &[Basket<'_>],
        t: AsOf,
        policy: &OrderProfilePolicy,
    ) -> Vec<Result<Vec<Self>, NotJudged>> {
        let window = t.last_days(policy.window_days);
        let bought = purchases(all.iter(), window);
        let mut groups: BTreeMap<_, BTreeSet<&CustomerId>> = BTreeMap::new();
        for basket in all {
            groups.entry(basket.group()).or_default().insert(basket.customer);
        }
        let mut shares = BTreeMap::new();
        for (group, customers) in groups {
            let mut peers = PeerGroup::default();
            for amounts in customers.iter().filter_map(|it| bought.get(it)) {
                peers.add(amounts);
            }
            peers.sort();
            shares.insert(group, peers);
        }
        let of_basket = |basket: &Basket<'_>| {
            let group = shares.get(&basket.group()).ok_or(NotJudged::FewPeers)?;
            let own = bought.get(basket.customer).ok_or(NotJudged::FewPeers)?;
            let others = group.buyers.checked_sub(u32::from(!own.is_empty()));
            let others = proven!(others, else 0, "a buyer is counted in its group");
            group.white_space(own, others, policy)
        };
        all.iter().map(of_basket).collect()
    }

    /// The shares stand in their order.
    fn of_product(
        product: &ProductGroupId,
        shares: &[Quotient],
        peers: u32,
        bought: Total,
        policy: &OrderProfilePolicy,
    ) -> Option<Self> {
        let buyers = Proportion::try_new(u32::try_from(shares.len()).ok()?, peers)?;
        if buyers.fraction()? < policy.peer_share {
            return None;
        }
        let usual_share = *shares.get(shares.len().div_ceil(2).checked_sub(1)?)?;
        let (part, whole) = usual_share.terms();
        let worth = bought.minor().checked_mul(part)?.checked_div(whole)?;
        let worth = Amount::from_minor(i64::try_from(worth).ok()?);
        Some(Self { product: product.clone(), buyers, usual_share, worth })
    }
}

fn most_worth_first(mut found: Vec<WhiteSpace>) -> Vec<WhiteSpace> {
    found.sort_by(|a, b| b.worth.cmp(&a.worth).then(a.product.cmp(&b.product)));
    found
}

/// The net amount by product in a window, of those above zero.
type Purchases<'a> = BTreeMap<&'a ProductGroupId, Total>;

fn amounts<'a>(lines: impl IntoIterator<Item = &'a SoldLine>, window: Window) -> Purchases<'a> {
    let mut by_product: BTreeMap<&ProductGroupId, Vec<&SoldLine>> = BTreeMap::new();
    for line in lines {
        by_product.entry(&line.product).or_default().push(line);
    }
    let amounts = by_product.into_iter().map(|(it, lines)| (it, net(lines.into_iter(), window)));
    amounts.filter(|(_, amount)| amount.is_positive()).collect()
}

/// The purchases of each customer: the lines of all its baskets together.
fn purchases<'a, 'b: 'a>(
    baskets: impl Iterator<Item = &'a Basket<'b>>,
    window: Window,
) -> BTreeMap<&'b CustomerId, Purchases<'b>> {
    let mut lines: BTreeMap<&CustomerId, Vec<&SoldLine>> = BTreeMap::new();
    for basket in baskets {
        lines.entry(basket.customer).or_default().extend(basket.lines);
    }
    lines.into_iter().map(|(it, lines)| (it, amounts(lines, window))).collect()
}

/// Customers of one business, level and class.
#[derive(Debug, Default)]
struct PeerGroup<'a> {
    /// Those that bought anything.
    buyers: u32,
    /// The shares of each product in the purchases of those who buy it.
    shares: BTreeMap<&'a ProductGroupId, Vec<Quotient>>,
}

impl<'a> PeerGroup<'a> {
    fn add(&mut self, amounts: &Purchases<'a>) {
        if amounts.is_empty() {
            return;
        }
        let more = self.buyers.checked_add(1);
        self.buyers = proven!(more, else u32::MAX, "fewer customers than a count holds");
        let all = sum(amounts);
        for (product, amount) in amounts {
            let share = Quotient::try_new(amount.minor(), all.minor());
            self.shares.entry(product).or_default().extend(share);
        }
    }

    fn sort(&mut self) {
        for shares in self.shares.values_mut() {
            shares.sort_unstable();
        }
    }

    /// The products of the group that a customer does not buy, whose own purchases are in none of
    /// their shares.
    fn white_space(
        &self,
        own: &Purchases<'_>,
        peers: u32,
        policy: &OrderProfilePolicy,
    ) -> Result<Vec<WhiteSpace>, NotJudged> {
        if peers < u32::from(policy.fewest_peers) {
            return Err(NotJudged::FewPeers);
        }
        let bought = sum(own);
        let others = self.shares.iter().filter(|(product, _)| !own.contains_key(*product));
        let found = others.filter_map(|(product, shares)| {
            WhiteSpace::of_product(product, shares, peers, bought, policy)
        });
        Ok(most_worth_first(found.collect()))
    }
}

/// The purchases of all products.
fn sum(amounts: &Purchases<'_>) -> Total {
    amounts.values().fold(Total::ZERO, |sum, it| sum.plus(*it))
}

impl fmt::Display for WhiteSpace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { product, buyers, usual_share, .. } = self;
        let share = usual_share.percent();
        write!(f, "{product}: bought by {buyers} peers, {share} of their purchases")
    }
}

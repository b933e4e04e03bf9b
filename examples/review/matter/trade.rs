//! The answers that sales alone give: classes that hold still, evenness, recency and frequency,
//! orders to come, the usual order, dependence on the dangerous, candidates for phasing out.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::AccountView;
use guanxi::assignment::Placement;
use guanxi::calendar::{AsOf, Day};
use guanxi::contract::ChannelLevel;
use guanxi::customer::Attitude;
use guanxi::evidence::NotJudged;
use guanxi::id::{CustomerId, CustomerKey};
use guanxi::lapse::{OrderOutlook, Rhythm};
use guanxi::measure::Ratio;
use guanxi::money::{Amount, Total};
use guanxi::order_profile::{Basket, NextOrder, OrderProfile, SoldLine, WhiteSpace};
use guanxi::phase_out::KnownBalances;
use guanxi::policy::Policy;
use guanxi::receivable::OpenBalance;
use guanxi::review::Review;
use guanxi::segment::{
    Class, ClassLines, ClassState, ClassTransition, Quadrant, QuadrantCustomer, QuadrantShares,
    RfmPolicy, RfmReading, RfmScores, SeriesCandidate, SeriesShare, XyzReading,
};
use guanxi::trade::SaleLine;

use super::bought::{self, Bought};

/// The answers that sales give about all customers.
pub(crate) struct Trade<'a> {
    /// The customers of the review, by name.
    pub(crate) customers: Vec<TradedCustomer<'a>>,
    /// The shares of sales and debt that stand with each quadrant.
    pub(crate) shares: QuadrantShares,
    /// The customers that belong to our series.
    pub(crate) serialisation: SeriesShare,
    /// The lines between the classes.
    pub(crate) lines: ClassLines,
    /// The day of the earlier review.
    pub(crate) since: Option<AsOf>,
}

/// The answers that sales give about one customer.
pub(crate) struct TradedCustomer<'a> {
    pub(crate) key: CustomerKey,
    pub(crate) name: &'a str,
    pub(crate) purchases: Amount,
    quadrant: Option<Quadrant>,
    debt: Total,
    attitude: Option<Attitude>,
    /// The step from the class of the earlier review; without one the first class.
    pub(crate) class: ClassTransition,
    pub(crate) evenness: XyzReading,
    pub(crate) rfm: RfmReading,
    /// The segments to which recency, frequency and monetary value lead: several where monetary
    /// value alone tells them apart, and the policy has no cuts for it.
    pub(crate) segments: Vec<&'a str>,
    /// The orders to come; `None` for one that never bought.
    pub(crate) orders: Option<OrdersToCome>,
    pub(crate) usual: Result<UsualOrder, NotJudged>,
    /// The balances of a customer to be phased out, a small and disloyal one.
    pub(crate) phase_out: Option<KnownBalances>,
    /// The products that its peers buy and it does not; `None` where no sale has a product.
    pub(crate) white_space: Option<Result<Vec<WhiteSpace>, NotJudged>>,
    /// Its purchases by product; `None` without any product.
    pub(crate) bought: Option<Bought>,
}

/// The orders to come of a customer within the horizon of the policy.
pub(crate) struct OrdersToCome {
    pub(crate) outlook: OrderOutlook,
    /// The day by which it has ordered with even odds.
    pub(crate) by_half: Option<Day>,
    /// The day by which it has ordered with odds of 80 in 100.
    pub(crate) by_most: Option<Day>,
}

/// The usual order of a customer, with the next one that follows from it.
pub(crate) struct UsualOrder {
    pub(crate) profile: OrderProfile,
    pub(crate) next: NextOrder,
}

impl<'a> Trade<'a> {
    pub(super) fn of(review: &Review<'a>, before: Option<&Review<'_>>) -> Result<Self, String> {
        let reader = Reader::new(review, before)?;
        let rows = review.customers().iter().zip(0..);
        let all = rows.map(|(key, row)| reader.customer(*key, row));
        let mut customers = all.collect::<Result<Vec<_>, _>>()?;
        let (shares, serialisation) = reader.shares(&customers);
        customers.sort_by_key(|it| it.name);
        let (lines, since) = (reader.lines, before.map(Review::as_of));
        Ok(Self { customers, shares, serialisation, lines, since })
    }

    /// Takes customers that are too young to be judged off the list of those to be phased out.
    pub(super) fn keep(&mut self, young: &BTreeSet<CustomerKey>) {
        for it in self.customers.iter_mut().filter(|it| young.contains(&it.key)) {
            it.phase_out = None;
        }
    }

    pub(super) fn about(
        review: &Review<'a>,
        before: Option<&Review<'_>>,
        key: CustomerKey,
    ) -> Result<Self, String> {
        let reader = Reader::new(review, before)?;
        let row = review.customers().iter().position(|it| *it == key);
        let customer = row.map(|row| reader.customer(key, row)).transpose()?;
        Ok(Self {
            customers: customer.into_iter().collect(),
            shares: QuadrantShares::default(),
            serialisation: SeriesShare::default(),
            lines: reader.lines,
            since: before.map(Review::as_of),
        })
    }

    /// The customers by their purchases, the largest first.
    pub(crate) fn largest_first(&self) -> Vec<&TradedCustomer<'a>> {
        let mut all: Vec<_> = self.customers.iter().collect();
        all.sort_by(|one, other| {
            other.purchases.cmp(&one.purchases).then(one.name.cmp(other.name))
        });
        all
    }
}

impl TradedCustomer<'_> {
    /// The class that holds.
    pub(crate) fn class(&self) -> Class {
        self.class.class().unwrap_or(Class::C)
    }
}

/// Reads the customers of a review.
struct Reader<'r, 'a> {
    review: &'r Review<'a>,
    policy: &'a Policy,
    t: AsOf,
    lines: ClassLines,
    /// The classes of the earlier review.
    before: BTreeMap<CustomerKey, ClassState>,
    /// `None` where no sale has a product.
    products: Option<Products>,
}

/// The products that customers buy.
#[derive(Default)]
struct Products {
    /// The lines of their sales.
    lines: BTreeMap<CustomerKey, Vec<SoldLine>>,
    /// The products that only their peers buy.
    white_space: BTreeMap<CustomerKey, Result<Vec<WhiteSpace>, NotJudged>>,
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(review: &'r Review<'a>, before: Option<&Review<'_>>) -> Result<Self, String> {
        let (policy, currency) = (review.policy(), review.book().currency());
        let states = before.map_or_else(BTreeMap::new, |before| {
            let lines = policy.abc.lines(before.class_amounts(), currency);
            let rows = before.customers().iter().zip(before.class_amounts());
            let state = |(key, amount): (&CustomerKey, &Amount)| {
                Some((*key, lines.next(None, Some(*amount)).state?))
            };
            rows.filter_map(state).collect()
        });
        let lines = policy.abc.lines(review.class_amounts(), currency);
        let (t, products) = (review.as_of(), None);
        let mut reader = Self { review, policy, t, lines, before: states, products };
        let lines = reader.lines()?;
        if !lines.is_empty() {
            reader.products = Some(reader.products(lines)?);
        }
        Ok(reader)
    }

    /// The class of a customer that holds, by the step from that of the earlier review.
    fn class(&self, key: CustomerKey, amount: Amount) -> ClassTransition {
        self.lines.next(self.before.get(&key).copied(), Some(amount))
    }

    /// The lines of all customers that have any, as they are known on the day.
    fn lines(&self) -> Result<BTreeMap<CustomerKey, Vec<SoldLine>>, String> {
        let (book, t) = (self.review.book(), self.t);
        let mut lines: BTreeMap<CustomerKey, Vec<SaleLine>> = BTreeMap::new();
        for key in self.review.customers() {
            let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
            let own = account.view().sale_lines().iter().filter(|it| t.sees(it.day));
            let own: Vec<SaleLine> = own.cloned().collect();
            if !own.is_empty() {
                lines.insert(*key, own);
            }
        }
        let tree = bought::units(lines.values().flatten())?;
        let sold = |lines: Vec<SaleLine>| lines.iter().map(|it| bought::sold(it, &tree)).collect();
        Ok(lines.into_iter().map(|(key, lines)| (key, sold(lines))).collect())
    }

    /// The products of all customers, each compared with its peers: those of its class, and where
    /// places are stated, of its business and level of the channel.
    fn products(&self, lines: BTreeMap<CustomerKey, Vec<SoldLine>>) -> Result<Products, String> {
        let (book, t) = (self.review.book(), self.t);
        let told = |error: &dyn std::fmt::Display| error.to_string();
        let unknown = || {
            Ok(Placement {
                territory: "unknown".parse().map_err(|error| told(&error))?,
                level: ChannelLevel::Retail,
                business: "unknown".parse().map_err(|error| told(&error))?,
                from: t.day(),
            })
        };
        let rows = self.review.customers().iter().zip(self.review.class_amounts());
        let placed = rows.map(|(key, amount)| {
            let account = book.account_at(*key, t).map_err(|error| told(&error))?;
            let stated = Placement::on(account.view().placements(), t).cloned();
            let placement = stated.map_or_else(unknown, Ok::<_, String>)?;
            let id: CustomerId = book.name(*key).parse().map_err(|error| told(&error))?;
            let class = self.class(*key, *amount).class().unwrap_or(Class::C);
            Ok((*key, id, placement, class))
        });
        let placed: Vec<_> = placed.collect::<Result<_, String>>()?;
        let baskets = placed.iter().map(|(key, customer, placement, class)| {
            let lines = lines.get(key).map_or(&[][..], Vec::as_slice);
            Basket { customer, placement, class: *class, lines }
        });
        let baskets: Vec<Basket<'_>> = baskets.collect();
        let found = WhiteSpace::find_all(&baskets, t, &self.policy.order_profile);
        let white_space = placed.iter().map(|(key, ..)| *key).zip(found).collect();
        Ok(Products { lines, white_space })
    }

    fn customer(&self, key: CustomerKey, row: usize) -> Result<TradedCustomer<'a>, String> {
        let Self { review, policy, t, .. } = *self;
        let account = review.book().account_at(key, t).map_err(|error| error.to_string())?;
        let view = account.view();
        let purchases = review.purchases().get(row).copied().unwrap_or_default();
        let amount = review.class_amounts().get(row).copied().unwrap_or_default();
        let quadrant = review.quadrants().get(row).copied().flatten();
        let rfm = policy.rfm.read(view, review.context());
        let segments = rfm.scores().map_or_else(|_| Vec::new(), |it| segments(&policy.rfm, it));
        let phase_out = (quadrant == Some(Quadrant::Marginal))
            .then(|| KnownBalances::try_from_account(view, t))
            .transpose()
            .map_err(|error| error.to_string())?;
        Ok(TradedCustomer {
            key,
            name: review.book().name(key),
            purchases,
            quadrant,
            debt: OpenBalance::as_of(view.receivables(), t).balance(),
            attitude: view.attitude(),
            class: self.class(key, amount),
            evenness: policy.xyz.read(view, review.context()),
            rfm,
            segments,
            orders: self.orders(view),
            usual: self.usual(key, view),
            phase_out,
            bought: Bought::of(view, t),
            white_space: self.products.as_ref().and_then(|it| it.white_space.get(&key).cloned()),
        })
    }

    fn orders(&self, view: AccountView<'_>) -> Option<OrdersToCome> {
        let (prior, t) = (self.review.prior(), self.t);
        let own_days = self.review.context().own_days(view);
        let rhythm = Rhythm::from_sales(view.sales(), t)?;
        let days = self.policy.loss.lapse.horizon_days;
        let by = |percent| {
            OrderOutlook::next_order_by(rhythm, &own_days, prior, t, Ratio::from_percent(percent))
        };
        Some(OrdersToCome {
            outlook: OrderOutlook::from_rhythm(rhythm, &own_days, prior, t, days),
            by_half: by(50),
            by_most: by(80),
        })
    }

    fn usual(&self, key: CustomerKey, view: AccountView<'_>) -> Result<UsualOrder, NotJudged> {
        let (t, policy) = (self.t, &self.policy.order_profile);
        let lines = self.products.as_ref().and_then(|it| it.lines.get(&key));
        let lines = lines.map_or(&[][..], Vec::as_slice);
        let own_days = self.review.context().own_days(view);
        let profile = OrderProfile::try_from_account(view, &own_days, lines, t, policy)?;
        let next = profile.next_order(&own_days, t);
        Ok(UsualOrder { profile, next })
    }

    fn shares(&self, customers: &[TradedCustomer<'_>]) -> (QuadrantShares, SeriesShare) {
        let placed = customers.iter().map(|it| {
            let TradedCustomer { quadrant, purchases, debt, .. } = *it;
            QuadrantCustomer { quadrant, purchases, debt }
        });
        let series = customers.iter().map(|it| {
            let TradedCustomer { purchases, attitude, .. } = *it;
            let class = self.review.class(it.key).unwrap_or(Class::C);
            SeriesCandidate { purchases, class, attitude }
        });
        (QuadrantShares::from_customers(placed), SeriesShare::from_customers(series))
    }
}

/// The segments that scores lead to.
fn segments(policy: &RfmPolicy, scores: RfmScores) -> Vec<&str> {
    if let Some(name) = policy.segment(scores) {
        return vec![name];
    }
    let with = |monetary| policy.segment(RfmScores { monetary: Some(monetary), ..scores });
    (1..=5).filter_map(with).collect::<BTreeSet<_>>().into_iter().collect()
}

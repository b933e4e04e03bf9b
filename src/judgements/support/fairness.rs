use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use super::SupportPolicyDraft;
use crate::contract::ChannelLevel;
use crate::id::{CustomerId, TerritoryId};
use crate::measure::{Quotient, Ratio, proven};
use crate::money::{Amount, Currency, Money};

/// A customer with the support that it was given and its purchases, both of the same days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportedCustomer {
    /// The customer.
    pub customer: CustomerId,
    /// The level of the channel at which it sells.
    pub level: ChannelLevel,
    /// The area in which it sells.
    pub area: TerritoryId,
    /// The money spent on its support.
    pub support: Amount,
    /// Its net purchases.
    pub purchases: Amount,
}

/// A customer that has less support by its purchases than a competitor, beyond the policy.
///
/// People decide: a new shop may need its signboard before it buys.
#[doc(alias = "支援不均")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disproportionate<'a> {
    /// The customer.
    pub customer: &'a SupportedCustomer,
    /// The competitor with the most support by its purchases.
    pub favoured: &'a SupportedCustomer,
    /// The spread of the policy.
    pub spread: Ratio,
    /// The currency of all amounts.
    pub currency: Currency,
}

/// The fairness of support among competing customers.
#[doc(alias = "公平对待")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportFairness<'a> {
    /// The customers with less than a competitor, beyond the policy, by level and area, those
    /// with the least first.
    pub findings: Vec<Disproportionate<'a>>,
    /// The number of customers that were compared.
    pub compared: usize,
    /// Customers without a competitor that purchases, by id.
    pub without_competitor: Vec<&'a SupportedCustomer>,
    /// Customers that were given support and have no net purchases, by id: there is nothing to set
    /// it in proportion to.
    pub without_purchases: Vec<&'a SupportedCustomer>,
}

impl SupportedCustomer {
    /// The support by the purchases; `None` without net purchases.
    pub fn rate(&self) -> Option<Quotient> {
        Quotient::try_new(self.support.minor().into(), self.purchases.minor().into())
    }

    /// Tells whether a rate exceeds that of the customer by more than a spread: `s / p > rate +
    /// spread`, by products.
    fn is_below(&self, rate: Quotient, spread: Ratio) -> bool {
        rate > self.rate_with(spread)
    }

    /// The rate with a number of points on top, in millionths: at most 2^63 · 2^33.
    fn rate_with(&self, spread: Ratio) -> Quotient {
        let (support, purchases) = (self.support.minor().into(), self.purchases.minor().into());
        let points = i128::from(spread.parts_per_million());
        let scaled = |amount: i128| amount.checked_mul(1_000_000);
        let on_top = points.checked_mul(purchases);
        let part = scaled(support).and_then(|support| support.checked_add(on_top?));
        let rate =
            part.zip(scaled(purchases)).and_then(|(part, whole)| Quotient::try_new(part, whole));
        proven!(rate, else Quotient::ZERO, "purchases are positive, and 64 bits fit")
    }
}

impl SupportPolicyDraft {
    /// The fairness of support among customers that compete: those of one level in one area.
    ///
    /// # Rule
    ///
    /// > S25: support ÷ purchases of each competing customer, same level and area. A spread beyond
    /// > the policy is disproportionate.
    ///
    /// Amounts are of that currency and of the same days. The order of the customers does not
    /// matter.
    ///
    /// ```
    /// use guanxi::contract::ChannelLevel;
    /// use guanxi::money::Amount;
    /// use guanxi::support::{SupportPolicyDraft, SupportedCustomer};
    ///
    /// let customer = |id: &str, support, purchases| {
    ///     Ok::<_, guanxi::id::IdError>(SupportedCustomer {
    ///         customer: id.parse()?,
    ///         level: ChannelLevel::FirstTier,
    ///         area: "Hunan".parse()?,
    ///         support: Amount::from_minor(support),
    ///         purchases: Amount::from_minor(purchases),
    ///     })
    /// };
    /// let all = [customer("Li", 4_000_00, 100_000_00)?, customer("Ma", 1_000_00, 50_000_00)?];
    /// let fairness = SupportPolicyDraft::default().fairness(&all, "CNY".parse()?);
    /// assert_eq!(
    ///     fairness.findings[0].to_string(),
    ///     "Ma has support of 2% of its purchases (CNY 1,000.00 of CNY 50,000.00), \
    ///      Li has 4% (CNY 4,000.00 of CNY 100,000.00)",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn fairness<'a>(
        &self,
        customers: &'a [SupportedCustomer],
        currency: Currency,
    ) -> SupportFairness<'a> {
        let mut markets: BTreeMap<_, Vec<&SupportedCustomer>> = BTreeMap::new();
        let mut report = SupportFairness {
            findings: Vec::new(),
            compared: 0,
            without_competitor: Vec::new(),
            without_purchases: Vec::new(),
        };
        for it in customers {
            if it.purchases.is_positive() {
                markets.entry((it.level, &it.area)).or_default().push(it);
            } else if it.support.is_positive() {
                report.without_purchases.push(it);
            }
        }
        for market in markets.into_values() {
            match market[..] {
                [one] => report.without_competitor.push(one),
                _ => self.compare(market, currency, &mut report),
            }
        }
        report.without_competitor.sort_by_key(|it| &it.customer);
        report.without_purchases.sort_by_key(|it| &it.customer);
        report
    }

    fn compare<'a>(
        &self,
        mut market: Vec<&'a SupportedCustomer>,
        currency: Currency,
        report: &mut SupportFairness<'a>,
    ) {
        market.sort_by_key(|it| (it.rate(), &it.customer));
        let favoured = market.iter().max_by_key(|it| (it.rate(), Reverse(&it.customer)));
        let Some((favoured, rate)) = favoured.and_then(|it| Some((*it, it.rate()?))) else {
            return;
        };
        let counted = report.compared.checked_add(market.len());
        report.compared = proven!(counted, else usize::MAX, "as many as customers in memory");
        let below = market.into_iter().filter(|it| it.is_below(rate, self.spread));
        let spread = self.spread;
        report.findings.extend(below.map(|customer| Disproportionate {
            customer,
            favoured,
            spread,
            currency,
        }));
    }
}

impl fmt::Display for Disproportionate<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { customer, favoured, currency, .. } = self;
        let percent = |it: &SupportedCustomer| it.rate().unwrap_or(Quotient::ZERO).percent();
        let money = |amount| Money::new(amount, *currency);
        let figures =
            |it: &SupportedCustomer| format!("({} of {})", money(it.support), money(it.purchases));
        write!(f, "{} has support of {} of its purchases", customer.customer, percent(customer))?;
        write!(f, " {}, {} has ", figures(customer), favoured.customer)?;
        write!(f, "{} {}", percent(favoured), figures(favoured))
    }
}

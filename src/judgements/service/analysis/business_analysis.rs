use std::fmt;

use super::{ProductPurchases, PurchaseMix};
use crate::calendar::Month;
use crate::id::{CustomerId, EntitlementId, ProductGroupId};
use crate::measure::{Quotient, plural};
use crate::money::{Amount, Currency, Total};

/// The purchases of a month, beside those of the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnalysisMonth {
    /// The month.
    pub month: Month,
    /// The net purchases.
    pub purchases: Total,
    /// Those of the same month of the year before; `None` where they are not known.
    pub year_before: Option<Total>,
}

/// A service and the times that it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceLine {
    /// The service.
    pub service: EntitlementId,
    /// The times.
    pub times: u32,
}

/// The position of the customer in its rebate agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RebatePosition {
    /// Earned up to now.
    pub earned: Amount,
    /// The purchases that the next tier is away, and the reward that it brings; `None` in the last
    /// tier.
    pub next: Option<(Amount, Amount)>,
}

/// The days for which the stock of a product lasts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverLine {
    /// The product.
    pub product: ProductGroupId,
    /// The days.
    pub days: u32,
}

/// The plain figures that a business analysis is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnalysisFacts<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// The currency.
    pub currency: Currency,
    /// Its purchases by month.
    pub months: &'a [AnalysisMonth],
    /// Its purchases by product.
    pub products: &'a [ProductPurchases],
    /// The purchases of each of its peers by product, without their names.
    pub peers: &'a [&'a [ProductPurchases]],
    /// The fewest peers, that of the policy.
    pub fewest_peers: u16,
    /// The services that it was given.
    pub services: &'a [ServiceLine],
    /// Its rebate; `None` without an agreement.
    pub rebate: Option<RebatePosition>,
    /// The cover of its stock.
    pub cover: &'a [CoverLine],
}

/// The analysis of the business of a customer, written for the eyes of the customer (S23).
///
/// # Rule
///
/// > S23: purchases, mix beside at least five unnamed peers, service given, rebate position, cover.
/// > No score, class or judgement of credit can enter it, by type.
///
/// Every field is a plain figure with the name of a product or a service. Displayed as a page.
///
/// A class, a level of warning or a score is refused by the compiler:
///
/// ```compile_fail,E0308
/// use guanxi::segment::Class;
/// use guanxi::service::ServiceLine;
///
/// let _ = ServiceLine { service: Class::A, times: 1 };
/// ```
///
/// ```compile_fail,E0560
/// use guanxi::service::CoverLine;
///
/// let product = "tea".parse().unwrap();
/// let _ = CoverLine { product, days: 12, score: 60 };
/// ```
#[doc(alias = "业务分析报告")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessAnalysis {
    /// The customer.
    pub customer: CustomerId,
    /// The currency.
    pub currency: Currency,
    /// Purchases by month.
    pub months: Vec<AnalysisMonth>,
    /// The sum of the months.
    pub purchases: Total,
    /// The sum of the year before; `None` where a month of it is not known.
    pub year_before: Option<Total>,
    /// The mix.
    pub mix: PurchaseMix,
    /// The services given.
    pub services: Vec<ServiceLine>,
    /// The position in the rebate agreement.
    pub rebate: Option<RebatePosition>,
    /// The cover of stock.
    pub cover: Vec<CoverLine>,
}

impl BusinessAnalysis {
    /// The analysis of plain figures.
    pub fn new(facts: &AnalysisFacts<'_>) -> Self {
        let AnalysisFacts { customer, currency, months, products, peers, .. } = *facts;
        let before = months
            .iter()
            .try_fold(Total::default(), |sum, month| Some(sum.plus(month.year_before?)));
        let purchases = months.iter().fold(Total::default(), |sum, it| sum.plus(it.purchases));
        Self {
            customer: customer.clone(),
            currency,
            months: months.to_vec(),
            purchases,
            year_before: before.filter(|_| !months.is_empty()),
            mix: PurchaseMix::new(products, peers, facts.fewest_peers),
            services: facts.services.to_vec(),
            rebate: facts.rebate,
            cover: facts.cover.to_vec(),
        }
    }

    /// Purchases less those of the year before, of the latter; `None` where there is no base.
    pub fn growth(&self) -> Option<Quotient> {
        let before = self.year_before?;
        Quotient::try_new(self.purchases.minus(before).minor(), before.minor())
    }
}

impl fmt::Display for BusinessAnalysis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let money = |total: Total| total.with_currency(self.currency);
        write!(f, "business analysis of {}", self.customer)?;
        let (bought, months) = (money(self.purchases), self.months.len());
        write!(f, "\npurchases\n  {bought} in {months} {}", plural(months, "month", "months"))?;
        if let Some(before) = self.year_before {
            write!(f, ", a year before {}", money(before))?;
        }
        if let Some(growth) = self.growth() {
            write!(f, ", growth {}", growth.percent())?;
        }
        for AnalysisMonth { month, purchases, year_before } in &self.months {
            write!(f, "\n  {month}: {}", money(*purchases))?;
            if let Some(before) = year_before {
                write!(f, ", a year before {}", money(*before))?;
            }
        }
        let PurchaseMix { peers, fewest_peers, lines } = &self.mix;
        if peers < fewest_peers {
            f.write_str("\nproducts")?;
        } else {
            write!(f, "\nproducts, beside the usual share at {peers} similar businesses")?;
        }
        for line in lines {
            let share = line.share.percent();
            write!(f, "\n  {}: {}, {share}", line.product, money(line.amount))?;
            if let Some(usual) = line.usual_share {
                write!(f, ", usual {}", usual.percent())?;
            }
        }
        f.write_str("\nservice")?;
        for ServiceLine { service, times } in &self.services {
            write!(f, "\n  {service}: {times}")?;
        }
        if let Some(RebatePosition { earned, next }) = self.rebate {
            write!(f, "\nrebate\n  earned {}", money(earned.to_total()))?;
            if let Some((missing, gain)) = next {
                let (missing, gain) = (money(missing.to_total()), money(gain.to_total()));
                write!(f, "\n  {missing} more bring {gain} more")?;
            }
        }
        if !self.cover.is_empty() {
            f.write_str("\nstock lasts")?;
        }
        for CoverLine { product, days } in &self.cover {
            write!(f, "\n  {product}: {days} days")?;
        }
        Ok(())
    }
}

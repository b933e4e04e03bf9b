use super::ReturnReason;
use crate::id::ProductGroupId;
use crate::measure::Ratio;
use crate::money::{Amount, Currency, Major, Rounding};
use crate::product::ProductTree;
use crate::segment::Class;
#[cfg(feature = "serde")]
use crate::valid::is_default;
use crate::valid::{Draft, Valid, Violations};

/// Days from the delivery in which goods of a product come back.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ProductWindow {
    /// The product, or the group of products.
    pub product: ProductGroupId,
    /// The days; 0 for a product that is not taken back by choice.
    pub days: u16,
}

/// The fee for goods that come back by choice: one of three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[doc(alias = "退货手续费")]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum ReturnFee {
    /// An amount for the whole request.
    PerRequest(Major),
    /// An amount for each line.
    PerLine(Major),
    /// A share of the credit of each line.
    Share(Ratio),
}

/// Plain form of a [`ReturnPolicy`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[doc(alias = "退货期限")]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ReturnPolicyDraft {
    /// Days from the delivery for class A, 60 by default.
    pub window_a: u16,
    /// Days from the delivery for class B, 30 by default.
    pub window_b: u16,
    /// Days from the delivery for class C and customers without a class, 15 by default.
    pub window_c: u16,
    /// Days by product; they stand before those of the class, and the narrower product before the
    /// wider one.
    pub by_product: Vec<ProductWindow>,
    /// The fee for goods that come back by choice; none by default.
    pub fee: Option<ReturnFee>,
    /// Days from the authorisation in which the goods come, 30 by default.
    pub ship_days: u16,
    /// The days of repairs.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "is_default"))]
    pub repair: RepairTerms,
}

/// The days of repairs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct RepairTerms {
    /// Working days in which a thing is repaired, 10 by default; those on which the customer has an
    /// estimate to answer do not count.
    pub turnaround_days: u16,
    /// Days after the thing is handed back in which a lent unit is back, 5 by default.
    pub loan_days: u16,
}

impl Default for RepairTerms {
    fn default() -> Self {
        Self { turnaround_days: 10, loan_days: 5 }
    }
}

/// The policy of goods that come back (S27).
///
/// # Rule
///
/// > S27: the most specific window holds: that of the contract, of the product group, of the class
/// > (A 60, B 30, C 15 days from the delivery). Our own fault knows no class and no fee.
///
/// ```
/// use guanxi::goods_return::ReturnPolicy;
/// use guanxi::product::ProductTree;
/// use guanxi::segment::Class;
///
/// let (policy, tree, tea) = (ReturnPolicy::default(), ProductTree::default(), "tea".parse()?);
/// assert_eq!(policy.window_days(None, &tea, &tree, Some(Class::A)), 60);
/// assert_eq!(policy.window_days(Some(90), &tea, &tree, Some(Class::C)), 90);
/// # Ok::<(), guanxi::id::IdError>(())
/// ```
#[doc(alias = "退换货规定")]
pub type ReturnPolicy = Valid<ReturnPolicyDraft>;

impl Default for ReturnPolicyDraft {
    fn default() -> Self {
        Self {
            window_a: 60,
            window_b: 30,
            window_c: 15,
            by_product: Vec::new(),
            fee: None,
            ship_days: 30,
            repair: RepairTerms::default(),
        }
    }
}

impl Draft for ReturnPolicyDraft {
    fn check(&self, found: &mut Violations) {
        found.at_most("window_b", self.window_a, self.window_b);
        found.at_most("window_c", self.window_b, self.window_c);
        found.each_row("by_product", &self.by_product, |found, _, row| {
            let same = self.by_product.iter().filter(|it| it.product == row.product).count();
            if same > 1 {
                found.add("product", format!("must be named once, {} is repeated", row.product));
            }
        });
        match self.fee {
            Some(ReturnFee::Share(share)) => found.at_most("fee.share", Ratio::ONE, share),
            Some(ReturnFee::PerRequest(_) | ReturnFee::PerLine(_)) | None => {}
        }
        found.at_least("ship_days", 1, self.ship_days);
        found.at_least("repair.turnaround_days", 1, self.repair.turnaround_days);
    }
}

impl ReturnPolicyDraft {
    /// The days from the delivery in which goods come back by choice: those of the contract, else
    /// those of the narrowest product that is named, else those of the class.
    pub fn window_days(
        &self,
        by_contract: Option<u16>,
        product: &ProductGroupId,
        tree: &ProductTree,
        class: Option<Class>,
    ) -> u16 {
        let mut named = tree.places().outwards(product).filter_map(|place| {
            self.by_product.iter().find(|it| it.product == *place).map(|it| it.days)
        });
        let by_class = match class {
            Some(Class::A) => self.window_a,
            Some(Class::B) => self.window_b,
            Some(Class::C) | None => self.window_c,
        };
        by_contract.or_else(|| named.next()).unwrap_or(by_class)
    }

    /// The fee of each line of a request with which the customer places a new order: the part of
    /// the credits up to the amount of the order bears no fee. `None` as for
    /// [`fees`](Self::fees), and for an order below 0.
    pub fn fees_beside_order(
        &self,
        credits: &[Amount],
        ordered: Amount,
        currency: Currency,
    ) -> Option<Vec<Amount>> {
        let zero = Amount::from_minor(0);
        let all = credits.iter().try_fold(zero, |sum, next| sum.checked_add(*next))?;
        if ordered.is_negative() || !all.is_positive() {
            return self.fees(credits, currency).filter(|_| !ordered.is_negative());
        }
        let covered = ordered.min(all).split_by(credits)?;
        let rest = credits.iter().zip(covered).map(|(credit, part)| credit.checked_sub(part));
        self.fees(&rest.collect::<Option<Vec<_>>>()?, currency)
    }

    /// The fee of each line of a request, by reason and credit: a line that comes back for our
    /// fault bears none, and no part of one for the whole request. `None` as for
    /// [`fees`](Self::fees).
    pub fn fees_by_reason(
        &self,
        lines: &[(ReturnReason, Amount)],
        currency: Currency,
    ) -> Option<Vec<Amount>> {
        let by_choice = lines.iter().map(|(reason, credit)| {
            if reason.is_our_fault() && !credit.is_negative() { Amount::ZERO } else { *credit }
        });
        self.fees(&by_choice.collect::<Vec<_>>(), currency)
    }

    /// The fee of each line of a request whose goods come back by choice, by the credits of the
    /// lines. A fee is never above its credit, and rounded once; one for the request is shared by
    /// the credits, to the cent. `None` for credits that are negative or too large.
    pub fn fees(&self, credits: &[Amount], currency: Currency) -> Option<Vec<Amount>> {
        let zero = Amount::from_minor(0);
        if credits.iter().any(|credit| credit.is_negative()) {
            return None;
        }
        match self.fee {
            None => Some(credits.iter().map(|_| zero).collect()),
            Some(ReturnFee::PerLine(fee)) => {
                let fee = fee.to_minor_ceil(currency);
                Some(credits.iter().map(|credit| fee.min(*credit)).collect())
            }
            Some(ReturnFee::Share(share)) => {
                let fee = |credit: &Amount| credit.share(share, Rounding::HalfUp);
                credits.iter().map(fee).collect()
            }
            Some(ReturnFee::PerRequest(fee)) => {
                let all = credits.iter().try_fold(zero, |sum, next| sum.checked_add(*next))?;
                if !all.is_positive() {
                    return Some(credits.iter().map(|_| zero).collect());
                }
                fee.to_minor_ceil(currency).min(all).split_by(credits)
            }
        }
    }
}

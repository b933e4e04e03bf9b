use std::collections::{BTreeMap, BTreeSet};

use crate::id::{DocumentId, LineNumber, ProductGroupId};
use crate::money::{Amount, Total};
use crate::valid::codes;

/// A line of a document that carries a part of a rebate.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AllocationLine {
    /// The product.
    pub product: ProductGroupId,
    /// The document.
    pub document: DocumentId,
    /// The line; `None` for a document without lines.
    pub line: Option<LineNumber>,
    /// The net amount that counted.
    pub amount: Amount,
}

/// Lines that cannot carry a rebate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AllocationError {
    /// No line has a positive net amount.
    #[error("no product has a positive net amount that could carry the rebate")]
    NoWeight,
    /// A line is given twice.
    #[error("{document}{} is given twice", line.map_or_else(String::new, |it| format!(" line {it}")))]
    Twice {
        /// The document.
        document: DocumentId,
        /// The line.
        line: Option<LineNumber>,
    },
    /// A sum does not fit.
    #[error("the amounts of {product} are too large to be added")]
    Overflow {
        /// The product.
        product: ProductGroupId,
    },
}

codes! {
    AllocationError {
        NoWeight = "no_weight",
        Twice = "line_twice",
        Overflow = "allocation_overflow",
    }
}

/// A rebate on its products and their lines. The parts re-sum to the whole at each level, to the
/// minor unit.
#[doc(alias = "返利分摊")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// The part of each product.
    pub products: BTreeMap<ProductGroupId, Amount>,
    /// The part of each line, by product, document and line.
    pub lines: Vec<(AllocationLine, Amount)>,
}

impl Allocation {
    /// The rebate on the lines that counted for it.
    ///
    /// # Rule
    ///
    /// > S6: by largest remainder of the net amounts, first to products, then to the lines of each.
    /// > A product or line with a net amount of 0 or below carries nothing. Ties go by product,
    /// > document and line, so the order of the lines never matters.
    ///
    /// # Errors
    ///
    /// When no product has a positive net amount, a line is given twice, or a sum does not fit.
    pub fn try_new(
        reward: Amount,
        lines: impl IntoIterator<Item = AllocationLine>,
    ) -> Result<Self, AllocationError> {
        let mut by_product: BTreeMap<ProductGroupId, Vec<AllocationLine>> = BTreeMap::new();
        let mut seen = BTreeSet::new();
        for it in lines {
            if !seen.insert((it.document.clone(), it.line)) {
                return Err(AllocationError::Twice { document: it.document, line: it.line });
            }
            by_product.entry(it.product.clone()).or_default().push(it);
        }
        let net = |(product, lines): (&ProductGroupId, &Vec<AllocationLine>)| {
            let sum: Total = lines.iter().map(|it| it.amount).collect();
            sum.to_amount().ok_or_else(|| AllocationError::Overflow { product: product.clone() })
        };
        let weights = by_product.iter().map(net).collect::<Result<Vec<_>, _>>()?;
        let parts = reward.split_by(&weights).ok_or(AllocationError::NoWeight)?;
        let mut allocation = Self { products: BTreeMap::new(), lines: Vec::new() };
        for ((product, mut lines), part) in by_product.into_iter().zip(parts) {
            lines.sort();
            let weights: Vec<Amount> = lines.iter().map(|it| it.amount).collect();
            // A product that carries a part has a positive line.
            let parts = part.split_by(&weights).filter(|_| part != Amount::ZERO);
            let parts = parts.unwrap_or_else(|| vec![Amount::ZERO; lines.len()]);
            allocation.lines.extend(lines.into_iter().zip(parts));
            allocation.products.insert(product, part);
        }
        Ok(allocation)
    }
}

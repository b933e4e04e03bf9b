use crate::account::{AccountView, CustomerTerm, TermKind};
use crate::id::CustomerKey;
use crate::money::{Amount, Currency, Total};
use crate::receivable::CreditLimit;
use crate::review::Review;
use crate::segment::{Class, Quadrant};
use crate::trading_rights::{Grant, RightsConflict, RightsMap, rights_conflicts};
use crate::warning::{ByRule, Outcome};

/// The figures of a customer, alone or together with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct MergeFigures {
    /// The currency of the book, in which all sums are.
    pub currency: Currency,
    /// Open items less credit.
    pub balance: Total,
    /// The exposure that is compared with the limit.
    pub exposure: Total,
    /// The base limit.
    pub limit: CreditLimit,
    /// Net purchases of the window that classes go by.
    pub purchases: Total,
    /// The class by the cuts of the review, which a merge may move a little.
    pub class: Class,
    /// The quadrant by the volume that the review calls large; absent where loyalty is not
    /// applicable.
    pub quadrant: Option<Quadrant>,
    /// The outcome of each rule.
    pub outcomes: ByRule<Outcome>,
    /// The number of invoices and payments recorded.
    pub receivables: usize,
}

/// A term that differs between the two: that of the survivor holds.
///
/// Written with `merged` and `survivor`, each as the term with its kind; a credit limit as text in
/// major units of the book's currency, `not_set` or `unlimited`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermClash {
    /// The currency of the book, in which limits are written.
    pub currency: Currency,
    /// The term of the customer that is to be merged.
    pub merged: CustomerTerm,
    /// The term of the survivor.
    pub survivor: CustomerTerm,
}

/// The consequences of a merge, before it is made.
///
/// # Rule
///
/// > §0: limit, terms, attitude and group are the survivor's, `since` the earlier; all facts of the
/// > one merged are the survivor's.
#[doc(alias = "合并预览")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct MergePreview {
    /// The customer that is to be merged: what moves.
    pub merged: MergeFigures,
    /// The survivor as it is.
    pub survivor: MergeFigures,
    /// The survivor with all that moves.
    pub together: MergeFigures,
    /// The terms that differ, in the order of their kinds. Two different days of `since` are none:
    /// the earlier holds.
    pub clashes: Vec<TermClash>,
    /// The rights that contracts of both grant against each other; a territory and a brand are
    /// themselves only.
    pub rights: Vec<RightsConflict>,
}

impl MergePreview {
    /// The consequences of merging a customer into another, as of the day of a review.
    pub(crate) fn new(
        review: &Review<'_>,
        merged: CustomerKey,
        survivor: CustomerKey,
    ) -> Option<Self> {
        let (book, t) = (review.book(), review.as_of());
        let (one, other) = (review.account(merged)?, review.account(survivor)?);
        let together = book.ledger().account_if_merged(&[merged], survivor, t)?;
        let (one, other, both) = (one.view(), other.view(), together.view());
        let terms = |key| book.terms_as_of(key, t).ok();
        let (of_merged, of_survivor) = (terms(merged)?, terms(survivor)?);
        let kinds = TermKind::ALL.into_iter().filter(|kind| *kind != TermKind::Since);
        let currency = book.currency();
        let pairs = kinds.map(|kind| TermClash {
            currency,
            merged: of_merged.term(kind),
            survivor: of_survivor.term(kind),
        });
        let granted = [(merged, one), (survivor, other)].map(|(key, account)| {
            account.contracts().iter().flat_map(move |it| Grant::from_contract(key, it, None, t))
        });
        let granted: Vec<Grant<'_>> = granted.into_iter().flatten().collect();
        let rights = rights_conflicts(&granted, &RightsMap::default());
        Some(Self {
            merged: MergeFigures::new(review, one)?,
            survivor: MergeFigures::new(review, other)?,
            together: MergeFigures::new(review, both)?,
            clashes: pairs.filter(|pair| pair.merged != pair.survivor).collect(),
            rights,
        })
    }
}

impl MergeFigures {
    pub(super) fn new(review: &Review<'_>, account: AccountView<'_>) -> Option<Self> {
        let judged = review.assessor().judge(account);
        let debt = review.assessor().debt(account);
        let abc = &review.policy().abc;
        let amount = abc.class_amount(judged.purchases, judged.one_off, review.as_of());
        let amount: Amount = amount.to_amount()?;
        Some(Self {
            currency: account.currency(),
            balance: debt.standing.balance(),
            exposure: debt.exposure,
            limit: account.base_limit(),
            purchases: judged.purchases,
            class: review.cuts().class(amount),
            quadrant: review.quadrant(amount, judged.is_loyal),
            outcomes: judged.outcomes,
            receivables: account.invoices().len().checked_add(account.payments().len())?,
        })
    }
}

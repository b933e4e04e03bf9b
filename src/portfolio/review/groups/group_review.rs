use std::collections::BTreeMap;

use super::{GroupCall, GroupOrCustomer};
use crate::id::{CustomerKey, GroupId};
use crate::lapse::{OneOff, PurchaseStatus};
use crate::money::{Amount, Total};
use crate::review::{Review, ReviewError};
use crate::segment::{Class, Cuts, Pareto};

/// A group of customers, judged as one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReviewedGroup {
    /// The group.
    pub group: GroupId,
    /// Its members on the day of the review, in the order of their registration, without those with
    /// which the relationship has ended.
    pub members: Vec<CustomerKey>,
    /// Net purchases of the window that classes go by.
    pub purchases: Amount,
    /// The amount by which it is classed: its purchases, by policy without a one-off.
    pub class_amount: Amount,
    /// The class, among the groups and the customers that stand alone.
    pub class: Class,
    /// The one-off among its purchases of the year.
    pub one_off: Option<OneOff>,
    /// The status of its purchases.
    pub status: PurchaseStatus,
    /// Loss if the whole group stayed away, weighted by its probability; zero for a lost one.
    pub value_at_risk: Total,
}

/// The groups of a review, each as one customer, beside the customers that stand alone.
///
/// # Rule
///
/// > S11, S12: the facts of the members as of the day are put together as one customer's, for
/// > class, Pareto and call list. This is shown beside the customers' own figures and is never in
/// > them.
///
/// A group is judged as a merge of its members would be, by the prior and the median of the book.
/// The groups are those of the day of the review: a member that has left takes its facts along.
///
/// ```
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::policy::Policy;
/// use guanxi::segment::Class;
/// use guanxi::trade::Sale;
///
/// let mut book = Book::new("CNY".parse()?);
/// let sold = [("North", "Chain", 300), ("South", "Chain", 300), ("Li", "", 400)];
/// for (name, group, amount) in sold {
///     let group = if group.is_empty() { None } else { Some(group.parse()?) };
///     let key = book.register(Customer { group, ..Customer::new(name.parse()?) })?;
///     let money = format!("CNY {amount}").parse()?;
///     book.record(key, Sale::new(name.parse()?, "2026-03-01".parse()?, money))?;
/// }
/// let policy = Policy::default();
/// let review = book.review("2026-03-31".parse()?, &policy)?;
/// let groups = review.by_group()?;
/// let chain = groups.group(&"Chain".parse()?).ok_or("none")?;
/// assert_eq!((chain.purchases.minor(), chain.members.len()), (600_00, 2));
/// assert_eq!(groups.pareto().customers, 2, "the chain and Li");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "集团客户")]
#[derive(Debug, Clone)]
pub struct GroupReview<'r> {
    review: &'r Review<'r>,
    /// By name.
    groups: Vec<ReviewedGroup>,
    /// The rows of the customers that belong to no group.
    alone: Vec<usize>,
    cuts: Cuts,
    pareto: Pareto,
}

impl<'r> GroupReview<'r> {
    pub(in super::super) fn try_new(review: &'r Review<'r>) -> Result<Self, ReviewError> {
        let (mut members, mut alone) = (BTreeMap::<&GroupId, Vec<CustomerKey>>::new(), Vec::new());
        for (row, key) in review.customers().iter().enumerate() {
            match review.book().group_at(*key, review.as_of()) {
                Some(group) => members.entry(group).or_default().push(*key),
                None => alone.push(row),
            }
        }
        let groups = members.into_iter().map(|(group, members)| together(review, group, members));
        let mut groups = groups.collect::<Result<Vec<_>, _>>()?;
        let of_alone = |all: &[Amount]| -> Vec<Amount> {
            alone.iter().filter_map(|row| all.get(*row).copied()).collect()
        };
        let mut amounts = of_alone(review.class_amounts());
        amounts.extend(groups.iter().map(|it| it.class_amount));
        let cuts = review.policy().abc.cuts(&amounts, review.book().currency());
        for it in &mut groups {
            it.class = cuts.class(it.class_amount);
        }
        let mut purchases = of_alone(review.purchases());
        purchases.extend(groups.iter().map(|it| it.purchases));
        let pareto = Pareto::from_purchases(&purchases);
        Ok(Self { review, groups, alone, cuts, pareto })
    }

    /// The groups by name.
    pub fn groups(&self) -> &[ReviewedGroup] {
        &self.groups
    }

    /// A group; `None` when no customer of the review belongs to it.
    pub fn group(&self, group: &GroupId) -> Option<&ReviewedGroup> {
        let place = self.groups.binary_search_by(|it| it.group.cmp(group)).ok()?;
        self.groups.get(place)
    }

    /// The cuts between the classes of groups and customers that stand alone.
    pub const fn cuts(&self) -> &Cuts {
        &self.cuts
    }

    /// The class of a customer among the groups: that of its group, or of itself where it stands
    /// alone. `None` when it is not in the review.
    pub fn class(&self, key: CustomerKey) -> Option<Class> {
        let row = self.review.customers().binary_search(&key).ok()?;
        match self.review.book().group_at(key, self.review.as_of()) {
            Some(group) => Some(self.group(group)?.class),
            None => Some(self.cuts.class(*self.review.class_amounts().get(row)?)),
        }
    }

    /// The concentration of purchases over groups and customers that stand alone.
    pub const fn pareto(&self) -> &Pareto {
        &self.pareto
    }

    /// The groups, and customers that stand alone, with the largest values at risk, ties in the
    /// order of names, `at_most` of them.
    #[doc(alias = "拜访名单")]
    pub fn call_list(&self, at_most: usize) -> Vec<GroupCall<'_>> {
        let (keys, at_risk) = (self.review.customers(), self.review.values_at_risk());
        let statuses = self.review.statuses();
        let call = |buyer, value_at_risk, status| {
            let bought_once = status == PurchaseStatus::BoughtOnce;
            GroupCall { buyer, value_at_risk, bought_once }
        };
        let groups = self.groups.iter().map(|it| {
            let buyer = GroupOrCustomer::Group(&it.group);
            (it.group.as_str(), call(buyer, it.value_at_risk, it.status))
        });
        let alone = self.alone.iter().filter_map(|row| {
            let (key, value_at_risk) = (*keys.get(*row)?, *at_risk.get(*row)?);
            let buyer = GroupOrCustomer::Customer(key);
            Some((self.name(key), call(buyer, value_at_risk, *statuses.get(*row)?)))
        });
        let all = groups.chain(alone).filter(|(_, call)| call.value_at_risk.is_positive());
        let mut calls: Vec<(&str, GroupCall<'_>)> = all.collect();
        calls.sort_by(|(a, one), (b, other)| {
            other.value_at_risk.cmp(&one.value_at_risk).then_with(|| a.cmp(b))
        });
        calls.into_iter().map(|(_, call)| call).take(at_most).collect()
    }

    /// The name of a customer.
    pub(super) fn name(&self, key: CustomerKey) -> &'r str {
        self.review.book().name(key)
    }

    #[cfg(feature = "serde")]
    pub(super) const fn review(&self) -> &'r Review<'r> {
        self.review
    }
}

/// Judges the members of a group as one customer. The class waits for the cuts.
fn together(
    review: &Review<'_>,
    group: &GroupId,
    members: Vec<CustomerKey>,
) -> Result<ReviewedGroup, ReviewError> {
    let (book, t) = (review.book(), review.as_of());
    let refused = |minor| ReviewError::Overflow { customer: group.as_str().to_owned(), minor };
    let sum = || {
        let of = |key: &CustomerKey| review.purchases_of(*key).map(Amount::to_total);
        members.iter().filter_map(of).fold(Total::ZERO, Total::plus).minor()
    };
    let (survivor, merged) = members.split_first().ok_or_else(|| refused(0))?;
    let account = book.ledger().account_if_merged(merged, *survivor, t);
    let judged = review.assessor().judge(account.ok_or_else(|| refused(sum()))?.view());
    let fitting = |total: Total| total.to_amount().ok_or_else(|| refused(total.minor()));
    let class_amount = review.policy().abc.class_amount(judged.purchases, judged.one_off, t);
    Ok(ReviewedGroup {
        group: group.clone(),
        purchases: fitting(judged.purchases)?,
        class_amount: fitting(class_amount)?,
        class: Class::C,
        one_off: judged.one_off,
        // Ended customers are in no review, and so in no group.
        status: judged.status.unwrap_or(PurchaseStatus::NeverBought),
        value_at_risk: judged.value_at_risk,
        members,
    })
}

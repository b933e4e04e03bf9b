use std::collections::BTreeMap;

use crate::id::GroupId;
use crate::money::{Amount, Total};
use crate::valid::codes;

/// A customer with its amount, and the group that it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupMember {
    /// The group; `None` for a customer that stands alone.
    pub group: Option<GroupId>,
    /// Its net purchases, or another amount by which customers are classed.
    pub amount: Amount,
}

/// Members of a group whose amounts together are no amount.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GroupSumError {
    /// The sum does not fit.
    #[error("group {group} has {sum} minor units, more than {max}", max = i64::MAX)]
    OutOfRange {
        /// The group.
        group: GroupId,
        /// The sum in minor units.
        sum: i128,
    },
}

codes! {
    GroupSumError {
        OutOfRange = "group_sum_out_of_range",
    }
}

/// The amounts of groups, each put together as one customer's, and of the customers that stand
/// alone (S11, S12).
///
/// # Rule
///
/// > S11: the members of a group are put together as one customer, for class and Pareto, shown
/// > beside the customers' own.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::segment::{AbcPolicy, Class, GroupMember, GroupedAmounts};
///
/// let member = |group: Option<&str>, minor| -> Result<GroupMember, guanxi::id::IdError> {
///     let group = group.map(str::parse).transpose()?;
///     Ok(GroupMember { group, amount: Amount::from_minor(minor) })
/// };
/// let branches = [member(Some("Chain"), 300)?, member(Some("Chain"), 300)?];
/// let members = [branches[0].clone(), branches[1].clone(), member(None, 100)?, member(None, 30)?];
/// let grouped = GroupedAmounts::try_from_members(&members)?;
/// let cuts = AbcPolicy::default().cuts(grouped.amounts(), "CNY".parse()?);
/// let classes: Vec<_> = grouped.by_member().map(|amount| cuts.class(amount)).collect();
/// assert_eq!(classes, [Class::A, Class::A, Class::B, Class::C]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "集团客户")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupedAmounts {
    /// Of the groups by name, then of the customers that stand alone.
    amounts: Vec<Amount>,
    by_member: Vec<Amount>,
}

impl GroupedAmounts {
    /// Puts the members of each group together. A group of one is as a customer that stands alone.
    ///
    /// # Errors
    ///
    /// When the sum of a group does not fit; of several the first by name.
    pub fn try_from_members(members: &[GroupMember]) -> Result<Self, GroupSumError> {
        let mut sums: BTreeMap<&GroupId, Total> = BTreeMap::new();
        for member in members {
            if let Some(group) = &member.group {
                let sum = sums.entry(group).or_default();
                *sum = sum.plus(member.amount);
            }
        }
        let mut of_groups: BTreeMap<&GroupId, Amount> = BTreeMap::new();
        for (group, sum) in sums {
            let out_of_range =
                || GroupSumError::OutOfRange { group: group.clone(), sum: sum.minor() };
            of_groups.insert(group, sum.to_amount().ok_or_else(out_of_range)?);
        }
        let alone = members.iter().filter(|it| it.group.is_none()).map(|it| it.amount);
        let amounts = of_groups.values().copied().chain(alone).collect();
        let of_group = |group: &GroupId| of_groups.get(group).copied();
        let by_member = members
            .iter()
            .map(|it| it.group.as_ref().and_then(of_group).unwrap_or(it.amount))
            .collect();
        Ok(Self { amounts, by_member })
    }

    /// The amounts that are classed: of the groups by name, then of the customers that stand alone.
    /// The class of a group, the Pareto figures and the lines between classes go by them.
    pub fn amounts(&self) -> &[Amount] {
        &self.amounts
    }

    /// The amounts by which the members are classed, in the order in which they were given: that of
    /// the group, or their own.
    pub fn by_member(&self) -> impl Iterator<Item = Amount> {
        self.by_member.iter().copied()
    }
}

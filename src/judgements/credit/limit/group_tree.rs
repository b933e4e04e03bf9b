use std::collections::BTreeMap;

use super::pool::{Pool, PoolKind};
use crate::id::GroupId;
use crate::money::{Amount, Total};
use crate::receivable::CreditLimit;
use crate::valid::Violations;

/// A group of customers with its shared limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupNode {
    /// The group.
    pub id: GroupId,
    /// The group that it belongs to.
    pub parent: Option<GroupId>,
    /// The limit of all its members together.
    pub pool: CreditLimit,
    /// The part of its parent's pool that is held for it, used or not.
    pub allotment: Amount,
}

/// Groups within groups, to any depth.
///
/// ```
/// use guanxi::credit::{GroupNode, GroupTree};
/// use guanxi::money::Amount;
/// use guanxi::receivable::CreditLimit::{Amount as Of, NotSet};
///
/// let node = |id: &str, parent: Option<&str>| -> Result<GroupNode, guanxi::id::IdError> {
///     let parent = parent.map(str::parse).transpose()?;
///     Ok(GroupNode { id: id.parse()?, parent, pool: NotSet, allotment: Amount::ZERO })
/// };
/// let circle = GroupTree::try_new(vec![node("east", Some("west"))?, node("west", Some("east"))?]);
/// assert_eq!(
///     circle.unwrap_err().to_string(),
///     "east.parent must not lead back to the group, was east < west < east",
/// );
///
/// let root = GroupNode { pool: Of(Amount::from_minor(15_000)), ..node("holding", None)? };
/// let tree = GroupTree::try_new(vec![root, node("east", Some("holding"))?])?;
/// let owed = |_: &_| Amount::from_minor(6_000).to_total();
/// let pools = tree.pools(&"east".parse()?, &tree.used(owed));
/// assert_eq!(pools.iter().map(|pool| pool.used.minor()).collect::<Vec<_>>(), [6_000, 12_000]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "集团额度")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupTree {
    nodes: BTreeMap<GroupId, GroupNode>,
    /// Every group after those that belong to it.
    children_first: Vec<GroupId>,
}

impl GroupTree {
    /// Builds the tree of these groups.
    ///
    /// # Errors
    ///
    /// All violations: a group that is listed twice, a parent that is not listed, a group that
    /// belongs to itself through others, a negative pool or allotment.
    pub fn try_new(nodes: Vec<GroupNode>) -> Result<Self, Violations> {
        let (mut found, mut tree) = (Violations::default(), Self::default());
        for node in nodes {
            if let CreditLimit::Amount(pool) = node.pool
                && pool.is_negative()
            {
                let problem = format!("must not be negative, was {}", pool.minor());
                found.add(&format!("{}.pool", node.id), problem);
            }
            if node.allotment.is_negative() {
                let problem = format!("must not be negative, was {}", node.allotment.minor());
                found.add(&format!("{}.allotment", node.id), problem);
            }
            if tree.nodes.contains_key(&node.id) {
                found.add(node.id.as_str(), "must stand once, stands again".to_owned());
                continue;
            }
            tree.nodes.insert(node.id.clone(), node);
        }
        tree.check_parents(&mut found);
        let depth = |id: &GroupId| tree.path(id).count();
        let mut order: Vec<(usize, GroupId)> =
            tree.nodes.keys().map(|id| (depth(id), id.clone())).collect();
        order.sort_unstable_by(|a, b| b.cmp(a));
        tree.children_first = order.into_iter().map(|(_, id)| id).collect();
        found.none_or(tree)
    }

    fn check_parents(&self, found: &mut Violations) {
        let mut in_circles = Vec::new();
        for node in self.nodes.values() {
            let parent = node.parent.as_ref();
            if let Some(parent) = parent.filter(|parent| !self.nodes.contains_key(*parent)) {
                let problem = format!("must be a group of the tree, was {parent}");
                found.add(&format!("{}.parent", node.id), problem);
            }
            let up: Vec<&GroupId> = self.path(&node.id).map(|node| &node.id).collect();
            let back = up.last().and_then(|last| self.nodes.get(*last)?.parent.as_ref());
            let circle = back == Some(&node.id);
            if circle && !up.iter().any(|id| in_circles.contains(*id)) {
                let path = up.iter().map(|id| id.as_str()).chain([node.id.as_str()]);
                let path: Vec<&str> = path.collect();
                let problem = format!("must not lead back to the group, was {}", path.join(" < "));
                found.add(&format!("{}.parent", node.id), problem);
                in_circles.extend(up.into_iter().cloned());
            }
        }
    }

    /// The group and those it belongs to, itself first; stops before a group that was seen.
    fn path(&self, group: &GroupId) -> impl Iterator<Item = &GroupNode> {
        let mut next = self.nodes.get(group);
        let mut left = self.nodes.len();
        let start = group.clone();
        std::iter::from_fn(move || {
            let node = next?;
            left = left.checked_sub(1)?;
            let parent = node.parent.as_ref().filter(|parent| **parent != start);
            next = parent.and_then(|parent| self.nodes.get(parent));
            Some(node)
        })
    }

    /// The group at the top of those that a group belongs to; `None` when it is not in the tree.
    pub(crate) fn top(&self, group: &GroupId) -> Option<&GroupId> {
        self.path(group).last().map(|node| &node.id)
    }

    /// The groups in the order of their names.
    pub fn nodes(&self) -> impl Iterator<Item = &GroupNode> {
        self.nodes.values()
    }

    /// True when a group stands in the tree.
    pub fn contains(&self, group: &GroupId) -> bool {
        self.nodes.contains_key(group)
    }

    /// The use of each group, worked out once for all customers: the debt of its direct members,
    /// and for each group within it the larger of use and allotment.
    pub fn used(&self, owed: impl Fn(&GroupId) -> Total) -> BTreeMap<GroupId, Total> {
        let mut used: BTreeMap<GroupId, Total> = BTreeMap::new();
        for id in &self.children_first {
            let own = used.get(id).copied().unwrap_or_default().plus(owed(id));
            used.insert(id.clone(), own);
            let node = self.nodes.get(id);
            if let Some((node, parent)) = node.and_then(|node| Some((node, node.parent.clone()?))) {
                let of_parent = used.entry(parent).or_default();
                *of_parent = of_parent.plus(own.max(node.allotment.to_total()));
            }
        }
        used
    }

    /// The pools that a member of a group shares, its own group first, from the use of each group
    /// by [`used`](Self::used). Empty when the group is not in the tree.
    pub fn pools(&self, group: &GroupId, used: &BTreeMap<GroupId, Total>) -> Vec<Pool> {
        let (mut held, mut given_back) = (Total::ZERO, None);
        let mut pools = Vec::new();
        for node in self.path(group) {
            let used = used.get(&node.id).copied().unwrap_or_default();
            let name = node.id.to_string();
            let least = given_back.map_or(Total::ZERO, |most| used.minus(most));
            pools.push(Pool { kind: PoolKind::Group, name, limit: node.pool, used, held, least });
            let allotment = node.allotment.to_total();
            held = held.plus(allotment.minus(used).or_zero());
            given_back = Some(used.max(allotment).minus(least.max(allotment)));
        }
        pools
    }
}

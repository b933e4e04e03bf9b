use std::collections::BTreeMap;

use super::QuantityError;
use crate::forest::Forest;
use crate::id::{ProductGroupId, UnitId};
use crate::valid::Violations;

/// A unit that holds a number of base units, as a carton of 12 pieces.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PackUnit {
    /// The unit.
    pub unit: UnitId,
    /// The base units that one of it holds; above 0.
    pub holds: u32,
}

/// A product, or a group of products.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ProductNode {
    /// The product.
    pub id: ProductGroupId,
    /// The wider product; `None` at the top.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub parent: Option<ProductGroupId>,
    /// The base unit. Without one that of the wider product holds.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub base_unit: Option<UnitId>,
    /// Further units in which this product is sold. Those of wider products do not hold for it: a
    /// carton of one specification holds other numbers than that of the next.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub packs: Vec<PackUnit>,
}

impl ProductNode {
    /// A product below another, without units of its own.
    pub const fn below(id: ProductGroupId, parent: ProductGroupId) -> Self {
        Self { id, parent: Some(parent), base_unit: None, packs: Vec::new() }
    }
}

mod sealed {
    use std::collections::BTreeMap;

    use super::{ProductNode, check};
    use crate::forest::Forest;
    use crate::id::ProductGroupId;
    use crate::valid::Violations;

    /// Products as a tree: variety, brand, specification, in as many levels as there are.
    ///
    /// ```
    /// use guanxi::product::{PackUnit, ProductNode, ProductTree};
    ///
    /// let carton = PackUnit { unit: "carton".parse()?, holds: 12 };
    /// let tree = ProductTree::try_new([
    ///     ProductNode {
    ///         id: "tea".parse()?,
    ///         parent: None,
    ///         base_unit: Some("box".parse()?),
    ///         packs: Vec::new(),
    ///     },
    ///     ProductNode {
    ///         packs: vec![carton],
    ///         ..ProductNode::below("tea 250 g".parse()?, "tea".parse()?)
    ///     },
    /// ])?;
    /// let (tea, small) = ("tea".parse()?, "tea 250 g".parse()?);
    /// assert!(tree.is_within(&small, &tea) && !tree.is_within(&tea, &small));
    /// assert_eq!(tree.to_base(&small, 3, &"carton".parse()?)?, 36);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[doc(alias = "产品目录")]
    #[derive(Debug, Clone, PartialEq, Eq, Default)]
    pub struct ProductTree {
        nodes: BTreeMap<ProductGroupId, ProductNode>,
        places: Forest<ProductGroupId>,
    }

    impl ProductTree {
        /// A tree of products, in any order.
        ///
        /// # Errors
        ///
        /// All violations: a product named twice, below one that is not there or below itself, and
        /// units that are named twice or hold nothing.
        pub fn try_new(nodes: impl IntoIterator<Item = ProductNode>) -> Result<Self, Violations> {
            let mut found = Violations::default();
            let mut by_id = BTreeMap::new();
            for node in nodes {
                let id = node.id.clone();
                if by_id.insert(id.clone(), node).is_some() {
                    found.add("nodes", format!("must name each product once, {id} is repeated"));
                }
            }
            let places = check(&by_id, &mut found);
            found.none_or(Self { nodes: by_id, places })
        }

        /// The products by name.
        pub fn nodes(&self) -> impl Iterator<Item = &ProductNode> {
            self.nodes.values()
        }

        /// The products as a forest of names.
        pub const fn places(&self) -> &Forest<ProductGroupId> {
            &self.places
        }

        /// A product.
        pub fn node(&self, id: &ProductGroupId) -> Option<&ProductNode> {
            self.nodes.get(id)
        }
    }
}
pub use sealed::ProductTree;

/// The violations of a tree whose products have a name each, and the forest of their names.
fn check(
    nodes: &BTreeMap<ProductGroupId, ProductNode>,
    found: &mut Violations,
) -> Forest<ProductGroupId> {
    for ProductNode { id, parent, base_unit, packs } in nodes.values() {
        if let Some(parent) = parent.as_ref().filter(|it| !nodes.contains_key(it)) {
            found.add("nodes", format!("must hold {parent}, above {id}"));
        }
        for (place, pack) in packs.iter().enumerate() {
            if pack.holds == 0 {
                found.add("packs", format!("must hold 1 or more, {} of {id} holds 0", pack.unit));
            }
            let earlier = packs.iter().take(place).map(|it| &it.unit);
            if earlier.chain(base_unit).any(|it| *it == pack.unit) {
                found.add("packs", format!("must name {} of {id} once", pack.unit));
            }
        }
    }
    let places = nodes.values().filter_map(|it| Some((it.id.clone(), it.parent.clone()?)));
    Forest::try_new(places).unwrap_or_else(|error| {
        found.add("nodes", format!("must form no circle: {error}"));
        Forest::default()
    })
}

impl ProductTree {
    /// Returns `true` for a node and all products below it. A product that is not in the tree is
    /// within itself alone.
    pub fn is_within(&self, product: &ProductGroupId, node: &ProductGroupId) -> bool {
        self.places().holds(node, product)
    }

    /// The base unit of a product: its own, or that of the next wider product that states one.
    pub fn base_unit(&self, product: &ProductGroupId) -> Option<&UnitId> {
        self.places().outwards(product).find_map(|it| self.node(it)?.base_unit.as_ref())
    }

    /// A quantity in base units; negative for goods that come back.
    ///
    /// # Errors
    ///
    /// When the product has no base unit, is not sold in the unit, or the quantity does not fit.
    pub fn to_base(
        &self,
        product: &ProductGroupId,
        quantity: i64,
        unit: &UnitId,
    ) -> Result<i64, QuantityError> {
        let holds = self.holds(product, unit)?;
        quantity.checked_mul(holds.into()).ok_or_else(|| QuantityError::Overflow {
            product: product.clone(),
            quantity,
            unit: unit.clone(),
        })
    }

    /// A quantity of one unit in another.
    ///
    /// # Errors
    ///
    /// As [`ProductTree::to_base`], and when the quantity is no whole number of the other unit:
    /// 30 pieces are no cartons of 12.
    pub fn convert(
        &self,
        product: &ProductGroupId,
        quantity: i64,
        (from, to): (&UnitId, &UnitId),
    ) -> Result<i64, QuantityError> {
        let base = self.to_base(product, quantity, from)?;
        let holds = self.holds(product, to)?;
        let whole = base.checked_rem(holds.into()).is_some_and(|rest| rest == 0);
        let units = base.checked_div(holds.into()).filter(|_| whole);
        units.ok_or_else(|| QuantityError::NotWhole {
            product: product.clone(),
            quantity: base,
            unit: to.clone(),
            holds,
        })
    }

    /// The base units that a unit of a product holds.
    fn holds(&self, product: &ProductGroupId, unit: &UnitId) -> Result<u32, QuantityError> {
        let base = self.base_unit(product);
        let base = base.ok_or_else(|| QuantityError::NoUnit { product: product.clone() })?;
        if base == unit {
            return Ok(1);
        }
        let packs = self.node(product).map_or(&[][..], |node| &node.packs);
        let pack = packs.iter().find(|it| it.unit == *unit);
        pack.map(|it| it.holds).ok_or_else(|| QuantityError::OtherUnit {
            product: product.clone(),
            unit: unit.clone(),
        })
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for ProductTree {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.nodes())
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for ProductTree {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let nodes = Vec::<ProductNode>::deserialize(from)?;
        Self::try_new(nodes).map_err(serde::de::Error::custom)
    }
}

use std::collections::BTreeMap;
use std::fmt;

use super::ForestError;

mod sealed {
    use std::collections::BTreeMap;
    use std::fmt;

    use crate::forest::ForestError;

    /// Names, and the name that holds each of them. A name that is not listed stands alone.
    ///
    /// Written as the list of places: each name with the one that holds it.
    ///
    /// ```
    /// use guanxi::forest::Forest;
    /// use guanxi::id::TerritoryId;
    ///
    /// let id = |text: &str| text.parse::<TerritoryId>();
    /// let china = Forest::try_new([
    ///     (id("Guangdong")?, id("China")?),
    ///     (id("Foshan")?, id("Guangdong")?),
    /// ])?;
    /// assert!(china.holds(&id("China")?, &id("Foshan")?));
    /// assert_eq!(china.meeting(&id("Guangdong")?, &id("Foshan")?), Some(id("Foshan")?).as_ref());
    /// assert_eq!(china.meeting(&id("Hubei")?, &id("Foshan")?), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
    pub struct Forest<N: Ord>(BTreeMap<N, N>);

    impl<N: Ord> Forest<N> {
        /// The place of each name: the name that holds it.
        pub const fn places(&self) -> &BTreeMap<N, N> {
            &self.0
        }

        pub(super) const fn from_places(places: BTreeMap<N, N>) -> Self {
            Self(places)
        }
    }

    impl<N: Ord + Clone + fmt::Debug + fmt::Display> Forest<N> {
        /// A forest of names, each with the name that holds it.
        ///
        /// # Errors
        ///
        /// When a name stands in two others, or in itself.
        pub fn try_new(places: impl IntoIterator<Item = (N, N)>) -> Result<Self, ForestError<N>> {
            let mut forest: BTreeMap<N, N> = BTreeMap::new();
            for (name, first) in places {
                if let Some(second) = forest.get(&name)
                    && *second != first
                {
                    let second = second.clone();
                    return Err(ForestError::TwoParents { name, first: second, second: first });
                }
                forest.insert(name, first);
            }
            super::check_circles(&forest)?;
            Ok(Self(forest))
        }
    }
}
pub use sealed::Forest;

impl<N: Ord> Forest<N> {
    /// The name that holds a name; `None` for one that stands alone or holds all others.
    pub fn place(&self, name: &N) -> Option<&N> {
        self.places().get(name)
    }

    /// Returns `true` when the name is listed, as one that holds or is held.
    pub fn knows(&self, name: &N) -> bool {
        self.places().contains_key(name) || self.places().values().any(|outer| outer == name)
    }

    /// A name and all that hold it, from the inside to the outside.
    pub fn outwards<'a>(&'a self, name: &'a N) -> impl Iterator<Item = &'a N> {
        std::iter::successors(Some(name), |name| self.place(name))
    }

    /// Returns `true` when a name is another or holds it, directly or through others.
    pub fn holds(&self, outer: &N, inner: &N) -> bool {
        self.outwards(inner).any(|name| name == outer)
    }

    /// The inner of two names of which one holds the other; `None` where they do not meet.
    pub fn meeting<'a>(&self, one: &'a N, other: &'a N) -> Option<&'a N> {
        match (self.holds(one, other), self.holds(other, one)) {
            (true, _) => Some(other),
            (false, true) => Some(one),
            (false, false) => None,
        }
    }
}

/// Names that all stand alone.
impl<N: Ord> Default for Forest<N> {
    fn default() -> Self {
        Self::from_places(BTreeMap::new())
    }
}

/// Walks from every name outwards; a walk that is longer than the list has names runs in a circle.
fn check_circles<N: Ord + Clone + fmt::Debug + fmt::Display>(
    places: &BTreeMap<N, N>,
) -> Result<(), ForestError<N>> {
    let mut checked = std::collections::BTreeSet::new();
    for start in places.keys() {
        let mut walk = std::collections::BTreeSet::new();
        let mut name = start;
        while let Some(outer) = places.get(name).filter(|_| !checked.contains(name)) {
            if !walk.insert(name) {
                return Err(ForestError::Circle { name: name.clone() });
            }
            name = outer;
        }
        checked.append(&mut walk);
    }
    Ok(())
}

#[cfg(feature = "serde")]
impl<'de, N> serde::Deserialize<'de> for Forest<N>
where
    N: Ord + Clone + fmt::Debug + fmt::Display + serde::Deserialize<'de>,
{
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let places = BTreeMap::<N, N>::deserialize(from)?;
        Self::try_new(places).map_err(serde::de::Error::custom)
    }
}

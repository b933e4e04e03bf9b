use std::borrow::Cow;
use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::customer::EntrySource;
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};
use crate::money::Money;
use crate::valid::words;

words! {
    /// The kinds of means of a dealer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum MeansKind as "a kind of means" {
        /// Sub-dealers.
        #[doc(alias = "分销商数")]
        SubDealers = "sub_dealers" => "sub-dealers",
        /// Outlets covered.
        #[doc(alias = "网点数")]
        Outlets = "outlets",
        /// Capital.
        #[doc(alias = "资金")]
        Capital = "capital",
        /// Strong brands held.
        StrongBrands = "strong_brands" => "strong brands",
        /// Other brands held.
        OtherBrands = "other_brands" => "other brands",
        /// Warehouse area.
        #[doc(alias = "仓储面积")]
        Warehouse = "warehouse",
        /// Vehicles.
        #[doc(alias = "车辆")]
        Vehicles = "vehicles",
        /// People who sell.
        #[doc(alias = "业务人员")]
        Sellers = "sellers",
    }
}

/// The means of a dealer that can be counted, each with its count.
#[doc(alias = "经营能力")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case")
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum Means {
    /// Sub-dealers.
    SubDealers(u32),
    /// Outlets covered.
    Outlets(u32),
    /// Capital, not negative, in the currency of the book.
    Capital(Money),
    /// Strong brands held.
    StrongBrands(u32),
    /// Other brands held.
    OtherBrands(u32),
    /// Warehouse area in square metres.
    Warehouse(u32),
    /// Vehicles.
    Vehicles(u32),
    /// People who sell.
    Sellers(u32),
}

/// A count of means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MeansQuantity {
    /// Capital.
    Money(Money),
    /// Any other means.
    Number(u32),
}

impl MeansQuantity {
    /// The amount of capital; `None` of other means.
    pub(crate) const fn money(self) -> Option<Money> {
        match self {
            Self::Money(money) => Some(money),
            Self::Number(_) => None,
        }
    }
}

impl fmt::Display for MeansQuantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Money(money) => money.fmt(f),
            Self::Number(count) => count.fmt(f),
        }
    }
}

impl Means {
    /// The kind.
    pub const fn kind(&self) -> MeansKind {
        match self {
            Self::SubDealers(_) => MeansKind::SubDealers,
            Self::Outlets(_) => MeansKind::Outlets,
            Self::Capital(_) => MeansKind::Capital,
            Self::StrongBrands(_) => MeansKind::StrongBrands,
            Self::OtherBrands(_) => MeansKind::OtherBrands,
            Self::Warehouse(_) => MeansKind::Warehouse,
            Self::Vehicles(_) => MeansKind::Vehicles,
            Self::Sellers(_) => MeansKind::Sellers,
        }
    }

    /// The count, whatever is counted.
    pub(crate) const fn quantity(&self) -> MeansQuantity {
        match *self {
            Self::Capital(money) => MeansQuantity::Money(money),
            Self::SubDealers(count)
            | Self::Outlets(count)
            | Self::StrongBrands(count)
            | Self::OtherBrands(count)
            | Self::Warehouse(count)
            | Self::Vehicles(count)
            | Self::Sellers(count) => MeansQuantity::Number(count),
        }
    }
}

/// A count of one kind of means on a day.
///
/// # Rule
///
/// > S1, S15: countable means are typed dated facts with a source that bands read directly and that
/// > grow stale.
///
/// Of one kind there is one count a day.
///
/// ```
/// use guanxi::account::Account;
/// use guanxi::calendar::AsOf;
/// use guanxi::customer::EntrySource;
/// use guanxi::day;
/// use guanxi::means::{Means, MeansCount, MeansKind};
///
/// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
/// let on = day!(2026, 3, 2);
/// let source = EntrySource::Visit;
/// account.record(MeansCount { on, means: Means::Vehicles(3), source })?;
/// let later = MeansCount { on: day!(2026, 9, 1), means: Means::Vehicles(5), source };
/// account.record(later)?;
/// let all = account.view().means_counts();
/// let known = MeansCount::latest(all, MeansKind::Vehicles, AsOf::new(day!(2026, 6, 1)));
/// assert_eq!(known.map(|it| it.means), Some(Means::Vehicles(3)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct MeansCount {
    /// The day of the count.
    pub on: Day,
    /// The means with their count.
    pub means: Means,
    /// The source.
    pub source: EntrySource,
}

impl MeansCount {
    /// The latest count of a kind by a date; `None` where nobody counted.
    pub fn latest(counts: &[Self], kind: MeansKind, t: AsOf) -> Option<&Self> {
        let of_kind = counts.iter().filter(|it| it.means.kind() == kind && t.sees(it.on));
        of_kind.max_by_key(|it| it.on)
    }

    const fn order(&self) -> (MeansKind, Day) {
        (self.means.kind(), self.on)
    }
}

impl Record for MeansCount {
    fn name(&self) -> Cow<'_, str> {
        format!("{} on {}", self.means.kind(), self.on).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { on, means, source } = self;
        vec![
            Field::new("on", on),
            Field::new("means", means.kind()),
            Field::new("count", means.quantity()),
            Field::new("source", source),
        ]
    }

    fn check(&self, intake: Intake) -> Result<(), Fault> {
        self.means.quantity().money().map_or(Ok(()), |capital| intake.not_negative(capital))
    }
}

/// The list stands in the order of kinds, then days.
impl Listed for MeansCount {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.order() == recorded.order()
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Kept for MeansCount {
    fn own_day(&self) -> Option<Day> {
        Some(self.on)
    }
}

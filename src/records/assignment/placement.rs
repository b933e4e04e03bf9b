use std::borrow::Cow;

use crate::calendar::{AsOf, Day};
use crate::contract::ChannelLevel;
use crate::id::{BusinessTypeId, TerritoryId};
use crate::intake::{Fault, Field, Intake, Kept, Listed, Record};

/// The place of a customer from a day on, until the next placement: its territory, the level of the
/// channel at which it sells, and its kind of business.
///
/// # Rule
///
/// > S1: the place of a customer is a dated fact, which area plan, peers and selection read.
///
/// Of one day there is one placement.
#[doc(alias = "客户分布")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Placement {
    /// The territory.
    pub territory: TerritoryId,
    /// The level of the channel.
    pub level: ChannelLevel,
    /// The kind of business, such as a hardware shop or a feed mill.
    #[doc(alias = "业态")]
    pub business: BusinessTypeId,
    /// The first day.
    pub from: Day,
}

impl Placement {
    /// The placement that stands on a date; `None` before the first.
    pub fn on(placements: &[Self], t: AsOf) -> Option<&Self> {
        placements.iter().filter(|it| t.sees(it.from)).max_by_key(|it| it.from)
    }

    /// The place among the placements of a customer.
    const fn order(&self) -> (Day, &TerritoryId, ChannelLevel, &BusinessTypeId) {
        (self.from, &self.territory, self.level, &self.business)
    }
}

impl Record for Placement {
    fn name(&self) -> Cow<'_, str> {
        format!("from {}", self.from).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { territory, level, business, from } = self;
        vec![
            Field::new("territory", territory),
            Field::new("level", level),
            Field::new("business", business),
            Field::new("from", from),
        ]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }
}

/// The list stands in the order of days.
impl Listed for Placement {
    fn contradicts(&self, recorded: &Self) -> bool {
        self.from == recorded.from
    }

    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Kept for Placement {
    const IS_TERM: bool = true;

    fn own_day(&self) -> Option<Day> {
        None
    }
}

use std::collections::BTreeMap;

use super::Position;
use crate::calendar::{AsOf, Day};
use crate::id::{OutletId, StaffId, TerritoryId};
use crate::valid::{Draft, Valid, Violations};

/// The area, the tier and the weights of an outlet from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct OutletState {
    /// The first day.
    pub from: Day,
    /// The area.
    pub area: TerritoryId,
    /// The tier (批发层级): 1 for an outlet that buys from us, 2 for one that buys from our dealer, and
    /// so on.
    pub tier: u8,
    /// The turnover in all goods, the weight ACV; `None` where it is not known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub all_goods: Option<u64>,
    /// The turnover in the category, the weight PCV; `None` where it is not known.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub category: Option<u64>,
}

/// The decision that an outlet is another one that was recorded before.
///
/// It is a fact with a day and an author: records are never joined in silence. Visits and goods of
/// the duplicate count for the other outlet from that day on, whatever their own day.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct OutletDuplicate {
    /// The outlet that it is.
    pub of: OutletId,
    /// The day of the decision.
    pub on: Day,
    /// The staff member who decided.
    pub by: StaffId,
}

/// An outlet from its opening to its end.
#[doc(alias = "终端网点")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct Outlet {
    /// The outlet.
    pub id: OutletId,
    /// Area, tier and weights, in the order of days. The outlet is active from the first on.
    pub states: Vec<OutletState>,
    /// The first day on which it is closed; `None` while it is open.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub closed: Option<Day>,
    /// The decision that it is another outlet.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub duplicate: Option<OutletDuplicate>,
    /// The place; `None` where nobody took it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub position: Option<Position>,
}

impl Outlet {
    /// An open outlet without a position.
    pub fn new(id: OutletId, state: OutletState) -> Self {
        Self { id, states: vec![state], closed: None, duplicate: None, position: None }
    }

    /// The state of the outlet on a day, when it is active: opened, not closed, no duplicate.
    pub fn active(&self, t: AsOf) -> Option<&OutletState> {
        let is_closed = self.closed.is_some_and(|day| t.sees(day));
        let is_duplicate = self.duplicate.as_ref().is_some_and(|it| t.sees(it.on));
        let state = self.states.iter().rev().find(|it| t.sees(it.from));
        state.filter(|_| !is_closed && !is_duplicate)
    }
}

/// Plain form of an [`OutletRegister`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
pub struct OutletRegisterDraft {
    /// The outlets, each once.
    pub outlets: Vec<Outlet>,
}

/// The outlets of a company, checked.
#[doc(alias = "网点档案")]
pub type OutletRegister = Valid<OutletRegisterDraft>;

impl Draft for OutletRegisterDraft {
    fn check(&self, found: &mut Violations) {
        let mut by_id: BTreeMap<&OutletId, &Outlet> = BTreeMap::new();
        for outlet in &self.outlets {
            if by_id.insert(&outlet.id, outlet).is_some() {
                let problem = format!("must name each outlet once, {} is repeated", outlet.id);
                found.add("outlets", problem);
            }
        }
        for Outlet { id, states, closed, duplicate, .. } in &self.outlets {
            if states.is_empty() {
                found.add("states", format!("must have a first one, {id} has none"));
            }
            let mut pairs = states.iter().zip(states.iter().skip(1));
            if let Some((one, other)) = pairs.find(|(one, other)| other.from <= one.from) {
                let problem = format!("must follow each other, {id} has {}", other.from);
                found.add("states", format!("{problem} after {}", one.from));
            }
            if let Some((first, closed)) = states.first().zip(*closed)
                && closed < first.from
            {
                let problem = format!("must not be before {}, was {closed} of {id}", first.from);
                found.add("closed", problem);
            }
            let Some(OutletDuplicate { of, .. }) = duplicate else { continue };
            if of == id {
                found.add("duplicate", format!("must name another outlet, {id} names itself"));
            } else if by_id.get(of).is_none_or(|it| it.duplicate.is_some()) {
                let problem = format!("must name an outlet that is no duplicate, {id} names {of}");
                found.add("duplicate", problem);
            }
        }
    }
}

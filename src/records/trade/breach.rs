use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::calendar::Day;
use crate::id::DocumentId;
use crate::intake::{Dealing, Fault, Field, Intake, Listed, Names, Record};
use crate::valid::words;

words! {
    /// The kinds of breaches of the channel. By default each of them, once upheld, makes a customer
    /// disloyal for a year (S14); the last three are grave besides, which bars a dealer at once
    /// (S15).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum BreachKind {
        /// Goods sold outside the territory that was granted.
        #[doc(alias = "窜货")]
        Diversion = "diversion",
        /// Goods sold below the agreed price.
        #[doc(alias = "低价倾销")]
        PriceDumping = "price_dumping" => "price dumping",
        /// Terms forced by the threat of volume.
        #[doc(alias = "要挟")]
        Extortion = "extortion",
        /// Fraud.
        #[doc(alias = "欺诈")]
        Fraud = "fraud",
        /// Papers that were forged.
        ForgedPapers = "forged_papers" => "forged papers",
        /// Goods sold outside the territory with forged codes.
        ForgedCodes = "forged_codes" => "diversion with forged codes",
    }
}

impl BreachKind {
    /// All kinds, for a rule that reads each of them.
    pub(crate) fn all() -> BTreeSet<Self> {
        Self::ALL.into()
    }

    /// Returns `true` for all kinds.
    #[cfg(feature = "serde")]
    pub(crate) fn are_all(kinds: &BTreeSet<Self>) -> bool {
        kinds.len() == Self::ALL.len()
    }
}

/// A breach of the channel, after an inquiry.
///
/// # Rule
///
/// > S14: an upheld breach of the channel makes the customer disloyal whatever the score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Breach {
    /// The day of the breach.
    pub date: Day,
    /// The kind.
    pub kind: BreachKind,
    /// `true` when the inquiry found the breach to be a fact.
    pub upheld: bool,
}

impl Breach {
    /// The place among the breaches of a customer.
    const fn order(self) -> (Day, BreachKind, bool) {
        (self.date, self.kind, self.upheld)
    }
}

impl Record for Breach {
    fn name(&self) -> Cow<'_, str> {
        format!("{} of {}", self.kind, self.date).into()
    }

    fn fields(&self) -> Vec<Field> {
        let Self { date, kind, upheld } = self;
        vec![Field::new("date", date), Field::new("kind", kind), Field::new("upheld", upheld)]
    }

    fn check(&self, _intake: Intake) -> Result<(), Fault> {
        Ok(())
    }
}

impl Listed for Breach {
    fn is_before(&self, recorded: &Self) -> bool {
        self.order() <= recorded.order()
    }
}

impl Dealing for Breach {
    const NAMES: Names = Names::Nothing;
    const IS_TERM: bool = false;
    const IS_EXCLUSIVE: bool = false;
    const SHARES_NAMES: bool = true;
    const STARTS_CUSTOMER: bool = true;

    fn own_day(&self) -> Option<Day> {
        Some(self.date)
    }

    fn invoice(&self) -> Option<&DocumentId> {
        None
    }
}

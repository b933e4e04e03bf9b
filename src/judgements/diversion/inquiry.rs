use std::collections::BTreeMap;
use std::fmt;

use super::{
    DiversionCause, DiversionGrants, DiversionKind, DiversionPolicyDraft, DiversionSignal, Sighting,
};
use crate::calendar::AsOf;
use crate::measure::{Ratio, proven};
use crate::valid::words;

words! {
    /// The verdict about all that is known of a customer and the diversion of its goods.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum InquiryVerdict as "a verdict of an inquiry" {
        /// Nothing to look at.
        Nothing = "nothing",
        /// A person looks: a signal speaks, or a sighting cannot be upheld yet.
        Inquiry = "inquiry",
        /// A case is opened: a breach with evidence that can be upheld.
        Case = "case",
    }
}

/// The facts of an inquiry about a customer.
#[derive(Debug, Clone, Copy)]
pub struct InquiryFacts<'a> {
    /// The sightings of its goods, in any order.
    pub sightings: &'a [Sighting],
    /// Its grants.
    pub grants: &'a DiversionGrants<'a>,
    /// The signals that were read, whether they speak or not.
    pub signals: &'a [DiversionSignal],
    /// The candidate causes.
    pub causes: &'a [DiversionCause],
    /// The policy.
    pub policy: &'a DiversionPolicyDraft,
}

/// The sightings of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct SightingCount {
    /// The sightings.
    pub sightings: u32,
    /// Their quantity in base units.
    pub quantity: u128,
}

/// All that is known of a customer and the diversion of its goods: sightings by kind, signals with
/// their false alarms, candidate causes.
///
/// # Rule
///
/// > S9: a breach with evidence that can be upheld is a case. A breach by hearsay, a sighting of
/// > unknown kind and a signal that speaks open an inquiry, never a sanction. A sighting that is
/// > stated twice counts once; the order of the sightings changes nothing.
#[doc(alias = "窜货")]
#[doc(alias = "窜货调查")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiversionInquiry {
    /// The sightings by kind.
    pub kinds: BTreeMap<DiversionKind, SightingCount>,
    /// The breaches with evidence that can be upheld.
    pub provable: SightingCount,
    /// The signals that speak, in the order in which they were given.
    pub speaking: Vec<DiversionSignal>,
    /// A bound of the chance that one of the signals read speaks although nothing was diverted: the
    /// sum of the rates that can be stated.
    pub false_alarm: Ratio,
    /// The signals read of which no rate can be stated.
    pub without_rate: u32,
    /// The candidate causes, in the order in which they were given.
    pub causes: Vec<DiversionCause>,
    /// The verdict.
    pub verdict: InquiryVerdict,
}

impl DiversionInquiry {
    /// The inquiry about a customer as known on a date. Sightings after it are not known.
    pub fn read(facts: &InquiryFacts<'_>, t: AsOf) -> Self {
        let (mut kinds, mut provable) = (BTreeMap::new(), SightingCount::default());
        let mut is_open = false;
        for sighting in distinct(facts.sightings, t) {
            let kind = DiversionKind::of(sighting, facts.grants, facts.policy, t);
            let of_kind: &mut SightingCount = kinds.entry(kind).or_default();
            of_kind.add(sighting);
            let is_breach = kind.is_breach(facts.policy);
            is_open |= is_breach || kind == DiversionKind::Unknown;
            if is_breach && sighting.grade().can_be_upheld() {
                provable.add(sighting);
            }
        }
        let speaking: Vec<_> = facts.signals.iter().filter(|it| it.speaks()).copied().collect();
        let rates = facts.signals.iter().map(|it| it.false_alarm(facts.policy));
        let stated = rates.clone().flatten().map(|it| u64::from(it.parts_per_million())).sum();
        let one = Ratio::ONE.parts_per_million();
        let false_alarm = u32::try_from(u64::min(stated, one.into())).unwrap_or(one);
        let verdict = if provable.sightings > 0 {
            InquiryVerdict::Case
        } else if is_open || !speaking.is_empty() {
            InquiryVerdict::Inquiry
        } else {
            InquiryVerdict::Nothing
        };
        Self {
            kinds,
            provable,
            speaking,
            false_alarm: Ratio::from_parts_per_million(false_alarm),
            without_rate: count(rates.filter(Option::is_none).count()),
            causes: facts.causes.to_vec(),
            verdict,
        }
    }
}

impl SightingCount {
    fn add(&mut self, sighting: &Sighting) {
        let sightings = self.sightings.checked_add(1);
        self.sightings = proven!(sightings, else self.sightings, "nobody has 2^32 sightings");
        let quantity = self.quantity.checked_add(sighting.quantity.into());
        self.quantity = proven!(quantity, else self.quantity, "2^32 numbers of 64 bits");
    }
}

fn count(number: usize) -> u32 {
    proven!(u32::try_from(number).ok(), else u32::MAX, "nobody has 2^32 signals")
}

/// The sightings known on a date, each once.
fn distinct(sightings: &[Sighting], t: AsOf) -> impl Iterator<Item = &Sighting> {
    let known = sightings.iter().filter(move |it| t.sees(it.seen));
    let mut once: Vec<&Sighting> = Vec::new();
    for sighting in known {
        if !once.contains(&sighting) {
            once.push(sighting);
        }
    }
    once.into_iter()
}

impl fmt::Display for DiversionInquiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { verdict, provable: SightingCount { sightings, quantity }, .. } = self;
        write!(f, "{verdict}: {sightings} breaches that can be upheld, of {quantity}")?;
        for signal in &self.speaking {
            write!(f, "; {signal}")?;
        }
        write!(f, "; false alarms at most {}", self.false_alarm)?;
        if self.without_rate > 0 {
            write!(f, " besides {} signals without a rate", self.without_rate)?;
        }
        for cause in &self.causes {
            write!(f, "; candidate cause {cause}")?;
        }
        Ok(())
    }
}

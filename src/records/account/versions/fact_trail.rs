use crate::account::{Fact, FactName};
use crate::calendar::{AsOf, Day};
use crate::trade::DocumentFlow;

/// A fact as it was known from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Version {
    /// The first day on which it is known; [`Day::MIN`] for what is known on all days.
    pub(crate) known_from: Day,
    /// `None` where the fact never was.
    pub(crate) fact: Option<Fact>,
    /// The place among all versions of the ledger, in the order of their recording.
    pub(crate) place: u64,
}

/// The versions of one fact in the order in which they stand: by the day from which each is known,
/// those of one day in the order of recording. The last stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FactTrail {
    pub(crate) name: FactName,
    /// The handle of the document; [`NO_HANDLE`](Self::NO_HANDLE) where the kind has none.
    pub(crate) handle: u32,
    /// Tells whether the first version was recorded before any that has a place: its own place
    /// tells when it came beside the versions.
    pub(crate) is_early: bool,
    versions: Vec<Version>,
}

/// The knowledge of a fact on a day.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Standing<'a> {
    /// It stands.
    Fact(&'a Fact),
    /// It never was.
    Void,
    /// Nobody knows of it yet: its first version, which comes later.
    Unknown(&'a Version),
}

impl<'a> Standing<'a> {
    /// The fact, where it stands.
    pub(crate) const fn fact(self) -> Option<&'a Fact> {
        match self {
            Self::Fact(fact) => Some(fact),
            Self::Void | Self::Unknown(_) => None,
        }
    }
}

impl FactTrail {
    pub(crate) const NO_HANDLE: u32 = u32::MAX;

    /// The trail of a fact that has one version.
    pub(crate) fn new(handle: u32, known_from: Day, fact: Fact, place: u64) -> Self {
        let name = fact.name();
        let first = Version { known_from, fact: Some(fact), place };
        Self { name, handle, is_early: false, versions: vec![first] }
    }

    /// The trail of a fact that stood without versions until now.
    pub(crate) fn early(handle: u32, fact: Fact, place: u64) -> Self {
        let known_from = fact.own_day().unwrap_or(Day::MIN);
        Self { is_early: true, ..Self::new(handle, known_from, fact, place) }
    }

    /// Adds the version that stands from a day on, not before that of the last.
    pub(crate) fn push(&mut self, known_from: Day, fact: Option<Fact>, place: u64) {
        self.versions.push(Version { known_from, fact, place });
    }

    /// The place of the first version.
    pub(crate) fn first_place(&self) -> u64 {
        self.versions.first().map_or(0, |it| it.place)
    }

    /// The document flow by its first version; its documents are the same in all of them.
    pub(super) fn flow(&self) -> Option<&DocumentFlow> {
        let first = self.versions.first()?.fact.as_ref()?;
        if let Fact::DocumentFlow(flow) = first { Some(flow) } else { None }
    }

    /// Takes the name of an erased fact out of all versions. Tells whether the fact is left: a
    /// document flow of an erased document is not, and neither is what had to name it.
    pub(crate) fn forget_name(&mut self, name: &FactName) -> bool {
        if let Some(erased) = name.as_named() {
            for version in &mut self.versions {
                if version.fact.as_mut().is_some_and(|fact| !fact.forget(erased)) {
                    version.fact = None;
                }
            }
        }
        self.drop_repeated();
        !self.versions.is_empty()
    }

    /// Drops versions that say what the one before says, and void ones before the first fact.
    fn drop_repeated(&mut self) {
        let first = self.versions.iter().position(|it| it.fact.is_some());
        let void = first.unwrap_or(self.versions.len());
        self.is_early &= void == 0;
        self.versions.drain(..void);
        self.versions.dedup_by(|later, earlier| later.fact == earlier.fact);
    }

    /// The versions in their order.
    pub(crate) fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The day from which the last version is known.
    pub(crate) fn last_change(&self) -> Day {
        self.versions.last().map_or(Day::MIN, |it| it.known_from)
    }

    /// The fact that stands now.
    pub(crate) fn last(&self) -> Option<&Fact> {
        self.versions.last().and_then(|it| it.fact.as_ref())
    }

    /// The knowledge of the fact at `t`.
    pub(crate) fn at(&self, t: AsOf) -> Standing<'_> {
        let known = self.versions.iter().rev().find(|it| t.sees(it.known_from));
        match (known, self.versions.first()) {
            (Some(Version { fact: Some(fact), .. }), _) => Standing::Fact(fact),
            (None, Some(first)) => Standing::Unknown(first),
            (Some(_), _) | (None, None) => Standing::Void,
        }
    }

    /// The knowledge of the fact by all versions.
    pub(crate) fn now(&self) -> Standing<'_> {
        self.last().map_or(Standing::Void, Standing::Fact)
    }

    /// The facts of all versions.
    pub(crate) fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.versions.iter().filter_map(|it| it.fact.as_ref())
    }
}

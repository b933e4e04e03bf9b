use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Error, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::check::{check_book_state, check_files};
use super::register_delta::{ChangedEpisode, RegisterDelta};
use super::register_snapshot::{Form, OldRegister, RegisterSnapshot, SavedRegister};
use super::saved_customer::SavedCustomer;
use crate::calendar::Day;
use crate::casework::episode::{
    Episode, Event, QuietEpisode, WrittenEpisode, WrittenQuiet, check_episode, check_quiet,
};
use crate::casework::policy::PolicyMark;
use crate::casework::register::{
    BookState, LastStep, RaiseRates, RecordedSilence, RegisterMark, Silences,
};
use crate::valid::{Violations, is_default};
use crate::warning::{ByRule, Feed, Rule};

/// A register of a version that this one does not read.
#[derive(Debug, thiserror::Error)]
#[error(
    "the register is of version {version}, this reads versions 1..={most}",
    most = RegisterSnapshot::VERSION
)]
struct VersionError {
    version: u32,
}

/// A version that is read.
#[derive(Debug, Serialize, Deserialize)]
#[serde(try_from = "u32")]
struct Version(u32);

impl TryFrom<u32> for Version {
    type Error = VersionError;

    fn try_from(version: u32) -> Result<Self, VersionError> {
        let is_known = (1..=RegisterSnapshot::VERSION).contains(&version);
        if is_known { Ok(Self(version)) } else { Err(VersionError { version }) }
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenFile {
    customer: SavedCustomer,
    episodes: Vec<WrittenEpisode>,
}

#[derive(Serialize)]
struct WrittenOld<'a> {
    last: Option<(u64, Day)>,
    stale: &'a [Feed],
    shares: &'a ByRule<RaiseRates>,
    histories: &'a [(u32, Rule, Vec<Event>)],
}

#[derive(Serialize)]
struct WrittenRegister<'a> {
    version: Version,
    policy: PolicyMark,
    mark: RegisterMark,
    #[serde(flatten)]
    state: WrittenState<'a>,
    files: WrittenFiles<'a>,
}

/// Everything besides the episodes.
#[derive(Serialize)]
struct WrittenState<'a> {
    last: Option<(u64, Day)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<u32>,
    stale: &'a [Feed],
    shares: &'a ByRule<RaiseRates>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    silences: &'a BTreeMap<u64, RecordedSilence>,
    #[serde(skip_serializing_if = "<[u64]>::is_empty")]
    silent: &'a [u64],
}

impl<'a> From<&'a BookState> for WrittenState<'a> {
    fn from(it: &'a BookState) -> Self {
        Self {
            last: it.last.map(|last| (last.number, last.on)),
            content: it.last.and_then(|last| last.content),
            stale: &it.stale,
            shares: &it.raise_rates,
            silences: &it.silences.all,
            silent: &it.silences.noted,
        }
    }
}

/// Files that are put into their form one after the other.
struct WrittenFiles<'a>(&'a BTreeMap<SavedCustomer, Vec<Episode>>);

impl Serialize for WrittenFiles<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|(customer, episodes)| WrittenFile {
            customer: customer.clone(),
            episodes: episodes.iter().map(WrittenEpisode::from).collect(),
        }))
    }
}

impl Serialize for RegisterSnapshot {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Form::Positions(it) => WrittenOld {
                last: it.state.last.map(|last| (last.number, last.on)),
                stale: &it.state.stale,
                shares: &it.state.raise_rates,
                histories: &it.trails,
            }
            .serialize(to),
            Form::Customers(it) => WrittenRegister {
                version: Version(it.version),
                policy: it.policy,
                mark: it.mark,
                state: WrittenState::from(&it.state),
                files: WrittenFiles(&it.files),
            }
            .serialize(to),
        }
    }
}

const FIELDS: &[&str] = &[
    "version",
    "policy",
    "mark",
    "last",
    "content",
    "silences",
    "silent",
    "stale",
    "shares",
    "files",
    "histories",
];

/// The number and day of the last step, as they come: a field that may be missing, and may be null.
#[derive(Default)]
struct LastField {
    is_there: bool,
    step: Option<(u64, Day)>,
}

/// The fields of a register of any version, as they come.
#[derive(Default)]
struct Fields {
    version: Option<Version>,
    policy: Option<PolicyMark>,
    mark: Option<RegisterMark>,
    last: LastField,
    content: Option<u32>,
    silences: Option<BTreeMap<u64, RecordedSilence>>,
    silent: Option<Vec<u64>>,
    stale: Option<Vec<Feed>>,
    shares: Option<ByRule<RaiseRates>>,
    files: Option<Vec<WrittenFile>>,
    histories: Option<Vec<(u32, Rule, Vec<Event>)>>,
    unknown: Option<String>,
}

impl Fields {
    /// Takes a field; `name` is that of the field.
    fn take<'de, A: MapAccess<'de>>(&mut self, name: &str, map: &mut A) -> Result<(), A::Error> {
        match name {
            "version" => set(&mut self.version, "version", map),
            "policy" => set(&mut self.policy, "policy", map),
            "mark" => set(&mut self.mark, "mark", map),
            "last" => {
                if self.last.is_there {
                    return Err(A::Error::duplicate_field("last"));
                }
                self.last = LastField { is_there: true, step: map.next_value()? };
                Ok(())
            }
            "content" => set(&mut self.content, "content", map),
            "silences" => set(&mut self.silences, "silences", map),
            "silent" => set(&mut self.silent, "silent", map),
            "stale" => set(&mut self.stale, "stale", map),
            "shares" => set(&mut self.shares, "shares", map),
            "files" => set(&mut self.files, "files", map),
            "histories" => set(&mut self.histories, "histories", map),
            other => {
                // A later version may have it, and then its number is what is wrong.
                self.unknown.get_or_insert_with(|| other.to_owned());
                map.next_value::<IgnoredAny>().map(|_| ())
            }
        }
    }

    fn into_snapshot<E: Error>(self) -> Result<RegisterSnapshot, E> {
        if let Some(unknown) = self.unknown {
            return Err(E::unknown_field(&unknown, FIELDS));
        }
        let content = self.content;
        let last = self.last.step.map(|(number, on)| LastStep { number, on, content });
        let (feeds, raise_rates) = (wanted(self.stale, "stale")?, wanted(self.shares, "shares")?);
        let is_silent = self.silences.is_some() || self.silent.is_some();
        let (all, noted) = (self.silences.unwrap_or_default(), self.silent.unwrap_or_default());
        let silences = Silences { all, noted };
        let state = BookState { last, stale: feeds, raise_rates, silences };
        let version = self.version.map(|Version(version)| version);
        let is_old = version.is_none();
        let stranger = [
            ("policy", is_old && self.policy.is_some()),
            ("content", (is_old || self.last.step.is_none()) && content.is_some()),
            ("silences", is_old && is_silent),
            ("mark", is_old && self.mark.is_some()),
            ("files", is_old && self.files.is_some()),
            ("histories", !is_old && self.histories.is_some()),
        ];
        if let Some((name, _)) = stranger.into_iter().find(|(_, is_there)| *is_there) {
            return Err(E::unknown_field(name, FIELDS));
        }
        let Some(version) = version else {
            let trails = wanted(self.histories, "histories")?;
            let old = OldRegister { state, trails };
            return Ok(RegisterSnapshot(Form::Positions(old)));
        };
        let files = checked(wanted(self.files, "files")?, &state).map_err(E::custom)?;
        let (policy, mark) = (wanted(self.policy, "policy")?, wanted(self.mark, "mark")?);
        let saved = SavedRegister { version, policy, mark, state, files };
        Ok(RegisterSnapshot(Form::Customers(saved)))
    }
}

fn set<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    field: &mut Option<T>,
    name: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if field.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *field = Some(map.next_value()?);
    Ok(())
}

fn wanted<T, E: Error>(field: Option<T>, name: &'static str) -> Result<T, E> {
    field.ok_or_else(|| E::missing_field(name))
}

/// The files, each checked.
fn checked(
    written: Vec<WrittenFile>,
    state: &BookState,
) -> Result<BTreeMap<SavedCustomer, Vec<Episode>>, Violations> {
    let mut found = Violations::default();
    check_book_state(state, !written.is_empty(), &mut found);
    let files = written.into_iter().map(|it| {
        let episodes: Vec<Episode> = it.episodes.into_iter().map(Episode::from).collect();
        (it.customer, episodes)
    });
    let files = check_files(files, &mut found);
    found.none_or(files)
}

struct SnapshotVisitor;

impl<'de> Visitor<'de> for SnapshotVisitor {
    type Value = RegisterSnapshot;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a register")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<RegisterSnapshot, A::Error> {
        let mut fields = Fields::default();
        while let Some(name) = map.next_key::<Cow<'de, str>>()? {
            fields.take(&name, &mut map)?;
        }
        fields.into_snapshot()
    }
}

impl<'de> Deserialize<'de> for RegisterSnapshot {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_struct("RegisterSnapshot", FIELDS, SnapshotVisitor)
    }
}

/// Changes in the form in which they are written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenDelta {
    version: Version,
    from: RegisterMark,
    to: RegisterMark,
    policy: PolicyMark,
    last: Option<(u64, Day)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    content: Option<u32>,
    stale: Vec<Feed>,
    shares: ByRule<RaiseRates>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    silences: BTreeMap<u64, RecordedSilence>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    silent: Vec<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    changed: Vec<WrittenChange>,
    #[serde(default, skip_serializing_if = "is_default")]
    gone: Vec<(SavedCustomer, Rule)>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenChange {
    customer: SavedCustomer,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    episode: Option<WrittenEpisode>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    quiet: Option<WrittenQuiet>,
}

impl Serialize for RegisterDelta {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let change = |(customer, change): &(SavedCustomer, ChangedEpisode)| {
            let (episode, quiet) = match change {
                ChangedEpisode::Whole(episode) => (Some(WrittenEpisode::from(&**episode)), None),
                ChangedEpisode::Quiet(quiet) => (None, Some(WrittenQuiet::from(&**quiet))),
            };
            WrittenChange { customer: customer.clone(), episode, quiet }
        };
        WrittenDelta {
            version: Version(RegisterSnapshot::VERSION),
            from: self.from,
            to: self.to,
            policy: self.policy,
            last: self.state.last.map(|last| (last.number, last.on)),
            content: self.state.last.and_then(|last| last.content),
            stale: self.state.stale.clone(),
            shares: self.state.raise_rates.clone(),
            silences: self.state.silences.all.clone(),
            silent: self.state.silences.noted.clone(),
            changed: self.changed.iter().map(change).collect(),
            gone: self.gone.clone(),
        }
        .serialize(to)
    }
}

impl<'de> Deserialize<'de> for RegisterDelta {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let it = WrittenDelta::deserialize(from)?;
        let mut found = Violations::default();
        if it.to < it.from {
            let (from, to) = (it.from.changes(), it.to.changes());
            found.add("to", format!("must be at least {from} (from), was {to}"));
        }
        let mut changed = Vec::with_capacity(it.changed.len());
        for (place, WrittenChange { customer, episode, quiet }) in
            it.changed.into_iter().enumerate()
        {
            let change = match (episode, quiet) {
                (Some(episode), None) => ChangedEpisode::Whole(Box::new(Episode::from(episode))),
                (None, Some(quiet)) => ChangedEpisode::Quiet(Box::new(QuietEpisode::from(quiet))),
                (Some(_), Some(_)) | (None, None) => {
                    let path = format!("changed.{place}");
                    found.add(&path, "must have either an episode or its state".to_owned());
                    continue;
                }
            };
            let part = format!("{customer}.{}", change.rule().code());
            found.within(&part, |found| match &change {
                ChangedEpisode::Whole(episode) => check_episode(episode, found),
                ChangedEpisode::Quiet(quiet) => check_quiet(quiet, found),
            });
            changed.push((customer, change));
        }
        let delta = Self {
            from: it.from,
            to: it.to,
            policy: it.policy,
            state: BookState {
                last: it.last.map(|(number, on)| LastStep { number, on, content: it.content }),
                stale: it.stale,
                raise_rates: it.shares,
                silences: Silences { all: it.silences, noted: it.silent },
            },
            changed,
            gone: it.gone,
        };
        check_book_state(&delta.state, !delta.changed.is_empty(), &mut found);
        found.none_or(delta).map_err(D::Error::custom)
    }
}

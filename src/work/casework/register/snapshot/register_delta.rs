use super::delta_error::UnknownMark;
use super::saved_customer::{SavedCustomer, saved_customer};
use crate::casework::episode::{Episode, QuietEpisode};
use crate::casework::policy::{CasePolicy, PolicyMark};
use crate::casework::register::register::Register;
use crate::casework::register::{BookState, RegisterMark};
use crate::id::{CustomerId, CustomerKey};
use crate::warning::Rule;

/// The changes of a register since it was last saved, in plain form: episodes with news as a whole,
/// those that a step only looked at as their state.
///
/// Applied to the snapshot of the last save it gives the snapshot of today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterDelta {
    pub(super) from: RegisterMark,
    pub(super) to: RegisterMark,
    pub(super) policy: PolicyMark,
    pub(super) state: BookState,
    pub(super) changed: Vec<(SavedCustomer, ChangedEpisode)>,
    pub(super) gone: Vec<(SavedCustomer, Rule)>,
}

/// A change of an episode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ChangedEpisode {
    /// It has news.
    Whole(Box<Episode>),
    /// It has none: its trail and its closed cases are as before.
    Quiet(Box<QuietEpisode>),
}

impl ChangedEpisode {
    pub(super) const fn rule(&self) -> Rule {
        match self {
            Self::Whole(episode) => episode.rule(),
            Self::Quiet(quiet) => quiet.rule(),
        }
    }
}

impl RegisterDelta {
    /// The changes of a register; see [`Register::changes_since`].
    pub(crate) fn since(
        register: &Register,
        mark: RegisterMark,
        policy: &CasePolicy,
        id_of: impl Fn(CustomerKey) -> Option<CustomerId>,
    ) -> Result<Self, UnknownMark> {
        let (first, last) = (register.changes.begin_mark(), register.changes.now());
        if mark < first || mark > last {
            return Err(UnknownMark { mark, first, last });
        }
        let news = register.changes.news_since(mark);
        let (mut changed, mut gone) = (Vec::new(), Vec::new());
        for key in &news {
            let customer = saved_customer(key.customer, &id_of);
            match register.episode(*key) {
                Some(episode) => {
                    changed.push((customer, ChangedEpisode::Whole(Box::new(episode.clone()))));
                }
                None => gone.push((customer, key.rule)),
            }
        }
        if register.changes.is_stepped_since(mark) {
            for (key, episode) in register.episodes().filter(|(key, _)| !news.contains(key)) {
                let quiet = ChangedEpisode::Quiet(Box::new(QuietEpisode::from(episode)));
                changed.push((saved_customer(key.customer, &id_of), quiet));
            }
        }
        Ok(Self {
            from: mark,
            to: last,
            policy: PolicyMark::from(policy),
            state: register.state.clone(),
            changed,
            gone,
        })
    }

    /// The save after which the changes begin.
    pub const fn from(&self) -> RegisterMark {
        self.from
    }

    /// The mark of this save, from which on changes are to be written next.
    pub const fn mark(&self) -> RegisterMark {
        self.to
    }

    /// Returns `true` when nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.from == self.to
    }
}

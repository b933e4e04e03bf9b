use std::collections::{BTreeMap, BTreeSet};

use super::{BuyingRole, ContactPolicy, Contacts, Cover, MapRank, Post, Stance, Standing};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, PersonId, StaffId};
use crate::interaction::{Interaction, InteractionKind};
use crate::valid::words;

words! {
    /// The state of a required role.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum RoleState as "a state of a role" {
        /// Nobody holds it.
        Missing = "missing",
        /// Somebody holds it; whether we met them is not known.
        Unknown = "unknown",
        /// Nobody who holds it was met in the days of the policy.
        NotMet = "not_met" => "not met",
        /// Somebody who holds it was met.
        Covered = "covered",
    }
}

/// A required role at a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct RoleCoverage {
    /// Alternative roles: one of them is enough.
    pub one_of: BTreeSet<BuyingRole>,
    /// The people who hold one of them, by name.
    pub holders: Vec<PersonId>,
    /// The last day on which one of them was met.
    pub last_met: Option<Day>,
    /// The state.
    pub state: RoleState,
}

/// The cover of one person by our people.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct PersonCover {
    /// The person.
    pub person: PersonId,
    /// The contacts in the days of the policy; `None` where the contacts have no interactions.
    pub cover: Option<Cover>,
    /// The last contact.
    pub last_met: Option<Day>,
}

/// The threads between our people and theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "snake_case"))]
pub enum Threads {
    /// No interaction is recorded with anybody.
    NoData,
    /// Nobody of ours met anybody of theirs by name.
    None,
    /// One person of ours, or one of theirs, is in every thread.
    Single {
        /// Our only person.
        ours: Option<StaffId>,
        /// Their only person.
        theirs: Option<PersonId>,
    },
    /// Several people on both sides.
    Several {
        /// The pairs of one of ours and one of theirs.
        pairs: usize,
    },
}

/// The cover of a customer by contacts as of a date (S2).
#[doc(alias = "客情关系")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ContactCoverage {
    /// The required roles, in the order of the policy.
    pub roles: Vec<RoleCoverage>,
    /// The people who hold a post, by name.
    pub people: Vec<PersonCover>,
    /// The rank of the map.
    pub rank: MapRank,
    /// The threads between our people and theirs.
    pub threads: Threads,
    /// The deciders who are enemies.
    pub enemies: Vec<PersonId>,
}

/// The contacts of one person.
#[derive(Debug, Clone, Default)]
struct Met {
    /// The kind of each contact in the days of the policy.
    kinds: Vec<InteractionKind>,
    last: Option<Day>,
}

impl Met {
    fn cover(&self) -> Cover {
        let has_two_kinds = self.kinds.iter().any(|kind| Some(kind) != self.kinds.first());
        match self.kinds.len() {
            0 => Cover::None,
            1 | 2 => Cover::Brief,
            6.. if has_two_kinds => Cover::InDepth,
            3.. => Cover::Multiple,
        }
    }
}

impl ContactCoverage {
    /// The cover of a customer as of a date. `within_days` are the days within which somebody in
    /// each required role is met: those of the policy for the importance of the customer.
    ///
    /// # Rule
    ///
    /// > S2: required roles filled and met, named gaps, rank of the map, single thread, enemies
    /// > among deciders. No data without interactions.
    ///
    /// A contact is an interaction in which both sides speak and which names the person. Contacts
    /// count in the days of the policy before the date; a role is met up to `within_days` ago, that
    /// day included.
    pub fn from_contacts(
        contacts: &Contacts,
        customer: &CustomerId,
        t: AsOf,
        policy: &ContactPolicy,
        within_days: u16,
    ) -> Self {
        let facts = Facts {
            has_data: contacts.has_interactions(t),
            interactions: contacts.interactions(customer, t).collect(),
            posts: contacts.posts_at(customer, t).collect(),
            standing: |person: &PersonId| contacts.standing(person, customer, t),
        };
        facts.coverage(t, policy, within_days)
    }

    /// The cover of a customer as of a date by the facts of its account, see
    /// [`from_contacts`](Self::from_contacts).
    ///
    /// ```
    /// use guanxi::account::{Account, Feeds};
    /// use guanxi::calendar::{AsOf, Validity};
    /// use guanxi::contact::{BuyingRole, ContactCoverage, ContactFacts, ContactPolicy, Post};
    /// use guanxi::day;
    ///
    /// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
    /// account.record(Post {
    ///     person: "Li senior".parse()?,
    ///     title: None,
    ///     roles: [BuyingRole::Decider].into(),
    ///     term: Validity::open_ended(day!(2026, 1, 1)),
    /// })?;
    /// let (view, t) = (account.view(), AsOf::new(day!(2026, 3, 1)));
    /// let facts = ContactFacts {
    ///     posts: view.posts(),
    ///     standings: view.standings(),
    ///     interactions: view.interactions(),
    ///     has_interactions: Feeds::began(view.feeds().interactions_from, t),
    /// };
    /// let cover = ContactCoverage::from_facts(facts, t, &ContactPolicy::default(), 30);
    /// assert_eq!(cover.people[0].cover, None, "nobody records interactions");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_facts(
        facts: ContactFacts<'_>,
        t: AsOf,
        policy: &ContactPolicy,
        within_days: u16,
    ) -> Self {
        let ContactFacts { posts, standings, interactions, has_interactions } = facts;
        let seen = interactions.iter().filter(|it| t.sees(it.day()));
        let latest = |person: &PersonId| {
            let seen = standings.iter().filter(|it| it.person == *person && t.sees(it.on));
            seen.max_by_key(|it| it.on)
        };
        let facts = Facts {
            has_data: has_interactions,
            interactions: seen.collect(),
            posts: posts.iter().filter(|it| it.term.contains(t.day())).collect(),
            standing: latest,
        };
        facts.coverage(t, policy, within_days)
    }

    /// The roles that are not covered.
    pub fn gaps(&self) -> impl Iterator<Item = &RoleCoverage> {
        self.roles.iter().filter(|role| role.state != RoleState::Covered)
    }
}

/// The facts about the people of one customer, as its account has them.
#[derive(Debug, Clone, Copy)]
pub struct ContactFacts<'a> {
    /// The posts.
    pub posts: &'a [Post],
    /// Influence and stance as somebody of ours saw them.
    pub standings: &'a [Standing],
    /// The interactions.
    pub interactions: &'a [Interaction],
    /// `true` when interactions are recorded by the date, with whatever customer.
    pub has_interactions: bool,
}

/// All that the cover of a customer on a date is made of.
struct Facts<'a, S> {
    has_data: bool,
    interactions: Vec<&'a Interaction>,
    posts: Vec<&'a Post>,
    standing: S,
}

impl<'a, S: Fn(&PersonId) -> Option<&'a Standing>> Facts<'a, S> {
    fn coverage(self, t: AsOf, policy: &ContactPolicy, within_days: u16) -> ContactCoverage {
        let Self { has_data, interactions, posts, standing } = self;
        let window = t.last_days(policy.window_days);
        let mut met: BTreeMap<&PersonId, Met> = BTreeMap::new();
        let mut threads: BTreeSet<(&StaffId, &PersonId)> = BTreeSet::new();
        for interaction in interactions.into_iter().filter(|it| it.kind().is_two_way()) {
            for person in interaction.persons() {
                let met = met.entry(person).or_default();
                met.last = met.last.max(Some(interaction.day()));
                if window.contains(interaction.day()) {
                    met.kinds.push(interaction.kind());
                    threads.extend(interaction.staff().iter().map(|staff| (staff, person)));
                }
            }
        }
        let mut people: BTreeMap<&PersonId, BTreeSet<BuyingRole>> = BTreeMap::new();
        for post in posts {
            people.entry(&post.person).or_default().extend(&post.roles);
        }
        let is_enemy = |person: &PersonId| {
            standing(person).is_some_and(|standing| standing.stance == Stance::Enemy)
        };
        let deciders = people.iter().filter(|(_, roles)| roles.contains(&BuyingRole::Decider));
        let enemies = deciders.map(|(person, _)| *person).filter(|person| is_enemy(person));
        let last_met = |person: &PersonId| met.get(person).and_then(|met| met.last);
        let roles = policy.required_roles.iter().map(|one_of| {
            let holds = |roles: &BTreeSet<BuyingRole>| !roles.is_disjoint(one_of);
            let holders = people.iter().filter(|(_, roles)| holds(roles));
            let holders: Vec<PersonId> = holders.map(|(person, _)| (*person).clone()).collect();
            let last_met = holders.iter().filter_map(&last_met).max();
            let is_met =
                last_met.is_some_and(|last| t.day().days_since(last) <= i32::from(within_days));
            let state = match (holders.is_empty(), has_data, is_met) {
                (true, _, _) => RoleState::Missing,
                (false, false, _) => RoleState::Unknown,
                (false, true, false) => RoleState::NotMet,
                (false, true, true) => RoleState::Covered,
            };
            RoleCoverage { one_of: one_of.clone(), holders, last_met, state }
        });
        let cover =
            |person: &PersonId| has_data.then(|| met.get(person).map_or(Cover::None, Met::cover));
        ContactCoverage {
            roles: roles.collect(),
            enemies: enemies.cloned().collect(),
            rank: rank(people.keys().map(|person| {
                standing(person).map(|it| (it.influence.is_key_player(), it.stance.is_supportive()))
            })),
            people: people
                .keys()
                .map(|person| PersonCover {
                    person: (*person).clone(),
                    cover: cover(person),
                    last_met: last_met(person),
                })
                .collect(),
            threads: if has_data { single_or_several(&threads) } else { Threads::NoData },
        }
    }
}

/// The rank by the people of a customer: of each, where known, key player and support.
fn rank(people: impl Iterator<Item = Option<(bool, bool)>>) -> MapRank {
    people.fold(MapRank::NobodyKnown, |rank, standing| {
        rank.max(match standing {
            Some((true, true)) => MapRank::Supported,
            Some((true, false)) => MapRank::NoSupport,
            Some((false, _)) | None => MapRank::NoKeyPlayer,
        })
    })
}

fn single_or_several(threads: &BTreeSet<(&StaffId, &PersonId)>) -> Threads {
    let ours: BTreeSet<&StaffId> = threads.iter().map(|(ours, _)| *ours).collect();
    let theirs: BTreeSet<&PersonId> = threads.iter().map(|(_, theirs)| *theirs).collect();
    if threads.is_empty() {
        return Threads::None;
    }
    if ours.len() > 1 && theirs.len() > 1 {
        return Threads::Several { pairs: threads.len() };
    }
    let only_ours = ours.first().filter(|_| ours.len() == 1).map(|it| (*it).clone());
    let only_theirs = theirs.first().filter(|_| theirs.len() == 1).map(|it| (*it).clone());
    Threads::Single { ours: only_ours, theirs: only_theirs }
}

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::{
    ContactError, ContactPolicy, ImportantDate, Mood, MoodNote, NextDate, Person, Post, Standing,
};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, PersonId};
use crate::intake::{Listed, insert_sorted};
use crate::interaction::Interaction;
use crate::valid::Difference;

/// The people at the customers: who they are, which posts they hold, how they stand towards us, and
/// every interaction with them (S2).
///
/// Facts may come in any order; the same facts make the same contacts. A person without a post is
/// legal, as somebody met at a fair, and covers nobody.
///
/// ```
/// use guanxi::contact::{BuyingRole, Contacts, Person, Post};
/// use guanxi::calendar::{AsOf, Validity};
/// use guanxi::day;
///
/// let (li, from) = (Person::new("Li senior".parse()?), day!(2026, 1, 1));
/// let mut contacts = Contacts::default();
/// contacts.record_person(li.clone(), from)?;
/// let customer = "Li & Sons".parse::<guanxi::id::CustomerId>()?;
/// contacts.record_post(customer.clone(), Post {
///     person: li.id,
///     title: Some("owner".to_owned()),
///     roles: [BuyingRole::Decider].into(),
///     term: Validity::open_ended(from),
/// })?;
/// assert_eq!(contacts.posts_at(&customer, AsOf::new(from)).count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "人的管理")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contacts {
    persons: BTreeMap<PersonId, Person>,
    /// By customer, then by person, in the order of days.
    posts: BTreeMap<CustomerId, BTreeMap<PersonId, Vec<Post>>>,
    /// The customers at which a person has a post, or had one.
    employers: BTreeMap<PersonId, BTreeSet<CustomerId>>,
    standings: BTreeMap<(PersonId, CustomerId), BTreeMap<Day, Standing>>,
    moods: BTreeMap<PersonId, BTreeMap<Day, MoodNote>>,
    /// By customer, then by day and content; equal ones once.
    interactions: BTreeMap<CustomerId, BTreeSet<Interaction>>,
}

/// An important date that is due, or whose day is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct DueDate<'a> {
    /// The person.
    pub person: &'a PersonId,
    /// The date.
    pub date: &'a ImportantDate,
    /// The next time.
    pub next: NextDate,
}

/// A post of a person, with the customer at which it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct HeldPost<'a> {
    /// The customer.
    pub customer: &'a CustomerId,
    /// The post.
    pub post: &'a Post,
}

impl Contacts {
    /// Records a person on a day.
    ///
    /// # Errors
    ///
    /// When the person is recorded already, or would be born after that day.
    pub fn record_person(&mut self, person: Person, on: Day) -> Result<(), ContactError> {
        let id = person.id.clone();
        if let Some(born) = person.born.filter(|born| *born > on) {
            return Err(ContactError::BornLater { person: id, born, on });
        }
        match self.persons.entry(id.clone()) {
            Entry::Vacant(place) => {
                place.insert(person);
                Ok(())
            }
            Entry::Occupied(held) => {
                Err(taken("the person".to_owned(), id, held.get().differences(&person)))
            }
        }
    }

    /// Records a post at a customer.
    ///
    /// # Errors
    ///
    /// When the person is not recorded, the very same post is, or the person would hold a role at
    /// that customer twice at a time.
    pub fn record_post(&mut self, customer: CustomerId, post: Post) -> Result<(), ContactError> {
        self.known(&post.person)?;
        let at_customer = self.posts.entry(customer.clone()).or_default();
        let held = at_customer.entry(post.person.clone()).or_default();
        if held.contains(&post) {
            let fact = format!("the post from {}", post.term.from());
            return Err(ContactError::Duplicate { fact, person: post.person });
        }
        for other in held.iter() {
            let both = other.roles.intersection(&post.roles).next();
            if let Some((role, _)) = both.zip(other.term.overlap(post.term)) {
                return Err(ContactError::Overlap {
                    role: *role,
                    offered: post.term,
                    recorded: other.term,
                    customer,
                    person: post.person,
                });
            }
        }
        self.employers.entry(post.person.clone()).or_default().insert(customer);
        insert_sorted(held, post.clone(), |other| post.is_before(other));
        Ok(())
    }

    /// Records how a person stands at a customer.
    ///
    /// # Errors
    ///
    /// When the person is not recorded, or its standing at that customer on that day is.
    pub fn record_standing(
        &mut self,
        customer: CustomerId,
        standing: Standing,
    ) -> Result<(), ContactError> {
        self.known(&standing.person)?;
        let place = (standing.person.clone(), customer);
        match self.standings.entry(place).or_default().entry(standing.on) {
            Entry::Vacant(place) => {
                place.insert(standing);
                Ok(())
            }
            Entry::Occupied(held) => {
                let fact = format!("the standing on {}", standing.on);
                let differences = held.get().differences(&standing);
                Err(taken(fact, standing.person, differences))
            }
        }
    }

    /// Records a mood on a day.
    ///
    /// # Errors
    ///
    /// When the mood is dated after that day, the person is not recorded, or a mood of that day is.
    pub fn record_mood(&mut self, note: MoodNote, on: Day) -> Result<(), ContactError> {
        self.known(&note.person)?;
        let fact = format!("the mood on {}", note.on);
        if note.on > on {
            return Err(ContactError::FromLater { fact, person: note.person, on });
        }
        match self.moods.entry(note.person.clone()).or_default().entry(note.on) {
            Entry::Vacant(place) => {
                place.insert(note);
                Ok(())
            }
            Entry::Occupied(held) => {
                let differences = held.get().differences(&note);
                Err(taken(fact, note.person, differences))
            }
        }
    }

    /// Records an interaction with a customer; the very same one counts once. Persons that are not
    /// recorded may take part.
    pub fn record_interaction(&mut self, customer: CustomerId, interaction: Interaction) {
        self.interactions.entry(customer).or_default().insert(interaction);
    }

    /// The people, by id.
    pub fn persons(&self) -> impl Iterator<Item = &PersonId> {
        self.persons.keys()
    }

    /// A person.
    pub fn person(&self, id: &PersonId) -> Option<&Person> {
        self.persons.get(id)
    }

    /// The posts that are held at a customer on a date, by person.
    pub fn posts_at<'a>(
        &'a self,
        customer: &CustomerId,
        t: AsOf,
    ) -> impl Iterator<Item = &'a Post> + use<'a> {
        let posts = self.posts.get(customer).into_iter().flat_map(BTreeMap::values).flatten();
        posts.filter(move |post| post.term.contains(t.day()))
    }

    /// The posts of a person that had begun by a date, past ones included, by their first days.
    pub fn posts_of(&self, person: &PersonId, t: AsOf) -> Vec<HeldPost<'_>> {
        let employers = self.employers.get(person).into_iter().flatten();
        let posts = employers.flat_map(|customer| {
            let held = self.posts.get(customer).and_then(|posts| posts.get(person));
            held.into_iter().flatten().map(move |post| HeldPost { customer, post })
        });
        let mut begun: Vec<_> = posts.filter(|it| t.sees(it.post.term.from())).collect();
        begun.sort_by_key(|it| it.post.term.from());
        begun
    }

    /// The standing of a person at a customer on a date: the last one seen by then.
    pub fn standing(&self, person: &PersonId, customer: &CustomerId, t: AsOf) -> Option<&Standing> {
        let seen = self.standings.get(&(person.clone(), customer.clone()))?;
        seen.range(..=t.day()).next_back().map(|(_, standing)| standing)
    }

    /// The mood of a person on a date; `None` when none is known that is young enough. One as old
    /// as the policy allows is still known.
    pub fn mood(&self, person: &PersonId, t: AsOf, policy: &ContactPolicy) -> Option<Mood> {
        let (on, note) = self.moods.get(person)?.range(..=t.day()).next_back()?;
        (t.day().days_since(*on) <= i32::from(policy.mood_days)).then_some(note.mood)
    }

    /// The important dates that fall on a date or within the days of the policy after it, both ends
    /// included, and those whose day is not known; by person.
    pub fn dates_due(&self, t: AsOf, policy: &ContactPolicy) -> Vec<DueDate<'_>> {
        let last = t.day().offset(policy.dates_ahead_days.into());
        let dates = self.persons.values().flat_map(|it| it.dates.iter().map(|date| (&it.id, date)));
        let told = dates.map(|(person, date)| {
            let next = date.recurrence.next(t, policy.leap_day);
            DueDate { person, date, next }
        });
        told.filter(|due| match due.next {
            NextDate::On(day) => day <= last,
            NextDate::NoRow(_) => true,
        })
        .collect()
    }

    /// Returns `true` when any interaction is recorded by a date, with any customer: without one,
    /// contact is not known.
    pub fn has_interactions(&self, t: AsOf) -> bool {
        let mut first = self.interactions.values().filter_map(BTreeSet::first);
        first.any(|it| t.sees(it.day()))
    }

    /// The interactions with a customer that are seen as of a date, the latest first.
    pub fn interactions(
        &self,
        customer: &CustomerId,
        t: AsOf,
    ) -> impl Iterator<Item = &Interaction> {
        let all = self.interactions.get(customer).into_iter().flatten().rev();
        all.filter(move |it| t.sees(it.day()))
    }

    fn known(&self, person: &PersonId) -> Result<(), ContactError> {
        if self.persons.contains_key(person) {
            Ok(())
        } else {
            Err(ContactError::UnknownPerson { person: person.clone() })
        }
    }
}

/// The refusal of a fact whose place is taken.
fn taken(fact: String, person: PersonId, differences: Vec<Difference>) -> ContactError {
    if differences.is_empty() {
        ContactError::Duplicate { fact, person }
    } else {
        ContactError::Conflict { fact, person, differences }
    }
}

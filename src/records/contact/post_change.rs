use super::{BuyingRole, Contacts, HeldPost};
use crate::calendar::{AsOf, Day};
use crate::id::{CustomerId, PersonId};

/// A change of posts that somebody should act on (S2).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize),
    serde(tag = "change", rename_all = "snake_case")
)]
pub enum PostChange {
    /// A decider whose post has ended.
    DeciderLeft {
        /// The person.
        person: PersonId,
        /// The customer.
        customer: CustomerId,
        /// The last day of the post.
        last_day: Day,
    },
    /// A person who has a post at another customer than before: a lead there.
    Moved {
        /// The person.
        person: PersonId,
        /// The customer of the earlier post.
        from: CustomerId,
        /// The customer of the later one.
        to: CustomerId,
        /// The first day of the later post.
        first_day: Day,
    },
}

impl PostChange {
    /// The changes in the last days up to a date: posts of deciders that ended before the date, and
    /// posts that began at another customer than the person's earlier ones.
    ///
    /// A post is over on the day after its last day. The day on which posts began says which is the
    /// earlier one: of posts that began on one day none is, so that a person who began at two
    /// customers that day has moved to neither from the other. A person whose last posts before
    /// began on one day has moved from the customer of each.
    pub fn in_last_days(contacts: &Contacts, t: AsOf, days: u16) -> Vec<Self> {
        let window = t.last_days(days);
        let mut changes = Vec::new();
        for person in contacts.persons() {
            let posts = contacts.posts_of(person, t);
            for HeldPost { customer, post } in &posts {
                let ended = post.term.to().filter(|last| {
                    window.contains(last.offset(1)) && post.roles.contains(&BuyingRole::Decider)
                });
                changes.extend(ended.map(|last_day| Self::DeciderLeft {
                    person: person.clone(),
                    customer: (*customer).clone(),
                    last_day,
                }));
                let first_day = post.term.from();
                let earlier = || posts.iter().filter(|it| it.post.term.from() < first_day);
                let is_known_there = earlier().any(|it| it.customer == *customer);
                if is_known_there || !window.contains(first_day) {
                    continue;
                }
                let last = earlier().map(|it| it.post.term.from()).max();
                let last = earlier().filter(|it| Some(it.post.term.from()) == last);
                changes.extend(last.map(|it| Self::Moved {
                    person: person.clone(),
                    from: it.customer.clone(),
                    to: (*customer).clone(),
                    first_day,
                }));
            }
        }
        changes.sort();
        changes.dedup();
        changes
    }
}

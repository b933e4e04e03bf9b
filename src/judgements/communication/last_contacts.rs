use super::ContactClock;
use crate::account::{AccountView, Feeds};
use crate::calendar::{AsOf, Day};
use crate::interaction::InteractionKind;

/// The last contacts with a customer as of a date, told and heard apart (S26).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct LastContacts {
    /// The first day of the record: before it nothing is known.
    pub since: Day,
    /// The last day on which something was said to the customer.
    pub spoken: Option<Day>,
    /// The last day on which the customer itself spoke.
    pub heard: Option<Day>,
}

impl LastContacts {
    /// The last contacts by kinds and days, in whatever order.
    ///
    /// # Rule
    ///
    /// > S26: told is not heard. A bulletin, a letter, a message or an automatic mail is told only.
    /// > Any contact in which both sides speak is heard, whatever the channel, whoever of ours.
    ///
    /// Contacts after the date are not seen. An order or a complaint by telephone is a
    /// [call](InteractionKind::Call), and so it is heard.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::communication::LastContacts;
    /// use guanxi::day;
    /// use guanxi::interaction::InteractionKind::{Bulletin, Call};
    ///
    /// let contacts = [(day!(2026, 2, 9), Call), (day!(2026, 3, 30), Bulletin)];
    /// let last = LastContacts::read(day!(2025, 1, 1), contacts, AsOf::new(day!(2026, 3, 31)));
    /// assert_eq!(last.spoken, Some(day!(2026, 3, 30)));
    /// assert_eq!(last.heard, Some(day!(2026, 2, 9)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(
        since: Day,
        contacts: impl IntoIterator<Item = (Day, InteractionKind)>,
        t: AsOf,
    ) -> Self {
        let none = Self { since, spoken: None, heard: None };
        contacts.into_iter().filter(|(day, _)| t.sees(*day)).fold(none, |last, (day, kind)| {
            let spoken = last.spoken.max(Some(day));
            let heard = if kind.is_two_way() { last.heard.max(Some(day)) } else { last.heard };
            Self { spoken, heard, ..last }
        })
    }

    /// The last contacts of a customer by the interactions of its account; `None` where no
    /// interaction is recorded with any customer by the date.
    ///
    /// The record begins with the first interaction of the book, or with the customer if that
    /// started later.
    pub fn from_account(view: AccountView<'_>, t: AsOf) -> Option<Self> {
        let began = view.feeds().interactions_from;
        let began = began.filter(|_| Feeds::began(began, t))?;
        let since = view.start(t).map_or(began, |start| start.max(began));
        let contacts = view.interactions().iter().map(|it| (it.day(), it.kind()));
        Some(Self::read(since, contacts, t))
    }

    /// The same with a day on which the customer spoke by itself, as in a letter of its own or in
    /// an answer to a message. Nothing was said to it by that.
    #[must_use]
    pub fn with_heard(self, day: Day, t: AsOf) -> Self {
        let heard = t.sees(day).then_some(day).max(self.heard);
        Self { heard, ..self }
    }

    /// The last contact by a clock.
    pub(super) const fn by(self, clock: ContactClock) -> Option<Day> {
        match clock {
            ContactClock::SpokenTo => self.spoken,
            ContactClock::HeardFrom => self.heard,
        }
    }
}

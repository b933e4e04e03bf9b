use crate::account::{AccountView, Feeds};
use crate::calendar::{AsOf, Window};
use crate::confidence::Clearance;
use crate::contact::{ContactCoverage, ContactFacts, ContactPolicy, Threads};
use crate::customer::{Card, CardPolicy, CardView, Field};
use crate::id::{CustomerId, StaffId};
use crate::interaction::InteractionKind;
use crate::measure::proven;
use crate::money::Total;
use crate::segment::Class;
use crate::support::{Benefit, BenefitMix};

/// The secrets of a card and those who may read them.
///
/// Fields of the card only: sensitive values of people never enter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CardSecrets {
    /// Fields with an entry that only those with a need to know may read.
    pub fields: u32,
    /// Our people who are cleared and need to know, as the application says: the keeper, superiors
    /// of the keeper, the one to whom the card is lent.
    pub readers: Vec<StaffId>,
}

impl CardSecrets {
    /// The secrets of a card: its fields above [`Clearance::Internal`] that have an entry at `t`.
    pub fn of_card(card: &Card, policy: &CardPolicy, readers: Vec<StaffId>, t: AsOf) -> Self {
        let view = CardView::in_full(card, policy);
        let secret = |field: &Field| {
            policy.clearance(*field) > Clearance::Internal
                && view.entries(*field, t).next().is_some()
        };
        let fields = u32::try_from(Field::ALL.into_iter().filter(secret).count());
        Self { fields: proven!(fields.ok(), else u32::MAX, "a card has few fields"), readers }
    }

    /// The only one of our people who may read them; `None` where several may, or nobody, or there
    /// are none.
    pub fn only_reader(&self) -> Option<&StaffId> {
        let mut readers = self.readers.iter();
        let first = readers.next().filter(|_| self.fields > 0)?;
        readers.all(|it| it == first).then_some(first)
    }
}

/// The ties between us and a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerBonds {
    /// The customer.
    pub customer: CustomerId,
    /// Its class; `None` for one without.
    pub class: Option<Class>,
    /// Its net purchases over the window.
    pub sales: Total,
    /// The threads between our people and theirs.
    pub threads: Threads,
    /// Its benefits over the window.
    pub benefits: BenefitMix,
    /// `true` when one of our managers visited it in the window.
    pub met_by_manager: bool,
    /// Our people who owe it a promise, once for each open promise.
    pub promised_by: Vec<StaffId>,
    /// The secrets of its card.
    pub secrets: CardSecrets,
}

impl CustomerBonds {
    /// The ties of a customer as its account shows them at `t`: purchases, visits of managers and
    /// benefits over a window, threads over the days of the policy of contacts. `benefits` are
    /// those that are no interactions. Promises and secrets are none; add them.
    pub fn from_account(
        customer: CustomerId,
        account: AccountView<'_>,
        class: Option<Class>,
        benefits: &[Benefit],
        days: (Window, &ContactPolicy),
        t: AsOf,
    ) -> Self {
        let (window, policy) = days;
        let facts = ContactFacts {
            posts: account.posts(),
            standings: account.standings(),
            interactions: account.interactions(),
            has_interactions: Feeds::began(account.feeds().interactions_from, t),
        };
        let threads = ContactCoverage::from_facts(facts, t, policy, policy.coverage_days.a).threads;
        let interactions = || {
            let all = account.interactions().iter();
            all.filter(|it| window.contains(it.day()) && t.sees(it.day()))
        };
        let social = interactions().filter_map(Benefit::of_interaction);
        Self {
            customer,
            class,
            sales: account.sales().net(window),
            threads,
            benefits: BenefitMix::of(social.chain(benefits.iter().copied()), window),
            met_by_manager: interactions().any(|it| it.kind() == InteractionKind::ExecutiveVisit),
            promised_by: Vec::new(),
            secrets: CardSecrets::default(),
        }
    }
}

//! The question who the customers are, answered where a folder has files about customers
//! themselves: their stages, their cards, records that may be one, contacts, permits, and who looks
//! after whom. The stages need no more than sales.

mod apart;
mod conflict;
mod end;
mod managers;
mod met;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::{AccountView, Feeds};
use guanxi::assignment::Assignment;
use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::card_audit::SupervisionFinding;
use guanxi::contact::{ContactCoverage, ContactFacts, CoverageDays};
use guanxi::customer::{
    Card, CardPolicy, CardValue, CardView, Completeness, Entry, Field, FieldStanding, Importance,
    completeness,
};
use guanxi::customer_stage::{CustomerStage, StageFacts, StageVerdict};
use guanxi::duplicate::{
    DuplicatePair, DuplicateSearch, IdentityFacts, IdentityIndex, IdentityRecord, RecordState,
};
use guanxi::id::CustomerKey;
use guanxi::identity::{IdentityNumber, NameForms};
use guanxi::interaction::Interaction;
use guanxi::lapse::{LapseSignal, Rhythm};
use guanxi::means::PermitFinding;
use guanxi::review::Review;
use guanxi::warning::Rule;

use crate::load::known::{CHECKS, DEBRIEFS, Known};
use apart::{RuledApart, apart};
pub(crate) use conflict::Conflict;
pub(crate) use end::End;
use managers::supervision;
pub(crate) use met::Met;

/// Adds a text to what identifies a record.
type AddKey = fn(IdentityFacts, &str) -> IdentityFacts;

/// The fields of a card by which records may be one, beside the name.
const IDENTIFYING: [(Field, AddKey); 4] = [
    (Field::Phone, IdentityFacts::with_phone),
    (Field::Bank, IdentityFacts::with_bank_account),
    (Field::LegalRepresentative, IdentityFacts::with_legal_representative),
    (Field::Address, IdentityFacts::with_address),
];

/// All that is known of who the customers are.
pub(crate) struct Who<'a> {
    known: &'a Known,
    /// Every customer that is known by the day and not merged into another, by name.
    pub(crate) customers: Vec<KnownCustomer<'a>>,
    /// The pairs that may be one; *same* and *likely* ones first.
    pub(crate) duplicates: DuplicateSearch,
    /// The pairs that were ruled to be two, and have a number in common.
    pub(crate) apart: Vec<RuledApart>,
    /// Checks of cards and talks about visits that managers owe their salespeople.
    pub(crate) supervision: Vec<SupervisionFinding>,
    /// The days before the review in which a contact makes a thread.
    pub(crate) window_days: u16,
}

/// The weights of the fields of all cards that are kept up.
#[derive(Default)]
pub(crate) struct CardSums {
    pub(crate) customers: u32,
    pub(crate) with_card: u32,
    pub(crate) complete: u64,
    pub(crate) current: u64,
    pub(crate) trusted: u64,
    pub(crate) of: u64,
}

/// A customer with all that the folder tells of it.
pub(crate) struct KnownCustomer<'a> {
    pub(crate) key: CustomerKey,
    pub(crate) name: &'a str,
    pub(crate) stage: StageVerdict,
    pub(crate) importance: Importance,
    /// The first day on which it may be released to others as things stand, also one to come.
    pub(crate) released_from: Option<Day>,
    pub(crate) has_card: bool,
    pub(crate) card: Completeness,
    /// The fields in which two values contradict each other.
    pub(crate) conflicts: Vec<Conflict>,
    /// The entries that say nothing by the policy, as `n/a`.
    pub(crate) placeholders: Vec<Placeholder>,
    /// The last order day.
    pub(crate) last_order: Option<Day>,
    pub(crate) assignments: Vec<Assignment>,
    pub(crate) contacts: ContactCoverage,
    /// The last contact in which both sides spoke.
    pub(crate) last_contact: Option<Day>,
    /// The last contact where there is no thread.
    pub(crate) met: Met,
    pub(crate) permits: Vec<PermitFinding>,
}

/// An entry of a card that is not counted.
pub(crate) struct Placeholder {
    pub(crate) field: Field,
    pub(crate) text: String,
}

impl KnownCustomer<'_> {
    /// Tells whether its card is kept up: nobody has given it up, and it is in business.
    pub(crate) const fn is_kept(&self) -> bool {
        match self.stage.stage {
            CustomerStage::Future
            | CustomerStage::Prospect
            | CustomerStage::First
            | CustomerStage::Active
            | CustomerStage::Dormant
            | CustomerStage::Lost
            | CustomerStage::WonBackProvisional => true,
            CustomerStage::Dropped | CustomerStage::Ended => false,
        }
    }

    /// Tells whether it has not bought yet, or has just begun.
    pub(crate) const fn is_young(&self) -> bool {
        match self.stage.stage {
            CustomerStage::Future | CustomerStage::Prospect | CustomerStage::First => true,
            CustomerStage::Active
            | CustomerStage::Dormant
            | CustomerStage::Lost
            | CustomerStage::WonBackProvisional
            | CustomerStage::Dropped
            | CustomerStage::Ended => false,
        }
    }

    /// Tells whether our people and theirs should meet.
    pub(crate) const fn is_met(&self) -> bool {
        match self.stage.stage {
            CustomerStage::Prospect
            | CustomerStage::First
            | CustomerStage::Active
            | CustomerStage::Dormant
            | CustomerStage::WonBackProvisional => true,
            CustomerStage::Future
            | CustomerStage::Lost
            | CustomerStage::Dropped
            | CustomerStage::Ended => false,
        }
    }
}

/// Tells whether a folder has anything by which records may be one.
fn has_identity(known: &Known) -> bool {
    known.has("cards.csv") || known.has("numbers.csv")
}

impl<'a> Who<'a> {
    /// The answer; `None` where there are neither sales nor any of the files.
    pub(crate) fn of(review: &Review<'a>, known: &'a Known) -> Result<Option<Self>, String> {
        if !can_tell(review, known) {
            return Ok(None);
        }
        let reader = Reader::new(review, known);
        let all = review.book().keys().filter_map(|key| reader.customer(key).transpose());
        let mut customers = all.collect::<Result<Vec<_>, _>>()?;
        customers.sort_by_key(|it| it.name);
        let duplicates = if has_identity(known) {
            reader.duplicates(&customers)?
        } else {
            DuplicateSearch::default()
        };
        let apart = apart(review, known, &customers)?;
        let supervision = supervision(review, known, &customers)?;
        let window_days = window_days(review);
        Ok(Some(Self { known, customers, duplicates, apart, supervision, window_days }))
    }

    /// The answer about one customer; `None` where there are neither sales nor any of the files, or
    /// nothing is known of the customer.
    pub(crate) fn about(
        review: &Review<'a>,
        known: &'a Known,
        key: CustomerKey,
    ) -> Result<Option<Self>, String> {
        if !can_tell(review, known) {
            return Ok(None);
        }
        let customer = Reader::new(review, known).customer(key)?;
        let of = |it| Self {
            known,
            customers: vec![it],
            duplicates: DuplicateSearch::default(),
            apart: Vec::new(),
            supervision: Vec::new(),
            window_days: window_days(review),
        };
        Ok(customer.map(of))
    }

    /// Tells whether the folder has any file about customers themselves.
    pub(crate) fn has_files(&self) -> bool {
        !self.known.files.is_empty()
    }

    /// Tells whether the folder has a file.
    pub(crate) fn has(&self, file: &str) -> bool {
        self.known.has(file)
    }

    /// Tells whether the folder has anything by which records may be one.
    pub(crate) fn has_identity(&self) -> bool {
        has_identity(self.known)
    }

    /// Tells whether the folder has checks of cards or talks about visits.
    pub(crate) fn has_supervision(&self) -> bool {
        self.has(CHECKS) || self.has(DEBRIEFS)
    }

    /// Tells whether the folder has interactions or posts.
    pub(crate) fn has_contacts(&self) -> bool {
        self.has("interactions.csv") || self.has("posts.csv")
    }

    /// Tells whether a customer has not bought yet, or has just begun.
    pub(crate) fn is_young(&self, key: CustomerKey) -> bool {
        self.customers.iter().any(|it| it.key == key && it.is_young())
    }

    /// The customers that have not bought yet, or have just begun.
    pub(crate) fn young(&self) -> BTreeSet<CustomerKey> {
        self.customers.iter().filter(|it| it.is_young()).map(|it| it.key).collect()
    }

    /// The number of customers in a stage.
    pub(crate) fn in_stage(&self, stage: CustomerStage) -> usize {
        self.customers.iter().filter(|it| it.stage.stage == stage).count()
    }

    /// The customers whose cards are kept up.
    pub(crate) fn kept(&self) -> impl Iterator<Item = &KnownCustomer<'a>> {
        self.customers.iter().filter(|it| it.is_kept())
    }

    /// The weights of all cards; a customer without a card has an empty one.
    pub(crate) fn card_sums(&self) -> CardSums {
        self.kept().fold(CardSums::default(), |sums, it| {
            let filled = it.card.overall();
            CardSums {
                customers: sums.customers.saturating_add(1),
                with_card: sums.with_card.saturating_add(it.has_card.into()),
                complete: sums.complete.saturating_add(filled.complete.into()),
                current: sums.current.saturating_add(filled.current.into()),
                trusted: sums.trusted.saturating_add(filled.trusted.into()),
                of: sums.of.saturating_add(filled.of.into()),
            }
        })
    }

    /// The customers whose cards are kept up, the most important first.
    pub(crate) fn important_first(&self) -> impl Iterator<Item = &KnownCustomer<'a>> {
        Importance::ALL
            .into_iter()
            .flat_map(|importance| self.kept().filter(move |it| it.importance == importance))
    }

    /// The important customers, that with the least complete card first.
    pub(crate) fn least_complete(&self) -> Vec<&KnownCustomer<'a>> {
        let important = self.kept().filter(|it| it.importance == Importance::A);
        let mut least: Vec<_> = important.collect();
        // All fields may be seen, so that all cards have the same weight.
        least.sort_by_key(|it| (it.card.overall().complete, it.name));
        least
    }

    /// The members of our staff, each with the customers that it has.
    pub(crate) fn by_staff(&self) -> BTreeMap<&str, Vec<&KnownCustomer<'a>>> {
        let mut by_staff: BTreeMap<&str, Vec<&KnownCustomer<'a>>> = BTreeMap::new();
        for customer in self.kept() {
            let staff: BTreeSet<&str> =
                customer.assignments.iter().map(|it| it.staff.as_str()).collect();
            for member in staff {
                by_staff.entry(member).or_default().push(customer);
            }
        }
        by_staff
    }
}

/// Tells whether there is anything that tells who the customers are.
fn can_tell(review: &Review<'_>, known: &Known) -> bool {
    let sales_from = review.book().feeds().sales_from;
    !known.files.is_empty() || Feeds::began(sales_from, review.as_of())
}

fn window_days(review: &Review<'_>) -> u16 {
    review.policy().contacts.window_days
}

/// Reads the customers of a review.
struct Reader<'r, 'a> {
    review: &'r Review<'a>,
    known: &'a Known,
    t: AsOf,
    /// The places of customers in the review.
    rows: BTreeMap<CustomerKey, usize>,
    classes: Vec<Importance>,
    ended: BTreeSet<CustomerKey>,
    /// The numbers of each customer with those of all that are merged into it.
    numbers: BTreeMap<CustomerKey, BTreeSet<&'a IdentityNumber>>,
}

impl<'r, 'a> Reader<'r, 'a> {
    fn new(review: &'r Review<'a>, known: &'a Known) -> Self {
        let mut numbers: BTreeMap<CustomerKey, BTreeSet<&IdentityNumber>> = BTreeMap::new();
        for (key, stated) in &known.numbers {
            let survivor = review.book().survivor_at(*key, review.as_of());
            numbers.entry(survivor).or_default().extend(stated);
        }
        Self {
            review,
            known,
            t: review.as_of(),
            rows: review.customers().iter().copied().zip(0..).collect(),
            classes: review.classes().map(Importance::from).collect(),
            ended: review.ended().iter().map(|it| it.customer).collect(),
            numbers,
        }
    }

    /// A customer; `None` for one that is merged into another or not known by the day.
    fn customer(&self, key: CustomerKey) -> Result<Option<KnownCustomer<'a>>, String> {
        let (review, t) = (self.review, self.t);
        let (book, policy) = (review.book(), review.policy());
        let Ok(account) = book.account_at(key, t) else { return Ok(None) };
        let view = account.view();
        let row = self.rows.get(&key).copied();
        if row.is_none() && !self.ended.contains(&key) && view.has_started(t) {
            return Ok(None);
        }
        let card = self.card(key)?;
        let mut order_days: Vec<Day> =
            view.sales().up_to(t.day()).active_days_latest_first().collect();
        order_days.reverse();
        let contacts =
            view.interactions().iter().filter(|it| it.kind().is_two_way() && t.sees(it.day()));
        let first_contact = contacts.map(Interaction::day).min();
        let last_contact = met::last_contact(view.interactions(), t);
        let decisions = self.known.decisions.get(&key);
        let loss = row.and_then(|row| review.outcomes(Rule::Loss).get(row)?.level());
        let facts = StageFacts {
            named: self.named(view, &card, row.is_some()),
            first_contact,
            last_progress: last_contact,
            order_days: &order_days,
            own_days: review.context().own_days(view),
            loss,
            contract_end: contract_end(view, t),
            decisions: decisions.map_or(&[], Vec::as_slice),
            ended: self.known.ended_on(key, t.day()),
        };
        let gap = |rhythm: Rhythm| {
            LapseSignal::from_rhythm(rhythm, review.prior(), t, &policy.loss.lapse).usual_gap
        };
        let Some(stage) = policy.stages.stage(&facts, gap, t) else { return Ok(None) };
        let class = row.filter(|_| !order_days.is_empty());
        let class = class.and_then(|row| self.classes.get(row).copied());
        let importance = Importance::new(class, card.importances(), t);
        let card_view = CardView::in_full(&card, &policy.card);
        let has_card = card.fields().any(|field| card_view.entries(field, t).next().is_some());
        let CoverageDays { a, b, c } = policy.contacts.coverage_days;
        let within_days = match importance {
            Importance::A => a,
            Importance::B => b,
            Importance::C => c,
        };
        let people = ContactFacts {
            posts: view.posts(),
            standings: view.standings(),
            interactions: view.interactions(),
            has_interactions: Feeds::began(book.feeds().interactions_from, t),
        };
        let contacts = ContactCoverage::from_facts(people, t, &policy.contacts, within_days);
        let kinds = view.permits().iter().filter(|it| t.sees(it.term.from()));
        let kinds = kinds.map(|it| it.kind.clone()).collect();
        Ok(Some(KnownCustomer {
            key,
            name: book.name(key),
            stage,
            importance,
            released_from: policy.stages.released_from(stage.stage, &facts, t),
            has_card,
            card: completeness(&card_view, t, importance),
            conflicts: conflict::conflicts(&card, &policy.card, t),
            placeholders: placeholders(&card_view, t, &policy.card),
            last_order: order_days.last().copied(),
            assignments: Assignment::holding(view.assignments(), t).cloned().collect(),
            last_contact,
            met: Met::of(&contacts.threads, last_contact, t, policy.contacts.window_days),
            contacts,
            permits: policy.permits.findings_of(view.permits(), &kinds, t),
        }))
    }

    /// The card of a customer with those of all that are merged into it.
    fn card(&self, key: CustomerKey) -> Result<Cow<'a, Card>, String> {
        let card = self.review.card(key);
        card.map_err(|error| format!("the card of {}: {error}", self.review.book().name(key)))
    }

    /// The day from which a customer is known by name. A customer of the review of which no day is
    /// stated is known on the day of the review.
    fn named(&self, view: AccountView<'_>, card: &Card, is_reviewed: bool) -> Option<Day> {
        let entries = card.fields().filter_map(|field| card.entries(field).first());
        let entries = entries.map(Entry::recorded);
        let facts = view.interactions().iter().map(Interaction::day);
        let facts = facts.chain(view.assignments().iter().map(|it| it.term.from()));
        let facts = facts.chain(view.posts().iter().map(|it| it.term.from()));
        let named = entries.chain(facts).chain(view.start(self.t)).min();
        named.filter(|day| self.t.sees(*day)).or(is_reviewed.then(|| self.t.day()))
    }

    /// The pairs of records that may be one, those of customers given up and ended among them.
    fn duplicates(&self, customers: &[KnownCustomer<'_>]) -> Result<DuplicateSearch, String> {
        let policy = &self.review.policy().identity;
        let forms = policy.name_forms();
        let records = customers.iter().map(|it| {
            let state = if it.is_kept() { RecordState::Active } else { RecordState::Inactive };
            Ok(IdentityRecord::new(it.key, self.identity(it.key, &forms)?).in_state(state))
        });
        let records = records.collect::<Result<Vec<_>, String>>()?;
        let book = self.review.book();
        let survivor = |key| book.survivor_at(key, self.t);
        let rulings = self.known.distinct.of_survivors(self.t, survivor);
        let index = IdentityIndex::try_new(policy, &records, &rulings, self.t);
        let mut found = index.map_err(|error| error.to_string())?.search();
        found.pairs.sort_by_key(|it: &DuplicatePair| (!it.verdict.joins(), it.pair));
        Ok(found)
    }

    /// The identifying facts of a customer: its numbers, and what its card says. Of a field in
    /// conflict both values may be right.
    fn identity(&self, key: CustomerKey, forms: &NameForms) -> Result<IdentityFacts, String> {
        let numbers = self.numbers.get(&key).into_iter().flatten().copied().cloned();
        let mut facts = numbers.fold(IdentityFacts::default(), IdentityFacts::with_number);
        let card = self.card(key)?;
        let view = CardView::in_full(&card, &self.review.policy().card);
        for name in self.texts(&view, Field::Name) {
            facts = facts.with_name(forms, name);
        }
        for (field, add) in IDENTIFYING {
            facts = self.texts(&view, field).fold(facts, add);
        }
        Ok(facts)
    }

    /// The texts of a field that stand on the day: none, one, or both sides of a conflict.
    fn texts<'v>(&self, view: &CardView<'v>, field: Field) -> impl Iterator<Item = &'v str> {
        let values = match view.standing(field, self.t) {
            FieldStanding::Withheld | FieldStanding::Empty => [None, None],
            FieldStanding::Value(value) => [Some(value), None],
            FieldStanding::Conflict { a, b } => [Some(a), Some(b)],
        };
        values.into_iter().flatten().filter_map(|it| it.value.text())
    }
}

/// The entries that are there by the day and say nothing by the policy.
fn placeholders(view: &CardView<'_>, t: AsOf, policy: &CardPolicy) -> Vec<Placeholder> {
    let of_field = |field: Field| {
        let entries = view.entries(field, t).map(Entry::value);
        let blank = entries.filter(|it| policy.is_placeholder(it)).filter_map(CardValue::text);
        blank.map(move |text| Placeholder { field, text: text.to_owned() }).collect::<Vec<_>>()
    };
    Field::ALL.into_iter().flat_map(of_field).collect()
}

/// The last day of the last contract that has begun; `None` where none has, or one has no end.
fn contract_end(view: AccountView<'_>, t: AsOf) -> Option<Day> {
    let begun = view.contracts().iter().filter(|it| t.sees(it.term().from()));
    let bound = begun.filter_map(|it| it.bound_term(t));
    let ends: Option<Vec<Day>> = bound.map(Validity::to).collect();
    ends?.into_iter().max()
}

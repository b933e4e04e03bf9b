use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;

use super::checks::Checks;
use super::field_rules::FieldRules;
use super::rubber_stamp::Confirmations;
use super::{
    AuditCheck, AuditCounts, AuditPolicyDraft, AuditScope, AuditedCustomer, CardFault, Imbalance,
    RubberStamp,
};
use crate::account::Feeds;
use crate::calendar::{AsOf, Window};
use crate::customer::Importance;
use crate::evidence::NotJudged;
use crate::id::{CustomerId, StaffId};
use crate::money::Currency;

/// A card with faults.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct AuditedCard {
    /// The customer.
    pub customer: CustomerId,
    /// The importance, by which cards are listed and age.
    pub importance: Importance,
    /// The faults, in the order of the checks; at least one.
    pub faults: Vec<CardFault>,
}

/// The audit of a salesperson's cards over some days.
///
/// Displayed as a page: a line for the salesperson, one for each fault, one for each check that
/// could not be made.
#[doc(alias = "资料检查")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardAudit {
    /// The salesperson.
    pub staff: StaffId,
    /// The days.
    pub window: Window,
    /// The cards with faults, those of the most important customers first, then by id.
    pub cards: Vec<AuditedCard>,
    /// (h): the days of rubber stamps.
    pub rubber_stamps: Vec<RubberStamp>,
    /// (i): sales and collection out of balance, at most one for a currency.
    pub imbalances: Vec<Imbalance>,
    /// The counts.
    pub counts: AuditCounts,
    /// The checks that were not made, with the reason.
    pub not_judged: BTreeMap<AuditCheck, NotJudged>,
}

/// The checks that cannot be made, each with the first reason.
fn gaps(known: Feeds, t: AsOf, says_sensitive: bool) -> BTreeMap<AuditCheck, NotJudged> {
    let has = |feed| Feeds::began(feed, t);
    let knows_owner = has(known.assignments_from) || has(known.custody_from);
    let no_owner = (!knows_owner).then_some(NotJudged::NoAssignmentsFeed);
    let no_visit = (!has(known.interactions_from)).then_some(NotJudged::NoInteractionsFeed);
    let no_reading = (!has(known.consultations_from)).then_some(NotJudged::NoConsultationsFeed);
    let no_loan = (!has(known.custody_from)).then_some(NotJudged::NoCustodyFeed);
    let no_money = (!has(known.receivables_from)).then_some(NotJudged::NoReceivablesFeed);
    let no_term = (!says_sensitive).then_some(NotJudged::NoSensitiveTerms);
    let gap = |check| match check {
        AuditCheck::WrittenUp | AuditCheck::RubberStamp => no_visit,
        AuditCheck::Mandatory | AuditCheck::Fresh | AuditCheck::Conflicts => no_owner,
        AuditCheck::Consulted => no_visit.or(no_reading),
        AuditCheck::Loans => no_loan,
        AuditCheck::Sensitive => no_owner.or(no_term),
        AuditCheck::Balance => no_owner.or(no_money),
    };
    AuditCheck::ALL.into_iter().filter_map(|it| Some(it).zip(gap(it))).collect()
}

impl AuditPolicyDraft {
    /// Audits the cards of a salesperson.
    ///
    /// # Rule
    ///
    /// > S1: nine checks, each with figures, see the table of the module. Visits, readings and
    /// > loans are judged on every card given, for they name the salesperson; the state of a card,
    /// > its sensitive facts and its balance on the cards that the salesperson has or keeps on the
    /// > last day. A visit comes up in the audit of the day after its last day for the record, so
    /// > that of audits that follow each other exactly one tells of it.
    ///
    /// Redaction comes first: an entry that the reader of the audit may not see does not count, and
    /// a withheld field is neither missing nor old.
    ///
    /// A visit whose last day for the record lies beyond the calendar is not judged.
    ///
    /// ```
    /// use guanxi::account::Account;
    /// use guanxi::assignment::{Assignment, AssignmentRole};
    /// use guanxi::calendar::{AsOf, Validity, WorkCalendar};
    /// use guanxi::card_audit::{AuditPolicy, AuditScope, AuditedCustomer};
    /// use guanxi::customer::{Card, CardPolicy, CardView, Importance};
    /// use guanxi::day;
    ///
    /// let mut account = Account::new("Li & Sons".parse()?, "CNY".parse()?);
    /// account.record(Assignment {
    ///     staff: "Wang".parse()?,
    ///     role: AssignmentRole::Salesperson,
    ///     term: Validity::open_ended(day!(2026, 1, 1)),
    /// })?;
    /// let t = AsOf::new(day!(2026, 3, 6));
    /// let (policy, wang) = (AuditPolicy::default(), "Wang".parse()?);
    /// let scope = AuditScope {
    ///     staff: &wang,
    ///     window: t.last_days(policy.every_days),
    ///     calendar: &WorkCalendar::default(),
    /// };
    /// let (card, card_policy) = (Card::default(), CardPolicy::default());
    /// let li = AuditedCustomer {
    ///     customer: account.id(),
    ///     card: CardView::in_full(&card, &card_policy),
    ///     importance: Importance::A,
    ///     account: account.view(),
    ///     sensitive: None,
    /// };
    /// let audit = policy.audit(scope, [li]);
    /// assert_eq!(audit.counts.complete.to_string(), "0 of 1");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn audit<'a>(
        &'a self,
        scope: AuditScope<'a>,
        customers: impl IntoIterator<Item = AuditedCustomer<'a>>,
    ) -> CardAudit {
        let customers: Vec<AuditedCustomer<'a>> = customers.into_iter().collect();
        let t = scope.t();
        let known = Feeds::earliest(customers.iter().map(|it| it.account.feeds()));
        let not_judged = gaps(known, t, customers.iter().any(|it| it.known_terms().is_some()));
        let is_judged = |check| !not_judged.contains_key(&check);
        let mut held = None;
        let mut counts = AuditCounts::default();
        let (mut cards, mut confirmed) = (Vec::new(), Confirmations::default());
        let mut balances: BTreeMap<Currency, Imbalance> = BTreeMap::new();
        for customer in customers {
            let is_own = customer.is_of(scope.staff, t);
            let card = customer.card;
            let rules = FieldRules::reuse_or_new(&mut held, card.policy());
            let faults = Vec::new();
            let mut checks = Checks { policy: self, rules, scope, customer, card, faults };
            if is_judged(AuditCheck::WrittenUp) {
                checks.written_up(&mut counts);
            }
            if is_own {
                checks.state_of_card(&mut counts);
            }
            if let Some(from) =
                known.consultations_from.filter(|_| is_judged(AuditCheck::Consulted))
            {
                checks.consulted(from, &mut counts);
            }
            if is_judged(AuditCheck::Loans) {
                checks.loans(is_own, is_judged(AuditCheck::WrittenUp), &mut counts);
            }
            if is_own {
                checks.sensitive();
            }
            if is_own && is_judged(AuditCheck::Balance) {
                let currency = customer.account.currency();
                let held = balances.entry(currency);
                held.or_insert(Imbalance::nothing(currency)).add(customer.account, t, self);
            }
            if is_judged(AuditCheck::RubberStamp) {
                confirmed.add(&checks);
            }
            cards.extend(faulty(customer, checks.faults));
        }
        cards.sort_by(by_importance);
        let imbalances = balances.into_values().filter(|it| it.is_out(self)).collect();
        CardAudit {
            staff: scope.staff.clone(),
            window: scope.window,
            cards,
            rubber_stamps: confirmed.stamps(scope.staff, self),
            imbalances,
            counts,
            not_judged,
        }
    }
}

/// A card with its faults in the order of the checks; `None` without any.
fn faulty(customer: AuditedCustomer<'_>, mut faults: Vec<CardFault>) -> Option<AuditedCard> {
    faults.sort_by_key(CardFault::check);
    let AuditedCustomer { customer, importance, .. } = customer;
    (!faults.is_empty()).then(|| AuditedCard { customer: customer.clone(), importance, faults })
}

fn by_importance(one: &AuditedCard, two: &AuditedCard) -> Ordering {
    one.importance.cmp(&two.importance).then_with(|| one.customer.cmp(&two.customer))
}

impl CardAudit {
    /// The number of findings of a check; `None` where it was not made.
    pub fn findings(&self, check: AuditCheck) -> Option<usize> {
        if self.not_judged.contains_key(&check) {
            return None;
        }
        let faults = self.cards.iter().flat_map(|card| &card.faults);
        Some(match check {
            AuditCheck::RubberStamp => self.rubber_stamps.len(),
            AuditCheck::Balance => self.imbalances.len(),
            AuditCheck::WrittenUp
            | AuditCheck::Mandatory
            | AuditCheck::Fresh
            | AuditCheck::Consulted
            | AuditCheck::Loans
            | AuditCheck::Conflicts
            | AuditCheck::Sensitive => faults.filter(|fault| fault.check() == check).count(),
        })
    }
}

impl fmt::Display for CardAudit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.window.after.offset(1), self.window.until);
        write!(f, "cards of {} from {first} to {last}: {}", self.staff, self.counts)?;
        for AuditedCard { customer, importance, faults } in &self.cards {
            for fault in faults {
                write!(f, "\n{customer} ({importance}): {fault}")?;
            }
        }
        for stamp in &self.rubber_stamps {
            write!(f, "\n{stamp}")?;
        }
        for imbalance in &self.imbalances {
            write!(f, "\n{imbalance}")?;
        }
        for (check, reason) in &self.not_judged {
            write!(f, "\nnot judged: {check}, since {reason}")?;
        }
        Ok(())
    }
}

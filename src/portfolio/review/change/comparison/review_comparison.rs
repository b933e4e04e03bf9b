use std::collections::{BTreeMap, BTreeSet};

use super::compared_row::{ComparedRow, each_row};
use super::{ComparedGroup, CustomerChange, LevelMovement, ServiceChange};
use crate::account::AccountReader;
use crate::book::Book;
use crate::calendar::AsOf;
use crate::evidence::BeforeAfter;
use crate::id::CustomerKey;
use crate::measure::proven;
use crate::money::{Currency, Total};
use crate::policy::Policy;
use crate::review::{ChangeError, Review, ReviewChange, ReviewMovement};
use crate::segment::{Class, Migration, MovementError};
use crate::service::ServicePolicy;

/// Two reviews of one book, customer by customer: of one day by two policies, or of two days.
///
/// Says who changes class, quadrant, the level of a rule or a service, and the money that moves.
/// Nothing in it borrows from the reviews.
///
/// Printed as a report: the number of customers that change, the levels by rule, a line for each
/// group of customers that changes in the same way, and the ten gravest customers; with `{:#}` all
/// of them.
///
/// Written with `before` and `after` (the day, the customers, and the `id` and `version` of the
/// policy where stated), `currency`, `levels` by rule (`new`, `higher`, `lower`, `gone` and all
/// `cells`), `groups`, `movement` as [`ReviewMovement`], and the `customers` that change.
///
/// ```
/// use guanxi::book::Book;
/// use guanxi::customer::Customer;
/// use guanxi::policy::{Policy, PolicyDraft};
/// use guanxi::receivable::{CreditLimit, Invoice};
/// use guanxi::evidence::BeforeAfter;
/// use guanxi::review::{LevelChange, ReviewComparison};
/// use guanxi::warning::Rule;
///
/// let mut book = Book::new("CNY".parse()?);
/// let li = book.register(Customer::new("Li".parse()?))?;
/// book.agree_limit(li, CreditLimit::try_from_money("CNY 100".parse()?, book.currency())?)?;
/// let (issued, due) = ("2026-03-01".parse()?, "2026-04-30".parse()?);
/// book.record(li, Invoice::new("I1".parse()?, issued, due, "CNY 78".parse()?))?;
///
/// let mut stricter = PolicyDraft::default();
/// stricter.debt.utilisation.raise.watch = "75%".parse()?;
/// let (usual, stricter) = (Policy::default(), Policy::try_from(stricter)?);
/// let policies = BeforeAfter { before: &usual, after: &stricter };
/// let comparison = ReviewComparison::by_policies(&book, "2026-03-31".parse()?, policies)?;
/// assert_eq!(comparison.levels().changed(Rule::Debt, LevelChange::New).customers, 1);
/// assert_eq!(
///     comparison.to_string(),
///     "2026-03-31 by two policies: 1 of 1 customers changes\n\
///      levels of debt: 1 new, 0 higher, 0 lower, 0 gone\n\
///      debt clear → watch: 1 customer, purchases CNY 0.00, exposure CNY 78.00\n\
///      customers, gravest first:\n  \
///        Li: debt clear → watch; purchases CNY 0.00, exposure CNY 78.00\n",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "政策对比")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewComparison {
    pub(super) sides: BeforeAfter<ComparedSide>,
    pub(super) currency: Currency,
    movement: ReviewMovement,
    levels: LevelMovement,
    customers: Vec<CustomerChange>,
    /// The customers of either review, ended ones among them.
    pub(super) compared: usize,
}

/// A review as far as its comparison names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ComparedSide {
    pub(super) as_of: AsOf,
    pub(super) customers: usize,
    pub(super) id: Option<String>,
    pub(super) version: Option<String>,
}

impl ComparedSide {
    fn new(review: &Review<'_>) -> Self {
        let Policy { id, version, .. } = review.policy();
        Self {
            as_of: review.as_of(),
            customers: review.len(),
            id: id.as_ref().map(ToString::to_string),
            version: version.as_ref().map(ToString::to_string),
        }
    }
}

impl ReviewComparison {
    /// Reviews a book on a day by two policies, and compares.
    ///
    /// # Errors
    ///
    /// When the book cannot be reviewed: see [`Book::review`].
    pub fn by_policies(
        book: &Book,
        t: AsOf,
        policies: BeforeAfter<&Policy>,
    ) -> Result<Self, ChangeError> {
        let before = book.review(t, policies.before)?;
        let after = book.review(t, policies.after)?;
        Ok(ReviewChange { before: &before, after: &after }.comparison()?)
    }

    /// The movement by class and quadrant.
    pub const fn movement(&self) -> &ReviewMovement {
        &self.movement
    }

    /// The movement of the levels of each rule.
    pub const fn levels(&self) -> &LevelMovement {
        &self.levels
    }

    /// The customers of which the reviews say different things, the gravest first: by the highest
    /// level now of the rules that changed, then by the highest before, then by purchases,
    /// exposure and name.
    pub fn customers(&self) -> &[CustomerChange] {
        &self.customers
    }

    /// The customers that change, by the way in which they do: rules first, then class, quadrant
    /// and services.
    pub fn groups(&self) -> Vec<ComparedGroup> {
        ComparedGroup::all(&self.customers)
    }

    /// The currency of the amounts.
    pub const fn currency(&self) -> Currency {
        self.currency
    }
}

impl ReviewChange<'_> {
    /// The comparison of the reviews, customer by customer.
    ///
    /// # Errors
    ///
    /// Those of [`movement`](Self::movement).
    pub fn comparison(self) -> Result<ReviewComparison, MovementError> {
        let movement = self.movement()?;
        let Self { before, after } = self;
        let currency = after.book().currency();
        let mut levels = LevelMovement::new(before.as_of(), after.as_of(), currency);
        let (mut found, mut compared) = (Found::new(before, after), 0_usize);
        each_row(self, |customer, migration, rows| {
            compared = proven!(compared.checked_add(1), else compared, "a count of memory");
            levels.count(customer, migration, &rows.before.outcomes(rows.after))?;
            found.compare(customer, migration, rows);
            Ok(())
        })?;
        let mut customers = found.changes;
        customers.sort_by(|a, b| {
            a.gravity().cmp(&b.gravity()).then_with(|| a.customer.cmp(&b.customer))
        });
        let sides =
            BeforeAfter { before: ComparedSide::new(before), after: ComparedSide::new(after) };
        Ok(ReviewComparison { sides, currency, movement, levels, customers, compared })
    }

    /// The movement of the levels of each rule.
    ///
    /// # Errors
    ///
    /// Those of [`movement`](Self::movement).
    pub fn levels(self) -> Result<LevelMovement, MovementError> {
        let Self { before, after } = self;
        let currency = after.book().currency();
        let mut levels = LevelMovement::new(before.as_of(), after.as_of(), currency);
        each_row(self, |customer, migration, rows| {
            levels.count(customer, migration, &rows.before.outcomes(rows.after))
        })?;
        Ok(levels)
    }
}

/// The changes that are found, customer after customer.
struct Found<'r> {
    after: &'r Review<'r>,
    accounts: AccountReader<'r>,
    /// The services that change, by class in both reviews.
    services: BTreeMap<(Class, Class), Vec<ServiceChange>>,
    changes: Vec<CustomerChange>,
}

impl<'r> Found<'r> {
    fn new(before: &'r Review<'r>, after: &'r Review<'r>) -> Self {
        let accounts = AccountReader::new(after.book().ledger(), after.as_of());
        let (first, second) = (&before.policy().service, &after.policy().service);
        let ways = Class::ALL.into_iter().flat_map(|from| Class::ALL.map(|to| (from, to)));
        let services = ways.map(|way| (way, services(first, second, way))).collect();
        Self { after, accounts, services, changes: Vec::new() }
    }

    fn compare(
        &mut self,
        customer: CustomerKey,
        migration: Migration,
        BeforeAfter { before, after }: BeforeAfter<ComparedRow>,
    ) {
        let services = before.class.zip(after.class).and_then(|it| self.services.get(&it));
        let services = services.map_or(&[][..], Vec::as_slice);
        if before == after && services.is_empty() {
            return;
        }
        let services = services.to_vec();
        let bought = if after.class.is_some() { migration.after } else { migration.before };
        let account = self.accounts.own(customer);
        let exposure = account.map(|it| self.after.assessor().debt(it).exposure);
        self.changes.push(CustomerChange {
            customer,
            name: self.after.book().name(customer).to_owned(),
            class: BeforeAfter { before: before.class, after: after.class },
            quadrant: BeforeAfter { before: before.quadrant, after: after.quadrant },
            outcomes: before.outcomes(after),
            services,
            purchases: bought.purchases().to_total(),
            exposure: exposure.unwrap_or(Total::ZERO),
        });
    }
}

/// The services that differ between two policies for a customer of two classes, by code.
fn services(
    before: &ServicePolicy,
    after: &ServicePolicy,
    way: (Class, Class),
) -> Vec<ServiceChange> {
    let rhythms = |policy: &ServicePolicy, class| {
        let entitlements = policy.entitlements_of(class).map(|it| (it.code.clone(), it.rhythm));
        entitlements.collect::<BTreeMap<_, _>>()
    };
    let (before, after) = (rhythms(before, way.0), rhythms(after, way.1));
    let codes: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let changes = codes.into_iter().map(|code| ServiceChange {
        service: code.clone(),
        rhythm: BeforeAfter { before: before.get(code).copied(), after: after.get(code).copied() },
    });
    changes.filter(|it| it.rhythm.is_changed()).collect()
}

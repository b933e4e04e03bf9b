use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use super::{CustomerBonds, DependenceRemedy};
use crate::contact::Threads;
use crate::id::{CustomerId, StaffId};
use crate::measure::{Quotient, plural, proven};
use crate::money::{Currency, Total};
use crate::segment::Class;

/// Everything that we would lose with one of our people (S25).
#[doc(alias = "人员依赖")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonDependence {
    /// The person.
    pub staff: StaffId,
    /// Sales to customers whose threads all go through the person.
    pub sales: Total,
    /// Their share of all sales; `None` without sales.
    pub share: Option<Quotient>,
    /// These customers, the largest first, with the steps that they lack.
    pub customers: Vec<(CustomerId, Vec<DependenceRemedy>)>,
    /// Those of them in class A.
    pub class_a: u32,
    /// Promises that the person owes, to whatever customer.
    pub promises: u32,
    /// Secrets of cards that nobody else may read.
    pub secrets: u32,
}

/// The dependence of our sales on single people of ours.
///
/// # Rule
///
/// > S25: per person the share of sales with only that thread; concentration `Σ sᵢ²`; "if X left":
/// > sales, A customers, open promises, secrets of the card nobody else may read.
/// > S23: two people at least know an A customer.
///
/// Sales to customers whom several of ours meet, and to those whom nobody meets, depend on nobody.
/// The threads of customers without recorded interactions are not known: these sales may all depend
/// on one person, so concentration is an interval. Returns beyond sales count as 0.
///
/// ```
/// use guanxi::contact::Threads;
/// use guanxi::money::{Amount, Currency, Total};
/// use guanxi::segment::Class;
/// use guanxi::support::{BenefitMix, CardSecrets, CustomerBonds, StaffDependence};
///
/// let bonds = |name: &str, units: i64, ours: &str| -> Result<_, Box<dyn std::error::Error>> {
///     Ok(CustomerBonds {
///         customer: name.parse()?,
///         class: Some(Class::A),
///         sales: Total::from(Amount::from_minor(units * 100)),
///         threads: Threads::Single { ours: Some(ours.parse()?), theirs: None },
///         benefits: BenefitMix::default(),
///         met_by_manager: false,
///         promised_by: Vec::new(),
///         secrets: CardSecrets::default(),
///     })
/// };
/// let all = [bonds("Li", 500, "Wang")?, bonds("Wu", 300, "Zhao")?, bonds("He", 200, "Sun")?];
/// let found = StaffDependence::of(&all);
/// let concentration = found.concentration.ok_or("no sales")?;
/// assert_eq!(concentration.low.to_string(), "0.38");
/// assert_eq!(
///     found.people[0].spoken(Currency::CNY).to_string(),
///     "if Wang left: sales of CNY 500.00 (50%) with 1 customer, 1 of class A"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "人员依赖")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffDependence {
    /// All sales.
    pub sales: Total,
    /// Sales to customers without recorded interactions.
    pub unknown: Total,
    /// Customers with more returns than sales, counted as 0.
    pub below_zero: u32,
    /// The concentration over our people; `None` without sales.
    pub concentration: Option<Concentration>,
    /// Our people on whom something depends, by sales, then by id.
    pub people: Vec<PersonDependence>,
    /// Customers of class A whom fewer than two of ours know, by id.
    pub known_by_few: Vec<CustomerId>,
}

/// The sum of the squares of the shares of all people: 0 where no sales depend on one person, 1
/// where all depend on the same.
#[doc(alias = "HHI")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concentration {
    /// With the known threads.
    pub low: Quotient,
    /// With all unknown sales counted to the one who has most.
    pub high: Quotient,
}

/// The customers of one of our people while they are gathered.
#[derive(Default)]
struct Gathered<'a> {
    customers: Vec<&'a CustomerBonds>,
    promises: u32,
    secrets: u32,
}

impl StaffDependence {
    /// The dependence over some customers, each given once.
    pub fn of(customers: &[CustomerBonds]) -> Self {
        let mut people: BTreeMap<&StaffId, Gathered<'_>> = BTreeMap::new();
        let (mut sales, mut unknown, mut below_zero) = (Total::ZERO, Total::ZERO, 0_u32);
        for bonds in customers {
            let bought = bonds.sales.or_zero();
            sales = sales.plus(bought);
            below_zero = add(below_zero, u32::from(bonds.sales < Total::ZERO));
            match &bonds.threads {
                Threads::NoData => unknown = unknown.plus(bought),
                Threads::Single { ours: Some(ours), .. } => {
                    people.entry(ours).or_default().customers.push(bonds);
                }
                Threads::Single { ours: None, .. } | Threads::Several { .. } | Threads::None => {}
            }
            for staff in &bonds.promised_by {
                let person = people.entry(staff).or_default();
                person.promises = add(person.promises, 1);
            }
            if let Some(staff) = bonds.secrets.only_reader() {
                let person = people.entry(staff).or_default();
                person.secrets = add(person.secrets, bonds.secrets.fields);
            }
        }
        let mut people: Vec<PersonDependence> =
            people.into_iter().map(|(staff, found)| found.person(staff, sales)).collect();
        people.sort_by_key(|it| Reverse(it.sales));
        let concentration = concentration(&people, sales, unknown);
        let few = customers.iter().filter(|it| it.class == Some(Class::A) && is_known_by_few(it));
        let mut known_by_few: Vec<CustomerId> = few.map(|it| it.customer.clone()).collect();
        known_by_few.sort();
        Self { sales, unknown, below_zero, concentration, people, known_by_few }
    }

    /// Everything that we would lose if one of our people left; `None` when nothing depends on that
    /// person.
    pub fn if_left(&self, staff: &StaffId) -> Option<&PersonDependence> {
        self.people.iter().find(|it| it.staff == *staff)
    }
}

/// Tells whether at most one of ours meets a customer.
fn is_known_by_few(bonds: &CustomerBonds) -> bool {
    match &bonds.threads {
        Threads::None | Threads::Single { ours: Some(_), .. } => true,
        Threads::NoData | Threads::Single { ours: None, .. } | Threads::Several { .. } => false,
    }
}

fn add(count: u32, more: u32) -> u32 {
    proven!(count.checked_add(more), else u32::MAX, "nobody counts to 2^32")
}

/// The concentration; `None` without sales, and where their squares do not fit.
fn concentration(
    people: &[PersonDependence],
    sales: Total,
    unknown: Total,
) -> Option<Concentration> {
    let whole = sales.minor().checked_mul(sales.minor())?;
    let squares = |more: Total| {
        people.iter().enumerate().try_fold(0_i128, |sum, (place, it)| {
            let own = if place == 0 { it.sales.plus(more) } else { it.sales };
            sum.checked_add(own.minor().checked_mul(own.minor())?)
        })
    };
    let alone = unknown.minor().checked_mul(unknown.minor())?;
    let (low, high) = (squares(Total::ZERO)?, squares(unknown)?.max(alone));
    Some(Concentration {
        low: Quotient::try_new(low, whole)?,
        high: Quotient::try_new(high, whole)?,
    })
}

impl Gathered<'_> {
    fn person(mut self, staff: &StaffId, all: Total) -> PersonDependence {
        self.customers.sort_by_key(|it| (Reverse(it.sales), &it.customer));
        let sales = self.customers.iter().fold(Total::ZERO, |sum, it| sum.plus(it.sales.or_zero()));
        let class_a = self.customers.iter().filter(|it| it.class == Some(Class::A)).count();
        let customers = self.customers.iter();
        PersonDependence {
            staff: staff.clone(),
            sales,
            share: Quotient::try_new(sales.minor(), all.minor()),
            class_a: proven!(u32::try_from(class_a).ok(), else u32::MAX, "nobody has 2^32"),
            customers: customers
                .map(|it| (it.customer.clone(), DependenceRemedy::of(it)))
                .collect(),
            promises: self.promises,
            secrets: self.secrets,
        }
    }
}

impl PersonDependence {
    /// The dependence for a sentence, with amounts in a currency.
    pub fn spoken(&self, currency: Currency) -> impl fmt::Display {
        SpokenDependence { person: self, currency }
    }
}

/// An index from 0 to 1, or from low to high where sales are unknown.
impl fmt::Display for Concentration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { low, high } = self;
        if low == high { low.fmt(f) } else { write!(f, "{low} to {high}") }
    }
}

struct SpokenDependence<'a> {
    person: &'a PersonDependence,
    currency: Currency,
}

impl fmt::Display for SpokenDependence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let PersonDependence { staff, sales, share, customers, class_a, promises, secrets } =
            self.person;
        write!(f, "if {staff} left: sales of {}", sales.with_currency(self.currency))?;
        if let Some(share) = share {
            write!(f, " ({})", share.percent())?;
        }
        let count = customers.len();
        let noun = plural(count, "customer", "customers");
        write!(f, " with {count} {noun}, {class_a} of class A")?;
        if *promises > 0 {
            let noun = plural(*promises, "promise", "promises");
            write!(f, "; {promises} {noun} to keep")?;
        }
        if *secrets > 0 {
            let noun = plural(*secrets, "secret", "secrets");
            write!(f, "; {secrets} {noun} of cards that nobody else may read")?;
        }
        Ok(())
    }
}

//! The written form of a whole review.

use serde::{Serialize, Serializer};

use super::{Review, Slice, Summary};
use crate::calendar::Day;
use crate::id::{PolicyId, PolicyVersion};
use crate::money::{Amount, Currency};
use crate::policy::Policy;
use crate::segment::{Class, Pareto};

/// A review of a book as of a day: the classes, the summary, and the explanation of every
/// customer. Amounts are in major units, as text.
#[derive(Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct Written<'a> {
    /// The day of the review.
    as_of: Day,
    /// The currency of all amounts.
    currency: Currency,
    /// The policy by which they are judged, where it has a name or a version.
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<JudgedBy<'a>>,
    /// The classes by purchases.
    abc: Abc,
    /// The shares of the largest customers.
    pareto: Pareto,
    /// The customers and their money together.
    summary: &'a Summary,
    /// The explanation of each customer, by name.
    customers: Customers<'a>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct JudgedBy<'a> {
    /// The name of the policy.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a PolicyId>,
    /// Its version.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<&'a PolicyVersion>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct Abc {
    /// The least purchases of class A; `null` where nobody is in it.
    cut_a: Option<String>,
    /// The least purchases of class B; `null` where nobody is in it or above.
    cut_b: Option<String>,
    /// The customers of class A.
    a: ClassTotal,
    /// The customers of class B.
    b: ClassTotal,
    /// The customers of class C.
    c: ClassTotal,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
struct ClassTotal {
    /// The number of customers.
    customers: u32,
    /// Their net purchases.
    amount: String,
}

/// The explanations of all customers, made while they are written.
#[cfg_attr(
    feature = "schemars",
    derive(schemars::JsonSchema),
    schemars(with = "Vec<super::Explanation<'a>>")
)]
struct Customers<'a>(&'a Review<'a>);

impl Serialize for Customers<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let names = self.0.customers_by_name().into_iter();
        to.collect_seq(names.filter_map(|key| self.0.explain(key)))
    }
}

#[cfg(feature = "schemars")]
crate::valid::schema_of_written!(Review<'_>, "Review", Written<'_>);

impl Serialize for Review<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (currency, summary, cuts) = (self.book().currency(), self.summary(), self.cuts());
        let cut = |it: Option<Amount>| Some(it?.to_total().plain(currency).to_string());
        let total = |class| {
            let Slice { customers, purchases } = summary.class(class);
            ClassTotal { customers, amount: purchases.plain(currency).to_string() }
        };
        let Policy { id, version, .. } = self.policy();
        let is_named = id.is_some() || version.is_some();
        let written = Written {
            as_of: self.as_of().day(),
            currency,
            policy: is_named.then_some(JudgedBy { id: id.as_ref(), version: version.as_ref() }),
            abc: Abc {
                cut_a: cut(cuts.a),
                cut_b: cut(cuts.b),
                a: total(Class::A),
                b: total(Class::B),
                c: total(Class::C),
            },
            pareto: self.pareto(),
            summary: &summary,
            customers: Customers(self),
        };
        written.serialize(to)
    }
}

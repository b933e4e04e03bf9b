//! The review as one JSON object: fields chosen from the form in which the library writes it.

use std::io::{self, Write};

use guanxi::contract::Coverage;
use guanxi::review::Review;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

/// What is chosen of a value.
enum Choice {
    /// All of it.
    All,
    /// These fields of an object, in this order; one that is absent is left out.
    Fields(&'static [(&'static str, Self)]),
    /// The same of every element of a list.
    Each(&'static Self),
}

use Choice::{All, Each, Fields};

const CLASS: Choice = Fields(&[("customers", All), ("amount", All)]);

const DOCUMENT: Choice = Fields(&[
    ("as_of", All),
    ("currency", All),
    ("abc", Fields(&[("cut_a", All), ("cut_b", All), ("a", CLASS), ("b", CLASS), ("c", CLASS)])),
    (
        "pareto",
        Fields(&[
            ("top_20_percent_share", All),
            ("largest_share", All),
            ("customers_for_80_percent", All),
            ("gini", All),
            ("hhi", All),
        ]),
    ),
    ("customers", Each(&CUSTOMER)),
]);

const CUSTOMER: Choice = Fields(&[
    ("customer", All),
    ("purchases", All),
    ("class", All),
    ("loyalty", Fields(&[("score", All), ("coverage", All), ("loyal", All)])),
    ("quadrant", All),
    ("contract", All),
    (
        "debt",
        Fields(&[
            ("balance", All),
            ("exposure", All),
            ("limit", All),
            ("overdue", All),
            ("oldest_dpd", All),
            ("ageing", All),
            ("unapplied", All),
        ]),
    ),
    (
        "lapse",
        Fields(&[
            ("p_alive", All),
            ("p_no_order", All),
            ("usual_gap_days", All),
            ("value_at_risk", All),
        ]),
    ),
    ("warnings", Each(&Fields(&[("rule", All), ("level", All), ("arms", All), ("sentence", All)]))),
    ("silent_rules", Each(&Fields(&[("rule", All), ("why", All)]))),
]);

/// A value, of which only the choice is written.
struct Chosen<'a>(&'a Value, &'a Choice);

impl Serialize for Chosen<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match (self.1, self.0) {
            (Fields(fields), Value::Object(object)) => {
                let mut to = to.serialize_map(None)?;
                for (name, choice) in *fields {
                    if let Some(value) = object.get(*name) {
                        to.serialize_entry(name, &Chosen(value, choice))?;
                    }
                }
                to.end()
            }
            (Each(choice), Value::Array(list)) => {
                to.collect_seq(list.iter().map(|it| Chosen(it, choice)))
            }
            (All | Fields(_) | Each(_), value) => value.serialize(to),
        }
    }
}

/// Prints the review as one JSON object. With `has_contracts` each customer says whether a contract
/// is in force.
pub(crate) fn print(
    review: &Review<'_>,
    has_contracts: bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut document = serde_json::to_value(review)?;
    let customers = document.get_mut("customers").and_then(Value::as_array_mut);
    for customer in customers.into_iter().flatten().filter_map(Value::as_object_mut) {
        if !has_contracts {
            customer.remove("contract");
        } else if let Some(contract @ Value::Null) = customer.get_mut("contract") {
            *contract = Coverage::None.code().into();
        }
    }
    serde_json::to_writer(&mut *out, &Chosen(&document, &DOCUMENT))?;
    writeln!(out)
}

//! Policies that differ in one field, whichever it is: those of every section, without a list of
//! fields that somebody would have to keep.

use guanxi::policy::Policy;
use proptest::prelude::*;
use serde_json::Value;

use crate::strategies::{Numbers, drafts};

/// A policy in which some fields of any section differ from a generated one.
pub(crate) fn policies() -> impl Strategy<Value = Policy> {
    (drafts(), any::<u64>(), 0_usize..6).prop_map(|(draft, seed, fields)| {
        let mut numbers = Numbers(seed);
        let policy = Policy::try_from(draft).unwrap();
        (0..fields).fold(policy, |policy, _| neighbour(&policy, &mut numbers).unwrap_or(policy))
    })
}

/// A policy, and another one that differs from it in one field; without a second one where the
/// change would contradict the rest.
pub(crate) fn pairs() -> impl Strategy<Value = (Policy, Option<Policy>)> {
    (policies(), any::<u64>()).prop_map(|(policy, seed)| {
        let other = neighbour(&policy, &mut Numbers(seed));
        (policy, other)
    })
}

fn neighbour(policy: &Policy, numbers: &mut Numbers) -> Option<Policy> {
    let mut content: Value = serde_json::from_str(&policy.canonical_json()).unwrap();
    let mut count = 0;
    each_field(&mut content, &mut |_| count += 1);
    let chosen = numbers.below(count);
    let mut place = 0;
    each_field(&mut content, &mut |field| {
        if place == chosen {
            change(field, numbers);
        }
        place += 1;
    });
    serde_json::from_value(content).ok().filter(|it| it != policy)
}

/// Calls a function for every value that is no table; the items of a list are not fields.
fn each_field(value: &mut Value, told: &mut impl FnMut(&mut Value)) {
    match value {
        Value::Object(entries) => entries.values_mut().for_each(|it| each_field(it, told)),
        other => told(other),
    }
}

fn change(field: &mut Value, numbers: &mut Numbers) {
    let up = numbers.below(2) == 0;
    match field {
        Value::Bool(it) => *it = !*it,
        Value::Number(it) => {
            let it = it.as_i64().unwrap();
            *field = (if up { it + 1 } else { (it - 1).max(0) }).into();
        }
        Value::String(it) => {
            if let Some(number) = it.strip_suffix('%').and_then(|it| it.parse::<u32>().ok()) {
                *it = format!("{}%", if up { number + 1 } else { number.saturating_sub(1) });
            } else if let Ok(number) = it.parse::<u32>() {
                *it = (number + 1).to_string();
            } else {
                "none".clone_into(it);
            }
        }
        Value::Array(items) => drop(items.pop()),
        Value::Null | Value::Object(_) => {}
    }
}

//! The written form of the groups of a review.

use serde::{Serialize, Serializer};

use super::{GroupReview, ReviewedGroup};
use crate::calendar::Day;
use crate::lapse::OneOff;
use crate::money::{Amount, Total};
use crate::segment::{Class, Pareto};

#[derive(Serialize)]
struct Written<'a> {
    cut_a: Option<String>,
    cut_b: Option<String>,
    pareto: &'a Pareto,
    groups: Vec<WrittenGroup<'a>>,
}

#[derive(Serialize)]
struct WrittenGroup<'a> {
    group: &'a str,
    members: Vec<&'a str>,
    purchases: String,
    class: Class,
    #[serde(skip_serializing_if = "Option::is_none")]
    one_off: Option<WrittenOneOff>,
    value_at_risk: String,
}

#[derive(Serialize)]
struct WrittenOneOff {
    day: Day,
    amount: String,
}

impl<'a> WrittenGroup<'a> {
    fn new(it: &'a ReviewedGroup, groups: &GroupReview<'a>) -> Self {
        let currency = groups.review().book().currency();
        let plain = |total: Total| total.plain(currency).to_string();
        Self {
            group: it.group.as_str(),
            members: it.members.iter().map(|key| groups.name(*key)).collect(),
            purchases: plain(it.purchases.to_total()),
            class: it.class,
            one_off: it
                .one_off
                .map(|OneOff { day, amount }| WrittenOneOff { day, amount: plain(amount) }),
            value_at_risk: plain(it.value_at_risk),
        }
    }
}

impl Serialize for GroupReview<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let currency = self.review().book().currency();
        let plain = |total: Total| total.plain(currency).to_string();
        let cut = |it: Option<Amount>| it.map(|it| plain(it.to_total()));
        let written = Written {
            cut_a: cut(self.cuts().a),
            cut_b: cut(self.cuts().b),
            pareto: self.pareto(),
            groups: self.groups().iter().map(|it| WrittenGroup::new(it, self)).collect(),
        };
        written.serialize(to)
    }
}

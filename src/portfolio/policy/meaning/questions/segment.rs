//! Questions of classes, volume and loyalty.

use super::part;
use crate::measure::{Quotient, Score};
use crate::money::Amount;
use crate::policy::Policy;
use crate::policy::meaning::axis::Axis;
use crate::policy::meaning::question::Question;
use crate::policy::meaning::unit::{FINEST, Unit};
use crate::segment::{AbcMethod, Class, Cuts, LargeVolume, QuadrantPolicy, Volume};

pub(super) const CLASS_BY_AMOUNT: Question = Question {
    name: "class",
    covers: CUTS,
    axes: |policy| {
        let AbcMethod::ShareOfAmount { a, b } = policy.abc.cut else { return None };
        Some(vec![part("share of the amount that larger customers bring", [a, b])])
    },
    answer: by_share,
};

pub(super) const CLASS_BY_CUSTOMERS: Question = Question {
    name: "class",
    covers: CUTS,
    axes: |policy| {
        let AbcMethod::ShareOfCustomers { a, b } = policy.abc.cut else { return None };
        Some(vec![part("share of the customers that are larger", [a, b])])
    },
    answer: by_share,
};

pub(super) const CLASS_FROM: Question = Question {
    name: "class",
    covers: CUTS,
    axes: |policy| {
        let AbcMethod::FixedAmounts { a, b } = policy.abc.cut else { return None };
        Some(vec![Axis::amount("purchases", [a, b])])
    },
    answer: |policy, figures| {
        let amount = Amount::from_minor(*figures.first()?);
        let cuts = policy.abc.cuts(&[amount], FINEST);
        Some(cuts.class(amount).to_string())
    },
};

pub(super) const LARGE_CLASS: Question = Question {
    name: "volume",
    covers: &["quadrant.large.class"],
    axes: |policy| {
        let LargeVolume::Class(_) = policy.quadrant.large else { return None };
        Some(vec![Axis::words("class", &["A", "B", "C"])])
    },
    answer: |policy, figures| {
        let amounts = [30, 20, 10].map(Amount::from_minor);
        let [a, b, _] = amounts;
        let amount = *amounts.get(usize::try_from(*figures.first()?).ok()?)?;
        let cuts = Cuts { a: Some(a), b: Some(b) };
        let cut = policy.quadrant.cut(&cuts, &amounts, FINEST);
        Some(volume(amount, cut))
    },
};

pub(super) const LARGE_AMOUNT: Question = Question {
    name: "volume",
    covers: &["quadrant.large.amount"],
    axes: |policy| {
        let LargeVolume::Amount(from) = policy.quadrant.large else { return None };
        Some(vec![Axis::amount("purchases", [from])])
    },
    answer: |policy, figures| {
        let amount = Amount::from_minor(*figures.first()?);
        let cut = policy.quadrant.cut(&Cuts::default(), &[amount], FINEST);
        Some(volume(amount, cut))
    },
};

pub(super) const LOYAL: Question = Question {
    name: "loyalty",
    covers: &["loyalty.loyal_from"],
    axes: |policy| Some(vec![score([policy.loyalty.loyal_from])]),
    answer: |policy, figures| {
        let reaches = scored(*figures.first()?)?.reaches(policy.loyalty.loyal_from.into());
        Some(if reaches { "loyal" } else { "not loyal" }.to_owned())
    },
};

/// The fields of the cuts, whatever the method.
const CUTS: &[&str] = &["abc.cut.a", "abc.cut.b"];

/// A score with the points at which something changes.
pub(super) fn score(points: impl IntoIterator<Item = u8>) -> Axis {
    let cuts = points.into_iter().filter_map(|it| i64::from(it).checked_mul(100));
    Axis::from(0, "score", Unit::Points).up_to(10_000).cut_at(cuts)
}

/// The score of a number of hundredths of a point.
pub(super) fn scored(hundredths: i64) -> Option<Score> {
    let whole = Quotient::try_new(hundredths.into(), 10_000)?;
    Score::try_from_fraction(whole)
}

fn by_share(policy: &Policy, figures: &[i64]) -> Option<String> {
    let larger = i128::from(*figures.first()?);
    let class: Class = policy.abc.cut.class_by_share(larger, 1_000_000)?;
    Some(class.to_string())
}

fn volume(amount: Amount, cut: Option<Amount>) -> String {
    match QuadrantPolicy::volume(amount, cut) {
        Volume::Large => "large".to_owned(),
        Volume::Small => "small".to_owned(),
    }
}

//! Classes, quadrants and grades by figures.

use crate::measure::Score;
use crate::policy::Policy;
use crate::policy::trial::figure_value::CURRENCY;
use crate::policy::trial::given::Given;
use crate::policy::trial::test_figure::TestFigure as F;
use crate::segment::{AbcMethod, Class, Cuts, LargeVolume, Quadrant, QuadrantPolicy, Volume};

/// A table of the company whose answers are names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Class,
    Quadrant,
    CreditGrade,
    DealerGrade,
}

impl Named {
    pub(crate) const ALL: [Self; 4] =
        [Self::Class, Self::Quadrant, Self::CreditGrade, Self::DealerGrade];

    /// The section of the policy that has the answers.
    const fn section(self) -> &'static str {
        match self {
            Self::Class => "abc",
            Self::Quadrant => "quadrant",
            Self::CreditGrade => "credit_grades",
            Self::DealerGrade => "dealers.card",
        }
    }

    /// The path of an answer, such as `abc.A`.
    pub(crate) fn path(self, name: &str) -> String {
        format!("{}.{name}", self.section())
    }
}

/// The name that a policy gives to figures; `None` where it goes by others.
pub(crate) fn name<'p>(policy: &'p Policy, named: Named, given: &Given) -> Option<&'p str> {
    match named {
        Named::Class => class(policy, given).map(Class::code),
        Named::Quadrant => {
            let (volume, is_loyal) = (volume(policy, given)?, is_loyal(policy, given)?);
            Some(Quadrant::from_volume(volume, is_loyal).code())
        }
        Named::CreditGrade => {
            let row = policy.credit_grades.grade_of(given.score(F::CreditScore)?)?;
            Some(row.grade.as_str())
        }
        Named::DealerGrade => {
            let row = policy.dealers.card.grade_of(given.score(F::DealerScore)?)?;
            Some(row.grade.as_str())
        }
    }
}

/// All names that figures can have by a policy.
pub(crate) fn names(policy: &Policy, named: Named) -> Vec<&str> {
    let has_classes = !matches!(policy.abc.cut, AbcMethod::Computed {} | AbcMethod::Submarginal {});
    match named {
        Named::Class if has_classes => Class::ALL.map(Class::code).to_vec(),
        Named::Quadrant
            if has_classes || !matches!(policy.quadrant.large, LargeVolume::Class(_)) =>
        {
            let has_disloyal = policy.loyalty.loyal_from > 0;
            let all = Quadrant::ALL.into_iter();
            let is_loyal = |it: &Quadrant| matches!(it, Quadrant::Treasured | Quadrant::Promising);
            all.filter(|it| has_disloyal || is_loyal(it)).map(Quadrant::code).collect()
        }
        Named::Class | Named::Quadrant => Vec::new(),
        Named::CreditGrade => {
            policy.credit_grades.grades.iter().map(|it| it.grade.as_str()).collect()
        }
        Named::DealerGrade => {
            policy.dealers.card.grades.iter().map(|it| it.grade.as_str()).collect()
        }
    }
}

/// The ground of a name, in words.
pub(crate) fn why_name(policy: &Policy, named: Named, given: &Given) -> Option<String> {
    name(policy, named, given)?;
    let from = |grade: &str, from: u8| format!("{grade} from {from}");
    let grades: Vec<String> = match named {
        Named::Class => {
            return match policy.abc.cut {
                AbcMethod::ShareOfAmount { a, b } | AbcMethod::ShareOfCustomers { a, b } => {
                    Some(format!("A below {a}, B below {b}"))
                }
                AbcMethod::FixedAmounts { a, b } => Some(format!("A from {a}, B from {b}")),
                AbcMethod::Computed {} | AbcMethod::Submarginal {} => None,
            };
        }
        Named::Quadrant => {
            let volume = match volume(policy, given)? {
                Volume::Large => "large",
                Volume::Small => "small",
            };
            let loyal = if is_loyal(policy, given)? { "loyal" } else { "disloyal" };
            return Some(format!("{volume}, {loyal}"));
        }
        Named::CreditGrade => {
            let rows = policy.credit_grades.grades.iter();
            rows.map(|it| from(it.grade.as_str(), it.from)).collect()
        }
        Named::DealerGrade => {
            let rows = policy.dealers.card.grades.iter();
            rows.map(|it| from(it.grade.as_str(), it.from)).collect()
        }
    };
    Some(grades.join(", "))
}

fn class(policy: &Policy, given: &Given) -> Option<Class> {
    let by_share = |above| {
        let above = given.share(above)?.parts_per_million();
        policy.abc.cut.class_by_share(above.into(), 1_000_000)
    };
    match policy.abc.cut {
        AbcMethod::ShareOfAmount { .. } => by_share(F::ShareAbove),
        AbcMethod::ShareOfCustomers { .. } => by_share(F::CustomersAbove),
        AbcMethod::FixedAmounts { .. } => {
            let purchases = given.amount(F::Purchases)?;
            Some(policy.abc.cuts(&[purchases], CURRENCY).class(purchases))
        }
        AbcMethod::Computed {} | AbcMethod::Submarginal {} => None,
    }
}

fn volume(policy: &Policy, given: &Given) -> Option<Volume> {
    let of = |is_large| if is_large { Volume::Large } else { Volume::Small };
    match policy.quadrant.large {
        LargeVolume::Class(least) => Some(of(class(policy, given)? <= least)),
        LargeVolume::Amount(_) => {
            let cut = policy.quadrant.cut(&Cuts::default(), &[], CURRENCY);
            Some(QuadrantPolicy::volume(given.amount(F::Purchases)?, cut))
        }
        LargeVolume::TopShare(share) => {
            let above = given.share(F::CustomersAbove)?.parts_per_million();
            Some(of(share.is_missed_by(above.into(), 1_000_000)))
        }
    }
}

fn is_loyal(policy: &Policy, given: &Given) -> Option<bool> {
    let score: Score = given.score(F::Loyalty)?;
    Some(score.reaches(policy.loyalty.loyal_from.into()))
}

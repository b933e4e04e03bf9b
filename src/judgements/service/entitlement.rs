use std::fmt;

use crate::id::{EntitlementId, RoleId};
use crate::measure::plural;
use crate::segment::Class;
use crate::valid::Violations;

/// The times at which an entitlement is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub enum ServiceRhythm {
    /// Again and again.
    Every {
        /// The days from one time to the next.
        days: u16,
    },
    /// Once, after the customer enters the class.
    Within {
        /// The days from the day of entering the class, that day not counted.
        days: u16,
    },
    /// When the customer asks for it.
    OnRequest {
        /// The most times within 365 days; any number without one.
        #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
        most_a_year: Option<u16>,
    },
    /// For some customers in each round, those that were left out longest.
    #[doc(alias = "抽样回访")]
    Sampled {
        /// The customers of a round.
        customers: u16,
        /// The days of a round.
        days: u16,
    },
}

/// A service to which customers from a class on are entitled (S23).
///
/// ```
/// use guanxi::segment::Class;
/// use guanxi::service::{Entitlement, ServiceRhythm};
///
/// let membership = Entitlement {
///     code: "membership".parse()?,
///     from: Class::B,
///     rhythm: ServiceRhythm::Within { days: 30 },
///     owner: "marketing".parse()?,
/// };
/// assert!(membership.is_due_to(Class::A));
/// assert!(!membership.is_due_to(Class::C));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "服务权益")]
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
#[doc(alias = "会员制")]
#[doc(alias = "服务跟进")]
#[doc(alias = "追踪制度")]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Entitlement {
    /// The code, such as `news`.
    pub code: EntitlementId,
    /// The lowest class that has it; every class above has it, too.
    pub from: Class,
    /// The times at which it is due.
    pub rhythm: ServiceRhythm,
    /// The role whose holders give it.
    pub owner: RoleId,
}

impl Entitlement {
    /// Returns `true` when customers of a class have it.
    pub fn is_due_to(&self, class: Class) -> bool {
        class <= self.from
    }

    /// Adds a violation for each number of the rhythm that is 0.
    pub(super) fn check(&self, found: &mut Violations) {
        found.within("rhythm", |found| match self.rhythm {
            ServiceRhythm::Every { days } => found.at_least("every.days", 1, days),
            ServiceRhythm::Within { days } => found.at_least("within.days", 1, days),
            ServiceRhythm::OnRequest { most_a_year } => {
                if let Some(most) = most_a_year {
                    found.at_least("on_request.most_a_year", 1, most);
                }
            }
            ServiceRhythm::Sampled { customers, days } => {
                found.at_least("sampled.customers", 1, customers);
                found.at_least("sampled.days", 1, days);
            }
        });
    }
}

impl fmt::Display for ServiceRhythm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Every { days } => write!(f, "every {}", said(*days)),
            Self::Within { days } => write!(f, "within {}", said(*days)),
            Self::OnRequest { most_a_year: None } => f.write_str("on request"),
            Self::OnRequest { most_a_year: Some(most) } => {
                write!(f, "on request, at most {most} a year")
            }
            Self::Sampled { customers, days } => {
                let noun = plural(*customers, "customer", "customers");
                write!(f, "{customers} {noun} every {}", said(*days))
            }
        }
    }
}

fn said(days: u16) -> String {
    format!("{days} {}", plural(days, "day", "days"))
}

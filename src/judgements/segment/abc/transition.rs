use std::fmt;

use super::{Class, ClassLines, Reclassification};
use crate::money::Amount;
use crate::valid::words;

words! {
    /// The ground on which a customer has its class (S11).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ClassBasis as "a basis of a class" {
        /// It bought on balance.
        Bought = "bought",
        /// Nothing on balance: class C.
        Zero = "zero",
        /// It took back or returned more than it bought: class C.
        NetReturn = "net_return" => "net return",
        /// The amount is not known: no class is computed.
        NoData = "no_data" => "no data",
    }
}

impl ClassBasis {
    /// The basis that an amount gives.
    ///
    /// ```
    /// use guanxi::money::Amount;
    /// use guanxi::segment::ClassBasis;
    /// assert_eq!(ClassBasis::from_amount(Some(Amount::from_minor(-5))), ClassBasis::NetReturn);
    /// assert_eq!(ClassBasis::from_amount(None), ClassBasis::NoData);
    /// ```
    pub const fn from_amount(amount: Option<Amount>) -> Self {
        match amount {
            Some(amount) if amount.is_positive() => Self::Bought,
            Some(amount) if amount.is_negative() => Self::NetReturn,
            Some(_) => Self::Zero,
            None => Self::NoData,
        }
    }
}

words! {
    /// The reason why a customer is in its class now.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum ClassReason as "a reason of a class" {
        /// It had none before.
        First = "first",
        /// The computed class is the one before.
        Unchanged = "unchanged",
        /// The computed class is another, within the band of a cut.
        WithinBand = "within_band" => "within the band",
        /// The computed class is another, and too few reviews in a row have said so.
        Unconfirmed = "unconfirmed",
        /// It came into a higher class.
        Promoted = "promoted",
        /// It came into a lower class.
        Demoted = "demoted",
        /// The amount is not known, so the class before stays.
        NoData = "no_data" => "no data",
    }
}

/// A change of class that waits for more reviews.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct PendingClass {
    /// The class that is waiting: of the classes computed in a row, the one nearest to the present
    /// class.
    pub class: Class,
    /// The number of reviews in a row that computed it, or one beyond it.
    pub reviews: u8,
}

/// The class of a customer after a review, kept for the next one. Read back, a change that waits is
/// one into another class, which at least one review has computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ClassState {
    /// The class.
    pub class: Class,
    /// The change that waits to be confirmed.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub pending: Option<PendingClass>,
}

impl From<Class> for ClassState {
    fn from(class: Class) -> Self {
        Self { class, pending: None }
    }
}

/// The step of a customer from the class before a review to the class after it.
///
/// Displayed as `B -> A (promoted)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ClassTransition {
    /// The class before.
    pub before: Option<Class>,
    /// The class of the amount by itself; `None` without an amount.
    pub computed: Option<Class>,
    /// The state after; `None` when neither a class before nor an amount is known.
    pub state: Option<ClassState>,
    /// The reason of the class after.
    pub reason: ClassReason,
    /// The ground of the computed class.
    pub basis: ClassBasis,
}

impl ClassLines {
    /// The class of a customer after this review, by its state after the last one.
    ///
    /// # Rule
    ///
    /// > S11: the class now is a pure function of the class before and the amount. Without a class
    /// > before it is the computed one. Who bought nothing on balance is C at once. Without an
    /// > amount the class before stays.
    ///
    /// Customers with equal amounts and the same class before share a class. Within a band the
    /// class before decides, and the computed class stands beside it.
    pub fn next(&self, before: Option<ClassState>, amount: Option<Amount>) -> ClassTransition {
        let basis = ClassBasis::from_amount(amount);
        let class_before = before.map(|it| it.class);
        let step = |computed, state, reason| ClassTransition {
            before: class_before,
            computed,
            state,
            reason,
            basis,
        };
        let Some(amount) = amount else { return step(None, before, ClassReason::NoData) };
        let computed = self.computed(amount);
        let Some(before) = before else {
            return step(Some(computed), Some(computed.into()), ClassReason::First);
        };
        let (state, held) = match self.change() {
            Reclassification::Band { .. } if amount.is_positive() => {
                let (highest, lowest) = (self.highest(amount), self.lowest(amount));
                (before.class.max(highest).min(lowest).into(), ClassReason::WithinBand)
            }
            Reclassification::Confirm { reviews } if amount.is_positive() => {
                (before.confirmed(computed, reviews), ClassReason::Unconfirmed)
            }
            Reclassification::Band { .. }
            | Reclassification::Confirm { .. }
            | Reclassification::Computed {} => (computed.into(), ClassReason::Unchanged),
        };
        let reason = if state.class < before.class {
            ClassReason::Promoted
        } else if state.class > before.class {
            ClassReason::Demoted
        } else if state.class == computed {
            ClassReason::Unchanged
        } else {
            held
        };
        step(Some(computed), Some(state), reason)
    }
}

impl ClassState {
    /// The state after a review that computed a class, when a number of them in a row must agree.
    fn confirmed(self, computed: Class, needed: u8) -> Self {
        if computed == self.class {
            return self.class.into();
        }
        let is_up = computed < self.class;
        let run = self.pending.filter(|it| (it.class < self.class) == is_up);
        let (class, so_far) = match run {
            // The nearest to the class of the customer: every review of the run went as far.
            Some(run) if is_up => (run.class.max(computed), run.reviews),
            Some(run) => (run.class.min(computed), run.reviews),
            None => (computed, 0),
        };
        match so_far.checked_add(1).filter(|reviews| *reviews < needed) {
            Some(reviews) => {
                Self { class: self.class, pending: Some(PendingClass { class, reviews }) }
            }
            None => class.into(),
        }
    }
}

impl ClassTransition {
    /// The class after the review.
    pub fn class(&self) -> Option<Class> {
        self.state.map(|it| it.class)
    }

    /// Returns `true` when the customer came from one class into another.
    pub const fn is_change(&self) -> bool {
        matches!(self.reason, ClassReason::Promoted | ClassReason::Demoted)
    }
}

impl fmt::Display for ClassTransition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = |class: Option<Class>| class.map_or("none", Class::code);
        write!(f, "{} -> {} ({})", word(self.before), word(self.class()), self.reason)
    }
}

#[cfg(feature = "serde")]
mod written {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer};

    use super::{Class, ClassState, PendingClass};

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Written {
        class: Class,
        #[serde(default)]
        pending: Option<PendingClass>,
    }

    impl<'de> Deserialize<'de> for ClassState {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let Written { class, pending } = Written::deserialize(from)?;
            match pending {
                Some(it) if it.class == class => {
                    let problem = "pending.class must be another class than class, was";
                    Err(D::Error::custom(format!("{problem} {class}")))
                }
                Some(PendingClass { reviews: 0, .. }) => {
                    Err(D::Error::custom("pending.reviews must be at least 1, was 0"))
                }
                Some(_) | None => Ok(Self { class, pending }),
            }
        }
    }
}

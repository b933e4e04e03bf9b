use crate::customer::Importance;
use crate::money::Amount;
use crate::valid::words;

words! {
    /// The weight of a customer by its purchases.
    ///
    /// # Rule
    ///
    /// > S11: A few and large, B between, C many and small.
    #[doc(alias = "ABC分级")]
    #[doc(alias = "客户分级")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Class {
        /// Few and large.
        #[doc(alias = "大客户")]
        A = "A",
        /// Between.
        #[doc(alias = "一般客户")]
        B = "B",
        /// Many and small; customers without net purchases.
        #[doc(alias = "小客户")]
        C = "C",
    }
}

impl From<Class> for Importance {
    fn from(class: Class) -> Self {
        match class {
            Class::A => Self::A,
            Class::B => Self::B,
            Class::C => Self::C,
        }
    }
}

impl From<Importance> for Class {
    fn from(importance: Importance) -> Self {
        match importance {
            Importance::A => Self::A,
            Importance::B => Self::B,
            Importance::C => Self::C,
        }
    }
}

/// The smallest amount of A and of B; absent when the class is empty.
///
/// ```
/// use guanxi::money::Amount;
/// use guanxi::segment::{AbcPolicy, Class};
///
/// let purchases = [85, 5, 5, 5].map(Amount::from_minor);
/// let cuts = AbcPolicy::default().cuts(&purchases, "CNY".parse()?);
/// let classes = purchases.map(|amount| cuts.class(amount));
/// assert_eq!(classes, [Class::A, Class::B, Class::B, Class::B]);
/// # Ok::<(), guanxi::money::CurrencyError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cuts {
    /// The smallest amount of A.
    pub a: Option<Amount>,
    /// The smallest amount of B.
    pub b: Option<Amount>,
}

impl Cuts {
    /// The cuts from the smallest amount of A and the smallest of A or B.
    pub(super) fn from_smallest(in_a: Option<Amount>, in_a_or_b: Option<Amount>) -> Self {
        Self { a: in_a, b: in_a_or_b.filter(|b| in_a.is_none_or(|a| *b < a)) }
    }

    /// The class of an amount.
    #[inline]
    pub fn class(&self, amount: Amount) -> Class {
        let reaches = |cut: Option<Amount>| cut.is_some_and(|cut| amount >= cut);
        if reaches(self.a) {
            Class::A
        } else if reaches(self.b) {
            Class::B
        } else {
            Class::C
        }
    }
}

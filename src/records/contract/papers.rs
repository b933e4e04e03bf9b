use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::custody::{CardKeeping, Custody, CustodyFinding, Loan};
use crate::id::StaffId;
use crate::valid::codes;

/// The keeping of the papers of a contract, by the custodies and loans by which customer cards are
/// kept.
///
/// # Rule
///
/// > S5: the papers are kept by a named person, lent for a purpose until a day, to one at a time.
///
/// ```
/// use guanxi::calendar::Validity;
/// use guanxi::contract::Contract;
/// use guanxi::custody::{Custody, Loan};
/// use guanxi::day;
///
/// let mut contract = Contract::new("C-1".parse()?, Validity::open_ended(day!(2026, 1, 1)));
/// contract.papers_mut().keep(Custody { keeper: "Wu".parse()?, from: day!(2026, 1, 5) })?;
/// contract.papers_mut().lend(Loan {
///     to: "Zhao".parse()?,
///     from: day!(2026, 3, 2),
///     until: day!(2026, 3, 6),
///     purpose: "hearing in court".parse()?,
///     returned: None,
/// })?;
/// let found = contract.papers().findings("2026-03-07".parse()?);
/// assert_eq!(found[0].to_string(), "the papers were to come back from Zhao by 2026-03-06");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias = "专人保管")]
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema), schemars(with = "written::Written"))]
pub struct ContractPapers {
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    custodies: Vec<Custody>,
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    loans: Vec<Loan>,
}

/// A refusal of the keeping of papers.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PapersError {
    /// The papers have a keeper from that day on.
    #[error("the papers have a keeper from {from} on, {keeper}")]
    Kept {
        /// The day.
        from: Day,
        /// The keeper.
        keeper: StaffId,
    },
    /// The loan ends, or the papers come back, before its first day.
    #[error("a loan from {from} ends on that day or later, was {to}")]
    Reversed {
        /// The first day.
        from: Day,
        /// The last day, or the day of the return.
        to: Day,
    },
    /// The papers are lent on some of the days.
    #[error("the papers are lent to {to} from {from} on")]
    Lent {
        /// The first day of the other loan.
        from: Day,
        /// The borrower.
        to: StaffId,
    },
    /// No loan began on that day, or its papers have come back.
    #[error("no papers are out that were lent on {from}")]
    NotOut {
        /// The day.
        from: Day,
    },
}

codes! {
    PapersError {
        Kept = "papers_kept",
        Reversed = "loan_reversed",
        Lent = "papers_lent",
        NotOut = "papers_not_out",
    }
}

/// A fault in the keeping of the papers of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(transparent))]
pub struct PapersFinding(
    /// The fault, as of a card.
    pub CustodyFinding,
);

impl ContractPapers {
    /// Names the keeper from a day on, until the next one.
    ///
    /// # Errors
    ///
    /// When there is a keeper from that day on.
    pub fn keep(&mut self, custody: Custody) -> Result<(), PapersError> {
        if let Some(it) = self.custodies.iter().find(|it| it.from == custody.from) {
            return Err(PapersError::Kept { from: it.from, keeper: it.keeper.clone() });
        }
        self.custodies.push(custody);
        self.custodies.sort_by_key(|it| it.from);
        Ok(())
    }

    /// Lends the papers.
    ///
    /// # Errors
    ///
    /// When the loan ends before it begins, or the papers are lent on one of its days.
    pub fn lend(&mut self, loan: Loan) -> Result<(), PapersError> {
        let ends = [Some(loan.until), loan.returned];
        if let Some(to) = ends.into_iter().flatten().find(|to| *to < loan.from) {
            return Err(PapersError::Reversed { from: loan.from, to });
        }
        if let Some(it) = self.loans.iter().find(|it| loan.meets(it)) {
            return Err(PapersError::Lent { from: it.from, to: it.to.clone() });
        }
        self.loans.push(loan);
        self.loans.sort_by_key(|it| it.from);
        Ok(())
    }

    /// Takes the papers back that were lent on a day.
    ///
    /// # Errors
    ///
    /// When no papers are out that were lent on that day, or they come back before it.
    pub fn take_back(&mut self, from: Day, on: Day) -> Result<(), PapersError> {
        if on < from {
            return Err(PapersError::Reversed { from, to: on });
        }
        let mut out = self.loans.iter_mut().filter(|it| it.returned.is_none());
        let loan = out.find(|it| it.from == from).ok_or(PapersError::NotOut { from })?;
        loan.returned = Some(on);
        Ok(())
    }

    /// The keeper and the loan on a date.
    pub fn keeping(&self, t: AsOf) -> CardKeeping<'_> {
        CardKeeping::on(&self.custodies, &self.loans, t)
    }

    /// The faults on a date. Papers without any keeper say nothing before the first is named.
    pub fn findings(&self, t: AsOf) -> Vec<PapersFinding> {
        if *self == Self::default() {
            return Vec::new();
        }
        self.keeping(t).findings().into_iter().map(PapersFinding).collect()
    }

    /// The keepers, by their first days.
    pub fn custodies(&self) -> &[Custody] {
        &self.custodies
    }

    /// The loans, by their first days.
    pub fn loans(&self) -> &[Loan] {
        &self.loans
    }
}

impl fmt::Display for PapersFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            CustodyFinding::NoKeeper => f.write_str("nobody keeps the papers"),
            CustodyFinding::Overdue { to, until } => {
                write!(f, "the papers were to come back from {to} by {until}")
            }
        }
    }
}

#[cfg(feature = "serde")]
mod written {
    use super::{ContractPapers, Custody, Loan, PapersError};

    #[derive(serde::Deserialize)]
    #[serde(default, deny_unknown_fields)]
    #[derive(Default)]
    #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
    pub(super) struct Written {
        /// The keepers, each from a day on.
        custodies: Vec<Custody>,
        /// The times at which the papers were lent.
        loans: Vec<Loan>,
    }

    impl TryFrom<Written> for ContractPapers {
        type Error = PapersError;

        fn try_from(written: Written) -> Result<Self, PapersError> {
            let mut papers = Self::default();
            for custody in written.custodies {
                papers.keep(custody)?;
            }
            for loan in written.loans {
                papers.lend(loan)?;
            }
            Ok(papers)
        }
    }

    impl<'de> serde::Deserialize<'de> for ContractPapers {
        fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            Self::try_from(Written::deserialize(from)?).map_err(serde::de::Error::custom)
        }
    }
}

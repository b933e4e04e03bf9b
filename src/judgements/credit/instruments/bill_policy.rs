use crate::calendar::AsOf;
use crate::measure::{Ratio, proven};
use crate::money::{Currency, Rounding, Total};
use crate::receivable::{AcceptorKind, Bill, BillState};
use crate::valid::{Draft, Valid, Violations};

/// The plain form of a [`BillPolicy`]: the share of outstanding bills that counts as exposure.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct BillPolicyDraft {
    /// The share of bills that a bank accepted, 20 % by default.
    pub bank: Ratio,
    /// The share of bills that a finance company accepted, 50 % by default.
    pub finance_company: Ratio,
    /// The share of bills that a company of the trade accepted, 100 % by default.
    pub commercial: Ratio,
    /// The share of certificates of receivables, 100 % by default.
    pub receivable_certificate: Ratio,
}

impl Default for BillPolicyDraft {
    fn default() -> Self {
        Self {
            bank: Ratio::from_percent(20),
            finance_company: Ratio::from_percent(50),
            commercial: Ratio::ONE,
            receivable_certificate: Ratio::ONE,
        }
    }
}

impl Draft for BillPolicyDraft {
    fn check(&self, found: &mut Violations) {
        let Self { bank, finance_company, commercial, receivable_certificate } = *self;
        found.at_most("bank", Ratio::ONE, bank);
        found.at_most("finance_company", Ratio::ONE, finance_company);
        found.at_most("commercial", Ratio::ONE, commercial);
        found.at_most("receivable_certificate", Ratio::ONE, receivable_certificate);
    }
}

/// The policy of bills (S20).
#[doc(alias = "票据敞口")]
pub type BillPolicy = Valid<BillPolicyDraft>;

/// The bills of a customer on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BillPosition {
    /// Bills that settle invoices and are not money yet.
    pub outstanding: Total,
    /// The part of them that counts as exposure.
    pub exposure: Total,
    /// Bills whose acceptor has paid, and those that were passed on without recourse: collected.
    pub collected: Total,
    /// Bills whose acceptor has refused; what they settled is open again.
    pub refused: Total,
    /// Outstanding bills past their maturity: nobody has noted their fate.
    pub undecided: Total,
}

impl BillPolicyDraft {
    /// Tells whether it is the default.
    #[cfg(feature = "serde")]
    pub(crate) fn is_usual(&self) -> bool {
        *self == Self::default()
    }

    /// The share of outstanding bills of a kind that counts as exposure.
    pub fn share(&self, kind: AcceptorKind) -> Ratio {
        match kind {
            AcceptorKind::Bank => self.bank,
            AcceptorKind::FinanceCompany => self.finance_company,
            AcceptorKind::Commercial => self.commercial,
            AcceptorKind::ReceivableCertificate => self.receivable_certificate,
        }
    }

    /// The bills of a customer on a date, such as those of a view. Bills in another currency are
    /// left out.
    ///
    /// # Rule
    ///
    /// > S20: an outstanding bill stays in exposure at the share of its kind, each rounded up to
    /// > the minor unit.
    pub fn position(&self, bills: &[Bill], currency: Currency, t: AsOf) -> BillPosition {
        let mut found = BillPosition::default();
        for bill in bills.iter().filter(|bill| bill.amount.currency() == currency) {
            let amount = bill.amount.amount();
            match bill.state(t) {
                None => {}
                Some(BillState::Outstanding) => {
                    let counted = amount.share(self.share(bill.kind), Rounding::AwayFromZero);
                    let counted = proven!(counted, else amount, "a share is at most 100%");
                    found.outstanding = found.outstanding.plus(amount);
                    found.exposure = found.exposure.plus(counted);
                    if bill.matures < t.day() {
                        found.undecided = found.undecided.plus(amount);
                    }
                }
                Some(BillState::Honoured | BillState::PassedOn) => {
                    found.collected = found.collected.plus(amount);
                }
                Some(BillState::Refused) => found.refused = found.refused.plus(amount),
            }
        }
        found
    }
}

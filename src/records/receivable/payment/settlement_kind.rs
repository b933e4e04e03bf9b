use crate::valid::words;

words! {
    /// The kind of a settlement: what lessens the debt of a customer.
    ///
    /// # Rule
    ///
    /// > S10: within an invoice money goes first, then the other kinds in this order, a write-off
    /// > last, each at most what is left. Only money received less money refunded is collected.
    ///
    /// | kind | names an invoice | the rest becomes credit |
    /// |---|---|---|
    /// | received, credit note, set-off | may | yes |
    /// | refunded | must not | takes credit away |
    /// | discount, tax, factored, write-off | must | no |
    /// | exchange difference | must | no; a gain takes credit away |
    ///
    /// ```
    /// use guanxi::receivable::SettlementKind;
    /// assert_eq!("write_off".parse(), Ok(SettlementKind::WriteOff));
    /// assert!(SettlementKind::Received.is_money() && !SettlementKind::CreditNote.is_money());
    /// ```
    #[doc(alias = "结算类型")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum SettlementKind as "a kind of settlement" {
        /// Money received.
        #[doc(alias = "收款")]
        #[default]
        Received = "received",
        /// Money sent back to the customer.
        #[doc(alias = "退款")]
        Refunded = "refunded" => "refund",
        /// A credit note.
        #[doc(alias = "贷项通知单")]
        CreditNote = "credit_note" => "credit note",
        /// A discount for payment in time.
        #[doc(alias = "现金折扣")]
        CashDiscount = "cash_discount" => "cash discount",
        /// Tax that the customer keeps back and pays to the state in our name.
        #[doc(alias = "代扣税款")]
        TaxWithheld = "tax_withheld" => "tax withheld",
        /// A debt of ours to the customer that is set off.
        #[doc(alias = "抵销")]
        SetOff = "set_off" => "set-off",
        /// A claim sold to a factor.
        #[doc(alias = "保理")]
        Factored = "factored",
        /// A difference of exchange: positive for a loss, negative for a gain.
        #[doc(alias = "汇兑差额")]
        ExchangeDifference = "exchange_difference" => "exchange difference",
        /// A claim given up as lost.
        #[doc(alias = "坏账核销")]
        WriteOff = "write_off" => "write-off",
    }
}

/// The rule whether a settlement names the invoice that it settles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum InvoiceName {
    May,
    Must,
    MustNot,
}

impl SettlementKind {
    /// Tells whether it is money that comes or goes.
    pub const fn is_money(self) -> bool {
        match self {
            Self::Received | Self::Refunded => true,
            Self::CreditNote
            | Self::CashDiscount
            | Self::TaxWithheld
            | Self::SetOff
            | Self::Factored
            | Self::ExchangeDifference
            | Self::WriteOff => false,
        }
    }

    /// Tells whether what an invoice does not take of it is credit of the customer.
    pub const fn becomes_credit(self) -> bool {
        match self {
            Self::Received | Self::CreditNote | Self::SetOff => true,
            Self::Refunded
            | Self::CashDiscount
            | Self::TaxWithheld
            | Self::Factored
            | Self::ExchangeDifference
            | Self::WriteOff => false,
        }
    }

    /// Tells whether a settlement of the kind is one of an invoice and never money on account.
    pub(crate) const fn must_name_invoice(self) -> bool {
        matches!(self.invoice_name(), InvoiceName::Must)
    }

    /// The rule whether a settlement of the kind names an invoice.
    pub(super) const fn invoice_name(self) -> InvoiceName {
        match self {
            Self::Received | Self::CreditNote | Self::SetOff => InvoiceName::May,
            Self::Refunded => InvoiceName::MustNot,
            Self::CashDiscount
            | Self::TaxWithheld
            | Self::Factored
            | Self::ExchangeDifference
            | Self::WriteOff => InvoiceName::Must,
        }
    }

    /// The place in the order of settlement, below 16.
    pub(super) const fn rank(self) -> u8 {
        match self {
            Self::Received => 0,
            Self::Refunded => 1,
            Self::CreditNote => 2,
            Self::CashDiscount => 3,
            Self::TaxWithheld => 4,
            Self::SetOff => 5,
            Self::Factored => 6,
            Self::ExchangeDifference => 7,
            Self::WriteOff => 8,
        }
    }

    /// The kind at a place in the order of settlement.
    pub(super) fn at_rank(rank: u8) -> Self {
        Self::ALL.get(usize::from(rank)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::SettlementKind;

    #[test]
    fn every_kind_is_found_at_its_rank_and_the_ranks_are_the_order() {
        for kind in SettlementKind::ALL {
            assert_eq!(SettlementKind::at_rank(kind.rank()), kind);
        }
        assert!(SettlementKind::ALL.is_sorted());
        assert_eq!(SettlementKind::ALL.last(), Some(&SettlementKind::WriteOff));
    }
}

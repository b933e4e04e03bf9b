/// The kinds of facts that have columns: those of which many customers have many. Hands the list to
/// the macro `$emit`.
///
/// Facts of all other kinds stand in entries of their own.
macro_rules! packed_kinds {
    ($emit:ident) => {
        $emit! {
            Sale(crate::trade::Sale),
            Order(crate::trade::OpenOrder),
            Invoice(crate::receivable::Invoice),
            Payment(crate::receivable::Payment),
            Expense(crate::expense::Expense),
            Plan(crate::trade::Plan),
            Budget(crate::expense::Budget),
        }
    };
}

pub(super) use packed_kinds;

macro_rules! define_packed_kind {
    ($($Kind:ident($Type:ty),)*) => {
        /// A kind of facts that has columns.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[cfg_attr(
            feature = "serde",
            derive(serde::Serialize, serde::Deserialize),
            serde(rename_all = "snake_case")
        )]
        pub(super) enum PackedKind {
            $($Kind,)*
        }
    };
}

packed_kinds!(define_packed_kind);

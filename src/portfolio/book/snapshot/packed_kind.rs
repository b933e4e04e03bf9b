use crate::account::facts;

macro_rules! define_packed_kind {
    (
        documented {
            $($(#[$about:meta])* $Kind:ident($Type:ty) = $word:literal,
                $table:ident: [$Entry:ty] by $record:ident;)*
        }
        monthly {
            $($(#[$month_about:meta])* $MonthKind:ident($MonthType:ty) = $month_word:literal,
                $months:ident: [$Month:ty] by $record_month:ident;)*
        }
        $($others:ident {
            $($(#[$other_about:meta])* $OtherKind:ident($OtherType:ty) = $other_word:literal,
                $other:ident: [$Item:ty] by $record_other:ident;)*
        })*
    ) => {
        /// The kinds of facts that have columns: those of which many customers have many.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[cfg_attr(
            feature = "serde",
            derive(serde::Serialize, serde::Deserialize),
            serde(rename_all = "snake_case")
        )]
        pub(super) enum PackedKind {
            $($Kind,)*
            $($MonthKind,)*
        }
    };
}

facts!(define_packed_kind);

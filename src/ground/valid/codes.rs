/// Declares the codes of an error: one word for each variant, by which programs tell refusals
/// apart.
///
/// From the list follow `CODES` and `code`. A variant that only passes a reason on has no code of
/// its own: behind `passing` stand its pattern and the code of the reason. A code stays as it is
/// once it was released, and the same code means the same in every error.
///
/// ```text
/// codes! {
///     ShelfError {
///         Unknown = "unknown_shelf",
///         Full = "shelf_full",
///     }
///     passing {
///         ShelfError::Case(reason) => reason.code(),
///     }
/// }
/// ```
///
/// The parameters of a generic error stand before it, in brackets.
macro_rules! codes {
    (
        $([$($parameters:tt)*])?
        $name:ident $(<$($of:ident),+>)? { $($variant:ident = $code:literal),* $(,)? }
        $(passing { $($pattern:pat => $reason:expr),+ $(,)? })?
    ) => {
        impl $(<$($parameters)*>)? $name $(<$($of),+>)? {
            /// The codes of all variants that have one of their own.
            pub const CODES: &[&str] = &[$($code),*];

            /// The code of the refusal, by which programs tell it from others: it stays as it is
            /// when the message changes. Of an error that passes a reason on, the code of the
            /// reason.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)*
                    $($($pattern => $reason,)+)?
                }
            }
        }
    };
}

pub(crate) use codes;

#[cfg(test)]
mod tests {
    #![allow(unreachable_pub, dead_code, reason = "errors are public, and only shown here")]
    #[derive(Debug)]
    enum Inner {
        Blank,
    }

    codes! {
        Inner { Blank = "blank" }
    }

    #[derive(Debug)]
    enum Outer {
        Full { most: u8 },
        Known(u8),
        Inner(Box<Inner>),
    }

    codes! {
        Outer {
            Full = "full",
            Known = "known",
        }
        passing {
            Outer::Inner(reason) => reason.code(),
        }
    }

    #[derive(Debug)]
    enum Beyond<S: PartialOrd> {
        Bound(S),
    }

    codes! {
        [S: PartialOrd]
        Beyond<S> { Bound = "beyond" }
    }

    #[test]
    fn an_error_has_the_code_of_its_variant_or_of_the_reason_that_it_passes_on() {
        let errors = [Outer::Full { most: 3 }, Outer::Known(1), Outer::Inner(Inner::Blank.into())];
        assert_eq!(errors.each_ref().map(Outer::code), ["full", "known", "blank"]);
        assert_eq!(Beyond::Bound(1).code(), "beyond");
        assert_eq!((Outer::CODES, Inner::CODES), (&["full", "known"][..], &["blank"][..]));
    }
}

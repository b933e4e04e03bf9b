use std::fmt;

/// A text that is none of the words of an enum. The message lists the words.
///
/// ```
/// use guanxi::incident::Credibility;
///
/// let error = "hearsay".parse::<Credibility>().unwrap_err();
/// assert_eq!(error.to_string(), "\"hearsay\" is not one of rumour, reported, verified");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordError {
    text: String,
    noun: Option<&'static str>,
    words: &'static [&'static str],
}

impl WordError {
    /// The error of a text. The noun names the enum with its article, as "an attitude".
    pub(crate) fn new(
        text: &str,
        noun: Option<&'static str>,
        words: &'static [&'static str],
    ) -> Self {
        Self { text: text.to_owned(), noun, words }
    }
}

impl fmt::Display for WordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (text, words) = (&self.text, self.words.join(", "));
        match self.noun {
            Some(noun) => write!(f, "{noun} is one of {words}, was {text:?}"),
            None => write!(f, "{text:?} is not one of {words}"),
        }
    }
}

impl std::error::Error for WordError {}

/// Declares an enum whose variants are written in files, each as one word.
///
/// From the words follow `ALL`, `code`, `FromStr` with [`WordError`], `Display`, and serde by code.
/// A variant is displayed as its code unless `=> "speech"` stands behind the code. The noun behind
/// `as` begins the message of the error.
///
/// ```text
/// words! {
///     /// Kinds of a breach.
///     #[derive(Debug, Clone, Copy, PartialEq, Eq)]
///     pub enum BreachKind as "a kind of breach" {
///         /// Goods sold outside the territory that was granted.
///         Diversion = "diversion",
///         /// Goods sold below the agreed price.
///         PriceDumping = "price_dumping" => "price dumping",
///     }
/// }
/// ```
macro_rules! words {
    (
        $(#[$of_enum:meta])*
        $visible:vis enum $name:ident $(as $noun:literal)? {
            $(
                $(#[$of_variant:meta])*
                $variant:ident = $code:literal $(=> $speech:literal)?
            ),+ $(,)?
        }
    ) => {
        $(#[$of_enum])*
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(
            feature = "schemars",
            derive(schemars::JsonSchema),
            schemars(transform = $crate::valid::words_in_one)
        )]
        $visible enum $name {
            $(
                $(#[$of_variant])*
                #[cfg_attr(feature = "serde", serde(rename = $code))]
                $variant
            ),+
        }

        impl $name {
            /// All values, in the order in which they are declared.
            $visible const ALL: [Self; [$($code),+].len()] = [$(Self::$variant),+];

            /// The word in files, by which the value is written and read.
            $visible const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code),+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(match self {
                    $(Self::$variant => $crate::valid::words!(@last $code $($speech)?)),+
                })
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::valid::WordError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                match text {
                    $($code => Ok(Self::$variant),)+
                    _ => {
                        let noun = $crate::valid::words!(@optional $($noun)?);
                        Err($crate::valid::WordError::new(text, noun, &[$($code),+]))
                    }
                }
            }
        }
    };
    (@last $code:literal) => { $code };
    (@last $code:literal $speech:literal) => { $speech };
    (@optional) => { None };
    (@optional $noun:literal) => { Some($noun) };
}

pub(crate) use words;

#[cfg(test)]
mod tests {
    words! {
        /// A sample with each form of a word.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        enum Answer as "an answer" {
            /// Spoken as it is written.
            #[default]
            Yes = "yes",
            /// Spoken otherwise.
            NotYet = "not_yet" => "not yet",
        }
    }

    words! {
        /// A sample without a noun.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        enum Only {
            /// The one word.
            Word = "word",
        }
    }

    #[test]
    fn a_value_is_written_by_code_and_displayed_as_speech() {
        assert_eq!(Answer::ALL, [Answer::Yes, Answer::NotYet]);
        assert_eq!(Answer::ALL.map(Answer::code), ["yes", "not_yet"]);
        assert_eq!(Answer::ALL.map(|answer| answer.to_string()), ["yes", "not yet"]);
        assert_eq!(Answer::default(), Answer::Yes);
    }

    #[test]
    fn only_codes_are_read() {
        assert_eq!("not_yet".parse(), Ok(Answer::NotYet));
        for wrong in ["not yet", "Yes", " yes", ""] {
            assert!(wrong.parse::<Answer>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn the_error_lists_the_words() {
        let error = "no".parse::<Answer>().map_err(|error| error.to_string());
        assert_eq!(error, Err("an answer is one of yes, not_yet, was \"no\"".to_owned()));
        let error = "no".parse::<Only>().map_err(|error| error.to_string());
        assert_eq!(error, Err("\"no\" is not one of word".to_owned()));
        assert_eq!(Only::ALL.map(Only::code), ["word"]);
    }
}

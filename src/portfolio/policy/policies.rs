/// Makes the document of all policies from one list of sections. Those of `stated` came later: they
/// are written only where they differ from their default, so that older documents stay as they are.
macro_rules! policies {
    (
        always { $($(#[$old_meta:meta])* $old:ident: $old_draft:ident,)* }
        stated { $($(#[$new_meta:meta])* $new:ident: $new_draft:ident,)* }
    ) => {
        policies! {
            @document
            $($(#[$old_meta])* $old: $old_draft,)*
            $(
                $(#[$new_meta])*
                #[cfg_attr(feature = "serde", serde(skip_serializing_if = "crate::valid::is_default"))]
                $new: $new_draft,
            )*
        }
        policies! {
            @policy
            $($(#[$old_meta])* $old: $old_draft,)*
            $($(#[$new_meta])* $new: $new_draft,)*
        }
    };
    (@document $($(#[$meta:meta])* $section:ident: $draft:ident,)*) => {
        /// A whole policy in plain form. A section or a field that is left out of a file has its
        /// default. The levels of a threshold stand together: where one is stated, so are watch,
        /// warning and critical.
        ///
        /// Form 2 is written, form 1 read with its meaning: a loss method `probability` with
        /// `alive_below` is `alive`, a loyalty that states `fewest_months` and no other method
        /// counts by months, and `overdue_tolerance` is the sum below which nothing is overdue. A
        /// section or field that a document of form 1 leaves out has the default of today.
        #[cfg_attr(feature = "serde", doc = "```")]
        #[cfg_attr(not(feature = "serde"), doc = "```ignore")]
        /// use guanxi::policy::{Policy, PolicyDraft};
        ///
        /// let draft: PolicyDraft = toml::from_str(r#"
        ///     version = 2
        ///     [debt.utilisation.raise]
        ///     watch = "70%"
        ///     warning = "90%"
        ///     critical = "100%"
        /// "#)?;
        /// let error = Policy::try_from(draft).unwrap_err();
        /// assert_eq!(
        ///     error.to_string(),
        ///     "debt.utilisation.clear.watch must not exceed raise (70%), was 75%; \
        ///      debt.utilisation.clear.warning must not exceed raise (90%), was 95%; \
        ///      debt.utilisation.clear.critical must not exceed raise (100%), was 110%",
        /// );
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(
            feature = "serde",
            derive(serde::Serialize, serde::Deserialize),
            serde(default, deny_unknown_fields)
        )]
        pub struct PolicyDraft {
            /// The form of the document, [`PolicyDraft::VERSION`].
            pub version: u32,
            $($(#[$meta])* pub $section: $draft,)*
        }

        impl Default for PolicyDraft {
            fn default() -> Self {
                Self { version: Self::VERSION, $($section: $draft::default(),)* }
            }
        }

        #[cfg(feature = "serde")]
        impl PolicyDraft {
            /// The fields of every section, those too that are not written.
            pub(super) fn fields(&self) -> Fields {
                let mut fields = Fields::from([("version".to_owned(), self.version.to_string())]);
                $(flatten(stringify!($section), &self.$section, &mut fields);)*
                fields
            }
        }
    };
    (@policy $($(#[$meta:meta])* $section:ident: $draft:ident,)*) => {
        /// A whole policy. Each part is valid by itself and no part contradicts another, so every
        /// combination is legal and the fields are public.
        ///
        /// ```
        /// use guanxi::policy::Policy;
        /// use guanxi::warning::{DebtPolicy, DebtPolicyDraft};
        ///
        /// let draft = DebtPolicyDraft { horizon_days: Some(30), ..Default::default() };
        /// let debt = DebtPolicy::try_new(draft)?;
        /// let policy = Policy { debt, ..Policy::default() };
        /// assert_ne!(policy, Policy::default());
        /// # Ok::<(), guanxi::valid::Violations>(())
        /// ```
        #[doc(alias = "管理政策")]
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        #[cfg_attr(
            feature = "serde",
            derive(serde::Serialize, serde::Deserialize),
            serde(try_from = "PolicyDraft", into = "PolicyDraft")
        )]
        pub struct Policy {
            $($(#[$meta])* pub $section: Valid<$draft>,)*
        }

        impl TryFrom<PolicyDraft> for Policy {
            type Error = Violations;

            /// Checks every section and names everything that is wrong.
            fn try_from(draft: PolicyDraft) -> Result<Self, Violations> {
                let mut found = Violations::default();
                let (known, version) = (PolicyDraft::VERSION, draft.version);
                if !(1..=known).contains(&version) {
                    found.add("version", format!("must lie in 1..={known}, was {version}"));
                }
                $(found.within(stringify!($section), |found| draft.$section.check(found));)*
                found.none_or(())?;
                Ok(Self { $($section: Valid::try_new(draft.$section)?,)* })
            }
        }

        impl From<Policy> for PolicyDraft {
            fn from(policy: Policy) -> Self {
                Self {
                    version: Self::VERSION,
                    $($section: policy.$section.into_draft(),)*
                }
            }
        }
    };
}

pub(super) use policies;

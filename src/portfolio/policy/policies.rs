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
            $($(#[$new_meta])* $new: $new_draft,)*
        }
        #[cfg(feature = "serde")]
        policies! {
            @written
            #[serde(skip_serializing_if = "Option::is_none")] id: Option<PolicyId>,
            #[serde(skip_serializing_if = "Option::is_none")] version: Option<PolicyVersion>,
            #[serde(skip_serializing_if = "Option::is_none")] effective_from: Option<Day>,
            $($old: $old_draft,)*
            $(
                #[serde(skip_serializing_if = "crate::valid::is_default")]
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
        /// A whole policy in plain form. A section, field or level that is left out of a file has
        /// its default. A list, a table whose keys are the company's own, and a method of another
        /// name are stated whole.
        ///
        /// Schema 2 is written, schema 1 read with its meaning: a loss method `probability` with
        /// `alive_below` is `alive`, and a loyalty that states `fewest_months` and no other method
        /// counts by months. What a document of schema 1 leaves out has the default of today. A
        /// document without `schema` has that of its whole number `version`.
        #[cfg_attr(feature = "serde", doc = "```")]
        #[cfg_attr(not(feature = "serde"), doc = "```ignore")]
        /// use guanxi::policy::{Policy, PolicyDraft};
        ///
        /// let draft: PolicyDraft = toml::from_str(r#"
        ///     schema = 2
        ///     [debt.utilisation.raise]
        ///     watch = "70%"
        /// "#)?;
        /// let error = Policy::try_from(draft).unwrap_err();
        /// assert_eq!(
        ///     error.to_string(),
        ///     "debt.utilisation.clear.watch must not exceed raise (70%), was 75%",
        /// );
        /// # Ok::<(), Box<dyn std::error::Error>>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq)]
        #[cfg_attr(
            feature = "schemars",
            derive(schemars::JsonSchema),
            schemars(default, deny_unknown_fields)
        )]
        pub struct PolicyDraft {
            /// The form of the document, [`PolicyDraft::SCHEMA`].
            pub schema: u32,
            /// The name of the policy, the same for all its versions.
            pub id: Option<PolicyId>,
            /// Its version, as the company counts them.
            pub version: Option<PolicyVersion>,
            /// The first day on which it is meant to judge. Nothing is read from it here.
            pub effective_from: Option<Day>,
            $($(#[$meta])* pub $section: $draft,)*
        }

        impl Default for PolicyDraft {
            fn default() -> Self {
                Self {
                    schema: Self::SCHEMA,
                    id: None,
                    version: None,
                    effective_from: None,
                    $($section: $draft::default(),)*
                }
            }
        }

        #[cfg(feature = "serde")]
        impl PolicyDraft {
            /// The document with every section and field, those too that are not written.
            pub(in crate::policy) fn document(&self) -> Node {
                let mut entries = vec![
                    Entry::of("schema", to_node(&self.schema)),
                    Entry::of("id", to_node(&self.id)),
                    Entry::of("version", to_node(&self.version)),
                    Entry::of("effective_from", to_node(&self.effective_from)),
                ];
                $(entries.push(Entry::of(stringify!($section), to_node(&self.$section)));)*
                Node::new(None, Kind::table(entries))
            }
        }
    };
    (@written $($(#[$meta:meta])? $field:ident: $type:ty,)*) => {
        /// A document in its written form. It is read from values, after older forms of them became
        /// today's.
        #[derive(serde::Serialize, serde::Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub(super) struct Written {
            schema: u32,
            $($(#[$meta])? $field: $type,)*
        }

        impl Default for Written {
            fn default() -> Self {
                Self::from(PolicyDraft::default())
            }
        }

        impl From<PolicyDraft> for Written {
            fn from(draft: PolicyDraft) -> Self {
                Self { schema: draft.schema, $($field: draft.$field,)* }
            }
        }

        impl From<Written> for PolicyDraft {
            fn from(written: Written) -> Self {
                Self { schema: written.schema, $($field: written.$field,)* }
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
            /// The name of the policy, the same for all its versions.
            pub id: Option<PolicyId>,
            /// Its version, as the company counts them.
            pub version: Option<PolicyVersion>,
            /// The first day on which it is meant to judge.
            pub effective_from: Option<Day>,
            $($(#[$meta])* pub $section: Valid<$draft>,)*
        }

        #[cfg(any(feature = "toml", feature = "json"))]
        impl Policy {
            /// The policy with another document of one section; `None` where that is no policy.
            pub(in crate::policy) fn with_section(
                &self,
                name: &str,
                document: &Node,
            ) -> Option<Self> {
                let (mut policy, root) = (self.clone(), super::tree::At::root(document));
                match name {
                    $(stringify!($section) => {
                        let draft = <$draft as serde::Deserialize>::deserialize(root).ok()?;
                        policy.$section = Valid::try_new(draft).ok()?;
                    })*
                    _ => return None,
                }
                Some(policy)
            }
        }

        impl TryFrom<PolicyDraft> for Policy {
            type Error = Violations;

            /// Checks every section and names everything that is wrong.
            fn try_from(draft: PolicyDraft) -> Result<Self, Violations> {
                let mut found = Violations::default();
                let (known, schema) = (PolicyDraft::SCHEMA, draft.schema);
                if !(1..=known).contains(&schema) {
                    found.add("schema", format!("must lie in 1..={known}, was {schema}"));
                }
                $(found.within(stringify!($section), |found| draft.$section.check(found));)*
                found.none_or(())?;
                Ok(Self {
                    id: draft.id,
                    version: draft.version,
                    effective_from: draft.effective_from,
                    $($section: Valid::try_new(draft.$section)?,)*
                })
            }
        }

        impl From<Policy> for PolicyDraft {
            fn from(policy: Policy) -> Self {
                Self {
                    schema: Self::SCHEMA,
                    id: policy.id,
                    version: policy.version,
                    effective_from: policy.effective_from,
                    $($section: policy.$section.into_draft(),)*
                }
            }
        }
    };
}

pub(super) use policies;

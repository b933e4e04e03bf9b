//! JSON Schemas of policies, facts and reviews, for editors and programs (feature `schemars`).
//!
//! | function | what it gives |
//! |---|---|
//! | [`policy`] | the schema of a policy file, TOML or JSON, whole or over a preset |
//! | [`fact`] | the schema of a fact of any kind |
//! | [`review`] | the schema of a review with its summary and explanations |
//!
//! Each schema is of draft 2020-12 and stands alone. Its descriptions are the documentation of the
//! types. Written to a file once, it makes an editor complete fields and words, show their meaning
//! and default, and mark what is misspelt:
//!
//! ```
//! use guanxi::schema;
//!
//! let text = serde_json::to_string_pretty(&schema::policy())?;
//! assert!(text.contains("https://json-schema.org/draft/2020-12/schema"));
//! // std::fs::write("policy.schema.json", text)?;
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! A TOML file names the schema in its first line, by a path from the file. [Taplo] (tried with
//! version 0.9.3) and the extension *Even Better TOML* of Visual Studio Code, which is made of it,
//! read that line:
//!
//! ```toml
//! #:schema ./policy.schema.json
//! schema = 2
//! preset = "cautious"
//! [debt.utilisation.raise]
//! watch = "75%"
//! ```
//!
//! For JSON files Visual Studio Code reads the setting `json.schemas`. Both know nothing of the
//! rules between fields: levels that must rise, shares that must add up. `Policy::from_toml` and
//! `Policy::from_json` check these as well, with the place of each problem.
//!
//! A schema in another draft, or within that of a larger document, comes from the trait
//! `JsonSchema` of the types: `schemars::schema_for!(PolicyDraft)`.
//!
//! [Taplo]: https://taplo.tamasfe.dev

mod fact;
mod policy_file;
mod prose;
mod review;

pub use fact::fact;
pub use policy_file::policy;
pub use review::review;

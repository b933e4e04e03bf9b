//! Pages that stand beside the code: the house, the domain, the rules, the words, the reasons.
//!
//! They are the files in the folder `docs` and exist in the documentation only.
//!
//! | page | content |
//! |---|---|
//! | [`architecture`] | floors, three walks through the code, where things go |
//! | [`domain`] | the systems S1 to S27 with the Chinese terms, and which are built |
//! | [`rules`] | the default policy to the day and to the cent |
//! | [`glossary`] | one word, one meaning |
//! | [`style`] | code, documentation, tests |
//! | [`performance`] | figures, machines, reasons |
//! | [`decisions`] | decisions with their reasons |

// The links stand before each page: the first definition of a link holds, and those in the files
// lead from file to file.

#[doc = "[glossary]: super::glossary\n[rules]: super::rules\n[performance]: super::performance\n"]
#[doc = "[domain]: super::domain\n[style]: super::style\n[decisions]: super::decisions\n"]
#[doc = ""]
#[doc = include_str!("../docs/architecture.md")]
pub mod architecture {}

#[doc = "[performance]: super::performance\n"]
#[doc = ""]
#[doc = include_str!("../docs/decisions.md")]
pub mod decisions {}

#[doc = "[rules]: super::rules\n[glossary]: super::glossary\n"]
#[doc = ""]
#[doc = include_str!("../docs/domain.md")]
pub mod domain {}

#[doc = "[domain]: super::domain\n"]
#[doc = ""]
#[doc = include_str!("../docs/glossary.md")]
pub mod glossary {}

#[doc = "[architecture]: super::architecture\n"]
#[doc = ""]
#[doc = include_str!("../docs/performance.md")]
pub mod performance {}

#[doc = "[domain]: super::domain\n"]
#[doc = ""]
#[doc = include_str!("../docs/rules.md")]
pub mod rules {}

#[doc = "[glossary]: super::glossary\n"]
#[doc = ""]
#[doc = include_str!("../docs/style.md")]
pub mod style {}

//! Pages that stand beside the code: the house, the domain, the rules, the words, the reasons.
//!
//! They are the files in the folder `docs` and exist in the documentation only.
//!
//! | page | content |
//! |---|---|
//! | [`architecture`] | floors, three walks through the code, where things go |
//! | [`domain`] | the systems S1 to S27 with the Chinese terms, and which are built |
//! | [`know_the_customer`] | cards, contacts, surveys and objections from the side of their users |
//! | [`judge_the_customer`] | classes, dealers, key accounts, ratings for their users |
//! | [`agree_and_sell`] | plans, channel, distribution, credit, trade terms for their users |
//! | [`watch_the_customer`] | the list of the week, calls, the register of cases |
//! | [`try_a_policy`] | policy files, their tests, comparisons, backtests, calibration |
//! | [`serve_the_customer`] | service, visits, support, communication, after-sales |
//! | [`rules`] | the default policy to the day and to the cent |
//! | [`files`] | the CSV files that the example `review` reads, with all columns |
//! | [`glossary`] | one word, one meaning |
//! | [`style`] | code, documentation, tests |
//! | [`performance`] | figures, machines, reasons |
//! | [`decisions`] | decisions with their reasons |

// The links stand before each page: the first definition of a link holds, and those in the files
// lead from file to file.

#[doc = "[domain]: self::domain\n[rules]: self::rules\n"]
#[doc = ""]
#[doc = include_str!("../docs/agree-and-sell.md")]
pub mod agree_and_sell {}

#[doc = "[glossary]: self::glossary\n[rules]: self::rules\n[performance]: self::performance\n"]
#[doc = "[domain]: self::domain\n[style]: self::style\n[decisions]: self::decisions\n"]
#[doc = ""]
#[doc = include_str!("../docs/architecture.md")]
pub mod architecture {}

#[doc = "[performance]: self::performance\n"]
#[doc = ""]
#[doc = include_str!("../docs/decisions.md")]
pub mod decisions {}

#[doc = "[rules]: self::rules\n[files]: self::files\n[glossary]: self::glossary\n"]
#[doc = "[know the customer]: self::know_the_customer\n"]
#[doc = "[judge the customer]: self::judge_the_customer\n"]
#[doc = "[agree and sell]: self::agree_and_sell\n"]
#[doc = "[watch the customer]: self::watch_the_customer\n"]
#[doc = "[serve the customer]: self::serve_the_customer\n"]
#[doc = ""]
#[doc = include_str!("../docs/domain.md")]
pub mod domain {}

#[doc = include_str!("../docs/files.md")]
pub mod files {}

#[doc = "[domain]: self::domain\n"]
#[doc = ""]
#[doc = include_str!("../docs/glossary.md")]
pub mod glossary {}

#[doc = "[domain]: self::domain\n[rules]: self::rules\n[files]: self::files\n"]
#[doc = "[decisions]: self::decisions#left-out\n"]
#[doc = ""]
#[doc = include_str!("../docs/judge-the-customer.md")]
pub mod judge_the_customer {}

#[doc = "[domain]: self::domain\n[rules]: self::rules\n[from files]: self::files\n"]
#[doc = ""]
#[doc = include_str!("../docs/know-the-customer.md")]
pub mod know_the_customer {}

#[doc = "[architecture]: self::architecture\n"]
#[doc = ""]
#[doc = include_str!("../docs/performance.md")]
pub mod performance {}

#[doc = "[domain]: self::domain\n"]
#[doc = ""]
#[doc = include_str!("../docs/rules.md")]
pub mod rules {}

#[doc = "[domain]: self::domain\n[rules]: self::rules\n"]
#[doc = ""]
#[doc = include_str!("../docs/serve-the-customer.md")]
pub mod serve_the_customer {}

#[doc = "[glossary]: self::glossary\n"]
#[doc = ""]
#[doc = include_str!("../docs/style.md")]
pub mod style {}

#[doc = "[rules]: self::rules\n"]
#[doc = ""]
#[doc = include_str!("../docs/try-a-policy.md")]
pub mod try_a_policy {}

#[doc = "[domain]: self::domain\n[rules]: self::rules\n[try a policy]: self::try_a_policy\n"]
#[doc = ""]
#[doc = include_str!("../docs/watch-the-customer.md")]
pub mod watch_the_customer {}

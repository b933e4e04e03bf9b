//! All that is written fits its schema.

use std::sync::LazyLock;

use guanxi::policy::Policy;
use guanxi::schema;
use jsonschema::Validator;
use proptest::prelude::*;

use crate::strategies::{drafts, history};

static POLICY: LazyLock<Validator> =
    LazyLock::new(|| Validator::new(schema::policy().as_value()).unwrap());
static FACT: LazyLock<Validator> =
    LazyLock::new(|| Validator::new(schema::fact().as_value()).unwrap());

proptest! {
    #[test]
    fn a_policy_fits_its_schema(draft in drafts()) {
        let policy = Policy::try_from(draft).unwrap();
        let written = serde_json::to_value(policy).unwrap();
        let problem = POLICY.iter_errors(&written).next();
        prop_assert!(problem.is_none(), "{problem:?}");
    }

    #[test]
    fn a_fact_fits_its_schema(history in history()) {
        for fact in history.facts("") {
            let written = serde_json::to_value(&fact).unwrap();
            let problem = FACT.iter_errors(&written).next();
            prop_assert!(problem.is_none(), "{written} {problem:?}");
        }
    }
}

//! A business analysis is written for a customer's eyes: no judgement of ours can enter it.

use std::collections::BTreeSet;

use crate::{Source, is_of_name, sources};

/// The folder of the analysis.
const FOLDER: &str = "judgements/service/analysis/";

/// All that the values of an analysis may be made of: names of things, days, counts, amounts, exact
/// fractions, and one another. No text, no class, no score, no ratio of a policy.
const PLAIN: &[&str] = &[
    "Amount",
    "AnalysisMonth",
    "CoverLine",
    "Currency",
    "CustomerId",
    "EntitlementId",
    "MixLine",
    "Month",
    "Option",
    "ProductGroupId",
    "ProductPurchases",
    "PurchaseMix",
    "Quotient",
    "RebatePosition",
    "ServiceLine",
    "Total",
    "Vec",
    "a",
    "u16",
    "u32",
];

fn files() -> Vec<Source> {
    sources().into_iter().filter(|it| it.name().starts_with(FOLDER)).collect()
}

/// The names in the types of public fields.
fn names_in_fields(code: &str) -> BTreeSet<String> {
    let fields = code.lines().filter_map(|line| {
        let (name, kind) = line.trim().strip_prefix("pub ")?.split_once(": ")?;
        (line.ends_with(',') && name.chars().all(is_of_name)).then_some(kind)
    });
    let names = fields.flat_map(|kind| kind.split(|c| !is_of_name(c)));
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[test]
fn an_analysis_for_a_customer_is_made_of_plain_figures_only() {
    let files = files();
    assert!(files.len() >= 3, "the folder is found");
    let mut names = BTreeSet::new();
    for file in &files {
        names.extend(names_in_fields(&file.code));
    }
    assert!(names.contains("RebatePosition"), "fields are found: {names:?}");
    let strange: Vec<_> = names.iter().filter(|it| !PLAIN.contains(&it.as_str())).collect();
    assert!(strange.is_empty(), "{strange:?}");
}

#[test]
fn an_analysis_for_a_customer_uses_no_judgement() {
    let plain = ["calendar", "id", "measure", "money"];
    for file in files() {
        let used = file.code.split("crate::").skip(1);
        let used = used.filter_map(|after| after.split(|c| !is_of_name(c)).next());
        let strange: Vec<_> = used.filter(|it| !plain.contains(it)).collect();
        assert!(strange.is_empty(), "{}: {strange:?}", file.name());
        assert!(!file.code.contains("super::super"), "{}", file.name());
        assert!(!file.code.contains("Score"), "{}", file.name());
    }
}

#[test]
fn a_field_of_a_strange_type_is_found() {
    let code = "pub struct A {\n    pub class: Option<Class>,\n    pub sum: Total,\n}";
    let names: Vec<_> = names_in_fields(code).into_iter().collect();
    assert_eq!(names, ["Class", "Option", "Total"]);
}

//! Chinese terms in the pages are aliases of items, so that a search for one finds its item.

use std::collections::BTreeSet;
use std::fs;

use crate::{root, sources};

/// The pages whose tables have a column of Chinese terms.
const PAGES: [&str; 6] = [
    "glossary",
    "know-the-customer",
    "judge-the-customer",
    "agree-and-sell",
    "watch-the-customer",
    "serve-the-customer",
];

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The terms in the second column of tables whose header calls it Chinese.
fn terms(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut in_table = false;
    for line in page.lines() {
        let Some(cells) = line.strip_prefix("| ") else {
            in_table &= line.starts_with('|');
            continue;
        };
        let Some(cell) = cells.split(" |").nth(1).map(str::trim) else { continue };
        in_table |= cell == "Chinese";
        if in_table {
            let terms = cell.split([',', ';', '、', '，']).map(str::trim);
            found.extend(terms.filter(|term| term.starts_with(is_chinese)));
        }
    }
    found
}

#[test]
fn every_chinese_term_of_a_page_is_an_alias() {
    let sources = sources();
    let aliases: BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| source.text.split("doc(alias = \"").skip(1))
        .filter_map(|after| after.split('"').next())
        .collect();
    let mut wrong = Vec::new();
    let mut count = 0;
    for page in PAGES {
        let text = fs::read_to_string(root().join(format!("../docs/{page}.md"))).unwrap();
        for term in terms(&text) {
            count += 1;
            if !aliases.contains(term) {
                wrong.push(format!("docs/{page}.md: {term} is no alias of any item"));
            }
        }
    }
    assert!(count > 200, "the terms are found");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn terms_are_found_in_their_column() {
    let page = "| term | Chinese | item |\n|---|---|---|\n| a, b | 返利, 退货 | 甲 |\n| c | | d |\n\n\
                | looked for | reason |\n|---|---|\n| e | 不是 |\n";
    assert_eq!(terms(page), ["返利", "退货"]);
}

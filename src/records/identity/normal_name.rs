use std::fmt;

use super::fold::{folded, half, is_key, is_separator, push_folded};
use crate::valid::Violations;

/// The words at the end of a company's name that are cut off or kept apart, in plain form.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct NameRules {
    /// Legal forms, which are cut off.
    pub legal_forms: Vec<String>,
    /// Words for a branch, which are kept as a word of their own.
    pub branch_words: Vec<String>,
}

/// The legal forms of the default policy.
const LEGAL_FORMS: [&str; 38] = [
    "有限责任公司",
    "股份有限公司",
    "有限公司",
    "集团公司",
    "总公司",
    "公司",
    "集团",
    "有限責任公司",
    "集團公司",
    "總公司",
    "集團",
    "Co",
    "Co Ltd",
    "Ltd",
    "Limited",
    "Company",
    "Corporation",
    "Corp",
    "Inc",
    "LLC",
    "LLP",
    "PLC",
    "GmbH",
    "AG",
    "KG",
    "SA",
    "SARL",
    "SAS",
    "SRL",
    "SpA",
    "BV",
    "NV",
    "Pte",
    "Pty",
    "Pvt",
    "Private",
    "Sdn",
    "Bhd",
];

/// The words for a branch of the default policy.
const BRANCH_WORDS: [&str; 5] = ["分公司", "分店", "分行", "办事处", "Branch"];

impl Default for NameRules {
    fn default() -> Self {
        let texts = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self { legal_forms: texts(&LEGAL_FORMS), branch_words: texts(&BRANCH_WORDS) }
    }
}

impl NameRules {
    /// Adds a violation for each word without a letter or digit.
    pub fn check(&self, found: &mut Violations) {
        for (list, words) in
            [("legal_forms", &self.legal_forms), ("branch_words", &self.branch_words)]
        {
            for (place, word) in
                words.iter().enumerate().filter(|(_, word)| folded(word).is_empty())
            {
                let problem = format!("must have a letter or digit, was {word:?}");
                found.add(&format!("{list}.{place}"), problem);
            }
        }
    }
}

/// Words for the ends of names, made ready to read many names.
///
/// ```
/// use guanxi::identity::{NameForms, NameRules};
///
/// let forms = NameForms::new(&NameRules::default());
/// let normal = |name| forms.normal(name).map(|it| it.to_string());
/// assert_eq!(normal("Acme Trading Co., Ltd."), normal("ＡＣＭＥ TRADING"));
/// assert_eq!(normal("Acme Trading Co.Ltd"), normal("Acme Trading Pvt. Ltd."));
/// assert_eq!(normal("上海三菱电梯（集团）有限公司").as_deref(), Some("上海三菱电梯"));
/// assert_eq!(normal("中山贸易北京分公司").as_deref(), Some("中山贸易北京 分公司"));
/// assert_eq!(normal("王"), None, "one character is no key");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameForms {
    /// In normal form, longest first.
    legal_forms: Vec<String>,
    branch_words: Vec<String>,
}

impl NameForms {
    /// The words of some rules.
    pub fn new(rules: &NameRules) -> Self {
        let ready = |words: &[String]| {
            let mut words: Vec<String> = words.iter().map(|word| folded(word)).collect();
            words.retain(|word| !word.is_empty());
            words.sort_by(|one, other| other.len().cmp(&one.len()).then(one.cmp(other)));
            words
        };
        Self { legal_forms: ready(&rules.legal_forms), branch_words: ready(&rules.branch_words) }
    }

    /// The normal form of a name; `None` when it has fewer than two letters or digits.
    pub fn normal(&self, name: &str) -> Option<NormalName> {
        let (mut name, mut branch) = (Words::new(name), None);
        loop {
            // First of all: a word for a branch may end with a legal form.
            if branch.is_none()
                && let Some(word) = name.cut_one(&self.branch_words)
            {
                branch = Some(word);
            } else if name.cut_one(&self.legal_forms).is_none() {
                break;
            }
        }
        if let Some(branch) = branch {
            name.text.push(' ');
            name.text.push_str(branch);
        }
        is_key(&name.text).then(|| NormalName(name.text.into()))
    }
}

/// The name of a company in the form in which names are compared: letters and digits in half width
/// and lower case, without the legal form at its end. The word for a branch stands behind a blank.
///
/// Made by [`NameForms::normal`]. A legal form in Latin letters is cut off as a whole word only, so
/// that *Visa* stays *visa*; apostrophes, and dots between initials, divide no word. At least two
/// characters remain.
#[doc(alias = "客户名称归一")]
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NormalName(Box<str>);

impl NormalName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for NormalName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An apostrophe, which divides no word.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// The words of a name without blanks between them, and the places at which words begin.
struct Words {
    text: String,
    /// In rising order.
    begins: Vec<usize>,
}

impl Words {
    fn new(name: &str) -> Self {
        let mut all = Self { text: String::with_capacity(name.len()), begins: Vec::new() };
        for word in half(name)
            .collect::<String>()
            .split(|c| c != '.' && !is_apostrophe(c) && is_separator(c))
        {
            let letters = |part: &str| part.chars().filter(|c| !is_apostrophe(*c)).count();
            // Dots divide words, as in Co.Ltd, and no initials, as in S.A.
            let mut is_initial = false;
            for part in word.split('.').filter(|part| letters(part) > 0) {
                let is_one = letters(part) == 1;
                if !(is_initial && is_one) {
                    all.begins.push(all.text.len());
                }
                is_initial = is_one;
                part.chars()
                    .filter(|c| !is_apostrophe(*c))
                    .for_each(|c| push_folded(&mut all.text, c));
            }
        }
        all
    }

    /// Cuts the longest of some words with which the name ends, unless too little would remain.
    fn cut_one<'w>(&mut self, words: &'w [String]) -> Option<&'w str> {
        let word = words.iter().find(|word| self.ends_with(word))?;
        let rest = self.text.strip_suffix(word.as_str()).filter(|rest| is_key(rest))?;
        let end = rest.len();
        self.text.truncate(end);
        while self.begins.last().is_some_and(|begin| *begin >= end) {
            self.begins.pop();
        }
        Some(word)
    }

    fn ends_with(&self, word: &str) -> bool {
        let is_latin = word.starts_with(|c: char| c.is_ascii());
        self.text.strip_suffix(word).is_some_and(|rest| !is_latin || self.begins_at(rest))
    }

    /// Tells whether a Latin word begins behind the rest: after a blank, or after a character of a
    /// script that has no small letters.
    fn begins_at(&self, rest: &str) -> bool {
        self.begins.binary_search(&rest.len()).is_ok()
            || rest.chars().next_back().is_some_and(|c| !c.is_ascii() && !c.is_lowercase())
    }
}

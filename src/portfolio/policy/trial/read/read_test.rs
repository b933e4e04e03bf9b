use std::collections::BTreeSet;

use super::column::{columns, length, series};
use super::expected::{answers, expected};
use super::reading::{Reading, inside};
use crate::policy::PolicyProblem;
use crate::policy::file::TESTS;
use crate::policy::tree::{Kind, Node, Step};
use crate::policy::trial::given::Given;
use crate::policy::trial::judge::Named;
use crate::policy::trial::policy_test::{Asked, Cases, PolicyTest};
use crate::policy::trial::series::Series;
use crate::policy::trial::{TestFigure, TestSubject};

/// The tests of a file; those that are wrong are left out, with their problems.
pub(crate) fn read_tests(file: &Node, problems: &mut Vec<PolicyProblem>) -> Vec<PolicyTest> {
    let Some(stated) = file.within(&[TESTS]) else { return Vec::new() };
    let mut reading = Reading { file, problems, names: BTreeSet::new() };
    let path = [Step::Key(TESTS.to_owned())];
    let Kind::List(items) = &stated.kind else {
        reading.refuse(&path, "must be a list of tests, each under [[test]]".to_owned());
        return Vec::new();
    };
    let tests = items.iter().filter_map(|it| {
        let path = [path.as_slice(), &[Step::Item(it.number)]].concat();
        reading.test(&it.node, &path)
    });
    tests.collect()
}

impl Reading<'_> {
    fn test(&mut self, node: &Node, path: &[Step]) -> Option<PolicyTest> {
        const KNOWN: [&str; 3] = ["name", "given", "expect"];
        let Kind::Table { entries, .. } = &node.kind else {
            self.refuse(path, "must be a table with name, given and expect".to_owned());
            return None;
        };
        self.check_keys(entries, path, &KNOWN, "a test");
        let part = |name: &str| entries.iter().find(|it| it.key == name).map(|it| &it.node);
        for name in KNOWN.into_iter().filter(|name| part(name).is_none()) {
            self.refuse(path, format!("needs the field {name}"));
        }
        let name = part("name").and_then(|it| self.name(it, &inside(path, "name")));
        let (given, expected) = (inside(path, "given"), inside(path, "expect"));
        let cases = self.cases((part("given")?, &given), (part("expect"), &expected))?;
        Some(PolicyTest { name: name?, place: node.place, cases })
    }

    fn name(&mut self, node: &Node, path: &[Step]) -> Option<String> {
        let Kind::Text(name) = &node.kind else {
            self.refuse(path, "must be a text in quotes".to_owned());
            return None;
        };
        if name.trim().is_empty() {
            self.refuse(path, "must not be blank".to_owned());
            return None;
        }
        if !self.names.insert(name.clone()) {
            self.refuse(path, format!("must be of one test only, {name:?} was again"));
        }
        Some(name.clone())
    }

    fn cases(
        &mut self,
        (given, path): (&Node, &[Step]),
        (expect, expect_path): (Option<&Node>, &[Step]),
    ) -> Option<Cases> {
        let Kind::Table { entries, .. } = &given.kind else {
            self.refuse(path, "must be a table of figures".to_owned());
            return None;
        };
        if let Some(stated) = entries.iter().find(|it| it.key == "series") {
            self.check_keys(entries, path, &["series"], "a test with a series");
            let columns = series(self, &stated.node, &inside(path, "series"));
            let days = columns.as_ref().and_then(|it| length(self, it, "days"));
            let (effects, levels) = expected(self, expect?, expect_path, days)?;
            let (columns, days) = (columns?, days?);
            let TestSubject::Rule(rule) = columns.first()?.figure.subject() else { return None };
            let day = |day| {
                let of_day = columns.iter().map(|it| Some((it.figure, (*it.get(day)?)?)));
                of_day.collect::<Option<_>>().map(Given)
            };
            let days = (0..days).map(day).collect();
            return Some(Cases::Series(rule, Series { days, effects, levels }));
        }
        let columns = columns(self, entries, path);
        let rows = columns.as_ref().and_then(|it| length(self, it, "rows"));
        let subject = columns.as_ref().and_then(|it| it.first()).map(|it| it.figure.subject());
        let (asked, answers) = answers(self, (expect?, expect_path), subject, rows)?;
        let (columns, rows) = (columns?, rows?);
        let has_loyalty = columns.iter().any(|it| it.figure == TestFigure::Loyalty);
        if asked == Asked::Name(Named::Quadrant) && !has_loyalty {
            self.refuse(path, "needs loyalty for a quadrant".to_owned());
        }
        if asked == Asked::Name(Named::Class) && has_loyalty {
            self.refuse(&inside(path, "loyalty"), "says nothing of a class".to_owned());
        }
        let row = |row| {
            let of_row = columns.iter().map(|it| Some((it.figure, *it.get(row)?)));
            of_row.collect::<Option<_>>().map(Given)
        };
        let rows = (0..rows).filter_map(row).zip(answers).collect();
        Some(Cases::Rows(asked, rows))
    }
}

//! S15: the criteria that decide an open verdict, against every completion of small cards.

use guanxi::scorecard::{
    Cap, CapCondition, Criterion, CriterionAnswer, CriterionAnswers, CriterionLevel,
    CriterionScale, KnockOut, Scorecard, ScorecardPolicy, ScorecardPolicyDraft, ScorecardVerdict,
};
use proptest::prelude::*;

/// A criterion: its weight, its marks from 0 on, its answer, the level up to which a cap holds and
/// the level up to which a knock-out holds.
#[derive(Debug, Clone)]
struct Row {
    weight: u8,
    marks: Vec<u16>,
    answer: Option<u8>,
    cap: Option<u8>,
    knock_out: Option<u8>,
}

#[derive(Debug, Clone)]
struct Sample {
    rows: Vec<Row>,
    least_weight: u8,
}

fn row() -> impl Strategy<Value = Row> {
    let marks = prop::collection::vec(0_u16..5, 1..3).prop_map(|mut marks| {
        marks.sort_unstable();
        let last = marks.len() - 1;
        marks[last] = marks[last].max(1);
        [vec![0], marks].concat()
    });
    let answer = prop::option::weighted(0.4, 0_u8..3);
    let level = |part: f64| prop::option::weighted(part, 0_u8..2);
    (1_u8..60, marks, answer, level(0.3), level(0.1)).prop_map(
        |(weight, marks, answer, cap, knock_out)| {
            let top = marks.len() as u8 - 1;
            let knock_out = knock_out.filter(|it| *it < top);
            let cap = cap.filter(|it| *it < top && knock_out.is_none_or(|out| out < *it));
            Row { weight, answer: answer.map(|it| it.min(top)), marks, cap, knock_out }
        },
    )
}

fn sample() -> impl Strategy<Value = Sample> {
    let rows = prop::collection::vec(row(), 1..5);
    (rows, prop::sample::select(vec![0_u8, 60])).prop_map(|(mut rows, least_weight)| {
        let mut left = 100_u8;
        let count = rows.len();
        for (place, row) in rows.iter_mut().enumerate() {
            let rest = (count - place - 1) as u8;
            row.weight = if rest == 0 { left } else { row.weight.min(left - rest) };
            left -= row.weight;
        }
        Sample { rows, least_weight }
    })
}

fn id(place: usize) -> String {
    format!("c{place}")
}

impl Sample {
    fn card(&self) -> Scorecard {
        let criterion = |(place, row): (usize, &Row)| {
            let level = |mark: &u16| CriterionLevel { mark: *mark, anchor: "described".to_owned() };
            let levels = row.marks.iter().map(level).collect();
            Criterion::rated(
                id(place).parse().unwrap(),
                row.weight,
                CriterionScale::Ordinal(levels),
            )
        };
        let rows = self.rows.iter().enumerate();
        let mut draft = ScorecardPolicyDraft::new(rows.clone().map(criterion).collect());
        let cap = |(place, row): (usize, &Row)| {
            let (criterion, at_most) = (id(place).parse().unwrap(), "C".parse().unwrap());
            Some(Cap { criterion, when: CapCondition::LevelAtMost(row.cap?), at_most })
        };
        let knock_out = |(place, row): (usize, &Row)| {
            let criterion = id(place).parse().unwrap();
            Some(KnockOut { criterion, when: CapCondition::LevelAtMost(row.knock_out?) })
        };
        draft.caps = rows.clone().filter_map(cap).collect();
        draft.knock_outs = rows.filter_map(knock_out).collect();
        draft.least_weight = self.least_weight;
        Scorecard::new(ScorecardPolicy::try_new(draft).unwrap())
    }

    fn answers(&self) -> Vec<Option<u8>> {
        self.rows.iter().map(|it| it.answer).collect()
    }

    /// All ways to answer those of the unknown criteria that are wanted.
    fn completions(&self, wanted: impl Fn(usize) -> bool) -> Vec<Vec<Option<u8>>> {
        self.rows.iter().enumerate().fold(vec![Vec::new()], |all, (place, row)| {
            let own: Vec<Option<u8>> = match row.answer {
                Some(answer) => vec![Some(answer)],
                None if wanted(place) => (0..row.marks.len() as u8).map(Some).collect(),
                None => vec![None],
            };
            let longer = |one: &Vec<Option<u8>>| {
                let one = one.clone();
                own.clone().into_iter().map(move |it| [one.clone(), vec![it]].concat())
            };
            all.iter().flat_map(longer).collect()
        })
    }
}

fn named(levels: &[Option<u8>]) -> CriterionAnswers {
    let rows = levels.iter().enumerate();
    rows.filter_map(|(place, level)| {
        let answer = CriterionAnswer::rated((*level)?, "Wang".parse().unwrap());
        Some((id(place).parse().unwrap(), answer))
    })
    .collect()
}

fn is_open(card: &Scorecard, levels: &[Option<u8>]) -> bool {
    match card.answered(&named(levels)).unwrap().score().verdict {
        ScorecardVerdict::Grade { .. } | ScorecardVerdict::KnockedOut { .. } => false,
        ScorecardVerdict::Between { .. } | ScorecardVerdict::NotAssessable(_) => true,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn decisive_criteria_settle_the_verdict_and_each_of_them_can(sample in sample()) {
        let card = sample.card();
        let evaluation = card.answered(&named(&sample.answers())).unwrap().evaluate();
        let decides = |place: usize| {
            evaluation.decisive.iter().any(|it| it.as_str() == id(place))
        };
        prop_assert_eq!(is_open(&card, &sample.answers()), !evaluation.decisive.is_empty());
        for levels in sample.completions(decides) {
            prop_assert!(!is_open(&card, &levels), "{levels:?} after {:?}", evaluation.decisive);
        }
        let known: u8 =
            sample.rows.iter().filter(|it| it.answer.is_some()).map(|it| it.weight).sum();
        for (place, row) in sample.rows.iter().enumerate() {
            if row.answer.is_some() {
                prop_assert!(!decides(place));
                continue;
            }
            let others = sample.completions(|it| it != place);
            let stays_open = is_open(&card, &sample.answers())
                && others.iter().any(|levels| is_open(&card, levels));
            // Weights of others that lack this one to the least.
            let unknown: Vec<u8> = (0..sample.rows.len())
                .filter(|it| *it != place && sample.rows[*it].answer.is_none())
                .map(|it| sample.rows[it].weight)
                .collect();
            let sums = (0_u32..1 << unknown.len()).map(|chosen| {
                let of = |it: &usize| chosen & (1 << it) != 0;
                known + (0..unknown.len()).filter(of).map(|it| unknown[it]).sum::<u8>()
            });
            let least = sample.least_weight;
            let is_missing = is_open(&card, &sample.answers())
                && sums.into_iter().any(|sum| sum < least && sum + row.weight >= least);
            prop_assert_eq!(decides(place), stays_open || is_missing, "{}", place);
        }
        match &evaluation.find_out_first {
            Some(first) => prop_assert!(evaluation.decisive.contains(first)),
            None => prop_assert!(evaluation.decisive.is_empty()),
        }
    }
}

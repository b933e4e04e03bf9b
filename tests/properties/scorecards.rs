//! S15: scorecards against a naive reckoning in whole numbers.

use guanxi::measure::Quotient;
use guanxi::scorecard::{
    Band, Cap, CapCondition, Criterion, CriterionAnswer, CriterionAnswers, CriterionLevel,
    CriterionResult, CriterionScale, GradeWay, LevelCap, ScaleDirection, Scorecard,
    ScorecardPolicy, ScorecardPolicyDraft, ScorecardScore, ScorecardVerdict, StepOffer,
};
use proptest::prelude::*;

/// A criterion of a random card: its marks, the effort of a step, whether it reads a figure, and
/// the answer if it is known.
#[derive(Debug, Clone)]
struct Row {
    weight: u8,
    marks: Vec<u16>,
    effort: u16,
    is_figure: bool,
    answer: Option<usize>,
}

/// A random card of a few criteria, with a cap on one of them and a highest level of one of them.
#[derive(Debug, Clone)]
struct Sample {
    rows: Vec<Row>,
    cap: Option<(usize, usize)>,
    /// The criterion with a highest level, and that level.
    highest: Option<(usize, usize)>,
}

/// Figures of a band start here and are this far apart.
const WIDTH: i64 = 10;

fn row() -> impl Strategy<Value = Row> {
    let marks = prop::collection::vec(0_u16..7, 2..5).prop_map(|mut marks| {
        marks[0] += u16::from(marks.iter().all(|it| *it == 0));
        marks
    });
    (1_u8..40, marks, 0_u16..4, any::<bool>(), prop::option::weighted(0.8, 0_usize..5)).prop_map(
        |(weight, marks, effort, is_figure, answer)| {
            let answer = answer.map(|it| it % marks.len());
            Row { weight, marks, effort, is_figure, answer }
        },
    )
}

fn sample() -> impl Strategy<Value = Sample> {
    let rows = prop::collection::vec(row(), 1..5);
    let place = || prop::option::of((0_usize..4, 0_usize..3));
    (rows, place(), place()).prop_map(|(mut rows, cap, highest)| {
        let mut left = 100_u8;
        let count = rows.len();
        for (place, row) in rows.iter_mut().enumerate() {
            let rest = (count - place - 1) as u8;
            row.weight = if rest == 0 { left } else { row.weight.min(left - rest) };
            left -= row.weight;
        }
        let cap = cap.map(|(criterion, level)| (criterion % count, level));
        let cap = cap.filter(|(it, level)| level + 1 < rows[*it].marks.len());
        let highest = highest.map(|(criterion, level)| (criterion % count, level));
        let highest = highest.filter(|(it, _)| !rows[*it].is_figure);
        if let Some((criterion, _)) = highest {
            rows[criterion].marks.sort_unstable();
        }
        Sample { rows, cap, highest }
    })
}

fn id(place: usize) -> String {
    format!("c{place}")
}

impl Row {
    fn criterion(&self, place: usize) -> Criterion {
        let name = id(place).parse().unwrap();
        let criterion = if self.is_figure {
            let band = |(row, mark): (usize, &u16)| Band {
                from: row as i64 * WIDTH,
                below: (row + 1 < self.marks.len()).then(|| (row as i64 + 1) * WIDTH),
                mark: *mark,
            };
            let bands = self.marks.iter().enumerate().map(band).collect();
            Criterion::measured(
                name,
                self.weight,
                CriterionScale::Bands(bands),
                id(place).parse().unwrap(),
            )
        } else {
            let level = |mark: &u16| CriterionLevel { mark: *mark, anchor: "described".to_owned() };
            let levels = self.marks.iter().map(level).collect();
            Criterion::rated(name, self.weight, CriterionScale::Ordinal(levels))
        };
        let steps = match self.effort {
            0 => StepOffer::Withheld,
            effort => StepOffer::Each(effort),
        };
        Criterion { direction: ScaleDirection::None, steps, ..criterion }
    }

    fn answer(&self, row: usize) -> CriterionAnswer {
        if self.is_figure {
            CriterionAnswer::measured(row as i64 * WIDTH + 3)
        } else {
            CriterionAnswer::rated(row as u8, "Wang".parse().unwrap())
        }
    }

    fn best(&self) -> i128 {
        i128::from(*self.marks.iter().max().unwrap())
    }

    /// Points times the least common multiple of all best marks.
    fn units(&self, row: usize) -> i128 {
        i128::from(self.weight) * i128::from(self.marks[row]) * UNIT / self.best()
    }
}

/// A multiple of 1 to 7.
const UNIT: i128 = 420;

impl Sample {
    fn card(&self) -> Scorecard {
        let criteria = self.rows.iter().enumerate().map(|(place, row)| row.criterion(place));
        let mut draft = ScorecardPolicyDraft::new(criteria.collect());
        draft.least_weight = 0;
        draft.most_reasons = 100;
        draft.caps = self.cap.iter().map(|cap| self.written_cap(*cap)).collect();
        Scorecard::new(ScorecardPolicy::try_new(draft).unwrap())
    }

    fn written_cap(&self, (criterion, level): (usize, usize)) -> Cap {
        let when = if self.rows[criterion].is_figure {
            CapCondition::Below((level as i64 + 1) * WIDTH)
        } else {
            CapCondition::LevelAtMost(level as u8)
        };
        Cap { criterion: id(criterion).parse().unwrap(), when, at_most: "C".parse().unwrap() }
    }

    fn answers(&self) -> CriterionAnswers {
        self.rows
            .iter()
            .enumerate()
            .filter_map(|(place, row)| Some((id(place).parse().unwrap(), row.answer(row.answer?))))
            .collect()
    }

    fn level_caps(&self) -> Vec<LevelCap> {
        let cap = |(criterion, level): (usize, usize)| LevelCap {
            criterion: id(criterion).parse().unwrap(),
            at_most: level as u8,
            because: "claims without orders".parse().unwrap(),
        };
        self.highest.map(cap).into_iter().collect()
    }

    fn score(&self) -> ScorecardScore {
        self.card().answered_capped(&self.answers(), &self.level_caps()).unwrap().score()
    }

    /// The row that counts for an answer.
    fn counted(&self, place: usize, row: usize) -> usize {
        match self.highest {
            Some((criterion, level)) if criterion == place => row.min(level),
            _ => row,
        }
    }

    /// The most rows that an unknown answer can have.
    fn most_units(&self, place: usize) -> i128 {
        let row = &self.rows[place];
        let rows = (0..row.marks.len()).map(|it| row.units(self.counted(place, it)));
        rows.max().unwrap()
    }

    /// The rank of the grade by the definition, all answers known: 0 for A.
    fn rank(&self, rows: &[usize]) -> usize {
        let rows: Vec<usize> =
            rows.iter().enumerate().map(|(place, row)| self.counted(place, *row)).collect();
        let units: i128 = self.rows.iter().zip(&rows).map(|(it, row)| it.units(*row)).sum();
        let rank = [80, 65, 50, 0].iter().position(|from| units >= from * UNIT).unwrap();
        match self.cap {
            Some((criterion, level)) if rows[criterion] <= level => rank.max(2),
            _ => rank,
        }
    }

    /// Every way to complete the unknown answers.
    fn completions(&self) -> Vec<Vec<usize>> {
        self.rows.iter().fold(vec![Vec::new()], |all, row| {
            let choices: Vec<usize> = match row.answer {
                Some(answer) => vec![answer],
                None => (0..row.marks.len()).collect(),
            };
            all.iter()
                .flat_map(|one| {
                    choices.iter().map(|choice| {
                        let mut one: Vec<usize> = one.clone();
                        one.push(*choice);
                        one
                    })
                })
                .collect()
        })
    }
}

fn rank_of(grade: &str) -> usize {
    ["A", "B", "C", "D"].iter().position(|it| *it == grade).unwrap()
}

fn of_units(units: i128) -> Quotient {
    Quotient::try_new(units, 100 * UNIT).unwrap()
}

/// The cheapest choice of rows for the known criteria by trying all of them: effort, criteria and
/// units, and the efforts in the order of the card.
fn cheapest(sample: &Sample, rank: usize) -> Option<(u64, usize, i128, Vec<u64>)> {
    let from = [80, 65, 50, 0][rank];
    let mut best: Option<(u64, usize, i128, Vec<u64>)> = None;
    let mut choices: Vec<Vec<usize>> = vec![Vec::new()];
    for (place, row) in sample.rows.iter().enumerate() {
        let own: Vec<usize> = match (row.answer, row.effort) {
            (None, _) => vec![usize::MAX],
            (Some(answer), 0) => vec![sample.counted(place, answer)],
            (Some(_), _) => {
                (0..row.marks.len()).filter(|it| sample.counted(place, *it) == *it).collect()
            }
        };
        choices = choices
            .iter()
            .flat_map(|one| own.iter().map(move |it| [one.as_slice(), &[*it]].concat()))
            .collect();
    }
    for choice in choices {
        let mut efforts = Vec::new();
        let mut units = 0;
        for (place, (row, to)) in sample.rows.iter().zip(&choice).enumerate() {
            let Some(answer) = row.answer else {
                efforts.push(0);
                continue;
            };
            let answer = sample.counted(place, answer);
            units += row.units(*to);
            efforts.push(answer.abs_diff(*to) as u64 * u64::from(row.effort));
        }
        let is_capped = sample.cap.is_some_and(|(it, level)| choice[it] <= level);
        if units < from * UNIT || (rank < 2 && is_capped) {
            continue;
        }
        let effort = efforts.iter().sum();
        let criteria = efforts.iter().filter(|it| **it > 0).count();
        let found = (effort, criteria, units, efforts);
        let is_better = best.as_ref().is_none_or(|best| {
            let key = |it: &(u64, usize, i128, Vec<u64>)| (it.0, it.1, -it.2);
            let (one, two) = (key(&found), key(best));
            one < two || (one == two && found.3 > best.3)
        });
        if is_better {
            best = Some(found);
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]

    #[test]
    fn lost_unknown_and_score_add_up_to_a_hundred(sample in sample()) {
        let (card, answers) = (sample.card(), sample.answers());
        let caps = sample.level_caps();
        let evaluation = card.answered_capped(&answers, &caps).unwrap().evaluate();
        let (mut units, mut unknown, mut lost, mut most) = (0, 0, 0, 0);
        for (place, (row, criterion)) in sample.rows.iter().zip(&evaluation.criteria).enumerate() {
            match (&criterion.result, row.answer) {
                (CriterionResult::Known { points, lost: less, answer: given }, Some(answer)) => {
                    let figure = answer as i64 * WIDTH + 3;
                    prop_assert_eq!(*given, if row.is_figure { figure } else { answer as i64 });
                    let own = row.units(sample.counted(place, answer));
                    let best = i128::from(row.weight) * UNIT;
                    prop_assert_eq!(*points, Quotient::try_new(own, UNIT).unwrap());
                    prop_assert_eq!(*less, Quotient::try_new(best - own, UNIT).unwrap());
                    units += own;
                    lost += best - own;
                }
                (CriterionResult::Unknown(_), None) => {
                    unknown += i128::from(row.weight);
                    most += sample.most_units(place);
                }
                _ => prop_assert!(false, "known and unknown are mixed up"),
            }
        }
        prop_assert_eq!(units + lost + unknown * UNIT, 100 * UNIT);
        prop_assert_eq!(evaluation.score.low.to_fraction(), of_units(units));
        prop_assert_eq!(evaluation.score.high.to_fraction(), of_units(units + most));
        prop_assert_eq!(i128::from(evaluation.unknown_weight), unknown);
        let losses = evaluation.reasons.windows(2).all(|it| it[0].lost >= it[1].lost);
        prop_assert!(losses, "the greatest loss first");
    }

    #[test]
    fn a_verdict_holds_every_completion_of_what_is_unknown(sample in sample()) {
        let score = sample.score();
        let (worst, best) = match &score.verdict {
            ScorecardVerdict::Grade { grade } => (rank_of(grade.as_str()), rank_of(grade.as_str())),
            ScorecardVerdict::Between { worst, best } => {
                (rank_of(worst.as_str()), rank_of(best.as_str()))
            }
            other => return Err(TestCaseError::fail(format!("{other}"))),
        };
        for rows in sample.completions() {
            let complete: Vec<Row> = sample
                .rows
                .iter()
                .zip(&rows)
                .map(|(row, answer)| Row { answer: Some(*answer), ..row.clone() })
                .collect();
            let complete = Sample { rows: complete, ..sample.clone() };
            let rank = sample.rank(&rows);
            prop_assert!(best <= rank && rank <= worst, "{rows:?}");
            let own = complete.score();
            prop_assert_eq!(own.verdict.to_string(), format!("grade {}", ["A", "B", "C", "D"][rank]));
            prop_assert!(score.low <= own.low && own.high <= score.high);
            prop_assert_eq!(own.low, own.high);
        }
    }

    #[test]
    fn the_cheapest_way_reaches_the_grade_and_nothing_cheaper_does(
        sample in sample(), rank in 0_usize..4,
    ) {
        let (card, answers) = (sample.card(), sample.answers());
        let caps = sample.level_caps();
        let answered = card.answered_capped(&answers, &caps).unwrap();
        let grade = ["A", "B", "C", "D"][rank].parse().unwrap();
        let way = answered.way_to(&grade).unwrap();
        let bar = sample.cap.filter(|_| rank < 2);
        if let Some((criterion, level)) =
            bar.filter(|(criterion, _)| sample.rows[*criterion].answer.is_none())
        {
            let is_barred = sample.counted(criterion, usize::MAX) <= level;
            match way {
                GradeWay::Barred { .. } => prop_assert!(is_barred),
                GradeWay::FindOutFirst { .. } => prop_assert!(!is_barred),
                way => prop_assert!(false, "{way}"),
            }
            return Ok(());
        }
        match (way, cheapest(&sample, rank)) {
            (GradeWay::Reached, Some((effort, ..))) => prop_assert_eq!(effort, 0),
            (GradeWay::Steps { steps, effort, low }, Some(best)) => {
                prop_assert_eq!(effort as u64, best.0);
                prop_assert_eq!(steps.len(), best.1);
                prop_assert_eq!(low.to_fraction(), of_units(best.2));
                let mut spent = vec![0; sample.rows.len()];
                let mut after = answers.clone();
                for step in &steps {
                    let place: usize = step.criterion.as_str()[1..].parse().unwrap();
                    spent[place] = step.effort as u64;
                    let row = &sample.rows[place];
                    after.insert(step.criterion.clone(), row.answer(step.to));
                }
                prop_assert_eq!(spent, best.3);
                let way = card.answered_capped(&after, &caps).unwrap().way_to(&grade).unwrap();
                prop_assert_eq!(way, GradeWay::Reached);
            }
            (GradeWay::Barred { .. } | GradeWay::OutOfReach { .. }, None) => {}
            (way, best) => prop_assert!(false, "{way} against {best:?}"),
        }
    }

    #[test]
    fn a_score_is_the_same_whoever_else_is_judged(
        sample in sample(), others in prop::collection::vec(prop::collection::vec(0_usize..4, 4), 0..5),
    ) {
        let (card, alone) = (sample.card(), sample.score());
        for rows in others {
            let answers: CriterionAnswers = sample
                .rows
                .iter()
                .zip(rows)
                .enumerate()
                .map(|(place, (row, answer))| {
                    (id(place).parse().unwrap(), row.answer(answer % row.marks.len()))
                })
                .collect();
            let other = card.answered(&answers).unwrap().score();
            let own = sample.score();
            prop_assert_eq!(&own, &alone);
            prop_assert!(!(own.dominates(&other) && other.dominates(&own)));
        }
    }

    #[test]
    fn bands_hold_every_figure_once_or_are_refused_with_a_witness(
        bands in prop::collection::vec((0_i64..12, 0_i64..12), 2..5),
    ) {
        let marked = |(mark, (from, below)): (usize, &(i64, i64))| Band {
            from: *from,
            below: Some(*below),
            mark: mark as u16,
        };
        let scale = CriterionScale::Bands(bands.iter().enumerate().map(marked).collect());
        let (id, figure) = ("a".parse().unwrap(), "a".parse().unwrap());
        let draft = ScorecardPolicyDraft::new(vec![Criterion::measured(id, 100, scale, figure)]);
        let holds = |value: i64| {
            bands.iter().filter(|(from, below)| (*from..*below).contains(&value)).count()
        };
        let first = bands.iter().map(|it| it.0).min().unwrap();
        let last = bands.iter().map(|it| it.1).max().unwrap();
        let is_rising = bands.windows(2).all(|it| it[0].0 < it[1].0);
        let is_cover = bands.iter().all(|(from, below)| from < below)
            && (first..last).all(|value| holds(value) == 1);
        match ScorecardPolicy::try_new(draft) {
            Ok(_) => prop_assert!(is_rising && is_cover),
            Err(found) => {
                prop_assert!(!(is_rising && is_cover), "{}", found);
                for violation in &found {
                    let number = |text: &str| -> i64 {
                        text.chars().take_while(char::is_ascii_digit).collect::<String>()
                            .parse().unwrap()
                    };
                    if let Some((_, witness)) = violation.problem().split_once("both hold ") {
                        prop_assert!(holds(number(witness)) > 1);
                    }
                    if let Some((_, witness)) = violation.problem().split_once("no row holds ") {
                        prop_assert_eq!(holds(number(witness)), 0);
                    }
                }
            }
        }
    }
}

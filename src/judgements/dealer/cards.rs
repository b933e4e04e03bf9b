use std::collections::BTreeSet;

use crate::id::{CriterionId, FigureId, GradeId};
use crate::scorecard::{
    Band, Cap, CapCondition, Criterion, CriterionScale, CriterionSource, GradeBand, KnockOut,
    LinearPoint, ScaleDirection, ScorecardPolicyDraft, StepOffer,
};

/// The figure of the share of promises that were kept, in parts per million.
pub(super) const PROMISES_KEPT: &str = "promises_kept";

/// The figure of a knock-out by breaches: 1 where there is one, 0 where there is none.
pub(super) const KNOCK_OUT_BREACHES: &str = "knock_out_breaches";

/// The criterion that claims without orders cap.
pub(super) const INITIATIVE: &str = "initiative";

/// Returns `true` for the criterion that claims without orders cap.
pub(super) fn is_initiative(criterion: &Criterion) -> bool {
    criterion.criterion.as_str() == INITIATIVE
}

/// The criterion with the knock-out by breaches.
const BREACH_RECORD: &str = "breach_record";

/// The criterion of integrity over time.
pub(super) const INTEGRITY: &str = "integrity";

/// The least promises from which integrity is known.
const LEAST_PROMISES: u32 = 6;

/// A row of the dealer card: code, weight, and its levels from worst to best.
type Row = (&'static str, u8, [&'static str; 5]);

const CAPABILITY: [Row; 6] = [
    (
        "initiative",
        10,
        [
            "shows no interest in our line",
            "acts when pressed",
            "acts when asked",
            "proposes and follows up",
            "drives the line with plans, money and orders of its own",
        ],
    ),
    (
        "flexibility",
        4,
        [
            "sells one way only",
            "copies others late",
            "adapts when shown",
            "has methods of its own",
            "finds new ways before the market does",
        ],
    ),
    (
        "distribution",
        7,
        [
            "no sub-dealers",
            "a few loose ones",
            "covers half of its area",
            "covers most of its area",
            "covers its area down to the last outlet",
        ],
    ),
    (
        "capital",
        6,
        [
            "cannot pay for a delivery",
            "pays from sale to sale",
            "carries its stock",
            "carries stock and terms",
            "carries growth without our credit",
        ],
    ),
    (
        "brands",
        4,
        [
            "no known brand",
            "brands of the third rank",
            "one of the second rank",
            "several of the second rank",
            "one or two of the first rank",
        ],
    ),
    (
        "means",
        4,
        [
            "no warehouse, vehicle or seller",
            "one of the three",
            "enough for half of the plan",
            "enough for the plan",
            "enough for twice the plan",
        ],
    ),
];

const STANDING: [Row; 6] = [
    (
        "standing",
        5,
        [
            "its continuity is in danger",
            "known for trouble",
            "unknown in its trade",
            "respected in its trade",
            "a name that opens doors",
        ],
    ),
    (
        "management",
        8,
        [
            "no plan and no figures",
            "figures by hand, late",
            "figures by product",
            "plans and checks its sellers",
            "manages stock, sellers and sub-dealers by figures",
        ],
    ),
    (
        "network",
        10,
        [
            "no outlets",
            "outlets that buy by chance",
            "regular outlets in part of its area",
            "regular outlets in most of its area",
            "the strongest network of its area",
        ],
    ),
    (
        "promotion",
        6,
        [
            "refuses promotions",
            "lets us promote",
            "takes part",
            "adds its own people",
            "promotes with its own money",
        ],
    ),
    (
        "after_sales",
        6,
        [
            "sends complaints on",
            "answers complaints late",
            "answers complaints",
            "solves complaints itself",
            "serves unasked",
        ],
    ),
    (
        "relation",
        10,
        [
            "works against us",
            "treats us like any other",
            "correct",
            "open about plans and figures",
            "plans together with us",
        ],
    ),
];

/// The ready scorecards of dealers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReadyScorecard {
    /// The dealer card: thirteen criteria and the breaches that end a trade.
    #[doc(alias = "社会关系")]
    Dealer,
    /// A card after VDA 6.3 (process audit of the German Association of the Automotive Industry,
    /// edition of 2016): three elements in hundredths of a percent, with the lowest star question
    /// and the lowest question as conditions.
    VdaLike,
    /// A card after the supplier scorecard of `ERPNext` (repository `frappe/erpnext`,
    /// `supplier_scorecard.py`, 2026): standings as that product presets them.
    ErpnextLike,
}

impl ReadyScorecard {
    /// The card, to change it and check it.
    ///
    /// ```
    /// use guanxi::dealer::ReadyScorecard;
    /// use guanxi::scorecard::ScorecardPolicy;
    /// let card = ScorecardPolicy::try_new(ReadyScorecard::Dealer.draft())?;
    /// assert_eq!(card.criteria.len(), 14);
    /// # Ok::<(), guanxi::valid::Violations>(())
    /// ```
    pub fn draft(self) -> ScorecardPolicyDraft {
        match self {
            Self::Dealer => dealer(),
            Self::VdaLike => vda_like(),
            Self::ErpnextLike => erpnext_like(),
        }
    }
}

/// Criteria of codes that are ids.
fn rated((code, weight, anchors): Row) -> Option<Criterion> {
    let criterion = CriterionId::try_new(code).ok()?;
    let mut criterion = Criterion::rated(criterion, weight, CriterionScale::ordinal(anchors));
    if matches!(code, "distribution" | "capital" | "brands" | "means") {
        criterion.source = CriterionSource::FigureOrRating(FigureId::try_new(code).ok()?);
    }
    Some(criterion)
}

fn measured(code: &str, weight: u8, figure: &str, bands: &[Band]) -> Option<Criterion> {
    let (criterion, figure) = (CriterionId::try_new(code).ok()?, FigureId::try_new(figure).ok()?);
    let criterion =
        Criterion::measured(criterion, weight, CriterionScale::Bands(bands.to_vec()), figure);
    // Judged over time: no measure changes it at once.
    Some(Criterion { steps: StepOffer::Withheld, ..criterion })
}

const fn band(from: i64, below: i64, mark: u16) -> Band {
    Band { from, below: Some(below), mark }
}

/// Levels by the share of promises kept: from 80 %, 90 %, 95 % and 98 %.
const KEPT: [Band; 5] = [
    band(0, 800_000, 0),
    band(800_000, 900_000, 1),
    band(900_000, 950_000, 2),
    band(950_000, 980_000, 3),
    band(980_000, 1_000_001, 4),
];

fn cap(criterion: &str, when: CapCondition, at_most: &str) -> Option<Cap> {
    let (criterion, at_most) = (CriterionId::try_new(criterion).ok()?, GradeId::try_new(at_most));
    Some(Cap { criterion, when, at_most: at_most.ok()? })
}

fn dealer() -> ScorecardPolicyDraft {
    let kept = measured(INTEGRITY, 20, PROMISES_KEPT, &KEPT);
    let kept = kept.map(|it| Criterion { least_evidence: LEAST_PROMISES, ..it });
    let breaches = [band(0, 1, 1), band(1, 2, 0)];
    let breaches = measured(BREACH_RECORD, 0, KNOCK_OUT_BREACHES, &breaches);
    let breaches = breaches.map(|it| Criterion { direction: ScaleDirection::Down, ..it });
    let capability = CAPABILITY.into_iter().filter_map(rated);
    let standing = STANDING.into_iter().filter_map(rated);
    let criteria = capability.chain(kept).chain(standing).chain(breaches).collect();
    let caps = [
        cap(INTEGRITY, CapCondition::Below(900_000), "C"),
        cap("capital", CapCondition::LevelAtMost(0), "B"),
        cap("distribution", CapCondition::LevelAtMost(0), "B"),
    ];
    let knock_out = |criterion| KnockOut { criterion, when: CapCondition::AtLeast(1) };
    ScorecardPolicyDraft {
        caps: caps.into_iter().flatten().collect(),
        knock_outs: CriterionId::try_new(BREACH_RECORD).ok().map(knock_out).into_iter().collect(),
        ..ScorecardPolicyDraft::new(criteria)
    }
}

/// A criterion whose points are its figure in hundredths of a percent.
fn element(code: &str, weight: u8) -> Option<Criterion> {
    let points = [LinearPoint { at: 0, mark: 0 }, LinearPoint { at: 10_000, mark: 1 }];
    let (criterion, figure) = (CriterionId::try_new(code).ok()?, FigureId::try_new(code).ok()?);
    Some(Criterion::measured(criterion, weight, CriterionScale::Linear(points.to_vec()), figure))
}

/// A condition: the lowest mark of some questions, of 0, 4, 6, 8 and 10.
fn lowest(code: &str) -> Option<Criterion> {
    let marks = [band(0, 4, 0), band(4, 6, 4), band(6, 8, 6), band(8, 10, 8), band(10, 11, 10)];
    measured(code, 0, code, &marks)
}

fn vda_like() -> ScorecardPolicyDraft {
    let elements = [("element_1", 34), ("element_2", 33), ("element_3", 33)];
    let names = elements.map(|(code, _)| code);
    let elements = elements.into_iter().filter_map(|(code, weight)| element(code, weight));
    let lowest = ["lowest_star_question", "lowest_question"].into_iter().filter_map(lowest);
    let of_elements = names.into_iter().flat_map(|code| {
        [cap(code, CapCondition::Below(8_000), "B"), cap(code, CapCondition::Below(7_000), "C")]
    });
    let of_questions = [
        cap("lowest_star_question", CapCondition::Below(6), "B"),
        cap("lowest_star_question", CapCondition::Below(4), "C"),
        cap("lowest_question", CapCondition::Below(4), "B"),
    ];
    let grade = |(grade, from, to): (&str, u8, u8)| {
        Some(GradeBand { grade: GradeId::try_new(grade).ok()?, from, to })
    };
    let grades = [("A", 90, 100), ("B", 80, 90), ("C", 0, 80)];
    ScorecardPolicyDraft {
        caps: of_elements.chain(of_questions).flatten().collect(),
        grades: grades.into_iter().filter_map(grade).collect(),
        ..ScorecardPolicyDraft::new(elements.chain(lowest).collect())
    }
}

fn erpnext_like() -> ScorecardPolicyDraft {
    let criteria = [("delivery", 50), ("quality", 30), ("answers", 20)];
    let criteria = criteria.into_iter().filter_map(|(code, weight)| element(code, weight));
    let grade = |(grade, from, to): (&str, u8, u8)| {
        Some(GradeBand { grade: GradeId::try_new(grade).ok()?, from, to })
    };
    let grades =
        [("Excellent", 80, 100), ("Average", 50, 80), ("Poor", 30, 50), ("Very Poor", 0, 30)];
    ScorecardPolicyDraft {
        grades: grades.into_iter().filter_map(grade).collect(),
        shared_figures: BTreeSet::new(),
        ..ScorecardPolicyDraft::new(criteria.collect())
    }
}

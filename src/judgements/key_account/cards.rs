use super::matrix::MUTUAL_GAIN;
use super::{Attractiveness, AxisLines, MatrixRules, Relationship};
use crate::id::{CriterionId, GradeId};
use crate::scorecard::{Criterion, CriterionScale, GradeBand, ScorecardPolicyDraft};
use crate::valid::{Draft, Violations};

/// The scorecards of key accounts: both axes of the matrix, and the six criteria of fit. Each
/// criterion is rated from 0 to 4 by people who are named.
///
/// # Rule
///
/// > S16, S17: attractiveness, relationship and fit are scored from 0 to 100, unknown answers as an
/// > interval; mutual gain below 1 caps at selective.
///
/// The grades of the card of an axis are the levels that the lines of the matrix divide; a policy
/// in which they are not is refused. So a cap names a level, and
/// [`CheckedAnswers::way_to`](crate::scorecard::CheckedAnswers::way_to) tells the cheapest way to
/// the next one.
/// Weights are ours; a policy may replace them.
///
/// | card | criteria and weights |
/// |---|---|
/// | attractiveness | difference 12, value 12, preference 10, access 10, buying rules 10, |
/// | | sales potential 23, margin potential 23 |
/// | relationship | contact 15, trust 15, cooperation 15, share 15, willingness 20, room 20 |
/// | fit | complementarity 17, aggregation 17, mutual gain 17, balance 17, compatibility 16, |
/// | | consistency 16 |
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(default, deny_unknown_fields)
)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct KeyAccountScorecards {
    /// The attractiveness of the account to us.
    pub attractiveness: ScorecardPolicyDraft,
    /// The relationship: its state, and its potential.
    pub relationship: ScorecardPolicyDraft,
    /// The six criteria of fit.
    #[doc(alias = "互补性")]
    #[doc(alias = "聚合性")]
    #[doc(alias = "双赢性")]
    #[doc(alias = "平衡性")]
    #[doc(alias = "相容性")]
    #[doc(alias = "一致性")]
    pub fit: ScorecardPolicyDraft,
}

/// A criterion of a card: code, weight, and a description of each level.
type Row = (&'static str, u8, [&'static str; 5]);

const ATTRACTIVENESS: [Row; 7] = [
    (
        "difference",
        12,
        [
            "buys by price alone",
            "sees little difference between suppliers",
            "sees some difference",
            "pays for one thing in which we differ",
            "pays for all in which we differ",
        ],
    ),
    (
        "value",
        12,
        [
            "our offer is worth less to it than its price",
            "worth its price at a discount",
            "worth its price",
            "worth more than its price",
            "no other offer is worth as much",
        ],
    ),
    (
        "preference",
        10,
        [
            "prefers a rival",
            "has no preference",
            "prefers us now and then",
            "prefers us",
            "asks for us by name",
        ],
    ),
    (
        "access",
        10,
        [
            "we know nobody who decides",
            "we know a buyer",
            "we know the buyers",
            "we know a decider",
            "we meet all who decide",
        ],
    ),
    (
        "buying_rules",
        10,
        [
            "rules keep us out",
            "open tender each time",
            "tender with us on the list",
            "frame contract",
            "buys from us by rule",
        ],
    ),
    (
        "sales_potential",
        23,
        [
            "none",
            "below a C customer",
            "as a B customer",
            "as an A customer",
            "among our ten largest",
        ],
    ),
    (
        "margin_potential",
        23,
        [
            "a loss",
            "below half of our average",
            "below our average",
            "our average",
            "above our average",
        ],
    ),
];

const RELATIONSHIP: [Row; 6] = [
    (
        "contact",
        15,
        [
            "none in 180 days",
            "with one person",
            "with two people",
            "with people in most buying roles",
            "with people in all buying roles",
        ],
    ),
    (
        "trust",
        15,
        [
            "broken",
            "each step is checked",
            "usual",
            "tells us its plans",
            "asks for our advice first",
        ],
    ),
    (
        "cooperation",
        15,
        ["refuses", "when asked twice", "when asked", "unasked", "plans together with us"],
    ),
    (
        "share",
        15,
        ["below 10 % of its purchases", "from 10 %", "from 25 %", "from 50 %", "from 75 %"],
    ),
    (
        "willingness",
        20,
        [
            "wants less of us",
            "wants no more",
            "would take more",
            "plans more",
            "has agreed to more",
        ],
    ),
    (
        "room",
        20,
        [
            "none left",
            "little",
            "some product groups",
            "most product groups",
            "all it buys elsewhere",
        ],
    ),
];

const FIT: [Row; 6] = [
    (
        "complementarity",
        17,
        [
            "none",
            "one of us fills a gap",
            "each fills one",
            "each fills several",
            "each needs the other",
        ],
    ),
    (
        "aggregation",
        17,
        [
            "together no more than apart",
            "one joint task",
            "joint tasks each year",
            "joint tasks each quarter",
            "together what neither does alone",
        ],
    ),
    (
        MUTUAL_GAIN,
        17,
        [
            "it or we lose by the trade",
            "both gain, one of us little",
            "both gain as elsewhere",
            "both gain more than elsewhere",
            "each is the other's best partner",
        ],
    ),
    ("balance", 17, ["one dictates", "one decides most", "one leads", "nearly level", "level"]),
    (
        "compatibility",
        16,
        [
            "ways of working clash",
            "friction each month",
            "friction now and then",
            "ways of working fit",
            "joint systems",
        ],
    ),
    (
        "consistency",
        16,
        [
            "aims exclude each other",
            "aims differ",
            "aims are apart",
            "aims agree in part",
            "aims are one",
        ],
    ),
];

/// The levels of attractiveness, the best first.
const ATTRACTIVENESS_LEVELS: [&str; 3] =
    [Attractiveness::High.code(), Attractiveness::Medium.code(), Attractiveness::Low.code()];

/// The levels of the relationship, the best first.
const RELATIONSHIP_LEVELS: [&str; 3] =
    [Relationship::Good.code(), Relationship::Fair.code(), Relationship::Poor.code()];

impl Default for KeyAccountScorecards {
    fn default() -> Self {
        Self {
            attractiveness: axis(&ATTRACTIVENESS, ATTRACTIVENESS_LEVELS),
            relationship: axis(&RELATIONSHIP, RELATIONSHIP_LEVELS),
            fit: ScorecardPolicyDraft::new(criteria(&FIT)),
        }
    }
}

fn criteria(rows: &[Row]) -> Vec<Criterion> {
    let rated = |(code, weight, anchors): &Row| {
        let criterion = CriterionId::try_new(code).ok()?;
        Some(Criterion::rated(criterion, *weight, CriterionScale::ordinal(anchors.iter().copied())))
    };
    rows.iter().filter_map(rated).collect()
}

/// The card of an axis, with its levels for grades by the usual lines.
fn axis(rows: &[Row], levels: [&str; 3]) -> ScorecardPolicyDraft {
    let bounds = [(67, 100), (33, 67), (0, 33)];
    let band = |(level, (from, to)): (&str, (u8, u8))| {
        Some(GradeBand { grade: GradeId::try_new(level).ok()?, from, to })
    };
    let grades = levels.into_iter().zip(bounds).filter_map(band).collect();
    ScorecardPolicyDraft { grades, ..ScorecardPolicyDraft::new(criteria(rows)) }
}

impl KeyAccountScorecards {
    pub(super) fn check(&self, found: &mut Violations, matrix: &MatrixRules) {
        found.within("attractiveness", |found| {
            self.attractiveness.check(found);
            let lines = matrix.attractiveness;
            check_levels(found, &self.attractiveness, lines, ATTRACTIVENESS_LEVELS);
        });
        found.within("relationship", |found| {
            self.relationship.check(found);
            let lines = matrix.relationship;
            check_levels(found, &self.relationship, lines, RELATIONSHIP_LEVELS);
        });
        found.within("fit", |found| self.fit.check(found));
    }
}

/// Adds a violation where the grades of the card of an axis are other levels than its lines divide.
///
/// The lines are the one definition. The grades repeat them, so that caps name levels and the way
/// to a grade is the way to a level.
fn check_levels(
    found: &mut Violations,
    card: &ScorecardPolicyDraft,
    lines: AxisLines,
    levels: [&str; 3],
) {
    let AxisLines { middle, upper } = lines;
    let bounds = [(upper, 100), (middle, upper), (0, middle)];
    let row = |it: &GradeBand| (it.grade.as_str().to_owned(), u16::from(it.from), it.to.into());
    let own: Vec<(String, u16, u16)> = card.grades.iter().map(row).collect();
    let needed = levels.iter().zip(bounds).map(|(it, (from, to))| ((*it).to_owned(), from, to));
    if !needed.eq(own.iter().cloned()) {
        let [high, middle_level, low] = levels;
        let grades: Vec<String> =
            own.iter().map(|(grade, from, _)| format!("{grade} from {from}")).collect();
        let problem = format!(
            "must be the levels of the matrix, {high} from {upper}, {middle_level} from {middle}, \
             {low} from 0, were {}",
            grades.join(", ")
        );
        found.add("grades", problem);
    }
}

//! Files by which customers are judged: ratings and claims of theirs, shares of their wallets,
//! decisions about their class, scores that our people give, and customers of strategic weight.

use std::collections::{BTreeMap, BTreeSet};
use std::str::FromStr;

use guanxi::account::{Fact, FactKind};
use guanxi::calendar::{AsOf, Day};
use guanxi::class_meeting::{ClassDecision, ClassRuling};
use guanxi::customer::{EntrySource, Importance};
use guanxi::dealer::DealerEvaluator;
use guanxi::id::{CriterionId, CustomerKey, RivalId, StaffId};
use guanxi::key_account::StrategicFlag;
use guanxi::money::Money;
use guanxi::policy::Policy;
use guanxi::rating::{Rating, RatingDraft, RatingQuestion, RatingReply, ScaledMark};
use guanxi::scorecard::{
    CriterionAnswer, CriterionAnswers, RaterLevel, Scorecard, ScorecardPolicy, ScorecardPolicyDraft,
};
use guanxi::segment::Class;
use guanxi::survey::{GoodEnd, Scale};
use guanxi::trade::Claim;
use guanxi::wallet::WalletShare;

use super::Loader;
use super::agreed::{CONTRACTS, PLANS, REBATES, Rebates};
use super::approvals::{APPROVALS, Approvals};
use super::bills::BILLS;
use super::complaints::COMPLAINTS;
use super::facts::FactFile;
use super::known::{ASSIGNMENTS, INTERACTIONS};
use super::promised::{PAYMENT_PLANS, PaymentPlans};
use super::rights::{RIGHTS, RightsFiles};
use super::served::{LETTERS, PROMISES, SERVICES, ServedFiles};
use super::statements::{Demands, STATEMENTS, statement};
use super::table::{Row, Table};
use super::wishes::{enquiry, placement, survey_reply};

pub(crate) const SCORES: Table = Table {
    name: "scores.csv",
    columns: &["customer", "card", "criterion", "level", "by", "date"],
    optional: &[],
};
pub(crate) const STRATEGIC: Table = Table {
    name: "strategic.csv",
    columns: &["customer", "date", "by", "reason", "until"],
    optional: &[],
};

/// The file of enquiries.
pub(crate) const ENQUIRIES: &str = "enquiries.csv";
/// The file of answers to surveys.
pub(crate) const SURVEYS: &str = "surveys.csv";

/// The files with facts of customers.
pub(super) const JUDGED_FACTS: [FactFile; 8] = [
    FactFile {
        table: Table {
            name: "ratings.csv",
            columns: &["customer", "date", "question", "reply"],
            optional: &["person", "scale", "rivals", "importance"],
        },
        kind: FactKind::Rating,
        number: "question",
        day: "date",
        fact: rating,
    },
    FactFile {
        table: Table {
            name: "claims.csv",
            columns: &["customer", "date", "kind", "amount", "due", "heard_by"],
            optional: &["person"],
        },
        kind: FactKind::Claim,
        number: "kind",
        day: "date",
        fact: claim,
    },
    FactFile {
        table: Table {
            name: "wallet.csv",
            columns: &["customer", "date", "ours", "total"],
            optional: &["main_rival", "source"],
        },
        kind: FactKind::WalletShare,
        number: "date",
        day: "date",
        fact: wallet_share,
    },
    FactFile {
        table: Table {
            name: "class_decisions.csv",
            columns: &["customer", "date", "computed", "decided", "reason", "until", "present"],
            optional: &[],
        },
        kind: FactKind::ClassDecision,
        number: "date",
        day: "date",
        fact: class_decision,
    },
    FactFile {
        table: Table {
            name: "placements.csv",
            columns: &["customer", "from", "territory", "level", "business"],
            optional: &[],
        },
        kind: FactKind::Placement,
        number: "from",
        day: "from",
        fact: placement,
    },
    FactFile {
        table: Table {
            name: ENQUIRIES,
            columns: &["customer", "date", "product", "quantity", "by"],
            optional: &[
                "person", "quoted", "amount", "until", "asked", "about", "closed", "order",
                "reason",
            ],
        },
        kind: FactKind::Enquiry,
        number: "product",
        day: "date",
        fact: enquiry,
    },
    FactFile {
        table: Table {
            name: SURVEYS,
            columns: &["customer", "date", "need"],
            optional: &[
                "person",
                "importance",
                "expectation",
                "ours",
                "rivals",
                "importance_scale",
                "scale",
            ],
        },
        kind: FactKind::SurveyReply,
        number: "need",
        day: "date",
        fact: survey_reply,
    },
    FactFile {
        table: Table {
            name: STATEMENTS,
            columns: &["customer", "day", "balance"],
            optional: &["sent", "answered", "their_balance"],
        },
        kind: FactKind::Statement,
        number: "day",
        day: "day",
        fact: statement,
    },
];

/// A card by which our people score customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Card {
    Dealer,
    Attractiveness,
    Relationship,
    Fit,
}

impl Card {
    const ALL: [Self; 4] = [Self::Dealer, Self::Attractiveness, Self::Relationship, Self::Fit];

    const fn code(self) -> &'static str {
        match self {
            Self::Dealer => "dealer",
            Self::Attractiveness => "attractiveness",
            Self::Relationship => "relationship",
            Self::Fit => "fit",
        }
    }
}

impl FromStr for Card {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || Self::ALL.map(Self::code).join(", ");
        let found = Self::ALL.into_iter().find(|it| it.code() == text);
        found.ok_or_else(|| format!("a card is one of {}, was {text:?}", known()))
    }
}

/// The cards of the policy.
#[derive(Debug)]
pub(crate) struct Cards {
    dealer: Scorecard,
    attractiveness: Scorecard,
    relationship: Scorecard,
    fit: Scorecard,
}

impl Cards {
    pub(crate) fn of(policy: &Policy) -> Result<Self, String> {
        let card = |draft: &ScorecardPolicyDraft| {
            let card = ScorecardPolicy::try_new(draft.clone()).map(Scorecard::new);
            card.map_err(|error| error.to_string())
        };
        let cards = &policy.key_accounts.cards;
        Ok(Self {
            dealer: DealerEvaluator::new(policy.dealers.clone()).card().clone(),
            attractiveness: card(&cards.attractiveness)?,
            relationship: card(&cards.relationship)?,
            fit: card(&cards.fit)?,
        })
    }

    pub(crate) const fn card(&self, card: Card) -> &Scorecard {
        match card {
            Card::Dealer => &self.dealer,
            Card::Attractiveness => &self.attractiveness,
            Card::Relationship => &self.relationship,
            Card::Fit => &self.fit,
        }
    }
}

/// The level that a member of our staff gave on a day; `None` where the customer would not say.
#[derive(Debug, Clone)]
struct Score {
    on: Day,
    level: Option<u8>,
}

/// The scores of a customer: by card and criterion, those of each rater.
type Scores = BTreeMap<Card, BTreeMap<CriterionId, BTreeMap<StaffId, Vec<Score>>>>;

/// The contents of the files by which customers are judged that no book keeps.
#[derive(Debug, Default)]
pub(crate) struct Judged {
    /// The files of this kind that the folder has.
    pub(crate) files: BTreeSet<&'static str>,
    scores: BTreeMap<CustomerKey, Scores>,
    flags: BTreeMap<CustomerKey, Vec<(Day, StrategicFlag)>>,
    /// The rebates.
    pub(crate) rebates: Rebates,
    /// The demands that customers received.
    pub(crate) demands: Demands,
    /// The approvals of limits and terms.
    pub(crate) approvals: Approvals,
    /// The payment plans.
    pub(crate) plans: PaymentPlans,
    /// The rights that are granted, and those that we hold.
    pub(crate) rights: RightsFiles,
    /// What customers are owed by us.
    pub(crate) served: ServedFiles,
}

impl Judged {
    /// Nothing yet, by a policy.
    pub(crate) fn of(policy: &Policy) -> Self {
        Self { served: ServedFiles::of(policy), ..Self::default() }
    }

    pub(crate) fn has(&self, file: &str) -> bool {
        self.files.contains(file)
    }

    /// Keeps which of the files there are.
    pub(crate) fn end(&mut self, present: &BTreeSet<&'static str>) {
        let agreed = [CONTRACTS, REBATES.name, BILLS, APPROVALS.name, RIGHTS.name, PLANS];
        let tables = agreed.into_iter().chain([PAYMENT_PLANS.name, SCORES.name, STRATEGIC.name]);
        let served = [PROMISES.name, COMPLAINTS.name, LETTERS.name, SERVICES.name];
        let tables = tables.chain(served).chain([ASSIGNMENTS, INTERACTIONS]);
        let names = tables.chain(JUDGED_FACTS.iter().map(|file| file.table.name));
        self.files = names.filter(|name| present.contains(name)).collect();
    }

    /// The customers with scores on a card, as they stand on a day, merged ones as their survivors.
    pub(crate) fn scored(
        &self,
        card: Card,
        t: AsOf,
        survivor: impl Fn(CustomerKey) -> CustomerKey,
    ) -> BTreeMap<CustomerKey, CardAnswers> {
        let mut latest: BTreeMap<CustomerKey, Latest<'_>> = BTreeMap::new();
        for (key, scores) in own_first(&self.scores, &survivor) {
            for (criterion, raters) in scores.get(&card).into_iter().flatten() {
                for (by, given) in raters {
                    let seen = given.iter().filter(|it| t.sees(it.on));
                    let Some(score) = seen.max_by_key(|it| it.on) else { continue };
                    let of = latest.entry(survivor(*key)).or_default();
                    let last = of.entry((criterion, by)).or_insert(score);
                    if last.on < score.on {
                        *last = score;
                    }
                }
            }
        }
        latest.into_iter().map(|(key, latest)| (key, CardAnswers::of(&latest))).collect()
    }

    /// The decision that a customer is of strategic weight that was taken last by a day.
    pub(crate) fn flag(
        &self,
        key: CustomerKey,
        t: AsOf,
        survivor: impl Fn(CustomerKey) -> CustomerKey,
    ) -> Option<&StrategicFlag> {
        let of_key = self.flags.iter().filter(|(it, _)| survivor(**it) == key);
        let flags = of_key.flat_map(|(it, flags)| flags.iter().map(move |flag| (*it == key, flag)));
        let seen = flags.filter(|(_, (on, _))| t.sees(*on));
        let last = seen.rev().max_by_key(|(is_own, (on, _))| (*on, *is_own));
        last.map(|(_, (_, flag))| flag)
    }
}

/// What is kept of each customer: of those that are one, that of the survivor comes first.
fn own_first<'a, T>(
    of: &'a BTreeMap<CustomerKey, T>,
    survivor: &impl Fn(CustomerKey) -> CustomerKey,
) -> Vec<(&'a CustomerKey, &'a T)> {
    let mut all: Vec<_> = of.iter().collect();
    all.sort_by_key(|(key, _)| survivor(**key) != **key);
    all
}

/// The last score of each rater on each criterion.
type Latest<'a> = BTreeMap<(&'a CriterionId, &'a StaffId), &'a Score>;

/// The answers to a card, with the day of the last.
#[derive(Debug, Clone, Default)]
pub(crate) struct CardAnswers {
    pub(crate) answers: CriterionAnswers,
    pub(crate) last: Option<Day>,
}

impl CardAnswers {
    fn of(latest: &Latest<'_>) -> Self {
        let mut answers = CriterionAnswers::new();
        for ((criterion, by), score) in latest {
            let answer = answers.entry((*criterion).clone()).or_insert(CriterionAnswer::Refused);
            // A level of anybody says more than a refusal.
            let Some(level) = score.level else { continue };
            let rating = RaterLevel { by: (*by).clone(), level };
            match answer {
                CriterionAnswer::Rated(ratings) => ratings.push(rating),
                CriterionAnswer::Refused | CriterionAnswer::Measured(_) => {
                    *answer = CriterionAnswer::Rated(vec![rating]);
                }
            }
        }
        Self { answers, last: latest.values().map(|it| it.on).max() }
    }
}

impl Loader {
    /// A score on a card.
    pub(crate) fn score(&mut self, row: &Row<'_>, cards: &Cards) -> Result<(), String> {
        let (key, card) = (self.key(row)?, row.parse::<Card>("card")?);
        let (criterion, by) =
            (row.parse::<CriterionId>("criterion")?, row.person::<StaffId>("by")?);
        let on = row.day("date")?;
        let level = if row.text("level") == "refused" {
            None
        } else {
            let bounds = "a level is a whole number from 0 on, or refused";
            Some(row.number("level", Some::<u8>, bounds)?)
        };
        let answer = level
            .map_or(CriterionAnswer::Refused, |level| CriterionAnswer::rated(level, by.clone()));
        let answers = CriterionAnswers::from([(criterion.clone(), answer)]);
        let checked = cards.card(card).answered(&answers);
        checked.map_err(|error| {
            let problem = error.to_string();
            // The only answer is the level of one person.
            let problem = problem.replace(".rated.0.level", ": the level");
            format!("card {}: {problem}", card.code())
        })?;
        let scores = self.judged.scores.entry(key).or_default().entry(card).or_default();
        let given = scores.entry(criterion).or_default().entry(by).or_default();
        if given.iter().any(|it| it.on == on) {
            return Err(self.about(key, format!("date: a score of {on} is stated already")));
        }
        given.push(Score { on, level });
        Ok(())
    }

    /// A decision that a customer is of strategic weight.
    pub(crate) fn strategic(&mut self, row: &Row<'_>) -> Result<(), String> {
        let (key, on) = (self.key(row)?, row.day("date")?);
        let (reason, by, until) = (row.parse("reason")?, row.person("by")?, row.day("until")?);
        if until < on {
            return Err(format!("until: {until} must not lie before {on}"));
        }
        let flags = self.judged.flags.entry(key).or_default();
        if flags.iter().any(|(day, _)| *day == on) {
            return Err(self.about(key, format!("date: a decision of {on} is stated already")));
        }
        flags.push((on, StrategicFlag { reason, by, until }));
        Ok(())
    }
}

/// The scale of a field, from the bad end to the good one.
fn scale(row: &Row<'_>, question: RatingQuestion) -> Result<Scale, String> {
    let text = match (row.text("scale"), question) {
        ("", RatingQuestion::Recommendation) => "0 to 10",
        ("", _) => "1 to 5",
        (text, _) => text,
    };
    scale_of("scale", text)
}

/// A scale in words, from the bad end to the good one.
pub(super) fn scale_of(column: &str, text: &str) -> Result<Scale, String> {
    let ends = text.split_once(" to ");
    let mark = |end: &str| end.trim().parse::<i16>().ok();
    let (bad, good) = ends
        .and_then(|(bad, good)| Some((mark(bad)?, mark(good)?)))
        .ok_or_else(|| format!("{column}: a scale is written as \"1 to 5\", was {text:?}"))?;
    let (lowest, highest, end) =
        if good < bad { (good, bad, GoodEnd::Lowest) } else { (bad, good, GoodEnd::Highest) };
    Scale::try_new(lowest, highest, end).map_err(|error| format!("{column}: {error}"))
}

/// The marks of competitors, each after its name, with semicolons between them.
pub(super) fn rivals(row: &Row<'_>) -> Result<BTreeMap<RivalId, i16>, String> {
    row.without_look_alikes("rivals")?;
    let parts = row.text("rivals").split(';').map(str::trim).filter(|part| !part.is_empty());
    let mut marks = BTreeMap::new();
    for part in parts {
        let (name, mark) = part
            .rsplit_once(' ')
            .and_then(|(name, mark)| Some((name.trim(), mark.parse::<i16>().ok()?)))
            .ok_or_else(|| format!("rivals: a competitor stands before its mark, was {part:?}"))?;
        let rival: RivalId = name.parse().map_err(|error| format!("rivals: {error}"))?;
        if marks.insert(rival, mark).is_some() {
            return Err(format!("rivals: {name} stands twice"));
        }
    }
    Ok(marks)
}

fn rating(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let question: RatingQuestion = row.parse("question")?;
    let reply = match row.text("reply") {
        "" => RatingReply::Unanswered,
        "refused" => RatingReply::Refused,
        text => RatingReply::Mark(
            text.parse()
                .map_err(|_| format!("reply: a reply is a mark, refused or empty, was {text:?}"))?,
        ),
    };
    let mark = |text: &str| {
        let bounds = "importance: a mark is a whole number in 1..=5";
        text.parse::<i16>().map_err(|_| format!("{bounds}, was {text:?}"))
    };
    let importance = Some(row.text("importance")).filter(|text| !text.is_empty());
    let importance = importance.map(mark).transpose()?.map(|mark| {
        let scale = Scale::try_new(1, 5, GoodEnd::Highest)?;
        ScaledMark::try_new(mark, scale)
    });
    let draft = RatingDraft {
        person: row.maybe_person("person")?,
        reply,
        rivals: rivals(row)?,
        importance: importance.transpose().map_err(|error| format!("importance: {error}"))?,
        ..RatingDraft::new(question, row.day("date")?, scale(row, question)?)
    };
    Ok(Box::new(Rating::try_new(draft).map_err(|error| error.to_string())?).into())
}

fn claim(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let claim = Claim {
        on: row.day("date")?,
        kind: row.parse("kind")?,
        amount: loader.money(row)?,
        due: row.day("due")?,
        person: row.maybe_person("person")?,
        heard_by: row.person("heard_by")?,
    };
    Ok(Box::new(claim).into())
}

fn wallet_share(loader: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let money = |column| {
        let money = Money::try_from_text(row.text(column), loader.currency);
        money.map_err(|error| format!("{column}: {error}"))
    };
    let share = WalletShare {
        day: row.day("date")?,
        ours: money("ours")?,
        total: money("total")?,
        main_rival: row.maybe("main_rival")?,
        source: row.maybe("source")?.unwrap_or(EntrySource::Import),
    };
    Ok(Box::new(share).into())
}

fn class_decision(_: &Loader, row: &Row<'_>) -> Result<Fact, String> {
    let class = |column| row.parse::<Class>(column).map(Importance::from);
    let (computed, decided) = (class("computed")?, class("decided")?);
    let ruling =
        if decided == computed { ClassRuling::Confirmed } else { ClassRuling::Overruled(decided) };
    let decision = ClassDecision {
        day: row.day("date")?,
        computed,
        ruling,
        reason: row.parse("reason")?,
        until: row.day("until")?,
        present: row.list("present")?,
    };
    Ok(Box::new(decision).into())
}

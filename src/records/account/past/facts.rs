use std::collections::BTreeMap;

use super::recorded::Recorded;
use crate::account::ledger::{DocumentLinks, Ledger};
use crate::account::versions::{FactTrail, History, Version};
use crate::account::{Fact, FactContent, FactKind, RecordedFact};
use crate::calendar::Day;
use crate::expense::Expense;
use crate::id::{CustomerKey, DocumentId};
use crate::intake::Names;
use crate::money::{Amount, Money, Total};
use crate::receivable::RecordedPayment;
use crate::timeline::{DayTotal, Timeline};
use crate::trade::{DocumentStage, Sale};

/// The facts of the customers of a ledger, one customer after the other.
#[derive(Debug)]
pub(crate) struct FactReader<'a> {
    ledger: &'a Ledger,
    /// The documents of each customer, for each kind that comes together in a timeline.
    documents: BTreeMap<FactKind, DocumentLinks>,
}

/// The kinds that come together in timelines, whose runs do not name their documents.
fn timelines() -> impl Iterator<Item = FactKind> {
    FactKind::DOCUMENTED.iter().copied().filter(|kind| kind.is_timeline())
}

impl<'a> FactReader<'a> {
    /// A reader of all customers, made in one pass over the documents of timelines.
    pub(crate) fn new(ledger: &'a Ledger) -> Self {
        let links = |kind| Some((kind, ledger.tables.documents(kind)?.links()));
        Self { ledger, documents: timelines().filter_map(links).collect() }
    }

    /// The facts of a customer with all versions, in an order in which they can be taken again.
    pub(crate) fn of_customer(&self, key: CustomerKey) -> Vec<RecordedFact> {
        facts_of(self.ledger, key, |kind| {
            self.documents.get(&kind).map_or_else(Vec::new, |links| links.of_customer(key))
        })
    }
}

/// The facts of one customer, see [`FactReader::of_customer`].
pub(crate) fn facts_of_one(ledger: &Ledger, key: CustomerKey) -> Vec<RecordedFact> {
    facts_of(ledger, key, |kind| {
        ledger.tables.documents(kind).map_or_else(Vec::new, |documents| documents.of_customer(key))
    })
}

/// First the facts without versions that name no other, then those whose versions came later, then
/// all versions in the order of their recording, at last those that name facts without versions.
/// Document flows come in the order of the stages from which they take.
/// This last part begins with facts that rule each other out, as disputes: they may get versions
/// when they are taken again.
fn facts_of(
    ledger: &Ledger,
    key: CustomerKey,
    documents: impl Fn(FactKind) -> Vec<u32>,
) -> Vec<RecordedFact> {
    let Some(recorded) = Recorded::of(ledger, key) else { return Vec::new() };
    let none = History::default();
    let history = ledger.histories.get(&key).unwrap_or(&none);
    let plain = |fact: Fact| RecordedFact {
        customer: key,
        known_from: None,
        content: FactContent::First(fact),
    };
    let firm = Firm { recorded, history, key };
    let documents: Vec<(FactKind, Vec<u32>)> =
        timelines().map(|kind| (kind, documents(kind))).collect();
    let most = documents.iter().map(|(_, handles)| handles.len()).chain([recorded.count_of_runs()]);
    let mut facts: Vec<RecordedFact> = Vec::with_capacity(most.sum());
    for (kind, handles) in &documents {
        facts.extend(firm.documents(*kind, handles).map(plain));
    }
    let others = recorded.others().filter(|it| history.trail(&it.name()).is_none());
    let (mut naming, others): (Vec<_>, Vec<_>) = others.partition(|it| names_others(it.kind()));
    naming.sort_by_key(|it| (!it.kind().is_exclusive(), stage(it)));
    recorded.each_of_runs(|handle, fact| {
        if !history.has(fact.kind(), handle) {
            facts.push(plain(fact));
        }
    });
    facts.extend(others.into_iter().map(plain));
    facts.extend(firm.unnumbered(&documents).map(plain));
    facts.extend(versions(key, history));
    facts.extend(naming.into_iter().map(plain));
    facts.extend(firm.payments().map(plain));
    facts
}

/// The versions of the facts of a customer in the order in which they can be taken again.
fn versions(key: CustomerKey, history: &History) -> Vec<RecordedFact> {
    let rank = |it: &FactTrail| {
        (names_others(it.name.kind), it.facts().next().and_then(stage), it.first_place())
    };
    let mut early: Vec<&FactTrail> = history.trails().iter().filter(|it| it.is_early).collect();
    early.sort_unstable_by_key(|it| rank(it));
    let early = early.into_iter().filter_map(|trail| Some((trail, trail.versions().first()?)));
    let early = early.map(|(trail, first)| of_version(key, trail, first, true));
    let late = history.trails().iter().flat_map(|trail| {
        let versions = trail.versions().iter().enumerate();
        let versions = versions.filter(|(place, _)| !(trail.is_early && *place == 0));
        versions.map(move |(place, version)| (trail, version, place == 0))
    });
    let mut late: Vec<_> = late.collect();
    late.sort_unstable_by_key(|(_, version, _)| version.place);
    let late = late.into_iter();
    early.chain(late.map(|(trail, it, is_first)| of_version(key, trail, it, is_first))).collect()
}

/// Tells whether facts of a kind name documents that must be there before them.
fn names_others(kind: FactKind) -> bool {
    kind.names() != Names::Nothing
}

/// The stage from which a document flow takes value: flows come in this order, since value must
/// have reached a stage before it can leave it. `None` for another fact.
const fn stage(fact: &Fact) -> Option<DocumentStage> {
    if let Fact::DocumentFlow(flow) = fact { Some(flow.from.stage) } else { None }
}

fn of_version(
    customer: CustomerKey,
    trail: &FactTrail,
    version: &Version,
    is_first: bool,
) -> RecordedFact {
    let own = || version.fact.as_ref().and_then(Fact::own_day).unwrap_or(Day::MIN);
    let known_from = Some(version.known_from).filter(|from| !is_first || *from != own());
    let content = match &version.fact {
        Some(fact) if is_first => FactContent::First(fact.clone()),
        Some(fact) => FactContent::Version(fact.clone()),
        None => FactContent::Void(trail.name.clone()),
    };
    RecordedFact { customer, known_from, content }
}

/// The facts of a customer without versions.
#[derive(Clone, Copy)]
struct Firm<'a> {
    recorded: Recorded<'a>,
    history: &'a History,
    key: CustomerKey,
}

impl<'a> Firm<'a> {
    fn documents(self, kind: FactKind, handles: &[u32]) -> impl Iterator<Item = Fact> {
        let firm = handles.iter().filter(move |handle| !self.history.has(kind, **handle));
        firm.filter_map(move |handle| self.recorded.document(kind, *handle))
    }

    /// Payments in the order of their handles; those without a number get one that says so.
    fn payments(self) -> impl Iterator<Item = Fact> + 'a {
        let all = self.recorded.payments().iter().copied();
        let of_document = move |it: &RecordedPayment| it.document != RecordedPayment::NO_DOCUMENT;
        let mut handles: Vec<u32> = all.clone().filter(of_document).map(|it| it.document).collect();
        handles.sort_unstable();
        handles.dedup();
        handles.retain(|handle| !self.history.has(FactKind::Payment, *handle));
        let recorded = self.recorded;
        let numbered = handles.into_iter();
        let numbered =
            numbered.filter_map(move |handle| recorded.document(FactKind::Payment, handle));
        let unnumbered = (0_u32..).zip(all.filter(move |it| !of_document(it)));
        let unnumbered = unnumbered.filter_map(move |(place, entry)| {
            let number = self.number(&format!("payment {place}"))?;
            recorded.payment_of(number, &[entry]).map(Fact::Payment)
        });
        numbered.chain(unnumbered)
    }

    /// Sales and expenses loaded in columns: an amount for each day; two where the net amount is
    /// not positive and a positive one is part of it.
    fn unnumbered(self, documents: &[(FactKind, Vec<u32>)]) -> impl Iterator<Item = Fact> {
        let of = |kind| documents.iter().find(|(it, _)| *it == kind);
        let of = |kind| of(kind).map_or(&[][..], |(_, handles)| handles);
        let sale = move |number, day, amount| Sale::new(number, day, amount).into();
        let expense = move |number, day, amount| Expense::new(number, day, amount).into();
        let sales = self.loaded(FactKind::Sale, self.recorded.sales(), of(FactKind::Sale), sale);
        let expenses = of(FactKind::Expense);
        let loaded = self.loaded(FactKind::Expense, self.recorded.expenses(), expenses, expense);
        sales.into_iter().chain(loaded)
    }

    fn loaded(
        self,
        kind: FactKind,
        run: &[DayTotal],
        documents: &[u32],
        fact: impl Fn(DocumentId, Day, Money) -> Fact,
    ) -> Vec<Fact> {
        let mut facts = Vec::new();
        if !run.iter().any(DayTotal::has_unnumbered) {
            return facts;
        }
        let standing = documents.iter().filter(|handle| {
            let mut trails = self.history.of_kind(kind).iter();
            trails.find(|it| it.handle == **handle).is_none_or(|it| it.last().is_some())
        });
        let headers = standing.filter_map(|handle| self.recorded.header(kind, *handle));
        let mut numbered: Vec<(Day, Amount)> = headers.map(|it| (it.day, it.amount)).collect();
        numbered.sort_unstable();
        for (it, net) in run.iter().zip(Timeline::new(run).days()) {
            if !it.has_unnumbered() {
                continue;
            }
            let from = numbered.partition_point(|(day, _)| *day < net.day);
            let of_day = numbered.iter().skip(from).take_while(|(day, _)| *day == net.day);
            let sum: Total = of_day.map(|(_, amount)| *amount).collect();
            let rest = net.net.minus(sum);
            let one = Amount::from_minor(1);
            let parts = match rest.to_amount() {
                Some(rest) if it.has_unnumbered_active() && !rest.is_positive() => {
                    [Some(one), rest.checked_sub(one)]
                }
                rest => [rest, None],
            };
            for (place, amount) in (1..).zip(parts.into_iter().flatten()) {
                if let Some(number) = self.number(&format!("{kind} {} {place}", net.day)) {
                    facts.push(fact(number, net.day, self.recorded.money(amount)));
                }
            }
        }
        facts
    }

    /// A number that says that there is none.
    fn number(self, of: &str) -> Option<DocumentId> {
        format!("{}{}: {of}", Recorded::NO_NUMBER, self.key.position()).parse().ok()
    }
}

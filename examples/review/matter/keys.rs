//! Key accounts: who is one and why, the check of 80/20, growth, share of wallet, and the cell of
//! the matrix; and the agenda of the classification meeting.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::account::Feeds;
use guanxi::calendar::{AsOf, Day, Window};
use guanxi::class_meeting::ClassDecision;
use guanxi::contract::{ContractStatus, Coverage, coverage};
use guanxi::customer::Importance;
use guanxi::id::CustomerKey;
use guanxi::key_account::{
    AxisReading, GainCap, GrowthReading, KeyAccountCandidate, KeyAccountChoice, KeyAccountPosition,
    KeyAccountStatus, KeyAccountWeight, MarketSizes, MatrixReading, SelectionCheck,
    SelectionFigures, SelectionReason, SizeChange, WalletInterval,
};
use guanxi::money::{Money, Total};
use guanxi::review::Review;
use guanxi::scorecard::{Scorecard, ScorecardEvaluation};
use guanxi::segment::{AgendaItem, Class, DecidedClass, OverdueMeeting, ReviewedCustomer};
use guanxi::wallet::WalletShare;

use super::{Trade, YEAR};
use crate::load::judged::{Card, CardAnswers, Cards, Judged};

/// The key accounts.
pub(crate) struct KeyAccounts<'a> {
    /// Customers that a rule chooses, a bar keeps out, or whose place or share is known: the
    /// largest first.
    pub(crate) accounts: Vec<KeyAccount<'a>>,
    pub(crate) check: SelectionCheck,
    /// Whether contracts are on record; without any the bar of contracts keeps nobody out.
    pub(crate) has_contracts: bool,
}

/// A customer that may be a key account.
pub(crate) struct KeyAccount<'a> {
    pub(crate) name: &'a str,
    pub(crate) choice: KeyAccountChoice,
    pub(crate) figures: SelectionFigures,
    pub(crate) growth: Option<GrowthReading>,
    pub(crate) wallet: Option<WalletInterval>,
    pub(crate) place: Option<AccountPlace>,
    /// A meeting decided another class than that of its purchases.
    is_class_decided: bool,
}

impl KeyAccount<'_> {
    /// The status in words. No day from which it is one: no file tells it, and the day of a review
    /// says only when somebody looked.
    pub(crate) fn status(&self) -> String {
        match self.choice.status {
            KeyAccountStatus::Key { missed: 0, .. } => "key account".to_owned(),
            KeyAccountStatus::Key { missed, .. } => {
                format!("key account, reviews without a reason: {missed}")
            }
            KeyAccountStatus::Other { .. } => self.choice.status.to_string(),
        }
    }

    /// The reasons in words. A class that a meeting decided is not the one of its purchases.
    pub(crate) fn reasons(&self) -> Vec<String> {
        let word = |it: &SelectionReason| {
            let is_decided = *it == SelectionReason::ClassA && self.is_class_decided;
            if is_decided { format!("{it}, as decided") } else { it.to_string() }
        };
        self.choice.reasons.iter().map(word).collect()
    }

    /// The status with its reasons, and the reasons that keep it out.
    pub(crate) fn spoken(&self) -> String {
        let mut words = self.reasons();
        words.extend(self.choice.exclusions.iter().map(|it| format!("out: {it}")));
        let status = self.status();
        if words.is_empty() { status } else { format!("{status} ({})", words.join("; ")) }
    }
}

/// The place of an account in the matrix, with both scores.
pub(crate) struct AccountPlace {
    pub(crate) attractiveness: ScorecardEvaluation,
    pub(crate) relationship: ScorecardEvaluation,
    pub(crate) reading: MatrixReading,
}

/// The decisions of classification meetings.
pub(crate) struct Meeting<'a> {
    pub(crate) overdue: Option<OverdueMeeting>,
    pub(crate) agenda: Vec<Discussed<'a>>,
}

/// A customer to be talked about at a meeting.
pub(crate) struct Discussed<'a> {
    pub(crate) name: &'a str,
    pub(crate) item: AgendaItem,
    /// The last day of the last decision about its class, past or to come.
    pub(crate) until: Option<Day>,
}

impl Discussed<'_> {
    /// The last day of a decision that has ended by a day.
    pub(crate) fn ended(&self, t: AsOf) -> Option<Day> {
        self.until.filter(|until| *until < t.day())
    }
}

/// The scores on the cards of key accounts as they stand on a day.
struct Scores {
    attractiveness: BTreeMap<CustomerKey, CardAnswers>,
    relationship: BTreeMap<CustomerKey, CardAnswers>,
    fit: BTreeMap<CustomerKey, CardAnswers>,
}

/// Reads the key accounts of one review.
pub(super) struct KeyReader<'r, 'a> {
    review: &'r Review<'a>,
    judged: &'r Judged,
    cards: Cards,
    scores: Scores,
    has_contracts: bool,
    knocked_out: &'r BTreeSet<CustomerKey>,
}

impl<'r, 'a> KeyReader<'r, 'a> {
    pub(super) fn new(
        review: &'r Review<'a>,
        judged: &'r Judged,
        knocked_out: &'r BTreeSet<CustomerKey>,
    ) -> Result<Self, String> {
        let (book, t) = (review.book(), review.as_of());
        let scored = |card| judged.scored(card, t, |key| book.survivor_at(key, t));
        Ok(Self {
            review,
            judged,
            cards: Cards::of(review.policy())?,
            scores: Scores {
                attractiveness: scored(Card::Attractiveness),
                relationship: scored(Card::Relationship),
                fit: scored(Card::Fit),
            },
            has_contracts: Feeds::began(book.feeds().contracts_from, t),
            knocked_out,
        })
    }

    /// The status of every customer at this review.
    pub(super) fn statuses(&self) -> Result<BTreeMap<CustomerKey, KeyAccountStatus>, String> {
        let accounts = self.accounts(self.review.customers(), &BTreeMap::new())?;
        Ok(accounts.into_iter().map(|(key, it)| (key, it.choice.status)).collect())
    }

    /// The key accounts, by the statuses of the earlier review.
    pub(super) fn read(
        &self,
        keys: &[CustomerKey],
        before: &BTreeMap<CustomerKey, KeyAccountStatus>,
    ) -> Result<KeyAccounts<'a>, String> {
        let accounts = self.accounts(keys, before)?;
        let currency = self.review.book().currency();
        let weights: Vec<KeyAccountWeight> = accounts
            .iter()
            .map(|(_, it)| KeyAccountWeight {
                is_key: it.choice.status.is_key(),
                sales: it.figures.sales,
                margin: it.figures.margin,
            })
            .collect();
        let check = SelectionCheck::try_from_accounts(currency, &weights);
        let check = check.map_err(|error| error.to_string())?;
        let is_told = |it: &KeyAccount<'_>| {
            let is_rated = it.wallet.is_some() || it.place.is_some();
            is_rated || !it.choice.reasons.is_empty() || it.choice.status.is_key()
        };
        let mut told: Vec<KeyAccount<'a>> = accounts.into_iter().map(|(_, it)| it).collect();
        told.retain(is_told);
        told.sort_by(|one, other| {
            let sales = |it: &KeyAccount<'_>| it.figures.sales.amount();
            sales(other).cmp(&sales(one)).then(one.name.cmp(other.name))
        });
        Ok(KeyAccounts { accounts: told, check, has_contracts: self.has_contracts })
    }

    fn accounts(
        &self,
        keys: &[CustomerKey],
        before: &BTreeMap<CustomerKey, KeyAccountStatus>,
    ) -> Result<Vec<(CustomerKey, KeyAccount<'a>)>, String> {
        let rows: BTreeMap<CustomerKey, usize> =
            self.review.customers().iter().copied().zip(0..).collect();
        let all = keys.iter().filter_map(|key| Some((*key, *rows.get(key)?)));
        let read = |(key, row)| Ok((key, self.account(key, row, before.get(&key).copied())?));
        all.map(read).collect()
    }

    fn account(
        &self,
        key: CustomerKey,
        row: usize,
        before: Option<KeyAccountStatus>,
    ) -> Result<KeyAccount<'a>, String> {
        let (review, told) = (self.review, |error: &dyn std::fmt::Display| error.to_string());
        let (book, policy, t) = (review.book(), review.policy(), review.as_of());
        let account = book.account_at(key, t).map_err(|error| told(&error))?;
        let (view, name) = (account.view(), book.name(key));
        let class = review.class(key).unwrap_or(Class::C);
        let decided = DecidedClass::new(Some(class), view.class_decisions(), t).class();
        let sales = |window: Window| money(review, view.sales().net(window));
        let year = t.last_days(YEAR);
        let bought = sales(year)?;
        let growth = self.growth(view.buys_since(t), year, &sales)?;
        let explained = review.explain(key);
        let loyalty = explained.and_then(|it| it.readings().loyalty.score());
        let survivor = |key| book.survivor_at(key, t);
        let order_days = view.sales().up_to(t.day()).active_days(year);
        let figures = SelectionFigures {
            sales: bought,
            margin: None,
            order_days: Some(order_days),
            growth: growth.and_then(|it| it.rate()),
            loyalty,
            flag: self.judged.flag(key, t, survivor).cloned(),
        };
        let place = self.place(key)?;
        let out = self.knocked_out.contains(&key).then(|| "knocked out as a dealer".parse());
        let candidate = KeyAccountCandidate {
            customer: name.parse().map_err(|error| told(&error))?,
            importance: Importance::from(decided.unwrap_or(class)),
            figures,
            attractiveness: place.as_ref().map(|it| it.attractiveness.score.low),
            bargaining: None,
            quadrant: review.quadrants().get(row).copied().flatten(),
            contract: self.contract(coverage(view.contracts(), t)),
            knock_out: out.transpose().map_err(|error| told(&error))?,
        };
        let rules = &policy.key_accounts;
        let choice = rules.selection.choose(&candidate, before, rules.growth, t);
        let share = WalletShare::latest(view.wallet_shares(), t).map(WalletInterval::try_from_fact);
        Ok(KeyAccount {
            name,
            choice: choice.map_err(|error| told(&error))?,
            figures: candidate.figures,
            growth,
            wallet: share.transpose().map_err(|error| told(&error))?,
            place,
            is_class_decided: decided.is_some_and(|it| it != class),
        })
    }

    /// A contract that nobody knows of keeps nobody out.
    fn contract(&self, coverage: Coverage) -> Option<ContractStatus> {
        match coverage {
            Coverage::InForce => Some(ContractStatus::InForce),
            Coverage::Lapsed | Coverage::None => {
                (!self.has_contracts).then_some(ContractStatus::InForce)
            }
        }
    }

    /// The growth from the year before, of a customer that could buy in all of it.
    fn growth(
        &self,
        since: Option<Day>,
        year: Window,
        sales: &impl Fn(Window) -> Result<Money, String>,
    ) -> Result<Option<GrowthReading>, String> {
        let earlier = AsOf::new(year.after).last_days(YEAR);
        let (before, after) = (sales(earlier)?, sales(year)?);
        let first = earlier.after.offset(1);
        // Sales that nobody has are no sales of nothing.
        let began = self.review.book().feeds().sales_from.is_some_and(|from| from <= first);
        let is_known = began && since.is_some_and(|since| since <= first);
        let is_bought = before.amount().is_positive() && !after.amount().is_negative();
        if !is_known || !is_bought {
            return Ok(None);
        }
        let customer = Some(SizeChange::try_new(before, after).map_err(|it| it.to_string())?);
        let growth = GrowthReading::try_from_sizes(MarketSizes { customer, ..Default::default() });
        growth.map(Some).map_err(|error| error.to_string())
    }

    fn place(&self, key: CustomerKey) -> Result<Option<AccountPlace>, String> {
        let (cards, scores) = (&self.cards, &self.scores);
        let of = |all: &BTreeMap<CustomerKey, CardAnswers>| {
            all.get(&key).map_or_else(CardAnswers::default, Clone::clone)
        };
        let [one, other] = [of(&scores.attractiveness), of(&scores.relationship)];
        if one.answers.is_empty() && other.answers.is_empty() {
            return Ok(None);
        }
        let evaluate = |card: &Scorecard, answers: &CardAnswers| {
            let answered = card.answered(&answers.answers).map_err(|error| error.to_string())?;
            Ok::<ScorecardEvaluation, String>(answered.evaluate())
        };
        let attractiveness = evaluate(cards.card(Card::Attractiveness), &one)?;
        let relationship = evaluate(cards.card(Card::Relationship), &other)?;
        let fit = evaluate(cards.card(Card::Fit), &of(&scores.fit))?;
        let axis = |it: &ScorecardEvaluation| {
            AxisReading::try_from_evaluation(it).map_err(|error| error.to_string())
        };
        let position = KeyAccountPosition {
            attractiveness: axis(&attractiveness)?,
            relationship: axis(&relationship)?,
            before: None,
            gain: GainCap::from_fit(&fit),
        };
        let reading = self.review.policy().key_accounts.matrix.read(&position);
        Ok(Some(AccountPlace { attractiveness, relationship, reading }))
    }
}

fn money(review: &Review<'_>, total: Total) -> Result<Money, String> {
    let amount = total.to_amount().ok_or("the sales of a customer are out of range")?;
    Ok(Money::new(amount, review.book().currency()))
}

/// The agenda of the next classification meeting, and whether it is overdue.
pub(super) fn meeting<'a>(review: &Review<'a>, trade: &Trade<'a>) -> Result<Meeting<'a>, String> {
    let (book, t, policy) = (review.book(), review.as_of(), &review.policy().meetings);
    let decisions = trade.customers.iter().map(|it| {
        let account = book.account_at(it.key, t).map_err(|error| error.to_string())?;
        Ok(account.view().class_decisions().to_vec())
    });
    let decisions: Vec<Vec<ClassDecision>> = decisions.collect::<Result<_, String>>()?;
    let rows = trade.customers.iter().zip(&decisions);
    let customers: Vec<ReviewedCustomer<'_>> = rows
        .map(|(it, decisions)| ReviewedCustomer {
            customer: it.key,
            amount: Some(it.purchases),
            transition: it.class,
            decisions,
        })
        .collect();
    let agenda = policy.agenda(&trade.lines, &customers, t).into_iter();
    let of: BTreeMap<_, _> = customers.iter().map(|it| (it.customer, it.decisions)).collect();
    let discussed = |item: AgendaItem| {
        let last = of.get(&item.customer).and_then(|it| ClassDecision::latest(it, t));
        Discussed { name: book.name(item.customer), until: last.map(|it| it.until), item }
    };
    Ok(Meeting {
        overdue: policy.overdue(decisions.iter().flatten().map(|it| it.day), t),
        agenda: agenda.map(discussed).collect(),
    })
}

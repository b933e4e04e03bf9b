//! Facts about the relation, for random books: none rules out another of another name, so that any
//! choice of versions can be recorded afresh.

use guanxi::account::{AccountView, Fact, Feeds};
use guanxi::assignment::{Assignment, AssignmentRole, Placement};
use guanxi::calendar::{AsOf, Day, Validity};
use guanxi::class_meeting::{ClassDecision, ClassRuling};
use guanxi::contact::{BuyingRole, Influence, Post, Stance, Standing};
use guanxi::contract::ChannelLevel;
use guanxi::custody::{CardCheck, Consultation, Custody, Debrief, Loan};
use guanxi::customer::{EntrySource, Importance};
use guanxi::enquiry::{Enquiry, EnquiryOpening};
use guanxi::interaction::{Interaction, InteractionKind};
use guanxi::means::{Means, MeansCount, Permit};
use guanxi::money::{Amount, Currency, Money};
use guanxi::objection::{Objection, ObjectionOpening, ObjectionPolicy};
use guanxi::rating::{Rating, RatingDraft, RatingQuestion, RatingReply};
use guanxi::receivable::{
    AcceptorKind, Bill, BillFate, Deposit, DepositUse, DepositUseKind, FloorStock, Statement,
    StatementAnswer,
};
use guanxi::survey::{GoodEnd, Scale, SurveyReply};
use guanxi::trade::{Claim, ClaimKind, SaleLine};
use guanxi::wallet::WalletShare;

use super::own_day;

/// The kinds of facts about the relation.
pub(crate) const KINDS: u8 = 24;

/// Two numbers that say which fact it is, and three that say what it says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seed {
    pub(crate) kind: u8,
    /// Up to 3.
    pub(crate) number: u8,
    /// Up to 3.
    pub(crate) customer: u8,
    pub(crate) first: Day,
    pub(crate) later: i32,
    pub(crate) amount: i64,
    pub(crate) other: u8,
}

pub(crate) fn fact(seed: Seed) -> Fact {
    let Seed { kind, number, customer, first, later, amount, other } = seed;
    let own = i32::from(number) * 3 + i32::from(customer);
    let (apart, on) = (first.offset(own * 15), first.offset(own * 4));
    let term = Validity::try_new(apart, Some(apart.offset(later % 15))).unwrap();
    let someone = ["Wang", "Zhao", "Sun"][usize::from(other % 3)];
    let whose = format!("P{number}.{customer}");
    match kind {
        0 => Assignment {
            staff: someone.parse().unwrap(),
            role: AssignmentRole::ALL[usize::from(other) / 6],
            term,
        }
        .into(),
        1 => Placement {
            territory: someone.parse().unwrap(),
            level: ChannelLevel::Retail,
            business: "shop".parse().unwrap(),
            from: apart,
        }
        .into(),
        2 => Custody { keeper: someone.parse().unwrap(), from: apart }.into(),
        3 => Consultation { staff: whose.parse().unwrap(), day: on.offset(later % 4) }.into(),
        4 => Loan {
            to: someone.parse().unwrap(),
            from: apart,
            until: apart.offset(later % 15),
            purpose: "visit".parse().unwrap(),
            returned: Some(apart.offset(i32::from(other))),
        }
        .into(),
        5 => Interaction::try_new(
            on.offset(later % 4),
            InteractionKind::ALL[usize::from(other) % 3],
            [whose.parse().unwrap()].into(),
            [someone.parse().unwrap()].into(),
        )
        .unwrap()
        .into(),
        6 => Permit {
            kind: "pesticide".parse().unwrap(),
            number: whose.parse().unwrap(),
            scope: (other < 3).then(|| "all".parse().unwrap()),
            term,
        }
        .into(),
        7 => {
            let count = u32::try_from(amount).unwrap();
            let source = EntrySource::ALL[usize::from(other) % EntrySource::ALL.len()];
            MeansCount { on, means: Means::Vehicles(count), source }.into()
        }
        8 => Post {
            person: whose.parse().unwrap(),
            title: (other < 3).then(|| "owner".to_owned()),
            roles: [BuyingRole::Buyer].into(),
            term,
        }
        .into(),
        9 => Standing {
            person: whose.parse().unwrap(),
            on,
            influence: Influence::Outside,
            stance: Stance::ALL[usize::from(other) % Stance::ALL.len()],
            by: someone.parse().unwrap(),
        }
        .into(),
        10 => {
            let scale = Scale::try_new(0, 60, GoodEnd::Highest).unwrap();
            let asked = SurveyReply::new("delivery".parse().unwrap(), on, scale, scale);
            SurveyReply { ours: Some(i16::try_from(amount).unwrap()), ..asked }.into()
        }
        11 => {
            let opening = EnquiryOpening {
                person: Some(whose.parse().unwrap()),
                on,
                product: "feed".parse().unwrap(),
                quantity: format!("{amount} t").parse().unwrap(),
                by: someone.parse().unwrap(),
            };
            Enquiry::open(opening).into()
        }
        12 => {
            let (salesperson, manager) = (whose.parse().unwrap(), someone.parse().unwrap());
            CardCheck { salesperson, day: on.offset(later % 4), manager }.into()
        }
        13 => {
            let (salesperson, manager) = (whose.parse().unwrap(), someone.parse().unwrap());
            Debrief { salesperson, about: on, day: on.offset(later % 4), manager }.into()
        }
        14 => WalletShare {
            day: on,
            ours: Money::new(Amount::from_minor(amount), Currency::CNY),
            total: Money::new(Amount::from_minor(amount + 1), Currency::CNY),
            main_rival: (other < 3).then(|| someone.parse().unwrap()),
            source: EntrySource::Stated,
        }
        .into(),
        15 => ClassDecision {
            day: on,
            computed: Importance::C,
            ruling: ClassRuling::Overruled(Importance::B),
            reason: someone.parse().unwrap(),
            until: on.offset(later),
            present: [someone.parse().unwrap()].into(),
        }
        .into(),
        16 => {
            let scale = Scale::try_new(0, 60, GoodEnd::Highest).unwrap();
            let asked = RatingDraft::new(RatingQuestion::Service, on, scale);
            let reply = RatingReply::Mark(i16::try_from(amount).unwrap());
            let draft = RatingDraft { person: Some(whose.parse().unwrap()), reply, ..asked };
            Rating::try_new(draft).unwrap().into()
        }
        17 => Claim {
            on,
            kind: ClaimKind::ALL[usize::from(other) % ClaimKind::ALL.len()],
            amount: Money::new(Amount::from_minor(amount + 1), Currency::CNY),
            due: on.offset(later),
            person: (other < 3).then(|| whose.parse().unwrap()),
            heard_by: someone.parse().unwrap(),
        }
        .into(),
        18 => {
            let (number, kind) =
                (whose.parse().unwrap(), AcceptorKind::ALL[usize::from(other % 4)]);
            let amount = Money::new(Amount::from_minor(amount + 1), Currency::CNY);
            let bill = Bill::new(number, kind, on, on.offset(later), amount);
            match other % 3 {
                0 => bill,
                1 => bill.with_fate(BillFate::Refused(on.offset(later))),
                _ => bill.with_fate(BillFate::Honoured(on.offset(later))),
            }
            .into()
        }
        19 => FloorStock {
            ceiling: Money::new(Amount::from_minor(amount), Currency::CNY),
            days: term,
            clearing_days: other.into(),
        }
        .into(),
        20 => {
            let amount = Money::new(Amount::from_minor(amount + 1), Currency::CNY);
            let deposit = Deposit::new(whose.parse().unwrap(), on, amount);
            let kind = DepositUseKind::Returned;
            let uses = vec![DepositUse { on: on.offset(later), amount, kind }];
            if other < 3 { Deposit { uses, ..deposit } } else { deposit }.into()
        }
        21 => {
            let balance = Money::new(Amount::from_minor(amount), Currency::CNY);
            let answered = StatementAnswer { on: on.offset(later), balance };
            Statement { day: on, balance, sent: None, answered: (other < 3).then_some(answered) }
                .into()
        }
        22 => {
            let (product, minor) = (someone.parse().unwrap(), Amount::from_minor(amount));
            let number = format!("L{number}.{customer}").parse().unwrap();
            SaleLine::new(number, on.offset(later % 4), product, minor).into()
        }
        _ => {
            let opening = ObjectionOpening {
                person: Some(whose.parse().unwrap()),
                kind: "too_expensive".parse().unwrap(),
                on,
                words: someone.parse().unwrap(),
                by: "Wang".parse().unwrap(),
            };
            Objection::open(opening, &ObjectionPolicy::default()).unwrap().into()
        }
    }
}

/// All that an account shows of the relation on a day.
pub(crate) fn shown(view: AccountView<'_>, day: Day) -> Vec<String> {
    fn facts<F: Clone + Into<Fact>>(list: &[F]) -> Vec<Fact> {
        list.iter().cloned().map(Into::into).collect()
    }
    let all = [
        facts(view.assignments()),
        facts(view.placements()),
        facts(view.custodies()),
        facts(view.consultations()),
        facts(view.card_checks()),
        facts(view.debriefs()),
        facts(view.loans()),
        facts(view.interactions()),
        facts(view.permits()),
        facts(view.means_counts()),
        facts(view.posts()),
        facts(view.standings()),
        facts(view.survey_replies()),
        facts(view.ratings()),
        facts(view.enquiries()),
        facts(view.objections()),
        facts(view.wallet_shares()),
        facts(view.class_decisions()),
        facts(view.claims()),
        facts(view.bills()),
        facts(view.floor_stock()),
        facts(view.deposits()),
        facts(view.statements()),
        facts(view.sale_lines()),
    ];
    let seen = all.into_iter().flatten().filter(|it| own_day(it) <= day);
    let mut lines: Vec<String> = seen.map(|it| format!("{it:?}")).collect();
    let (feeds, t) = (view.feeds(), AsOf::new(day));
    let feeds = [feeds.interactions_from, feeds.consultations_from, feeds.answers_from];
    lines.push(format!("{:?}", feeds.map(|it| Feeds::began(it, t))));
    lines
}

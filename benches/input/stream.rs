//! Two years of a register: 10,000 customers reviewed each day, and a desk that works on what is
//! open.

use guanxi::calendar::{AsOf, Day};
use guanxi::casework::{
    CasePolicy, CaseStatus, CaseStep, CustomerContext, Evaluations, Input, Register, RemedyOutcome,
    WarningKey, Watermarks,
};
use guanxi::id::{CustomerId, CustomerKey};
use guanxi::segment::Class;
use guanxi::warning::{ByRule, Level, Outcome, Rule};

use crate::input::SplitMix;

pub(crate) const CUSTOMERS: usize = 10_000;
pub(crate) const DAYS: i32 = 730;
/// Steps of a day: twenty people with ten each.
const STEPS: i32 = 200;

/// How outcomes come about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weather {
    /// A rule of a customer turns ill on one day in 300 and stays so for some 40 days; its level
    /// moves once in ten days.
    Changing,
    /// Every outcome is drawn anew each day, one in five a breach: nothing ever settles.
    Noise,
}

/// A register and whoever reviews and works on it.
#[derive(Debug, Clone)]
pub(crate) struct Firm {
    pub(crate) register: Register,
    pub(crate) policy: CasePolicy,
    pub(crate) today: Day,
    customers: Vec<CustomerKey>,
    outcomes: ByRule<Vec<Outcome>>,
    weather: Weather,
    dice: SplitMix,
    number: u64,
}

pub(crate) fn id_of(key: CustomerKey) -> Option<CustomerId> {
    format!("Customer {:07}", key.position()).parse().ok()
}

impl Firm {
    pub(crate) fn new(weather: Weather) -> Self {
        let customers = (0..CUSTOMERS).map(|it| u32::try_from(it).unwrap());
        let mut draft = CasePolicy::default().into_draft();
        // What is drawn anew each day would be held back as a bad load.
        draft.flood_guard.fewest_raised = u16::MAX;
        Self {
            register: Register::default(),
            policy: CasePolicy::try_new(draft).unwrap(),
            today: "2024-06-15".parse().unwrap(),
            customers: customers.map(CustomerKey::from_position).collect(),
            outcomes: ByRule::each(|_| vec![Outcome::Clear; CUSTOMERS]),
            weather,
            dice: SplitMix::new(91),
            number: 0,
        }
    }

    /// The firm after two years.
    pub(crate) fn after_two_years(weather: Weather) -> Self {
        let mut firm = Self::new(weather);
        for _ in 0..DAYS {
            firm.pass_day();
        }
        firm
    }

    /// A day: a review, and the desk.
    pub(crate) fn pass_day(&mut self) {
        self.today = self.today.offset(1);
        for rule in Rule::ALL {
            for outcome in self.outcomes.get_mut(rule) {
                *outcome = next(*outcome, self.weather, &mut self.dice);
            }
        }
        self.number += 1;
        let outcomes = ByRule::each(|rule| self.outcomes.get(rule).as_slice());
        let looks =
            Evaluations { customers: &self.customers, outcomes, speaks_since: ByRule::default() };
        let class = |key: CustomerKey| match key.position() % 10 {
            0 => Class::A,
            1..=3 => Class::B,
            _ => Class::C,
        };
        let (told, t) = (Watermarks::default(), AsOf::new(self.today));
        let around = |key| CustomerContext::new(class(key));
        self.register.step(self.number, looks, &told, around, t, &self.policy).unwrap();
        let open: Vec<(WarningKey, CaseStep)> = self
            .register
            .open()
            .filter_map(|(key, episode)| {
                Some((key, work(key, episode.open_case()?.status(), &self.policy)?))
            })
            .collect();
        // Where more is open than the desk can do, chance picks.
        let open_count = i32::try_from(open.len()).unwrap();
        for (key, step) in open {
            if self.dice.below(open_count.max(STEPS)) < STEPS {
                self.works(key, step);
            }
        }
    }

    /// A step of Wang, which may be refused.
    pub(crate) fn works(&mut self, key: WarningKey, step: CaseStep) {
        self.number += 1;
        let by = if step == CaseStep::Close { "Qian" } else { "Wang" };
        let input = Input::Step { number: self.number, by: by.parse().unwrap(), step };
        let _ = self.register.apply(key, input, AsOf::new(self.today), &self.policy);
    }
}

fn next(outcome: Outcome, weather: Weather, dice: &mut SplitMix) -> Outcome {
    let ill = |dice: &mut SplitMix| {
        Outcome::Breach(match dice.below(8) {
            0 => Level::Critical,
            1..=3 => Level::Warning,
            _ => Level::Watch,
        })
    };
    match (weather, outcome) {
        (Weather::Noise, _) => match dice.below(100) {
            0..20 => ill(dice),
            20..22 => Outcome::NoData,
            _ => Outcome::Clear,
        },
        (Weather::Changing, Outcome::Breach(_)) => match dice.below(40) {
            0 => Outcome::Clear,
            1..5 => ill(dice),
            _ => outcome,
        },
        (Weather::Changing, _) => match dice.below(300) {
            0 => ill(dice),
            _ => Outcome::Clear,
        },
    }
}

/// The next step of a case.
fn work(key: WarningKey, status: CaseStatus, policy: &CasePolicy) -> Option<CaseStep> {
    Some(match status {
        CaseStatus::New => CaseStep::Acknowledge,
        CaseStatus::Acknowledged | CaseStatus::Reopened => CaseStep::Investigate,
        CaseStatus::Investigating => CaseStep::RecordCause {
            cause: "data_error".parse().unwrap(),
            evidence: vec!["a call with the customer on what is behind it".to_owned()],
            is_primary: true,
        },
        CaseStatus::CauseKnown => CaseStep::PlanRemedy {
            remedy: policy.taxonomy.get(key.rule).remedies.first().unwrap().code.clone(),
            owner: "Sun".parse().unwrap(),
            due: None,
        },
        CaseStatus::Handling => {
            CaseStep::CompleteRemedy { place: 0, outcome: RemedyOutcome::Improved }
        }
        CaseStatus::Resolved => CaseStep::Close,
        CaseStatus::RiskAccepted(_) | CaseStatus::Closed(_) => return None,
    })
}

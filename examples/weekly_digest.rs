//! Three Mondays of two people who answer one warning a week each: what is told, what waits and
//! why, and the load of warnings in the figures of ISA-18.2. Whoever is called pays.
//!
//! ```text
//! cargo run --release --example weekly_digest
//! ```

use std::error::Error;

use guanxi::book::Book;
use guanxi::calendar::{AsOf, Day, Window};
use guanxi::casework::{
    AlarmFigures, BudgetWeek, CaseStep, Digest, Input, PriorityMix, Register, WaitingStep,
    WarningBudget, WarningKey, WarningNews,
};
use guanxi::customer::Customer;
use guanxi::day;
use guanxi::id::StaffId;
use guanxi::policy::Policy;
use guanxi::receivable::{CreditLimit, Invoice, Payment};
use guanxi::review::StepContext;
use guanxi::trade::Sale;
use guanxi::warning::Level;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// The day before the first Monday, on which nothing stands yet.
const BEFORE: Day = day!(2026, 3, 1);

const MONDAYS: [Day; 3] = [day!(2026, 3, 2), day!(2026, 3, 9), day!(2026, 3, 16)];

const BUDGET: WarningBudget = WarningBudget { people: 2, each_a_week: 1 };

/// Name, yuan a month, the due day of its last invoice.
const DEALERS: [(&str, u32, Day); 9] = [
    ("Li & Sons", 90_000, day!(2026, 2, 10)),
    ("Chen Feed", 60_000, day!(2026, 2, 12)),
    ("Han Agri", 55_000, day!(2026, 2, 25)),
    ("He Store", 45_000, day!(2026, 2, 24)),
    ("Yang Seed", 12_000, day!(2026, 1, 29)),
    ("Zhao Farm", 9_000, day!(2026, 2, 20)),
    ("Qian Store", 7_000, day!(2026, 2, 22)),
    ("Sun Trade", 4_000, day!(2026, 3, 5)),
    ("Wu Salt", 2_000, day!(2026, 1, 20)),
];

fn main() -> Outcome<()> {
    let (mut book, policy) = (book()?, Policy::default());
    let mut desk = Desk::begin(&policy)?;
    for monday in MONDAYS {
        for key in desk.monday(monday, &book, &policy)? {
            let place = usize::try_from(key.customer.position())?;
            let (_, monthly, _) = DEALERS.get(place).ok_or("no such dealer")?;
            let (number, day) = (format!("P{place}").parse()?, monday.offset(3));
            let paid = Payment::new(number, day, format!("CNY {monthly}").parse()?);
            book.record(key.customer, paid.for_invoice(format!("I{place}").parse()?))?;
        }
    }
    desk.load(&policy);
    Ok(())
}

/// The register of warnings, and those who keep it.
struct Desk {
    register: Register,
    /// The number of the last review, and of the last step in a case.
    numbers: [u64; 2],
    by: StaffId,
}

impl Desk {
    /// Begins on a day on which nothing stands yet.
    fn begin(policy: &Policy) -> Outcome<Self> {
        let (mut register, by) = (Register::default(), "desk".parse()?);
        let (nobody, context) = (Book::new("CNY".parse()?), StepContext::default());
        let review = nobody.review(AsOf::new(BEFORE), policy)?;
        review.step(&mut register, 1, &context, &policy.cases)?;
        Ok(Self { register, numbers: [1, 0], by })
    }

    /// Tells the news of a Monday, and gives the warnings that are answered.
    fn monday(&mut self, monday: Day, book: &Book, policy: &Policy) -> Outcome<Vec<WarningKey>> {
        let Self { register, numbers: [reviews, steps], by } = self;
        let (t, context) = (AsOf::new(monday), StepContext::default());
        *reviews = reviews.checked_add(1).ok_or("too many reviews")?;
        let review = book.review(t, policy)?;
        let notices = review.step(register, *reviews, &context, &policy.cases)?;
        let week = BudgetWeek::new(Window::inclusive(monday, monday.offset(6)));
        let plan = BUDGET.plan(notices, week, register, |key| review.at_stake(key));
        println!("Monday, {monday}: told {} of {}", plan.counted.len(), BUDGET.a_week());
        let said = |key: WarningKey| format!("{}: {}", book.name(key.customer), key.rule);
        for digest in Digest::by_owner(&plan.now, register, |customer| customer) {
            let news = |it: &WarningNews| println!("  {}, {}", said(it.key), it.effect);
            digest.at_once.iter().for_each(news);
            digest.customers.iter().flat_map(|it| &it.news).for_each(news);
        }
        for it in &plan.waiting {
            println!("  {}, {}, {it}", said(it.key), it.level);
        }
        // What waits lies on its shelf; what was told is taken up.
        let waiting = plan.steps(t, &policy.cases);
        let taken_up = plan.counted.iter();
        let taken_up = taken_up.map(|key| WaitingStep { key: *key, step: CaseStep::Acknowledge });
        for WaitingStep { key, step } in waiting.into_iter().chain(taken_up) {
            *steps = steps.checked_add(1).ok_or("too many steps")?;
            let input = Input::Step { number: *steps, by: by.clone(), step };
            register.apply(key, input, t, &policy.cases)?;
        }
        Ok(plan.counted)
    }

    /// The load of the three weeks.
    fn load(&self, policy: &Policy) {
        let [first, .., last] = MONDAYS;
        let (days, t) = (Window::inclusive(first, last), AsOf::new(last));
        let people = BUDGET.people;
        let load = AlarmFigures::measure(&self.register, days, t, people, &policy.cases);
        let rate = load.per_person_and_day().map_or_else(String::new, |it| it.to_string());
        println!("\nThe load of {} days", load.days);
        println!("  {} warnings raised, {rate} for each person and day", load.raised.all());
        println!(
            "  {} standing, {} of them stale; {} chattering",
            load.standing, load.stale, load.chattering
        );
        for level in Level::ALL {
            let share = load.raised.share(level);
            let share = share.map_or_else(String::new, |it| it.percent().to_string());
            println!("  {level}: {share}, advised {}", PriorityMix::ADVISED.get(level));
        }
    }
}

/// Dealers that buy each month and have an invoice open.
fn book() -> Outcome<Book> {
    let mut book = Book::new("CNY".parse()?);
    for (place, (name, monthly, due)) in DEALERS.into_iter().enumerate() {
        let key = book.register(Customer::new(name.parse()?))?;
        let money = format!("CNY {monthly}");
        for (month, days) in (0..720).step_by(30).enumerate() {
            let date = day!(2024, 4, 5).offset(days);
            let number = format!("S{place}-{month}").parse()?;
            book.record(key, Sale::new(number, date, money.parse()?))?;
        }
        let (number, issued) = (format!("I{place}").parse()?, due.offset(-30));
        book.record(key, Invoice::new(number, issued, due, money.parse()?))?;
        book.agree_limit(key, CreditLimit::Unlimited)?;
    }
    Ok(book)
}

//! The answers that ratings give: satisfaction with its falls, and competitors that are rated
//! above us.

use std::collections::{BTreeMap, BTreeSet};

use guanxi::calendar::{AsOf, Day, Window};
use guanxi::id::{CustomerId, CustomerKey, RivalId};
use guanxi::rating::{Rating, RatingQuestion};
use guanxi::review::Review;
use guanxi::satisfaction::{
    RatedCustomer, RatingFall, RatingFinding, RatingPanel, RatingWindows, RivalComparison,
    SatisfactionFigures,
};
use guanxi::survey::Scale;

use super::YEAR;

/// The days whose ratings are compared with those of as many days before, unless an earlier day is
/// stated.
const HALF_YEAR: u16 = 182;

/// The answers that ratings give.
pub(crate) struct Voices<'a> {
    /// The figures of the last year, by question and scale.
    pub(crate) figures: Vec<SatisfactionFigures>,
    pub(crate) falls: Vec<RatingFall>,
    /// Comparisons with competitors, one for each scale on which any was rated.
    pub(crate) rivals: Vec<RivalComparison>,
    /// Customers that rated a competitor above us in the last year.
    pub(crate) below: Vec<Below<'a>>,
    pub(crate) findings: Vec<(&'a str, RatingFinding)>,
}

/// A competitor that was rated above us.
pub(crate) struct Below<'a> {
    pub(crate) customer: &'a str,
    pub(crate) question: RatingQuestion,
    pub(crate) rival: RivalId,
    pub(crate) ours: i16,
    pub(crate) theirs: i16,
    pub(crate) scale: Scale,
    pub(crate) day: Day,
}

/// A customer with all its ratings.
struct Rated<'a> {
    name: &'a str,
    id: CustomerId,
    ratings: Vec<Rating>,
}

impl<'a> Voices<'a> {
    /// The answers of some customers; falls since a day, where one is stated.
    pub(super) fn of(
        review: &Review<'a>,
        keys: &[CustomerKey],
        since: Option<AsOf>,
    ) -> Result<Self, String> {
        let (t, policy) = (review.as_of(), &review.policy().satisfaction);
        let customers = rated(review, keys)?;
        let mut scales: Vec<(RatingQuestion, Scale)> = Vec::new();
        for rating in customers.iter().flat_map(|it| &it.ratings) {
            let pair = (rating.question, rating.scale);
            if !scales.contains(&pair) {
                scales.push(pair);
            }
        }
        scales.sort_by_key(|(question, scale)| (*question, scale.lowest(), scale.highest()));
        let panel: Vec<RatedCustomer<'_>> = customers
            .iter()
            .map(|it| RatedCustomer { customer: &it.id, ratings: &it.ratings })
            .collect();
        let (year, windows) = (t.last_days(YEAR), windows(t, since));
        let (mut figures, mut falls) = (Vec::new(), Vec::new());
        for (question, scale) in &scales {
            let panel = RatingPanel::try_new(*question, *scale, panel.iter().copied());
            let panel = panel.map_err(|error| error.to_string())?;
            figures.push(panel.figures(year, t, policy));
            falls.extend(windows.map(|windows| panel.fall(windows, t, policy)));
        }
        let mut compared: Vec<RivalComparison> = Vec::new();
        for (_, scale) in scales.iter().filter(|it| RatingQuestion::GROUPS.contains(&it.0)) {
            if compared.iter().all(|it| it.scale != *scale) {
                let found = RivalComparison::try_from_customers(&panel, *scale, year, t, policy);
                compared.push(found.map_err(|error| error.to_string())?);
            }
        }
        compared.retain(|it| it.groups.iter().any(|group| !group.rivals.is_empty()));
        let findings = customers.iter().flat_map(|it| {
            let found = RatingFinding::find(&it.ratings, t, policy);
            found.into_iter().map(|finding| (it.name, finding))
        });
        Ok(Self {
            figures,
            falls,
            rivals: compared,
            below: customers.iter().flat_map(|it| below(it, year, t)).collect(),
            findings: findings.collect(),
        })
    }

    /// The falls that are more than chance.
    pub(crate) fn real_falls(&self) -> impl Iterator<Item = &RatingFall> {
        self.falls.iter().filter(|it| it.level().is_some())
    }
}

/// The customers with ratings that are seen on the day, by name.
fn rated<'a>(review: &Review<'a>, keys: &[CustomerKey]) -> Result<Vec<Rated<'a>>, String> {
    let (book, t) = (review.book(), review.as_of());
    let mut found = Vec::new();
    for key in keys {
        let account = book.account_at(*key, t).map_err(|error| error.to_string())?;
        let ratings = account.view().ratings();
        let seen: Vec<Rating> = ratings.iter().filter(|it| t.sees(it.day)).cloned().collect();
        if !seen.is_empty() {
            let name = book.name(*key);
            let id = name.parse().map_err(|error| format!("{name}: {error}"))?;
            found.push(Rated { name, id, ratings: seen });
        }
    }
    found.sort_by_key(|it| it.name);
    Ok(found)
}

/// The days since a stated one, or the last half year, and as many days before.
fn windows(t: AsOf, since: Option<AsOf>) -> Option<RatingWindows> {
    let middle = since.map_or_else(|| t.last_days(HALF_YEAR).after, AsOf::day);
    let days = t.day().days_since(middle);
    let first = middle.checked_offset(days.checked_neg()?)?;
    let before = Window { after: first, until: middle };
    (days > 0).then_some(RatingWindows { before, after: Window { after: middle, until: t.day() } })
}

/// The competitors above us by the last mark of each respondent to each question.
fn below<'a>(customer: &Rated<'a>, year: Window, t: AsOf) -> Vec<Below<'a>> {
    let marked = customer
        .ratings
        .iter()
        .filter(|it| year.contains(it.day) && t.sees(it.day) && it.reply.mark().is_some());
    let mut last: BTreeMap<_, &Rating> = BTreeMap::new();
    for (place, rating) in marked.enumerate() {
        // Each answer without a name is a person of its own.
        let person = rating.person.as_ref().ok_or(place);
        let of = last.entry((rating.question, person)).or_insert(rating);
        if of.day <= rating.day {
            *of = rating;
        }
    }
    let mut found = Vec::new();
    let mut told = BTreeSet::new();
    for rating in last.into_values() {
        let Some(ours) = rating.reply.mark() else { continue };
        let standard = |mark| rating.scale.standard(mark).ok();
        for (rival, theirs) in &rating.rivals {
            let is_above = standard(*theirs) > standard(ours);
            if is_above && told.insert((rating.question, rival)) {
                let (question, day) = (rating.question, rating.day);
                let (rival, theirs, scale) = (rival.clone(), *theirs, rating.scale);
                let customer = customer.name;
                found.push(Below { customer, question, rival, ours, theirs, scale, day });
            }
        }
    }
    found
}

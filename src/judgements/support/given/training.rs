use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::calendar::{AsOf, Day, Window};
use crate::id::{CustomerId, PersonId, StaffId, SupportLineId};
use crate::measure::{plural, proven};
use crate::valid::{Draft, Valid, Violations, words};

words! {
    /// The topic of a training.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum TrainingTopic as "a topic of a training" {
        /// The ideas of our trade: why it is done so.
        #[doc(alias = "经营理念")]
        Ideas = "ideas",
        /// The use of the goods.
        #[doc(alias = "产品使用方法")]
        ProductUse = "product_use" => "use of the goods",
        /// Selling.
        #[doc(alias = "销售技巧")]
        Selling = "selling",
        /// Managing a business.
        #[doc(alias = "经营管理")]
        Management = "management",
        /// Shop and display.
        #[doc(alias = "陈列")]
        Display = "display",
        /// Service after the sale.
        #[doc(alias = "售后服务")]
        Service = "service",
        /// Our terms and policies.
        #[doc(alias = "经销政策")]
        Terms = "terms",
    }
}

words! {
    /// The form of a training.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum TrainingForm as "a form of a training" {
        /// Several customers together.
        #[doc(alias = "集合强化训练")]
        Gathered = "gathered",
        /// At the customer.
        #[doc(alias = "现场培训")]
        OnSite = "on_site" => "on site",
        /// By printed matter.
        #[doc(alias = "内部刊物")]
        Printed = "printed",
        /// Online.
        #[doc(alias = "线上培训")]
        Online = "online",
    }
}

words! {
    /// The people for whom a training is meant.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum TrainingAudience as "an audience of a training" {
        /// Managers of the customer.
        Managers = "managers",
        /// Its sellers.
        Sellers = "sellers",
        /// Users of the goods.
        Users = "users",
    }
}

/// The plain form of a [`Training`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct TrainingDraft {
    /// The customer. A training of several customers is recorded once for each.
    pub customer: CustomerId,
    /// The topic.
    pub topic: TrainingTopic,
    /// The form.
    pub form: TrainingForm,
    /// The audience.
    pub audience: TrainingAudience,
    /// The people who took part, as far as they are known by name.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeSet::is_empty"))]
    pub people: BTreeSet<PersonId>,
    /// The number of others who took part.
    #[cfg_attr(
        feature = "serde",
        serde(default, skip_serializing_if = "crate::valid::is_default")
    )]
    pub others: u32,
    /// Those of the people who were tested and passed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeSet::is_empty"))]
    pub passed: BTreeSet<PersonId>,
    /// The day; of several, the last.
    pub day: Day,
    /// The staff member who trained.
    pub by: StaffId,
    /// The line of the plan of support.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub line: Option<SupportLineId>,
}

/// A training that people of a customer were given.
///
/// # Rule
///
/// > S25: of each dealer it is known who is trained in what, and since when.
#[doc(alias = "经销商培训")]
pub type Training = Valid<TrainingDraft>;

impl Draft for TrainingDraft {
    fn check(&self, found: &mut Violations) {
        if self.people.is_empty() && self.others == 0 {
            found.add("people", "must not be empty without others, was empty".to_owned());
        }
        if let Some(person) = self.passed.difference(&self.people).next() {
            found.add("passed", format!("must have taken part, {person} did not"));
        }
    }
}

/// A person of a customer with what it was trained in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainedPerson<'a> {
    /// The person.
    pub person: &'a PersonId,
    /// The topic.
    pub topic: TrainingTopic,
    /// The first day.
    pub since: Day,
    /// The last day.
    pub last: Day,
    /// The last day on which the person passed a test; `None` without one.
    pub passed: Option<Day>,
}

/// A topic in which a customer was trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainedTopic {
    /// The topic.
    pub topic: TrainingTopic,
    /// The number of trainings.
    pub times: u32,
    /// The first day.
    pub since: Day,
    /// The last day.
    pub last: Day,
}

/// The trainings of a customer as of a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainingRecord<'a> {
    /// The people known by name, by id and topic.
    pub people: Vec<TrainedPerson<'a>>,
    /// The topics, in their order.
    pub topics: Vec<TrainedTopic>,
}

impl<'a> TrainingRecord<'a> {
    /// The trainings of a customer as of a date. Their order does not matter.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::day;
    /// use guanxi::support::{
    ///     Training, TrainingAudience, TrainingDraft, TrainingForm, TrainingRecord, TrainingTopic,
    /// };
    ///
    /// let training = Training::try_new(TrainingDraft {
    ///     customer: "Li & Sons".parse()?,
    ///     topic: TrainingTopic::Selling,
    ///     form: TrainingForm::OnSite,
    ///     audience: TrainingAudience::Sellers,
    ///     people: ["Anna".parse()?].into(),
    ///     others: 2,
    ///     passed: [].into(),
    ///     day: day!(2026, 4, 1),
    ///     by: "Wang".parse()?,
    ///     line: None,
    /// })?;
    /// let (all, t) = ([training], AsOf::new(day!(2026, 5, 1)));
    /// let record = TrainingRecord::read(&all, &"Li & Sons".parse()?, t);
    /// assert_eq!(record.topics[0].topic, TrainingTopic::Selling);
    /// assert_eq!(record.untrained().next(), Some(TrainingTopic::Ideas));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn read(trainings: &'a [Training], customer: &CustomerId, t: AsOf) -> Self {
        let mut people: BTreeMap<(&PersonId, TrainingTopic), TrainedPerson<'a>> = BTreeMap::new();
        let mut topics: BTreeMap<TrainingTopic, TrainedTopic> = BTreeMap::new();
        let seen = trainings.iter().filter(|it| it.customer == *customer && t.sees(it.day));
        for TrainingDraft { topic, day, people: took_part, passed, .. } in seen.map(|it| &**it) {
            let (topic, day) = (*topic, *day);
            for person in took_part {
                let blank = TrainedPerson { person, topic, since: day, last: day, passed: None };
                let trained = people.entry((person, topic)).or_insert(blank);
                trained.since = trained.since.min(day);
                trained.last = trained.last.max(day);
                trained.passed = trained.passed.max(passed.contains(person).then_some(day));
            }
            let blank = TrainedTopic { topic, times: 0, since: day, last: day };
            let trained = topics.entry(topic).or_insert(blank);
            let times = trained.times.checked_add(1);
            trained.times = proven!(times, else u32::MAX, "as many as trainings in memory");
            trained.since = trained.since.min(day);
            trained.last = trained.last.max(day);
        }
        Self { people: people.into_values().collect(), topics: topics.into_values().collect() }
    }

    /// The topics in which nobody of the customer was trained.
    pub fn untrained(&self) -> impl Iterator<Item = TrainingTopic> {
        let is_open = |topic: &TrainingTopic| self.topics.iter().all(|it| it.topic != *topic);
        TrainingTopic::ALL.into_iter().filter(is_open)
    }
}

impl TrainingDraft {
    /// The customers that were trained in a topic within a window, for the test of the effect.
    pub fn trained_in(
        trainings: &[Training],
        topic: TrainingTopic,
        window: Window,
    ) -> BTreeSet<&CustomerId> {
        let is_one = |it: &&Training| it.topic == topic && window.contains(it.day);
        trainings.iter().filter(is_one).map(|it| &it.customer).collect()
    }
}

impl fmt::Display for TrainedTopic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { topic, times, since, last } = self;
        let noun = plural(*times, "training", "trainings");
        write!(f, "{topic}: {times} {noun} since {since}, last on {last}")
    }
}

impl fmt::Display for TrainedPerson<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { person, topic, since, last, passed } = self;
        write!(f, "{person}: {topic} since {since}, last on {last}")?;
        match passed {
            Some(passed) => write!(f, ", passed on {passed}"),
            None => f.write_str(", not tested"),
        }
    }
}

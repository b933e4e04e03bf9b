use super::identity_facts::IdentityKey;
use super::{
    DuplicatePolicy, IdentityFacts, KeyKind, NumberPair, NumberRules, PairVerdict, Points, Veto,
};
use crate::identity::{IdentityNumber, Scope};

impl DuplicatePolicy {
    /// Compares two records by their facts. A ruling about the pair is not asked;
    /// [`IdentityIndex`](super::IdentityIndex) goes by it.
    ///
    /// One number that is equal makes two numbers of its kind and scope agree, so that a company
    /// with several VAT numbers is one. A record with the number of the company alone and one with
    /// the number of a place, too, are the same.
    ///
    /// Two companies are told apart by numbers of which a company has one at a time
    /// ([`is_one_at_a_time`](crate::identity::NumberKind::is_one_at_a_time)). Numbers of other
    /// registers may both be its own, and no check would catch a slip in one: where they differ,
    /// the pair is *possible* at most and for a person to look at.
    ///
    /// ```
    /// use guanxi::duplicate::{DuplicatePolicy, IdentityFacts};
    ///
    /// let policy = DuplicatePolicy::default();
    /// let forms = policy.name_forms();
    /// let li = IdentityFacts::default()
    ///     .with_number("uscc 91350100M000100Y43".parse()?)
    ///     .with_name(&forms, "Li & Sons Ltd.")
    ///     .with_phone("138 0013 8000");
    /// let twin =
    ///     IdentityFacts::default().with_name(&forms, "LI & SONS").with_phone("+86 13800138000");
    /// assert_eq!(
    ///     policy.compare(&li, &twin).to_string(),
    ///     "likely the same, from 55: 55 points: phone 25, name 30"
    /// );
    /// let other = twin.with_number("uscc 91110000600037341L".parse()?);
    /// assert_eq!(
    ///     policy.compare(&li, &other).to_string(),
    ///     "different: uscc 91110000600037341L and uscc 91350100M000100Y43 differ"
    /// );
    /// # Ok::<(), guanxi::identity::IdentityNumberError>(())
    /// ```
    pub fn compare(&self, one: &IdentityFacts, other: &IdentityFacts) -> PairVerdict {
        let numbers = Numbers::read(one, other, &self.numbers);
        let despite = numbers.unsure.clone();
        numbers.verdict().unwrap_or_else(|| self.by_points(one.keys(), other.keys(), despite))
    }

    fn by_points(
        &self,
        one: &[IdentityKey],
        other: &[IdentityKey],
        despite: Option<NumberPair>,
    ) -> PairVerdict {
        let agrees = |kind: &KeyKind| {
            let of_kind = |it: &&IdentityKey| it.kind() == *kind;
            let mut ones = one.iter().filter(of_kind);
            ones.any(|key| other.iter().filter(of_kind).any(|it| key.agrees_with(it)))
        };
        let points = Points::new(KeyKind::ALL.into_iter().filter(agrees), &self.points);
        let (likely, possible) = (self.likely, self.possible);
        match points.total() {
            total if total >= u32::from(likely) && despite.is_none() => {
                PairVerdict::Likely { points, at_least: likely }
            }
            total if total >= u32::from(possible) => {
                PairVerdict::Possible { points, at_least: possible, despite }
            }
            _ => PairVerdict::Unrelated { points, at_least: possible },
        }
    }
}

/// The numbers of two records that are equal or differ, the first of each scope in their order.
#[derive(Default)]
struct Numbers<'a> {
    equal: ByScope<&'a IdentityNumber>,
    differ: ByScope<NumberPair>,
    /// Numbers of companies that differ, of which one company may have both.
    unsure: Option<NumberPair>,
}

struct ByScope<T> {
    legal_entity: Option<T>,
    establishment: Option<T>,
    person: Option<T>,
}

impl<T> Default for ByScope<T> {
    fn default() -> Self {
        Self { legal_entity: None, establishment: None, person: None }
    }
}

impl<T> ByScope<T> {
    fn note(&mut self, scope: Scope, value: T) {
        let place = match scope {
            Scope::LegalEntity => &mut self.legal_entity,
            Scope::Establishment => &mut self.establishment,
            Scope::Person => &mut self.person,
        };
        place.get_or_insert(value);
    }
}

impl<'a> Numbers<'a> {
    fn read(one: &'a IdentityFacts, other: &'a IdentityFacts, rules: &NumberRules) -> Self {
        let mut found = Self::default();
        let (ones, others) = (one.numbers(), other.numbers());
        for number in ones.iter().filter(|number| rules.compares(number)) {
            let of_class = |all: &'a [IdentityNumber]| {
                all.iter().filter(|it| it.compares_with(number)).collect::<Vec<_>>()
            };
            let compared = of_class(others);
            if compared.contains(&number) {
                found.equal.note(number.scope(), number);
                continue;
            }
            let is_equal = |it: &&IdentityNumber| compared.contains(it);
            if let Some(lowest) = compared.first()
                && !of_class(ones).iter().any(is_equal)
            {
                // The lowest of each, whichever record comes first.
                let own = of_class(ones).first().map_or(number, |own| own);
                let pair = NumberPair::new(own, lowest);
                if tells_apart(number) {
                    found.differ.note(number.scope(), pair);
                } else {
                    found.unsure.get_or_insert(pair);
                }
            }
        }
        found
    }

    /// The verdict that the numbers give; `None` where they say nothing.
    fn verdict(self) -> Option<PairVerdict> {
        let Self { equal, differ, unsure: _ } = self;
        let owner = equal.legal_entity.or(equal.person);
        let any = owner.or(equal.establishment);
        let different =
            |numbers| PairVerdict::Different(Veto::Numbers { numbers, despite: any.cloned() });
        if let Some(numbers) = differ.legal_entity.or(differ.person) {
            return Some(different(numbers));
        }
        match (differ.establishment, owner, equal.establishment) {
            (Some(establishments), Some(number), None) => {
                Some(PairVerdict::SameGroup { number: number.clone(), establishments })
            }
            (Some(numbers), _, _) => Some(different(numbers)),
            (None, _, _) => any.map(|number| PairVerdict::Same { number: number.clone() }),
        }
    }
}

/// Tells whether another number of the kind and scope is that of another company, place or person.
fn tells_apart(number: &IdentityNumber) -> bool {
    match number.scope() {
        Scope::LegalEntity => number.kind().is_one_at_a_time(),
        Scope::Establishment | Scope::Person => true,
    }
}

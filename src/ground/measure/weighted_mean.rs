use super::Quotient;

/// A mean of whole numbers, weighted, over those that are known; the weight of what is not known
/// lowers its coverage only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WeightedMean {
    sum: i128,
    known: i128,
    all: i128,
}

impl WeightedMean {
    /// With a value of a weight; `None` when the sums do not fit.
    pub(crate) fn with(self, value: i64, weight: i64) -> Option<Self> {
        let weighted = i128::from(value).checked_mul(i128::from(weight))?;
        Some(Self {
            sum: self.sum.checked_add(weighted)?,
            known: self.known.checked_add(i128::from(weight))?,
            ..self.with_unknown(weight)?
        })
    }

    /// With a weight whose value is not known; `None` when the sums do not fit.
    pub(crate) fn with_unknown(self, weight: i64) -> Option<Self> {
        Some(Self { all: self.all.checked_add(i128::from(weight))?, ..self })
    }

    /// The mean of the known values, each counted in parts of a unit: `unit` parts make 1. `None`
    /// when nothing of positive weight is known, or the terms do not fit.
    pub(crate) fn mean(self, unit: i64) -> Option<Quotient> {
        Quotient::try_new(self.sum, self.known.checked_mul(i128::from(unit))?)
    }

    /// The known weight by all weight; `None` without weight.
    pub(crate) fn coverage(self) -> Option<Quotient> {
        Quotient::try_new(self.known, self.all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(values: &[(i64, i64)]) -> Option<WeightedMean> {
        values
            .iter()
            .try_fold(WeightedMean::default(), |mean, (value, weight)| mean.with(*value, *weight))
    }

    fn text(quotient: Option<Quotient>) -> String {
        quotient.map(|it| it.to_string()).unwrap_or_default()
    }

    #[test]
    fn each_value_counts_by_its_weight() {
        let known = mean(&[(80, 100), (50, 100), (45, 200)]);
        assert_eq!(text(known.and_then(|it| it.mean(1))), "55");
        assert_eq!(text(known.and_then(|it| it.mean(100))), "0.55");
        assert_eq!(text(mean(&[(-10, 1), (5, 3)]).and_then(|it| it.mean(1))), "1.25");
    }

    #[test]
    fn what_is_not_known_lowers_the_coverage_and_not_the_mean() {
        let known = mean(&[(60, 3)]).and_then(|it| it.with_unknown(1));
        assert_eq!(text(known.and_then(|it| it.mean(1))), "60");
        assert_eq!(text(known.and_then(WeightedMean::coverage)), "0.75");
    }

    #[test]
    fn nothing_known_has_no_mean() {
        let none = WeightedMean::default();
        assert_eq!((none.mean(1), none.coverage()), (None, None));
        let unknown = none.with_unknown(5);
        assert_eq!(text(unknown.and_then(WeightedMean::coverage)), "0");
        assert_eq!(unknown.and_then(|it| it.mean(1)), None);
        assert_eq!(mean(&[(5, 0)]).and_then(|it| it.mean(1)), None, "no weight");
    }

    #[test]
    fn sums_that_do_not_fit_are_refused() {
        let widest = mean(&[(i64::MAX, i64::MAX), (i64::MAX, i64::MAX)]);
        assert!(widest.is_some());
        assert_eq!(widest.and_then(|it| it.with(i64::MAX, i64::MAX)), None);
    }
}

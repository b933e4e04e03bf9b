use super::Quotient;

/// A mean of whole numbers, weighted. Values that are not known are left out and weigh nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct WeightedMean {
    sum: i128,
    weight: i128,
}

impl WeightedMean {
    /// The mean with one more value and its weight; `None` when the sums do not fit.
    pub(crate) fn with(self, value: i64, weight: i64) -> Option<Self> {
        let weighted = i128::from(value).checked_mul(i128::from(weight))?;
        Some(Self {
            sum: self.sum.checked_add(weighted)?,
            weight: self.weight.checked_add(i128::from(weight))?,
        })
    }

    /// The mean of values that are counted in parts of a unit: `unit` parts make 1. `None` when the
    /// weights do not add up to more than zero, or the terms do not fit.
    pub(crate) fn mean(self, unit: i64) -> Option<Quotient> {
        Quotient::try_new(self.sum, self.weight.checked_mul(i128::from(unit))?)
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
    fn without_weight_there_is_no_mean() {
        assert_eq!(WeightedMean::default().mean(1), None);
        assert_eq!(mean(&[(5, 0)]).and_then(|it| it.mean(1)), None);
        assert_eq!(mean(&[(5, 1), (5, -1)]).and_then(|it| it.mean(1)), None);
    }

    #[test]
    fn sums_that_do_not_fit_are_refused() {
        let widest = mean(&[(i64::MAX, i64::MAX), (i64::MAX, i64::MAX)]);
        assert!(widest.is_some());
        assert_eq!(widest.and_then(|it| it.with(i64::MAX, i64::MAX)), None);
    }
}

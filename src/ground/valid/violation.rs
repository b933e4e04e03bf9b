use std::fmt;

/// A rule that a draft breaks, with the path of the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    path: String,
    problem: String,
}

impl Violation {
    /// The path: field names joined by dots, such as `debt.utilisation.clear.watch`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The problem: the bound that is broken and the value that breaks it.
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.problem)
    }
}

/// All rules that a draft breaks, in the order of its fields.
///
/// ```
/// use guanxi::valid::Violations;
///
/// let mut found = Violations::default();
/// found.within("debt", |found| found.add("tolerance", "must not be negative, was -1".to_owned()));
/// found.add("weight", "must not be 0".to_owned());
/// assert_eq!(
///     found.to_string(),
///     "debt.tolerance must not be negative, was -1; weight must not be 0"
/// );
/// let [tolerance, _] = found.iter().collect::<Vec<_>>()[..] else { panic!("two") };
/// assert_eq!(tolerance.path(), "debt.tolerance");
/// assert_eq!(tolerance.problem(), "must not be negative, was -1");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Violations {
    prefix: String,
    found: Vec<Violation>,
}

impl Violations {
    /// Adds a violation of a field. The problem states the bound and the value.
    pub fn add(&mut self, field: &str, problem: String) {
        let path = format!("{}{field}", self.prefix);
        self.found.push(Violation { path, problem });
    }

    /// Checks a part. The paths of its violations start with the name of the part.
    ///
    /// ```
    /// # let mut found = guanxi::valid::Violations::default();
    /// found.within("a", |found| found.within("b", |found| found.add("c", "is wrong".to_owned())));
    /// assert_eq!(found.to_string(), "a.b.c is wrong");
    /// ```
    pub fn within(&mut self, part: &str, check: impl FnOnce(&mut Self)) {
        let outer = self.prefix.len();
        self.prefix.push_str(part);
        self.prefix.push('.');
        check(self);
        self.prefix.truncate(outer);
    }

    /// The value when no violation was found, otherwise the violations. An `Err` never holds an
    /// empty list.
    ///
    /// # Errors
    ///
    /// When there are violations.
    ///
    /// ```
    /// # use guanxi::valid::Violations;
    /// assert_eq!(Violations::default().none_or(7), Ok(7));
    /// let mut found = Violations::default();
    /// found.add("name", "must not be empty".to_owned());
    /// assert!(found.none_or(7).is_err());
    /// ```
    pub fn none_or<T>(self, value: T) -> Result<T, Self> {
        if self.found.is_empty() { Ok(value) } else { Err(self) }
    }

    /// The violations in the order of the fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.found.iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, violation) in self.found.iter().enumerate() {
            let separator = if place == 0 { "" } else { "; " };
            write!(f, "{separator}{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

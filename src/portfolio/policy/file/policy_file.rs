use super::closest::did_you_mean;
use super::read::{PRESET, TESTS, read};
use super::{PolicyProblem, PolicyProblems, Preset};
use crate::policy::migrate::migrated;
use crate::policy::tree::{Kind, Node, Step};
use crate::policy::{Policy, PolicyDraft};

impl Policy {
    /// The policy of a TOML text.
    ///
    /// A section, field or level that the text does not state is that of its `preset`, or of the
    /// default policy. A list, and a table whose keys are the company's own, is stated whole; so is
    /// a method of another name. A day stands with quotes or without. Tests in the text are left
    /// out; [`PolicyFile`](crate::policy::PolicyFile) reads both.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, in the order of the text: its form, unknown fields, values of
    /// another kind, and every rule that is broken. Each has its path, value, bound and place. A
    /// text of a newer schema is refused by its number, and nothing else is said of it.
    ///
    /// ```
    /// use guanxi::policy::Policy;
    ///
    /// let policy = Policy::from_toml(r#"
    ///     schema = 2
    ///     preset = "cautious"
    ///     [debt.utilisation.raise]
    ///     watch = "75%"
    /// "#)?;
    /// assert_eq!(policy.debt.utilisation.raise.watch, "75%".parse()?);
    /// assert_eq!(policy.debt.utilisation.raise.warning, "90%".parse()?);
    ///
    /// let problems = Policy::from_toml(r#"
    ///     [debt]
    ///     horizon_days = 70000
    ///     [debt.ageng]
    ///     watch = 3
    /// "#).unwrap_err();
    /// assert_eq!(
    ///     problems.to_string(),
    ///     "line 3, column 20: debt.horizon_days: must be a whole number in 0..=65535, was 70000\n\
    ///      line 4, column 5: debt.ageng: is no field of a policy (did you mean ageing?)",
    /// );
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "toml")]
    pub fn from_toml(text: &str) -> Result<Self, PolicyProblems> {
        let (file, problems) = super::from_toml::from_toml(text);
        of_file(file, problems)
    }

    /// The TOML text of this policy over a preset: its names, and only the fields in which it
    /// differs. [`Policy::from_toml`] reads it back.
    ///
    /// ```
    /// use guanxi::policy::{Policy, PolicyDraft, Preset};
    ///
    /// let mut draft = Preset::Cautious.draft();
    /// draft.version = Some("2026.12".parse()?);
    /// draft.debt.ageing.watch = 3;
    /// let policy = Policy::try_from(draft)?;
    /// let text = policy.to_toml(Preset::Cautious);
    /// assert_eq!(text, r#"schema = 2
    /// preset = "cautious"
    /// version = "2026.12"
    ///
    /// [debt.ageing]
    /// watch = 3
    /// "#);
    /// assert_eq!(Policy::from_toml(&text)?, policy);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[cfg(feature = "toml")]
    pub fn to_toml(&self, over: Preset) -> String {
        super::to_toml::to_toml(self, over)
    }

    /// The policy of a JSON text, read as [`Policy::from_toml`] reads one of TOML.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, in the order of the text; of a text that is no JSON the first
    /// place where it is none.
    ///
    /// ```
    /// use guanxi::policy::Policy;
    ///
    /// let text = r#"{ "debt": { "ageing": { "watch": 0 } } }"#;
    /// let problems = Policy::from_json(text).unwrap_err();
    /// assert_eq!(
    ///     problems.to_string(),
    ///     "line 1, column 34: debt.ageing.watch: must be at least 1 day past due, was 0",
    /// );
    /// ```
    #[cfg(feature = "json")]
    pub fn from_json(text: &str) -> Result<Self, PolicyProblems> {
        let (file, problems) = super::from_json::from_json(text);
        of_file(file, problems)
    }
}

pub(crate) fn of_file(
    file: Node,
    mut problems: Vec<PolicyProblem>,
) -> Result<Policy, PolicyProblems> {
    // What a text that is no TOML or JSON means is a guess.
    if !problems.is_empty() {
        return Err(PolicyProblems::of(problems));
    }
    refuse_newer(&file)?;
    let mut file = migrated(file);
    let preset = preset(&file, &mut problems);
    file.take_out(&[Step::Key(PRESET.to_owned())]);
    // Tests judge a policy and are no part of it.
    file.take_out(&[Step::Key(TESTS.to_owned())]);
    read(&file, &preset.draft().document(), problems).map_err(PolicyProblems::of)
}

/// Refuses a file of a newer schema, and reads no further. A file without `schema` whose `version`
/// is a bare number states its schema there.
pub(crate) fn refuse_newer(file: &Node) -> Result<(), PolicyProblems> {
    let known = PolicyDraft::SCHEMA;
    let (name, read, hint) = match file.within(&["schema"]) {
        Some(_) => ("schema", "this version of the crate reads", "written by a newer one"),
        None => (
            "version",
            "is the schema, of which this version of the crate reads",
            "a version of your own stands in quotes",
        ),
    };
    let Some(stated) = file.within(&[name]) else { return Ok(()) };
    let newer = if let Kind::Integer(it) = &stated.kind {
        (*it > i64::from(known)).then(|| it.to_string())
    } else if let Kind::Number(it) = &stated.kind {
        // Beyond 64 bits, unless it is a fraction.
        it.chars().all(|digit| digit.is_ascii_digit()).then(|| it.clone())
    } else {
        None
    };
    let Some(newer) = newer else { return Ok(()) };
    let problem = format!("is {newer}, and {read} 1..={known}");
    let problem = PolicyProblem::new(name.to_owned(), stated.place, problem);
    Err(PolicyProblems::of(vec![problem.with_hint(Some(hint.to_owned()))]))
}

fn preset(file: &Node, problems: &mut Vec<PolicyProblem>) -> Preset {
    let Some(stated) = file.within(&[PRESET]) else { return Preset::default() };
    let (problem, hint) = if let Kind::Text(word) = &stated.kind {
        match word.parse::<Preset>() {
            Ok(preset) => return preset,
            Err(error) => (error.to_string(), did_you_mean(word, Preset::ALL.map(Preset::code))),
        }
    } else {
        ("must be the name of a preset in quotes".to_owned(), None)
    };
    let problem = PolicyProblem::new("preset".to_owned(), stated.place, problem);
    problems.push(problem.with_hint(hint));
    Preset::default()
}

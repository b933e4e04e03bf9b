use super::CustomerBonds;
use crate::contact::Threads;
use crate::valid::words;

words! {
    /// A step that makes a customer less dependent on one person.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum DependenceRemedy as "a remedy of dependence" {
        /// A second person of ours meets it.
        SecondOfOurs = "second_of_ours" => "a second person of ours",
        /// We meet a second person of its own.
        SecondOfTheirs = "second_of_theirs" => "a second person of theirs",
        /// One of our managers visits it.
        ExecutiveVisit = "executive_visit" => "a visit by a manager",
        /// A part of its business is built on us.
        StructuralBenefit = "structural_benefit" => "a structural benefit",
    }
}

impl DependenceRemedy {
    /// The steps that a customer lacks, in their order; none unless one person of ours, or one of
    /// theirs, is in all its threads.
    pub fn of(bonds: &CustomerBonds) -> Vec<Self> {
        let Threads::Single { ours, theirs } = &bonds.threads else { return Vec::new() };
        let steps = [
            (ours.is_some(), Self::SecondOfOurs),
            (theirs.is_some(), Self::SecondOfTheirs),
            (!bonds.met_by_manager, Self::ExecutiveVisit),
            (bonds.benefits.structural.count == 0, Self::StructuralBenefit),
        ];
        steps.into_iter().filter(|(is, _)| *is).map(|(_, step)| step).collect()
    }
}

use crate::calendar::AsOf;
use crate::confidence::{Reader, Sensitive, SensitiveKind};
use crate::id::{PersonId, StaffId};
use crate::identity::NormalText;
use crate::valid::{codes, words};

words! {
    /// The ten kinds of common ground: the five affinities (五缘) and five more.
    #[doc(alias = "五缘")]
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum AffinityKind as "a kind of common ground" {
        /// Kinship, 亲缘.
        #[doc(alias = "亲缘")]
        Kin = "kin",
        /// The same home region, 地缘.
        #[doc(alias = "地缘")]
        Home = "home",
        /// The same faith, 神缘.
        #[doc(alias = "神缘")]
        Faith = "faith",
        /// A love of the same things, 物缘.
        #[doc(alias = "物缘")]
        Hobby = "hobby",
        /// The same trade, 业缘.
        #[doc(alias = "业缘")]
        Trade = "trade",
        /// The same interest, 趣.
        Interest = "interest",
        /// The same school, 学.
        School = "school",
        /// The same way to talk, 话.
        Talk = "talk",
        /// The same experience, 历.
        Experience = "experience",
        /// The same age, 龄.
        Age = "age",
    }
}

impl AffinityKind {
    /// The kind of sensitive value that its values are; `None` for those anybody may know.
    pub const fn sensitive(self) -> Option<SensitiveKind> {
        match self {
            Self::Kin => Some(SensitiveKind::Family),
            Self::Faith => Some(SensitiveKind::Faith),
            Self::Home
            | Self::Hobby
            | Self::Trade
            | Self::Interest
            | Self::School
            | Self::Talk
            | Self::Experience
            | Self::Age => None,
        }
    }
}

/// The owner of a fact of common ground: one of our people, or one of theirs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AffinityOwner {
    /// One of ours.
    Ours(StaffId),
    /// One of theirs.
    Theirs(PersonId),
}

/// The value of a fact of common ground, open or sensitive.
#[derive(Debug, Clone, PartialEq, Eq)]
enum AffinityValue {
    Open(NormalText),
    Sensitive(Sensitive<NormalText>),
}

/// A value that stands in the open where its kind is sensitive, or is kept as another kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AffinityError {
    /// The kind is sensitive, and the value is not marked so.
    #[error("{kind} is sensitive: it is kept with a purpose and a last day")]
    InTheOpen {
        /// The kind of common ground.
        kind: AffinityKind,
    },
    /// The value is marked as another sensitive kind, or the kind is not sensitive.
    #[error("{kind} cannot be kept as {marked}")]
    OtherKind {
        /// The kind of common ground.
        kind: AffinityKind,
        /// The kind that the value is marked as.
        marked: SensitiveKind,
    },
}

codes! {
    AffinityError {
        InTheOpen = "sensitive_in_the_open",
        OtherKind = "other_sensitive_kind",
    }
}

/// A fact on which two people may have common ground (S2). Kin and faith are sensitive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affinity {
    owner: AffinityOwner,
    kind: AffinityKind,
    value: AffinityValue,
}

impl Affinity {
    /// A fact that anybody of ours may know.
    ///
    /// # Errors
    ///
    /// When the kind is sensitive.
    pub fn open(
        owner: AffinityOwner,
        kind: AffinityKind,
        value: NormalText,
    ) -> Result<Self, AffinityError> {
        match kind.sensitive() {
            Some(_) => Err(AffinityError::InTheOpen { kind }),
            None => Ok(Self { owner, kind, value: AffinityValue::Open(value) }),
        }
    }

    /// A sensitive fact.
    ///
    /// # Errors
    ///
    /// When the value is marked as another kind than that of the common ground.
    pub fn sensitive(
        owner: AffinityOwner,
        kind: AffinityKind,
        value: Sensitive<NormalText>,
    ) -> Result<Self, AffinityError> {
        if kind.sensitive() == Some(value.kind()) {
            Ok(Self { owner, kind, value: AffinityValue::Sensitive(value) })
        } else {
            Err(AffinityError::OtherKind { kind, marked: value.kind() })
        }
    }

    /// The owner.
    pub const fn owner(&self) -> &AffinityOwner {
        &self.owner
    }

    /// The kind.
    pub const fn kind(&self) -> AffinityKind {
        self.kind
    }

    /// The value for a reader; `None` where the reader may not see it.
    pub fn disclose(&self, reader: Reader, t: AsOf) -> Option<&NormalText> {
        match &self.value {
            AffinityValue::Open(value) => Some(value),
            AffinityValue::Sensitive(value) => value.disclose(reader, t),
        }
    }
}

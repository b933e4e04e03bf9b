use std::fmt;

use crate::id::{CustomerKey, StaffId};
use crate::identity::{IdentityNumber, NameForms, NormalName, NormalPhone, NormalText};
use crate::valid::words;

words! {
    /// The kinds of keys by which two records may agree, numbers of registers left out.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum KeyKind as "a kind of key" {
        /// The account from which payments come.
        #[doc(alias = "银行账号")]
        BankAccount = "bank_account" => "bank account",
        /// A telephone number.
        #[doc(alias = "电话")]
        Phone = "phone",
        /// The name of the company.
        #[doc(alias = "客户名称")]
        Name = "name",
        /// The person who may sign for the company.
        #[doc(alias = "法人代表")]
        LegalRepresentative = "legal_representative" => "legal representative",
        /// The address.
        #[doc(alias = "地址")]
        Address = "address",
    }
}

words! {
    /// The state of a record of a customer.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
    pub enum RecordState as "a state of a record" {
        /// In use.
        #[default]
        Active = "active",
        /// Not in use at present.
        Inactive = "inactive",
        /// Given up by a decision.
        Dropped = "dropped",
        /// Merged into another, which stands for it.
        #[doc(alias = "已合并")]
        Merged = "merged",
    }
}

/// A key of a record in normal form.
///
/// Its text is not shown by `Debug`: the account of a sole trader is that of a person.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum IdentityKey {
    BankAccount(NormalText),
    Phone(NormalPhone),
    Name(NormalName),
    LegalRepresentative(NormalText),
    Address(NormalText),
}

impl IdentityKey {
    pub(super) const fn kind(&self) -> KeyKind {
        match self {
            Self::BankAccount(_) => KeyKind::BankAccount,
            Self::Phone(_) => KeyKind::Phone,
            Self::Name(_) => KeyKind::Name,
            Self::LegalRepresentative(_) => KeyKind::LegalRepresentative,
            Self::Address(_) => KeyKind::Address,
        }
    }

    /// Tells whether two keys of one kind agree. Telephone numbers agree in their last digits, all
    /// others as a whole.
    pub(super) fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Phone(one), Self::Phone(other)) => one.agrees_with(*other),
            (
                Self::Phone(_)
                | Self::BankAccount(_)
                | Self::Name(_)
                | Self::LegalRepresentative(_)
                | Self::Address(_),
                _,
            ) => self == other,
        }
    }
}

impl fmt::Debug for IdentityKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} •••", self.kind())
    }
}

/// Identifying facts of a record: numbers of registers, and keys in normal form.
///
/// Texts of fewer than two letters or digits, telephone numbers of fewer than eight digits, and
/// bank accounts without a digit are left out, so that a blank agrees with nothing. A fact given
/// twice counts once.
///
/// ```
/// use guanxi::duplicate::{IdentityFacts, KeyKind};
/// use guanxi::identity::{NameForms, NameRules};
///
/// let forms = NameForms::new(&NameRules::default());
/// let facts = IdentityFacts::default()
///     .with_number("uscc 91350100M000100Y43".parse()?)
///     .with_name(&forms, "Acme Trading Co., Ltd.")
///     .with_phone("+86 138 0013 8000")
///     .with_address("-");
/// assert_eq!(facts.key_kinds().collect::<Vec<_>>(), [KeyKind::Phone, KeyKind::Name]);
/// # Ok::<(), guanxi::identity::IdentityNumberError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdentityFacts {
    /// In their order, each once.
    numbers: Vec<IdentityNumber>,
    /// In the order of their kinds, each once.
    keys: Vec<IdentityKey>,
}

impl IdentityFacts {
    /// The facts with a number of a register.
    pub fn with_number(mut self, number: IdentityNumber) -> Self {
        if let Err(place) = self.numbers.binary_search(&number) {
            self.numbers.insert(place, number);
        }
        self
    }

    /// The facts with a name of the company; it may have several.
    pub fn with_name(self, forms: &NameForms, name: &str) -> Self {
        self.with(forms.normal(name).map(IdentityKey::Name))
    }

    /// The facts with a telephone number, or with each of several in one text.
    pub fn with_phone(self, phone: &str) -> Self {
        let phones = NormalPhone::all_in(phone).into_iter();
        phones.fold(self, |facts, phone| facts.with(Some(IdentityKey::Phone(phone))))
    }

    /// The facts with a bank account. A text without a digit is the name of a bank and no account.
    pub fn with_bank_account(self, account: &str) -> Self {
        let account = key(account).filter(|it| it.as_str().chars().any(char::is_numeric));
        self.with(account.map(IdentityKey::BankAccount))
    }

    /// The facts with a legal representative.
    pub fn with_legal_representative(self, person: &str) -> Self {
        self.with(key(person).map(IdentityKey::LegalRepresentative))
    }

    /// The facts with an address.
    pub fn with_address(self, address: &str) -> Self {
        self.with(key(address).map(IdentityKey::Address))
    }

    fn with(mut self, key: Option<IdentityKey>) -> Self {
        if let Some(key) = key
            && let Err(place) = self.keys.binary_search(&key)
        {
            self.keys.insert(place, key);
        }
        self
    }

    /// The numbers of registers, each once.
    pub fn numbers(&self) -> &[IdentityNumber] {
        &self.numbers
    }

    /// The kind of each key, in their order; a kind with several keys comes several times.
    pub fn key_kinds(&self) -> impl Iterator<Item = KeyKind> + '_ {
        self.keys.iter().map(IdentityKey::kind)
    }

    /// Tells whether nothing is known that could agree with anything.
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty() && self.keys.is_empty()
    }

    pub(super) fn keys(&self) -> &[IdentityKey] {
        &self.keys
    }
}

fn key(text: &str) -> Option<NormalText> {
    Some(NormalText::new(text)).filter(NormalText::is_key)
}

/// A record of a customer in the search for duplicates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityRecord {
    /// The customer.
    pub customer: CustomerKey,
    /// Its identifying facts.
    pub facts: IdentityFacts,
    /// The state of the record.
    pub state: RecordState,
    /// The keeper of the card; `None` when nobody keeps it.
    pub keeper: Option<StaffId>,
}

impl IdentityRecord {
    /// The active record of a customer whose card nobody keeps.
    pub const fn new(customer: CustomerKey, facts: IdentityFacts) -> Self {
        Self { customer, facts, state: RecordState::Active, keeper: None }
    }

    /// The record in a state.
    pub fn in_state(self, state: RecordState) -> Self {
        Self { state, ..self }
    }

    /// The record with a keeper of its card.
    pub fn kept_by(self, keeper: StaffId) -> Self {
        Self { keeper: Some(keeper), ..self }
    }
}

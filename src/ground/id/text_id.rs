use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The longest id, in characters: Unicode scalar values, of which each takes 1 to 4 bytes of UTF-8.
pub const MAX_LEN: usize = 128;

/// A text that is no id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdError {
    /// The id is empty or too long.
    #[error("an id has 1..={MAX_LEN} characters, {text:?} has {}", text.chars().count())]
    Length {
        /// The text that was read.
        text: String,
    },
    /// The id holds a control character, or a blank at an end.
    #[error("an id holds no control character and no blank at its ends, was {text:?}")]
    Character {
        /// The text that was read.
        text: String,
    },
}

/// A text that keeps the bounds of an id.
pub(crate) fn checked<T: for<'a> From<&'a str>>(text: &str) -> Result<T, IdError> {
    if is_plain(text.as_bytes()) {
        return Ok(text.into());
    }
    if text.is_empty() || text.chars().nth(MAX_LEN).is_some() {
        return Err(IdError::Length { text: text.to_owned() });
    }
    if text.trim() != text || text.chars().any(char::is_control) {
        return Err(IdError::Character { text: text.to_owned() });
    }
    Ok(text.into())
}

/// Tells whether a text is an id without a look at its characters: printable ASCII.
fn is_plain(text: &[u8]) -> bool {
    let is_blank = |byte: Option<&u8>| byte == Some(&b' ');
    (1..=MAX_LEN).contains(&text.len())
        && text.iter().all(|byte| (b' '..=b'~').contains(byte))
        && !is_blank(text.first())
        && !is_blank(text.last())
}

/// Defines an id: the type, its one door, and the conversions that pass through it.
macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        text_id! { $(#[$doc])* $name: Box<str> }
    };
    ($(#[$doc:meta])* $name:ident: $text:ty) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[cfg_attr(
            feature = "schemars",
            derive(schemars::JsonSchema),
            schemars(extend("minLength" = 1, "maxLength" = MAX_LEN))
        )]
        pub struct $name($text);

        impl $name {
            /// The id of a text.
            ///
            /// # Errors
            ///
            /// When the text is empty, longer than [`MAX_LEN`] characters, or holds a control
            /// character or a blank at an end.
            ///
            /// ```
            #[doc = concat!("use guanxi::id::", stringify!($name), ";")]
            #[doc = concat!("assert_eq!(", stringify!($name), "::try_new(\"X-1\")?.as_str(), \"X-1\");")]
            #[doc = concat!("assert!(", stringify!($name), "::try_new(\" X-1\").is_err());")]
            /// # Ok::<(), guanxi::id::IdError>(())
            /// ```
            pub fn try_new(text: &str) -> Result<Self, IdError> {
                checked(text).map(Self)
            }

            /// The text of the id.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::try_new(text)
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                crate::valid::read_text(from, "an id as text")
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;

            fn try_from(text: String) -> Result<Self, IdError> {
                Self::try_new(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                (*id.0).into()
            }
        }
    };
}

text_id! {
    /// The name by which the company knows a customer.
    #[doc(alias = "客户编号")]
    CustomerId
}
text_id! {
    /// The number of a document: a sale, an invoice, a payment, an order, an expense. Unique among
    /// documents of its kind.
    #[doc(alias = "单据编号")]
    DocumentId
}
text_id! {
    /// The number of a contract.
    #[doc(alias = "合同编号")]
    ContractId
}
text_id! {
    /// The name of a policy, the same for all its versions.
    PolicyId
}
text_id! {
    /// The version of a policy, as the company counts them: `2026.11`.
    PolicyVersion
}
text_id! {
    /// The name of a group of customers that share an owner or a credit limit.
    #[doc(alias = "集团客户")]
    GroupId
}
text_id! {
    /// The name by which the company knows one of its own people, such as the one who records,
    /// submits, approves or signs.
    ///
    /// Copies share their text: few people write the records of many customers.
    #[doc(alias = "经办人")]
    StaffId: Arc<str>
}
text_id! {
    /// The name of a way in which goods are sold, such as `stores` or `online`.
    #[doc(alias = "销售渠道")]
    SalesChannelId
}
text_id! {
    /// The name of a group of distributors that share an exclusive right.
    #[doc(alias = "共享独家权")]
    ExclusivityGroupId
}
text_id! {
    /// The name of a role in which staff members act, such as approvers of contracts.
    #[doc(alias = "角色")]
    RoleId
}
text_id! {
    /// The name of a sales territory. A territory is itself only: the towns of a province are other
    /// territories.
    #[doc(alias = "销售区域")]
    TerritoryId
}
text_id! {
    /// The name of a brand.
    #[doc(alias = "品牌")]
    BrandId
}
text_id! {
    /// The name of a group of products: a line, a category.
    #[doc(alias = "产品类别")]
    ProductGroupId
}
text_id! {
    /// The code of the cause of a warning. Codes stay; the words for them may change.
    #[doc(alias = "原因代码")]
    CauseId
}
text_id! {
    /// The code of a remedy of a warning.
    #[doc(alias = "措施代码")]
    RemedyId
}
text_id! {
    /// The name by which the company knows a person at a customer.
    #[doc(alias = "联系人")]
    PersonId
}
text_id! {
    /// The code of a need of customers that a survey asks about.
    #[doc(alias = "客户需求")]
    NeedId
}
text_id! {
    /// The name of a competitor.
    #[doc(alias = "竞争对手")]
    RivalId
}
text_id! {
    /// The name of the acceptor of a bill.
    #[doc(alias = "承兑人")]
    AcceptorId
}
text_id! {
    /// The code of a kind of objection, such as `too_expensive`.
    #[doc(alias = "反对意见")]
    ObjectionKindId
}
text_id! {
    /// The code of a question that is established before an objection is answered.
    QuestionId
}
text_id! {
    /// The code of an answer that was given to an objection.
    AnswerId
}
text_id! {
    /// The code of a kind of business, such as `hardware_shop`.
    #[doc(alias = "业态")]
    BusinessTypeId
}
text_id! {
    /// The code of a kind of permit, such as `pesticide_trade`.
    #[doc(alias = "许可证类别")]
    PermitKindId
}
text_id! {
    /// An activity of serving customers, such as `order` or `complaint`.
    #[doc(alias = "作业")]
    ActivityId
}
text_id! {
    /// The code of a service to which customers are entitled, such as `news`.
    #[doc(alias = "服务权益")]
    EntitlementId
}
text_id! {
    /// An objective of the plan of a key account.
    #[doc(alias = "目标编号")]
    ObjectiveId
}
text_id! {
    /// The code of a criterion of a scorecard, such as `initiative`.
    #[doc(alias = "评价指标")]
    CriterionId
}
text_id! {
    /// The code of a grade of a scorecard, such as `A`.
    #[doc(alias = "评级")]
    GradeId
}
text_id! {
    /// The code of a figure of the book that a scorecard reads, such as `promises_kept`.
    FigureId
}
text_id! {
    /// The number of a rebate agreement.
    #[doc(alias = "返利协议编号")]
    RebateId
}
text_id! {
    /// The name of a unit in which goods are counted, such as `carton`.
    #[doc(alias = "计量单位")]
    UnitId
}
text_id! {
    /// The number of a batch of goods.
    #[doc(alias = "批号")]
    BatchId
}
text_id! {
    /// The name of an outlet: a shop, a stand, a counter where users buy.
    #[doc(alias = "网点")]
    OutletId
}
text_id! {
    /// The number of a complaint.
    #[doc(alias = "投诉编号")]
    ComplaintId
}
text_id! {
    /// The number of a letter of a customer.
    #[doc(alias = "客户来函")]
    LetterId
}
text_id! {
    /// The number of a request for support.
    #[doc(alias = "费用申请")]
    FundRequestId
}
text_id! {
    /// The number of a claim for support.
    #[doc(alias = "费用核销")]
    FundClaimId
}
text_id! {
    /// A line of the yearly plan of support.
    #[doc(alias = "支援计划")]
    SupportLineId
}
text_id! {
    /// A promise of ours to a customer.
    #[doc(alias = "我方承诺")]
    OurPromiseId
}
text_id! {
    /// A thing of ours that stands at a customer.
    #[doc(alias = "借用物品")]
    LentThingId
}
text_id! {
    /// The number under which goods come back.
    #[doc(alias = "退货单号")]
    ReturnId
}
text_id! {
    /// The number of a repair.
    #[doc(alias = "维修单号")]
    RepairId
}
text_id! {
    /// The number of a case of diversion.
    #[doc(alias = "窜货")]
    DiversionId
}

use std::fmt;

use crate::calendar::{AsOf, Day};
use crate::confidence::WITHHELD;
use crate::id::{PersonId, StaffId};
use crate::lifecycle::Reason;
use crate::valid::words;

words! {
    /// A channel in which a person can be reached.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum Channel as "a channel" {
        /// WeCom.
        #[doc(alias = "企业微信")]
        WeCom = "wecom" => "WeCom",
        /// WeChat.
        #[doc(alias = "微信")]
        WeChat = "wechat" => "WeChat",
        /// DingTalk.
        #[doc(alias = "钉钉")]
        DingTalk = "dingtalk" => "DingTalk",
        /// The telephone.
        Phone = "phone",
        /// Mail on the net.
        Email = "email",
        /// Another.
        Other = "other",
    }
}

/// The name of a person in a channel, and the member of our staff who is connected with it.
///
/// It prints with a mark for the name, by which the person can be reached: whoever may write to the
/// person reads [`name`](Self::name).
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ChannelIdentity {
    /// The person.
    pub person: PersonId,
    /// The channel.
    pub channel: Channel,
    /// The name there.
    pub name: Reason,
    /// The member of our staff who is connected.
    pub with: StaffId,
}

/// The hand-over of an identity to a colleague, which the person may refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(deny_unknown_fields)
)]
pub struct ChannelHandOver {
    /// The identity, with the one who leaves.
    pub identity: ChannelIdentity,
    /// The one who takes over.
    pub to: StaffId,
    /// The day of the offer.
    pub offered: Day,
    /// The day on which the person accepted; `None` while not.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub taken: Option<Day>,
    /// The day on which the person refused; `None` while not.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub refused: Option<Day>,
}

words! {
    /// The state of the hand-over of an identity.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
    pub enum HandOverState as "a state of a hand-over" {
        /// Offered, within a day.
        Pending = "pending",
        /// Accepted.
        Taken = "taken",
        /// Refused: the one who leaves is still connected, and a call is due.
        Refused = "refused",
        /// Neither accepted nor refused within a day.
        Late = "late",
    }
}

impl ChannelHandOver {
    /// The state on a date; `None` before the offer.
    ///
    /// # Rule
    ///
    /// > S2: the hand-over of an identity is pending, taken within a day, or refused. What the
    /// > person said last counts; on one day the refusal.
    ///
    /// ```
    /// use guanxi::calendar::AsOf;
    /// use guanxi::contact::{Channel, ChannelHandOver, ChannelIdentity, HandOverState};
    /// use guanxi::day;
    ///
    /// let identity = ChannelIdentity {
    ///     person: "Li senior".parse()?,
    ///     channel: Channel::WeCom,
    ///     name: "li_laoban".parse()?,
    ///     with: "Wang".parse()?,
    /// };
    /// let offered = day!(2026, 3, 2);
    /// let to = "Zhao".parse()?;
    /// let hand_over = ChannelHandOver { identity, to, offered, taken: None, refused: None };
    /// let on = |day| hand_over.state(AsOf::new(day));
    /// assert_eq!(on(day!(2026, 3, 3)), Some(HandOverState::Pending));
    /// assert_eq!(on(day!(2026, 3, 4)), Some(HandOverState::Late));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn state(&self, t: AsOf) -> Option<HandOverState> {
        if !t.sees(self.offered) {
            return None;
        }
        let seen = |day: Option<Day>| day.filter(|day| t.sees(*day));
        Some(match (seen(self.taken), seen(self.refused)) {
            (taken, Some(refused)) if taken.is_none_or(|taken| taken <= refused) => {
                HandOverState::Refused
            }
            (Some(_), _) => HandOverState::Taken,
            (None, _) if t.day().days_since(self.offered) <= 1 => HandOverState::Pending,
            (None, _) => HandOverState::Late,
        })
    }

    /// The member of our staff who is connected on a date.
    pub fn connected(&self, t: AsOf) -> &StaffId {
        match self.state(t) {
            Some(HandOverState::Taken) => &self.to,
            Some(HandOverState::Pending | HandOverState::Refused | HandOverState::Late) | None => {
                &self.identity.with
            }
        }
    }
}

impl fmt::Display for ChannelIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { person, channel, name: _, with } = self;
        write!(f, "{person} is {WITHHELD} in {channel}, connected with {with}")
    }
}

impl fmt::Debug for ChannelIdentity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { person, channel, name: _, with } = self;
        let mut shown = f.debug_struct("ChannelIdentity");
        shown.field("person", person).field("channel", channel);
        shown.field("name", &format_args!("{WITHHELD}")).field("with", with).finish()
    }
}

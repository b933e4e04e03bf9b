use super::{ReturnAct, ReturnStage};

impl ReturnStage {
    /// The stage after an act; `None` when the act is not allowed.
    pub const fn after(self, act: ReturnAct) -> Option<Self> {
        match self {
            Self::Requested => Self::after_requested(act),
            Self::Quarantined => Self::after_quarantined(act),
            Self::InfoAsked => Self::after_info_asked(act),
            Self::Authorised => Self::after_authorised(act),
            Self::Received => Self::after_received(act),
            Self::Inspected => Self::after_inspected(act),
            Self::Refunded => Self::after_refunded(act),
            Self::Replaced => Self::after_replaced(act),
            Self::Repaired => Self::after_repaired(act),
            Self::SentBack => Self::after_sent_back(act),
            Self::Kept => Self::after_kept(act),
            Self::Closed | Self::Denied | Self::Cancelled | Self::Lapsed => None,
        }
    }

    /// Returns `true` when nothing more can come.
    pub const fn is_over(self) -> bool {
        match self {
            Self::Closed | Self::Denied | Self::Cancelled | Self::Lapsed => true,
            Self::Requested
            | Self::Quarantined
            | Self::InfoAsked
            | Self::Authorised
            | Self::Received
            | Self::Inspected
            | Self::Refunded
            | Self::Replaced
            | Self::Repaired
            | Self::SentBack
            | Self::Kept => false,
        }
    }

    const fn after_requested(act: ReturnAct) -> Option<Self> {
        use ReturnAct as A;
        match act {
            A::AskInfo => Some(Self::InfoAsked),
            A::Authorise => Some(Self::Authorised),
            A::Deny => Some(Self::Denied),
            A::Inform | A::AskAgain => Some(Self::Requested),
            A::Cancel => Some(Self::Cancelled),
            A::GiveInfo
            | A::Split
            | A::Receive
            | A::Inspect
            | A::Refund
            | A::Replace
            | A::Repair
            | A::SendBack
            | A::Keep
            | A::Lapse
            | A::Close => None,
        }
    }

    const fn after_quarantined(act: ReturnAct) -> Option<Self> {
        use ReturnAct as A;
        match act {
            A::AskInfo => Some(Self::InfoAsked),
            A::Authorise => Some(Self::Authorised),
            A::Deny => Some(Self::Denied),
            A::Inform | A::AskAgain => Some(Self::Quarantined),
            A::Cancel => Some(Self::Cancelled),
            A::GiveInfo
            | A::Split
            | A::Receive
            | A::Inspect
            | A::Refund
            | A::Replace
            | A::Repair
            | A::SendBack
            | A::Keep
            | A::Lapse
            | A::Close => None,
        }
    }

    const fn after_info_asked(act: ReturnAct) -> Option<Self> {
        use ReturnAct as A;
        match act {
            A::GiveInfo => Some(Self::Requested),
            A::Deny => Some(Self::Denied),
            A::Inform | A::AskAgain => Some(Self::InfoAsked),
            A::Cancel => Some(Self::Cancelled),
            A::AskInfo
            | A::Authorise
            | A::Split
            | A::Receive
            | A::Inspect
            | A::Refund
            | A::Replace
            | A::Repair
            | A::SendBack
            | A::Keep
            | A::Lapse
            | A::Close => None,
        }
    }

    const fn after_authorised(act: ReturnAct) -> Option<Self> {
        use ReturnAct as A;
        match act {
            A::Split | A::Inform | A::AskAgain => Some(Self::Authorised),
            A::Receive => Some(Self::Received),
            A::Keep => Some(Self::Kept),
            A::Cancel => Some(Self::Cancelled),
            A::Lapse => Some(Self::Lapsed),
            A::AskInfo
            | A::GiveInfo
            | A::Authorise
            | A::Deny
            | A::Inspect
            | A::Refund
            | A::Replace
            | A::Repair
            | A::SendBack
            | A::Close => None,
        }
    }

    const fn after_received(act: ReturnAct) -> Option<Self> {
        use ReturnAct as A;
        match act {
            A::Split | A::Receive | A::Inform | A::AskAgain => Some(Self::Received),
            A::Inspect => Some(Self::Inspected),
            A::AskInfo
            | A::GiveInfo
            | A::Authorise
            | A::Deny
            | A::Refund
            | A::Replace
            | A::Repair
            | A::SendBack
            | A::Keep
            | A::Cancel
            | A::Lapse
            | A::Close => None,
        }
    }

    const fn after_inspected(act: ReturnAct) -> Option<Self> {
        use ReturnAct as A;
        match act {
            A::Receive => Some(Self::Received),
            A::Refund => Some(Self::Refunded),
            A::Replace => Some(Self::Replaced),
            A::Repair => Some(Self::Repaired),
            A::SendBack => Some(Self::SentBack),
            A::Keep => Some(Self::Kept),
            A::Inform | A::AskAgain => Some(Self::Inspected),
            A::AskInfo
            | A::GiveInfo
            | A::Authorise
            | A::Deny
            | A::Split
            | A::Inspect
            | A::Cancel
            | A::Lapse
            | A::Close => None,
        }
    }

    const fn after_refunded(act: ReturnAct) -> Option<Self> {
        use ReturnAct as A;
        match act {
            A::Receive => Some(Self::Received),
            A::Refund | A::Inform | A::AskAgain => Some(Self::Refunded),
            A::Replace => Some(Self::Replaced),
            A::Repair => Some(Self::Repaired),
            A::SendBack => Some(Self::SentBack),
            A::Keep => Some(Self::Kept),
            A::Close => Some(Self::Closed),
            A::AskInfo
            | A::GiveInfo
            | A::Authorise
            | A::Deny
            | A::Split
            | A::Inspect
            | A::Cancel
            | A::Lapse => None,
        }
    }

    const fn after_replaced(act: ReturnAct) -> Option<Self> {
        use ReturnAct as A;
        match act {
            A::Receive => Some(Self::Received),
            A::Refund => Some(Self::Refunded),
            A::Replace | A::Inform | A::AskAgain => Some(Self::Replaced),
            A::Repair => Some(Self::Repaired),
            A::SendBack => Some(Self::SentBack),
            A::Keep => Some(Self::Kept),
            A::Close => Some(Self::Closed),
            A::AskInfo
            | A::GiveInfo
            | A::Authorise
            | A::Deny
            | A::Split
            | A::Inspect
            | A::Cancel
            | A::Lapse => None,
        }
    }

    const fn after_repaired(act: ReturnAct) -> Option<Self> {
        use ReturnAct as A;
        match act {
            A::Receive => Some(Self::Received),
            A::Refund => Some(Self::Refunded),
            A::Replace => Some(Self::Replaced),
            A::Repair | A::Inform | A::AskAgain => Some(Self::Repaired),
            A::SendBack => Some(Self::SentBack),
            A::Keep => Some(Self::Kept),
            A::Close => Some(Self::Closed),
            A::AskInfo
            | A::GiveInfo
            | A::Authorise
            | A::Deny
            | A::Split
            | A::Inspect
            | A::Cancel
            | A::Lapse => None,
        }
    }

    const fn after_sent_back(act: ReturnAct) -> Option<Self> {
        use ReturnAct as A;
        match act {
            A::Receive => Some(Self::Received),
            A::Refund => Some(Self::Refunded),
            A::Replace => Some(Self::Replaced),
            A::Repair => Some(Self::Repaired),
            A::SendBack | A::Inform | A::AskAgain => Some(Self::SentBack),
            A::Keep => Some(Self::Kept),
            A::Close => Some(Self::Closed),
            A::AskInfo
            | A::GiveInfo
            | A::Authorise
            | A::Deny
            | A::Split
            | A::Inspect
            | A::Cancel
            | A::Lapse => None,
        }
    }

    const fn after_kept(act: ReturnAct) -> Option<Self> {
        use ReturnAct as A;
        match act {
            A::Receive => Some(Self::Received),
            A::Refund => Some(Self::Refunded),
            A::Replace => Some(Self::Replaced),
            A::Repair => Some(Self::Repaired),
            A::SendBack => Some(Self::SentBack),
            A::Keep | A::Inform | A::AskAgain => Some(Self::Kept),
            A::Close => Some(Self::Closed),
            A::AskInfo
            | A::GiveInfo
            | A::Authorise
            | A::Deny
            | A::Split
            | A::Inspect
            | A::Cancel
            | A::Lapse => None,
        }
    }
}

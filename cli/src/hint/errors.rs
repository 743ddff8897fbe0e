//! What to type after each error of Cairn's pallets.

/// Errors of a pallet by name, and what to type after them. Every error stands in exactly one row;
/// a test of the runtime goes through its metadata.
pub type Advice = &'static [(&'static [&'static str], &'static str)];

/// Who exists, whose it is, who vouches.
pub const ROUTERS: Advice = &[
	(&["NotFound", "NotOwner", "KeyAlreadyRegistered"], "cairn router list"),
	(
		&[
			"ProofExpired",
			"ProofTooFarAhead",
			"ProofUsed",
			"ProofInvalid",
			"CellInvalid",
			"CellResolution",
		],
		"on the router: cairn-router onboard --owner ADDRESS --cell CELL > registration.json",
	),
	(
		&["VouchExpired", "VouchTooFarAhead", "VouchUsed", "VouchInvalid"],
		"register anew with the sponsor's key: cairn router register FILE --sponsor-key KEY",
	),
	(
		&[
			"SponsorNotFound",
			"SponsorNotAdmitted",
			"SponsorLeaving",
			"AlreadyAdmitted",
			"AlreadySponsor",
			"BondTooSmall",
			"BondSpent",
			"AmountZero",
		],
		"cairn sponsor show",
	),
	(&["NotInvited"], "ask the owner for: cairn router invite INDEX --sponsor SPONSOR --key OWNER"),
	(
		&[
			"InvitationUnchanged",
			"AlreadyVouched",
			"NotVouching",
			"RevocationUndecided",
			"NothingToDecide",
			"AppealOver",
			"RouterClosing",
			"CellUnchanged",
			"MoveTooSoon",
		],
		"see what holds now and until when: cairn router show INDEX",
	),
	(&["OfferToSelf"], "name another account: cairn router offer INDEX --to ADDRESS"),
	(&["NotOffered"], "ask the owner for: cairn router offer INDEX --to ADDRESS"),
	(
		&["TransferTooSoon"],
		"the offer stands; see from which block on it can be accepted: cairn router show INDEX",
	),
	(&["FundsUnavailable"], "cairn key inspect --balance"),
	(&["ParameterOutOfBounds"], "the bounds stand in the README of pallets/routers"),
	(&["IndicesExhausted"], "tell the council: only an upgrade helps; see: cairn status"),
];

/// Escrow, tariffs, keys.
pub const CARRIERS: Advice = &[
	(&["CarrierNotFound"], "cairn carrier open --aaa-key KEY --endpoint URL --cap AMOUNT"),
	(&["CarrierAlreadyExists"], "it is open already: cairn carrier show"),
	(&["EndpointInvalid"], "cairn carrier set --endpoint https://HOST/PATH"),
	(&["CannotHold"], "cairn key inspect --balance"),
	(&["AmountZero"], "name an amount above 0, e.g. 12.5"),
	(&["EscrowTooLow"], "cairn carrier fund AMOUNT"),
	(&["CapReached", "StoppedByCap", "StoppedLately"], "cairn carrier set --cap AMOUNT"),
	(
		&["WithdrawalAlreadyExists"],
		"cairn carrier withdraw complete, or: cairn carrier withdraw cancel",
	),
	(&["WithdrawalNotFound", "WithdrawalExpired"], "cairn carrier withdraw request AMOUNT"),
	(&["WithdrawalNotMature"], "see how many blocks of settling are left: cairn carrier show"),
	(
		&["SettlingPaused", "AlreadyPaused", "PauseTooSoon", "NotPaused", "PauseLengthInvalid"],
		"the council pauses and resumes settling; see whether blocks go on: cairn status",
	),
	(&["TariffTooEarly"], "cairn carrier tariff post PRICE… (without --from)"),
	(&["TariffTooLate"], "cairn carrier tariff post PRICE… --from +BLOCKS, fewer of them"),
	(&["TariffEmpty"], "cairn carrier tariff post PRICE…, at least that of class 0"),
	(
		&["TariffAlreadyAnnounced", "TooManyVersions", "VersionNotClosed"],
		"see which versions there are: cairn carrier tariff show",
	),
	(
		&["KeyNotFound", "KeyAlreadyExists", "KeyNotActive", "KeyAlreadyRevoked"],
		"see the keys and their numbers: cairn carrier show",
	),
	(&["KeyStillSettles"], "cairn carrier key revoke NUMBER, or wait: cairn carrier show"),
	(&["TooManyKeys"], "cairn carrier key forget NUMBER"),
	(&["ParametersOutOfBounds"], "the bounds stand in the README of pallets/carriers"),
	(
		&["ProofExpired", "ProofInvalid"],
		"on the probe: cairn-router onboard --probe --carrier CARRIER > probe.json",
	),
	(&["ProbeAlreadyExists"], "see whose it is: cairn probe show KEY"),
	(&["ProbeNotFound", "ProbeNotOwned"], "see which are yours: cairn probe list --key KEY"),
	(&["TooManyProbes"], "cairn probe remove INDEX; see: cairn probe list --key KEY"),
	(&["ProbesExhausted"], "tell the council: only an upgrade helps; see: cairn status"),
	(
		&["CarriersExhausted", "VersionsExhausted", "KeyNumbersExhausted"],
		"open another carrier with another account: cairn carrier open",
	),
];

/// Settling.
pub const RECEIPTS: Advice = &[
	(&["NotCarrier"], "sign with the carrier's account: --key FILE; see: cairn carrier show"),
	(&["SettlingPaused"], "the council has paused settling; see: cairn status"),
	(&["Empty", "NotSorted"], "give one line ROUTER,OCTETS for each router: cairn carrier settle"),
	(
		&["VersionNotFound", "VersionNotInForce", "VersionClosed", "KindNotPriced"],
		"see versions and classes: cairn carrier tariff show",
	),
	(&["LanesNotRemovable"], "wait until the version is closed: cairn carrier tariff show"),
];

/// Claims.
pub const REWARDS: Advice = &[
	(&["NothingToClaim", "DepartureNotFound", "NotSorted"], "cairn rewards show"),
	(&["NotDepositable"], "wait until more is due, or send the account some CAIRN first"),
	(&["ParameterOutOfBounds"], "the bounds stand in the README of pallets/rewards"),
	(&["NothingReleased"], "wait for the next period; see: cairn rewards show"),
	(&["Overflow"], "name fewer routers at once: cairn rewards claim INDEX"),
];

/// Challenge windows and proofs.
pub const COVERAGE: Advice = &[
	(
		&["PauseLengthInvalid", "AlreadyPaused", "PauseTooSoon", "NotPaused"],
		"the council pauses and resumes proving; see whether windows go on: cairn coverage window",
	),
	(&["ParametersOutOfBounds"], "the bounds stand in the README of pallets/coverage"),
];

/// White-spot campaigns.
pub const CAMPAIGNS: Advice = &[
	(&["CarrierNotFound"], "cairn carrier open --aaa-key KEY --endpoint URL --cap AMOUNT"),
	(&["CampaignNotFound"], "see which there are: cairn campaign list-on-cell CELL"),
	(
		&["NotAuthorized"],
		"sign with the carrier's account: --key FILE; see: cairn campaign show INDEX",
	),
	(
		&["CellsEmpty", "CellsNotSorted", "CellInvalid"],
		"name 1 to 128 cells of resolution 10: cairn campaign open CELL…",
	),
	(&["CellFull"], "leave the cell out; to see until when: cairn campaign list-on-cell CELL"),
	(&["PriceTooLow"], "cairn campaign open CELL… --price AMOUNT, a higher one"),
	(&["CapTooLow"], "cairn campaign open CELL… --cap AMOUNT, the price of a day at least"),
	(
		&["FundsTooLow"],
		"cairn campaign open CELL… --fund AMOUNT, the price of a day for each cell at least",
	),
	(&["DeadlinePassed"], "cairn campaign open CELL… --until +BLOCKS"),
	(&["DeadlineTooFar"], "cairn campaign open CELL… --until +BLOCKS, fewer of them"),
	(&["SponsorsInvalid"], "cairn campaign open CELL… (without --sponsor, or with other ones)"),
	(&["LeastOutOfBounds"], "cairn campaign open CELL… --least N, from 1 to 14"),
	(&["AmountZero"], "name an amount above 0, e.g. 12.5"),
	(&["CannotHold"], "cairn key inspect --balance"),
	(&["CampaignOver"], "cairn campaign close INDEX, and then: cairn campaign open CELL…"),
	(&["EndsSooner"], "wait for the deadline: cairn campaign show INDEX"),
	(&["CampaignNotOver"], "cairn campaign end INDEX, or wait: cairn campaign show INDEX"),
	(&["CampaignsExhausted"], "tell the council: only an upgrade helps; see: cairn status"),
];

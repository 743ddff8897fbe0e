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
	(&["ShareOutOfBounds"], "name a share between 20 % and 90 %"),
	(&["Overflow"], "name fewer routers at once: cairn rewards claim INDEX"),
];

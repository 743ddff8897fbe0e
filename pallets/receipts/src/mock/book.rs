//! Carriers and routers, as little of them as receipts need. In storage, so that it rolls back.

pub use pallet::*;

#[frame_support::pallet(dev_mode)]
pub mod pallet {
	use cairn_primitives::{
		path_prices, Balance, CarrierIndex, KeyNumber, Kind, Price, RouterIndex, Standing,
		TariffVersion,
	};
	use frame_support::{
		pallet_prelude::*,
		storage::with_storage_layer,
		traits::{
			fungible::{InspectHold, Mutate, MutateHold},
			tokens::{Fortitude, Precision, Restriction},
		},
	};
	use pallet_cairn_traits::{
		CarrierBook, CarrierLookup, KeyRefusal, LaneTerms, RouterRegistry, StandingPage,
		TermsRefusal, STANDINGS_PER_PAGE,
	};
	use sp_runtime::{DispatchError, MultiSigner};

	#[derive(Clone, Copy, PartialEq, Eq, Encode, Decode, TypeInfo)]
	pub enum Phase {
		Announced,
		InForce,
		Closed,
	}

	#[derive(Clone, Encode, Decode, TypeInfo)]
	pub struct Tariff {
		pub prices: Vec<Price>,
		pub fee_rate: u16,
		pub relay_share: u16,
		pub phase: Phase,
	}

	#[derive(Clone, Copy, PartialEq, Eq, Encode, Decode, TypeInfo)]
	pub enum KeyState {
		Active,
		Retired,
		Revoked,
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {
		type Currency: MutateHold<Self::AccountId, Balance = Balance, Reason = Self::Reason>
			+ Mutate<Self::AccountId>;
		type Reason: From<HoldReason>;
		type Pot: Get<Self::AccountId>;
	}

	#[pallet::composite_enum]
	pub enum HoldReason {
		Escrow,
	}

	#[pallet::storage]
	pub type Accounts<T: Config> = StorageMap<_, Twox64Concat, CarrierIndex, T::AccountId>;
	#[pallet::storage]
	pub type Caps<T: Config> = StorageMap<_, Twox64Concat, CarrierIndex, Balance, ValueQuery>;
	#[pallet::storage]
	pub type Tariffs<T: Config> =
		StorageMap<_, Twox64Concat, (CarrierIndex, TariffVersion), Tariff>;
	#[pallet::storage]
	pub type Keys<T: Config> =
		StorageMap<_, Twox64Concat, (CarrierIndex, KeyNumber), (MultiSigner, KeyState)>;
	#[pallet::storage]
	pub type Routers<T: Config> =
		StorageMap<_, Twox64Concat, RouterIndex, (T::AccountId, MultiSigner, u8)>;
	#[pallet::storage]
	pub type Paused<T: Config> = StorageValue<_, bool, ValueQuery>;
	#[pallet::storage]
	pub type Jammed<T: Config> = StorageValue<_, bool, ValueQuery>;
	#[pallet::storage]
	pub type Stopped<T: Config> = StorageValue<_, Vec<CarrierIndex>, ValueQuery>;
	#[pallet::storage]
	pub type Removed<T: Config> = StorageValue<_, Vec<(CarrierIndex, TariffVersion)>, ValueQuery>;
	#[pallet::storage]
	pub type Payments<T: Config> =
		StorageValue<_, Vec<(CarrierIndex, Balance, Balance)>, ValueQuery>;

	impl<T: Config> CarrierLookup<T::AccountId> for Pallet<T> {
		fn carrier_of(account: &T::AccountId) -> Option<CarrierIndex> {
			Accounts::<T>::iter().find(|(_, found)| found == account).map(|(index, _)| index)
		}
	}

	impl<T: Config> CarrierBook<T::AccountId> for Pallet<T> {
		fn settling_open() -> bool {
			!Paused::<T>::get()
		}

		fn terms(
			carrier: CarrierIndex,
			version: TariffVersion,
			kind: Kind,
		) -> Result<LaneTerms, TermsRefusal> {
			ensure!(Accounts::<T>::contains_key(carrier), TermsRefusal::CarrierNotFound);
			let tariff =
				Tariffs::<T>::get((carrier, version)).ok_or(TermsRefusal::VersionNotFound)?;
			match tariff.phase {
				Phase::Announced => return Err(TermsRefusal::VersionNotInForce),
				Phase::Closed => return Err(TermsRefusal::VersionClosed),
				Phase::InForce => {}
			}
			tariff
				.prices
				.get(usize::from(kind.class()))
				.and_then(|price| path_prices(kind, *price, tariff.relay_share))
				.map(|price| LaneTerms { price, fee_rate: tariff.fee_rate })
				.ok_or(TermsRefusal::KindNotPriced)
		}

		fn key(carrier: CarrierIndex, number: KeyNumber) -> Result<MultiSigner, KeyRefusal> {
			match Keys::<T>::get((carrier, number)).ok_or(KeyRefusal::NotFound)? {
				(key, KeyState::Active) => Ok(key),
				(_, KeyState::Retired) => Err(KeyRefusal::Retired),
				(_, KeyState::Revoked) => Err(KeyRefusal::Revoked),
			}
		}

		fn payable(carrier: CarrierIndex) -> Balance {
			Accounts::<T>::get(carrier).map_or(0, |account| {
				T::Currency::balance_on_hold(&HoldReason::Escrow.into(), &account)
					.min(Caps::<T>::get(carrier))
			})
		}

		fn can_pay(carrier: CarrierIndex, net: Balance, fee: Balance) -> bool {
			let total = net.checked_add(fee);
			!Jammed::<T>::get() && total.is_some_and(|total| total <= Self::payable(carrier))
		}

		fn pay(carrier: CarrierIndex, net: Balance, fee: Balance) -> Result<(), DispatchError> {
			ensure!(!Jammed::<T>::get(), DispatchError::Other("jammed"));
			let account =
				Accounts::<T>::get(carrier).ok_or(DispatchError::Other("no such carrier"))?;
			let total = net.checked_add(fee).ok_or(DispatchError::Other("overflow"))?;
			ensure!(total <= Self::payable(carrier), DispatchError::Other("not payable"));
			with_storage_layer(|| {
				let reason = HoldReason::Escrow.into();
				T::Currency::transfer_on_hold(
					&reason,
					&account,
					&T::Pot::get(),
					net,
					Precision::Exact,
					Restriction::Free,
					Fortitude::Force,
				)?;
				T::Currency::burn_held(&reason, &account, fee, Precision::Exact, Fortitude::Force)?;
				Caps::<T>::mutate(carrier, |cap| *cap -= total);
				Payments::<T>::mutate(|payments| payments.push((carrier, net, fee)));
				Ok(())
			})
		}

		fn note_stopped(carrier: CarrierIndex) {
			Stopped::<T>::mutate(|stopped| stopped.push(carrier));
		}

		fn lanes_removable(carrier: CarrierIndex, version: TariffVersion) -> bool {
			Tariffs::<T>::get((carrier, version))
				.is_some_and(|tariff| tariff.phase == Phase::Closed)
		}

		fn lanes_removed(carrier: CarrierIndex, version: TariffVersion) {
			Tariffs::<T>::remove((carrier, version));
			Removed::<T>::mutate(|removed| removed.push((carrier, version)));
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn benchmark_open(
			account: T::AccountId,
			key: MultiSigner,
			escrow: Balance,
		) -> CarrierIndex {
			let index = Accounts::<T>::iter().count() as CarrierIndex;
			T::Currency::mint_into(
				&account,
				escrow
					+ <T::Currency as frame_support::traits::fungible::Inspect<_>>::minimum_balance(
					),
			)
			.expect("accounts take any sum");
			T::Currency::hold(&HoldReason::Escrow.into(), &account, escrow)
				.expect("accounts can hold what they have");
			Accounts::<T>::insert(index, account);
			Caps::<T>::insert(index, escrow);
			Keys::<T>::insert((index, 0), (key, KeyState::Active));
			let prices = pallet_cairn_traits::BENCHMARK_PRICES.to_vec();
			let phase = Phase::InForce;
			let tariff = Tariff { prices, fee_rate: 500, relay_share: 2_000, phase };
			Tariffs::<T>::insert((index, 0), tariff);
			index
		}
	}

	impl<T: Config> RouterRegistry<T::AccountId> for Pallet<T> {
		fn standings(page: u32) -> StandingPage {
			let mut standings = StandingPage::default();
			let first = page * STANDINGS_PER_PAGE;
			for index in first..=first.saturating_add(STANDINGS_PER_PAGE - 1) {
				let standing = match Routers::<T>::get(index) {
					None => Standing::Unknown,
					Some((_, _, 1)) => Standing::Active,
					Some((_, _, 2)) => Standing::Closing,
					Some(_) => Standing::Closed,
				};
				standings.set(index, standing);
			}
			standings
		}
		fn owner(index: RouterIndex) -> Option<T::AccountId> {
			Routers::<T>::get(index).filter(|router| router.2 != 3).map(|router| router.0)
		}
		fn key(index: RouterIndex) -> Option<MultiSigner> {
			Routers::<T>::get(index).filter(|router| router.2 != 3).map(|router| router.1)
		}
		#[cfg(feature = "runtime-benchmarks")]
		fn benchmark_register(index: RouterIndex, owner: T::AccountId, key: MultiSigner) {
			Routers::<T>::insert(index, (owner, key, 1));
		}
	}
}

//! Routers, probes, points and campaigns, as little of them as proofs need. In storage, so that it
//! rolls back.

pub use pallet::*;

#[frame_support::pallet(dev_mode)]
pub mod pallet {
	use crate::mock::{Refuses, Vouched, PERIOD};
	use cairn_primitives::{
		coverage::{ProbeIndex, Unpaid},
		Balance, BlockNumber, CarrierIndex, CellIndex, RouterIndex, SponsorIndex, Standing,
	};
	use frame_support::pallet_prelude::*;
	use pallet_cairn_traits::{
		CampaignBook, CampaignIndex, CoverageLedger, CoverageRegistry, EmissionLedger, Paid, Probe,
		ProbeBook, ProvenSite, RunningPeriod, Site,
	};
	use sp_runtime::{DispatchError, MultiSigner, SaturatedConversion};

	#[derive(Clone, Encode, Decode, TypeInfo)]
	pub struct Router<AccountId> {
		pub owner: AccountId,
		pub key: MultiSigner,
		/// Cells with the first block in which each is in force; the first one's is registration.
		pub places: Vec<(BlockNumber, CellIndex)>,
		pub owned_since: BlockNumber,
		pub sponsor: Option<SponsorIndex>,
		pub standing: Standing,
	}

	/// One that pays for proofs in a cell.
	#[derive(Clone, Encode, Decode, TypeInfo)]
	pub struct Campaign {
		pub cell: CellIndex,
		/// Whose probes it asks for; `None` asks for routers.
		pub probes_of: Option<CarrierIndex>,
		/// Planck per window.
		pub price: Balance,
		pub funds: Balance,
	}

	/// What campaigns were told of a proof.
	#[derive(Clone, PartialEq, Eq, Debug, Encode, Decode, TypeInfo)]
	pub struct Told {
		pub router: RouterIndex,
		pub cell: CellIndex,
		pub sponsor: SponsorIndex,
		pub witnesses: u8,
		pub probes: Vec<(CarrierIndex, u8)>,
		pub interval: u32,
	}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::storage]
	pub type Routers<T: Config> = StorageMap<_, Twox64Concat, RouterIndex, Router<T::AccountId>>;
	#[pallet::storage]
	pub type Probes<T: Config> =
		StorageMap<_, Twox64Concat, ProbeIndex, (CarrierIndex, MultiSigner, BlockNumber)>;
	#[pallet::storage]
	pub type Idle<T: Config> = StorageMap<_, Twox64Concat, RouterIndex, ()>;
	#[pallet::storage]
	pub type Points<T: Config> = StorageMap<_, Twox64Concat, RouterIndex, u64, ValueQuery>;
	#[pallet::storage]
	pub type Held<T: Config> = StorageMap<_, Twox64Concat, RouterIndex, Balance, ValueQuery>;
	#[pallet::storage]
	pub type Campaigns<T: Config> = StorageMap<_, Twox64Concat, CampaignIndex, Campaign>;
	/// Periods that benchmarks let pass at once.
	#[pallet::storage]
	pub type Ahead<T: Config> = StorageValue<_, u32, ValueQuery>;
	/// What crediting points reads that other proofs do not.
	#[pallet::storage]
	pub type OwnReads<T: Config> = StorageValue<_, u32, ValueQuery>;
	#[pallet::storage]
	pub type Heard<T: Config> = StorageValue<_, Vec<Told>, ValueQuery>;

	impl<T: Config> Pallet<T> {
		fn now() -> BlockNumber {
			frame_system::Pallet::<T>::block_number().saturated_into()
		}

		/// What a campaign would pay, or why not; one that is elsewhere is none.
		fn pays(campaign: CampaignIndex, site: &ProvenSite) -> Result<Paid, Unpaid> {
			if let Some(reason) = Refuses::get() {
				return Err(reason);
			}
			let terms = Campaigns::<T>::get(campaign).filter(|terms| terms.cell == site.cell);
			let terms = terms.ok_or(Unpaid::NoCampaign)?;
			let amount = terms.price * Balance::from(site.interval) / 256;
			let accepts = match terms.probes_of {
				Some(carrier) => site.probes.iter().any(|(of, _)| *of == carrier),
				None => !site.witnesses.is_empty(),
			};
			match (accepts, terms.funds >= amount) {
				(false, _) => Err(Unpaid::EvidenceNotAccepted),
				(true, false) => Err(Unpaid::FundsSpent),
				(true, true) => Ok(Paid { campaign, amount }),
			}
		}
	}

	impl<T: Config> CoverageRegistry<T::AccountId> for Pallet<T> {
		fn sites(at: BlockNumber) -> impl FnMut(RouterIndex) -> Option<Site<T::AccountId>> {
			let now = Self::now();
			move |index| {
				let router = Routers::<T>::get(index).filter(|r| r.standing != Standing::Closed)?;
				let in_force = |block| router.places.iter().rev().find(|place| place.0 <= block);
				Some(Site {
					cell: in_force(at).map(|place| place.1),
					since: in_force(now).map_or(now, |place| place.0).max(router.owned_since),
					owner: router.owner.clone(),
					key: router.key.clone(),
					sponsor: router.sponsor,
					standing: router.standing,
				})
			}
		}

		fn vouched() -> u32 {
			Vouched::get()
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn benchmark_site(
			index: RouterIndex,
			owner: T::AccountId,
			key: MultiSigner,
			cell: CellIndex,
		) {
			let (places, standing) = (vec![(0, cell)], Standing::Active);
			let sponsor = Some(index);
			let router = Router { owner, key, places, owned_since: 0, sponsor, standing };
			Routers::<T>::insert(index, router);
		}
	}

	impl<T: Config> ProbeBook for Pallet<T> {
		fn probe(index: ProbeIndex) -> Option<Probe> {
			let (carrier, key, since) = Probes::<T>::get(index)?;
			Some(Probe { carrier, key, since })
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn benchmark_probe(key: MultiSigner) -> (ProbeIndex, CarrierIndex) {
			let index = Probes::<T>::iter_keys().count() as ProbeIndex;
			Probes::<T>::insert(index, (index, key, 0));
			(index, index)
		}
	}

	impl<T: Config> CoverageLedger for Pallet<T> {
		fn credit_points(credits: &[(RouterIndex, u64)]) -> u32 {
			for (index, points) in credits {
				Points::<T>::mutate(index, |all| *all += points);
			}
			OwnReads::<T>::get()
		}

		fn hold(index: RouterIndex, amount: Balance) -> Result<(), DispatchError> {
			Held::<T>::mutate(index, |held| *held += amount);
			Ok(())
		}
	}

	impl<T: Config> EmissionLedger for Pallet<T> {
		fn running_period() -> RunningPeriod {
			let number = Self::now() / PERIOD + Ahead::<T>::get();
			RunningPeriod { number, started: Self::now() / PERIOD * PERIOD, length: PERIOD }
		}

		fn carried_traffic(indices: &[RouterIndex]) -> Vec<bool> {
			indices.iter().map(|index| !Idle::<T>::contains_key(index)).collect()
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn benchmark_earning(_: RouterIndex) {}

		#[cfg(feature = "runtime-benchmarks")]
		fn benchmark_period(number: u32) {
			Ahead::<T>::put(number);
		}
	}

	impl<T: Config> CampaignBook for Pallet<T> {
		fn proven(site: &ProvenSite) -> (Result<Paid, Unpaid>, Weight) {
			Heard::<T>::append(Told {
				router: site.router,
				cell: site.cell,
				sponsor: site.sponsor,
				witnesses: site.witnesses.iter().map(|(_, count)| count).sum(),
				probes: site.probes.to_vec(),
				interval: site.interval,
			});
			let all = Campaigns::<T>::iter_keys().count() as CampaignIndex;
			let asked: Vec<_> = (0..all).map(|campaign| Self::pays(campaign, site)).collect();
			let pays = asked.iter().find(|answer| answer.is_ok());
			let here = asked.iter().find(|answer| **answer != Err(Unpaid::NoCampaign));
			let told = pays.or(here).copied().unwrap_or(Err(Unpaid::NoCampaign));
			if let Ok(Paid { campaign, amount }) = told {
				Campaigns::<T>::mutate(campaign, |terms| {
					terms.as_mut().expect("it was found").funds -= amount;
				});
				Self::hold(site.router, amount).expect("this book never refuses");
			}
			let any = all > 0;
			(told, if any { Self::proven_weight() } else { Weight::zero() })
		}

		fn proven_weight() -> Weight {
			Weight::from_parts(1_000_000, 0)
		}

		#[cfg(feature = "runtime-benchmarks")]
		fn benchmark_campaigns(cell: CellIndex) {
			for (campaign, funds) in [0, 0, 0, 1 << 60].into_iter().enumerate() {
				let terms = Campaign { cell, probes_of: None, price: 1, funds };
				Campaigns::<T>::insert(campaign as CampaignIndex, terms);
			}
		}
	}
}

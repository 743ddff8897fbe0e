//! Reading, writing and removing lanes, page by page.

use crate::{weights::WeightInfo, Config, Error, Event, LanePage, Lanes, Pallet, MAX_CLEARED};
use alloc::vec::Vec;
use cairn_primitives::{CarrierIndex, Kind, Octets, Receipt, RouterIndex, Standing, TariffVersion};
use core::marker::PhantomData;
use frame_support::{dispatch::DispatchResultWithPostInfo, ensure, traits::Get, weights::Weight};
use pallet_cairn_traits::{CarrierBook, RouterRegistry, StandingPage};

/// Where a lane's page lies.
type PageKey = (CarrierIndex, TariffVersion, Kind, u32);

fn page_of(lane: &Receipt) -> PageKey {
	(lane.carrier, lane.version, lane.kind, LanePage::number(lane.router))
}

/// Walks over lanes; as long as they come in order, each page is read and written once.
pub(crate) struct LaneCursor<T> {
	at: Option<(PageKey, LanePage)>,
	changed: bool,
	_runtime: PhantomData<T>,
}

impl<T: Config> LaneCursor<T> {
	pub(crate) fn new() -> Self {
		Self { at: None, changed: false, _runtime: PhantomData }
	}

	/// The total of the receipt's lane.
	pub(crate) fn get(&mut self, lane: &Receipt) -> Octets {
		self.page(page_of(lane)).get(lane.router)
	}

	/// Raises the receipt's lane to the receipt's total.
	pub(crate) fn set(&mut self, lane: &Receipt) {
		self.page(page_of(lane)).set(lane.router, lane.octets);
		self.changed = true;
	}

	/// Writes what is not written yet.
	pub(crate) fn flush(&mut self) {
		if let Some((key, page)) = self.at.take() {
			if core::mem::take(&mut self.changed) {
				Lanes::<T>::insert(key, page);
			}
		}
	}

	fn page(&mut self, key: PageKey) -> &mut LanePage {
		if !matches!(&self.at, Some((at, _)) if *at == key) {
			self.flush();
		}
		&mut self.at.get_or_insert_with(|| (key, Lanes::<T>::get(key))).1
	}
}

/// Walks over standings; as long as routers come in order, each page is read once.
pub(crate) struct StandingCursor<T> {
	at: Option<(u32, StandingPage)>,
	_runtime: PhantomData<T>,
}

impl<T: Config> StandingCursor<T> {
	pub(crate) fn new() -> Self {
		Self { at: None, _runtime: PhantomData }
	}

	pub(crate) fn get(&mut self, router: RouterIndex) -> Standing {
		let number = StandingPage::number(router);
		if !matches!(&self.at, Some((at, _)) if *at == number) {
			self.at = None;
		}
		self.at.get_or_insert_with(|| (number, T::Routers::standings(number))).1.get(router)
	}
}

impl<T: Config> Pallet<T> {
	/// The total settled in one lane.
	pub fn lane(
		carrier: CarrierIndex,
		version: TariffVersion,
		kind: Kind,
		router: RouterIndex,
	) -> Octets {
		Lanes::<T>::get((carrier, version, kind, LanePage::number(router))).get(router)
	}

	/// The lanes between a carrier and a router that hold something, in those of the named versions
	/// that settle now, for every priced kind.
	pub fn lanes(
		carrier: CarrierIndex,
		router: RouterIndex,
		versions: impl IntoIterator<Item = TariffVersion>,
	) -> Vec<(TariffVersion, Kind, Octets)> {
		let kinds: Vec<_> = (0..=u8::MAX).filter_map(Kind::from_byte).collect();
		let mut found = Vec::new();
		for version in versions {
			for kind in &kinds {
				if T::Carriers::terms(carrier, version, *kind).is_err() {
					continue;
				}
				let octets = Self::lane(carrier, version, *kind, router);
				if octets > 0 {
					found.push((version, *kind, octets));
				}
			}
		}
		found
	}

	/// What removing this many pages weighs, the version's own end included.
	pub(crate) fn clear_weight(pages: u32) -> Weight {
		// What the book does when the last page goes: the carrier's record and tariff, its account
		// and holds.
		let book = T::DbWeight::get().reads_writes(8, 5);
		T::WeightInfo::clear_lanes(pages.min(MAX_CLEARED)).saturating_add(book)
	}

	pub(crate) fn do_clear_lanes(
		carrier: CarrierIndex,
		version: TariffVersion,
		pages: u32,
	) -> DispatchResultWithPostInfo {
		ensure!(T::Carriers::lanes_removable(carrier, version), Error::<T>::LanesNotRemovable);
		let (pages, done) = Self::remove_pages(carrier, version, pages.min(MAX_CLEARED));
		if done {
			T::Carriers::lanes_removed(carrier, version);
		}
		Self::deposit_event(Event::LanesCleared { carrier, version, pages, done });
		Ok(Some(Self::clear_weight(pages)).into())
	}

	/// Removes up to `limit` of a version's pages. Returns how many, and whether none is left.
	pub(crate) fn remove_pages(
		carrier: CarrierIndex,
		version: TariffVersion,
		limit: u32,
	) -> (u32, bool) {
		let pages = Lanes::<T>::drain_prefix((carrier, version));
		let removed = (0..limit).zip(pages).fold(0, |removed: u32, _| removed.saturating_add(1));
		(removed, Lanes::<T>::iter_key_prefix((carrier, version)).next().is_none())
	}
}

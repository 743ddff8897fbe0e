//! Pages: one storage value for consecutive router indices.

use alloc::vec::Vec;
use cairn_primitives::RouterIndex;

/// Lists the distinct pages that ascending indices fall into.
pub fn distinct_pages(indices: impl Iterator<Item = RouterIndex>, per_page: u32) -> u32 {
	let mut last = None;
	let mut pages = 0u32;
	for index in indices {
		let page = index / per_page;
		if last != Some(page) {
			pages = pages.saturating_add(1);
			last = Some(page);
		}
	}
	pages
}

/// Groups ascending `(index, value)` pairs by page.
pub fn by_page<V: Copy>(
	entries: &[(RouterIndex, V)],
	per_page: u32,
) -> Vec<(u32, &[(RouterIndex, V)])> {
	entries
		.chunk_by(|a, b| a.0 / per_page == b.0 / per_page)
		.filter_map(|chunk| chunk.first().map(|first| (first.0 / per_page, chunk)))
		.collect()
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn pages_are_counted_and_grouped_once() {
		let entries = [(0, ()), (63, ()), (64, ()), (200, ()), (201, ())];
		assert_eq!(distinct_pages(entries.iter().map(|e| e.0), 64), 3);
		let grouped: Vec<_> =
			by_page(&entries, 64).into_iter().map(|(page, chunk)| (page, chunk.len())).collect();
		assert_eq!(grouped, [(0, 2), (1, 1), (3, 2)]);
	}
}

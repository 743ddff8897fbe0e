//! Tests that are run on both of the SDK's network back ends.

/// The older one of the two back ends.
pub type Libp2p = sc_network::NetworkWorker<crate::network::Block, sp_core::H256>;

/// One test for each back end.
macro_rules! on_both {
	($($name:ident => $test:ident;)*) => {$(
		mod $name {
			#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
			async fn over_litep2p() {
				super::$test::<sc_network::Litep2pNetworkBackend>().await;
			}

			#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
			async fn over_libp2p() {
				super::$test::<crate::backends::Libp2p>().await;
			}
		}
	)*};
}

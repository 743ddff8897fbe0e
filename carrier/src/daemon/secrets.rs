//! Key files, read once at the start.

use crate::{
	config::{Config, ExchangeConfig, Mode},
	edge::udp::Client,
	exit::Failure,
	secrets,
};
use cairn_chain_client::keys::Signer;
use cairn_primitives::KeyNumber;
use rustls::{
	pki_types::{pem::PemObject, CertificateDer, PrivateKeyDer},
	ServerConfig,
};
use std::{
	collections::BTreeMap,
	path::{Path, PathBuf},
	sync::Arc,
};
use tokio_rustls::TlsAcceptor;

/// Everything that the configuration's key files hold.
pub struct Secrets {
	pub(super) account: Option<Signer>,
	pub(super) aaa: Vec<(KeyNumber, Signer)>,
	pub(super) token_keys: BTreeMap<u8, Vec<u8>>,
	pub(super) password: Option<String>,
	pub(super) clients: Vec<Client>,
	pub(super) upstream: Option<Vec<u8>>,
	pub(super) tls: Option<TlsAcceptor>,
}

impl Secrets {
	/// Reads all of them and refuses loose permissions.
	pub fn load(config: &Config) -> Result<Self, Failure> {
		let live = config.mode == Mode::Live;
		let mut aaa = Vec::new();
		for key in config.keys.aaa.iter().filter(|_| live) {
			aaa.push((key.number, secrets::signer(&key.file)?));
		}
		let mut token_keys = BTreeMap::new();
		for key in &config.token.keys {
			token_keys.insert(key.id, secrets::token_key(&key.file)?);
		}
		let mut clients = Vec::new();
		for client in config.radius.iter().flat_map(|radius| &radius.clients) {
			clients.push(Client {
				network: client.address,
				secret: Arc::from(secrets::read(&client.secret_file)?.into_bytes()),
				disconnect_port: client.disconnect_port,
			});
		}
		let read = |path: &PathBuf| secrets::read(path);
		let upstream = config.upstream.as_ref().map(|upstream| read(&upstream.secret_file));
		Ok(Self {
			account: match config.keys.account.as_ref().filter(|_| live) {
				Some(file) => Some(secrets::signer(file)?),
				None => None,
			},
			aaa,
			token_keys,
			password: config.token.password_file.as_ref().map(read).transpose()?,
			clients,
			upstream: upstream.transpose()?.map(String::into_bytes),
			tls: config.exchange.as_ref().map(tls).transpose()?.flatten(),
		})
	}
}

/// Reads certificate and key; `None` where there are none.
fn tls(config: &ExchangeConfig) -> Result<Option<TlsAcceptor>, Failure> {
	let (Some(certificate), Some(key)) = (&config.certificate, &config.key) else {
		return Ok(None);
	};
	let failed = |path: &Path, error: &dyn std::fmt::Display| {
		Failure::Tls(format!("{}: {error}", path.display()))
	};
	// The private key is a secret like the others.
	secrets::read(key)?;
	let chain = CertificateDer::pem_file_iter(certificate)
		.and_then(|found| found.collect::<Result<Vec<_>, _>>())
		.map_err(|error| failed(certificate, &error))?;
	let private = PrivateKeyDer::from_pem_file(key).map_err(|error| failed(key, &error))?;
	let provider = Arc::new(rustls::crypto::ring::default_provider());
	let server = ServerConfig::builder_with_provider(provider)
		.with_safe_default_protocol_versions()
		.map_err(|error| failed(certificate, &error))?
		.with_no_client_auth()
		.with_single_cert(chain, private)
		.map_err(|error| failed(certificate, &error))?;
	Ok(Some(TlsAcceptor::from(Arc::new(server))))
}

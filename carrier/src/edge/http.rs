//! HTTP: reports from routers, tokens for the carrier's AAA, status for its operator.

use crate::{
	chain::unix_now,
	core::{MintRefusal, Minter},
	db::DbError,
	edge::{
		exchange::Exchange,
		places::{Peer, Places},
		token,
	},
	status::Status,
};
use axum::{
	body::{Body, Bytes},
	extract::{DefaultBodyLimit, State},
	http::{header, HeaderMap, StatusCode},
	response::{IntoResponse, Response},
	routing::{get, post},
	Extension, Router,
};
use base64::{engine::general_purpose::STANDARD, Engine as _};
use cairn_radius::{exchange::CONTENT_TYPE, MAX_PACKET_LEN, RADSEC_SECRET};
use hyper_util::{
	rt::{TokioIo, TokioTimer},
	service::TowerToHyperService,
};
use std::{io, sync::Arc, time::Duration};
use subtle::ConstantTimeEq;
use tokio::{net::TcpListener, sync::mpsc, task, time};
use tokio_rustls::TlsAcceptor;
use tokio_stream::wrappers::ReceiverStream;

/// Connections that are open at once; further ones wait to be accepted.
const CONNECTIONS: usize = 1_024;
/// Those of one address; further ones are closed at once.
const CONNECTIONS_OF_ONE: usize = 64;
/// The longest that a TLS handshake or a request's head may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest that a connection is kept.
const LONGEST: Duration = Duration::from_secs(300);
/// The most octets of a request for a token.
const MAX_TOKEN_REQUEST: usize = 16 * 1024;
/// Lines of a snapshot that wait for a slow reader.
const SNAPSHOT_LINES: usize = 1_024;

/// The routers' endpoint; whichever of the two paths the address on chain has.
pub fn exchange_routes(exchange: Arc<Exchange>) -> Router {
	let limit = DefaultBodyLimit::max(MAX_PACKET_LEN);
	Router::new()
		.route("/exchange", post(report))
		.route("/", post(report))
		.layer(limit)
		.with_state(exchange)
}

async fn report(State(exchange): State<Arc<Exchange>>, body: Bytes) -> Response {
	let answered = exchange.answer(body.to_vec(), Arc::from(RADSEC_SECRET), None).await;
	match answered {
		Ok(response) => ([(header::CONTENT_TYPE, CONTENT_TYPE)], response).into_response(),
		Err(discard) => {
			let status = if discard.is_temporary() {
				StatusCode::SERVICE_UNAVAILABLE
			} else {
				StatusCode::BAD_REQUEST
			};
			(status, format!("{discard}\n")).into_response()
		}
	}
}

/// What the loopback endpoint works with.
pub struct Local {
	/// Mints tokens.
	pub minter: Minter,
	/// The password that must be given, if any.
	pub password: Option<String>,
	/// What status shows.
	pub status: Status,
}

/// The loopback endpoint: tokens and status.
pub fn local_routes(local: Arc<Local>) -> Router {
	Router::new()
		.route("/token", post(mint).layer(DefaultBodyLimit::max(MAX_TOKEN_REQUEST)))
		.route("/status", get(status))
		.route("/snapshot", get(snapshot))
		.with_state(local)
}

impl Local {
	/// True where no password is needed or the right one is given.
	fn admits(&self, headers: &HeaderMap) -> bool {
		let Some(password) = &self.password else { return true };
		let given = headers
			.get(header::AUTHORIZATION)
			.and_then(|value| value.to_str().ok()?.strip_prefix("Basic "))
			.and_then(|text| STANDARD.decode(text).ok())
			.unwrap_or_default();
		format!("cairn:{password}").as_bytes().ct_eq(&given).into()
	}
}

fn unauthorized() -> Response {
	let challenge = [(header::WWW_AUTHENTICATE, "Basic realm=\"cairn-carrier\"")];
	(StatusCode::UNAUTHORIZED, challenge, "user cairn and its password\n").into_response()
}

/// Mints a token. 204 where the NAS is no Cairn router: it gets none and needs none.
async fn mint(State(local): State<Arc<Local>>, headers: HeaderMap, body: Bytes) -> Response {
	if !local.admits(&headers) {
		return unauthorized();
	}
	let Some(request) = token::read(&body) else {
		return (StatusCode::BAD_REQUEST, "neither a form nor a JSON object\n").into_response();
	};
	let mut nonce = [0; 8];
	if getrandom::fill(&mut nonce).is_err() {
		return (StatusCode::SERVICE_UNAVAILABLE, "no randomness\n").into_response();
	}
	match local.minter.mint(&request, unix_now(), nonce) {
		Ok(minted) => {
			local.status.count_token(true);
			json(&token::answer(&minted))
		}
		Err(MintRefusal::NotARouter) => StatusCode::NO_CONTENT.into_response(),
		Err(refusal) => {
			local.status.count_token(false);
			log::warn!("no token minted: {refusal}");
			(StatusCode::UNPROCESSABLE_ENTITY, format!("{refusal}\n")).into_response()
		}
	}
}

fn json(value: &serde_json::Value) -> Response {
	([(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}

fn failed(error: &DbError) -> Response {
	(StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")).into_response()
}

async fn status(State(local): State<Arc<Local>>, headers: HeaderMap) -> Response {
	if !local.admits(&headers) {
		return unauthorized();
	}
	match local.status.read() {
		Ok(value) => json(&value),
		Err(error) => failed(&error),
	}
}

/// The books as of one moment, one JSON value a line (see [`crate::db::Item`]).
async fn snapshot(State(local): State<Arc<Local>>, headers: HeaderMap) -> Response {
	if !local.admits(&headers) {
		return unauthorized();
	}
	let (lines, body) = mpsc::channel::<Result<String, io::Error>>(SNAPSHOT_LINES);
	task::spawn_blocking(move || {
		let read = local.status.db().snapshot(|item| {
			let line = serde_json::to_string(&item).map_err(io::Error::other);
			// A reader that has gone away wants no more.
			lines.blocking_send(line.map(|line| line + "\n")).is_ok()
		});
		if let Err(error) = read {
			log::error!("{error}");
			// The body ends in an error, so that nobody takes it for whole.
			let _ = lines.blocking_send(Err(io::Error::other(error)));
		}
	});
	let content = [(header::CONTENT_TYPE, "application/x-ndjson")];
	(content, Body::from_stream(ReceiverStream::new(body))).into_response()
}

/// Serves connections for ever, by TLS where there is an acceptor.
pub async fn serve(listener: TcpListener, tls: Option<TlsAcceptor>, app: Router) -> io::Result<()> {
	let places = Places::new(CONNECTIONS, CONNECTIONS_OF_ONE);
	while let Some(permit) = places.wait().await {
		let (stream, address) = match listener.accept().await {
			Ok(accepted) => accepted,
			Err(error) => {
				// Out of file descriptors, or a client gone before it was accepted.
				log::warn!("accepting a connection: {error}");
				time::sleep(Duration::from_millis(100)).await;
				continue;
			}
		};
		let Some((place, peer)) = places.give(permit, address.ip()) else {
			log::debug!("{} has too many connections", address.ip());
			continue;
		};
		let (tls, app): (_, Router) = (tls.clone(), app.clone().layer(Extension::<Peer>(peer)));
		tokio::spawn(async move {
			let served = time::timeout(LONGEST, async {
				match tls {
					None => connection(TokioIo::new(stream), app).await,
					Some(tls) => match time::timeout(PATIENCE, tls.accept(stream)).await {
						Ok(Ok(stream)) => connection(TokioIo::new(stream), app).await,
						Ok(Err(error)) => log::debug!("TLS: {error}"),
						Err(_) => log::debug!("TLS: the handshake took too long"),
					},
				}
			});
			if served.await.is_err() {
				log::debug!("a connection was open for too long");
			}
			drop(place);
		});
	}
	Ok(())
}

async fn connection<I>(io: I, app: Router)
where
	I: hyper::rt::Read + hyper::rt::Write + Unpin + 'static,
{
	let service = TowerToHyperService::new(app);
	let served = hyper::server::conn::http1::Builder::new()
		.timer(TokioTimer::new())
		.header_read_timeout(PATIENCE)
		.serve_connection(io, service)
		.await;
	if let Err(error) = served {
		log::debug!("HTTP: {error}");
	}
}

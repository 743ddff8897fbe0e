//! The gateway over HTTP: one JSON-RPC request in a body.

use super::Gateway;
use crate::{
	core::gateway::{source_of, Fault, MAX_BODY},
	edge::places::Peer,
};
use axum::{
	body::{to_bytes, Body},
	extract::State,
	http::{header, HeaderMap, HeaderValue, StatusCode},
	response::{IntoResponse, Response},
	routing::post,
	Extension, Router,
};
use serde_json::Value;
use std::{
	net::IpAddr,
	sync::{Arc, PoisonError},
	time::Duration,
};
use tokio::time;

/// The longest that a request's body may take to arrive.
const BODY_PATIENCE: Duration = Duration::from_secs(10);

/// The gateway's path.
pub fn routes(gateway: Arc<Gateway>) -> Router {
	Router::new().route("/rpc", post(rpc)).with_state(gateway)
}

/// A request that is worked on; its place is free again when this is dropped, whoever hangs up.
struct Working<'a>(&'a Gateway, IpAddr);

impl Drop for Working<'_> {
	fn drop(&mut self) {
		self.0.sources.lock().unwrap_or_else(PoisonError::into_inner).done(self.1);
	}
}

async fn rpc(
	State(gateway): State<Arc<Gateway>>,
	Extension(peer): Extension<Peer>,
	headers: HeaderMap,
	body: Body,
) -> Response {
	let forwarded = headers
		.get_all("x-forwarded-for")
		.iter()
		.next_back()
		.filter(|_| gateway.behind_proxy)
		.and_then(|value| value.to_str().ok());
	let source = source_of(peer.address, forwarded);
	let answered = match answer(&gateway, source, &headers, body).await {
		Ok(answer) => (StatusCode::OK, answer),
		Err((id, fault)) => {
			gateway.count_fault(&fault);
			log::debug!("gateway: {source}: {fault}");
			let status = StatusCode::from_u16(fault.status());
			(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), fault.answer(&id))
		}
	};
	let content = [(header::CONTENT_TYPE, "application/json")];
	let mut response = (answered.0, content, answered.1.to_string()).into_response();
	// A body that was not read to its end, and a crowd, end the connection.
	if answered.0 != StatusCode::OK || peer.is_crowded() {
		let close = HeaderValue::from_static("close");
		response.headers_mut().insert(header::CONNECTION, close);
	}
	response
}

async fn answer(
	gateway: &Gateway,
	source: IpAddr,
	headers: &HeaderMap,
	body: Body,
) -> Result<Value, (Value, Fault)> {
	let fault = |fault| (Value::Null, fault);
	let now = gateway.now();
	if !gateway.sources.lock().unwrap_or_else(PoisonError::into_inner).begin(source, now) {
		return Err(fault(Fault::TooFast));
	}
	let _working = Working(gateway, source);
	let stated = headers
		.get(header::CONTENT_LENGTH)
		.and_then(|value| value.to_str().ok()?.parse::<u64>().ok());
	if stated.is_some_and(|stated| stated > MAX_BODY as u64) {
		return Err(fault(Fault::TooLarge));
	}
	match time::timeout(BODY_PATIENCE, to_bytes(body, MAX_BODY)).await {
		Ok(Ok(body)) => gateway.answer(source, &body).await,
		Ok(Err(_)) => Err(fault(Fault::TooLarge)),
		Err(_) => Err(fault(Fault::TooSlow)),
	}
}

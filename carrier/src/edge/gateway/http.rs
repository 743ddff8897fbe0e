//! The gateway over HTTP: one JSON-RPC request in a body.

use super::Gateway;
use crate::{
	core::gateway::{source_of, Fault, MAX_BODY},
	edge::places::Peer,
	lock::lock,
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
use std::{net::IpAddr, sync::Arc, time::Duration};
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
		lock(&self.0.sources).done(self.1);
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
	let (status, retry_after, answer) = match answer(&gateway, source, &headers, body).await {
		Ok(answer) => (StatusCode::OK, None, answer),
		Err((id, fault)) => {
			gateway.count_fault(&fault);
			log::debug!("gateway: {source}: {fault}");
			let status = StatusCode::from_u16(fault.status());
			let status = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
			(status, fault.retry_after(), fault.answer(&id))
		}
	};
	let content = [(header::CONTENT_TYPE, "application/json")];
	let mut response = (status, content, answer.to_string()).into_response();
	if let Some(seconds) = retry_after {
		response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
	}
	// A body that was not read to its end, and a crowd, end the connection.
	if status != StatusCode::OK || peer.is_crowded() {
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
	lock(&gateway.sources).begin(source, gateway.now()).map_err(fault)?;
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

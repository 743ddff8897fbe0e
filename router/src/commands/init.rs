//! `init`: makes the device key and the device secret.

use super::{print, Failure};
use crate::keyfile::{device_secret, secret_path, DeviceKey};
use cairn_chain_client::ss58;
use serde_json::json;
use std::path::Path;

pub(super) fn init(path: &Path, as_json: bool) -> Result<(), Failure> {
	let key = DeviceKey::create(path).map_err(|error| Failure::new(Failure::KEY, error))?;
	device_secret(path).map_err(|error| Failure::new(Failure::KEY, error))?;
	if as_json {
		return print(json!({
			"id": key.id_text(),
			"name": key.name(),
			"address": ss58::encode(&key.id()),
			"key_file": path.display().to_string(),
			"secret_file": secret_path(path).display().to_string(),
		}));
	}
	print(format_args!(
		"id    {}\nname  {}\nkey   {}\n\nNext: set nas_identifier={} in hostapd.conf, keep a copy of \
		 the key file somewhere safe, and run `cairn-router onboard`.",
		key.id_text(),
		key.name(),
		path.display(),
		key.id_text(),
	))
}

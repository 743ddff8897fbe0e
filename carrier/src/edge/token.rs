//! What the carrier's AAA asks and gets: forms and JSON as FreeRADIUS' `rlm_rest` writes and reads.

use crate::core::{MintRequest, Minted};
use crate::secrets::to_hex;
use serde_json::{json, Value};

/// Sets the field that a name stands for: as our policy writes it, or as the RADIUS attribute.
fn set(request: &mut MintRequest, name: &str, value: String) {
	let field = match name {
		"nas_identifier" | "NAS-Identifier" => &mut request.nas_identifier,
		"calling_station_id" | "Calling-Station-Id" => &mut request.calling_station_id,
		"called_station_id" | "Called-Station-Id" => &mut request.called_station_id,
		"user_name" | "User-Name" => &mut request.user_name,
		"group" => &mut request.group,
		_ => return,
	};
	if !value.is_empty() {
		*field = Some(value);
	}
}

/// Reads a request: a form, or a JSON object whose values are texts or `rlm_rest`'s
/// `{"type": …, "value": […]}`. `None` for anything else.
pub fn read(body: &[u8]) -> Option<MintRequest> {
	let mut request = MintRequest::default();
	if body.trim_ascii_start().first() != Some(&b'{') {
		for (name, value) in form_urlencoded::parse(body) {
			set(&mut request, &name, value.into_owned());
		}
		return Some(request);
	}
	let Value::Object(fields) = serde_json::from_slice(body).ok()? else { return None };
	for (name, value) in fields {
		let text = match &value {
			Value::Object(attribute) => match attribute.get("value") {
				Some(Value::Array(values)) => values.first().and_then(Value::as_str),
				Some(value) => value.as_str(),
				None => None,
			},
			value => value.as_str(),
		};
		if let Some(text) = text {
			set(&mut request, &name, text.to_owned());
		}
	}
	Some(request)
}

/// The attributes that go into the Access-Accept. `Class` is added to whatever is there. The two
/// intervals come in control attributes: our policy takes the shorter of theirs and the AAA's own.
pub fn answer(minted: &Minted) -> Value {
	json!({
		"reply:Class": { "op": "+=", "value": [format!("0x{}", to_hex(&minted.class))] },
		"control:Tmp-Integer-0": { "op": ":=", "value": [minted.lifetime] },
		"control:Tmp-Integer-1": { "op": ":=", "value": [minted.interim] },
	})
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn forms_plain_json_and_the_modules_own_json_say_the_same() {
		let form =
			read(b"nas_identifier=ab&calling_station_id=02-00&user_name=a%40b%20c&group=&x=1");
		let plain =
			read(br#" {"nas_identifier":"ab","calling_station_id":"02-00","user_name":"a@b c"}"#);
		let module = read(
			br#"{"NAS-Identifier":{"type":"string","value":["ab"]},
			"Calling-Station-Id":{"type":"string","value":["02-00"]},
			"User-Name":{"type":"string","value":["a@b c"]},"NAS-Port":{"type":"integer","value":[7]}}"#,
		);
		let expected = MintRequest {
			nas_identifier: Some("ab".into()),
			calling_station_id: Some("02-00".into()),
			user_name: Some("a@b c".into()),
			..MintRequest::default()
		};
		assert_eq!(
			(form, plain, module),
			(Some(expected.clone()), Some(expected.clone()), Some(expected))
		);
		assert_eq!(read(b"{\"nas_identifier\":"), None);
		assert_eq!(read(b"{]"), None);
	}

	#[test]
	fn answer_adds_the_class_in_hex() {
		let answer = answer(&Minted { class: [0xab; 37], lifetime: 3600, interim: 300 });
		assert_eq!(answer["reply:Class"]["value"][0], format!("0x{}", "ab".repeat(37)));
		assert_eq!(answer["reply:Class"]["op"], "+=");
		assert_eq!(answer["control:Tmp-Integer-0"]["value"][0], 3600);
	}
}

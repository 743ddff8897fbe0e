// What both tests share: comparing, waiting with an end, and the node's JSON-RPC.

import { isDeepStrictEqual } from "node:util";

/// Ends the test where something is not as it must be; prints it where it is.
export function expect(what, got, wanted) {
	if (!isDeepStrictEqual(got, wanted)) {
		throw new Error(`${what}: ${show(got)}, expected ${show(wanted)}`);
	}
	console.log(`    ${what}: ${show(got)}`);
}

/// For what has no one right value.
export function expectThat(what, holds, got) {
	if (!holds) {
		throw new Error(`${what}: not so, but ${show(got)}`);
	}
	console.log(`    ${what}: ${show(got)}`);
}

function show(value) {
	return typeof value === "object"
		? JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? `${inner}` : inner))
		: `${value}`;
}

/// A promise that fails when it takes longer.
export async function within(seconds, what, promise) {
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`waited ${seconds} s in vain for ${what}`)), seconds * 1000);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}

/// One call of the node's JSON-RPC over HTTP.
export async function rpc(url, method, ...params) {
	const answer = await fetch(url, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
	});
	const { result, error } = await answer.json();
	if (error) {
		throw new Error(`${method}: ${JSON.stringify(error)}`);
	}
	return result;
}

/// Runs a test to its end. Libraries keep timers and sockets, so the process is ended, not left to end.
export async function main(test) {
	try {
		await test();
		process.exit(0);
	} catch (error) {
		console.error(`error: ${error.stack ?? error}`);
		process.exit(1);
	}
}

// A light client: starts from the checkpoint that the node offers, follows what GRANDPA finalises, and checks
// every answer against a block's state root. What it answers is compared with the node's own word.
// Arguments: the node's HTTP address, and the router to ask about.

import { decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";
import { getDynamicBuilder, getLookupFn } from "@polkadot-api/metadata-builders";
import { merkleizeMetadata } from "@polkadot-api/merkleize-metadata";
import { start } from "smoldot";
import { expect, expectThat, main, rpc, within } from "./check.mjs";

const [url, routerText] = process.argv.slice(2);
const router = Number(routerText);
const FINALISED_BLOCKS = 3;

const hex = (bytes) => `0x${Buffer.from(bytes).toString("hex")}`;

/// JSON-RPC with a light client's chain: calls, and the events of the one subscription.
class LightChain {
	constructor(chain) {
		this.chain = chain;
		this.calls = new Map();
		this.asked = 0;
		this.events = [];
		this.wake = () => {};
		this.pump();
	}

	async pump() {
		for await (const text of this.chain.jsonRpcResponses) {
			const message = JSON.parse(text);
			if (message.id !== undefined) {
				const { resolve, reject } = this.calls.get(message.id);
				this.calls.delete(message.id);
				message.error ? reject(new Error(JSON.stringify(message.error))) : resolve(message.result);
			} else {
				this.events.push(message.params.result);
				this.wake();
			}
		}
	}

	call(method, ...params) {
		const id = ++this.asked;
		const answer = new Promise((resolve, reject) => this.calls.set(id, { resolve, reject }));
		this.chain.sendJsonRpc(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
		return within(60, method, answer);
	}

	/// The next event for which the test holds; others before it are dropped.
	async event(what, test) {
		const found = async () => {
			for (;;) {
				while (this.events.length > 0) {
					const event = this.events.shift();
					if (event.event === "stop") {
						throw new Error("the light client lost its subscription");
					}
					if (test(event)) {
						return event;
					}
				}
				await new Promise((resolve) => (this.wake = resolve));
			}
		};
		return within(40, what, found());
	}

	/// A runtime call at a pinned block, executed here over a proof.
	async runtimeCall(subscription, block, name, argument) {
		const begun = await this.call("chainHead_v1_call", subscription, block, name, hex(argument));
		const done = await this.event(name, (event) => event.operationId === begun.operationId);
		if (done.event !== "operationCallDone") {
			throw new Error(`${name}: ${JSON.stringify(done)}`);
		}
		return done.output;
	}
}

/// A light client that starts from the node's newest checkpoint, and the first blocks that it sees finalised.
async function follow(problems) {
	const spec = await rpc(url, "sync_state_genSyncSpec", true);
	expect("checkpoint in the specification", typeof spec.lightSyncState?.finalizedBlockHeader, "string");
	spec.bootNodes = await rpc(url, "system_localListenAddresses");

	const client = start({ maxLogLevel: 2, logCallback: (_, target, text) => problems.push(`${target}: ${text}`) });
	const light = new LightChain(await client.addChain({ chainSpec: JSON.stringify(spec) }));
	expect("genesis", await light.call("chainSpec_v1_genesisHash"), await rpc(url, "chain_getBlockHash", 0));
	const subscription = await light.call("chainHead_v1_follow", true);
	await light.event("the light client to be in step", ({ event }) => event === "initialized");

	const blocks = [];
	while (blocks.length < FINALISED_BLOCKS) {
		const { finalizedBlockHashes } = await light.event("finality", ({ event }) => event === "finalized");
		blocks.push(...finalizedBlockHashes);
	}
	return { light, subscription, blocks };
}

main(async () => {
	const problems = [];
	try {
		// On a machine that is too busy smoldot has been seen to miss GRANDPA's messages; a person would reload the page.
		const { light, subscription, blocks } = await follow(problems).catch((error) => {
			console.log(`    once more, with a newer checkpoint: ${error.message}`);
			return follow(problems);
		});
		const numbers = [];
		for (const block of blocks) {
			const { number } = await rpc(url, "chain_getHeader", block);
			if ((await rpc(url, "chain_getBlockHash", Number(number))) !== block) {
				throw new Error(`block ${Number(number)} is another one on the node's chain`);
			}
			numbers.push(Number(number));
		}
		console.log(`    finalised blocks that the node agrees on: ${numbers.join(", ")}`);

		// The newest metadata, over a proof, and with it a runtime API of ours and its storage.
		const block = blocks.at(-1);
		const versioned = await light.runtimeCall(subscription, block, "Metadata_metadata_at_version", [16, 0, 0, 0]);
		const metadata = unifyMetadata(decAnyMetadata(optional(versioned)));
		expect("metadata", metadata.version, 16);
		const builder = getDynamicBuilder(getLookupFn(metadata));
		const api = builder.buildRuntimeCall("CairnApi", "router");
		const argument = api.args.enc([router]);
		const output = await light.runtimeCall(subscription, block, "CairnApi_router", argument);
		expect("what it says of the router", output, await rpc(url, "state_call", "CairnApi_router", hex(argument), block));
		const view = api.value.dec(output);
		expectThat("decoded", view.index === router, view);

		const totals = builder.buildStorage("Rewards", "Totals");
		const begun = await light.call("chainHead_v1_storage", subscription, block, [{ key: totals.keys.enc(), type: "value" }], null);
		const items = await light.event("storage", (event) => event.operationId === begun.operationId);
		const [{ value }] = items.items;
		expect("the ledger's totals", value, await rpc(url, "state_getStorage", totals.keys.enc(), block));
		expectThat("decoded", totals.value.dec(value).claimable >= 0n, totals.value.dec(value));

		// What a hardware wallet would sign over. The runtime does not carry this hash yet.
		const v15 = optional(await light.runtimeCall(subscription, block, "Metadata_metadata_at_version", [15, 0, 0, 0]));
		const merkle = merkleizeMetadata(v15, { decimals: 12, tokenSymbol: "CAIRN" });
		expect("octets of the metadata's hash", merkle.digest().length, 32);
	} catch (error) {
		console.error(problems.slice(-10).join("\n"));
		throw error;
	}
});

/// The octets within a SCALE `Option<Vec<u8>>`.
function optional(text) {
	const bytes = Buffer.from(text.slice(2), "hex");
	if (bytes[0] !== 1) {
		throw new Error("the runtime has no metadata of this version");
	}
	// A compact length in 1, 2 or 4 octets.
	return Uint8Array.from(bytes.subarray(1 + [1, 2, 4][bytes[1] & 3]));
}

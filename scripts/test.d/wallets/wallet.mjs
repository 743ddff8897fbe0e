// What a wallet built on polkadot-js does: reads everything by the chain's own metadata, asks for a fee,
// signs, sends, reads the events. Arguments: the node's websocket, the router that has something to claim,
// and its owner's address.

import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import { expect, expectThat, main, within } from "./check.mjs";

const [url, routerText, owner] = process.argv.slice(2);
const router = Number(routerText);
const OURS = ["routers", "carriers", "receipts", "rewards"];

/// Signs, sends, and waits until it is final; the events of the transaction.
async function send(api, what, call, signer) {
	let stop;
	const final = new Promise((resolve, reject) => {
		call
			.signAndSend(signer, (status) => {
				if (status.dispatchError) {
					reject(new Error(`${what}: ${described(api, status.dispatchError)}`));
				} else if (status.isError) {
					reject(new Error(`${what}: ${status.status.type}`));
				} else if (status.status.isFinalized) {
					resolve(status);
				}
			})
			.then((unsubscribe) => (stop = unsubscribe), reject);
	});
	const status = await within(60, `${what} to be final`, final);
	stop?.();
	return status;
}

function described(api, error) {
	if (!error.isModule) {
		return error.toString();
	}
	const { section, name } = api.registry.findMetaError(error.asModule);
	return `${section}.${name}`;
}

function event(status, section, method) {
	const record = status.events.find(({ event }) => event.section === section && event.method === method);
	if (!record) {
		const seen = status.events.map(({ event }) => `${event.section}.${event.method}`);
		throw new Error(`no event ${section}.${method} among ${seen.join(", ")}`);
	}
	return record.event.data;
}

async function free(api, address) {
	return (await api.query.system.account(address)).data.free.toBigInt();
}

/// All of our pallets' storage at the newest block: a wrong type in the metadata does not decode.
async function readStorage(api) {
	let values = 0;
	for (const pallet of OURS) {
		for (const [name, item] of Object.entries(api.query[pallet])) {
			if (item.creator.meta.type.isMap) {
				values += (await item.entries()).length;
			} else {
				await item();
				values += 1;
			}
		}
		for (const constant of Object.values(api.consts[pallet] ?? {})) {
			constant.toJSON();
		}
	}
	expectThat("values in our pallets' storage decode", values > 20, values);
}

/// Every block so far, with transactions of all kinds and their events.
async function readBlocks(api) {
	const kinds = {};
	const head = (await api.rpc.chain.getHeader()).number.toNumber();
	for (let number = 1; number <= head; number++) {
		const hash = await api.rpc.chain.getBlockHash(number);
		const { block } = await api.rpc.chain.getBlock(hash);
		await (await api.at(hash)).query.system.events();
		for (const extrinsic of block.extrinsics) {
			const name = `${extrinsic.method.section}.${extrinsic.method.method}`;
			kinds[name] = (kinds[name] ?? 0) + 1;
		}
	}
	return kinds;
}

main(async () => {
	const api = await within(
		60,
		"the API",
		ApiPromise.create({ provider: new WsProvider(url), noInitWarn: true, throwOnConnect: true }),
	);
	expect("specification", api.runtimeVersion.specName.toString(), "cairn-fast");
	expect("metadata", api.runtimeMetadata.version, 16);
	expect("token", [api.registry.chainTokens, api.registry.chainDecimals], [["CAIRN"], [12]]);
	expect("address prefix", api.registry.chainSS58, 42);
	await readStorage(api);

	const keys = new Keyring({ type: "sr25519", ss58Format: api.registry.chainSS58 });
	const [alice, ferdie] = ["//Alice", "//Ferdie"].map((uri) => keys.addFromUri(uri));
	// Kinds of keys that hardware and other chains' wallets hold.
	const [edwards, koblitz] = ["ed25519", "ecdsa"].map((type) => keys.addFromUri("//Wallet", {}, type));

	// A runtime API of ours, encoded and decoded by its description in the metadata.
	const view = (await api.call.cairnApi.router(router)).unwrap();
	expect("the router's owner", api.registry.createType("AccountId", view.owner.toU8a()).toString(), owner);
	const claimable = (await api.call.cairnApi.claimable([router]))[0].toBigInt();
	expectThat("planck to claim", claimable > 0n, claimable);

	// A transfer to each kind of key, in one batch; the fee is what was foretold, or less.
	const amount = 10n ** 12n;
	const batch = api.tx.utility.batchAll(
		[edwards, koblitz].map(({ address }) => api.tx.balances.transferKeepAlive(address, amount)),
	);
	const foretold = (await batch.paymentInfo(alice)).partialFee.toBigInt();
	const before = await free(api, alice.address);
	const fee = event(await send(api, "batch", batch, alice), "transactionPayment", "TransactionFeePaid");
	const paid = fee.actualFee.toBigInt();
	expectThat("planck of fee, foretold and paid", paid > 0n && paid <= foretold, [foretold, paid]);
	expect("planck gone from the sender", before - (await free(api, alice.address)), 2n * amount + paid);

	// Both send something back, which proves that the chain takes their signatures.
	await Promise.all(
		[edwards, koblitz].map((key) =>
			send(api, `transfer by ${key.type}`, api.tx.balances.transferKeepAlive(alice.address, 1n), key),
		),
	);
	console.log("    signatures taken: sr25519, ed25519, ecdsa");

	const had = await free(api, owner);
	const claimed = event(
		await send(api, "claim", api.tx.rewards.claim([router]), ferdie),
		"rewards",
		"Claimed",
	);
	expect("planck claimed for the owner", [claimed.owner.toString(), claimed.paid.toBigInt()], [owner, claimable]);
	expect("planck arrived in the owner's account", (await free(api, owner)) - had, claimable);

	// Again: a typed error that the library can name.
	const again = await send(api, "claim", api.tx.rewards.claim([router]), ferdie).then(
		() => "paid twice",
		(error) => error.message,
	);
	expect("a second claim", again, "claim: rewards.NothingToClaim");

	const kinds = await readBlocks(api);
	const all = kinds["timestamp.set"] > 0 && kinds["rewards.claim"] === 2 && kinds["rewards.claimFor"] === 1;
	expectThat("transactions in all blocks decode", all, kinds);
});

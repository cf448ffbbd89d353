// @ts-check
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { Sha256 } from "../../src/ilium/app/static/js/sha256.js";

const bytes = (count) => Uint8Array.from({ length: count }, (_, at) => (at * 31 + 7) % 256);
const known = (data) => createHash("sha256").update(data).digest("hex");

test("the published examples of FIPS 180-4 come out", () => {
  const hex = (text) => new Sha256().add(new TextEncoder().encode(text)).hex();
  assert.equal(hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  assert.equal(hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
});

test("every length around a block agrees with node's own", () => {
  for (let length = 0; length < 200; length += 1) {
    assert.equal(new Sha256().add(bytes(length)).hex(), known(bytes(length)));
  }
});

test("pieces of any size give the hash of the whole", () => {
  const data = bytes(10_007);
  for (const size of [1, 3, 63, 64, 65, 1000]) {
    const hash = new Sha256();
    for (let at = 0; at < data.length; at += size) hash.add(data.subarray(at, at + size));
    assert.equal(hash.hex(), known(data));
  }
});

test("one changed bit is noticed", () => {
  const data = bytes(100);
  const changed = Uint8Array.from(data);
  changed[50] ^= 1;
  assert.notEqual(new Sha256().add(changed).hex(), new Sha256().add(data).hex());
});

// Ids of rows: UUIDv7, so that rows made one after the other lie beside each other in the index.
// Within one process they only ever grow. Randomness is fetched for many ids at once, which makes
// them cheap.
import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const ID_BYTES = 16;
const IDS_PER_FILL = 256;
/** What UUIDv7 can count within one millisecond before the next is borrowed. */
const MAX_SEQUENCE = 0xffff_ffff;
const FIRST_SEQUENCE_LIMIT = 0x7fff_ffff;

const randomness = new Uint8Array(ID_BYTES * IDS_PER_FILL);
let used = IDS_PER_FILL;
let lastMs = 0;
let sequence = 0;

export function newId(): string {
  const random = nextRandom();
  const nowMs = Date.now();
  if (nowMs > lastMs || sequence >= MAX_SEQUENCE) {
    lastMs = Math.max(nowMs, lastMs + 1);
    sequence = firstSequence(random);
  } else {
    sequence++;
  }
  return v7({ random, msecs: lastMs, seq: sequence });
}

function nextRandom(): Uint8Array {
  if (used === IDS_PER_FILL) {
    randomFillSync(randomness);
    used = 0;
  }
  const start = used++ * ID_BYTES;
  return randomness.subarray(start, start + ID_BYTES);
}

/** Starts in the lower half, so that there is room to count. */
function firstSequence(random: Uint8Array): number {
  const value = new DataView(random.buffer, random.byteOffset, ID_BYTES).getUint32(0);
  return value & FIRST_SEQUENCE_LIMIT;
}

// What runs in the browser: a DAG goes out and comes back, in the page or in a worker of it.
import { MemoryStore } from '@car-mirror/core'
import { pull, push } from '@car-mirror/http-transport'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'

const RAW = 0x55
const MIB = 1024 * 1024

async function mirrored({ url, token, mebibytes, where }) {
  const own = new MemoryStore()
  const leaves = []
  for (let i = 0; i < mebibytes; i++) {
    const bytes = new Uint8Array(MIB).fill(i)
    bytes.set(new TextEncoder().encode(`${where} ${mebibytes}`))
    leaves.push(await blockOf(RAW, bytes))
  }
  const root = await blockOf(dagCbor.code, dagCbor.encode(leaves.map(({ cid }) => cid)))
  await own.put([root, ...leaves].map(({ cid, bytes }) => ({ cid: cid.bytes, bytes })))
  const roots = [root.cid]
  const pushed = await push({ url, token, roots, store: own })
  const back = new MemoryStore()
  const pulled = await pull({ url, token, roots, store: back })
  const rounds = [pushed.rounds, pulled.rounds]
  return { complete: pushed.complete && pulled.complete, blocks: back.size(), rounds }
}

async function blockOf(code, bytes) {
  return { cid: CID.createV1(code, await sha256.digest(bytes)), bytes }
}

if ('document' in globalThis) {
  globalThis.transfers = (given) => (given.where === 'page' ? mirrored(given) : inWorker(given))
} else {
  addEventListener('message', async ({ data }) => {
    postMessage(await mirrored(data).catch((error) => ({ error: String(error) })))
  })
}

function inWorker(given) {
  const worker = new Worker('/page.js', { type: 'module' })
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = reject
    worker.postMessage(given)
  })
}

// Another process on a store, told what to do by its arguments and standard input; it answers in
// lines on standard output. It runs what is built: build before you test.
import { createHash } from 'node:crypto'
import { writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { LmdbBlockstore } from '../../dist/index.js'

const [task, directory, ...args] = process.argv.slice(2)
// synchronous, so that nothing acknowledged is lost in a buffer when this process is killed
const say = (line) => writeSync(1, `${line}\n`)

/** The same as `blockOf` in blocks.ts. */
function blockOf(seed, index, size) {
  const bytes = new Uint8Array(Buffer.alloc(size, `${seed}:${index};`))
  const digest = createHash('sha256').update(bytes).digest()
  return { cid: Uint8Array.of(1, 0x55, 0x12, 32, ...digest), bytes }
}

const tasks = {
  /** Writes batches and says how many blocks have been acknowledged after each. */
  async write(seed, batches, perBatch, size) {
    const store = await LmdbBlockstore.open(directory)
    say('ready')
    for (let batch = 0; batch < Number(batches); batch++) {
      const blocks = []
      for (let at = 0; at < Number(perBatch); at++) {
        blocks.push(blockOf(seed, batch * Number(perBatch) + at, Number(size)))
      }
      await store.putBatch(blocks)
      say((batch + 1) * Number(perBatch))
    }
    await store.close()
  },

  /** Answers `has HEX` and `get HEX`; what it got is `right` if it hashes to the CID. */
  async watch() {
    const store = await LmdbBlockstore.open(directory)
    say('ready')
    for await (const line of createInterface({ input: process.stdin })) {
      const [method, hex] = line.split(' ')
      const found = store.bytes[method](new Uint8Array(Buffer.from(hex, 'hex')))
      if (!(found instanceof Uint8Array)) say(found)
      else say(hex.endsWith(createHash('sha256').update(found).digest('hex')) ? 'right' : 'wrong')
    }
    await store.close()
  },

  /** Opens as a user who may not, and says why that failed. */
  async open() {
    if (process.getuid?.() === 0) process.setuid(65534)
    try {
      await LmdbBlockstore.open(directory)
      say('opened')
    } catch (error) {
      say(error.code)
    }
  },
}

await tasks[task](...args)

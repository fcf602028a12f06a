import { type Framed, node, raw } from '@car-mirror/vectors/by-hand'
import { wordsOf } from '../../wire/reply.js'
import type { Wire } from '../../wire/wire.js'
import type { ClientBench } from '../bench/client-bench.js'
import { type Check, onClient, onServer } from '../check.js'

/** Of those offsets where nothing begins or ends, a client is tried with every n-th. */
const STRIDE = 24

/** A root, a leaf whose length takes two bytes, and a short one. */
function dagOf(salt: string): Framed[] {
  const leaves = [raw(`${salt} `.padEnd(160, '.')), raw(`short ${salt}`)]
  return [node(`cut ${salt}`, ...leaves), ...leaves]
}

/** Where a CAR may end: after its header and after each frame. */
function ends(wire: Wire, blocks: readonly Framed[]): number[] {
  const roots = [blocks[0]!.cid]
  // Of fixed size in every dialect: the header of the whole CAR, which the prefixes share.
  const whole = wire.car(roots, blocks).length
  const after = blocks.map((_, i) => sizeOf(blocks.slice(i + 1)))
  return [whole - sizeOf(blocks), ...after.map((rest) => whole - rest)]
}

function sizeOf(blocks: readonly Framed[]): number {
  return blocks.reduce((sum, { cid, bytes }) => {
    const length = cid.length + bytes.length
    return sum + length + (length < 128 ? 1 : 2)
  }, 0)
}

const server = onServer('adv-11/server/cut-car', {
  requirements: ['CAR-7', 'CAR-11', 'HTTP-7', 'RND-24'],
  about: 'a push whose CAR is cut, at whatever byte but the end of a frame, is refused',
  async run(bench) {
    const { wire } = bench
    await bench.serve([])
    const sample = dagOf(`0000 ${bench.salt}`)
    const { length } = wire.car([sample[0]!.cid], sample)
    for (let offset = wire.form.rootInPath ? 1 : 0; offset < length; offset++) {
      // A DAG of its own, as what came before a cut is kept.
      const blocks = dagOf(`${String(offset).padStart(4, '0')} ${bench.salt}`)
      if (ends(wire, blocks).includes(offset)) continue
      const body = wire.car([blocks[0]!.cid], blocks).subarray(0, offset)
      const what = `a push of a CAR that is cut at byte ${offset} of ${length}`
      const reply = await bench.askPush(wire.posted('push', blocks[0]!.cid, body), what)
      if (reply.kind === 'refused') continue
      const complete = reply.kind === 'ok' && reply.value.complete ? ', as complete' : ''
      bench.evidence.problem(
        `A CAR that is cut at byte ${offset} of ${length} was not refused: ${wordsOf(reply)}${complete}.`,
        { at: `byte ${offset}` },
      )
    }
  },
})

const client = onClient('adv-11/client/cut-car', {
  requirements: ['CAR-7', 'CAR-11', 'RND-24', 'RND-27'],
  about: 'a pull whose CAR is cut never counts as complete',
  async run(bench) {
    const { wire } = bench
    const blocks = dagOf(bench.salt)
    const car = wire.car([blocks[0]!.cid], blocks)
    for (const offset of tried(bench, car.length, ends(wire, blocks))) {
      const when = `the answer to a pull is cut at byte ${offset} of ${car.length}`
      const cut = wire.answer('pull', wire.form.statuses.pulled, car.subarray(0, offset))
      const again = { ...cut, status: 400, body: new Uint8Array(0) }
      const script = (_: unknown, count: number) => (count === 1 ? cut : again)
      const ran = await bench.pull({ roots: [blocks[0]!], store: [], script }, when)
      if (!ran?.end.complete) continue
      bench.evidence.problem(`The client reports a complete transfer when ${when}.`, {
        at: `byte ${offset}`,
      })
    }
  },
})

/** A CAR that is cut. */
export const adv11: readonly Check[] = [server, client]

/**
 * Each transfer may wait for a retry, so of the bytes where nothing begins or ends only some are
 * tried, others with another seed.
 */
function tried({ context }: ClientBench, length: number, ends: readonly number[]): number[] {
  const near = new Set(ends.flatMap((end) => [end - 1, end + 1]))
  return Array.from({ length }, (_, offset) => offset).filter((offset) => {
    if (ends.includes(offset)) return false
    return offset < 2 || near.has(offset) || offset % STRIDE === context.seed % STRIDE
  })
}

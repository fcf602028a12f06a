import { buildDag, dagShape, expectedOutcome } from '@car-mirror/fixtures'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Block } from '../src/block.js'
import { cidText } from '../src/cid-bytes.js'
import { MirrorError } from '../src/errors.js'
import { mirror, type SendingPeer } from '../src/mirror.js'
import { Receiver } from '../src/receiver.js'
import { rawBlock, storeWith } from './support.js'

const stranger = await rawBlock('nobody asked for this')

/** What the adversary does in a round: which blocks it sends, and which roots it promises. */
const move = fc.record({
  sends: fc.array(fc.nat(), { maxLength: 8 }),
  strangers: fc.boolean(),
  forges: fc.integer({ min: 0, max: 20 }).map((n) => n === 0),
  promises: fc.constantFrom('nothing' as const, 'everything' as const, 'what was asked' as const),
  cuts: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
})

const cases = fc.record({
  shape: dagShape(25),
  having: fc.array(fc.nat(30), { maxLength: 8 }),
  moves: fc.array(move, { minLength: 1, maxLength: 12 }),
})

it('ends, whatever the sender answers, and stores only what belongs', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ shape, having, moves }) => {
      const dag = await buildDag(shape)
      const sink = storeWith(dag, (i) => having.includes(i))
      const before = sink.texts()
      const receiver = await Receiver.open({ store: sink, roots: dag.roots })
      let round = 0
      let cuts = 0
      const adversary: SendingPeer = {
        async answer({ missing }) {
          const { sends, strangers, forges, promises, cuts: cut } = moves[round++ % moves.length]!
          const nodes = sends.map((n) => dag.nodes[n % dag.nodes.length]!)
          const blocks: Block[] = nodes.map(({ cid, bytes }) => ({ cid: cid.bytes, bytes }))
          if (strangers) blocks.push(stranger)
          if (forges) blocks.push({ cid: dag.roots[0]!.bytes, bytes: stranger.bytes })
          const promised = { nothing: [], everything: dag.nodes.map((n) => n.cid) }
          const available = promises === 'what was asked' ? missing : promised[promises]
          // A transport forgives only so many lost connections in a row.
          const lost = cut && cuts++ < 20
          return { available, blocks: only(blocks), cut: lost }
        },
      }
      const outcome = await mirror(adversary, receiver).catch(expectPeerError)

      const { held } = expectedOutcome(dag, () => true)
      for (const cid of sink.texts()) expect(before.has(cid) || held.has(cid)).toBe(true)
      expect(sink.has(stranger.cid)).toBe(false)
      expect(round - cuts).toBeLessThanOrEqual(2 * dag.nodes.length + 1)
      if (outcome?.complete) {
        const inline = new Set(dag.nodes.filter((n) => n.inline).map((n) => cidText(n.cid.bytes)))
        for (const cid of held) expect(sink.texts().has(cid) || inline.has(cid)).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

function expectPeerError(error: unknown): undefined {
  expect(error).toBeInstanceOf(MirrorError)
  expect(['ERR_NO_PROGRESS', 'ERR_BLOCK_HASH']).toContain((error as MirrorError).code)
}

async function* only(blocks: Block[]) {
  yield blocks
}

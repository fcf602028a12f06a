import { expect, it } from 'vitest'
import { prepareEnds, type StoreKind } from '../../src/growth/ends.js'
import { measureTransfer } from '../../src/growth/transfer.js'

const DIRECTIONS = ['pull', 'push'] as const
const CASES = (['generated', 'lmdb'] as const).flatMap((kind) =>
  DIRECTIONS.map((direction): [typeof direction, StoreKind] => [direction, kind]),
)

it.each(CASES)('a %s between processes moves the whole DAG, %s stores', async (direction, kind) => {
  const [main, warmUp] = [await prepareEnds(kind, 2000, 200), await prepareEnds(kind, 50, 200)]
  try {
    const measured = await measureTransfer(direction, main, warmUp)
    expect(measured).toMatchObject({ complete: true, rounds: 1, blocks: 2000 })
    expect(measured.ms).toBeGreaterThan(0)
  } finally {
    await main.remove()
    await warmUp.remove()
  }
})

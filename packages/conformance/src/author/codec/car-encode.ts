import type { FramedBlock, Hex } from '@car-mirror/vectors'
import type { Area, Case } from '../area.js'
import { block, HELLO_BYTES } from './car-inputs.js'
import { HELLO, identity, kind, numbered, SHORTEST } from './cids.js'
import { joined, times } from './inputs.js'

function written(
  name: string,
  requirements: readonly string[],
  roots: readonly Hex[],
  ...blocks: readonly FramedBlock[]
): Case<'car.encode'> {
  return { name, requirements, input: { roots, blocks } }
}

const hello = block(HELLO, HELLO_BYTES)

/** A block of zeros whose frame has so many bytes. */
function frameOf(length: number): FramedBlock {
  return block(SHORTEST, joined(times(length - SHORTEST.length / 2, '00')))
}

export const carEncodeArea: Area<'car.encode'> = {
  area: 'car-encode',
  profile: 'spec',
  layer: 'codec',
  operation: 'car.encode',
  about: 'Roots and blocks as one CAR: there is one way to write it.',
  cases: [
    written('no-blocks', ['CAR-2', 'CAR-6'], [HELLO]),
    {
      ...written('no-roots', ['CAR-2'], []),
      result: 'permitted',
      error: 'car-header',
      comment: 'Never sent (CAR-5), so an encoder may refuse.',
    },
    written('one-block', ['CAR-1', 'CAR-2'], [HELLO], hello),
    written('roots-in-their-order', ['CAR-2'], [numbered(2), HELLO, numbered(1)], hello),
    written('root-twice', ['CAR-2'], [HELLO, HELLO]),
    written('root-v0', ['CAR-2', 'CAR-8'], [kind('v0')]),
    written(
      '24-roots',
      ['CAR-2'],
      Array.from({ length: 24 }, (_, i) => numbered(i)),
    ),
    written(
      'blocks-in-their-order',
      ['CAR-1'],
      [HELLO],
      hello,
      block(numbered(9), '39'),
      block(numbered(1), '31'),
    ),
    written('block-twice', ['CAR-1'], [HELLO], hello, hello),
    written('block-of-no-bytes', ['CAR-1', 'CAR-10'], [SHORTEST], block(SHORTEST, '')),
    written('block-v0', ['CAR-8'], [HELLO], block(kind('v0'), HELLO_BYTES)),
    written('block-of-identity', ['CAR-8'], [HELLO], block(identity(3), '01080f')),
    written('block-of-a-private-codec', ['CAR-8'], [HELLO], block(kind('private-codec'), '00')),
    written('block-with-a-wrong-digest', ['CAR-8'], [HELLO], block(HELLO, '48656c6c6f')),
    written('frame-of-127-bytes', ['CAR-1', 'CAR-9'], [SHORTEST], frameOf(127)),
    written('frame-of-128-bytes', ['CAR-1', 'CAR-9'], [SHORTEST], frameOf(128)),
    written('frame-of-16384-bytes', ['CAR-1', 'CAR-9'], [SHORTEST], frameOf(16_384)),
    written('frames-around-a-long-one', ['CAR-1'], [HELLO], hello, frameOf(100_000), hello),
  ],
}

import { describe, expect, it } from 'vitest'
import { emptyRoots } from './golden.js'
import { frame, fromHex } from './support.js'

const roots = '65 726f6f7473'
const version = '67 76657273696f6e'
const cid = '01 55 00 00'
const link = `d82a 45 00 ${cid}`

/** `{ "/": 1, "bytes": 1 }`: what stands below both keys is the same, as in a CID of the library. */
const posing = 'a2 61 2f 01 65 6279746573 01'

/** Puts the length before; every header here is shorter than 128 bytes. */
function header(hex: string): Uint8Array {
  const body = fromHex(hex)
  return Uint8Array.of(body.length, ...body)
}

describe('a header', () => {
  it.each([
    ['one root', `a2 ${roots} 81 ${link} ${version} 01`],
    ['version first', `a2 ${version} 01 ${roots} 81 ${link}`],
    ['the same root twice', `a2 ${roots} 82 ${link} ${link} ${version} 01`],
    ['a CIDv0 root', `a2 ${roots} 81 d82a 5823 00 1220 ${'11'.repeat(32)} ${version} 01`],
  ])('may have %s', (_, hex) => {
    expect(frame([header(hex)]).error).toBeUndefined()
  })

  it.each([
    ['version 2', `a2 ${roots} 80 ${version} 02`],
    ['version 0', `a2 ${roots} 80 ${version} 00`],
    ['version -1', `a2 ${roots} 80 ${version} 20`],
    ['the CARv2 pragma', `a1 ${version} 02`],
  ])('is refused for its version: %s', (_, hex) => {
    expect(frame([header(hex)])).toMatchObject({
      roots: undefined,
      error: 'ERR_CAR_VERSION at 0',
    })
  })

  it('with the CARv2 pragma is the literal ten bytes of that format', () => {
    expect(header(`a1 ${version} 02`)).toEqual(fromHex('0a a1 6776657273696f6e 02'))
  })

  it.each([
    ['no roots', `a1 ${version} 01`],
    ['no version', `a1 ${roots} 80`],
    ['another key', `a3 ${roots} 80 ${version} 01 61 78 00`],
    ['another key instead of roots', `a2 61 78 80 ${version} 01`],
    ['the key twice', `a3 ${roots} 80 ${version} 01 ${version} 01`],
    ['roots null', `a2 ${roots} f6 ${version} 01`],
    ['roots a CID', `a2 ${roots} ${link} ${version} 01`],
    ['roots a map', `a2 ${roots} a0 ${version} 01`],
    ['a root that is bytes', `a2 ${roots} 81 44 ${cid} ${version} 01`],
    ['a root that is a map with bytes', `a2 ${roots} 81 a1 65 6279746573 44 ${cid} ${version} 01`],
    ['a root that looks like a CID object', `a2 ${roots} 81 ${posing} ${version} 01`],
    ['a map that looks like a CID object', posing],
    ['a root that is null', `a2 ${roots} 81 f6 ${version} 01`],
    ['a root without the 00 before its CID', `a2 ${roots} 81 d82a 44 ${cid} ${version} 01`],
    ['a root cut short', `a2 ${roots} 81 d82a 44 00 01 55 00 ${version} 01`],
    ['a root with bytes after', `a2 ${roots} 81 d82a 46 00 ${cid} 00 ${version} 01`],
    [
      'a root of CID version 0 in CIDv1 form',
      `a2 ${roots} 81 d82a 45 00 00 70 00 00 ${version} 01`,
    ],
    ['a CIDv0 root of 16 bytes', `a2 ${roots} 81 d82a 53 00 1210 ${'11'.repeat(16)} ${version} 01`],
    ['a root with a padded codec', `a2 ${roots} 81 d82a 46 00 01 d500 0000 ${version} 01`],
    ['a root with a padded hash', `a2 ${roots} 81 d82a 46 00 01 55 8000 00 ${version} 01`],
    ['another tag', `a2 ${roots} 81 d82b 45 00 ${cid} ${version} 01`],
    ['version as text', `a2 ${roots} 80 ${version} 61 31`],
    ['version as a float', `a2 ${roots} 80 ${version} fb 3ff0000000000000`],
    ['version in two bytes', `a2 ${roots} 80 ${version} 18 01`],
    ['indefinite roots', `a2 ${roots} 9f ff ${version} 01`],
    ['an indefinite map', `bf ${roots} 80 ${version} 01 ff`],
    ['bytes after the map', `a2 ${roots} 80 ${version} 01 00`],
    ['the map cut short', `a2 ${roots} 80 ${version}`],
    ['an array', `82 80 01`],
    ['a CID', link],
    ['null', 'f6'],
    ['a number', '01'],
    ['not CBOR', 'ff'],
    ['an array of 2^53 - 1 roots', `a2 ${roots} 9b 001fffffffffffff ${version} 01`],
  ])('is refused for its form: %s', (_, hex) => {
    expect(frame([header(hex)])).toMatchObject({ roots: undefined, error: 'ERR_CAR_HEADER at 0' })
  })

  it('is refused when empty', () => {
    expect(frame([fromHex('00')]).error).toBe('ERR_CAR_HEADER at 0')
  })

  it('is refused, not overflowing the stack, when nested 100,000 deep', () => {
    // 100,000 = 0x20 + 0x0d * 128 + 6 * 16384
    const nested = new Uint8Array(100_000).fill(0x81)
    expect(frame([fromHex('a0 8d 06'), nested]).error).toBe('ERR_CAR_HEADER at 0')
  })

  it('has its length judged like any other', () => {
    expect(frame([fromHex(`9100 ${emptyRoots.slice(3)}`)]).error).toBe('ERR_CAR_VARINT at 0')
  })
})

import { describe, expect, it } from 'vitest'
import { CarEncoder, CarError } from '../src/index.js'
import { emptyRoots } from './golden.js'
import { concat, frame, fromHex, toHex } from './support.js'

const frameOf = (hex: string) => {
  const body = fromHex(hex)
  if (body.length < 128) return concat([fromHex(emptyRoots), Uint8Array.of(body.length), body])
  const length = Uint8Array.of((body.length % 128) + 128, Math.floor(body.length / 128))
  return concat([fromHex(emptyRoots), length, body])
}
const digest = '7a'.repeat(32)

/** Each: a CID that may start a frame. */
const valid = {
  CIDv0: `12 20 ${digest}`,
  'CIDv1 raw sha2-256': `01 55 12 20 ${digest}`,
  'a codec of two bytes': `01 a902 12 20 ${digest}`,
  'a codec of eight bytes, 2^53 - 1': `01 ffffffffffffff0f 00 00`,
  'blake2b-256, a hash of three bytes': `01 71 a0e402 20 ${digest}`,
  'an unknown hash with a short digest': '01 55 7b 01 ff',
  'identity without a digest': '01 55 00 00',
  'identity of 200 bytes': `01 55 00 c801 ${'00'.repeat(200)}`,
}

/** Each: a whole frame, none of which starts with a CID. */
const invalid = {
  'CIDv0 one byte short': `12 20 ${digest.slice(2)}`,
  'sha2-256 with 31 bytes': `12 1f ${digest}`,
  'only 12': '12',
  'CID version 0': '00 55 00 00',
  'CID version 2': '02 55 00 00',
  'CID version 3': '03 55 00 00',
  'a padded version': '8100 55 00 00',
  'a padded codec': '01 d500 00 00',
  'a padded hash': '01 55 8000 00',
  'a padded digest length': '01 55 00 8000',
  'a codec of 2^53': '01 8080808080808010 00 00',
  'a codec that does not end': `01 ${'ff'.repeat(30)}`,
  'only the version': '01',
  'only version and codec': '01 55',
  'no digest length': '01 55 12',
  'a digest cut short': '01 55 00 02 ff',
  'a digest of 2^53 - 1 bytes': `01 55 00 ffffffffffffff0f ${digest}`,
  garbage: 'ff ff ff ff',
}

describe('a frame', () => {
  it.each(Object.entries(valid))('may start with %s', (_, hex) => {
    for (const bytes of ['', '00', '0155']) {
      expect(frame([frameOf(`${hex} ${bytes}`)])).toMatchObject({
        blocks: [`${toHex(fromHex(hex))}:${bytes}`],
        error: undefined,
      })
    }
  })

  it.each(Object.entries(invalid))('is refused for %s', (_, hex) => {
    expect(frame([frameOf(hex)]).error).toBe('ERR_CAR_CID at 18')
  })

  it('does not lend its CID bytes of the next frame', () => {
    const next = Uint8Array.of(4, 1, 0x55, 0, 0)
    expect(frame([frameOf(invalid['a digest cut short']), next]).error).toBe('ERR_CAR_CID at 18')
  })
})

describe('the encoder', () => {
  it.each(Object.entries(valid))('writes a block of %s', (_, hex) => {
    const cid = fromHex(hex)
    const encoder = new CarEncoder()
    const chunks = [...encoder.frames([{ cid, bytes: Uint8Array.of(9) }]), ...encoder.flush()]
    expect(frame([fromHex(emptyRoots), ...chunks]).blocks).toEqual([`${toHex(cid)}:09`])
  })

  it.each([...Object.entries(invalid), ['bytes after it', `12 20 ${digest} 00`], ['none', '']])(
    'refuses %s, and then takes no block of that call',
    (_, hex) => {
      const encoder = new CarEncoder()
      encoder.header([])
      const good = { cid: fromHex(valid.CIDv0), bytes: Uint8Array.of(1, 2) }
      const bad = { cid: fromHex(hex), bytes: new Uint8Array(0) }
      let error: unknown
      try {
        encoder.frames([good, bad])
      } catch (cause) {
        error = cause
      }
      expect(error).toBeInstanceOf(CarError)
      // 18 bytes of header, then 1 + 34 + 2 of the good frame.
      expect(error).toMatchObject({ code: 'ERR_CAR_CID', offset: 55 })
      expect(encoder.pending).toBe(0)
    },
  )
})

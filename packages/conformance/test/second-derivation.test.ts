import {
  type Digested,
  digested,
  fromHex,
  type Message,
  type Operation,
  toBytes,
  toElements,
  toHex,
  type Vector,
  vectorFiles,
} from '@car-mirror/vectors'
import { car, cbor } from '@car-mirror/vectors/by-hand'
import { xxh3 } from '@node-rs/xxhash'
import { describe, expect, it } from 'vitest'

/**
 * What the vectors expect, derived without the model: a native XXH3, arithmetic on digits and sets,
 * and formats put together by hand.
 */

const MOST_BYTES = 16 * 1024 * 1024
const LITERAL = 'literal-reading'

function vectorsOf<O extends Operation>(operation: O): Vector<O>[] {
  return vectorFiles('spec', operation).flatMap((file) => file.vectors)
}

/** Every vector of an operation that `concerns` a check; at least one, or the check is none. */
function each<O extends Operation>(
  operation: O,
  concerns: (vector: Vector<O>) => boolean,
  check: (vector: Vector<O>) => void,
): void {
  const vectors = vectorsOf(operation).filter(concerns)
  expect(vectors.length).toBeGreaterThan(0)
  for (const vector of vectors) check(vector)
}

function isValid({ result }: Vector): boolean {
  return result === 'valid'
}

function names({ requirements }: Vector, ...clauses: readonly string[]): boolean {
  return clauses.some((clause) => requirements.includes(clause))
}

/** Samples cut from the binary digits of the hashes, from their right end. */
function draw(element: Uint8Array, bits: number, hashes: number): number[] {
  const width = (bits - 1).toString(2).length
  const indices: number[] = []
  for (let seed = 0n; indices.length < hashes; seed++) {
    const digits = xxh3.xxh64(element, seed).toString(2).padStart(64, '0')
    for (let end = 64; end >= width; end -= width) {
      const sample = Number.parseInt(digits.slice(end - width, end), 2)
      if (sample >= bits) continue
      indices.push(sample)
      break
    }
  }
  return indices
}

function bitsOf(elements: readonly Uint8Array[], bytes: number, hashes: number): Set<number> {
  return new Set(elements.flatMap((element) => draw(element, 8 * bytes, hashes)))
}

/** Each bit adds the power of two that it stands for in its byte. */
function filterOf(bits: Set<number>, bytes: number, power: (bit: number) => number): string {
  const filter = new Uint8Array(bytes)
  for (const index of bits) filter[Math.floor(index / 8)]! += 2 ** power(index % 8)
  return toHex(filter)
}

function isSet(bytes: Uint8Array, index: number): boolean {
  const byte = bytes[Math.floor(index / 8)]!.toString(2).padStart(8, '0')
  return byte[7 - (index % 8)] === '1'
}

/** The error that the parameters alone call for. */
function boundsError(bytes: number, hashes: number): string | undefined {
  if (bytes > MOST_BYTES) return 'filter-size'
  return bytes > 0 && (hashes < 1 || hashes > 64) ? 'filter-hashes' : undefined
}

describe('the filter', () => {
  it('has the indices that were published before there were vectors', () => {
    const golden = {
      'hello-16384-bits': [7085, 4402, 14242, 8334, 2800, 6186, 2361, 7000],
      'hello-1024-bits': [941, 306, 930, 142, 752, 42, 313, 856],
      'hello-600-bits': [86, 306, 317, 142, 210, 42, 313, 166],
      'hello-64-bits': [45, 50],
      'hello-24-bits': [13, 18, 2, 14, 16, 10, 9, 6],
    }
    for (const [name, indices] of Object.entries(golden)) {
      const vector = vectorsOf('indices').find(({ id }) => id === `filter-indices/${name}`)
      expect(vector?.expect, name).toEqual({ indices })
    }
    const hashes = ['3d4a4a1883f15bad', '1fa3ad03440d5132', 'c7734f6af774f7a2', '8c8a1466144b608e']
    for (const [seed, hash] of hashes.entries()) {
      const vector = vectorsOf('xxh3').find(({ id }) => id === `xxh3/hello-seed-${seed}`)
      expect(vector?.expect).toEqual({ hash })
    }
    const insert = vectorsOf('insert').find(({ id }) => id === 'filter-insert/hello-64-bits')
    expect(insert?.expect).toEqual({ filter: '0000000000200400' })
  })

  it('hashes as the native XXH3 does', () => {
    each('xxh3', isValid, ({ id, input, expect: expected }) => {
      const hash = xxh3.xxh64(toBytes(input.element), BigInt(input.seed))
      expect(expected, id).toEqual({ hash: hash.toString(16).padStart(16, '0') })
    })
  })

  it('draws the indices that the digits of the hashes say', () => {
    each('indices', isValid, ({ id, input, expect: expected }) => {
      const indices = draw(toBytes(input.element), 8 * input.bytes, input.hashes)
      expect(expected, id).toEqual({ indices })
    })
  })

  it('sets the bits of all indices, under the literal reading too', () => {
    each('insert', isValid, ({ id, flags, input, expect: expected }) => {
      const { bytes, hashes } = input
      const bits = bitsOf(toElements(input.elements), bytes, hashes)
      const literal = flags?.includes(LITERAL)
      const filter = filterOf(bits, bytes, (bit) => (literal ? 7 - bit : bit))
      expect(expected, id).toEqual({ filter: digested(filter) })
    })
  })

  it('has what has all its bits set', () => {
    each('has', isValid, ({ id, input, expect: expected }) => {
      const { hashes } = input.filter
      const bytes = toBytes(input.filter.bytes)
      const has = toElements(input.elements).map((element) => {
        if (bytes.length === 0) return false
        return draw(element, 8 * bytes.length, hashes).every((index) => isSet(bytes, index))
      })
      expect(expected, id).toEqual({ has })
    })
  })

  it('is refused for its bounds and nothing else', () => {
    each('insert', Boolean, ({ id, input: { bytes, hashes }, error }) => {
      expect(error, id).toBe(boundsError(bytes, hashes))
    })
    each('has', Boolean, ({ id, input: { filter }, error }) => {
      expect(error, id).toBe(boundsError(toBytes(filter.bytes).length, filter.hashes))
    })
  })

  it('is united bit by bit', () => {
    each('union', isValid, ({ id, input, expect: expected }) => {
      const both = [input.a, input.b].map(({ bytes }) => toHex(toBytes(bytes)))
      const [a, b] = both.map((hex) => BigInt(`0x0${hex}`))
      const length = Math.max(...both.map((hex) => hex.length))
      const hex = length === 0 ? '' : (a! | b!).toString(16).padStart(length, '0')
      const { hashes } = both[0] === '' ? input.b : input.a
      expect(expected, id).toEqual({ filter: { bytes: digested(hex), hashes } })
    })
  })

  it('has the parameters of the formulas', () => {
    each('parameters', isValid, ({ id, input: { count }, expect: expected }) => {
      const inverseRate = count <= 100 ? 1000 : 10 * count
      const optimum = (count * Math.log(inverseRate)) / Math.log(2) ** 2
      let bytes = count === 0 ? 0 : 1
      while (8 * bytes < optimum && bytes < MOST_BYTES) bytes *= 2
      let hashes = 0
      while (hashes < (8 * bytes * Math.log(2)) / (count || 1)) hashes++
      expect(expected, id).toEqual({ bytes, hashes })
    })
  })
})

/** A message by hand; undefined if only a hash of its filter is known. */
function messageOf(field: string, { roots, filter }: Message<Digested>): string | undefined {
  if (typeof filter.bytes !== 'string') return undefined
  return toHex(cbor.message(field, roots.map(fromHex), filter.hashes, fromHex(filter.bytes)))
}

function plain({ roots, filter }: Vector<'pull.encode'>['input']): Message<string> {
  return { roots, filter: { ...filter, bytes: toHex(toBytes(filter.bytes)) } }
}

/** Clauses that let a message be taken that nobody should write. */
const LENIENT = ['MSG-3', 'MSG-7', 'MSG-9', 'MSG-10', 'MSG-12', 'BF-16']

describe('messages', () => {
  it('are written as by hand', () => {
    each('pull.encode', isValid, ({ id, input, expect: expected }) => {
      expect(expected, id).toEqual({ body: digested(messageOf('rs', plain(input))!) })
    })
    each('push.encode', isValid, ({ id, input, expect: expected }) => {
      const body = digested(messageOf('dr', plain(input))!)
      expect(expected, id).toEqual({ status: input.roots.length > 0 ? 202 : 200, body })
    })
  })

  it('are read as what would be written so', () => {
    const isStrict = (vector: Vector) => isValid(vector) && !names(vector, ...LENIENT)
    each('pull.decode', isStrict, ({ id, input, expect: expected }) => {
      const body = messageOf('rs', expected!)
      if (body !== undefined) expect(toHex(toBytes(input.body)), id).toBe(body)
    })
    each('push.decode', isStrict, ({ id, input, expect: expected }) => {
      const body = messageOf('dr', expected!)
      if (body !== undefined) expect(toHex(toBytes(input.body)), id).toBe(body)
    })
  })
})

/** A CAR by hand; undefined if only a hash of a block is known. */
function carOf({ roots, blocks }: NonNullable<Vector<'car.decode'>['expect']>) {
  const framed = blocks.flatMap(({ cid, bytes }) => {
    return typeof bytes === 'string' ? [{ cid: fromHex(cid), bytes: fromHex(bytes) }] : []
  })
  if (framed.length < blocks.length) return undefined
  return toHex(car(roots.map(fromHex), ...framed))
}

describe('CARs', () => {
  it('are written as by hand', () => {
    each('car.encode', isValid, ({ id, input, expect: expected }) => {
      const blocks = input.blocks.map(({ cid, bytes }) => {
        return { cid: fromHex(cid), bytes: toBytes(bytes) }
      })
      const body = toHex(car(input.roots.map(fromHex), ...blocks))
      expect(expected, id).toEqual({ body: digested(body) })
    })
  })

  it('are read as what would be written so', () => {
    const isCanonical = (vector: Vector) => isValid(vector) && !names(vector, 'CAR-3')
    each('car.decode', isCanonical, ({ id, input, expect: expected }) => {
      const body = carOf(expected!)
      if (body !== undefined) expect(toHex(toBytes(input.body)), id).toBe(body)
    })
  })

  it('begin with what is kept of them when they are refused', () => {
    const keeps = ({ result, expect: kept }: Vector<'car.decode'>) =>
      result === 'invalid' && kept !== undefined && kept.roots.length > 0
    each('car.decode', keeps, ({ id, input, expect: expected }) => {
      const kept = carOf(expected!)!
      expect(toHex(toBytes(input.body)).startsWith(kept), id).toBe(true)
    })
  })
})

import { toHex } from '@car-mirror/vectors'
import { CarWriter } from '@ipld/car'
import * as dagCbor from '@ipld/dag-cbor'
import { CID } from 'multiformats/cid'
import type { Pins } from '../spec/pins.js'
import { type CidHex, cidLength, toCid } from './cid.js'
import { cborItems } from './items.js'
import { Refusal } from './refusal.js'

export interface Block {
  readonly cid: CidHex
  readonly bytes: Uint8Array
}

export interface Car {
  readonly roots: readonly CidHex[]
  readonly blocks: readonly Block[]
}

/** A CAR as bytes, and back. */
export class CarModel {
  readonly pins: Pins

  constructor(pins: Pins) {
    this.pins = pins
  }

  /** @see CAR-1 CAR-6 CAR-8 */
  async encode({ roots, blocks }: Car): Promise<Uint8Array> {
    const { writer, out } = CarWriter.create(roots.map(toCid))
    const chunks = collect(out)
    for (const { cid, bytes } of blocks) await writer.put({ cid: toCid(cid), bytes })
    await writer.close()
    const [, ...frames] = await chunks
    const header = this.header(roots)
    return new Uint8Array(Buffer.concat([Buffer.of(...varint(header.length)), header, ...frames]))
  }

  /** @see CAR-2 */
  header(roots: readonly CidHex[]): Uint8Array {
    return dagCbor.encode({ roots: roots.map(toCid), version: this.pins['CAR-2'].version })
  }

  /**
   * Whatever the pieces are that it comes in, and whatever becomes of its last frame.
   * @throws Refusal car-*, with what came before the fault. @see CAR-12 CAR-14
   */
  decode(pieces: readonly Uint8Array[], maxHeader?: number): Car {
    const bytes = this.join(pieces)
    const seen: { roots: CidHex[]; blocks: Block[] } = { roots: [], blocks: [] }
    try {
      this.read(bytes, seen, maxHeader)
    } catch (cause) {
      if (cause instanceof Refusal) throw new Refusal(cause.code, cause.message, this.kept(seen))
      throw cause
    }
    return seen
  }

  /** @see CAR-14 */
  join(pieces: readonly Uint8Array[]): Uint8Array {
    return new Uint8Array(Buffer.concat(pieces))
  }

  /** @see CAR-12 */
  kept(seen: Car): Car {
    return seen
  }

  /** @see CAR-1 CAR-6 CAR-7 */
  read(
    bytes: Uint8Array,
    seen: { roots: CidHex[]; blocks: Block[] },
    maxHeader = this.pins['CAR-13'].maxHeader,
  ): void {
    const header = this.item(bytes, 0, maxHeader)
    seen.roots.push(...this.roots(header.bytes))
    for (let at = header.end; at < bytes.length; ) {
      const { bytes: frame, end } = this.item(bytes, at, this.pins['CAR-13'].maxFrame)
      seen.blocks.push(this.block(frame))
      at = end
    }
  }

  /** The bytes after a length, and where they end. @see CAR-9 CAR-11 CAR-13 SEC-1 */
  item(bytes: Uint8Array, at: number, limit: number): { bytes: Uint8Array; end: number } {
    const [length, size] = this.length(bytes, at)
    if (length > limit) throw new Refusal('car-limit', `${length} bytes, the limit is ${limit}`)
    const end = at + size + length
    if (this.isCut(end, bytes)) throw new Refusal('car-truncated', 'the CAR ends in an item')
    return { bytes: bytes.subarray(at + size, end), end }
  }

  /** @see CAR-11 */
  isCut(end: number, bytes: Uint8Array): boolean {
    return end > bytes.length
  }

  /** Value and size of the varint. @see CAR-9 CAR-11 */
  length(bytes: Uint8Array, at: number): [number, number] {
    const digits = bytes.subarray(at, at + 8)
    const last = digits.findIndex((byte) => byte < 128)
    if (last === -1 && digits.length < 8) return this.cutLength(bytes)
    if (last === -1) throw new Refusal('car-varint', 'a length of more than eight bytes')
    const value = digits
      .slice(0, last + 1)
      .reduce((sum, byte, i) => sum + (byte % 128) * 128 ** i, 0)
    if (!this.isMinimal(digits, last) || value > Number.MAX_SAFE_INTEGER) {
      throw new Refusal('car-varint', 'a length that is padded or too large')
    }
    return [value, last + 1]
  }

  /** @see CAR-11 */
  cutLength(_bytes: Uint8Array): [number, number] {
    throw new Refusal('car-truncated', 'the CAR ends in a length')
  }

  /** @see CAR-9 */
  isMinimal(digits: Uint8Array, last: number): boolean {
    return last === 0 || digits[last] !== 0
  }

  /** @see CAR-2 CAR-3 CAR-4 CAR-16 CAR-17 */
  roots(header: Uint8Array): CidHex[] {
    if (header.length === 0) throw badHeader('it is empty')
    const { roots, version } = this.headerMap(header)
    this.checkVersion(version)
    if (!Array.isArray(roots) || roots.some((root) => !(root instanceof CID))) {
      throw badHeader('roots is not a list of links')
    }
    if ([...cborItems(header)].some(({ kind }) => kind === 'float')) throw badHeader('a float')
    return roots.map((root: CID) => toHex(root.bytes))
  }

  /** @see CAR-17 */
  headerMap(header: Uint8Array): Record<string, unknown> {
    try {
      const map: unknown = dagCbor.decode(header)
      if (typeof map === 'object' && map !== null) return map as Record<string, unknown>
    } catch {
      throw badHeader('it is not DAG-CBOR')
    }
    throw badHeader('it is not a map')
  }

  /** @see CAR-4 */
  checkVersion(version: unknown): void {
    if (version === this.pins['CAR-2'].version) return
    if (Number.isInteger(version)) throw new Refusal('car-version', `version ${version}`)
    throw badHeader('version is not an integer')
  }

  /** @see CAR-8 CAR-10 */
  block(frame: Uint8Array): Block {
    if (frame.length === 0) return this.emptyFrame()
    const length = cidLength(frame)
    if (length === 0) return this.frameWithoutCid(frame)
    return { cid: toHex(frame.subarray(0, length)), bytes: frame.slice(length) }
  }

  /** @see CAR-10 */
  emptyFrame(): Block {
    throw new Refusal('car-frame', 'a frame of length zero')
  }

  /** @see CAR-10 */
  frameWithoutCid(_frame: Uint8Array): Block {
    throw new Refusal('car-cid', 'a frame does not begin with a CID')
  }
}

function badHeader(why: string): Refusal {
  return new Refusal('car-header', `not a CAR header: ${why}`)
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))]
}

async function collect(source: AsyncIterable<Uint8Array>): Promise<Uint8Array[]> {
  const all: Uint8Array[] = []
  for await (const chunk of source) all.push(chunk)
  return all
}

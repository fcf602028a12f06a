import { fromHex, toHex } from '@car-mirror/vectors'
import { decodeFirst, encode } from 'cborg'
import { toCid } from '../model/cid.js'
import { Refusal } from '../model/refusal.js'
import { lax, unsorted } from './careless-cbor.js'
import { type Mutant, mutant, repinned } from './mutant.js'

export const carMutants: readonly Mutant[] = [
  mutant('CAR-1/no-header', 'writes frames without a header', ({ cars }) => {
    const written = cars.encode.bind(cars)
    cars.encode = async (car) => (await written(car)).subarray(1 + cars.header(car.roots).length)
  }),
  mutant('CAR-1/one-frame', 'reads the first frame only', ({ cars }) => {
    const read = cars.read.bind(cars)
    cars.read = (bytes, seen) => {
      read(bytes, seen)
      seen.blocks.length = Math.min(1, seen.blocks.length)
    }
  }),
  mutant('CAR-2/version-first', 'writes the version before the roots', ({ cars }) => {
    cars.header = (roots) => encode({ version: 1, roots: roots.map(toCid) }, unsorted)
  }),
  repinned('CAR-2/version-two', 'calls it version 2', { version: 2 }),
  mutant('CAR-3/canonical-only', 'refuses the keys in the other order', ({ cars }) => {
    const roots = cars.roots.bind(cars)
    cars.roots = (header) => {
      const found = roots(header)
      if (toHex(cars.header(found)) === toHex(header)) return found
      throw new Refusal('car-header', 'not as it is written')
    }
  }),
  mutant('CAR-4/any-version', 'does not look at the version', ({ cars }) => {
    cars.checkVersion = () => {}
  }),
  mutant('CAR-5/no-root-needed', 'takes a CAR for nothing', ({ server }) => {
    server.lacksRoots = () => false
  }),
  repinned('CAR-5/other-status', 'refuses it as if it were not there', { statusNoRoots: 404 }),
  mutant('CAR-6/refuses-no-blocks', 'takes a CAR without blocks for a cut one', ({ cars }) => {
    const read = cars.read.bind(cars)
    cars.read = (bytes, seen) => {
      read(bytes, seen)
      if (seen.blocks.length === 0) throw new Refusal('car-truncated', 'no blocks')
    }
  }),
  mutant('CAR-6/no-bytes-at-all', 'writes nothing when there are no blocks', ({ cars }) => {
    const written = cars.encode.bind(cars)
    cars.encode = async (car) => (car.blocks.length === 0 ? new Uint8Array(0) : written(car))
  }),
  mutant('CAR-7/nothing-is-empty', 'takes no bytes for a CAR without blocks', ({ cars }) => {
    const read = cars.read.bind(cars)
    cars.read = (bytes, seen) => {
      if (bytes.length > 0) read(bytes, seen)
    }
  }),
  mutant('CAR-8/version-one-only', 'refuses frames of CIDv0', ({ cars }) => {
    const block = cars.block.bind(cars)
    cars.block = (frame) => (frame[0] === 0x12 ? cars.frameWithoutCid(frame) : block(frame))
  }),
  mutant('CAR-8/known-hashes-only', 'refuses hash functions that it does not know', (model) => {
    const block = model.cars.block.bind(model.cars)
    model.cars.block = (frame) => {
      const found = block(frame)
      model.verify.hash(toCid(found.cid).multihash.code)
      return found
    }
  }),
  mutant('CAR-8/writes-version-one', 'writes every CID as version 1', ({ cars }) => {
    const written = cars.encode.bind(cars)
    cars.encode = ({ roots, blocks }) => {
      const upgraded = blocks.map(({ cid, bytes }) => ({
        cid: toHex(toCid(cid).toV1().bytes),
        bytes,
      }))
      return written({ roots, blocks: upgraded })
    }
  }),
  mutant('CAR-9/padded', 'takes padded lengths', ({ cars }) => {
    cars.isMinimal = () => true
  }),
  mutant('CAR-10/empty-frames', 'passes over frames of length zero', ({ cars }) => {
    cars.emptyFrame = () => ({ cid: '', bytes: new Uint8Array(0) })
  }),
  mutant('CAR-10/no-cid', 'takes a frame for a raw block where it has no CID', ({ cars }) => {
    cars.frameWithoutCid = (bytes) => ({ cid: '', bytes })
  }),
  mutant('CAR-11/cut-is-the-end', 'takes a cut for the end', ({ cars }) => {
    const read = cars.read.bind(cars)
    cars.read = (bytes, seen) => {
      try {
        read(bytes, seen)
      } catch (cause) {
        if ((cause as Refusal).code !== 'car-truncated' || bytes.length === 0) throw cause
      }
    }
  }),
  mutant('CAR-11/cut-in-a-length', 'takes a cut within a length for the end', ({ cars }) => {
    const read = cars.read.bind(cars)
    cars.cutLength = () => {
      throw new Refusal('car-frame', 'cut in a length')
    }
    cars.read = (bytes, seen) => {
      try {
        read(bytes, seen)
      } catch (cause) {
        if ((cause as Refusal).message !== 'cut in a length') throw cause
      }
    }
  }),
  mutant('CAR-12/all-or-nothing', 'drops the blocks before a bad frame', ({ cars }) => {
    cars.kept = ({ roots }) => ({ roots, blocks: [] })
  }),
  repinned('CAR-13/one-byte-more', 'takes a frame of a byte more', { maxFrame: 4_194_305 }),
  repinned('CAR-13/one-byte-less', 'refuses a frame of exactly the bound', { maxFrame: 4_194_303 }),
  repinned('CAR-13/any-header', 'takes headers of any length', { maxHeader: 2 ** 40 }),
  mutant('CAR-14/one-piece', 'reads what comes at once', ({ cars }) => {
    cars.join = ([first = new Uint8Array(0)]) => first
  }),
  mutant('CAR-17/makes-do', 'takes a header that it cannot read for an empty one', ({ cars }) => {
    const roots = cars.roots.bind(cars)
    cars.roots = (header) => {
      try {
        return roots(header)
      } catch (cause) {
        if ((cause as Refusal).code === 'car-header') return []
        throw cause
      }
    }
  }),
  mutant('CAR-17/any-cbor', 'reads any CBOR for a header', ({ cars }) => {
    const headerMap = cars.headerMap.bind(cars)
    cars.headerMap = (header) => {
      try {
        return decodeFirst(header, lax)[0] as Record<string, unknown>
      } catch {
        return headerMap(header)
      }
    }
  }),
  mutant('SEC-1/believes-lengths', 'waits for as many bytes as it is told of', ({ cars }) => {
    const item = cars.item.bind(cars)
    cars.item = (bytes, at) => item(bytes, at, Number.POSITIVE_INFINITY)
  }),
  mutant('SEC-1/takes-the-room', 'makes room for as much as it is told of', ({ messages }) => {
    const read = messages.read.bind(messages)
    messages.read = (body) => {
      try {
        return read(body)
      } catch {
        return { bb: fromHex(''), bk: 0, rs: [], dr: [] }
      }
    }
  }),
]

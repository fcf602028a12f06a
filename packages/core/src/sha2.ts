import { sha256, sha512 } from '@noble/hashes/sha2.js'
import type { Awaitable } from './store.js'

/** Computes a digest; one that can compare as it goes makes no array for it. */
export interface Digest {
  (bytes: Uint8Array): Awaitable<Uint8Array>
  /** Whether the digest is what stands in `cid` from `at` to the end. */
  readonly matches?: (bytes: Uint8Array, cid: Uint8Array, at: number) => boolean
}

/** What a process offers to hash with; the fastest is taken. */
export interface Means {
  /** `hash` of node:crypto. */
  readonly hash: NodeHash | undefined
  readonly subtle: SubtleCrypto | undefined
  /** Whether WebAssembly may be tried. A page's policy can still forbid it. */
  readonly wasm: boolean
}

type NodeHash = (algorithm: string, bytes: Uint8Array, encoding: 'latin1') => string
type NowDigest = (bytes: Uint8Array) => Uint8Array

/**
 * Bytes up to which a block is hashed here and now. Web Crypto is asynchronous; in Chromium that
 * costs it about as much as hash-wasm takes for 2 KiB.
 */
const SMALL = 2048

export function meansHere(): Means {
  const { process, crypto } = globalThis as {
    process?: { getBuiltinModule?: (id: string) => unknown }
    crypto?: { subtle?: SubtleCrypto }
  }
  const native = process?.getBuiltinModule?.('node:crypto') as { hash?: NodeHash } | undefined
  return {
    hash: native?.hash,
    subtle: crypto?.subtle,
    wasm: typeof WebAssembly === 'object',
  }
}

export function sha2(algorithm: 'SHA-256' | 'SHA-512', means: Means): Digest {
  if (means.hash) return nativeDigest(algorithm, means.hash)
  const plain = algorithm === 'SHA-256' ? sha256 : sha512
  // hash-wasm's SHA-512 would double its size, for blocks that are hardly ever seen.
  return webDigest(algorithm, plain, algorithm === 'SHA-256' ? means : { ...means, wasm: false })
}

/** The digest comes as a string of one character per byte: that is the cheapest that Node can make. */
function nativeDigest(algorithm: string, hash: NodeHash): Digest {
  const name = algorithm.replace('-', '').toLowerCase()
  const digest = (bytes: Uint8Array) => {
    const text = hash(name, bytes, 'latin1')
    const whole = new Uint8Array(text.length)
    for (let i = 0; i < text.length; i++) whole[i] = text.charCodeAt(i)
    return whole
  }
  const matches = (bytes: Uint8Array, cid: Uint8Array, at: number) => {
    const text = hash(name, bytes, 'latin1')
    if (cid.length - at !== text.length) return false
    for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== cid[at + i]) return false
    return true
  }
  return Object.assign(digest, { matches })
}

function webDigest(algorithm: string, plain: NowDigest, { subtle, wasm }: Means): Digest {
  let now = wasm ? undefined : plain
  let loading: Promise<NowDigest> | undefined
  return (bytes) => {
    if (subtle && bytes.length > SMALL) {
      const digest = subtle.digest(algorithm, bytes as Uint8Array<ArrayBuffer>)
      return digest.then((buffer) => new Uint8Array(buffer))
    }
    if (now) return now(bytes)
    loading ??= loadWasm(plain).then((loaded) => {
      now = loaded
      return loaded
    })
    return loading.then((loaded) => loaded(bytes))
  }
}

async function loadWasm(otherwise: NowDigest): Promise<NowDigest> {
  try {
    const { wasmSha256 } = await import('./sha2-wasm.js')
    return await wasmSha256()
  } catch {
    return otherwise
  }
}

import { javascript } from './javascript-kernel.js'
import { scalar, simd } from './wasm-bytes.js'
import { wasmKernel } from './wasm-kernel.js'

/**
 * What costs time: drawing indices, setting and testing their bits. All kernels give the same results.
 * They trust their arguments: a table of 1..16 MiB bytes, bit i of which is bit i % 8 (LSB first) of
 * byte i / 8, and 1..64 hashes.
 */
export interface Kernel {
  readonly name: 'simd' | 'scalar' | 'javascript'

  /** Sets the bits of all elements. The iterable may reuse one buffer, and may use other filters. */
  insertMany(table: Uint8Array, hashes: number, elements: Iterable<Uint8Array>): void

  /** Whether all bits of the element are set. */
  contains(table: Uint8Array, hashes: number, element: Uint8Array): boolean

  /** The same for many elements: 1 or 0 for each. */
  containsEach(
    table: Uint8Array,
    hashes: number,
    elements: readonly Uint8Array[],
  ): Uint8Array<ArrayBuffer>
}

let chosen: Kernel | undefined

/** The fastest kernel that runs here, made at its first use. */
export function kernel(): Kernel {
  chosen ??= choose()
  return chosen
}

/** The modules are under 2 KiB: small enough for browsers to compile them at once, on any thread. */
function choose(): Kernel {
  if (typeof WebAssembly === 'undefined' || !littleEndian()) return javascript
  try {
    const bytes = decode(simd)
    return WebAssembly.validate(bytes)
      ? wasmKernel('simd', new WebAssembly.Module(bytes))
      : wasmKernel('scalar', new WebAssembly.Module(decode(scalar)))
  } catch {
    // A content security policy may forbid WebAssembly, and memory may be short.
    return javascript
  }
}

function decode(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
}

/** WebAssembly is always, views of its memory are where the machine is. */
function littleEndian(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
}

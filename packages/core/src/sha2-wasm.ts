import { createSHA256 } from 'hash-wasm'

/** SHA-256 in WebAssembly: a file of its own, for nobody to load it who needs it not. */
export async function wasmSha256(): Promise<(bytes: Uint8Array) => Uint8Array> {
  const hasher = await createSHA256()
  return (bytes) => hasher.init().update(bytes).digest('binary')
}

import { vi } from 'vitest'
import type { Kernel } from '../src/kernel.js'

/**
 * The package where something is missing: loaded again, its kernel chosen. Bit by bit as a browser
 * would show it: SIMD does not validate, a policy forbids to compile, there is no WebAssembly.
 */
export async function bloomWithout(
  missing: 'nothing' | 'SIMD' | 'permission' | 'WebAssembly',
): Promise<{ kernel: Kernel; bloom: typeof import('../src/index.js') }> {
  vi.resetModules()
  if (missing !== 'nothing') vi.stubGlobal('WebAssembly', replacements[missing])
  try {
    const { kernel } = await import('../src/kernel.js')
    return { kernel: kernel(), bloom: await import('../src/index.js') }
  } finally {
    vi.unstubAllGlobals()
  }
}

const replacements = {
  SIMD: Object.create(WebAssembly, { validate: { value: () => false } }),
  permission: Object.create(WebAssembly, { Module: { value: forbidden } }),
  WebAssembly: undefined,
}

function forbidden(): never {
  throw new WebAssembly.CompileError('forbidden by the content security policy')
}

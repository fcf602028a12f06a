// Compiles kernel.ts into src/wasm-bytes.ts, which is committed: `tsc -b` alone then builds the package.
// With --check, exits 1 if it is not what the source compiles to.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import asc from 'assemblyscript/asc'

const target = new URL('../src/wasm-bytes.ts', import.meta.url)

/** 64 KiB to work in, and the largest table that is held (`src/wasm-kernel.ts`). */
const PAGES = '65'

async function compile(...features) {
  const source = fileURLToPath(new URL('kernel.ts', import.meta.url))
  const memory = ['--initialMemory', PAGES, '--maximumMemory', PAGES]
  const options = ['-O3', '--converge', '--noAssert', '--runtime', 'stub', '--outFile', 'out.wasm']
  let binary
  const { error, stderr } = await asc.main([source, ...options, ...memory, ...features], {
    writeFile: (_, contents) => {
      binary = contents
    },
  })
  if (error) throw new Error(`${error.message}\n${stderr}`)
  return Buffer.from(binary).toString('base64')
}

function declare(name, base64) {
  return `\n// biome-ignore format: one line\nexport const ${name} = '${base64}'\n`
}

const text = `// Made by wasm/compile.mjs from wasm/kernel.ts. Do not edit.
${declare('simd', await compile('--enable', 'simd'))}${declare('scalar', await compile('--disable', 'simd'))}`
const current = existsSync(target) && text === readFileSync(target, 'utf8')
if (process.argv[2] === '--check') process.exitCode = current ? 0 : 1
else if (!current) writeFileSync(target, text)

// Pushes and pulls in a real browser, over real sockets: node transfers.browser.mjs
// Takes the browser of CHROMIUM, by default the Chromium on PATH. Exits 1 with what is wrong.
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { MemoryStore } from '@car-mirror/core'
import { launchChromium } from '@car-mirror/fixtures/chromium'
import { build } from 'esbuild'
import { bearerToken, createHandler } from '../../dist/index.js'
import { nodeListener } from '../../dist/node/index.js'

const TOKEN = 'open-sesame'

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('page.mjs', import.meta.url))],
  bundle: true,
  format: 'esm',
  write: false,
})
const script = outputFiles[0].text

const store = new MemoryStore()
const pages = await listen((request, response) => {
  const isScript = request.url === '/page.js'
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
  response.end(isScript ? script : '<script type="module" src="/page.js"></script>')
})
const handler = createHandler({ store, cors: pages.url, authorize: bearerToken(TOKEN) })
const mirror = await listen(nodeListener(handler))

const browser = await launchChromium()
try {
  const page = await browser.newPage()
  page.on('pageerror', (error) => console.error(`page: ${error.message}`))
  await page.goto(pages.url)
  await page.waitForFunction(() => globalThis.transfers !== undefined)
  for (const where of ['page', 'worker']) {
    // The second one is over what a body holds where it has to be in memory.
    for (const mebibytes of [3, 70]) {
      const given = { url: mirror.url, token: TOKEN, mebibytes, where }
      const found = await page.evaluate((given) => globalThis.transfers(given), given)
      const sound = found.complete && found.blocks === mebibytes + 1
      const line = `${mebibytes} MiB, ${where}: ${JSON.stringify(found)}`
      if (sound) console.log(line)
      else {
        console.error(`wrong: ${line}`)
        process.exitCode = 1
      }
    }
  }
} finally {
  await browser.close()
  pages.server.close()
  mirror.server.close()
}

async function listen(listener) {
  const server = createServer(listener)
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  return { server, url: `http://127.0.0.1:${server.address().port}` }
}

// Looks at a generated page in a real browser: node page.browser.mjs PAGE.html
// Takes the browser of CHROMIUM, by default the Chromium on PATH. Exits 1 with what is wrong.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launchChromium } from '@car-mirror/fixtures/chromium'

const [file] = process.argv.slice(2)
if (file === undefined) {
  console.error('usage: node page.browser.mjs PAGE.html')
  process.exit(2)
}
const url = pathToFileURL(resolve(file)).href
const problems = []
const expect = (holds, otherwise) => {
  if (!holds) problems.push(otherwise)
}

const browser = await launchChromium()
try {
  await looksRight(1440, 900)
  await looksRight(360, 800)
  await finds()
  await readsWithoutScript()
} finally {
  await browser.close()
}
for (const problem of problems) console.error(`page: ${problem}`)
if (problems.length === 0)
  console.log('page: fits 360 and 1440 px, is searched, reads without script')
process.exitCode = problems.length === 0 ? 0 : 1

/** Nothing is wider than the window, whether details are open or not, and nothing is fetched. */
async function looksRight(width, height) {
  const page = await open({ viewport: { width, height } })
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('main details')) details.open = true
  })
  const content = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(content <= width, `scrolls sideways at ${width} px: the content has ${content} px`)
  const side = await page.isVisible('.side')
  const folded = await page.isVisible('.folded-contents > summary')
  expect(side !== folded, `contents at ${width} px: beside ${side}, folded ${folded}`)
  await page.context().close()
}

async function finds() {
  const page = await open({ viewport: { width: 360, height: 800 } })
  for (const query of ['requested root', 'may a requested root be left out?']) {
    await page.fill('#query', query)
    expect(await page.isVisible('#RND-10'), `"${query}" does not find RND-10`)
    const [first] = await page.locator('#hits a').allTextContents()
    expect(first?.includes('RND-10'), `"${query}" finds first: ${first}`)
    const asked = await page.locator('.questions > li:visible').allTextContents()
    expect(asked[0]?.includes('requested root'), `"${query}" finds the question: ${asked[0]}`)
  }
  expect(!(await page.isVisible('#CAR-9')), '"requested root" still shows CAR-9')
  const count = await page.textContent('#count')
  expect(/^\d+ of \d+ clauses, \d+ of \d+ questions$/.test(count), `the count says "${count}"`)
  await page.fill('#query', '')
  await page.selectOption('#by-level', 'MAY')
  const levels = await page.locator('.clause:visible .level').allTextContents()
  expect(
    levels.length > 0 && levels.every((level) => level === 'MAY'),
    `level MAY shows ${[...new Set(levels)]}`,
  )
  await page.keyboard.press('Escape')
  expect(await page.isVisible('#CAR-9'), 'Escape does not end the filter')
  await page.context().close()
}

async function readsWithoutScript() {
  const page = await open({ viewport: { width: 1440, height: 900 }, javaScriptEnabled: false })
  expect(!(await page.isVisible('#search')), 'without script there is a filter that cannot work')
  expect(await page.isVisible('#RND-10'), 'without script RND-10 is not shown')
  await page.context().close()
}

async function open(options) {
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.on('pageerror', (error) => problems.push(`error in the page: ${error.message}`))
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url) problems.push(`asks for ${request.url()}`)
  })
  await page.goto(url)
  return page
}

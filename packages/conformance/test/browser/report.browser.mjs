// Looks at reports in a real browser: node report.browser.mjs [PAGE.html...]
// Without a page: at those of made-up results, one port, a large one, and two side by side.
// Takes the browser of CHROMIUM, by default the Chromium on PATH. Exits 1 with what is wrong.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { launchChromium } from '@car-mirror/fixtures/chromium'

/** Milliseconds in which a large page answers on a slow machine; one that is not lazy takes minutes. */
const SLOW = 15_000

const problems = []
const expect = (holds, otherwise) => {
  if (!holds) problems.push(otherwise)
}

const scratch = mkdtempSync(join(tmpdir(), 'report-'))
const browser = await launchChromium()
try {
  const given = process.argv.slice(2).map((path) => pathToFileURL(resolve(path)).href)
  for (const url of given) await fits(url)
  if (given.length === 0) await madeUp()
} finally {
  await browser.close()
  rmSync(scratch, { recursive: true, force: true })
}
for (const problem of problems) console.error(`report: ${problem}`)
if (problems.length === 0) {
  const more = process.argv.length > 2 ? '' : ', is filtered, compares bytes and ports'
  console.log(`report: fits 360 and 1440 px, fetches nothing, obeys nobody${more}`)
}
process.exitCode = problems.length === 0 ? 0 : 1

async function madeUp() {
  const { renderReport } = await import('../../dist/report/render-report.js')
  const { loadSpec } = await import('../../dist/spec/load.js')
  const { fakeResults } = await import('../report/fake-results.mjs')
  const spec = loadSpec()
  const clauses = [...spec.clauses.values()]
  const hostile = `</script><script>window.obeyed=1</script><img src=x onerror=window.obeyed=1>\u2028'"`
  const write = (name, ...results) => {
    writeFileSync(join(scratch, name), renderReport(results, spec))
    return pathToFileURL(join(scratch, name)).href
  }
  const results = fakeResults(clauses)
  const one = write('one.html', results)
  const other = fakeResults(clauses, { name: 'b-port', dialect: 'go', failing: 1, words: hostile })
  const two = write('two.html', results, other)
  const large = write(
    'large.html',
    fakeResults(clauses, { count: 2000, failing: 5, bytes: 16_384 }),
  )
  for (const url of [one, two, large]) await fits(url)
  await attempt(() => filters(one, results))
  await attempt(() => obeysTheKeyboard(one, results))
  await attempt(() => compares(one, results))
  await attempt(() => leadsFromTheMatrix(two, other))
  await attempt(() => isQuick(large))
  await attempt(() => readsWithoutScript(one))
}

/** What is waited for and does not come is a problem among the others. */
async function attempt(check) {
  await check().catch(({ message }) => problems.push(message.split('\n', 2).join(' ')))
}

/** Nothing is wider than the window, light or dark, also where all is open, and nothing is fetched. */
async function fits(url) {
  for (const [width, colorScheme] of [
    [1440, 'light'],
    [360, 'dark'],
  ]) {
    const page = await open(url, { viewport: { width, height: 900 }, colorScheme })
    await page.evaluate(() => {
      for (const part of document.querySelectorAll('.part, .more')) part.open = true
      const cards = [...document.querySelectorAll('details.test')].slice(0, 60)
      for (const card of cards) card.open = true
      for (const button of [...document.querySelectorAll('.unfold')].slice(0, 5)) button.click()
    })
    await page.waitForTimeout(200)
    const wide = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(wide <= width, `${url} scrolls sideways at ${width} px: the content has ${wide} px`)
    const obeyed = await page.evaluate(() => window.obeyed)
    expect(obeyed === undefined, `${url} obeys what a port says`)
    await page.context().close()
  }
}

/** A filter leaves what it says, tells how many, and stands in the address, back and forth. */
async function filters(url, { tests }) {
  const page = await open(url)
  const shown = () => page.locator('.findings .test:not([hidden])').count()
  expect((await shown()) === tests.length, 'not all tests are there at first')
  await page.selectOption('[name=status]', 'fail')
  const failed = tests.filter(({ status }) => status === 'fail').length
  expect((await shown()) === failed, `status "fail" leaves ${await shown()} of ${failed}`)
  const told = await page.textContent('#found')
  expect(told === `${failed} of ${tests.length} tests`, `it tells "${told}"`)
  expect(page.url().endsWith('#status=fail'), `the address is ${page.url()}`)
  await page.selectOption('[name=layer]', 'codec')
  const both = tests.filter(({ status, layer }) => status === 'fail' && layer === 'codec')
  expect((await shown()) === both.length, 'a second filter does not narrow the first')
  const again = await open(page.url())
  const still = await again.locator('.findings .test:not([hidden])').count()
  expect(still === both.length, `the address brings back ${still} of ${both.length}`)
  expect((await again.inputValue('[name=layer]')) === 'codec', 'the form forgets the address')
  await again.context().close()
  await page.click('.filter [type=reset]')
  expect((await shown()) === tests.length, '"Show all" does not show all')
  const [{ id }] = tests
  await page.fill('[name=q]', id)
  expect(await page.isVisible(`[data-id="${id}"]`), `searching for ${id} does not show it`)
  await page.context().close()
}

async function obeysTheKeyboard(url, { tests }) {
  const page = await open(url)
  await page.keyboard.press('/')
  await page.keyboard.type('case-1')
  expect((await page.inputValue('[name=q]')) === 'case-1', '"/" does not lead to the search')
  await page.keyboard.press('Escape')
  const all = await page.locator('.findings .test:not([hidden])').count()
  expect(all === tests.length, 'Escape does not end the filter')
  const cell = page.locator('.grid a.cell.fail').first()
  await cell.focus()
  const said = Number(/^\d+/.exec((await cell.getAttribute('title')) ?? '')?.[0])
  await page.keyboard.press('Enter')
  await page.waitForTimeout(100)
  const failed = await page
    .locator('.findings details.test[data-status=fail]:not([hidden])')
    .count()
  expect(failed === said, `a cell that says ${said} leads to ${failed} failures`)
  expect(await page.locator('#asked').isVisible(), 'the clause that was asked for is not shown')
  await page.goBack()
  const back = await page.locator('.findings .test:not([hidden])').count()
  expect(back === tests.length, 'going back does not undo a link')
  await page.context().close()
}

/** Bytes come when a failure is opened, with the difference marked on both sides. */
async function compares(url, { tests }) {
  const page = await open(url)
  const failed = tests.find(({ problems, status }) => status === 'fail' && problems?.[0].hex)
  expect((await page.locator('.dump').count()) === 0, 'bytes are there before anybody asks')
  await page.goto(`${url}#test=${encodeURIComponent(failed.id)}`)
  const card = page.locator(`[data-id="${failed.id}"]`)
  await card.locator('.compared .dump').waitFor({ timeout: 5000 })
  const [{ expected, actual, differsAt }] = failed.problems
  const marked = await card.locator('td.hex mark.first').allTextContents()
  const bytes = [expected, actual].map((hex) => hex.slice(2 * differsAt, 2 * differsAt + 2))
  expect(String(marked) === String(bytes), `${marked} is marked, ${bytes} differ`)
  const line = await card.locator('.difference').textContent()
  expect(line.includes(`byte ${differsAt.toLocaleString('en-US')} `), `it says "${line}"`)
  const row = await card.locator('tr:has(mark.first) th').textContent()
  const isRow = Number.parseInt(row, 16) <= differsAt && differsAt < Number.parseInt(row, 16) + 16
  expect(isRow, `the row of byte ${differsAt} begins with ${row}`)
  const button = card.locator('.compared .show-all')
  if ((await button.count()) > 0) await button.click()
  expect((await card.locator('.compared tr[hidden]').count()) === 0, 'not all bytes are shown')
  await card.locator('button.copy').click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied === failed.again, `copied is "${copied}"`)
  await page.context().close()
}

async function leadsFromTheMatrix(url, other) {
  const page = await open(url)
  expect(await page.isHidden('.port[data-port="1"]'), 'the second port is there unasked')
  const cell = page.locator('.matrix td:nth-child(3) a.cell.fail').first()
  const clause = await cell.locator('xpath=ancestor::tr').getAttribute('data-clause-row')
  const said = Number(/^\d+/.exec((await cell.getAttribute('title')) ?? '')?.[0])
  await cell.click()
  await page.locator('.findings[data-port="1"]').waitFor({ state: 'visible', timeout: 5000 })
  const found = page.locator(
    '.findings[data-port="1"] details.test[data-status=fail]:not([hidden])',
  )
  expect(
    (await found.count()) === said,
    `${clause}: ${said} failures, shown ${await found.count()}`,
  )
  await page.click(`[data-clause-row="${clause}"] .unfold`)
  const named = other.tests.filter(({ requirements }) => requirements.includes(clause))
  const rows = page.locator('.test-row')
  expect((await rows.count()) >= named.length, `${clause} opens into ${await rows.count()} tests`)
  await rows.locator('td:nth-child(3) a').first().click()
  await page.waitForTimeout(100)
  const only = await page.locator('.findings[data-port="1"] .test:not([hidden])').count()
  expect(only === 1, `a test of the matrix leads to ${only}`)
  await page.click('.only-differing')
  const same = await page.locator('.matrix tr.same:visible').count()
  expect(same === 0, `${same} clauses at which the ports do not differ are still there`)
  await page.context().close()
}

/** 2,000 tests, a thousand of them failures with kilobytes of bytes. */
async function isQuick(url) {
  const began = performance.now()
  const page = await open(url)
  await page.selectOption('[name=status]', 'fail')
  await page.fill('[name=q]', 'case-1999')
  await page.click('.filter [type=reset]')
  await page.locator('details.test').first().locator('summary').click()
  await page.locator('.transcript').first().waitFor({ timeout: SLOW })
  const took = performance.now() - began
  expect(took < SLOW, `a large report takes ${Math.round(took)} ms`)
  await page.context().close()
}

async function readsWithoutScript(url) {
  const page = await open(url, { javaScriptEnabled: false })
  expect(!(await page.isVisible('#filter')), 'without script there is a filter that cannot work')
  expect(await page.isVisible('.verdict'), 'without script there is no verdict')
  expect(await page.isVisible('.grid a.cell'), 'without script there is no overview')
  await page.locator('details.test').first().locator('summary').click()
  expect(await page.isVisible('.problem .message'), 'without script no failure says what is wrong')
  await page.context().close()
}

async function open(url, options = { viewport: { width: 1440, height: 900 } }) {
  const context = await browser.newContext({ ...options, permissions: ['clipboard-read'] })
  const page = await context.newPage()
  page.setDefaultTimeout(SLOW)
  page.on('pageerror', (error) => problems.push(`error in ${url}: ${error.message}`))
  page.on('request', (request) => {
    const asked = request.url().split('#')[0]
    if (asked !== url.split('#')[0]) problems.push(`${url} asks for ${asked}`)
  })
  await page.goto(url)
  return page
}

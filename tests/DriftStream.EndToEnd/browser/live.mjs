// Drives a real browser for BrowserTests.cs: opens the page, says so, waits for a row that was not there, and tells what it saw.
// Usage: node live.mjs http://127.0.0.1:PORT/ [FOLDER for screenshots]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [address, folder] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wcag = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

const open = async (width, height, colorScheme, more = {}) => {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, ...more });
  const page = await context.newPage();
  const errors = [];
  page.on('console', message => { if (message.type() === 'error') { errors.push(message.text()); } });
  page.on('pageerror', error => errors.push(error.message));
  await page.goto(address);
  return { page, errors };
};

const look = async (name, width, height, colorScheme) => {
  const { page, errors } = await open(width, height, colorScheme);
  await page.locator('#live:not(.still)').waitFor();
  if (folder) { await page.screenshot({ path: `${folder}/${name}.png` }); }
  for (const summary of await page.locator('.more > summary').all()) { await summary.click(); }
  const checked = await page.evaluate(source => { (0, eval)(source); }, axe).then(() => page.evaluate(rules => window.axe.run(rules), wcag));
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.context().close();
  return { name, errors, sideways, passed: checked.passes.length, broken: checked.violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target).join(', ')}`) };
};

const seen = { looks: [] };
const { page, errors } = await open(1440, 900, 'light');
await page.locator('#live:not(.still)').waitFor();
seen.empty = await page.locator('#empty b').innerText();
await page.evaluate(() => { window.neverReloaded = true; });
console.log('opened');

await page.locator('.find.critical').waitFor();
seen.row = await page.locator('.find.critical > p').innerText();
seen.neverReloaded = await page.evaluate(() => window.neverReloaded === true);
seen.emptyIsGone = !await page.locator('#empty').isVisible();
await page.locator('.find.critical summary').click();
seen.detail = await page.locator('.find.critical .facts').innerText();
await page.locator('.find.critical summary').click();
await page.locator('[data-theme-switch]').click();
seen.theme = await page.evaluate(() => document.documentElement.dataset.theme);
seen.errors = errors;

for (const scheme of ['light', 'dark']) {
  seen.looks.push(await look(`live-${scheme}`, 1440, 900, scheme), await look(`phone-${scheme}`, 390, 844, scheme), await look(`small-${scheme}`, 320, 640, scheme));
}

const still = await open(1440, 900, 'light', { javaScriptEnabled: false });
seen.withoutScript = await still.page.locator('.find.critical > p').innerText();
await browser.close();
console.log(JSON.stringify(seen));

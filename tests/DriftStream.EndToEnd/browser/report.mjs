// Drives a real browser for ReportPageTests.cs: opens a page that lies in a file, filters it, prints it, and tells what it saw.
// Usage: node report.mjs FILE [PICTURE]
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const [file, picture] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const wcag = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] };
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });

const open = async (width, height, colorScheme, more = {}) => {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, ...more });
  const page = await context.newPage();
  const errors = [];
  const asked = [];
  page.on('console', message => { if (message.type() === 'error') { errors.push(message.text()); } });
  page.on('pageerror', error => errors.push(error.message));
  page.on('request', request => asked.push(request.url()));
  await page.goto(pathToFileURL(file).href);
  return { page, errors, asked };
};

const look = async (name, width, height, colorScheme) => {
  const { page, errors } = await open(width, height, colorScheme, { bypassCSP: true });
  for (const summary of await page.locator('summary').all()) { await summary.click(); }
  const checked = await page.evaluate(source => { (0, eval)(source); }, axe).then(() => page.evaluate(rules => window.axe.run(rules), wcag));
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await page.context().close();
  return { name, errors, sideways, passed: checked.passes.length, broken: checked.violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target).join(', ')}`) };
};

const { page, errors, asked } = await open(1440, 900, 'light');
const told = () => page.locator('#told').innerText();
const settled = text => page.waitForFunction(wanted => document.getElementById('told').textContent === wanted, text);
const seen = { title: await page.title(), all: await told() };
if (picture) {
  await page.setViewportSize({ width: 1440, height: 1330 });
  await page.screenshot({ path: picture });
}

await page.locator('select[name=severity]').selectOption('critical');
await settled('3 of 18 shown');
seen.critical = await page.locator('.find:visible').count();
seen.days = await page.locator('.when:visible').count();
await page.getByLabel('Only what is open at the end').check();
await settled('2 of 18 shown');
seen.open = await page.locator('.find:visible p').allInnerTexts();
await page.getByRole('button', { name: 'Clear' }).click();
await settled('18 shown');
await page.getByRole('searchbox', { name: 'Text' }).fill('visibility_timeout');
await settled('1 of 18 shown');
await page.locator('.find:visible summary').press('Enter');
seen.change = await page.locator('.find:visible .change').innerText();
await page.getByRole('searchbox', { name: 'Text' }).fill('no such thing');
await settled('0 of 18 shown');
seen.none = await page.locator('#none').isVisible();
await page.getByRole('button', { name: 'Clear' }).click();
await settled('18 shown');

await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
seen.printed = { filters: await page.locator('.filters').isVisible(), facts: await page.locator('.find .facts:visible').count(), scheme: await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme) };
seen.pdf = (await page.pdf({ format: 'A4', printBackground: true })).subarray(0, 5).toString();
seen.titleAtEnd = await page.title();
seen.errors = errors;
seen.asked = asked.length;

const still = await open(1440, 900, 'light', { javaScriptEnabled: false });
seen.withoutScript = { rows: await still.page.locator('.find:visible').count(), filters: await still.page.locator('.filters').isVisible() };

seen.looks = [];
for (const scheme of ['light', 'dark']) {
  seen.looks.push(await look(`report-${scheme}`, 1440, 900, scheme), await look(`report-phone-${scheme}`, 390, 844, scheme), await look(`report-small-${scheme}`, 320, 640, scheme));
}

await browser.close();
console.log(JSON.stringify(seen));

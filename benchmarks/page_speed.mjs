/**
 * Lighthouse mobile (slow 4G, 4× CPU) and the moment the stops are on the map.
 *
 *   cd benchmarks && npm ci
 *   node page_speed.mjs http://127.0.0.1:8000/fr/…/ [--runs 5] [--chromium /usr/bin/chromium]
 *
 * Prints each figure's median with the goal of the project, and exits 1 when one is
 * missed. Peers measured alike stand in docs/performance.md.
 */
import { existsSync } from 'node:fs';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';

const [url, ...rest] = process.argv.slice(2);
const option = (name, fallback) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : fallback);
const runs = Number(option('--runs', '5'));
const browser = option('--chromium', process.env.TRABOULE_CHROMIUM ?? '/usr/bin/chromium');
if (!url || !existsSync(browser)) {
  console.error('usage: node page_speed.mjs URL [--runs 5] [--chromium PATH]');
  process.exit(2);
}
const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PIN = 'a.pin';

/** name, how to read it from a Lighthouse result, goal, and which side is good */
const GOALS = [
  ['performance', (r) => 100 * r.categories.performance.score, 98, 'min'],
  ['accessibility', (r) => 100 * r.categories.accessibility.score, 100, 'min'],
  ['best practices', (r) => 100 * r.categories['best-practices'].score, 100, 'min'],
  ['SEO', (r) => 100 * r.categories.seo.score, 100, 'min'],
  ['FCP ms', (r) => r.audits['first-contentful-paint'].numericValue, null],
  ['LCP ms', (r) => r.audits['largest-contentful-paint'].numericValue, 1200, 'max'],
  ['TBT ms', (r) => r.audits['total-blocking-time'].numericValue, 100, 'max'],
  ['CLS', (r) => r.audits['cumulative-layout-shift'].numericValue, 0.02, 'max'],
  ['requests', (r) => items(r).length, 20, 'max'],
  ['KiB transferred', (r) => sum(items(r)) / 1024, 200, 'max'],
  ['script KiB', (r) => sum(items(r).filter((i) => i.resourceType === 'Script')) / 1024, 15, 'max'],
];
const items = (r) => r.audits['network-requests'].details.items;
const sum = (list) => list.reduce((total, item) => total + (item.transferSize ?? 0), 0);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function lighthouseOnce() {
  const chrome = await launch({ chromePath: browser, chromeFlags: FLAGS });
  try {
    const result = await lighthouse(url, { port: chrome.port, output: 'json', logLevel: 'error' });
    return result.lhr;
  } finally {
    chrome.kill();
  }
}

/** Milliseconds until a stop of the map is painted, under real throttling. */
async function stopsPaintedMs() {
  const instance = await chromium.launch({ executablePath: browser, args: FLAGS });
  try {
    const context = await instance.newContext({
      viewport: { width: 390, height: 844 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
    });
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: (1.6 * 1024 * 1024) / 8,
      uploadThroughput: (750 * 1024) / 8,
    });
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript((selector) => {
      const look = () => {
        const pin = document.querySelector(selector);
        if (pin && pin.getBoundingClientRect().width > 0) {
          // Two frames: the first draws it, the second knows that it was drawn.
          requestAnimationFrame(() => setTimeout(() => (window.stopsPainted = performance.now())));
        } else requestAnimationFrame(look);
      };
      look();
    }, PIN);
    await page.goto(url, { waitUntil: 'commit' });
    const handle = await page.waitForFunction(() => window.stopsPainted, null, { timeout: 30000 });
    return Number(await handle.jsonValue());
  } finally {
    await instance.close();
  }
}

const results = [];
const painted = [];
for (let run = 0; run < runs; run += 1) {
  results.push(await lighthouseOnce());
  painted.push(await stopsPaintedMs());
}
const rows = GOALS.map(([name, read, goal, side]) => [name, median(results.map(read)), goal, side]);
rows.push(['stops painted ms', median(painted), 1200, 'max']);
let missed = 0;
console.log(`${url}  (median of ${runs})`);
for (const [name, value, goal, side] of rows) {
  const good = goal === null || (side === 'min' ? value >= goal : value <= goal);
  if (!good) missed += 1;
  const wanted = goal === null ? '' : `${side === 'min' ? '≥' : '≤'} ${goal}`;
  console.log(`${good ? '  ' : '✗ '}${name.padEnd(18)} ${value.toFixed(value < 1 ? 3 : 1).padStart(9)}  ${wanted}`);
}
process.exit(missed ? 1 : 0);

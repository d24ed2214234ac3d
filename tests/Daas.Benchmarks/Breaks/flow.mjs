// Plays one user flow of @puppeteer/replay, given on stdin; says 'done' or why not.
import { createRunner, parse, PuppeteerRunnerExtension } from '@puppeteer/replay';
import puppeteer from 'puppeteer-core';

const timeout = 10000;
let text = '';
for await (const part of process.stdin) text += part;
const browser = await puppeteer.launch({ executablePath: process.argv[2], headless: true, args: ['--no-sandbox', '--disable-popup-blocking'] });
try {
  const page = await browser.newPage();
  const runner = await createRunner(parse({ title: 'flow', timeout, steps: JSON.parse(text) }), new PuppeteerRunnerExtension(browser, page, { timeout }));
  await Promise.race([runner.run(), new Promise((_, no) => setTimeout(() => no(new Error(`not done after ${4 * timeout / 1000} s`)), 4 * timeout))]);
  // The last click may still be on its way.
  await new Promise(r => setTimeout(r, 1500));
  process.stdout.write('done');
} catch (e) {
  process.stdout.write(String(e.message ?? e).split('\n')[0]);
}
process.stdout.write('\n', () => { browser.process()?.kill('SIGKILL'); process.exit(0); });

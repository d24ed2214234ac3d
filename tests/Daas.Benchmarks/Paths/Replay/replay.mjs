// Plays user flows of @puppeteer/replay in warm, signed-in pages. One JSON request a line on stdin, one JSON answer a line on stdout.
import { createRunner, parse, PuppeteerRunnerExtension } from '@puppeteer/replay';
import puppeteer from 'puppeteer-core';
import readline from 'node:readline';

const timeout = 15000;
const pages = {};
let browser, front;

async function play(page, steps) {
  const runner = await createRunner(parse({ title: 'flow', timeout, steps }), new PuppeteerRunnerExtension(browser, page, { timeout }));
  await runner.run();
}

// The frame a step works in: its place among the frames of the one above, as recordings name it.
const frameOf = (page, place) => (place ?? []).reduce((frame, at) => frame.childFrames()[at], page.mainFrame());

async function rows(frame, selector, columns) {
  return await frame.$$eval(selector, (lines, wanted) => lines.map(l => [...l.cells].map(c => c.innerText.trim()))
    .filter(cells => cells.length > Math.max(...wanted) && cells[wanted[0]] !== '').map(cells => wanted.map(at => cells[at]).join('|')), columns);
}

const answers = {
  async start({ executablePath }) {
    browser = await puppeteer.launch({ executablePath, headless: true, args: ['--no-sandbox'] });
    return {};
  },
  async signIn({ system, steps, cookie }) {
    pages[system] = await browser.newPage();
    if (cookie) await pages[system].setCookie(cookie);
    await play(pages[system], steps);
    return {};
  },
  async run({ system, steps, next, frame, row, columns }) {
    const page = pages[system], found = [];
    // A page behind another draws no frames, and its clicks would wait for them.
    if (front !== page) await (front = page).bringToFront();
    await play(page, steps);
    while (true) {
      const shown = frameOf(page, frame);
      found.push(...await rows(shown, row, columns));
      if (!(await shown.$(next.selectors[0][0]))) return { rows: found };
      await play(page, [next]);
    }
  },
  async stop() {
    await browser.close();
    return {};
  },
};

// Who asked is gone: nobody is left to answer, and no browser is to be left behind.
const leave = () => Promise.resolve(browser?.close()).catch(() => {}).finally(() => process.exit(0));
process.stdout.on('error', leave);

for await (const line of readline.createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = await answers[request.do](request);
  } catch (e) {
    answer = { error: String(e.stack ?? e) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
  if (request.do === 'stop') process.exit(0);
}
await leave();

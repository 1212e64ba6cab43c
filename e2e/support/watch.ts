import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What another theme can change. */
const colours = ['color-contrast', 'link-in-text-block'];
const axeSource = readFileSync(
  path.resolve(import.meta.dirname, '../../node_modules/axe-core/axe.min.js'),
  'utf8',
);

/** Collects what goes wrong behind a page: errors of the console, requests without an answer or with a refusal. */
export function watch(page: Page): { take(allowed?: readonly number[]): string[] } {
  let found: { status?: number; text: string }[] = [];
  page.on('pageerror', (error) => found.push({ text: `error: ${error.message}` }));
  page.on('console', (message) => {
    // What Chromium says of a refused request is counted as the response.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      found.push({ text: `console: ${message.text()}` });
  });
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A question that the page no longer asks, as the reader went on.
    if (reason !== 'net::ERR_ABORTED') found.push({ text: `${request.url()}: ${reason}` });
  });
  page.on('response', (response) => {
    const status = response.status();
    if (status >= 400) found.push({ status, text: `${status} ${response.url()}` });
  });
  return {
    take: (allowed = []) => {
      const wrong = found.filter(({ status }) => status === undefined || !allowed.includes(status));
      found = [];
      return wrong.map(({ text }) => text);
    },
  };
}

/**
 * Violations on the page as it stands: of WCAG 2.2 AA, of every rule there is, or only of those that another theme can
 * break. The tool that finds them is brought once to a page that is not loaded anew.
 */
export async function violationsOf(
  page: Page,
  of: 'wcag' | 'everything' | 'colours' = 'wcag',
): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const rules = {
    wcag: { runOnly: { type: 'tag' as const, values: wcag } },
    everything: {},
    colours: { runOnly: { type: 'rule' as const, values: colours } },
  };
  return page.evaluate(async (wanted) => {
    const tool = (window as unknown as { axe: typeof axe }).axe;
    const { violations } = await tool.run(document, { ...wanted, resultTypes: ['violations'] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.slice(0, 3).map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 200)}`),
    );
  }, rules[of]);
}

/** What every page owes its reader: one heading, a title, nothing that runs out of the window sideways. */
export function shapeFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const headings = [...document.querySelectorAll('h1')].filter((each) => each.checkVisibility());
    if (headings.length !== 1) faults.push(`${headings.length} h1`);
    if (!/.+ · Tiếng Mõ$/.test(document.title)) faults.push(`title ${document.title}`);
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) {
      const wide = [...document.body.querySelectorAll('*')].filter(
        (each) => each.getBoundingClientRect().right > clientWidth + 1 && each.checkVisibility(),
      );
      const names = wide.slice(0, 3).map((each) => each.outerHTML.slice(0, 120));
      faults.push(`${scrollWidth} px wide in ${clientWidth}: ${names.join(' | ')}`);
    }
    return faults;
  });
}

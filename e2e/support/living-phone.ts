import { expect, type Page, type TestInfo } from '@playwright/test';
import { type Phone, startPhone } from './field.ts';

/** An old phone through its deaths and rebirths: a processor four times slower, a clock that one sets. */
export class LivingPhone {
  readonly #folder: string;
  readonly #info: TestInfo;
  #now: Phone | undefined;

  constructor(folder: string, info: TestInfo) {
    this.#folder = folder;
    this.#info = info;
  }

  get page(): Page {
    if (!this.#now) throw new Error('the phone is off');
    return this.#now.page;
  }

  get context(): Phone['context'] {
    if (!this.#now) throw new Error('the phone is off');
    return this.#now.context;
  }

  async start(clock: number): Promise<void> {
    this.#now = await startPhone(this.#info.project.use, this.#folder, { slower: 4, clock });
    // What the app shows of its pictures it has read from its disk and opened: this is what the phone holds.
    await this.#now.context.addInitScript(() => {
      const show = URL.createObjectURL.bind(URL);
      const held: string[] = [];
      Object.assign(window, { held });
      URL.createObjectURL = (shown) => {
        if (shown instanceof Blob) {
          void shown.arrayBuffer().then(async (bytes) => {
            const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
            held.push([...hash].map((byte) => byte.toString(16).padStart(2, '0')).join(''));
          });
        }
        return show(shown);
      };
    });
  }

  /** Takes a picture where a patrol asks for one; gives the SHA-256 of what the phone keeps of it. */
  async photograph(taken: Buffer): Promise<string> {
    const before = await this.#held();
    await this.page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: taken });
    await this.page.locator('ul img').first().waitFor();
    await expect.poll(async () => (await this.#held()).length).toBeGreaterThan(before.length);
    return (await this.#held()).at(-1) ?? '';
  }

  #held(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { held: string[] }).held);
  }

  async setClock(clock: number): Promise<void> {
    await this.page.clock.setSystemTime(clock);
  }

  async kill(): Promise<void> {
    await this.#now?.kill();
    this.#now = undefined;
  }
}

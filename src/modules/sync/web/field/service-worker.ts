/**
 * Keeps the app's own files on the phone, so that it starts without a network under all circumstances after one visit,
 * and hands in sealed entries while the app is closed. It can read none of them: only an unlocked app can.
 */

import { noticeOf } from './gong/notice.rules.ts';
import { sendEnvelopes } from './worker/send-envelopes.ts';

// Typed by hand: TypeScript's library for service workers can't stand beside that of pages.
interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Waiting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Pushed extends Waiting {
  readonly data: { json(): unknown } | null;
}
interface Tapped extends Waiting {
  readonly notification: { readonly data: unknown; close(): void };
}
interface Syncing extends Waiting {
  readonly tag: string;
}
interface Window {
  readonly url: string;
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
  postMessage(message: unknown): void;
}
interface Worker {
  addEventListener(kind: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(kind: 'push', listener: (event: Pushed) => void): void;
  addEventListener(kind: 'notificationclick', listener: (event: Tapped) => void): void;
  addEventListener(kind: 'sync', listener: (event: Syncing) => void): void;
  skipWaiting(): Promise<void>;
  readonly registration: {
    showNotification(title: string, options: Readonly<Record<string, unknown>>): Promise<void>;
  };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options?: { type: 'window' }): Promise<readonly Window[]>;
    openWindow(url: string): Promise<unknown>;
  };
}
const worker = self as unknown as Worker;

/** Put in by the build: every file of the app, and a word that changes with any of them. */
declare const FILES: readonly string[];
declare const VERSION: string;

const family = 'tiengmo-field-';
const cacheName = `${family}${VERSION}`;

worker.addEventListener('install', (event) => {
  event.waitUntil(fill().then(() => worker.skipWaiting()));
});

/** All or nothing: a version that came half stays where it is, and the one before goes on. */
async function fill(): Promise<void> {
  const cache = await caches.open(cacheName);
  await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
}

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      // The version before stays too: a page of it that is still open finds the pieces that it loads later.
      const old = (await familyNames()).filter((name) => name !== cacheName).slice(0, -1);
      await Promise.all(old.map((name) => caches.delete(name)));
      await worker.clients.claim();
    })(),
  );
});

/** The versions on this phone, the oldest first. */
async function familyNames(): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(family));
}

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith('/field'))
    return;
  event.respondWith(answer(event, request));
});

/** An alarm, while the app may be locked: what it is and which hamlet, no more. */
worker.addEventListener('push', (event) => {
  const { title, options } = noticeOf(event.data?.json(), self.navigator.language);
  event.waitUntil(worker.registration.showNotification(title, options));
});

worker.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const where = String(event.notification.data);
  event.waitUntil(
    (async () => {
      const [open] = await worker.clients.matchAll({ type: 'window' });
      if (!open) return worker.clients.openWindow(where);
      await open.navigate(where);
      return open.focus();
    })(),
  );
});
async function answer(event: Waiting, request: Request): Promise<Response> {
  const isPage = request.mode === 'navigate';
  const kept = await find(isPage ? '/field/' : request);
  if (kept) return kept;
  try {
    const fetched = await fetch(request);
    // The browser took the files to make room; the entries are elsewhere. With a network at hand they come back.
    if (isPage) event.waitUntil(fill().catch(() => undefined));
    return fetched;
  } catch (error) {
    if (isPage) return lost();
    throw error;
  }
}

/** A file as this version has it, or else the versions before; undefined too where the browser's store fails. */
async function find(wanted: Request | string): Promise<Response | undefined> {
  try {
    for (const name of [cacheName, ...(await familyNames()).toReversed()]) {
      const cache = (await caches.has(name)) ? await caches.open(name) : undefined;
      const kept = await cache?.match(wanted, { ignoreSearch: true });
      if (kept) return kept;
    }
  } catch {
    // The network is asked instead.
  }
  return undefined;
}

/** The app's files are gone and there is no network to fetch them: said in words instead of the browser's dinosaur. */
function lost(): Response {
  const words = `<!doctype html><html lang="vi"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Tiếng Mõ</title>
<h1>Chưa mở được ứng dụng</h1>
<p>Trình duyệt đã xóa các tệp của ứng dụng để lấy chỗ. <b>Các bản ghi của bạn vẫn còn trên máy này</b>; đừng xóa dữ liệu
trình duyệt. Nối mạng một lần rồi mở lại trang này.</p>
<p lang="en">The browser removed the app’s files to make room. <b>Your entries are still on this phone</b>; do not clear the
browser’s data. Connect once, then open this page again.</p></html>`;
  return new Response(words, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } });
}

/** So long (milliseconds) an open app has to send what it just wrote by itself: the same bytes need not go twice. */
const LET_APP_SEND = 20_000;

worker.addEventListener('sync', (event) => {
  if (event.tag === 'tiengmo-envelopes') event.waitUntil(handIn());
});

async function handIn(): Promise<void> {
  if ((await worker.clients.matchAll()).length > 0)
    await new Promise((resolve) => setTimeout(resolve, LET_APP_SEND));
  const wiped = await sendEnvelopes();
  if (wiped.length === 0) return;
  for (const client of await worker.clients.matchAll()) client.postMessage({ wiped });
}

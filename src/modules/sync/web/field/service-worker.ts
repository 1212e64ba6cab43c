/**
 * Keeps the app's own files on the phone, so that it starts without a network under all circumstances after one visit.
 * Entries are not its business: the app sends them itself, as only an unlocked app can read them.
 */

import { noticeOf } from './gong/notice.rules.ts';

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
interface Window {
  readonly url: string;
  focus(): Promise<unknown>;
  navigate(url: string): Promise<unknown>;
}
interface Worker {
  addEventListener(kind: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(kind: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(kind: 'push', listener: (event: Pushed) => void): void;
  addEventListener(kind: 'notificationclick', listener: (event: Tapped) => void): void;
  skipWaiting(): Promise<void>;
  readonly registration: {
    showNotification(title: string, options: Readonly<Record<string, unknown>>): Promise<void>;
  };
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window' }): Promise<readonly Window[]>;
    openWindow(url: string): Promise<unknown>;
  };
}
const worker = self as unknown as Worker;

/** Put in by the build: every file of the app, and a word that changes with any of them. */
declare const FILES: readonly string[];
declare const VERSION: string;

const cacheName = `tiengmo-field-${VERSION}`;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(cacheName);
      // All or nothing: a version that came half stays where it is, and the one before goes on.
      await cache.addAll(FILES.map((file) => new Request(file, { cache: 'reload' })));
      await worker.skipWaiting();
    })(),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith('tiengmo-field-') && name !== cacheName);
      await Promise.all(old.map((name) => caches.delete(name)));
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin || !url.pathname.startsWith('/field'))
    return;
  event.respondWith(
    (async () => {
      const cache = await caches.open(cacheName);
      const kept = await cache.match(request.mode === 'navigate' ? '/field/' : request, {
        ignoreSearch: true,
      });
      return kept ?? fetch(request);
    })(),
  );
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

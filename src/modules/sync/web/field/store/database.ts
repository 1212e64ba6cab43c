import { Dexie, type EntityTable } from 'dexie';
import type { Waits } from './left-behind.ts';
import type { PasskeyLock } from './passkey.ts';

/** Bytes that only the person's key opens. */
export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly data: ArrayBuffer;
}

/** One person on this phone. What identifies an entry is sealed; the name stands on the screen that asks for the PIN. */
export interface PersonRow {
  /** The account's id. */
  id: string;
  phoneId: string;
  name: string;
  salt: Uint8Array<ArrayBuffer>;
  iterations: number;
  /** The key of everything else, sealed with the PIN's. */
  key: Sealed;
  /** The session's token. */
  token: Sealed;
  boundAt: number;
  /** Wrong PINs in a row, counted before each try: who starts the app anew gets none for nothing. */
  failures?: number;
  /** The same key, sealed with what the phone's own lock gives; only where one person uses the phone. */
  passkey?: PasskeyLock;
}

/** Something of one person, sealed; `name` says what it is, never what is in it. */
export interface PartRow {
  person: string;
  name: string;
  sealed: Sealed;
}

/** One entry on its way, sealed. */
export interface OutboxRow {
  id: string;
  person: string;
  /** Rises with every entry: the order in which they were made, whatever the clock says. */
  place: number;
  sealed: Sealed;
  /** Whether it would be lost with the phone; absent where an earlier version of the app wrote it. */
  waits?: Waits;
  /** Who is sending it, or did so without hearing an answer: it can't be taken back. */
  sentBy?: 'app' | 'worker';
}

/** A picture or recording, sealed; its bytes lie beside it, so that noting how far it is writes none of them anew. */
export interface AttachmentRow {
  id: string;
  person: string;
  sealed: Sealed;
}

/**
 * An entry on its way once more, sealed for the server: the service worker hands it in while the app is closed, and can't
 * read it. It shows its size, whose it is and when it was written, as the entry's own row does.
 */
export interface EnvelopeRow {
  /** The command's id. */
  id: string;
  person: string;
  phoneId: string;
  /** Base64url, as they are sent. */
  iv: string;
  data: string;
}

/** The phone's own memory; it outlives the browser's and the program's end. */
export class FieldDatabase extends Dexie {
  readonly people!: EntityTable<PersonRow, 'id'>;
  readonly parts!: EntityTable<PartRow & { key: string }, 'key'>;
  readonly outbox!: EntityTable<OutboxRow, 'id'>;
  readonly attachments!: EntityTable<AttachmentRow, 'id'>;
  readonly attachmentBytes!: EntityTable<AttachmentRow, 'id'>;
  readonly envelopes!: EntityTable<EnvelopeRow, 'id'>;

  constructor(name = 'tiengmo-field') {
    // Written through to the disk before it counts as kept: a battery dies without asking.
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ people: 'id', parts: 'key, person', outbox: 'id, [person+place]' });
    this.version(2).stores({
      attachments: 'id, person',
      attachmentBytes: 'id, person',
      envelopes: 'id, person',
    });
  }
}

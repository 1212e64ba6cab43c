import type { Activity } from '../../../activities/activity.contract.ts';
import type { Gong } from '../../../gong/gong.contract.ts';
import type { FieldModels } from '../../../models/field-tasks.contract.ts';
import type { FieldMessage } from '../../messages.contract.ts';
import type { FieldApi, FieldProblem, Pulled } from './api.ts';
import type { KeptAttachment } from './attachments.rules.ts';
import type { KeptPledges } from './doors.rules.ts';
import type { GongReplies } from './gong/gong.ts';
import type { Note } from './news.rules.ts';
import type { OutboxItem } from './outbox.rules.ts';
import type { Reference } from './reference.ts';
import type { PersonStore } from './store/person-store.ts';
import type { Room } from './store/room.ts';

/** What the screens show. */
export interface FieldState {
  readonly items: readonly OutboxItem[];
  /** Records of the person's places that the commune sent back or changed, the newest first. */
  readonly records: readonly Activity[];
  /** Pictures and recordings that this phone keeps or has sent. */
  readonly attachments: readonly KeptAttachment[];
  /** Alarms of the last hours, the newest first, and what the person said to them. */
  readonly alarms: readonly Gong[];
  readonly gongReplies: GongReplies;
  readonly reference: Reference | undefined;
  /** Open messages of the commune, the newest first. */
  readonly messages: readonly FieldMessage[];
  /** What the commune did to what the person wrote, the newest first. */
  readonly notes: readonly Note[];
  /** Checks and reviews that are due, and how the model sites stand. */
  readonly models: FieldModels | undefined;
  /** Campaigns open in the person's hamlets, with their households. */
  readonly pledges: KeptPledges | undefined;
  /** How far this phone's clock is ahead (milliseconds), as of the last contact. */
  readonly ahead: number;
  readonly lastContact: number | undefined;
  readonly busy: boolean;
  /** Why the last try failed; undefined after one that did not. */
  readonly problem: FieldProblem | undefined;
  /** Bytes this month as they went over the network, of requests and answers. */
  readonly bytes: number;
  readonly room: Room | undefined;
}

/** What a part of the app is given: the person's store, and the state that screens show. */
export interface FieldHub {
  readonly store: PersonStore;
  readonly state: () => FieldState;
  readonly set: (news: Partial<FieldState>) => void;
}

/** Something that the phone keeps up to date beside its entries. Each owns some fields of the state. */
export interface FieldPart {
  /** Reads what the phone keeps; no network is asked. */
  load(): Promise<void>;
  /** What it has already, for the next fetch. */
  asks?(): Record<string, string>;
  /** Keeps what came with an answer; the cursor goes on only when this has resolved. */
  pulled?(page: Pulled): Promise<void>;
  /** The end of a round that went well: more to send or to fetch. Throws FieldProblem. */
  round?(api: FieldApi): Promise<void>;
}

import { Problem } from '../../../platform/problems.ts';
import type { AuditEntry } from '../../../platform/server/audit.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { LocalText } from '../../../platform/text.ts';
import type { Activity } from '../../activities/activity.contract.ts';
import type { Fact } from '../../activities/fact.contract.ts';
import type { FieldConflict } from '../../activities/merge.rules.ts';
import type { SyncCommand } from '../sync.contract.ts';
import type { PhoneRow } from './phones.repo.ts';

/** What became of a command that was not refused. */
export interface Applied {
  readonly outcome: 'accepted' | 'known';
  readonly activity?: Activity;
  /** Somebody else had changed other fields; both changes stand. */
  readonly merged?: boolean;
  /** Fields about which somebody has to be asked. */
  readonly conflicts?: readonly FieldConflict[];
  /** What whoever did it should know, in words. */
  readonly told?: LocalText;
  /** The line in the log for what it changed, besides that of what was received. */
  readonly audit?: AuditEntry;
  readonly movedTo?: { readonly areaId: string; readonly areaName: string };
}

/** What the program does with commands of one kind. */
export interface Applier {
  /** What the command will count for, to make its measures before any record is held. */
  readonly facts?: (command: SyncCommand) => readonly Fact[];
  /**
   * Does it as the caller, once however often it comes; throws Problem where it can't be done. It runs in a savepoint:
   * what it wrote before it threw is gone.
   */
  readonly apply: (context: Context, phone: PhoneRow, command: SyncCommand) => Promise<Applied>;
  /** Of the moment only: where it can't be done, nobody has to look after it. */
  readonly isPassing?: true;
  /**
   * Does many at once where that is quicker; what became of each, by the id of the command. Commands that are left out
   * are done one by one afterwards.
   */
  readonly applyMany?: (
    context: Context,
    phone: PhoneRow,
    commands: readonly SyncCommand[],
  ) => Promise<ReadonlyMap<string, Applied>>;
  /** Does it with what somebody at the commune put right. Throws Problem. Absent: it can only be tried again or dropped. */
  readonly repair?: (context: Context, recordId: string, payload: unknown) => Promise<void>;
}

/** The answer for a payload that is not what its kind asks for; `under` stands before every path. */
export function malformed(
  error: { issues: readonly { path: PropertyKey[]; code: string }[] },
  under = '',
): Problem {
  return new Problem('invalidInput', {
    fields: error.issues.map((issue) => ({
      path: `${under}${issue.path.map(String).join('.')}`,
      code: issue.code,
    })),
  });
}

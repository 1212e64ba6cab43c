import { Problem, problemBody } from '../../../platform/problems.ts';
import { RowProblem } from '../../activities/activity.contract.ts';
import { isDeeper } from '../plain-json.rules.ts';
import {
  COMMAND_BYTES,
  COMMAND_DEPTH,
  type CommandKind,
  OPEN_ITEMS_LIMIT,
  SIGNED_COMMAND_BYTES,
} from '../sync.contract.ts';
import { fileKinds } from '../sync-file.contract.ts';

/** So many faults of one command are told, each so far (letters): a list of thousands helps nobody. */
const MOST_FAULTS = 50;
const MOST_LETTERS = 200;

/** What is refused is an answer like another; what is our own fault ends the request, and the phone sends it again. */
export function refusalOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const state = (error as { code?: string }).code ?? '';
  if (state.startsWith('22')) return new Problem('invalidInput');
  throw error;
}

export function bodyOf(problem: Problem): RowProblem {
  const { fields, ...body } = RowProblem.parse(problemBody(problem));
  if (!fields) return body;
  const told = fields.slice(0, MOST_FAULTS).map(({ path, found, ...rest }) => ({
    path: path.slice(0, MOST_LETTERS),
    ...rest,
    ...(found === undefined ? {} : { found: found.slice(0, MOST_LETTERS) }),
  }));
  return { ...body, fields: told };
}

/** What a command is too large or too deep for, whatever it says; undefined where it is neither. */
export function tooLarge(given: Readonly<Record<string, unknown>>): Problem | undefined {
  if (isDeeper(given, COMMAND_DEPTH)) {
    const detail = {
      vi: 'Nội dung lồng nhau quá sâu nên máy chủ không nhận và không giữ lại. Hãy ghi lại việc này.',
      en: 'The content is nested too deep: it was neither stored nor kept. Write it down anew.',
    };
    return new Problem('invalidInput', { detail, fields: [{ path: 'payload', code: 'tooDeep' }] });
  }
  const most = given.kind === 'pledge.sign' ? SIGNED_COMMAND_BYTES : COMMAND_BYTES;
  const bytes = Buffer.byteLength(JSON.stringify(given));
  if (bytes <= most) return undefined;
  const [is, may] = [Math.ceil(bytes / 1024), most / 1024];
  const detail = {
    vi: `Nội dung dài ${is} KB, chỉ nhận đến ${may} KB; máy chủ không giữ lại. Hãy ghi ngắn hơn rồi gửi lại.`,
    en: `The content is ${is} KB, and ${may} KB at most are taken; it was not kept. Make it shorter and send it again.`,
  };
  return new Problem('invalidInput', { detail, fields: [{ path: 'payload', code: 'tooLarge' }] });
}

/** A command of a file that only its phone itself can give. */
export function notFromFile(kind: CommandKind): Problem | undefined {
  if (fileKinds.has(kind)) return undefined;
  const detail = {
    vi: 'Đánh mõ, tin nhắn và báo tuần tra chỉ nhận từ chính điện thoại, vì tệp không chứng minh được ai đã làm. Việc này vẫn nằm trên máy và được gửi khi máy có mạng.',
    en: 'Alarms, messages and patrols that set out are taken from the phone itself only: a file does not prove who did it. It stays on the phone and goes once there is a network.',
  };
  return new Problem('notPossibleNow', { detail });
}

/** As many of the phone's wait as may. */
export function tooManyWait(): Problem {
  const detail = {
    vi: `Máy này đã có ${OPEN_ITEMS_LIMIT} việc chờ trả lời ở xã nên chưa giữ thêm được. Hãy sửa trên máy hoặc nhờ xã giải quyết các việc đang chờ (Sổ → Điện thoại của tổ), rồi gửi lại.`,
    en: `${OPEN_ITEMS_LIMIT} of this phone’s entries wait at the commune already, so no more is kept. Mend those that wait, on the phone or at the commune (Books → Phones of the teams), then send this again.`,
  };
  return new Problem('notPossibleNow', { detail });
}

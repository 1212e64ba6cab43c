/** The catalogue of problems: stable codes, their HTTP status and their words. RFC 9457 bodies are made from it. */
export interface ProblemKind {
  readonly status: number;
  readonly vi: string;
  readonly en: string;
}

export const problemKinds = {
  badRequest: { status: 400, vi: 'Yêu cầu không đọc được.', en: 'The request could not be read.' },
  invalidInput: {
    status: 422,
    vi: 'Có chỗ chưa đúng, xem từng dòng.',
    en: 'Some fields are not right; see each one.',
  },
  signInNeeded: { status: 401, vi: 'Cần đăng nhập.', en: 'Please sign in.' },
  wrongCredentials: {
    status: 401,
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng.',
    en: 'The user name or the password is not right.',
  },
  wrongCode: { status: 401, vi: 'Mã xác nhận không đúng.', en: 'The code is not right.' },
  challengeExpired: {
    status: 410,
    vi: 'Đã quá lâu hoặc sai quá nhiều lần. Hãy đăng nhập lại từ đầu.',
    en: 'It took too long, or too many codes were wrong. Begin again.',
  },
  passkeyRefused: {
    status: 401,
    vi: 'Khóa truy cập này không dùng được ở đây.',
    en: 'This passkey can not be used here.',
  },
  passwordNeeded: {
    status: 403,
    vi: 'Hãy nhập lại mật khẩu để làm việc này.',
    en: 'Enter your password again to do this.',
  },
  wrongPassword: { status: 403, vi: 'Mật khẩu không đúng.', en: 'The password is not right.' },
  lastAdministrator: {
    status: 409,
    vi: 'Đây là người quản trị cuối cùng. Hãy giao vai trò quản trị cho người khác trước.',
    en: 'This is the last administrator. Make somebody else administrator first.',
  },
  tooManyAttempts: {
    status: 429,
    vi: 'Sai quá nhiều lần từ máy này. Hãy đợi rồi thử lại.',
    en: 'Too many failed attempts from this device. Wait, then try again.',
  },
  linkUsedUp: {
    status: 410,
    vi: 'Liên kết này đã dùng hoặc đã hết hạn. Hãy xin liên kết mới.',
    en: 'This link was used or has expired. Ask for a new one.',
  },
  forbidden: {
    status: 403,
    vi: 'Vai trò của bạn không làm được việc này.',
    en: 'Your role does not allow this.',
  },
  secondStepNeeded: {
    status: 403,
    vi: 'Việc này cho xem chuyện của người khác, nên mật khẩu thôi thì chưa đủ. Hãy mở Tài khoản của tôi, thêm bước thứ hai (mất chừng một phút) rồi quay lại.',
    en: 'This shows what concerns other people, so a password alone is not enough. Open your account, add a second step (it takes a minute) and come back.',
  },
  outOfArea: { status: 403, vi: 'Ngoài địa bàn của bạn.', en: 'Outside of your area.' },
  originRefused: { status: 403, vi: 'Yêu cầu đến từ trang khác.', en: 'The request came from another site.' },
  notFound: { status: 404, vi: 'Không tìm thấy.', en: 'Not found.' },
  conflict: {
    status: 409,
    vi: 'Người khác đã sửa mục này trước. Hãy xem bản mới rồi sửa lại.',
    en: 'Somebody else changed this first. Look at the new version, then try again.',
  },
  alreadyExists: { status: 409, vi: 'Mục này đã có.', en: 'This exists already.' },
  notPossibleNow: {
    status: 409,
    vi: 'Việc này chưa làm được ở trạng thái hiện tại.',
    en: 'Not possible in the present state.',
  },
  alreadySetUp: {
    status: 409,
    vi: 'Chương trình đã được cài đặt xong.',
    en: 'The program is set up already.',
  },
  notSetUp: { status: 409, vi: 'Chương trình chưa được cài đặt.', en: 'The program is not set up yet.' },
  tooLarge: { status: 413, vi: 'Tệp quá lớn.', en: 'The file is too large.' },
  damagedUpload: {
    status: 409,
    vi: 'Tệp đến nơi không còn nguyên vẹn. Hãy gửi lại từ đầu.',
    en: 'The file did not arrive as it was sent. Send it again from the beginning.',
  },
  unreadableFile: { status: 422, vi: 'Tệp này không đọc được.', en: 'This file can not be read.' },
  tooManyRequests: {
    status: 429,
    vi: 'Quá nhiều yêu cầu, hãy đợi một chút.',
    en: 'Too many requests; wait a moment.',
  },
  workNeeded: {
    status: 403,
    vi: 'Máy chưa làm xong phần việc chống gửi hàng loạt, hoặc phần việc đã quá hạn. Hãy bấm gửi lại.',
    en: 'The work that keeps floods away is not done, or is too old. Send again.',
  },
  gongTooMany: {
    status: 429,
    vi: 'Đã đánh mõ quá nhiều lần. Việc gấp thì gọi 113, 114, 115 hoặc gọi cán bộ xã.',
    en: 'The gong was sounded too often. If it is urgent call 113, 114, 115 or an officer of the commune.',
  },
  gongSuspended: {
    status: 403,
    vi: 'Xã đã tạm dừng quyền đánh mõ của bạn. Việc gấp thì gọi 113, 114, 115 hoặc gọi cán bộ xã.',
    en: 'The commune has suspended your gong. If it is urgent call 113, 114, 115 or an officer of the commune.',
  },
  internal: {
    status: 500,
    vi: 'Có lỗi trong chương trình. Dữ liệu của bạn không mất; hãy thử lại.',
    en: 'Something went wrong inside. Nothing of yours is lost; try again.',
  },
  diskFull: {
    status: 507,
    vi: 'Đĩa của máy chủ đã đầy. Chưa ghi gì; hãy báo người quản trị.',
    en: 'The disk of the server is full. Nothing was written; tell the administrator.',
  },
  unavailable: { status: 503, vi: 'Cơ sở dữ liệu chưa sẵn sàng.', en: 'The database is not ready.' },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;

/** One thing that is wrong at one place of the input. */
export interface FieldProblem {
  /** Path in the input, e.g. `values.date` or `rows.3.values.people`. */
  readonly path: string;
  readonly code: string;
  readonly found?: string;
  readonly expected?: { readonly vi: string; readonly en: string };
}

/** Thrown anywhere below a route; the pipeline turns it into the answer. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly fields: readonly FieldProblem[];
  readonly detail: { readonly vi: string; readonly en: string } | undefined;
  readonly extra: Readonly<Record<string, unknown>>;
  /** What the request wrote so far stays written, although it fails. */
  readonly keepsWrites: boolean;

  constructor(
    code: ProblemCode,
    options: {
      fields?: readonly FieldProblem[];
      detail?: { vi: string; en: string };
      /** More members of the body, e.g. the present version of a record in a conflict. */
      extra?: Record<string, unknown>;
      keepsWrites?: boolean;
    } = {},
  ) {
    super(options.detail?.en ?? problemKinds[code].en);
    this.code = code;
    this.fields = options.fields ?? [];
    this.detail = options.detail;
    this.extra = options.extra ?? {};
    this.keepsWrites = options.keepsWrites ?? false;
  }
}

/** The RFC 9457 body. */
export function problemBody(problem: Problem): Record<string, unknown> {
  const kind: ProblemKind = problemKinds[problem.code];
  return {
    ...problem.extra,
    type: `/problems/${problem.code}`,
    code: problem.code,
    status: kind.status,
    title: kind.en,
    titleVi: kind.vi,
    ...(problem.detail ? { detail: problem.detail.en, detailVi: problem.detail.vi } : {}),
    ...(problem.fields.length > 0 ? { fields: problem.fields } : {}),
  };
}

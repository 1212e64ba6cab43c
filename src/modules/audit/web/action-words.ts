import type { Language } from '../../../ui/language.ts';

type Words = Readonly<Record<string, readonly [vi: string, en: string]>>;

/** What stands in the log as a code, in words; a code that is not here is shown as it is. */
const actions: Words = {
  'installation.setUp': ['Cài đặt chương trình', 'Set up the program'],
  'session.started': ['Đăng nhập', 'Signed in'],
  'session.ended': ['Đăng xuất một thiết bị', 'Signed a device out'],
  'session.othersEnded': ['Đăng xuất các thiết bị khác', 'Signed the other devices out'],
  'account.invited': ['Mời người dùng', 'Invited a user'],
  'account.invitationRenewed': ['Tạo lại liên kết mời', 'Made a new invitation link'],
  'account.accepted': ['Nhận lời mời, đặt mật khẩu', 'Accepted the invitation'],
  'account.resetLinkMade': ['Tạo liên kết đặt lại mật khẩu', 'Made a reset link'],
  'account.passwordReset': ['Đặt lại mật khẩu bằng liên kết', 'Reset the password by link'],
  'account.passwordChanged': ['Đổi mật khẩu', 'Changed the password'],
  'account.profileChanged': ['Đổi tên hoặc ngôn ngữ', 'Changed the name or language'],
  'account.disabled': ['Khóa tài khoản', 'Closed an account'],
  'account.enabled': ['Mở lại tài khoản', 'Opened an account again'],
  'account.sessionsEnded': ['Đăng xuất mọi thiết bị của tài khoản', 'Signed all devices of an account out'],
  'role.granted': ['Giao vai trò', 'Gave a role'],
  'role.revoked': ['Rút lại vai trò', 'Took a role back'],
  'totp.begun': ['Bắt đầu thêm ứng dụng xác thực', 'Began to add an authenticator'],
  'totp.added': ['Thêm ứng dụng xác thực', 'Added an authenticator'],
  'totp.removed': ['Tắt ứng dụng xác thực', 'Removed the authenticator'],
  'recoveryCodes.renewed': ['Tạo mã dự phòng mới', 'Made new recovery codes'],
  'passkey.added': ['Thêm khóa truy cập', 'Added a passkey'],
  'passkey.renamed': ['Đổi tên khóa truy cập', 'Renamed a passkey'],
  'passkey.removed': ['Xóa khóa truy cập', 'Removed a passkey'],
  'areas.loaded': ['Nạp danh mục địa bàn', 'Loaded a list of places'],
  'areas.reorganised': ['Sắp xếp lại địa bàn', 'Reorganised places'],
  'areas.undone': ['Hoàn tác thay đổi địa bàn', 'Undid a change of places'],
  'area.profiled': ['Ghi số hộ, số dân', 'Entered households and people'],
  'hamlets.created': ['Thêm thôn, tổ dân phố', 'Added hamlets'],
  'organizations.created': ['Thêm cơ quan, trường học', 'Added organisations'],
  'organization.changed': ['Sửa cơ quan, trường học', 'Changed an organisation'],
  'activity.save': ['Ghi hoặc sửa bản ghi', 'Saved a record'],
  'activity.batch': ['Ghi nhiều bản ghi', 'Saved many records'],
  'activity.submit': ['Gửi bản ghi', 'Submitted a record'],
  'activity.return': ['Trả lại bản ghi', 'Sent a record back'],
  'activity.verify': ['Duyệt bản ghi', 'Verified a record'],
  'activity.void': ['Hủy bản ghi', 'Voided a record'],
  'activity.restore': ['Khôi phục bản ghi', 'Restored a record'],
  'activity.undo': ['Hoàn tác bản ghi', 'Undid a change of a record'],
  'activity.export': ['Xuất sổ ra tệp', 'Exported a book'],
  'sync.received': ['Nhận bản ghi từ điện thoại', 'Received records from a phone'],
  'sync.repaired': ['Sửa bản ghi bị từ chối', 'Repaired a refused record'],
  'sync.chosen': ['Chọn giữa hai lần sửa', 'Chose between two changes'],
  'sync.dropped': ['Bỏ bản ghi bị từ chối', 'Dropped a refused record'],
  'phone.codeMade': ['Tạo mã gắn điện thoại', 'Made a code for a phone'],
  'phone.bound': ['Gắn điện thoại', 'Bound a phone'],
  'phone.wipeOrdered': ['Yêu cầu xóa điện thoại', 'Ordered a phone to be wiped'],
  'phone.wipeTakenBack': ['Thôi xóa điện thoại', 'Took the order to wipe back'],
  'phone.wiped': ['Điện thoại đã xóa', 'A phone was wiped'],
  'import.receive': ['Nhận tệp để nhập sổ', 'Received a file to import'],
  'import.mend': ['Sửa dòng trong tệp nhập', 'Mended rows of an import'],
  'import.commit': ['Cho nhập sổ', 'Began to take an import in'],
  'import.committed': ['Nhập sổ xong', 'Took an import in'],
  'import.undo': ['Hoàn tác lần nhập sổ', 'Undid an import'],
  'import.remove': ['Bỏ tệp nhập', 'Threw an import away'],
  'households.added': ['Thêm hộ vào danh sách', 'Added households'],
  'household.changed': ['Sửa một hộ', 'Changed a household'],
  'household.removed': ['Xóa một hộ ghi nhầm', 'Took a household out'],
  'campaign.saved': ['Ghi đợt ký cam kết', 'Saved a pledge campaign'],
  'campaign.opened': ['Mở đợt ký cam kết', 'Opened a pledge campaign'],
  'campaign.closed': ['Đóng đợt ký cam kết', 'Closed a pledge campaign'],
  'campaign.removed': ['Xóa đợt ký cam kết', 'Removed a pledge campaign'],
  'pledges.signed': ['Ghi hộ, đơn vị đã ký cam kết', 'Noted pledges'],
  'pledge.withdrawn': ['Ghi rút cam kết', 'Noted that a pledge was withdrawn'],
  'pledges.removed': ['Bỏ bản cam kết ghi nhầm', 'Took back pledges noted by mistake'],
  'pledges.withdrawalUndone': ['Bỏ ghi rút cam kết', 'Took back a withdrawal noted by mistake'],
  'pledgeSheet.made': ['Tạo phiếu có mã ký cam kết', 'Made a sheet of codes'],
  'pledgeSheet.revoked': ['Thu hồi phiếu có mã', 'Revoked a sheet of codes'],
  'pledgeCodes.revoked': ['Thu hồi mã của một hộ', 'Revoked the codes of a household'],
  'registrations.added': ['Ghi đơn vị đăng ký phấn đấu', 'Noted registrations'],
  'registration.removed': ['Bỏ đăng ký ghi nhầm', 'Took back a registration'],
  'targets.given': ['Giao chỉ tiêu', 'Gave targets'],
  'target.answered': ['Giải trình chỉ tiêu', 'Gave a reason for a target'],
  'tip.register': ['Vào sổ tin báo', 'Registered a report'],
  'tip.classify': ['Phân loại tin báo', 'Classified a report'],
  'tip.assign': ['Phân công tin báo', 'Assigned a report'],
  'tip.sendNotice': ['Thông báo tiếp nhận tin báo', 'Noted the notice of receipt'],
  'tip.handleLocally': ['Giữ tin báo để giải quyết tại chỗ', 'Kept a report to be handled here'],
  'tip.transfer': ['Chuyển tin báo ra ngoài chương trình', 'Transferred a report on paper'],
  'tip.extend': ['Kéo dài thời hạn tin báo', 'Extended a time limit'],
  'tip.note': ['Ghi chú vào tin báo', 'Added a note to a report'],
  'tip.redact': ['Làm bản che danh tính', 'Made a version for others'],
  'tip.conclude': ['Kết luận tin báo', 'Concluded a report'],
  'tip.notifyResult': ['Thông báo kết quả tin báo', 'Noted that the result was told'],
  'tip.close': ['Đóng tin báo', 'Closed a report'],
  'tip.reopen': ['Mở lại tin báo', 'Opened a report again'],
  'tip.redLine': [
    'Trả lại tin không thuộc phạm vi, xóa nội dung',
    'Closed what has no place here, content removed',
  ],
  'tip.write': ['Viết cho người báo', 'Wrote to a reporter'],
  'tip.seal': ['Mã hóa tin báo cho cơ quan khác', 'Sealed a message for another office'],
  'tip.offer': ['Chuyển tin báo cho cơ quan khác', 'Offered a report to another office'],
  'tip.accept': ['Nhận tin báo được chuyển đến', 'Accepted a report'],
  'tip.refuse': ['Trả lại tin báo được chuyển đến', 'Refused a report'],
  'tip.withdraw': ['Rút lại việc chuyển tin báo', 'Withdrew an offer'],
  'tip.openReporter': ['Mở danh tính người báo', 'Opened who reported'],
  'tip.correctReporter': ['Sửa danh tính người báo', 'Corrected who reported'],
  'tip.removeReporter': ['Xóa danh tính người báo', 'Took out who reported'],
  'figures.export': ['Xuất số liệu ra tệp', 'Exported figures'],
  'reportedFigure.add': ['Nhập số liệu báo cáo', 'Entered a reported figure'],
  'reportedFigure.remove': ['Bỏ số liệu báo cáo', 'Removed a reported figure'],
  'report.open': ['Lập báo cáo', 'Opened a report'],
  'report.save': ['Lưu báo cáo', 'Saved a report'],
  'report.restore': ['Lấy lại bản báo cáo cũ', 'Restored an earlier report'],
  'template.replace': ['Thay mẫu báo cáo', 'Replaced the report template'],
  'template.reset': ['Dùng lại mẫu có sẵn', 'Went back to the shipped template'],
};

const groups: Words = {
  installation: ['Cài đặt', 'Set-up'],
  session: ['Đăng nhập', 'Signing in'],
  account: ['Tài khoản', 'Accounts'],
  role: ['Vai trò', 'Roles'],
  totp: ['Ứng dụng xác thực', 'Authenticator'],
  recoveryCodes: ['Mã dự phòng', 'Recovery codes'],
  passkey: ['Khóa truy cập', 'Passkeys'],
  areas: ['Địa bàn', 'Places'],
  area: ['Hộ và dân', 'Households and people'],
  areaOperation: ['Thay đổi địa bàn', 'Change of places'],
  hamlets: ['Thôn', 'Hamlets'],
  organizations: ['Cơ quan mới', 'New organisations'],
  organization: ['Cơ quan', 'Organisation'],
  activity: ['Bản ghi', 'Records'],
  phone: ['Điện thoại', 'Phones'],
  import: ['Nhập sổ', 'Imports'],
  figures: ['Số liệu', 'Figures'],
  reportedFigure: ['Số liệu báo cáo', 'Reported figures'],
  tip: ['Tin báo', 'Reports of crime'],
  report: ['Báo cáo', 'Reports'],
  template: ['Mẫu báo cáo', 'Report template'],
  households: ['Hộ gia đình', 'Households'],
  household: ['Hộ gia đình', 'Households'],
  campaign: ['Đợt ký cam kết', 'Pledge campaigns'],
  pledgeCampaign: ['Đợt ký cam kết', 'Pledge campaigns'],
  pledges: ['Cam kết', 'Pledges'],
  pledge: ['Cam kết', 'Pledges'],
  pledgeSheet: ['Phiếu có mã', 'Sheets of codes'],
  pledgeCodes: ['Phiếu có mã', 'Sheets of codes'],
  registrations: ['Đăng ký phấn đấu', 'Registrations'],
  registration: ['Đăng ký phấn đấu', 'Registrations'],
  targets: ['Chỉ tiêu', 'Targets'],
  target: ['Chỉ tiêu', 'Targets'],
  documentTemplate: ['Mẫu báo cáo', 'Report template'],
};

const details: Words = {
  role: ['vai trò', 'role'],
  count: ['số lượng', 'count'],
  ended: ['số thiết bị', 'devices'],
  rows: ['số dòng', 'rows'],
  form: ['mẫu', 'form'],
  state: ['tình trạng', 'state'],
  strength: ['cách vào', 'way in'],
  year: ['năm', 'year'],
  half: ['nửa năm', 'half'],
  version: ['bản', 'version'],
  format: ['dạng tệp', 'format'],
  indicators: ['số chỉ số', 'indicators'],
  indicator: ['chỉ số', 'indicator'],
  asOf: ['tính đến', 'as of'],
  secondStepRemoved: ['tắt cả bước thứ hai', 'second step removed'],
};

const values: Words = {
  password: ['mật khẩu', 'password'],
  second: ['mật khẩu và mã', 'password and code'],
  passkey: ['khóa truy cập', 'passkey'],
  draft: ['nháp', 'draft'],
  submitted: ['đã gửi', 'submitted'],
  returned: ['trả lại', 'returned'],
  verified: ['đã duyệt', 'verified'],
  voided: ['đã hủy', 'voided'],
  recorder: ['người ghi sổ', 'recorder'],
  officer: ['cán bộ', 'officer'],
  leader: ['lãnh đạo', 'leader'],
  staff: ['cán bộ tổng hợp', 'staff'],
  administrator: ['quản trị', 'administrator'],
  auditor: ['kiểm tra nhật ký', 'auditor'],
  true: ['có', 'yes'],
  patrol: ['tuần tra', 'patrol'],
  mediation: ['hòa giải', 'mediation'],
  outreach: ['tuyên truyền', 'outreach'],
  training: ['tập huấn', 'training'],
  tip: ['tin báo', 'tips'],
  modelSite: ['mô hình', 'models'],
};

function wordsOf(words: Words, code: string, language: Language): string | undefined {
  const found = Object.hasOwn(words, code) ? words[code] : undefined;
  return found?.[language === 'vi' ? 0 : 1];
}

/** An action in words: "Giao vai trò". */
export function actionWords(code: string, language: Language): string {
  return wordsOf(actions, code, language) ?? code;
}

/** A kind of thing, or the group of an action before its dot, in words. */
export function subjectWords(code: string, language: Language): string {
  return wordsOf(groups, code, language) ?? code;
}

/** The details that say something to a person: "vai trò: cán bộ · số lượng: 3". Lists of ids are left out. */
export function detailWords(given: Readonly<Record<string, unknown>>, language: Language): string {
  return Object.entries(given)
    .flatMap(([key, value]) => {
      const name = wordsOf(details, key, language);
      if (name === undefined || value === null || typeof value === 'object') return [];
      const text = String(value);
      return [`${name}: ${wordsOf(values, text, language) ?? text}`];
    })
    .join(' · ');
}

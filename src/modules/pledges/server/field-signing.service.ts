import { minDay } from '../../../platform/dates.ts';
import { Problem } from '../../../platform/problems.ts';
import { writeAudit } from '../../../platform/server/audit.ts';
import { authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import type { LocalText } from '../../../platform/text.ts';
import { checkPicture } from '../../documents/server/content-check.service.ts';
import { storeFile } from '../../documents/server/files.service.ts';
import type { NewHousehold, PledgeSigning, PledgeWithdrawal } from '../field-pledges.contract.ts';
import { householdKey } from '../household.rules.ts';
import { findTexts } from './campaign.repo.ts';
import { getCampaignRow } from './campaign.service.ts';
import { findHouseholds, findHouseholdsById, type HouseholdRow } from './household.repo.ts';
import { addHouseholds } from './household.service.ts';
import { lockPledges } from './pledge.repo.ts';
import { signPledges, withdrawPledge } from './pledge.service.ts';
import { findPledgeInForce } from './sheet.repo.ts';

/** Whether it was done now or had been before; `told`: what whoever stood at the door should know. */
export interface DoneAtTheDoor {
  readonly isNew: boolean;
  readonly told?: LocalText;
}

/**
 * Notes a pledge that was signed at the door, to the text that was read there. The same one again changes nothing; a
 * household that has signed otherwise meanwhile keeps that pledge. Throws Problem `notFound` (the household, the
 * campaign), `notPossibleNow` (it moved away, the campaign is closed), `outOfArea`, `invalidInput`.
 */
export async function signAtTheDoor(
  context: Context,
  pledgeId: string,
  given: PledgeSigning,
): Promise<DoneAtTheDoor> {
  const [same] = await lockPledges(context.tx, [pledgeId]);
  if (same) return { isNew: false };
  const household = await householdAt(context, given);
  // A phone whose clock runs ahead signs tomorrow: it was today at the latest.
  const signedOn = minDay(given.signedOn, context.today);
  if (household.leftOn !== null && household.leftOn <= signedOn)
    throw new Problem('notPossibleNow', { detail: hasLeft });
  const may = await authorize(context, 'pledges.write', household.areaId);
  const campaign = await getCampaignRow(context, given.campaignId);
  const texts = await findTexts(context.tx, campaign.id);
  if (!texts.some(({ version }) => version === given.textVersion))
    throw new Problem('invalidInput', {
      fields: [{ path: 'textVersion', code: 'unknown', expected: knownText }],
    });
  const before = await findPledgeInForce(context.tx, campaign.id, household.id);
  if (before) return { isNew: false, told: signedBefore(before.signedOn) };
  const fileId =
    given.signature === undefined ? null : await keepSignature(context, household, pledgeId, given);
  await signPledges(
    context,
    may,
    { ...campaign, textVersion: given.textVersion },
    {
      ...{ signedOn, method: given.method, mark: given.mark, fileId },
      signers: [{ id: pledgeId, householdId: household.id }],
    },
    new Map([[household.id, { ...household, kind: 'household' }]]),
  );
  await writeAudit(context.tx, context.caller.id, {
    ...{
      action: 'pledges.signed',
      subject: 'pledgeCampaign',
      subjectId: campaign.id,
      areaId: household.areaId,
    },
    details: { count: 1, method: given.method },
  });
  return given.textVersion === campaign.textVersion ? { isNew: true } : { isNew: true, told: olderText };
}

/** The household that signs. One that was added on the phone and has not come yet comes with its pledge. */
async function householdAt(context: Context, given: PledgeSigning): Promise<HouseholdRow> {
  const [row] = await findHouseholdsById(context.tx, [given.householdId], true);
  if (row) return row;
  if (given.added) {
    await addAtTheDoor(context, given.householdId, given.added);
    const [added] = await findHouseholdsById(context.tx, [given.householdId], true);
    const found = added ?? (await sameHousehold(context, given.added));
    if (found) return found;
  }
  throw new Problem('notFound', { detail: notListed });
}

async function sameHousehold(
  context: Context,
  { areaId, household }: NewHousehold,
): Promise<HouseholdRow | undefined> {
  const key = householdKey(household);
  const rows = await findHouseholds(context.tx, areaId, { today: context.today, withLeft: false });
  return rows.find((row) => row.areaId === areaId && householdKey(row) === key);
}

async function keepSignature(
  context: Context,
  household: HouseholdRow,
  pledgeId: string,
  given: PledgeSigning,
): Promise<string> {
  const picture = await checkPicture(
    Buffer.from(given.signature ?? '', 'base64'),
    `chu-ky-${household.position}.png`,
  );
  const may = await authorize(context, 'documents.write', household.areaId);
  // With the household, not with its hamlet: a place holds only so many files.
  const subject = { kind: 'household' as const, id: household.id };
  const purpose = `pledge-sign.${given.campaignId}`;
  return (await storeFile(context, may, { id: pledgeId, subject, purpose, file: picture })).id;
}

/**
 * Notes at the door that a pledge was withdrawn. Throws Problem `notFound` where the household has none, `outOfArea`,
 * `invalidInput` (the day).
 */
export async function withdrawAtTheDoor(
  context: Context,
  pledgeId: string,
  given: PledgeWithdrawal,
): Promise<DoneAtTheDoor> {
  const [own] = await lockPledges(context.tx, [pledgeId]);
  if (own && own.withdrawnOn !== null) return { isNew: false };
  const inForce = own ? undefined : await findPledgeInForce(context.tx, given.campaignId, given.householdId);
  const [row] = own ? [own] : inForce ? await lockPledges(context.tx, [inForce.id]) : [];
  if (!row) throw new Problem('notFound', { detail: noPledge });
  const may = await authorize(context, 'pledges.write', row.areaId);
  await withdrawPledge(context, may, row, minDay(given.on, context.today));
  await writeAudit(context.tx, context.caller.id, {
    ...{ action: 'pledge.withdrawn', subject: 'pledge', subjectId: row.id, areaId: row.areaId },
  });
  return { isNew: true };
}

/** Adds a household that stands in no list yet. Throws Problem `notPossibleNow`, `outOfArea`, `invalidInput`. */
export async function addAtTheDoor(
  context: Context,
  id: string,
  { areaId, household }: NewHousehold,
): Promise<DoneAtTheDoor> {
  const may = await authorize(context, 'households.write', areaId);
  const [result] = await addHouseholds(context, may, {
    listedOn: undefined,
    households: [{ ...household, id }],
  });
  if (result?.outcome === 'empty') {
    const field = { path: 'houseNumber', code: 'required', expected: nameless };
    throw new Problem('invalidInput', { fields: [field] });
  }
  if (result?.outcome === 'duplicate') return { isNew: false, told: listedBefore };
  if (result?.outcome === 'known') return { isNew: false };
  await writeAudit(context.tx, context.caller.id, {
    ...{ action: 'households.added', subject: 'area', subjectId: areaId, areaId, details: { count: 1 } },
  });
  return { isNew: true };
}

function signedBefore(day: string): LocalText {
  const [year, month, date] = day.split('-');
  const words = `${date}/${month}/${year}`;
  return {
    vi: `Hộ này đã ký từ trước (ngày ${words}); bản đã ký được giữ nguyên.`,
    en: `This household had signed before (on ${words}); that pledge stands.`,
  };
}
const olderText = {
  vi: 'Nội dung cam kết đã được sửa sau khi tải về máy; hộ này ký nội dung đã đọc.',
  en: 'The text was changed after the phone fetched it; this household signed the one that was read.',
};
const listedBefore = {
  vi: 'Hộ này đã có trong danh sách; không thêm lần nữa.',
  en: 'This household is in the list already; it was not added again.',
};
const hasLeft = {
  vi: 'Hộ này đã chuyển đi trước ngày ký. Hãy xem lại danh sách hộ.',
  en: 'This household moved away before that day. Look at the list of households.',
};
const notListed = {
  vi: 'Hộ này không còn trong danh sách hộ của thôn: đã bị bỏ hoặc nhập vào hộ khác. Hãy xem lại danh sách rồi ký lại.',
  en: 'This household is no longer in the list of the hamlet: it was taken out or put together with another one. Look at the list, then sign again.',
};
const noPledge = {
  vi: 'Hộ này chưa có bản cam kết nào để rút trong đợt này.',
  en: 'This household has no pledge in this campaign to withdraw.',
};
const knownText = {
  vi: 'một nội dung cam kết của đợt này',
  en: 'a version of the text of this campaign',
};
const nameless = {
  vi: 'số nhà hoặc tên người liên hệ',
  en: 'a house number or the name of a contact',
};

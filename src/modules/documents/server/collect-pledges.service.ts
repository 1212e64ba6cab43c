import { Problem } from '../../../platform/problems.ts';
import { authorize } from '../../../platform/server/authorize.ts';
import type { Context } from '../../../platform/server/context.ts';
import { signingState } from '../../pledges/pledge.rules.ts';
import { getCampaignRow, readCampaign } from '../../pledges/server/campaign.service.ts';
import { getHousehold } from '../../pledges/server/household.service.ts';
import { listSigners } from '../../pledges/server/pledge.service.ts';
import { makePledgeSheet } from '../../pledges/server/sheet.service.ts';
import type { CollectedPaper, PaperData, PaperHousehold } from '../paper.contract.ts';
import { type AskedPaper, inSentence, type PaperSource, paperArea } from './collect.ts';

/** The pledge of one household in a campaign, with a code to sign by phone while the campaign is open. */
export const householdPledgeSource: PaperSource<'householdPledge'> = {
  access: 'pledges.write',
  subjectKind: 'household',
  collect: async (context, asked): Promise<CollectedPaper<'householdPledge'>> => {
    const household = await getHousehold(context, asked.subjectId);
    const campaignId = needed(asked.campaignId, 'campaignId');
    const [coded] = await codesFor(context, { ...asked, areaId: household.areaId, campaignId }, [
      household.id,
    ]);
    const { houseNumber: number, contactName, people: residents } = household;
    return {
      areaId: household.areaId,
      subject: 'Cam kết của hộ gia đình',
      fileName: `Bản cam kết - ${[contactName, number].filter((part) => part !== '').join(', ') || 'hộ gia đình'}`,
      data: {
        area: await paperArea(context, household.areaId),
        campaign: await campaignOf(context, campaignId),
        household: { number, contactName, residents, url: coded?.url ?? null, signedOn: null, note: '' },
      },
    };
  },
};

/** The sheet of a hamlet's households that have not signed yet, each with its own code. */
export const pledgeSheetSource: PaperSource<'pledgeSheet'> = {
  access: 'pledges.write',
  subjectKind: 'pledgeCampaign',
  collect: async (context, asked): Promise<CollectedPaper<'pledgeSheet'>> => {
    const areaId = needed(asked.areaId, 'areaId');
    const area = await paperArea(context, areaId);
    return {
      areaId,
      subject: 'Cam kết của các hộ gia đình',
      fileName: `Bản cam kết các hộ ${inSentence(area.name)}`,
      data: {
        area,
        campaign: await campaignOf(context, asked.subjectId),
        households: asked.isDraft
          ? await unsigned(context, asked.subjectId, areaId)
          : await codesFor(context, { ...asked, areaId, campaignId: asked.subjectId }),
      },
    };
  },
};

/** Gives out codes: those asked for, or for all that have not signed; none while the campaign is not open. */
async function codesFor(
  context: Context,
  asked: AskedPaper & { areaId: string; campaignId: string },
  householdIds?: readonly string[],
): Promise<PaperHousehold[]> {
  const campaign = await getCampaignRow(context, asked.campaignId);
  if (asked.isDraft || (householdIds && signingState(campaign, context.today) !== 'ready')) return [];
  const may = await authorize(context, 'pledges.write', asked.areaId);
  const { codes } = await makePledgeSheet(context, may, campaign, householdIds);
  return codes.map(({ household, path }) => ({
    number: household.label,
    contactName: household.contactName,
    residents: household.people,
    url: new URL(path, asked.origin).href,
    signedOn: null,
    note: '',
  }));
}

async function unsigned(context: Context, campaignId: string, areaId: string): Promise<PaperHousehold[]> {
  const { signers } = await listSigners(context, campaignId, areaId);
  return signers
    .filter((signer) => signer.pledge === null || signer.pledge.withdrawnOn !== null)
    .map(({ label, contactName, people }) => ({
      number: label,
      contactName,
      residents: people,
      url: null,
      signedOn: null,
      note: '',
    }));
}

async function campaignOf(context: Context, id: string): Promise<PaperData['pledgeSheet']['campaign']> {
  const { campaign, texts } = await readCampaign(context, id);
  const text = texts.find(({ version }) => version === campaign.textVersion) ?? texts[0];
  return {
    name: campaign.title,
    version: text?.version ?? 1,
    commitments: [...(text?.commitments ?? [])],
    from: campaign.startsOn,
    to: campaign.validTo,
  };
}

/** What a kind of paper can't do without. Throws Problem `invalidInput`. */
function needed(value: string | undefined, path: string): string {
  if (value !== undefined) return value;
  throw new Problem('invalidInput', { fields: [{ path, code: 'required' }] });
}

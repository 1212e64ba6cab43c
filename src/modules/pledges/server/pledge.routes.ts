import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { getAreaRow } from '../../areas/server/areas.service.ts';
import {
  listPledgeSheets,
  listSigners,
  makePledgeSheet,
  revokeHouseholdCodes,
  revokePledgeSheet,
  signPledges,
  undoPledges,
  withdrawPledge,
} from '../pledge.contract.ts';
import { lookAtPledgeLink, signByPledgeLink, withdrawByPledgeLink } from '../pledge-link.contract.ts';
import { getCampaignRow } from './campaign.service.ts';
import { getHousehold } from './household.service.ts';
import {
  findSignerPlaces,
  getPledge,
  getPledges,
  listSigners as list,
  mayWriteIn,
  signPledges as sign,
  undoPledges as undo,
  withdrawPledge as withdraw,
} from './pledge.service.ts';
import { lookAtLink, openLink, signByLink, withdrawByLink } from './pledge-link.service.ts';
import { endCodes, endSheet, getSheet, listSheets, makePledgeSheet as makeSheet } from './sheet.service.ts';

const signing: readonly Route[] = [
  route({
    contract: listSigners,
    load: (context) => getAreaRow(context, context.input.query.areaId),
    authorize: (context) => authorize(context, 'households.read', context.input.query.areaId),
    handle: (context) => list(context, context.input.params.id, context.input.query.areaId),
  }),
  route({
    contract: signPledges,
    load: async (context) => ({
      campaign: await getCampaignRow(context, context.input.params.id),
      places: await findSignerPlaces(context, context.input.body.signers),
    }),
    authorize: (context, { places }) =>
      mayWriteIn(
        context,
        [...places.values()].map((place) => place.areaId),
      ),
    handle: (context, { loaded, authorized }) =>
      sign(context, authorized, loaded.campaign, context.input.body, loaded.places),
    audit: ({ answer, authorized }, { input }) => ({
      action: 'pledges.signed',
      subject: 'pledgeCampaign',
      subjectId: input.params.id,
      areaId: authorized.areaId,
      details: { count: answer.signed.length, method: input.body.method },
    }),
  }),
  route({
    contract: withdrawPledge,
    load: (context) => getPledge(context, context.input.params.id),
    authorize: (context, loaded) => authorize(context, 'pledges.write', loaded.areaId),
    handle: (context, { loaded, authorized }) => withdraw(context, authorized, loaded, context.input.body.on),
    audit: ({ loaded }, { input }) => ({
      action: 'pledge.withdrawn',
      subject: 'pledge',
      subjectId: input.params.id,
      areaId: loaded.areaId,
    }),
  }),
  route({
    contract: undoPledges,
    load: (context) => getPledges(context, context.input.body.ids),
    authorize: (context, loaded) =>
      mayWriteIn(
        context,
        loaded.map((row) => row.areaId),
      ),
    handle: async (context, { loaded, authorized }) => ({
      count: await undo(context, authorized, loaded, context.input.body.what),
    }),
    audit: ({ loaded, answer, authorized }, { input }) => ({
      action: input.body.what === 'pledge' ? 'pledges.removed' : 'pledges.withdrawalUndone',
      subject: 'pledgeCampaign',
      subjectId: loaded[0]?.campaignId ?? '',
      areaId: authorized.areaId,
      details: { count: answer.count },
    }),
  }),
];

const sheets: readonly Route[] = [
  route({
    contract: listPledgeSheets,
    load: (context) => getCampaignRow(context, context.input.params.id),
    authorize: (context) => authorize(context, 'pledges.read', context.input.query.areaId),
    handle: async (context) => ({
      sheets: await listSheets(context, context.input.params.id, context.input.query.areaId),
    }),
  }),
  route({
    contract: makePledgeSheet,
    load: (context) => getCampaignRow(context, context.input.params.id),
    authorize: (context) => authorize(context, 'pledges.write', context.input.body.areaId),
    handle: async (context, { loaded, authorized }) => {
      const made = await makeSheet(context, authorized, loaded, context.input.body.householdIds);
      const codes = made.codes.map(({ household, path }) => ({
        householdId: household.id,
        position: household.position,
        houseNumber: household.label,
        path,
      }));
      return { sheet: made.sheet, codes };
    },
    audit: ({ answer }, { input }) => ({
      action: 'pledgeSheet.made',
      subject: 'pledgeCampaign',
      subjectId: input.params.id,
      areaId: answer.sheet.areaId,
      details: { count: answer.codes.length, sheet: answer.sheet.id },
    }),
  }),
  route({
    contract: revokePledgeSheet,
    load: (context) => getSheet(context, context.input.params.id),
    authorize: (context, loaded) => authorize(context, 'pledges.write', loaded.areaId),
    handle: (context, { authorized }) => endSheet(context, authorized, context.input.params.id),
    audit: ({ loaded }, { input }) => ({
      action: 'pledgeSheet.revoked',
      subject: 'pledgeSheet',
      subjectId: input.params.id,
      areaId: loaded.areaId,
    }),
  }),
  route({
    contract: revokeHouseholdCodes,
    load: (context) => getHousehold(context, context.input.body.householdId),
    authorize: (context, loaded) => authorize(context, 'pledges.write', loaded.areaId),
    handle: async (context, { authorized, loaded }) => ({
      count: await endCodes(context, authorized, context.input.params.id, loaded.id),
    }),
    audit: ({ loaded, answer }, { input }) => ({
      action: 'pledgeCodes.revoked',
      subject: 'household',
      subjectId: loaded.id,
      areaId: loaded.areaId,
      details: { count: answer.count, campaign: input.params.id },
    }),
  }),
];

/** For whoever holds a printed code. The log says that something was signed in a campaign, not by which house. */
const links: readonly Route[] = [
  route({
    contract: lookAtPledgeLink,
    load: (context) => openLink(context, context.http, context.input.body.code),
    handle: (context, { loaded }) => lookAtLink(context, loaded),
    audit: () => undefined,
  }),
  route({
    contract: signByPledgeLink,
    load: (context) => openLink(context, context.http, context.input.body.code),
    handle: (context, { loaded }) => signByLink(context, loaded, context.input.body.textVersion),
    audit: ({ loaded }) => ({
      action: 'pledges.signed',
      subject: 'pledgeCampaign',
      subjectId: loaded.campaignId,
      areaId: loaded.areaId,
      details: { count: 1, method: 'qr' },
    }),
  }),
  route({
    contract: withdrawByPledgeLink,
    load: (context) => openLink(context, context.http, context.input.body.code),
    handle: (context, { loaded }) => withdrawByLink(context, loaded),
    audit: ({ loaded }) => ({
      action: 'pledge.withdrawn',
      subject: 'pledgeCampaign',
      subjectId: loaded.campaignId,
      areaId: loaded.areaId,
      details: { method: 'qr' },
    }),
  }),
];

export const pledgeRoutes: readonly Route[] = [...signing, ...sheets, ...links];

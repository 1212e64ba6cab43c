import { authorize } from '../../../platform/server/authorize.ts';
import { type Route, route } from '../../../platform/server/route.ts';
import { getAreaRow } from '../../areas/server/areas.service.ts';
import {
  getCampaign,
  listCampaigns,
  moveCampaign,
  putCampaign,
  readCoverage,
  removeCampaign,
} from '../campaign.contract.ts';
import {
  getCampaignRow,
  listCampaigns as list,
  moveCampaign as move,
  pledgeCoverage,
  putCampaign as put,
  readCampaign as read,
  removeCampaign as remove,
} from './campaign.service.ts';

export const campaignRoutes: readonly Route[] = [
  route({
    contract: listCampaigns,
    load: (context) => getAreaRow(context, context.input.query.areaId),
    authorize: (context) => authorize(context, 'pledges.read', context.input.query.areaId),
    handle: (context) => list(context, context.input.query.areaId),
  }),
  route({
    contract: getCampaign,
    handle: (context) => read(context, context.input.params.id),
  }),
  route({
    contract: putCampaign,
    load: (context) => getAreaRow(context, context.input.body.areaId),
    authorize: (context) => authorize(context, 'campaigns.write', context.input.body.areaId),
    handle: (context, { authorized }) =>
      put(context, authorized, context.input.params.id, context.input.body),
    audit: ({ answer }, { input }) => ({
      action: 'campaign.saved',
      subject: 'pledgeCampaign',
      subjectId: input.params.id,
      areaId: answer.areaId,
      details: { textVersion: answer.textVersion },
    }),
  }),
  route({
    contract: moveCampaign,
    load: (context) => getCampaignRow(context, context.input.params.id, true),
    authorize: (context, loaded) => authorize(context, 'campaigns.write', loaded.areaId),
    handle: (context, { loaded, authorized }) => move(context, authorized, loaded, context.input.body),
    audit: ({ answer }, { input }) => ({
      action: answer.state === 'open' ? 'campaign.opened' : 'campaign.closed',
      subject: 'pledgeCampaign',
      subjectId: input.params.id,
      areaId: answer.areaId,
    }),
  }),
  route({
    contract: removeCampaign,
    load: (context) => getCampaignRow(context, context.input.params.id, true),
    authorize: (context, loaded) => authorize(context, 'campaigns.write', loaded.areaId),
    handle: async (context, { loaded, authorized }) => {
      await remove(context, authorized, loaded);
      return undefined;
    },
    audit: ({ loaded }, { input }) => ({
      action: 'campaign.removed',
      subject: 'pledgeCampaign',
      subjectId: input.params.id,
      areaId: loaded.areaId,
    }),
  }),
  route({
    contract: readCoverage,
    load: (context) => getCampaignRow(context, context.input.params.id),
    authorize: (context) => authorize(context, 'pledges.read', context.input.query.areaId),
    handle: (context) => pledgeCoverage(context, context.input.params.id, context.input.query.areaId),
  }),
];

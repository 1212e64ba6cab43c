import { type Route, route } from '../../../platform/server/route.ts';
import { ownPhone } from '../../sync/server/phones.service.ts';
import * as gong from '../gong.contract.ts';
import * as push from '../push.contract.ts';
import { answerGong, endGong } from './answer.service.ts';
import { getGong, listGongs } from './gong.service.ts';
import { gongLine } from './gong-audit.ts';
import { subscribe, unsubscribe } from './push.service.ts';
import { listReach, reachOf } from './reach.service.ts';
import { sound } from './sound.service.ts';
import { getSounder, getSuspension, lift, listSounders, suspend } from './suspensions.service.ts';
import { vapidKeys } from './vapid.service.ts';

const soundRoute = route({
  contract: gong.soundGong,
  handle: async (context) => {
    const { id } = context.input.params;
    await sound(context, id, context.input.body, context.now);
    return getGong(context, id, 'gong.sound');
  },
  audit: ({ answer }) => gongLine('gong.sounded', answer, { state: answer.state }),
});

const list = route({
  contract: gong.listGongs,
  handle: (context) => {
    const { drills, running, before, limit } = context.input.query;
    return listGongs(context, {
      drills: drills === undefined ? undefined : drills === 'true',
      running: running === 'true',
      before,
      limit,
    });
  },
});

const one = route({
  contract: gong.getGong,
  handle: async (context) => {
    const { id } = context.input.params;
    return { alarm: await getGong(context, id, 'gong.read'), reach: await reachOf(context, id) };
  },
});

const answer = route({
  contract: gong.answerGong,
  handle: async (context) => {
    const { id } = context.input.params;
    await answerGong(context, id, context.input.body, context.now);
    return getGong(context, id, 'gong.sound');
  },
  // That a screen showed it is nothing that somebody did.
  audit: ({ answer: alarm }, context) => {
    const { answer: said } = context.input.body;
    return said === 'reached' ? undefined : gongLine('gong.answered', alarm, { answer: said });
  },
});

const end = route({
  contract: gong.endGong,
  handle: async (context) => {
    const { id } = context.input.params;
    await endGong(context, id, context.input.body.why, context.now);
    return getGong(context, id, 'gong.sound');
  },
  audit: ({ answer: alarm }, context) => gongLine('gong.ended', alarm, { why: context.input.body.why }),
});

const reach = route({
  contract: gong.getGongReach,
  handle: async (context) => ({ hamlets: await listReach(context) }),
});

const sounders = route({
  contract: gong.listGongSounders,
  handle: async (context) => ({ sounders: await listSounders(context) }),
});

const suspension = route({
  contract: gong.suspendGong,
  load: (context) => getSounder(context, context.input.body.userId),
  handle: (context, { loaded }) => suspend(context, loaded.authorized, context.input.body),
  audit: ({ loaded }) => ({
    action: 'gong.suspended',
    subject: 'account',
    subjectId: loaded.userId,
    areaId: loaded.authorized.areaId,
  }),
});

const lifted = route({
  contract: gong.liftGongSuspension,
  load: (context) => getSuspension(context, context.input.params.id),
  handle: (context, { loaded }) => lift(context, loaded.authorized, loaded.row),
  audit: ({ loaded }) => ({
    action: 'gong.suspensionLifted',
    subject: 'account',
    subjectId: loaded.row.user_id,
    areaId: loaded.row.area_id,
  }),
});

const pushKey = route({
  contract: push.getPushKey,
  handle: async (context) => ({ key: vapidKeys(context.vault).publicKey }),
});

const subscribing = route({
  contract: push.subscribePush,
  load: (context) => ownPhone(context, context.input.params.phoneId),
  handle: async (context, { loaded }) => {
    await subscribe(context, loaded, context.input.body, context.pushHosts);
    return undefined;
  },
  audit: ({ loaded }) => ({
    action: 'gong.pushOn',
    subject: 'phone',
    subjectId: loaded.id,
    areaId: loaded.area_id,
  }),
});

const unsubscribing = route({
  contract: push.unsubscribePush,
  load: (context) => ownPhone(context, context.input.params.phoneId),
  handle: async (context, { loaded }) => {
    await unsubscribe(context, loaded);
    return undefined;
  },
  audit: ({ loaded }) => ({
    action: 'gong.pushOff',
    subject: 'phone',
    subjectId: loaded.id,
    areaId: loaded.area_id,
  }),
});

export const gongRoutes: readonly Route[] = [
  soundRoute,
  list,
  one,
  answer,
  end,
  reach,
  sounders,
  suspension,
  lifted,
  pushKey,
  subscribing,
  unsubscribing,
];

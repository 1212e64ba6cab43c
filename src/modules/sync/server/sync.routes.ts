import { type Route, route } from '../../../platform/server/route.ts';
import { readChanges } from '../../activities/server/changes.service.ts';
import { gongsForPhone } from '../../gong/server/gong.service.ts';
import { getFieldDay } from '../field-day.contract.ts';
import * as phones from '../phones.contract.ts';
import * as sync from '../sync.contract.ts';
import { takeSyncFile } from '../sync-file.contract.ts';
import { courierKeyOf, takeEnvelopes } from './envelopes.service.ts';
import { describeFieldDay } from './field-day.service.ts';
import { itemsOfPhone, listSyncItems, settleItem } from './items.service.ts';
import { messagesFor } from './messages.service.ts';
import {
  bind,
  getManagedPhone,
  getPhoneNearby,
  heardOf,
  listFieldPeople,
  listFieldPhones,
  listPatrolsOut,
  makeCode,
  ownPhone,
  rename,
  setWipe,
  wiped,
  withClock,
} from './phones.service.ts';
import { applyCommands, takeFileOf } from './push.service.ts';
import { receivedLine } from './received.ts';
import { versionsFor } from './versions.service.ts';

const push = route({
  contract: sync.pushCommands,
  plans: 'fixed',
  load: (context) => ownPhone(context, context.input.body.phoneId),
  handle: async (context, { loaded: phone }) => {
    const { commands, waiting, sentAt } = context.input.body;
    // What it says of its clock now holds for what it brings.
    const answers = await applyCommands(context, withClock(context, phone, sentAt), commands);
    return {
      answers,
      wipe: await heardOf(context, phone, { waiting, sentAt }),
      now: context.now.toISOString(),
    };
  },
  audit: ({ answer, loaded: phone }, context) =>
    receivedLine(answer.answers, phone, context.input.body.commands),
});

/** The line stands in the log under the phone's person, who is known only once the envelopes are open. */
const envelopes = route({
  contract: sync.sendEnvelopes,
  handle: (context) => takeEnvelopes(context, context.input.body),
  audit: () => undefined,
});

const courier = route({
  contract: phones.getCourierKey,
  load: (context) => ownPhone(context, context.input.params.id),
  handle: async (context, { loaded }) => ({ key: await courierKeyOf(context, loaded) }),
  audit: ({ loaded }) => ({
    action: 'phone.courierKeyGiven',
    subject: 'phone',
    subjectId: loaded.id,
    areaId: loaded.area_id,
  }),
});

const pull = route({
  contract: sync.pullChanges,
  load: (context) => ownPhone(context, context.input.query.phoneId),
  handle: async (context, { loaded: phone }) => {
    const { cursor, limit } = context.input.query;
    const wipe = await heardOf(context, phone, {});
    const versions = await versionsFor(context);
    const now = context.now.toISOString();
    // It has to forget what it has: nothing more is told to it.
    if (wipe) {
      const nothing = { activities: [], news: [], items: [], alarms: [], messages: { version: '' } };
      return { ...nothing, versions, cursor: cursor ?? '', more: false, wipe, now };
    }
    const changes = await readChanges(context, { cursor, limit });
    const activities = [...changes.activities];
    const items = await itemsOfPhone(context, phone.id);
    const alarms = await gongsForPhone(context);
    const messages = await messagesFor(context, context.input.query.messages);
    const news = [...changes.news];
    const { cursor: next, more } = changes;
    return { activities, news, items, alarms, messages, versions, cursor: next, more, wipe, now };
  },
});

const items = route({
  contract: sync.listSyncItems,
  handle: (context) => listSyncItems(context, context.input.query.state, context.input.query.cursor),
});

const settlement = route({
  contract: sync.settleSyncItem,
  handle: (context) => settleItem(context, context.input.params.id, context.input.body),
  audit: ({ answer }) => ({
    action: `sync.${answer.settlement ?? 'kept'}`,
    subject: 'activity',
    subjectId: answer.recordId,
    areaId: answer.areaId,
    details: { item: answer.id },
  }),
});

const takeFile = route({
  contract: takeSyncFile,
  load: (context) => getPhoneNearby(context, context.input.body.phoneId),
  handle: async (context, { loaded: phone }) => ({
    answers: await takeFileOf(context, phone, context.input.body.commands),
  }),
  audit: ({ answer, loaded: phone }, context) =>
    receivedLine(answer.answers, phone, context.input.body.commands),
});

const code = route({
  contract: phones.makePhoneCode,
  handle: async (context) => {
    const made = await makeCode(context, { userId: context.input.body.userId, origin: context.origin });
    return { code: made.code, url: made.url, expiresAt: made.expiresAt };
  },
  audit: (_done, context) => ({
    action: 'phone.codeMade',
    subject: 'account',
    subjectId: context.input.body.userId,
  }),
});

const binding = route({
  contract: phones.bindPhone,
  handle: async (context) => {
    const bound = await bind(context, context.input.body);
    return {
      token: bound.token,
      person: { id: bound.userId, name: bound.name },
      expiresAt: bound.expiresAt.toISOString(),
    };
  },
  audit: ({ answer }, context) => ({
    action: 'phone.bound',
    subject: 'account',
    subjectId: answer.person.id,
    details: { phone: context.input.body.phoneId },
  }),
});

const list = route({
  contract: phones.listPhones,
  handle: async (context) => ({
    phones: await listFieldPhones(context),
    people: await listFieldPeople(context),
    patrols: await listPatrolsOut(context),
  }),
});

const naming = route({
  contract: phones.renamePhone,
  load: (context) => getManagedPhone(context, context.input.params.id),
  handle: (context, { loaded }) => rename(context, loaded.authorized, loaded.row, context.input.body.name),
  audit: ({ answer }) => phoneLine('phone.renamed', answer),
});

const day = route({ contract: getFieldDay, handle: describeFieldDay });

const wipe = route({
  contract: phones.wipePhone,
  load: (context) => getManagedPhone(context, context.input.params.id),
  handle: (context, { loaded }) => setWipe(context, loaded.authorized, loaded.row, true),
  audit: ({ answer }) => phoneLine('phone.wipeOrdered', answer),
});

const keep = route({
  contract: phones.keepPhone,
  load: (context) => getManagedPhone(context, context.input.params.id),
  handle: (context, { loaded }) => setWipe(context, loaded.authorized, loaded.row, false),
  audit: ({ answer }) => phoneLine('phone.wipeTakenBack', answer),
});

const done = route({
  contract: phones.reportWiped,
  load: (context) => ownPhone(context, context.input.params.id),
  handle: async (context, { loaded }) => {
    await wiped(context, loaded);
    return undefined;
  },
  audit: ({ loaded }) => ({
    action: 'phone.wiped',
    subject: 'phone',
    subjectId: loaded.id,
    areaId: loaded.area_id,
  }),
});

function phoneLine(action: string, { id, areaId }: phones.FieldPhone) {
  return { action, subject: 'phone', subjectId: id, areaId };
}

export const syncRoutes: readonly Route[] = [
  push,
  envelopes,
  courier,
  pull,
  items,
  settlement,
  takeFile,
  code,
  binding,
  list,
  day,
  naming,
  wipe,
  keep,
  done,
];

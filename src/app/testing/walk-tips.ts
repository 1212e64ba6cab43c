import { work } from '../../modules/tips/testing/offices.ts';
import * as filing from '../../modules/tips/tip-filing.contract.ts';
import * as offices from '../../modules/tips/tip-office.contract.ts';
import * as threads from '../../modules/tips/tip-thread.contract.ts';
import { messageOf, officeOf, reportOf } from './tip-world.ts';
import { ask } from './walk.ts';

/** What everybody may do without saying who he is. */
export const tipWalks = [
  ask(offices.listPublicTipOffices, () => ({})),
  ask(offices.getTipOfficeKeys, async (world, side) => ({
    body: { officeId: (await officeOf(world, side)).id },
  })),
  ask(filing.getTipChallenge, () => ({})),
  ask(filing.fileTip, async (world, side) => {
    const { body, parcel } = await reportOf(world, side);
    return { body: { ...body, pow: await work(world.app) }, file: { name: 'parcel', content: parcel } };
  }),
  ask(threads.openTipThread, async (world, side) => ({ body: (await reportOf(world, side)).body.thread })),
  ask(threads.fetchTipMessage, async (world, side) => {
    const filed = await reportOf(world, side);
    return { body: { ...filed.body.thread, messageId: await messageOf(world, side) } };
  }),
  ask(threads.replyInTipThread, async (world, side) => {
    const { body, parcel } = await reportOf(world, side);
    const { officeId, epoch, thread } = body;
    return {
      body: { ...thread, officeId, epoch, sequence: 1, pow: await work(world.app) },
      file: { name: 'parcel', content: parcel },
    };
  }),
  ask(threads.withdrawTipContact, async (world, side) => ({
    body: (await reportOf(world, side)).body.thread,
  })),
];

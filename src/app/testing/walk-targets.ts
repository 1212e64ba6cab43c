import { v7 as uuidv7 } from 'uuid';
import * as targets from '../../modules/targets/targets.contract.ts';
import { ask } from './walk.ts';
import type { Side, World } from './walk-world.ts';

function giving(side: Side) {
  return {
    body: {
      areaId: side.commune,
      indicator: 'patrol.sessions',
      year: 2026,
      measure: 'sum' as const,
      targets: [{ areaId: side.hamlet, amount: 12, baseVersion: 0 }],
    },
  };
}

async function target(world: World, side: Side): Promise<string> {
  await world.must(targets.giveTargets, giving(side), side.officer.token);
  const query = { areaId: side.commune, year: 2026 };
  const { given } = await world.must(targets.readTargets, { query }, side.officer.token);
  return given[0]?.lines[0]?.id ?? '';
}

const answering = async (world: World, side: Side) => ({
  params: { id: await target(world, side), answerId: uuidv7() },
  body: { reason: side.secret },
});

/** Targets and what units say about them. */
export const targetWalks = [
  ask(targets.readTargets, (_world, side) => ({ query: { areaId: side.commune, year: 2026 } })),
  ask(targets.readTargetChoices, (_world, side) => ({ query: { areaId: side.commune } })),
  ask(targets.giveTargets, (_world, side) => giving(side)),
  ask(targets.answerTarget, answering),
  ask(targets.listTargetAnswers, async (world, side) => {
    const { params, body } = await answering(world, side);
    await world.must(targets.answerTarget, { params, body }, side.officer.token);
    return { params: { id: params.id } };
  }),
];

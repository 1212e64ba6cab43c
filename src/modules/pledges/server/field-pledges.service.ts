import { createHash } from 'node:crypto';
import type { Context } from '../../../platform/server/context.ts';
import { getSummaries } from '../../areas/server/areas.service.ts';
import type { FieldCampaign, FieldHousehold, FieldPledges } from '../field-pledges.contract.ts';
import { signingState } from '../pledge.rules.ts';
import { findCampaigns, findTexts } from './campaign.repo.ts';
import { listSigners } from './pledge.service.ts';

/**
 * What a phone needs at the doors of the caller's own hamlets: where no campaign is open, nobody's household goes to it.
 * Whoever keeps books for a whole commune signs at the office's pages: a commune's households do not belong on a phone.
 */
export async function fieldPledges(
  context: Context,
  known: string | undefined,
): Promise<{ hash: string; content: FieldPledges | null }> {
  const hamlets = context.caller.assignments.filter(({ role }) => role === 'recorder');
  const campaigns: FieldCampaign[] = [];
  const households = new Map<string, FieldHousehold>();
  const ids = [...new Set(hamlets.map((one) => one.areaId))].sort();
  const areas = await getSummaries(context, ids);
  for (const areaId of ids) {
    const areaName = areas.get(areaId)?.fullName ?? '';
    for (const row of await findCampaigns(context.tx, areaId)) {
      if (signingState(row, context.today) !== 'ready' || !row.audience.includes('households')) continue;
      const signers = (await listSigners(context, row.id, areaId)).signers.filter(
        ({ kind }) => kind === 'household',
      );
      const [text] = await findTexts(context.tx, row.id);
      const { id, title, startsOn, endsOn, validTo, textVersion } = row;
      campaigns.push({
        ...{ id, areaId, areaName, title, startsOn, endsOn, validTo, textVersion },
        commitments: text?.commitments ?? [],
        pledges: signers.flatMap(({ id: householdId, pledge }) =>
          pledge && pledge.withdrawnOn === null
            ? [{ id: pledge.id, householdId, signedOn: pledge.signedOn, method: pledge.method }]
            : [],
        ),
      });
      for (const one of signers) {
        const { id: householdId, position, label, contactName, people, regular } = one;
        households.set(householdId, {
          ...{ id: householdId, areaId, position, houseNumber: label, contactName, people, regular },
        });
      }
    }
  }
  const content: FieldPledges = { campaigns, households: [...households.values()] };
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url').slice(0, 22);
  return { hash, content: hash === known ? null : content };
}

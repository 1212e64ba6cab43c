import { v7 as uuidv7 } from 'uuid';
import * as operations from '../../modules/areas/area-operations.contract.ts';
import * as areas from '../../modules/areas/areas.contract.ts';
import { makeHamlet } from '../../modules/areas/areas.factory.ts';
import * as hamlets from '../../modules/areas/hamlets.contract.ts';
import * as organizations from '../../modules/areas/organizations.contract.ts';
import { ask, showing } from './walk.ts';
import { day, type Side, type World } from './walk-world.ts';

const codeOf = (side: Side): string => (side.name === 'A' ? '07840' : '00004');

async function renaming(world: World, side: Side) {
  const { id: areaId } = await makeHamlet(world.app.database.db, side.commune);
  const step = { kind: 'rename' as const, areaId, fullName: `Thôn ${areaId.slice(-8)} Mới` };
  return { body: { on: '2026-03-01', instrument: '12/NQ-HĐND', title: side.secret, step } };
}

/** An official list that renames a unit of neither side, another day each time. */
let loads = 0;
function list() {
  loads += 1;
  const on = `2026-${String(1 + (loads % 9)).padStart(2, '0')}-15`;
  const content = `code,level,effective_date,full_name_before,full_name_after,type_after,legal_basis\n07822,commune,${on},Xã Hợp Thịnh,Xã Hợp Thịnh ${loads},Xã,${loads}/NQ\n`;
  return { files: [{ name: 'sua-doi.csv', content }] };
}

/** Areas, hamlets, organisations, and what is done to areas. */
export const areaWalks = [
  ask(areas.searchAreas, (_world, side) => ({ query: { q: codeOf(side) } })),
  ask(areas.getAreaByCode, (_world, side) => ({ params: { code: codeOf(side) } })),
  ask(areas.getArea, (_world, side) => ({ params: { id: side.hamlet } })),
  ask(areas.listAreaChildren, (_world, side) => ({ params: { id: side.commune }, query: {} })),
  ask(hamlets.createHamlets, (_world, side) => ({
    params: { id: side.commune },
    body: { hamlets: [{ fullName: `Thôn ${uuidv7().slice(-8)}` }] },
  })),
  ask(hamlets.listProfiles, (_world, side) => ({ params: { id: side.hamlet } })),
  ask(hamlets.putProfile, (_world, side) => ({
    params: { id: side.hamlet },
    body: { asOf: day, households: 121, people: 481, headName: side.secret, note: side.secret },
  })),
  ask(organizations.listOrganizations, (_world, side) => ({ params: { id: side.commune }, query: {} })),
  ask(organizations.createOrganizations, (_world, side) => ({
    params: { id: side.commune },
    body: { organizations: [{ kind: 'school' as const, name: `Trường ${uuidv7().slice(-8)}` }] },
  })),
  ask(organizations.changeOrganization, (_world, side) => ({
    params: { id: side.organization },
    body: { name: `Trường ${uuidv7().slice(-8)}` },
  })),
  ask(operations.previewLoad, () => ({ body: list() })),
  ask(operations.applyLoad, () => ({ body: list() })),
  ask(operations.previewReorganisation, renaming),
  ask(operations.applyReorganisation, renaming),
  showing(
    ask(operations.listAreaOperations, () => ({ query: { limit: 200 } })),
    (side) => side.secret,
  ),
  ask(operations.undoAreaOperation, async (world, side) => {
    const request = await renaming(world, side);
    const { id } = await world.must(operations.applyReorganisation, request, side.officer.token);
    return { params: { id } };
  }),
];

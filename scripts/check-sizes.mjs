// Files of the program stay small: over 300 lines needs a reason (listed here), over 500 is an error.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './lib/steps.mjs';

/** Why a file may be longer than 300 lines. */
const reasons = {
  'src/modules/sync/server/sync.test.ts': 'one story: what phones send, however often and in whatever order',
  'e2e/records.spec.ts':
    'one story in order: a record from the keyboard to its pictures, on one start of the program',
  'src/modules/documents/attachments.test.ts': 'one story: a picture from its first byte to who sees it',
  'e2e/field-month.spec.ts': 'one story: a month of two people on one phone, and the network that follows',
  'src/modules/sync/web/field/engine.ts': 'one round of a phone, from what it keeps to what it was answered',
  'src/modules/sync/web/field/store/person-store.ts':
    'all that one person has on a phone, so that nothing of it is forgotten when it is wiped',
  'src/app/walls.test.ts': 'every table of areas held against the same questions',
  'src/app/routes.expected.ts': 'one table, a line for each route',
  'src/modules/activities/server/activities.test.ts':
    'one story: an entry from its draft to its verification',
  'src/modules/areas/area-lists.rules.ts': 'one reader for each kind of line of the lists, read side by side',
  'src/modules/figures/server/figures.service.ts': 'one way from a question to its figures, top to bottom',
  'src/modules/imports/cells.rules.test.ts': 'the ways in which books write a day, a time and a number',
  'src/modules/models/server/models.test.ts':
    'one story: a site from its proposal to its end, and what keeps it alive',
  'src/modules/gong/server/gong.test.ts':
    'one story: alarms of a hamlet, what limits them and what they count for',
  'src/modules/imports/server/imports.test.ts': 'one story: a workbook from upload to undo',
  'src/modules/targets/server/targets.test.ts': 'one story: a year of targets, held against a count by hand',
  'src/modules/reports/server/reports.test.ts': 'one story: a report from its opening to its files',
  'src/modules/tips/server/offices.test.ts':
    'one story: people of an office come, leave, forget, and the office goes into another one',
  'e2e/models.spec.ts':
    'one story: a model from its proposal to its replicas, with its figures at every step',
  'e2e/tips.spec.ts': 'one story: a report from its first words to its result, in four browsers',
  'src/platform/server/postgres/cluster.ts': 'one life of a database: prepared, started, watched, stopped',
  'src/modules/areas/web/Reorganise.tsx': 'one form whose fields depend on the kind of the change',
};

const files = ['src', 'e2e', 'bench', 'scripts'].flatMap((name) => list(path.join(root, name)));
const wrong = files.flatMap((file) => {
  const name = path.relative(root, file).replaceAll(path.sep, '/');
  const lines = readFileSync(file, 'utf8').split('\n').length;
  if (lines > 500) return [`${name}: ${lines} lines, 500 at most`];
  return lines > 300 && !(name in reasons)
    ? [`${name}: ${lines} lines; split it, or give a reason in scripts/check-sizes.mjs`]
    : [];
});
for (const line of wrong) console.error(line);
process.exit(wrong.length > 0 ? 1 : 0);

function list(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(m?[jt]sx?|css)$/.test(entry.name) && !entry.name.includes('.generated.'),
    )
    .map((entry) => path.join(entry.parentPath, entry.name));
}

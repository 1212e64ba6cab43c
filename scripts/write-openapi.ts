// Writes docs/openapi.json, the description of the HTTP interface as it stands in the contracts.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { routes } from '../src/app/modules.ts';
import { projectFolder } from '../src/platform/server/config.ts';
import { describeApi } from '../src/platform/server/openapi.ts';

const description = describeApi(routes.map(({ contract }) => contract));
writeFileSync(path.join(projectFolder, 'docs', 'openapi.json'), `${JSON.stringify(description, null, 2)}\n`);

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectFolder } from '../platform/server/config.ts';
import { describeApi } from '../platform/server/openapi.ts';
import { routes } from './modules.ts';

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  tags: string[];
  responses: Json;
  security: unknown[];
  requestBody?: { content: Json };
}

const contracts = routes.map(({ contract }) => contract);
const description = describeApi(contracts) as {
  paths: Record<string, Record<string, Operation>>;
  tags: { name: string }[];
  components: { schemas: Json };
};
const operations = Object.values(description.paths).flatMap((path) => Object.values(path));

test('docs/openapi.json is the description of today: `npm run openapi` writes it', () => {
  const committed = readFileSync(path.join(projectFolder, 'docs', 'openapi.json'), 'utf8');
  expect(JSON.parse(committed)).toEqual(JSON.parse(JSON.stringify(description)));
});

test('every route is described once, under a name and a tag of its own', () => {
  expect(operations.length).toBe(contracts.length);
  expect(new Set(operations.map((one) => one.operationId)).size).toBe(contracts.length);
  const known = description.tags.map(({ name }) => name);
  expect(operations.filter((one) => one.tags.some((tag) => !known.includes(tag)))).toEqual([]);
});

test('every reference points at something, and nothing named is left unused', () => {
  const text = JSON.stringify(description);
  const referred = new Set([...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name));
  expect([...referred].sort()).toEqual(Object.keys(description.components.schemas).sort());
  expect(text).not.toContain('$defs');
  expect(text).not.toContain('#~');
});

test('who may call, what comes in and what goes out is said', () => {
  for (const contract of contracts) {
    const operation =
      description.paths[contract.path.replaceAll(/:(\w+)/g, '{$1}')]?.[contract.method.toLowerCase()];
    expect([contract.path, operation?.security.length === 0]).toEqual([
      contract.path,
      contract.access === 'public',
    ]);
    const wanted = contract.upload ? ['multipart/form-data'] : contract.body ? ['application/json'] : [];
    expect(Object.keys(operation?.requestBody?.content ?? {})).toEqual(wanted);
    expect(Object.keys(operation?.responses ?? {})).toContain('429');
  }
});

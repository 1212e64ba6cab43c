import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Reached } from '../../src/modules/tips/testing/offices.ts';
import { connect } from '../../src/platform/server/database.ts';
import { clusterUrl } from '../../src/platform/server/postgres/cluster.ts';
import { fillPath, type TestFile } from '../../src/platform/server/testing/call.ts';
import type { Program } from './program.ts';

/** The running program as tests of modules know it: calls go over the network, with these headers and file names. */
export function reach(
  program: Program,
  as: { headers?: Record<string, string>; fileName?: string } = {},
): Reached & { close(): Promise<void> } {
  const { dataFolder, address } = program;
  const port = Number(
    readFileSync(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3],
  );
  const url = (role: 'owner' | 'app') =>
    clusterUrl(
      { port },
      `tiengmo_${role}`,
      readFileSync(path.join(dataFolder, 'secrets', role), 'utf8').trim(),
      'tiengmo',
    );
  const database = connect({ appUrl: url('app'), ownerUrl: url('owner') }, 2);
  const call = async (
    contract: { method: string; path: string },
    request: { params?: unknown; query?: unknown; body?: unknown; file?: TestFile } = {},
    token?: string,
  ) => {
    const query = new URLSearchParams((request.query ?? {}) as Record<string, string>);
    const target = `${address}${fillPath(contract.path, (request.params ?? {}) as Record<string, string>)}?${query}`;
    const form = request.file && formOf(request.body, request.file, as.fileName ?? request.file.name);
    const json = request.body === undefined ? {} : { 'content-type': 'application/json' };
    const response = await fetch(target, {
      method: contract.method,
      headers: {
        ...as.headers,
        ...(form ? {} : json),
        ...(token ? { cookie: `session=${token}; ${as.headers?.cookie ?? ''}` } : {}),
      },
      ...(form ? { body: form } : request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    const raw = Buffer.from(await response.arrayBuffer());
    const isJson = (response.headers.get('content-type') ?? '').includes('json') && raw.length > 0;
    const body = isJson ? JSON.parse(raw.toString('utf8')) : undefined;
    const code = response.status >= 400 ? body?.code : undefined;
    const cookies = response.headers.getSetCookie().map((line) => {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      return { name, value };
    });
    return {
      status: response.status,
      body,
      code,
      raw,
      headers: Object.fromEntries(response.headers),
      cookies,
    };
  };
  return {
    call,
    database: { ...database, name: 'tiengmo', drop: () => database.close() },
    close: () => database.db.destroy(),
  };
}

function formOf(body: unknown, file: TestFile, name: string): FormData {
  const form = new FormData();
  if (body !== undefined) form.set('body', JSON.stringify(body));
  form.set('file', new Blob([file.content as BlobPart]), name);
  return form;
}
